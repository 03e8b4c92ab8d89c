"""The drill: people post over ssh, a copy is made meanwhile, the server is killed, and everything is put back.

What a member was told is kept against what is there afterwards. Once in `make test`; `make drill` does it twenty times.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import asyncssh
import pytest

from bbs import server_key
from bbs.community import member_keys
from store import encrypting
from store.database import check
from store.home import Home
from tests import commands, houses
from tests.serving import ROOT, WARMLINE, Serving, away

DRILLS = int(os.environ.get("DRILLS", "1"))
WRITERS = ("sam", "ash", "lou")
BEFORE, AFTER = 12, 24
"""Acts that were acknowledged before the copy is begun, and after it was made."""
UNHURRIED = {
    "WARMLINE_WRITING_POSTS_PER_HOUR": "10000",
    "WARMLINE_WRITING_NEWCOMER_DAYS": "0",
    "WARMLINE_SERVER_CONNECTIONS_PER_NETWORK": "1000000",
}

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


@dataclass
class Told:
    """What members were told, by the words of their posts. What was begun and not answered may be so or not."""

    begun: set[str] = field(default_factory=set)
    posted: dict[str, str] = field(default_factory=dict)
    leaving: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def acts(self) -> int:
        return len(self.posted) + len(self.deleted)

    async def wait(self, acts: int) -> None:
        while self.acts < acts:
            self.changed.clear()
            await self.changed.wait()


class Writer:
    """A member with a key who writes as fast as the place lets them, from a program."""

    def __init__(self, handle: str, key: asyncssh.SSHKey, told: Told) -> None:
        self.handle, self.key, self.told = handle, key, told
        self.thread = ""

    async def does(self, port: int, verb: str, text: str = "") -> str:
        """Do a verb; return what was said. Raises asyncssh.Error, OSError where the line broke before it was done."""
        async with asyncssh.connect(
            "127.0.0.1", port, username=self.handle, client_keys=[self.key], known_hosts=None, config=None,
            agent_path=None,
        ) as line:  # fmt: skip
            done = await line.run(verb, input=text)
        if done.returncode is None:
            raise ConnectionError
        assert done.exit_status == 0, (verb, done.stderr)
        return str(done.stdout)

    async def writes(self, port: int) -> None:
        """Begin a thread, answer in it twice, take the one before back, and so on until the line breaks."""
        threads: list[tuple[str, str]] = []
        number = 0
        with suppress(asyncssh.Error, OSError):
            while True:
                number += 1
                words = f"{self.handle}-{number} It is four in the morning."
                self.told.begun.add(words)
                if number % 3 == 1:
                    said = await self.does(port, "post boards/sleep", f"Awake\n{words}\n")
                    self.thread = re.search(r"boards/sleep/\d+", said)[0]  # type: ignore[index]
                    threads.append((self.thread, words))
                else:
                    said = await self.does(port, f"reply {self.thread}", words)
                assert "Posted." in said
                self.tell(words, said)
                if number % 3 == 0 and len(threads) > 1:  # one from before the copy, most likely
                    address, gone = threads.pop(0)
                    self.told.leaving.add(gone)
                    assert "Removed." in await self.does(port, f"delete {address}")
                    self.told.deleted.add(gone)
                    self.told.changed.set()

    def tell(self, words: str, said: str) -> None:
        self.told.posted[words] = self.thread
        self.told.changed.set()


@dataclass(frozen=True)
class Drill:
    """A community that was killed: what its members were told by the end, and when the copy was begun."""

    home: Home
    copy: Path
    identity: Path | None
    told: Told
    before_copy: frozenset[str]


def founded(path: Path) -> tuple[Home, dict[str, asyncssh.SSHKey]]:
    """Found a community with writers who sign in with a key."""
    house = houses.build(path)
    keys = {handle: asyncssh.generate_private_key("ssh-ed25519") for handle in WRITERS}
    for handle, key in keys.items():
        person = houses.member(house, handle)
        fingerprint = key.convert_to_public().get_fingerprint()
        houses.write(house, member_keys.add_key, house.vault, person.id, fingerprint, "laptop", now=house.clock.now())
    houses.close(house)
    return house.home, keys


async def under_load(server: Serving, home: Home, copy: Path, keys: dict[str, asyncssh.SSHKey], **more: str) -> Drill:
    """Let everybody write, copy the database meanwhile, and kill the server while they write on."""
    told = Told()
    writing = [asyncio.ensure_future(Writer(handle, key, told).writes(server.port)) for handle, key in keys.items()]
    ended = asyncio.gather(*writing)
    try:
        await _first(told.wait(BEFORE), ended)
        before = frozenset(told.posted)
        command = [*WARMLINE, "backup", "--home", str(home.path), str(copy)]
        copying = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=away(home.path, **more) | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL
        )
        assert await copying.wait() == 0
        await _first(told.wait(told.acts + AFTER), ended)
        os.kill(server.pid, signal.SIGKILL)
        await asyncio.wait_for(ended, 30)
    finally:
        for one in writing:
            one.cancel()
    return Drill(home, copy, None, told, before)


async def _first(work: object, ended: asyncio.Future[list[None]]) -> None:
    """Wait for something that is to happen while everybody writes; what stops a writer fails at once."""
    assert asyncio.iscoroutine(work)
    waiting = asyncio.ensure_future(asyncio.wait_for(work, 60))
    await asyncio.wait({waiting, ended}, return_when=asyncio.FIRST_COMPLETED)
    if not waiting.done():
        waiting.cancel()
        ended.result()
        raise AssertionError("everybody stopped writing")
    waiting.result()


def standing(path: Path) -> list[str]:
    """Return the words of all posts that stand, as often as they stand there."""
    with closing(sqlite3.connect(path)) as reading:
        return [text for (text,) in reading.execute("SELECT text FROM post WHERE text != '' AND author_id NOT NULL")]


@pytest.mark.parametrize("number", range(DRILLS))
def test_killed_under_load_all_that_was_acknowledged_is_there_and_what_was_deleted_stays_deleted(
    tmp_path: Path, number: int
) -> None:
    """Every other time the copy is encrypted and the disk with the database is lost, and the home is a new one."""
    is_lost = number % 2 == 1
    home, keys = founded(tmp_path / "home")
    public, secret = encrypting.new_key()
    (tmp_path / "identity").write_text(secret)
    more = {"WARMLINE_BACKUPS_ENCRYPT_TO": public} if is_lost else {}
    copy = home.backups / ("one-more.db.age" if is_lost else "one-more.db")
    with Serving.home(home.path, **UNHURRIED, **more) as server:
        drill = asyncio.run(under_load(server, home, copy, keys, **more))
    told = drill.told
    stays = set(told.posted) - told.leaving

    check(home.database)
    found = standing(home.database)
    assert len(found) == len(set(found)), "nothing is there twice"
    assert stays <= set(found) <= told.begun
    assert not told.deleted & set(found)

    place = Home(tmp_path / "new") if is_lost else home
    words = " ".join(server_key.in_words(home))
    if is_lost:
        home.database.unlink()
    else:  # or else this could not fail: the copy lacks what came after it, and holds what was deleted since
        copied = set(standing(copy))
        assert stays - copied
        assert told.deleted & copied
    how = ("--identity", tmp_path / "identity") if is_lost else ()
    done = commands.warmline(
        "restore", "--home", place.path, copy, *how, typed=f"{words}\nyes\n" if is_lost else "yes\n"
    )
    assert (done.returncode, done.stderr) == (0, "")
    restored = set(standing(place.database))
    assert drill.before_copy - told.leaving <= restored <= told.begun
    assert not told.deleted & restored
    if is_lost:
        shutil.copytree(home.host_keys, place.host_keys, dirs_exist_ok=True)

    with Serving.home(place.path, **UNHURRIED) as server:
        sam = Writer("sam", keys["sam"], told)
        assert "Posted." in asyncio.run(sam.does(server.port, "post boards/sleep", "Back\nWe are here again.\n"))
        assert server.stops() == 0
    assert set(standing(place.database)) == restored | {"We are here again."}
