"""The office: lines and places of one's own, hidden ones, old checks. Callers hear of it at once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from bbs.community import line_checks, own_lines
from bbs.community.members import Person, Role
from bbs.errors import NotFound
from bbs.house import House
from bbs.language import ENGLISH
from bbs.session import Session
from screens.linemode.draw import units
from screens.pages import ROUTES
from screens.routes import find
from tests import houses

ADD = ["a", "Harbour Clinic", "clinic", "020 7946 0000", "", "", "2 Quay Street, Leeds", "Mo-Su 09:00-23:00", "y"]


@pytest.fixture
def main(tmp_path: Path) -> Iterator[House]:
    built = houses.build(tmp_path / "main", settings='[community]\ncountries = ["GB"]\n')
    yield built
    houses.close(built)


@pytest.fixture
def olive(main: House) -> Person:
    return houses.member(main, "olive", role=Role.OPERATOR)


def said(caller: Session, address: str) -> str:
    view = asyncio.run(find(ROUTES, caller, address).view())
    return "\n".join(line for unit in units(view, ENGLISH) for line in unit.lines)


def test_a_place_near_by_is_added_and_callers_hear_of_it(main: House, olive: Person) -> None:
    text = houses.visit(main, ["go office/lines/gb", *ADD, "bye"], olive)
    assert "Kept. Callers hear of it, and that it was checked today." in text
    heard = said(houses.session(main), "help/lines")
    (line,) = (line for line in heard.splitlines() if "Harbour Clinic" in line)
    assert "A clinic. Where: 2 Quay Street, Leeds. Phone 020 7946 0000, open now until 23:00." in line
    assert line.endswith("For everyone. Checked 28 May 2026.")
    assert "Harbour Clinic" in said(houses.session(main), "help/line/GB:harbour-clinic")
    assert "Near by:" in houses.verb(main, "card GB")[1]


def test_what_was_added_is_there_at_the_next_start_with_and_without_a_database(main: House, olive: Person) -> None:
    houses.visit(main, ["go office/lines/gb", *ADD, "x 2", "y", "bye"], olive)
    file = main.home.own_lines
    assert file.stat().st_mode & 0o777 == 0o600
    assert [line["service"] for line in json.loads(file.read_text())["lines"]] == ["Harbour Clinic"]
    for store in (True, False):
        again = houses.build(main.home.path, store=store)
        text = said(houses.session(again), "help/lines/GB")
        assert "Harbour Clinic" in text
        assert "1. Samaritans" not in text
        houses.close(again)


def test_a_shipped_line_is_hidden_and_shown_again(main: House, olive: Person) -> None:
    text = houses.visit(main, ["go office/lines/gb", "x 2", "n", "x 2", "y", "bye"], olive)
    assert "Left as it was." in text
    assert "Hidden. Callers are not shown it any more." in text
    assert "Samaritans" not in said(houses.session(main), "help/GB")
    office = said(houses.session(main, olive), "office/lines/GB").splitlines()
    assert "Hidden from callers: Samaritans." in office[-1]
    number = office[-1].partition(".")[0]
    assert "Callers are shown it again." in houses.visit(main, ["go office/lines/gb", f"s {number}", "bye"], olive)
    assert "Samaritans" in said(houses.session(main), "help/GB")


def test_ones_own_is_changed_and_a_shipped_one_is_not(main: House, olive: Person) -> None:
    houses.visit(main, ["go office/lines/gb", *ADD, "bye"], olive)
    lines = said(houses.session(main, olive), "office/lines/GB").splitlines()
    number = next(line.partition(".")[0] for line in lines if "Harbour Clinic" in line)
    keep = ["", "", "020 7946 0001", "", "", "", "", "y"]
    text = houses.visit(main, ["go office/lines/gb", "e 2", f"e {number}", *keep, "bye"], olive)
    assert "That one is shipped. Hide it, and add a line of your own in its place." in text
    assert "Phone 020 7946 0001" in said(houses.session(main), "help/lines/GB")
    gone = houses.visit(main, ["go office/lines/gb", f"x {number}", "y", "bye"], olive)
    assert "Taken away." in gone
    assert "Harbour Clinic" not in said(houses.session(main), "help/lines/GB")


def test_a_disk_that_refuses_the_copy_is_told_and_callers_hear_of_the_line(
    main: House, olive: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(own_lines, "write_private", full)
    text = houses.visit(main, ["go office/lines/gb", *ADD, "bye"], olive)
    assert "Its copy for when the database is away could not be written" in " ".join(text.split())
    assert "Harbour Clinic" in said(houses.session(main), "help/lines/GB")


def test_what_was_checked_over_a_year_ago_is_listed(main: House, olive: Person) -> None:
    houses.visit(main, ["go office/lines/gb", "k 1", "k 2", "bye"], olive)
    assert "Nothing that callers are shown was checked that long ago." in said(
        houses.session(main, olive), "office/lines/old"
    )
    cast(houses.HeldClock, main.clock).move(line_checks.A_YEAR + 60)
    text = said(houses.session(main, olive), "office/lines/old")
    assert "United Kingdom. Emergency number, checked 28 May 2026." in text
    assert "United Kingdom. Samaritans, checked 28 May 2026." in text
    assert "2 lines were checked over a year ago: o." in said(houses.session(main, olive), "office/lines")


def test_lines_of_any_country_are_reached(main: House, olive: Person) -> None:
    text = houses.visit(main, ["go office/lines", "c", "narnia", "b", "c", "norway", "bye"], olive)
    assert "We did not find that country." in text
    assert "Lines to check, Norway" in text


def test_the_office_is_not_there_for_others(main: House) -> None:
    wren = houses.member(main, "wren", role=Role.MODERATOR)
    for caller in (houses.session(main), houses.session(main, wren)):
        with pytest.raises(NotFound):
            said(caller, "office/lines/old")


def test_an_operators_script_adds_a_line(main: House, olive: Person) -> None:
    words = "add office/lines/GB 'service=Night Line' kind=crisis 'phone=0300 111' hours=24/7"
    status, text, errors = houses.verb(main, words, olive)
    assert (status, errors) == (0, ""), text
    assert "1. Samaritans" in said(houses.session(main), "help/GB") or "Night Line" in said(
        houses.session(main), "help/GB"
    )
    assert "Night Line. Phone 0300 111, day and night." in said(houses.session(main), "help/lines/GB")
