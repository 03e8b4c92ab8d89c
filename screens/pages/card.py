"""The card for the pocket, and two pages to read in peace: what to say to who wants to die, and what stays here."""

from __future__ import annotations

import asyncio
import logging

from bbs.community import crisis_words as words
from bbs.community import plans
from bbs.community.pocket_card import rows_of_card
from bbs.community.shelf import Closed
from bbs.errors import BBSError, NotFound
from bbs.language import N_
from screens.pages.about import prose
from screens.pages.crisis import NO_SUCH_COUNTRY, CrisisPage, Where
from screens.view import Prose, View

log = logging.getLogger(__name__)

NOT_READ = N_("Your safety plan could not be read just now, so it is not on this card.")
PLAN_SECONDS = 0.5
"""How long a card waits for the safety plan of its owner: it is printed without it then."""


class CardPage(CrisisPage):
    """What to have on paper."""

    pattern = "help/card"
    title = N_("A card for your pocket")
    itself = "card"

    async def view(self) -> View:
        """Say the rows of the card, and nothing else, so that they can be printed or copied."""
        session, where = self.session, self.where()
        plan, note = await self._plan()
        if where.code is None:
            which = session.say(N_("Which country are you in? Its numbers are on the card when you name it: card GB."))
            note = " ".join(filter(None, (which, note)))
        here = [line for line in session.house.crisis.lines if line.country == where.code]
        note = " ".join((note, words.not_checked(here, session.house.checks, session.language) or "")).strip()
        rows = rows_of_card(session.house.crisis, where.code, session.now, session.language, plan, note)
        return View(session.say(self.title), (Prose.of(*rows),))

    async def _plan(self) -> tuple[list[tuple[str, str]], str]:
        """Return the parts of their plan that a member wants on it, or why there are none. It never fails the card."""
        session = self.session
        if session.person is None or not self.may_have_plan:
            return [], ""
        reading = asyncio.ensure_future(session.read(plans.for_card, session.private))
        reading.add_done_callback(self._note_failure)
        await asyncio.wait({reading}, timeout=PLAN_SECONDS)
        if not reading.done():
            return [], session.say(NOT_READ)
        error = reading.exception()
        if isinstance(error, Closed):
            return [], session.say(N_("Your safety plan is sealed, so it is not on this card. A visit can open it."))
        if error is not None:
            return [], session.say(NOT_READ)
        titles = session.house.texts.plan
        return [(titles.title(name), text) for name, text in reading.result()], ""

    def _note_failure(self, reading: asyncio.Future[tuple[tuple[str, str], ...]]) -> None:
        """Log by its type alone what kept a plan from the card."""
        if reading.cancelled() or (error := reading.exception()) is None or isinstance(error, BBSError):
            return
        log.error("session %s: a card was printed without its plan: %s", self.session.id, type(error).__name__)


class CardInPage(CardPage):
    """The card for a country named: `ssh help@host card GB`."""

    pattern = "help/card/{country:rest}"
    listed = False

    def where(self) -> Where:
        """Return the country named. Raises NotFound."""
        found = self.session.house.crisis.countries.find(self.parts["country"])
        if len(found) != 1:
            raise NotFound(NO_SUCH_COUNTRY)
        return Where(found[0])


class WhatToSayPage(CrisisPage):
    """For who reads that somebody wants to die, and does not know what to write."""

    pattern = "help/what-to-say"
    title = N_("Someone says they want to die: what to say")
    itself = "what-to-say"

    async def view(self) -> View:
        """Say the words, the emergency number first."""
        where = self.where()
        return View(
            self.session.say(self.title), (Prose.of(self.danger(where)), prose(self.session.house.texts.what_to_say))
        )


class ThisComputerPage(CrisisPage):
    """What a visit leaves behind on a computer that others use."""

    pattern = "help/this-computer"
    title = N_("What stays on this computer")
    itself = "traces"

    async def view(self) -> View:
        """Say the words."""
        return View(self.session.say(self.title), (prose(self.session.house.texts.this_computer),))
