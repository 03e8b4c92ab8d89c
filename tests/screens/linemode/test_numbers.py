"""A number behind a word: it is done to what has that number, and not to the page around it."""

from __future__ import annotations

from bbs.community import posts
from bbs.community.members import Role
from bbs.house import House
from tests import houses


def test_reporting_a_number_on_a_board_reports_that_thread_and_not_the_board(house: House) -> None:
    sam, lou = houses.member(house, "sam"), houses.member(house, "lou")
    houses.write(house, posts.start, sam, "sleep", "Tonight", "I cannot do this.", now=house.clock.now())
    said = " ".join(houses.visit(house, ["go boards/sleep", "report 1", "1", "", "bye"], lou).split())
    assert "Thank you for telling." in said
    assert '"Tonight"' in said
    assert "The board" not in said
    said = " ".join(houses.visit(house, ["go boards/sleep", "report", "1", "", "bye"], lou).split())
    assert "The board Sleep and nights." in said


def test_the_number_of_what_leads_nowhere_says_what_can_be_done_with_it(house: House) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    said = houses.visit(house, ["go office/joining", "2", "9", "choose 2", "y", "bye"], olive)
    assert "Number 2 is not opened. What can be done with it: choose 2." in said
    assert "There is no number 9 here. Type one from 1 to " in said
    assert "By approval: anybody can ask" in said


def test_an_address_is_a_way_there_wherever_it_is_typed(house: House) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    said = houses.visit(house, ["go", "desk/course/talk", "", "7", "nowhere/at/all", "bye"], wren)
    assert "A talk to practise." in said
    assert "That is all here. Type a number to choose, ? for what you can do, or back." in said
    assert "There is no number 7 here. Type one from 1 to 3, or ? for what you can do." in said
    assert "That is not something to do here." in said.partition("nowhere/at/all")[2]
