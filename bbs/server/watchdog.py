"""The watchdog: whoever holds the loop up for longer than HELD_SECONDS is named in the log, and ended if it never ends.

All visits share one thread. A page that computes for a second makes everybody wait for a second, and one that loops
would silence the place. So each turn of the loop is timed by a timer of the system (SIGALRM). It runs on from turn to
turn, so that a turn costs two microseconds, and stops once it rang while nobody did anything: silence costs nothing.
A turn that has lasted too long when it rings is looked at, where it is: the log has whose visit and which page it was,
and the names of functions and lines. Never values: they may be somebody's words.

What still runs after LOOKS looks is ended by an exception raised in the middle of it. The page meets it as any other
bug: one apology, one end, the others live. A signal reaches what a thread could not: it interrupts a sleep, and a
regular expression that backtracks without an end. It does not interrupt other loops inside of C code.

A pause of the whole machine is one look: nobody is ended for it.
"""

from __future__ import annotations

import asyncio
import logging
import selectors
import signal
import time
from asyncio import events
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Self

from bbs import turns

HELD_SECONDS = 0.25
"""Longer than anybody's turn may take."""
LOOKS = 20
"""So many looks, HELD_SECONDS apart, at one and the same thing that runs, and it is ended: five seconds."""
AGAIN = 8
"""So many further looks, and it is tried again: something caught the exception, or is slow to clear away."""
FRAMES = 12
"""How many functions of a stack the log has, the innermost first."""

log = logging.getLogger(__name__)


class HeldUpError(Exception):
    """Raised in the middle of what held everybody up."""


@dataclass(frozen=True)
class _Look:
    """What was seen when the timer rang."""

    turn: turns.Turn | None
    frames: str


class Watchdog:
    """Times the turns of the loop it makes. It works in the main thread alone, where signals are handled."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop
        self._is_watching = False
        self._is_wound = False
        self._is_quiet = False
        self._since: float | None = None
        self._running: events.Handle | None = None
        self._looks = 0
        self._seen: _Look | None = None

    def __enter__(self) -> Self:
        """Be there."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop watching: what nobody handles, at the very end of a program, would kill it."""
        self._is_watching = False
        self._since = None
        self._stop()

    def loop(self) -> asyncio.AbstractEventLoop:
        """Make the loop to run in."""
        self._loop = asyncio.SelectorEventLoop(_Selector(self))
        return self._loop

    def watch(self) -> None:
        """Begin."""
        signal.signal(signal.SIGALRM, self._look)
        self._is_watching = True

    def turn_begins(self) -> None:
        """Take note that the loop has something to do."""
        if self._is_watching:
            self._since = time.monotonic()
            if not self._is_wound:
                self._wind(HELD_SECONDS)

    def turn_ends(self, *, is_idle: bool) -> None:
        """Take note that it has done that, and whether it waits now; say what was seen meanwhile."""
        since, self._since, self._running = self._since, None, None
        if self._is_quiet and is_idle:  # this turn was there for the signal alone, which wakes the loop
            self._is_quiet = False
            self._stop()
        if since is not None and (seen := self._seen):
            self._seen = None
            name, page = (seen.turn.name(), seen.turn.page) if seen.turn else ("-", "-")
            took = (time.monotonic() - since) * 1000
            log.warning("session %s: everybody waited %d ms for page %s: %s", name, took, page, seen.frames)

    def _look(self, _number: int, frame: FrameType | None) -> None:
        """Look at what runs, the timer has rung; runs in the main thread, between any two steps of it."""
        if self._since is None:
            self._is_quiet = True
            self._stop()
            return
        held = time.monotonic() - self._since
        if held < HELD_SECONDS:  # wound up in an earlier turn, and other turns came since
            self._wind(max(HELD_SECONDS - held, 0.001))
            return
        stack = tuple(_stack(frame))
        running = _handle(stack)
        self._looks = self._looks + 1 if running is self._running else 1
        self._running = running
        self._seen = self._seen or _Look(turns.current(), describe(stack))
        if running is not None and self._looks >= LOOKS and (self._looks - LOOKS) % AGAIN == 0:
            self._end()

    def _wind(self, seconds: float) -> None:
        self._is_wound = True
        signal.setitimer(signal.ITIMER_REAL, seconds, HELD_SECONDS)

    def _stop(self) -> None:
        self._is_wound = False
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _end(self) -> None:
        """End what runs, first as a bug would, then in a way that `except Exception` does not catch."""
        if turn := turns.current():
            self._loop.call_soon_threadsafe(turn.give_up)
        raise HeldUpError if self._looks == LOOKS else asyncio.CancelledError


class _Selector(selectors.DefaultSelector):
    """Waits for the loop; each time it does, a turn has ended, and another begins."""

    def __init__(self, watchdog: Watchdog) -> None:
        super().__init__()
        self._watchdog = watchdog

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self._watchdog.turn_ends(is_idle=timeout is None or timeout > 0)
        try:
            return super().select(timeout)
        finally:
            self._watchdog.turn_begins()


def _stack(frame: FrameType | None) -> Iterator[FrameType]:
    """Yield the frames of what the loop runs, the innermost first, up to the loop's own that called it."""
    while frame is not None:
        yield frame
        if frame.f_code is events.Handle._run.__code__:
            return
        frame = frame.f_back


def _handle(stack: tuple[FrameType, ...]) -> events.Handle | None:
    """Return what the loop has called, None between two calls: raising there would end the loop."""
    if len(stack) < 2 or stack[-1].f_code is not events.Handle._run.__code__:
        return None
    handle = stack[-1].f_locals["self"]
    return handle if isinstance(handle, events.Handle) else None


def describe(stack: tuple[FrameType, ...]) -> str:
    """Name functions and lines, and nothing that is in them."""
    shown = [(frame.f_code.co_filename.rsplit("/", 1)[-1], frame.f_lineno, frame.f_code.co_name) for frame in stack]
    named = [f"{file}:{line} {function}" for file, line, function in shown[:FRAMES]]
    return " < ".join(named + ["..."] * (len(shown) > FRAMES))
