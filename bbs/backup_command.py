"""`warmline backup FILE` and `warmline backup-key FILE`: one more copy, and a key that copies are encrypted to."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime

from rich.console import Console

from bbs import config as configuration
from bbs.clock import SystemClock
from bbs.errors import Refusal
from bbs.language import N_
from store import backups, checking, encrypting
from store.home import Home, write_private


def backup(arguments: argparse.Namespace, said: Console) -> None:
    """Copy the database while it is in use. The server key is not in the copy."""
    home = Home(arguments.home.resolve())
    encrypt_to = configuration.load(home.path, os.environ).backups.encrypt_to
    checking.check(home.database)
    target = arguments.file.resolve()
    if encrypt_to and target.suffix != encrypting.ENDING:
        target = target.with_name(target.name + encrypting.ENDING)
    backups.make_one_more(home, target, encrypt_to)
    said.print(f"Copied to {target}. The server key is not in it: keep {home.server_key} elsewhere.")
    if encrypt_to:
        said.print(f"Only whoever has the secret key of {encrypt_to} can put it back.")


def make_key(arguments: argparse.Namespace, said: Console) -> None:
    """Make a key of age's for encrypted backups, in a file to take away from this machine."""
    home, target = Home(arguments.home.resolve()), arguments.file.resolve()
    if target.exists():
        raise Refusal(N_("There is a file at {path} already. Nothing was changed."), path=target)
    if target.is_relative_to(home.path):
        raise Refusal(N_("{path} is in the home, beside what the key is to protect. Name another place."), path=target)
    public, secret = encrypting.new_key()
    day = datetime.fromtimestamp(SystemClock().now(), UTC).date()
    held = f"# made by warmline on {day}, opens its encrypted backups\n# public key: {public}\n{secret}\n"
    write_private(target, held.encode())
    said.print(
        f"The secret key is in {target}. Take it away from this machine, to two places, and remove it here: without it "
        "no encrypted copy can ever be put back, and nobody can make it anew.",
        f"Then put this line into {home.config}, below its [backups], and let the server read it again "
        f'(systemctl reload warmline):\n\nencrypt_to = "{public}"',
        sep="\n",
    )
