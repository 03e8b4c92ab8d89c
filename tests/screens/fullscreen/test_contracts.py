"""What we rely on inside Textual, and what it must never do here: an upgrade that changes it fails in this file."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import io
import re
import sys
import webbrowser
from collections.abc import Callable, Coroutine
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import pytest
from textual import events
from textual import screen as textual_screen
from textual._compositor import Compositor
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Label

from bbs.arrival import Terminal
from bbs.house import House
from bbs.safe_text import cells
from bbs.session import Session
from screens.fullscreen.calm import CalmScreen, CalmWidget
from screens.fullscreen.canvas import Canvas, is_whole
from screens.fullscreen.counting import COUNTING
from screens.fullscreen.driver import WireDriver
from screens.fullscreen.painter import Frame
from screens.pages.about import AboutPage
from tests import houses
from tests.screens.fullscreen.sitting import resizes
from tests.screens.fullscreen.visits import Drawn, drawn

SECRET = "what somebody wrote in confidence"
SEQUENCE = re.compile(r"\x1b(?:\[([?>=<]?)([0-9;]*)([ -/]*)([@-~])|(.))", re.DOTALL)
PRIVATE = {"?1049", "?2004", "?25"}
"""The modes that are set and reset: the screen, paste marks, the cursor."""
OURS = set("mHJKABCDGLMrdXP")
"""How the controls end that the painter uses."""


def caller(house: House, **how: Any) -> Session:
    terminal = Terminal(kind="xterm-256color", locale="en_GB.UTF-8", colours=256, **how)
    return houses.session(house, houses.member(house, "sam"), terminal=terminal)


def holds(session: Session, looking: Callable[[Drawn], Coroutine[Any, Any, None]]) -> str:
    """Hold a visit in which something is looked at; return all that was sent."""

    async def visit() -> str:
        async with drawn(session) as there:
            await looking(there)
            eye = there.wire.eye
        return eye.received

    return asyncio.run(visit())


# Screens


def test_an_idle_screen_of_ours_looks_at_the_flags_that_textual_looks_at() -> None:
    theirs, ours = inspect.getsource(Screen._on_idle), inspect.getsource(CalmScreen._on_idle)
    required = set(re.findall(r"self\.(_\w+_required|_dirty_widgets)", theirs))
    assert required == set(re.findall(r"self\.(_\w+_required|_dirty_widgets)", ours))
    assert len(required) == 5
    assert "_invoke_and_clear_callbacks" in theirs
    assert "is_current" in theirs
    assert "_batch_count" in theirs


def test_the_timer_that_we_leave_out_is_only_ever_paused_and_resumed() -> None:
    assert set(re.findall(r"_update_timer\.(\w+)", inspect.getsource(textual_screen))) == {"pause", "resume"}


@pytest.mark.parametrize("how", [{"layout": True}, {"repaint": True}], ids=str)
def test_whatever_a_screen_asks_for_leads_to_a_frame_and_is_asked_for_no_more(
    house: House, how: dict[str, bool]
) -> None:
    async def look(there: Drawn) -> None:
        screen = await there.opens("about")
        frames = 0

        def count() -> None:
            nonlocal frames
            frames += 1

        there.app.frames.due = count  # type: ignore[method-assign]
        screen.body.refresh(**how)
        await there.until(lambda: frames > 0, "a frame")
        flags = ("_layout_required", "_repaint_required", "_scroll_required", "_recompose_required", "_dirty_widgets")
        await there.until(lambda: not any(getattr(screen, flag) for flag in flags), "flags to be taken back")

    holds(caller(house), look)


def test_textual_renders_no_frame_that_nobody_will_see(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("render_update", "render_full_update", "render_partial_update"):
        monkeypatch.setattr(Compositor, name, _fails)

    async def look(there: Drawn) -> None:
        await there.opens("boards")
        there.presses("j")
        await there.opens("about")
        there.presses("?")
        await there.reads("Everywhere")

    assert "Everywhere" in holds(caller(house), look)


def _fails(*_: Any, **__: Any) -> NoReturn:
    private = SECRET
    raise RuntimeError(private)


def test_what_is_read_of_the_compositor_row_by_row_is_what_it_would_show_whole(house: House) -> None:
    assert list(inspect.signature(Compositor._render_chops).parameters) == ["self", "crop", "is_rendered_line"]

    async def look(there: Drawn) -> None:
        screen = await there.opens("boards")
        for key in ("j", "j", "k", "G"):
            there.presses(key)
            await there.until(lambda: there.shows(screen.body), "the page")
        compositor = screen._compositor
        assert isinstance(compositor._dirty_regions, set)
        kept = there.app.canvas.rows(screen)
        screen.body.refresh(Region(0, 0, 5, 1))
        await there.until(lambda: not screen._dirty_widgets, "it to be noted")
        assert all(isinstance(region, Region) for region in compositor._dirty_regions)
        whole = Canvas(there.app.canvas.looks).rows(screen)
        assert whole == kept
        chops = compositor._render_chops(compositor.size.region, lambda y: True)
        assert len(chops) == compositor.size.height
        assert all(strip is None or isinstance(strip, Strip) for row in chops for strip in row.values())

    holds(caller(house), look)


def test_the_size_of_a_widget_of_ours_is_that_of_its_place_in_the_layout(house: House) -> None:
    async def look(there: Drawn) -> None:
        for address in ("boards", "help"):
            screen = await there.opens(address)
            for widget in screen.walk_children(CalmWidget):
                assert widget.size == Widget.size.fget(widget), widget  # type: ignore[attr-defined]
            assert screen.body.size.height > 10

    holds(caller(house), look)


def test_no_frame_is_taken_of_a_screen_that_was_taken_away(house: House) -> None:
    """It is still on the stack for a moment when a visit ends."""

    async def look(there: Drawn) -> None:
        screen = there.app.calm
        assert screen is not None
        screen._detach()
        assert not is_whole(screen)
        there.app._paint()
        screen._attach(there.app)

    holds(caller(house), look)


def test_a_widget_that_was_taken_away_before_the_next_layout_is_in_no_frame(house: House) -> None:
    """Between two fields of a question one is gone and still on the map, as long as the loop has other work."""

    async def look(there: Drawn) -> None:
        there.presses("g")
        await there.reads("Go to:")
        screen = there.app.calm
        assert screen is not None
        label = screen.query_one(Label)
        parent = label._parent
        assert parent is not None
        await there.until(lambda: is_whole(screen), "the places below the question")
        label._detach()
        assert not is_whole(screen)
        assert label in screen._compositor.visible_widgets
        there.app.canvas.forget()
        there.app._paint()
        label._attach(parent)
        there.app.action_redraw()
        await there.reads("Go to:")

    holds(caller(house), look)


def test_a_window_that_was_another_in_between_is_drawn_again(house: House) -> None:
    """Smaller and back before a frame could be taken: the terminal lost what the painter believes to stand there."""

    async def look(there: Drawn) -> None:
        await there.opens("about")
        there.glass.scribble()
        there.session.resized(there.session.terminal.columns, there.session.terminal.rows)
        await there.until(lambda: "#" not in there.glass.words, "all of it again")

    holds(caller(house), look)


# The app


def test_the_loop_of_the_server_keeps_its_tasks_lazy(house: House) -> None:
    async def look(there: Drawn) -> None:
        loop = asyncio.get_running_loop()
        assert loop.get_task_factory() is None
        loop.set_task_factory(lambda loop, coroutine, **how: asyncio.Task(coroutine, loop=loop, **how))
        async with drawn(houses.session(house, terminal=Terminal(kind="xterm"))):
            assert loop.get_task_factory() is None, "whatever was set, run_async or somebody else"

    holds(caller(house), look)


def test_a_bug_is_kept_for_who_runs_us_and_nothing_of_it_is_printed(
    house: House, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert "_exception_event" in inspect.getsource(App._handle_exception) + inspect.getsource(App.__init__)

    async def fails(self: AboutPage) -> NoReturn:
        _fails()

    monkeypatch.setattr(AboutPage, "view", fails)

    async def visit() -> None:
        async with drawn(caller(house)) as there:
            there.page.call_later(there.page.go, "about")
            with pytest.raises(RuntimeError):
                await there.over
            assert "\x1b[?1049l" in there.wire.eye.received
            assert SECRET not in there.wire.eye.received

    with contextlib.suppress(RuntimeError):
        asyncio.run(visit())
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["first ends first", "last ends first"])
def test_what_is_printed_goes_where_it_always_went_whoever_ends_first(
    house: House, capsys: pytest.CaptureFixture[str], order: tuple[int, int]
) -> None:
    async def visits() -> None:
        before = sys.stdout, sys.stderr
        stacks = [contextlib.AsyncExitStack() for _ in range(2)]
        for stack in stacks:
            guest = houses.session(house, terminal=Terminal(kind="xterm"))
            await stack.enter_async_context(drawn(guest))
            sys.stdout.write("in\n")
        for n in order:
            await stacks[n].aclose()
            sys.stdout.write("out\n")
        assert (sys.stdout, sys.stderr) == before

    asyncio.run(visits())
    assert capsys.readouterr().out == "in\nin\nout\nout\n"


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        *[("a", ["a"]), ("\r", ["enter"]), ("\x1b[A", ["up"]), ("\x1b[6~", ["pagedown"]), ("\x11", ["ctrl+q"])],
        *[("\x1bOP", ["f1"]), ("\x7f", ["backspace"]), ("\x1b", [])],
    ],
)
def test_the_parser_knows_keys_and_a_lone_esc_is_none_yet(typed: str, keys: list[str]) -> None:
    came = [message for message in XTermParser().feed(typed) if isinstance(message, events.Key)]
    assert [message.key for message in came] == keys


# What is never sent, opened, saved or believed


def test_nothing_is_asked_of_a_terminal_and_nothing_is_set_but_what_is_set_back(house: House) -> None:
    async def look(there: Drawn) -> None:
        await there.opens("boards/sleep")
        there.presses("p")
        await there.reads("Title:")
        there.presses("Rain")
        await there.reads("Title: Rain")
        there.app.bell()
        there.app.copy_to_clipboard("Rain")
        there.app.title = "Rain"

    sent = holds(caller(house), look)
    for private, numbers, between, final, other in SEQUENCE.findall(sent):
        assert other in ("", "M", "7", "8", "D"), other
        assert between == ""
        if private or final in "hl":
            assert final in "hl"
            assert private + numbers in PRIVATE
        elif not other:
            assert final in OURS, (numbers, final)
    assert "\x07" not in sent
    assert "\x9b" not in sent


def test_nothing_is_opened_or_saved_on_the_server(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(webbrowser, "open", _fails)
    monkeypatch.chdir(tmp_path)

    async def look(there: Drawn) -> None:
        there.app.open_url("https://example.org")
        there.app.deliver_text(io.StringIO(SECRET), save_directory=tmp_path / "saved")
        there.app.deliver_screenshot(path=str(tmp_path / "saved"))
        driver = there.app._driver
        assert isinstance(driver, WireDriver)
        await there.opens("about")

    holds(caller(house), look)
    assert not (tmp_path / "saved").exists()


def test_what_the_servers_environment_says_of_colours_does_not_matter(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = houses.member(house, "sam")

    def looks(**environment: str) -> str:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        session = houses.session(house, sam, terminal=Terminal(kind="xterm-256color", colours=256))
        return holds(session, lambda there: _opens(there, "boards"))

    plain = looks()
    assert "\x1b[" in plain
    assert looks(NO_COLOR="1") == plain
    assert looks(COLORTERM="truecolor", TEXTUAL_COLOR_SYSTEM="truecolor", TERM="dumb") == plain


async def _opens(there: Drawn, address: str) -> None:
    await there.opens(address)


@pytest.mark.parametrize("columns", [60, 100])
def test_no_frame_of_the_layout_before_is_taken_of_a_window_of_another_size(house: House, columns: int) -> None:
    async def look(there: Drawn) -> None:
        frames: list[Frame] = []
        painter = there.app.painter
        paint = painter.paint

        def noted(frame: Frame) -> str:
            frames.append(frame)
            return paint(frame)

        vars(painter)["paint"] = noted
        resizes(there, columns, 24)
        there.app._paint()
        await there.reads("crisis help")
        await there.until(lambda: bool(frames), "a frame")
        assert {sum(len(text) for text, _ in frame.rows[0]) for frame in frames} == {columns - 1}

    holds(caller(house), look)


@pytest.mark.parametrize("module", COUNTING, ids=lambda module: module.__name__)
def test_textual_counts_cells_under_the_name_that_is_replaced(module: ModuleType) -> None:
    assert re.search(r"(?<!def )\bcell_len\(|cell_len: Callable|= cell_len\b", inspect.getsource(module))
    assert vars(module)["cell_len"] is cells
