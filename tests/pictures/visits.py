"""The visits of which pictures are taken: where a member goes, and what they see when they are there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bbs import founding
from bbs.community import members
from bbs.session import Mode
from screens.fullscreen.palette import palette
from tests.bench.caller import call
from tests.harbour import Harbour
from tests.houses import CHEAP, PASSPHRASE, STARTED
from tests.pictures.svg import picture
from tests.screens.fullscreen.terminals import Terminal

WHO = "sam"
PALETTES = ("dark", "light")
THREAD = "Four a.m. again"
SMALL, WIDE = (80, 24), (120, 40)


@dataclass(frozen=True)
class Visit:
    """A visit: pairs of what is pressed and the words to wait for then, and what its picture shows."""

    name: str
    title: str
    steps: tuple[tuple[str, str], ...] = ()
    size: tuple[int, int] = SMALL


BOARD = (("g", "Go to:"), ("sleep", "nights   board"), ("\r", ", 1 of 4"), ("2", " 2 of 4"))
READING = (*BOARD, ("\r", "wren, 1 of 4"))
VISITS = (
    Visit("home", "Home: what is new, the boards, and where else one can go"),
    Visit("crisis-help", "Crisis help, with the help lines of the United Kingdom", (("!", "Samaritans"),)),
    Visit("board", "The board Sleep and nights, the chosen thread beside it", (*BOARD, ("", "waving")), WIDE),
    Visit("reader", "A thread of that board", READING),
    Visit("composer", "A reply being written", (*READING, ("r", "keep as"), ("I am up too.", "I am up too."))),
)
"""In an order in which none leaves a trace on the next."""


@contextmanager
def demo(path: Path) -> Iterator[Harbour]:
    """Serve the community of fictional members, under a clock that stands still (reproducible-builds.org)."""
    now = int(os.environ.get("SOURCE_DATE_EPOCH", STARTED))
    with Harbour(path, mode=Mode.FULL) as harbour:
        assert harbour.house.store is not None
        harbour.passes(now - STARTED)
        founding.fill_demo(harbour.house.store, CHEAP, PASSPHRASE, now=now)
        yield harbour


async def draw(harbour: Harbour, visit: Visit, colours: str) -> str:
    """Take a visit in a palette and return its picture."""
    person = harbour.write(members.by_handle, WHO)
    assert person is not None
    harbour.write(members.set_setting, person.id, "palette", colours)
    caller = await call(
        harbour.port,
        WHO,
        passphrase=PASSPHRASE,
        size=visit.size,
        environment={"COLORTERM": "truecolor", "LANG": "en_GB.UTF-8"},
    )
    terminal = Terminal(*visit.size)
    for keys, words in (("", "New, 1 of "), *visit.steps):
        if keys:
            caller.send(keys.encode())
        while words not in "\n".join(terminal.text()):
            terminal.feed((await caller.news()).decode())
    await caller.leave()
    chosen = palette(colours)
    assert chosen.text is not None
    assert chosen.ground is not None
    return picture(terminal, visit.title, text=_hex(chosen.text.rgb), ground=_hex(chosen.ground.rgb))


def _hex(rgb: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)
