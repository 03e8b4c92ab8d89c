"""Any bytes and any packets, before a sign-in, in the middle of one and in a visit: nothing of ours breaks by them.

A connection that says what makes no sense ends, which is asyncssh's to do. What raises in our own code, or outside any
connection, is a bug. Hypothesis makes the packets: a few dozen each time, thousands under `make faults`.
"""

from __future__ import annotations

import asyncio
import socket
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from asyncssh.packet import Boolean, Byte, String, UInt32
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bbs.server.channel import Channel
from tests.harbour import Harbour
from tests.knocking import SUCCESS, knock

IN_DANGER = "If your life is in danger now"
FEW = 25
MANY = 1500
HEARD = "[server]\nconnections_per_network = 1000000\n"
"""All of them are heard: they come from one network, and at an hour that stands still."""
BUDGETS = [FEW, pytest.param(MANY, marks=[pytest.mark.faults, pytest.mark.timeout(900)])]

NAMES = [
    b"", b"session", b"none", b"password", b"publickey", b"keyboard-interactive", b"hostbased", b"gssapi-with-mic",
    b"ssh-userauth", b"ssh-connection", b"ssh-ed25519", b"rsa-sha2-512", b"help", b"sam", b"\xff\xfe", b"\0",
    b"x" * 300, b"tcpip-forward", b"keepalive@openssh.com", b"hostkeys-prove-00@openssh.com",
    b"no-more-sessions@openssh.com",
]  # fmt: skip
WISHES = [
    b"", b"pty-req", b"env", b"shell", b"exec", b"subsystem", b"window-change", b"signal", b"break", b"xon-xoff",
    b"sftp", b"auth-agent-req@openssh.com", b"x11-req", b"exit-status", b"eow@openssh.com", b"LANG", b"LC_ALL",
    b"boards", b"\xff",
]  # fmt: skip
NUMBERS = st.sampled_from([0, 1, 80, 24, 255, 2**16, 2**31 - 1, 2**31, 2**32 - 1]) | st.integers(0, 2**32 - 1)


def parts(names: list[bytes]) -> st.SearchStrategy[bytes]:
    """Return what a packet is made of: names that mean something, numbers, and anything."""
    one = st.one_of(
        st.sampled_from(names).map(String), st.binary(max_size=40).map(String), NUMBERS.map(UInt32),
        st.booleans().map(Boolean), st.integers(0, 255).map(Byte), st.binary(max_size=20),
    )  # fmt: skip
    return st.lists(one, max_size=7).map(b"".join)


KNOWN = (1, 2, 3, 4, 5, 6, 7, 20, 21, 30, 31, 32, 33, 34, 50, 50, 50, 61, 80, 90)
BEFORE = st.tuples(st.sampled_from(KNOWN) | st.integers(1, 255), parts(NAMES))
INSIDE = st.one_of(
    st.tuples(st.just(98), parts(WISHES).map(lambda rest: UInt32(0) + rest)),
    st.tuples(st.just(98), st.tuples(st.sampled_from(WISHES), st.booleans(), parts(WISHES)).map(
        lambda wish: UInt32(0) + String(wish[0]) + Boolean(wish[1]) + wish[2])),
    st.tuples(st.just(94), st.binary(max_size=200).map(lambda data: UInt32(0) + String(data))),
    st.tuples(st.sampled_from([93, 95, 96, 97, 99, 100, 80, 90, 91, 92]), parts(NAMES)),
    BEFORE,
)  # fmt: skip


class Broken:
    """What broke in a server: where it was raised."""

    def __init__(self) -> None:
        self.places: list[str] = []

    def note(self, error: BaseException | None) -> None:
        """Take note of what was raised in our own code; asyncssh's own is how a connection ends."""
        frames = traceback.extract_tb(error.__traceback__) if error else []
        if any("/bbs/" in frame.filename or "/screens/" in frame.filename for frame in frames):
            self.places.append("".join(traceback.format_exception(error)))


@contextmanager
def listening(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Harbour, Broken]]:
    """A server, and what breaks in it."""
    broken, usual = Broken(), asyncssh.connection.SSHConnection.internal_error

    def internal_error(self: Any, exc_info: Any = None, error_logger: Any = None) -> None:
        broken.note(exc_info[1] if exc_info else sys.exc_info()[1])
        usual(self, exc_info, error_logger)

    monkeypatch.setattr(asyncssh.connection.SSHConnection, "internal_error", internal_error)
    with Harbour(path, settings=HEARD) as harbour:
        harbour.member("sam")
        harbour._loop.set_exception_handler(lambda _loop, context: broken.places.append(repr(context)))
        yield harbour, broken
        harbour.comes_true(lambda: not harbour.server._visiting._calls)
    assert broken.places == []


def few(budget: int) -> settings:
    """So many examples, and however long one of them takes."""
    return settings(max_examples=budget, deadline=None, suppress_health_check=list(HealthCheck), database=None)


async def sends(port: int, packets: list[tuple[int, bytes]], *, inside: bool) -> None:
    """Send packets, and wait until the server has dealt with them and hung up."""
    async with asyncio.timeout(40), knock(port) as knocker:
        if inside:
            assert await knocker.request("help", b"none") == SUCCESS
            await knocker.channel()
        with suppress(OSError, asyncssh.Error):
            for number, payload in packets:
                knocker.send_packet(number, payload)
        if isinstance(knocker._transport, asyncio.Transport):
            with suppress(OSError):
                knocker._transport.write_eof()
            with suppress(OSError, asyncssh.Error, TimeoutError):
                await asyncio.wait_for(knocker.wait_closed(), 30)


@pytest.mark.parametrize("inside", [False, True], ids=["before", "inside"])
@pytest.mark.parametrize("budget", BUDGETS)
def test_any_packets_break_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, budget: int, *, inside: bool
) -> None:
    with listening(tmp_path, monkeypatch) as (harbour, broken):

        @few(budget)
        @given(st.lists(INSIDE if inside else BEFORE, min_size=1, max_size=6))
        def try_them(packets: list[tuple[int, bytes]]) -> None:
            with suppress(AssertionError, asyncssh.Error, OSError):  # to make room, it hung up on us
                asyncio.run(sends(harbour.port, packets, inside=inside))
            assert broken.places == []

        try_them()
        assert harbour.verb("help").stdout.startswith(IN_DANGER)


def opening(port: int) -> bytes:
    """Return what an ordinary client says first of all."""
    kex = b"curve25519-sha256", b"ssh-ed25519", b"aes256-ctr", b"aes256-ctr", b"hmac-sha2-256-etm@openssh.com"
    lists = (*kex, kex[-1], b"none", b"none", b"", b"")
    payload = Byte(20) + bytes(16) + b"".join(String(one) for one in lists) + Boolean(False) + UInt32(0)
    padding = 4 + (-len(payload) - 9) % 8
    packet = UInt32(len(payload) + padding + 1) + Byte(padding) + payload + bytes(padding)
    ecdh = Byte(30) + String(bytes(range(32)))
    spare = 4 + (-len(ecdh) - 9) % 8
    return b"SSH-2.0-x\r\n" + packet + UInt32(len(ecdh) + spare + 1) + Byte(spare) + ecdh + bytes(spare)


@pytest.mark.parametrize("budget", BUDGETS)
def test_any_change_of_an_opening_breaks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, budget: int) -> None:
    with listening(tmp_path, monkeypatch) as (harbour, broken):
        usual = opening(harbour.port)

        @few(budget)
        @given(st.lists(st.tuples(st.integers(0, len(usual)), st.integers(0, 3), st.binary(max_size=4)), max_size=4))
        def try_it(changes: list[tuple[int, int, bytes]]) -> None:
            said = usual
            for place, left_out, put_in in changes:
                said = said[:place] + put_in + said[place + left_out :]
            with socket.create_connection(("127.0.0.1", harbour.port), timeout=30) as line, suppress(OSError):
                line.sendall(said)
                line.shutdown(socket.SHUT_WR)
                while line.recv(65_536):
                    pass
            assert broken.places == []

        try_it()
        assert harbour.verb("help").stdout.startswith(IN_DANGER)


def test_what_raises_in_our_own_code_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Channel, "exec_requested", lambda self, command: self.nothing_of_the_kind)

    def call() -> None:
        with listening(tmp_path, monkeypatch) as (harbour, _):
            wish = UInt32(0) + String(b"exec") + Boolean(True) + String(b"help")
            asyncio.run(sends(harbour.port, [(98, wish)], inside=True))

    with pytest.raises(AssertionError, match="nothing_of_the_kind"):
        call()
