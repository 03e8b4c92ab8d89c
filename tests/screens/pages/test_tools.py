"""Tools: for anybody, also with the database missing; at the reader's pace, with the way out on every step."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bbs.community.members import Person
from bbs.house import House
from screens.pages import ROUTES
from screens.routes import find
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
    assert said.startswith(f"Tools, {len(NAMES)} items.\n1. A slow breath, too much at once, cannot sleep.\n  tools/b")
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
    assert "Tools: an urge, 3 items.\n1. Riding out an urge.\n" in said
    assert "Riding out an urge.\nUrges rise" in said
    assert listed(view(bare, "tools/for/sleep"))[0] == "tools/wind-down"
    assert houses.verb(bare, "read tools/for/levitation")[0] == 1


def test_a_tool_is_found_by_a_part_of_its_name(house: House) -> None:
    assert "\nA kind voice.\n" in houses.visit(house, ["go kind voice", "bye"])
    status, said, _ = houses.verb(house, "go urge")
    assert (status, said) == (0, "Go to, 1 item.\n1. Riding out an urge, tool.\n  tools/urge\n")


# Was this of use?


def to_the_end(name: str) -> list[str]:
    tool = next(tool for tool in words().tools if tool.name == name)
    return [f"go tools/{name}", *[""] * len(tool.steps)]


def test_what_helped_comes_first_for_who_said_so_and_for_nobody_else(house: House, sam: Person) -> None:
    said = houses.visit(house, ["go tools", "3", *[""] * 20, "bye"], sam)
    assert "Was this of use? Only you see the answer." in said
    said = houses.visit(house, [*to_the_end("kind-voice"), "y", *to_the_end("breath"), "no", "bye"], sam)
    assert "Kept, for you alone. It stands first in your list." in said
    assert houses.verb(house, "little tools/move", sam)[:2] == (
        0, "Kept, for you alone. It stands near the beginning of your list.\n",
    )  # fmt: skip
    addresses = re.findall(r"^  (\S+)$", houses.verb(house, "tools", sam)[1], re.MULTILINE)
    assert (addresses[:2], addresses[-2:]) == (["tools/kind-voice", "tools/move"], ["tools/breath", "kind-words"])
    assert "1. A kind voice, helped you, low, alone.\n" in houses.verb(house, "tools", sam)[1]
    assert "1. A kind voice, helped you.\n" in houses.verb(house, "read tools/for/low", sam)[1]
    lou = houses.member(house, "lou")
    for other in (lou, None):
        said = houses.verb(house, "tools", other)[1]
        assert said.partition("\n")[2].startswith("1. A slow breath, too much")
        assert "helped you" not in said


def test_it_can_be_forgotten_and_is_offered_only_where_there_is_something(house: House, sam: Person) -> None:
    houses.verb(house, "yes tools/urge", sam)
    said = houses.visit(house, ["go tools", "forget", "yes", "?", "bye"], sam)
    assert "Forget what you said of the tools you used?" in said
    after = said.partition("Forgotten.")[2]
    assert "1. A slow breath, too much" in after
    assert "helped you" not in after
    assert "forget" not in after.partition(": ?")[2]


def test_saying_nothing_goes_back_and_keeps_nothing(house: House, sam: Person) -> None:
    said = houses.visit(house, ["go tools", *to_the_end("urge"), "", "bye"], sam)
    assert said.count("Tools, 15 items.") == 2
    assert "helped you" not in houses.verb(house, "tools", sam)[1]


def test_guests_are_not_asked_and_nothing_of_theirs_is_kept(house: House) -> None:
    said = houses.visit(house, [*to_the_end("breath"), "", "y", "bye"])
    assert "Was this of use?" not in said
    assert "Kept" not in said
    assert houses.verb(house, "yes tools/breath")[0] == 3


def test_the_tools_are_there_for_a_member_whose_answers_cannot_be_read(house: House, sam: Person) -> None:
    houses.verb(house, "yes tools/urge", sam)
    vault, house.vault = house.vault, None
    try:
        assert "1. A slow breath, too much" in houses.verb(house, "tools", sam)[1]
    finally:
        house.vault = vault
