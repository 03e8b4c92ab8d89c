"""What comes with a verb on standard input, and a word for who does not know that it is waited for.

Over ssh nobody can tell whether a file, a program or a keyboard is at the other end: a verb that takes words reads to
their end. Where none come for some seconds, standard error says so, once: a script loses nothing by it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

from bbs.errors import NotUnderstood, Refusal
from bbs.idle import PatientWire
from bbs.language import N_
from bbs.safe_text import last_gate
from bbs.session import Session
from bbs.wire import Wire
from screens.linemode.tty import EndOfInput, Tty
from screens.patience import GRACE_SECONDS, patience

HINT_SECONDS: Final = 5
"""Silence after which it is said that words are waited for: longer than a slow line takes to bring them."""


class WordsWire(PatientWire):
    """A wire that says once, beside the output, that words are waited for; they are waited for as long as in a visit.

    There is no warning before the end: a script would not heed it.
    """

    def __init__(self, session: Session, wire: Wire) -> None:
        self._session = session
        self._is_quiet = False
        rest = patience(session) + GRACE_SECONDS - HINT_SECONDS
        super().__init__(
            wire,
            session.house.clock,
            patience=lambda: HINT_SECONDS,
            grace=rest,
            warn=self._say,
            heard=self._be_quiet,
        )

    def _say(self) -> None:
        if not self._is_quiet:
            say_aside(self._session, self._wire, self._hint())
        self._be_quiet()

    def _be_quiet(self) -> None:
        self._is_quiet = True

    def _hint(self) -> str:
        if self._session.terminal.exists:
            return self._session.say(N_("Your words are waited for. A line with nothing but a dot ends them."))
        return self._session.say(N_("Your words are waited for. Ctrl-D on a line of its own ends them."))


def say_aside(session: Session, wire: Wire, words: str) -> None:
    """Say something on standard error."""
    newline = "\r\n" if session.terminal.exists else "\n"
    wire.write_error((last_gate(words) + newline).encode(errors="replace"))


async def lines(session: Session, tty: Tty) -> AsyncIterator[str]:
    """Yield the lines of standard input; with a terminal a single dot ends them."""
    room = most = session.house.config.writing.post_limit + session.house.config.writing.title_limit
    while True:
        try:
            line = await tty.line("", limit=most + 1, paste=True)
        except EndOfInput as ended:
            if tty.is_cut:
                raise Refusal(N_("The line ended before your words did, so nothing was done.")) from None
            if ended.typed:
                yield ended.typed
            return
        if tty.terminal and line.text == ".":
            return
        room -= len(line.text) + 1
        if line.cut or room < 0:
            raise NotUnderstood(N_("That is too long; {limit} characters is the most."), limit=most)
        yield line.text
