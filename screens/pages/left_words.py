"""What a member wrote in groups they left, or were put out of: to read, and to take away, one by one."""

from __future__ import annotations

from bbs.community import left_words
from bbs.community.left_words import LeftWords
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Result, Stay, action
from screens.pages.private import PrivatePage
from screens.view import Post, Prose, View
from screens.when import when

ABOUT = N_("What you wrote in groups that you are not in any more. It is yours; what others wrote there is theirs.")


class LeftWordsPage(PrivatePage):
    """One's own words in such groups, some at a time."""

    pattern = "my-data/in-groups"
    title = N_("Your words in groups you left")

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.after = 0
        self.shown: list[LeftWords] = []

    async def inside(self) -> View:
        """Show them, the oldest first."""
        session, say = self.session, self.session.say
        most = left_words.AT_ONCE
        found = await session.read(left_words.own, session.member, after=self.after, limit=most + 1)
        self.shown = found[:most]
        if not found:
            return View(say(self.title), (Prose.of(say(N_("There is nothing of yours in any group you left."))),))
        blocks = tuple(self._block(one, n) for n, one in enumerate(self.shown, 1))
        total = len(blocks) if len(found) <= most else 0
        return View(say(self.title), (Prose.of(say(ABOUT)), *blocks), more=len(found) > most, total=total)

    def _block(self, one: LeftWords, number: int) -> Post:
        session = self.session
        kind = session.say(N_("taken out of sight by a moderator")) if one.by_staff else ""
        return Post(
            str(one.id),
            session.say(N_("you")),
            when(session, one.posted_at),
            one.text,
            kind=kind,
            where=one.group,
            note=one.note,
            number=number,
        )

    async def more(self) -> bool:
        """Go on to the next."""
        if not self.shown:
            return False
        self.after = self.shown[-1].id
        return True

    def can(self, action: Action) -> bool:
        """Offer taking away where there is something."""
        return bool(self.shown) if action.name == "take-away" else super().can(action)

    @action(
        "x",
        N_("take one away, for good"),
        name="take-away",
        on_item=True,
        confirm=N_("Take it away? Its words are gone at once, for everybody."),
    )
    async def take_away(self, item: str) -> Result:
        """Take one's own words away."""
        session = self.session
        if not item.isdecimal():
            raise NotFound
        await session.write(left_words.take_away, session.member, int(item), now=session.now)
        return Stay(session.say(N_("It is gone.")), redraw=True)
