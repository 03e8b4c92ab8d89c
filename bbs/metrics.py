"""`[metrics]`: how a running place does, for a Prometheus on the same machine. Off unless an address is set.

The text is that of Prometheus's exposition format 0.0.4, by hand: it is a line a number. Nothing in it is about anyone:
no handle, no address, no word, and no name of a page. Only this machine is answered.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from bbs.config import Endpoint
from bbs.house import House
from bbs.meters import PAINT_BOUNDS
from bbs.version import VERSION
from store import backups

PREFIX = "warmline_"
REQUEST_MOST = 4096
"""Bytes of a question that are read."""
PATIENCE = 5
"""Seconds for a question to come."""
OUTCOMES = ("done", "refused", "busy", "not_saved")
KINDS = tuple((mode, who) for mode in ("line", "full") for who in ("member", "guest"))

Labels = Mapping[str, str]


@dataclass(frozen=True)
class Metrics:
    """What there is to tell: the house, who is inside, and how many are at its door."""

    house: House
    inside: Callable[[], Mapping[tuple[str, str], int]]
    half_open: Callable[[], int]
    began: float

    def text(self) -> str:
        """Return all of it, as it is now. Looks at the disk: not for the loop's thread."""
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        house, meters = self.house, self.house.meters
        yield from _said("up", "gauge", "Whether the boards are open.", [({}, house.store is not None)])
        yield from _said("info", "gauge", "Which Warmline this is.", [({"version": VERSION}, 1)])
        yield from _said(
            "uptime_seconds", "gauge", "Time since the start.", [({}, house.clock.monotonic() - self.began)]
        )
        now = self.inside()
        sessions = [({"mode": mode, "who": who}, now.get((mode, who), 0)) for mode, who in KINDS]
        yield from _said("sessions", "gauge", "Visits under way.", sessions)
        yield from _said("half_open", "gauge", "Connections without a visit yet.", [({}, self.half_open())])
        writes = [({"outcome": outcome}, meters.writes[outcome]) for outcome in OUTCOMES]
        yield from _said("writes_total", "counter", "Changes asked for, by what became of them.", writes)
        yield from self._paint()
        yield from _said("memory_bytes", "gauge", "Memory in use.", _known(_memory))
        yield from _said("database_bytes", "gauge", "Size of the database.", _known(self._database))
        yield from _said("disk_free_bytes", "gauge", "Room on its disk.", _known(self._free))
        yield from _said("backup_age_seconds", "gauge", "Time since the newest daily copy.", _known(self._backup_age))

    def _paint(self) -> Iterator[str]:
        """Yield the histogram of how long frames took after a key."""
        meters, name = self.house.meters, f"{PREFIX}key_to_paint_seconds"
        yield f"# HELP {name} From a key to the frame that shows it."
        yield f"# TYPE {name} histogram"
        *up_to, everything = accumulate(meters.frames)
        for bound, count in zip(PAINT_BOUNDS, up_to, strict=True):
            yield f'{name}_bucket{{le="{bound:g}"}} {count}'
        yield f'{name}_bucket{{le="+Inf"}} {everything}'
        yield f"{name}_sum {meters.paint_seconds:.6f}"
        yield f"{name}_count {everything}"

    def _database(self) -> float:
        return self.house.home.database.stat().st_size

    def _free(self) -> float:
        room = os.statvfs(self.house.home.path)
        return room.f_bavail * room.f_frsize

    def _backup_age(self) -> float:
        made = backups.days(self.house.home)
        return self.house.clock.now() - made[max(made)].stat().st_mtime


def _said(name: str, kind: str, about: str, values: Iterable[tuple[Labels, float]]) -> Iterator[str]:
    """Yield the lines of one number, or of several that differ by their labels. What is not known is left out."""
    found = list(values)
    if not found:
        return
    yield f"# HELP {PREFIX}{name} {about}"
    yield f"# TYPE {PREFIX}{name} {kind}"
    for labels, value in found:
        marks = ",".join(f'{label}="{mark}"' for label, mark in labels.items())
        yield f"{PREFIX}{name}{f'{{{marks}}}' if marks else ''} {float(value):.15g}"


def _known(look: Callable[[], float]) -> list[tuple[Labels, float]]:
    with suppress(OSError, ValueError):
        return [({}, look())]
    return []


def _memory() -> float:
    """Return the memory this process has in the machine's own."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def listen(metrics: Metrics, at: Endpoint) -> asyncio.Server:
    """Answer on an address of this machine, until the server that is returned is closed."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, TimeoutError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            async with asyncio.timeout(PATIENCE):
                question = await reader.readuntil(b"\n")
                writer.write(await _answered(metrics, question))
                await writer.drain()
        writer.close()

    return await asyncio.start_server(answer, *at, limit=REQUEST_MOST)


async def _answered(metrics: Metrics, question: bytes) -> bytes:
    if question.split()[:2] != [b"GET", b"/metrics"]:
        return b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    text = (await asyncio.to_thread(metrics.text)).encode()
    kind = b"Content-Type: text/plain; version=0.0.4; charset=utf-8"
    return b"HTTP/1.0 200 OK\r\n%b\r\nContent-Length: %d\r\n\r\n%b" % (kind, len(text), text)
