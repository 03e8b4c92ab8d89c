"""docs/scale.md says what one process and SQLite have to themselves: all of it, and nothing that is gone."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields

from bbs.house import House
from tests.serving import ROOT

SAID = (ROOT / "docs" / "scale.md").read_text("utf-8")
OWN = re.compile(r"\bsqlite3\b|execute_sql|PRAGMA|json_each|post_search|SqliteDatabase")
"""What only SQLite has, as it stands in our modules."""
TOLD_OF = {"store/resealing.py", "store/tombstones.py"}
"""Plain SQL, which any database takes."""


def test_everything_that_a_process_keeps_in_memory_is_named() -> None:
    given = {"home", "config", "clock", "store", "vault", "exempt_from_line_checks"}
    kept = {f.name for f in fields(House) if not f.init or f.default is not MISSING or f.default_factory is not MISSING}
    kept |= {f.name for f in fields(House)} - given
    assert {name for name in kept - given if f"`{name}`" not in SAID} == set()


def test_every_module_that_knows_sqlite_is_named() -> None:
    knowing = {
        str(path.relative_to(ROOT))
        for folder in ("bbs", "screens", "store")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and OWN.search(path.read_text("utf-8"))
    }
    named = set(re.findall(r"`([\w/]+\.py)`", SAID))
    assert {path for path in knowing - TOLD_OF if path not in named and path.rpartition("/")[2] not in named} == set()


def test_every_module_that_is_named_is_there() -> None:
    for path in re.findall(r"`((?:bbs|store)/[\w/]+\.py)`", SAID):
        assert (ROOT / path).exists(), path
