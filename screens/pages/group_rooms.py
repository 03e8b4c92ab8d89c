"""What stands beside a support group's threads: what matters, who lets themselves be found, looks from outside."""

from __future__ import annotations

from bbs.community import group_joining, group_looks, groups
from bbs.community.groups import GroupLine
from bbs.errors import NotFound
from bbs.language import N_
from screens.page import AnyPage, Who
from screens.view import Item, Listing, Prose, View
from screens.when import when


class GroupGuidelinesPage(AnyPage):
    """What matters to a group, in its own words."""

    pattern = "groups/{group}/guidelines"
    title = N_("What matters to this group")
    who = Who.MEMBER
    listed = False

    async def view(self) -> View:
        """Show them."""
        session = self.session
        found = await session.read(groups.get, session.person, self.parts["group"].lower())
        if not found.guidelines:
            raise NotFound
        title = session.say(N_("{group}, what matters"), group=found.line.title)
        return View(title, (Prose.of(*found.guidelines.split("\n\n")),))


class GroupPeoplePage(AnyPage):
    """Those in a group who let the others find them."""

    pattern = "groups/{group}/people"
    title = N_("Who is in it")
    who = Who.MEMBER
    listed = False

    async def view(self) -> View:
        """List their names."""
        session, slug = self.session, self.parts["group"].lower()
        line, found = await session.read(self._fetch, slug)
        items = tuple(Item(handle, to=f"members/{handle}") for handle in found)
        about = session.say(N_("Only those who said so are listed here. Others prefer to be in it unlisted."))
        empty = session.say(N_("Nobody lets themselves be found here yet."))
        title = session.say(N_("{group}, who is in it"), group=line.title)
        return View(title, (Prose.of(about), Listing(items, empty, name=session.say(N_("Names")))))

    def _fetch(self, slug: str) -> tuple[GroupLine, list[str]]:
        return groups.line(self.session.person, slug), group_joining.listed(self.session.person, slug)


class GroupLooksPage(AnyPage):
    """When somebody who looks after the place looked at a thread of a group, and why."""

    pattern = "groups/{group}/looks"
    title = N_("Looks from outside")
    who = Who.MEMBER
    listed = False

    async def view(self) -> View:
        """List them, newest first."""
        session, slug = self.session, self.parts["group"].lower()
        found = await session.read(group_looks.of_group, session.vault, session.person, slug)
        items = tuple(
            Item(look.title or session.say(N_("taken away")), f"{when(session, look.at)}: {look.reason}",
                 f"boards/{slug}/{look.thread}")
            for look in found
        )  # fmt: skip
        about = N_(
            "Only those who are in this group read it, moderators too. Where a report leads one of them to a thread "
            "from outside, they say why, and it is here."
        )
        empty = session.say(N_("Nobody looked."))
        return View(
            session.say(self.title),
            (Prose.of(session.say(about)), Listing(items, empty, name=session.say(N_("Looks")))),
        )
