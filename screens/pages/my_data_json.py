"""All of a member's data as JSON on the screen: what the file has, for who has no way to fetch one."""

from __future__ import annotations

from bbs.community import exporting
from bbs.community.exporting import Whole
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Result, Stay, action
from screens.pages.private import PrivatePage, unlock_first
from screens.view import Block, Notice, Prose, View

AT_ONCE = 40
"""Lines that are shown before more are asked for."""


class MyDataJsonPage(PrivatePage):
    """The lines of the file, some at a time; a script is given all of them and nothing else.

    What is sealed and was not unlocked in this visit is named in it under left_out, as in the file.
    """

    pattern = "my-data/json"
    title = N_("My data as JSON")
    listed = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.first = 0
        self.total = 0
        self.left_out: tuple[str, ...] = ()

    async def inside(self) -> View:
        """Show some lines."""
        whole = await self.session.read(self._gather)
        lines = exporting.as_json(whole).split("\n")
        self.total, self.left_out = len(lines), whole.left_out
        if self.is_scripted:
            return View("", (Prose(tuple(lines)),))
        shown = lines[self.first : self.first + AT_ONCE]
        place = self.session.say(N_("{title}, lines {first} to {last} of {total}"), title=self.session.say(self.title),
                                 first=self.first + 1, last=self.first + len(shown), total=self.total)  # fmt: skip
        sealed = N_("Sealed, and not among it: {names}. {Do:unlock/u} to have it here too.")
        blocks: list[Block] = [Prose(tuple(shown))]
        if self.left_out and not self.first:
            blocks.insert(0, Notice(self.session.say(sealed, names=", ".join(self.left_out))))
        return View(place, tuple(blocks), more=self.first + AT_ONCE < self.total)

    def _gather(self) -> Whole:
        session = self.session
        return exporting.gather(session.private, session.member.handle, without_sealed=True, now=session.now)

    async def more(self) -> bool:
        """Go on to the next lines."""
        if self.first + AT_ONCE >= self.total:
            return False
        self.first += AT_ONCE
        return True

    def whole(self) -> None:
        """Begin at the beginning."""
        super().whole()
        self.first = 0

    def can(self, action: Action) -> bool:
        """Offer to unlock what is sealed."""
        return bool(self.left_out) if action.name == "unlock" else super().can(action)

    @action("u", N_("open what is sealed"))
    async def unlock(self) -> Result:
        """Unlock it for this visit."""

        async def go_on() -> Result:
            self.first = 0
            return Stay(self.session.say(N_("Open.")), redraw=True)

        return unlock_first(self.session, go_on)
