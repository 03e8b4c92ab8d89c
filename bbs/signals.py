"""Signals of the system: to stop, and to read settings and texts again."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
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
