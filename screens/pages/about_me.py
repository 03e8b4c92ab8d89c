"""What the log says about the reader: every act of those who look after this place, in words, without a name."""

from __future__ import annotations

from bbs.community import acts, log
from bbs.community.log import Entry
from bbs.language import N_
from bbs.session import Session
from screens.page import AnyPage, Goto, Result, Who, action
from screens.view import Post, Prose, View
from screens.when import when

A_PAGE = 20
NOTED = N_("What it says stands among all that is held about you: {do:my-data/d}.")


class AboutMePage(AnyPage):
    """All that the log says about a member, for themselves."""

    pattern = "about/me"
    title = N_("About you in the log")
    who = Who.MEMBER

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.after = 0

    async def view(self) -> View:
        """Show it, the newest first."""
        session, say = self.session, self.session.say
        found = await session.read(log.about, session.vault, session.member)
        if not found:
            nothing = N_("Nothing. When those who look after this place do something about you, it stands here.")
            return View(say(self.title), (Prose.of(say(nothing)),))
        shown = found[self.after : self.after + A_PAGE]
        blocks = tuple(self._block(number, one) for number, one in enumerate(shown, self.after + 1))
        return View(say(self.title), blocks, more=len(found) > self.after + A_PAGE, total=len(found))

    async def more(self) -> bool:
        """Go on to older ones."""
        self.after += A_PAGE
        return True

    def _block(self, number: int, one: Entry) -> Post:
        sentence, reason = acts.to_member(one, self.session.language)
        words = NOTED if one.act == "member-noted" else N_("No more was written of it.")
        text = reason or self.session.say(words)
        at, called = when(self.session, one.at), self.session.say(N_("Entry"))
        return Post(str(one.id), sentence, at, text, number=number, called=called)

    @action("d", N_("all that is held about you"), name="my-data")
    async def my_data(self) -> Result:
        """Open what is held about them."""
        return Goto("my-data")

    @action("w", N_("write to the desk"), name="write")
    async def write(self) -> Result:
        """Ask those who look after this place about it."""
        return Goto("desk/note")
