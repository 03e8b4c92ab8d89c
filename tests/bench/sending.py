"""What the steps of a visit send on the channel, in every mode."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from tests.bench.corpus import TEXT
from tests.bench.screens import Visit, visit
from tests.bench.served import HANDLE, Ground, Serve, full, line, stock
from tests.bench.table import Row
from tests.bench.walk import walk

REST_SECONDS = 0.15
"""Nothing came for so long: Textual sends what a key changes in up to four frames."""


def rows(ground: Ground) -> Iterator[Row]:
    """Measure."""
    with line(ground) as served:
        lines = asyncio.run(walk(served.port, HANDLE, ground.corpus.thread, key=ground.key))
    ours, theirs = _visit(full, ground), _visit(stock, ground)
    beside = {"home": lines.home, "key": lines.key}
    text = {"boards": ours["boards"].text, "board": ours["board"].text, "message": len(TEXT), "key": 1}
    text |= {"list": ours["list"].new_row, "scroll": ours["scroll"].new_row}
    yield from lines.rows()
    for name, what, goal in ours.goals():
        yield Row(
            what,
            goal=int(goal),
            full=len(ours[name].data),
            line=len(beside[name].data) if name in beside else None,
            stock=len(theirs[name].data),
            floor=text.get(name),
            of="of text" if name in text else "",
        )
    yield Row("packets a step, home apart", "", 1, full=_packets(ours), stock=_packets(theirs))


def _visit(serve: Serve, ground: Ground) -> Visit:
    with serve(ground) as served:
        going = visit(served.port, HANDLE, ground.corpus, key=ground.key, rest=REST_SECONDS, looks=serve is full)
        return asyncio.run(going)


def _packets(seen: Visit) -> int:
    return max(step.packets for name, step in seen.steps.items() if name != "home")
