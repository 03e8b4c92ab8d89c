"""Drafts: what a member began to write and has not posted, and replies that wait for their hour."""

from __future__ import annotations

from bbs import drafting
from bbs.community import drafts, later
from bbs.community.drafts import Kept
from bbs.community.later import Waiting
from bbs.community.members import Person
from bbs.community.shelf import Kind as Shelved
from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.locker import Again
from bbs.session import Session
from screens.page import Action, AnyPage, Goto, Result, Stay, Who, action
from screens.pages.draft_places import DraftLine, named
from screens.pages.noticed import with_card
from screens.pages.private import PrivatePage
from screens.pages.replying import posted
from screens.view import Item, Listing, Post, Prose, View
from screens.when import hour, when

LATER = "later/"
"""How the id of a reply that waits for its hour begins in the list; a draft has its place there."""


class DraftsPage(AnyPage):
    """All drafts of a member, after the replies that are to go out."""

    pattern = "drafts"
    title = N_("Drafts")
    previews = True
    who = Who.MEMBER
    has_drafts = False
    has_waiting = False

    async def view(self) -> View:
        """List them: what goes out next, then the newest drafts."""
        session = self.session
        lines, waiting = await session.read(_lines, session.member)
        self.has_drafts, self.has_waiting = bool(lines), bool(waiting)
        items = (*(self._waiting(line) for line in waiting), *(self._draft(line) for line in lines))
        return View(session.say(self.title), (Listing(items, session.say(N_("You have none."))),))

    def _waiting(self, line: DraftLine) -> Item:
        say = self.session.say
        detail = say(N_("goes at {time}"), time=hour(self.session, line.kept.kept_at))
        return Item(say(line.words, name=line.name), detail, line.to, id=f"{LATER}{line.kept.id}")

    def _draft(self, line: DraftLine) -> Item:
        session, kept = self.session, line.kept
        detail = session.say(N_("since {when}"), when=when(session, kept.kept_at))
        if kept.returned:
            came = N_("came back {when}: it could not go out")
            detail = session.say(came, when=when(session, kept.kept_at))
        label = session.say(line.words, name=line.name)
        if not kept.is_beside:
            return Item(label, detail, line.to or f"drafts/{kept.id}", id=kept.place)
        label = session.say(N_("{what}, other version"), what=label)
        return Item(label, detail, f"drafts/{kept.id}", id=kept.place)

    def can(self, action: Action) -> bool:
        """Offer what there is something for."""
        if action.name in ("take-back", "send-now"):
            return self.has_waiting
        return self.has_drafts or self.has_waiting if action.name == "drop" else super().can(action)

    @action("s", N_("send one now"), on_item=True)
    async def send_now(self, item: str) -> Result:
        """Post a reply before its hour."""
        session = self.session
        sent = await session.write(
            later.send_now,
            session.vault,
            session.person,
            _later(item),
            now=session.now,
            writing=session.house.config.writing,
        )
        return with_card(session, sent, Stay(await posted(session, sent), redraw=True))

    @action("x", N_("take one back"), on_item=True)
    async def take_back(self, item: str) -> Result:
        """Make a draft again of a reply that waits for its hour."""
        session = self.session
        await session.write(later.take_back, session.vault, session.member.id, _later(item), now=session.now)
        return Stay(session.say(N_("It is a draft again.")), redraw=True)

    @action("d", N_("drop one"), on_item=True, confirm=N_("Drop this? Its words are gone then."))
    async def drop(self, item: str) -> Result:
        """Forget a draft, or a reply before it goes out."""
        if item.startswith(LATER):
            await self.session.write(later.drop, self.session.member.id, _later(item))
        else:
            await drafting.drop(self.session, item)
        return Stay(self.session.say(N_("Dropped.")), redraw=True)


def _later(item: str) -> int:
    """Return which reply that waits is meant. Raises NotUnderstood for a draft."""
    if not item.startswith(LATER):
        raise NotUnderstood(N_("That is a draft; nothing sends it but you. Choose one that says when it goes."))
    return int(item.removeprefix(LATER))


class OtherVersionPage(PrivatePage):
    """What another device wrote of the same text, while this was written on one; or what was locked meanwhile.

    What was begun for a place that is not there any more is read here too.
    """

    pattern = "drafts/{draft:int}"
    title = N_("Other version")
    listed = False
    kind: Shelved | None = None

    async def _look_whether(self) -> None:
        """Close it where it is to become something private that is closed itself."""
        session, draft = self.session, int(self.parts["draft"])
        self.kind = await session.read(drafts.kind_of, session.private.member, draft)
        self.keeps = (self.kind,) if self.kind else ()
        await super()._look_whether()
        self.closed = self.closed if self.kind else Again.NOTHING

    async def inside(self) -> View:
        """Show it whole."""
        session = self.session
        other = await session.read(
            drafts.other, session.vault, session.member.id, int(self.parts["draft"]), session.locker.key
        )
        self.place = other.kept.place
        self.is_beside = other.kept.is_beside
        about = session.say(N_("You wrote this on another device, at the same time. Your newest words have its place."))
        if not self.is_beside:
            about = session.say(N_("It cannot be gone on with where you began it. Your words are kept here."))
        elif self.kind is not None:
            before = N_("You began this before, or on another device. Your newest words have its place.")
            about = session.say(before)
        words = Post(
            id=str(other.kept.id),
            author=session.member.handle,
            when=when(session, other.kept.kept_at),
            text=other.text,
            where=f'"{other.title}"' if other.title else "",
            number=1,
        )
        title = self.title if self.is_beside else N_("What you began")
        return View(session.say(title), (Prose.of(about), words))

    place = ""
    is_beside = True

    def can(self, action: Action) -> bool:
        """Offer to go on with what has a place."""
        return self.is_beside if action.name == "use" else super().can(action)

    @action("u", N_("go on with this one"))
    async def use(self) -> Result:
        """Give it the place, and keep what has it as the other version."""
        session = self.session
        place = await session.write(drafts.exchange, session.member.id, int(self.parts["draft"]))
        (line,) = await session.read(named, session.member, [Kept(place, session.now)])
        notice = session.say(N_("This is your draft there now. The one that was is kept, under Drafts."))
        return Goto(line.to or "drafts", notice, replace=True)

    @action("d", N_("drop it"), confirm=N_("Drop this version? Its words are gone then."))
    async def drop(self) -> Result:
        """Forget it."""
        await self.view()
        await drafting.drop(self.session, self.place)
        return Goto("drafts", self.session.say(N_("Dropped.")), replace=True)


def _lines(person: Person) -> tuple[list[DraftLine], list[DraftLine]]:
    """Return drafts, and replies that are to go out."""
    waiting = [_as_kept(one) for one in later.waiting(person.id)]
    return named(person, drafts.places(person.id)), named(person, waiting)


def _as_kept(one: Waiting) -> Kept:
    return Kept(one.place, one.goes_at, one.id)


async def draft_item(session: Session, person: Person) -> Item | None:
    """Return the line of home that leads to drafts, where there is something: how many, and what they should know."""
    kept = await session.read(drafts.places, person.id)
    waiting = len(await session.read(later.waiting, person.id))
    count = session.language.count
    details = [count("{n} kept", "{n} kept", len(kept)) if kept else ""]
    details += [count("{n} to go out", "{n} to go out", waiting) if waiting else ""]
    details += [session.say(N_("one came back unsent")) if any(one.returned for one in kept) else ""]
    said = ", ".join(filter(None, details))
    return Item(session.say(N_("Drafts")), said, "drafts") if said else None
