"""A member's own visits now: seeing them, and ending one that was left open somewhere."""

from __future__ import annotations

from bbs.errors import NotFound
from bbs.language import N_
from bbs.visits import Visit
from screens.page import Action, AnyPage, Leave, Result, Stay, Who, action
from screens.view import Item, Listing, View
from screens.when import when

MODES = {"line": N_("plain lines"), "full": N_("full screen")}
ENDED = N_("This visit was ended from another visit of yours. What you were writing is kept.")


class SessionsPage(AnyPage):
    """Where a member is signed in now."""

    pattern = "settings/sessions"
    title = N_("Your visits")
    who = Who.MEMBER

    async def view(self) -> View:
        """List the visits, the longest first."""
        say = self.session.say
        return View(say(self.title), (Listing(tuple(map(self._item, self._own())), say(N_("There are none."))),))

    def _own(self) -> list[Visit]:
        return self.session.house.visits.of(self.session.member.id)

    def _item(self, visit: Visit) -> Item:
        say = self.session.say
        mine = visit.id == self.session.id
        since = say(N_("since {when}"), when=when(self.session, visit.since))
        mode = say(MODES.get(visit.mode, ""))
        return Item(
            say(N_("This one")) if mine else say(N_("Another")),
            since if mine or not mode else f"{mode}, {since}",
            id=visit.id,
        )

    def can(self, action: Action) -> bool:
        """Offer ending the others where there are others."""
        if action.name == "others":
            return len(self._own()) > 1
        return super().can(action)

    @action("e", N_("end one"), on_item=True)
    async def end(self, item: str) -> Result:
        """End one visit; their own too."""
        visit = next((each for each in self._own() if each.id == item), None)
        if visit is None:
            raise NotFound(N_("That visit is over already."))
        if visit.id == self.session.id:
            return Leave(self.session.say(N_("Goodbye. Come back any time.")))
        visit.end(self.session.say(ENDED))
        return Stay(self.session.say(N_("Ended.")))

    @action("o", N_("end all others"), confirm=N_("End all your other visits? Drafts are kept."))
    async def others(self) -> Result:
        """End every visit but this one."""
        others = [visit for visit in self._own() if visit.id != self.session.id]
        for visit in others:
            visit.end(self.session.say(ENDED))
        return Stay(self.session.say(N_("Ended.")))
