"""The program itself, run as an operator runs it: one command and its end, or a server and what it says."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parent.parent
WARMLINE = (sys.executable, "-m", "bbs")
PATIENCE = 30
"""Seconds after which a program that says nothing is ended, so that it fails one test and not the whole run."""


def away(home: Path, **variables: str) -> dict[str, str]:
    """Return an environment that says nothing about this machine but where its programs are."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "COLUMNS": "200", **variables}


def warmline(
    *words: object, typed: str = "", cwd: Path = ROOT, variables: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end, with these lines on standard input."""
    return subprocess.run(
        [*WARMLINE, *map(str, words)],
        input=typed,
        cwd=cwd,
        env=away(cwd, **(variables or {})) | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


LOADED = multiprocessing.get_context("forkserver")
"""Makes processes that have the program loaded already: loading it takes longer than most tests do."""
LOADED.set_forkserver_preload(["tests.loaded"])


class Forked:
    """The program in a process of its own, as `subprocess.Popen` would have it, but begun by what has it loaded."""

    def __init__(self, words: list[str], environment: dict[str, str]) -> None:
        ours, theirs = LOADED.Pipe(duplex=False)
        self._process = LOADED.Process(target=_runs, args=(words, environment, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self.stdout = open(os.dup(ours.fileno()), encoding="utf-8")  # noqa: SIM115 - closed by communicate
        ours.close()
        assert self._process.pid is not None
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """Return the exit status, None while it runs."""
        return self._process.exitcode

    @property
    def returncode(self) -> int | None:
        """The same."""
        return self._process.exitcode

    def communicate(self, timeout: float | None = None) -> tuple[str, None]:
        """Read on to its end; return what it said."""
        said = "" if self.stdout.closed else self.stdout.read()
        self.stdout.close()
        self._process.join(timeout)
        return said, None


def _runs(words: list[str], environment: dict[str, str], said: Connection) -> None:
    os.setsid()
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    sys.stdin = open(os.devnull)  # noqa: SIM115 - for as long as the process lives
    for stream in (1, 2):
        os.dup2(said.fileno(), stream)
    sys.argv = ["warmline", *words]
    import_module("bbs.cli").main(words)


class Serving:
    """A server in a process of its own, from its first line until it has stopped."""

    def __init__(self, *command: object, cwd: Path = ROOT, environment: dict[str, str] | None = None) -> None:
        self._command = [str(word) for word in command]
        self._cwd = cwd
        self._environment = environment if environment is not None else away(cwd)
        self._is_forked = False
        self.said = ""
        self.ports: list[int] = []

    @classmethod
    def program(cls, home: Path, *words: object, **variables: str) -> Self:
        """Serve a home on a free port, in plain lines for callers who do not say, as an operator does."""
        environment = away(ROOT, **{"WARMLINE_SERVER_MODE": "line", **variables})
        return cls(*WARMLINE, "serve", "--home", home, "--port", 0, *words, environment=environment)

    @classmethod
    def home(cls, home: Path, *words: object, **variables: str) -> Self:
        """Do the same with less to wait for."""
        serving = cls.program(home, *words, **variables)
        serving._is_forked = True
        return serving

    def _begins(self) -> subprocess.Popen[str] | Forked:
        if self._is_forked:
            return Forked(self._command[len(WARMLINE) :], self._environment)
        return subprocess.Popen(
            self._command,
            cwd=self._cwd,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        """Start it, and read what it says up to where everything is kept, which is when it can be called."""
        self._process = self._begins()
        self._guard = threading.Timer(PATIENCE, self._end)
        self._guard.start()
        self.hears("Everything this community owns is in")
        self.ports = [int(port) for port in re.findall(r"^Listening on \S+ port (\d+)$", self.said, re.MULTILINE)]
        return self

    @property
    def port(self) -> int:
        """Where it listens first of all."""
        return self.ports[0]

    @property
    def pid(self) -> int:
        """The process that serves, or that started what does."""
        return self._process.pid

    def hears(self, words: str) -> str:
        """Read on up to the line that has some words in it; return that line."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said += line
            if words in line:
                return line
        raise AssertionError(self.said or "it ended without a word")

    def stops(self) -> int:
        """Ask it, and what started it, to stop as a service manager does; return the exit status."""
        os.killpg(self._process.pid, signal.SIGTERM)
        self.said += self._process.communicate(timeout=PATIENCE)[0]
        status = self._process.returncode
        assert status is not None
        return status

    @contextmanager
    def asked_again_and_again(self) -> Iterator[None]:
        """Ask it to stop a thousand times a second, also while it stops: service managers and `make` ask twice."""
        enough = threading.Event()

        def ask() -> None:
            while not enough.wait(0.001):
                with suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGTERM)

        asking = threading.Thread(target=ask)
        asking.start()
        try:
            yield
        finally:
            enough.set()
            asking.join()

    def _end(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it, whatever happened; what it said goes with what failed."""
        self._guard.cancel()
        if self._process.poll() is None:
            self._end()
        self.said += self._process.communicate()[0] or ""
        if error is not None:
            error.add_note(f"The program said:\n{self.said}")
