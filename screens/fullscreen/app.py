"""One caller's visit in the full screen: Textual's App over their wire, and what is the same on every screen of it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.geometry import Size
from textual.screen import Screen

from bbs.errors import BBSError
from bbs.language import N_
from bbs.session import Mode, Session
from bbs.wire import Wire
from screens.arriving import mode_of
from screens.fullscreen.asking import StepScreen
from screens.fullscreen.calm import CalmScreen
from screens.fullscreen.canvas import Canvas, is_whole
from screens.fullscreen.composing import ComposeScreen
from screens.fullscreen.driver import WireDriver
from screens.fullscreen.frames import Frames
from screens.fullscreen.intake import Intake
from screens.fullscreen.key_list import KeyList
from screens.fullscreen.page_screen import PageScreen
from screens.fullscreen.painter import Frame
from screens.fullscreen.palette import Looks, palette
from screens.fullscreen.question_screen import has_text
from screens.fullscreen.sheet import Manner
from screens.fullscreen.stylesheet import SharedStylesheet
from screens.fullscreen.terminals import painter_for
from screens.page import Ask, Result, Stay, Values
from screens.routes import Route
from screens.walk import Walk


class FullApp(App[None], inherit_bindings=False):
    """One App a connection. `goodbye` is what is said after the screen was given back; `is_changing` asks for lines."""

    ENABLE_COMMAND_PALETTE = False
    CLOSE_TIMEOUT = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g,f1", "crisis_help", show=False, priority=True),
        Binding("ctrl+q", "quick_exit", show=False, priority=True),
        Binding("ctrl+l", "redraw", show=False, priority=True),
        Binding("ctrl+c", "say_how_to_leave", show=False, priority=True),
    ]

    def __init__(self, session: Session, wire: Wire, routes: tuple[Route, ...], address: str) -> None:
        self.caller = session
        self.walk = Walk(session, routes)
        self.goodbye = ""
        self.is_changing = False
        self.address = address
        self.intake = Intake(self)
        driver = partial(WireDriver, wire=wire, terminal=session.terminal, reader=self.intake)
        super().__init__(driver_class=driver, ansi_color=True)  # type: ignore[arg-type]
        self.stylesheet = SharedStylesheet(variables=self.theme_variables)
        # Textual redirects both for the whole process, and several apps give them back in the wrong order.
        self._capture_stdout: Any = sys.stdout
        self._capture_stderr: Any = sys.stderr
        looks = self._looks()
        self.canvas = Canvas(looks)
        self.painter = painter_for(session.terminal, looks.ground)
        self._window = (session.terminal.columns, session.terminal.rows)
        self._manner = (session.palette, session.reader, session.mouse)
        self.frames = Frames(wire, session.house.clock, self._paint, session.house.meters.painted)

    # Textual's own ways, put right

    async def _process_messages(self, *args: Any, **kwargs: Any) -> None:
        """Undo what run_async did to the whole loop: its eager tasks are not for the server's."""
        asyncio.get_running_loop().set_task_factory(None)
        await super()._process_messages(*args, **kwargs)

    def _handle_exception(self, error: Exception) -> None:
        """Keep a bug for whoever runs us, and end. Textual's own way prints every local variable."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    @property
    def bug(self) -> Exception | None:
        """What went wrong, if something did."""
        return self._exception

    def get_line_filters(self) -> list[LineFilter]:
        """Change no colours: the palette knows the caller's terminal, Textual only the server's environment."""
        return []

    def get_default_screen(self) -> Screen[Any]:
        """Begin with the page the visit begins at."""
        return PageScreen(self, self.walk)

    async def _close_all(self) -> None:
        """Keep what is being written before the screens that hold it are gone, whatever ends the visit."""
        try:
            with suppress(BBSError):  # nobody is there to be told
                await self.keep()
        finally:
            await super()._close_all()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """Textual's own frames go nowhere."""

    async def on_event(self, event: events.Event) -> None:
        """Deal with an event; then let everybody else have their turn, however many wait here."""
        with self.frames.held():
            await super().on_event(event)
        if self.message_queue_size:
            await asyncio.sleep(0)

    # What the caller sees

    @property
    def manner(self) -> Manner:
        """How sheets are laid out for this caller."""
        return Manner(self.caller.language, plain=self.caller.reader, stressed=self.caller.stressed)

    @property
    def marker(self) -> str:
        """What stands before the chosen one."""
        return ">" if self.caller.reader or not self.caller.terminal.utf8 else "›"

    def _looks(self) -> Looks:
        return Looks(palette(self.caller.palette), self.caller.terminal.colours)

    @property
    def calm(self) -> CalmScreen | None:
        """The screen on top, once there is one."""
        top = self._screen_stack[-1] if self._screen_stack else None
        return top if isinstance(top, CalmScreen) else None

    async def paint(self) -> None:
        """Take frames until cancelled. Without Textual's context every look at a widget would search for its app."""
        with self._context():
            await self.frames.run()

    def _paint(self) -> None:
        screen = self.calm
        driver = self._driver
        if screen is None or not isinstance(driver, WireDriver) or not screen.is_ready:
            return
        if not is_whole(screen) or not screen.size:  # the layout that is to come asks for a frame again
            return
        window = (screen.size.width, screen.size.height)
        if window != (self.caller.terminal.columns, self.caller.terminal.rows):
            return  # the same again: it was told, and has not come as far as the layout
        if window != self._window:
            self._window = window
            self.painter.resize(*window)
        frame = Frame(self.canvas.rows(screen), screen.cursor, screen.spoken_rows)
        driver.send(self.painter.paint(frame))

    def restyle(self) -> None:
        """Take another palette, the reader setting or the mouse from here on, if they changed."""
        manner = (self.caller.palette, self.caller.reader, self.caller.mouse)
        if manner == self._manner:
            return
        self._manner = manner
        if isinstance(self._driver, WireDriver):
            self._driver.listen_to_mouse(self.caller.mouse)
        looks = self._looks()
        self.canvas.looks = looks
        self.canvas.forget()
        self.painter.reground(looks.ground)
        for screen in self._screen_stack:
            if isinstance(screen, CalmScreen):
                screen.restyled()
        self.frames.due()

    def action_redraw(self) -> None:
        """Draw everything again: something else wrote on the caller's terminal."""
        self.painter.forget()
        self.frames.due()

    # What can be done everywhere

    async def action_crisis_help(self) -> None:
        """Open crisis help: as a page, or over what is being written, which stays as it is."""
        top = self.calm
        if isinstance(top, PageScreen):
            await top.go("help")
        else:
            await self.push_screen(PageScreen(self, Walk(self.caller, self.walk.routes, []), address="help"))

    def action_quick_exit(self) -> None:
        """Leave at once: the screen is wiped before anything that waits for a disk."""
        if isinstance(self._driver, WireDriver):
            self._driver.clear()
        self.goodbye = ""
        self.exit()

    def action_say_how_to_leave(self) -> None:
        """Tell somebody who presses what ends a program elsewhere."""
        if self.calm:
            self.calm.said(self.caller.say(N_("Esc goes back, q on a page leaves. ^Q leaves at once, screen cleared.")))

    def leave(self, words: str) -> None:
        """End the visit with these words."""
        self.goodbye = words
        self.exit()

    def mode_changed(self) -> bool:
        """Go on in plain lines when that is what the caller wants by now; return whether it is."""
        self.is_changing = mode_of(self.caller) is not Mode.FULL
        if self.is_changing:
            if isinstance(first := self._screen_stack[0], PageScreen):
                first.note_chosen()
            self.caller.notice = self.walk.page.left_on_page()
            self.walk.keep_place()
            self.exit()
        return self.is_changing

    async def ask(self, asker: PageScreen, question: Ask, about: str = "") -> None:
        """Ask a question; its result is followed on the screen that asked. `about` is what an answer replies to."""
        title = asker.shown.title or self.caller.house.name
        screen = (
            ComposeScreen(self, question, title, about) if has_text(question) else StepScreen(self, question, title)
        )
        self.push_screen(screen, partial(self._taken_over, asker.answered))

    async def _taken_over(
        self, go_on: Callable[[Result | None], Coroutine[Any, Any, None]], result: Result | None
    ) -> None:
        """Go on below a screen that handed over, and be seen then."""
        try:
            await go_on(result)
        finally:
            self.frames.release()

    def notice_after(self, words: str) -> None:
        """Have something said on the screen below, once the one on top is gone."""
        self.caller.notice = words

    def show_keys(self, asker: PageScreen) -> None:
        """Show every key of a page; the one that is chosen is pressed there."""
        self.push_screen(KeyList(asker), partial(self._taken_over, lambda _: asker.acting.act_on_chosen()))

    async def ask_where(self, asker: PageScreen) -> None:
        """Ask for a place and go there, or for the word of an action, as the line mode has them, and do it."""
        page = self.walk.find("go")
        where = next(action for action in page.declared if action.name == "where")
        question = await page.perform(where)
        assert isinstance(question, Ask)  # noqa: S101 - that is what the action is

        async def go(values: Values) -> Result:
            word = values["place"].strip().lower()
            asker.acting.chosen = next((a.name for a in asker.page.offered() if a.name == word), "")
            return Stay() if asker.acting.chosen else await question.then(values)

        await asker.acting.follow(replace(question, then=go))

    # What comes from outside

    def resized(self) -> None:
        """Take note of a window of another size, or of the same again: what stood on it may be gone all the same."""
        size = Size(self.caller.terminal.columns, self.caller.terminal.rows)
        self.painter.forget()
        if tuple(size) == self._window:
            self.frames.due()
        self.post_message(events.Resize(size, size))

    def give_way(self) -> None:
        """Give the screen back: the server is about to say a line."""
        if isinstance(self._driver, WireDriver):
            self._driver.stop_application_mode()

    def warn(self) -> None:
        """Say, unasked and once, that silence will end this visit."""
        if self.calm and not self._exit:
            self.calm.said(
                self.caller.say(N_("Still there? Press a key within a minute to stay. What you wrote is kept."))
            )

    def news_came(self, topic: str) -> None:
        """Tell the screen on top that something of a topic happened, if it cares: it takes a message for everybody."""
        if self._running and self.calm and self.calm.cares(topic):
            self.call_later(self.calm.heard)

    def feed(self, data: bytes) -> None:
        """Take what the caller's terminal sent; of one who is leaving nothing, while the screens are taken down."""
        if isinstance(self._driver, WireDriver) and not self._exit:
            self.frames.heard()
            self._driver.feed(data)
            self.intake.came()

    async def keep(self) -> None:
        """Keep what is being written on any screen."""
        for screen in self._screen_stack:
            if isinstance(screen, CalmScreen):
                await screen.keep()

    async def guarded(self, doing: Coroutine[Any, Any, None], say: Callable[[str], None]) -> None:
        """Do something; what was refused is said."""
        try:
            await doing
        except BBSError as error:
            say(error.words(self.caller.language))
