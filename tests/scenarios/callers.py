"""What people do in a visit, task by task, so that a scenario reads as one and can be held in every mode there is.

A mode is a class with these tasks. Scenarios name the tasks and what is heard; only the class knows which keys do it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncssh

from bbs.community import members
from tests.harbour import Caller, Harbour, plain
from tests.houses import PASSPHRASE

PROMPT = r"[^\r\n:]*: \Z"


class LineCaller:
    """Somebody who visits in the line mode."""

    def __init__(self, line: Caller) -> None:
        self.line = line

    def hears(self, words: str = "") -> str:
        """Wait for words, and for the prompt after which nothing more comes; return what was said."""
        said = self.line.sees(words) if words else ""
        self.line.child.expect(PROMPT)
        return plain(said + str(self.line.child.before) + str(self.line.child.after))

    def answers(self, answer: str, words: str = "") -> str:
        """Answer a question, then wait for words and the prompt after them."""
        self.line.types(answer)
        return self.hears(words)

    def opens(self, address: str, words: str = "") -> str:
        """Open a page by its address."""
        return self.answers(f"go {address}", words)

    def goes_on(self, words: str = "") -> str:
        """Do the safe next thing."""
        return self.answers("", words)

    def goes_home(self) -> str:
        """Go home; return what is said there."""
        return self.answers("home", "Home, choose")

    def signs_in(self, passphrase: str, words: str = "Home, choose") -> str:
        """Type a passphrase where ssh asks for it."""
        self.line.sees("Enter for the door: ")
        self.line.types(passphrase)
        return self.hears(words)

    def passes_the_door(self) -> str:
        """Press Enter where ssh asks for a passphrase; return what is said at the door."""
        self.line.sees("Enter for the door: ")
        self.line.types("")
        return self.hears("What would you like?")

    def asks_for_help(self) -> str:
        """Ask for crisis help in the middle of whatever it is; return what is said."""
        return self.answers("help", "If your life is in danger now")

    def writes(self, *lines: str) -> None:
        """Type lines where a text is being written."""
        self.line.sees("a single dot.\r\n")
        for line in lines:
            self.line.types(line)

    def finishes(self) -> None:
        """Say that the text is all there; it is reviewed then."""
        self.answers(".", ", edit, ")

    def sends(self, words: str = "Posted.") -> str:
        """Agree that what was reviewed is sent."""
        return self.answers("yes", words)

    def starts_thread(self, board: str, title: str, *lines: str, note: str = "") -> str:
        """Start a thread on a board; return what is said when it is there."""
        self.opens(f"boards/{board}", "choose")
        self.answers("post", "Title")
        self.line.types(title)
        return self._posts(lines, note)

    def replies(self, *lines: str, note: str = "") -> str:
        """Reply to the post that was just heard."""
        self.line.types("reply")
        return self._posts(lines, note)

    def _posts(self, lines: tuple[str, ...], note: str) -> str:
        self.writes(*lines)
        self.finishes()
        if note:
            self.answers("note", "Content note")
            self.answers(note, ", edit, ")
        return self.sends()

    def leaves(self) -> str:
        """Say goodbye; return what is said last."""
        self.line.types("bye")
        return plain(self.line.is_gone())

    def quits(self, *, by_key: bool = False) -> str:
        """Leave at once, by the word or by the key; return what was sent last, with its escape sequences."""
        if by_key:
            self.line.presses("\x11")
        else:
            self.line.types("bye!")
        return self.line.is_gone()

    def is_cut_off(self) -> None:
        """The line drops."""
        self.line.hangs_up()


class Calls:
    """People who call a harbour, all in one mode."""

    def __init__(self, harbour: Harbour, mode: Callable[[Caller], LineCaller]) -> None:
        self.harbour = harbour
        self._mode = mode

    def calls(self, user: str, *words: str, **how: Any) -> LineCaller:
        """Somebody calls, from a window that is wide enough for every sentence."""
        return self._mode(self.harbour.calls(user, *words, **{"columns": 300, **how}))

    def signs_in(self, handle: str, passphrase: str = PASSPHRASE, **how: Any) -> LineCaller:
        """A member calls, and signs in with a passphrase."""
        caller = self.calls(handle, **how)
        caller.signs_in(passphrase)
        return caller


def lends_key(harbour: Harbour, handle: str, key: Path) -> None:
    """Let the key pair of a file sign a member in, as if it had been added in a visit."""
    person = harbour.write(members.by_handle, handle)
    assert person is not None
    fingerprint = asyncssh.import_public_key(key.with_suffix(".pub").read_text()).get_fingerprint()
    harbour.write(members.add_key, harbour.house.vault, person.id, fingerprint, key.name, now=harbour.clock.now())
