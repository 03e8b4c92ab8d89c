"""Named, ordered, recorded changes of the schema (playhouse.migrations runs them).

Each is a script `NNNN_name.py` with `up(migrator, db)`. They run inside `migration_context`: a column rebuild under
a plain transaction deleted child rows by cascade.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import SqliteDatabase
from playhouse.migrations import Runner

FOLDER = Path(__file__).parent


class NewerSchemaError(Exception):
    """The database knows migrations that this version does not."""


class MigrationBrokeReferencesError(Exception):
    """A migration left rows that point nowhere, or lost rows; it was rolled back."""


def pending(db: SqliteDatabase) -> list[str]:
    """Return the names of migrations not yet applied; raises NewerSchemaError for one we do not know."""
    return _pending(Runner(db, str(FOLDER)))


def newest() -> int:
    """Return the number of the newest migration we know: the `user_version` of a database that is up to date."""
    return max(int(path.name[:4]) for path in FOLDER.glob("[0-9]*.py"))


def _pending(runner: Runner) -> list[str]:
    status = runner.status()
    if any(migration.path is None for migration in status) or runner.database.user_version > newest():
        raise NewerSchemaError
    return [migration.name for migration in status if migration.applied is None]


def run(db: SqliteDatabase) -> list[str]:
    """Apply what is pending, each in a transaction of its own, and return the names."""
    runner = Runner(db, str(FOLDER))
    names = _pending(runner)
    for name in names:
        with migration_context(db):
            runner.up(name)
            db.execute_sql(f"PRAGMA user_version = {int(name[:4])}")
    return names


@contextmanager
def migration_context(db: SqliteDatabase) -> Iterator[None]:
    """Run a migration with foreign keys off, in one transaction, and check afterwards that nothing was lost."""
    db.execute_sql("PRAGMA foreign_keys = 0")
    try:
        with db.atomic("IMMEDIATE"):
            before = _row_counts(db)
            yield
            after = _row_counts(db)
            if lost := [table for table, rows in before.items() if after.get(table, rows) < rows]:
                raise MigrationBrokeReferencesError(f"rows were lost in {', '.join(lost)}")
            if broken := db.execute_sql("PRAGMA foreign_key_check").fetchone():
                raise MigrationBrokeReferencesError(f"rows of {broken[0]} point nowhere")
    finally:
        db.execute_sql("PRAGMA foreign_keys = 1")


def _row_counts(db: SqliteDatabase) -> dict[str, int]:
    tables = [name for name in db.get_tables() if not name.startswith(("post_search", "sqlite_"))]
    return {name: db.execute_sql(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608
