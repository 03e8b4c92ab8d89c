"""Root works in a home of the user that serves it: nothing in it becomes root's, or the server could not read it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store import belonging
from store.home import Home
from tests import houses
from tests.commands import warmline

SOMEBODY = 65_534
"""Nobody's number on most systems; it needs no name."""

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home that is somebody's other than root's."""
    house = houses.build(tmp_path / "home")
    houses.close(house)
    give_away(tmp_path / "home")
    return Home(tmp_path / "home")


def give_away(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, SOMEBODY, SOMEBODY)


def owners(home: Home) -> set[int]:
    return {path.lstat().st_uid for path in (home.path, *home.path.rglob("*"))}


def test_what_a_command_of_roots_makes_is_given_to_whom_the_home_belongs(home: Home, tmp_path: Path) -> None:
    assert warmline("close", "--home", home.path, "--on", "2099-03-01").returncode == 0
    assert owners(home) == {SOMEBODY}, "the marker was written anew, and the server has to read it"
    copy = tmp_path / "copy.db"
    assert warmline("backup", "--home", home.path, copy).returncode == 0
    assert warmline("restore", "--home", home.path, copy, typed="yes\n").returncode == 0
    assert owners(home) == {SOMEBODY}
    assert copy.stat().st_uid == 0, "what is outside of the home stays root's"


def test_a_home_that_is_begun_in_an_empty_folder_of_somebodys_is_theirs(tmp_path: Path) -> None:
    for name, words in (("begun", ("init",)), ("come", ("import",))):
        folder = tmp_path / name
        folder.mkdir()
        os.chown(folder, SOMEBODY, SOMEBODY)
        source = tmp_path / "list.mbox"
        source.write_text("From a Thu Jan  1 00:00:00 2026\nFrom: sam <s@example.org>\nSubject: Hello\n\nWords.\n")
        done = warmline(*words, *([source] if name == "come" else []), "--home", folder, typed="yes\n" * 9)
        assert (folder / "warmline.home").exists(), done.stderr
        assert owners(Home(folder)) == {SOMEBODY}


def test_a_command_that_fails_leaves_nothing_of_roots_either(home: Home) -> None:
    (home.path / "warmline.db").write_bytes(b"junk")
    os.chown(home.config, 0, 0)
    assert warmline("backup", "--home", home.path, home.path / "copy.db").returncode == 1
    assert owners(home) == {SOMEBODY}


def test_what_is_not_of_the_home_is_not_given_away(home: Home, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("root's")
    (home.path / "link").symlink_to(secret)
    os.link(secret, home.path / "second-name")
    with belonging.given_back(home.path):
        pass
    assert secret.stat().st_uid == 0


def test_root_does_not_serve_somebodys_home(home: Home) -> None:
    done = warmline("serve", "--home", home.path, "--port", "0")
    assert done.returncode == 1
    assert "systemctl start warmline" in done.stderr
    assert f" -- warmline serve --home {home.path}" in done.stderr
    assert owners(home) == {SOMEBODY}


def test_the_doctor_tells_of_files_that_root_left_behind_and_changes_nothing(home: Home) -> None:
    assert "Root owns" not in warmline("doctor", "--home", home.path).stdout
    os.chown(home.marker, 0, 0)
    done = warmline("doctor", "--home", home.path)
    assert f"Root owns {home.marker}, " in done.stdout
    assert f"chown -R {belonging.name_of(SOMEBODY)}: {home.path}" in done.stdout
    assert home.marker.stat().st_uid == 0
