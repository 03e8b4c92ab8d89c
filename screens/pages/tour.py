"""Being shown round the desk and the office: offered once to whoever is new there, and there to be taken again."""

from __future__ import annotations

from contextlib import suppress

from bbs.community import shifts
from bbs.errors import BBSError
from bbs.language import N_
from screens.page import Goto, Result, Who, action
from screens.pages.shifts import own_standing
from screens.pages.stepping import SteppingPage
from screens.view import Paced, Prose, View


class TourPage(SteppingPage):
    """A few steps through the desk, and for operators through the office."""

    pattern = "desk/tour"
    title = N_("Being shown round")
    who = Who.STAFF

    async def view(self) -> View:
        """Show the steps. Who has seen them is not offered them again."""
        session, tour = self.session, self.session.house.texts.tour
        if own_standing(session).toured_at is None and session.person is not None:
            with suppress(BBSError):  # then it is offered once more
                said = await session.write(shifts.shown_round, session.person, now=session.now)
                session.house.shifts[session.person.id] = said
        steps = tour.desk + (tour.office if Who.OPERATOR.includes(session) else ())
        way_out = session.say(N_("b goes back; to see this again: go desk/tour."))
        at = self.came_to if self.came_to + 1 < len(steps) else 0  # whoever has seen all of it begins anew
        return View(session.say(self.title), (Paced(steps, way_out, at=at), Prose.of(tour.closing)))

    def enter(self) -> str:
        """Enter goes on to the course, at the end."""
        return "course"

    @action("c", N_("try the course"), name="course")
    async def course(self) -> Result:
        """Open the course."""
        return Goto("desk/course")
