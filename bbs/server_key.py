"""The server key as words: the one thing an operator must keep elsewhere, because no backup holds it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable

from mnemonic import Mnemonic

from store.home import Home, write_private

KEPT = "server_key_kept"
"""The entry of a home's marker that says the operator proved to have the words elsewhere."""


def in_words(home: Home) -> list[str]:
    """Return the server key as 24 words of BIP-39; their last one checks the others."""
    return str(Mnemonic("english").to_mnemonic(home.server_key.read_bytes())).split()


def ask_back(home: Home, ask: Callable[[str], str]) -> bool:
    """Ask for two of the words; note in the home when both are right. An empty answer skips it."""
    words = in_words(home)
    for place in sorted(secrets.SystemRandom().sample(range(len(words)), 2)):
        if ask(f"Word {place + 1} (Enter skips): ").strip().lower() != words[place]:
            return False
    marker = json.loads(home.marker.read_text("utf-8"))
    write_private(home.marker, json.dumps(marker | {KEPT: True}).encode())
    return True


def is_kept(home: Home) -> bool:
    """Say whether the operator proved to have the words elsewhere."""
    try:
        return bool(json.loads(home.marker.read_text("utf-8")).get(KEPT))
    except (OSError, ValueError):
        return False
