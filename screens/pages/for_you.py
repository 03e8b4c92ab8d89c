"""For you: replies, thanks and answers that concern the caller, what is new since they looked last said first."""

from __future__ import annotations

from contextlib import suppress

from bbs.community import for_you
from bbs.community.for_you import Event, Happened, Kind
from bbs.community.members import Person
from bbs.errors import BBSError
from bbs.language import N_
from bbs.session import Session
from screens.page import AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.names import name_of
from screens.view import Choice, Field, Item, Listing, Prose, View
from screens.view import Kind as FieldKind
from screens.when import roughly, when

NEWS = {
    Kind.REPLY: N_("replies"),
    Kind.FOLLOWED: N_("what you follow"),
    Kind.WRITERS: N_("threads by whom you follow"),
    Kind.BOARDS: N_("threads on boards you follow"),
    Kind.THANKS: N_("thanks"),
    Kind.HEARD: N_("somebody read yours"),
    Kind.DESK: N_("an answer from the desk"),
}
"""What home says of a kind there is something new of."""
LABELS = {
    Kind.REPLY: N_("Replies to you"),
    Kind.FOLLOWED: N_("Threads you follow"),
    Kind.WRITERS: N_("Threads by followed writers"),
    Kind.BOARDS: N_("Threads on followed boards"),
    Kind.THANKS: N_("Thanks"),
    Kind.HEARD: N_("Read to the end"),
    Kind.DESK: N_("Answers from the desk"),
}
IS_SHOWN = (Choice("yes", N_("shown, as now")), Choice("no", N_("not shown")))
IS_NOT_SHOWN = (Choice("yes", N_("shown")), Choice("no", N_("not shown, as now")))


async def for_you_items(session: Session, person: Person) -> list[Item]:
    """Return what home says: nothing, where nothing is new."""
    found = await session.read(for_you.news, person, now=session.now)
    if not found:
        return []
    kinds = ", ".join(session.say(NEWS[kind]) for kind in found)
    return [Item(session.say(N_("For you")), session.say(N_("new: {kinds}"), kinds=kinds), "for-you", new=True)]


class ForYouPage(AnyPage):
    """What happened that concerns a member."""

    pattern = "for-you"
    title = N_("For you")
    previews = True
    who = Who.MEMBER

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.since: int | None = None

    async def view(self) -> View:
        """List it, newest first; looking is seeing it."""
        session, say = self.session, self.session.say
        found = await session.read(for_you.happened, session.vault, self.session.member, now=session.now)
        if self.since is None:
            self.since = self._since(found)
        with suppress(BBSError):  # a full disk: it is new for longer
            newest = found.events[0].at if found.events else 0
            await session.write(for_you.looked, self.session.member, now=session.now, newest=newest)
        items = tuple(self._item(event) for event in found.events)
        empty = say(N_("Nothing yet. Replies to you, what you follow, thanks, and answers from the desk come here."))
        return View(say(self.title), (*self._head(found), Listing(items, empty)))

    def _since(self, found: Happened) -> int:
        """Return from when on things are new. What was new in this visit stays so until something newer came."""
        session = self.session
        has_newer = any(event.at > found.since for event in found.events)
        if has_newer or session.new_since is None:
            session.new_since = found.since
        return session.new_since

    def _head(self, found: Happened) -> tuple[Prose, ...]:
        if not found.events or self.since is None:
            return ()
        said = N_("Nothing new since {when}.")
        if any(self._is_new(event) for event in found.events):
            said = N_("New since {when}.")
        return (Prose.of(self.session.say(said, when=roughly(self.session, self.since))),)

    def _is_new(self, event: Event) -> bool:
        return self.since is not None and event.at > self.since and not event.is_read

    def _item(self, event: Event) -> Item:
        session, say, post = self.session, self.session.say, event.post
        new = self._is_new(event)
        if post is None:
            label, detail = say(N_("The desk answered your note")), self._detail(new, when(session, event.at))
            return Item(label, detail, f"desk/own/{event.note}", id=f"desk-{event.note}", new=new)
        note = say(N_("content note: {note}"), note=post.note) if post.note else ""
        detail = self._detail(new, post.board_title, note, when(session, event.at))
        address = f"boards/{post.board}/{post.thread}/{post.number}"
        return Item(self._label(event), detail, address, id=f"{event.kind}-{post.id}-{event.by}", new=new)

    def _detail(self, new: bool, *parts: str) -> str:
        return ", ".join(filter(None, (self.session.say(N_("new")) if new else "", *parts)))

    def _label(self, event: Event) -> str:
        post = event.post
        assert post is not None  # noqa: S101 - notes to the desk have a label of their own
        by = event.by
        match event.kind:
            case Kind.REPLY:
                said, by = N_('{name} replied to you in "{title}"'), name_of(self.session, post)
            case Kind.FOLLOWED:
                said, by = N_('{name} wrote in "{title}", which you follow'), name_of(self.session, post)
            case Kind.WRITERS:
                said, by = N_('{name}, whom you follow, began "{title}"'), name_of(self.session, post)
            case Kind.BOARDS:
                said, by = N_('{name} began "{title}" on a board you follow'), name_of(self.session, post)
            case Kind.THANKS if event.words:
                said = N_('{name} thanks you for "{title}": "{words}"')
            case Kind.THANKS:
                said = N_('{name} thanks you for "{title}"')
            case _ if by:
                said = N_('{name} read all of your post in "{title}"')
            case _:
                said = N_('Somebody read all of your post in "{title}"')
        name = by or self.session.say(N_("somebody who left"))
        return self.session.say(said, name=name, title=post.title, words=event.words)

    @action("c", N_("choose what is shown here"))
    async def choose(self) -> Result:
        """Ask for each kind whether it is to be shown."""
        session = self.session
        shown = await session.read(for_you.kinds, self.session.member)

        async def keep(values: Values) -> Result:
            wanted = frozenset(kind for kind in Kind if values[kind.value] == "yes")
            if wanted == shown:
                return Stay(session.say(N_("Left as it was.")))
            await session.write(for_you.choose, self.session.member, wanted)
            return Stay(session.say(N_("Changed.")), redraw=True)

        def field(kind: Kind) -> Field:
            value, choices = ("yes", IS_SHOWN) if kind in shown else ("no", IS_NOT_SHOWN)
            return Field(kind.value, LABELS[kind], FieldKind.CHOICE, choices=choices, value=value)

        return Ask(tuple(field(kind) for kind in Kind), keep)

    @action("t", N_("all thanks you got"))
    async def thanks(self) -> Result:
        """Open the list of those, with their words whole."""
        return Goto("thanks")
