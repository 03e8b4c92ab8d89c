"""Tools: for anybody, also with the database missing; at the reader's pace, with the way out on every step."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bbs.house import House
from screens.page import find
from screens.pages import ROUTES
from screens.view import Listing, Paced, View
from tests import houses
from tests.houses import words

NAMES = [tool.name for tool in words().tools]


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[House]:
    """Found a community whose database is missing."""
    built = houses.build(tmp_path / "home", store=False)
    yield built
    houses.close(built)


def view(house: House, address: str) -> View:
    return asyncio.run(find(ROUTES, houses.session(house), address).view())


def listed(shown: View) -> list[str]:
    return [item.to for block in shown.blocks if isinstance(block, Listing) for item in block.items]


def test_a_stranger_finds_every_tool_and_what_each_is_for_without_a_database(bare: House) -> None:
    status, said, error = houses.verb(bare, "tools")
    assert (status, error) == (0, "")
    assert said.startswith(f"Tools, {len(NAMES)} items.\n1. A slow breath, too much at once, cannot sleep, thoughts go")
    assert [line.strip() for line in said.splitlines() if line.startswith("  ")] == [f"tools/{name}" for name in NAMES]


def test_a_verb_says_one_whole(bare: House) -> None:
    status, said, error = houses.verb(bare, "tools Breath")
    assert (status, error) == (0, "")
    breath = bare.texts.tools[0]
    assert said.startswith(
        "A slow breath.\nBreathing out a little longer than in, at your own pace. There is no clock;"
    )
    assert all(step in said for step in breath.steps)
    assert said.rstrip().endswith(breath.closing)
    assert (said, "") == houses.verb(bare, "read tools/breath")[1:]
    assert houses.verb(bare, "tools levitation")[0] == 1


@pytest.mark.parametrize("name", NAMES)
def test_every_step_of_a_tool_says_the_way_out(bare: House, name: str) -> None:
    steps = next(block for block in view(bare, f"tools/{name}").blocks if isinstance(block, Paced))
    assert "worse" in steps.way_out
    assert steps.way_out.endswith("b goes back.")
    typed = [f"go tools/{name}", *[""] * len(steps.steps), "bye"]
    said = " ".join(houses.visit(bare, typed).split())
    assert said.count(steps.way_out) == len(steps.steps)
    for n, step in enumerate(steps.steps, 1):
        assert step in said
        assert f"Step {n} of {len(steps.steps)}" in said


def test_a_picture_that_goes_with_steps_is_not_told_where_it_cannot_be_seen(bare: House) -> None:
    said = houses.visit(bare, ["go tools/breath", *[""] * 10, "bye"])
    picture = bare.texts.tools[0].picture
    assert picture is not None
    assert "Picture" not in said
    assert picture.alt not in said


def test_a_tool_ends_with_its_closing_words_and_goes_back_at_any_step(house: House) -> None:
    said = houses.visit(house, ["look", "tools", "1", "", "b", "bye"])
    assert said.count(f"Tools, {len(NAMES)} items.") == 2
    closing = house.texts.tools[0].closing
    assert closing in " ".join(houses.visit(house, ["go tools/breath", *[""] * 12, "bye"]).split())


def test_who_says_what_it_is_like_is_shown_what_may_help_with_that(bare: House) -> None:
    said = houses.visit(bare, ["go tools", "need", "4", "1", "b", "b", "bye"])
    assert "What is it like: " in said
    assert "Tools: an urge, 3 items.\n1. Riding out an urge, an urge.\n" in said
    assert "Riding out an urge.\nUrges rise" in said
    assert listed(view(bare, "tools/for/sleep"))[0] == "tools/wind-down"
    assert houses.verb(bare, "read tools/for/levitation")[0] == 1


def test_a_tool_is_found_by_a_part_of_its_name(house: House) -> None:
    assert "\nA kind voice.\n" in houses.visit(house, ["go kind voice", "bye"])
    status, said, _ = houses.verb(house, "go urge")
    assert (status, said) == (0, "Go to, 1 item.\n1. Riding out an urge, tool.\n  tools/urge\n")
