"""A member's settings, and changing a passphrase."""

from __future__ import annotations

import asyncio
import re

import pytest

from bbs.arrival import Terminal
from bbs.community import credentials, members, posts
from bbs.community.members import Person
from bbs.house import House
from bbs.visits import Visit
from screens.page import Ask, Back
from screens.pages import ROUTES
from screens.pages.setting_fields import fields
from screens.routes import find
from tests import houses
from tests.doorkeeping import Doorkeeper

GENERATED = "A passphrase made for you: "


@pytest.fixture
def sam(house: House) -> Person:
    house.doorkeeper = Doorkeeper(house)
    return houses.member(house, "sam")


def now(house: House, person: Person) -> Person:
    return houses.write(house, members.by_id, person.id)


def opens(house: House, person: Person, passphrase: str) -> bool:
    return houses.CHEAP.verify(houses.write(house, credentials.stored_passphrase, person.handle)[1], passphrase)


def test_settings_say_what_they_are_now(house: House, sam: Person) -> None:
    said = houses.visit(house, ["settings", "bye"], sam)
    assert "1. Time zone: UTC, 20:26 there now.\n" in said
    assert "2. Country for crisis help: not set.\n" in said
    assert "3. Hang up after silence: 120 minutes.\n" in said


def test_a_city_sets_the_zone_and_its_time_is_said_at_once(house: House, sam: Person) -> None:
    said = houses.visit(house, ["settings", "1", "london", "bye"], sam)
    assert "Time zone: london\nChanged.\nSettings.\n1. Time zone: Europe/London, 21:26 there now.\n" in said
    assert now(house, sam).zone == "Europe/London"


def test_an_unclear_city_is_asked_again_with_examples(house: House, sam: Person) -> None:
    said = houses.visit(house, ["settings", "1", "atlantis", "kentucky", "america", "back", "bye"], sam)
    said = " ".join(said.split())
    assert "No zone is called that." in said
    assert "Several fit that: America/Kentucky/Louisville; America/Kentucky/Monticello. Please choose one" in said
    assert "fit that. Some: " in said
    assert now(house, sam).zone == ""


def test_a_country_is_set_by_any_of_its_names_and_taken_away_again(house: House, sam: Person) -> None:
    said = houses.visit(house, ["settings", "2", "scotland", "help", "bye"], sam)
    assert "2. Country for crisis help: United Kingdom.\n" in said
    assert now(house, sam).country == "GB"
    said = houses.visit(house, ["settings", "2", "korea", "back", "2", "none", "bye"], now(house, sam))
    assert "Several fit that: " in said
    assert "2. Country for crisis help: not set.\n" in said
    assert now(house, sam).country == ""


@pytest.mark.parametrize(
    ("typed", "minutes"), [("5", 5), ("90", 90), ("90 minutes", 90), ("2 h", 120), ("8 hours", 480)]
)
def test_silence_is_set_in_minutes_or_hours(house: House, sam: Person, typed: str, minutes: int) -> None:
    houses.visit(house, ["settings", "3", "7", "3", typed, "bye"], sam)
    assert now(house, sam).idle_minutes == minutes


@pytest.mark.parametrize("typed", ["4", "481", "9 hours", "soon", "-5", "99999999"])
def test_a_silence_out_of_bounds_is_asked_again(house: House, sam: Person, typed: str) -> None:
    said = houses.visit(house, ["settings", "3", typed, "back", "bye"], sam)
    assert "Type a number of minutes from 5 to 480." in said
    assert now(house, sam).idle_minutes == 0


def test_enter_keeps_everything_as_it_is(house: House, sam: Person) -> None:
    said = houses.visit(house, ["settings", "change", *[""] * len(fields(houses.session(house, sam))), "bye"], sam)
    assert "Left as it was." in said
    assert now(house, sam) == sam


def test_emphasis_is_said_from_then_on_and_not_any_more(house: House, sam: Person) -> None:
    thread = houses.write(house, posts.start, sam, "sleep", "Rain", "It was *so* loud.", now=house.clock.now()).thread
    reads = f"go boards/sleep/{thread}"
    said = houses.visit(
        house, [reads, "go settings", "8", "said", reads, "go settings", "8", "not said", reads, "bye"], sam
    )
    heard = [line.strip() for line in said.splitlines() if "loud" in line]
    assert heard == ["It was so loud.", "It was so (emphasised) loud.", "It was so loud."]


def test_a_verb_changes_one_setting(house: House, sam: Person) -> None:
    assert houses.verb(house, "change settings zone=madrid", sam) == (0, "Changed.\n", "")
    assert now(house, sam).zone == "Europe/Madrid"
    status, _, error = houses.verb(house, "change settings zone=atlantis", sam)
    assert status == 2
    assert error.startswith("No zone is called that.")


@pytest.mark.parametrize("address", ["settings", "settings/passphrase", "settings/keys", "settings/sessions", "drafts"])
def test_a_stranger_is_told_to_sign_in(house: House, address: str) -> None:
    status, _, error = houses.verb(house, f"read {address}")
    assert (status, error) == (3, "Sign in first, or type join to become a member.\n")


@pytest.mark.parametrize("word", ["passphrase", "keys", "sessions", "codes", "drafts", "guidelines"])
def test_every_page_named_beside_the_settings_opens(house: House, sam: Person, word: str) -> None:
    said = houses.visit(house, ["settings", word, "back", "bye"], sam)
    assert "There is nothing" not in said
    assert "is not something" not in said


def test_a_passphrase_is_changed_by_who_knows_the_old_one(house: House, sam: Person) -> None:
    own = "nine quiet boats at dawn"
    said = houses.visit(house, ["settings", "passphrase", "", houses.PASSPHRASE, "no", own, own, "bye"], sam)
    assert "Changed.\nSettings." in said
    assert opens(house, sam, own)
    assert not opens(house, sam, houses.PASSPHRASE)
    assert own not in said
    assert houses.PASSPHRASE not in said


def test_the_generated_passphrase_can_be_taken(house: House, sam: Person) -> None:
    said = houses.visit(house, ["go settings/passphrase", "", houses.PASSPHRASE, "yes", "bye"], sam)
    made = " ".join(said.split(GENERATED)[1].split(".")[0].split())
    assert len(made.split()) == 5
    assert opens(house, sam, made)


def test_without_the_old_passphrase_nothing_changes(house: House, sam: Person) -> None:
    said = houses.visit(house, ["go settings/passphrase", "c", "not this one at all", "bye"], sam)
    assert "That is not your present passphrase." in said
    assert GENERATED not in said
    assert opens(house, sam, houses.PASSPHRASE)
    assert isinstance(house.doorkeeper, Doorkeeper)
    assert house.doorkeeper.heard == [b"network"], "guesses here count with those at the door"


def test_a_bad_passphrase_of_their_own_is_asked_again(house: House, sam: Person) -> None:
    typed = ["go settings/passphrase", "c", houses.PASSPHRASE, "no", "short", "sam sam sam sam sam", "back", "bye"]
    said = houses.visit(house, typed, sam)
    assert "Too short" in said
    assert "It repeats itself" in said
    assert opens(house, sam, houses.PASSPHRASE)


def test_a_member_with_a_key_alone_sets_a_first_passphrase(house: House) -> None:
    kit = houses.write(house, members.add, "kit", now=house.clock.now(), guidelines=1)
    own = "nine quiet boats at dawn"
    said = houses.visit(house, ["go settings/passphrase", "", "no", own, own, "bye"], kit)
    assert "You have no passphrase yet." in said
    assert "Present passphrase" not in said
    assert opens(house, kit, own)


def test_without_a_terminal_a_passphrase_is_never_asked_for(house: House, sam: Person) -> None:
    bare = Terminal()
    said = houses.visit(house, ["go settings/passphrase", "c", "bye"], sam, terminal=bare)
    assert "Connect with ssh -t for it." in said


def test_whoever_has_other_visits_is_reminded_of_them(house: House, sam: Person) -> None:
    for name in ("one", "two"):
        house.visits.begin(Visit(name, sam.id, house.clock.now(), "line", lambda words: None))

    async def change() -> object:
        page = find(ROUTES, houses.session(house, sam), "settings/passphrase")
        asked = await page.perform(page.offered()[0])
        assert isinstance(asked, Ask)
        offered = await asked.then({"old": houses.PASSPHRASE})
        assert isinstance(offered, Ask)
        return await offered.then({"take": "yes"})

    done = asyncio.run(change())
    assert done == Back("Changed. Your other visits go on; you can end them under sessions.")


def test_motion_is_off_until_somebody_turns_it_on_and_is_remembered(house: House, sam: Person) -> None:
    said = houses.visit(house, ["settings", "m", "bye"], sam)
    number = re.search(r"(\d+)\. Motion: off\.", said)
    assert number is not None
    assert not houses.session(house, sam).motion
    said = " ".join(houses.visit(house, ["settings", number[1], "2", "bye"], sam).split())
    assert "Changed." in said
    assert "With motion on it moves slowly; nothing else does." in said
    assert houses.session(house, now(house, sam)).motion
