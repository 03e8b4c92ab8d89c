"""What of Textual the full screen relies on when it draws: contracts, so that another Textual fails here first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.strip import Strip

from bbs.arrival import Terminal
from bbs.house import House
from screens.fullscreen.app import FullApp
from screens.fullscreen.canvas import Canvas
from screens.fullscreen.palette import Looks, palette
from screens.fullscreen.stylesheet import SharedStylesheet
from screens.fullscreen.widgets.body import Body
from screens.pages import ROUTES
from tests import houses
from tests.houses import ScriptedWire

Look = Callable[[FullApp], Any]


def looked_at(house: House, keys: str, look: Look, *, size: tuple[int, int] = (80, 24)) -> Any:
    """Run a guest's app, press keys one by one, and return what a look at it returns."""

    async def visit() -> Any:
        session = houses.session(house, terminal=Terminal("xterm-256color", *size))
        app = FullApp(session, ScriptedWire([]), ROUTES, "home")
        running = asyncio.ensure_future(app.run_async())
        await _settled(app)
        for key in keys:
            app.feed(key.encode())
            await _settled(app)
        found = look(app)
        app.exit()
        await running
        return found

    return asyncio.run(visit())


async def _settled(app: FullApp) -> None:
    """Wait until the screen on top has laid out what it shows and has nothing left to do."""
    quiet = 0
    while quiet < 50:
        await asyncio.sleep(0)
        screen = app.calm
        is_idle = screen is not None and screen.is_ready and not screen._message_queue.qsize()
        quiet = quiet + 1 if is_idle and not app._message_queue.qsize() else 0
        if app.bug:
            raise app.bug


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
@pytest.mark.parametrize("keys", ["", "/", "?", "!", "2\r", "2\r2\r"])
def test_the_canvas_shows_what_textuals_compositor_would(house: House, keys: str, size: tuple[int, int]) -> None:
    def both(app: FullApp) -> tuple[list[str], list[str]]:
        screen = app.calm
        assert screen is not None
        ours = ["".join(text for text, _ in row).rstrip() for row in Canvas(Looks(palette(""), 0)).rows(screen)]
        screen._compositor._dirty_regions = {screen._compositor.size.region}
        return ours, [strip.text.rstrip() for strip in screen._compositor.render_strips()]

    ours, theirs = looked_at(house, keys, both, size=size)
    assert any(ours)
    assert ours == theirs


def test_widgets_draw_only_the_rows_they_are_asked_for(house: House) -> None:
    def rows(app: FullApp) -> list[int]:
        screen, drawn = app.calm, []
        assert screen is not None
        app.canvas.rows(screen)
        body = screen.query_one(Body)
        draw = body.render_line

        def note(y: int) -> Strip:
            drawn.append(y)
            return draw(y)

        body.render_line = note  # type: ignore[method-assign]
        body.refresh(Region(0, 3, body.size.width, 1))
        screen._compositor.update_widgets({body})
        app.canvas.rows(screen)
        return drawn

    assert looked_at(house, "", rows) == [3]


def test_a_second_app_parses_no_stylesheet(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    first = looked_at(house, "", lambda app: len(app.stylesheet.rules))
    monkeypatch.setattr("textual.css.stylesheet.parse", lambda *args, **kwargs: [])
    assert looked_at(house, "", lambda app: len(app.stylesheet.rules)) == first > 0


def test_rules_are_shared_only_between_the_same_variables() -> None:
    one, other = SharedStylesheet(variables={"a": "red"}), SharedStylesheet(variables={"a": "blue"})
    for sheet in (one, other):
        sheet.add_source("Screen { color: $a; }", ("there", "css"))
    plain = Stylesheet(variables={"a": "blue"})
    plain.add_source("Screen { color: $a; }", ("there", "css"))
    assert one.css != other.css
    assert other.css == plain.css
