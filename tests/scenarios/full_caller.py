"""A visitor in the full screen: keys, and what can then be read on a strict terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

from screens.fullscreen.keys import letter
from screens.pages import PAGES
from tests.harbour import Caller, Harbour
from tests.houses import PASSPHRASE
from tests.scenarios.callers import Visitor, words_of
from tests.scenarios.window import Window

PROMPT = re.compile(r"[^\r\n:]*: \Z")
HOME = "About this place"
"""Words that are on every home page, and on no other."""
MARKERS = ("›", ">")
ESCAPE, ENTER, TAB, DOWN, PAGE_DOWN = "\x1b", "\r", "\t", "\x1b[B", "\x1b[6~"
HELP, LEAVE_AT_ONCE, REDRAW, SEND, ERASE = "\x07", "\x11", "\x0c", "\x13", "\x15"


class FullCaller(Visitor):
    """Somebody whose terminal is drawn on once they are past the door, which is plain lines for everybody.

    They read the screen, and look at the bar and at the cursor to know which key does what.
    """

    WINDOW: ClassVar = {"columns": 80, "rows": 24}

    def __init__(self, line: Caller) -> None:
        super().__init__(line)
        self.window = Window(line)
        self._since = 0

    # Reading

    @property
    def is_drawn(self) -> bool:
        """Whether the screen is taken; there are lines to answer otherwise."""
        return self.window.is_drawn

    @property
    def rows(self) -> list[str]:
        """The rows of the screen."""
        return self.window.drawn.text()

    @property
    def title(self) -> str:
        """What the first row says at its left."""
        return self.rows[0].strip().partition("   ")[0]

    @property
    def status(self) -> str:
        """What the status line says."""
        return self.rows[-2].strip()

    @property
    def bar(self) -> str:
        """The keys that are shown."""
        return self.rows[-1].strip()

    def waits(self, is_so: Callable[[], bool], what: str) -> str:
        """Wait until something is so after what was pressed last; return all there is."""
        self.window.until(lambda: len(self.window.received) > self._since and is_so(), what)
        said = words_of(str(self.window))
        if not self.is_drawn:
            self.window.lines = ""
        return said

    def presses(self, keys: str) -> None:
        """Press keys; what is waited for next comes after them."""
        while self.window.take(0):
            pass
        self._since = len(self.window.received)
        self.line.presses(keys)

    def reads(self, words: str) -> bool:
        """Say whether words can be read now, and lines have come to their prompt."""
        if self.is_drawn:
            return words in self.window.drawn.words
        return words in words_of(self.window.lines) and PROMPT.search(self.window.lines) is not None

    def hears(self, words: str = "") -> str:
        return self.waits(lambda: self.reads(words), repr(words))

    def hears_lines(self, words: str) -> None:
        """Wait for words where lines are said, and no prompt follows them: a text is being written."""
        self.waits(lambda: words in words_of(self.window.lines), repr(words))

    def place(self, number: int, total: int) -> str:
        return f", {number} of {total}"

    def is_gone(self) -> str:
        self.window.ends()
        return words_of(self.window.lines)

    def is_asked_by_ssh(self) -> str:
        return self.hears("Enter for the door:")

    def resizes(self, columns: int, rows: int) -> None:
        """Drag the window to another size; what stood on it may be anywhere now."""
        while self.window.take(0):
            pass
        self._since = len(self.window.received)
        self.window.resize(columns, rows)

    def is_as_drawn_anew(self) -> bool:
        """Say whether what is shown is what is shown after everything was drawn again, over whatever was there."""
        before = self.window.drawn.text(), self.window.drawn.place()
        self.window.drawn.scribble()
        self.presses(REDRAW)
        self.waits(lambda: (self.window.drawn.text(), self.window.drawn.place()) == before, "\n".join(before[0]))
        return True

    # Pages

    def opens(self, address: str, words: str = "") -> str:
        if not self.is_drawn:
            return self.answers(f"go {address}", words)
        self.presses(":")
        self._is_asked("Go to:")
        self.presses(address + ENTER)
        return self.waits(lambda: not self.is_drawn or ("Go to:" not in str(self.window) and self.reads(words)), words)

    def does(self, action: str, words: str = "", *, item: int = 0) -> str:
        if not self.is_drawn:
            return self.answers(f"{action} {item}" if item else action, words)
        if item:
            self._marks(item)
        self.presses(self._key(action))
        return self.hears(words)

    def _key(self, name: str) -> str:
        """Return the key of an action: the bar tells, where pages have several of one name."""
        actions = [action for page in PAGES for action in page.declared if action.name == name]
        shown = [a for a in actions if f"{letter(a)} {a.label}" in self.bar]
        return letter((shown or actions)[0])

    def agrees(self, words: str = "") -> str:
        if not self.is_drawn:
            return self.answers("yes", words)
        self.waits(lambda: "y yes" in self.bar, "being asked whether it is meant")
        self.presses("y")
        return self.hears(words)

    def chooses(self, number: int, words: str = "") -> str:
        if not self.is_drawn:
            return self.answers(str(number), words)
        self._marks(number)
        self.presses(ENTER)
        return self.hears(words)

    def _marks(self, number: int) -> None:
        """Choose an item by its number, if it is not chosen already."""
        place = f"{number} of "
        if place not in self.status:
            self.presses(str(number))
            self.waits(lambda: place in self.status, f"item {number} to be chosen")

    def goes_on(self, words: str = "") -> str:
        self.presses(ENTER)
        return self.hears(words)

    def goes_to_the_one_before(self) -> None:
        self.presses("k")
        self.hears()

    def goes_back(self, words: str = "") -> str:
        if not self.is_drawn:
            return self.answers("back", words)
        self.presses(ESCAPE)
        return self.hears(words)

    def goes_home(self) -> str:
        if not self.is_drawn:
            return self.answers("home", "Home, choose")
        if self.reads(HOME):
            return self.opens("home", HOME)
        self.presses("h")
        return self.hears(HOME)

    def asks_for_help(self) -> str:
        if not self.is_drawn:
            return self.answers("help", "If your life is in danger now")
        self.presses(HELP)
        return self.hears("If your life is in danger now")

    def returns_from_help(self, words: str = "") -> str:
        return self.goes_back(words)

    def changes_mode(self, words: str = "") -> str:
        if not self.is_drawn:
            return self.answers("mode", words)
        self.presses("=")
        return self.waits(lambda: not self.is_drawn and self.reads(words), f"plain lines, {words!r}")

    # Questions and texts

    def answers(self, answer: str, words: str = "") -> str:
        self._gives(answer)
        return self.hears(words)

    def answers_at_once(self, number: int, words: str = "") -> str:
        self.presses(str(number % 10))
        return self.hears(words)

    def answers_last(self, answer: str) -> str:
        self._gives(answer)
        return self.is_gone()

    def _gives(self, answer: str) -> None:
        if not self.is_drawn:
            self.presses(answer + ENTER)
            return
        # What is said before a question can be read before the question stands there.
        self.window.until(lambda: self._is_in_line() or self._row_of(answer) > 0, f"{answer!r} to be possible")
        if self._is_in_line():
            self.presses(f"{ERASE if answer else ''}{answer}{ENTER}")
        else:
            self._picks(answer)

    def _is_in_line(self) -> bool:
        """Say whether the cursor stands in a line to write on."""
        place = self.window.drawn.place()
        return place is not None and place[0] > 1

    def _cursor(self) -> tuple[int, int]:
        """Return where the cursor is."""
        place = self.window.drawn.place()
        assert place is not None, "the cursor is hidden"
        return place

    def _is_asked(self, label: str) -> None:
        """Wait until a line to write on stands behind a label, with the cursor in it."""

        def has_cursor() -> bool:
            place = self.window.drawn.place()
            return place is not None and place[0] > 1 and label in self.rows[place[1]]

        self.waits(has_cursor, f"{label} to be asked")

    def _choices(self) -> dict[int, str]:
        """Return the answers one can choose from, by the rows they stand in."""
        rows = enumerate(self.rows[2:-2], 2)
        return {y: row[3:].lower() for y, row in rows if row[:3] in ("   ", *(f" {m} " for m in MARKERS))}

    def _row_of(self, answer: str) -> int:
        """Return the row in which an answer stands, 0 while it does not."""
        return next((y for y, words in self._choices().items() if words.startswith(answer.lower())), 0)

    def _picks(self, answer: str) -> None:
        """Choose one of several answers, and take it."""
        wanted = self._row_of(answer)
        number = list(self._choices()).index(wanted) + 1
        if self._cursor() != (1, wanted):
            self.presses(str(number))
            self.waits(lambda: self._cursor() == (1, wanted), f"{answer} to be chosen")
        self.presses(ENTER)

    def is_asked_again(self, label: str) -> None:
        self._is_asked(label)

    def begins_thread(self, board: str, title: str, *lines: str) -> str:
        self.opens(f"boards/{board}", "start a thread")
        self.presses(self._key("post"))
        said = self.waits(lambda: "^S post" in self.bar, "the composer")
        if title:
            self._is_asked("Title:")
            self.presses(title + ENTER)
        self._is_in_text()
        self.writes(*lines)
        return said

    def begins_text(self, action: str, *lines: str, is_kept: bool = False) -> str:
        self.presses(self._key(action))
        said = self.waits(lambda: "^S" in self.bar, "the composer")
        self._is_in_text()
        self.writes(*lines)
        return said

    def begins_quoting(self, numbers: str, words: str) -> None:
        self.presses(self._key("quote"))
        self._is_asked("Lines to quote")
        self.presses(numbers + ENTER)
        self.waits(lambda: "^S" in self.bar and self.reads(f"> {words}"), "the composer")
        self._is_in_text()

    def _is_in_text(self) -> None:
        """Wait until the cursor is in the text, which begins at the fourth column and behind no label."""

        def is_there() -> bool:
            place = self.window.drawn.place()
            return place is not None and place[0] > 1 and self.rows[place[1]][:3] in ("   ", "")

        self.waits(is_there, "the cursor in the text")

    def writes(self, *lines: str) -> None:
        if lines:
            self.presses(ENTER.join(lines) + ENTER)
            self.waits(
                lambda: self._cursor()[0] == 3 and self.reads(end_of(lines[-1])), "what was typed, and a new line"
            )

    def types_on(self, words: str) -> None:
        self.presses(words)
        self.hears(end_of(words))

    def leaves_text(self) -> str:
        """Go back from a text to the page; what was written is kept."""
        self.presses(ESCAPE)
        return self.waits(lambda: "^S" not in self.bar, "the page again")

    def moves_on(self, words: str) -> str:
        """Go down, one after the other, until words come into view."""
        said = ""
        while words not in said:
            self.presses(DOWN)
            said = self.hears()
        return said

    def sends(self, words: str = "Posted.", *, note: str = "") -> str:
        if note:
            self.presses(TAB)
            self._is_asked("Content note")
            self.presses(note)
            self.hears(note)
        return self.tries_again(words)

    def answers_into_text(self, number: int) -> str:
        self.presses(str(number % 10))
        return self.waits(lambda: "^S" in self.bar, "the composer")

    def words_into_text(self, answer: str) -> str:
        self._gives(answer)
        return self.waits(lambda: "^S" in self.bar, "the composer")

    def ends_text(self, words: str = "") -> str:
        return self.tries_again(words)

    def sends_unheard(self) -> None:
        self.presses(SEND)

    def adds(self, name: str, label: str, answer: str) -> str:
        while label not in self.rows[self._cursor()[1]]:
            before = self._cursor()
            self.presses(TAB)
            self.waits(lambda before=before: self._cursor() != before, "the next field")  # type: ignore[misc]
            while self.window.take(0.05):  # the rest of the frame: on its way the cursor comes by other fields
                pass
        self.presses(answer)
        return self.hears(answer)

    def tries_again(self, words: str = "") -> str:
        if words and self.reads(words):
            self.presses(DOWN)
            self.waits(lambda: not self.reads(words), "any key to end what was said")
        self.presses(SEND)
        return self.hears(words)

    # Going

    def leaves(self) -> str:
        if self.is_drawn:
            self.presses("q")
        else:
            self.presses("bye" + ENTER)
        return self.is_gone()

    def quits(self, *, by_key: bool = False) -> str:
        if self.is_drawn or by_key:
            self.presses(LEAVE_AT_ONCE)
        else:
            self.presses("bye!" + ENTER)
        self.window.ends()
        return self.window.received[self._since :]


def end_of(line: str) -> str:
    """Return the last words of a line, as they can be found on a screen however it was divided."""
    return words_of(line)[-30:].lstrip()


def is_drawn_for(harbour: Harbour, handle: str, passphrase: str = PASSPHRASE, **how: Any) -> FullCaller:
    """A member calls, signs in with a passphrase, and has their home drawn."""
    caller = FullCaller(harbour.calls(handle, **{**FullCaller.WINDOW, **how}))
    caller.signs_in(passphrase)
    assert caller.is_drawn
    return caller
