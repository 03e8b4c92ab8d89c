"""Checking in, looking back, and taking it along: in visits and from scripts, sealed or not."""

from __future__ import annotations

import asyncio
import csv
import json

import pytest

from bbs.community import care, credentials, keyrings, members, moods, sealing
from bbs.community.keyrings import Way, Wrap
from bbs.community.members import Person
from bbs.community.moods import CheckIn, Mood
from bbs.community.shelf import Owner
from bbs.house import House
from bbs.locker import Again
from screens.pages import ROUTES
from screens.routes import find
from screens.view import Chart, Item, Listing
from store.sealing import Key
from tests import houses

DAY = 24 * 3600


def own(house: House, person: Person) -> Owner:
    assert house.vault is not None
    return Owner(house.vault, person.id)


def made(house: House, person: Person) -> list[CheckIn]:
    return houses.write(house, moods.entries, own(house, person))


def make(house: House, person: Person, mood: Mood, days_ago: float = 0, **words: object) -> CheckIn:
    entry = CheckIn(mood, int(house.clock.now() - days_ago * DAY), **words)  # type: ignore[arg-type]
    return houses.write(house, moods.add, own(house, person), entry)


def seal(house: House, person: Person) -> None:
    key, owner = Key.make(), own(house, person)
    wrap = Wrap.begin(person.id, Way.PASSPHRASE, houses.CHEAP.cost)
    wrap = wrap.filled(key, houses.CHEAP.derive(houses.PASSPHRASE, wrap.salt, wrap.cost))
    unlocked = Owner(owner.vault, owner.member, key)
    houses.write(house, sealing.begin, unlocked, "journal", [wrap], [], now=house.clock.now())
    assert houses.write(house, keyrings.of, person.id) is not None


def visit(house: House, typed: list[str], person: Person) -> str:
    person = houses.write(house, members.by_id, person.id) or person
    return " ".join(houses.visit(house, [*typed, "bye"], person).split())


def home_item(house: House, person: Person) -> Item | None:
    view = asyncio.run(find(ROUTES, houses.session(house, person), "home").view())
    items = next(block.items for block in view.blocks if isinstance(block, Listing))
    return next((item for item in items if item.to == "checkin"), None)


# Checking in


def test_two_keys_and_enter_are_a_check_in(house: House, sam: Person) -> None:
    said = visit(house, ["c", "2", ""], sam)
    assert [(one.mood, one.at) for one in made(house, sam)] == [(Mood.LOW, house.clock.now())]
    assert "Kept: low." in said
    assert said.count("Home, ") >= 2, "Enter leads home again"


def test_words_tags_and_an_intention_are_added_by_who_wants_them(house: House, sam: Person) -> None:
    visit(house, ["c", "low", "w", "Third night.", "t", "no sleep, rain", "i", "A walk.", "e", "yesterday 9:05"], sam)
    (one,) = made(house, sam)
    assert (one.tags, one.note, one.intention) == (("no sleep", "rain"), "Third night.", "A walk.")
    assert one.at < house.clock.now() - DAY / 2
    assert houses.write(house, care.own_tags, own(house, sam)) == ("no sleep", "rain")


def test_none_takes_words_away_and_enter_leaves_them(house: House, sam: Person) -> None:
    visit(house, ["c", "low", "w", "Third night.", "w", "", "t", "rain", "t", "none"], sam)
    (one,) = made(house, sam)
    assert (one.note, one.tags) == ("Third night.", ())


def test_a_time_to_come_is_refused_and_asked_again(house: House, sam: Person) -> None:
    said = visit(house, ["c", "low", "e", "2030-01-01", "yesterday"], sam)
    assert "still to come" in said
    assert made(house, sam)[0].at < house.clock.now()


@pytest.mark.parametrize("mood", Mood)
def test_nothing_that_is_said_after_it_cheers(house: House, sam: Person, mood: Mood) -> None:
    said = visit(house, ["c", mood.value], sam)
    after = said.partition("Check-in.")[2].lower()
    assert not [word for word in ("great", "well done", "congrat", "!", "days in a row", "keep it up") if word in after]
    assert ("type help to find people" in after) is (mood is Mood.VERY_LOW)


def test_words_that_sound_like_a_crisis_show_the_help_line_and_are_kept(house: House, sam: Person) -> None:
    said = visit(house, ["c", "low", "w", "I want to kill myself tonight"], sam)
    assert "To reach people who listen, type help." in said
    assert made(house, sam)[0].note == "I want to kill myself tonight"


def test_one_is_changed_and_deleted_and_taken_back(house: House, sam: Person) -> None:
    make(house, sam, Mood.LOW, 1, note="Third night.")
    visit(house, ["go moods/days", "1", "r", "okay"], sam)
    assert [(one.mood, one.note) for one in made(house, sam)] == [(Mood.OKAY, "Third night.")]
    visit(house, ["go moods/days", "1", "x", "yes"], sam)
    assert made(house, sam) == []
    visit(house, ["go moods", "u"], sam)
    assert len(made(house, sam)) == 1


def test_home_tells_those_who_check_in_of_the_last(house: House, sam: Person) -> None:
    assert home_item(house, sam) is None
    make(house, sam, Mood.OKAY, 1)
    item = home_item(house, sam)
    assert item is not None
    assert item.detail == "last: yesterday 20:26, okay"
    houses.write(house, credentials.set_again, sam.id, Again.PASSPHRASE.value)
    item = home_item(house, houses.write(house, members.by_id, sam.id))
    assert item is not None
    assert item.detail == ""


# Low days


def test_after_low_days_something_is_offered_once_and_can_be_turned_off(house: House, sam: Person) -> None:
    for days in (5, 3, 2):
        make(house, sam, Mood.LOW, days)
    offer = "The last days you checked in were low ones."
    assert offer not in visit(house, ["c", "good"], sam), "a good day ends it"
    houses.write(house, moods.delete, own(house, sam), made(house, sam)[0].id, now=house.clock.now())
    assert offer in visit(house, ["c", "low"], sam)
    assert offer not in visit(house, ["c", "low"], sam)
    visit(house, ["go checkin", "f", "never"], sam)
    assert not houses.write(house, care.wants_offers, own(house, sam))


# From scripts


def test_a_script_checks_in_with_tags_and_a_note(house: House, sam: Person) -> None:
    status, said, _ = houses.verb(house, "checkin low +sleep '+no rest'", sam, text="Third night.\nStill up.\n")
    assert (status, said.splitlines()[0]) == (0, "Kept: low.")
    (one,) = made(house, sam)
    assert (one.mood, one.tags, one.note) == (Mood.LOW, ("sleep", "no rest"), "Third night. Still up.")


def test_without_a_note_nothing_is_waited_for(house: House, sam: Person) -> None:
    status, said, _ = houses.verb(house, "checkin low +sleep note=", sam, text="Not read.\n")
    assert (status, said.splitlines()[0]) == (0, "Kept: low.")
    (one,) = made(house, sam)
    assert (one.mood, one.tags, one.note) == (Mood.LOW, ("sleep",), "")


def test_a_note_in_the_command_is_refused(house: House, sam: Person) -> None:
    for command in ("checkin low note=secret", "checkin low sleep", "checkin splendid"):
        assert houses.verb(house, command, sam)[0] == 2
    assert made(house, sam) == []
    assert houses.verb(house, "checkin low")[0] == 3


def test_a_script_hears_of_help_too(house: House, sam: Person) -> None:
    _, said, _ = houses.verb(house, "checkin very-low", sam, text="I want to kill myself tonight\n")
    assert "To reach people who listen" in said


def test_it_is_all_there_as_csv_and_json(house: House, sam: Person) -> None:
    make(house, sam, Mood.LOW, 1, tags=("rain",), note='She said "no", twice')
    make(house, sam, Mood.GOOD)
    status, said, _ = houses.verb(house, "moods csv", sam)
    rows = list(csv.DictReader(said.splitlines()))
    assert (status, [(row["mood"], row["note"]) for row in rows]) == (
        0, [("low", 'She said "no", twice'), ("good", "")]
    )  # fmt: skip
    assert rows[0]["when"] == "2026-05-27T20:26+00:00"
    listed = json.loads(houses.verb(house, "moods json", sam)[1])
    assert [one["mood"] for one in listed] == ["low", "good"]


# Sealed


def test_sealed_check_ins_are_made_but_not_shown(house: House, sam: Person) -> None:
    seal(house, sam)
    assert houses.verb(house, "checkin low", sam, text="marigold\n")[0] == 0
    assert "Kept: okay." in visit(house, ["c", "okay", "w", "marigold"], sam)
    item = home_item(house, sam)
    assert item is not None
    assert item.detail == "sealed"
    for address in ("moods", "moods/days", "moods/week", "moods/1", "moods/csv"):
        said = visit(house, [f"go {address}"], sam)
        assert "This is sealed" in said
        assert "marigold" not in said
    status, said, error = houses.verb(house, "moods csv", sam)
    assert (status, said) == (1, "")
    assert "ssh -t" in error


def test_after_a_pause_what_was_just_said_is_not_shown_to_who_sits_there(house: House, sam: Person) -> None:
    houses.write(house, credentials.set_again, sam.id, Again.PASSPHRASE.value)
    session = houses.session(house, houses.write(house, members.by_id, sam.id))
    session.just_now.checkin = make(house, sam, Mood.LOW, note="marigold")
    session.just_now.at = house.clock.now()
    page = find(ROUTES, session, "checkin")
    assert "marigold" in str(asyncio.run(page.view()))
    assert isinstance(house.clock, houses.HeldClock)
    house.clock.move(600)
    assert "marigold" not in str(asyncio.run(page.view()))


# Looking back


def test_words_come_first_and_then_the_pictures(house: House, sam: Person) -> None:
    for n in range(14):
        make(house, sam, Mood.LOW if n % 2 else Mood.OKAY, n, tags=("no sleep",) if n % 2 else ())
    said = visit(house, ["go moods", ""], sam)
    assert "Looking back. May: between low and okay." in said
    assert (
        'Lower on days with "no sleep": 7 of 7. 14 entries in the last 30 days. In days: low 7 days, okay 7 days.'
        in said
    )
    view = asyncio.run(find(ROUTES, houses.session(house, sam), "moods").view())
    charts = [block for block in view.blocks if isinstance(block, Chart)]
    letters = ["".join(mark for mark, _ in row).replace(" ", "") for row in charts[0].rows[1:-3]]
    assert max(sum(len(text) for text, _ in row) for row in charts[0].rows) <= 36, "it fits in a small window"
    assert letters == ["...", ".......", "....dcd", "cdcdcdc", "dcdc"]
    assert charts[1].sentence.startswith("Weeks from: 11 May mostly low; 18 May mostly okay;")
    drawn = ["".join(text for text, _ in row).rstrip() for row in charts[1].rows]
    line = "              o-----o-----o"
    assert drawn == ["a", "", "b", "", "c", line, "d", "", "e", "  1     4     11    18    25"]
    assert charts[2].points == (("no sleep, lower", 1.0),)


def test_a_year_is_a_line_over_its_weeks_with_the_months_in_words(house: House, sam: Person) -> None:
    for n in range(0, 140, 2):
        make(house, sam, Mood.OKAY if n < 70 else Mood.LOW, n)
    view = asyncio.run(find(ROUTES, houses.session(house, sam), "moods/year").view())
    (chart,) = (block for block in view.blocks if isinstance(block, Chart))
    assert chart.sentence.startswith("Months: January mostly low; February mostly low; March mostly ")
    drawn = ["".join(text for text, _ in row).rstrip() for row in chart.rows]
    assert drawn[2].startswith("c")
    assert "ooo" in drawn[2]
    assert "ooo" in drawn[3]
    assert max(map(len, drawn)) <= 30, "it fits in a small window"
    assert " ".join(drawn[-1].split()) == "1 2 3 4 5 6"


def test_too_little_is_said_to_be_too_little(house: House, sam: Person) -> None:
    assert "Nothing yet, and nothing has to be." in visit(house, ["go moods"], sam)
    make(house, sam, Mood.LOW, tags=("rain",))
    said = visit(house, ["go moods"], sam)
    assert "May: too few to say." in said
    assert "1 entry in the last 30 days." in said


@pytest.mark.parametrize(
    ("span", "now", "before"), [("week", "This week: ", "The week from 18 May: "), ("year", "2026: ", "2025: ")]
)
def test_a_week_and_a_year_and_those_before(house: House, sam: Person, span: str, now: str, before: str) -> None:
    make(house, sam, Mood.LOW)
    said = visit(house, ["go moods", span, "r", "l"], sam)
    assert said.count(now) == 2
    assert said.count(before) == 1


def test_the_letters_of_weeks_are_told_in_lines(house: House, sam: Person) -> None:
    for n, mood in enumerate(Mood):
        make(house, sam, mood, n * 3)
    said = visit(house, ["go moods", "letters"], sam)
    assert "From 25 May: d . . e . . . From 18 May: . b . . c . ." in said
    assert "a very good, b good, c okay, d low, e very low, . no entry" in said


def test_the_entries_are_listed_in_words(house: House, sam: Person) -> None:
    make(house, sam, Mood.LOW, 20, tags=("rain",), note="Third night.")
    make(house, sam, Mood.VERY_GOOD, 1)
    said = visit(house, ["go moods/days"], sam)
    assert "1. yesterday 20:26, very good. 2. Friday 8 May, low, rain, with words." in said
