"""An operator turns questionnaires on and off; it holds at once, and after a start; nobody else can."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bbs.community import log, offerings
from bbs.community.members import Person, Role
from bbs.config import Care
from bbs.errors import NotFound
from bbs.house import House
from tests import houses


def visit(house: House, typed: list[str], person: Person) -> str:
    return " ".join(houses.visit(house, [*typed, "bye"], person).split())


def test_what_it_means_is_said_and_members_find_it_at_once(house: House, olive: Person) -> None:
    sam = houses.member(house, "sam")
    assert "PHQ-9" not in visit(house, ["go questions"], sam)
    said = visit(house, ["go office/questions", "", "", "", "", "on 2", "yes"], olive)
    assert "Any answer to that but the first opens crisis help before the total" in said
    assert "with somebody here to talk about what it says?" in said
    assert "It is on: members find it now." in said
    (turned,) = [name for name in ("PHQ-9", "GAD-7") if name in visit(house, ["go questions"], sam)]
    said = visit(house, ["go office/questions", "off 2", "off 1"], olive)
    assert "It is off: nobody is offered it now." in said
    assert "That one is there for everybody." in said
    assert turned not in visit(house, ["go questions"], sam)


def test_the_settings_say_it_until_somebody_chooses(house: House, olive: Person, tmp_path: Path) -> None:
    house.config = replace(house.config, care=Care(questionnaires=("gad-7",)))
    sam = houses.member(house, "sam")
    assert "GAD-7" in visit(house, ["go questions"], sam)
    houses.verb(house, "off office/questions 2", olive)
    assert "GAD-7" not in visit(house, ["go questions"], sam)
    house.offerings = offerings.at_start(house.store)
    assert "GAD-7" not in visit(house, ["go questions"], sam), "a start later"
    assert offerings.at_start(None) == {}


def test_only_operators_choose_and_only_what_there_is(house: House, olive: Person) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    assert "There is nothing at that address." in visit(house, ["go office/questions"], wren)
    for name, who in (("phq-9", wren), ("who-5", olive), ("phq-9", None)):
        with pytest.raises(NotFound):
            houses.write(house, offerings.choose, house.vault, name, who, on=True, now=1)
    assert houses.write(house, offerings.choose, house.vault, "phq-9", olive, on=True, now=1) == {"phq-9": True}
    assert house.vault is not None
    (entry,) = houses.write(house, log.lately, house.vault, wren)
    assert (entry.act, entry.by, entry.words) == (offerings.TURNED_ON, "olive", "phq-9")
