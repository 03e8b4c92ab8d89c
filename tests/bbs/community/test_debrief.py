"""The debrief: those who look after the place are in it, and nobody else."""

from __future__ import annotations

import pytest

from bbs.community import boards, debrief, group_joining, group_making, groups, members
from bbs.community.debrief import Room
from bbs.community.members import Person, Role
from bbs.errors import NotFound, Refusal
from store.database import Store
from tests import stores

NOW = stores.NOW
ROOM = Room("Debrief", "To put things down.", "Kindly.")


@pytest.fixture
def wren(store: Store) -> Person:
    return store.run(members.set_role, stores.member(store, "wren").id, Role.MODERATOR)


@pytest.fixture
def olive(store: Store) -> Person:
    return store.run(members.set_role, stores.member(store, "olive").id, Role.OPERATOR)


def inside(store: Store, person: Person) -> bool:
    return any(line.slug == "debrief" for line in store.run(groups.known, person))


def test_there_is_one_as_soon_as_two_look_after_the_place(store: Store, wren: Person) -> None:
    store.run(debrief.keep, ROOM, now=NOW)
    assert store.run(debrief.room) == ""
    olive = store.run(members.set_role, stores.member(store, "olive").id, Role.OPERATOR)
    store.run(debrief.keep, ROOM, now=NOW)
    store.run(debrief.keep, ROOM, now=NOW)
    assert store.run(debrief.room) == "debrief"
    assert inside(store, wren)
    assert inside(store, olive)


def test_who_becomes_staff_comes_in_and_who_is_no_more_is_out_at_once(
    store: Store, wren: Person, olive: Person, sam: Person
) -> None:
    store.run(debrief.keep, ROOM, now=NOW)
    post = stores.start(store, wren, "That was a long night.", board="debrief")
    assert not inside(store, sam)
    with pytest.raises(NotFound):
        store.run(boards.thread, sam, post.thread)
    sam = store.run(members.set_role, sam.id, Role.MODERATOR)
    store.run(debrief.keep, ROOM, now=NOW)
    assert inside(store, sam)
    sam = store.run(members.set_role, sam.id, Role.MEMBER)
    assert not inside(store, sam)
    with pytest.raises(NotFound):
        store.run(boards.get, sam, "debrief")


def test_who_got_in_by_any_other_way_is_put_out_again(store: Store, wren: Person, olive: Person, sam: Person) -> None:
    store.run(debrief.keep, ROOM, now=NOW)
    board = store.run(groups.line, wren, "debrief").id
    store.run(group_joining.come_in, board, sam.id, NOW)
    store.run(debrief.keep, ROOM, now=NOW)
    assert not inside(store, sam)


def test_it_is_kept_by_nobody_in_the_office_and_left_by_nobody(store: Store, wren: Person, olive: Person) -> None:
    store.run(debrief.keep, ROOM, now=NOW)
    assert store.run(group_making.kept, olive) == []
    with pytest.raises(Refusal, match="mute it"):
        store.run(group_joining.leave, wren, "debrief")


def test_a_group_of_members_that_has_its_name_stays_theirs(
    store: Store, wren: Person, olive: Person, sam: Person
) -> None:
    theirs = store.run(group_making.make, group_making.Shape("Debrief", "After shifts at work."), now=NOW)
    store.run(group_joining.come_in, theirs.id, sam.id, NOW)
    store.run(debrief.keep, ROOM, now=NOW)
    assert store.run(debrief.room) == "debrief-2"
    assert inside(store, sam)
