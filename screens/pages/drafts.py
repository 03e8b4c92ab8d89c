"""Drafts: what a member began to write and has not posted, and replies that wait for their hour."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bbs import drafting
from bbs.community import boards, drafts, later, posts
from bbs.community.desk import About
from bbs.community.drafts import Kept
from bbs.community.later import Waiting
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.community.shelf import Kind as Shelved
from bbs.errors import NotFound, NotUnderstood
from bbs.language import N_
from bbs.locker import Again
from bbs.session import Session
from screens.page import Action, AnyPage, Goto, Result, Stay, Who, action
from screens.pages.appointment import DRAFT as APPOINTMENT
from screens.pages.noticed import with_card
from screens.pages.private import PrivatePage
from screens.pages.replying import posted
from screens.view import Item, Listing, Post, Prose, View
from screens.when import hour, when

THREAD = re.compile(r"boards/(?P<board>[^/]+)/post")
NOTE = re.compile(r"desk/note/(?P<about>[^/]+)")
FEEDBACK = re.compile(r"(?P<note>office/feedback/[0-9]+)/(question|answer)")
REPORT = re.compile(r"reports/[0-9]+")
ANSWER = re.compile(r"(?P<note>desk/[0-9]+)/answer")
OF_CASE = re.compile(r"(?P<case>desk/cases/[0-9]+)/note")
OFFICE = "office/"
"""How the places begin where words for everybody are kept while an operator writes them."""
OWN_PAGE, WITH_ME = "members/own", "with-me"
"""Where what somebody writes about themselves is kept while they write it (members.py)."""
PLAN, JOURNAL, CHANGED = "plan/", "journal/", "journal/change/"
"""How the places begin where parts of a plan and journal entries are kept while they are written."""
GROUPS, TEND = "groups/", "tend/"
"""How the places begin where words for a support group are kept while they are written."""
OF_POST = re.compile(r"threads/(?P<thread>[0-9]+)/(?P<what>[a-z]+)/(?P<post>[0-9]+)")
ABOUT_POST = {
    "reply": N_("A reply in {name}"),
    "edit": N_("A change of your post in {name}"),
    "thank": N_("Thanks for a post in {name}"),
    "bookmark": N_("The note of a bookmark in {name}"),
}
"""What is written about a post, by the part of its place that says so."""

SOMETHING = N_("Something you began")
LATER = "later/"
"""How the id of a reply that waits for its hour begins in the list; a draft has its place there."""


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list. `words` say what it is, marked for translation; `name` fills them.

    `to` is where to go on, "" where that is not there any more.
    """

    kept: Kept
    words: str
    name: str
    to: str


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
            return Item(label, detail, line.to, id=kept.place)
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
    """What another device wrote of the same text, while this was written on one; or what was locked meanwhile."""

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
        about = session.say(N_("You wrote this on another device, at the same time. Your newest words have its place."))
        if self.kind is not None:
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
        return View(session.say(self.title), (Prose.of(about), words), total=1)

    place = ""

    @action("u", N_("go on with this one"))
    async def use(self) -> Result:
        """Give it the place, and keep what has it as the other version."""
        session = self.session
        place = await session.write(drafts.exchange, session.member.id, int(self.parts["draft"]))
        (line,) = await session.read(_named, session.member, [Kept(place, session.now)])
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
    return _named(person, drafts.places(person.id)), _named(person, waiting)


def _as_kept(one: Waiting) -> Kept:
    return Kept(one.place, one.goes_at, one.id)


def _named(person: Person, places: list[Kept]) -> list[DraftLine]:
    answered = [int(found["post"]) for kept in places if (found := OF_POST.fullmatch(kept.to))]
    lines = posts.by_id(person, answered)
    return [_line(person, kept, lines) for kept in places]


def _line(person: Person, kept: Kept, answered: dict[int, PostLine]) -> DraftLine:
    """Say what a draft is by the place it is kept under. A place that cannot be named is still listed."""
    try:
        if found := THREAD.fullmatch(kept.to):
            board = boards.get(person, found["board"])
            return DraftLine(kept, N_("A new thread in {name}"), board.title, f"boards/{board.slug}")
        if (found := OF_POST.fullmatch(kept.to)) and (post := answered.get(int(found["post"]))):
            to = f"boards/{post.board}/{post.thread}/{post.number}"
            return DraftLine(kept, ABOUT_POST.get(found["what"], SOMETHING), post.title, to)
        if found := NOTE.fullmatch(kept.to):
            to = "help/person" if found["about"] == About.CRISIS else "desk/note"
            return DraftLine(kept, N_("A note to the desk"), "", to)
        if found := ANSWER.fullmatch(kept.to):
            return DraftLine(kept, N_("An answer to a note"), "", found["note"])
        if found := OF_CASE.fullmatch(kept.to):
            return DraftLine(kept, N_("A note for the others at the desk"), "", found["case"])
    except NotFound:
        pass
    if found := FEEDBACK.fullmatch(kept.to):
        return DraftLine(kept, N_("Feedback to publish"), "", found["note"])
    if kept.to.startswith(OFFICE):
        return DraftLine(kept, N_("Something for the office"), "", kept.to)
    if kept.to == "about/feedback":
        return DraftLine(kept, N_("Feedback on this place"), "", "about/feedback")
    if REPORT.fullmatch(kept.to):
        return DraftLine(kept, N_("More about a report"), "", kept.to)
    if kept.to == OWN_PAGE:
        return DraftLine(kept, N_("What you write about yourself"), "", "my-page")
    if kept.to == WITH_ME:
        return DraftLine(kept, N_("How to be with you"), "", WITH_ME)
    if kept.to == APPOINTMENT:
        return DraftLine(kept, N_("A page for an appointment"), "", APPOINTMENT)
    if kept.to.startswith(PLAN):
        part = kept.to.removeprefix(PLAN)
        return DraftLine(kept, N_("Your safety plan"), "", "plan" if part == "all" else f"plan/{part}")
    if kept.to.startswith(CHANGED):
        return DraftLine(kept, N_("A change in your journal"), "", f"journal/{kept.to.removeprefix(CHANGED)}")
    if kept.to.startswith(JOURNAL):
        return DraftLine(kept, N_("Something for your journal"), "", "journal/write")
    if kept.to.startswith(GROUPS):
        return DraftLine(kept, N_("Something for a support group"), "", _in_group(kept.to))
    if kept.to.startswith(TEND):
        return DraftLine(kept, N_("What the desk is told of a post"), "", kept.to.removesuffix("/refer"))
    return DraftLine(kept, SOMETHING, "", "")


def _in_group(place: str) -> str:
    """Return where words for a support group are gone on with."""
    match place.split("/"):
        case [_, slug, "note"]:
            return f"groups/{slug}/notes"
        case [_, slug, "weekly" | "welcome" | "guidelines"]:
            return f"groups/{slug}/care"
        case [_, slug, "items", number, *_]:
            return f"groups/{slug}/items/{number}"
        case [_, slug, "out", *_]:
            return f"groups/{slug}/out"
        case [_, slug, "ask"]:
            return f"groups/{slug}"
    return "groups"


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
