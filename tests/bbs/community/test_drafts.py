"""Drafts: one a place, their writer's alone, and never in the way."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bbs.community import drafts
from bbs.community.drafts import Kept
from bbs.community.hands import NOTE, TITLE, Hands
from bbs.community.members import Person
from bbs.errors import NotFound
from bbs.house import House
from store.tables import Draft
from store.vault import Vault
from tests import houses

PLACE = "boards/sleep/post"


@pytest.fixture
def sam(house: House) -> Person:
    return houses.member(house, "sam")


def keep(house: House, writer: Person, text: str, place: str = PLACE, now: int = 1) -> None:
    houses.write(house, drafts.keep, house.vault, writer.id, place, text, now=now)


def kept(house: House, writer: Person, place: str = PLACE) -> str:
    return houses.write(house, drafts.kept, house.vault, writer.id, place)


@pytest.mark.parametrize("typed", ["Rain.", "Rain.\n", "Rain.\n\n", "I am ", ""])
def test_a_word_or_a_line_that_was_to_begin_is_still_to_begin(house: House, sam: Person, typed: str) -> None:
    keep(house, sam, typed)
    assert kept(house, sam) == typed


def test_nothing_but_blanks_is_no_draft(house: House, sam: Person) -> None:
    keep(house, sam, "Rain." + " \n" * 9)
    assert kept(house, sam) == "Rain. \n "
    keep(house, sam, " \n\n ")
    assert houses.write(house, drafts.places, sam.id) == []


class Device:
    """A visit in which something is written; `does` runs a rule, by default in a transaction of its own."""

    def __init__(self, house: House, sam: Person, does: Callable[..., Any] | None = None) -> None:
        self._rest = (house.vault, sam.id)
        self._does = does or partial(houses.write, house)
        self._hands = Hands()

    def opens(self, place: str = PLACE) -> str:
        begun = self._does(drafts.begun, *self._rest, place)
        self._hands.opens(place, begun.version, begun.text)
        return str(begun.text)

    def keeps(self, text: str, place: str = PLACE, *, is_cut: bool = False) -> bool:
        hand = self._hands.at(place)
        typed_at = 0 if is_cut else None
        keeping = self._does(drafts.keep, *self._rest, place, text, now=1, hand=hand, typed_at=typed_at)
        self._hands.kept(place, keeping.version, text)
        return bool(keeping.beside)

    def sends(self, place: str = PLACE) -> None:
        self._does(drafts.sent, self._rest[1], {place: self._hands.at(place)})


@pytest.fixture
def laptop(house: House, sam: Person) -> Device:
    return Device(house, sam)


@pytest.fixture
def telephone(house: House, sam: Person) -> Device:
    return Device(house, sam)


def others(house: House, writer: Person) -> list[tuple[str, str]]:
    """Return title and text of every version that is beside its place."""
    places = [line for line in houses.write(house, drafts.places, writer.id) if line.is_beside]
    found = [houses.write(house, drafts.other, house.vault, writer.id, line.id) for line in places]
    return [(other.title, other.text) for other in found]


def rows(house: House) -> int:
    return houses.write(house, lambda: Draft.select().count())


def test_a_draft_is_there_again_as_it_was(house: House, sam: Person) -> None:
    text = "Two lines,\n\nmoins d'accents: é, 眠れない, 🙂"
    keep(house, sam, text)
    assert kept(house, sam) == text


def test_a_draft_written_anew_takes_the_place_of_the_old(house: House, sam: Person) -> None:
    for text in ("First.", "Second" * 100, "Third."):
        keep(house, sam, text)
        assert kept(house, sam) == text
    assert rows(house) == 1


def test_every_place_has_its_own(house: House, sam: Person) -> None:
    keep(house, sam, "A thread.", now=1)
    keep(house, sam, "An answer.", "threads/1/reply/2", now=2)
    assert kept(house, sam) == "A thread."
    places = houses.write(house, drafts.places, sam.id)
    assert places == [Kept("threads/1/reply/2", 2, places[0].id), Kept(PLACE, 1, places[1].id)]


def test_ones_draft_is_not_anothers(house: House, sam: Person) -> None:
    lou = houses.member(house, "lou")
    keep(house, sam, "Mine.")
    assert kept(house, lou) == ""
    assert houses.write(house, drafts.places, lou.id) == []
    houses.write(house, drafts.drop, lou.id, PLACE)
    assert kept(house, sam) == "Mine."


@pytest.mark.parametrize("text", ["", "  \n "])
def test_no_words_drop_what_was_kept(house: House, sam: Person, text: str) -> None:
    keep(house, sam, "Not this.")
    keep(house, sam, text)
    assert (kept(house, sam), rows(house)) == ("", 0)


def test_dropping_what_is_not_there_is_nothing(house: House, sam: Person) -> None:
    houses.write(house, drafts.drop, sam.id, PLACE)
    assert kept(house, sam) == ""


def test_a_draft_is_kept_safe_for_a_terminal(house: House, sam: Person) -> None:
    keep(house, sam, "one\x1b]52;c;x\x07\u202e")
    assert kept(house, sam) == "one]52;c;x"


def test_a_draft_moved_to_another_member_does_not_open(house: House, sam: Person) -> None:
    lou = houses.member(house, "lou")
    keep(house, sam, "Mine.")
    houses.write(house, lambda: Draft.update(member=lou.id).execute())
    assert kept(house, lou) == ""


def test_under_another_server_key_a_draft_is_lost_and_in_nobodys_way(
    house: House, sam: Person, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keep(house, sam, "zqcanary")
    house.vault = Vault.begin(tmp_path / "other.key")
    with caplog.at_level(logging.WARNING):
        assert kept(house, sam) == ""
    assert [record.getMessage() for record in caplog.records] == [
        "a draft could not be opened: was the server key changed?"
    ]
    keep(house, sam, "Written again.")
    assert kept(house, sam) == "Written again."


def test_drafts_go_with_their_writer(house: House, sam: Person) -> None:
    keep(house, sam, "Mine.")
    houses.write(house, lambda: Draft._meta.database.execute_sql("DELETE FROM member WHERE handle = 'sam'"))
    assert rows(house) == 0


# Two devices


def test_one_device_after_the_other_goes_on_with_the_same_draft(
    house: House, sam: Person, laptop: Device, telephone: Device
) -> None:
    laptop.opens()
    laptop.keeps("Third night.")
    assert telephone.opens() == "Third night."
    assert not telephone.keeps("Third night, and I am tired.")
    assert (kept(house, sam), rows(house)) == ("Third night, and I am tired.", 1)


def test_of_two_devices_the_newest_words_win_and_the_others_are_kept(
    house: House, sam: Person, laptop: Device, telephone: Device
) -> None:
    for device in (laptop, telephone):
        device.opens()
    assert not laptop.keeps("From the laptop.")
    assert telephone.keeps("From the telephone.")
    assert kept(house, sam) == "From the telephone."
    assert others(house, sam) == [("", "From the laptop.")]


def test_who_types_on_has_the_place_again_and_there_are_two_versions_however_often(
    house: House, sam: Person, laptop: Device, telephone: Device
) -> None:
    for device in (laptop, telephone):
        device.opens()
    for n in range(4):
        laptop.keeps(f"From the laptop, {n}.")
        telephone.keeps(f"From the telephone, {n}.")
    assert kept(house, sam) == "From the telephone, 3."
    assert others(house, sam) == [("", "From the laptop, 3.")]
    assert telephone.keeps("From the telephone, and on.") is False
    assert rows(house) == 2


def test_a_device_whose_line_was_cut_does_not_take_the_place_of_newer_words(
    house: House, sam: Person, laptop: Device, telephone: Device
) -> None:
    for device in (laptop, telephone):
        device.opens()
    laptop.keeps("One.")
    telephone.opens()
    telephone.keeps("One. Two, from the telephone.")
    laptop.keeps("One. Half a li", is_cut=True)
    assert kept(house, sam) == "One. Two, from the telephone."
    assert others(house, sam) == [("", "One. Half a li")]


def test_words_that_are_in_the_newer_ones_are_not_kept_twice(
    house: House, sam: Person, laptop: Device, telephone: Device
) -> None:
    for device in (laptop, telephone):
        device.opens()
    laptop.keeps("Third night.")
    assert not telephone.keeps("Third night. I am tired.")
    laptop.keeps("Third night.", is_cut=True)
    assert (kept(house, sam), rows(house)) == ("Third night. I am tired.", 1)


def test_no_words_and_what_is_sent_take_away_nothing_that_was_never_seen(
    house: House, sam: Person, laptop: Device, telephone: Device
) -> None:
    for device in (laptop, telephone):
        device.opens()
    telephone.keeps("From the telephone.")
    laptop.keeps(" ")
    laptop.sends()
    assert kept(house, sam) == "From the telephone."
    telephone.sends()
    assert rows(house) == 0


def test_what_is_sent_takes_its_own_older_words_with_it(
    house: House, sam: Person, laptop: Device, telephone: Device
) -> None:
    for device in (laptop, telephone):
        device.opens()
    laptop.keeps("From the laptop.")
    telephone.keeps("From the telephone.")
    laptop.sends()
    assert (kept(house, sam), others(house, sam)) == ("From the telephone.", [])


def test_title_and_note_stay_with_their_text(house: House, sam: Person, laptop: Device, telephone: Device) -> None:
    for device, name in ((laptop, "laptop"), (telephone, "telephone")):
        for end in (TITLE, "", NOTE):
            device.opens(PLACE + end)
        device.keeps(f"Title, {name}", PLACE + TITLE)
        device.keeps(f"Text, {name}")
        device.keeps(f"note, {name}", PLACE + NOTE)
    laptop.keeps("Text, laptop, and more")
    laptop.keeps("Title, laptop, changed", PLACE + TITLE)
    assert kept(house, sam, PLACE + TITLE) == "Title, laptop, changed"
    assert others(house, sam) == [("Title, telephone", "Text, telephone")]


def test_the_other_version_takes_the_place_and_the_one_that_was_is_kept(
    house: House, sam: Person, laptop: Device, telephone: Device
) -> None:
    for device in (laptop, telephone):
        for end in (TITLE, ""):
            device.opens(PLACE + end)
    for device, name in ((laptop, "laptop"), (telephone, "telephone")):
        device.keeps(f"Title, {name}", PLACE + TITLE)
        device.keeps(f"Text, {name}")
    (other,) = (line for line in houses.write(house, drafts.places, sam.id) if line.is_beside)
    assert houses.write(house, drafts.exchange, sam.id, other.id) == PLACE
    assert (kept(house, sam, PLACE + TITLE), kept(house, sam)) == ("Title, laptop", "Text, laptop")
    assert others(house, sam) == [("Title, telephone", "Text, telephone")]
    assert telephone.keeps("Text, telephone, still open")
    assert kept(house, sam) == "Text, telephone, still open"
    assert "Text, laptop" in [text for _, text in others(house, sam)]


def test_the_other_version_is_its_writers_alone_and_is_dropped_with_its_title(
    house: House, sam: Person, laptop: Device, telephone: Device
) -> None:
    lou = houses.member(house, "lou")
    for device in (laptop, telephone):
        for end in (TITLE, ""):
            device.opens(PLACE + end)
    for device, name in ((laptop, "laptop"), (telephone, "telephone")):
        device.keeps(f"Title, {name}", PLACE + TITLE)
        device.keeps(f"Text, {name}")
    other = next(line for line in houses.write(house, drafts.places, sam.id) if line.is_beside)
    for rule in (drafts.other, drafts.exchange):
        with pytest.raises(NotFound):
            houses.write(house, rule, *((house.vault,) if rule is drafts.other else ()), lou.id, other.id)
    houses.write(house, drafts.drop, sam.id, other.place)
    assert (kept(house, sam), rows(house)) == ("Text, telephone", 2)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.booleans()), max_size=12))
def test_whatever_three_devices_do_no_words_are_lost(
    house: House, sam: Person, doing: list[tuple[str, bool, bool]]
) -> None:
    """Each types on, or opens the draft anew and goes on with it; one whose line is cut opens it anew after that."""

    def play() -> list[str]:
        Draft.delete().execute()
        devices = {name: Device(house, sam, lambda fn, *what, **how: fn(*what, **how)) for name in "abc"}
        written = {name: device.opens() for name, device in devices.items()}
        for n, (name, opens, is_cut) in enumerate(doing):
            if opens:
                written[name] = devices[name].opens()
            written[name] += f" {name}{n}."
            devices[name].keeps(written[name], is_cut=is_cut)
            if is_cut:
                written[name] = devices[name].opens()
        there = [line for line in drafts.places(sam.id) if line.is_beside]
        assert house.vault is not None
        vault = house.vault
        return [drafts.kept(vault, sam.id, PLACE), *(drafts.other(vault, sam.id, line.id).text for line in there)]

    said = houses.write(house, play)
    for n, (name, _, _) in enumerate(doing):
        assert any(f"{name}{n}." in text for text in said)
