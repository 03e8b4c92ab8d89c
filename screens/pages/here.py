"""Who is here now: members who want it seen, and nobody else."""

from __future__ import annotations

from bbs.community import boards, presence
from bbs.language import N_
from screens.page import Action, AnyPage, Result, Stay, Who, action
from screens.view import Item, Listing, Notice, View


class HerePage(AnyPage):
    """Members who are connected and listed, by name. No times: nobody is asked how long, or whether they answer."""

    pattern = "here"
    title = N_("Here now")
    who = Who.MEMBER

    async def view(self) -> View:
        """List them, and say whether the reader is among them."""
        session, say = self.session, self.session.say
        visits, now = session.house.visits, session.now
        connected = {visit.member for visit in visits.everyone() if visits.lets_in(visit.member, now)}
        handles = await session.read(presence.here, session.person, connected)
        items = tuple(Item(handle, to=f"members/{handle}", id=handle) for handle in handles)
        state = N_("You are not listed; nobody sees that you are here. To be listed, {do:list-me/l}.")
        if session.person is not None and session.person.here:
            state = N_("You are listed while you are here. To stop that, {do:stop-listing/s}.")
        listing = Listing(items, say(N_("Nobody who is listed is here now.")))
        return View(say(self.title), (listing, Notice(say(state))))

    def can(self, action: Action) -> bool:
        """Offer the other of the two; being listed to who was let in."""
        person = self.session.person
        is_listed = person is not None and person.here
        if action.name == "list-me":
            return not is_listed and boards.can_read_all(person)
        return is_listed if action.name == "stop-listing" else super().can(action)

    @action("l", N_("list me while I am here"))
    async def list_me(self) -> Result:
        """Let others see that one is here."""
        await self.session.set_own("here", 1)
        return Stay(self.session.say(N_("Members see your name here while you are connected.")), redraw=True)

    @action("s", N_("do not list me"))
    async def stop_listing(self) -> Result:
        """Let nobody see it."""
        await self.session.set_own("here", 0)
        return Stay(self.session.say(N_("Nobody sees any more that you are here.")), redraw=True)
