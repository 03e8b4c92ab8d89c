"""The office: the operator confirms help lines, and callers hear it at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from bbs.community import line_checks
from bbs.community.members import Person, Role
from bbs.errors import NotFound
from bbs.house import House
from bbs.language import ENGLISH
from bbs.session import Session
from screens.linemode.draw import units
from screens.pages import ROUTES
from screens.routes import find
from tests import houses


@pytest.fixture
def main(tmp_path: Path) -> Iterator[House]:
    """Make a community most of whose members live in two countries."""
    built = houses.build(tmp_path / "main", settings='[community]\ncountries = ["GB", "IE"]\n', exempt=False)
    yield built
    houses.close(built)


@pytest.fixture
def olive(main: House) -> Person:
    return houses.member(main, "olive", role=Role.OPERATOR)


def said(caller: Session, address: str) -> str:
    view = asyncio.run(find(ROUTES, caller, address).view())
    return "\n".join(line for unit in units(view, ENGLISH) for line in unit.lines)


def missing(house: House) -> list[str]:
    return line_checks.joining_is_open_by_lines(
        house.crisis, house.config.community.countries, house.checks, house.exempt_from_line_checks
    )


def test_the_office_lists_the_main_countries_and_what_is_missing(main: House, olive: Person) -> None:
    text = said(houses.session(main, olive), "office/lines")
    assert "1. United Kingdom, 8 not yet checked." in text
    assert "2. Ireland, " in text


def test_confirming_one_line_is_heard_at_once_and_kept(main: House, olive: Person) -> None:
    before = len(missing(main))
    text = houses.visit(main, ["go office/lines/gb", "k 2", "help/GB", "help", "bye"], olive)
    assert "Confirmed. Callers hear that it was checked today." in text
    assert "Checked 28 May 2026." in text
    assert len(missing(main)) == before - 1
    assert len(houses.write(main, line_checks.checks)) == 1


def test_confirming_all_of_every_country_opens_joining(main: House, olive: Person) -> None:
    assert missing(main)
    heard = houses.visit(main, ["go office/lines/gb", "v", "n", "v", "y", "go office/lines/ie", "v", "y", "bye"], olive)
    assert heard.count("Did you look at every one of them today") == 3
    assert heard.count("Left as it was.") == 1
    assert missing(main) == []
    assert "all that joining needs is checked" in said(houses.session(main, olive), "office/lines")


def test_a_slip_is_taken_back(main: House, olive: Person) -> None:
    houses.visit(main, ["go office/lines/gb", "k 1", "k 2", "u 1", "bye"], olive)
    (kept,) = main.checks
    assert "samaritans" in kept


def test_every_line_says_its_state_first_and_where_to_check_it(main: House, olive: Person) -> None:
    caller = houses.session(main, olive)
    lines = said(caller, "office/lines/GB").splitlines()
    assert "1. Not yet checked. Emergency number: 999 or 112." in lines
    assert any(line.endswith("Hours: daily 17:00-00:00. Where to check: thecalmzone.net.") for line in lines)
    houses.visit(main, ["go office/lines/gb", "k 1", "bye"], olive)
    assert "1. Checked 28 May. Emergency number" in said(caller, "office/lines/GB")
    cast(houses.HeldClock, main.clock).move(line_checks.A_YEAR + 1)
    assert "Checked 28 May 2026, over a year ago: please look again." in said(caller, "office/lines/GB")


def test_a_number_nobody_knows_is_said_to_be_unknown(main: House, olive: Person) -> None:
    assert "Emergency number: none known here" in said(houses.session(main, olive), "office/lines/AQ")


def test_without_countries_it_says_which_setting_to_set(house: House) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    text = said(houses.session(house, olive), "office/lines")
    assert str(house.home.config) in text
    assert 'countries = ["GB", "IE"]' in text
    assert "The office, Lines to check: no countries are set yet." in said(houses.session(house, olive), "home")


@pytest.mark.parametrize("address", ["office/lines", "office/lines/GB"])
def test_the_office_is_not_there_for_others(house: House, address: str) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    for caller in (houses.session(house), houses.session(house, wren)):
        with pytest.raises(NotFound):
            said(caller, address)
    assert "Lines to check" not in said(houses.session(house, wren), "home")


def test_a_country_that_is_none_is_not_found(main: House, olive: Person) -> None:
    with pytest.raises(NotFound):
        said(houses.session(main, olive), "office/lines/XX")
