"""How queries are put into SQL, in fewer steps than Peewee takes.

Peewee goes through seven calls for each column and four for each value, and that is most of what a query costs: twice
as much as the database needs to answer (store/prepared.py does without, for what is asked most).
"""

from __future__ import annotations

from typing import Any, Final

from peewee import SCOPE_VALUES, Context, Field, FieldAlias, Node

_PLAIN: Final = frozenset({str, int, bool, float, bytes, type(None)})
"""What stands for itself in a query."""


class Wording(Context):
    """Writes a query. Only what is written most is written here, word for word as Peewee would."""

    __slots__ = ()

    def as_new(self) -> Wording:
        """Return another one with the same settings."""
        return Wording(**self.state.settings)

    def sql(self, obj: Any) -> Any:
        """Write a part of the query."""
        if type(obj) in _PLAIN:
            return self.value(obj)
        if not isinstance(obj, Field) or self.state.scope == SCOPE_VALUES:
            return obj.__sql__(self) if isinstance(obj, Node) else super().sql(obj)  # type: ignore[no-untyped-call]
        if isinstance(obj, FieldAlias):
            source, alias, name = obj.source, obj.source.alias, obj.field.column_name
        else:
            source, name = obj.model._meta.table, obj.column_name
            alias = source._alias
        if alias:
            self.alias_manager[source] = alias
        return self.literal(f'"{self.alias_manager[source]}"."{name}"')
