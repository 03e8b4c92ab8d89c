"""`make load`: so many real members at the speed of people, while the server has one core and 512 MB.

python -m tests.load [crowd] [storm] [slow] [flood] [--members 50,200,500] [--seconds 120]
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator

from rich import box
from rich.console import Console
from rich.table import Table

from tests.load import crowd, flood, slow, storm
from tests.load.ground import Ground, Line

ALL: dict[str, Callable[[Ground], Iterator[Line]]] = {
    "crowd": crowd.lines,
    "storm": storm.lines,
    "slow": slow.lines,
    "flood": flood.lines,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ALL), default=list(ALL))
    parser.add_argument("--members", default="50,200,500")
    parser.add_argument("--seconds", type=int, default=120)
    given = parser.parse_args()
    ground = Ground(tuple(int(n) for n in given.members.split(",")), given.seconds)
    said, progress = Console(width=160, highlight=False), Console(stderr=True, highlight=False)
    said.print(f"{os.cpu_count()} cores, of which the server has one; Python {platform.python_version()}.")
    for name in given.names:
        progress.print(f"measuring {name} ...")
        lines = []
        for line in ALL[name](ground):
            progress.print(", ".join(f"{what} {figure}" for what, figure in line.items()), soft_wrap=True)
            lines.append(line)
        table = Table(box=box.MARKDOWN)
        for column in ("", *(line["what"] for line in lines)):
            table.add_column(column, justify="right" if column else "left")
        for name in list(lines[0])[1:]:
            table.add_row(name, *(line[name] for line in lines))
        said.print(table)


main()
