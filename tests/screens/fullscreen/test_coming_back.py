"""Back on a list one is where one left it."""

from __future__ import annotations

import pytest

from bbs.community import posts
from bbs.house import House
from tests import houses
from tests.screens.fullscreen.sitting import says, sit
from tests.screens.fullscreen.visits import Drawn

BACKSPACE = "\x7f"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
def test_back_from_what_was_opened_one_is_at_it_again(house: House, size: tuple[int, int]) -> None:
    sam = houses.member(house, "sam")
    for n in range(15):
        houses.write(house, posts.start, sam, "sleep", f"Rain {n}", "It was loud.", now=house.clock.now())

    async def play(visit: Drawn) -> None:
        await says(visit, "1 of ")
        visit.presses("jjj")
        await says(visit, "4 of ")
        visit.presses("\r")
        await visit.reads("It was loud.")
        visit.presses(BACKSPACE)
        await says(visit, "4 of ")
        assert "Rain 11" in visit.glass.text()[visit.glass.cursor.y]

    sit(house, play, sam, "boards/sleep", columns=size[0], rows=size[1])


def test_back_from_further_on_one_is_at_what_led_there(house: House) -> None:
    sam = houses.member(house, "sam")
    houses.write(house, posts.start, sam, "sleep", "Rain", "It was loud.", now=house.clock.now())

    async def play(visit: Drawn) -> None:
        await says(visit, "1 of ")
        visit.presses("jj\r")
        await visit.reads("Threads")
        visit.presses("h")
        await visit.reads("sam")
        visit.presses(BACKSPACE)
        await visit.reads("Threads")
        visit.presses(BACKSPACE)
        await says(visit, "3 of ")

    sit(house, play, sam, "boards")


def test_back_from_what_was_opened_from_a_post_one_is_at_that_post(house: House) -> None:
    sam, now = houses.member(house, "sam"), house.clock.now()
    thread = houses.write(house, posts.start, sam, "sleep", "Rain", "It was loud.", now=now).thread
    for n in range(3):
        houses.write(house, posts.reply, sam, thread, f"Drop {n}.", now=now)

    async def play(visit: Drawn) -> None:
        await says(visit, "1 of 4")
        visit.presses("jj")
        await says(visit, "3 of 4")
        visit.presses("i")
        await visit.reads("Nothing stands here yet")
        visit.presses(BACKSPACE)
        await says(visit, "3 of 4")
        assert "Drop 2." in visit.glass.words

    sit(house, play, sam, f"boards/sleep/{thread}/1")
