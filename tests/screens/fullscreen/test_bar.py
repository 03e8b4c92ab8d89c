"""The keys named at the foot of a screen: few have room, so those that are wanted most come first."""

from __future__ import annotations

import pytest

from bbs.community import posts
from bbs.community.groups import Way
from bbs.community.members import Role
from bbs.house import House
from tests import groups, houses
from tests.screens.fullscreen.sitting import sit
from tests.screens.fullscreen.visits import Drawn


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("columns", "named"), [(80, "r reply"), (60, "r reply"), (40, "Enter next")])
def test_on_a_thread_one_goes_on_or_answers_whoever_one_is(house: House, role: Role, columns: int, named: str) -> None:
    sam, now = houses.member(house, "sam", role=role), house.clock.now()
    first = houses.write(house, posts.start, sam, "sleep", "Rain", "It was loud.", now=now)
    houses.write(house, posts.reply, sam, first.id, "It still is.", now=now)

    async def play(visit: Drawn) -> None:
        await visit.reads("It was loud.")
        bar = visit.glass.text()[-1].strip()
        assert bar.startswith("Enter next")
        assert named in bar
        assert "? keys" in bar
        assert "! crisis help" in visit.glass.text()[0]
        visit.presses("\r")
        await visit.until(lambda: "2 of 2" in visit.glass.text()[-2], "the last post")
        bar = visit.glass.text()[-1].strip()
        assert "Enter" not in bar, "behind the last there is nothing"
        assert "r reply" in bar
        visit.presses("k")
        await visit.until(lambda: visit.glass.text()[-1].strip().startswith("Enter next"), "the way on again")

    sit(house, play, sam, f"boards/sleep/{first.thread}", columns=columns)


def test_in_a_group_one_writes_and_outside_one_asks_to_come_in(house: House) -> None:
    line = groups.made(house, "Low tide", way=Way.OPEN)
    for each, named in (("sam", "p start a thread"), ("ash", "i come in")):
        person = houses.member(house, each)
        if each == "sam":
            groups.inside(house, line, person)

        async def play(visit: Drawn, named: str = named) -> None:
            await visit.reads("Looked after by")
            assert named in visit.glass.text()[-1]

        sit(house, play, person, f"groups/{line.slug}")


def test_the_first_key_of_a_page_is_named_where_its_name_has_no_room_too(house: House) -> None:
    sam, line = houses.member(house, "sam"), groups.made(house, "Low tide", way=Way.ASK)

    async def play(visit: Drawn) -> None:
        await visit.reads("Looked after by")
        assert visit.glass.text()[-1].strip().startswith("r ask whether...   ")
        assert visit.glass.text()[-1].rstrip().endswith("? keys   q leave")

    sit(house, play, sam, f"groups/{line.slug}", columns=40)


def test_the_key_that_begins_new_goes_on_in_it(house: House) -> None:
    sam, ash, lou = (houses.member(house, handle) for handle in ("sam", "ash", "lou"))
    now = house.clock.now()
    for title in ("Rain", "Wind"):
        houses.write(house, posts.start, ash, "sleep", title, f"It was {title}.", now=now)

    async def play(visit: Drawn) -> None:
        await visit.reads("Good")
        visit.presses("n")
        await visit.reads("1 of 2, new")
        visit.presses("n")
        await visit.reads("2 of 2, new")
        visit.presses("n")
        await visit.reads("That is all here.")

    sit(house, play, sam, "home")
    said = " ".join(houses.visit(house, ["new", "n", "next", "bye"], lou).split())
    assert said.index("It was Rain.") < said.index("It was Wind.") < said.index("That is all here.")
