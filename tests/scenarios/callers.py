"""What people do in a visit, task by task, so that a scenario reads as one and is held in every mode there is.

A mode is a Visitor with these tasks. Scenarios name the tasks and what is read or heard; only the class knows which
keys do it. What a task returns is words: where lines end in a mode, and how far they are indented, is the mode's.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import asyncssh

from bbs.community import member_keys, members
from tests.harbour import Caller, Harbour
from tests.houses import PASSPHRASE


def words_of(said: str) -> str:
    """Return words with single spaces between them."""
    return " ".join(said.split())


class Visitor(ABC):
    """Somebody with an OpenSSH client who visits in one mode."""

    WINDOW: ClassVar[Mapping[str, int]] = {}
    """The window they have unless a scenario gives them another."""

    def __init__(self, line: Caller) -> None:
        self.line = line

    # Waiting

    @abstractmethod
    def hears(self, words: str = "") -> str:
        """Wait for words, and until there is nothing more to come; return all there is."""

    @abstractmethod
    def place(self, number: int, total: int) -> str:
        """Return the words for a post's place among all."""

    @abstractmethod
    def is_gone(self) -> str:
        """Wait until the connection has ended; return what was said last."""

    # Pages

    @abstractmethod
    def opens(self, address: str, words: str = "") -> str:
        """Open a page by its address."""

    @abstractmethod
    def does(self, action: str, words: str = "", *, item: int = 0) -> str:
        """Begin an action of the page, by its name; on one of its items, by number."""

    @abstractmethod
    def agrees(self, words: str = "") -> str:
        """Say yes when asked whether an action is meant."""

    @abstractmethod
    def chooses(self, number: int, words: str = "") -> str:
        """Open an item by its number."""

    @abstractmethod
    def goes_on(self, words: str = "") -> str:
        """Do the safe next thing."""

    def reads_on(self, words: str) -> str:
        """Do the safe next thing until words come; return all that was read on the way."""
        said = ""
        while words not in said:
            said += self.goes_on() + " "
        return said

    @abstractmethod
    def goes_to_the_one_before(self) -> None:
        """Return to the post before this one."""

    @abstractmethod
    def goes_back(self, words: str = "") -> str:
        """Return to what was before: a page, or what help was asked for from."""

    @abstractmethod
    def goes_home(self) -> str:
        """Go home; return what is said there."""

    @abstractmethod
    def asks_for_help(self) -> str:
        """Ask for crisis help in the middle of whatever it is; return what is said."""

    @abstractmethod
    def returns_from_help(self, words: str = "") -> str:
        """Go on with the question or text that help was asked for from, where the mode does not do so by itself."""

    @abstractmethod
    def changes_mode(self, words: str = "") -> str:
        """Go on in the other mode."""

    # Questions and texts

    @abstractmethod
    def answers(self, answer: str, words: str = "") -> str:
        """Answer a question, then wait for words."""

    @abstractmethod
    def answers_at_once(self, number: int, words: str = "") -> str:
        """Answer a question by the number of a choice, with as few keys as the mode has for it."""

    @abstractmethod
    def answers_last(self, answer: str) -> str:
        """Answer the question that ends the visit; return what is said last."""

    @abstractmethod
    def is_asked_again(self, label: str) -> None:
        """Wait for a question after its answer was refused; begin it anew where the mode ended it."""

    @abstractmethod
    def begins_thread(self, board: str, title: str, *lines: str) -> str:
        """Write the first post of a thread and do not send it; no title takes the one that was kept."""

    @abstractmethod
    def begins_text(self, action: str, *lines: str, is_kept: bool = False) -> str:
        """Write what an action takes, such as a reply, and do not send it; `is_kept` goes on with a draft."""

    @abstractmethod
    def begins_quoting(self, numbers: str, words: str) -> None:
        """Reply with certain lines of the post, as far as they can be read in the reply."""

    @abstractmethod
    def writes(self, *lines: str) -> None:
        """Type lines where a text is being written."""

    @abstractmethod
    def types_on(self, words: str) -> None:
        """Type a part of a line."""

    @abstractmethod
    def sends(self, words: str = "Posted.", *, note: str = "") -> str:
        """Send what was written, with or without a content note."""

    @abstractmethod
    def answers_into_text(self, number: int) -> str:
        """Answer a question by the number of a choice, after which a text is written that has begun already."""

    @abstractmethod
    def words_into_text(self, answer: str) -> str:
        """Answer a question in words, after which a text is written that has begun already."""

    @abstractmethod
    def ends_text(self, words: str = "") -> str:
        """Take a text as it is, where nothing is asked about it."""

    @abstractmethod
    def sends_unheard(self) -> None:
        """Send what was written and wait for no answer, as somebody whose line is cut then."""

    @abstractmethod
    def adds(self, name: str, label: str, answer: str) -> str:
        """Choose something that belongs to what was written, and do not send it; return what is said then."""

    def takes_off_their_name(self) -> str:
        """Choose to send what was written without their name; return what is said of sending it then."""
        return self.adds("unnamed", "Without your name", "yes")

    @abstractmethod
    def tries_again(self, words: str = "") -> str:
        """Send once more what was refused."""

    def starts_thread(self, board: str, title: str, *lines: str, note: str = "") -> str:
        """Start a thread on a board; return what is said when it is there."""
        self.begins_thread(board, title, *lines)
        return self.sends(note=note)

    def replies(self, *lines: str, note: str = "") -> str:
        """Reply to the post that was just read."""
        self.begins_text("reply", *lines)
        return self.sends(note=note)

    # Coming and going

    def signs_in(self, passphrase: str, words: str = "Good evening") -> str:
        """Type a passphrase where ssh asks for it."""
        self.is_asked_by_ssh()
        return self.answers(passphrase, words)

    def passes_the_door(self) -> str:
        """Press Enter where ssh asks for a passphrase; return what is said at the door."""
        self.is_asked_by_ssh()
        return self.answers("", "What would you like?")

    @abstractmethod
    def is_asked_by_ssh(self) -> str:
        """Wait until ssh itself asks for a passphrase."""

    @abstractmethod
    def leaves(self) -> str:
        """Say goodbye; return what is said last."""

    @abstractmethod
    def quits(self, *, by_key: bool = False) -> str:
        """Leave at once, by the word (where there is one) or by the key; return all that was sent last, as it came."""

    def is_cut_off(self) -> None:
        """The line drops."""
        self.line.hangs_up()


class Calls:
    """People who call a harbour, all in one mode."""

    def __init__(self, harbour: Harbour, mode: type[Visitor]) -> None:
        self.harbour = harbour
        self.mode = mode

    def calls(self, user: str, *words: str, **how: Any) -> Visitor:
        """Somebody calls."""
        return self.mode(self.harbour.calls(user, *words, **{**self.mode.WINDOW, **how}))

    def signs_in(self, handle: str, passphrase: str = PASSPHRASE, **how: Any) -> Visitor:
        """A member calls, and signs in with a passphrase."""
        caller = self.calls(handle, **how)
        caller.signs_in(passphrase)
        return caller


def lends_key(harbour: Harbour, handle: str, key: Path) -> None:
    """Let the key pair of a file sign a member in, as if it had been added in a visit."""
    person = harbour.write(members.by_handle, handle)
    assert person is not None
    fingerprint = asyncssh.import_public_key(key.with_suffix(".pub").read_text()).get_fingerprint()
    harbour.write(member_keys.add_key, harbour.house.vault, person.id, fingerprint, key.name, now=harbour.clock.now())
