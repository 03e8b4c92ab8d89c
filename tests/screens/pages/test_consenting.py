"""Members from before are asked for their consent when they first want something private kept, and only then."""

from __future__ import annotations

import pytest

from bbs.community import consent, moods, shelf
from bbs.community.members import Person
from bbs.community.moods import CheckIn, Mood
from bbs.community.shelf import Kind, Owner
from bbs.errors import Exit
from bbs.house import House
from screens.pages.consenting import CONSENT
from tests import houses


@pytest.fixture
def old(house: House) -> Person:
    return houses.member(house, "sam", consented=False)


def visit(house: House, typed: list[str], person: Person | None) -> str:
    return " ".join(houses.visit(house, [*typed, "bye"], person).split())


def kinds(house: House, person: Person) -> set[Kind]:
    return set(houses.write(house, shelf.kinds_of, person.id))


WAYS = {
    "a check-in from home": (["check"], ["okay"], Kind.MOOD),
    "a check-in": (["go checkin", "check"], ["okay"], Kind.MOOD),
    "the journal": (["go journal/write", "write"], ["Rain.", ".", "keep"], Kind.JOURNAL),
    "an answer": (["go journal/write", "answer"], ["Rain.", ".", "keep"], Kind.JOURNAL),
    "a part of a plan": (["go plan/signs", "write"], ["Early.", ".", "keep"], Kind.PLAN),
    "kind words": (["go kind-words", "keep-words"], ["You are good company.", ""], Kind.KIND_WORDS),
    "of use": (["go tools/breath", "yes"], [], Kind.TOOLS),
    "offers": (["go checkin", "offers"], ["never"], Kind.CARE),
    "a page for an appointment": (["go appointment", "write"], ["no", ".", "show", "keep"], Kind.MOOD),
    "a questionnaire": (["go questions/who-5", "begin", "1", "1", "1", "1", "1", "keep"], [], Kind.QUESTIONS),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_first_of_each_kind_is_asked_about_before_it_is_written(house: House, old: Person, way: str) -> None:
    before, after, kind = WAYS[way]
    said = visit(house, [*before, "no", *before, "", "go home"], old)
    assert CONSENT in said
    assert said.count("nothing is kept. Everything else is open") == 2
    assert not kinds(house, old)
    said = visit(house, [*before, "yes", *after], old)
    assert said.count(CONSENT) == 1
    assert kinds(house, old) == {kind}
    assert houses.write(house, consent.given_at, old.id) == house.clock.now()
    assert CONSENT not in visit(house, before, old)


def test_the_words_are_those_of_joining(house: House) -> None:
    assert CONSENT in visit(house, ["join", "yes", "yes"], None)


def test_nobody_is_asked_for_coming_home_reading_or_looking(house: House, old: Person) -> None:
    places = ["go journal", "go moods", "go plan", "go kind-words", "go questions/who-5", "go my-data", "go home"]
    assert CONSENT not in visit(house, places, old)


def test_a_command_cannot_be_asked_and_says_what_to_do(house: House, old: Person) -> None:
    status, said, wrong = houses.verb(house, "checkin low +sleep", old, text="Third night.\n")
    assert (status, said) == (Exit.REFUSED, "")
    assert "Do it once in a visit, and the command works from then on." in " ".join(wrong.split())
    assert not kinds(house, old)
    visit(house, ["check", "yes", "okay"], old)
    status, said, _ = houses.verb(house, "checkin low +sleep", old, text="Third night.\n")
    assert status == Exit.DONE
    assert said.startswith("Kept: low.")


def test_it_can_be_taken_back_and_what_is_there_can_still_be_read_and_deleted(house: House) -> None:
    sam = houses.member(house, "sam")
    assert house.vault is not None
    kept = CheckIn(Mood.LOW, house.clock.now(), (), "Third night.")
    houses.write(house, moods.add, Owner(house.vault, sam.id), kept)
    said = visit(house, ["go my-data", "", "", "withdraw", "no", "withdraw", "yes", "", ""], sam)
    for words in (
        "You agreed 28 April that",
        "What is there stays until you delete it",
        "Left as it was.",
        "Taken back. To delete what is there, choose it here.",
        "Without your yes to keeping what tells of your health, nothing new of it is kept.",
    ):
        assert words in said
    said = visit(house, ["go my-data", "withdraw", "go moods/days", "1", "go home", "check", "no"], sam)
    assert "Third night." in said
    assert CONSENT in said
    assert "Taken back." not in said
    assert "Deleted." in visit(house, ["go my-data/mood", "delete", "yes"], sam)
    assert not kinds(house, sam)
