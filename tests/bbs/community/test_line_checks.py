"""What the operator confirmed, and what joining still waits for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from peewee import DatabaseError

from bbs.community import crisis, line_checks, members
from bbs.community.members import Person, Role
from bbs.errors import Busy, NotFound
from store.database import Store
from tests import stores

DATA = crisis.load()
NOW = 1_780_000_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.begun(tmp_path / "home", busy_timeout_seconds=0.05)
    yield opened
    opened.close()


@pytest.fixture
def olive(store: Store) -> Person:
    return store.run(members.add, "olive", now=NOW, role=Role.OPERATOR)


def test_a_confirmed_line_is_remembered_with_its_day(store: Store, olive: Person) -> None:
    assert store.run(line_checks.checks) == {}
    assert store.run(line_checks.confirm, ["GB:emergency 999"], olive, now=NOW) == {"GB:emergency 999": NOW}
    assert store.run(line_checks.confirm, ["GB:emergency 999"], olive, now=NOW + 5) == {"GB:emergency 999": NOW + 5}
    assert line_checks.at_start(store) == {"GB:emergency 999": NOW + 5}


def test_a_confirmation_can_be_taken_back(store: Store, olive: Person) -> None:
    store.run(line_checks.confirm, ["one", "two"], olive, now=NOW)
    assert store.run(line_checks.take_back, "one", olive) == {"two": NOW}


def test_nobody_but_an_operator_confirms(store: Store, olive: Person) -> None:
    wren = store.run(members.add, "wren", now=NOW, role=Role.MODERATOR)
    for who in (None, wren):
        with pytest.raises(NotFound):
            store.run(line_checks.confirm, ["one"], who, now=NOW)
        with pytest.raises(NotFound):
            store.run(line_checks.take_back, "one", who)
    assert store.run(line_checks.checks) == {}


def test_a_check_is_old_after_a_year() -> None:
    assert not line_checks.is_old(NOW, NOW + line_checks.A_YEAR)
    assert line_checks.is_old(NOW, NOW + line_checks.A_YEAR + 1)


def test_joining_waits_for_every_number_of_the_main_countries() -> None:
    missing = line_checks.joining_is_open_by_lines(DATA, ["GB"], {}, exempt=False)
    assert DATA.emergency_key("GB") in missing
    assert len(missing) > 3
    checked = dict.fromkeys(missing, NOW)
    assert line_checks.joining_is_open_by_lines(DATA, ["GB"], checked, exempt=False) == []
    assert line_checks.joining_is_open_by_lines(DATA, ["GB", "IE"], checked, exempt=False) != []


def test_joining_waits_while_no_country_is_set_unless_exempt() -> None:
    assert line_checks.joining_is_open_by_lines(DATA, [], {}, exempt=False) == [crisis.NO_COUNTRY]
    assert line_checks.joining_is_open_by_lines(DATA, [], {}, exempt=True) == []


def test_without_a_store_nothing_is_checked() -> None:
    assert line_checks.at_start(None) == {}


@pytest.mark.parametrize("trouble", [Busy(), DatabaseError("database disk image is malformed")])
def test_a_store_in_trouble_gives_no_checks_and_no_error(trouble: Exception) -> None:
    class Broken:
        def run(self, fn: object) -> None:
            raise trouble

    assert line_checks.at_start(cast(Store, Broken())) == {}


def test_a_locked_database_gives_no_checks_at_the_start(store: Store) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert line_checks.at_start(store) == {}
        other.execute("ROLLBACK")
    other.close()
