"""`make bench`: what it costs, beside stock Textual and a bare asyncssh server. With names: only those measurements.

`size` is by itself: what a community of a million posts costs (tests/bench/size.py).
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

from rich.console import Console

from tests.bench import connecting, keys, memory, packets, sending, size, slow
from tests.bench.served import Ground
from tests.bench.table import Row, show

ALL: dict[str, Callable[[Ground], Iterator[Row]]] = {
    "bytes": sending.rows,
    "packets": packets.rows,
    "slow": slow.rows,
    "connecting": connecting.rows,
    "keys": keys.rows,
    "crowd": keys.crowd,
    "memory": memory.rows,
}


def main(names: list[str]) -> None:
    """Measure and print."""
    said, progress = Console(width=140, highlight=False), Console(stderr=True, highlight=False)
    began = monotonic()
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground.make(Path(folder))
        for name, measure in ALL.items():
            if not names or name in names:
                progress.print(f"measuring {name} ...")
                found.extend(measure(ground))
    said.print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {monotonic() - began:.0f} s.")
    said.print("Floor: a bare asyncssh server with the same options, or the text alone.")
    show(found, said)


if sys.argv[1:2] == ["size"]:
    size.main(sys.argv[2:])
else:
    main(sys.argv[1:])
