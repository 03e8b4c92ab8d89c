"""Words of this place's own: they hold at once and after a start, no upgrade changes them, and help stays in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import log, own_texts, pictures
from bbs.community.members import Person, Role
from bbs.community.texts import load
from bbs.community.voices import KINDS, SAFETY, Voice, checked
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.house import House
from tests import houses

LONG = sorted(name for name, kind in KINDS.items() if not kind.is_line and not kind.is_drawn)
VOICES = load().voices


@pytest.fixture
def olive(house: House) -> Person:
    return houses.member(house, "olive", role=Role.OPERATOR)


def write(house: House, olive: Person, name: str, text: str) -> None:
    houses.write(house, own_texts.write, olive, name, text, now=house.clock.now())


def hold(house: House, olive: Person, name: str, text: str) -> None:
    write(house, olive, name, text)
    house.take_own_texts(houses.write(house, own_texts.hold, house.vault, olive, name, now=house.clock.now()))


def test_what_is_written_holds_once_it_is_let_and_after_a_start(house: House, olive: Person) -> None:
    before = house.texts.closed
    write(house, olive, "closed", "We rest until May.")
    assert house.texts.closed == before
    assert houses.write(house, own_texts.holding) == {}
    house.take_own_texts(houses.write(house, own_texts.hold, house.vault, olive, "closed", now=7))
    assert house.texts.closed.startswith("We rest until May.\n\nYou can still look around")
    assert house.texts.waiting == load().waiting
    assert own_texts.at_start(house.store) == {"closed": "We rest until May."}
    assert own_texts.at_start(None) == {}
    assert houses.write(house, own_texts.one, olive, "closed") == own_texts.Own("We rest until May.", 7)
    assert house.vault is not None
    (entry,) = houses.write(house, log.lately, house.vault, olive)
    assert (entry.act, entry.by, entry.words) == (own_texts.CHANGED, "olive", "closed")


def test_the_name_and_the_line_after_it_go_before_the_settings(house: House, olive: Person) -> None:
    assert (house.name, house.greeting) == (house.config.community.name, house.config.community.greeting)
    hold(house, olive, "name", "  Still \n Water ")
    hold(house, olive, "greeting", "")
    hold(house, olive, "welcome", "This is [name].")
    assert (house.name, house.greeting) == ("Still Water", "")
    assert house.texts.welcome.startswith("This is Still Water.\n\n")
    hold(house, olive, "name", "Deep Water")
    assert house.texts.welcome.startswith("This is Deep Water.\n\n"), "the name in it follows"


def test_words_of_ones_own_stay_when_texts_are_read_again(house: House, olive: Person) -> None:
    hold(house, olive, "name", "Still Water")
    hold(house, olive, "closed", "[name] rests.")
    house.take_texts(load(), house.shipped)
    assert house.texts.closed.startswith("Still Water rests.\n\n")
    assert house.name == "Still Water"


def test_the_shipped_one_comes_back_and_ones_own_waits(house: House, olive: Person) -> None:
    hold(house, olive, "about", "Ours.")
    house.take_own_texts(houses.write(house, own_texts.put_back, house.vault, olive, "about", now=9))
    assert house.texts.about == load().about
    assert houses.write(house, own_texts.one, olive, "about") == own_texts.Own(None, None, "Ours.")
    with pytest.raises(Refusal, match="holds already"):
        houses.write(house, own_texts.put_back, house.vault, olive, "about", now=9)
    houses.write(house, own_texts.drop, olive, "about")
    with pytest.raises(Refusal, match="Nothing new is written"):
        houses.write(house, own_texts.hold, house.vault, olive, "about", now=9)


@pytest.mark.parametrize("name", LONG)
def test_help_and_safety_stay_whatever_is_written(name: str) -> None:
    voice = VOICES[name]
    assert voice.safety in voice.said()
    for words in ("Nothing of that.", "Before.\n\n[safety]\n\nAfter.", "[safety]"):
        said = voice.said(checked(name, words), "Here")
        assert said.count(voice.safety) == 1
        assert SAFETY not in said
    assert voice.said("Before.\n[safety]\nAfter.").startswith(f"Before.\n\n{voice.safety}\n\nAfter.")


@pytest.mark.parametrize("name", LONG)
def test_what_is_shipped_could_be_written_here(name: str) -> None:
    assert checked(name, VOICES[name].words) == VOICES[name].words
    assert "help" in VOICES[name].safety or name == "privacy"


@given(st.text(alphabet=st.sampled_from("ab# \n[]safety[name]") | st.characters(), max_size=60))
def test_no_words_take_the_safety_away_or_leave_a_gap(words: str) -> None:
    voice = Voice("Shipped.", "Type help.")
    try:
        kept = checked("closed", words)
    except NotUnderstood:
        return
    assert checked("closed", kept) == kept
    said = voice.said(kept, "Here")
    assert said.count("Type help.") >= 1
    assert "[safety]" not in said
    assert "[name]" not in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (" \n ", "no words in it yet"),
        ("x" * 1510, "10 characters longer than this text can be; 1500 is the most"),
        ("See [place].", "[place] stands for nothing here; [safety] and [name] do."),
        ("[safety]\n\n[safety]", "[safety] can stand in it once"),
        ("So: [safety]", "Put [safety] on a line of its own"),
        ("Words.\n\n# Alone", "Below the heading Alone there is nothing"),
        ("# One\n\n# Two\n\nWords.", "Below the heading One there is nothing"),
        ("# Ours\n[safety]", "Below the heading Ours there is nothing"),
        ("# Ours\nwords", "Below the heading Ours words there is nothing"),
    ],
)
def test_words_that_cannot_hold_are_told_why_and_change_nothing(
    house: House, olive: Person, words: str, told: str
) -> None:
    write(house, olive, "closed", "Fine so far.")
    with pytest.raises(NotUnderstood) as refused:
        write(house, olive, "closed", words)
    assert told in refused.value.words()
    assert houses.write(house, own_texts.one, olive, "closed").written == "Fine so far."


def test_a_picture_of_ones_own_holds_with_its_sentence(house: House, olive: Person) -> None:
    hold(house, olive, "picture", "  /\\\n /  \\\n\nA small hill.")
    assert (house.texts.harbour.art, house.texts.harbour.alt) == ("  /\\\n /  \\", "A small hill.")
    house.take_own_texts(houses.write(house, own_texts.put_back, house.vault, olive, "picture", now=9))
    assert house.texts.harbour == load().harbour


def test_the_shipped_picture_could_be_drawn_here() -> None:
    assert pictures.of(load().harbour.written) == load().harbour


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Only words.", "The rows of the picture come first"),
        ("/\\\n\nTwo\nlines.", "in one sentence of at most 200 characters"),
        ("/\\\n\n" + "x" * 201, "in one sentence of at most 200 characters"),
        ("/\\\n" * 15 + "\nA hill.", "at most 14 rows of 72 characters"),
        ("-" * 73 + "\n\nA line.", "at most 14 rows of 72 characters"),
        ("\u2588\n\nA block.", "with the plain signs of a keyboard"),
    ],
)
def test_a_picture_that_cannot_hold_is_told_why(typed: str, told: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        checked("picture", typed)
    assert told in refused.value.words()


def test_only_operators_know_of_them_and_only_of_those_there_are(house: House, olive: Person) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    for who in (wren, None):
        for rule, arguments in (
            (own_texts.all_of, (who,)),
            (own_texts.one, (who, "about")),
            (own_texts.drop, (who, "about")),
        ):
            with pytest.raises(NotFound):
                houses.write(house, rule, *arguments)
        with pytest.raises(NotFound):
            houses.write(house, own_texts.write, who, "about", "Mine.", now=1)
        for acts in (own_texts.hold, own_texts.put_back):
            with pytest.raises(NotFound):
                houses.write(house, acts, house.vault, who, "about", now=1)
    for name in ("what_to_say", "under_18", "crisis", "../about"):
        with pytest.raises(NotFound):
            write(house, olive, name, "Ours.")
    assert set(houses.write(house, own_texts.all_of, olive)) == set(KINDS)
