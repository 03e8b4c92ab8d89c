"""Whatever a caller sends, what it costs is bounded, and everybody else feels nothing."""

from __future__ import annotations

import asyncio
import random
import socket
from contextlib import ExitStack
from typing import Any

import pytest
from asyncssh.packet import String, UInt32

from bbs.server.channel import VARIABLES_MOST
from bbs.session import Session
from bbs.wire import Wire
from tests.bbs.server.playing import IN_DANGER, helps, newest_call, newest_gate, plays
from tests.harbour import Harbour
from tests.knocking import CHANNEL_OPEN, SUCCESS, Knocker, knock


@pytest.fixture
def sessions(harbour: Harbour) -> list[Session]:
    """What sessions the server made."""
    made: list[Session] = []
    visiting = harbour.server._visiting
    held = visiting._open_session

    async def opened(session: Session, wire: Wire) -> int:
        made.append(session)
        return await held(session, wire)

    visiting._open_session = opened
    return made


# What a caller says of themselves


def test_of_the_environment_only_a_little_is_kept(harbour: Harbour) -> None:
    kept: dict[bytes, bytes] = {}

    async def play(knocker: Knocker) -> None:
        channel = await knocker.channel()
        for name in ("PATH", "LD_PRELOAD", "TERM", "LCX", "HOME"):
            assert not await channel.ask(b"env", String(name), String("z"))
        for n in range(500):
            channel.tell(b"env", String(f"LC_{n}"), String(b"x" * 30_000))
        for n in range(40):
            channel.tell(b"env", String(f"LC_SHORT_{n}"), String("y"))
        assert await channel.shell()
        await channel.hears(b": ")
        kept.update(newest_call(harbour).channel._channel._env)

    plays(harbour, play)
    assert len(kept) == VARIABLES_MOST
    assert all(name.startswith(b"LC_SHORT_") for name in kept)


def test_a_variable_that_was_kept_can_be_corrected_when_no_more_fit(harbour: Harbour, sessions: list[Session]) -> None:
    async def play(knocker: Knocker) -> None:
        channel = await knocker.channel()
        assert await channel.ask(b"env", String("LANG"), String("en_GB.UTF-8"))
        for n in range(20):
            channel.tell(b"env", String(f"LC_{n}"), String("x"))
        assert await channel.ask(b"env", String("LANG"), String("de_DE.UTF-8"))
        assert not await channel.ask(b"env", String("LC_ALL"), String("fr_FR.UTF-8"))
        await channel.shell()
        await channel.hears(b": ")

    plays(harbour, play)
    assert sessions[0].terminal.locale == "de_DE.UTF-8"


JUNK = [
    b"",
    b"\x1b]0;owned\x07",
    b"xterm\x1b[2J",
    b"xterm\n",
    b"A" * 65,
    b"A" * 10_000,
    "t\N{LATIN SMALL LETTER E WITH DIAERESIS}rm".encode(),
    b"\xff\xfe",
    b"xterm\0",
]


@pytest.mark.parametrize("kind", JUNK, ids=range(len(JUNK)))
def test_a_terminal_with_an_odd_name_is_a_dumb_one_and_its_name_is_not_repeated(
    harbour: Harbour, sessions: list[Session], kind: bytes
) -> None:
    said = b""

    async def play(knocker: Knocker) -> None:
        nonlocal said
        channel = await knocker.channel()
        assert await channel.terminal(kind)
        assert await channel.shell()
        said = await channel.hears(b"choose: ")

    plays(harbour, play)
    assert sessions[0].terminal.kind == "dumb"
    assert b"owned" not in said
    assert b"\x1b" not in said
    assert b"AAAA" not in said


@pytest.mark.parametrize(
    ("asked", "given"),
    [((0, 0), (80, 24)), ((65535, 65535), (300, 120)), ((1, 1), (20, 5)), ((2**32 - 1, 0), (300, 24))],
)
def test_sizes_are_clamped(
    harbour: Harbour, sessions: list[Session], asked: tuple[int, int], given: tuple[int, int]
) -> None:
    async def play(knocker: Knocker) -> None:
        channel = await knocker.channel()
        await channel.terminal(b"xterm", *asked)
        await channel.shell()
        await channel.hears(b"choose: ")

    plays(harbour, play)
    assert (sessions[0].terminal.columns, sessions[0].terminal.rows) == given


def test_a_window_change_reaches_what_is_drawn_next(harbour: Harbour) -> None:
    harbour.member("sam")
    caller = harbour.signs_in("sam", columns=100)
    assert "Goodbye" not in caller.ask("help", "Help lines, choose: ")
    wide = max(len(line) for line in caller.said.splitlines())
    caller.child.setwinsize(24, 40)
    caller.said = ""
    caller.ask("again", "choose: ")  # the change and this line may meet; the next one comes after both
    caller.said = ""
    caller.ask("again", "choose: ")
    assert wide > 40 >= max(len(line) for line in caller.said.splitlines())


def test_a_thousand_window_changes_cost_a_few_redraws(harbour: Harbour, sessions: list[Session]) -> None:
    told = 0

    def count() -> None:
        nonlocal told
        told += 1

    async def play(knocker: Knocker) -> None:
        channel = await knocker.channel()
        await channel.terminal()
        await channel.shell()
        await channel.hears(b"choose: ")
        sessions[0].on_resize = count
        for columns in range(1000):
            channel.tell(b"window-change", UInt32(columns), UInt32(24), UInt32(0), UInt32(0))
        assert not await channel.ask(b"break", UInt32(1))

    plays(harbour, play)
    assert 0 < told < 50
    assert sessions[0].terminal.columns == 300


# Commands and names


def test_a_command_too_long_to_read_is_refused_and_not_cut(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        channel = await knocker.channel()
        assert not await channel.ask(b"exec", String("version " + "x" * 30_000))

    plays(harbour, play)
    assert harbour.verb("guest", "version", "y" * 100_000).returncode != 0
    assert harbour.verb("guest", "version").returncode == 0


def test_a_command_that_is_no_text_is_refused(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        channel = await knocker.channel()
        assert not await channel.ask(b"exec", String(b"version \xff\xfe"))

    plays(harbour, play)


@pytest.mark.parametrize("name", [b"\xff\xfe", b"x" * 5000, b"a\0b", b"\xed\xa0\x80"])
def test_a_user_name_that_is_no_text_harms_nobody(harbour: Harbour, name: bytes) -> None:
    async def call() -> None:
        async with knock(harbour.port) as knocker:
            knocker.send_packet(50, String(name), String("ssh-connection"), String("none"))
            assert (await knocker.heard.get())[0] in (0, 51)

    asyncio.run(call())
    assert helps(harbour)


# Connections


RUBBISH = {
    "random bytes": random.Random(7).randbytes(100_000),
    "zeros": bytes(100_000),
    "HTTP": b"GET / HTTP/1.1\r\nHost: example\r\n\r\n",
    "TLS": bytes.fromhex("160301020001") + bytes(509),
    "no end of line": b"SSH-2.0-" + b"x" * 100_000,
    "old SSH": b"SSH-1.5-OpenSSH\r\n",
    "a huge packet": b"SSH-2.0-x\r\n\xff\xff\xff\xff" + bytes(1000),
    "nothing": b"",
}


@pytest.mark.parametrize("what", sorted(RUBBISH))
def test_rubbish_on_the_port_is_hung_up_on_and_harms_nobody(harbour: Harbour, what: str) -> None:
    with socket.create_connection(("127.0.0.1", harbour.port), timeout=30) as line:
        try:
            line.sendall(RUBBISH[what])
            line.shutdown(socket.SHUT_WR)
            while line.recv(65536):
                pass
        except (ConnectionResetError, BrokenPipeError):
            pass
    assert helps(harbour)


def test_help_answers_while_forty_addresses_hold_two_hundred_connections(harbour: Harbour) -> None:
    with ExitStack() as held:
        for n in range(200):
            source = (f"127.0.2.{n % 40 + 1}", 0)
            line = held.enter_context(socket.create_connection(("127.0.0.1", harbour.port), 10, source))
            if n % 2:
                line.sendall(b"SSH-2.0-slow\r\n" + bytes(n % 7))  # a packet that never comes whole
        assert helps(harbour)
        assert len(harbour.server._threshold.half_open) <= 50
        assert harbour.signs_in(harbour.member("sam").handle).said


def test_one_network_holds_six_half_open_connections_and_still_gets_help(harbour: Harbour) -> None:
    with ExitStack() as held:
        for _ in range(30):
            held.enter_context(socket.create_connection(("127.0.0.1", harbour.port), 10))
        assert helps(harbour)
        assert len(harbour.server._threshold.half_open) <= 6


def test_a_connection_that_never_begins_a_visit_stays_half_open(harbour: Harbour) -> None:
    async def call() -> None:
        async with knock(harbour.port) as first:
            assert await first.request("guest", b"none") == SUCCESS
            for _ in range(6):
                socket.create_connection(("127.0.0.1", harbour.port), 10).close()
            with ExitStack() as held:
                for _ in range(7):
                    held.enter_context(socket.create_connection(("127.0.0.1", harbour.port), 10))
                assert (await first.heard.get())[0] == 0

    asyncio.run(call())


def test_a_thousand_channels_on_one_connection_are_refused_but_the_first(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        channel = await knocker.channel()
        await channel.terminal()
        await channel.shell()
        for n in range(1000):
            knocker.send_packet(CHANNEL_OPEN, String("session"), UInt32(1000 + n), UInt32(1 << 21), UInt32(1 << 15))
        await channel.hears(b"choose: ")
        assert not await channel.ask(b"break", UInt32(1))
        assert knocker.refused == 1000
        assert len(newest_gate(harbour)._conn._channels) == 1

    plays(harbour, play)
    assert helps(harbour)


# Sessions


def test_a_full_house_still_gives_help_and_nothing_else(tmp_path: Any) -> None:
    with Harbour(tmp_path, settings="[server]\nsessions = 2\n") as harbour:
        harbour.member("sam")
        first, second = harbour.calls("guest"), harbour.calls("guest")
        first.sees("choose: ")
        second.sees("choose: ")
        third = harbour.calls("guest")
        said = third.sees("choose: ")
        assert "full just now" in said
        assert IN_DANGER in said
        assert harbour.signs_in("sam").said, "visitors take no place from members"


def test_beyond_a_full_house_the_oldest_of_the_busiest_network_makes_room(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Harbour(tmp_path, settings="[server]\nsessions = 1\n") as harbour:
        only = harbour.calls("guest")
        only.sees("choose: ")
        crowd = []
        for _ in range(6):
            crowd.append(harbour.calls("help"))
            crowd[-1].sees("choose: ")
        newest = harbour.calls("help")
        assert IN_DANGER in newest.sees("choose: ")
        assert "Many people came at once" in crowd[0].is_gone()
        assert "choose: " in crowd[1].ask("again", "choose: ")
        assert "choose: " in only.ask("again", "choose: ")
