"""Answering a questionnaire: help before the total where it is due, nothing kept unless somebody says so."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bbs.community import questionnaires
from bbs.community.members import Person
from bbs.community.questionnaires import Answered
from bbs.community.shelf import Owner
from bbs.config import Care
from bbs.house import House
from screens.pages import ROUTES
from screens.routes import find
from screens.view import Chart
from tests import houses


@pytest.fixture
def sam(house: House) -> Person:
    house.config = replace(house.config, care=Care(questionnaires=("phq-9", "gad-7")))
    return houses.member(house, "sam")


def visit(house: House, typed: list[str], person: Person) -> str:
    return " ".join(houses.visit(house, [*typed, "bye"], person).split())


def kept(house: House, person: Person) -> list[tuple[int, ...]]:
    assert house.vault is not None
    return [one.given for one in houses.write(house, questionnaires.kept, Owner(house.vault, person.id))]


def test_who_5_is_answered_item_by_item_and_adds_up(house: House, sam: Person) -> None:
    said = visit(house, ["go questions", "1", "", "3", "4", "3", "4", "4"], sam)
    assert "I have felt cheerful and in good spirits. 1. All of the time. 2. Most of the time." in said
    assert "Your answers add up to 48, of 100. At 50 or below it is worth talking to someone" in said
    assert "no diagnosis" in said
    assert "Nothing of it is kept." in said
    assert kept(house, sam) == []


def test_the_answers_are_kept_for_who_says_so_and_deleted_again(house: House, sam: Person) -> None:
    answers = ["3", "4", "3", "4", "4"]
    said = visit(house, ["go questions/who-5", "", *answers, "keep", "go questions/kept", "x 1", "yes", "u"], sam)
    assert "today 20:26, 48 of 100" in said
    assert "There again." in said
    assert kept(house, sam) == [(3, 2, 3, 2, 2)]


def test_what_is_forgotten_is_gone(house: House, sam: Person) -> None:
    said = visit(house, ["go questions/who-5", "", "1", "1", "1", "1", "1", "forget", "go questions/who-5"], sam)
    assert said.count("add up to 100") == 1


def test_thoughts_of_being_dead_open_help_before_the_total(house: House, sam: Person) -> None:
    said = visit(house, ["go questions/phq-9", "", *["2"] * 9, "back"], sam)
    before, help_words, after = said.partition("If your life is in danger now")
    assert "add up to" not in before
    assert help_words
    assert "Your answers add up to 9, of 27. Its authors call 5 to 9 mild." in after
    assert "To reach people who listen, type help." in after


def test_without_them_the_total_comes_at_once(house: House, sam: Person) -> None:
    said = visit(house, ["go questions/phq-9", "", *["4"] * 8, "1"], sam)
    assert "If your life is in danger" not in said
    assert "Your answers add up to 24, of 27." in said


def test_what_the_operator_did_not_turn_on_is_not_there(house: House, sam: Person) -> None:
    house.config = replace(house.config, care=Care())
    said = visit(house, ["go questions", "go questions/phq-9"], sam)
    assert "PHQ" not in said.replace("go questions/phq-9", "")
    assert "WHO-5" in said


def test_how_it_went_is_said_first_and_too_few_are_said_to_be_too_few(house: House, sam: Person) -> None:
    assert house.vault is not None
    whose, day = Owner(house.vault, sam.id), 24 * 3600
    for n, (name, given) in enumerate((("who-5", (3, 2, 3, 2, 2)), ("who-5", (1,) * 5), ("phq-9", (1,) * 9))):
        answered = Answered(name, given, house.clock.now() - n * 30 * day)
        houses.write(house, questionnaires.keep, whose, answered)
    said = visit(house, ["go questions/kept", "over-time", "", ""], sam)
    assert "WHO-5, how you have been: kept 2 times, too few to say." in said
    assert "PHQ-9, low mood: kept 1 time, too few to say." in said
    houses.write(house, questionnaires.keep, whose, Answered("who-5", (4,) * 5, house.clock.now() - 60 * day))
    page = find(ROUTES, houses.session(house, sam), "questions/over-time")
    (chart,) = (block for block in asyncio.run(page.view()).blocks if isinstance(block, Chart))
    assert chart.sentence == (
        "WHO-5, how you have been: 29 March 80; 28 April 20; 28 May 48, each of 100. "
        "The last is 32 lower than the first of these. Higher means better weeks."
    )
    drawn = ["".join(text for text, _ in row).rstrip() for row in chart.rows]
    assert drawn == ["100", "    o", "     \\", "      |   o", "      \\ /-", "       o", "  0"]


def test_nothing_kept_is_nothing_to_say(house: House, sam: Person) -> None:
    said = visit(house, ["go questions/kept", "over-time", "go questions/over-time"], sam)
    assert "Nothing is kept, so there is nothing to say." in said
