"""Searching: what is found, in which order, and what a content note keeps covered."""

from __future__ import annotations

import logging

import pytest

from bbs.community import posts
from bbs.community.members import Person
from bbs.house import House
from tests import houses


@pytest.fixture
def sam(house: House) -> Person:
    return houses.member(house, "sam")


def write(house: House, person: Person, board: str, title: str, text: str, note: str = "") -> posts.PostLine:
    return houses.write(house, posts.start, person, board, title, text, now=house.clock.now(), note=note)


def test_a_found_post_opens_at_itself(house: House, sam: Person) -> None:
    first = write(house, sam, "sleep", "Four a.m. again", "Third night.")
    houses.write(house, posts.reply, sam, first.thread, "I keep counting sheep.", now=house.clock.now())
    said = " ".join(houses.visit(house, ["/", "sheep", "1", "bye"], sam).split())
    assert 'Found, 1 item. 1. Four a.m. again, sam, today 20:26, Sleep and nights, "I keep counting sheep.".' in said
    assert "Post 2 of 2" in said


def test_a_note_is_shown_and_never_a_word_of_what_it_covers(house: House, sam: Person) -> None:
    write(house, sam, "sleep", "Tapering", "Week three without sheep.", note="substances")
    status, said, _ = houses.verb(house, "search sheep", sam)
    assert status == 0
    assert said == "Found, 1 item.\n1. Tapering, sam, today 20:26, Sleep and nights, content note: substances.\n"


def test_a_note_on_the_thread_covers_its_replies(house: House, sam: Person) -> None:
    first = write(house, sam, "sleep", "Tapering", "Week three.", note="substances")
    houses.write(house, posts.reply, sam, first.thread, "No sheep here.", now=house.clock.now())
    said = houses.verb(house, "search sheep", sam)[1]
    assert "content note: substances" in said
    assert "No sheep" not in said


def test_every_word_has_to_be_there_and_the_best_comes_first(house: House, sam: Person) -> None:
    write(house, sam, "sleep", "Nights", "One sheep, and a great deal of other words that make this much longer.")
    write(house, sam, "sleep", "Sheep", "Sheep sheep.")
    write(house, sam, "sleep", "Goats", "A goat.")
    said = houses.verb(house, "search sheep", sam)[1]
    assert said.index("1. Sheep") < said.index("2. Nights")
    assert "Goats" not in said
    assert "1 item" in houses.verb(house, "search sheep longer", sam)[1]


def test_nothing_found_is_said_kindly(house: House, sam: Person) -> None:
    said = houses.visit(house, ["search", "s", "unicorn", "bye"], sam)
    assert "Found.\nNo post you can read holds all of that. Fewer words find more.\n" in said


@pytest.mark.parametrize("typed", ["???", '"', "AND OR NOT", "a/b", "sheep*", "///", "text:x", "-1", "NEAR("])
def test_nothing_typed_is_query_syntax(house: House, sam: Person, typed: str) -> None:
    said = houses.visit(house, ["/", typed, "bye"], sam)
    assert said.endswith("Goodbye. Come back any time.\n")


def test_guests_find_what_guests_may_read(house: House, sam: Person) -> None:
    write(house, sam, "sleep", "Open", "A public sheep.")
    write(house, sam, "anxiety", "Closed", "A private sheep.")
    said = houses.verb(house, "search sheep")[1]
    assert "Open" in said
    assert "Closed" not in said
    assert "Closed" in houses.verb(house, "search sheep", sam)[1]


def test_more_than_fit_are_said_to_be_the_best(house: House, sam: Person) -> None:
    first = write(house, sam, "sleep", "Nights", "A sheep.")
    for _ in range(posts.POSTS_A_PAGE):
        houses.write(house, posts.reply, sam, first.thread, "Another sheep.", now=house.clock.now())
    assert "The best of them." in houses.verb(house, "search sheep", sam)[1]


def test_what_somebody_looks_for_is_in_no_log_and_no_file(
    house: House, sam: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    houses.visit(house, ["/", "canaryword", "bye"], sam)
    assert "canaryword" not in caplog.text
    stored = b"".join(path.read_bytes() for path in house.home.path.rglob("*") if path.is_file())
    assert b"canaryword" not in stored


def test_the_search_page_asks_on_enter_and_by_its_number(house: House, sam: Person) -> None:
    write(house, sam, "sleep", "Nights", "A sheep.")
    for key in ("", "1", "s"):
        assert "Found, 1 item." in houses.visit(house, ["go search", key, "sheep", "bye"], sam)


def test_the_prompt_of_the_search_says_what_enter_does(house: House, sam: Person) -> None:
    said = houses.visit(house, ["go search", "", "sheep", "bye"], sam)
    assert "\nEnter to search: \nSearch for: sheep\nFound." in said
