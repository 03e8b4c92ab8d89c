"""A disk that keeps nothing it was not told to sync: what SQLite writes is recorded, and any crash can be played.

It stands between SQLite and the system, as a VFS (sqlite.org/vfs.html) that hands everything on to the usual one and
takes note of it. It goes into the library that Python's own `sqlite3` uses, so the store runs as it always does.
"""

from __future__ import annotations

import ctypes
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, addressof, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECTOR = 512
"""Bytes a disk writes whole or not at all."""

XOPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
XDELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
XWRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
XTRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
XSYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class Vfs(Structure):
    """`sqlite3_vfs`."""

    _fields_ = (
        ("version", c_int), ("file_size", c_int), ("longest", c_int), ("next", c_void_p), ("name", c_char_p),
        ("data", c_void_p), ("open", XOPEN), ("delete", XDELETE), ("others", c_void_p * 14),
    )  # fmt: skip


class Methods(Structure):
    """`sqlite3_io_methods`."""

    _fields_ = (
        ("version", c_int), ("close", c_void_p), ("read", c_void_p), ("write", XWRITE), ("truncate", XTRUNCATE),
        ("sync", XSYNC), ("others", c_void_p * 13),
    )  # fmt: skip


@dataclass(frozen=True)
class Event:
    """What was done to a file: "write", "cut", "sync" or "delete"; or "told", when a caller was told something."""

    what: str
    name: str
    place: int = 0
    data: bytes = b""


@dataclass
class Recording:
    """What came to the disk, in its order. `before` is what was on it already."""

    folder: Path
    before: dict[str, bytes]
    events: list[Event] = field(default_factory=list)

    def told(self, what: str) -> None:
        """Take note that a caller was told: from here on it must not be lost."""
        self.events.append(Event("told", what))

    @property
    def syncs(self) -> int:
        """How often something was synced."""
        return sum(event.what == "sync" for event in self.events)

    def crashes(self, seed: int = 0) -> Iterator[tuple[dict[str, bytes], list[str]]]:
        """Yield every state the disk may be left in at a sync, and what callers had been told by then.

        At each sync the power fails three times just before it is done, when of what was written since the last one
        nothing is kept, all of it, and some of it in pieces; and once just after.
        """
        dice = random.Random(seed)
        kept = {name: bytearray(data) for name, data in self.before.items()}
        waiting: list[Event] = []
        told: list[str] = []
        for event in self.events:
            match event.what:
                case "told":
                    told.append(event.name)
                case "delete":
                    kept.pop(event.name, None)
                    waiting = [one for one in waiting if one.name != event.name]
                case "sync":
                    yield _left(kept, []), list(told)
                    yield _left(kept, waiting), list(told)
                    yield _left(kept, _some(waiting, dice)), list(told)
                    _play(kept, [one for one in waiting if one.name == event.name])
                    waiting = [one for one in waiting if one.name != event.name]
                    yield _left(kept, []), list(told)
                case _:
                    waiting.append(event)


def _some(waiting: list[Event], dice: random.Random) -> list[Event]:
    """Return some of what waited to be written, in any order; of a long write perhaps some sectors."""
    chosen = [event for event in waiting if dice.random() < 0.5]
    dice.shuffle(chosen)
    return [piece for event in chosen for piece in _torn(event, dice)]


def _torn(event: Event, dice: random.Random) -> list[Event]:
    if event.what != "write" or dice.random() < 0.5:
        return [event]
    pieces = [
        Event("write", event.name, event.place + start, event.data[start : start + SECTOR])
        for start in range(0, len(event.data), SECTOR)
    ]
    return [piece for piece in pieces if dice.random() < 0.5]


def _left(kept: dict[str, bytearray], waiting: list[Event]) -> dict[str, bytes]:
    left = {name: bytearray(data) for name, data in kept.items()}
    _play(left, waiting)
    return {name: bytes(data) for name, data in left.items()}


def _play(files: dict[str, bytearray], events: list[Event]) -> None:
    for event in events:
        data = files.setdefault(event.name, bytearray())
        if event.what == "cut":
            del data[event.place :]
        else:
            data.extend(bytes(max(0, event.place - len(data))))
            data[event.place : event.place + len(event.data)] = event.data


@contextmanager
def recording(folder: Path) -> Iterator[Recording | None]:
    """Record what SQLite does to the files of a folder; None where Python has a SQLite that nobody can reach."""
    made = Recording(folder, {path.name: path.read_bytes() for path in folder.glob("*.db*")})
    shim = _Shim(made)
    try:
        yield made if shim.is_in_use() else None
    finally:
        shim.remove()


class _Shim:
    """The VFS. What SQLite holds of it lives as long as this does, and files opened through it must be closed first."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._names: dict[int, str] = {}
        self._changed: dict[int, Methods] = {}
        self._kept: list[Any] = []
        try:
            self._library: Any = ctypes.CDLL("libsqlite3.so.0")
        except OSError:
            self._library = None
            return
        self._library.sqlite3_vfs_find.restype = POINTER(Vfs)
        self._library.sqlite3_vfs_register.argtypes = (c_void_p, c_int)
        self._library.sqlite3_vfs_unregister.argtypes = (c_void_p,)
        usual = self._library.sqlite3_vfs_find(None).contents
        self._vfs = Vfs.from_buffer_copy(usual)
        self._vfs.name = b"recording"
        self._vfs.open, self._vfs.delete = XOPEN(self._opens(usual.open)), XDELETE(self._deletes(usual.delete))
        self._library.sqlite3_vfs_register(addressof(self._vfs), 1)

    def is_in_use(self) -> bool:
        """Say whether Python's own SQLite comes by here."""
        with closing(sqlite3.connect(self._recording.folder / "warmline.db")) as connection:
            connection.execute("PRAGMA user_version").fetchone()
        return "warmline.db" in self._names.values()

    def remove(self) -> None:
        """Let SQLite use the system again."""
        if self._library is not None:
            self._library.sqlite3_vfs_unregister(addressof(self._vfs))

    def _note(self, event: Event) -> None:
        if event.name and not event.name.endswith("-shm"):
            self._recording.events.append(event)

    def _opens(self, usual: Callable[..., int]) -> Callable[..., int]:
        def opens(vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
            status = usual(vfs, name, file, flags, out)  # it keeps the pointer to the name
            slot = c_void_p.from_address(file)
            path = Path(ctypes.string_at(name).decode()) if name else None
            is_ours = path is not None and path.parent == self._recording.folder
            self._names[file] = path.name if path is not None and is_ours else ""
            if status == 0 and slot.value:
                slot.value = addressof(self._methods(slot.value))
            return status

        return opens

    def _deletes(self, usual: Callable[..., int]) -> Callable[..., int]:
        def deletes(vfs: int, name: bytes, sync: int) -> int:
            self._note(Event("delete", Path(name.decode()).name))
            return usual(vfs, name, sync)

        return deletes

    def _methods(self, place: int) -> Methods:
        """Return what a file can do, with our own ears for what changes it."""
        if place in self._changed:
            return self._changed[place]
        usual = Methods.from_address(place)
        ours = Methods.from_buffer_copy(usual)

        def writes(file: int, data: int, size: int, at: int) -> int:
            self._note(Event("write", self._names[file], at, ctypes.string_at(data, size)))
            return int(usual.write(file, data, size, at))

        def cuts(file: int, size: int) -> int:
            self._note(Event("cut", self._names[file], size))
            return int(usual.truncate(file, size))

        def syncs(file: int, flags: int) -> int:
            status = int(usual.sync(file, flags))
            self._note(Event("sync", self._names[file]))
            return status

        ours.write, ours.truncate, ours.sync = XWRITE(writes), XTRUNCATE(cuts), XSYNC(syncs)
        self._kept += [usual, ours.write, ours.truncate, ours.sync]
        self._changed[place] = ours
        return ours
