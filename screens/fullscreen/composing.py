"""Writing several lines: a text area with what belongs to it, drafts at every pause, and one key that sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from bbs import drafting
from bbs.errors import BBSError
from bbs.language import N_
from screens.fullscreen.blanks import Blanks
from screens.fullscreen.palette import FAINT
from screens.fullscreen.prelude import prelude
from screens.fullscreen.question_screen import QuestionScreen
from screens.fullscreen.widgets.body import Told
from screens.fullscreen.widgets.choosing import Choosing
from screens.fullscreen.widgets.fields import Entry, Writing
from screens.fullscreen.widgets.frame import NARROW, ROOMY
from screens.fullscreen.widgets.remark import RemarkLine
from screens.page import Ask
from screens.view import Field, Kind

if TYPE_CHECKING:
    from screens.fullscreen.app import FullApp

PAUSE_SECONDS = 1.0
"""A draft is kept when nothing was typed for so long."""
KEPT_BESIDE = N_("Something else that you wrote here is kept as well, under Drafts.")


class ComposeScreen(QuestionScreen):
    """A question with a text: its other fields are lines above and below it."""

    DEFAULT_CSS = """
    ComposeScreen Horizontal { height: 1; width: 1fr; padding: 0 1 0 0; }
    """

    def __init__(self, visit: FullApp, question: Ask, title: str, about: str = "") -> None:
        super().__init__(visit, question, title)
        self._about = about
        self._blanks = Blanks(question, visit.caller.language)
        self._told = Told(marker="")
        self._remark = RemarkLine()
        self._remarked = ""
        self._pause: Timer | None = None
        self._begun: dict[str, str] = {}
        self._is_kept = True
        self._leaving: Widget | None = None

    def compose(self) -> ComposeResult:
        """Frame; what it replies to; lines, the text, more lines."""
        yield self.title_line
        yield self.foot
        yield self._told
        for field in self.question.fields:
            yield self._blanks.made(field, self.visit.caller)
            if field.kind is Kind.TEXT and field.remark and not self.visit.caller.reader:
                yield self._remark

    def on_resize(self) -> None:
        """Lay it out for another window."""
        self._make_room()
        self._told.show(prelude(self.visit.caller, self.question, self._about, self.size.width))
        if self._leaving is None:
            self._offer()

    def _make_room(self) -> None:
        """Leave the room of a low window to the text: what need not be given is shown when Tab comes to it."""
        self._remark.display = self.size.height >= ROOMY
        for row, entry in self._blanks.extras():
            row.styles.height = 1 if self.size.height >= ROOMY or entry is self.focused else 0

    async def on_mount(self) -> None:
        """Put in what was kept, and begin with the first field that is empty."""
        self._told.show(prelude(self.visit.caller, self.question, self._about, self.size.width))
        for field in self.question.fields:
            if begun := field.begun(await drafting.begun(self.visit.caller, field.draft) if field.draft else ""):
                self._blanks.put(field, begun)
        self._begun = self._blanks.all_words()
        empty = (f for f in self.question.fields if not f.extra and not self._blanks.words(f))
        first = next(empty, next(f for f in self.question.fields if f.kind is Kind.TEXT))
        self.set_focus(self._blanks.of(first))
        self._offer()
        self._show_remark()
        self.get_ready()

    def _offer(self) -> None:
        say = self.visit.caller.say
        do = say(self.question.confirm or (N_("See it first") if self.question.is_sent_later else N_("Send")))
        if self.question.act is not None:
            do = self.question.act(self._blanks.all_words())
        away = N_("keep as a draft") if self.size.width >= NARROW else N_("keep it")
        if not self._keeps:
            away = N_("leave it")
        keys = [("^S", do[:1].lower() + do[1:])]
        if len(self._blanks) > 1:
            keys.append(("Tab", say(N_("next field"))))
        self.foot.offer(tuple(keys), (("Esc", say(away)),))

    @property
    def _keeps(self) -> bool:
        """Whether what is written is kept as a draft: a guest has none, nor has what is changed where it stands."""
        has_place = any(field.draft for field in self.question.fields if field.kind is Kind.TEXT)
        return has_place and self.visit.caller.person is not None

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Send, or leave; the rest is the field's that has the cursor."""
        if self._leaving is not None:
            await self._decide(event)
            return
        self.unsaid()
        if event.key == "ctrl+s":
            event.stop()
            await self._send()
        elif event.key == "escape":
            event.stop()
            await self._leave()
        elif event.key == "enter" and isinstance(self.focused, Entry):
            event.stop()
            self.focus_next()

    def on_descendant_focus(self) -> None:
        """Say which field the cursor is in now, but for where what is wanted of it was just said."""
        self._make_room()
        if self._noticed:
            return
        field = self._blanks.at(self.focused)
        if field is not None and len(self._blanks) > 1:
            label = self.visit.caller.say(field.intro if field.extra and field.intro else field.label)
            self.foot.say(self._at_answer(label) or label)

    def _at_answer(self, label: str) -> str:
        """Say which of its answers stands where one is chosen, and how to take another; the keys stay in view."""
        if not isinstance(self.focused, Choosing):
            return ""
        say, numbers = self.visit.caller.say, {"n": self.focused.number, "total": len(self.focused.answers)}
        short = say(N_("{n} of {total}: Up, Down for others"), **numbers)
        return f"{label}, {short}" if self.size.width >= NARROW else short

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Note that there is something new to keep."""
        self._changed()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Note that there is something new to keep, and say under which name it would be sent now."""
        self._changed()
        field = self._blanks.at(self.focused)
        if field is not None and (said := self._at_answer(self.visit.caller.say(field.label))):
            self.foot.say(said)
        if self.question.act is not None and self._leaving is None:
            self._offer()

    def _changed(self) -> None:
        if self._is_kept and self._blanks.all_words() == self._begun:
            return  # nothing was typed yet: it only came to stand there
        self._is_kept = False
        if self.visit.caller.person is None:
            return
        if self._pause is None:
            self._pause = self.set_timer(PAUSE_SECONDS, self._paused)
        else:
            self._pause.reset()

    def _remark_on(self) -> str:
        """Return what there is to be said about the text."""
        return next((f.remark(self._blanks.words(f)) for f in self.question.fields if f.remark), "")

    def _show_remark(self) -> None:
        """Show it below the text, in a low window on the status line; readers are told at the end."""
        if self.visit.caller.reader or (words := self._remark_on()) == self._remarked:
            return
        self._remarked = words
        self._remark.show(words)
        if not self._remark.display:
            self.foot.say(words, FAINT)

    async def _paused(self) -> None:
        self._pause = None
        self._show_remark()
        try:
            await self.keep()
        except BBSError:
            self.said(
                self.visit.caller.say(
                    N_("This cannot be kept as a draft just now; the disk here does not take it. You can go on.")
                )
            )

    async def keep(self) -> None:
        """Keep what is written as drafts. Raises a BBSError where that fails."""
        if self._is_kept:
            return
        caller, is_beside = self.visit.caller, False
        for field in self.question.fields:
            if field.draft:
                is_beside |= await drafting.keep(caller, field.draft, self._blanks.words(field))
        self._is_kept = True
        if is_beside and not caller.is_cut:
            self.said(caller.say(KEPT_BESIDE))

    async def _send(self) -> None:
        values = {}
        for field in self.question.fields:
            typed = self._blanks.words(field)
            typed = typed if field.kind is Kind.TEXT else typed.strip()
            if not typed.strip() and not field.optional:
                self._ask_for(field)
                return
            try:
                values[field.name] = await self.checked(field, typed)
            except BBSError as error:
                self._blanks.of(field).focus()
                self.said(error.words(self.visit.caller.language))
                return
        if self._tells_reader():
            return
        result = await self.send(values)
        if result is None:
            await self._keep_quietly()
            return
        if isinstance(result, Ask):  # asked something else first, with these words safe
            await self._keep_quietly()
        self._is_kept = True
        self.hand_over(result)

    def _tells_reader(self) -> bool:
        """Tell a reader, to whom nothing is said while they write, what others see below the text: once, at the end."""
        if not self.visit.caller.reader or (words := self._remark_on()) in ("", self._remarked):
            return False
        self._remarked = words
        self.said(f"{words} {self.visit.caller.say(N_('Ctrl+S again sends it as it is.'))}")
        return True

    def _ask_for(self, field: Field) -> None:
        self._blanks.of(field).focus()
        say = self.visit.caller.say
        self.said(say(N_("{label} is still empty."), label=say(field.label)))

    async def _keep_quietly(self) -> None:
        try:
            await self.keep()
        except BBSError:
            return  # what was refused was said already

    async def _leave(self) -> None:
        """Keep the draft and go back; where there is none, ask whether to let go what was written."""
        caller = self.visit.caller
        text = next(field for field in self.question.fields if field.kind is Kind.TEXT)
        typed = (field for field in self.question.fields if field.kind is not Kind.CHOICE)
        written = any(self._blanks.words(field).strip() for field in typed)
        if not self._keeps and written and self._blanks.all_words() != self._begun:
            self._ask_to_leave(caller.say(N_("Leave this? Its words are gone then.")))
            return
        try:
            await self.keep()
        except BBSError:
            self._ask_to_leave(caller.say(N_("This cannot be kept just now. Leave, and lose it?")))
            return
        is_draft = self._keeps and written and not (text.value and self._blanks.all_words() == self._begun)
        self.visit.notice_after(caller.say(N_("Kept as a draft.")) if is_draft else "")
        self.hand_over(None)

    def _ask_to_leave(self, words: str) -> None:
        say = self.visit.caller.say
        self._leaving = self.focused
        self.set_focus(None)
        self.asks()
        self.foot.offer((("y", say(N_("yes"))), ("n", say(N_("no")))), ())
        self.said(words)

    async def _decide(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if self.is_early(event):
            return
        field, self._leaving = self._leaving, None
        self.set_focus(field)
        self.unsaid()
        self._offer()
        if event.key == "y":
            self.hand_over(None)

    @property
    def paste_room(self) -> int | None:
        """What still fits in the field that has the cursor."""
        field = self.focused
        return field.room if isinstance(field, Entry | Writing) else None

    @property
    def cursor(self) -> tuple[int, int] | None:
        """In the field that is being written."""
        field = self.focused or self._leaving
        return field.place if isinstance(field, Entry | Writing) else None
