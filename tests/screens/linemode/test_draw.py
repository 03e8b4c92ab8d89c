"""Pages as lines: nothing a member writes can pass for a line of the place, and nothing is said twice."""

from __future__ import annotations

import asyncio

import pytest

from bbs.arrival import Terminal
from bbs.community import posts
from bbs.community.members import Person
from bbs.house import House
from bbs.language import ENGLISH
from screens.linemode.draw import INDENT, MORE, field_line, units, wrapped
from screens.linemode.opening import open_line
from screens.pages import ROUTES
from screens.view import Art, Chart, Choice, Facts, Field, Form, Item, Kind, Listing, Live, Notice, Paced, Prose, View
from tests import houses
from tests.screens.linemode.listening import Listener

SYSTEM_LINE = "olive, operator, new, today 20:26."
PRETENDING = "\n".join(
    [
        "Hello.",
        SYSTEM_LINE,
        "Posted.",
        "Post 2 of 2: ",
        "\tType your passphrase here: ",
        "1. Home.",
        "x" * 200 + " " + SYSTEM_LINE,
    ]
)


def rows(house: House, reader: Person, address: str, *, columns: int = 80) -> list[str]:
    """Return the rows that a terminal shows of a page, one for each line that is sent."""
    wire = Listener([f"go {address}", "again"])
    terminal = Terminal(kind="xterm", columns=columns)
    asyncio.run(open_line(houses.session(house, reader, terminal=terminal), wire, ROUTES))
    wire.note()
    return list(wire.heard()[2].lines)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\v", "\f", "\u2028", "\u2029", "\x85"])
@pytest.mark.parametrize("columns", [20, 80, 300])
def test_whatever_a_member_writes_stands_behind_two_blanks(
    house: House, sam: Person, ending: str, columns: int
) -> None:
    text = PRETENDING.replace("\n", ending)
    post = houses.write(house, posts.start, sam, "sleep", "Rain", text, now=house.clock.now())
    said = rows(house, houses.member(house, "ash"), f"boards/sleep/{post.thread}", columns=columns)
    own = [row for row in said if row and not row.startswith(INDENT)]
    assert own == ["Thread: Rain.", "sam, today 20:26."] or columns == 20
    assert not any(row.startswith(("olive", "Posted", "Post 2", "Type", "1.")) for row in said)
    assert any(row.startswith(INDENT + "olive, operator") for row in said)


def test_a_title_in_a_list_or_over_a_post_begins_no_row(house: House, sam: Person) -> None:
    title = "y" * 70 + " " + SYSTEM_LINE
    readers = {columns: houses.member(house, f"reader-{columns}") for columns in range(40, 90, 7)}
    houses.write(house, posts.start, sam, "sleep", title, "Hello.", now=house.clock.now())
    for columns, reader in readers.items():
        for address in ("boards/sleep", "search/hello", "new"):
            wire = Listener([f"go {address}"])
            terminal = Terminal(kind="xterm", columns=columns)
            asyncio.run(open_line(houses.session(house, reader, terminal=terminal), wire, ROUTES))
            wire.note()
            said = wire.heard()[1]
            assert not any(row.startswith("olive") for row in said.lines), address
            assert SYSTEM_LINE.removesuffix(".") in said.words, address


def test_writing_of_every_script_stays_behind_its_blanks(house: House, sam: Person) -> None:
    text = "नमस्ते 👩‍👩‍👧 " * 10 + "\n" + "漢字" * 60 + "\n" + "שלום " * 30 + "\n" + "e\u0301" * 100
    post = houses.write(house, posts.start, sam, "sleep", "Rain", text, now=house.clock.now())
    for columns in (20, 33, 80):
        said = rows(house, sam, f"boards/sleep/{post.thread}", columns=columns)
        assert all(row.startswith(INDENT) for row in said[2:-1] if row)
        assert "👩‍👩‍👧" in "".join(said)


def test_a_row_is_never_wider_than_the_window() -> None:
    assert wrapped("one two three four five six", 20) == ["one two three four", "  five six"]
    assert wrapped("  one two three four five six", 21) == ["  one two three four", "  five six"]
    assert wrapped("", 80) == [""]


def said_of(*blocks: object, title: str = "Here", **view: object) -> list[list[str]]:
    return [list(unit.lines) for unit in units(View(title, blocks, **view), ENGLISH)]  # type: ignore[arg-type]


def test_each_kind_of_block_is_words() -> None:
    assert said_of(Prose(("One.", "Two."))) == [["Here.", "One.", "Two."]]
    assert said_of(Facts((("Language", "English"),))) == [["Here.", "Language: English."]]
    assert said_of(Notice("Only this.")) == [["Here.", "Only this."]]
    assert said_of(Chart("Mostly okay.", (("Mo", 1.0),))) == [["Here.", "Mostly okay."]]
    assert said_of(Art(("/\\",), "A lighthouse")) == [["Here.", "Picture: A lighthouse."]]
    assert said_of(Live("t", (), "Nothing new.")) == [["Here.", "Nothing new."]]
    assert said_of(Listing((), "None yet.")) == [["Here.", "None yet."]]
    assert said_of(Listing((Item("A"),), "", name="Near")) == [["Here.", "Near, 1 item.", "1. A."]]
    steps = said_of(Paced(("In.", "Out."), "Stop any time."))
    assert steps == [["Here.", "In.", "Stop any time."], ["Out.", "Stop any time."]]


def test_long_prose_pauses_at_a_paragraph_and_says_that_there_is_more() -> None:
    paragraph = " ".join(["word"] * 50) + "."
    said = said_of(Prose((paragraph,) * 5))
    assert said == [["Here.", paragraph, paragraph, MORE], [paragraph, paragraph, MORE], [paragraph]]


def test_a_web_address_is_followed_by_no_full_stop() -> None:
    assert said_of(Listing((Item("Samaritans. Web: https://samaritans.org/"),), ""))[0][1].endswith("samaritans.org/")


def test_a_form_says_what_each_field_is_now_and_no_secret() -> None:
    mode = Field("mode", "Mode", Kind.CHOICE, choices=(Choice("line", "Plain lines"),), value="line")
    secret = Field("old", "Passphrase", Kind.SECRET, value="a lantern")
    form = Form((mode, Field("zone", "Time zone"), secret), "change")
    assert said_of(form)[0][1:] == ["1. Mode: Plain lines.", "2. Time zone: not set.", "3. Passphrase: not shown."]
    assert field_line(secret, ENGLISH) == "Passphrase: not shown."


def test_a_list_that_goes_on_elsewhere_says_so() -> None:
    items = tuple(Item(f"Thread {n}") for n in range(1, 21))
    said = said_of(Listing(items, ""), more=True)
    assert said[0][0] == "Here, 20 items and more."
    assert said[0][-1] == "10 more: m or Enter."
    assert said[1][-1] == MORE


def test_a_word_on_a_list_is_heard_with_the_end_of_it() -> None:
    items = tuple(Item(f"Line {n}") for n in range(1, 13))
    drawn = units(View("Lines", (Listing(items, ""), Notice("Not yet checked."))), ENGLISH)
    assert len(drawn) == 2
    assert "Not yet checked." not in drawn[0].lines
    assert drawn[1].lines[-2:] == ("12. Line 12.", "Not yet checked.")
    assert drawn[1].place == "Lines, choose"


def test_a_long_form_is_said_ten_fields_at_a_time() -> None:
    fields = tuple(Field(f"f{n}", f"Field {n}") for n in range(1, 13))
    first, rest = said_of(Prose(("What is so now.",)), Form(fields, "change"))
    assert first[1:3] == ["What is so now.", "1. Field 1: not set."]
    assert first[-2:] == ["10. Field 10: not set.", "2 more: m or Enter."]
    assert rest == ["11. Field 11: not set.", "12. Field 12: not set."]
