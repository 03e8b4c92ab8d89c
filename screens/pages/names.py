"""What people are called on a page, and the way to their own pages."""

from __future__ import annotations

from bbs.community import profiles
from bbs.community.posts import PostLine
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from screens.page import Goto

WORDS_SHOWN = 100
"""Characters of how to be with somebody that stand above a reply to them."""


def name_of(session: Session, line: PostLine) -> str:
    """Return who wrote a post: a handle, the place itself, a colour for a name, or somebody who left."""
    if line.by_house:
        return session.house.name
    if line.nameless:
        return somebody(session, line.nameless)
    return line.author or session.say(N_("somebody who left"))


async def page_of(session: Session, handle: str) -> Goto:
    """Return the way to the page of who wrote something. Raises NotFound for who has none."""
    if not handle:
        raise NotFound(N_("The place itself wrote that, or somebody who left or gave no name: they have no page."))
    page = await session.read(profiles.get, session.person, handle)
    return Goto(f"members/{page.handle}")


def words_with(session: Session, handle: str, words: str) -> str:
    """Return in one line how to be with somebody, and where the whole is if that is more."""
    line = " ".join(words.split())
    if len(line) <= WORDS_SHOWN:
        return session.say(N_("{name} wrote how to be with them: {words}"), name=handle, words=line)
    begun = line[:WORDS_SHOWN].rpartition(" ")[0] or line[:WORDS_SHOWN]
    more = N_("{name} wrote how to be with them: {words} ... All of it: go members/{name}/with-them")
    return session.say(more, name=handle, words=begun)


def somebody(session: Session, word: str) -> str:
    """Return what somebody is called who writes without their name, under a colour."""
    colour, _, turn = word.partition(" ")
    return session.say(N_("somebody in {colour}"), colour=" ".join(filter(None, (session.say(colour), turn))))
