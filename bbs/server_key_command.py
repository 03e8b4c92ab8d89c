"""`warmline server-key`: the server key as words to keep on paper, and back from paper."""

from __future__ import annotations

import argparse
import os
import sys

from rich.console import Console

from bbs import server_key
from bbs.errors import Refusal
from bbs.language import N_
from store.home import Home, write_private
from store.vault import Vault


def show_or_put_back(arguments: argparse.Namespace, said: Console) -> None:
    """Show the server key as words, and ask two of them back; --words puts a lost key back from its words."""
    home = Home(arguments.home.resolve())
    if arguments.words:
        put_back(home, said)
    else:
        show(home, said)


def show(home: Home, said: Console) -> None:
    """Show the server key as words, and ask two of them back."""
    words = server_key.in_words(home)
    said.print("The server key opens what is private here, and is in no backup. Write these words down, on paper:")
    for start in range(0, len(words), 6):
        said.print("  " + "  ".join(f"{n + 1}. {words[n]}" for n in range(start, start + 6)))
    if not sys.stdin.isatty() or not server_key.ask_back(home, input):
        said.print(
            "Not confirmed yet. When they are written down: warmline server-key --home", home.path, soft_wrap=True
        )
        return
    said.print("Right. Keep them away from this machine.")


def put_back(home: Home, said: Console) -> None:
    """Ask for the words of the key of this database, and write it to its place. Raises Refusal for another key."""
    with home.held():
        try:
            key = server_key.from_words(said.input(f"Its {server_key.WORDS} words: "))
        except EOFError as error:
            raise Refusal(N_("Nothing was changed.")) from error
        mark = server_key.mark_in(home.database)
        if mark is not None and mark != server_key.mark_of(Vault(key)):
            raise Refusal(N_("Those are the words of another key. Nothing was changed."))
        place(home, key, is_kept=True)
    said.print(f"The server key is in its place: {home.server_key}", soft_wrap=True)


def place(home: Home, key: bytes, *, is_kept: bool) -> None:
    """Write a server key to its place; another one that is there is kept beside it. `is_kept` says it is on paper."""
    if home.server_key.exists():
        if home.server_key.read_bytes() == key:
            return
        beside = f"{home.server_key.name}.before-restore-{os.urandom(4).hex()}"
        home.server_key.rename(home.server_key.with_name(beside))
    write_private(home.server_key, key)
    home.mark(**{server_key.KEPT: is_kept})
