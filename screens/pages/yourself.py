"""For yourself: what a member writes for nobody else. Home leads here, and names what of it they use."""

from __future__ import annotations

from bbs.community import shelf
from bbs.community.members import Person
from bbs.community.shelf import Kind
from bbs.language import N_
from bbs.session import Session
from screens.page import AnyPage, Who
from screens.view import Item, Listing, Prose, View

ROOMS = (
    (Kind.JOURNAL, "journal", N_("Journal"), N_("what you write for nobody else")),
    (Kind.PLAN, "plan", N_("My safety plan"), N_("for a bad night, written on a better day")),
    (Kind.KIND_WORDS, "kind-words", N_("Kind words"), N_("what people said to you, for you alone")),
)
"""What there is: the kind of its records, its address, what it is called, and what it is."""


async def yourself_items(session: Session, person: Person) -> list[Item]:
    """Return what home says of it: what they use by name, and nothing where that is nothing."""
    kinds = await session.read(shelf.kinds_of, person.id)
    used = [session.say(name) for kind, _, name, _ in ROOMS if kind in kinds]
    return [Item(session.say(YourselfPage.title), ", ".join(used), YourselfPage.pattern)] if used else []


class YourselfPage(AnyPage):
    """All of it."""

    pattern = "yourself"
    title = N_("For yourself")
    who = Who.MEMBER

    async def view(self) -> View:
        """List it, with a word on who sees it."""
        say = self.session.say
        about = say(N_("Nobody is shown these but you. How they are kept, and how to seal them: go settings/private."))
        items = (
            Item(say(N_("Check in")), say(N_("how it is right now, one word of five")), "checkin"),
            Item(say(N_("Looking back")), say(N_("what your check-ins say")), "moods"),
            Item(say(N_("For an appointment")), say(N_("one page to take to a doctor")), "appointment"),
            Item(say(N_("Questionnaires")), say(N_("short, and kept only if you say so")), "questions"),
            *(Item(say(name), say(what), address) for _, address, name, what in ROOMS),
        )
        return View(say(self.title), (Listing(items, ""), Prose.of(about)))
