"""Silence on a line: one warning, a minute to answer it, then a goodbye, with the draft kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bbs.arrival import Terminal
from bbs.community import drafts, members
from bbs.community.members import Person
from bbs.house import House
from bbs.idle import PatientWire
from bbs.wire import LineCutError
from screens.linemode.standard_input import HINT_SECONDS
from screens.linemode.verbs import run_verb
from screens.pages import ROUTES
from tests import houses
from tests.harbour import Caller, Harbour
from tests.houses import PASSPHRASE, HeldClock

WARNING = "Still there? Press Enter within a minute to stay. What you wrote is kept."
CLOSES = "This line was quiet for a long time, so it closes now. Come back any time."
MINUTE, HOUR = 60, 3600
PLACE = "boards/sleep/post"


class QuietWire:
    """A wire to somebody who types when a test says so."""

    def __init__(self) -> None:
        self.typed: asyncio.Queue[bytes] = asyncio.Queue()
        self.errors = bytearray()

    async def read(self) -> bytes:
        return await self.typed.get()

    def write(self, data: bytes) -> None:
        """Nothing is said here."""

    def write_error(self, data: bytes) -> None:
        """Take what is said beside it."""
        self.errors += data

    async def drain(self, most: int | None = None) -> None:
        """So nothing waits."""

    def pending(self) -> bytes:
        return b""


async def settles() -> None:
    """Let everything run that can."""
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.mark.parametrize("answer", [b"", b"x"])
def test_there_is_one_warning_and_one_end(answer: bytes) -> None:
    async def silence() -> tuple[int, bool]:
        clock, warned, wire = HeldClock(), [0], QuietWire()

        def warn() -> None:
            warned[0] += 1

        patient = PatientWire(wire, clock, patience=lambda: 240, grace=60, warn=warn)
        reading = asyncio.ensure_future(patient.read())
        for seconds in (239, 1, 59):
            await settles()
            assert not reading.done()
            clock.move(seconds)
        await settles()
        if answer:
            wire.typed.put_nowait(answer)
            assert await asyncio.wait_for(reading, 30) == answer
        else:
            clock.move(1)
            with pytest.raises(LineCutError):
                await asyncio.wait_for(reading, 30)
        await settles()
        assert asyncio.all_tasks() == {asyncio.current_task()}, "nothing goes on waiting"
        assert clock._waiting == {}
        return warned[0], patient.gave_up

    assert asyncio.run(silence()) == (1, not answer)


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Harbour]:
    with Harbour(tmp_path) as open_harbour:
        yield open_harbour


@pytest.fixture
def sam(harbour: Harbour) -> Person:
    return harbour.member("sam")


def comes_to_the_door(harbour: Harbour) -> Caller:
    caller = harbour.calls("somebody")
    caller.sees("Enter for the door: ")
    caller.ask("", "What would you like?: ")
    return caller


def begins_a_post(caller: Caller) -> None:
    caller.ask("go boards/sleep", "choose: ")
    caller.ask("post", "Title: ")
    caller.ask("Four a.m. again", "a single dot.\r\n")
    caller.types("Third night.")
    caller.sees("Third night.\r\n")
    caller.presses("I keep")
    caller.sees("I keep")


def kept(harbour: Harbour, person: Person) -> str:
    return harbour.write(drafts.kept, harbour.house.vault, person.id, PLACE)


def hears_nothing(caller: Caller) -> None:
    """Type a letter and take it back: only its echo is heard, so nothing was said unasked before it."""
    caller.presses("#")
    assert WARNING not in caller.sees("#")
    caller.presses("\x7f")
    caller.sees("\x08 \x08")


def test_the_door_waits_for_five_minutes(harbour: Harbour) -> None:
    caller = comes_to_the_door(harbour)
    harbour.passes(4 * MINUTE - 1)
    hears_nothing(caller)
    harbour.passes(4 * MINUTE)
    caller.sees(WARNING)
    harbour.passes(MINUTE)
    said = caller.is_gone()
    assert said.count(CLOSES) == 1
    assert WARNING not in said
    assert caller.exit_status == 0


def test_a_member_is_waited_for_two_hours_and_what_they_wrote_is_kept(harbour: Harbour, sam: Person) -> None:
    caller = harbour.signs_in("sam")
    begins_a_post(caller)
    harbour.passes(2 * HOUR - MINUTE - 1)
    hears_nothing(caller)
    harbour.passes(2 * HOUR - MINUTE)
    assert caller.sees(WARNING).count(WARNING) == 1
    caller.sees("I keep")
    harbour.passes(MINUTE)
    assert CLOSES in caller.is_gone()
    assert kept(harbour, sam) == "Third night.\nI keep"
    assert harbour.house.visits.everyone() == []


def test_enter_within_the_minute_keeps_the_visit_and_the_patience_begins_anew(harbour: Harbour, sam: Person) -> None:
    caller = harbour.signs_in("sam")
    begins_a_post(caller)
    harbour.passes(2 * HOUR - MINUTE)
    caller.sees(WARNING)
    caller.sees("I keep")
    harbour.passes(MINUTE - 1)
    caller.types("")
    caller.sees("\r\n")
    harbour.passes(2 * HOUR - MINUTE - 1)
    hears_nothing(caller)
    caller.types(".")
    caller.sees("edit, draft: ")
    caller.ask("yes", "Posted.")


def test_a_member_may_choose_a_longer_patience_up_to_eight_hours(harbour: Harbour, sam: Person) -> None:
    for chosen, hours in ((6 * 60, 6), (24 * 60, 8)):
        harbour.write(members.set_setting, sam.id, "idle_minutes", chosen)
        caller = harbour.signs_in("sam")
        harbour.passes(hours * HOUR - MINUTE - 1)
        hears_nothing(caller)
        harbour.passes(hours * HOUR - MINUTE)
        caller.sees(WARNING)
        harbour.passes(MINUTE)
        assert CLOSES in caller.is_gone()


def test_a_verb_at_the_door_waits_for_words_as_long_as_a_visit(house: House) -> None:
    async def silence() -> int:
        clock, wire = house.clock, QuietWire()
        assert isinstance(clock, HeldClock)
        session = houses.session(house, command="write desk/note")
        verb = asyncio.ensure_future(run_verb(session, wire, ROUTES, "write desk/note"))
        for seconds in (HINT_SECONDS, 4 * MINUTE, MINUTE - HINT_SECONDS - 1, 1):
            await settles()
            assert not verb.done()
            clock.move(seconds)
        return await asyncio.wait_for(verb, 30)

    assert asyncio.run(silence()) == 1


@pytest.mark.parametrize(
    ("kind", "end"),
    [("", "Ctrl-D on a line of its own ends them.\n"), ("xterm", "A line with nothing but a dot ends them.\r\n")],
)
def test_a_verb_that_waits_for_words_says_so_once_and_only_where_none_come(house: House, kind: str, end: str) -> None:
    async def said(*typed: tuple[int, bytes]) -> str:
        clock, wire = house.clock, QuietWire()
        assert isinstance(clock, HeldClock)
        caller = houses.session(house, command="write desk/note", terminal=Terminal(kind=kind))
        verb = asyncio.ensure_future(run_verb(caller, wire, ROUTES, "write desk/note"))
        for seconds, line in typed:
            await settles()
            clock.move(seconds)
            await settles()
            wire.typed.put_nowait(line)
        assert await asyncio.wait_for(verb, 30) == 0
        return wire.errors.decode()

    last = (HINT_SECONDS, b".\r" if kind else b"")
    assert asyncio.run(said((HINT_SECONDS, b"I cannot sleep.\n"), last)) == f"Your words are waited for. {end}"
    assert asyncio.run(said((HINT_SECONDS - 1, b"I cannot sleep.\n"), last)) == ""


def test_who_signs_in_at_the_door_is_given_a_members_patience(harbour: Harbour, sam: Person) -> None:
    caller = comes_to_the_door(harbour)
    caller.ask("in", "Handle: ")
    caller.ask("sam", "not shown: ")
    caller.ask(PASSPHRASE, "Home, choose: ")
    harbour.passes(2 * HOUR - MINUTE - 1)
    hears_nothing(caller)
    harbour.passes(2 * HOUR - MINUTE)
    caller.sees(WARNING)
    caller.types("")
    caller.sees(": ")
    caller.hangs_up()
