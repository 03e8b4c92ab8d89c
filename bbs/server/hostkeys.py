"""The keys by which callers recognise this place, and how one takes over from another.

Only one key of a kind can sign, and whoever knows another one is warned by their `ssh`. So a new key is announced
(hostkeys-00@openssh.com) for OVERLAP_DAYS while the old one goes on signing: OpenSSH asks for proof and learns it
(UpdateHostKeys, on by default). On the day in its file's name it takes over, and the old one is gone.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import asyncssh

from bbs.community import passphrases
from bbs.errors import Refusal
from bbs.language import N_
from store.ballast import FULL, Ballast
from store.home import Home, sync_folder, write_private

NAME = "ssh_host_ed25519_key"
OVERLAP_DAYS = 90
_COMING = re.compile(re.escape(NAME) + r"\.from-(\d{4}-\d{2}-\d{2})")

NO_ROOM = N_(
    "There is no room on the disk for the key in {path} by which callers know this place. Without one nobody can call, "
    "not for crisis help either. It needs 8 KiB: make some room, and start again."
)
LOST = N_(
    "The host key {path} cannot be read. Put it back from what you keep elsewhere. Without one, remove the file: the "
    "next start makes another key, and every caller is warned of a stranger."
)
LOST_NEXT = N_(
    "The coming host key {path} cannot be read. Remove the file, then announce another one: warmline host-key --rotate."
)


@dataclass(frozen=True)
class HostKeys:
    """The keys that sign, and the one that is announced and takes over on a day to come (UTC), if there is one."""

    signing: tuple[asyncssh.SSHKey, ...]
    coming: asyncssh.SSHKey | None = None
    day: date = date.max

    @property
    def offered(self) -> list[asyncssh.SSHKey]:
        """Every key, those that sign first: of each kind asyncssh signs with the first and announces them all."""
        return [*self.signing, *((self.coming,) if self.coming else ())]

    @property
    def takes_over(self) -> int:
        """When the coming key takes over, in UTC seconds."""
        return int(datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC).timestamp())


def load(folder: Path, *, now: int) -> HostKeys:
    """Return the host keys in a folder as loaded objects; the first start makes an Ed25519 one (0600).

    A key whose day has come takes over here. Raises Refusal for one that cannot be read.
    Loaded once and not at every connection (98 ms for an RSA key by path).
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    coming = _coming(folder)
    if coming is not None and (_today(now) >= coming[1] or not _signing(folder)):
        _take_over(folder, coming[0])
        coming = None
    if not _signing(folder):
        key = asyncssh.generate_private_key("ssh-ed25519")
        (folder / f"{NAME}.pub").write_bytes(key.export_public_key())
        write_private(folder / NAME, key.export_private_key())  # last: what is cut short before it is made anew
    keys = tuple(_read(path) for path in _signing(folder))
    return HostKeys(keys, _read(coming[0]), coming[1]) if coming else HostKeys(keys)


def make_sure(home: Home, ballast: Ballast, *, now: int) -> None:
    """Have a key, on a full disk with the room that is held back. Raises Refusal where there is none at all.

    One that is kept in memory for this run would open crisis help now; and whoever called meanwhile would hear from
    their own `ssh`, perhaps on a worse night, that somebody may be listening.
    """
    try:
        load(home.host_keys, now=now)
    except OSError as error:
        if error.errno not in FULL:
            raise
        if not ballast.release():
            raise Refusal(NO_ROOM, path=home.host_keys) from error
        load(home.host_keys, now=now)


def check(folder: Path) -> None:
    """Raise Refusal for a key in a folder that cannot be read. Nothing is made or changed."""
    coming = _coming(folder) if folder.is_dir() else None
    for path in (*_signing(folder), *((coming[0],) if coming else ())):
        _read(path)


def are_in(folder: Path) -> bool:
    """Say whether there is a key that signs, or is to."""
    return bool(_signing(folder)) or day_of_change(folder) is not None


def _read(path: Path) -> asyncssh.SSHKey:
    try:
        return asyncssh.read_private_key(path)
    except (OSError, ValueError) as error:
        raise Refusal(LOST_NEXT if _COMING.fullmatch(path.name) else LOST, path=path) from error


def rotate(folder: Path, *, now: int) -> HostKeys:
    """Make the key that takes over after OVERLAP_DAYS. Raises Refusal while another one waits for its day."""
    keys = load(folder, now=now)
    if keys.coming is not None:
        raise Refusal(N_("A new key is announced already; it takes over on {day}. Nothing was changed."), day=keys.day)
    day = _today(now) + timedelta(days=OVERLAP_DAYS + 1)  # whole days, whatever the hour
    write_private(
        folder / f"{NAME}.from-{day.isoformat()}", asyncssh.generate_private_key("ssh-ed25519").export_private_key()
    )
    return load(folder, now=now)


def day_of_change(folder: Path) -> date | None:
    """Return the day on which another key takes over, None when none waits. Nothing is changed by asking."""
    coming = _coming(folder) if folder.is_dir() else None
    return coming[1] if coming else None


def in_words(key: asyncssh.SSHKey) -> str:
    """Return the fingerprint of a key as five words (55 bits of its SHA-256), to be compared by ear."""
    words = passphrases.words()
    number = int.from_bytes(sha256(key.public_data).digest())
    return " ".join(words[number >> shift & 2047] for shift in range(256 - 11, 256 - 66, -11))


def _today(now: int) -> date:
    return datetime.fromtimestamp(now, UTC).date()


def _signing(folder: Path) -> list[Path]:
    return sorted(folder.glob("ssh_host_*_key"))


def _coming(folder: Path) -> tuple[Path, date] | None:
    """Return the key that waits, with its day."""
    found = [(path, met) for path in sorted(folder.iterdir()) if (met := _COMING.fullmatch(path.name))]
    return (found[0][0], date.fromisoformat(found[0][1][1])) if found else None


def _take_over(folder: Path, coming: Path) -> None:
    """Put the new key in the place of the old one, in one step: killed at any moment, there is a key that signs."""
    public = _read(coming).export_public_key()
    (folder / f"{NAME}.pub").write_bytes(public)
    os.replace(coming, folder / NAME)
    sync_folder(folder)
