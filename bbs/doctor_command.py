"""`warmline doctor`: what in a home wants an operator's hand, one plain line each. It changes nothing."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console

from bbs import config as configuration
from bbs import machine_looks, server_key, server_key_command
from bbs.clock import SystemClock
from bbs.community import closing as ending
from bbs.community import crisis, own_lines
from bbs.config import Config
from bbs.errors import BBSError
from bbs.machine import Machine
from bbs.server import hostkeys
from store import backups, belonging, checking, encrypting, migrations
from store.ballast import MIB
from store.copying import address
from store.home import Home
from store.vault import Vault

STALE_DAYS = 2
"""A copy older than this was missed: a running server makes one a day."""

FEW = 5
"""Files that are named one by one."""


@dataclass(frozen=True)
class Case:
    """What is looked at: a home with its settings, on a machine, on a day."""

    home: Home
    config: Config
    now: int
    machine: Machine

    @property
    def today(self) -> date:
        """The day, in UTC."""
        return datetime.fromtimestamp(self.now, UTC).date()


def doctor(arguments: argparse.Namespace, said: Console) -> None:
    """Look a home over: what is wrong in it, a line each, and what to do. Exit status 1 if anything is."""
    home = Home(arguments.home.resolve())
    home.must_be_started()
    if ending.is_gone(home):
        said.print("This place has closed for good, and what it kept was destroyed.")
        return
    config, mistakes = _settings(home)
    case = Case(home, config, SystemClock().now(), Machine.here(home.path, server=arguments.server))
    found = [*mistakes, *(line for look in LOOKS for line in look(case))]
    for line in found or ["All is well."]:
        said.print(line)
    for line in announced(case):
        said.print(line)
    if found:
        sys.exit(1)


def _settings(home: Home) -> tuple[Config, list[str]]:
    """Return the settings; where one cannot be used, those of a new community, and what is wrong with it."""
    try:
        return configuration.load(home.path, os.environ), []
    except BBSError as error:
        return Config(), [f"{error.words()} Until that is mended, no start succeeds."]


def database(case: Case) -> Iterator[str]:
    """Say whether the database is whole and ours, in the words a start would say it in."""
    path = case.home.database
    try:
        checking.check(path)
    except BBSError as error:
        yield error.words()
        return
    if any(int(version) > migrations.newest() for (version,) in _rows(case.home, "PRAGMA user_version")):
        yield checking.NEWER.format(path=path)


def key(case: Case) -> Iterator[str]:
    """Say whether the server key is there, is the one of this database, and is kept elsewhere."""
    home = case.home
    wanted, coming = server_key.mark_in(home.database), server_key.mark_at(home.next_server_key)
    if home.next_server_key.exists():
        yield _cut_off(home, wanted)
        if wanted is not None and wanted == coming:
            return
    try:
        vault = Vault.at(home.server_key)
    except BBSError as error:
        yield error.words()
        return
    if wanted not in (None, vault.key_mark):
        yield (
            "server.key is not the key of this database: private words cannot be opened, keys and codes sign nobody "
            f"in. With the words of the right one: warmline server-key --words --home {home.path}"
        )
    elif not server_key.has_its_marks(home.database, vault):
        yield checking.DAMAGED.format(path=home.database)
    elif not home.is_demo and not server_key.is_kept(home):
        since = server_key.changed_at(home.database)
        what = f"was changed on {datetime.fromtimestamp(since, UTC).date()}, and the new one " if since else ""
        yield (
            f"The server key {what}is not known to be kept elsewhere. Write it down: "
            f"warmline server-key --home {home.path}"
        )


def _cut_off(home: Home, wanted: bytes | None) -> str:
    """Say that a change of the server key came to no end, and what will become of it."""
    said = f"A change of the server key was cut off: {home.next_server_key} is left."
    if wanted is not None and wanted == server_key.mark_at(home.next_server_key):
        return f"{said} That is the key of this database now. The next start puts it in its place."
    if wanted is not None and wanted == server_key.mark_at(home.server_key):
        return f"{said} Nothing was sealed under it. The next start removes it."
    return f"{said} The database does not say which key is its own: keep both files until it is whole again."


def copies(case: Case) -> Iterator[str]:
    """Say whether a copy was made lately. A young community has had no time for one, a demo needs none."""
    home = case.home
    if home.is_demo or case.now - home.started <= STALE_DAYS * backups.DAY:
        return
    made = backups.days(home) if home.backups.is_dir() else {}
    newest = max(made, default=None)
    if newest is None or (case.today - newest).days > STALE_DAYS:
        last = f"The last daily backup is from {newest}" if newest else "There is no daily backup"
        yield f"{last}. A running server makes one a day: is it running, has the disk room, what does its log say?"


def encryption(case: Case) -> Iterator[str]:
    """Say whether copies can be encrypted as the settings ask, and whether their secret key lies where it protects."""
    home, encrypt_to = case.home, case.config.backups.encrypt_to
    if encrypt_to:
        try:
            encrypting.check(encrypt_to)
        except BBSError as error:
            yield f"{error.words()} Until then no backup is made."
    for folder in (home.path, home.backups):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if encrypting.holds_identity(path):
                yield f"{path} holds the secret key of encrypted backups, beside them. Keep it away from this machine."


def host_keys(case: Case) -> Iterator[str]:
    """Say whether the key is there and whole by which callers know this place."""
    folder = case.home.host_keys
    try:
        hostkeys.check(folder)
    except BBSError as error:
        yield error.words()
    if case.home.backups.is_dir() and backups.days(case.home) and not hostkeys.are_in(folder):
        yield (
            f"There is no host key in {folder}: the next start makes another, and every caller is warned of a "
            "stranger. Put back the one that you keep elsewhere."
        )


def work_tree(case: Case) -> Iterator[str]:
    """Say whether a slip would publish the home."""
    if case.home.in_work_tree and not case.home.is_demo:
        yield f"{case.home.path} lies in a git work tree, where a slip would publish it. Move it out of there."


def lines(case: Case) -> Iterator[str]:
    """Say which crisis lines nobody confirmed. Until then nobody can join from outside."""
    if case.home.is_demo:
        return
    checked = {str(line): int(at) for line, at in _rows(case.home, "SELECT line, checked_at FROM line_check")}
    countries = case.config.community.countries
    shown = own_lines.from_file(case.home.own_lines).with_shipped(crisis.load())
    if unknown := [code for code in countries if code not in shown.countries.names]:
        yield (
            f"community.countries names no country: {', '.join(unknown)}. Write the codes of those where most members "
            f'live, such as "GB", into {case.home.config}.'
        )
    is_known = bool(_rows(case.home, "SELECT count(*) FROM sqlite_master"))  # a wreck does not say what was confirmed
    if is_known and (left := shown.unconfirmed(countries, checked)):
        yield (
            f"Crisis lines that nobody here confirmed: {len(left)}. Where this place can be reached from elsewhere, "
            "joining stays shut until they are: see office/lines, signed in."
        )


def permissions(case: Case) -> Iterator[str]:
    """Say what others on the machine could read."""
    home = case.home
    folders = [folder for folder in (home.host_keys, home.backups) if folder.is_dir()]
    kept = [
        home.marker,
        *home.server_keys,
        home.config,
        home.ballast,
        home.own_lines,
        *home.path.glob(f"{home.database.name}*"),
    ]
    ours = [home.path, *folders, *(path for folder in folders for path in folder.iterdir()), *kept]
    if opened := [path for path in ours if path.exists() and path.stat().st_mode & 0o077 and not _is_public(path)]:
        shut = ["chmod", "go=", *map(str, opened)] if len(opened) <= FEW else ["chmod", "-R", "go=", str(home.path)]
        yield f"Others on this machine may use files of this place. Take that away: {shlex.join(shut)}"


def belongings(case: Case) -> Iterator[str]:
    """Say which files are root's where the home is another's: the server cannot read them."""
    home = case.home.path
    whose = belonging.owner(home)
    if whose is not None and (left := list(belonging.roots(home))):
        user = belonging.name_of(whose[0])
        more = f" and {len(left) - 1} more" if left[1:] else ""
        yield f"Root owns {left[0]}{more}, so that {user} cannot use it. Give it back: chown -R {user}: {home}"


def _is_public(path: Path) -> bool:
    return path.suffix == ".pub" or path.name in ("README.md", ".gitignore")


def room(case: Case) -> Iterator[str]:
    """Say whether the disk has room for the next copy, and for what members write."""
    wanted = backups.room_wanted(case.home, case.config.backups.encrypt_to)
    free, least = shutil.disk_usage(case.home.path).free, case.config.store.read_only_below_mib
    if free < least * MIB:
        yield f"{free // MIB} MiB are free, less than {least}: only reading, until there is room. Make room there."
    if free < wanted:
        yield f"{free // MIB} MiB are free, too little for the next backup ({wanted // MIB} MiB). Make room there."


def around(case: Case) -> Iterator[str]:
    """Say what is wrong with the machine, and whether enough people look after the place."""
    machine, config, home = case.machine, case.config, case.home
    yield from machine_looks.people(home)
    yield from machine_looks.file_system(machine, home)
    yield from machine_looks.memory(machine, config)
    yield from machine_looks.secrets_on_disk(machine)
    yield from machine_looks.open_files(machine, config)
    yield from machine_looks.ports(machine, config)
    yield from machine_looks.clock(machine, home, case.now)
    yield from machine_looks.libraries(machine)


LOOKS: tuple[Callable[[Case], Iterator[str]], ...] = (
    database,
    key,
    copies,
    encryption,
    host_keys,
    work_tree,
    lines,
    permissions,
    belongings,
    room,
    around,
)


def announced(case: Case) -> Iterator[str]:
    """Say what is no fault, and still good to know."""
    yield from machine_looks.terminal(case.machine)
    if (found := ending.of(case.home)) is not None:
        words = "closed" if found.is_over(case.now) else "closes"
        yield f"This place {words} for good: warmline close --home {case.home.path} says when, and what comes next."
    for path, until in server_key_command.old_keys(case.home):
        yield f"The server key from before it was changed is kept in {path} until {until}: copies from then need it."
    if case.config.backups.encrypt_to and (left := backups.plain(case.home)):
        yield (
            f"Backups from before encryption was turned on: {len(left)} in {case.home.backups}, which anybody can read "
            "who gets at them. Each goes when its time is over; remove them to have none."
        )
    if (day := hostkeys.day_of_change(case.home.host_keys)) is not None:
        yield f"A new host key takes over on {day}. Tell members its words: warmline host-key --home {case.home.path}"


def _rows(home: Home, query: str) -> list[tuple[bytes, ...]]:
    """Ask a database that may be damaged, missing or older; what it does not know is none."""
    try:
        with closing(sqlite3.connect(address(home.database), uri=True)) as reading:
            return reading.execute(query).fetchall()
    except sqlite3.Error:
        return []
