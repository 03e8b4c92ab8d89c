"""Whatever somebody types, on whatever page: the visit goes on or ends, and nothing breaks by it.

What is typed is chosen by lot, from what means something anywhere and from what means nothing. A lot that broke
something can be drawn again by its number.
"""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from bbs.community.members import Role
from bbs.house import House
from screens.linemode.opening import open_line
from screens.pages import ROUTES
from tests import everything, houses
from tests.houses import ScriptedWire
from tests.screens.fullscreen.sitting import presses, sit
from tests.screens.fullscreen.visits import Drawn

WORDS = sorted({action.name for route in ROUTES for action in route.page.declared} - {"bye"})
KEYS = sorted({action.key for route in ROUTES for action in route.page.declared} - {"q"})
PLACES = sorted({route.page.pattern for route in ROUTES if "{" not in route.page.pattern})
DEEPER = "boards/sleep boards/sleep/1 boards/sleep/1/1 people/ash desk/1 help/GB search/night journal/1".split()  # noqa: SIM905
PLAIN = ["", *"1 2 3 17 yes no y n . x d draft 0 -1 99999999999 2-4 ash".split()]  # noqa: SIM905
ODD = ["a" * 3000, "%s{x}[/b]", "\x00\x1b[A", "\t", *"? ?? ! help .help .? post note é漢字🌙 \u202e '".split()]  # noqa: SIM905
GESTURES = [
    b"\r", b"\r", b"\x1b", b"\x1b[A", b"\x1b[B", b"\x1b[B", b"\x1b[5~", b"\x1b[6~", b"\x1b[H", b"\x1b[F", b"\t", b" ",
    b"\x1b[Z", b"\x7f", b"y", b"n", b"1", b"word", b"\x0c", b"\x07", b"\x04", b"\x13", b"\x0f", b"\x1bOP", b"\x9b",
    b"\x1b[200~some\rlines\x1b[201~", b"\x1b[<0;10;5M", "é漢字".encode(), b"\xff\xfe", b"\x1b[999;999H",
]  # fmt: skip
LONG = [pytest.mark.faults, pytest.mark.timeout(900)]


def place(path: Path) -> House:
    """A community in which an operator used everything."""
    house = houses.build(path)
    everything.plant(house, role=Role.OPERATOR)
    return house


def lines(lot: random.Random) -> list[str]:
    """Return what is typed in a visit."""
    kinds = (WORDS, KEYS, PLAIN, PLAIN, ODD)
    typed: list[str] = []
    for _ in range(25):
        typed.append(f"go {lot.choice(PLACES + DEEPER)}")
        for _ in range(lot.randrange(1, 9)):
            word = lot.choice(lot.choice(kinds))
            typed.append(f"{word} {lot.choice(PLAIN)}" if lot.random() < 0.3 else word)
    return typed


@pytest.mark.parametrize("lots", [range(3), pytest.param(range(1000, 1200), marks=LONG)])
def test_in_lines(tmp_path: Path, lots: range) -> None:
    house = place(tmp_path / "home")
    people = {role: houses.member(house, f"lot{role.value[:4]}", role=role) for role in Role}
    for number in lots:
        lot = random.Random(number)
        caller = houses.session(house, people.get(lot.choice(list(Role))) if number % 5 else None)
        wire = ScriptedWire(f"{line}\r" for line in lines(lot))
        try:
            asyncio.run(open_line(caller, wire, ROUTES))
        except Exception as error:
            error.add_note(f"It was lot {number}, which had typed:\n{wire.sent.decode()[-2000:]}")
            raise
    houses.close(house)


async def helps_or_has_left(at: Drawn) -> None:
    """See that help came, unless somebody happened to leave, or to go on in plain lines."""
    async with asyncio.timeout(40):
        while not at.over.done():
            if (glass := at.wire.eye.glass) is not None and "If your life is in danger now" in glass.words:
                return
            await asyncio.sleep(0)
        await at.over


@pytest.mark.parametrize("lots", [range(2), pytest.param(range(1000, 1040), marks=LONG)])
def test_in_the_full_screen(tmp_path: Path, lots: range) -> None:
    house = place(tmp_path / "home")
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    keys = [key.encode() for key in KEYS]
    for number in lots:
        lot = random.Random(number)

        async def play(at: Drawn, lot: random.Random = lot) -> None:
            for _ in range(60):
                presses(at, lot.choice(lot.choice((keys, GESTURES))))
                for _ in range(lot.randrange(6)):
                    await asyncio.sleep(0)
            presses(at, "\x1b[201~", b"\x07")
            await helps_or_has_left(at)

        try:
            sit(house, play, olive, lot.choice(PLACES))
        except BaseException as error:
            error.add_note(f"It was lot {number}.")
            raise
    houses.close(house)
