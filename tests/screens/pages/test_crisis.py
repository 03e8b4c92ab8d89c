"""Crisis help: the number first, all of it at once, for everybody, whatever state the house is in."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import cast

import pytest
from peewee import DatabaseError

from bbs import own_country
from bbs.community import crisis, line_checks
from bbs.community import crisis_words as words
from bbs.community.members import Role
from bbs.errors import Busy, NotFound
from bbs.house import House
from screens.linemode.draw import items_of
from screens.page import Goto, Page
from screens.pages import PAGES
from screens.pages.crisis import ONE_SCREEN, CrisisPage
from store.database import Store
from tests import houses
from tests.for_each import for_each
from tests.screens.pages.asking_help import BRITISH, NO_GUESS, at, choose, heard, said, view

HOURS = (0, 7 * 3600, 18 * 3600)
"""Moments at which other lines are open, in seconds after the held clock."""


# The first screen


@for_each("country", ["", *sorted(crisis.load().countries.names)])
def test_the_first_screen_of_every_country_is_said_at_once_the_number_first(bare: House, country: str) -> None:
    data, clock = bare.crisis, cast(houses.HeldClock, bare.clock)
    number = data.emergency(country)
    for hours in HOURS:
        clock.move(hours)
        (unit,) = heard(houses.session(bare, terminal=NO_GUESS), f"help/{country}")
        assert unit.lines[0] == words.danger_line(number)
        assert unit.lines[0].startswith(f"If your life is in danger now, call {number[:2] if number else 'your'}")
        assert unit.lines[1].startswith("Already taken something or hurt yourself?")
        assert unit.lines[2] == words.ONE_BREATH
        text = "\n".join(unit.lines)
        assert len(text.encode()) < 1_800
        for line in data.first_screen(country, bare.clock.now()):
            assert words.service_line(line, bare.clock.now()) in text
        assert text.count("ot yet checked by the people who run this place") == 1
        assert sum(line[:2].rstrip(".").isdecimal() for line in unit.lines) <= ONE_SCREEN
        assert "None" not in text


def test_the_first_screen_reads_as_it_should(bare: House) -> None:
    lines = heard(houses.session(bare, terminal=BRITISH))[0].lines
    assert lines[0] == "If your life is in danger now, call 999 or 112."
    assert lines[3] == "Help lines, United Kingdom (a guess from your terminal; another country: c), 10 items."
    assert lines[4] == "1. Samaritans. Phone 116 123, day and night. For everyone (also email jo@samaritans.org)."
    assert lines[-6:] == (
        "6. See more help lines.",
        "7. See lines you can text.",
        "8. See lines for young people, LGBTQ+, veterans, carers and others.",
        "9. Take a minute to steady yourself.",
        "10. Reach a person here.",
        "Not yet checked by the people who run this place.",
    )


def test_every_item_of_the_first_screen_leads_somewhere(bare: House) -> None:
    caller = houses.session(bare, terminal=BRITISH)
    for item in items_of(view(caller)):
        assert said(caller, item.to)


def test_enter_goes_to_more_lines_or_asks_for_the_country(bare: House) -> None:
    assert at(houses.session(bare, terminal=BRITISH), "help").enter() == "more-lines"
    assert at(houses.session(bare, terminal=NO_GUESS), "help").enter() == "country"
    assert at(houses.session(bare, terminal=BRITISH), "help/narnia").enter() == "country"


# Whatever state the house is in


class Trouble:
    """A store that fails, or that never answers."""

    def __init__(self, error: Exception | None) -> None:
        self.error = error
        self.asked = 0

    async def read(self, *what: object, **how: object) -> None:
        self.asked += 1
        if self.error is None:
            await asyncio.Event().wait()
            return
        raise self.error

    write = read


@pytest.mark.parametrize("error", [Busy(), DatabaseError("malformed"), OSError("disk"), None])
def test_a_store_in_trouble_delays_nothing_and_fails_nothing(
    house: House, error: Exception | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = houses.member(house, "sam")
    trouble = Trouble(error)
    monkeypatch.setattr(house, "store", cast(Store, trouble))
    monkeypatch.setattr(own_country, "KEEPING_SECONDS", 0.01)
    caller = houses.session(house, sam, terminal=BRITISH)
    for address in ("help", "help/FR", "help/lines", "help/text", "help/youth", "help/person", "help/numbers"):
        assert "call " in said(caller, address) or address == "help/numbers"
    assert trouble.asked == 0
    assert choose(caller, "ireland") == Goto("help/IE", replace=True)
    assert trouble.asked == 1
    assert "Help lines, Ireland" in said(caller)


def test_a_country_that_was_not_kept_is_logged_without_naming_it(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sam = houses.member(house, "sam")
    monkeypatch.setattr(house, "store", cast(Store, Trouble(DatabaseError("IE malformed"))))
    choose(houses.session(house, sam), "ireland")
    (record,) = caplog.records
    assert record.getMessage() == "session test: the country was not kept: DatabaseError"


def test_help_works_with_no_database_from_the_first_word_to_the_last(bare: House) -> None:
    heard = houses.visit(bare, ["p", "b", "m", "b", "t", "b", "c", "ireland", "bye"], username="help")
    assert heard.startswith("If your life is in danger now, call 999 or 112.")
    assert "Notes cannot be taken just now" in heard
    assert "Help lines, Ireland" in heard
    assert heard.rstrip().endswith("Goodbye. Come back any time.")


def test_every_page_of_crisis_help_needs_no_store() -> None:
    """These are also all that a caller can open while the place is full (Session.is_crowded)."""
    pages = [page for page in PAGES if issubclass(page, CrisisPage)]
    assert len(pages) > 7
    assert not any(page.needs_store for page in pages)


def test_a_full_house_still_helps(bare: House) -> None:
    caller = houses.session(bare, terminal=BRITISH)
    caller.is_crowded = True
    assert said(caller).startswith("If your life is in danger now, call 999 or 112.")


def test_nothing_is_logged_about_it(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    houses.visit(house, ["help", "m", "t", "b", "c", "ireland", "1", "bye"])
    assert [record for record in caplog.records if record.name.startswith(("bbs", "screens", "store"))] == []


# Scripts


def test_a_script_gets_the_whole_first_screen(bare: House) -> None:
    status, text, errors = houses.verb(bare, "help GB")
    assert (status, errors) == (0, "")
    assert text.startswith("If your life is in danger now, call 999 or 112.\nAlready taken something")
    assert text == houses.verb(bare, 'help "united kingdom"')[1] == houses.verb(bare, "help united kingdom")[1]


def test_a_script_gets_all_lines_of_a_country(bare: House) -> None:
    text = houses.verb(bare, "read help/lines/us")[1]
    for line in bare.crisis.lines_for("US", bare.clock.now()):
        assert line.service in text
    assert houses.verb(bare, "read help/lines/narnia")[0] == 1


# The other pages


def test_lines_to_text_can_all_be_texted_or_it_says_that_there_are_none(bare: House) -> None:
    british = said(houses.session(bare, terminal=BRITISH), "help/text")
    assert british.startswith("If your life is in danger now, call 999 or 112.")
    assert "Lines you can text, United Kingdom (a guess" in british
    assert "SHOUT to 85258" in british
    assert "Childline" not in british
    caller = houses.session(bare)
    view(caller, "help/AT")
    assert "We know of none to text in Austria." in said(caller, "help/text")


def test_lines_for_the_young_come_first_for_them(bare: House) -> None:
    text = said(houses.session(bare, terminal=BRITISH), "help/youth")
    assert text.startswith("If your life is in danger now, call 999 or 112.")
    assert "Help lines for young people, United Kingdom" in text
    assert text.index("Childline") < text.index("Samaritans")


@for_each("country", sorted(crisis.load().countries.names))
def test_lines_for_the_young_are_said_at_once(bare: House, country: str) -> None:
    caller = houses.session(bare)
    caller.country = country
    assert len(heard(caller, "help/youth")) == 1


def test_a_line_has_a_page_with_its_address_ready_to_copy(bare: House) -> None:
    lines = heard(houses.session(bare), "help/line/GB:samaritans")[0].lines
    assert lines[0] == "Samaritans."
    assert lines[1].startswith("Phone 116 123, day and night.")
    assert lines[1].endswith("Web: https://www.samaritans.org/how-we-can-help/contact-samaritan/")
    assert lines[2] == "Not yet checked by the people who run this place."


def test_a_line_that_is_not_there_is_not_found(bare: House) -> None:
    with pytest.raises(NotFound):
        view(houses.session(bare), "help/line/GB:nobody")


def test_a_page_does_not_offer_itself(bare: House) -> None:
    caller = houses.session(bare, terminal=BRITISH)
    names = {
        address: {a.name for a in at(caller, address).offered()} for address in ("help", "help/lines", "help/text")
    }
    assert {"more-lines", "text", "steady", "person", "country"} <= names["help"]
    assert "more-lines" not in names["help/lines"]
    assert "text" not in names["help/text"]


@for_each("page", PAGES)
def test_no_two_actions_of_a_page_share_a_key(page: type[Page]) -> None:
    keys = [action.key for action in page.declared if action.key]
    own = {action.key for action in page.declared if action.method in vars(page)}
    assert all(keys.count(key) == 1 for key in own)


# What the operator checked


def test_a_checked_line_says_when_and_the_others_that_they_were_not(
    bare: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    samaritans = next(line for line in bare.crisis.lines if line.service == "Samaritans")
    monkeypatch.setattr(bare, "checks", {samaritans.check_key: houses.STARTED})
    lines = heard(houses.session(bare, terminal=BRITISH))[0].lines
    assert lines[4].endswith("Checked 28 May 2026.")
    assert not lines[5].endswith("2026.")
    assert lines[-2] == "10. Reach a person here."
    assert lines[-1] == words.OTHERS_NOT_CHECKED, "a word on the list, and nothing to choose"


def test_what_not_yet_checked_means_is_one_word_away(bare: House) -> None:
    heard = houses.visit(bare, ["numbers", "bye"], username="help", terminal=BRITISH)
    assert "Nobody here dialled them all." in " ".join(heard.split())


def test_when_all_are_checked_nothing_more_is_said(bare: House, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = {line.check_key: houses.STARTED for line in bare.crisis.lines}
    monkeypatch.setattr(bare, "checks", checked)
    text = said(houses.session(bare, terminal=BRITISH))
    assert "ot yet checked" not in text
    assert text.count("Checked 28 May 2026.") == 5


def test_checks_are_in_memory_from_the_start(tmp_path: Path) -> None:
    first = houses.build(tmp_path / "home")
    olive = houses.member(first, "olive", role=Role.OPERATOR)
    houses.write(first, line_checks.confirm, ["one"], olive, now=5)
    houses.close(first)
    second = houses.build(tmp_path / "home")
    houses.close(second)
    assert second.checks == {"one": 5}
