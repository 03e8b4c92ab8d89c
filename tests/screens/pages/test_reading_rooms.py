"""About this place and the guidelines: for anybody, also with the database missing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bbs.community.texts import paragraphs
from bbs.house import House
from screens.pages import ROUTES
from screens.pages.about import prose
from screens.routes import find
from screens.view import Art, Prose, View
from tests import houses

ROOMS = ("about", "welcome", "guidelines", "guidelines/long")


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[House]:
    """Found a community whose database is missing."""
    built = houses.build(tmp_path / "home", store=False)
    yield built
    houses.close(built)


def view(house: House, address: str) -> View:
    return asyncio.run(find(ROUTES, houses.session(house), address).view())


@pytest.mark.parametrize("address", ROOMS)
def test_a_stranger_reads_it_without_a_database(bare: House, address: str) -> None:
    status, said, error = houses.verb(bare, f"read {address}")
    assert (status, error) == (0, "")
    assert len(said.split()) > 10


def test_all_words_about_this_place_are_there_and_the_picture_has_its_sentence(bare: House) -> None:
    shown = view(bare, "about")
    picture = next(block for block in shown.blocks if isinstance(block, Art))
    assert picture.alt == bare.texts.harbour.alt
    assert "\n".join(picture.lines) == bare.texts.harbour.art
    said = houses.verb(bare, "read about")[1]
    assert "~" not in said
    for paragraph in paragraphs(bare.texts.about):
        assert paragraph.removeprefix("# ") in " ".join(said.split())


def test_a_heading_stays_with_what_it_stands_over() -> None:
    assert prose("# What this is\n\nA place.\n\nMore.\n\n# 1. We listen.\n\nGood.") == Prose(
        ("What this is. A place.", "More.", "1. We listen. Good.")
    )


def test_each_guideline_is_said_with_its_example(bare: House) -> None:
    said = " ".join(houses.verb(bare, "read guidelines")[1].split())
    for n, each in enumerate(bare.texts.guidelines.short, 1):
        assert f"{n}. {each.line} {each.example}" in said


def test_the_guidelines_lead_to_their_long_form_and_back(house: House) -> None:
    said = houses.visit(house, ["go guidelines", "long", "back", "bye"])
    assert said.count("Guidelines.\n") == 2
    assert "Guidelines in full.\n" in said


def test_guests_are_not_told_that_they_are_in(house: House) -> None:
    assert "welcome" not in houses.visit(house, ["go about", "?", "bye"]).split("choose: ?")[1]
    assert "w or welcome" in houses.visit(house, ["go about", "?", "bye"], houses.member(house, "sam"))


def test_an_empty_board_invites_only_who_may_write(house: House) -> None:
    invites = "Nothing is written here yet. You could be the first"
    guest = houses.visit(house, ["go boards/sleep", "bye"])
    assert "Nothing is written here yet." in guest
    assert invites not in guest
    assert invites in houses.visit(house, ["go boards/sleep", "bye"], houses.member(house, "sam"))
