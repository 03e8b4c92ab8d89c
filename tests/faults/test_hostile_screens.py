"""Full screens of callers who mean harm, against the program itself: what they take, and who waits for it."""

from __future__ import annotations

import asyncio
import random
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from asyncssh.packet import UInt32

from tests import houses
from tests.faults.attacking import MB, PROMPTLY, SETTINGS, Target, target_in, within
from tests.houses import PASSPHRASE
from tests.knocking import SUCCESS, Knocker, RawChannel, knock

HOME = b"Good "
REDRAW, HELP = b"\x0c", b"\x07"
IN_DANGER = b"If your life is in danger now"


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    """The program with a member in it, warmed up by a visit of theirs."""
    house = houses.build(tmp_path / "home", settings=SETTINGS)
    houses.member(house, "sam")
    houses.close(house)
    with target_in(tmp_path) as served:

        async def visit() -> None:
            async with asyncio.timeout(20), knock(served.port) as knocker:
                channel = await sits_down(knocker)
                channel.write(HELP)
                await channel.hears(IN_DANGER)

        for _ in range(3):
            asyncio.run(visit())
            served.helps()
        yield served


async def sits_down(knocker: Knocker, columns: int = 80, rows: int = 24) -> RawChannel:
    """Sign in, and have home drawn."""
    assert await knocker.interact("sam", PASSPHRASE) == SUCCESS
    channel = await knocker.channel(window=2**31 - 1)
    await channel.terminal(b"xterm-256color", columns, rows)
    await channel.shell()
    await channel.hears(HOME)
    return channel


async def shows(channel: RawChannel, words: bytes) -> None:
    """Have all of the screen drawn again until it shows some words: what is there already is not drawn."""
    channel.listener.said.clear()
    while words not in channel.listener.said:
        assert channel._session is not None, "it was hung up on"
        channel.write(REDRAW)
        await asyncio.sleep(0.1)


async def is_alive(channel: RawChannel) -> None:
    """Ask for help until it is drawn: of many keys at once only some are taken."""
    channel.listener.said.clear()
    while IN_DANGER not in channel.listener.said:
        assert channel._session is not None, "it was hung up on"
        channel.write(HELP + REDRAW)
        await asyncio.sleep(0.1)


@pytest.mark.faults
def test_a_hundred_thousand_random_keys_leave_the_visit_and_nobody_waits(target: Target) -> None:
    noise = random.Random(11)

    async def call() -> int:
        async with asyncio.timeout(50), knock(target.port) as knocker:
            channel = await sits_down(knocker)
            before = target.forget()
            for _ in range(10_000):
                channel.write(noise.randbytes(10).translate(None, b"q=\x11"))
                await asyncio.sleep(0)
            assert await asyncio.to_thread(target.helps) < PROMPTLY
            channel.write(b"\x1b[201~")
            channel.tell(b"window-change", UInt32(80), UInt32(24), UInt32(0), UInt32(0))
            await is_alive(channel)
            return target.grown(before)

    assert within(55, call()) < 5 * MB


@pytest.mark.faults
def test_keys_without_an_end_take_no_ones_turn(target: Target) -> None:
    async def play(channel: RawChannel) -> None:
        for _ in range(3000):
            channel.write(b"\x1b[B" * 20 + b"\x1b[A" * 20)
            await asyncio.sleep(0.001)
        await is_alive(channel)

    assert several(target, 3, play) < 3 * 2 * MB


@pytest.mark.faults
def test_four_who_never_read_their_screens_hold_little(target: Target) -> None:
    async def play(channel: RawChannel) -> None:
        assert isinstance(channel._conn, Knocker)
        line: socket.socket = channel._conn.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        channel._conn.stop_reading()
        for _ in range(3000):
            channel.write(REDRAW)
            await asyncio.sleep(0.001)

    assert several(target, 4, play, 300, 120) < 4 * 2 * MB


def several(
    target: Target, count: int, play: Callable[[RawChannel], Awaitable[None]], columns: int = 80, rows: int = 24
) -> int:
    """Let several do something at once whose homes are drawn; return how much more memory that takes than this."""

    async def call() -> int:
        async with asyncio.timeout(50), AsyncExitStack() as held:
            channels = []
            for number in range(count):
                knocker = await held.enter_async_context(knock(target.port, source=f"127.0.6.{number + 1}"))
                channels.append(await sits_down(knocker, columns, rows))
            before = target.forget()
            await asyncio.to_thread(target.helps)
            playing = [asyncio.ensure_future(play(channel)) for channel in channels]
            while not all(one.done() for one in playing):
                assert await asyncio.to_thread(target.helps) < PROMPTLY
            await asyncio.gather(*playing)
            return target.grown(before)

    return asyncio.run(call())


@pytest.mark.faults
def test_ten_thousand_sizes_of_a_screen_are_a_few_and_cost_little(target: Target) -> None:
    noise = random.Random(13)

    async def call() -> int:
        async with asyncio.timeout(50), knock(target.port) as knocker:
            channel = await sits_down(knocker)
            before = target.forget()
            for number in range(10_000):
                size = UInt32(noise.randrange(70_000)) + UInt32(noise.randrange(70_000))
                channel.tell(b"window-change", size, UInt32(0), UInt32(0))
                if number % 50 == 0:
                    channel.write(b"jk")
                    await asyncio.sleep(0.001)
            assert await asyncio.to_thread(target.helps) < PROMPTLY
            channel.tell(b"window-change", UInt32(80), UInt32(24), UInt32(0), UInt32(0))
            await is_alive(channel)
            return target.grown(before)

    assert within(55, call()) < 8 * MB


@pytest.mark.faults
@pytest.mark.parametrize("size", [MB, 10 * MB], ids=["1 MB", "10 MB"])
@pytest.mark.parametrize("marks", [(b"", b""), (b"\x1b[200~", b"\x1b[201~")], ids=["unmarked", "marked"])
def test_a_huge_paste_into_a_text_costs_little_and_nobody_waits(
    target: Target, marks: tuple[bytes, bytes], size: int
) -> None:
    async def call() -> int:
        async with asyncio.timeout(55), knock(target.port) as knocker:
            channel = await sits_down(knocker)
            steps = (
                (b":", b"Go to:"),
                (b"boards/sleep\r", b"Sleep and nights"),
                (b"p", b"Title:"),
                (b"A\r", b"Your words"),
            )
            for keys, shown in steps:
                channel.write(keys)
                await shows(channel, shown)
            before = target.forget()
            begin, end = marks
            channel.write(begin)
            for _ in range(size // 65_536):
                channel.write(b"It is four in the morning, again" * 2048)
                await asyncio.sleep(0)
            channel.write(end)
            assert await asyncio.to_thread(target.helps) < PROMPTLY
            await is_alive(channel)
            return target.grown(before)

    assert asyncio.run(call()) < 8 * MB
