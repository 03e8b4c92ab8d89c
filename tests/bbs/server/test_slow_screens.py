"""Full screens over lines that are slow, stuck or hostile: little is held, the latest is seen, others feel nothing."""

from __future__ import annotations

import asyncio
import codecs
import random
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from asyncssh.packet import UInt32

from bbs.community import boards, drafts, members, posts
from bbs.server import channel
from bbs.server.guard import APOLOGY
from bbs.server.visiting import Call
from bbs.session import Mode
from screens.fullscreen.frames import IN_FLIGHT_MOST
from screens.pages.about import AboutPage
from screens.view import View
from tests.bbs.server.playing import helps, newest_call
from tests.harbour import Harbour
from tests.houses import PASSPHRASE
from tests.knocking import SUCCESS, Knocker, RawChannel, knock
from tests.scenarios.callers import words_of
from tests.screens.fullscreen.glass import GIVEN_BACK, Eye, Glass

FRAME_MOST = 12 * 1024
"""Bytes of the longest frame at 80x24; most are a tenth of it."""
WINDOW = 24 * 1024
"""Bytes that may be sent to a client ahead of its reading (RFC 4254, section 5.2)."""
HELP, REDRAW, DOWN, UP, END = b"\x07", b"\x0c", b"\x1b[6~", b"\x1b[5~", b"\x1b[F"
ERASED = b"\x1b[r\x1b[H\x1b[J"
IN_DANGER = "If your life is in danger now"


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Harbour]:
    """A community in which everybody has the full screen, and a long thread to read."""
    with Harbour(tmp_path, mode=Mode.FULL) as open_harbour:
        sam = open_harbour.member("sam")
        text = "\n".join(f"Line {number} of a night that is as long as this: {'z' * 30}" for number in range(250))
        open_harbour.write(posts.start, sam, "sleep", "A long night", text, now=open_harbour.clock.now())
        yield open_harbour


def night(harbour: Harbour) -> str:
    """Return the address of the long thread."""
    return f"boards/sleep/{harbour.write(lambda: boards.threads(None, boards.get(None, 'sleep')))[0].id}"


class Window:
    """The window of a member whose screen is drawn, over a line that a test holds."""

    def __init__(self, knocker: Knocker, channel: RawChannel, call: Call) -> None:
        self.knocker = knocker
        self.channel = channel
        self.call = call
        self.eye = Eye(lambda: (80, 24))
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._seen = 0
        self._begins = b""

    @property
    def app(self) -> Any:
        """The App behind it."""
        assert self.call.session
        return getattr(self.call.session.on_resize, "__self__", None)

    def presses(self, *bursts: bytes) -> None:
        """Press keys."""
        for burst in bursts:
            self.channel.write(burst)

    def look(self) -> Glass:
        """Draw what came since."""
        came = bytes(self.channel.listener.said[self._seen :])
        if self._begins not in came:
            return self.eye.glass or Glass(80, 24)
        self._seen += len(came)
        came = came[came.index(self._begins) :]
        self._begins = b""
        self.eye.see(self._decoder.decode(came))
        return self.eye.glass or Glass(80, 24)

    def forgets(self) -> None:
        """Have everything drawn again, and look at nothing that was drawn before."""
        self.channel.listener.said.clear()
        self._seen = 0
        self.presses(REDRAW)
        self._begins = ERASED

    async def reads(self, words: str) -> Glass:
        """Wait until words stand on the screen."""
        while words not in self.look().words:
            self.channel.listener.came.clear()
            assert self.channel._session is not None, f"the line ended before {words!r}: {self.look().words}"
            await self.channel.listener.came.wait()
        return self.look()

    async def opens(self, address: str, words: str) -> None:
        """Go to an address."""
        self.presses(b":")
        await self.reads("Go to:")
        self.presses(address.encode() + b"\r")
        await self.reads(words)

    async def stops_reading(self) -> None:
        """Take nothing more, and have the screen drawn again and again, until the line is full."""
        self.channel.pause_reading()
        while held(self.call) <= IN_FLIGHT_MOST:
            self.presses(REDRAW)
            await asyncio.sleep(0.001)


def plays(
    harbour: Harbour,
    play: Callable[[Window], Awaitable[None]],
    *,
    size: tuple[int, int] = (80, 24),
    words: str = "Good evening, sam",
) -> None:
    """Let a member sign in with a window of a size, and play."""

    async def call() -> None:
        async with knock(harbour.port) as knocker:
            assert await knocker.interact("sam", PASSPHRASE) == SUCCESS
            channel = await knocker.channel(window=WINDOW)
            await channel.terminal(b"xterm-256color", *size)
            await channel.shell()
            await channel.hears(b"\x1b[?25h")
            window = Window(knocker, channel, newest_call(harbour))
            if size == (80, 24):
                await window.reads(words)
            await play(window)

    asyncio.run(call())


def held(call: Call) -> int:
    """Return the bytes that wait for a caller, in the server and on their way."""
    return call.channel._not_taken()


def test_who_stops_reading_costs_a_few_frames_and_is_hung_up_on_with_the_draft_kept(harbour: Harbour) -> None:
    async def play(window: Window) -> None:
        await window.opens("boards/sleep", "Sleep and nights")
        window.presses(b"p")
        await window.reads("Title:")
        window.presses(b"A night\r")
        await window.reads("Your words")
        window.presses(b"It is four, and I")
        await window.reads("It is four, and I")
        await window.stops_reading()
        most = 0
        for number in range(300):
            window.presses(REDRAW, f"{number % 10}".encode() * 9)
            await asyncio.sleep(0)
            most = max(most, held(window.call))
        assert most <= IN_FLIGHT_MOST + FRAME_MOST
        assert await asyncio.to_thread(helps, harbour)
        assert not window.call.gate.left.is_set()
        while not window.call.gate.left.is_set():
            await asyncio.to_thread(harbour.passes, 31)
        await asyncio.to_thread(harbour.run, harbour.server._visiting.over(10))

    plays(harbour, play)
    sam = harbour.write(members.by_handle, "sam")
    assert sam
    assert harbour.write(drafts.kept, harbour.house.vault, sam.id, "boards/sleep/post").startswith("It is four, and I")


def test_who_reads_slowly_sees_the_latest_and_not_what_came_before(harbour: Harbour) -> None:
    async def play(window: Window) -> None:
        await window.opens(night(harbour), "Line 0 of a night")
        await window.stops_reading()
        for _ in range(20):
            window.presses(DOWN, DOWN, UP, UP)
            await asyncio.sleep(0)
        while window.app.screen.body.hidden_below:
            window.presses(END)  # of many keys at once only some are taken
            await asyncio.sleep(0.001)
        assert held(window.call) <= IN_FLIGHT_MOST + FRAME_MOST
        window.channel.resume_reading()
        await window.reads("Line 249 of a night")
        said = bytes(window.channel.listener.said).decode()
        assert "Line 60 of a night" not in said, "nobody sees what is past"

    plays(harbour, play)


def test_a_thousand_sizes_and_keys_that_mean_nothing_leave_the_visit_and_the_others(harbour: Harbour) -> None:
    noise = random.Random(5)

    async def play(window: Window) -> None:
        await window.opens("boards", "Boards")
        for number in range(1000):
            size = UInt32(noise.randrange(70_000)) + UInt32(noise.randrange(70_000))
            window.channel.tell(b"window-change", size, UInt32(0), UInt32(0))
            if number % 2 == 0:
                window.presses(noise.randbytes(200).translate(None, b"q=\x11"))
        assert await asyncio.to_thread(helps, harbour)
        window.channel.tell(b"window-change", UInt32(80), UInt32(24), UInt32(0), UInt32(0))
        assert not await window.channel.ask(b"break", UInt32(1)), "all that was asked for before is known now"
        while {tuple(window.app.size), window.app._window} != {(80, 24)}:
            window.presses(b"\x1b[201~")
            await asyncio.sleep(0.001)
        window.forgets()
        while IN_DANGER not in window.look().words:
            window.presses(HELP)
            await asyncio.sleep(0.01)

    plays(harbour, play)


@pytest.mark.parametrize(("asked", "given"), [((65535, 65535), (300, 120)), ((1, 1), (20, 5))])
def test_a_window_is_drawn_no_larger_and_no_smaller_than_we_are_ready_to(
    harbour: Harbour, asked: tuple[int, int], given: tuple[int, int]
) -> None:
    async def play(window: Window) -> None:
        window.presses(b"\x1b[48;5000;65535;0;0t", HELP)
        await window.channel.hears(b"If your life")
        assert tuple(window.app.size) == given

    plays(harbour, play, size=asked)


def test_a_screen_that_meets_a_bug_is_given_back_and_the_others_go_on(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_page: AboutPage) -> View:
        raise RuntimeError("a canary")

    harbour.member("ash")
    monkeypatch.setattr(AboutPage, "view", broken)

    async def play(window: Window) -> None:
        async with knock(harbour.port, source="127.0.0.2") as other:
            assert await other.interact("ash", PASSPHRASE) == SUCCESS
            channel = await other.channel()
            await channel.terminal(b"xterm-256color")
            await channel.shell()
            await channel.hears(b"\x1b[?25h")
            neighbour = Window(other, channel, newest_call(harbour))
            window.presses(b":")
            await window.reads("Go to:")
            window.presses(b"about\r")
            said = words_of((await window.channel.hears(b"emergency number.")).decode())
            assert said.index(GIVEN_BACK) < said.index(APOLOGY)
            assert "canary" not in said
            neighbour.presses(HELP)
            await neighbour.reads(IN_DANGER)

    plays(harbour, play)


def test_the_bounds_here_are_below_those_of_every_channel() -> None:
    assert IN_FLIGHT_MOST + FRAME_MOST < channel.OUTPUT_SLOW
