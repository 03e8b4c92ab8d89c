"""The line that is being typed: what it says, and where it stands in the terminal's rows."""

from __future__ import annotations

from typing import Final

from bbs.safe_text import cells, graphemes, last_gate

# A family of four with skin tones takes 11 characters. The bound keeps adding one more mark cheap.
LONGEST_GRAPHEME: Final = 32
_CUT: Final = "..."  # stands for the part of a long line that is not said again


class Entry:
    r"""A prompt and the text after it. Methods return what to send so that the terminal shows the change.

    Append only: a character is taken back with Backspace, space, Backspace, which cannot go up a row. Where it would
    have to, the line is said again on a new row. `\n` stands for a new row. A secret line returns its prompt alone.
    """

    def __init__(self, prompt: str, columns: int, limit: int, *, secret: bool = False) -> None:
        self.left_out = 0
        self._prompt = last_gate(prompt)
        self._prompt_widths = [cells(part) for part in graphemes(self._prompt.rpartition("\n")[2])]
        self._columns = columns
        self._limit = limit
        self._secret = secret
        self._graphemes: list[str] = []
        self._widths: list[int] = []  # of each grapheme, in cells
        self._length = 0  # of the text, in characters
        self._column = 0  # cells of the cursor's row that are filled; a full row has not wrapped yet
        self._floor = 0  # the first cell of this row that may be erased
        self._lost = False  # the window changed, and terminals differ in what they do with wrapped rows then

    @property
    def text(self) -> str:
        """What has been typed and not erased."""
        return "".join(self._graphemes)

    def resize(self, columns: int) -> None:
        """Take note of the window's new width, in cells. What is on the screen is left as it is."""
        self._lost = self._lost or columns != self._columns
        self._columns = columns

    def say(self) -> str:
        """Return the prompt and the text, whole."""
        self._start_row()
        if self._secret:
            return self._prompt
        for width in self._widths:
            self._place(width)
        return self._prompt + self.text

    def say_again(self) -> str:
        """Return the prompt and the text; of a text that does not fit in the row, the last words.

        Hearing 3,000 characters again for one Backspace helps nobody. Half a row leaves room to type and to erase.
        """
        room = self._columns - self._start_row()
        if self._secret or sum(self._widths) <= room:
            return self.say()
        first, left = len(self._widths), room // 2
        while self._widths[first - 1] <= left:
            first -= 1
            left -= self._widths[first]
        said = self._graphemes[first:]
        if " " in said[:-1]:
            first += said.index(" ") + 1
        for _ in _CUT:
            self._place(1)
        self._floor = self._column
        for width in self._widths[first:]:
            self._place(width)
        return self._prompt + _CUT + "".join(self._graphemes[first:])

    def add(self, text: str) -> str:
        """Add text that was typed; what would pass the limit is counted in `left_out` instead."""
        if not self._secret:
            text = last_gate(text)
        shown = []
        for index, char in enumerate(text):
            if self._length >= self._limit:
                self.left_out += len(text) - index
                break
            shown.append(self._add_one(char))
        return "".join(shown)

    def erase(self) -> str:
        """Take back one character as a person sees it."""
        return self._erase_from(max(0, len(self._graphemes) - 1))

    def erase_word(self) -> str:
        """Take back the last word and the spaces after it."""
        first = len(self._graphemes)
        while first and self._graphemes[first - 1].isspace():
            first -= 1
        while first and not self._graphemes[first - 1].isspace():
            first -= 1
        return self._erase_from(first)

    def erase_all(self) -> str:
        """Take back everything, and what was left out."""
        self.left_out = 0
        return self._erase_from(0)

    def _start_row(self) -> int:
        """Note that the prompt is about to be said on a new row; return the cell after it."""
        self._lost = False
        self._column = 0
        for width in self._prompt_widths:
            self._place(width)
        self._floor = self._column
        return self._column

    def _place(self, width: int) -> None:
        """Note that something so many cells wide was sent. A wide character that does not fit goes to the next row."""
        if self._column + width > self._columns:
            self._column = self._floor = 0
        self._column += width

    def _add_one(self, char: str) -> str:
        last = self._graphemes[-1] if self._graphemes else ""
        if last and not char.isascii() and len(last) < LONGEST_GRAPHEME and len(graphemes(last + char)) == 1:
            self._graphemes[-1] = last + char
            before, self._widths[-1] = self._widths[-1], cells(last + char)
            self._place(max(0, self._widths[-1] - before))
        else:
            width = 1 if char.isascii() else cells(char)
            if not width and not last and not self._secret:
                return ""  # a mark with nothing to sit on would sit on the prompt
            self._graphemes.append(char)
            self._widths.append(width)
            self._place(width)
        self._length += 1
        return "" if self._secret else char

    def _erase_from(self, first: int) -> str:
        gone, widths = self._graphemes[first:], self._widths[first:]
        if not gone:
            return ""
        del self._graphemes[first:], self._widths[first:]
        self._length -= sum(map(len, gone))
        if self._secret:
            return ""
        width = sum(widths)
        # From a full row Backspace goes to its last cell or the one before it, depending on the terminal.
        in_row = self._column - width >= self._floor and self._column < self._columns and not self._lost
        if in_row and all(map(_is_agreed, gone, widths)):
            self._column -= width
            return "\b \b" * width
        return "\n" + self.say_again()


def _is_agreed(grapheme: str, width: int) -> bool:
    """Return whether terminals agree on the width: those that do not know a sequence draw each of its characters."""
    return width > 0 and (len(grapheme) == 1 or width == sum(map(cells, grapheme)))
