"""Joining codes: how staff let somebody in where joining takes a code."""

from __future__ import annotations

from bbs.community import joining, office_acts
from bbs.language import N_
from screens.page import Action, AnyPage, Result, Stay, Who, action
from screens.view import Block, Item, Listing, Notice, View
from screens.when import when


class JoiningCodesPage(AnyPage):
    """The codes that were made and not used yet. A code itself is said when it is made, while this page is open."""

    pattern = "desk/codes"
    title = N_("Joining codes")
    who = Who.STAFF

    has_codes = False
    made = ""

    async def view(self) -> View:
        """List unused codes by who made them and when."""
        session = self.session
        unused = await session.read(joining.unused_codes)
        self.has_codes = bool(unused)
        items = tuple(
            Item(session.say(N_("made by {name}"), name=code.by), when(session, code.made_at), id=str(code.id))
            for code in unused
        )
        blocks: list[Block] = []
        if self.made:
            words = N_("Made just now: {code}. It stands here until you go.")
            blocks.append(Notice(session.say(words, code=self.made)))
        return View(session.say(self.title), (*blocks, Listing(items, session.say(N_("None is waiting.")))))

    def can(self, action: Action) -> bool:
        """Offer ending one where there is one."""
        return self.has_codes if action.name == "end" else super().can(action)

    @action("m", N_("make a code"))
    async def make(self) -> Result:
        """Make a code for one new member, and say it."""
        session = self.session
        code = self.made = await session.write(office_acts.make_code, session.vault, session.person, now=session.now)
        words = N_("{code}. It works once, and is not shown again: pass it on now.")
        return Stay(session.say(words, code=code), redraw=True)

    @action("e", N_("end a code"), on_item=True, confirm=N_("End this code? Nobody can join with it then."))
    async def end(self, item: str) -> Result:
        """Take an unused code back."""
        session = self.session
        await session.write(office_acts.end_code, session.vault, int(item), session.person, now=session.now)
        self.made = ""
        return Stay(session.say(N_("Ended.")), redraw=True)
