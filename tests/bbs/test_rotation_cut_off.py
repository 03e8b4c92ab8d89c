"""A change of the server key that was cut off: everything opens afterwards, and whatever needs the key ends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bbs import rotation, server_key
from bbs.errors import NotSaved
from store.home import Home
from store.vault import Vault
from tests.bbs.rotating import Kept, begin
from tests.commands import Done, snapshot, warmline
from tests.killing import kill_while_rotating
from tests.serving import Serving


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The community, to copy."""
    return begin(tmp_path_factory.mktemp("begun"))


@pytest.fixture
def kept(begun: Kept, tmp_path: Path) -> Kept:
    """A copy of it."""
    shutil.copytree(begun.home.path, tmp_path / "home")
    return replace(begun, home=Home(tmp_path / "home"))


def test_killed_at_any_step_everything_opens_afterwards(kept: Kept, tmp_path: Path) -> None:
    seen: list[str] = []
    for step in range(1, 100):
        home = Home(tmp_path / f"killed{step}")
        shutil.copytree(kept.home.path, home.path)
        killed = kill_while_rotating(home.path, after=step)
        is_old = server_key.mark_in(home.database) == Vault(kept.key).key_mark
        seen.append("old" if is_old else "new")
        with home.held():
            rotation.settle(home)
        assert (home.server_key.read_bytes() == kept.key) == is_old
        kept.works(home)
        if not killed:
            break
    else:
        raise AssertionError("the change never came to an end")
    assert seen == sorted(seen, reverse=True)
    assert min(seen.count("old"), seen.count("new")) > 4, seen


def test_a_disk_that_does_not_take_it_leaves_everything_as_it_was(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **how: object) -> None:
        raise NotSaved

    with monkeypatch.context() as dying:
        dying.setattr(server_key, "take", full)
        assert kept.rotate().returncode == 1
    assert kept.home.server_key.read_bytes() == kept.key
    kept.works()


@pytest.fixture
def cut_off(kept: Kept) -> Kept:
    """The change is in the database, and its key still waits."""
    kept.rotate()
    for aside in kept.home.path.glob("server.key.before-*"):
        aside.unlink()
    kept.home.server_key.rename(kept.home.next_server_key)
    kept.home.server_key.write_bytes(kept.key)
    kept.home.server_key.chmod(0o600)
    return kept


@pytest.mark.parametrize(
    "begin",
    [
        lambda home: warmline("member", "role", "sam", "moderator", "--home", home),
        lambda home: warmline("server-key", "--home", home),
        lambda home: warmline("server-key", "--words", "--home", home),
    ],
)
def test_any_command_that_needs_the_key_ends_a_change_that_was_cut_off(
    cut_off: Kept, begin: Callable[[Path], Done]
) -> None:
    begin(cut_off.home.path)
    assert cut_off.home.server_key.read_bytes() != cut_off.key
    cut_off.works()


def test_a_start_ends_it(cut_off: Kept) -> None:
    with Serving.home(cut_off.home.path) as server:
        assert rotation.ENDED in server.said
        assert "is not the key of this database" not in server.said
        assert server.stops() == 0
    assert cut_off.home.server_key.read_bytes() != cut_off.key
    cut_off.works()


def test_changing_the_key_again_ends_it_and_makes_no_third_key(cut_off: Kept) -> None:
    waits = cut_off.home.next_server_key.read_bytes()
    done = cut_off.rotate()
    assert done.returncode == 0
    assert done.stdout.startswith(f"{rotation.ENDED}\n")
    assert cut_off.home.server_key.read_bytes() == waits
    cut_off.works()


def test_where_the_database_does_not_say_which_key_is_its_own_both_stay(cut_off: Kept) -> None:
    whole = cut_off.home.database.read_bytes()
    cut_off.home.database.write_bytes(b"\xff" * 9000)
    before = snapshot(cut_off.home.path)
    with cut_off.home.held():
        assert not rotation.settle(cut_off.home)
    assert snapshot(cut_off.home.path) == before
    cut_off.home.database.write_bytes(whole)
    with cut_off.home.held():
        assert rotation.settle(cut_off.home)
    cut_off.works()


def test_a_copy_can_be_put_back_while_the_key_of_a_lost_database_waits(cut_off: Kept) -> None:
    (copy,) = cut_off.home.backups.glob("before-rotation-*.db")
    cut_off.home.database.unlink()
    assert warmline("restore", "--home", cut_off.home.path, copy, typed="yes\n").returncode == 0
    with cut_off.home.held():
        rotation.settle(cut_off.home)
    cut_off.works()
