"""Attacking the program: what it takes of memory, and how soon somebody in need is served meanwhile."""

from __future__ import annotations

import asyncio
import logging
import re
import subprocess
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import asyncssh

from tests.harbour import CLEAN, QUIET
from tests.knocking import SUCCESS, Knocker
from tests.serving import Serving, away

log = logging.getLogger("measured")
R = TypeVar("R")
Visit = asyncssh.SSHClientProcess[Any]
HELP = "If your life is in danger now, call your emergency number."
MB = 1024 * 1024
PROMPTLY = 2.0
"""Seconds within which somebody in need is answered; it takes a tenth of one when nobody else is there."""
SETTINGS = """\
[server]
stalled_seconds = 5
input_rate = 16777216
"""
"""So that what takes half a minute takes seconds; what is held does not depend on it."""


@dataclass(frozen=True)
class Target:
    """The program, serving in a process of its own."""

    port: int
    pid: int

    @property
    def memory(self) -> int:
        """Bytes of memory the server has now."""
        return self._status("VmRSS")

    def forget(self) -> int:
        """Begin to measure the most it ever has; return what it has now."""
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")
        return self.memory

    def grown(self, before: int) -> int:
        """Return by how much the most it ever had, since `forget`, is more than it had then."""
        grown = self._status("VmHWM") - before
        log.info("memory: %.1f MB more at most", grown / MB)
        return grown

    def _status(self, name: str) -> int:
        found = re.search(rf"^{name}:\s+(\d+) kB", Path(f"/proc/{self.pid}/status").read_text(), re.MULTILINE)
        assert found
        return int(found[1]) * 1024

    def helps(self) -> float:
        """Call as somebody in need, with an ordinary client; return the seconds until all was said."""
        command = ["ssh", *QUIET, "-o", "BatchMode=yes", "-p", str(self.port), "-T", "help@127.0.0.1"]
        began = time.monotonic()
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False, env=CLEAN
        )
        assert HELP in done.stdout, done.stderr
        took = time.monotonic() - began
        log.info("help answered in %.2f s", took)
        return took


@contextmanager
def target_in(folder: Path) -> Iterator[Target]:
    """Serve the home in a folder by a program of its own."""
    serving = Serving.program(folder / "home")
    serving._environment = away(folder, WARMLINE_LOGGING_LEVEL="error")  # nobody reads its pipe meanwhile
    with serving:
        serving._guard.cancel()  # whoever attacks says how long it may take
        yield Target(serving.port, serving._process.pid)


def within(seconds: float, attack: Coroutine[Any, Any, R]) -> R:
    """Run an attack in a loop of its own, for so many seconds at most."""
    return asyncio.run(asyncio.wait_for(attack, seconds))


async def comes_in(knocker: Knocker, **how: Any) -> Visit:
    """Open a visit to the help page, as far as its first prompt."""
    assert await knocker.request("help", b"none") == SUCCESS
    visit: Visit = await knocker.create_process(**{"term_type": "xterm", **how})
    await visit.stdout.readuntil("choose: ")
    return visit


async def asks(visit: Visit) -> str:
    """Ask for help once more, in a visit that should go on."""
    visit.stdin.write("help\r")
    return str(await visit.stdout.readuntil("choose: "))


async def all_at_once(attack: Callable[[int], Coroutine[Any, Any, R]], times: int, target: Target) -> tuple[R, ...]:
    """Attack so many times at once; somebody in need is served promptly meanwhile."""
    attacking = [asyncio.ensure_future(attack(number)) for number in range(times)]
    while not all(one.done() for one in attacking):
        assert await asyncio.to_thread(target.helps) < PROMPTLY
    return tuple(await asyncio.gather(*attacking))
