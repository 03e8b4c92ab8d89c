"""The desk with five thousand cases on it: what it asks of the store, and what it sends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bbs.community import members, queue
from bbs.community.members import Role
from bbs.community.queue import AT_ONCE, FIRST, Rank, Which
from store.database import Store
from store.sealed import place_of
from store.tables import Case, Report, database
from store.tables.base import random_name
from store.vault import Vault
from tests import stores

FEW, MANY = 500, 5_000
HOUR = 3600
NOW = stores.NOW
STEPS = 20
"""How many steps of SQLite's machine are taken between two counts."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Two stores that differ in how much waits at their desks, and was closed there."""
    made = {size: tmp_path_factory.mktemp(f"of-{size}") for size in (FEW, MANY)}
    for size, folder in made.items():
        store = stores.begun(folder)
        store.run(members.set_role, stores.member(store, "wren").id, Role.MODERATOR)
        people = [stores.member(store, name).id for name in ("sam", "lou")]
        store.run(_fill, Vault.begin(folder / "server.key"), size, people)
        store.close()
    return made


def _fill(vault: Vault, size: int, people: list[int]) -> None:
    """Put cases on the desk, ten of them urgent; as many again were closed."""
    rows = [
        {
            "target": f"note/{n}",
            "about": people[n % 2],
            "rank": Rank.URGENT if n < 10 else Rank.WAITING,
            "opened_at": NOW - (n * 7919) % (90 * 24 * HOUR),
            "dispute": True,
            "closed_at": None if n < size else NOW - n,
        }
        for n in range(2 * size)
    ]
    for start in range(0, len(rows), 500):
        Case.insert_many(rows[start : start + 500]).execute()
    reports = []
    for case in Case.select(Case.id):
        row = Report(case=case.id, by_software=True, row=random_name(), made_at=NOW)
        facts = json.dumps({"reason": "unkind", "words": "Look.", "rule": ""})
        reports.append(
            {
                "case": case.id,
                "by_software": True,
                "row": row.row,
                "made_at": NOW,
                "sealed": vault.seal(place_of(row), facts),
            }
        )
    for start in range(0, len(reports), 500):
        Report.insert_many(reports[start : start + 500]).execute()


def _steps(store: Store, look: object, *given: object, **how: object) -> int:
    def counted() -> int:
        taken = 0

        def count() -> int:
            nonlocal taken
            taken += 1
            return 0

        database.connection().set_progress_handler(count, STEPS)
        try:
            look(*given, **how)  # type: ignore[operator]
        finally:
            database.connection().set_progress_handler(None, 1)
        return taken

    return store.run(counted)


def looks(folder: Path) -> dict[str, int]:
    """Return the steps of each look at the desk."""
    store, vault = stores.opened(folder), Vault.at(folder / "server.key")
    try:
        wren = store.run(members.by_handle, "wren")
        lines = store.run(queue.queue, vault, wren, now=NOW, limit=AT_ONCE)
        deep = store.run(queue.queue, vault, wren, now=NOW, limit=FEW - AT_ONCE)[-1]
        asks = {"now": NOW, "limit": AT_ONCE + 1}
        found = {
            "the first page": _steps(store, queue.queue, vault, wren, **asks),
            "the next page": _steps(store, queue.queue, vault, wren, after=lines[-1].at, **asks),
            "a page far down": _steps(store, queue.queue, vault, wren, after=deep.at, **asks),
            "what waits, counted": _steps(store, queue.count, wren, now=NOW),
            "the next case": _steps(store, queue.beside, wren, lines[-1].at, now=NOW),
            "the case before": _steps(store, queue.beside, wren, deep.at, now=NOW, back=True),
            "one case": _steps(store, queue.read, vault, wren, deep.id, now=NOW),
            "every case": _steps(
                store, lambda: database.execute_sql("SELECT COUNT(outcome) FROM desk_case").fetchall()
            ),
        }
        for which in (Which.URGENT, Which.MINE, Which.PASSED, Which.CLOSED):
            found[f"those {which}"] = _steps(store, queue.queue, vault, wren, which=which, after=FIRST, **asks)
        return found
    finally:
        store.close()


def test_a_desk_of_five_thousand_opens_and_moves_as_one_of_five_hundred(folders: dict[int, Path]) -> None:
    few, many = looks(folders[FEW]), looks(folders[MANY])
    grown = {name for name in few if many[name] > 1.25 * few[name] + 20}
    assert grown == {"every case"}, (few, many)
