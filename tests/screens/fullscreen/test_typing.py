"""What is typed, pasted or sent by no keyboard at all, and what others wrote: none of it is more than text and keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bbs.arrival import Terminal
from bbs.community import posts
from bbs.house import House
from bbs.safe_text import cells, safe_text
from bbs.session import Session
from screens.fullscreen.composing import ComposeScreen
from screens.fullscreen.widgets.fields import Entry, Writing
from tests import houses
from tests.screens.fullscreen.scripts import HINDI, SCRIPTS
from tests.screens.fullscreen.sitting import sit
from tests.screens.fullscreen.visits import Drawn, drawn

MARKUP = ("[b]bold[/b]", "[@click=app.bell]x[/]", "[/nope]", "[red on blue]x", r"\[b]", "{title} %s &amp; :smile:")
PASTE = 1_000_000
HOME = "About this place"


def holds(session: Session, looking: Callable[[Drawn], Coroutine[Any, Any, None]]) -> None:
    """Hold a visit in which something is looked at."""

    async def visit() -> None:
        async with drawn(session) as there:
            await looking(there)

    asyncio.run(visit())


def sam(house: House, **how: Any) -> Session:
    person = houses.member(house, "sam")
    return houses.session(house, person, terminal=Terminal(kind="xterm", locale="en_GB.UTF-8", **how))


async def composes(there: Drawn) -> Writing:
    """Come as far as the text of a new thread."""
    await there.opens("boards/sleep")
    there.presses("p")
    await there.reads("Title:")
    await there.until(lambda: isinstance(there.app.focused, Entry), "the title")
    there.presses("Rain")
    await there.reads("Title: Rain")
    there.presses("\t")
    await there.until(lambda: isinstance(there.app.focused, Writing), "the text")
    writing = there.app.focused
    assert isinstance(writing, Writing)
    return writing


@pytest.mark.parametrize("words", MARKUP)
def test_what_members_write_is_text_wherever_it_is_shown(house: House, words: str) -> None:
    ash, now = houses.member(house, "ash"), house.clock.now()
    thread = houses.write(house, posts.start, ash, "sleep", words, f"Text {words}", now=now).thread

    async def look(there: Drawn) -> None:
        await there.opens("boards/sleep")
        assert there.glass.words.count(words) >= 1
        await there.opens(f"boards/sleep/{thread}")
        assert words in there.glass.text()[0], "the title"
        assert f"Text {words}" in there.glass.words
        there.presses("r")
        await there.reads(f"> Text {words}")
        await there.until(lambda: isinstance(there.app.focused, Writing), "the text")
        there.presses(words)
        await there.until(lambda: there.glass.words.count(words) >= 2, "what was typed")

    holds(sam(house), look)


def test_beside_a_list_too(house: House) -> None:
    ash, now = houses.member(house, "ash"), house.clock.now()
    for words in MARKUP:
        houses.write(house, posts.start, ash, "sleep", words, f"Text {words}", now=now)

    async def look(there: Drawn) -> None:
        await there.opens("boards/sleep")
        for _ in MARKUP:
            await there.reads("Text ")
            there.presses("j")

    holds(sam(house, columns=140, rows=40), look)


# Keys


def test_a_bare_escape_arrives_and_one_that_begins_an_arrow_key_is_none(house: House) -> None:
    async def look(there: Drawn) -> None:
        await there.opens("boards")
        there.presses("j")
        await there.until(lambda: there.page.body.at == 1, "the second")
        there.presses("\x1b")
        there.presses("[A")
        await there.until(lambda: there.page.body.at == 0, "the first again")
        there.presses("\x1b")
        await there.reads(HOME)

    holds(sam(house), look)


def test_keys_do_what_they_do_in_the_order_they_came_however_they_were_packed(house: House) -> None:
    async def look(there: Drawn) -> None:
        writing = await composes(there)
        there.presses("abc\x7fdef\x7f\x7fgh\x1b[D\x1b[DX\r\x1b[1;5DY")
        await there.until(lambda: writing.text.count("\n") == 1 and "Y" in writing.text, "all of it")
        assert writing.text == "abdXY\ngh"

    holds(sam(house), look)


@pytest.mark.parametrize(
    "noise", [b"\xff\xfe\x80", b"\xc3", b"\xf0\x9f", b"\x00\x01\x1c", b"\x1b[<35;1;1M\x1b]0;x\x1c"]
)
def test_what_no_keyboard_sends_is_survived(house: House, noise: bytes) -> None:
    async def look(there: Drawn) -> None:
        there.presses(noise)
        there.presses("j")
        await there.opens("about")
        writing = await composes(there)
        there.presses(noise)
        there.presses("still here")
        await there.until(lambda: "still here" in writing.text, "what was typed after it")
        assert "\x1b" not in writing.text

    holds(sam(house), look)


# Scripts


def test_what_is_selected_over_lines_is_marked_and_nothing_else(house: House) -> None:
    async def look(there: Drawn) -> None:
        writing = await composes(there)
        there.presses("one two\r\rthree four")
        await there.reads("three four")
        there.presses("\x1b[1;2A" * 2 + "\x1b[1;2D" * 3)  # with shift: twice up, to behind "two", and three to the left
        await there.until(lambda: _marked(there) == ["two", "three four"], "both marked")
        assert writing.selected_text == "two\n\nthree four"
        there.presses("\x1b[C")
        await there.until(lambda: not _marked(there), "nothing marked")

    holds(sam(house), look)


def _marked(there: Drawn) -> list[str]:
    """Return what is drawn in reverse, row by row, without the last two rows of the window."""
    glass = there.glass
    rows = ["".join(glass.buffer[y][x].data for x in range(80) if glass.buffer[y][x].reverse) for y in range(22)]
    return [row for row in rows if row]


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_letter_lays_out_nothing_and_the_next_one_waits_for_nobody(
    house: House, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def look(there: Drawn) -> None:
        writing = await composes(there)
        if field == "title":
            there.presses("\x1b[Z")
            await there.until(lambda: isinstance(there.app.focused, Entry), "the title")
        there.presses("a")
        await there.until(lambda: there.app.intake.is_at_rest and not there.app.intake.waiting(), "rest")
        laid_out: list[int] = []
        monkeypatch.setattr(type(writing.screen), "_refresh_layout", lambda *_, **__: laid_out.append(1))
        there.presses("bc")
        await there.reads("abc")
        assert not laid_out

    holds(sam(house), look)


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_is_written_in_any_script_is_in_view_and_the_cursor_behind_it(house: House, script: str) -> None:
    words = safe_text(" ".join([SCRIPTS[script]] * 5))

    async def look(there: Drawn) -> None:
        writing = await composes(there)
        there.presses(b"\x1b[200~" + words.encode() + b"\x1b[201~")
        await there.until(lambda: writing.text == words, "what was pasted")
        rows = writing.wrapped_document.get_sections(0)
        room = writing.wrapped_document._width
        assert len(rows) > 1
        assert "".join(rows) == words
        assert max(cells(row.rstrip()) for row in rows) <= room
        await there.until(lambda: writing.place[0] == writing.region.x + 3 + cells(rows[-1]), "the cursor")

    holds(sam(house, columns=40), look)


def test_the_cursor_of_a_line_is_behind_what_is_written(house: House) -> None:
    async def look(there: Drawn) -> None:
        await there.opens("boards/sleep")
        there.presses("p")
        await there.reads("Title:")
        await there.until(lambda: isinstance(there.app.focused, Entry), "the title")
        title = there.app.focused
        assert isinstance(title, Entry)
        began = title.place[0]
        there.presses(HINDI.encode())
        await there.until(lambda: title.value == HINDI, "the title")
        assert title.place[0] == began + cells(HINDI)
        assert title.content_width == cells(HINDI) + 1

    holds(sam(house), look)


# Pastes


@pytest.mark.parametrize("marks", [(b"", b""), (b"\x1b[200~", b"\x1b[201~")], ids=["unmarked", "marked"])
def test_a_paste_of_a_megabyte_fills_a_text_to_its_limit_and_no_further(
    house: House, marks: tuple[bytes, bytes]
) -> None:
    async def look(there: Drawn) -> None:
        writing = await composes(there)
        begin, end = marks
        parts = PASTE // 100_000
        for n in range(parts):
            there.presses(begin * (n == 0) + b"x" * 100_000 + end * (n == parts - 1))
        await there.until(lambda: not writing.room, "a full text")
        await there.until(there.wire.typed.empty, "all of it to be read")
        assert len(writing.text) == writing.limit
        assert isinstance(there.app.screen, ComposeScreen)
        there.presses("\x1b")
        await there.reads("Kept as a draft.")

    holds(sam(house), look)


@pytest.mark.parametrize("letter", [b"j", b"\r", b"\x1b[B"], ids=["letters", "lines", "arrows"])
def test_a_paste_that_lost_its_way_does_not_keep_a_page_busy(house: House, letter: bytes) -> None:
    async def look(there: Drawn) -> None:
        await there.opens("guidelines/long")
        for _ in range(5):
            there.presses(letter * 20_000)
        await there.until(there.wire.typed.empty, "all of it to be read")
        there.presses("h")
        await there.reads(HOME)

    holds(sam(house), look)


def test_who_leaves_may_go_on_typing_and_pasting(house: House) -> None:
    async def visit() -> None:
        async with drawn(houses.session(house, houses.member(house, "sam")), "boards") as there:
            app = there.app
            app.exit()
            while not there.over.done():
                app.feed(b"q\x1b[200~words\x1b[201~")
                app.warn()
                await asyncio.sleep(0)
            assert await there.over == 0

    asyncio.run(visit())


def test_enter_where_a_choice_waits_says_the_choice_again_and_at_the_beginning_nothing_of_going_back(
    house: House,
) -> None:
    async def look(there: Drawn) -> None:
        await there.reads("Accept? y or n")
        there.presses("Z")
        await there.reads("Z does nothing here.")
        there.presses("\r")
        await there.reads("Accept? y or n")
        assert "Esc goes back" not in str(there.glass)

    sit(house, look, address="join")


def test_a_letter_that_means_nothing_on_a_page_says_so_and_the_next_key_takes_it_away(house: House) -> None:
    async def look(there: Drawn) -> None:
        await there.reads(HOME)
        there.presses("Z")
        await there.reads("Z does nothing here. ? shows the keys.")
        there.presses("j")
        await there.reads(", 2 of ")
        assert "does nothing here" not in str(there.glass)

    holds(sam(house), look)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("One line.", ("> One line.",)),
        ("word " * 30, ("> " + "word " * 14 + "...",)),
        ("First.\nSecond.\nThird.", ("> First.", "> Second. ...")),
    ],
)
def test_what_is_replied_to_says_where_it_was_cut(house: House, written: str, shown: tuple[str, ...]) -> None:
    ash, now = houses.member(house, "ash"), house.clock.now()
    thread = houses.write(house, posts.start, ash, "sleep", "Four a.m.", written, now=now).thread

    async def look(there: Drawn) -> None:
        await there.opens(f"boards/sleep/{thread}")
        await there.reads("1 of 1")
        there.presses("r")
        await there.reads("Your words")
        rows = [row.strip() for row in there.glass.text()]
        assert tuple(row for row in rows if row.startswith(">")) == shown

    holds(sam(house), look)


def test_help_stands_above_what_is_found_while_somebody_types(house: House) -> None:
    async def look(there: Drawn) -> None:
        await there.opens("home")
        there.presses("/")
        await there.reads("Search for:")
        await there.until(lambda: isinstance(there.app.focused, Entry), "the question")
        there.presses("want to die")
        said = await there.reads("To reach people who listen, press Ctrl+G.")
        assert said.index("life is in danger now") < said.index("No post you can read")
        there.presses(" hard jokes")
        await there.reads("die hard jokes")
        there.presses("\x15homework")
        await there.until(lambda: "To reach people" not in there.glass.words, "another list")
        there.presses("\x15want to die")
        await there.reads("No post you can read")
        assert "To reach people" not in there.glass.words, "once is enough for one search"
        there.presses("\r")
        await there.reads("To reach people who listen, press Ctrl+G.")

    holds(sam(house), look)
