"""One short visit in the line mode, and what each step of it sends on the channel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.caller import Caller, call
from tests.bench.corpus import TEXT
from tests.bench.table import Row

DOOR, HOME, KEY = 700, 2000, 12
"""Most bytes (DESIGN.md, Budgets)."""


@dataclass(frozen=True)
class Said:
    """What one step sent, and in how many packets."""

    data: bytes
    packets: int


@dataclass(frozen=True)
class Walk:
    """The steps."""

    door: Said
    home: Said
    boards: Said
    post: Said
    next: Said
    key: Said

    def rows(self) -> Iterator[Row]:
        """Return the table's rows."""
        text = len(listed(self.boards.data))
        yield Row("the door", goal=DOOR, line=len(self.door.data))
        yield _row("lines: open the list of boards", self.boards, list_goal(self.boards.data), text)
        yield _row("lines: open a post of 1,000 characters", self.post, post_goal(), len(TEXT))
        yield _row("lines: move to the next such post", self.next, post_goal(), len(TEXT))
        yield Row("packets in the door", "", 1, line=self.door.packets)
        yield Row("packets in a post", "", 3, line=self.post.packets)


def _row(what: str, said: Said, goal: float, text: float) -> Row:
    return Row(what, goal=goal, line=len(said.data), floor=text, of="of text")


async def walk(port: int, handle: str, thread: str, *, key: Path | None = None, passphrase: str | None = None) -> Walk:
    """Take the visit."""
    stranger = await call(port, "line")
    door = said(stranger, await stranger.prompt())
    await stranger.leave()
    member = await call(port, handle, key=key, passphrase=passphrase)
    home = said(member, await member.prompt())
    boards = said(member, await member.ask("boards"))
    post = said(member, await member.ask(f"go {thread}"))
    following = said(member, await member.ask(""))
    await member.key(b"x")
    typed = said(member, member.said)
    await member.leave()
    return Walk(door, home, boards, post, following, typed)


def said(caller: Caller, data: bytes) -> Said:
    """Return what was said since the last send."""
    return Said(data, caller.packets)


def listed(data: bytes) -> str:
    """Return what the items of a list say, with their numbers: all but its heading, its prompt and its line ends."""
    return "".join(" ".join(line.split()) for line in data.decode().splitlines() if re.match(r"\d+\. ", line))


def list_goal(data: bytes) -> int:
    """Return the most bytes a list may take: 1.15 times its text, and 200."""
    return int(1.15 * len(listed(data)) + 200)


def post_goal() -> int:
    """Return the most bytes a post of 1,000 characters may take: 1.25 times its text, and 300."""
    return int(1.25 * len(TEXT) + 300)
