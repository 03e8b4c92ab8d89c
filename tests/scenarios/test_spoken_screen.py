"""The scripts that screen readers were heard with in the full screen, held against what is written there now.

A reader speaks what a program writes, row by row, and after an arrow key the row that the cursor is on. Neither needs
a reader to be looked at: so a change that would be heard badly fails here.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pyte
import pytest

from bbs.community import members
from bbs.house import House
from screens.fullscreen.asking import StepScreen
from screens.fullscreen.driver import WireDriver
from tests import houses
from tests.scenarios.callers import words_of
from tests.scenarios.full_caller import DOWN, ENTER, ESCAPE, HELP, LEAVE_AT_ONCE, SEND, TAB
from tests.scenarios.spoken import READERS, SPOKEN, Step, caller_of, holds, past_ssh
from tests.screens.fullscreen.sitting import presses, sit
from tests.screens.fullscreen.visits import SECONDS, TURN, Drawn
from tests.test_words import UNFIT

SCREENS = sorted((SPOKEN / "screen").glob("*.keys"))
KEYS = {
    "enter": ENTER, "esc": ESCAPE, "tab": TAB, "shift-tab": "\x1b[Z", "backspace": "\x7f", "down": DOWN, "up": "\x1b[A",
    "ctrl-g": HELP, "ctrl-q": LEAVE_AT_ONCE, "ctrl-s": SEND,
}  # fmt: skip
LINES = ("down", "up")
"""Keys after which readers speak the row that the cursor is on, whatever was written."""
ROUNDS, TURNS = 3, 20
"""How often all that waits is dealt with, and turns of the loop after each, before nothing more is to come."""


class Ear(pyte.Screen):
    """What is written, as a reader hears it: what is in a row is joined, rows are apart."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._row = 0
        super().__init__(80, 24)
        self._stream = pyte.Stream(self)

    def draw(self, data: str) -> None:
        self._said.append(data if self.cursor.y == self._row else f"\n{data}")
        self._row = self.cursor.y
        super().draw(data)

    def hears(self, came: str) -> str:
        """Return what came, as words with single spaces."""
        self._said.clear()
        self._stream.feed(came)
        return words_of("".join(self._said))


class Listener:
    """Somebody who plays a script in a drawn visit, and listens after each key."""

    def __init__(self, visit: Drawn) -> None:
        assert isinstance(visit.app._driver, WireDriver)
        self._visit = visit
        self._app, self._driver = visit.app, visit.app._driver
        self._ear = Ear()
        self._heard = 0

    async def does(self, step: Step) -> str:
        """Do what a step says; return what is heard then."""
        match step.verb:
            case "key":
                name, _, times = step.typed.partition(" ")
                presses(self._visit, *[KEYS.get(name, name)] * int(times or 1))
            case "type":
                presses(self._visit, *step.typed)
            case "line":
                presses(self._visit, *step.typed)
                await self.settles()
                presses(self._visit, ENTER)
        said = await self.settles()
        return self.row if step.verb == "key" and step.typed in LINES else said

    @property
    def row(self) -> str:
        """The row that the cursor is on."""
        place = self._visit.glass.place()
        assert place is not None, "the cursor is hidden"
        return words_of(self._visit.glass.text()[place[1]])

    async def settles(self) -> str:
        """Wait until there is nothing left to come; return what came."""
        eye = self._visit.wire.eye
        async with asyncio.timeout(SECONDS):
            while not self._visit.over.done() and not await self._is_at_rest():  # noqa: ASYNC110
                await asyncio.sleep(TURN)  # a timer runs: for what may follow an Esc, or for a pause in typing
        came, self._heard = eye.received[self._heard :], len(eye.received)
        return self._ear.hears(came)

    async def _is_at_rest(self) -> bool:
        """Let all that was pressed be dealt with; say whether nothing came of it, and nothing was to come before."""
        visit, sent, is_due = self._visit, self._visit.wire.sent, self._is_due
        for _ in range(ROUNDS):  # what one key does may be handed from screen to screen
            dealing = asyncio.ensure_future(self._app.intake._catch_up())
            await asyncio.wait({dealing, visit.over}, return_when=asyncio.FIRST_COMPLETED)
            dealing.cancel()
            for _ in range(TURNS):
                await asyncio.sleep(0)
        return not visit.over.done() and visit.wire.sent == sent and not is_due and not self._is_due

    @property
    def _is_due(self) -> bool:
        """Whether something is pressed, timed or to be drawn that was not dealt with yet."""
        app, is_timed = self._app, self._driver._ticking is not None
        looks_up = isinstance(app.calm, StepScreen) and app.calm._searching is not None
        return is_timed or looks_up or app.frames._due.is_set() or not self._visit.wire.typed.empty()


def plays(house: House, script: Path) -> None:
    """Play a script as who called in it, and hold every step of it."""
    person = houses.write(house, members.by_handle, caller_of(script))
    asked, is_known = past_ssh(script)
    assert is_known

    async def play(visit: Drawn) -> None:
        listener = Listener(visit)
        opening, *others = asked
        said = await listener.settles()
        for step in (opening, *others):
            said = said if step is opening else await listener.does(step)
            holds(step, said)
            assert not UNFIT.search(said), (step.typed, said)
            assert step.cursor in ("" if visit.over.done() else listener.row), (step.typed, step.cursor)

    sit(house, play, person)


@pytest.mark.parametrize("script", SCREENS, ids=lambda path: path.stem)
def test_what_is_written_now_is_what_was_heard_to_be_good(demo: House, script: Path) -> None:
    plays(demo, script)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("script", SCREENS, ids=lambda path: path.stem)
def test_the_transcripts_are_of_these_scripts_and_without_noise(script: Path, reader: str) -> None:
    transcript = script.with_suffix(f".{reader}.txt").read_text("utf-8")
    asked = [line for line in script.read_text("utf-8").splitlines() if line.startswith(("key ", "line ", "type "))]
    heard = re.findall(r"^\[\d+\] (key |line |type )(.*)$", transcript, re.MULTILINE)
    assert [kind + rest for kind, rest in heard] == asked
    assert set(re.findall(r"(\d+) noise", transcript)) == {"0"}
    if reader == "tdsr":
        assert ", 0 failed" in transcript.splitlines()[-1]


def test_there_is_something_to_hear() -> None:
    assert {script.stem for script in SCREENS} >= {"arrows", "lists", "reading", "setting", "loop", "search"}
