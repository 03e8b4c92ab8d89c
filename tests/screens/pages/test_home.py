"""Home: what there is for this caller now, and no more than ten things."""

from __future__ import annotations

import asyncio

import pytest

from bbs.community import bookmarks, drafts, members, moods, plans, posts
from bbs.community.members import Person, Role
from bbs.community.moods import CheckIn, Mood
from bbs.community.shelf import Owner
from bbs.house import House
from screens.pages import ROUTES
from screens.pages.folding import folded
from screens.pages.home import HomePage
from screens.routes import find
from screens.view import Item, Listing
from tests import houses


def items(house: House, person: Person | None) -> tuple[Item, ...]:
    view = asyncio.run(find(ROUTES, houses.session(house, person), "home").view())
    return next(block.items for block in view.blocks if isinstance(block, Listing))


def test_a_member_finds_their_own_things(house: House) -> None:
    sam = houses.member(house, "sam")
    places = [item.to for item in items(house, sam)]
    assert [place for place in places if place in ("new", "boards", "search", "tools", "settings", "about")] == [
        "new", "boards", "search", "tools", "settings", "about",
    ]  # fmt: skip
    assert "drafts" not in places
    houses.write(house, drafts.keep, house.vault, sam.id, "boards/sleep/post", "Hello", now=house.clock.now())
    assert next(item.detail for item in items(house, sam) if item.to == "drafts") == "1 kept"


def test_what_they_write_for_themselves_is_named_once_they_use_it(house: House) -> None:
    sam = houses.member(house, "sam")
    assert house.vault is not None
    assert "yourself" not in [item.to for item in items(house, sam)]
    assert "safety plan" in houses.visit(house, ["y", "bye"], sam), "from home all the same"
    houses.write(house, plans.write, Owner(house.vault, sam.id), "signs", "Early.", now=house.clock.now())
    assert [item.detail for item in items(house, sam) if item.to == "yourself"] == ["My safety plan"]


def test_a_guest_finds_what_is_open_to_guests(house: House) -> None:
    places = [item.to for item in items(house, None)]
    assert {"boards", "tools", "about", "guidelines", "join"} <= set(places)
    assert not {"new", "search", "drafts", "settings"}.intersection(places)


@pytest.mark.parametrize("role", [None, *Role])
def test_there_are_at_most_ten_things_and_each_opens(house: House, role: Role | None) -> None:
    person = houses.member(house, "sam", role=role) if role else None
    if person:
        houses.write(house, drafts.keep, house.vault, person.id, "boards/sleep/post", "Hello", now=house.clock.now())
    listed = items(house, person)
    assert len(listed) <= 10
    for item in listed:
        asyncio.run(find(ROUTES, houses.session(house, person), item.to).view())


@pytest.mark.parametrize("role", [None, *Role])
def test_who_uses_everything_in_their_first_days_has_ten_things_and_the_rest_one_step_further(
    house: House, role: Role | None
) -> None:
    if role is None:
        assert not folded(items(house, None))[1]
        return
    person = houses.write(
        house, members.add, "sam", now=house.clock.now() - 60, role=role, guidelines=1, consented=True
    )
    uses_everything(house, person)
    everything = [item.to for item in asyncio.run(HomePage(houses.session(house, person), "home").everything())]
    assert len(everything) > 14
    listed = items(house, person)
    assert len(listed) == 10
    assert {"start", "new", "checkin", "boards", "for-you", "home/more"} <= {item.to for item in listed}
    (more,) = (item for item in listed if item.to == "home/more")
    view = asyncio.run(find(ROUTES, houses.session(house, person), "home/more").view())
    further = next(block.items for block in view.blocks if isinstance(block, Listing))
    assert more.detail == ", ".join(item.label for item in further)
    assert sorted(item.to for item in (*listed, *further)) == sorted([*everything, "home/more"])


def uses_everything(house: House, person: Person) -> None:
    """Have a member keep, write and be answered, and want to greet."""
    now, wren = house.clock.now(), houses.member(house, "wren")
    assert house.vault is not None
    own = Owner(house.vault, person.id)
    mine = houses.write(house, posts.start, person, "sleep", "Four a.m.", "Third night.", now=now - 50)
    houses.write(house, posts.reply, wren, mine.thread, "I am awake too.", now=now - 40, reply_to=mine.id)
    houses.write(house, posts.start, wren, "sleep", "Rain", "Nobody has answered this.", now=now - 90_000)
    new = houses.write(house, members.add, "kit", now=now - 60, guidelines=1)
    houses.write(house, posts.start, new, "sleep", "Hello", "I am new.", now=now - 30)
    houses.write(house, members.set_setting, person.id, "greets", 1)
    houses.write(house, drafts.keep, house.vault, person.id, "boards/sleep/post", "Hello", now=now)
    houses.write(house, bookmarks.keep, house.vault, person, mine.id, "", now=now)
    houses.write(house, moods.add, own, CheckIn(Mood.OKAY, now))
    houses.write(house, plans.write, own, "signs", "Early.", now=now)


def test_what_somebody_should_know_now_is_the_last_to_go() -> None:
    many = [Item(f"{n}", to=f"{n}") for n in range(9)] + [Item("A", to="about", new=True), Item("T", to="tools")]
    shown, further = folded(many)
    assert [item.to for item in further] == ["8", "tools"]
    assert many[9] in shown


MINE = (
    "home", "settings", "settings/passphrase", "settings/keys", "settings/sessions", "about", "welcome", "guidelines",
    "guidelines/long", "tools", "tools/breath", "tools/grounding", "search", "search/sheep", "drafts", "thanks",
    "thanks/given", "members/sam", "my-page", "with-me", "here", "blocked", "start",
    "for-you", "greeting", "yourself", "plan", "kind-words", "kind-words/one",
    "journal", "journal/write", "journal/calendar",
)  # fmt: skip


@pytest.mark.parametrize("address", MINE)
def test_looking_twice_shows_the_same(house: House, address: str) -> None:
    sam = houses.member(house, "sam")
    houses.write(house, drafts.keep, house.vault, sam.id, "boards/sleep/post", "Hello", now=house.clock.now())
    page = find(ROUTES, houses.session(house, sam), address)
    first, offered = asyncio.run(page.view()), page.offered()
    again = asyncio.run(page.view())
    assert str(first) == str(again)
    assert offered == page.offered()


@pytest.mark.parametrize("address", MINE)
def test_no_two_actions_share_a_key_or_a_name(house: House, address: str) -> None:
    page = find(ROUTES, houses.session(house, houses.member(house, "sam")), address)
    keys = [act.key for act in page.declared]
    names = [act.name for act in page.declared]
    assert len(set(keys)) == len(keys)
    assert len(set(names)) == len(names)
