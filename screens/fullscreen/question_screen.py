"""What every question of a page's shares, whether it is asked step by step (asking.py) or written (composing.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bbs.errors import BBSError, NotUnderstood
from bbs.language import N_
from screens.fullscreen.calm import CalmScreen
from screens.fullscreen.palette import STRONG
from screens.fullscreen.widgets.frame import Foot, Title
from screens.page import Ask, Result, Values
from screens.sending import send
from screens.view import Field, Kind

if TYPE_CHECKING:
    from screens.fullscreen.app import FullApp


class QuestionScreen(CalmScreen):
    """What every question shares: a title, a way out that loses nothing, and going on with what was answered."""

    def __init__(self, visit: FullApp, question: Ask, title: str) -> None:
        super().__init__()
        self.visit = visit
        self.question = question
        self.entitled = title
        self.title_line = Title()
        self.foot = Foot()
        self._noticed = False

    async def on_mount(self) -> None:
        """Say what the question is about, and who is asked."""
        caller = self.visit.caller
        who = caller.person.handle if caller.person else caller.say(N_("guest"))
        self.title_line.show(self.entitled, f"{who}   ^G {caller.say(N_('crisis help'))}")

    def said(self, words: str) -> None:
        """Show what the caller should know now, until the next key."""
        self._noticed = True
        self.foot.say(words, STRONG)

    def unsaid(self) -> None:
        """Take away what was shown until this key."""
        if self._noticed:
            self._noticed = False
            self.foot.say("")

    async def send(self, values: Values) -> Result | None:
        """Go on with the answers; None where that was refused, which is said, and nothing is lost."""
        try:
            return await send(self.visit.caller, self.question.then, values, self.question.drafts(values))
        except BBSError as error:
            self.said(error.words(self.visit.caller.language))
            return None

    def choices(self, field: Field) -> str:
        """Return what there is to choose from, in a line."""
        return ", ".join(self.visit.caller.say(one.label) for one in field.choices)

    async def checked(self, field: Field, typed: str) -> str:
        """Return an answer as its field takes it. Raises a BBSError that says what to type instead."""
        if field.kind is Kind.CHOICE and typed not in [one.value for one in field.choices]:
            raise NotUnderstood(N_("Please write one of these: {words}."), words=self.choices(field))
        return await field.check(typed) if field.check and typed else typed


def has_text(question: Ask) -> bool:
    """Say whether a question asks for a text of several lines."""
    return any(field.kind is Kind.TEXT for field in question.fields)
