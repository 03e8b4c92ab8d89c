"""Queries that are put into SQL once and asked many times.

Peewee writes the SQL of a query anew each time it is asked, and for the larger ones that takes twenty times as long as
the database needs to answer. What is asked with every page is therefore built once, with a gap for each value.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, Final, TypeVar

from peewee import SQL, BaseQuery, Model, ModelSelect, NodeList, Value

from store.tables.base import Table, database

T = TypeVar("T", bound=Table)

SHAPES: Final = 128
"""Shapes of one query that are kept: most callers need the plain one, who muted or blocked somebody has their own."""


@dataclass(frozen=True)
class Gap:
    """Stands for a value while a query is put into SQL: the value of the argument at this place."""

    place: int


def prepared(build: Callable[..., BaseQuery]) -> Callable[..., list[Any]]:
    """Make of a function that builds a query one that asks it and returns its rows as tuples.

    The positional arguments are values (int, str, float, None): `build` gets a gap for each, which it may compare and
    hand to SQL but not look into. The keyword-only ones give the query its shape: `build` gets them as they are, and is
    called once for each different set of them, so they are hashable.
    """
    values = [each for each in inspect.signature(build).parameters.values() if each.kind is not each.KEYWORD_ONLY]

    @lru_cache(SHAPES)
    def in_sql(shape: tuple[tuple[str, Any], ...]) -> tuple[str, tuple[Any, ...]]:
        gaps = (Value(Gap(place), converter=False) for place in range(len(values)))
        sql, parameters = build(*gaps, **dict(shape)).sql()
        return sql, tuple(parameters)

    @wraps(build)
    def ask(*given: Any, **shape: Any) -> list[Any]:
        sql, parameters = in_sql(tuple(sorted(shape.items())))
        filled = [given[each.place] if isinstance(each, Gap) else each for each in parameters]
        rows: list[Any] = database.execute_sql(sql, filled).fetchall()
        return rows

    return ask


def row_of(table: type[T], values: Iterable[Any]) -> T:
    """Return a row as Peewee would make it, of what `table.select()` asks for."""
    return table.as_found(values)


def first_of(table: type[T], found: list[Any]) -> T | None:
    """Return the first row of what was asked for with `table.select()`; None for none."""
    return row_of(table, found[0]) if found else None


def rows_with(table: type[T], column: str, value: Any) -> list[T]:
    """Return the rows of a table that have a value in a column, oldest first."""
    return [row_of(table, each) for each in _rows_with(value, table=table, column=column)]


@prepared
def _rows_with(value: Any, *, table: type[Model], column: str) -> ModelSelect[Any]:
    return table.select().where(getattr(table, column) == value).order_by(table._meta.primary_key)


def among(gap: Any) -> NodeList:
    """Return what follows an IN with very many numbers, or ones not known yet: `numbers` as a value, or a gap."""
    return NodeList((SQL("(SELECT value FROM json_each("), gap, SQL("))")), glue="")


def numbers(some: Iterable[int]) -> str:
    """Return numbers as one value of a query."""
    return json.dumps([int(each) for each in some])
