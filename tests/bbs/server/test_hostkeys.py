"""A new host key takes over from the old one, and who called meanwhile is not warned."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

import pytest

from bbs.errors import Refusal
from bbs.server import hostkeys
from bbs.server.ssh import WATCH_SECONDS
from store.ballast import Ballast
from store.home import Home, write_private
from tests.commands import warmline
from tests.harbour import Caller, Harbour
from tests.houses import STARTED

DAY = 24 * 3600


class KilledError(Exception):
    """Stands for the end of the process."""


OVER = STARTED + 92 * DAY


def test_the_first_start_makes_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    keys = hostkeys.load(tmp_path, now=STARTED)
    assert keys.coming is None
    assert (tmp_path / hostkeys.NAME).stat().st_mode & 0o777 == 0o600
    assert hostkeys.load(tmp_path, now=OVER).signing[0].public_data == keys.signing[0].public_data


class Disk:
    """A disk that takes a key only while nothing else holds its room."""

    def __init__(self, home: Home, code: int, patch: pytest.MonkeyPatch) -> None:
        self.home, self.code = home, code
        self.ballast = Ballast(home.ballast, 1)
        self._writes = write_private
        home.complete(now=STARTED)
        self.ballast.hold()
        patch.setattr("bbs.server.hostkeys.write_private", self._write)

    def _write(self, path: Path, data: bytes) -> None:
        if self.ballast.is_held or (self.home.path / "somebody-elses").exists():
            raise OSError(self.code, os.strerror(self.code))
        self._writes(path, data)


def test_on_a_full_disk_the_room_that_is_held_back_is_for_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(Home(tmp_path), errno.ENOSPC, monkeypatch)
    hostkeys.make_sure(disk.home, disk.ballast, now=STARTED)
    assert not disk.ballast.is_held
    key = hostkeys.load(disk.home.host_keys, now=STARTED).signing[0]
    assert (disk.home.host_keys / f"{hostkeys.NAME}.pub").read_bytes() == key.export_public_key()
    disk.ballast.hold()
    hostkeys.make_sure(disk.home, disk.ballast, now=STARTED)
    assert disk.ballast.is_held, "a key that is there needs no room"


def test_without_any_room_there_is_no_key_that_nobody_would_know_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(Home(tmp_path), errno.EDQUOT, monkeypatch)
    disk.ballast.release()
    (tmp_path / "somebody-elses").touch()
    with pytest.raises(Refusal, match=r"no room on the disk for the key in .*: make some room"):
        hostkeys.make_sure(disk.home, disk.ballast, now=STARTED)
    assert not hostkeys.are_in(disk.home.host_keys)
    (tmp_path / "somebody-elses").unlink()
    hostkeys.make_sure(disk.home, disk.ballast, now=STARTED)
    assert hostkeys.are_in(disk.home.host_keys)


def test_what_is_no_want_of_room_lets_nothing_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(Home(tmp_path), errno.EACCES, monkeypatch)
    with pytest.raises(PermissionError):
        hostkeys.make_sure(disk.home, disk.ballast, now=STARTED)
    assert disk.ballast.is_held


def test_a_new_key_waits_ninety_days_and_takes_over_alone(tmp_path: Path) -> None:
    old = hostkeys.load(tmp_path, now=STARTED).signing[0].public_data
    keys = hostkeys.rotate(tmp_path, now=STARTED)
    assert keys.coming is not None
    new = keys.coming.public_data
    (waiting,) = tmp_path.glob("*.from-*")
    assert waiting.name == f"{hostkeys.NAME}.from-2026-08-27"
    assert waiting.stat().st_mode & 0o777 == 0o600
    for now in (STARTED, STARTED + 90 * DAY):
        assert [key.public_data for key in hostkeys.load(tmp_path, now=now).offered] == [old, new]
    assert keys.takes_over - STARTED >= 90 * DAY
    after = hostkeys.load(tmp_path, now=keys.takes_over)
    assert [key.public_data for key in after.offered] == [new]
    assert sorted(path.name for path in tmp_path.iterdir()) == [hostkeys.NAME, f"{hostkeys.NAME}.pub"]
    assert (tmp_path / f"{hostkeys.NAME}.pub").read_bytes() == after.signing[0].export_public_key()
    assert hostkeys.load(tmp_path, now=STARTED).signing[0].public_data == new, "a clock that jumps back changes nothing"


def test_a_second_new_key_is_refused_while_the_first_waits(tmp_path: Path) -> None:
    hostkeys.rotate(tmp_path, now=STARTED)
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(Refusal) as refused:
        hostkeys.rotate(tmp_path, now=STARTED + DAY)
    assert "takes over on 2026-08-27" in refused.value.words()
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_where_the_old_key_was_lost_the_one_that_waits_takes_over_at_once(tmp_path: Path) -> None:
    keys = hostkeys.rotate(tmp_path, now=STARTED)
    (tmp_path / hostkeys.NAME).unlink()
    assert keys.coming is not None
    assert hostkeys.load(tmp_path, now=STARTED).signing[0].public_data == keys.coming.public_data


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_stopped_in_the_middle_there_is_a_key_that_signs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    keys = hostkeys.rotate(tmp_path, now=STARTED)

    def stops(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as broken:
        broken.setattr(os, step, stops)
        with pytest.raises(KilledError):
            hostkeys.load(tmp_path, now=OVER)
    assert keys.coming is not None
    assert hostkeys.load(tmp_path, now=OVER).signing[0].public_data == keys.coming.public_data


# With a real client


class Laptop:
    """Somebody's computer, which knows hosts by their keys and refuses those that changed."""

    def __init__(self, harbour: Harbour, known: Path) -> None:
        self.harbour = harbour
        self.known = known

    def knows(self) -> set[str]:
        """Return the keys it knows, as they are written."""
        return {line.split()[2] for line in self.known.read_text().splitlines()} if self.known.exists() else set()

    def calls(self) -> None:
        """Call, look around, and leave."""
        caller = Caller(["ssh", *self._options("accept-new", "yes"), "-tt", "guest@127.0.0.1"])
        caller.sees("choose: ")
        caller.ask("?", "choose: ")  # an answer after the one that proves the keys: they are kept by now
        caller.types("bye")
        caller.is_gone()

    def is_warned(self) -> bool:
        """Say whether ssh refuses to go on because the key is another one."""
        command = ["ssh", *self._options("yes", "no"), "-T", "-o", "BatchMode=yes", "help@127.0.0.1", "help", "GB"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        return done.returncode == 255 and "REMOTE HOST IDENTIFICATION HAS CHANGED" in done.stderr

    def _options(self, strict: str, learns: str) -> list[str]:
        return [
            "-F", "none", "-o", f"StrictHostKeyChecking={strict}", "-o", f"UserKnownHostsFile={self.known}",
            "-o", "GlobalKnownHostsFile=/dev/null", "-o", f"UpdateHostKeys={learns}", "-o", "IdentityAgent=none",
            "-o", "PubkeyAuthentication=no", "-p", str(self.harbour.port),
        ]  # fmt: skip


def public(*keys: object) -> set[str]:
    return {getattr(key, "export_public_key")().decode().split()[1] for key in keys}  # noqa: B009 - asyncssh stays in the server


def test_openssh_learns_the_new_key_keeps_both_and_then_forgets_the_old_one(harbour: Harbour, tmp_path: Path) -> None:
    folder = harbour.house.home.host_keys
    laptop, stranger = Laptop(harbour, tmp_path / "laptop"), Laptop(harbour, tmp_path / "stranger")
    (old,) = hostkeys.load(folder, now=harbour.clock.now()).signing
    laptop.calls()
    stranger.calls()
    assert laptop.knows() == public(old)

    coming = hostkeys.rotate(folder, now=harbour.clock.now()).coming
    assert coming is not None
    harbour.passes(DAY)
    is_announced(harbour, 2)
    assert told(harbour) == [hostkeys.in_words(old), hostkeys.in_words(coming)]
    laptop.calls()
    assert laptop.knows() == public(old, coming)
    assert not laptop.is_warned()
    assert not stranger.is_warned(), "the old key still signs"

    harbour.passes(91 * DAY)
    is_announced(harbour, 1)
    assert told(harbour) == [hostkeys.in_words(coming)]
    assert not laptop.is_warned()
    assert stranger.is_warned(), "who did not call for ninety days is"
    laptop.calls()
    assert laptop.knows() == public(coming)


def told(harbour: Harbour) -> list[str]:
    """Return by which words newcomers are told to know this place, now and later."""
    later = harbour.house.next_host_words
    return [harbour.house.host_words, *([later[0]] if later else [])]


def is_announced(harbour: Harbour, number: int) -> None:
    """Let the server take its daily look, and check how many keys it announces now."""

    async def look() -> int:
        await harbour.server._renew_host_keys()
        return len(harbour.server._acceptors[0]._options.all_server_host_keys)  # type: ignore[union-attr]

    assert harbour.run(look()) == number


def test_a_server_that_is_asked_to_read_again_announces_a_key_at_once(harbour: Harbour) -> None:
    folder = harbour.house.home.host_keys
    coming = hostkeys.rotate(folder, now=harbour.clock.now()).coming
    assert coming is not None
    harbour.passes(WATCH_SECONDS)
    assert harbour.house.next_host_words is None
    harbour.server.take_limits()
    harbour.passes(WATCH_SECONDS)
    harbour.comes_true(lambda: told(harbour)[1:] == [hostkeys.in_words(coming)])


def test_the_server_looks_once_a_day_and_outlives_a_key_it_cannot_read(
    harbour: Harbour, caplog: pytest.LogCaptureFixture
) -> None:
    folder = harbour.house.home.host_keys
    (folder / f"{hostkeys.NAME}.from-2099-01-01").write_text("no key")
    words = harbour.house.host_words
    harbour.run(harbour.server._renew_host_keys())
    (told,) = [record.message for record in caplog.records]
    assert told.startswith("the host keys stay as they were: The coming host key ")
    assert harbour.house.host_words == words
    caller = harbour.calls("guest")
    caller.sees("choose: ")
    caller.hangs_up()


# The operator's command


def test_the_command_shows_both_keys_in_words_and_announces_one(tmp_path: Path) -> None:
    home = tmp_path / "home"
    warmline("init", "--home", home)
    first = warmline("host-key", "--home", home).stdout
    assert first.count("in words: ") == 1
    assert first.count("SHA256:") == 1
    done = warmline("host-key", "--home", home, "--rotate")
    assert done.returncode == 0
    assert done.stdout.count("in words: ") == done.stdout.count("SHA256:") == 2
    assert first.splitlines()[0] in done.stdout
    assert warmline("host-key", "--home", home).stdout == done.stdout
    again = warmline("host-key", "--home", home, "--rotate")
    assert again.returncode == 1
    assert "announced already" in again.stderr


def test_the_command_makes_no_key_where_there_is_no_community(tmp_path: Path) -> None:
    done = warmline("host-key", "--home", tmp_path / "nowhere")
    assert done.returncode == 1
    assert "There is no community in" in done.stderr
    assert not (tmp_path / "nowhere").exists()
