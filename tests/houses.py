"""A house without a server, and visits to it from a script: what pages and the line mode do, without a socket."""

from __future__ import annotations

import asyncio
import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from bbs import config as configuration
from bbs import founding, server_key
from bbs.arrival import Arrival, Terminal
from bbs.community import crisis, members, texts
from bbs.community.members import Person, Role
from bbs.community.passphrases import Passphrases
from bbs.config import Config
from bbs.house import House
from bbs.proof import Prover
from bbs.session import Mode, Session
from screens.linemode.opening import open_line
from screens.linemode.verbs import run_verb
from screens.pages import ROUTES
from store.database import Store
from store.home import Home
from tests import stores

R = TypeVar("R")

PASSPHRASE = "a lantern on the quiet water"
STARTED = 1_780_000_000
"""When the clock of a house stands: a Thursday in May 2026, 20:26 UTC."""
CHEAP = Passphrases(memory_kib=64, time_cost=1)
"""Argon2id at a cost for tests."""


class HeldClock:
    """A clock that stands still until a test moves it. Waits shorter than five seconds are over at once."""

    def __init__(self, now: int = STARTED) -> None:
        self._now = float(now)
        self._waiting: dict[asyncio.Event, float] = {}

    def now(self) -> int:
        """Return seconds since 1970."""
        return int(self._now)

    def monotonic(self) -> float:
        """Return the same seconds."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock was moved by so much."""
        if seconds < 5:
            await asyncio.sleep(0)
            return
        over = asyncio.Event()
        self._waiting[over] = self._now + seconds
        try:
            await over.wait()
        finally:
            del self._waiting[over]

    def move(self, seconds: float) -> None:
        """Let time pass. Call it in the loop's own thread."""
        self._now += seconds
        for over, until in self._waiting.items():
            if until <= self._now:
                over.set()


words, help_lines = cache(texts.load), cache(crisis.load)
"""What is read from the packages, once."""


@cache
def founded() -> Path:
    """Found a home to copy: the disk is waited for once, and not before every test."""
    folder = tempfile.mkdtemp(prefix="warmline-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    founding.found(Home(Path(folder)), now=STARTED - 24 * 3600)
    return Path(folder)


@cache
def _settings(text: str, mode: Mode) -> Config:
    """Read what a warmline.toml sets, once for all that have the same: finding the lines takes time."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / configuration.FILE).write_text(text)
        return configuration.load(Path(folder), {"WARMLINE_SERVER_MODE": mode})


def build(
    path: Path,
    *,
    settings: str = "",
    exempt: bool = True,
    store: bool = True,
    mode: Mode = Mode.LINE,
    readers: int = 1,
) -> House:
    """Found a community in a folder (or open the one that is there) and put its house together.

    `mode` is what lies behind the door for callers who do not say. One reader is enough for one visit at a time: each
    has to connect, and to learn every query, by itself.
    """
    home, is_copy = Home(path), False
    if not home.is_started:
        shutil.copytree(founded(), path, dirs_exist_ok=True)
        if settings:
            home.config.write_text(settings)
        is_copy = True
    open_store = stores.copied if is_copy else Store.open
    opened = open_store(home.database, home.backups, readers=readers) if store else None
    return House(
        home=home,
        config=_settings(home.config.read_text(), mode),
        clock=HeldClock(),
        texts=words(),
        crisis=help_lines(),
        prover=Prover(CHEAP),
        store=opened,
        vault=server_key.vault_of(home, opened) if opened else None,
        exempt_from_line_checks=exempt,
    )


def close(house: House) -> None:
    """Let go of a house's threads and files."""
    house.prover.close()
    if house.store is not None:
        house.store.close()


def write(house: House, fn: Callable[..., R], *args: Any, **kwargs: Any) -> R:
    """Change the store as a rule would."""
    assert house.store is not None
    return house.store.run(fn, *args, **kwargs)


def member(
    house: House, handle: str, *, role: Role = Role.MEMBER, passphrase: str = PASSPHRASE, consented: bool = True
) -> Person:
    """Make a member who was welcomed already, and whose first week is over. Those from before have not consented."""
    now, joined = house.clock.now(), house.clock.now() - 30 * 24 * 3600
    version = house.texts.guidelines.version
    hashed = CHEAP.hash(passphrase)
    person = write(
        house,
        members.add,
        handle,
        now=joined,
        role=role,
        passphrase=hashed,
        guidelines=version,
        consented=consented,
    )
    return write(house, members.welcome, person.id, now=now)


class ScriptedWire:
    """A wire to somebody who types from a script: one burst a read, then the line ends."""

    def __init__(self, bursts: Iterable[str | bytes]) -> None:
        self._bursts = [burst.encode() if isinstance(burst, str) else burst for burst in bursts]
        self.sent = bytearray()
        self.errors = bytearray()

    async def read(self) -> bytes:
        """Return the next burst."""
        return self._bursts.pop(0) if self._bursts else b""

    def write(self, data: bytes) -> None:
        """Take what is said."""
        self.sent += data

    def write_error(self, data: bytes) -> None:
        """Take what is said beside it."""
        self.errors += data

    async def drain(self, most: int | None = None) -> None:
        """Everything is read at once here."""

    def pending(self) -> bytes:
        """Nothing comes unasked."""
        return b""


def session(
    house: House,
    person: Person | None = None,
    *,
    username: str = "",
    command: str = "",
    fingerprint: str = "",
    terminal: Terminal | None = None,
) -> Session:
    """Make the session of a caller."""
    arrival = Arrival(username=username, person=person, fingerprint=fingerprint, command=command)
    terminal = terminal or Terminal(kind="xterm", locale="en_GB.UTF-8")
    made = Session("test", house, arrival, terminal, network=b"network", fingerprint="" if person else fingerprint)
    if person is not None:
        made.signed_in(person)
    return made


def visit(house: House, typed: Iterable[str], person: Person | None = None, **who: Any) -> str:
    """Hold a visit in which these lines are typed, one after the other; return all that was said, line ends as LF."""
    wire = ScriptedWire(f"{line}\r" for line in typed)
    asyncio.run(open_line(session(house, person, **who), wire, ROUTES))
    return wire.sent.decode().replace("\r\n", "\n")


def verb(house: House, command: str, person: Person | None = None, *, text: str = "") -> tuple[int, str, str]:
    """Do a verb; return its exit status, what it said, and what it said on standard error."""
    wire = ScriptedWire([text] if text else [])
    caller = session(house, person, command=command, terminal=Terminal())
    status = asyncio.run(run_verb(caller, wire, ROUTES, command))
    return status, wire.sent.decode(), wire.errors.decode()
