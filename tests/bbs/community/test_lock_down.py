"""Locked down, nobody joins and who is new only reads; help and everything else stay, and it ends by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bbs.community import joining, lock_down, log, members, posts
from bbs.community.lock_down import SECONDS
from bbs.community.members import Person, Role
from bbs.errors import NotFound, Refusal
from bbs.house import House
from tests import houses


@pytest.fixture
def wren(house: House) -> Person:
    return houses.member(house, "wren", role=Role.MODERATOR)


def begun(house: House, wren: Person, *, after: int = 0) -> int:
    return houses.write(house, lock_down.begin, house.vault, wren, now=house.clock.now() + after)


def joins(house: House, handle: str, role: Role = Role.MEMBER, *, after: int = 0) -> Person:
    now, vault = house.clock.now() + after, house.vault
    assert vault is not None
    underway, _ = houses.write(house, joining.begin, vault, now=now)
    asked = replace(underway, handle=handle, guidelines=1, adult=True, role=role)
    return houses.write(house, joining.enter, vault, asked, joining.Proof(hashed="x"), now=now).person


def test_nobody_joins_until_it_ends_by_itself_but_an_operator(house: House, wren: Person) -> None:
    assert begun(house, wren) == house.clock.now() + SECONDS
    with pytest.raises(Refusal, match="Nobody can join just now"):
        joins(house, "pills")
    joins(house, "olive", Role.OPERATOR)
    joins(house, "lark", after=SECONDS)


def test_who_is_new_only_reads_and_the_others_write_as_before(house: House, wren: Person) -> None:
    now = house.clock.now()
    new, old = houses.write(house, members.add, "newt", now=now, guidelines=1), houses.member(house, "old")
    begun(house, wren)
    line = houses.write(house, posts.start, old, "sleep", "A night", "Hello.", now=now)
    with pytest.raises(Refusal, match="only reads") as refused:
        houses.write(house, posts.reply, new, line.thread, "Hello.", now=now)
    assert "Crisis help is open" in refused.value.words()
    houses.write(house, posts.reply, new, line.thread, "Hello.", now=now + SECONDS)


def test_it_is_lifted_begun_anew_and_logged(house: House, wren: Person) -> None:
    now = house.clock.now()
    with pytest.raises(Refusal, match="over already"):
        houses.write(house, lock_down.lift, house.vault, wren, now=now)
    begun(house, wren)
    assert begun(house, wren, after=60) == now + 60 + SECONDS
    assert houses.write(house, lock_down.until) == now + 60 + SECONDS
    houses.write(house, lock_down.lift, house.vault, wren, now=now + 90)
    assert houses.write(house, lock_down.until) == 0
    joins(house, "lark", after=91)
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    acts = [one.act for one in houses.write(house, log.lately, house.vault, olive)]
    assert acts[:3] == [lock_down.LIFTED, lock_down.BEGUN, lock_down.BEGUN]


def test_only_staff_lock_it_down(house: House) -> None:
    lou = houses.member(house, "lou")
    for act in (lock_down.begin, lock_down.lift):
        with pytest.raises(NotFound):
            houses.write(house, act, house.vault, lou, now=house.clock.now())


def test_the_desk_locks_it_the_door_says_so_and_a_restart_remembers(house: House, wren: Person) -> None:
    def flat(*typed: str, who: Person | None = None) -> str:
        return " ".join(houses.visit(house, [*typed, "bye"], who).split())

    said = flat("go desk", "k", "yes", "go desk", who=wren)
    assert "Locked down. It ends by itself in a day; crisis help stays open." in said
    assert "nobody joins, and who is new only reads. It ends" in said
    assert lock_down.at_start(house.store) == house.locked_until > house.clock.now()
    said = flat("go join", "help")
    assert "Nobody can join just now; looking around and help are open." in said
    assert "closed the door for a day at most" in said
    assert "If your life is in danger now" in said
    lou = houses.member(house, "lou")
    assert "Who joined in the last days only reads just now" in flat("go boards/sleep", "post", "A night", who=lou)
    assert "Open again, as before." in flat("go desk", "e", "yes", who=wren)
    assert "Nobody can join" not in flat("go join")
    assert lock_down.at_start(None) == 0
