"""Reading a thread of a members-only group because a report leads there: with a reason, for a day, and on record."""

from __future__ import annotations

import re

from bbs.community import group_looks
from bbs.community.hands import TITLE
from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.draft_places import LOOK
from screens.pages.post_blocks import post_block
from screens.view import Field, Item, Listing, Prose, View
from screens.when import coming

THREAD = re.compile(r"(?:boards/[^/]+/)?([0-9]{1,9})(?:/[0-9]+)?")


class LooksPage(AnyPage):
    """The threads that one of the staff may read for a while, and the way to another."""

    pattern = "looks"
    title = N_("Looks into groups")
    who = Who.STAFF

    async def view(self) -> View:
        """List what is open to them now."""
        session, say = self.session, self.session.say
        found = await session.read(group_looks.mine, session.person, now=session.now)
        items = tuple(
            Item(
                one.title or say(N_("taken away")),
                say(N_("{group}, until {when}"), group=one.group, when=coming(session, one.until)),
                f"looks/{one.thread}",
            )
            for one in found
        )
        about = N_(
            "You read in a members-only group where a case leads you, one thread for a day. The group is shown that."
        )
        return View(
            say(self.title),
            (Prose.of(say(about)), Listing(items, say(N_("No thread is open to you now.")), name=say(N_("Threads")))),
        )

    @action("l", N_("look at a thread that a case is about"), name="look")
    async def look_(self) -> Result:
        """Ask for the thread and the reason."""
        return ask_look(self.session)


def ask_look(session: Session) -> Ask:
    """Return the question for the thread and the reason of a look. Both wait as a draft, also where it is refused."""

    async def check(typed: str) -> str:
        if not THREAD.fullmatch(typed.strip("/ ")):
            raise NotUnderstood(N_("Its address, such as boards/grief-group/12, or its number."))
        return typed

    async def send(values: Values) -> Result:
        met = THREAD.fullmatch(values["thread"].strip("/ "))
        number = int(met[1]) if met else 0
        address = await session.write(
            group_looks.look, session.vault, session.person, number, values["reason"], now=session.now
        )
        return Goto(address)

    where = N_("The thread that the case is about: its address, such as boards/grief-group/12.")
    thread = Field("thread", N_("Which thread"), intro=session.say(where), limit=80, check=check, draft=LOOK + TITLE)
    intro = N_("Why you look. Everybody in that group reads it, with the time; not your name.")
    reason = Field("reason", N_("Your reason"), intro=session.say(intro), limit=group_looks.REASON, draft=LOOK)
    return Ask((thread, reason), send, confirm=N_("Look"))


class LookPage(AnyPage):
    """A thread of a group that one of the staff is not in: a report leads there, for a day, on record."""

    pattern = "looks/{thread:int}"
    title = N_("A look into a group")
    who = Who.STAFF
    listed = False
    is_remembered = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.first = 1
        self.last = 0
        self.opened: set[int] = set()
        self.covered: set[int] = set()

    async def view(self) -> View:
        """Show posts, a stretch at a time."""
        session, say = self.session, self.session.say
        thread = int(self.parts["thread"])
        found = await session.read(group_looks.read, session.person, thread, first=self.first, now=session.now)
        self.last = found.posts[-1].number if found.posts else 0
        about = say(
            N_("{group}. You read this until {when}; the group is shown that you looked, and your reason."),
            group=found.board_title,
            when=coming(session, found.until),
        )
        blocks = tuple(post_block(session, line, opened=line.id in self.opened) for line in found.posts)
        self.covered = {int(block.id) for block in blocks if block.collapsed}
        title = say(N_("Thread: {title}"), title=found.title or say(N_("taken away")))
        return View(title, (Prose.of(about), *blocks), more=found.more, total=found.total)

    async def more(self) -> bool:
        """Go on to the posts that follow."""
        self.first = self.last + 1
        return True

    def can(self, action: Action) -> bool:
        """Offer opening where something is closed."""
        return bool(self.covered) if action.name == "open" else super().can(action)

    @action("o", N_("open what is closed"), name="open", on_item=True)
    async def open_(self, item: str) -> Result:
        """Show a collapsed post."""
        self.opened.add(int(item))
        return Stay(redraw=True)
