"""What waits while the disk has too little room, and what goes on all the same."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bbs.community import desk, drafts, later, posts, profiles, reading
from bbs.community.members import Role
from bbs.community.read_only import MAKE_ROOM, NOBODY_JOINS, ONLY_LOOKING, ONLY_READING
from bbs.errors import NotSaved
from bbs.house import House
from bbs.language import ENGLISH
from bbs.serve_command import ROOM_EVERY, keep_looking_for_room
from store.room import Room
from tests import houses
from tests.commands import warmline
from tests.houses import HeldClock

WITHOUT = 1 << 30


def has_room(house: House, mib: int) -> None:
    assert house.store is not None
    house.store.room = Room(house.home.path, mib)
    house.store.room.look()


async def takes_nothing(*args: object) -> None:
    raise NotSaved


def does(house: House, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return asyncio.run(house.write(fn, *args, **kwargs))


def test_new_words_for_everybody_wait_and_nothing_of_them_is_kept(house: House) -> None:
    sam, now = houses.member(house, "sam"), house.clock.now()
    first = does(house, posts.start, sam, "sleep", "Awake", "Anybody?", now=now)
    has_room(house, WITHOUT)
    tries: tuple[Callable[[], Any], ...] = (
        lambda: does(house, posts.start, sam, "sleep", "Rain", "It rains.", now=now),
        lambda: does(house, posts.reply, sam, first.thread, "Still awake.", now=now),
        lambda: does(house, profiles.write, sam, "I am sam."),
    )
    for waiting in tries:
        with pytest.raises(NotSaved, match="Not posted: the disk here has too little room"):
            waiting()
    assert houses.write(house, lambda: reading.stretch(sam, first.thread).posts[-1].id) == first.id
    has_room(house, 0)
    assert does(house, posts.reply, sam, first.thread, "Still awake.", now=now).number == 2


def test_drafts_what_is_private_the_desk_and_taking_away_go_on(house: House) -> None:
    sam, now, vault = houses.member(house, "sam"), house.clock.now(), house.vault
    first = does(house, posts.start, sam, "sleep", "Awake", "Anybody?", now=now)
    has_room(house, WITHOUT)
    does(house, drafts.keep, vault, sam.id, "boards/sleep/post", "Not yet said.", now=now)
    how = {"place": "here", "reply_to": first.id, "once": "act"}
    at = does(house, later.put_off, vault, sam, first.thread, "In an hour.", now=now, **how)
    [waiting] = houses.write(house, later.due, at)
    with pytest.raises(NotSaved):
        does(house, later.send, vault, waiting, now=at)
    assert houses.write(house, later.due, at) == [waiting], "it goes out once there is room"
    assert does(house, desk.leave, vault, "note", "I need somebody.", sam, now)
    assert does(house, posts.remove_own, sam, first.id, now=now).removed


def test_what_could_not_be_taken_away_is_said_to_be_there_still(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    sam, now = houses.member(house, "sam"), house.clock.now()
    first = does(house, posts.start, sam, "sleep", "Awake", "Anybody?", now=now)
    with monkeypatch.context() as full:
        full.setattr(house.store, "write", takes_nothing)
        with pytest.raises(NotSaved, match="Not taken away yet: the disk here is full or silent"):
            does(house, posts.remove_own, sam, first.id, now=now)
        with pytest.raises(NotSaved, match="What you wrote is still with you"):
            does(house, drafts.keep, house.vault, sam.id, "boards/sleep/post", "Not yet said.", now=now)
    assert does(house, posts.remove_own, sam, first.id, now=now).removed


def test_it_ends_at_once_for_who_tries_when_there_is_room_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    sam = houses.member(house, "sam")
    has_room(house, WITHOUT)
    assert house.is_read_only
    assert house.store is not None
    monkeypatch.setattr(house.store.room, "_bytes", 0)
    does(house, posts.start, sam, "sleep", "Awake", "Anybody?", now=house.clock.now())
    assert not house.is_read_only


def test_the_server_looks_every_minute(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert house.store is not None
    looked, looks = asyncio.Event(), []

    async def look() -> None:
        looks.append(house.clock.now())
        looked.set()

    monkeypatch.setattr(house.store, "look_for_room", look)

    async def scene() -> None:
        assert isinstance(house.clock, HeldClock)
        looking = asyncio.ensure_future(keep_looking_for_room(house))
        for _ in range(3):
            await looked.wait()
            looked.clear()
            await asyncio.sleep(0)  # until it waits for the next minute
            house.clock.move(ROOM_EVERY)
        looking.cancel()

    asyncio.run(scene())
    assert [at - looks[0] for at in looks] == [0, ROOM_EVERY, 2 * ROOM_EVERY]


def test_pages_say_it_in_one_line_and_an_operator_hears_what_to_do(house: House) -> None:
    sam, olive = houses.member(house, "sam"), houses.member(house, "olive", role=Role.OPERATOR)
    has_room(house, WITHOUT)
    line, more = ENGLISH(ONLY_READING), ENGLISH(MAKE_ROOM)
    for person, is_operator in ((sam, False), (olive, True)):
        said = houses.verb(house, "read boards/sleep", person=person)[1]
        assert said.count(line) == 1
        assert (more in said) is is_operator
    assert ENGLISH(ONLY_LOOKING) in houses.verb(house, "read boards/about-this-place")[1]
    for address in ("help", "about", "tools"):
        assert line not in houses.verb(house, f"read {address}", person=sam)[1]
    has_room(house, 0)
    assert line not in houses.verb(house, "read boards/sleep", person=sam)[1]


def test_nobody_joins_meanwhile(house: House) -> None:
    has_room(house, WITHOUT)
    said = " ".join(houses.visit(house, [""], username="new").split())
    assert " ".join(ENGLISH(NOBODY_JOINS).split()) in said


def test_the_doctor_says_it(house: House, tmp_path: Path) -> None:
    done = warmline("doctor", "--home", house.home.path, variables={"WARMLINE_STORE_READ_ONLY_BELOW_MIB": "1048576"})
    assert "MiB are free, less than 1048576: only reading, until there is room. Make room there." in done.stdout
