"""When frames are taken: at once, then as fast as they can be read, and always the latest."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from screens.fullscreen.frames import FRAME_SECONDS, IN_FLIGHT_MOST, Frames
from screens.fullscreen.painter import Frame, Painter
from tests.houses import ScriptedWire
from tests.screens.fullscreen.frames import Step, steps
from tests.screens.fullscreen.terminals import Terminal

TURNS = 8
"""Turns of the loop after which nothing goes on that does not wait for a line or a clock."""


class Line(ScriptedWire):
    """The wire of somebody who reads when a test says so, and what is on its way to them."""

    def __init__(self) -> None:
        super().__init__(())
        self.in_flight = 0
        self.most = 0
        self._taken = asyncio.Event()

    def write(self, data: bytes) -> None:
        """Put bytes on their way."""
        self.in_flight += len(data)
        self.most = max(self.most, self.in_flight)

    def take(self) -> None:
        """Let the reader take all of it."""
        self.in_flight = 0
        self._taken.set()

    async def drain(self, most: int | None = None) -> None:
        """Wait until little is on its way."""
        assert most is not None
        while self.in_flight > most:
            self._taken.clear()
            await self._taken.wait()


class StillClock:
    """A clock that a test moves. Every wait is waited for."""

    def __init__(self) -> None:
        self._now = 0.0
        self._waiting: list[tuple[float, asyncio.Event]] = []

    def now(self) -> int:
        return int(self._now)

    def monotonic(self) -> float:
        return self._now

    async def sleep(self, seconds: float) -> None:
        over = asyncio.Event()
        self._waiting.append((self._now + seconds, over))
        await over.wait()

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds
        for until, over in self._waiting:
            if until <= self._now + 1e-9:
                over.set()
        self._waiting = [(until, over) for until, over in self._waiting if not over.is_set()]


class Show:
    """Something that changes, and the frames that were taken of it: the state at that time, of so many bytes."""

    def __init__(self, size: int = 10) -> None:
        self.size = size
        self.line = Line()
        self.clock = StillClock()
        self.state = 0
        self.seen: list[int] = []
        self.painted = asyncio.Event()
        self.waits: list[float] = []
        self.frames = Frames(self.line, self.clock, self._paint, lambda seconds: self.waits.append(round(seconds, 6)))

    def _paint(self) -> None:
        self.seen.append(self.state)
        self.painted.set()
        self.line.write(bytes(self.size))

    async def changes(self) -> None:
        """Change, and let everything go on."""
        self.state += 1
        self.frames.due()
        await turns()

    async def passes(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.move(seconds)
        await turns()


async def turns() -> None:
    for _ in range(TURNS):
        await asyncio.sleep(0)


def shown(play: Coroutine[Any, Any, None], show: Show) -> None:
    """Play while frames are taken."""

    async def run() -> None:
        taking = asyncio.create_task(show.frames.run())
        await turns()
        try:
            await play
            assert not taking.done()
        finally:
            taking.cancel()

    asyncio.run(run())


def test_the_first_frame_after_a_change_is_taken_at_once_and_none_without_one() -> None:
    async def play() -> None:
        assert show.seen == []
        await show.changes()
        assert show.seen == [1]
        await show.passes(60)
        assert show.seen == [1]
        await show.changes()
        assert show.seen == [1, 2], "after a rest it is at once again"

    show = Show()
    shown(play(), show)


def test_it_is_told_how_long_a_frame_took_after_its_key_and_of_no_key_that_changed_nothing() -> None:
    async def play() -> None:
        await show.changes()
        assert show.waits == [], "nobody pressed a key"
        show.frames.heard()
        await show.passes(60)
        show.frames.heard()
        await show.changes()
        assert show.waits == [0]
        show.frames.heard()
        await show.changes()
        assert show.waits == [0], "the frame before was a moment ago"
        show.frames.heard()
        await show.passes(FRAME_SECONDS)
        assert show.waits == [0, FRAME_SECONDS], "of several keys the first has waited longest"

    show = Show()
    shown(play(), show)


def test_while_one_thing_changes_several_times_no_frame_is_taken_but_when_it_is_done() -> None:
    async def play() -> None:
        with show.frames.held():
            await show.changes()
            await show.changes()
            assert show.seen == []
        await turns()
        assert show.seen == [2]

    show = Show()
    shown(play(), show)


def test_what_takes_long_is_seen_half_done() -> None:
    async def play() -> None:
        with show.frames.held():
            await show.changes()
            await show.painted.wait()
        assert show.seen == [1]

    show = Show()
    shown(play(), show)


def test_of_changes_that_follow_fast_twenty_frames_a_second_are_taken_the_last_one_too() -> None:
    async def play() -> None:
        for _ in range(1000):
            await show.changes()
            await show.passes(0.001)
        assert 20 <= len(show.seen) <= 21
        await show.passes(FRAME_SECONDS)
        assert show.seen[-1] == 1000
        assert len(show.seen) <= 22

    show = Show()
    shown(play(), show)


def test_while_nothing_is_read_no_frame_is_made_and_then_one_with_the_latest() -> None:
    async def play() -> None:
        await show.changes()
        for _ in range(500):
            await show.changes()
            await show.passes(1)
        assert show.seen == [1]
        assert show.line.most == show.size
        show.line.take()
        await turns()
        assert show.seen == [1, 501]
        show.line.take()
        await show.passes(60)
        assert show.seen == [1, 501], "nothing changed since"

    show = Show(size=IN_FLIGHT_MOST + 1)
    shown(play(), show)


def test_what_is_on_its_way_is_bounded_by_a_little_and_a_frame() -> None:
    async def play() -> None:
        for number in range(200):
            await show.changes()
            await show.passes(FRAME_SECONDS)
            if number % 7 == 0:
                show.line.take()

    show = Show(size=900)
    shown(play(), show)
    assert show.line.most <= IN_FLIGHT_MOST + show.size


moments = st.lists(
    st.sampled_from(["change", "change", "change", "take", "wait", "moment", "resize"]).flatmap(
        lambda what: st.tuples(st.just(what), steps)
    ),
    max_size=25,
)


class Drawn(Show):
    """Frames that the painter paints, and the terminal that shows what has been read of them."""

    def __init__(self) -> None:
        super().__init__()
        self.window = self.reads = (30, 8)
        self.painter = Painter(*self.window)
        self.terminal = Terminal(*self.window)
        self.frame = Frame((), None)
        self.sent: list[tuple[tuple[int, int], str]] = []

    def _paint(self) -> None:
        if self.window != self.reads:
            self.reads = self.window
            self.painter.resize(*self.window)
        data = self.painter.paint(self.frame)
        self.sent.append((self.window, data))
        self.line.write(data.encode() * 40)

    def read(self) -> None:
        """Let the terminal show all that was sent."""
        for window, data in self.sent:
            if window == (self.terminal.columns, self.terminal.lines):
                self.terminal.feed(data)
        self.sent.clear()
        self.line.take()

    async def live(self, what: str, step: Step) -> None:
        """Let something happen."""
        columns, rows = self.window
        if what == "change":
            self.frame = step.after(self.frame, columns, rows)
            await self.changes()
        elif what == "resize" and self.window != (20 + step.at, 5 + step.by):
            self.read()  # what was on its way reaches a window of the old size
            self.window = 20 + step.at, 5 + step.by
            self.frame = Frame(self.frame.rows[: self.window[1]], None)
            self.terminal.resize(self.window[1], self.window[0])
            self.painter.forget()
            await self.changes()
        elif what == "take":
            self.read()
        await self.passes({"wait": 1.0, "moment": 0.01}.get(what, 0))


@settings(max_examples=25, deadline=None)
@given(moments)
def test_whatever_comes_between_the_terminal_shows_the_last_state_in_the_end(moments: list[tuple[str, Step]]) -> None:
    async def play() -> None:
        for what, step in [("change", None), *moments]:
            await show.live(what, step or moments[0][1])
        for _ in range(3):
            show.read()
            await show.passes(1)
        fresh = Terminal(*show.window)
        fresh.scribble()
        fresh.feed(Painter(*show.window).paint(show.frame))
        assert show.terminal.shown() == fresh.shown()
        assert show.terminal.place() == fresh.place()

    if moments:
        show = Drawn()
        show.terminal.scribble()
        shown(play(), show)


def test_who_leaves_just_as_a_change_is_whole_leaves_no_painter_behind() -> None:
    async def leaves() -> None:
        show = Show()
        taking = asyncio.create_task(show.frames.run())
        with show.frames.held():
            await show.changes()
        taking.cancel()  # in the same turn in which what it waited for came
        await asyncio.wait({taking}, timeout=30)
        assert taking.cancelled()

    asyncio.run(leaves())
