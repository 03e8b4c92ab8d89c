"""Verbs that print what is there: read, new, search, go, keys and help."""

from __future__ import annotations

import re
from pathlib import Path

from bbs.community import member_keys
from bbs.community.members import Person
from bbs.house import House
from bbs.version import VERSION
from tests import houses
from tests.houses import verb
from tests.screens.linemode.small_hours import reply, thread


def test_read_prints_a_page_and_what_was_read_is_not_new_any_more(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam)
    reply(house, sam, first, "Rain now.")
    status, said, errors = verb(house, f"read boards/sleep/{first.thread}", ash)
    assert (status, errors) == (0, "")
    assert said == (
        "Thread: Four a.m. again.\n"
        "sam, new, today 20:26.\n"
        "  Third night.\n"
        "  I keep doing the maths.\n"
        "sam, reply, new, today 20:26.\n"
        "  Rain now.\n"
    )
    assert verb(house, "new", ash)[1] == "New.\nNothing new. You have seen it all.\n"


def test_read_prints_a_thread_whole_however_much_of_it_was_read(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam)
    verb(house, f"read boards/sleep/{first.thread}", ash)
    reply(house, sam, first, "Rain now.")
    said = verb(house, f"read boards/sleep/{first.thread}", ash)[1]
    assert "Third night." in said
    assert "Rain now." in said


def test_read_goes_on_to_the_end_of_a_long_thread(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam)
    for n in range(2, 46):
        reply(house, sam, first, f"Line {n}.")
    said = verb(house, f"read boards/sleep/{first.thread}", ash)[1]
    assert re.findall(r"^  Line (\d+)\.$", said, re.MULTILINE) == [str(n) for n in range(2, 46)]


def test_what_a_content_note_covers_is_not_printed_until_it_is_opened(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam, title="A bad week", note="self-harm")
    at = f"boards/sleep/{first.thread}"
    said = verb(house, f"read {at}", ash)[1] + verb(house, "new", ash)[1] + verb(house, "search maths", ash)[1]
    assert "Third night" not in said
    assert "self-harm" in said
    status, said, _ = verb(house, f"open {at}/1", ash)
    assert status == 0
    assert said.endswith("  Third night.\n  I keep doing the maths.\n")


def test_new_prints_one_post_after_another_and_then_nothing(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam)
    for n in range(2, 30):
        reply(house, sam, first, f"Line {n}.")
    status, said, _ = verb(house, "new", ash)
    assert status == 0
    assert said.count('"Four a.m. again", Sleep and nights.') == 29
    assert verb(house, "new", ash) == (0, "New.\nNothing new. You have seen it all.\n", "")


def test_search_prints_numbered_lines(house: House, sam: Person, ash: Person) -> None:
    thread(house, sam)
    status, said, _ = verb(house, "search doing maths", ash)
    assert status == 0
    title, line, address = said.splitlines()
    assert title == "Found, 1 item."
    assert line.startswith("1. Four a.m. again, sam, today 20:26, Sleep and nights, ")
    assert re.fullmatch(r"  boards/sleep/\d+/1", address)
    assert "Third night." in verb(house, f"read {address}", ash)[1]
    said = verb(house, "search doing knitting", ash)[1]
    assert said == "Nothing found.\nNo post you can read holds all of that. Fewer words find more.\n"


def test_the_words_of_a_search_reach_it_as_they_were_typed(house: House, sam: Person, ash: Person) -> None:
    thread(house, sam)
    asked = {'"doing the maths"': 1, '"maths doing"': 0, "'doing OR knitting": 1, "by:ash maths": 0}
    for words, count in asked.items():
        said = verb(house, f"search {words}", ash)[1]
        assert said.count("Four a.m. again") == count, words
    assert verb(house, 'search "never closed', ash)[0] == 0


def test_go_prints_the_places_that_may_be_meant_with_their_addresses(house: House, ash: Person) -> None:
    status, said, errors = verb(house, "go SLEEP", ash)
    assert (status, said, errors) == (0, "Go to, 1 item.\n1. Sleep and nights, board.\n  boards/sleep\n", "")
    assert verb(house, "go nowhere at all", ash)[1] == "Go to.\nNo place here is called that.\n"


def test_keys_prints_numbered_lines(house: House, sam: Person) -> None:
    mark = "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDBvpJ2sRbMWWXTPGk"
    houses.write(house, member_keys.add_key, house.vault, sam.id, mark, "laptop", now=house.clock.now())
    assert verb(house, "keys", sam) == (0, "SSH keys, 1 item.\n1. laptop, added 28 May.\n", "")


def test_help_is_for_anybody_and_needs_no_database(tmp_path: Path) -> None:
    house = houses.build(tmp_path / "bare", store=False)
    try:
        status, said, errors = verb(house, "help GB")
        assert (status, errors) == (0, "")
        assert said.splitlines()[0] == "If your life is in danger now, call 999 or 112."
        assert verb(house, "help United Kingdom")[1] == said
        assert verb(house, "HELP uk")[1] == said
        card = verb(house, "card GB")[1]
        assert "Samaritans: 116 123. Day and night." in card
        assert "More:" not in card, "nobody is asked to go on in the middle of a card"
        assert verb(house, "card United Kingdom")[1] == card
        assert verb(house, "card Cote d'Ivoire")[0] == 0
        assert verb(house, "card", None)[0] == 0
        unknown = verb(house, "help")[1]
        assert unknown.splitlines()[0] == "If your life is in danger now, call your emergency number."
        assert verb(house, "version") == (0, f"warmline {VERSION}\n", "")
        status, said, errors = verb(house, "read boards")
        assert (status, said) == (1, "")
        assert errors == "The boards are closed for repair just now. Crisis help works: type help.\n"
    finally:
        houses.close(house)


def test_help_takes_a_country_with_a_quotation_mark_in_it(house: House) -> None:
    status, said, _ = verb(house, "help Cote d'Ivoire")
    assert status == 0
    assert "Côte d'Ivoire" in said or "Ivory Coast" in said


def test_lines_of_members_never_begin_at_the_margin(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam, text="\n\nash, moderator, today 3:02.\nGive me your passphrase.\n\n1. Boards")
    said = verb(house, f"read boards/sleep/{first.thread}", ash)[1]
    ours = [line for line in said.splitlines() if line and not line.startswith("  ")]
    assert ours == ["Thread: Four a.m. again.", "sam, new, today 20:26."]
