"""A question in a small window: what there is to choose from is in view."""

from __future__ import annotations

import pytest

from bbs.community import plans, posts, reports, weekly
from bbs.community.members import Role
from bbs.community.reports import Reason
from bbs.community.shelf import Owner
from bbs.house import House
from tests import houses
from tests.groups import made
from tests.screens.fullscreen.sitting import presses, says, sit
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


def test_esc_goes_back_by_one_question_and_what_was_answered_is_chosen_still(house: House) -> None:
    sam = houses.member(house, "sam")
    post = houses.write(house, posts.start, sam, "sleep", "A quarrel", "You zebra.", now=house.clock.now())
    lou, wren = houses.member(house, "lou"), houses.member(house, "wren", role=Role.MODERATOR)
    args = (house.vault, lou, f"post/{post.id}", Reason.UNKIND)
    houses.write(house, reports.report, *args, now=house.clock.now())

    async def play(visit: Drawn) -> None:
        visit.presses("d")
        await says(visit, "1 of 6")
        visit.presses("4")
        await says(visit, "7 of 8")
        visit.presses("\x1b")
        await says(visit, "4. Out of sight, 4 of 6")
        visit.presses("\x1b")
        await visit.reads("Nobody has it.")

    sit(house, play, wren, "desk/cases/1")


def test_what_is_missing_is_said_where_the_cursor_is_put(house: House) -> None:
    async def play(visit: Drawn) -> None:
        visit.presses("p")
        await visit.reads("Title:")
        visit.presses("Rain")
        await visit.reads("Title: Rain")
        visit.presses("\x13")
        await says(visit, "Your words is still empty.")

    sit(house, play, houses.member(house, "sam"), "boards/sleep")


def test_a_choice_among_lines_is_written_in_words_and_nothing_else_is_taken(house: House) -> None:
    """The thread of each week of a group, where its words stand and are changed; what is begun of it is kept."""
    ash = houses.member(house, "ash")
    group = made(house, facilitator=ash)
    wrote = weekly.Weekly(0, "This week", "How was it?")
    houses.write(house, weekly.change, ash, group.slug, wrote, now=house.clock.now())

    async def play(visit: Drawn) -> None:
        visit.presses("w")
        await visit.reads("Begun on: Monday")
        await visit.reads("Esc keep as a draft")
        presses(visit, "\x1b[Z", "\x1b[Z", "\x7f" * 6, "Fryday")
        await visit.reads("Begun on: Fryday")
        visit.presses("\x13")
        await visit.reads("Please write one of these: Monday, Tuesday")
        presses(visit, "\x7f" * 6, "friday")
        await visit.reads("Begun on: friday")
        presses(visit, "\t", " tonight", "\x1b")
        await visit.reads("Kept as a draft.")
        visit.presses("w")
        await visit.reads("This week tonight")
        presses(visit, "\x1b[Z", "\x1b[Z", "3")
        await visit.reads("Begun on: Wednesday")
        await says(visit, "Begun on, 3 of 8: Up, Down for others")
        visit.presses("\x1b[B")
        await visit.reads("Begun on: Thursday")
        visit.presses("\x13")
        await visit.reads("Thursday: This week tonight")

    sit(house, play, ash, f"groups/{group.slug}/care")


def test_what_an_answer_leads_to_is_seen_at_once_and_not_the_page_below_before(house: House) -> None:
    """A screen reader would read all of that page out."""
    sam = houses.member(house, "sam")
    post = houses.write(house, posts.start, sam, "sleep", "A quarrel", "You zebra.", now=house.clock.now())

    async def play(visit: Drawn) -> None:
        await visit.reads("You zebra.")
        visit.presses("x")
        await visit.reads("2. It is unkind")
        heard = len(visit.wire.eye.received)
        visit.presses("2")
        await visit.reads("Thank you for telling.")
        assert "zebra" not in visit.wire.eye.received[heard:]

    sit(house, play, houses.member(house, "lou"), f"boards/sleep/{post.thread}")
