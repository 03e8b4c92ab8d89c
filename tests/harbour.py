"""A harbour: a whole community on a loopback port, for tests that call it with real SSH clients."""

from __future__ import annotations

import asyncio
import os
import pty
import re
import subprocess
import termios
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import pexpect
from ptyprocess import PtyProcess

from bbs.community.members import Person
from bbs.config import Config, Endpoint
from bbs.serve_command import open_session
from bbs.server.ssh import Server
from bbs.session import Mode
from tests import houses
from tests.houses import PASSPHRASE, HeldClock

R = TypeVar("R")

HERE = Endpoint("127.0.0.1", 0)

READERS = Config().store.readers
"""As many as a server has that nobody set anything for."""


class Client(pexpect.spawn):  # type: ignore[misc]
    """A program at a terminal of its own, begun without copying this process, which takes longer than many a visit."""

    def _spawnpty(self, args: list[str], *, env: dict[str, str], dimensions: tuple[int, int], **_: Any) -> PtyProcess:
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, dimensions)
        # Opened by who has a session and no terminal yet, it becomes theirs: ssh asks for the passphrase there.
        opening = [(os.POSIX_SPAWN_OPEN, stream, os.ttyname(theirs), os.O_RDWR, 0) for stream in range(3)]
        pid = os.posix_spawn(args[0], args, env, file_actions=opening, setsid=True)
        os.close(theirs)
        return PtyProcess(pid, ours)


class Caller:
    """Somebody with an OpenSSH client and a keyboard."""

    def __init__(
        self,
        command: list[str],
        columns: int = 80,
        rows: int = 24,
        environment: dict[str, str] | None = None,
        encoding: str = "utf-8",
    ) -> None:
        self.child = Client(
            command[0], command[1:], dimensions=(rows, columns), encoding=encoding, timeout=30, env=environment or CLEAN
        )
        self.child.delaybeforesend = None
        self.said = ""

    def sees(self, words: str) -> str:
        """Wait for words; return what was said up to their end, since the last look."""
        self.child.expect_exact(words)
        heard = str(self.child.before) + words
        self.said += heard
        return heard

    def types(self, line: str) -> None:
        """Type a line and press Enter."""
        self.child.send(line + "\r")

    def presses(self, keys: str) -> None:
        """Press keys."""
        self.child.send(keys)

    def ask(self, line: str, words: str) -> str:
        """Type a line and wait for words."""
        self.types(line)
        return self.sees(words)

    def is_gone(self) -> str:
        """Wait until the connection has ended; return the rest of what was said."""
        self.child.expect(pexpect.EOF)
        rest = str(self.child.before)
        self.said += rest
        self.child.wait()
        self.child.ptyproc.delayafterclose = 0  # which is there for a client that has yet to end
        self.child.close()
        return rest

    def hangs_up(self) -> None:
        """Cut the line without a word."""
        self.child.close(force=True)

    @property
    def exit_status(self) -> int | None:
        """The exit status of the client once it is gone."""
        status: int | None = self.child.exitstatus
        return status


CLEAN = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TERM": "xterm-256color"}
"""An environment that says nothing about this machine."""

QUIET = [
    "-F", "none", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
    "-o", "IdentityAgent=none",
]  # fmt: skip


class Harbour:
    """The server, its house, and people who call it."""

    def __init__(
        self,
        path: Path,
        *,
        settings: str = "",
        exempt: bool = True,
        store: bool = True,
        mode: Mode = Mode.LINE,
        where: Endpoint = HERE,
    ) -> None:
        self.path, self._where = path, where
        self.house = houses.build(
            path / "home", settings=settings, exempt=exempt, store=store, mode=mode, readers=READERS
        )
        self.clock = self.house.clock
        self.server = Server(self.house, open_session)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self.port = self.run(self.server.listen((self._where,)))[0][1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.run(self.server.close())
        self.run(_turns())
        houses.close(self.house)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)
        self._loop.close()

    def run(self, coroutine: Coroutine[Any, Any, R]) -> R:
        """Run a coroutine in the server's loop and return its result."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(40)

    def passes(self, seconds: float) -> None:
        """Let time pass."""

        async def move() -> None:
            assert isinstance(self.clock, HeldClock)
            self.clock.move(seconds)

        self.run(move())

    def comes_true(self, condition: Callable[[], bool]) -> None:
        """Let the server run until something is so, for half a minute at most."""

        async def wait() -> None:
            while not condition():  # noqa: ASYNC110
                await asyncio.sleep(0)  # what is waited for has no event of its own

        self.run(asyncio.wait_for(wait(), 30))

    def write(self, fn: Callable[..., R], *args: Any, **kwargs: Any) -> R:
        """Change the store as a rule would."""
        return houses.write(self.house, fn, *args, **kwargs)

    def member(self, handle: str, **how: Any) -> Person:
        """Make a member who was welcomed already."""
        return houses.member(self.house, handle, **how)

    def key(self, name: str, kind: str = "ed25519") -> Path:
        """Make a key pair with OpenSSH; return the path of the private half."""
        path = self.path / name
        subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", name, "-f", str(path)], check=True)
        return path

    def command(
        self, user: str, *words: str, terminal: bool = True, key: Path | None = None, options: tuple[str, ...] = ()
    ) -> list[str]:
        """Return the ssh command line of a caller."""
        identity = ["-i", str(key), "-o", "IdentitiesOnly=yes"] if key else ["-o", "PubkeyAuthentication=no"]
        return [
            "ssh", *QUIET, "-o", f"LogLevel={'INFO' if terminal else 'ERROR'}", *identity, *options,
            "-tt" if terminal else "-T", "-p", str(self.port), f"{user}@127.0.0.1", *words,
        ]  # fmt: skip

    def calls(
        self,
        user: str,
        *words: str,
        terminal: bool = True,
        key: Path | None = None,
        options: tuple[str, ...] = (),
        columns: int = 80,
        rows: int = 24,
        environment: dict[str, str] | None = None,
        encoding: str = "utf-8",
    ) -> Caller:
        """Let somebody call."""
        command = self.command(user, *words, terminal=terminal, key=key, options=options)
        return Caller(command, columns=columns, rows=rows, environment=environment, encoding=encoding)

    def signs_in(self, handle: str, passphrase: str = PASSPHRASE, **how: Any) -> Caller:
        """Let a member call and sign in, as far as the first prompt."""
        caller = self.calls(handle, **how)
        caller.sees("Enter for the door: ")
        caller.types(passphrase)
        caller.sees("Home, choose: ")
        return caller

    def verb(
        self, user: str, *words: str, text: str = "", key: Path | None = None, options: tuple[str, ...] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Do one verb, without a terminal, and wait for its end."""
        command = self.command(user, *words, terminal=False, key=key, options=("-o", "BatchMode=yes", *options))
        return subprocess.run(command, input=text, capture_output=True, text=True, timeout=30, check=False, env=CLEAN)


async def _turns() -> None:
    """Let connections that were just cut, or just accepted, come to their end before the loop does."""
    for _ in range(50):
        await asyncio.sleep(0)


def plain(said: str) -> str:
    """Return what was said with line ends made one kind."""
    return re.sub(r"\r\n?", "\n", said)
