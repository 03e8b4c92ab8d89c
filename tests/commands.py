"""Commands as an operator types them, run in this process, and what they do to a home."""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest.mock import patch

from bbs import cli
from store.database import Store
from store.home import Home

CHEAP = {"WARMLINE_PASSPHRASES_MEMORY_KIB": "19456", "WARMLINE_PASSPHRASES_TIME_COST": "2"}
"""Variables with which a passphrase costs little."""

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


class Terminal(io.StringIO):
    """Standard input at which somebody sits."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def warmline(*words: object, typed: str = "", variables: dict[str, str] | None = None, terminal: bool = False) -> Done:
    """Run a command as `main` does, in this process, which takes a tenth of the time of one of its own."""
    environment = {"PATH": os.environ["PATH"], "COLUMNS": "80", **(variables or {})}
    mask = os.umask(0o077)
    levels = {name: logging.getLogger(name).level for name in ("", "asyncssh", "peewee", "asyncio")}
    with (
        patch.dict(os.environ, environment, clear=True),
        patch("sys.stdin", (Terminal if terminal else io.StringIO)(typed)),
        redirect_stdout(io.StringIO()) as said,
        redirect_stderr(io.StringIO()) as errors,
    ):
        status = 0
        try:
            cli.main([str(word) for word in words])
        except SystemExit as left:
            status = int(left.code or 0)
        finally:
            os.umask(mask)
            for name, level in levels.items():
                logging.getLogger(name).setLevel(level)
    return Done(status, said.getvalue(), errors.getvalue())


def asked(home: Home, rule: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return what a rule says of a home that is not served."""
    store = Store.open(home.database, home.backups)
    try:
        return store.run(rule, *args, **kwargs)
    finally:
        store.close()


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
