"""An operator changes how somebody joins: at once, before the settings file, and a lock-down goes before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bbs.community import lock_down, log, own_settings
from bbs.community.members import Person
from bbs.community.own_settings import JOINING
from bbs.errors import NotFound, Refusal
from bbs.house import House
from tests import houses

PLACE = "office/joining"


def visit(house: House, typed: list[str], person: Person | None, **who: str) -> str:
    return " ".join(houses.visit(house, [*typed, "bye"], person, **who).split())


def test_another_way_holds_at_once_and_after_a_start(house: House, olive: Person) -> None:
    assert "Seven guidelines first." in visit(house, [], None, username="new")
    said = visit(house, [f"go {PLACE}", "choose 4", "yes"], olive)
    assert "Open, so it is now: anybody can join, at once." in said
    assert "Closed: nobody joins for now" in said
    assert "This place is not taking new members just now." in visit(house, [], None, username="new")
    assert own_settings.at_start(house.store) == {JOINING: "closed"}
    assert own_settings.at_start(None) == {}
    said = visit(house, [f"go {PLACE}", "choose 3", "yes", ""], olive)
    assert "It was chosen here, and goes before the settings file, which says: Open." in said
    assert "Joining here takes a code" in visit(house, [], None, username="new")
    assert "1 set here." in visit(house, ["go office/settings"], olive)
    said = visit(house, ["go office/settings/joining"], olive)
    assert 'mode = "code" (chosen in office/joining, which goes before "open", as usual).' in said
    said = visit(house, [f"go {PLACE}", "leave-it", "yes", "go office/settings/joining"], olive)
    assert "The settings file says it now: Open." in said
    assert 'mode = "open" (as usual).' in said
    assert "Seven guidelines first." in visit(house, [], None, username="new")
    assert house.vault is not None
    acts = [(one.act, one.words) for one in houses.write(house, log.lately, house.vault, olive)]
    assert acts == [
        ("setting-left", "joining.mode"),
        ("setting-chosen", "joining.mode = code"),
        ("setting-chosen", "joining.mode = closed"),
    ]


def test_who_asked_while_it_was_by_approval_is_asked_for_words(house: House, olive: Person) -> None:
    visit(house, [f"go {PLACE}", "choose 2", "yes"], olive)
    said = visit(house, ["yes", "yes", "yes", "sam", "I sleep badly.", "", "later"], None, username="new")
    assert "A person here says who joins." in said


@pytest.mark.parametrize("words", ["I sleep badly.", "I cannot go on, I want to die tonight"])
def test_whose_words_sound_heavy_when_they_ask_to_join_is_told_whom_to_call_and_who_knows(
    house: House, olive: Person, words: str
) -> None:
    visit(house, [f"go {PLACE}", "choose 2", "yes"], olive)
    said = " ".join(visit(house, ["yes", "yes", "yes", "sam", words, "", "bye"], None, username="new").split())
    at_once, after = said.split("A passphrase made for you", 1)
    card = ["What you wrote sounds heavy.", "If your life is in danger now, call"]
    still, then = "are told once you have gone on.", "Nobody is watching right now."
    assert all((part in at_once) is ("die" in words) for part in (*card, still)), "before any further question"
    assert all((part in after) is ("die" in words) for part in (*card, then)), "and once the people here have it"
    assert after.index("Your answer.") < after.index("Your return code:"), "on the page, which a key does not clear"


def test_what_stands_before_any_choice_is_said(house: House, olive: Person, wren: Person) -> None:
    house.locked_until = houses.write(house, lock_down.begin, house.vault, wren, now=house.clock.now())
    assert "The place is locked down just now" in visit(house, [f"go {PLACE}", "choose 2", "yes"], olive)
    assert "Nobody can join just now" in visit(house, [], None, username="new")
    house.exempt_from_line_checks = False
    house.config = replace(house.config, community=replace(house.config.community, countries=("IE",)))
    assert "Help lines are not all checked yet" in visit(house, [f"go {PLACE}"], olive)


def test_only_operators_choose_and_only_what_there_is(house: House, olive: Person, wren: Person) -> None:
    assert "There is nothing at that address." in visit(house, [f"go {PLACE}"], wren)
    for name, value, who in ((JOINING, "open", wren), (JOINING, "ajar", olive), ("server.port", "22", olive)):
        with pytest.raises(NotFound):
            houses.write(house, own_settings.choose, house.vault, name, value, who, now=1)
    with pytest.raises(NotFound):
        houses.write(house, own_settings.leave_to_file, house.vault, JOINING, wren, now=1)
    with pytest.raises(Refusal):
        houses.write(house, own_settings.leave_to_file, house.vault, JOINING, olive, now=1)
    houses.write(house, own_settings.choose, house.vault, JOINING, "open", olive, now=1)
    with pytest.raises(Refusal):
        houses.write(house, own_settings.choose, house.vault, JOINING, "open", olive, now=1)
