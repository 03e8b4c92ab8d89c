"""Queries that are put into SQL once: they ask what the query itself would, with other values each time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from peewee import ModelSelect, SqliteDatabase
from playhouse.test_utils import count_queries

from store.prepared import among, first_of, numbers, prepared, rows_with
from store.tables import Board, database

TITLES = ("Sleep", "Everyday", "Grief", "Carers")


@pytest.fixture(autouse=True)
def boards() -> Iterator[None]:
    """Have four boards in memory."""
    db = SqliteDatabase(":memory:")
    with db.bind_ctx([Board]):
        database.initialize(db)
        db.create_tables([Board])
        for place, title in enumerate(TITLES):
            Board.create(slug=title.lower(), title=title, about="", position=place, guests_read=place % 2 == 0)
        yield
    db.close()


built: list[bool] = []


@prepared
def titles(first: Any, most: Any, *, guests: bool) -> ModelSelect[Board]:
    """Ask for titles from one position on."""
    built.append(guests)
    rows = Board.select(Board.title).where(Board.position >= first)
    return (rows.where(Board.guests_read) if guests else rows).order_by(Board.position).limit(most)


@prepared
def some(ids: Any) -> ModelSelect[Board]:
    """Ask for boards by number."""
    return Board.select(Board.id).where(Board.id.in_(among(ids))).order_by(Board.id)


@prepared
def everything(slug: Any) -> ModelSelect[Board]:
    """Ask for a whole board by its name."""
    return Board.select().where(Board.slug == slug)


def test_values_fill_the_gaps_and_shapes_are_built_once() -> None:
    built.clear()
    assert titles(0, 9, guests=False) == [(title,) for title in TITLES]
    assert titles(2, 9, guests=False) == [("Grief",), ("Carers",)]
    assert titles(2, 1, guests=False) == [("Grief",)]
    assert titles(0, 9, guests=True) == [("Sleep",), ("Grief",)]
    assert titles(1, 9, guests=True) == [("Grief",)]
    assert built == [False, True]


def test_it_is_one_question() -> None:
    with count_queries() as counted:
        titles(0, 9, guests=True)
    assert counted.count == 1


@pytest.mark.parametrize("ids", [[], [1], [2, 4], range(1, 2000)])
def test_many_numbers_are_one_value(ids: list[int]) -> None:
    assert some(numbers(ids)) == [(one,) for one in ids if one <= len(TITLES)]


def test_only_numbers_are_numbers() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        numbers(["1); DROP TABLE board"])  # type: ignore[list-item]


def test_a_value_that_was_left_out_is_an_error() -> None:
    with pytest.raises(IndexError):
        titles(0, guests=False)


def test_a_row_is_as_peewee_makes_it() -> None:
    for made in (first_of(Board, everything("sleep")), rows_with(Board, "slug", "sleep")[0]):
        assert made is not None
        assert made.__data__ == Board.get(Board.slug == "sleep").__data__
        assert made.guests_read is True
        assert not made.dirty_fields
    assert first_of(Board, everything("nowhere")) is None
    assert rows_with(Board, "slug", "nowhere") == []


def test_a_row_that_was_made_can_be_saved() -> None:
    row = first_of(Board, everything("sleep"))
    assert row is not None
    row.about = "Nights."
    row.save(only=[Board.about])
    assert [each.about for each in Board.select().order_by(Board.position)] == ["Nights.", "", "", ""]


def test_rows_come_oldest_first_and_other_columns_are_other_questions() -> None:
    assert [row.title for row in rows_with(Board, "about", "")] == list(TITLES)
    assert [row.title for row in rows_with(Board, "guests_read", True)] == ["Sleep", "Grief"]
