"""Who came with whose joining code, for those who look after the place."""

from __future__ import annotations

from bbs.community import invitations, members, sweeps
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Goto, Result, Stay, Who, action
from screens.view import Item, Listing, Prose, View
from screens.when import day


class InvitedPage(AnyPage):
    """The way somebody came here, and who came from them."""

    pattern = "desk/members/{handle}/invitations"
    title = N_("Who came with whom")
    who = Who.STAFF
    listed = False
    is_remembered = False
    hindered: Refusal | None = None
    """Why what they wrote is not taken away as spam."""

    async def view(self) -> View:
        """Say who let them in, then list who came from them, each behind who let them in."""
        session, say = self.session, self.session.say
        path, found, self.hindered = await session.read(self._fetch)
        handle = self.parts["handle"].lower()
        items = tuple(
            Item(
                one.handle,
                say(N_("invited by {name}, joined {day}"), name=one.by, day=day(session, one.joined_at)),
                f"desk/members/{one.handle}/invitations",
            )
            for one in found
        )
        nobody = say(N_("Nobody came with a joining code of theirs."))
        listing = Listing(items, nobody, say(N_("Who came from them")))
        return View(say(N_("Who came with {handle}"), handle=handle), (Prose.of(way_in(session, path)), listing))

    def _fetch(self) -> tuple[list[str], list[invitations.Invited], Refusal | None]:
        person, staff = members.by_handle(self.parts["handle"]), self.session.person
        if person is None:
            raise NotFound
        path, tree = invitations.path(staff, person.id), invitations.tree(staff, person.handle)
        return path, tree, sweeps.hindered(staff, person.handle)

    def can(self, action: Action) -> bool:
        """Offer what may be done about them."""
        return self.hindered is None if action.name == "sweep" else super().can(action)

    async def instead(self, action: Action) -> Stay | None:
        """Say why it may not."""
        if action.name == "sweep" and self.hindered is not None:
            return Stay(self.hindered.words(self.session.language), refused=True)
        return await super().instead(action)

    @action("x", N_("take their spam away"), name="sweep")
    async def sweep(self) -> Result:
        """Open the page where one account, or all of these, can be closed."""
        return Goto(f"desk/sweep/{self.parts['handle'].lower()}")


def way_in(session: Session, path: list[str]) -> str:
    """Say how somebody came in: with whose code, and how those came."""
    if not path:
        return session.say(N_("They came without a joining code of a member."))
    if len(path) == 1:
        return session.say(N_("They came with a joining code by {name}."), name=path[0])
    names = ", ".join(path[1:])
    return session.say(N_("They came with a joining code by {name}; before that: {names}."), name=path[0], names=names)
