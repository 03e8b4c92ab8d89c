"""Whose turn it is: what runs in the loop runs for a visit, and its context says for which one.

All visits share one thread, so whoever holds it up holds up everybody. bbs/server/watchdog.py looks here for whose
page that is.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import Context, ContextVar
from dataclasses import dataclass


@dataclass(eq=False)
class Turn:
    """A visit, as far as a log may know it. `page` is the pattern of its page: an address may hold a handle.

    `give_up` ends it, should it outlive what was raised in it.
    """

    name: Callable[[], str]
    give_up: Callable[[], None]
    page: str = "-"


_TURN: ContextVar[Turn | None] = ContextVar("turn", default=None)


def begin(turn: Turn) -> None:
    """Say whose everything is that is begun from here on."""
    _TURN.set(turn)


def current() -> Turn | None:
    """Return whose turn it is, None for the server's own."""
    return _TURN.get()


def on_page(pattern: str) -> None:
    """Take note of the page that a visit opens."""
    if turn := _TURN.get():
        turn.page = pattern


def alone() -> Context:
    """Return a context that holds nothing but whose turn it is."""
    context = Context()
    context.run(_TURN.set, _TURN.get())
    return context
