"""`warmline restore FILE`: a copy put in the place of the database, without what was deleted since."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bbs import config as configuration
from bbs import rotation, server_key, server_key_command
from bbs.clock import SystemClock
from bbs.errors import NotUnderstood, Refusal
from bbs.language import N_
from store import encrypting, restoring
from store.backups import DAY, LONGEST_DAYS
from store.home import Home
from store.restoring import Holding
from store.vault import KEY_BYTES, Vault

LOST_WITHOUT_KEY = (
    "Without it these are lost for good: drafts, notes to the desk and their answers, and the words that came with "
    "thanks. SSH keys, recovery codes and joining codes stop working: members sign in with their passphrases, and "
    "staff can vouch for others."
)
BACK_THEN = (
    "Passphrases, roles, settings and confirmed crisis lines are again as they were then. Who made new recovery codes "
    "or added keys since then does not have them."
)
RECORD_ELSEWHERE = (
    "If you have files whose names begin with deletions from where the copy was made, say no now, put them beside it, "
    "and start again."
)
TOO_OLD = (
    f"The copy seems older than {LONGEST_DAYS} days, and deletions are on record for little longer: what members "
    "deleted may come back with it."
)


def restore(arguments: argparse.Namespace, said: Console) -> None:
    """Put a copy in the place of the database. What was deleted since stays deleted; what is here is moved aside."""
    home, file = Home(arguments.home.resolve()), arguments.file.resolve()
    if not file.is_file():
        raise Refusal(N_("There is no file at {path}. Nothing was changed."), path=file)
    home.path.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = SystemClock().now()
    with home.held(), restoring.working_copy(file, home, lambda: _identity(arguments, said)) as working:
        rotation.settle(home)
        with restoring.opened(working):
            names = restoring.deletions(home, file)
            restoring.forget(names, now)
            restoring.keep_handles(home)
            found = _key(home, said)
            if not found.is_right:
                restoring.without_key()
                server_key.take_as_in(home.database, Vault(found.key))
        _tell(home, working, names, now, said)
        if _ask(said, "Type yes to put it in place: ").lower() not in ("y", "yes"):
            raise Refusal(N_("Nothing was changed."))
        changed, here = server_key.changed_at(home.database), server_key.mark_at(home.server_key)
        aside = _put(home, working, found, now)
    said.print(f"Done. The copy is in place in {home.path}.")
    if aside.exists():
        said.print(f"What was there before is in {aside} for {LONGEST_DAYS} days.")
    if changed and found.is_right and here not in (None, Vault(found.key).key_mark):
        said.print(
            "The server key is again the one from before it was changed. If others may know that one, change it again: "
            f"warmline server-key --rotate --home {home.path}"
        )
    if not any(home.host_keys.glob("ssh_host_*_key")):
        said.print(
            f"No host key is here, and none is in a copy. If you have the old one, put it into {home.host_keys} before "
            "you serve: callers are warned of another."
        )
    said.print(f"Open it with: warmline serve --home {home.path}")


def _ask(said: Console, question: str) -> str:
    """Ask on the terminal, or take the next line of standard input; "" when there is none."""
    try:
        return said.input(question).strip()
    except EOFError:
        return ""


def _identity(arguments: argparse.Namespace, said: Console) -> str:
    """Return the secret key of an encrypted copy: from the file that was named, or that is named now."""
    if arguments.identity is not None:
        return encrypting.identity_in(arguments.identity.resolve())
    while typed := _ask(said, "The copy is encrypted. File with its secret key: "):
        try:
            return encrypting.identity_in(Path(typed).expanduser().resolve())
        except Refusal as error:
            said.print(error.words())
    raise Refusal(N_("Nothing was changed."))


def _tell(home: Home, working: Path, names: set[str], now: int, said: Console) -> None:
    """Say what the copy holds, and what is lost with what came after it."""
    copy, present = restoring.holding(working), restoring.holding(home.database)
    if copy is None:
        raise Refusal(N_("Nothing was changed."))
    newest = datetime.fromtimestamp(copy.newest, UTC).strftime("%d %B %Y, %H:%M UTC") if copy.newest else "no time"
    said.print(
        f"The copy holds {copy.posts} posts of {copy.members} members; the newest thing in it is from {newest}.",
        _lost(copy, present),
        BACK_THEN,
        f"Deletions on record: {len(names)}. What was deleted since the copy is gone from it again."
        if names
        else f"No deletion is on record in {home.backups} or beside the copy. {RECORD_ELSEWHERE}",
        *((TOO_OLD,) if copy.newest < now - LONGEST_DAYS * DAY else ()),
        sep="\n",
    )


def _lost(copy: Holding, present: Holding | None) -> str:
    if present is None:
        return "What was written after it is lost: no database that can be read is here."
    posts, members = max(0, present.posts - copy.posts), max(0, present.members - copy.members)
    return f"What came after it is lost. Posts: about {posts}. Members: {members}."


@dataclass(frozen=True)
class Found:
    """The key to go on with: whether it is the one of the copy, and whether its words were typed."""

    key: bytes
    is_right: bool = True
    is_on_paper: bool = False


def _key(home: Home, said: Console) -> Found:
    """Find the key of the copy: here, kept beside, or in words. Call it while the copy is open."""
    here = home.server_key.read_bytes() if home.server_key.exists() else b""
    if len(here) == KEY_BYTES and server_key.fits(Vault(here)):
        return Found(here)
    for path in home.server_keys:
        if server_key.mark_at(path) == server_key.mark():
            said.print(f"The server key of this copy is kept in {path}.")
            return Found(path.read_bytes())
    what = "is not the one of this copy" if here else "is missing"
    said.print(f"The server key {what}. {LOST_WITHOUT_KEY}")
    while typed := _ask(said, f"Its {server_key.WORDS} words (Enter goes on without): "):
        try:
            key = server_key.from_words(typed)
        except NotUnderstood as error:
            said.print(error.words())
            continue
        if server_key.fits(Vault(key)):
            return Found(key, is_on_paper=True)
        said.print("Those are the words of another key.")
    said.print("Going on without it.")
    return Found(here if len(here) == KEY_BYTES else os.urandom(KEY_BYTES), is_right=False)


def _put(home: Home, working: Path, found: Found, now: int) -> Path:
    """Swap the databases, with the key in its place between; a key that was there is kept beside it."""
    home.complete(now=now)
    if not home.config.exists():
        configuration.write_default(home.path)
    place, is_kept = server_key_command.place, found.is_on_paper
    return restoring.put_in_place(working, home, now, lambda: place(home, found.key, is_kept=is_kept))
