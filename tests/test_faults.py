"""What is said to happen when something goes wrong has a test, and the test is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "docs" / "faults.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE)))
ROWS = [line for line in TABLE.splitlines() if line.startswith("| ") and not line.startswith(("| what", "|---"))]


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_test_that_is_named_is_there(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name]
    assert len(found) == 1, f"docs/faults.md names {path}::{name}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:40])
def test_every_row_says_what_happens_and_which_test_shows_it(row: str) -> None:
    _, what, happens, shown, _ = row.split("|")
    assert what.strip()
    assert happens.strip()
    assert "`tests/" in shown


def test_there_are_as_many_as_faults_that_are_to_be_survived() -> None:
    assert len(ROWS) >= 32
