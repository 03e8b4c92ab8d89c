"""What is announced to everybody: at the door, at home until it is put away, and on a page of its own."""

from __future__ import annotations

from bbs.community import announcements
from bbs.community.announcements import Announcement
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Goto, Result, Who, action
from screens.view import Notice, Prose, View
from screens.when import coming

FROM = N_("From the people who run this place: {words}")
NONE = N_("Nothing is announced just now.")


def at_the_door(session: Session) -> str:
    """Return what the door says of it, "" where nothing is announced."""
    now = session.house.announcement
    return session.say(FROM, words=now.text) if now is not None else ""


def unread(session: Session) -> Announcement | None:
    """Return what is announced, where a member did not put it away."""
    now, person = session.house.announcement, session.person
    return now if now is not None and person is not None and person.announced < now.id else None


def announced(session: Session) -> list[Notice]:
    """Return what home says of it, for a member who did not put it away, and for guests; nothing otherwise."""
    if session.person is None:
        return [Notice(words)] if (words := at_the_door(session)) else []
    if (now := unread(session)) is None:
        return []
    return [Notice(session.say(N_("{said} To put it away: {do:put-away/a}."), said=session.say(FROM, words=now.text)))]


async def put_away(session: Session) -> Result:
    """Show it at home no more."""
    if (now := unread(session)) is not None:
        session.signed_in(await session.write(announcements.put_away, session.person, now.id))
    return Goto("home", session.say(N_("It is put away. About this place has it while it holds.")), replace=True)


class AnnouncementPage(AnyPage):
    """What is announced now, whole."""

    pattern = "announcement"
    title = N_("What is announced")
    is_remembered = False

    async def view(self) -> View:
        """Say it, and until when."""
        session, say = self.session, self.session.say
        now = session.house.announcement
        if now is None:
            return View(say(self.title), (Prose.of(say(NONE)),))
        until = say(N_("It holds until {when}."), when=coming(session, now.until))
        return View(say(self.title), (Prose.of(say(FROM, words=now.text), until),))

    def can(self, action: Action) -> bool:
        """Offer to put it away while it is at home."""
        return unread(self.session) is not None if action.name == "put-away" else super().can(action)

    @action("a", N_("put it away"), name="put-away", who=Who.MEMBER)
    async def put_away(self) -> Result:
        """Show it at home no more."""
        return await put_away(self.session)
