"""What the place guesses of a member is shown once, and is theirs only when they keep it."""

from __future__ import annotations

import pytest

from bbs.arrival import Terminal
from bbs.community import members
from bbs.community.members import Person
from bbs.errors import NotSaved
from bbs.house import House
from screens.arriving import first_address
from screens.pages import setting_fields
from store.tables import Member
from tests import houses


@pytest.fixture
def sam(house: House) -> Person:
    """Somebody who joined on another day, and was never asked."""
    person = houses.member(house, "sam")
    houses.write(house, _never_asked, person.id)
    return now(house, person)


def _never_asked(member_id: int) -> None:
    Member.update(asked_at=None).where(Member.id == member_id).execute()


def now(house: House, person: Person) -> Person:
    return houses.write(house, members.by_id, person.id)


def test_it_is_shown_with_the_guesses_and_the_time_there(house: House, sam: Person) -> None:
    said = houses.visit(house, ["bye"], sam)
    assert "1. Time zone: Europe/London, 21:26 there now.\n" in said
    assert "2. Country for crisis help: United Kingdom.\n" in said
    assert "Language" not in said


def test_enter_keeps_what_is_shown_and_goes_home(house: House, sam: Person) -> None:
    said = houses.visit(house, ["", "bye"], sam)
    assert "Kept.\nGood evening, sam.\n" in said
    assert (now(house, sam).zone, now(house, sam).country) == ("Europe/London", "GB")


def test_a_number_changes_one_and_keeps_no_more_than_that(house: House, sam: Person) -> None:
    said = houses.visit(house, ["1", "kolkata", "home", "bye"], sam)
    assert "1. Time zone: Asia/Kolkata, 1:56 there now.\n" in said
    assert (now(house, sam).zone, now(house, sam).country) == ("Asia/Kolkata", "")


def test_a_guess_that_nobody_confirmed_is_not_kept(house: House, sam: Person) -> None:
    houses.visit(house, ["home", "bye"], sam)
    assert (now(house, sam).zone, now(house, sam).country) == ("", "")


def test_it_is_shown_once_whatever_they_do_with_it(house: House, sam: Person) -> None:
    houses.visit(house, [], sam)
    assert now(house, sam).was_asked
    assert first_address(houses.session(house, now(house, sam))) == "home"


def test_a_country_with_several_times_is_no_guess_of_a_zone(house: House, sam: Person) -> None:
    said = houses.visit(house, ["bye"], sam, terminal=Terminal(kind="xterm", locale="es_MX.UTF-8"))
    assert "1. Time zone: UTC, 20:26 there now.\n" in said
    assert "2. Country for crisis help: Mexico.\n" in said


def test_what_they_chose_before_is_no_guess(house: House, sam: Person) -> None:
    houses.write(house, members.set_setting, sam.id, "country", "JP")
    said = houses.visit(house, ["bye"], now(house, sam))
    assert "1. Time zone: Asia/Tokyo, 5:26 there now.\n2. Country for crisis help: Japan.\n" in said


def test_help_stands_before_it(house: House, sam: Person) -> None:
    said = houses.visit(house, ["bye"], sam, username="help")
    assert said.startswith("If your life is in danger now, call 999")
    assert "Time zone" not in said
    assert not now(house, sam).was_asked
    assert "call 999" in houses.visit(house, ["help", "bye"], sam)


def test_a_verb_is_not_stopped_by_it(house: House, sam: Person) -> None:
    status, said, _ = houses.verb(house, "new", sam)
    assert status == 0
    assert "Time zone" not in said


def test_a_full_disk_is_no_wall_before_home(house: House, sam: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise NotSaved

    monkeypatch.setattr(members, "asked", full)
    assert "Good evening, sam." in houses.visit(house, ["home", "bye"], sam)


def test_where_several_languages_are_spoken_the_language_is_shown_too(
    house: House, sam: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.pages.guesses.languages", lambda: ("en", "es"))
    monkeypatch.setattr(setting_fields, "languages", lambda: ("en", "es"))
    said = houses.visit(house, ["3", "2", "bye"], sam)
    assert "3. Language: English.\n" in said
    assert "1. English.\n2. español.\n" in said
    assert "3. Language: español.\n" in said
    assert now(house, sam).language == "es"


def test_whoever_is_told_the_first_words_is_not_asked_in_that_visit(house: House) -> None:
    hashed = houses.CHEAP.hash(houses.PASSPHRASE)
    lou = houses.write(house, members.add, "lou", now=1, passphrase=hashed, guidelines=1)
    said = houses.visit(house, ["", "codes", "later", "bye"], lou)
    assert "Time zone" not in said
    assert "Time zone" in houses.visit(house, ["bye"], now(house, lou))
