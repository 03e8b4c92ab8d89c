"""Steps that are taken in a window, and the picture that goes with them: still, unless somebody asked for motion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bbs.community import members
from bbs.community.members import Person
from bbs.house import House
from screens.fullscreen.page_screen import PageScreen
from tests import houses
from tests.houses import words
from tests.screens.fullscreen.looking import squeezed
from tests.screens.fullscreen.sitting import sit
from tests.screens.fullscreen.visits import Drawn

BYTES_A_SECOND = 100
TOOLS = words().tools
BREATH = TOOLS[0]


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits of pages, which are over when a test says so."""
    asked: list[float] = []

    class Held:
        def stop(self) -> None: ...

    def held(self: PageScreen, seconds: float, then: Callable[[], Any]) -> Held:
        asked.append(seconds)
        return Held()

    monkeypatch.setattr(PageScreen, "set_timer", held)
    return asked


def moved(house: House, person: Person) -> Person:
    return houses.write(house, members.set_setting, person.id, "motion", 1)


def row_of(visit: Drawn, words: str) -> int:
    return next((n for n, row in enumerate(visit.glass.text()) if words in row), -1)


def drawn_rows(visit: Drawn, rows: tuple[str, ...]) -> bool:
    at = row_of(visit, rows[0]) if rows[0] else row_of(visit, rows[1]) - 1
    return at > 0 and [row.strip() for row in visit.glass.text()[at : at + len(rows)]] == [row.strip() for row in rows]


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 8)])
def test_every_step_is_in_view_once_it_is_taken_and_enter_reads_on_to_the_last_word(
    house: House, sam: Person, size: tuple[int, int]
) -> None:
    async def play(visit: Drawn) -> None:
        status, read = "", ""
        while squeezed(BREATH.closing)[-12:] not in read:
            now = visit.glass.text()[-2]
            read += squeezed(visit.glass.words)
            if now != status and "Step 1 of" not in now:  # what it is stands before the first
                status, n = now, int(now.split()[1])
                assert squeezed(BREATH.steps[n - 1])[:15] in squeezed(visit.glass.words), now
            before = visit.glass.words
            visit.presses("\r")
            await visit.until(lambda was=before: visit.glass.words != was, "something further")  # type: ignore[misc]
        for step in BREATH.steps:
            assert squeezed(step)[-12:] in read

    sit(house, play, sam, "tools/breath", columns=size[0], rows=size[1])


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_enter_finishes_after_the_last_word_and_says_so_before(
    house: House, sam: Person, size: tuple[int, int]
) -> None:
    async def play(visit: Drawn) -> None:
        while "Enter finish" not in visit.glass.text()[-1]:
            assert "Enter next" in visit.glass.text()[-1]
            before = visit.glass.words
            visit.presses("\r")
            await visit.until(lambda was=before: visit.glass.words != was, "something further")  # type: ignore[misc]
        assert f"Step {len(BREATH.steps)} of" in visit.glass.text()[-2]
        assert squeezed(BREATH.closing)[-12:] in squeezed(visit.glass.words)
        visit.presses("\r")
        await visit.until(lambda: visit.glass.text()[0].strip().startswith("Tools"), "the other tools")

    sit(house, play, sam, "tools/breath", columns=size[0], rows=size[1])


def test_the_picture_stands_below_the_present_step_and_does_not_move_unasked(
    house: House, sam: Person, waits: list[float]
) -> None:
    async def play(visit: Drawn) -> None:
        assert BREATH.picture is not None
        for n in range(1, len(BREATH.steps) + 1):
            await visit.until(lambda n=n: f"Step {n} of" in visit.glass.text()[-2], f"step {n}")  # type: ignore[misc]
            await visit.until(lambda: drawn_rows(visit, BREATH.picture.still), "the picture")  # type: ignore[union-attr]
            assert row_of(visit, BREATH.picture.still[0].strip()) > row_of(visit, BREATH.steps[n - 1][:20]) > 0
            visit.presses("\r") if n < len(BREATH.steps) else None
        assert waits == []

    sit(house, play, sam, "tools/breath")


@pytest.mark.parametrize("name", ["breath", "wind-down", "muscles", "urge"])
def test_motion_goes_through_every_form_for_a_few_bytes_a_second_and_moves_nothing_else(
    house: House, sam: Person, waits: list[float], name: str
) -> None:
    tool = next(tool for tool in TOOLS if tool.name == name)
    picture = tool.picture
    assert picture is not None

    async def play(visit: Drawn) -> None:
        await visit.until(lambda: drawn_rows(visit, picture.beats[0].rows), "the first form")
        assert waits == [picture.beats[0].seconds]
        place, status, sent = visit.glass.place(), visit.glass.text()[-2], visit.wire.sent
        for beat in (*picture.beats[1:], picture.beats[0]):
            visit.page._moving.go_on()
            await visit.until(lambda now=beat: drawn_rows(visit, now.rows), "the next form")  # type: ignore[misc]
            assert waits[-1] == beat.seconds
            assert (visit.glass.place(), visit.glass.text()[-2]) == (place, status), "a voice has nothing to say"
        assert visit.wire.sent - sent < BYTES_A_SECOND * sum(beat.seconds for beat in picture.beats)

    sit(house, play, moved(house, sam), f"tools/{name}")


def test_a_step_goes_on_from_the_form_that_is_there_and_another_page_ends_it(
    house: House, sam: Person, waits: list[float]
) -> None:
    picture = BREATH.picture
    assert picture is not None

    async def play(visit: Drawn) -> None:
        visit.page._moving.go_on()
        visit.page._moving.go_on()
        visit.presses("\r")
        await visit.until(lambda: "Step 2 of" in visit.glass.text()[-2], "the second step")
        await visit.until(lambda: drawn_rows(visit, picture.beats[2].rows), "the same form")
        asked = len(waits)
        await visit.opens("tools")
        visit.page._moving.go_on()
        assert len(waits) == asked

    sit(house, play, moved(house, sam), "tools/breath")


def test_it_rests_while_something_else_is_on_top(house: House, sam: Person, waits: list[float]) -> None:
    async def play(visit: Drawn) -> None:
        page = visit.page
        visit.presses("?")
        await visit.until(lambda: visit.app.screen is not page, "the keys")
        await visit.reads("Everywhere")
        sent = visit.wire.sent
        page._moving.go_on()
        assert visit.wire.sent == sent
        visit.presses("\x1b")
        await visit.until(lambda: visit.app.screen is page, "the page again")

    sit(house, play, moved(house, sam), "tools/breath")


def test_nothing_is_drawn_and_nothing_moves_for_a_screen_reader(house: House, sam: Person, waits: list[float]) -> None:
    async def play(visit: Drawn) -> None:
        visit.session.signed_in(houses.write(house, members.set_setting, sam.id, "reader", 1))
        visit.app.restyle()
        await visit.opens("tools/breath")
        await visit.until(lambda: "Step 1 of" in visit.glass.text()[-2], "the first step")
        assert "---" not in visit.glass.words
        assert "Picture" not in visit.glass.words
        assert waits == []

    sit(house, play, moved(house, sam))
