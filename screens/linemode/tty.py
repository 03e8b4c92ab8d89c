"""The line discipline of the line mode: bytes of a caller become lines, and words become bytes.

With a terminal its driver is in raw mode and asyncssh's editor is off (it redraws with escape sequences), so echo and
erasing are ours: plain characters, Backspace, CR LF, and nothing else. Without one (`ssh -T`, a pipe) nothing is
echoed and lines are taken as they come.
"""

from __future__ import annotations

from dataclasses import dataclass

from bbs.safe_text import last_gate
from bbs.wire import LineCutError, Wire
from screens.linemode.entry import Entry
from screens.linemode.keys import Key, Keys
from screens.linemode.typed_ahead import HELD_MOST, TypedAhead


@dataclass(frozen=True)
class Line:
    """What was typed up to Enter."""

    text: str
    cut: int = 0  # how many characters were left out because the line was full


class UnfinishedLine(Exception):
    """A line did not end with Enter. `typed` has what there was of it; str(), which might be logged, does not."""

    def __init__(self, typed: str = "") -> None:
        super().__init__()
        self.typed = typed


class Cancelled(UnfinishedLine):
    """Ctrl-C: the caller wants no more of this line. Nothing of it is handed on."""


class EndOfInput(UnfinishedLine):
    """Ctrl-D on an empty line, the end of a script, or the line to the caller is gone."""


class HelpAsked(UnfinishedLine):
    """Ctrl-G or F1: help now, then `line(..., typed=...)` goes on with what was typed."""


class QuickExit(UnfinishedLine):
    """Ctrl-Q: leave at once, keeping what was typed."""


class Tty:
    """One caller's lines, in and out.

    terminal: whether the caller has a terminal, in raw mode. utf8: its encoding, else ISO 8859-1.
    columns: the width of its window, in cells; set it when the window changes.

    While no line is asked for nothing is read, so nothing is echoed into the middle of what is said.
    """

    def __init__(self, wire: Wire, *, terminal: bool, utf8: bool = True, columns: int = 80) -> None:
        self.terminal = terminal
        self._wire = wire
        self._encoding = "utf-8" if utf8 else "iso-8859-1"
        self._columns = columns
        self._keys = Keys(self._encoding)
        self._ahead = TypedAhead()
        self._entry: Entry | None = None  # while a line is being typed
        self._ended = False
        self.is_cut = False
        """Whether the input ended without the caller's own end of it."""

    @property
    def columns(self) -> int:
        """The width of the window, in cells."""
        return self._columns

    @columns.setter
    def columns(self, columns: int) -> None:
        self._columns = columns
        if self._entry is not None:
            self._entry.resize(columns)

    def say(self, text: str) -> None:
        """Say one or more complete lines; the terminal wraps them.

        During a line (only the warning before an idle caller is let go may do this) the prompt and what was typed are
        said again after it, so that the caller knows where they are.
        """
        said = last_gate(text).removesuffix("\n") + "\n"
        if self._entry is not None:
            said = "\n" + said + self._entry.say_again()
        self._send(said)

    def send(self, data: bytes) -> None:
        """Send the bytes of a file as they are. Never to a terminal."""
        if self.terminal:
            raise ValueError("a terminal takes words")
        self._wire.write(data)

    async def flush(self) -> None:
        """Wait until little is left unsent."""
        await self._wire.drain()

    def clear_for_quick_exit(self) -> None:
        """Clear the screen and what can be scrolled back to. The one exception to "append only"; terminals only."""
        if self.terminal:
            self._send("\x1b[H\x1b[2J\x1b[3J")

    async def line(
        self,
        prompt: str,
        *,
        secret: bool = False,
        limit: int = 4000,
        paste: bool = False,
        fresh: bool = False,
        typed: str = "",
    ) -> Line:
        """Say the prompt and return the line that is typed after it.

        secret: echo nothing; the prompt says so. limit: the most characters taken. typed: what is there already.
        paste: while composing; the lines of a burst are taken in order. Otherwise, with a terminal, lines that came in
        one burst (one read, or between paste marks) after the line that is returned wait: `waiting` counts them.
        fresh: for the question whether to use them, and any answer that must not come from a paste: what was typed
        before the question is not taken for an answer.

        Raises Cancelled, EndOfInput, HelpAsked or QuickExit, all UnfinishedLine.
        """
        if self.terminal:
            await self._settle(paste=paste, fresh=fresh)
        self._entry = entry = Entry(prompt, self._columns, limit, secret=secret)
        entry.add(typed)
        self._send(entry.say())
        try:
            while not self._type(entry):
                if not await self._read():
                    raise EndOfInput(entry.text)
        except UnfinishedLine:
            if self.terminal or prompt:
                self._send("\n")
            raise
        finally:
            self._entry = None
        if self.terminal and not paste:
            await self._gather()
        await self._wire.drain()  # between two commands of one burst everybody else has a turn
        return Line(entry.text, entry.left_out)

    @property
    def waiting(self) -> int:
        """How many whole lines came in one burst and wait for consent. Ask before the next prompt, if any."""
        return self._ahead.waiting if self.terminal else 0

    @property
    def has_more(self) -> bool:
        """Whether the next line of something being composed came already."""
        return self._ahead.has_line

    def release_waiting(self, lines: int | None = None) -> None:
        """Take the waiting lines, the first `lines` of them or all, as if they were typed at the next prompts.

        Say how many the question spoke of: more may have come meanwhile.
        """
        self._ahead.set_aside()
        self._ahead.release(lines)

    def drop_waiting(self) -> None:
        """Forget the waiting lines, with what else came in their burst."""
        self._ahead.set_aside()
        self._ahead.drop()

    async def _settle(self, *, paste: bool, fresh: bool) -> None:
        """Before a line: decide what may answer it of that which came already."""
        if paste:
            self._ahead.release(agreed=False)
            return
        await self._gather()
        if fresh:
            self._ahead.put(self._keys.feed(self._wire.pending()))
            self._ahead.set_aside(agreed_too=True)
        elif self._ahead.loose_lines:
            self._ahead.set_aside()

    async def _gather(self) -> None:
        """Wait for the rest of a paste, and take what came right behind a burst of several lines as part of it."""
        while self._ahead.in_paste and await self._read(HELD_MOST):
            pass
        if self._ahead.loose_lines:
            self._ahead.put(self._keys.feed(self._wire.pending()), HELD_MOST)

    async def _read(self, most: int | None = None) -> bool:
        """Wait for keys; return False at the end of input. A caller who does not read is not read from either."""
        if self._ended:
            return False
        await self._wire.drain()
        try:
            data = await self._wire.read()
        except LineCutError:
            self.is_cut, data = True, b""
        self._ended = not data
        if data:
            self._ahead.put(self._keys.feed(data), most)
        return bool(data)

    def _type(self, entry: Entry) -> bool:
        """Type the keys that are there into the entry; return whether Enter was one of them. One write for them all."""
        echo: list[str] = []
        try:
            while run := self._ahead.take():
                if run == Key.ENTER:
                    echo.append("\n")
                    return True
                echo.append(self._press(entry, run))
            return False
        finally:
            if self.terminal:
                self._send("".join(echo))

    def _press(self, entry: Entry, run: str) -> str:
        """Do what one key, or a run of text, means; return what the terminal is to show."""
        match run:
            case Key.CANCEL:
                raise Cancelled
            case Key.HELP:
                raise HelpAsked(entry.text)
            case Key.QUIT:
                raise QuickExit(entry.text)
            case Key.END:
                if not entry.text:
                    raise EndOfInput
                return ""
            case Key.ERASE | Key.ERASE_WORD | Key.ERASE_LINE if not self.terminal:
                return ""  # the caller's own terminal, if any, has edited the line already
            case Key.ERASE:
                return entry.erase()
            case Key.ERASE_WORD:
                return entry.erase_word()
            case Key.ERASE_LINE:
                return entry.erase_all()
            case _:
                return entry.add(run)

    def _send(self, text: str) -> None:
        if text:
            ending = "\r\n" if self.terminal else "\n"
            self._wire.write(text.replace("\n", ending).encode(self._encoding, "replace"))
