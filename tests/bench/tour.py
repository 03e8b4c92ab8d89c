"""A tour of a large community, in both modes, and how many bytes each stop of it sends."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bbs.session import Mode
from store.home import DATABASE, SERVER_KEY
from store.tables import Acceptance, Member, Thread, database
from tests import houses
from tests.bench.caller import Caller, call
from tests.bench.population import END, READERS, WRITER
from tests.bench.screens import ENTER, HOME, SIZE
from tests.bench.sentences import COMMON, RARE
from tests.harbour import Harbour
from tests.screens.fullscreen.terminals import Terminal

READER, THANKED = READERS[1], f"member{WRITER}"
"""Who takes the tour: somebody who was away for a month; and who looks at For you: whoever was answered most."""
GOTO: Final = b"g"
MARK: Final = " \u203a "
"""What stands before the item somebody is at, when they come: the first."""
HOME_MOST = 2000


@dataclass(frozen=True)
class Stop:
    """A place on the tour: where it is, the words a window with it begins with, and whether it is made of posts."""

    name: str
    address: str
    title: str
    of_posts: bool = False
    by: str = READER


@dataclass(frozen=True)
class Sent:
    """What a stop sent, and the characters that it showed: of several blanks one, of a row's last none."""

    data: bytes
    text: int


def stops(thread: str) -> tuple[Stop, ...]:
    """Return where the tour goes after home, no two like pages in a row; `thread` is the address of the longest one."""
    return (
        Stop("boards", "boards", "Boards"),
        Stop("a board", "boards/board1", "Board 1"),
        Stop("search, a rare word", f"search/{RARE}", "Found"),
        Stop("the longest thread", f"{thread}/1", "Thread:", of_posts=True),
        Stop("search, a word in half of all posts", f"search/{COMMON}", "Found"),
        Stop("new", "new", "New", of_posts=True),
        Stop("for you", "for-you", "For you", by=THANKED),
    )


def goals() -> dict[str, tuple[float, int]]:
    """Return how many bytes each stop may send: so many for a character, and so many more (DESIGN.md, Budgets)."""
    found = {"home": (0.0, HOME_MOST)}
    for stop in stops(""):
        found[stop.name] = (1.25, 300) if stop.of_posts else (1.15, 200)
    return found


def most(name: str, sent: Sent) -> int:
    """Return the most bytes that a stop may send for what it showed."""
    each, more = goals()[name]
    return int(each * sent.text + more)


def toured(community: Path, mode: Mode) -> dict[str, Sent]:
    """Take the tour of a copy of the community in a folder; return what each stop sent, home first."""
    with tempfile.TemporaryDirectory(dir=community.parent) as folder:
        home = shutil.copytree(houses.founded(), Path(folder) / "home")
        for name in (DATABASE, SERVER_KEY):
            shutil.copy(community / name, home / name)
        with Harbour(Path(folder), mode=mode) as harbour:
            harbour.passes(END + 3600 - harbour.clock.now())  # backwards, to when its posts are new
            thread = harbour.write(_ready, harbour.house.texts.guidelines.version)
            return asyncio.run(_tour(harbour.port, mode, stops(thread)))


def _ready(version: int) -> str:
    """Let those who take the tour sign in; return the address of the longest thread."""
    for member in Member.select().where(Member.handle.in_((READER, THANKED))):
        Member.update(passphrase=houses.CHEAP.hash(houses.PASSPHRASE)).where(Member.id == member.id).execute()
        Acceptance.create(member=member, version=version, accepted_at=END)
    thread_id = database.execute_sql("SELECT thread_id FROM post ORDER BY number DESC LIMIT 1").fetchone()[0]
    thread = Thread.get_by_id(thread_id)
    return f"boards/{thread.board.slug}/{thread.id}"


async def _tour(port: int, mode: Mode, places: Iterable[Stop]) -> dict[str, Sent]:
    take = _said if mode is Mode.LINE else _drawn
    sent: dict[str, Sent] = {}
    for who in (READER, THANKED):
        caller = await call(port, who, passphrase=houses.PASSPHRASE, size=SIZE)
        sent = await take(caller, [stop for stop in places if stop.by == who]) | sent
        await caller.leave()
    return {name: sent[name] for name in goals()}


def _dense(lines: Iterable[str]) -> int:
    return sum(len(" ".join(line.split())) for line in lines)


async def _said(caller: Caller, places: Iterable[Stop]) -> dict[str, Sent]:
    """Take the tour in the line mode."""
    data = await caller.prompt()
    found = {"home": data}
    for stop in places:
        found[stop.name] = await caller.ask(f"go {stop.address}")
    return {name: Sent(data, _dense(data.decode().splitlines())) for name, data in found.items()}


async def _drawn(caller: Caller, places: Iterable[Stop]) -> dict[str, Sent]:
    """Take the tour in the full screen: a page is there when its title is."""
    terminal = Terminal(*SIZE)

    async def until(words: str, rows: slice) -> Sent:
        while not any(words in row for row in terminal.text()[rows]):
            terminal.feed((await caller.news()).decode())
        return Sent(caller.said, _dense(terminal.text()))

    async def choose(title: str) -> bool:
        """Move to the item with a title, if there is one in view."""
        rows = terminal.text()
        here = next((n for n, row in enumerate(rows) if row.startswith(MARK)), None)
        there = next((n for n, row in enumerate(rows) if row[len(MARK) :].startswith(f"{title}  ")), None)
        if here is None or there is None:
            return False
        if here != there:
            terminal.feed((await caller.press(str(there - here + 1).encode())).decode())
        return True

    async def name(address: str) -> None:
        terminal.feed((await caller.press(GOTO)).decode())
        caller.send(address.encode())
        await until(address, slice(1, None))

    found = {"home": await until(HOME.decode(), slice(None))}
    for stop in places:
        if not await choose(stop.title):
            await name(stop.address)
        caller.send(ENTER)
        found[stop.name] = await until(f" {stop.title}", slice(1))
    return found
