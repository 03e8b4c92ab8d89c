"""Whose lines crisis help shows: the country that is guessed, named, chosen and kept."""

from __future__ import annotations

import pytest

from bbs.arrival import Terminal
from bbs.community import members
from bbs.errors import NotUnderstood
from bbs.house import House
from screens.linemode.draw import items_of
from screens.page import Goto
from tests import houses
from tests.screens.pages.asking_help import BRITISH, NO_GUESS, answer, choose, heard, said, view


@pytest.mark.parametrize(
    ("locale", "title"),
    [
        ("en_GB.UTF-8", "Help lines, United Kingdom (a guess"),
        ("de_AT@euro", "Help lines, Austria (a guess"),
        ("pt_BR.ISO-8859-1", "Help lines, Brazil (a guess"),
        ("es_US.UTF-8", "Help lines, United States (a guess"),
        ("en_US.UTF-8", "Help lines, 5 items"),
        ("C.UTF-8", "Help lines, 5 items"),
        ("POSIX", "Help lines, 5 items"),
        ("fr", "Help lines, 5 items"),
        ("", "Help lines, 5 items"),
        ("en_ZZ", "Help lines, 5 items"),
        ("../../etc", "Help lines, 5 items"),
    ],
)
def test_the_terminal_lets_us_guess_or_not(bare: House, locale: str, title: str) -> None:
    text = said(houses.session(bare, terminal=Terminal("xterm", locale=locale)))
    assert f"\n{title}" in text
    assert ("Which country are you in" in text) == ("items" in title)
    assert ("call your emergency number." in text) == ("items" in title)


@pytest.mark.parametrize("typed", ["GB", "gb", "uk", "united kingdom", "Scotland", " United  Kingdom "])
def test_a_country_can_be_named_in_the_address(bare: House, typed: str) -> None:
    text = said(houses.session(bare, terminal=Terminal("xterm", locale="fr_FR")), f"help/{typed}")
    assert text.startswith("If your life is in danger now, call 999 or 112.")
    assert "Help lines, United Kingdom (another country: c)" in text
    assert "guess" not in text


def test_a_country_named_once_counts_for_the_visit(bare: House) -> None:
    caller = houses.session(bare, terminal=Terminal("xterm", locale="fr_FR"))
    view(caller, "help/ie")
    assert "Ireland" in said(caller, "help")
    assert "Ireland" in said(caller, "help/text")


def test_a_name_that_fits_several_countries_lists_them_and_no_number(bare: House) -> None:
    caller = houses.session(bare, terminal=BRITISH)
    (unit,) = heard(caller, "help/korea")
    assert unit.lines[0] == "If your life is in danger now, call your emergency number."
    assert unit.lines[-2:] == ("1. North Korea.", "2. South Korea.")
    assert [item.to for item in items_of(view(caller, "help/korea"))] == ["help/KP", "help/KR"]


@pytest.mark.parametrize("typed", ["narnia", "a", "x" * 500, "[/b]", "%s", "{0}", "999"])
def test_a_name_we_do_not_know_is_met_kindly_and_never_with_a_wrong_number(bare: House, typed: str) -> None:
    text = said(houses.session(bare, terminal=BRITISH), f"help/{typed}")
    assert text.startswith("If your life is in danger now, call your emergency number.")
    assert "We did not find that country." in text or "Many countries are called like that." in text
    assert "Find A Helpline" in text
    assert "999" not in text


def test_choosing_a_country_shows_its_lines(bare: House) -> None:
    caller = houses.session(bare, terminal=BRITISH)
    assert choose(caller, "deutschland") == Goto("help/DE", replace=True)
    assert "Help lines, Germany (another country: c)" in said(caller)


def test_choosing_asks_again_until_it_is_clear(bare: House) -> None:
    caller = houses.session(bare, terminal=NO_GUESS)
    with pytest.raises(NotUnderstood, match="did not find"):
        choose(caller, "narnia")
    with pytest.raises(NotUnderstood, match="Many countries"):
        choose(caller, "a")
    asked = choose(caller, "korea")
    assert [choice.label for choice in asked.fields[0].choices] == ["North Korea", "South Korea"]
    assert answer(asked, "KR") == Goto("help/KR", replace=True)
    assert caller.country == "KR"


def test_a_members_choice_is_kept_and_comes_before_the_terminals(house: House) -> None:
    sam = houses.member(house, "sam")
    caller = houses.session(house, sam, terminal=BRITISH)
    choose(caller, "ireland")
    later = houses.write(house, members.by_id, sam.id)
    assert later.country == "IE"
    assert "Help lines, Ireland (another" in said(houses.session(house, later, terminal=BRITISH))


def test_a_guests_choice_is_for_this_visit_only(house: House) -> None:
    choose(houses.session(house, terminal=BRITISH), "ireland")
    assert "United Kingdom" in said(houses.session(house, terminal=BRITISH))
