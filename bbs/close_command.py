"""`warmline close`: announce that a place closes for good, undo that, and in the end destroy what it kept."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from bbs import config as configuration
from bbs.clock import SystemClock
from bbs.community import closing
from bbs.community.closing import GRACE_DAYS, Closing
from bbs.errors import NotUnderstood, Refusal
from bbs.language import N_
from store.home import Home, sync_folder

SURE = ("yes", "destroy everything")
"""What is typed before anything is destroyed, one after the other."""


def options(one: argparse.ArgumentParser) -> None:
    """Declare what can be done; without any of it, it is said how things stand."""
    what = one.add_mutually_exclusive_group()
    what.add_argument("--on", metavar="DATE", help="the day on which it closes, such as 2027-03-01")
    what.add_argument("--undo", action="store_true", help="let it go on")
    what.add_argument("--wipe", action="store_true", help="destroy everything, once the time of grace is over")


def close(arguments: argparse.Namespace, said: Console) -> None:
    """Close a community for good, kindly: say when, undo that, or in the end destroy what it kept."""
    home = Home(arguments.home.resolve())
    home.must_be_started()
    if closing.is_gone(home):
        raise Refusal(closing.GONE_FOR_GOOD)
    zone = configuration.load(home.path, os.environ).community.zone
    now = SystemClock().now()
    if arguments.wipe:
        destroy(home, said, now=now)
    elif arguments.undo:
        closing.undo(home)
        said.print("It goes on. A running server says so within a minute, and who wants to can join again.")
    elif arguments.on is not None:
        _tell(home, closing.announce(home, _day(arguments.on), zone, now=now), zone, now, said)
    elif (found := closing.of(home)) is not None:
        _tell(home, found, zone, now, said)
    else:
        said.print(f"This place goes on. To close it: warmline close --home {home.path} --on DATE")


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NotUnderstood(N_("A day is written as 2027-03-01, not {typed}."), typed=typed) from None


def _tell(home: Home, found: Closing, zone: str, now: int, said: Console) -> None:
    """Say what happens when."""
    day, until = (datetime.fromtimestamp(at, ZoneInfo(zone)).date() for at in (found.at, found.until))
    if not found.is_over(now):
        said.print(f"This place closes on {day}. The door and home say so, and nobody joins from now on.")
        said.print("Members can take along what is theirs (my-data). Tell them on the boards, too, in your own words.")
        said.print(f"To undo it: warmline close --home {home.path} --undo")
    else:
        said.print(f"This place closed on {day}. It can be read, and nothing new is written.")
    said.print(
        f"From {until} on, {GRACE_DAYS} days after that day, this destroys everything: "
        f"warmline close --home {home.path} --wipe. Leave it "
        "running until then. Crisis help stays open to the last."
    )


def destroy(home: Home, said: Console, *, now: int) -> None:
    """Destroy what a place kept, its server key first. Asked twice; killed at any moment, it can be gone on with."""
    closing.may_be_destroyed(home, now=now)
    with home.held():
        said.print(f"This destroys everything in {home.path}: nothing and nobody can bring it back.")
        for words in SURE:
            if _answer(said, f'Type "{words}": ') != words:
                raise Refusal(N_("Nothing was changed."))
        for path in kept(home):
            _overwrite(path)
        home.mark(**{closing.GONE: now})
    said.print("It is gone. What a disk or its snapshots may still hold is unreadable where it was sealed.")
    said.print(
        "Destroy also the paper with the words of the server key, and every copy that you keep elsewhere: what was "
        "posted is in them."
    )
    said.print(f"warmline serve --home {home.path} gives crisis help, and nothing else, for as long as you let it.")


def _answer(said: Console, question: str) -> str:
    said.print(question, end="")
    return sys.stdin.readline().strip().lower()


def kept(home: Home) -> Iterator[Path]:
    """Yield the files to destroy, the server key and those before it first: without it what is sealed stays shut.

    The settings, the help lines of the place's own and the host key stay, so that crisis help goes on under its name.
    """
    yield from home.server_keys
    yield from sorted(home.path.glob(f"{home.database.name}*"))
    if home.backups.is_dir():
        yield from (path for path in sorted(home.backups.rglob("*")) if path.is_file())
    yield home.ballast


def _overwrite(path: Path) -> None:
    """Write over a file and remove it. A disk that keeps old blocks, as flash does, may keep it: the key goes first."""
    with suppress(FileNotFoundError):
        with path.open("r+b") as file:
            file.write(os.urandom(min(path.stat().st_size, 1 << 20)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        sync_folder(path.parent)
