"""Floods: who sends without end, or takes nothing of what is sent, is held in bounds, and then hung up on."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest
from asyncssh.packet import Boolean, String

from bbs.server import auth, underway
from bbs.server.auth import Gate
from bbs.server.channel import INPUT_HELD, OUTPUT_MOST, OUTPUT_SLOW, PACKET, WINDOW
from bbs.session import Session
from bbs.wire import Wire
from tests.bbs.server.playing import helps, newest_call, newest_gate, plays
from tests.harbour import Harbour
from tests.knocking import GLOBAL_REQUEST, Knocker, RawChannel


def little_room(gate: Gate) -> None:
    """Let the kernel hold little of what is sent to a client: by itself it takes some megabytes on loopback."""
    gate._conn.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)


async def talks(knocker: Knocker, *, window: int = 1 << 21) -> RawChannel:
    channel = await knocker.channel(window=window)
    await channel.terminal()
    await channel.shell()
    await channel.hears(b"choose: ")
    return channel


def test_ten_megabytes_of_input_are_read_slowly_and_held_in_bounds(harbour: Harbour) -> None:
    most = 0

    async def play(knocker: Knocker) -> None:
        nonlocal most
        channel = await talks(knocker)
        inner = newest_call(harbour).channel
        channel.write(b"?" * 10_000_000 + b"\r")
        began = harbour.clock.monotonic()
        while b"?" * 100 + b"\r\n" not in channel.listener.said[-1000:]:
            held = len(inner._input) + sum(len(data) for data, _ in inner._channel._recv_buf)
            most = max(most, held)
            await asyncio.to_thread(harbour.passes, 0.1)
        assert harbour.clock.monotonic() - began > 30
        assert await asyncio.to_thread(helps, harbour)

    plays(harbour, play)
    assert WINDOW < most <= INPUT_HELD + WINDOW + PACKET


async def chatty(_session: Session, wire: Wire) -> int:
    """Answer whatever is typed with ten kilobytes."""
    wire.write(b"choose: ")
    while await wire.read():
        wire.write(b"x" * 10_000)
        await wire.drain()
    return 0


def test_what_a_caller_may_send_ahead_of_our_reading_is_bounded(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        channel = await knocker.channel()
        assert channel._send_window == WINDOW
        assert channel._send_pktsize == PACKET

    plays(harbour, play)


def test_a_client_that_never_reads_is_not_read_from_and_then_hung_up_on(harbour: Harbour) -> None:
    harbour.member("sam")
    other = harbour.signs_in("sam")
    harbour.server._visiting._open_session = chatty

    async def play(knocker: Knocker) -> None:
        channel = await talks(knocker, window=2**31 - 1)
        visit = newest_call(harbour)
        little_room(visit.gate)
        knocker.stop_reading()
        while visit.channel.unsent() <= OUTPUT_SLOW:
            channel.write(b"again")
            await asyncio.sleep(0)
        held = visit.channel.unsent()
        for _ in range(100):
            channel.write(b"again")
        assert "Boards" in await asyncio.to_thread(other.ask, "boards", "choose: ")
        assert visit.channel.unsent() <= held + 10_000
        assert not visit.gate.left.is_set()
        await asyncio.to_thread(harbour.passes, 31)
        await asyncio.to_thread(harbour.run, visit.gate.left.wait())

    plays(harbour, play)
    assert "Boards" in other.ask("boards", "choose: ")


def test_a_page_beyond_a_megabyte_that_nobody_reads_ends_the_visit_at_once(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        await talks(knocker, window=2**31 - 1)
        visit = newest_call(harbour)
        little_room(visit.gate)
        knocker.stop_reading()

        async def say_much() -> int:
            for _ in range(100):
                visit.channel.write(b"x" * 100_000)
            return visit.channel.unsent()

        assert await asyncio.to_thread(harbour.run, say_much()) <= OUTPUT_MOST + 200_000
        await asyncio.to_thread(harbour.run, visit.gate.left.wait())

    plays(harbour, play)


class FullTransport:
    """A transport to somebody who takes nothing, whatever room the kernel has."""

    def __init__(self, transport: asyncio.Transport | None) -> None:
        self._transport = transport
        self._held = 0

    def write(self, data: bytes) -> None:
        self._held += len(data)

    def get_write_buffer_size(self) -> int:
        return self._held

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


@pytest.mark.parametrize("trick", ["answers are not read", "a key exchange is not finished"])
def test_a_client_that_asks_on_while_it_takes_no_answers_is_hung_up_on(
    harbour: Harbour, trick: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 20_000
    monkeypatch.setattr(auth, "OUTPUT_MOST", most)  # or it takes the client seconds to ask so often

    async def play(knocker: Knocker) -> None:
        gate = newest_gate(harbour)
        knocker.stop_reading()
        if trick == "answers are not read":
            monkeypatch.setattr(gate._conn, "_transport", FullTransport(gate._conn._transport))
        else:
            knocker._send_kexinit()
            knocker._kex_complete = True  # we talk on as if there were none, which RFC 4253, section 7.1 forbids
        for _ in range(most // 20):
            knocker.send_packet(GLOBAL_REQUEST, String("x@example"), Boolean(True))
        await asyncio.to_thread(harbour.comes_true, lambda: underway.unsent(gate._conn) > most)
        assert not gate.left.is_set()
        await asyncio.to_thread(harbour.passes, 6)
        await asyncio.to_thread(harbour.run, gate.left.wait())

    plays(harbour, play)
    assert helps(harbour)
