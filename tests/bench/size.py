"""`python -m tests.bench size [FOLDER]`: what the pages ask of the store, at four sizes of a community.

It writes docs/size.md and docs/size.svg. The communities are made in FOLDER and kept there for the next time; without
one they are made in a temporary folder, which takes some minutes and a gigabyte.
"""

from __future__ import annotations

import asyncio
import gc
import os
import platform
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from statistics import quantiles
from time import thread_time
from typing import Final

from rich.console import Console

from store.database import Store
from store.vault import Vault
from tests.bench import curves, looks
from tests.bench.looks import Ground, Look
from tests.bench.population import POSTS_A_MEMBER, Population

SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
TIMES: Final = 100
GOAL: Final = 20.0
"""Milliseconds at the largest size, for 99 of 100."""
DOCS: Final = Path(__file__).parents[2] / "docs"

Figures = dict[str, tuple[float, float]]


def timed(look: Look, chance: Random) -> float:
    """Return how many milliseconds of the processor a look takes. Not by the clock: others use the machine too."""
    before = thread_time()
    look(chance)
    return 1000 * (thread_time() - before)


def percentiles(ask: Callable[[], float]) -> tuple[float, float]:
    """Return p50 and p99 of many askings, after one that does not count."""
    ask()
    found = quantiles((ask() for _ in range(TIMES)), n=100, method="inclusive")
    return found[49], found[98]


def made(folder: Path, posts: int) -> tuple[Store, Vault]:
    """Make a community of a size, unless it is there already, and open it."""
    path = folder / f"{posts}"
    path.mkdir(parents=True, exist_ok=True)
    if not (path / "whole").exists():
        for name in ("warmline.db", "server.key"):
            (path / name).unlink(missing_ok=True)
        Population(path / "warmline.db", posts).make(Vault.begin(path / "server.key"))
        (path / "whole").touch()
    return Store.open(path / "warmline.db", path / "backups"), Vault.at(path / "server.key")


def measured(folder: Path, posts: int) -> Figures:
    """Measure every look at a community of one size."""
    store, vault = made(folder, posts)
    chance, found = Random(posts), Figures()

    def read(look: Look) -> float:
        return asyncio.run(store.read(timed, look, chance))

    def write(look: Look) -> float:
        return store.run(timed, look, chance)

    ground = store.run(Ground.of, vault)
    gc.disable()
    for which, ask in ((looks.reads, read), (looks.writes, write)):
        for name, look in store.run(which, ground).items():
            found[name] = percentiles(partial(ask, look))
    gc.enable()
    store.close()
    return found


def table(found: dict[int, Figures]) -> list[str]:
    """Return the figures as a table."""
    heads = [f"{posts:,} posts" for posts in found]
    lines = [f"| milliseconds, p50 / p99 | {' | '.join(heads)} | |", f"|---|{'---:|' * len(heads)}---|"]
    for name in next(iter(found.values())):
        figures = [f"{figures[name][0]:.1f} / {figures[name][1]:.1f}" for figures in found.values()]
        over = "over" if list(found.values())[-1][name][1] > GOAL else ""
        lines.append(f"| {name} | {' | '.join(figures)} | {over} |")
    return lines


def main(arguments: list[str]) -> None:
    """Measure, and write what was found."""
    progress, found = Console(stderr=True, highlight=False), dict[int, Figures]()
    with tempfile.TemporaryDirectory() as temporary:
        for posts in SIZES:
            progress.print(f"{posts:,} posts by {max(posts // POSTS_A_MEMBER, 20):,} members ...")
            found[posts] = measured(Path(arguments[0] if arguments else temporary), posts)
    before, _, rest = (DOCS / "size.md").read_text("utf-8").partition(BEGIN)
    where = f"{os.cpu_count()} cores, Python {platform.python_version()}."
    after = rest.partition(END)[2]
    (DOCS / "size.md").write_text("\n".join([before + BEGIN, where, "", *table(found), "", END]) + after, "utf-8")
    p99 = {name: [(posts, figures[name][1]) for posts, figures in found.items()] for name in found[SIZES[-1]]}
    (DOCS / "size.svg").write_text(curves.svg(p99, GOAL), "utf-8")


BEGIN, END = "<!-- begin: written by python -m tests.bench size -->", "<!-- end -->"
