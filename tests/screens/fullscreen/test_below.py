"""A list below long words, in a small window: it is said that there is more, and no item is named that nobody sees."""

from __future__ import annotations

from bbs.community import posts
from bbs.house import House
from tests import groups, houses
from tests.screens.fullscreen.sitting import says, sit
from tests.screens.fullscreen.visits import Drawn

ABOUT = "For people who lie awake, sleep at the wrong end of the day, or are afraid of the night. " * 3


def marked(visit: Drawn) -> bool:
    return any(row.lstrip().startswith("›") for row in visit.glass.text())


def test_an_item_is_named_once_it_is_seen(house: House) -> None:
    sam = houses.member(house, "sam")
    group = groups.made(house, about=ABOUT)
    groups.inside(house, group, sam)
    houses.write(house, posts.start, sam, group.slug, "How was it", "Short.", now=house.clock.now())

    async def play(visit: Drawn) -> None:
        await says(visit, "More below: space.")
        assert not marked(visit)
        for _ in range(15):
            visit.presses("j")
        await says(visit, "How was it, 1 of 1")
        await visit.until(lambda: marked(visit), "what is chosen is in view")

    sit(house, play, sam, f"groups/{group.slug}", columns=40, rows=12)


def test_enter_goes_down_to_an_item_that_nobody_sees_before_it_opens_it(house: House) -> None:
    sam = houses.member(house, "sam")
    group = groups.made(house, about=ABOUT)
    groups.inside(house, group, sam)
    houses.write(house, posts.start, sam, group.slug, "How was it", "Short.", now=house.clock.now())

    async def play(visit: Drawn) -> None:
        body = visit.page.body
        await visit.reads("Enter go on")
        while not marked(visit):
            top = body.top
            visit.presses("\r")
            await visit.until(lambda top=top: body.top > top and visit.shows(body), "further down")  # type: ignore[misc]
            assert visit.page.page.address == f"groups/{group.slug}"
        await visit.reads("Enter open")
        visit.presses("\r")
        await visit.reads("Short.")

    sit(house, play, sam, f"groups/{group.slug}", columns=40, rows=12)


def test_a_title_that_has_room_in_its_line_is_not_said_once_more_below(house: House) -> None:
    sam = houses.member(house, "sam")

    async def play(visit: Drawn) -> None:
        for address, title in (("about/me", "About you in the log"), ("about/feedback", "Feedback and answers")):
            await visit.opens(address)
            assert visit.glass.words.count(title) == 1

    sit(house, play, sam, "home", columns=40, rows=12)
