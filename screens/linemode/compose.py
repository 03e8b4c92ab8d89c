"""Writing several lines in the line mode: lines, then a single dot. Nothing typed is ever lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from bbs import drafting
from bbs.errors import BBSError
from bbs.language import N_
from screens.linemode.draw import INDENT
from screens.linemode.tty import Cancelled, EndOfInput, HelpAsked, QuickExit
from screens.linemode.words import asks_for_help
from screens.view import Field

if TYPE_CHECKING:
    from screens.linemode.visit import LineVisit

HOW = N_("Type your lines, then a line with a single dot.")
MORE = N_("For what else there is: a line with .?")
ALL = N_(
    "A single dot ends it. .show reads it back. .edit changes a line. .drop takes the last line away. "
    ".draft keeps it for later. .help is crisis help. .bye! leaves at once; what you wrote is kept."
)
UNWRITTEN = N_("Nothing is written yet.")
NOT_KEPT = N_("This cannot be kept as a draft just now; the disk here does not take it. You can go on, and try again.")
KEPT_BESIDE = N_("Something else that you wrote here is kept as well, under Drafts.")
FOR_MEMBERS = N_("Only members have drafts. Go on writing; to leave it, a single dot and then no.")
COMMAND = re.compile(r"\.[a-z]+[!?]?")
NOTHING: Mapping[str, str] = MappingProxyType({})
"""What is kept along with most texts."""


class GivenUp(Exception):
    """The caller left a question. `kept` says whether what they wrote waits for them as a draft."""

    def __init__(self, *, kept: bool = False) -> None:
        super().__init__()
        self.kept = kept


class WentBack(GivenUp):
    """The caller said `back`: to the question before, where there is one."""


async def text(visit: LineVisit, field: Field, along: Mapping[str, str] = NOTHING) -> str:
    """Let the caller write on what is given, else on the draft that was kept. Raises GivenUp when they leave it.

    What is to be kept `along` with it, by place, was given and not typed: the note of what is quoted, which must cover
    it also after a cut line.
    """
    visit.say(visit.session.say(HOW))
    if visit.is_first(MORE):
        visit.say(visit.session.say(MORE))
    kept = await drafting.begun(visit.session, field.draft)
    writing = Writing(visit, field, field.begun(kept).removesuffix("\n"), along)
    if field.value or field.quotation:
        show(visit, writing.text)
    elif kept:
        visit.say(
            visit.session.language.count(
                "Your draft is here, {n} line. Go on writing, or type .show, .edit, .drop.",
                "Your draft is here, {n} lines. Go on writing, or type .show, .edit, .drop.",
                len(writing.lines),
            )
        )
    return await writing.write()


async def edit(visit: LineVisit, field: Field, written: str) -> str:
    """Change a line of what was written, then go on writing. Raises GivenUp when the caller leaves it."""
    writing = Writing(visit, field, written)
    await writing.change()
    visit.say(visit.session.say(N_("Go on writing, or a single dot to finish.")))
    return await writing.write()


def show(visit: LineVisit, written: str) -> None:
    """Say what was written so far."""
    lines = [INDENT + line for line in written.split("\n")] if written else [visit.session.say(UNWRITTEN)]
    visit.say(*lines)


class Writing:
    """One text while it is written: its lines so far, kept as a draft whatever ends it."""

    def __init__(self, visit: LineVisit, field: Field, written: str, along: Mapping[str, str] = NOTHING) -> None:
        self.lines = written.split("\n") if written else []
        self._visit = visit
        self._field = field
        self._along = along
        self._was_told = False  # that the draft cannot be kept; once is enough until it can

    @property
    def text(self) -> str:
        """What was written so far."""
        return "\n".join(self.lines)

    async def write(self) -> str:
        """Take lines up to the single dot and return the text. Raises GivenUp, or what ended the visit."""
        try:
            return await self._until_dot()
        except GivenUp:
            raise
        except QuickExit as ended:
            self._visit.tty.clear_for_quick_exit()  # before anything that waits for a disk
            await self.keep(ended.typed)
            raise
        except EndOfInput as ended:
            self._visit.session.is_cut = True
            await self.keep(ended.typed)
            raise
        except BaseException:  # the server stops, or this is a bug
            self._visit.session.is_cut = True
            await self.keep()
            raise

    async def keep(self, unfinished: str = "") -> bool:
        """Keep the draft, with a line that was not finished; return whether it is safe now."""
        session, is_as_given = self._visit.session, bool(self._field.value) and self.text == self._field.value
        try:
            if is_as_given and not unfinished and not await drafting.begun(session, self._field.draft):
                return session.person is not None  # nothing was written yet
            is_beside = await drafting.keep(
                session, self._field.draft, "\n".join([*self.lines, *filter(None, [unfinished])])
            )
            for place, words in self._along.items() if self.text.strip() or unfinished else ():
                await drafting.keep(session, place, words)
        except BBSError:
            return False
        if is_beside and not session.is_cut:
            self._visit.say(session.say(KEPT_BESIDE))
        return session.person is not None

    async def change(self) -> None:
        """Let the caller replace one line, or take it away by leaving it empty."""
        say = self._visit.session.say
        if not self.lines:
            self._visit.say(say(UNWRITTEN))
            return
        self._visit.say(*(f"{n}. {line}" for n, line in enumerate(self.lines, 1)))
        try:
            which = await self._visit.answer(say(N_("Line to change")), help_words=say(N_("Its number.")))
            if not which.isdecimal() or not 1 <= int(which) <= len(self.lines):
                self._visit.say(say(N_("Nothing was changed.")))
                return
            new = await self._visit.answer(
                say(N_("New words")), help_words=say(N_("Enter alone removes it.")), limit=self._field.limit
            )
        except GivenUp:
            self._visit.say(say(N_("Nothing was changed.")))
            return
        self.lines[int(which) - 1 : int(which)] = [new] if new else []
        self._visit.say(say(N_("Line {n} is changed.") if new else N_("Line {n} is gone."), n=which))

    async def _until_dot(self) -> str:
        while True:
            try:
                line = await self._line()
                if line.strip() == ".":
                    await self.keep()
                    return self.text
                await self._take(line)
            except Cancelled:
                await self._leave()
                continue
            self._shorten()
            if not self._visit.tty.has_more:  # not after each line of a paste
                await self._keep_or_tell()

    async def _line(self) -> str:
        """Return the next line, with crisis help in its middle as often as it is asked for."""
        visit, typed = self._visit, ""
        while True:
            try:
                line = await visit.tty.line("", limit=self._field.limit, paste=True, typed=typed)
            except HelpAsked as asked:
                typed = asked.typed
                await visit.crisis_help()
                continue
            if line.cut:
                visit.say(visit.session.say(N_("{n} characters did not fit and were left out."), n=line.cut))
            return line.text

    async def _take(self, line: str) -> None:
        """Add a line, or do what it asks for. A word in need of help is both: it may be a word of theirs."""
        visit, say = self._visit, self._visit.session.say
        match line.strip().lower():
            case ".help":
                await visit.crisis_help()
            case ".bye!" | "bye!":
                visit.quick_exit()
            case ".draft":
                await self._leave_for_later()
            case ".show":
                show(visit, self.text)
            case ".drop":
                visit.say(say(N_("The last line is gone.") if self.lines else UNWRITTEN))
                del self.lines[-1:]
            case ".edit":
                await self.change()
            case ".?":
                visit.say(say(ALL))
            case word:
                self.lines.append(line)
                if asks_for_help(word):
                    await visit.crisis_help()
                elif COMMAND.fullmatch(word):
                    visit.say(say(N_("That is kept as a line of yours. .drop takes it away; .? says what there is.")))

    async def _leave_for_later(self) -> None:
        """Raise GivenUp once the draft is safe; else say why not, and let them go on."""
        if self._visit.session.person is None:
            self._visit.say(self._visit.session.say(FOR_MEMBERS))
        elif await self.keep():
            raise GivenUp(kept=bool(self.lines) and self.text != self._field.value)
        else:
            self._visit.say(self._visit.session.say(NOT_KEPT))

    async def _leave(self) -> None:
        """Ctrl-C: leave it for later; a guest leaves it altogether."""
        if self._visit.session.person is None:
            raise GivenUp
        await self._leave_for_later()

    async def _keep_or_tell(self) -> None:
        """Keep the draft; where that fails, say so once and let them go on."""
        if self._visit.session.person is None:
            return
        is_safe = await self.keep()
        if not is_safe and not self._was_told:
            self._visit.say(self._visit.session.say(NOT_KEPT))
        self._was_told = not is_safe

    def _shorten(self) -> None:
        """Cut what is beyond the limit, and say so."""
        over = len(self.text) - self._field.limit
        if over <= 0:
            return
        self.lines = self.text[: self._field.limit].split("\n")
        self._visit.say(
            self._visit.session.say(
                N_("That is as long as it can be: {limit} characters. The last {n} were left out."),
                limit=self._field.limit,
                n=over,
            )
        )
