"""The same words again within minutes are one post, of what is sent as an act of its own."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from bbs.community import posts, reading, repeats
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.house import House
from tests import houses

ACTS = count(1)


@pytest.fixture
def sam(house: House) -> Person:
    return houses.member(house, "sam")


def start(house: House, by: Person, text: str = "Third night.", *, later: int = 0, **how: Any) -> PostLine:
    how = {"now": house.clock.now() + later, "once": f"act {next(ACTS)}", "title": "Four a.m.", "slug": "sleep", **how}
    return houses.write(house, posts.start, by, how.pop("slug"), how.pop("title"), text, **how)


def reply(house: House, by: Person, to: PostLine, *, later: int = 0, **how: Any) -> PostLine:
    how = {"now": house.clock.now() + later, "once": f"act {next(ACTS)}", "reply_to": to.id, **how}
    return houses.write(house, posts.reply, by, to.thread, "I am up too.", **how)


def test_words_that_are_sent_again_are_there_already(house: House, sam: Person) -> None:
    first = start(house, sam)
    again = start(house, sam, "Third night.  \n", later=repeats.AGAIN - 1)
    assert (again.id, again.already, first.already) == (first.id, True, False)
    answer = reply(house, sam, first)
    again = reply(house, sam, first, later=repeats.AGAIN - 1)
    assert (again.id, again.already, answer.already) == (answer.id, True, False)
    assert houses.write(house, reading.stretch, sam, first.thread).total == 2


@pytest.mark.parametrize(
    "how",
    [
        {"text": "Fourth night."},
        {"title": "Five a.m."},
        {"slug": "welcome"},
        {"note": "grief"},
        {"later": repeats.AGAIN},
        {"once": None},
    ],
    ids=str,
)
def test_other_words_in_another_place_or_later_are_another_thread(
    house: House, sam: Person, how: dict[str, Any]
) -> None:
    first = start(house, sam)
    other = start(house, sam, **how)
    assert (other.id != first.id, other.already) == (True, False)


def test_an_answer_to_another_post_or_by_somebody_else_is_another(house: House, sam: Person) -> None:
    first, lou = start(house, sam), houses.member(house, "lou")
    answers = [reply(house, sam, first), reply(house, lou, first)]
    answers += [reply(house, sam, answers[1]), reply(house, sam, first, note="grief")]
    answers += [reply(house, sam, first, nameless=house.vault)]
    assert len({line.id for line in answers}) == 5
    assert not any(line.already for line in answers)


def test_what_was_taken_back_can_be_said_again(house: House, sam: Person) -> None:
    first = start(house, sam)
    houses.write(house, posts.remove_own, sam, first.id, now=house.clock.now())
    assert start(house, sam).id != first.id


def test_words_without_a_name_are_there_already_under_the_same_word(house: House, sam: Person) -> None:
    first = start(house, sam, nameless=house.vault)
    again = start(house, sam, nameless=house.vault)
    assert (again.id, again.nameless, again.author) == (first.id, first.nameless, "")
    assert start(house, sam).id != first.id
