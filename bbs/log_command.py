"""`warmline log verify`: whether the log of what staff did is whole."""

from __future__ import annotations

import argparse
import os
import sys

from rich.console import Console

from bbs import config as configuration
from bbs import rotation, server_key
from bbs.community import log
from bbs.errors import NotUnderstood
from bbs.house import open_store
from bbs.language import N_
from store.home import Home

SHORT = 16
"""Letters of a link that are enough to note."""


def verify(arguments: argparse.Namespace, said: Console) -> None:
    """Check that nothing in the log was changed or taken out. Exit status 1 where something was."""
    home = Home(arguments.home.resolve())
    noted = _link(arguments.noted)
    rotation.settled(home)
    store = open_store(home, configuration.load(home.path, os.environ))
    try:
        checked = store.run(log.check, server_key.vault_of(home, store), noted=noted)
    finally:
        store.close()
    said.print(f"{checked.entries} entries, the last link {checked.head.hex()[:SHORT]}. Write that link down: with")
    said.print(f"--noted {checked.head.hex()[:SHORT]} it is found again as long as nothing was cut off the end.")
    if checked.wordless:
        said.print(f"{checked.wordless} of them have lost their words, with the members they were about.")
    if checked.broken is not None:
        said.print(f"Entry {checked.broken} does not fit: it, or what came before it, was changed or taken out.")
    if checked.missed:
        said.print("The link you noted is not in the log: something was taken out since then.")
    if not checked.holds:
        sys.exit(1)
    said.print("Nothing was changed or taken out.")


def _link(typed: str) -> bytes:
    try:
        return bytes.fromhex(typed)
    except ValueError as error:
        raise NotUnderstood(N_("A link is letters from a to f and digits, as log verify shows it.")) from error
