"""`warmline server-key`: the server key as words to keep on paper, and back from paper; and another key."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console

from bbs import config as configuration
from bbs import rotation, server_key
from bbs.clock import SystemClock
from bbs.errors import Refusal
from bbs.house import open_store
from bbs.language import N_
from store.backups import DAY, KEY_DAYS
from store.home import Home, write_private
from store.vault import Vault


def show_or_put_back(arguments: argparse.Namespace, said: Console) -> None:
    """Show the server key as words, and ask two of them back; --words puts a lost key back, --rotate makes another."""
    home = Home(arguments.home.resolve())
    if arguments.words:
        put_back(home, said)
    elif arguments.rotate:
        rotate(home, said)
    else:
        rotation.settled(home)
        show(home, said)


def show(home: Home, said: Console) -> None:
    """Show the server key as words, and ask two of them back."""
    words = server_key.in_words(home)
    said.print("The server key opens what is private here, and is in no backup. Write these words down, on paper:")
    for start in range(0, len(words), 6):
        said.print("  " + "  ".join(f"{n + 1}. {words[n]}" for n in range(start, start + 6)))
    if not sys.stdin.isatty() or not server_key.ask_back(home, typed):
        said.print(f"Not confirmed yet. When they are written down: warmline server-key --home {home.path}")
        return
    said.print("Right. Keep them away from this machine.")


def typed(question: str) -> str:
    """Return what is typed; the end of input leaves this and what follows for later."""
    try:
        return input(question)
    except EOFError:
        print()  # noqa: T201 - what is said next begins on a line of its own
        return ""


def put_back(home: Home, said: Console) -> None:
    """Ask for the words of the key of this database, and write it to its place. Raises Refusal for another key."""
    with home.held():
        rotation.settle(home)
        try:
            key = server_key.from_words(said.input(f"Its {server_key.WORDS} words: "))
        except EOFError as error:
            raise Refusal(N_("Nothing was changed.")) from error
        mark = server_key.mark_in(home.database)
        if mark is not None and mark != Vault(key).key_mark:
            raise Refusal(N_("Those are the words of another key. Nothing was changed."))
        place(home, key, is_kept=True)
    said.print(f"The server key is in its place: {home.server_key}")


def place(home: Home, key: bytes, *, is_kept: bool) -> None:
    """Write a server key to its place; another one that is there is kept beside it. `is_kept` says it is on paper."""
    if home.server_key.exists():
        if home.server_key.read_bytes() == key:
            return
        beside = f"{home.server_key.name}.before-restore-{os.urandom(4).hex()}"
        home.server_key.rename(home.server_key.with_name(beside))
    write_private(home.server_key, key)
    home.mark(**{server_key.KEPT: is_kept})


def rotate(home: Home, said: Console) -> None:
    """Take another server key into use, say what that means for copies from before, and show its words."""
    home.must_be_started()
    config, now = configuration.load(home.path, os.environ), SystemClock().now()
    with home.held():
        aside = rotation.kept_at(home)
        if rotation.settle(home):
            said.print(rotation.ENDED)
        else:
            store = open_store(home, config)
            try:
                done = rotation.rotate(home, store, now=now, encrypt_to=config.backups.encrypt_to)
            finally:
                store.close()
            said.print(f"The server key is another one now. Texts sealed anew: {done.resealed.anew}.")
            if done.resealed.broken:
                said.print(f"Texts that the old key could not open either, left as they are: {done.resealed.broken}.")
            said.print(f"A copy from before is in {done.copy}.")
    _tell_of_old(aside, now, said)
    said.print()
    show(home, said)


def needed_until(since: int) -> date:
    """Return the last day on which a copy may be left that needs the key from before."""
    return datetime.fromtimestamp(since + KEY_DAYS * DAY, UTC).date()


def old_keys(home: Home) -> list[tuple[Path, date]]:
    """Return the files that keep a key from before a change, and until when each is kept."""
    return [
        (path, needed_until(int(path.stat().st_mtime)))
        for path in home.server_keys
        if path.name.startswith(home.server_key_before("rotation", "").name)
    ]


def _tell_of_old(aside: Path | None, now: int, said: Console) -> None:
    """Say what opens the copies from before, where that is, and for how long it is needed."""
    said.print(
        "Copies from before now open with the old key only, and whoever has both can read what is private in them."
    )
    if aside is not None and aside.exists():
        said.print(
            f"The old key was not known to be on paper, so it is kept in {aside} until {needed_until(now)}, as long as "
            "those copies are. Restoring one finds it there. Then it goes by itself."
        )
    else:
        said.print(
            f"The old key is kept nowhere here. Keep its words until {needed_until(now)}, as long as those copies are, "
            "and mark them as the old ones. Then throw them away."
        )
