"""What is measured, and what a line of a table is made of."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from tests.bench.served import Served
from tests.load.living import Seen
from tests.load.town import Town, held

Line = dict[str, str]
"""One row: what each column says."""
TICK_SECONDS = 0.05


@dataclass(frozen=True)
class Ground:
    """How many members are measured, one number after the other, and for how many seconds."""

    members: tuple[int, ...]
    seconds: int

    @contextmanager
    def town(self, number: int, **settings: str) -> Iterator[tuple[Town, Served]]:
        """Serve a new community of so many."""
        with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
            town = Town.build(Path(folder), number)
            with held(town, **settings) as served:
                yield town, served


@dataclass
class Watch:
    """What the server took from the machine in a time, and how late our own clock was: above that, nothing is known."""

    served: Served
    began: float = field(default_factory=perf_counter)
    late: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._before = self.served.processor
        self._ticking = asyncio.ensure_future(self._ticks())

    async def _ticks(self) -> None:
        while True:
            due = perf_counter() + TICK_SECONDS
            await asyncio.sleep(TICK_SECONDS)
            self.late.append(perf_counter() - due)

    def ends(self) -> Line:
        """Stop watching; return the columns that tell of the machine."""
        self._ticking.cancel()
        seconds = perf_counter() - self.began
        return {
            "of a core": f"{100 * (self.served.processor - self._before) / seconds:.0f} %",
            "most memory": f"{peak(self.served.pid) / 1e6:.0f} MB",
            "client late p99": milliseconds(self.late, 99),
        }


def peak(pid: int) -> int:
    """Return the most resident memory a process had, in bytes (proc(5), VmHWM)."""
    found = re.search(r"^VmHWM:\s+(\d+) kB$", Path(f"/proc/{pid}/status").read_text("ascii"), re.MULTILINE)
    assert found
    return int(found[1]) * 1024


def milliseconds(values: list[float], percent: int) -> str:
    """Return a percentile of some seconds, as it is shown."""
    if len(values) < 2:
        return "" if not values else f"{1000 * values[0]:.0f} ms"
    return f"{1000 * quantiles(values, n=100, method='inclusive')[percent - 1]:.0f} ms"


def told(seen: Seen) -> Line:
    """Return the columns that tell what members saw."""
    line: Line = {}
    for kind in ("letter", "move", "open", "post", "arrive"):
        values = seen.waits.get(kind, [])
        line[f"{kind} p50 / p99"] = f"{milliseconds(values, 50)} / {milliseconds(values, 99)}" if values else ""
    wrong = {what: n for what, n in seen.counts.items() if what.startswith(("lost", "unanswered", "refused"))}
    line["not well"] = ", ".join(f"{n} {what}" for what, n in wrong.items()) or "nothing"
    return line


def kept(seen: Seen, before: tuple[int, int], after: tuple[int, int]) -> Line:
    """Return the columns that tell whether all was stored that members were told is: posts, and check-ins."""
    posts, records = after[0] - before[0], after[1] - before[1]
    return {
        "posted / stored": f"{seen.counts['posted']} / {posts}",
        "checked in / stored": f"{seen.counts['checked in']} / {records}",
    }
