"""A demo community in a temporary folder, and the processes that serve it: ours, stock Textual, and the bare one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import asyncssh

from bbs.community import members
from store.database import Store
from store.home import Home
from tests.bench import corpus
from tests.bench.corpus import Corpus

HANDLE = "sam"
PLAIN = {"PATH": os.environ["PATH"], "WARMLINE_LOGGING_LEVEL": "warning"}
FROM_ONE_ADDRESS = {
    "WARMLINE_SERVER_SESSIONS_PER_NETWORK": "1000",
    "WARMLINE_SERVER_HALF_OPEN_PER_NETWORK": "50",
    "WARMLINE_SERVER_CONNECTIONS_PER_NETWORK": "1000000",
}
"""What lets all callers of a measurement come from one address."""
SERVE = ("-m", "bbs", "serve", "--host", "127.0.0.1", "--port", "0", "--home")


@dataclass(frozen=True)
class Ground:
    """What is measured on: a demo home, a key that signs sam in, and what there is to read."""

    home: Path
    key: Path
    corpus: Corpus

    @classmethod
    def make(cls, folder: Path) -> Ground:
        """Make the home with the program itself."""
        home, key = folder / "home", folder / "key"
        warmline("demo", "--home", str(home), "--passphrase", "a lantern on the quiet water")
        private = asyncssh.generate_private_key("ssh-ed25519")
        private.write_private_key(str(key))
        private.write_public_key(f"{key}.pub")
        warmline("member", "key", "--home", str(home), HANDLE, f"{key}.pub")
        store = Store.open(Home(home).database, Home(home).backups)
        try:
            author = store.run(members.by_handle, "ash")
            assert author is not None
            planted = store.run(corpus.plant, author, now=int(time.time()) - 3600)
        finally:
            store.close()
        return cls(home, key, planted)

    def copy(self, folder: Path) -> Ground:
        """Return the same ground with a home of its own: no two servers share one."""
        return replace(self, home=shutil.copytree(self.home, folder))


def warmline(*words: str) -> None:
    """Run one command of the program."""
    subprocess.run([sys.executable, "-m", "bbs", *words], check=True, env=PLAIN, stdout=subprocess.DEVNULL)


@dataclass(frozen=True)
class Served:
    """A process that serves, and what it takes of the machine."""

    pid: int
    port: int

    @property
    def memory(self) -> int:
        """Bytes of memory that are this process's alone: proportional set size, anonymous part (proc(5))."""
        return self._rollup("Pss_Anon")

    @property
    def all_memory(self) -> int:
        """Bytes of memory it takes in all: proportional set size."""
        return self._rollup("Pss")

    def _rollup(self, name: str) -> int:
        text = Path(f"/proc/{self.pid}/smaps_rollup").read_text("ascii")
        found = re.search(rf"^{name}: +(\d+) kB$", text, re.MULTILINE)
        assert found
        return int(found[1]) * 1024

    @property
    def processor(self) -> float:
        """Seconds of processor time it has used, to the nanosecond (clock_getcpuclockid(3))."""
        return time.clock_gettime(~self.pid << 3 | 2)


Serve = Callable[[Ground], AbstractContextManager[Served]]
"""One of the servers that are compared."""


@contextmanager
def full(ground: Ground) -> Iterator[Served]:
    """Serve the community: behind the door is the full screen."""
    with process(*SERVE, str(ground.home), **FROM_ONE_ADDRESS) as served:
        yield served


@contextmanager
def line(ground: Ground) -> Iterator[Served]:
    """Serve it in the line mode."""
    with process(*SERVE, str(ground.home), WARMLINE_SERVER_MODE="line", **FROM_ONE_ADDRESS) as served:
        yield served


@contextmanager
def stock(ground: Ground) -> Iterator[Served]:
    """Serve it in the full screen as Textual itself draws it."""
    with process("-m", "tests.bench.stock", *SERVE[2:], str(ground.home), **FROM_ONE_ADDRESS) as served:
        yield served


@contextmanager
def bare(ground: Ground) -> Iterator[Served]:
    """Serve nothing, with the same options and the same host key."""
    with process("-m", "tests.bench.bare", str(ground.home), **FROM_ONE_ADDRESS) as served:
        yield served


@contextmanager
def process(*words: str, **variables: str) -> Iterator[Served]:
    """Run Python with some words until it says where it listens; end it when it is not needed any more."""
    with subprocess.Popen(
        [sys.executable, *words], env=PLAIN | variables, stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            assert running.stdout
            said = running.stdout.readline()
            found = re.search(r" port (\d+)$", said.rstrip())
            assert found, said
            yield Served(running.pid, int(found[1]))
        finally:
            running.terminate()
