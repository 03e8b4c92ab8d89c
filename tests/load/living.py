"""What members do at the speed of people, in both modes, and how long each key waits for what it brings.

Somebody reads a post in seconds, moves once or twice a second, types five letters a second and stops to think. The
rests are drawn from a seed, so that two runs press the same keys.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from typing import Final

import asyncssh

from tests.bench.caller import Caller
from tests.bench.screens import DOWN, ENTER, HOME, UP
from tests.load.town import BOARD, Town, Villager, words

GOTO, SEND, CHECK = b":", b"\x13", b"c"
MOVE_SECONDS, READ_SECONDS, THINK_SECONDS, LETTER_SECONDS = (0.4, 1.5), (5.0, 12.0), (5.0, 30.0), 0.2
STORED: Final = {b"Posted.": "posted", b"Kept: ": "checked in"}
GIVEN_UP_SECONDS: Final = 10.0
"""Nobody waits longer for a key: it counts as unanswered."""
SIZE: Final = (80, 24)


@dataclass
class Seen:
    """What all of them saw: seconds by the kind of key, and how often what happened."""

    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def keys(self) -> int:
        """How many keys were answered."""
        return sum(len(values) for kind, values in self.waits.items() if kind != "arrive")

    def begins(self) -> None:
        """Forget what was seen while people still came, but for how long coming took."""
        for kind in self.waits.keys() - {"arrive"}:
            self.waits[kind].clear()

    def until_now(self) -> Seen:
        """Return what was seen so far; what happens from now on is not in its times."""
        waits = {kind: list(values) for kind, values in self.waits.items()}
        return Seen(defaultdict(list, waits), self.counts)


class Life:
    """One member's visit."""

    def __init__(self, who: Villager, town: Town, seen: Seen, chance: Random) -> None:
        self.who, self.town, self.seen, self.chance = who, town, seen, chance
        self.caller = Caller()
        self.is_over = False

    async def lives(self, port: int, begins: float, ends: float) -> None:
        """Come at a time, do one thing after the other until another time, and leave. Times are the loop's."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, begins - loop.time()))
        try:
            await self.arrives(port)
            while loop.time() < ends:
                act = self.chance.choices((self.reads, self.moves, self.answers, self.searches, self.checks_in), ACTS)
                await act[0]()
                await self._rests(THINK_SECONDS)
            self.is_over = True
            await self.caller.leave()
        except (OSError, asyncssh.Error, TimeoutError) as error:
            self.is_over = True
            self.seen.counts[f"lost: {type(error).__name__}"] += 1

    async def arrives(self, port: int, *, passphrase: str | None = None) -> None:
        """Connect from an address of one's own, with a key or a passphrase, and wait for home."""
        began = perf_counter()
        connection = await asyncssh.connect(
            "127.0.0.1",
            port,
            local_addr=(self.who.address, 0),
            username=self.who.handle,
            client_keys=None if passphrase else [self.who.key],
            password=passphrase,
            preferred_auth="password" if passphrase else "publickey",
            known_hosts=None,
            config=None,
            agent_path=None,
            gss_host=None,
            compression_algs=None,
            login_timeout=120,
        )
        await connection.create_session(lambda: self.caller, term_type="xterm-256color", term_size=SIZE, encoding=None)
        self.caller.connection = connection
        await (self.caller.prompt() if self.who.is_line else self.caller.shown(HOME))
        self._took("arrive", perf_counter() - began)

    @property
    def received(self) -> int:
        """The bytes that came over the line so far, SSH's own with them; 0 for who is not there."""
        return self.caller.tcp_bytes if hasattr(self.caller, "connection") and not self.is_over else 0

    # What they do

    async def reads(self) -> None:
        """Read what is new, post by post."""
        await self._goes("new")
        for _ in range(self.chance.randint(2, 6)):
            await self._rests(READ_SECONDS)
            await self._key("open", ENTER)

    async def moves(self) -> None:
        """Look through a board, down and up, without opening anything. In lines, a list is read at once."""
        await self._goes(f"boards/{BOARD}")
        if self.who.is_line:
            await self._rests(READ_SECONDS)
            return
        for n in range(self.chance.randint(8, 15)):
            await self._rests(MOVE_SECONDS)
            await self._key("move", DOWN if n % 8 < 5 else UP)

    async def answers(self) -> None:
        """Open a thread, write some sentences, and post them."""
        await self._goes(self.chance.choice(self.town.threads))
        await self._rests(READ_SECONDS)
        text = words(self.town.said, self.chance, 2)[:200].encode()
        if self.who.is_line:
            await self._types(b"reply")
            await self._until("open", ENTER, b"a single dot.\r\n")
            await self._types(text)
            await self._until("open", ENTER, b"\n")
            await self._types(b".")
            await self._until("open", ENTER, b", edit, ")
            await self._types(b"yes")
            await self._until("post", ENTER, b"Posted.")
            await self.caller.prompt()
            return
        await self._key("open", b"r")
        await self._rests(MOVE_SECONDS)
        await self._types(text)
        await self._until("post", SEND, b"Posted.")

    async def searches(self) -> None:
        """Look for a word."""
        await self._goes(f"search/{self.chance.choice(self.chance.choice(self.town.said).split()).strip('.').lower()}")

    async def checks_in(self) -> None:
        """Say how it is, in one of five words."""
        await self._goes("home")
        await self._rests(MOVE_SECONDS)
        if self.who.is_line:
            await self._types(b"check")
            await self._until("open", ENTER, b": ")
            await self._types(b"3")
            await self._until("post", ENTER, b"Kept: ")
            await self.caller.prompt()
            return
        await self._key("open", CHECK)
        await self._rests(MOVE_SECONDS)
        await self._key("move", b"3")
        await self._until("post", ENTER, b"Kept: ")

    # How they press keys

    async def _goes(self, address: str) -> None:
        if self.who.is_line:
            await self._types(f"go {address}".encode())
            await self._until("open", ENTER, b": ")
            return
        await self._key("open", GOTO)
        await self._rests(MOVE_SECONDS)
        await self._types(address.encode())
        await self._key("open", ENTER)

    async def _types(self, text: bytes) -> None:
        for n in range(len(text)):
            await asyncio.sleep(LETTER_SECONDS)
            await self._key("letter", text[n : n + 1])

    async def _key(self, kind: str, key: bytes) -> None:
        """Press a key, and note when its first byte came."""
        try:
            async with asyncio.timeout(GIVEN_UP_SECONDS):
                self._took(kind, await self.caller.key(key))
        except TimeoutError:
            self.seen.counts[f"unanswered: {kind}"] += 1

    async def _until(self, kind: str, key: bytes, said: bytes) -> None:
        """Press a key, and note when some words came."""
        began = perf_counter()
        try:
            async with asyncio.timeout(GIVEN_UP_SECONDS):
                await self.caller.press(key, said)
        except TimeoutError:
            self.seen.counts[f"unanswered: {kind}"] += 1
            return
        self._took(kind, perf_counter() - began)
        self.seen.counts[STORED.get(said, "said")] += 1

    def _took(self, kind: str, seconds: float) -> None:
        self.seen.waits[kind].append(seconds)

    async def _rests(self, between: tuple[float, float]) -> None:
        await asyncio.sleep(self.chance.uniform(*between))


ACTS: Final = (40, 25, 15, 12, 8)
"""How often they do what: reading most of all, then looking through a board, answering, searching, checking in."""
