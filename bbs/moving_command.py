"""`warmline export-community FOLDER` and `warmline import FILE`: leaving with everything that may leave, and coming."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rich.console import Console

from bbs import config as configuration
from bbs import founding, rotation, server_key, server_key_command
from bbs.clock import SystemClock
from bbs.community import crisis, guideline_versions, moving_agreed, moving_in, moving_out, own_lines, own_texts, texts
from bbs.community.moving import Moved
from bbs.community.moving_agreed import Agreed, TakenAgreed
from bbs.community.moving_in import TakenIn
from bbs.config import Config
from bbs.errors import Refusal
from bbs.house import open_store
from bbs.language import N_
from bbs.moving import discourse, mail, own
from store.copying import beside
from store.home import Home, sync_folder
from store.vault import Vault

MAIL: Final = "mail"
"""The folder of mboxes in what is exported."""
SHOWN: Final = 10
"""Names that became others which are said one by one."""
MEMBERS_ONLY: Final = (
    "Take care: it holds what was written for the members of a group alone. Their words were a promise of this place: "
    "tell them before, and keep these files as you would keep a letter."
)


def export(arguments: argparse.Namespace, said: Console) -> None:
    """Write what all members read into a new folder, in open formats. Nothing private is among it."""
    home, folder = Home(arguments.home.resolve()), arguments.folder.resolve()
    if folder.exists():
        raise Refusal(N_("There is something at {path} already. Nothing was changed."), path=folder)
    config, now = configuration.load(home.path, os.environ), SystemClock().now()
    rotation.settled(home)
    store, making = open_store(home, config), beside(folder)
    try:
        (making / MAIL).mkdir(parents=True, mode=0o700)
        counts = asyncio.run(store.read(_write, making, config, now, arguments.members_only))
        making.rename(folder)
        sync_folder(folder.parent)
    finally:
        store.close()
        shutil.rmtree(making, ignore_errors=True)
    said.print(f"Exported to {folder}:")
    for name, count in counts.items():
        said.print(f"  {name}: {count} lines")
    said.print(f"  {MAIL}/: a mailbox (mbox) for each board and group")
    said.print("What members keep for themselves is not in it; they export that themselves (my-data).")
    if arguments.members_only:
        said.print(MEMBERS_ONLY)


def _write(folder: Path, config: Config, now: int, members_only: bool) -> dict[str, int]:
    written, shipped = own_texts.holding(), texts.load(config.community.language)
    read = own_texts.read_now(shipped, config.community)
    about: dict[str, object] = {
        "name": read["name"],
        "greeting": read["greeting"],
        "language": config.community.language,
        "exported": datetime.fromtimestamp(now, UTC).isoformat(),
        "members_only": members_only,
    }

    def write(moved: Moved) -> dict[str, int]:
        mail.write(folder / MAIL, moved)
        return own.write(folder, moved, about)

    _write_json(folder / own.GUIDELINES, asdict(guideline_versions.newest(shipped.guidelines)))
    if written:
        _write_json(folder / own.TEXTS, written)
    if (lines := own_lines.kept()) != own_lines.Own():
        (folder / own.HELP_LINES).write_bytes(lines.as_json)
    return moving_out.hand_over(write, members_only=members_only)


def _write_json(path: Path, said: object) -> None:
    path.write_text(json.dumps(said, ensure_ascii=False, indent=2, default=str) + "\n", "utf-8")


class _OnlyLookedError(Refusal):
    """All was taken in to see what would come of it, and undone, as was wished."""


def take_in(arguments: argparse.Namespace, said: Console) -> None:
    """Take in what another community exported: our own folder, an mbox, or topics of Discourse's. Asks before."""
    try:
        _come(arguments, said)
    except _OnlyLookedError as error:
        said.print(error.words())


def _come(arguments: argparse.Namespace, said: Console) -> None:
    source, home = arguments.file.resolve(), Home(arguments.home.resolve())
    moved = read(source, arguments.board)
    agreed = own.agreed(source) if own.is_one(source) else Agreed()
    if home.is_started:
        with home.held():
            rotation.settle(home)
            _take_in(home, moved, agreed, arguments, said)
        said.print(f"Done. All of it is in {home.path} now.")
        return
    if home.path.exists() and any(home.path.iterdir()):
        raise Refusal(N_("{path} is not empty, and no community was begun in it. Nothing was changed."), path=home.path)
    making = Home(beside(home.path))
    try:
        chosen = own.settings(source) if own.is_one(source) else None
        founding.found(making, now=SystemClock().now(), plants=False, chosen=chosen)
        _take_in(making, moved, agreed, arguments, said)
        if home.path.exists():
            home.path.rmdir()
        making.path.rename(home.path)
        sync_folder(home.path.parent)
    finally:
        shutil.rmtree(making.path, ignore_errors=True)
    said.print(f"Done. A community was started with it in {home.path}.")
    server_key_command.show(home, said)


def read(source: Path, board: str) -> Moved:
    """Return what is at a path, whichever of the formats it has. Raises Refusal where it has none."""
    if not source.exists():
        raise Refusal(N_("There is no file at {path}. Nothing was changed."), path=source)
    if source.is_dir():
        return own.read(source) if own.is_one(source) else discourse.read(source)
    if source.suffix in (".json", ".jsonl"):
        return discourse.read(source)
    with source.open("rb") as file:
        if not file.read(5).startswith(b"From "):
            raise Refusal(
                N_("{path} is neither a folder that Warmline exported, nor an mbox, nor JSON. Nothing was changed."),
                path=source,
            )
    return mail.read(source, board)


def _take_in(home: Home, moved: Moved, agreed: Agreed, arguments: argparse.Namespace, said: Console) -> None:
    """Take it in within one transaction, which stands only once the operator said yes to what came of it."""
    config, now = configuration.load(home.path, os.environ), SystemClock().now()
    shipped = texts.load(config.community.language)

    def work(vault: Vault) -> own_lines.Own:
        taken = moving_in.take_in(vault, moved, now=now, writing=config.writing, into=arguments.into)
        current, read_here = (
            guideline_versions.newest(shipped.guidelines),
            own_texts.read_now(shipped, config.community),
        )
        of_agreed = moving_agreed.take_in(agreed, current, crisis.load(), read_here, now=now)
        _tell(taken, moved, said)
        for line in _agreed_in_words(of_agreed):
            said.print(line)
        if arguments.dry_run:
            raise _OnlyLookedError(N_("Nothing was changed."))
        if not _agreed(said):
            raise Refusal(N_("Nothing was changed."))
        return own_lines.kept()

    store = open_store(home, config)
    try:
        own_lines.copy(store.run(work, server_key.vault_of(home, store)), home.own_lines)
    finally:
        store.close()


def _agreed(said: Console) -> bool:
    try:
        return said.input("Type yes to take it in: ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _tell(taken: TakenIn, moved: Moved, said: Console) -> None:
    lines = [f"Boards and groups that are new here: {taken.places}. Threads: {taken.threads}. Posts: {taken.posts}."]
    lines.append(
        f"Writers: {taken.people}. They become members who cannot sign in until one of the staff vouches for them "
        "(at the desk: vouch)."
    )
    lines += [f"Left out: {count} {what}." for what, count in moved.left_out.items()]
    if taken.renamed:
        some = [f"{before} becomes {after}" for before, after in list(taken.renamed.items())[:SHOWN]]
        more = f", and {len(taken.renamed) - SHOWN} more" if len(taken.renamed) > SHOWN else ""
        lines.append(f"Names that are not free, or are none here: {', '.join(some)}{more}.")
    said.print(*lines, "Nothing that comes is looked through for crisis language.", sep="\n")


GUIDELINES: Final = {
    "came": (
        "Guidelines: as the version that is being written. Read them, change them and publish them in the office "
        "(office/guidelines); until then those that hold now stay in force."
    ),
    "same": "Guidelines: they say what those here say.",
    "held": "Left out: the guidelines, because a version is being written here. Publish or drop that one first.",
    "spoilt": "Left out: the guidelines, because a sentence, an example or the long text is missing in them.",
}


def _agreed_in_words(taken: TakenAgreed) -> Iterator[str]:
    """Say each help line by its name: none is shown or hidden that whoever says yes was not told of."""
    if taken.guidelines:
        yield GUIDELINES[taken.guidelines]
    if taken.texts:
        yield (
            f"Words of the place's own: {', '.join(taken.texts)}. They come as what is being written. Read them, and "
            "let them hold in the office (office/texts); until then those that are read now stay."
        )
    if taken.texts_held:
        yield f"Left out, because another one is being written here: {', '.join(taken.texts_held)}."
    if taken.texts_spoilt:
        yield f"Left out, because they are no words that could hold here: {', '.join(taken.texts_spoilt)}."
    if taken.added:
        yield (
            f"Help lines: {', '.join(taken.added)}. They are shown as not yet checked until somebody here has called "
            "each (office/lines)."
        )
    if taken.instead:
        yield f"Shown in the place of those of the same name that come with Warmline: {', '.join(taken.instead)}."
    if taken.hidden:
        yield f"Help lines that come with Warmline and are hidden, as they were there: {', '.join(taken.hidden)}."
    if taken.kept:
        yield f"Help lines that stay as they are, because they are here, or confirmed here: {', '.join(taken.kept)}."
    if taken.left_out:
        yield f"Left out, because they are no help lines that can be shown here: {', '.join(taken.left_out)}."
