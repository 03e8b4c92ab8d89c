"""Somebody new writes a little slower, and what links somewhere is looked at; nothing is held back."""

from __future__ import annotations

import pytest

from bbs.community import members, newcomers, noticed, posts
from bbs.community.members import Person, Role
from bbs.config import Writing
from bbs.errors import Busy
from bbs.house import House
from store.tables import Case, Post
from tests import houses

DAY = 24 * 3600
FEW = Writing(newcomer_posts_per_hour=3, newcomer_threads_per_hour=2, newcomer_posts=2)


@pytest.fixture
def sam(house: House) -> Person:
    return houses.write(house, members.add, "sam", now=house.clock.now(), guidelines=1)


def starts(house: House, who: Person, text: str = "Hello.", *, after: int = 0) -> posts.PostLine:
    now = house.clock.now() + after
    return houses.write(house, posts.start, who, "sleep", "A night", text, now=now, writing=FEW)


def looked_at(house: House, who: Person, text: str, *, after: int = 0) -> int:
    line, now = starts(house, who, text, after=after), house.clock.now() + after
    for _ in range(2):  # an edit is heard again
        noticing = house.texts.noticing
        houses.write(house, noticed.in_post, house.vault, noticing, line.id, now=now, writing=FEW)
    assert houses.write(house, posts.get, None, line.id).text == text, "nothing is hidden"
    return houses.write(house, lambda: Case.select().where(Case.target == f"post/{line.id}").count())


def test_a_newcomer_begins_few_threads_an_hour_and_may_still_answer(house: House, sam: Person) -> None:
    first = starts(house, sam)
    starts(house, sam)
    with pytest.raises(Busy, match="first days") as waits:
        starts(house, sam)
    assert "Crisis help never waits" in waits.value.words()
    now = house.clock.now()
    houses.write(house, posts.reply, sam, first.thread, "And so on.", now=now, writing=FEW)
    with pytest.raises(Busy, match="first days"):
        houses.write(house, posts.reply, sam, first.thread, "More.", now=now, writing=FEW)
    starts(house, sam, after=3601)


def test_who_was_here_for_days_or_wrote_what_stood_is_not_new(house: House, sam: Person) -> None:
    now = house.clock.now()
    assert houses.write(house, newcomers.is_new, sam.id, FEW, now=now)
    assert not houses.write(house, newcomers.is_new, sam.id, FEW, now=now + 3 * DAY)
    first, _ = starts(house, sam), starts(house, sam)
    assert houses.write(house, newcomers.is_new, sam.id, FEW, now=now + DAY - 1)
    assert not houses.write(house, newcomers.is_new, sam.id, FEW, now=now + DAY)
    houses.write(house, lambda: Post.update(removed_at=now).where(Post.id == first.id).execute())
    assert houses.write(house, newcomers.is_new, sam.id, FEW, now=now + DAY), "what was taken away did not stand"
    assert not houses.write(house, newcomers.is_new, sam.id, Writing(newcomer_days=0), now=now)


def test_staff_are_never_slowed_down(house: House) -> None:
    wren = houses.write(house, members.add, "wren", now=house.clock.now(), role=Role.MODERATOR)
    for _ in range(4):
        starts(house, wren)


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("Look at https://example.com/pills for more.", 1),
        ("cheap pills at best-pills.shop", 1),
        ("Write to me: pills@example.com", 1),
        ("I slept at 3.30 and woke at 4. No idea why.", 0),
        ("> See https://example.com\nI would not go there.", 0),
        ("It was ok.Me too. I called 116 123.", 0),
    ],
)
def test_a_first_post_that_says_where_to_go_is_looked_at_once(house: House, sam: Person, text: str, cases: int) -> None:
    assert looked_at(house, sam, text) == cases


def test_others_may_link_as_they_like(house: House, sam: Person) -> None:
    assert looked_at(house, sam, "See https://example.com", after=4 * DAY) == 0
