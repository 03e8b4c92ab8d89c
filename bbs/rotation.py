"""A new server key in the place of the old one, safe whenever it is cut off.

The new key waits in `server.key.next` while everything is sealed anew in one transaction; the mark in the database says
under which of the two it is sealed. Whoever finds a key waiting puts it in its place by that mark, or drops it
(`settle`): both may be done twice, and at any moment one of the two files holds the key of the database.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bbs import server_key
from bbs.errors import Refusal
from bbs.language import N_
from store.copying import backup
from store.database import Store
from store.encrypting import ENDING
from store.home import Home, sync_folder, write_private
from store.resealing import Resealed, reseal
from store.vault import KEY_BYTES, Vault

ENDED: Final = "The change of the server key that was cut off is done now."


@dataclass(frozen=True)
class Rotated:
    """What a change of the key did, and the copy that was made before it."""

    resealed: Resealed
    copy: Path


def rotate(home: Home, store: Store, *, now: int, encrypt_to: str = "") -> Rotated:
    """Take a new server key into use. Call it while the home is held. Raises Refusal, NotSaved.

    The copy from before is encrypted to a key of age's, if there is one (`encrypt_to`). Marks are made as before: what
    they mark is stored nowhere.
    """
    old = server_key.vault_of(home, store)
    if not store.run(server_key.fits, old):
        raise Refusal(
            N_(
                "server.key is not the key of this database. Put the right one back first: warmline server-key "
                "--words --home {path}. Nothing was changed."
            ),
            path=home.path,
        )
    key = os.urandom(KEY_BYTES)
    copy = home.backups / f"before-rotation-{secrets.token_hex(4)}.db{ENDING if encrypt_to else ''}"
    write_private(home.next_server_key, key)
    try:
        backup(home.database, copy, encrypt_to)
        resealed = store.run(_seal_anew, old, Vault(key).marking_as(old), now)
    except Exception:
        settle(home)
        raise
    settle(home)
    return Rotated(resealed, copy)


def _seal_anew(old: Vault, new: Vault, now: int) -> Resealed:
    resealed = reseal(old, new)
    server_key.take(new, since=now)
    return resealed


def settle(home: Home) -> bool:
    """End a change of the key that was cut off, and say whether a new key took its place now.

    Call it while the home is held. Where the database cannot say which key is its own, both are left.
    """
    if not home.next_server_key.exists():
        return False
    mark = server_key.mark_in(home.database)
    if mark is not None and mark == server_key.mark_at(home.next_server_key):
        _take_over(home)
        return True
    if mark is not None and mark == server_key.mark_at(home.server_key):
        home.next_server_key.unlink()
        sync_folder(home.path)
    return False


def settled(home: Home) -> None:
    """Do the same for a command that does not hold the home. Raises Refusal while another one does."""
    if home.next_server_key.exists():
        with home.held():
            settle(home)


def kept_at(home: Home) -> Path | None:
    """Return where the present key is kept once another one took its place, if it has to be; None where it is none."""
    mark = server_key.mark_at(home.server_key)
    return home.server_key_before("rotation", mark.hex()[:8]) if mark else None


def _take_over(home: Home) -> None:
    """Put the key that waits in its place. One that was on no paper is kept: copies from before need it."""
    aside = kept_at(home)
    if aside is not None and not aside.exists() and not server_key.is_kept(home):
        write_private(aside, home.server_key.read_bytes())
    if server_key.is_kept(home):
        home.mark(**{server_key.KEPT: False})  # first: cut off here, the old key is kept though it is on paper
    home.next_server_key.rename(home.server_key)
    sync_folder(home.path)
