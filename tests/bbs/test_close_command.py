"""Closing for good: announced, undone, closed, destroyed; with a day between each that nobody can hurry."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bbs import close_command
from bbs.clock import SystemClock
from bbs.community import closing
from bbs.community.closing import GRACE_DAYS, NOTICE_DAYS
from bbs.errors import Refusal
from store import backups
from store.home import Home
from tests import houses
from tests.commands import Done, snapshot, warmline

DAY = 24 * 3600
NOW = SystemClock().now()


def closes(home: Home, *options: object, typed: str = "") -> Done:
    return warmline("close", "--home", home.path, *options, typed=typed)


def in_days(days: int) -> str:
    return (datetime.fromtimestamp(NOW, UTC).date() + timedelta(days=days)).isoformat()


def closed(home: Home, *, days_ago: int) -> None:
    home.mark(**{closing.ON: NOW - days_ago * DAY})


def test_a_closing_is_announced_told_and_undone(home: Home) -> None:
    assert "This place goes on." in closes(home).stdout
    day, until = in_days(60), in_days(60 + GRACE_DAYS)
    done = closes(home, "--on", day)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"This place closes on {day}." in done.stdout
    assert f"From {until} on, 30 days after that day, this destroys everything: " in done.stdout
    assert f"warmline close --home {home.path} --wipe" in done.stdout
    assert closes(home).stdout == done.stdout
    later = in_days(90)
    assert f"closes on {later}" in closes(home, "--on", later).stdout
    assert closes(home, "--undo").returncode == 0
    assert closing.of(home) is None
    assert "This place goes on." in closes(home).stdout
    assert closes(home, "--undo").stderr == "There is nothing to undo.\n"


@pytest.mark.parametrize(
    ("day", "status", "words"),
    [
        (in_days(NOTICE_DAYS - 1), 1, f"Members need {NOTICE_DAYS} days at least"),
        (in_days(-1), 1, "Say a later day"),
        ("in spring", 2, "A day is written as 2027-03-01, not in spring."),
    ],
)
def test_a_day_that_is_too_near_or_none_changes_nothing(home: Home, day: str, status: int, words: str) -> None:
    before = snapshot(home.path)
    done = closes(home, "--on", day)
    assert done.returncode == status
    assert words in done.stderr
    assert snapshot(home.path) == before


def test_once_closed_the_day_stays_and_it_can_still_be_undone(home: Home) -> None:
    closed(home, days_ago=3)
    assert "This place closed on " in closes(home).stdout
    assert "It has closed already." in closes(home, "--on", in_days(60)).stderr
    assert closes(home, "--undo").returncode == 0


@pytest.mark.parametrize("typed", ["", "yes\n", "no\n", "yes\nDestroy\n"])
def test_nothing_is_destroyed_but_by_who_says_so_twice(home: Home, typed: str) -> None:
    closed(home, days_ago=GRACE_DAYS + 1)
    before = snapshot(home.path)
    done = closes(home, "--wipe", typed=typed)
    assert (done.returncode, done.stderr) == (1, "Nothing was changed.\n")
    assert snapshot(home.path) == before


def test_nothing_is_destroyed_before_its_time_or_while_a_server_runs(home: Home) -> None:
    before = snapshot(home.path)
    assert "No closing was announced here" in closes(home, "--wipe", typed="yes\ndestroy everything\n").stderr
    assert snapshot(home.path) == before
    closed(home, days_ago=GRACE_DAYS - 1)
    assert "Members can take along what is theirs until " in closes(home, "--wipe").stderr
    closed(home, days_ago=GRACE_DAYS + 1)
    with home.held():
        assert "Stop that one first." in closes(home, "--wipe", typed="yes\ndestroy everything\n").stderr
    assert home.server_key.exists()


def test_what_it_kept_is_destroyed_and_crisis_help_is_left(home: Home) -> None:
    backups.make(home, NOW)
    closed(home, days_ago=GRACE_DAYS + 1)
    done = closes(home, "--wipe", typed="yes\ndestroy everything\n")
    assert (done.returncode, done.stderr) == (0, "")
    left = {str(path.relative_to(home.path)) for path in home.path.rglob("*") if path.is_file()}
    assert left <= {"warmline.home", "warmline.toml", "own_lines.json"} | {name for name in left if "hostkeys" in name}
    assert closing.is_gone(home)
    for command in (["init"], ["close"], ["close", "--undo"], ["close", "--wipe"]):
        assert warmline(*command, "--home", home.path).returncode == 1, "nothing begins here again by a slip"
    assert warmline("doctor", "--home", home.path).stdout.startswith("This place has closed for good")
    house = houses.build(home.path, store=False)
    said = houses.visit(house, ["bye"])
    assert "This place has closed for good. Crisis help works" in said
    assert "\nChoose: " in said
    assert houses.verb(house, "help GB")[0] == 0
    assert houses.verb(house, "read boards") == (
        1,
        "",
        "This place has closed for good. Crisis help works: type help.\n",
    )
    houses.close(house)


def test_the_server_key_goes_first_and_one_that_was_cut_off_goes_on(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(home, days_ago=GRACE_DAYS + 1)
    overwrite = close_command._overwrite
    gone: list[Path] = []

    def cut_off(path: Path) -> None:
        if gone:
            raise Refusal("the power fails")
        gone.append(path)
        overwrite(path)

    monkeypatch.setattr(close_command, "_overwrite", cut_off)
    closes(home, "--wipe", typed="yes\ndestroy everything\n")
    assert gone == [home.server_key]
    assert home.database.exists()
    monkeypatch.setattr(close_command, "_overwrite", overwrite)
    assert closes(home, "--wipe", typed="yes\ndestroy everything\n").returncode == 0
    assert not home.database.exists()


def test_the_doctor_tells_of_it_as_no_fault(home: Home) -> None:
    closes(home, "--on", in_days(60))
    assert re.search(
        r"^This place closes for good: warmline close ", warmline("doctor", "--home", home.path).stdout, re.M
    )
