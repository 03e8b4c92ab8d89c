"""A question of a page's, one thing after the other."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input

from bbs import drafting
from bbs.errors import BBSError
from bbs.language import N_
from bbs.safe_text import safe_line
from screens.fullscreen.question_screen import QuestionScreen, has_text
from screens.fullscreen.question_sheet import LINE_LEAVES, question_sheet
from screens.fullscreen.sheet import sheet_of
from screens.fullscreen.widgets.body import Body, Told
from screens.fullscreen.widgets.fields import Entry, Label
from screens.fullscreen.widgets.frame import STATUS_MOST, clip
from screens.page import Ask, Goto
from screens.view import Block, Choice, Field, Item, Kind, Listing, Notice, View

if TYPE_CHECKING:
    from screens.fullscreen.app import FullApp

REST_SECONDS = 0.3
"""What words find is looked up when nothing was typed for so long."""
MEANT = "meant"
"""The name of the last question of those that end with one, whether it is meant."""
YES_OR_NO = (Choice("yes", N_("Yes")), Choice("no", N_("No")))


class StepScreen(QuestionScreen):
    """Asks field by field; Esc goes back by one, and what was answered there stands there still."""

    DEFAULT_CSS = """
    StepScreen Horizontal { height: 1; width: 1fr; padding: 0 1 0 0; }
    StepScreen #told { height: auto; }
    """

    def __init__(self, visit: FullApp, question: Ask, title: str) -> None:
        super().__init__(visit, question, title)
        self._told = Told(marker=visit.marker, id="told")
        self._row = Horizontal()
        self._found = Body(marker=visit.marker)
        self._searching: Timer | None = None
        self._noticing: frozenset[str] = frozenset()
        self._put_away: frozenset[str] = frozenset()
        self._entry: Entry | None = None
        self._began = ""
        self._values: dict[str, str] = {}
        self._at = 0

    def compose(self) -> ComposeResult:
        """Frame, what is told, a row for what is typed, and what that finds."""
        yield self.title_line
        yield self.foot
        yield self._told
        yield self._row
        yield self._found

    async def on_mount(self) -> None:
        """Ask the first question."""
        await self._begin(self.question)
        self.get_ready()

    async def _begin(self, question: Ask) -> None:
        self.question = question
        self._values = {field.name: field.value for field in question.fields if field.extra}
        self._asked = [field for field in question.fields if not field.extra]
        if question.confirm:
            self._asked.append(Field(MEANT, f"{self.visit.caller.say(question.confirm)}?", Kind.YES, value="no"))
        self._at = 0
        await self._ask()

    @property
    def _field(self) -> Field:
        """The present question, with what was answered to it before somebody went back."""
        field = self._asked[self._at]
        answered = "" if field.kind is Kind.SECRET else self._values.get(field.name, "")
        return replace(field, value=answered) if answered else field

    async def _ask(self) -> None:
        field = self._field
        await self._row.remove_children()
        self._entry = None
        self._noticed = False
        self.foot.say("")
        choices = YES_OR_NO if field.kind is Kind.YES else field.choices if field.kind is Kind.CHOICE else ()
        self._told.styles.max_height = "100%" if choices else f"{LINE_LEAVES:.0%}"
        told = field.choices if field.kind is Kind.SEVERAL else choices
        self._told.show(
            question_sheet(self.visit, field, told, self.size), at=self._first(field, choices) if choices else -1
        )
        if not choices:
            await self._open(field)
        self.foot.offer(*self._keys(bool(choices)))
        self._say_choice()

    def _first(self, field: Field, choices: tuple[Choice, ...]) -> int:
        return next((n for n, choice in enumerate(choices) if choice.value == field.value), 0)

    async def _open(self, field: Field) -> None:
        """Put a line to write on below what is told."""
        caller = self.visit.caller
        label = caller.say(field.label)
        if field.kind is Kind.SECRET:
            label = caller.say(N_("{label}, not shown"), label=label)
        kept = await drafting.begun(caller, field.draft) if field.draft else ""
        self._began = kept or field.value
        self._entry = Entry(self._began, limit=field.limit, secret=field.kind is Kind.SECRET)
        if not self._row.is_attached:  # the visit ended meanwhile
            return
        await self._row.mount(Label(f" {label}: "), self._entry)
        self.set_focus(self._entry)

    def _keys(self, chooses: bool) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        say = self.visit.caller.say
        own = [(say(N_("Enter")), say(N_("choose it")) if chooses else say(N_("go on")))]
        if self._field.kind is Kind.YES:
            own += [("y", say(N_("yes"))), ("n", say(N_("no")))]
        return tuple(own), (("Esc", say(N_("one back") if self._at else N_("leave it"))),)

    async def on_key(self, event: events.Key) -> None:
        """Choose, go on, or leave it. What is typed in a line is the line's."""
        key = event.key
        if key == "escape":
            event.stop()
            await self._leave()
        elif key == "enter":
            event.stop()
            await self._answer()
        elif self._entry is not None:
            self.unsaid()
            if key in ("down", "up", "tab", "shift+tab") and self._found.sheet.targets:
                event.stop()
                event.prevent_default()
                self._pick(1 if key in ("down", "tab") else -1)
            elif key in ("down", "up"):
                self._told.scroll(1 if key == "down" else -1)
        elif key in ("down", "j", "up", "k"):
            self._told.step(1 if key in ("down", "j") else -1)
            self._say_choice()
        elif self._field.kind is Kind.YES and key in ("y", "n"):
            self._told.choose(0 if key == "y" else 1)
            await self._answer()
        elif key.isdecimal():
            is_there = self._told.choose((int(key) - 1) % 10)
            self._say_choice()
            if is_there and self._field.at_once:
                await self._answer()

    def _say_choice(self) -> None:
        """Say which answer is chosen."""
        if self._entry is None:
            self._say_place(self._told)

    def _say_place(self, body: Body) -> None:
        self._noticed = False
        target, total = body.target, len(body.sheet.targets)
        place = self.visit.caller.say(N_("{n} of {total}"), n=body.at + 1, total=total)
        self.foot.say(f"{clip(target.label, STATUS_MOST - len(place) - 2)}, {place}" if target else "")

    # What the words find

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look again once the caller has paused."""
        if not self._field.results or self.visit.caller.reader:
            return
        if self._searching is None:
            self._searching = self.set_timer(REST_SECONDS, self._search)
        else:
            self._searching.reset()

    async def _search(self) -> None:
        self._searching = None
        typed = safe_line(self._entry.value).strip("/ ") if self._entry else ""
        view = View("", ())
        if typed:
            with suppress(BBSError):  # what cannot be looked up while typing is told when it is asked for
                view = await self.visit.walk.find(self._field.results.format(words=typed)).view()
        found = tuple(block for block in view.blocks if self._belongs_there(block))
        now = frozenset(block.words for block in found if isinstance(block, Notice))
        self._put_away |= self._noticing - now
        self._noticing = now
        self._found.show(sheet_of(View("", found), self.size.width, self.visit.manner), at=-1)

    def _belongs_there(self, block: Block) -> bool:
        """Say whether a block is shown while one types: what is found, and what is said of it until that is gone.

        Nobody is told the same twice in one search because they changed a word of it.
        """
        return isinstance(block, Listing) or (isinstance(block, Notice) and block.words not in self._put_away)

    def _pick(self, by: int) -> None:
        """Choose among what was found; before the first is the line again."""
        at = max(-1, min(self._found.at + by, len(self._found.sheet.targets) - 1))
        self._found.at = at
        self._found.choose(at)
        self._found.refresh()
        self._say_place(self._found)

    async def keep(self) -> None:
        """Keep what is typed, where it is of a kind that is kept. Raises a BBSError where that fails."""
        if self._entry is not None and self._field.draft and self._entry.value != self._began:
            await drafting.keep(self.visit.caller, self._field.draft, self._entry.value)

    async def _leave(self) -> None:
        if self._entry is not None and self._field.draft:
            try:
                await self.keep()
            except BBSError:  # a full disk keeps nobody in a question
                self.visit.notice_after(self.visit.caller.say(N_("What you typed could not be kept.")))
        if self._at:
            self._at -= 1
            await self._ask()
        else:
            self.hand_over(None)

    async def _answer(self) -> None:
        field = self._field
        if (picked := self._found.target) is not None and isinstance(picked.what, Item):
            self.hand_over(Goto(picked.what.to))
            return
        if self._entry is None:
            target = self._told.target
            typed = target.what.id if target is not None and isinstance(target.what, Item) else ""
        else:
            typed = self._entry.value if field.kind is Kind.SECRET else self._entry.value.strip()
        if not typed and not field.optional:
            self.said(self.visit.caller.say(N_("Type an answer, or Esc to leave this.")))
            return
        try:
            self._values[field.name] = await self.checked(field, typed)
        except BBSError as error:
            self.said(error.words(self.visit.caller.language))
            return
        if self._values.pop(MEANT, "yes") != "yes":
            self.visit.notice_after(self.visit.caller.say(N_("Left as it was.")))
            self.hand_over(None)
            return
        if field.draft:
            with suppress(BBSError):  # a full disk must not stand in the way of what comes next
                await drafting.keep(self.visit.caller, field.draft, self._values[field.name])
        if self._at + 1 < len(self._asked):
            self._at += 1
            await self._ask()
        else:
            await self._finish()

    async def _finish(self) -> None:
        result = await self.send(self._values)
        if isinstance(result, Ask) and not has_text(result):
            await self._begin(result)
        elif result is not None:
            self.hand_over(result)

    @property
    def paste_room(self) -> int | None:
        """What still fits in the line."""
        return self._entry.room if self._entry is not None else None

    @property
    def cursor(self) -> tuple[int, int] | None:
        """In the line, or on what is chosen."""
        if self._found.target is not None:
            x, y = self._found.cursor
            return self._found.region.x + x, self._found.region.y + y
        if self._entry is not None:
            return self._entry.place
        x, y = self._told.cursor
        return self._told.region.x + x, self._told.region.y + y
