"""The server key as words: the one thing an operator must keep elsewhere, because no backup holds it."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from mnemonic import Mnemonic

from bbs.errors import NotUnderstood
from bbs.language import N_
from store.copying import address
from store.home import Home
from store.tables import KeyMark
from store.vault import Vault

WORDS = 24
KEPT = "server_key_kept"
"""The entry of a home's marker that says the operator proved to have the words elsewhere."""


def in_words(home: Home) -> list[str]:
    """Return the server key as 24 words of BIP-39; their last one checks the others."""
    return str(Mnemonic("english").to_mnemonic(home.server_key.read_bytes())).split()


def from_words(typed: str) -> bytes:
    """Return the key that 24 words are of; raises NotUnderstood when the last of them does not check the others."""
    words, book = " ".join(typed.lower().split()), Mnemonic("english")
    if not book.check(words) or len(words.split()) != WORDS:
        raise NotUnderstood(N_("Those are not the {n} words of a server key. Please look at them again."), n=WORDS)
    return bytes(book.to_entropy(words))


def mark_of(vault: Vault) -> bytes:
    """Return what tells this key from another one, and nothing else about it."""
    return vault.mark("server key", "")


def mark_in(path: Path) -> bytes | None:
    """Return the mark of the key a database is sealed under; None where nobody can say."""
    try:
        with closing(sqlite3.connect(address(path), uri=True)) as reading:
            found = reading.execute("SELECT mark FROM key_mark").fetchone()
    except sqlite3.Error:
        return None
    return bytes(found[0]) if found else None


def fits(vault: Vault) -> bool:
    """Say whether the words of this database are sealed under this key. Where nothing says so yet, it is noted."""
    mark, kept = mark_of(vault), KeyMark.get_or_none()
    if kept is None:
        KeyMark.create(mark=mark)
    return kept is None or bytes(kept.mark) == mark


def take(vault: Vault) -> None:
    """Note that from now on words are sealed under this key."""
    KeyMark.delete().execute()
    fits(vault)


def ask_back(home: Home, ask: Callable[[str], str]) -> bool:
    """Ask for two of the words; note in the home when both are right. An empty answer skips it."""
    words = in_words(home)
    for place in sorted(secrets.SystemRandom().sample(range(len(words)), 2)):
        if ask(f"Word {place + 1} (Enter skips): ").strip().lower() != words[place]:
            return False
    home.mark(**{KEPT: True})
    return True


def is_kept(home: Home) -> bool:
    """Say whether the operator proved to have the words elsewhere."""
    try:
        return bool(json.loads(home.marker.read_text("utf-8")).get(KEPT))
    except (OSError, ValueError):
        return False
