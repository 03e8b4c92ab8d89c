"""No row leaves the rules: whoever holds one could load more of it, on the event loop's own thread."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

import peewee

import bbs.community
from bbs.errors import BBSError
from store.tables import Member, Table
from tests.for_each import for_each

PLAIN = (str, int, bool, float, bytes, date, type(None))
HOLDERS = (list, tuple, dict, set, frozenset, typing.Union, types.UnionType)


def rules() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every public function of a module that knows a table."""
    for found in pkgutil.iter_modules(bbs.community.__path__, "bbs.community."):
        module = importlib.import_module(found.name)
        if not any(inspect.isclass(held) and issubclass(held, Table) for held in vars(module).values()):
            continue
        for name, held in vars(module).items():
            if inspect.isfunction(held) and held.__module__ == found.name and not name.startswith("_"):
                yield f"{found.name.removeprefix('bbs.community.')}.{name}", held


def leaks(kind: Any) -> list[Any]:
    """Return what in a type is neither plain nor a frozen picture of plain things."""
    if kind in PLAIN or kind is Ellipsis:
        return []
    if typing.get_origin(kind) in HOLDERS:
        return [leak for part in typing.get_args(kind) for leak in leaks(part)]
    if inspect.isclass(kind) and issubclass(kind, Enum | BBSError):  # a refusal is words, and what they name
        return []
    if is_dataclass(kind) and isinstance(kind, type) and kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        hints = typing.get_type_hints(kind)
        return [leak for field in fields(kind) for leak in leaks(hints[field.name])]
    return [kind]


RULES = dict(rules())


@for_each("name", RULES)
def test_what_a_rule_returns_is_plain_or_frozen(name: str) -> None:
    hints = typing.get_type_hints(RULES[name])
    assert "return" in hints
    assert leaks(hints["return"]) == []


def test_all_the_rules_were_looked_at() -> None:
    assert {"members.add", "boards.thread", "reading.stretch", "drafts.places"} <= set(RULES)


@dataclass(frozen=True)
class Leaky:
    """A picture that holds a live row."""

    member: Member


@dataclass
class Thawed:
    """A picture that can be painted over."""

    handle: str


def test_a_row_a_query_or_a_mutable_picture_would_be_noticed() -> None:
    for kind in (Member, list[Member], Member | None, dict[int, Leaky], peewee.ModelSelect, Any):
        assert leaks(kind)
    assert leaks(tuple[Thawed, ...]) == [Thawed]
