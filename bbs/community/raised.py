"""What became urgent in a transaction, came up in a support group, or is another at the desk now.

It is told once the disk has it, and not before. A case is opened deep inside of other acts, by what is written as well
as by who reports. So whoever runs a transaction asks here for what was raised in it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Raised:
    """What became urgent, and the member whose act raised it, 0 for none.

    `id` is the number of a case or, below zero, of a note by who needs a person now. `in_group` says that it is for
    those who look after the support group it happened in, urgent or not. `at_desk` says that something of what waits
    at the desk was brought, taken, given back or settled, whatever it is.
    """

    id: int
    by: int
    in_group: bool = False
    at_desk: bool = False


_raised: ContextVar[list[Raised] | None] = ContextVar("raised", default=None)


def note(number: int, by: int | None, *, in_group: bool = False) -> None:
    """Take note that a case, or below zero a note, became urgent in this transaction, or came up in a group."""
    if (raised := _raised.get()) is not None:
        raised.append(Raised(number, by or 0, in_group))


def at_desk(by: int | None) -> None:
    """Take note that what waits at the desk is not as it was, by the act of a member, or of nobody."""
    if (raised := _raised.get()) is not None:
        raised.append(Raised(0, by or 0, at_desk=True))


def during(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> tuple[R, tuple[Raised, ...]]:
    """Run a function, and return what it returns and what was raised meanwhile."""
    raised: list[Raised] = []
    outer = _raised.set(raised)
    try:
        return fn(*args, **kwargs), tuple(dict.fromkeys(raised))  # two hundred accounts go in one act
    finally:
        _raised.reset(outer)
