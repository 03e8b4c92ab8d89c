"""`make bench`: what it costs. Every figure of ours beside a bare asyncssh server with the same options."""

from __future__ import annotations

import asyncio
import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from rich.console import Console

from tests.bench import connecting, keys, memory, packets
from tests.bench.served import HANDLE, Ground, ours
from tests.bench.table import Row, show
from tests.bench.walk import walk


def spoken(ground: Ground) -> Iterator[Row]:
    """Count the bytes of one visit."""
    with ours(ground) as served:
        yield from asyncio.run(walk(served.port, HANDLE, ground.thread, key=ground.key)).rows()


def main() -> None:
    """Measure everything and print it."""
    said, progress = Console(width=120, highlight=False), Console(stderr=True, highlight=False)
    began = monotonic()
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground.make(Path(folder))
        for name, measure in (
            ("bytes", spoken),
            ("packets", packets.rows),
            ("connecting", connecting.rows),
            ("keys", keys.rows),
            ("memory", memory.rows),
        ):
            progress.print(f"measuring {name} ...")
            found.extend(measure(ground))
    said.print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {monotonic() - began:.0f} s.")
    said.print("Beside ours: a bare asyncssh server with the same options, or the text alone.")
    show(found, said)


main()
