"""Texts in many scripts, on terminals that know their letters and on such that do not: every row keeps to itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bbs.community import posts
from bbs.community.members import Person
from bbs.house import House
from bbs.safe_text import cells, graphemes, safe_line
from screens.fullscreen.lines import Line
from screens.fullscreen.preview import RULE
from screens.fullscreen.widgets.fields import Entry
from tests import houses
from tests.screens.fullscreen import glass
from tests.screens.fullscreen.glass import Glass
from tests.screens.fullscreen.scripts import SCRIPTS
from tests.screens.fullscreen.sitting import sit
from tests.screens.fullscreen.terminals import Misused
from tests.screens.fullscreen.visits import Drawn

SIZES = [(40, 12), (80, 24), (120, 40)]


class Knowing(Glass):
    """A terminal that draws what a person takes for one character in the cells that Unicode gives it."""

    def draw(self, data: str) -> None:
        for grapheme in graphemes(data):
            width = cells(grapheme)
            if self.cursor.x + width > self.columns:
                raise Misused(f"{grapheme!r} wraps from row {self.cursor.y}")
            self._break_in_two(self.cursor.x)
            self._break_in_two(self.cursor.x + width)
            line, blank = self.buffer[self.cursor.y], self.cursor.attrs._replace(data="")
            line[self.cursor.x] = blank._replace(data=grapheme)
            for column in range(self.cursor.x + 1, self.cursor.x + width):
                line[column] = blank
            self.cursor.x += width


@pytest.fixture
def reader(house: House) -> Person:
    return houses.member(house, "sam")


@pytest.fixture
def threads(house: House, reader: Person) -> list[int]:
    """Threads to read whose titles and posts are in every script, and in all of them at once."""
    made, now = [], house.clock.now()
    everything = "\n".join(SCRIPTS.values())
    for name, text in {**SCRIPTS, "all": " ".join(SCRIPTS.values())}.items():
        first = houses.write(house, posts.start, reader, "sleep", f"{text[:60]} {name}", f"{text} " * 4, now=now)
        houses.write(house, posts.reply, reader, first.thread, text.replace(" ", "") * 5 + "\n" + everything, now=now)
        made.append(first.thread)
    return made


def text(line: Line) -> str:
    return "".join(words for words, _ in line).rstrip()


async def is_all_there(at: Drawn) -> None:
    """Wait until each row in view is what the sheet of its page says."""
    body = at.page.body

    def is_so() -> bool:
        lines = [text(line) for line in body.sheet.lines[body.top : body.top + body.size.height]]
        rows = cells_of(at)[body.region.y : body.region.bottom]
        shown = ["".join(row[: body.size.width]).rstrip() for row in rows]
        is_straight = {row[body.size.width] for row in rows} == {RULE.strip()} if at.page.sides.preview else True
        return (
            is_straight
            and lines == [row.replace("›", " ", 1) if row[:2] == " ›" else row for row in shown][: len(lines)]
        )

    await at.until(is_so, "every row")


async def plain_rows_are_there(at: Drawn) -> None:
    """Wait until the rows in view whose letters every terminal knows are what the sheet says."""
    body = at.page.body

    def is_so() -> bool:
        lines = [text(line)[3:] for line in body.sheet.lines[body.top : body.top + body.size.height]]
        rows = [row[3 : body.size.width].rstrip() for row in at.glass.text()[body.region.y : body.region.bottom]]
        return all(line == row for line, row in zip(lines, rows, strict=False) if line.isascii())

    await at.until(is_so, "rows of plain letters")


def cells_of(at: Drawn) -> list[list[str]]:
    buffer, columns = at.glass.buffer, at.glass.columns
    return [[buffer[y][x].data for x in range(columns)] for y in range(at.glass.lines)]


async def goes(at: Drawn, thread: int) -> None:
    """Go to a thread."""
    page, arrived = at.page, asyncio.Event()

    async def go() -> None:
        await page.go(f"boards/sleep/{thread}")
        arrived.set()

    page.call_later(go)
    await arrived.wait()


async def to_its_end(at: Drawn, look: Callable[[Drawn], Awaitable[None]]) -> None:
    """Look at a page window by window."""
    body = at.page.body
    while True:
        await look(at)
        top = body.top
        if not body.hidden_below:
            return
        at.presses("\x1b[6~")
        await at.until(lambda top=top: body.top > top, "what is below")  # type: ignore[misc]


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_every_row_is_what_its_page_says(
    house: House, reader: Person, threads: list[int], columns: int, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glass, "Glass", Knowing)

    async def play(at: Drawn) -> None:
        await to_its_end(at, is_all_there)
        for thread in threads:
            await goes(at, thread)
            await to_its_end(at, is_all_there)

    sit(house, play, reader, "boards/sleep", columns=columns, rows=rows)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_on_a_terminal_that_draws_parts_one_by_one_no_row_runs_into_another(
    house: House, reader: Person, threads: list[int], columns: int, rows: int
) -> None:
    """The terminal itself fails the test if something wraps or scrolls."""

    async def play(at: Drawn) -> None:
        for thread in threads:
            await goes(at, thread)
            await to_its_end(at, plain_rows_are_there)

    sit(house, play, reader, "boards/sleep", columns=columns, rows=rows)


HOME = "\x1b[H"


@pytest.mark.parametrize("script", ["Hindi", "Chinese", "emoji", "marks"])
def test_a_line_that_is_longer_than_its_row_shows_what_is_around_the_cursor(
    house: House, reader: Person, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glass, "Glass", Knowing)
    words = safe_line(" ".join([SCRIPTS[script]] * 4))[:110]

    async def play(at: Drawn) -> None:
        at.presses("p")
        await at.until(lambda: isinstance(at.app.focused, Entry), "the title")
        title = at.app.focused
        assert isinstance(title, Entry)

        def is_in_view(cut: Callable[[str, int], str]) -> bool:
            region = title.content_region
            return "".join(cells_of(at)[region.y][region.x : region.right]) == cut(words, region.width)

        at.presses(b"\x1b[200~" + words.encode() + b"\x1b[201~")
        await at.until(lambda: is_in_view(at_the_end), "the end")
        region = title.content_region
        assert at.glass.place() == (region.right - 1, region.y)
        at.presses(HOME)
        await at.until(lambda: is_in_view(at_the_beginning), "the beginning")
        assert at.glass.place() == (region.x, region.y)

    sit(house, play, reader, "boards/sleep", columns=40, rows=12)


def at_the_end(words: str, width: int) -> str:
    """Return the end of a line, a blank for the cursor behind it, and before it what of a wide letter is in view."""
    kept: list[str] = [" "]
    for grapheme in reversed(graphemes(words)):
        if cells("".join(kept)) + cells(grapheme) > width:
            break
        kept.insert(0, grapheme)
    shown = "".join(kept)
    return " " * (width - cells(shown)) + shown


def at_the_beginning(words: str, width: int) -> str:
    """Return the beginning of a line."""
    kept: list[str] = []
    for grapheme in graphemes(words):
        if cells("".join(kept)) + cells(grapheme) > width:
            break
        kept.append(grapheme)
    shown = "".join(kept)
    return shown + " " * (width - cells(shown))
