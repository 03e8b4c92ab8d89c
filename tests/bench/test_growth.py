"""No page asks more of the store where there are more posts.

It is counted in steps of SQLite's machine, not in time. What FTS5 does in its index is no such step: of a search,
what is asked of the tables is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import log
from pathlib import Path
from random import Random

import pytest

from bbs.community import begun, finding, for_you, unanswered, unread
from store import search
from store.database import Store
from store.tables import database
from store.vault import Vault
from tests.bench import looks
from tests.bench.looks import Ground, Look
from tests.bench.population import Population

SMALL, LARGE = 3_000, 15_000
ALLOWED = 1.25 * log(LARGE) / log(SMALL)
STEPS = 20
"""How many steps are taken between two counts."""
A_FEW = 15
"""Counts that make no difference: one more row here or there."""


GROWING = {"for you, seen", "search, two common words that stand side by side nowhere"}
"""What grows all the same: with the thanks that one member got and did not look at, of which a larger community has
more; and in FTS5, which knows of no such phrase before it went through all the posts that hold both words.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sizes")
    for posts in (SMALL, LARGE):
        (made / f"{posts}").mkdir()
        Population(made / f"{posts}" / "warmline.db", posts).make(Vault.begin(made / f"{posts}" / "server.key"))
    return made


@pytest.fixture(autouse=True)
def counting_ends_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have both sizes hold more than is counted."""
    monkeypatch.setattr(unread, "THREADS_COUNTED", 5)
    monkeypatch.setattr(unread, "POSTS_COUNTED", 30)
    monkeypatch.setattr(unread, "AT_A_TIME", 20)
    monkeypatch.setattr(unanswered, "COUNTED", 10)
    monkeypatch.setattr(begun, "OF_A_BOARD", 10)
    monkeypatch.setattr(begun, "OF_A_WRITER", 3)
    monkeypatch.setattr(for_you, "OWN", 50)
    for module in (search, finding):
        monkeypatch.setattr(module, "LOOKED_AT", 60)
        monkeypatch.setattr(module, "RANKED", 60)
    monkeypatch.setattr(finding, "THREADS_LOOKED_AT", 10)
    monkeypatch.setattr(finding, "ASKED_SINGLY", 10)


def steps(look: Look) -> int:
    """Return how often STEPS steps are taken for some looks of a kind."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    database.connection().set_progress_handler(count, STEPS)
    try:
        for seed in range(4):
            look(Random(seed))
    finally:
        database.connection().set_progress_handler(None, 1)
    return taken


def all_steps(folder: Path, posts: int, which: Callable[[Ground], dict[str, Look]]) -> dict[str, int]:
    store = Store.open(folder / f"{posts}" / "warmline.db", folder / "backups")
    vault = Vault.at(folder / f"{posts}" / "server.key")
    try:
        return store.run(lambda: {name: steps(look) for name, look in which(Ground.of(vault)).items()})
    finally:
        store.close()


@pytest.mark.parametrize("which", [looks.reads, looks.writes], ids=["reads", "writes"])
def test_no_look_takes_longer_than_the_logarithm_of_all_posts(
    folder: Path, which: Callable[[Ground], dict[str, Look]]
) -> None:
    small, large = (all_steps(folder, posts, which) for posts in (SMALL, LARGE))
    grown = {name: (small[name], large[name]) for name in small if large[name] > ALLOWED * small[name] + A_FEW}
    assert grown.keys() <= GROWING


def test_a_look_through_every_post_would_be_noticed(folder: Path) -> None:
    def every(_ground: Ground) -> dict[str, Look]:
        return {"all": lambda _chance: database.execute_sql("SELECT COUNT(*) FROM post WHERE text = ''").fetchall()}

    small, large = (all_steps(folder, posts, every)["all"] for posts in (SMALL, LARGE))
    assert large > ALLOWED * small + A_FEW


def rows(path: Path) -> Iterator[str]:
    """Return every row of a community as text, without what is sealed and when it was migrated."""
    store = Store.open(path / "warmline.db", path / "backups")
    tables = {
        "member": "*",
        "board": "*",
        "thread": "*",
        "post": "*",
        "read_mark": "*",
        "board_mark": "*",
        "left_unread": "*",
        "thanks": "id, post_id, by_id, to_id, row, thanked_at",
        "draft": "member_id, place",
    }
    for table, columns in tables.items():
        yield from store.run(
            lambda: [repr(row) for row in database.execute_sql(f"SELECT {columns} FROM {table}")]  # noqa: B023
        )
    store.close()


def test_the_same_seed_makes_the_same_community(tmp_path: Path) -> None:
    made = []
    for name, seed in (("one", 4), ("other", 4), ("third", 5)):
        (tmp_path / name).mkdir()
        Population(tmp_path / name / "warmline.db", 400, seed=seed).make(Vault.begin(tmp_path / name / "server.key"))
        made.append(list(rows(tmp_path / name)))
    assert made[0] == made[1] != made[2]
