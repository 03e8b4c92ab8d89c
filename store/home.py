"""A home: the folder that holds everything a community owns."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bbs.errors import Refusal
from bbs.language import N_

MARKER = "warmline.home"
DATABASE = "warmline.db"
SERVER_KEY = "server.key"
HOST_KEYS = "hostkeys"
CONFIG = "warmline.toml"
BACKUPS = "backups"
BALLAST = "ballast"
OWN_LINES = "own_lines.json"


@dataclass(frozen=True)
class Home:
    """The paths of one community, and what state they are in."""

    path: Path

    @property
    def marker(self) -> Path:
        """The file that says: a community was started here."""
        return self.path / MARKER

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.path / DATABASE

    @property
    def server_key(self) -> Path:
        """The key that wraps private words; in no backup."""
        return self.path / SERVER_KEY

    @property
    def next_server_key(self) -> Path:
        """The key that is about to take the place of the server key; there only while it is being changed."""
        return self.path / f"{SERVER_KEY}.next"

    def server_key_before(self, why: str, name: str) -> Path:
        """Return where a server key is kept that another one took the place of. `name` is eight hex digits."""
        return self.path / f"{SERVER_KEY}.before-{why}-{name}"

    @property
    def server_keys(self) -> list[Path]:
        """Every file here that may hold a server key: that in use, one to come, and those before it."""
        return sorted(self.path.glob(f"{SERVER_KEY}*"))

    @property
    def host_keys(self) -> Path:
        """The folder of SSH host keys."""
        return self.path / HOST_KEYS

    @property
    def config(self) -> Path:
        """The operator's settings."""
        return self.path / CONFIG

    @property
    def backups(self) -> Path:
        """The folder of copies."""
        return self.path / BACKUPS

    @property
    def ballast(self) -> Path:
        """The room that is held back for a full disk."""
        return self.path / BALLAST

    @property
    def own_lines(self) -> Path:
        """The copy of the help lines that this community added, for when the database cannot be read."""
        return self.path / OWN_LINES

    @property
    def is_started(self) -> bool:
        """Whether a community was ever started here: anything of one says so, whatever else is missing."""
        kept = (self.marker, self.database, self.server_key)
        return any(path.exists() for path in kept) or any(self.host_keys.glob("ssh_host_*_key"))

    @property
    def is_demo(self) -> bool:
        """Whether the members here are fictional."""
        try:
            return bool(json.loads(self.marker.read_text("utf-8")).get("demo"))
        except (OSError, ValueError, AttributeError):
            return False

    @property
    def started(self) -> int:
        """When the community began, in UTC seconds; 0 when nothing says so."""
        try:
            return int(json.loads(self.marker.read_text("utf-8")).get("started", 0))
        except (OSError, ValueError, AttributeError, TypeError):
            return 0

    @property
    def in_work_tree(self) -> bool:
        """Whether this folder lies in a git work tree, where a slip would publish it."""
        here = self.path.resolve()
        return any((folder / ".git").exists() for folder in (here, *here.parents))

    def begin(self, *, now: int, demo: bool = False) -> None:
        """Make the folders and the marker of a new community.

        Raises Refusal when one was already started here: an existing home is never begun again.
        """
        self.refuse_started()
        self.complete(now=now, demo=demo)

    def refuse_started(self) -> None:
        """Raise Refusal when a community was already started here."""
        if self.is_started:
            raise Refusal(N_("A community was already started in {path}. Nothing was changed."), path=self.path)

    def must_be_started(self) -> None:
        """Raise Refusal where no community was started."""
        if not self.is_started:
            raise Refusal(N_("There is no community in {path}. Say where it is: --home FOLDER."), path=self.path)

    def complete(self, *, now: int, demo: bool = False) -> None:
        """Make what is missing of the folders and the marker, as where a copy is put back on a new machine."""
        for folder in (self.path, self.host_keys, self.backups):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self.marker.exists():
            write_private(self.marker, json.dumps({"id": secrets.token_hex(8), "started": now, "demo": demo}).encode())

    @property
    def marked(self) -> dict[str, object]:
        """What the marker says; nothing where it cannot be read."""
        try:
            said = json.loads(self.marker.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return said if isinstance(said, dict) else {}

    def mark(self, **entries: object) -> None:
        """Note something in the marker, beside what it says already; None takes a note out."""
        marked = json.loads(self.marker.read_text("utf-8")) | entries
        write_private(self.marker, json.dumps({k: v for k, v in marked.items() if v is not None}).encode())

    @contextmanager
    def held(self) -> Iterator[None]:
        """Have this home to oneself, as whoever serves it or replaces its database must. Raises Refusal."""
        descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Refusal(
                    N_("A Warmline runs in {path} already. Stop that one first. Nothing was changed."), path=self.path
                ) from error
            yield
        finally:
            os.close(descriptor)


def write_private(path: Path, data: bytes) -> None:
    """Write a new file that only its owner can read, whole or not at all (0600, synced, renamed into place)."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
