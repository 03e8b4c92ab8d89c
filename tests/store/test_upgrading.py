"""Databases that older versions left are brought up to date, with all that is in them, whatever stops it halfway."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bbs import server_key
from bbs.community import exporting
from bbs.community.shelf import Owner
from store import database as opening
from store import migrations
from store.database import Store, StoreUnusable, check
from store.home import Home
from store.sealed import SEALED
from store.tables import Member
from store.vault import Vault
from tests import stores
from tests.dumping import KEPT, restored
from tests.everything import WORD
from tests.killing import kill_while_migrating

Rows = dict[str, list[tuple[Any, ...]]]
NEWEST = max(int(path.name[:4]) for path in migrations.FOLDER.glob("[0-9]*.py"))
WITH_KEY = [dump for dump in KEPT if dump.stem != "0001"]
"""The first was written down without one."""


def contents(database: Path) -> Rows:
    """Return all rows of all tables but those of the search index."""
    with closing(sqlite3.connect(database)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if not name.startswith(("post_search", "sqlite_", "schema_migration"))]
        found = {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in kept}
        return {**found, "version": connection.execute("PRAGMA user_version").fetchall()}


def kept_in(after: Rows, before: Rows) -> None:
    """See that every row is as it was, but for the names of places that have others now; what is new stands behind."""
    for name in set(before) - {"version"}:
        shortened = [row[: len(old)] for row, old in zip(after[name], before[name], strict=True)]
        assert shortened == [tuple(map(as_now, row)) for row in before[name]], name


def as_now(value: Any) -> Any:
    """Return a value as it is now: what is written about a post was kept under the board of its thread."""
    begun = re.match(r"boards/[^/]+/(?=[0-9]+/[a-z]+/[0-9])", value) if isinstance(value, str) else None
    return f"threads/{value[begun.end() :]}" if begun else value


@pytest.mark.parametrize("dump", KEPT, ids=lambda dump: dump.stem)
def test_nothing_is_lost(tmp_path: Path, dump: Path) -> None:
    home = restored(dump, tmp_path / "home")
    before = contents(home.database)
    assert before["version"] == [(int(dump.stem),)]
    stores.opened(home.path).close()
    after = contents(home.database)
    assert after["version"] == [(NEWEST,)]
    kept_in(after, before)


def opens_all(store: Store, vault: Vault) -> int:
    """Open everything that is sealed; return how much there is."""
    opened = 0
    for each in SEALED:
        for row in each.table.select():
            if (sealed := getattr(row, each.column)) is not None:
                vault.open(each.place(row), bytes(sealed))
                opened += 1
    return opened


@pytest.mark.parametrize("dump", WITH_KEY, ids=lambda dump: dump.stem)
def test_what_was_sealed_opens_and_every_member_has_their_words(tmp_path: Path, dump: Path) -> None:
    home = restored(dump, tmp_path / "home")
    text = dump.read_text("utf-8")
    store = stores.opened(home.path)
    vault = server_key.vault_of(home, store)
    everything = WORD in text
    assert (store.run(opens_all, store, vault) > 10) == everything
    for member, handle in store.run(lambda: [(row.id, row.handle) for row in Member.select()]):
        whole = store.run(exporting.gather, Owner(vault, member), handle, (), now=stores.NOW)
        assert whole.handle == handle
        if handle == "sam" and everything:
            assert len(set(re.findall(rf"{WORD}\d+x", repr(whole.parts)))) >= 40
    store.close()


# Stopped halfway


def steps(tmp_path: Path) -> Iterator[tuple[Home, Path]]:
    """Yield a database before each migration that came after the first, and the migrations up to that one."""
    names = sorted(migrations.FOLDER.glob("[0-9]*.py"))
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    home = restored(KEPT[0], tmp_path / "0001")
    dumps = {dump.stem: dump for dump in KEPT[1:]}
    for script in names:
        shutil.copy(script, scripts)
        number = script.name[:4]
        if number == KEPT[0].stem:
            continue
        yield home, scripts
        home = restored(dumps[number], tmp_path / number) if number in dumps else home


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_killed_within_each_migration_everything_is_as_before_or_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = 0
    for home, scripts in steps(tmp_path):
        before, statements, is_done = contents(home.database), 1, False
        while not is_done:
            copy = tmp_path / "copy"
            shutil.copytree(home.path, copy)
            is_done = not kill_while_migrating(copy, scripts, after=statements)
            check(copy / "warmline.db")
            found = contents(copy / "warmline.db")
            if found["version"] == before["version"]:
                assert found == before
                assert not is_done
            else:
                kept_in(found, before)
            if is_done:
                shutil.copy(copy / "warmline.db", home.database)
            shutil.rmtree(copy)
            tried, statements = tried + 1, statements + 9
    assert tried > 8 * 30


def test_a_disk_that_is_full_halfway_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = restored(KEPT[2], tmp_path / "home")
    before = contents(home.database)
    with closing(sqlite3.connect(home.database)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    usual = opening.pragmas
    with monkeypatch.context() as patch:  # SQLite says of its own limit what it says of a full disk
        patch.setattr(opening, "pragmas", lambda seconds: {**usual(seconds), "max_page_count": pages})
        with pytest.raises(StoreUnusable, match=r"could not be brought up to date .*Nothing in it was lost"):
            stores.opened(home.path)
    halfway = contents(home.database)
    assert before["version"] <= halfway["version"] < [(NEWEST,)]
    kept_in(halfway, before)
    stores.opened(home.path).close()
    assert contents(home.database)["version"] == [(NEWEST,)]
