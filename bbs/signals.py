"""Signals of the system: to stop, and to read settings and texts again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterable
from types import FrameType


def hear_signals(what: Callable[[], None], *signals: signal.Signals) -> None:
    """Do something at each of these signals, however often they come.

    `make`, or a service manager, may send a second one after the loop has ended: the loop's own handlers are gone by
    then, and the process would die before the database is closed. These stay.
    """
    loop = asyncio.get_running_loop()

    def hear(number: int, frame: FrameType | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(what)

    for name in signals:
        signal.signal(name, hear)


def somebody_sits_there() -> bool:
    """Say whether there is a terminal with somebody at it.

    SIGHUP says that it went away, when we go too; or somebody sent it while it is there, to have settings read again.
    """
    return sys.stdin is not None and sys.stdin.isatty()


def said_to_a_terminal() -> tuple[int, ...]:
    """Return the descriptors of what is said, and of what is logged, that lead to a terminal."""
    return tuple(descriptor for descriptor in (1, 2) if os.isatty(descriptor))


def say_no_more(descriptors: Iterable[int]) -> None:
    """Let what is written there go nowhere: its terminal went away, and nothing that ends well is to fail by that."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in descriptors:
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
