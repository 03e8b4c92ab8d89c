"""The safety plan in a visit, from crisis help, and by a verb."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bbs.community import drafts, members, plans, sealing
from bbs.community.members import Person
from bbs.community.shelf import Owner
from bbs.errors import NotFound
from bbs.house import House
from screens.pages import ROUTES
from screens.routes import find
from screens.view import Listing
from tests import houses
from tests.doorkeeping import Doorkeeper

PLAN = {"signs": "I stop answering.", "alone": "The long playlist.", "lines": "My doctor, mornings."}


@pytest.fixture
def sam(house: House) -> Person:
    house.doorkeeper = Doorkeeper(house)
    return houses.member(house, "sam")


def owner(house: House, person: Person) -> Owner:
    assert house.vault is not None
    return Owner(house.vault, person.id)


def written(house: House, person: Person) -> dict[str, str]:
    return dict(houses.write(house, plans.current, owner(house, person)).words)


def write_down(house: House, person: Person) -> None:
    houses.write(house, plans.write_all, owner(house, person), PLAN, now=house.clock.now())


def visit(house: House, person: Person, *typed: str) -> str:
    fresh = houses.write(house, members.by_id, person.id)
    return " ".join(houses.visit(house, [*typed, "bye"], fresh).split())


def test_an_empty_plan_offers_to_begin_and_each_part_is_kept_before_the_next(house: House, sam: Person) -> None:
    said = visit(house, sam, "go plan", "", "write", "I stop answering.", ".", "keep", "write", "The playlist.", ".")
    assert "Nothing is written yet. A few words are enough" in said
    assert "1 of 6: How it begins." in said
    assert "Kept. 2 of 6: What I can do alone." in said
    assert written(house, sam) == {"signs": "I stop answering."}, "the second was not agreed to before the line ended"
    said = visit(house, sam, "go plan", "write", "", ".show", ".", "keep")
    assert "The playlist." in said, "it waits where one goes on"
    assert written(house, sam) == {"signs": "I stop answering.", "alone": "The playlist."}


def test_parts_can_be_passed_and_the_last_leads_to_the_whole(house: House, sam: Person) -> None:
    said = visit(house, sam, "go plan/step/5", "next", "write", "My neighbour has the key.", ".", "keep")
    assert "That was the last part; you can change each at any time. My safety plan." in said
    assert written(house, sam) == {"safer": "My neighbour has the key."}


def test_a_plan_is_read_part_by_part_with_what_is_missing_named(house: House, sam: Person) -> None:
    write_down(house, sam)
    said = visit(house, sam, "go plan", "", "", "")
    assert said.index("I stop answering.") < said.index("The long playlist.") < said.index("My doctor, mornings.")
    assert "Not written yet: People and places; Whom I can tell; Making things safer." in said
    status, out, _ = houses.verb(house, "plan", sam)
    assert status == 0
    assert all(words in out for words in PLAN.values())


def test_one_part_is_changed_alone(house: House, sam: Person) -> None:
    write_down(house, sam)
    visit(house, sam, "go plan", "change", "2", "write", ".drop", "Ten breaths.", ".", "keep")
    assert written(house, sam) == {**PLAN, "alone": "Ten breaths."}
    status, _, _ = houses.verb(house, "write plan/company", sam, text="The dog next door.\n")
    assert (status, written(house, sam)["company"]) == (0, "The dog next door.")


def test_all_at_once_and_what_belongs_nowhere_is_asked_about_with_nothing_lost(house: House, sam: Person) -> None:
    text = "Stray.\n1.\nI stop answering.\n6.\nThe key is next door.\n"
    status, _, error = houses.verb(house, "all plan", sam, text=text)
    assert (status, "belong to no part" in error) == (2, True)
    assert houses.verb(house, "all plan", sam, text=text.partition("\n")[2])[0] == 0
    assert written(house, sam) == {"signs": "I stop answering.", "safer": "The key is next door."}
    said = visit(house, sam, "go plan", "all", "Later words.", ".", "keep")
    assert "5. Professionals and lines" in said
    assert written(house, sam)["safer"] == "The key is next door.\nLater words."


def test_help_lines_of_the_country_are_put_in_in_one_go(house: House, sam: Person) -> None:
    houses.write(house, members.set_setting, sam.id, "country", "GB")
    said = visit(house, sam, "go plan", "lines", "lines")
    assert "3 lines are in your plan now." in said
    assert "They are in it already." in said
    assert "Samaritans: 116 123, day and night" in written(house, sam)["lines"]


def test_without_a_country_it_says_where_to_choose_one(house: House, sam: Person) -> None:
    terminal = replace(houses.session(house, sam).terminal, locale="C")
    said = houses.visit(house, ["go plan/lines", "lines", "bye"], sam, terminal=terminal)
    assert "Your country is not known here." in said
    assert written(house, sam) == {}


def test_which_parts_go_on_the_card_is_chosen_by_number(house: House, sam: Person) -> None:
    write_down(house, sam)
    said = visit(house, sam, "go plan", "card", "9", "1, 5")
    assert "2. What I can do alone." in said
    assert "Numbers from 1 to 6" in said
    card = houses.write(house, plans.for_card, owner(house, sam))
    assert [name for name, _ in card] == ["signs", "lines"]
    visit(house, sam, "go plan", "card", "none")
    assert houses.write(house, plans.for_card, owner(house, sam)) == ()


def test_taken_away_it_says_how_it_comes_back(house: House, sam: Person) -> None:
    write_down(house, sam)
    said = visit(house, sam, "go plan", "remove", "yes", "bring-back")
    assert "can be brought back: type bring-back" in said
    assert written(house, sam) == PLAN


def test_words_like_a_crisis_show_the_help_line(house: House, sam: Person) -> None:
    houses.write(house, plans.write, owner(house, sam), "signs", "I want to die.", now=house.clock.now())
    assert "To reach people who listen, type help." in visit(house, sam, "go plan/signs")


def test_there_is_no_seventh_part(house: House, sam: Person) -> None:
    for address in ("plan/nonsense", "plan/step/7", "plan/step/0"):
        with pytest.raises(NotFound):
            asyncio.run(find(ROUTES, houses.session(house, sam), address).view())


class TestFromCrisisHelp:
    """One key away, and never in the way."""

    def places(self, house: House, person: Person | None) -> list[str]:
        view = asyncio.run(find(ROUTES, houses.session(house, person), "help").view())
        return [item.to for block in view.blocks if isinstance(block, Listing) for item in block.items]

    def test_a_member_has_it_there_and_a_stranger_does_not(self, house: House, sam: Person) -> None:
        assert "plan" in self.places(house, sam)
        assert "plan" not in self.places(house, None)
        assert len(self.places(house, sam)) <= 10
        write_down(house, sam)
        assert "I stop answering." in visit(house, sam, "help", "s")
        page = find(ROUTES, houses.session(house), "help")
        assert "plan" not in [action.name for action in page.offered()]

    def test_without_a_store_help_is_as_it_was(self, house: House, sam: Person) -> None:
        closed = replace(house, store=None)
        page = find(ROUTES, houses.session(closed, sam), "help")
        view = asyncio.run(page.view())
        assert "plan" not in [item.to for block in view.blocks if isinstance(block, Listing) for item in block.items]
        assert "plan" not in [action.name for action in page.offered()]

    def test_a_pin_does_not_stand_before_it(self, house: House, sam: Person) -> None:
        write_down(house, sam)
        visit(house, sam, "go settings/private", "ask", "2", "4711", "4711")
        assert "I stop answering." in visit(house, sam, "go plan")

    def test_sealed_it_opens_with_the_passphrase_and_a_verb_says_how(self, house: House, sam: Person) -> None:
        write_down(house, sam)
        visit(house, sam, "go settings/private", "seal", "2", "yes", houses.PASSPHRASE, "all", "done")
        assert houses.write(house, sealing.sealed_groups, sam.id) == {"plan"}
        status, out, error = houses.verb(house, "plan", sam)
        assert (status, out) == (1, "")
        assert "ssh -t, then go plan" in error
        said = visit(house, sam, "help", "s", "", houses.PASSPHRASE)
        assert "sealed to a key of your own" in said
        assert "I stop answering." in said


def test_a_draft_of_it_is_named_and_leads_back(house: House, sam: Person) -> None:
    for place in ("plan/signs", "plan/all"):
        houses.write(house, drafts.keep, house.vault, sam.id, place, "Half.", now=house.clock.now())
    view = asyncio.run(find(ROUTES, houses.session(house, sam), "drafts").view())
    (listing,) = (block for block in view.blocks if isinstance(block, Listing))
    assert {(item.label, item.to) for item in listing.items} == {
        ("Your safety plan", "plan"),
        ("Your safety plan", "plan/signs"),
    }
