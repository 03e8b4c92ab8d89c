"""What was chosen while a case is decided: it waits with the words, also over a cut line, and not for ever."""

from __future__ import annotations

import pytest

from bbs.community.members import Person
from bbs.community.post_acts import Act
from bbs.community.posts import PostLine
from bbs.community.sanctions import Kind
from bbs.house import House
from tests import houses
from tests.quarrels import told
from tests.screens.fullscreen.sitting import presses, sit
from tests.screens.fullscreen.visits import Drawn


def test_what_was_chosen_waits_with_the_words_for_who_was_cut_off_until_it_is_decided(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    """Once in lines and once in the full screen the line is cut while the reasons are written."""
    begun = "You began to decide this. Enter keeps what you chose then."
    said = houses.visit(house, ["go desk/cases/1", "t", "d", "4", "3", "5", "3", "Half of it."], wren)
    assert begun not in said

    async def play(visit: Drawn) -> None:
        await visit.reads("You have it.")
        presses(visit, "d")
        await visit.reads(begun)
        presses(visit, "\r")
        await visit.reads("Which guideline")
        presses(visit, "\r")
        await visit.reads("And they")
        presses(visit, "\r")
        await visit.reads("For how long")
        presses(visit, "2")
        await visit.reads("Half of it.")

    sit(house, play, wren, "desk/cases/1")
    said = houses.visit(house, ["drafts", "1", "d", "", "", "", "", ".", "send", "bye"], wren)
    assert f"{begun}\n" in said
    assert [f"Enter takes {n}." in said for n in (4, 3, 5, 2)] == [True] * 4
    decided = told(house, sam)
    assert decided.sanction is not None
    assert (decided.act, decided.sanction.kind) == (Act.HIDE, Kind.MUTE)
    assert decided.sanction.until == house.clock.now() + 3 * 24 * 3600
    assert decided.rule == house.texts.guidelines.short[2].line
    assert "Half of it." in decided.reasons
    assert "You have none." in houses.visit(house, ["go drafts", "bye"], wren)
    assert begun not in houses.visit(house, ["go desk/cases/1", "undo", "d", "back", "bye"], wren)


@pytest.mark.parametrize("key", ["-", "e"])
def test_what_was_chosen_goes_where_the_case_is_left_to_others_and_the_words_stay(
    house: House, wren: Person, post: PostLine, key: str
) -> None:
    houses.visit(house, ["go desk/cases/1", "t", "d", "4", "", "5", "3", "Half of it."], wren)
    houses.visit(house, ["go desk/cases/1", key, "bye"], wren)
    said = houses.visit(house, ["go desk/cases/1", "d", "4", "", "5", "3", "bye"], wren)
    assert "You began" not in said
    assert "Your draft is here" in said or "Half of it." in said


def test_what_is_put_beneath_a_post_is_never_what_is_taken_out_of_it(
    house: House, wren: Person, post: PostLine
) -> None:
    typed = ["d", "2", "", "", "See page 3.", ".", "leave-unsent", "d", "5", "", "", "", "back"]
    said = houses.visit(house, ["go desk/cases/1", "t", *typed, "back", "back", "back", "bye"], wren)
    assert "Type an answer, or back to leave this." in said.partition("Words to take out: ")[2]
