"""The list of keys: one moves in it as anywhere, hears what a key does, and can have it done from there."""

from __future__ import annotations

import pytest

from bbs.house import House
from screens.fullscreen.key_list import MOVING
from tests import houses
from tests.screens.fullscreen.sitting import says, sit
from tests.screens.fullscreen.visits import Drawn

DOWN, UP, PAGE_DOWN, PAGE_UP = "\x1b[B", "\x1b[A", "\x1b[6~", "\x1b[5~"


async def opened(visit: Drawn) -> None:
    """Open the list on a board, where starting a thread is the first thing to do."""
    await visit.reads("Nothing is written here yet.")
    visit.presses("?")
    await says(visit, "p: start a thread")


def test_one_moves_by_letters_arrows_and_windows_and_hears_what_each_key_does(house: House) -> None:
    async def play(visit: Drawn) -> None:
        await opened(visit)
        for on, back in ((DOWN, UP), ("j", "k")):
            visit.presses(on)
            await visit.until(lambda: "p: start" not in visit.glass.text()[-2], "the second key")
            visit.presses(back)
            await says(visit, "p: start a thread")
        visit.presses(PAGE_DOWN + " " + PAGE_DOWN)
        await visit.reads(MOVING[-1][1])
        visit.presses(PAGE_UP * 3 + "k" * 9)
        await says(visit, "p: start a thread")

    sit(house, play, houses.member(house, "sam"), "boards/sleep", rows=12)


@pytest.mark.parametrize("key", ["\x1b", "?", "q", "\x1b[D", "\x7f"], ids=["Esc", "?", "q", "Left", "Backspace"])
def test_it_closes_without_doing_anything(house: House, key: str) -> None:
    async def play(visit: Drawn) -> None:
        await opened(visit)
        visit.presses(key)
        await visit.reads("Nothing is written here yet.")
        assert "Enter" not in visit.glass.text()[0]
        assert visit.page.page.address == "boards/sleep"

    sit(house, play, houses.member(house, "sam"), "boards/sleep")


def test_the_key_of_a_line_does_what_it_says_there_too(house: House) -> None:
    async def play(visit: Drawn) -> None:
        await opened(visit)
        visit.presses("f")
        await visit.reads("Follow or mute")

    sit(house, play, houses.member(house, "sam"), "boards/sleep")


def test_what_is_chosen_is_done_and_what_only_moves_is_not(house: House) -> None:
    async def play(visit: Drawn) -> None:
        await opened(visit)
        visit.presses("\r")
        await visit.reads("Title")
        visit.presses("\x1b")
        await visit.reads("Nothing is written here yet.")
        await opened(visit)
        visit.presses("j" * 40)
        await says(visit, "^L: draw the screen again")
        visit.presses("\r")
        await visit.reads("Nothing is written here yet.")
        assert visit.page.page.address == "boards/sleep"

    sit(house, play, houses.member(house, "sam"), "boards/sleep")
