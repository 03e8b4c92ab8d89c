"""Recent places: where the caller was in this visit, to go there again."""

from __future__ import annotations

from bbs.language import N_
from screens.page import AnyPage
from screens.view import Item, Listing, View


class RecentPage(AnyPage):
    """The places of this visit, the latest first."""

    pattern = "recent"
    title = N_("Recent places")
    needs_store = False
    is_remembered = False

    async def view(self) -> View:
        """List the places."""
        say = self.session.say
        items = tuple(Item(title, to=address) for address, title in self.session.recent.places)
        empty = say(N_("Nowhere yet. What you open in this visit is listed here, and forgotten when you leave."))
        return View(say(self.title), (Listing(items, empty),))
