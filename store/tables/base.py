"""What every table shares. Times are UTC seconds; states are nullable times with by and reason.

Peewee writes the SQL of a query anew each time it is asked, which takes longer than the database needs for it. Here it
is written once for what is done most: a row is added, or one is looked up by its columns (store/prepared.py has the
same for queries).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from functools import cache
from typing import Any, Self

from peewee import OP, DatabaseProxy, Expression, Field, Model, Node, Value

database = DatabaseProxy()
"""Peewee binds models to a database, so there is one store a process; `Store` fills this in and nobody else."""


class Table(Model):
    """The base of all tables."""

    class Meta:
        """Peewee's settings."""

        database = database
        legacy_table_names = False

    @classmethod
    def get(cls, *query: Any, **filters: Any) -> Self:
        """Return the first row of which all of this is so. Raises DoesNotExist."""
        if filters or not all(_is_plain(cls, each) for each in query):
            return super().get(*query, **filters)
        table: Any = cls
        values = [each.lhs.db_value(each.rhs) for each in query if each.op == OP.EQ]
        sql, rest = _lookup(cls, tuple((each.lhs.name, each.op) for each in query))
        found = table._meta.database.execute_sql(sql, [*values, *rest]).fetchone()
        if found is None:
            raise table.DoesNotExist
        return cls.as_found(found)

    @classmethod
    def as_found(cls, values: Iterable[Any]) -> Self:
        """Return a row as Peewee would make it, of what `select()` asks for."""
        row = cls(__no_default__=True)
        row.__data__ = {
            each.name: each.python_value(value) for each, value in zip(cls._meta.sorted_fields, values, strict=True)
        }
        return row

    def save(self, force_insert: bool = False, only: Any = None) -> Any:
        """Keep the row, as a new one where it has no primary key or `force_insert` says so."""
        row: Any = self
        meta, key, values = row._meta, row._pk, dict(self.__data__)
        if key is None and meta.auto_increment:
            values.pop(meta.primary_key.name, None)
        is_new = (key is None or force_insert) and only is None and meta.primary_key is not False
        if not is_new or any(isinstance(each, Node) for each in values.values()):
            return super().save(force_insert, only)
        sql, names = _insertion(type(self), tuple(values))
        if len(names) > len(values):  # a default that was left out is found anew each time
            return super().save(force_insert, only)
        row._populate_unsaved_relations(values)
        cursor = meta.database.execute_sql(sql, [meta.fields[name].db_value(values[name]) for name in names])
        if meta.auto_increment or key is None:
            row._pk = meta.database.last_insert_id(cursor)
        row._dirty.clear()
        return 1


def _is_plain(table: type[Table], asked: Any) -> bool:
    """Say whether this compares a column of a table with a value or with NULL, and no more."""
    if not isinstance(asked, Expression) or not isinstance(asked.lhs, Field) or asked.lhs.model is not table:
        return False
    if asked.op in (OP.IS, OP.IS_NOT):
        return asked.rhs is None
    return bool(asked.op == OP.EQ) and not isinstance(asked.rhs, Node)


@cache
def _lookup(table: type[Table], asked: tuple[tuple[str, str], ...]) -> tuple[str, list[Any]]:
    """Return how to look up a row by some columns and how each is compared, and what comes behind the values."""
    found = table.select().limit(1)
    for name, compared in asked:
        value = Value(name, converter=False) if compared == OP.EQ else None
        found = found.where(Expression(getattr(table, name), compared, value))
    sql, parameters = found.sql()
    return sql, parameters[sum(compared == OP.EQ for _, compared in asked) :]


@cache
def _insertion(table: type[Table], names: tuple[str, ...]) -> tuple[str, list[str]]:
    """Return how to add a row that has some columns, and in which order their values come."""
    sql, parameters = table.insert({name: Value(name, converter=False) for name in names}).sql()
    return sql, parameters


def random_name() -> str:
    """Return a random name for a row: what a seal is bound to, and what says that the row was deleted."""
    return secrets.token_hex(16)
