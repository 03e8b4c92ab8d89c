"""`warmline log verify`, as an operator types it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bbs.community import log
from bbs.house import House
from tests import houses
from tests.commands import warmline


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A community in which something was done, and which is not served now."""
    house = houses.build(tmp_path / "home")
    acted(house)
    houses.close(house)
    return tmp_path / "home"


def acted(house: House) -> None:
    wren, sam = houses.member(house, "wren"), houses.member(house, "sam")
    for turn in range(3):
        houses.write(house, log.record, house.vault, "post-hidden", by=wren.id, about=sam.id, now=turn, words="Why.")


def test_a_whole_log_is_said_to_be_whole_and_its_last_link_is_found_again(home: Path) -> None:
    done = warmline("log", "verify", "--home", home)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 entries" in done.stdout
    assert "Nothing was changed or taken out." in done.stdout
    link = re.findall(r"--noted ([0-9a-f]{16})", done.stdout)[0]
    assert warmline("log", "verify", "--home", home, "--noted", link).returncode == 0
    gone = warmline("log", "verify", "--home", home, "--noted", "00" * 8)
    assert (gone.returncode, "taken out since then" in gone.stdout) == (1, True)


def test_what_was_taken_out_is_said_and_is_an_exit_status(home: Path) -> None:
    with closing(sqlite3.connect(home / "warmline.db")) as behind, behind:
        behind.execute("DROP TRIGGER staff_act_stays")
        behind.execute("DELETE FROM staff_act WHERE id = 2")
    done = warmline("log", "verify", "--home", home)
    assert done.returncode == 1
    assert "Entry 3 does not fit" in done.stdout
    assert "Nothing was changed" not in done.stdout


def test_what_is_no_link_is_told(home: Path) -> None:
    done = warmline("log", "verify", "--home", home, "--noted", "zebra")
    assert (done.returncode, done.stdout) == (2, "")
    assert "letters from a to f" in done.stderr


def test_where_no_community_is_that_is_said(tmp_path: Path) -> None:
    for command in (("log", "verify"), ("member", "role", "sam", "moderator")):
        done = warmline(*command, "--home", tmp_path / "nowhere")
        assert done.returncode
        assert "There is no community in" in done.stderr
    assert not (tmp_path / "nowhere").exists()
