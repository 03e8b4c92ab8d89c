"""Everything that is sealed under one server key, sealed under another.

Words sealed to a member's own key stay as they are: the server key is no part of their seal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from store.sealed import SEALED, Sealed
from store.sealing import is_sealed_to_member
from store.tables import KeyMark, database
from store.vault import SealBrokenError, Vault

BATCH: Final = 500
"""Rows that are in memory at once."""


@dataclass(frozen=True)
class Resealed:
    """How many texts were sealed anew, and how many were left because the old key does not open them either."""

    anew: int = 0
    broken: int = 0


def reseal(old: Vault, new: Vault) -> Resealed:
    """Seal anew whatever the old key opens, each in its own place. Call it in a transaction.

    What marks are made with (KeyMark) is written by whoever takes the new key into use.
    """
    anew = broken = 0
    for each in SEALED:
        if each.table is KeyMark:
            continue
        for row in _rows(each):
            sealed, place = bytes(getattr(row, each.column)), each.place(row)
            if is_sealed_to_member(sealed):
                continue
            try:
                words = old.open(place, sealed)
            except SealBrokenError:
                broken += 1
                continue
            _put(each, row.id, new.seal(place, words))
            anew += 1
    return Resealed(anew, broken)


def _rows(each: Sealed) -> Iterator[Any]:
    """Yield the rows that hold something sealed. Each is read before any after it is changed."""
    last = 0
    rows = each.table.select().where(getattr(each.table, each.column).is_null(False)).order_by(each.table.id)
    while batch := list(rows.where(each.table.id > last).limit(BATCH)):
        last = batch[-1].id
        yield from batch


def _put(each: Sealed, row_id: int, sealed: bytes) -> None:
    table, column = each.table._meta.table_name, getattr(each.table, each.column).column_name
    database.execute_sql(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (sealed, row_id))  # noqa: S608 - ours
