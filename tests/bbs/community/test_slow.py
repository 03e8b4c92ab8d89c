"""Slow threads: everybody lets some minutes pass there, elsewhere nobody does, and it ends by itself."""

from __future__ import annotations

import pytest

from bbs.community import posts, slow
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.errors import Busy, NotFound, NotUnderstood
from bbs.house import House
from tests import houses


@pytest.fixture
def wren(house: House) -> Person:
    return houses.member(house, "wren", role=Role.MODERATOR)


@pytest.fixture
def sam(house: House) -> Person:
    return houses.member(house, "sam")


@pytest.fixture
def hot(house: House, sam: Person) -> PostLine:
    return houses.write(house, posts.start, sam, "sleep", "A quarrel", "No!", now=house.clock.now())


def replies(house: House, who: Person, thread: int, after: int, text: str = "Yes!") -> PostLine:
    return houses.write(house, posts.reply, who, thread, text, now=house.clock.now() + after)


def test_who_wrote_just_now_waits_and_the_others_do_not(house: House, wren: Person, sam: Person, hot: PostLine) -> None:
    now, lou = house.clock.now(), houses.member(house, "lou")
    houses.write(house, slow.slow_down, house.vault, wren, hot.thread, 15, now=now)
    with pytest.raises(Busy, match="pause"):
        replies(house, sam, hot.thread, 899)
    replies(house, lou, hot.thread, 1)
    for n in (2, 3):
        replies(house, wren, hot.thread, n)
    replies(house, sam, hot.thread, 900)
    houses.write(house, posts.start, sam, "sleep", "Elsewhere", "Hello.", now=now + 901)


def test_it_ends_by_itself_or_when_it_is_ended(house: House, wren: Person, sam: Person, hot: PostLine) -> None:
    now = house.clock.now()
    houses.write(house, slow.slow_down, house.vault, wren, hot.thread, 60, now=now)
    assert houses.write(house, slow.of, hot.thread, now=now) == slow.Slow(60, now + slow.SECONDS)
    assert houses.write(house, slow.of, hot.thread, now=now + slow.SECONDS) is None
    houses.write(house, slow.slow_down, house.vault, wren, hot.thread, 5, now=now)
    houses.write(house, slow.end, house.vault, wren, hot.thread, now=now)
    replies(house, sam, hot.thread, 1)


def test_only_staff_set_it_and_only_to_what_can_be_chosen(
    house: House, wren: Person, sam: Person, hot: PostLine
) -> None:
    now = house.clock.now()
    vault = house.vault
    assert vault is not None
    for act in (
        lambda: slow.slow_down(vault, sam, hot.thread, 5, now=now),
        lambda: slow.end(vault, sam, hot.thread, now=now),
        lambda: slow.end(vault, wren, 99999, now=now),
    ):
        with pytest.raises(NotFound):
            houses.write(house, act)
    with pytest.raises(NotUnderstood):
        houses.write(house, slow.slow_down, house.vault, wren, hot.thread, 7, now=now)


def test_the_thread_says_so(house: House, wren: Person, sam: Person, hot: PostLine) -> None:
    where = f"go boards/sleep/{hot.thread}"
    said = " ".join(houses.visit(house, [where, "%", "2", where, "bye"], wren).split())
    assert "This thread goes slowly: 15 minutes between two posts of one member. It ends" in said
    assert "15 minutes between two posts" in " ".join(houses.visit(house, [where, "bye"], sam).split())
    said = " ".join(houses.visit(house, [where, "~", where, "bye"], wren).split())
    assert "At its own pace again." in said
