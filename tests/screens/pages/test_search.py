"""Searching: what is found, in which order, and what a content note keeps covered."""

from __future__ import annotations

import logging

import pytest

from bbs.arrival import Terminal
from bbs.community import posts, reading
from bbs.community.members import Person
from bbs.house import House
from store.tables import TABLES
from tests import houses


def write(house: House, person: Person, board: str, title: str, text: str, note: str = "") -> posts.PostLine:
    return houses.write(house, posts.start, person, board, title, text, now=house.clock.now(), note=note)


def test_a_found_post_opens_at_itself(house: House, sam: Person) -> None:
    first = write(house, sam, "sleep", "Four a.m. again", "Third night.")
    houses.write(house, posts.reply, sam, first.thread, "I keep counting sheep.", now=house.clock.now())
    said = " ".join(houses.visit(house, ["/", "sheep", "1", "bye"], sam).split())
    assert 'Found, 1 item. 1. Four a.m. again, sam, today 20:26, Sleep and nights, "I keep counting sheep."' in said
    assert "Post 2 of 2" in said


def test_a_note_is_shown_and_never_a_word_of_what_it_covers(house: House, sam: Person) -> None:
    thread = write(house, sam, "sleep", "Tapering", "Week three without sheep.", note="substances").thread
    status, said, _ = houses.verb(house, "search sheep", sam)
    assert status == 0
    assert said == (
        "Found, 1 item.\n1. Tapering, sam, today 20:26, Sleep and nights, content note: substances.\n"
        f"  boards/sleep/{thread}/1\n"
    )


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
    said = houses.visit(house, ["search", "/", "unicorn", "bye"], sam)
    assert "Nothing found.\nNo post you can read holds all of that. Fewer words find more.\nEnter to search: " in said
    assert "who wrote it" not in houses.visit(house, ["/", "unicorn", "?", "bye"], sam)


def test_where_nothing_was_found_enter_searches_again(house: House, sam: Person) -> None:
    write(house, sam, "sleep", "Nights", "A sheep.")
    said = houses.visit(house, ["/", "unicorn", "", "sheep", "bye"], sam)
    assert "Enter to search: \nSearch for: sheep\nFound, 1 item.\n" in said


def test_a_few_words_of_a_post_are_without_the_signs_of_what_it_quotes(house: House, sam: Person) -> None:
    write(house, sam, "sleep", "Nights", "> I count\n>> and you?\n\nSheep, and 5 > 3.")
    assert '"I count and you? Sheep, and 5 > 3."\n' in houses.verb(house, "search sheep", sam)[1]


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


def test_enter_and_m_go_on_to_what_else_was_found(house: House, sam: Person) -> None:
    first = write(house, sam, "sleep", "Nights", "Sheep sheep.")
    for n in range(reading.POSTS_A_PAGE):
        houses.write(house, posts.reply, sam, first.thread, f"Sheep number {n}.", now=house.clock.now())
    said = houses.visit(house, ["/", "sheep", "", "", "bye"], sam)
    assert "Found, 20 items and more." in said
    assert said.count("Sheep sheep.") + said.count("Sheep number") == reading.POSTS_A_PAGE + 1
    assert said.rstrip().endswith("Goodbye. Come back any time.")
    assert houses.visit(house, ["/", "sheep", "m", "m", "bye"], sam).count("Sheep number") == said.count("Sheep number")


def test_what_was_no_language_is_said_and_looked_for_as_words(house: House, sam: Person) -> None:
    write(house, sam, "sleep", "Nights", "A sheep.")
    said = houses.visit(house, ["/", "(sheep OR", "bye"], sam)
    assert "Not all of that was clear here, so it was searched as plain words: sheep.\nFound, 1 item.\n" in said
    assert "Not all of that" not in houses.visit(house, ["/", "(sheep OR goat)", "bye"], sam)


def test_filters_narrow_it(house: House, sam: Person) -> None:
    write(house, sam, "sleep", "Here", "A sheep.")
    write(house, houses.member(house, "lou"), "anxiety", "There", "A sheep.")
    for typed, title in (("by:lou", "There"), ("board:sleep", "Here"), ("member:SAM", "Here"), ("by:@lou", "There")):
        said = houses.visit(house, ["/", f"{typed} sheep", "bye"], sam)
        assert "Found, 1 item." in said
        assert f"1. {title}, " in said
    assert "Found, 2 items." in houses.visit(house, ["/", "sheep after:yesterday", "bye"], sam)
    assert "Nothing found.\n" in houses.visit(house, ["/", "sheep before:yesterday", "bye"], sam)
    assert "Found, 1 item." in houses.visit(house, ["/", "by:lou", "bye"], sam)
    assert "Nothing found.\n" in houses.visit(house, ["/", "sheep by:nobody", "bye"], sam)


def test_the_way_to_search_is_said_on_a_page_of_its_own(house: House, sam: Person) -> None:
    for typed in (["go search", "how"], ["/", "sheep", "w"], ["go searching"]):
        assert "order:new sheep: the newest first, not the best." in houses.visit(house, [*typed, "bye"], sam)


# Words that sound like a crisis


HELP = "If your life is in danger now, call 999 or 112. To reach people who listen, type help."


def test_help_stands_above_what_is_found_for_words_that_sound_like_a_crisis(house: House, sam: Person) -> None:
    uk = Terminal(kind="xterm", columns=200, locale="en_GB.UTF-8")
    for typed in ("want to die", "I don’t want to LIVE", "k i l l myself", '"self-harm" board:sleep'):
        said = houses.visit(house, ["/", typed, "bye"], sam, terminal=uk)
        assert f"{HELP}\nNothing found.\n" in said
    assert (
        "call your emergency number. To reach people who listen, type help."
        in houses.verb(house, "search want to die", sam)[1]
    )
    assert "To reach people" not in houses.visit(house, ["/", "homework is killing me", "bye"], sam, terminal=uk)


def test_a_search_that_sounds_like_a_crisis_tells_nobody_and_leaves_nothing(
    house: House, sam: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    before = {table: houses.write(house, table.select().count) for table in TABLES}
    houses.visit(house, ["/", "want to die canaryword", "bye"], sam)
    assert {table: houses.write(house, table.select().count) for table in TABLES} == before
    assert "canaryword" not in caplog.text


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
    for key in ("", "1", "/"):
        assert "Found, 1 item." in houses.visit(house, ["go search", key, "sheep", "bye"], sam)


def test_the_prompt_of_the_search_says_what_enter_does(house: House, sam: Person) -> None:
    said = houses.visit(house, ["go search", "", "sheep", "bye"], sam)
    assert "\nEnter to search: \nSearch for: sheep\nNothing found." in said
