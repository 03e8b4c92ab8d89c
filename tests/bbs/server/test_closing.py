"""A visit ended by others: its caller hears why, what they wrote is kept, and nothing is left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from bbs.community import demo_words, drafts
from bbs.community.members import Person
from bbs.house import House
from bbs.server import ssh
from bbs.wire import LineCutError
from screens.linemode.verbs import run_verb
from screens.pages import ROUTES
from tests import houses
from tests.commands import warmline
from tests.harbour import QUIET, Caller, Harbour
from tests.houses import PASSPHRASE, ScriptedWire
from tests.scenarios.callers import lends_key, words_of
from tests.serving import Serving

CLOSING = "This place is closing for a moment. What you were writing is kept. Please come back soon."
ENDED = "This visit was ended from another visit of yours. What you were writing is kept."
PLACE = "boards/sleep/post"
WRITTEN = "Third night.\nI keep"


@pytest.fixture
def sam(harbour: Harbour) -> Person:
    return harbour.member("sam")


def begins_a_post(caller: Caller) -> Caller:
    """Write a line and a half, the first of them kept already."""
    caller.ask("go boards/sleep", "choose: ")
    caller.ask("post", "Title: ")
    caller.ask("Four a.m. again", "a single dot.\r\n")
    caller.types("Third night.")
    caller.sees("Third night.\r\n")
    caller.presses("I keep")
    caller.sees("I keep")
    return caller


def finds_the_draft(caller: Caller) -> None:
    caller.ask("go boards/sleep", "choose: ")
    caller.ask("post", "Title: ")
    caller.ask("Four a.m. again", "Your draft is here, 2 lines.")
    caller.ask(".show", "I keep")


def kept(harbour: Harbour, person: Person) -> str:
    return harbour.write(drafts.kept, harbour.house.vault, person.id, PLACE)


def is_in_a_file(home: Path, words: bytes) -> bool:
    return any(words in path.read_bytes() for path in home.rglob("*") if path.is_file())


# Closing


def test_who_writes_while_the_place_closes_hears_it_and_finds_the_draft(tmp_path: Path) -> None:
    with Harbour(tmp_path) as harbour:
        sam = harbour.member("sam")
        caller = begins_a_post(harbour.signs_in("sam"))
        harbour.run(harbour.server.close())
        assert words_of(caller.is_gone()).count(CLOSING) == 1
        assert kept(harbour, sam) == WRITTEN
    assert not is_in_a_file(tmp_path, b"Third night"), "it is kept sealed"
    with Harbour(tmp_path) as harbour:
        caller = harbour.signs_in("sam")
        finds_the_draft(caller)


def test_the_last_words_have_half_a_second_to_be_spoken(harbour: Harbour, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    caller = harbour.calls("guest")
    caller.sees("choose: ")
    monkeypatch.setattr(harbour.clock, "sleep", sleep)
    harbour.run(harbour.server.close())
    assert CLOSING in words_of(caller.is_gone())
    assert 0.5 in slept


def test_while_it_closes_nobody_comes_in(harbour: Harbour) -> None:
    harbour.run(harbour.server.close())
    assert "Connection refused" in harbour.calls("help").is_gone()


def test_closing_is_over_in_ten_seconds_even_if_visits_do_not_end(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ssh.GOODBYE_SECONDS + ssh.HANG_UP_SECONDS + ssh.STOP_SECONDS <= 9
    for name in ("GOODBYE_SECONDS", "HANG_UP_SECONDS", "STOP_SECONDS"):
        monkeypatch.setattr(ssh, name, 0.1)
    released = asyncio.Event()

    async def deaf(*_: object) -> int:
        await released.wait()
        return 0

    monkeypatch.setattr(harbour.server._visiting, "_open_session", deaf)
    caller = harbour.calls("guest")
    harbour.comes_true(lambda: any(call.session for call in harbour.server._visiting._calls.values()))
    harbour.run(asyncio.wait_for(harbour.server.close(), 30))
    assert CLOSING in words_of(caller.is_gone())
    assert not harbour.server._visiting._calls


# The program itself


def calls(port: int, user: str) -> Caller:
    caller = Caller(["ssh", *QUIET, "-o", "PubkeyAuthentication=no", "-tt", "-p", str(port), f"{user}@127.0.0.1"])
    caller.sees("Enter for the door: ")
    caller.ask(PASSPHRASE, "Home, choose: ")
    return caller


@pytest.mark.faults
def test_sigterm_ends_the_program_well_even_with_a_client_that_never_reads(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = warmline("demo", "--home", home, "--passphrase", PASSPHRASE)
    assert done.returncode == 0, done.stderr
    handle = next(member.handle for member in demo_words.load().members if member.role == "member")
    with Serving.home(home) as serving:
        caller, deaf = begins_a_post(calls(serving.port, handle)), calls(serving.port, handle)
        os.kill(deaf.child.pid, signal.SIGSTOP)
        begun = time.monotonic()
        assert serving.stops() == 0, serving.said
        assert time.monotonic() - begun < 10
        assert CLOSING in words_of(caller.is_gone())
        deaf.hangs_up()
    with Serving.home(home) as serving:
        caller = calls(serving.port, handle)
        finds_the_draft(caller)
        caller.hangs_up()
        assert serving.stops() == 0


# Ended from another visit


def test_a_visit_is_ended_by_its_owner_from_another_one(harbour: Harbour, sam: Person) -> None:
    left_open = begins_a_post(harbour.signs_in("sam"))
    harbour.passes(60)  # the longest visit is listed first
    caller = harbour.signs_in("sam")
    caller.ask("go settings/sessions", "1. Another, plain lines")
    caller.sees(": ")
    caller.ask("end 1", "Ended.")
    assert ENDED in words_of(left_open.is_gone())
    assert kept(harbour, sam) == WRITTEN
    caller.sees(": ")
    finds_the_draft(caller)
    harbour.comes_true(lambda: len(harbour.house.visits.of(sam.id)) == 1)


# Hanging up


def test_a_client_killed_in_the_middle_leaves_nothing_behind_but_the_draft(harbour: Harbour, sam: Person) -> None:
    async def tasks() -> int:
        return len(asyncio.all_tasks()) - 1

    before = harbour.run(tasks())
    caller = begins_a_post(harbour.signs_in("sam"))
    assert harbour.house.visits.of(sam.id)
    assert harbour.house.news._listeners
    assert harbour.run(tasks()) > before
    caller.child.kill(signal.SIGKILL)
    harbour.comes_true(lambda: not harbour.server._visiting._calls)
    harbour.comes_true(lambda: not harbour.server._threshold.gates)
    assert harbour.house.visits.everyone() == []
    assert not harbour.house.news._listeners
    assert harbour.run(tasks()) == before
    assert kept(harbour, sam) == WRITTEN


# Verbs: half a post is no post


class CutWire(ScriptedWire):
    """A wire that is cut when the script is over."""

    async def read(self) -> bytes:
        if not self._bursts:
            raise LineCutError
        return await super().read()


@pytest.mark.parametrize("typed", ["Rain\nIt is", "Rain\nIt is raining.\n", ""])
def test_what_was_cut_off_is_not_posted_by_a_verb(house: House, typed: str) -> None:
    person, wire = houses.member(house, "sam"), CutWire([typed] if typed else [])
    session = houses.session(house, person, command="post boards/sleep")
    assert asyncio.run(run_verb(session, wire, ROUTES, "post boards/sleep")) == 1
    assert b"The line ended before your words did, so nothing was done." in wire.errors
    assert "Rain" not in houses.verb(house, "read boards/sleep", person)[1]


@pytest.mark.parametrize("is_killed", [True, False], ids=["the client is killed", "the place closes"])
def test_a_verb_whose_line_ends_in_the_middle_posts_nothing(harbour: Harbour, sam: Person, *, is_killed: bool) -> None:
    key = harbour.key("laptop")
    lends_key(harbour, "sam", key)
    caller = harbour.calls("sam", "post", "boards/sleep", key=key)
    harbour.comes_true(lambda: bool(harbour.house.visits.of(sam.id)))
    caller.types("Four a.m. again\rThird night.")
    caller.sees("Third night.\r\n")
    if is_killed:
        caller.child.kill(signal.SIGKILL)
    else:
        harbour.run(harbour.server.close())
        assert CLOSING in words_of(caller.is_gone())
        assert caller.exit_status == 1
    harbour.comes_true(lambda: not harbour.server._visiting._calls)
    assert "Four a.m. again" not in houses.verb(harbour.house, "read boards/sleep", sam)[1]


@pytest.mark.parametrize("turns", range(5))
def test_who_arrives_in_the_moment_of_closing_is_hung_up_on(harbour: Harbour, turns: int) -> None:
    with ExitStack() as held:

        async def arrives_and_closes() -> list[socket.socket]:
            lines = [held.enter_context(socket.create_connection(("127.0.0.1", harbour.port), 10)) for _ in range(4)]
            for _ in range(turns):  # taken from the listening socket in one of these, greeted in a later one
                await asyncio.sleep(0)
            await harbour.server.close()
            return lines

        for line in harbour.run(arrives_and_closes()):
            with suppress(ConnectionResetError):
                while line.recv(65536):
                    pass
    assert harbour.server.half_open() == 0
