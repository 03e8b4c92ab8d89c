"""Recent places: where somebody was in this visit, and nothing that outlasts it."""

from __future__ import annotations

from bbs.community import posts
from bbs.community.members import Person
from bbs.house import House
from bbs.recent import MOST, Recent
from tests import houses


def start(house: House, writer: Person, title: str) -> str:
    line = houses.write(house, posts.start, writer, "sleep", title, "Third night.", now=house.clock.now())
    return f"boards/sleep/{line.thread}"


def test_the_latest_place_is_the_first_and_each_is_there_once(house: House, sam: Person) -> None:
    at = start(house, sam, "Four a.m. again")
    typed = ["go tools", f"go {at}", "go boards/sleep", f"go {at}/1", "go recent", "bye"]
    said = houses.visit(house, typed, sam)
    assert "Recent places, 3 items.\n1. Thread: Four a.m. again.\n2. Sleep and nights.\n3. Tools.\n" in said


def test_a_place_opens_by_its_number(house: House, sam: Person) -> None:
    at = start(house, sam, "Four a.m. again")
    said = houses.visit(house, [f"go {at}", "home", "go recent", "1", "bye"], sam)
    assert said.count("Third night.") == 2


def test_home_searches_crisis_help_and_the_list_itself_are_no_places(house: House, sam: Person) -> None:
    typed = ["go search", "/", "go search/sheep", "go", "go e", "help", "back", "go recent", "go recent", "bye"]
    said = " ".join(houses.visit(house, ["home", *typed], sam).split())
    assert said.count("Nowhere yet. What you open in this visit is listed here, and forgotten when you leave.") == 2


def test_going_somewhere_finds_what_was_open_before_by_a_part_of_its_title(house: House, sam: Person) -> None:
    at = start(house, sam, "Tapering slowly")
    said = houses.visit(house, ["go taper", f"go {at}", "home", "go taper", "bye"], sam)
    assert said.count("No place here is called that.") + said.count("There is nothing at that address.") == 1
    assert said.count("Third night.") == 2


def test_what_a_visit_recalls_ends_with_it_and_with_signing_in(house: House, sam: Person) -> None:
    houses.visit(house, ["go tools", "bye"], sam)
    assert "Nowhere yet." in houses.visit(house, ["go recent", "bye"], sam)
    session = houses.session(house)
    session.recent.note("tools", "Tools")
    session.sign_in(sam)
    assert session.recent.places == []


def test_only_so_many_are_recalled() -> None:
    recent = Recent()
    for n in range(MOST + 5):
        recent.note(f"boards/sleep/{n}/1", f"Thread {n}")
    recent.note("boards/sleep/10", "Thread 10")
    assert len(recent.places) == MOST
    assert recent.places[0] == ("boards/sleep/10", "Thread 10")
    assert recent.places[-1] == ("boards/sleep/5", "Thread 5")
