"""A demonstration: always the same, with something everywhere, and never in the place of anything."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from unittest.mock import ANY

import pytest

from bbs.community import members, new_scan, queue
from bbs.community.queue import QueueCount
from store.home import Home
from tests.commands import CHEAP, asked, snapshot, warmline
from tests.houses import PASSPHRASE

EPOCH = "1780000000"


@pytest.fixture(scope="module")
def demonstrations(tmp_path_factory: pytest.TempPathFactory) -> list[Home]:
    """Two demonstrations, made at the same moment of the same passphrase."""
    folder = tmp_path_factory.mktemp("demo")
    made = [Home(folder / name) for name in ("one", "two")]
    for home in made:
        done = warmline(
            "demo", "--home", home.path, "--passphrase", PASSPHRASE, variables=CHEAP | {"SOURCE_DATE_EPOCH": EPOCH}
        )
        assert (done.returncode, done.stderr) == (0, "")
        said = "Members: sam, ash, lou, kit, wren (moderator), olive (operator)."
        assert said in done.stdout
    return made


def rows(home: Home) -> dict[str, list[tuple[object, ...]]]:
    """Return everything a database holds, but for what is random: what two of the same making share."""
    with closing(sqlite3.connect(home.database)) as reading:
        tables = [row[0] for row in reading.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        held = {table: reading.execute(f"SELECT * FROM {table}").fetchall() for table in sorted(tables)}
    del held["schema_migration"]  # says when the tables were made
    del held["key_mark"]
    is_random = re.compile(r"\$argon2.*|[0-9a-f]{32}")
    return {
        table: [
            tuple("" if isinstance(cell, bytes) or is_random.fullmatch(str(cell)) else cell for cell in row)
            for row in found
        ]
        for table, found in held.items()
    }


def test_a_demonstration_is_the_same_every_time(demonstrations: list[Home]) -> None:
    one, two = map(rows, demonstrations)
    assert one.keys() == two.keys()
    for table in one:
        assert one[table] == two[table], table


def test_in_a_demonstration_there_is_something_at_the_desk(demonstrations: list[Home]) -> None:
    home = demonstrations[0]
    for handle, waits in (("wren", 3), ("olive", 4)):
        somebody = asked(home, members.by_handle, handle)
        assert asked(home, queue.count, somebody, now=int(EPOCH)) == QueueCount(waits, 1, ANY)


def test_in_a_demonstration_there_is_something_new_and_something_under_a_note(demonstrations: list[Home]) -> None:
    home = demonstrations[0]
    assert home.is_demo
    notes: set[str] = set()
    for handle in ("sam", "ash", "lou", "kit", "wren", "olive"):
        somebody = asked(home, members.by_handle, handle)
        assert somebody is not None
        assert asked(home, new_scan.count_new, somebody).posts > 0
        notes |= {line.note for line in asked(home, new_scan.next_posts, somebody, limit=1000)}
    assert notes - {""}


def test_a_demonstration_is_never_put_into_a_home_that_is_there(home: Home) -> None:
    before = snapshot(home.path)
    done = warmline("demo", "--home", home.path, "--passphrase", PASSPHRASE, variables=CHEAP)
    assert (done.returncode, done.stdout) == (1, "")
    assert "already started" in done.stderr
    assert snapshot(home.path) == before


def test_a_demonstration_with_a_weak_passphrase_is_not_made(tmp_path: Path) -> None:
    done = warmline("demo", "--home", tmp_path / "demo", "--passphrase", "sam")
    assert done.returncode in (1, 2)
    assert not (tmp_path / "demo").exists()
