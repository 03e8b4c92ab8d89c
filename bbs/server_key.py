"""The server key as words: the one thing an operator must keep elsewhere, because no backup holds it."""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from mnemonic import Mnemonic

from bbs.errors import NotUnderstood
from bbs.language import N_
from store import checking
from store.copying import read_only
from store.database import Store
from store.home import Home
from store.sealed import place_of
from store.tables import KeyMark
from store.trouble import StoreUnusable
from store.vault import SealBrokenError, Vault

WORDS = 24
KEPT = "server_key_kept"
"""The entry of a home's marker that says the operator proved to have the words elsewhere."""


def in_words(home: Home) -> list[str]:
    """Return the server key as 24 words of BIP-39; their last one checks the others."""
    return str(Mnemonic("english").to_mnemonic(home.server_key.read_bytes())).split()


def from_words(typed: str) -> bytes:
    """Return the key that 24 words are of; raises NotUnderstood, which says where they cannot be right."""
    words, book = re.findall(r"[a-z]+", typed.lower()), Mnemonic("english")  # numbers may stand between them
    for n, word in enumerate(words, 1):
        if word not in book.wordlist:
            raise NotUnderstood(N_("Word {n}, {word}, is in no server key. Please look at it again."), n=n, word=word)
    if len(words) != WORDS:
        raise NotUnderstood(N_("A server key has {n} words; those are {m}."), n=WORDS, m=len(words))
    if not book.check(" ".join(words)):
        raise NotUnderstood(
            N_("Those are not the {n} words of a server key, in their order. Please look at them again."), n=WORDS
        )
    return bytes(book.to_entropy(" ".join(words)))


def mark_in(path: Path) -> bytes | None:
    """Return the mark of the key a database is sealed under; None where nobody can say."""
    found = _asked(path, "SELECT mark FROM key_mark")
    return bytes(found[0]) if found else None


def mark_at(path: Path) -> bytes | None:
    """Return the mark of the key that a file holds; None where it holds none."""
    try:
        return Vault(path.read_bytes()).key_mark
    except (OSError, ValueError):
        return None


def _asked(path: Path, query: str) -> tuple[Any, ...] | None:
    try:
        with closing(read_only(path)) as present:
            found: tuple[Any, ...] | None = present.execute(query).fetchone()
    except sqlite3.Error:
        return None
    return found


def vault_of(home: Home, store: Store) -> Vault:
    """Open the vault of a home for its database. Whatever needs a vault gets it here. Raises StoreUnusable."""
    vault = Vault.at(home.server_key)
    try:
        return store.run(_with_marking, vault)
    except SealBrokenError as error:
        raise StoreUnusable(checking.DAMAGED, path=home.database) from error


def _with_marking(vault: Vault) -> Vault:
    """Let a vault make its marks as this database has them. One that does not fit is left as it is."""
    kept = KeyMark.get_or_none()
    if kept is None or kept.marking is None or bytes(kept.mark) != vault.key_mark:
        return vault
    return vault.marking_with(bytes.fromhex(vault.open(place_of(kept, "marking"), bytes(kept.marking))))


def mark() -> bytes:
    """Return the mark of the key that the open database is sealed under; b"" where nothing says so yet."""
    kept = KeyMark.get_or_none()
    return bytes(kept.mark) if kept else b""


def fits(vault: Vault) -> bool:
    """Say whether the words of this database are sealed under this key. Where nothing says so yet, it is noted."""
    kept = KeyMark.get_or_none()
    if kept is None:
        KeyMark.create(mark=vault.key_mark)
    return kept is None or bytes(kept.mark) == vault.key_mark


def take(vault: Vault, *, since: int | None = None) -> None:
    """Note that from now on words are sealed under this key, and with what its marks are made."""
    KeyMark.delete().execute()
    row, marking = KeyMark(mark=vault.key_mark, since=since), vault.carried_marking
    row.marking = vault.seal(place_of(row, "marking"), marking.hex()) if marking else None
    row.save()


def take_as_in(path: Path, vault: Vault) -> None:
    """Note the same; where this is the key of another database, with what that one has its marks made."""
    found = _asked(path, "SELECT mark, marking, since FROM key_mark")
    if found is None or bytes(found[0]) != vault.key_mark:
        take(vault)
        return
    KeyMark.delete().execute()
    KeyMark.create(mark=found[0], marking=found[1], since=found[2])


def has_its_marks(path: Path, vault: Vault) -> bool:
    """Say whether this key, which is that of a database, opens what the marks there are made with."""
    found = _asked(path, "SELECT marking FROM key_mark")
    if not found or found[0] is None:
        return True
    try:
        return bool(vault.open(place_of(KeyMark(), "marking"), found[0]))
    except SealBrokenError:
        return False


def changed_at(path: Path) -> int | None:
    """Return when the key of a database was last changed; None where it never was, or nobody can say."""
    found = _asked(path, "SELECT since FROM key_mark")
    return found[0] if found else None


def ask_back(home: Home, ask: Callable[[str], str]) -> bool:
    """Ask for two of the words; note in the home when both are right. An empty answer skips it."""
    words = in_words(home)
    for place in sorted(secrets.SystemRandom().sample(range(len(words)), 2)):
        question = f"Word {place + 1} (Enter skips): "
        while (typed := ask(question).strip().lower()) != words[place]:
            if not typed:
                return False
            question = f"That is not it. Word {place + 1} as you wrote it down (Enter skips): "
    home.mark(**{KEPT: True})
    return True


def is_kept(home: Home) -> bool:
    """Say whether the operator proved to have the words elsewhere."""
    try:
        return bool(json.loads(home.marker.read_text("utf-8")).get(KEPT))
    except (OSError, ValueError):
        return False
