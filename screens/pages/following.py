"""Following and muting: asking for it, and the page that lists all of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bbs.community import following, members
from bbs.community.following import Chosen, Kind, State, Subject
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Result, Stay, Values, Who, action
from screens.view import Choice, Field, Item, Listing, Prose, View
from screens.view import Kind as FieldKind

CHOICES = (
    Choice(State.FOLLOWED, N_("follow")),
    Choice(State.MUTED, N_("mute")),
    Choice(State.NEITHER, N_("neither")),
)
ABOUT = {
    Kind.BOARD: N_("{name}: what you follow comes first in New; what you mute is left out of it."),
    Kind.THREAD: N_('The thread "{name}". What you follow comes first in New; what you mute is left out of it.'),
    Kind.WRITER: N_(
        "What {name} writes. Followed, their threads come first in New. Muted, it is left out of New and closed in "
        "threads. They are not told."
    ),
}
DONE = {
    State.FOLLOWED: N_("Followed. It comes first in New."),
    State.MUTED: N_("Muted. It is left out of New. To change that: go following."),
    State.NEITHER: N_("Neither followed nor muted."),
}
CALLED = {Kind.BOARD: N_("Board: {name}"), Kind.THREAD: N_('Thread: "{name}"'), Kind.WRITER: N_("Writer: {name}")}


async def ask_following(
    session: Session, kind: Kind, ref: str, then: Callable[[], Awaitable[None]] | None = None
) -> Ask:
    """Return the question whether to follow or mute something. Enter follows, or leaves it as it was chosen.

    `then` is done when it was answered.
    """
    about = await session.read(following.subject, session.person, kind, ref)
    now = await session.read(following.state, session.member, about)

    async def choose(values: Values) -> Result:
        state = State(values["as"])
        await session.write(following.choose, session.member, kind, ref, state, now=session.now)
        await _refresh(session)
        if then is not None:
            await then()
        return Stay(session.say(DONE[state]))

    field = Field(
        "as",
        N_("Follow or mute"),
        FieldKind.CHOICE,
        intro=session.say(ABOUT[kind], name=called(session, about)),
        choices=CHOICES,
        value=State.FOLLOWED if now is State.NEITHER else now,
    )
    return Ask((field,), choose)


async def _refresh(session: Session) -> None:
    """Take a new picture of the caller, who hears no news of whom they muted."""
    session.person = await session.read(members.by_id, session.member.id)


def called(session: Session, about: Subject) -> str:
    """Return the name of something, also where it has none any more."""
    gone = N_("somebody who left") if about.kind is Kind.WRITER else N_("taken away")
    return about.name or session.say(gone)


class FollowingPage(AnyPage):
    """All that a member follows or muted, to be changed."""

    pattern = "following"
    title = N_("Followed and muted")
    who = Who.MEMBER
    is_empty = True

    async def view(self) -> View:
        """List what is followed, then what is muted."""
        session = self.session
        found = await session.read(following.chosen, session.member)
        self.is_empty = not found
        title = session.say(self.title)
        if not found:
            none = N_("You follow and mute nothing. {Do:follow/f} in a thread or on a board to begin.")
            return View(title, (Prose.of(session.say(none)),))
        ordered = sorted(found, key=lambda one: one.state is State.MUTED)
        return View(title, (Listing(tuple(map(self._item, ordered)), ""),))

    def _item(self, one: Chosen) -> Item:
        say = self.session.say
        name = say(CALLED[one.subject.kind], name=called(self.session, one.subject))
        state = say(N_("muted") if one.state is State.MUTED else N_("followed"))
        return Item(name, state, one.address, id=str(one.id))

    def can(self, action: Action) -> bool:
        """Offer changing where there is something."""
        return not self.is_empty if action.name == "neither" else super().can(action)

    @action("x", N_("neither follow nor mute one any more"), on_item=True)
    async def neither(self, item: str) -> Result:
        """Take a choice back."""
        await self.session.write(following.take_away, self.session.member, int(item))
        await _refresh(self.session)
        return Stay(self.session.say(DONE[State.NEITHER]), redraw=True)
