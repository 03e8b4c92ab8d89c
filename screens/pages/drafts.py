"""Drafts: what a member began to write and has not posted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bbs.community import boards, drafts, posts
from bbs.community.desk import About
from bbs.community.drafts import Kept
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.errors import NotFound
from bbs.language import N_
from screens.page import Action, AnyPage, Result, Stay, Who, action
from screens.view import Item, Listing, View
from screens.when import when

THREAD = re.compile(r"boards/(?P<board>[^/]+)/post")
NOTE = re.compile(r"desk/note/(?P<about>[^/]+)")
ANSWER = re.compile(r"(?P<note>desk/[0-9]+)/answer")
OWN_PAGE, WITH_ME = "members/own", "with-me"
"""Where what somebody writes about themselves is kept while they write it (members.py)."""
REPLY = re.compile(r"boards/(?P<board>[^/]+)/(?P<thread>[0-9]+)/reply/(?P<post>[0-9]+)")


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list. `words` say what it is, marked for translation; `name` fills them.

    `to` is where to go on, "" where that is not there any more.
    """

    place: str
    kept_at: int
    words: str
    name: str
    to: str


class DraftsPage(AnyPage):
    """All drafts of a member."""

    pattern = "drafts"
    title = N_("Drafts")
    previews = True
    who = Who.MEMBER

    async def view(self) -> View:
        """List them, the newest first."""
        session = self.session
        assert session.person is not None  # noqa: S101 - `who` says so
        lines = await session.read(_lines, session.person)
        self.is_empty = not lines
        items = tuple(
            Item(
                session.say(line.words, name=line.name),
                session.say(N_("since {when}"), when=when(session, line.kept_at)),
                line.to,
                id=line.place,
            )
            for line in lines
        )
        return View(session.say(self.title), (Listing(items, session.say(N_("You have none."))),))

    is_empty = True

    def can(self, action: Action) -> bool:
        """Offer dropping one where there is one."""
        return not self.is_empty if action.name == "drop" else super().can(action)

    @action("d", N_("drop one"), on_item=True, confirm=N_("Drop this draft? Its words are gone then."))
    async def drop(self, item: str) -> Result:
        """Forget a draft."""
        await self.session.drop_draft(item)
        return Stay(self.session.say(N_("Dropped.")), redraw=True)


def _lines(person: Person) -> list[DraftLine]:
    places = drafts.places(person.id)
    answered = [int(found["post"]) for kept in places if (found := REPLY.fullmatch(kept.place))]
    lines = posts.by_id(person, answered)
    return [_line(person, kept, lines) for kept in places]


def _line(person: Person, kept: Kept, answered: dict[int, PostLine]) -> DraftLine:
    """Say what a draft is by the place it is kept under. A place that cannot be named is still listed."""
    try:
        if found := THREAD.fullmatch(kept.place):
            board = boards.get(person, found["board"])
            return DraftLine(
                kept.place, kept.kept_at, N_("A new thread in {name}"), board.title, f"boards/{board.slug}"
            )
        if (found := REPLY.fullmatch(kept.place)) and (post := answered.get(int(found["post"]))):
            to = f"boards/{post.board}/{post.thread}/{post.number}"
            return DraftLine(kept.place, kept.kept_at, N_("A reply in {name}"), post.title, to)
        if found := NOTE.fullmatch(kept.place):
            to = "help/person" if found["about"] == About.CRISIS else "desk/note"
            return DraftLine(kept.place, kept.kept_at, N_("A note to the desk"), "", to)
        if found := ANSWER.fullmatch(kept.place):
            return DraftLine(kept.place, kept.kept_at, N_("An answer to a note"), "", found["note"])
    except NotFound:
        pass
    if kept.place == OWN_PAGE:
        return DraftLine(kept.place, kept.kept_at, N_("What you write about yourself"), "", "my-page")
    if kept.place == WITH_ME:
        return DraftLine(kept.place, kept.kept_at, N_("How to be with you"), "", WITH_ME)
    return DraftLine(kept.place, kept.kept_at, N_("Something you began"), "", "")
