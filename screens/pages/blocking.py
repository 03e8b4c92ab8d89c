"""Blocking: closing what somebody writes for oneself, and undoing it. Whoever is blocked never learns of it."""

from __future__ import annotations

from bbs.community import blocks, members
from bbs.community.blocks import Blocked
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Result, Stay, Who, action
from screens.view import Item, Listing, Prose, View


async def block(session: Session, handle: str) -> Result:
    """Block somebody, for who was asked already whether they mean it."""
    blocked = await session.write(blocks.block, session.person, handle, now=session.now)
    await _refresh(session)
    words = N_("Blocked. {name} is not told. To undo it: go blocked.")
    if blocked.is_staff:
        words = N_("Blocked. {name} looks after this place, so posts of theirs stay open. To undo it: go blocked.")
    return Stay(session.say(words, name=blocked.handle), redraw=True)


async def unblock(session: Session, block_id: int) -> Result:
    """Undo a block."""
    await session.write(blocks.unblock, session.member, block_id)
    await _refresh(session)
    return Stay(session.say(N_("Undone. What they write is open again.")), redraw=True)


async def _refresh(session: Session) -> None:
    """Take a new picture of the caller, who hears no news of whom they block."""
    session.person = await session.read(members.by_id, session.member.id)


class BlockedPage(AnyPage):
    """Whom a member blocks."""

    pattern = "blocked"
    title = N_("Blocked")
    who = Who.MEMBER
    is_empty = True

    async def view(self) -> View:
        """List them by name."""
        session, say = self.session, self.session.say
        found = await session.read(blocks.listed, session.member)
        self.is_empty = not found
        about = N_("What they write is closed for you and does not reach you. Nobody but you knows.")
        listing = Listing(tuple(map(self._item, found)), say(N_("You block nobody.")))
        return View(say(self.title), (Prose.of(say(about)), listing) if found else (listing,))

    def _item(self, one: Blocked) -> Item:
        say = self.session.say
        if not one.handle:
            return Item(say(N_("somebody who left")), id=str(one.id))
        detail = say(N_("looks after this place, so posts of theirs stay open")) if one.is_staff else ""
        return Item(one.handle, detail, f"members/{one.handle}", id=str(one.id))

    def can(self, action: Action) -> bool:
        """Offer undoing where there is something."""
        return not self.is_empty if action.name == "unblock" else super().can(action)

    @action("u", N_("undo one"), on_item=True)
    async def unblock(self, item: str) -> Result:
        """Undo one of them."""
        return await unblock(self.session, int(item))
