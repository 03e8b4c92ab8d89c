"""Processes that use a store and are killed (SIGKILL) in the middle of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from peewee import SqliteDatabase

from bbs import cli, rotation, server_key
from bbs.community import members, noticed
from store import migrations
from store.database import Store
from tests import houses
from tests.serving import LOADED

ROOT = Path(__file__).parents[1]

POSTING = """
import sys
from bbs.community import members, posts
from tests import stores
from pathlib import Path

store = stores.opened(Path(sys.argv[1]))
sam = store.run(members.by_handle, "sam")
number = 0
while True:
    number += 1
    text = f"{sys.argv[2]}.{number} " + "It is four in the morning. " * (number % 50)
    sent = stores.start(store, sam, text) if number % 3 == 0 else stores.reply(store, sam, 1, text)
    sys.stdout.write(f"{sent.id} {sys.argv[2]}.{number}\\n")
    sys.stdout.flush()
"""


def kill_while_posting(folder: Path, name: str, *, after: int) -> dict[int, str]:
    """Let a process post as fast as it can, kill it once `after` posts were acknowledged; return all that were."""
    command = [sys.executable, "-c", POSTING, str(folder), name]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(after)]
        process.kill()
        said += process.stdout.readlines()
    assert process.returncode == -9
    whole = [line.split() for line in said if line.endswith("\n")]
    assert len(whole) >= after
    return {int(post): text for post, text in whole}


def kill_while_migrating(folder: Path, scripts: Path, *, after: int) -> bool:
    """Kill a process after so many statements of its migrations; return whether it got that far."""
    return _is_killed(_migrate_and_die, str(folder), str(scripts), after)


def _is_killed(work: Callable[..., None], *args: object) -> bool:
    process = LOADED.Process(target=work, args=args)
    process.start()
    process.join(60)
    assert process.exitcode in (0, -9)
    return process.exitcode == -9


def _migrate_and_die(folder: str, scripts: str, last: int) -> None:
    execute, done, begun = SqliteDatabase.execute_sql, 0, False

    def counted(self: SqliteDatabase, sql: str, *more: Any, **how: Any) -> Any:
        nonlocal done, begun
        begun = begun or "foreign_keys = 0" in sql
        result = execute(self, sql, *more, **how)  # type: ignore[no-untyped-call]
        done += begun
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(SqliteDatabase, "execute_sql", counted)  # noqa: B010 - a method, for mypy
    migrations.FOLDER = Path(scripts)
    Store.open(Path(folder) / "warmline.db", Path(folder) / "backups").close()


def kill_while_rotating(home: Path, *, after: int) -> bool:
    """Kill a process that changes the server key before its so many-th step; return whether it got that far."""
    return _is_killed(_rotate_and_die, str(home), after)


def kill_between_changing_and_hearing(home: Path, handle: str, address: str, text: str) -> None:
    """Have a member change a post, and kill the process once that is saved, before it is heard."""
    assert _is_killed(_change_and_die, str(home), handle, address, text)


def _change_and_die(home: str, handle: str, address: str, text: str) -> None:
    def die(*args: Any, **how: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    house = houses.build(Path(home))
    person = houses.write(house, members.by_handle, handle)
    noticed.in_post = die  # type: ignore[assignment]
    houses.verb(house, f"edit {address}", person, text=text)


def _rotate_and_die(home: str, last: int) -> None:
    done = 0

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*args: Any, **how: Any) -> Any:
            nonlocal done
            done += 1
            if done == last:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **how)

        return counting

    for name in ("backup", "reseal", "settle", "sync_folder"):
        setattr(rotation, name, counted(getattr(rotation, name)))
    for owner, name in ((Path, "rename"), (Path, "unlink"), (server_key, "take")):
        setattr(owner, name, counted(getattr(owner, name)))
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
        cli.main(["server-key", "--rotate", "--home", home])
