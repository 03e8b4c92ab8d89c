"""The schema is what the models say, and changes of it lose nothing, whatever stops them."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from peewee import SqliteDatabase

from bbs.community import drafts, member_keys, members, read_marks
from store import migrations
from store.database import StoreUnusable
from store.tables import TABLES, Post, database
from store.vault import Vault
from tests import stores
from tests.finding import finds
from tests.killing import kill_while_migrating


def rows(connection: Any, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(query).fetchall()]


def described(connection: Any, table: str) -> dict[str, Any]:
    """Return columns, references and indexes of a table, whatever they are called."""
    indexes = [
        (unique, partial, tuple(row[2] for row in rows(connection, f"PRAGMA index_info({name})")))
        for _, name, unique, _, partial in rows(connection, f"PRAGMA index_list({table})")
    ]
    return {
        "columns": [row[1:] for row in rows(connection, f"PRAGMA table_info({table})")],
        "references": sorted(row[2:] for row in rows(connection, f"PRAGMA foreign_key_list({table})")),
        "indexes": sorted(indexes),
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Describe each table as the migrations make it, and as its model says."""
    home = tmp_path_factory.mktemp("made") / "home"
    stores.begun(home).close()
    modelled = SqliteDatabase(":memory:")
    with (
        closing(sqlite3.connect(home / "warmline.db")) as migrated,
        modelled.bind_ctx(TABLES),
        modelled.connection_context(),
    ):
        modelled.create_tables(TABLES)
        names = [model._meta.table_name for model in TABLES]
        return {name: (described(migrated, name), described(modelled.connection(), name)) for name in names}


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_the_migrations_make_what_the_models_say(
    made: dict[str, tuple[dict[str, Any], dict[str, Any]]], model: Any
) -> None:
    migrated, modelled = made[model._meta.table_name]
    assert migrated == modelled
    assert migrated["columns"]


def test_the_migrations_make_no_table_that_no_model_has(tmp_path: Path) -> None:
    stores.begun(tmp_path / "home").close()
    with closing(sqlite3.connect(tmp_path / "home" / "warmline.db")) as migrated:
        names = {name for (name,) in rows(migrated, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    kept = {name for name in names if not name.startswith(("post_search", "sqlite_"))}
    assert kept == {model._meta.table_name for model in TABLES} | {"schema_migration"}


def test_an_id_of_a_post_is_never_given_twice(tmp_path: Path) -> None:
    """New is what has a greater id than what was seen: a second post with a seen id would never be shown."""
    store = stores.begun(tmp_path / "home")
    sam = stores.member(store, "sam")
    last = stores.start(store, sam).id

    def destroy() -> None:
        database.execute_sql("DELETE FROM post WHERE id = ?", (last,))

    store.run(destroy)
    assert stores.start(store, sam).id > last
    store.close()


def test_migrations_are_numbered_named_and_recorded_in_their_order(tmp_path: Path) -> None:
    names = sorted(path.stem for path in migrations.FOLDER.glob("[0-9]*.py"))
    assert len({name[:4] for name in names}) == len(names)
    assert all(re.fullmatch(r"\d{4}_[a-z_]+", name) for name in names)
    stores.begun(tmp_path / "home").close()
    with closing(sqlite3.connect(tmp_path / "home" / "warmline.db")) as migrated:
        assert [name for (name,) in rows(migrated, "SELECT name FROM schema_migration ORDER BY id")] == names
        assert rows(migrated, "PRAGMA user_version") == [(int(names[-1][:4]),)]


# Changing a schema that holds people's words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with rows in tables that refer to one another."""
    folder = tmp_path / "home"
    store = stores.begun(folder)
    vault = Vault.begin(tmp_path / "server.key")
    sam, lou = stores.member(store, "sam"), stores.member(store, "lou")
    thread = stores.start(store, sam, "Zebra.").thread
    store.run(read_marks.mark_read, lou, thread, stores.reply(store, lou, thread).id)
    for person in (sam, lou):
        store.run(member_keys.add_key, vault, person.id, f"SHA256:{person.handle}", "laptop", now=1)
        store.run(drafts.keep, vault, person.id, "boards/sleep/post", "Not yet said.", now=1)
        store.run(members.accept_guidelines, person.id, 1, now=1)
    store.close()
    return folder


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of migrations for this test, with those that there are."""
    copied = tmp_path / "migrations"
    shutil.copytree(migrations.FOLDER, copied)
    monkeypatch.setattr(migrations, "FOLDER", copied)
    return copied


def contents(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, and the schema."""
    with closing(sqlite3.connect(folder / "warmline.db")) as connection:
        names = [name for (name,) in rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {name: rows(connection, f"SELECT * FROM {name}") for name in names}
        found["schema"] = rows(connection, "SELECT name, sql FROM sqlite_master ORDER BY name")
        found["version"] = rows(connection, "PRAGMA user_version")
    return found


REBUILD = """
from peewee import TextField

def up(migrator, db):
    migrator.migrate(
        migrator.add_column("member", "pronouns", TextField(null=True)),
        migrator.alter_column_type("member", "country", TextField(null=True)),
        migrator.drop_not_null("post", "note"),
        migrator.drop_not_null("thread", "note"),
    )
"""


def test_a_rebuilt_table_keeps_the_rows_that_hang_on_it(folder: Path, scripts: Path) -> None:
    before = contents(folder)
    (scripts / "9000_rebuild.py").write_text(REBUILD)
    store = stores.opened(folder)
    store.close()
    after = contents(folder)
    assert after["version"] == [(9000,)]
    assert after["schema_migration"][-1][1] == "9000_rebuild"
    assert [row[:-1] for row in after["member"]] == before["member"]
    same = set(before) - {"member", "schema", "schema_migration", "version", "sqlite_sequence"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert dict(after["sqlite_sequence"])["post"] == dict(before["sqlite_sequence"])["post"]
    assert {name for name, _ in after["schema"]} == {name for name, _ in before["schema"]}


def test_after_a_rebuild_everything_works_and_cascades_as_before(folder: Path, scripts: Path) -> None:
    (scripts / "9000_rebuild.py").write_text(REBUILD)
    store = stores.opened(folder)
    kit = stores.member(store, "kit")
    last = stores.start(store, kit, "A giraffe.").id
    assert [line.id for line in store.run(finds, kit, "giraffe")] == [last]
    assert [line.text for line in store.run(finds, kit, "zebra")] == ["Zebra."]
    store.run(lambda: Post.delete().where(Post.id == last).execute())
    assert stores.start(store, kit).id > last
    store.run(lambda: database.execute_sql("DELETE FROM member WHERE handle = 'lou'"))
    store.close()
    left = contents(folder)
    kept = {name: len(left[name]) for name in ("draft", "member_key", "acceptance", "read_mark")}
    assert kept == {"draft": 1, "member_key": 1, "acceptance": 1, "read_mark": 3}


def test_a_copy_from_before_is_made_and_holds_everything(folder: Path, scripts: Path) -> None:
    before = contents(folder)
    stores.opened(folder).close()
    assert not (folder / "backups").exists()
    (scripts / "9000_rebuild.py").write_text(REBUILD)
    stores.opened(folder).close()
    (copy,) = (folder / "backups").iterdir()
    assert re.fullmatch(r"before-migration-[0-9a-f]{8}\.db", copy.name)
    copy.rename(folder / "warmline.db")
    assert contents(folder) == before


HARMFUL = {
    "loses rows": "db.execute_sql('DELETE FROM draft')",
    "leaves rows that point nowhere": "db.execute_sql('UPDATE thread SET board_id = 99')",
    "fails": "db.execute_sql('CREATE TABLE half (made)')\n    db.execute_sql('SELECT nonsense')",
}


@pytest.mark.parametrize("harm", HARMFUL)
def test_a_migration_that_harms_is_taken_back_and_named(folder: Path, scripts: Path, harm: str) -> None:
    before = contents(folder)
    (scripts / "9000_harmful.py").write_text(f"def up(migrator, db):\n    {HARMFUL[harm]}\n")
    with pytest.raises(StoreUnusable) as refused:
        stores.opened(folder)
    assert "could not be brought up to date (" in refused.value.words()
    assert "Nothing in it was lost" in refused.value.words()
    assert str(folder / "warmline.db") in refused.value.words()
    assert contents(folder) == before
    (scripts / "9000_harmful.py").unlink()
    stores.opened(folder).close()


def test_a_second_migration_that_fails_keeps_the_first(folder: Path, scripts: Path) -> None:
    (scripts / "9000_rebuild.py").write_text(REBUILD)
    (scripts / "9001_fails.py").write_text("def up(migrator, db):\n    db.execute_sql('SELECT nonsense')\n")
    with pytest.raises(StoreUnusable, match="could not be brought up to date"):
        stores.opened(folder)
    assert contents(folder)["version"] == [(9000,)]


@pytest.mark.parametrize("statements", [1, 20, 40, 60, 80])
def test_killed_in_the_middle_of_a_migration_leaves_the_old_as_it_was(
    folder: Path, scripts: Path, statements: int
) -> None:
    before = contents(folder)
    (scripts / "9000_rebuild.py").write_text(REBUILD)
    assert kill_while_migrating(folder, scripts, after=statements)
    assert contents(folder) == before
    stores.opened(folder).close()
    assert contents(folder)["version"] == [(9000,)]
    assert [row[:-1] for row in contents(folder)["member"]] == before["member"]
    assert contents(folder)["draft"] == before["draft"]


# Every schema that was ever released


FIRST = Path(__file__).parent / "schemas" / "0001.sql"
"""A database that the first schema made, with rows in every table, as SQLite's `.dump` wrote it."""


def test_a_database_of_the_first_schema_is_brought_up_to_date_without_loss(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "warmline.db")) as old:
        old.executescript(FIRST.read_text("utf-8"))
    before = contents(folder)
    assert all(before[name] for name in before if not name.startswith(("post_search", "sqlite_")))
    store = stores.opened(folder)
    people = [store.run(members.by_handle, handle) for handle in ("sam", "lou")]
    assert [person and (person.welcomed, person.was_asked) for person in people] == [(True, False), (False, False)]
    assert [line.text for line in store.run(finds, people[0], "zebra")] == ["Zebra."]
    assert [line.text for line in store.run(finds, people[0], "morning in:title")] == ["Zebra."]
    numbered = store.run(lambda: [(row.thread_id, row.number) for row in Post.select().order_by(Post.id)])
    threads = [thread for thread, _ in numbered]
    assert [number for _, number in numbered] == [threads[: n + 1].count(thread) for n, thread in enumerate(threads)]
    store.close()
    after = contents(folder)
    assert after["version"] == [(max(int(path.name[:4]) for path in migrations.FOLDER.glob("[0-9]*.py")),)]
    for name in set(before) - {"schema", "schema_migration", "version"}:
        assert [row[: len(old)] for row, old in zip(after[name], before[name], strict=True)] == before[name], name
