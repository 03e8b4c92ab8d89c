"""Kind words: kept from thanks with one key or written down, read all at once or one at a time, for nobody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bbs.community import kind_words, moods, posts, thanks
from bbs.community.members import Person
from bbs.community.moods import CheckIn, Mood
from bbs.community.posts import PostLine
from bbs.community.shelf import Owner
from bbs.house import House
from tests import houses
from tests.doorkeeping import Doorkeeper

DAY = 24 * 3600


@pytest.fixture
def sam(house: House) -> Person:
    house.doorkeeper = Doorkeeper(house)
    return houses.member(house, "sam")


def keep(house: House, person: Person, *said: str) -> None:
    assert house.vault is not None
    for words in said:
        box = Owner(house.vault, person.id)
        houses.write(house, kind_words.keep, box, words, "ash", now=house.clock.now())


def flat(said: str) -> str:
    return " ".join(said.split())


@pytest.fixture
def thanked(house: House, sam: Person) -> PostLine:
    """Return a post of sam's that ash thanked for in words, and kit without."""
    line = houses.write(house, posts.start, sam, "sleep", "Awake again", "Third night.", now=house.clock.now())
    for n, (handle, words) in enumerate((("ash", "That helped tonight."), ("kit", ""))):
        giver = houses.member(house, handle)
        houses.write(house, thanks.thank, house.vault, giver, line.id, words, now=house.clock.now() + n)
    return line


@pytest.mark.usefixtures("thanked")
def test_thanks_are_kept_with_one_key_once_and_also_without_words(house: House, sam: Person) -> None:
    said = houses.visit(house, ["go thanks", "w", "", "w", "w", "go kind-words", "", "bye"], sam)
    assert flat(said).count("Kept with your kind words; only you see them.") == 2
    assert "You keep those already." in said
    assert 'kit, kept, today 20:26.\n  Thanked me for "Awake again".\n' in said
    assert "ash, kept, today 20:26.\n  That helped tonight.\n" in said


def test_words_are_kept_from_a_visit_and_from_a_script_but_never_from_its_command(house: House, sam: Person) -> None:
    said = houses.visit(house, ["go kind-words", "keep-words", "You are good company.", "my aunt", "bye"], sam)
    assert "Nothing is here yet." in flat(said)
    assert "Type keep-words to keep some now." in flat(said)
    assert "my aunt, kept, today 20:26.\n  You are good company.\n" in said
    done = houses.verb(house, "keep-words kind-words", sam, text="I am glad you are here.\n")
    assert done == (0, "Kept with your kind words; only you see them.\n", "")
    assert houses.verb(house, "keep-words kind-words words=Secret", sam)[0] == 2
    said = houses.verb(house, "read kind-words", sam)[1]
    assert "Somebody, kept, today 20:26.\n  I am glad you are here.\n" in said
    assert "Secret" not in said


def test_one_at_a_time_each_comes_once_before_any_comes_again(house: House, sam: Person) -> None:
    words = ["One.", "Two.", "Three.", "Four."]
    keep(house, sam, *words)
    said = houses.visit(house, ["go kind-words", "one", "", "", "", "", "", "bye"], sam)
    shown = re.findall(r"^  (\w+\.)$", said.partition("Kind words, one at a time.")[2], re.MULTILINE)
    assert sorted(shown[:4]) == sorted(words)
    assert shown[4:6] == shown[:2]
    assert said.count("Those were all of them. They begin again.") == 1


def test_words_are_taken_out_and_the_last_leaves_an_invitation(house: House, sam: Person) -> None:
    keep(house, sam, "Good.")
    said = houses.visit(house, ["go kind-words", "x", "yes", "bye"], sam)
    assert "Take these words out of the box?" in said
    assert "Nothing is here yet." in flat(said.partition("Removed.")[2])
    assert "remove" not in houses.visit(house, ["go kind-words", "?", "bye"], sam).partition(": ?")[2]


def test_many_come_some_at_a_time_and_a_script_has_them_all(house: House, sam: Person) -> None:
    keep(house, sam, *(f"Number {n}." for n in range(45)))
    said = houses.verb(house, "read kind-words", sam)[1]
    assert re.findall(r"Number (\d+)\.", said) == [str(n) for n in reversed(range(45))]


def test_the_tools_lead_there_for_members_and_say_nothing_of_what_is_there(house: House, sam: Person) -> None:
    assert "Kind words" not in houses.verb(house, "tools")[1]
    before = houses.verb(house, "tools", sam)[1]
    assert "Kind words, what people said to you, for you alone." in before
    keep(house, sam, "Good.")
    assert houses.verb(house, "tools", sam)[1] == before
    assert houses.verb(house, "read kind-words")[0] == 3


def test_a_sealed_box_takes_words_in_and_shows_none_until_it_is_open(house: House, sam: Person, tmp_path: Path) -> None:
    keep(house, sam, "Good.")
    typed = ["go settings/private", "seal", "1", "yes", houses.PASSPHRASE, "all", "done", "bye"]
    assert "sealed" in houses.visit(house, typed, sam).lower()
    said = houses.visit(house, ["go kind-words", "one", "open", houses.PASSPHRASE, "bye"], sam)
    before, _, after = said.partition("Passphrase, not shown:")
    assert "Good." not in before
    assert "\n  Good.\n" in after
    keep(house, sam, "Glad that you are here.")
    assert "Glad" not in houses.verb(house, "read kind-words", sam)[1]


def test_low_days_and_home_lead_there_only_where_there_are_some(house: House, sam: Person) -> None:
    lou = houses.member(house, "lou")
    keep(house, sam, "Good.")
    assert house.vault is not None
    for person, is_offered in ((sam, True), (lou, False)):
        for days in (5, 3, 2):
            entry = CheckIn(Mood.LOW, house.clock.now() - days * DAY)
            houses.write(house, moods.add, Owner(house.vault, person.id), entry)
        assert ("Kind words" in houses.verb(house, "read home", person)[1]) is is_offered
        offered = houses.visit(house, ["c", "low", "bye"], person).partition("low ones.")[2]
        assert "Other tools" in offered
        assert ("Kind words, what people said to you" in offered) is is_offered
