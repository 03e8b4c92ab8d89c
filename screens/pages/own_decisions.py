"""What one of the staff decided lately: to look at again, and to undo."""

from __future__ import annotations

from bbs.community import statements
from bbs.community.decisions import Outcome
from bbs.community.statements import Says, Statement
from bbs.language import N_
from screens.page import AnyPage, Who
from screens.pages.case_words import outcome_in_words
from screens.pages.stating import GIVEN
from screens.view import Item, Listing, View
from screens.when import when


class OwnDecisionsPage(AnyPage):
    """One's own decisions lately, each with its case."""

    pattern = "desk/decisions"
    title = N_("Decided by you")
    who = Who.STAFF
    previews = True

    async def view(self) -> View:
        """List them, newest first, without their words."""
        session = self.session
        found = await session.read(statements.by, session.vault, session.member, now=session.now)
        items = tuple(Item(self._label(told), self._detail(told), f"desk/cases/{case}") for case, told in found)
        return View(session.say(self.title), (Listing(items, session.say(N_("You decided nothing yet."))),))

    def _label(self, told: Statement) -> str:
        what = outcome_in_words(self.session, told.act.value or told.outcome.value)
        if told.outcome is Outcome.AGREE and told.says is Says.WRITTEN:
            what = self.session.say(N_("written to"))
        given = self.session.say(GIVEN[told.sanction.kind]) if told.sanction is not None else ""
        where = f'"{told.title}"' if told.title else told.board
        return ", ".join(filter(None, (what[:1].upper() + what[1:], given, where)))

    def _detail(self, told: Statement) -> str:
        say, session = self.session.say, self.session
        has_lapsed = told.sanction is not None and told.sanction.has_lapsed(session.now)
        lapsed = say(N_("ended, nobody confirmed it")) if has_lapsed else ""
        undone = say(N_("undone since")) if told.undone_at is not None else ""
        waits = told.appealed is not None and told.appealed.decided_at is None
        appeal = say(N_("appealed against")) if waits else ""
        return ", ".join(filter(None, (when(session, told.made_at), lapsed, undone, appeal)))
