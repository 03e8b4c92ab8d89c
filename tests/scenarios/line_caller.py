"""A visitor in the line mode: words at prompts."""

from __future__ import annotations

from typing import ClassVar

from tests.harbour import plain
from tests.scenarios.callers import Visitor, words_of

PROMPT = r"[^\r\n:]*: \Z"


class LineCaller(Visitor):
    """Somebody who visits in the line mode, in a window that is wide enough for every sentence."""

    WINDOW: ClassVar = {"columns": 300}
    _is_writing = False

    def _hears(self, words: str = "") -> str:
        said = self.line.sees(words) if words else ""
        self.line.child.expect(PROMPT)
        return plain(said + str(self.line.child.before) + str(self.line.child.after))

    def hears(self, words: str = "") -> str:
        return words_of(self._hears(words))

    def place(self, number: int, total: int) -> str:
        return f"Post {number} of {total}"

    def is_gone(self) -> str:
        return words_of(self.line.is_gone())

    def is_asked_by_ssh(self) -> str:
        return words_of(self.line.sees("Enter for the door: "))

    # Pages

    def opens(self, address: str, words: str = "") -> str:
        return self.answers(f"go {address}", words)

    def does(self, action: str, words: str = "", *, item: int = 0) -> str:
        return self.answers(f"{action} {item}" if item else action, words)

    def agrees(self, words: str = "") -> str:
        return self.answers("yes", words)

    def chooses(self, number: int, words: str = "") -> str:
        return self.answers(str(number), words)

    def goes_on(self, words: str = "") -> str:
        return self.answers("", words)

    def goes_to_the_one_before(self) -> None:
        self.answers("previous")

    def goes_back(self, words: str = "") -> str:
        return self.answers("back", words)

    def goes_home(self) -> str:
        return self.answers("home", "Home, choose")

    def asks_for_help(self) -> str:
        if self._is_writing:
            self.line.types(".help")
            return words_of(self.line.sees("Nothing was lost"))
        return self.answers("help", "If your life is in danger now")

    def returns_from_help(self, words: str = "") -> str:
        return ""

    def changes_mode(self, words: str = "") -> str:
        return self.answers("mode", words)

    # Questions and texts

    def answers(self, answer: str, words: str = "") -> str:
        self.line.types(answer)
        return self.hears(words)

    def answers_at_once(self, number: int, words: str = "") -> str:
        return self.answers(str(number), words)

    def answers_last(self, answer: str) -> str:
        self.line.types(answer)
        return self.is_gone()

    def is_asked_again(self, label: str) -> None:
        self.goes_on(label)

    def begins_thread(self, board: str, title: str, *lines: str) -> str:
        self.opens(f"boards/{board}", "choose")
        said = self.answers("post", "Title")
        self.line.types(title)
        return said + self._begins(lines, is_kept=not title)

    def begins_text(self, action: str, *lines: str, is_kept: bool = False) -> str:
        self.line.types(action)
        return self._begins(lines, is_kept)

    def begins_quoting(self, numbers: str, words: str) -> None:
        self.answers("quote", "Lines to quote")
        self.line.types(numbers)
        self._is_writing = True
        self.line.sees(f"> {words}")

    def _begins(self, lines: tuple[str, ...], is_kept: bool) -> str:
        said = self.line.sees("a single dot.\r\n")
        if is_kept:
            said += self.line.sees("Your draft is here")
            self.line.types(".show")
        before = len(self.line.said)
        self._is_writing = True
        self.writes(*lines)
        return words_of(said + self.line.said[before:])

    def writes(self, *lines: str) -> None:
        for line in lines:
            self.line.types(line)
        if lines:
            self.line.sees(lines[-1])

    def types_on(self, words: str) -> None:
        self.line.presses(words)
        self.line.sees(words)

    def sends(self, words: str = "Posted.", *, note: str = "") -> str:
        self._ends_text()
        if note:
            self.answers("note", "Content note")
            self.answers(note, ", edit, ")
        return self.tries_again(words)

    def answers_into_text(self, number: int) -> str:
        return self.words_into_text(str(number))

    def words_into_text(self, answer: str) -> str:
        self.line.types(answer)
        self._is_writing = True
        return self.line.sees("a single dot.\r\n")

    def ends_text(self, words: str = "") -> str:
        self._is_writing = False
        return self.answers(".", words)

    def sends_unheard(self) -> None:
        self._ends_text()
        self.line.types("yes")

    def _ends_text(self) -> None:
        if self._is_writing:
            self.answers(".", ", edit, ")
        self._is_writing = False

    def adds(self, name: str, label: str, answer: str) -> str:
        self._ends_text()
        self.answers(name, label)
        return self.answers(answer, ", edit, ")

    def tries_again(self, words: str = "") -> str:
        return self.answers("yes", words)

    # Going

    def leaves(self) -> str:
        self.line.types("bye")
        return self.is_gone()

    def quits(self, *, by_key: bool = False) -> str:
        if by_key:
            self.line.presses("\x11")
        else:
            self.line.types("bye!")
        return self.line.is_gone()
