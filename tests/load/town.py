"""A community with as many members as call, each with a key, a passphrase and a network, and with much to read."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import asyncssh

from bbs import server_key
from bbs.community import member_keys, members, posts, texts
from bbs.community.members import Person
from bbs.community.passphrases import Passphrases
from store.database import Store
from store.home import Home
from store.tables import Member, Post, Private
from store.vault import Vault
from tests.bench.sentences import sentences
from tests.bench.served import SERVE, Served, process, warmline

DAY: Final = 24 * 3600
PASSPHRASE: Final = "a lantern on the quiet water"
BOARD: Final = "everyday"
THREADS, REPLIES = 60, 9
LINE_SHARE: Final = 4
"""Every so many-th member has plain lines."""
MEMORY: Final = 512 * 1024 * 1024
"""Bytes of data the server may have: more, and the kernel refuses it (setrlimit(2), RLIMIT_DATA)."""


@dataclass(frozen=True)
class Villager:
    """Somebody who can call: from which address, with which key, and whether lines are what they have."""

    handle: str
    key: asyncssh.SSHKey
    address: str
    is_line: bool


@dataclass(frozen=True)
class Town:
    """The home of the community, who lives there, the threads to read, and what people say."""

    home: Path
    villagers: tuple[Villager, ...]
    threads: tuple[str, ...]
    said: tuple[str, ...]

    @classmethod
    def build(cls, folder: Path, number: int) -> Town:
        """Make the home with the program itself, and fill it."""
        path = folder / "home"
        warmline("demo", "--home", str(path), "--passphrase", PASSPHRASE)
        home, now, chance = Home(path), int(time.time()), Random(number)
        said = tuple(sentences(chance, 400))
        villagers = tuple(_villager(n) for n in range(number))
        store = Store.open(home.database, home.backups)
        try:
            people = store.run(_settle, villagers, server_key.vault_of(home, store), now)
            threads = store.run(_talk, people, said, chance, now)
        finally:
            store.close()
        return cls(path, villagers, threads, said)

    def counts(self) -> tuple[int, int]:
        """Return how many posts and how many records of members' own there are."""
        home = Home(self.home)
        store = Store.open(home.database, home.backups)
        try:
            return store.run(lambda: (Post.select().count(), Private.select().count()))
        finally:
            store.close()


def _villager(n: int) -> Villager:
    address = f"127.1.{n // 250}.{n % 250 + 1}"
    return Villager(f"villager{n}", asyncssh.generate_private_key("ssh-ed25519"), address, n % LINE_SHARE == 0)


def _settle(villagers: tuple[Villager, ...], vault: Vault, now: int) -> list[Person]:
    """Make the members; they have been here for a month. One transaction."""
    hashed, guidelines = Passphrases().hash(PASSPHRASE), texts.load().guidelines.version
    people = []
    for one in villagers:
        joined = now - 30 * DAY
        person = members.add(one.handle, now=joined, passphrase=hashed, guidelines=guidelines, consented=True)
        member_keys.add_key(vault, person.id, one.key.get_fingerprint(), "load", now=joined)
        if one.is_line:
            Member.update(mode="line").where(Member.id == person.id).execute()
        people.append(members.welcome(person.id, now=joined))
    return people


def _talk(people: list[Person], said: tuple[str, ...], chance: Random, now: int) -> tuple[str, ...]:
    """Have them begin threads and answer each other; return where these are. One transaction."""
    found = []
    for n in range(THREADS):
        at = now - 2 * DAY + n * 600
        first = posts.start(chance.choice(people), BOARD, f"Small things, part {n + 1}", words(said, chance), now=at)
        for _ in range(REPLIES):
            posts.reply(chance.choice(people), first.thread, words(said, chance), now=at + 60)
        found.append(f"boards/{BOARD}/{first.thread}")
    return tuple(found)


def words(said: tuple[str, ...], chance: Random, number: int = 3) -> str:
    """Return something to say."""
    return " ".join(chance.choices(said, k=number))


@contextmanager
def held(town: Town, **settings: str) -> Iterator[Served]:
    """Serve the town on one core, with 512 MB for its data, while this process keeps to the others."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[-1]})  # what is started now inherits it, its threads too
    try:
        with process(*SERVE, str(town.home), **settings) as served:
            resource.prlimit(served.pid, resource.RLIMIT_DATA, (MEMORY, MEMORY))
            os.sched_setaffinity(0, set(cores[:-1]) or {cores[-1]})
            yield served
    finally:
        os.sched_setaffinity(0, set(cores))
