"""Every promise has a test, and the test is there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bbs.community import appeals, sanctions
from bbs.community.promises import LONGEST_COPY_DAYS, PROMISES, Promise
from bbs.house import House
from store.backups import LONGEST_DAYS
from tests import houses

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: str(promise.words)[:40])
def test_the_test_behind_a_promise_is_there_and_checks_something(promise: Promise) -> None:
    path, _, name = promise.test.partition("::")
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    found = next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name)
    assert not any("skip" in ast.dump(decorator) for decorator in found.decorator_list)
    calls = [node for node in ast.walk(found) if isinstance(node, ast.Assert | ast.Call)]
    assert calls


def test_the_page_says_each_with_its_test_and_what_can_be_seen_all_the_same(house: House) -> None:
    said = houses.verb(house, "read about/promises")[1]
    for promise in PROMISES:
        assert f"{promise.words.removesuffix('.')}" in said
        assert promise.test in said
    assert f"for {LONGEST_DAYS} days at most" in said
    assert LONGEST_COPY_DAYS == LONGEST_DAYS
    assert "What this server can see all the same:" in said
    assert "It can see what passes through it" in said


def test_what_is_kept_is_said_to_anybody(house: House) -> None:
    said = houses.verb(house, "read about/privacy")[1]
    assert (appeals.KEPT_DAYS, sanctions.STRIKE_DAYS) == (67, 180), "as it is said"
    for words in (
        "kept for sixty-seven days",
        "after a hundred and eighty days",
        "No e-mail, no real name",
        "at\nmost six weeks",
        "my-data, under settings",
    ):
        assert " ".join(words.split()) in " ".join(said.split())
