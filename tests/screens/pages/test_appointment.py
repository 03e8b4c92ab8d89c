"""A page for an appointment, and a check-in shared on a board: nothing goes along unless its member says so."""

from __future__ import annotations

from datetime import date

import pytest

from bbs.community import appointments, boards, drafts, moods
from bbs.community.members import Person
from bbs.community.mood_words import Entry
from bbs.community.moods import Mood
from bbs.house import House
from bbs.language import ENGLISH
from tests import houses
from tests.doorkeeping import Doorkeeper
from tests.screens.pages.test_checkin import make, own, seal, visit

NOTE = "marigold under the ice"
WRITE = ["go appointment", "w"]


@pytest.fixture
def sam(house: House) -> Person:
    sam = houses.member(house, "sam")
    for n in range(4):
        make(house, sam, Mood.LOW, n, note=NOTE if n == 1 else "")
    return sam


def kept(house: House, person: Person) -> str:
    return houses.write(house, appointments.kept, own(house, person))


# A page for an appointment


def test_it_begins_with_what_check_ins_say_and_notes_only_on_a_yes(house: House, sam: Person) -> None:
    said = visit(house, [*WRITE, "no", ".", "show"], sam)
    assert "How the last 30 days were: mostly low. In days: low 4 days." in said
    assert "What I would like to ask:" in said
    assert NOTE not in said
    said = visit(house, [*WRITE, "yes", ".", "show"], sam)
    assert f"In my words: 27 May: {NOTE}" in said


def test_it_is_edited_before_it_is_shown_and_kept_only_for_who_says_so(house: House, sam: Person) -> None:
    said = visit(house, [*WRITE, "no", "Please say it slowly.", ".", "show"], sam)
    assert "Here it is." in said
    assert "It is not kept" in said
    assert kept(house, sam) == ""
    visit(house, [*WRITE, "no", "Please say it slowly.", ".", "show", "keep"], sam)
    assert kept(house, sam).endswith("Please say it slowly.")
    status, page, _ = houses.verb(house, "appointment", sam)
    assert status == 0
    assert "  Please say it slowly." in page.splitlines()
    assert houses.write(house, drafts.places, sam.id) == []


def test_it_is_no_check_in(house: House, sam: Person) -> None:
    before = houses.write(house, moods.entries, own(house, sam))
    houses.write(house, appointments.keep, own(house, sam), "One page.")
    houses.write(house, appointments.keep, own(house, sam), "Another page.")
    assert houses.write(house, moods.entries, own(house, sam)) == before
    assert kept(house, sam) == "Another page."
    visit(house, ["go appointment", "x", "yes"], sam)
    assert kept(house, sam) == ""


def test_sealed_it_is_shown_and_gone_on_with_only_once_it_is_opened(house: House, sam: Person) -> None:
    house.doorkeeper = Doorkeeper(house)
    houses.write(house, appointments.keep, own(house, sam), NOTE)
    seal(house, sam)
    status, said, _ = houses.verb(house, "appointment", sam)
    assert (status, NOTE in said) == (1, False)
    opened = ["go appointment", "", houses.PASSPHRASE]
    said = visit(house, [*opened, "forget", "yes", "w", "no", "Slowly, marigold.", ".", "draft"], sam)
    assert "kept nowhere" not in said
    assert "Kept as a draft." in said
    assert [one.place for one in houses.write(house, drafts.places, sam.id)] == ["appointment"]
    assert kept_draft(house, sam) == "", "it is sealed"
    said = visit(house, [*opened, "w", "no", ".", "show"], sam)
    assert "Slowly, marigold." in said


def kept_draft(house: House, person: Person) -> str:
    return houses.write(house, drafts.kept, house.vault, person.id, "appointment")


def test_what_was_begun_and_not_shown_is_found_among_drafts(house: House, sam: Person) -> None:
    visit(house, [*WRITE, "no", "Slowly.", ".", "draft"], sam)
    said = visit(house, ["go drafts", "1"], sam)
    assert "A page for an appointment" in said
    assert "For an appointment." in said


def test_few_days_are_said_to_be_few() -> None:
    page = appointments.begun([], (), ENGLISH)
    assert page.startswith("How the last 30 days were: too few to say.\n\nWhat troubles me most:\n")
    assert "In days: low 1 day." in appointments.begun([Entry(date(2026, 5, 1), 2)], (), ENGLISH)


# Sharing one


@pytest.mark.parametrize("along", ["yes", "no"])
def test_a_check_in_is_shared_in_own_words(house: House, sam: Person, along: str) -> None:
    board = [line.slug for line in houses.write(house, boards.readable, sam)].index("sleep") + 1
    typed = ["go moods/days", "2", "share", str(board), along, "A bad night", "It was hard.", ".", "post"]
    assert "Posted." in visit(house, typed, sam)
    found = houses.visit(house, ["go boards/sleep", "1", "bye"], sam)
    lines = [line.strip() for line in found.splitlines()]
    assert "It was hard." in lines
    assert (NOTE in lines) is (along == "yes")
