"""Callers who mean harm, against the program itself: what they take is bounded, and whoever calls meanwhile is served.

Memory is that of the server's own process, read from the kernel; the long ones are marked `faults`. What was measured
is logged: see docs/bounds.md.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import asyncssh
import pexpect
import pytest
from asyncssh.packet import UInt32

from bbs.server.limits import TABLE
from tests import houses
from tests.faults.attacking import (
    HELP,
    MB,
    PROMPTLY,
    SETTINGS,
    Target,
    all_at_once,
    asks,
    comes_in,
    target_in,
    within,
)
from tests.harbour import Harbour
from tests.knocking import FAILURE, knock

GREETING = b"SSH-2.0-Somebody_1.0\r\n"
PARTIAL = GREETING + UInt32(32_000) + b"\x0a\x14" + bytes(500)


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    """The program, warmed up. One for each test: memory that one frees would hide what the next one takes."""
    houses.close(houses.build(tmp_path / "home", settings=SETTINGS))
    with target_in(tmp_path) as served:
        for _ in range(5):
            served.helps()
        yield served


# Before signing in


@pytest.mark.faults
@pytest.mark.parametrize(("said", "connections"), [(b"", 200), (GREETING, 200), (PARTIAL, 100), (PARTIAL, 1000)])
def test_crowds_that_never_sign_in_cost_little_and_help_answers(target: Target, said: bytes, connections: int) -> None:
    before = target.forget()
    with ExitStack() as held:
        for number in range(connections):
            source = (f"127.0.1.{number % 40 + 1}", 0)
            line = held.enter_context(socket.create_connection(("127.0.0.1", target.port), 10, source))
            with suppress(OSError):  # hung up on already, to make room
                line.sendall(said)
        assert target.helps() < PROMPTLY
    assert target.grown(before) < 20 * MB


@pytest.mark.faults
def test_ten_megabytes_of_noise_on_the_port_cost_little(target: Target) -> None:
    before = target.forget()
    for junk in (b"\r\n" * 5_000_000, b"x" * 10 * MB, PARTIAL + b"\xff" * 10 * MB, GREETING + bytes(10 * MB)):
        with socket.create_connection(("127.0.0.1", target.port), 10) as line, suppress(OSError):
            line.sendall(junk)
        assert target.helps() < PROMPTLY
    assert target.grown(before) < 5 * MB


@pytest.mark.faults
def test_forty_guesses_at_once_cost_what_two_cost(target: Target) -> None:
    async def guess(number: int) -> int:
        try:
            async with knock(target.port, source=f"127.0.2.{number + 1}") as knocker:
                return await knocker.password(f"somebody{number}", "not the right passphrase")
        except (OSError, AssertionError):
            return 0  # hung up on, to make room

    before = target.forget()
    for _ in range(3):
        assert set(within(15, all_at_once(guess, 40, target))) == {FAILURE}
    assert target.grown(before) < 2 * 19 * MB + 20 * MB, "two are looked at at a time, 19 MiB each"


@pytest.mark.faults
def test_five_hundred_guesses_from_everywhere_leave_a_bounded_trace_and_shut_nobody_out(harbour: Harbour) -> None:
    async def guess(number: int) -> int:
        try:
            async with knock(harbour.port, source=f"127.0.{3 + number % 2}.{number % 250 + 1}") as knocker:
                return await knocker.password("sam" if number % 3 else f"nobody{number}", "not the passphrase")
        except (OSError, AssertionError):
            return 0

    async def guess_on() -> None:
        for first in range(0, 500, 25):
            guessing = [asyncio.ensure_future(guess(number)) for number in range(first, first + 25)]
            while not all(one.done() for one in guessing):
                await asyncio.to_thread(harbour.passes, 31)
                await asyncio.sleep(0.01)
            assert {one.result() for one in guessing} <= {0, FAILURE}

    within(55, guess_on())
    penalties = harbour.server._threshold.keeper.penalties
    assert 240 <= len(penalties._networks._table) <= 500 <= TABLE  # of 250, some may have been hung up on
    assert len(penalties._handles._table) <= 500
    caller = harbour.calls("sam")
    caller.sees("Enter for the door: ")
    caller.types(houses.PASSPHRASE)
    at_home = [pexpect.TIMEOUT, "Home, choose: "]
    for _ in range(3):  # the time may pass before the passphrase has come
        harbour.passes(31)
        if caller.child.expect_exact(at_home, timeout=3):
            break
    assert "Good evening, sam." in caller.child.before
    caller.hangs_up()


# Once inside


@pytest.mark.faults
def test_five_hundred_variables_of_100_kb_cost_little(target: Target) -> None:
    variables = {f"LC_X{number}": "x" * 100_000 for number in range(500)}

    async def call() -> None:
        async with knock(target.port) as knocker:
            visit = await comes_in(knocker, env=variables)
            assert HELP in await asks(visit)

    before = target.forget()
    within(40, call())
    assert target.grown(before) < 10 * MB
    assert target.helps() < PROMPTLY


@pytest.mark.faults
def test_ten_thousand_channels_on_one_connection_are_one(target: Target) -> None:
    async def call() -> None:
        async with knock(target.port) as knocker:
            visit = await comes_in(knocker)
            for _ in range(10):
                tries = [knocker.create_process() for _ in range(1000)]
                opened = await asyncio.gather(*tries, return_exceptions=True)
                assert {type(refused) for refused in opened} == {asyncssh.ChannelOpenError}
            assert HELP in await asks(visit)

    before = target.forget()
    within(50, call())
    assert target.grown(before) < 10 * MB


@pytest.mark.faults
def test_ten_thousand_new_sizes_leave_the_visit_and_the_others_as_they_were(target: Target) -> None:
    async def call() -> None:
        async with knock(target.port) as knocker:
            visit = await comes_in(knocker)
            for number in range(10_000):
                visit.change_terminal_size(number * 7, 65_535)
            assert await asyncio.to_thread(target.helps) < PROMPTLY
            assert HELP in await asks(visit)

    before = target.forget()
    within(40, call())
    assert target.grown(before) < 10 * MB


@pytest.mark.faults
@pytest.mark.parametrize("terminal", ["xterm", None])
def test_ten_megabytes_without_a_line_end_are_cut_and_the_visit_goes_on(target: Target, terminal: str | None) -> None:
    async def call() -> None:
        async with knock(target.port) as knocker:
            visit = await comes_in(knocker, term_type=terminal)
            answer = asyncio.ensure_future(visit.stdout.readuntil("choose: "))
            for _ in range(160):
                visit.stdin.write("x" * 65_536)
                await visit.stdin.drain()
            assert await asyncio.to_thread(target.helps) < PROMPTLY
            visit.stdin.write("\r\n")
            await answer
            visit.stdin.write("help\r\n")
            assert HELP in await visit.stdout.readuntil("choose: ")

    before = target.forget()
    within(50, call())
    assert target.grown(before) < 10 * MB


@pytest.mark.faults
@pytest.mark.parametrize("terminal", ["xterm", None])
def test_four_who_ask_on_and_never_read_hold_little(target: Target, terminal: str | None) -> None:
    async def call(number: int) -> None:
        async with asyncio.timeout(40), knock(target.port, source=f"127.0.5.{number + 1}") as knocker:
            visit = await comes_in(knocker, term_type=terminal, window=2**31 - 1)
            assert isinstance(knocker._transport, asyncio.Transport)
            knocker._transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            knocker._transport.pause_reading()
            for _ in range(2500):  # 3 MB of answers
                visit.stdin.write("help\r")
                await asyncio.sleep(0.001)

    before = target.forget()
    within(50, all_at_once(call, 4, target))
    assert target.grown(before) < 4 * 2 * MB


@pytest.mark.faults
@pytest.mark.parametrize("terminal", ["xterm", None])
@pytest.mark.parametrize("line", ["help\n", "\n", "no such thing\n"])
def test_nobody_waits_for_somebody_who_sends_a_quarter_of_a_megabyte_of_commands(
    target: Target, terminal: str | None, line: str
) -> None:
    async def call() -> None:
        async with knock(target.port) as knocker:
            visit = await comes_in(knocker, term_type=terminal, window=2**31 - 1)
            visit.stdin.write(line * (250_000 // len(line)))
            assert await asyncio.to_thread(target.helps) < PROMPTLY

    within(40, call())
