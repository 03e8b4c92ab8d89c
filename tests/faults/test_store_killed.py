"""The store, killed again and again: long."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bbs.community import drafts, member_keys
from store import migrations
from store.database import check
from store.tables import TABLES, Post
from store.vault import Vault
from tests import stores
from tests.killing import kill_while_migrating, kill_while_posting

pytestmark = pytest.mark.faults

REBUILD = """
from peewee import TextField

def up(migrator, db):
    migrator.migrate(
        migrator.alter_column_type("member", "country", TextField(null=True)),
        migrator.drop_not_null("post", "note"),
    )
"""


def contents(folder: Path) -> dict[str, list[Any]]:
    """Return all rows of all tables, the schema, and its version."""
    with closing(sqlite3.connect(folder / "warmline.db")) as connection:
        found = {model._meta.table_name: f"SELECT * FROM {model._meta.table_name}" for model in TABLES}
        found |= {"schema": "SELECT name, sql FROM sqlite_master ORDER BY name", "version": "PRAGMA user_version"}
        return {name: connection.execute(query).fetchall() for name, query in found.items()}


def state(found: dict[str, list[Any]], old: dict[str, list[Any]]) -> str:
    """Say whether everything is as it was, or the schema new and every row as it was, or neither."""
    differs = {name for name in old if found[name] != old[name]}
    return {frozenset(): "old", frozenset({"schema", "version"}): "new"}.get(frozenset(differs), str(differs))


def test_killed_fifty_times_while_posting_the_store_lost_no_acknowledged_post(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    store = stores.begun(folder)
    stores.start(store, stores.member(store, "sam"), "0.0")
    store.close()
    acknowledged: dict[int, str] = {}
    for number in range(1, 51):
        acknowledged |= kill_while_posting(folder, str(number), after=1 + number * 7 % 60)
        check(folder / "warmline.db")
        store = stores.opened(folder)
        kept = store.run(lambda: {row.id: row.text.split()[0] for row in Post.select()})
        assert {post: kept.get(post) for post in acknowledged} == acknowledged
        store.close()
    assert len(acknowledged) > 1000


def test_killed_after_every_single_statement_a_migration_was_or_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, scripts = tmp_path / "home", tmp_path / "migrations"
    store = stores.begun(folder)
    sam = stores.member(store, "sam")
    for _ in range(20):
        stores.start(store, sam, "Zebra. " * 500)
    vault = Vault.begin(tmp_path / "server.key")
    store.run(drafts.keep, vault, sam.id, "boards/sleep/post", "Not yet said.", now=1)
    store.run(member_keys.add_key, vault, sam.id, "SHA256:sam", "laptop", now=1)
    store.close()
    shutil.copytree(migrations.FOLDER, scripts)
    (scripts / "9000_rebuild.py").write_text(REBUILD)
    old = contents(folder)
    seen: list[str] = []
    for statements in range(1, 1000):
        copy = tmp_path / f"copy{statements}"
        shutil.copytree(folder, copy)
        killed = kill_while_migrating(copy, scripts, after=statements)
        check(copy / "warmline.db")
        if not killed:
            break
        seen.append(state(contents(copy), old))
        shutil.rmtree(copy)
    else:
        raise AssertionError("the migration never came to an end")
    assert seen == ["old"] * (len(seen) - 1) + ["new"]  # what comes after the commit is one statement
    assert len(seen) > 40
    assert state(contents(copy), old) == "new"
    monkeypatch.setattr(migrations, "FOLDER", scripts)
    stores.opened(copy).close()
