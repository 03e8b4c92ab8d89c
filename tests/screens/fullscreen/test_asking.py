"""A question in a small window: what there is to choose from is in view."""

from __future__ import annotations

import pytest

from bbs.community import plans
from bbs.community.shelf import Owner
from bbs.house import House
from tests import houses
from tests.screens.fullscreen.sitting import sit
from tests.screens.fullscreen.visits import Drawn


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_the_parts_of_a_pocket_card_are_in_view_while_they_are_chosen(house: House, size: tuple[int, int]) -> None:
    sam = houses.member(house, "sam")
    assert house.vault is not None
    houses.write(house, plans.write, Owner(house.vault, sam.id), "signs", "Early.", now=house.clock.now())

    async def play(visit: Drawn) -> None:
        visit.presses("p")
        await visit.until(lambda: "Parts: " in visit.glass.words, "the question")
        for n, part in enumerate(house.texts.plan.parts, 1):
            assert f"{n}. {part.title}" in visit.glass.words
        if size == (80, 24):
            assert "A card to print" in visit.glass.words
            return
        assert "A card to print" not in visit.glass.words
        for _ in range(3):
            visit.presses("\x1b[B")
        await visit.until(lambda: "A card to print" in visit.glass.words, "what it is, further down")

    sit(house, play, sam, "plan", columns=size[0], rows=size[1])
