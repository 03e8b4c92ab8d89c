"""Who lacks a client is not told that something is broken; what checks every change lacks none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.clients import ALL_ARE_HERE, needs

CHECKS = (Path(__file__).parents[1] / ".ci" / "run").read_text("utf-8")


@pytest.fixture(autouse=True)
def nothing_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without any client, where somebody runs the tests."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(ALL_ARE_HERE, raising=False)


@pytest.mark.parametrize("client", ["plink", "dbclient"])
def test_a_test_with_a_client_that_is_missing_is_skipped(client: str) -> None:
    with pytest.raises(pytest.skip.Exception, match=f"{client} is not installed"):
        needs([client, "-batch"])


def test_where_changes_are_checked_nothing_is_skipped_for_want_of_a_client(monkeypatch: pytest.MonkeyPatch) -> None:
    installs, _, then = CHECKS.partition(f"export {ALL_ARE_HERE}=")
    packages = dict(re.findall(r"\[([\w-]+)\]=([\w-]+)", installs))
    assert (packages["plink"], packages["dbclient"]) == ("putty-tools", "dropbear-bin")
    assert "make $1" in then
    monkeypatch.setenv(ALL_ARE_HERE, "1")
    needs(["plink"])
