"""The doctor: what is wrong in a home is told in one line that says what to do, and nothing is changed."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from bbs import server_key
from bbs.clock import SystemClock
from bbs.community import crisis, line_checks
from bbs.community.members import Role
from bbs.machine import Machine
from bbs.server import hostkeys
from store import backups, migrations
from store.home import Home, write_private
from tests import houses
from tests.commands import Done, snapshot, warmline

SETTINGS = '[community]\ncountries = ["IE"]\n'


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which nothing is wrong."""
    folder = tmp_path_factory.mktemp("whole") / "home"
    house = houses.build(folder, settings=SETTINGS)
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    houses.member(house, "ash", role=Role.OPERATOR)
    houses.member(house, "wren", role=Role.MODERATOR)
    left = crisis.load().unconfirmed(["IE"], {})
    assert left
    houses.write(house, line_checks.confirm, left, olive, now=house.clock.now())
    houses.close(house)
    hostkeys.load(folder / "hostkeys", now=1)
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    home = Home(folder)
    home.mark(**{server_key.KEPT: True})
    backups.make(home, SystemClock().now())
    return folder


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Home:
    """A copy of it, to spoil."""
    shutil.copytree(whole, tmp_path / "home")
    return Home(tmp_path / "home")


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with which nothing is wrong, whatever this one is: tests/bbs/test_machine.py has the others."""
    monkeypatch.setattr(Machine, "here", lambda path, server=None: Machine())


def looked_at(home: Home) -> Done:
    return warmline("doctor", "--home", home.path)


def test_where_nothing_is_wrong_it_says_so_and_changes_nothing(home: Home) -> None:
    before = snapshot(home.path)
    assert looked_at(home) == Done(0, "All is well.\n", "")
    assert snapshot(home.path) == before


def damaged(home: Home) -> None:
    home.database.write_bytes(b"\xff" * 9000)


def without_database(home: Home) -> None:
    home.database.unlink()


def newer(home: Home) -> None:
    with closing(sqlite3.connect(home.database)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.newest() + 1}")


def without_host_key(home: Home) -> None:
    shutil.rmtree(home.host_keys)


def with_a_damaged_host_key(home: Home) -> None:
    (home.host_keys / hostkeys.NAME).write_bytes(b"nothing that opens")


def without_key(home: Home) -> None:
    home.server_key.unlink()


def with_another_key(home: Home) -> None:
    home.server_key.write_bytes(b"x" * 32)


def with_a_key_on_no_paper(home: Home) -> None:
    home.mark(**{server_key.KEPT: False})


def with_a_changed_key_on_no_paper(home: Home) -> None:
    changed(home)
    for aside in home.path.glob("server.key.before-*"):
        aside.unlink()


def cut_off_early(home: Home) -> None:
    write_private(home.next_server_key, bytes(32))


def cut_off_late(home: Home) -> None:
    old = home.server_key.read_bytes()
    changed(home)
    home.server_key.rename(home.next_server_key)
    write_private(home.server_key, old)


def cut_off_with_another_key(home: Home) -> None:
    cut_off_early(home)
    with_another_key(home)


def with_damaged_marking(home: Home) -> None:
    changed(home)
    home.mark(**{server_key.KEPT: True})
    with closing(sqlite3.connect(home.database)) as writing:
        writing.execute("UPDATE key_mark SET marking = x'01'")
        writing.commit()


def changed(home: Home) -> None:
    assert warmline("server-key", "--rotate", "--home", home.path).returncode == 0


def without_copies(home: Home) -> None:
    for path in home.backups.iterdir():
        path.unlink()


def with_an_old_copy(home: Home) -> None:
    (made,) = home.backups.glob("daily-*")
    day = datetime.fromtimestamp(SystemClock().now(), UTC).date() - timedelta(days=4)
    made.rename(made.with_name(f"daily-{day}.db"))


def in_a_work_tree(home: Home) -> None:
    (home.path.parent / ".git").mkdir()


def with_lines_to_confirm(home: Home) -> None:
    with closing(sqlite3.connect(home.database)) as writing:
        writing.execute("DELETE FROM line_check")
        writing.commit()


def with_one_operator(home: Home) -> None:
    has_no(home, "ash")


def without_moderators(home: Home) -> None:
    has_no(home, "wren")


def has_no(home: Home, handle: str) -> None:
    with closing(sqlite3.connect(home.database)) as writing:
        writing.execute("UPDATE member SET role = 'member' WHERE handle = ?", (handle,))
        writing.commit()


def with_a_slip_in_the_settings(home: Home) -> None:
    home.config.write_text(SETTINGS + "[server]\nprot = 22\n")


def with_posts_from_the_future(home: Home) -> None:
    with closing(sqlite3.connect(home.database)) as writing:
        writing.execute("UPDATE post SET posted_at = ?", (SystemClock().now() + 86_400,))
        writing.commit()


def with_an_open_file(home: Home) -> None:
    home.server_key.chmod(0o640)


def with_an_open_copy(home: Home) -> None:
    next(home.backups.iterdir()).chmod(0o644)


def with_an_open_folder(home: Home) -> None:
    home.path.chmod(0o755)


def with_everything_open(home: Home) -> None:
    for path in home.path.rglob("*"):
        path.chmod(0o755)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (damaged, "is damaged. Put a copy back"),
        (without_database, "is missing or empty. Put a copy back"),
        (newer, "was made by a newer Warmline. Please install that version again."),
        (without_key, "server.key is missing, or is none. Put it back from its words on paper: warmline server-key"),
        (without_host_key, "the next start makes another, and every caller is warned of a stranger. Put back"),
        (with_a_damaged_host_key, "ssh_host_ed25519_key cannot be read. Put it back"),
        (with_another_key, "server.key is not the key of this database"),
        (
            with_a_key_on_no_paper,
            "The server key is not known to be kept elsewhere. Write it down: warmline server-key",
        ),
        (with_a_changed_key_on_no_paper, ", and the new one is not known to be kept elsewhere. Write it down: "),
        (cut_off_early, "server.key.next is left. Nothing was sealed under it. The next start removes it."),
        (cut_off_late, "server.key.next is left. That is the key of this database now."),
        (cut_off_with_another_key, "The database does not say which key is its own: keep both files"),
        (with_damaged_marking, "is damaged. Put a copy back"),
        (without_copies, "There is no daily backup."),
        (with_an_old_copy, "The last daily backup is from "),
        (in_a_work_tree, "lies in a git work tree"),
        (with_lines_to_confirm, "Crisis lines that nobody here confirmed: "),
        (with_one_operator, "There is one operator: "),
        (without_moderators, "There is no moderator, "),
        (with_a_slip_in_the_settings, "there is no setting server.prot. [server] takes host, port, "),
        (with_posts_from_the_future, "The clock of this machine is behind "),
        (with_an_open_file, "Take that away: chmod go= "),
        (with_an_open_copy, ".db"),
        (with_an_open_folder, "/home"),
        (with_everything_open, "Take that away: chmod -R go= /"),
    ],
)
def test_what_is_wrong_is_told_in_a_line_and_is_the_exit_status(
    home: Home, spoil: Callable[[Home], None], words: str
) -> None:
    spoil(home)
    done = looked_at(home)
    told = [line for line in done.stdout.splitlines() if words in line]
    assert len(told) == 1, done.stdout
    assert (done.returncode, done.stderr) == (1, "")
    assert "All is well." not in done.stdout
    # A key that waits beside a wrong one is two things; without the settings it is not known whose lines are to be
    # confirmed.
    is_two = spoil in (cut_off_with_another_key, with_a_slip_in_the_settings)
    assert len(done.stdout.splitlines()) == (2 if is_two else 1)


def test_too_little_room_is_told_with_how_much_is_wanted(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=3 * 1024 * 1024))
    done = looked_at(home)
    assert done.returncode == 1
    assert re.search(r"3 MiB are free, too little for the next backup \(\d\d MiB\)\.", done.stdout)


def test_a_new_host_key_under_way_is_told_and_is_no_fault(home: Home) -> None:
    hostkeys.rotate(home.host_keys, now=SystemClock().now())
    done = looked_at(home)
    assert done.returncode == 0
    assert "All is well.\nA new host key takes over on " in done.stdout


def test_an_old_key_that_is_kept_for_the_copies_is_told_and_is_no_fault(home: Home) -> None:
    home.mark(**{server_key.KEPT: False})
    changed(home)
    home.mark(**{server_key.KEPT: True})
    (aside,) = home.path.glob("server.key.before-rotation-*")
    done = looked_at(home)
    assert done.returncode == 0
    assert f"All is well.\nThe server key from before it was changed is kept in {aside} until " in done.stdout


def test_a_young_community_and_a_demo_are_spared_what_they_need_not(home: Home) -> None:
    without_copies(home)
    home.mark(**{server_key.KEPT: False})
    home.marker.write_text(home.marker.read_text().replace('"demo": false', '"demo": true'))
    with_lines_to_confirm(home)
    in_a_work_tree(home)
    assert looked_at(home).returncode == 0
    young = f'{{"started": {SystemClock().now()}, "{server_key.KEPT}": true}}'
    home.marker.write_text(young)
    done = looked_at(home)
    assert "backup" not in done.stdout
    assert "work tree" in done.stdout


def test_with_the_server_running_it_says_the_same(home: Home) -> None:
    with home.held(), closing(sqlite3.connect(home.database)) as other:
        other.execute("SELECT * FROM member").fetchall()
        assert looked_at(home).returncode == 0


def test_where_there_is_no_community_it_says_that(tmp_path: Path) -> None:
    done = looked_at(Home(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no community in" in done.stderr
    assert os.listdir(tmp_path) == []
