"""What was decided about a member: the reasons, the appeal, and the place where the suspended come to."""

from __future__ import annotations

from collections.abc import Iterable

from bbs.community import appeals, desk, members, noticed, sanctions, statements
from bbs.community.decisions import Outcome
from bbs.community.desk import About
from bbs.community.members import Person
from bbs.community.statements import Says, Statement
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.notes import write_note
from screens.pages.noticed import card_in_words
from screens.pages.stating import means, statement_block
from screens.view import Block, Field, Item, Kind, Listing, Notice, Prose, View
from screens.when import day, hour

TITLE = N_("Decided about you")
TITLES = {Says.WRITTEN: N_("Written to you"), Says.ANSWERED: N_("Your appeal was answered"), Says.DECIDED: TITLE}
"""What it is called, by what is new: somebody may only have written, as they thought of them, or as a post stands."""
NEW = {
    Says.WRITTEN: N_("by somebody who looks after this place"),
    Says.ANSWERED: N_("new, with the reasons"),
    Says.DECIDED: N_("new, with the reasons"),
}
"""What is said beside it at home."""
LEFT_OPEN = N_("Open to you as ever: crisis help, your safety plan, your data, the reasons, and your appeal.")


class DecisionsPage(AnyPage):
    """Every decision about a member, with its reasons."""

    pattern = "decisions"
    title = TITLE
    who = Who.MEMBER
    is_remembered = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.found: dict[str, Statement] = {}

    async def view(self) -> View:
        """Show them, newest first; before them, what somebody wrote because they thought of them, while it is new."""
        session = self.session
        await session.learn_decided()
        session.has_decided = False
        found = await session.read(statements.about, session.vault, session.member)
        found.sort(key=lambda one: not (one.is_new and one.outcome is Outcome.SUPPORT))
        self.found = {str(one.id): one for one in found}
        told = [one for one in found if one.is_new] or found
        title = session.say(TITLES[statements.gravest(one.says for one in told)])
        if not found:
            nothing = N_("Nothing was decided about you. If that changes, you read here what, and why.")
            return View(title, (Prose.of(session.say(nothing)),))
        blocks = [statement_block(session, one, n) for n, one in enumerate(found, 1)]
        return View(title, blocks, total=len(blocks))

    @property
    def _is_new(self) -> bool:
        return any(one.is_new for one in self.found.values())

    def can(self, action: Action) -> bool:
        """Offer to take note of what is new, and to appeal where that is possible."""
        if action.name == "noted":
            return self._is_new
        if action.name == "write-back":
            return not self.session.is_shut_out and any(_can_be_answered(one) for one in self.found.values())
        if action.name == "appeal":
            return any(one.may_appeal(self.session.now) for one in self.found.values())
        return super().can(action)

    def enter(self) -> str:
        """Enter takes note of what is new."""
        return "noted" if self._is_new else "home"

    @action("n", N_("I have read this"))
    async def noted(self) -> Result:
        """Take note that it was read: it is not shown first any more. What came of it since is shown before that."""
        session = self.session
        found = await session.read(statements.about, session.vault, session.member)
        if _stages(found) != _stages(self.found.values()):
            return Stay(session.say(N_("Something came of it meanwhile. This is how it stands now.")), redraw=True)
        await session.write(statements.told, session.member, now=session.now)
        session.signed_in(await session.read(members.by_id, session.member.id))
        return Goto("home", session.say(N_("Thank you. You find it again: go decisions.")), replace=True)

    async def _sent(self, decision: int) -> str:
        """Say who looks at an appeal, honestly."""
        session = self.session
        told = await session.read(statements.one, session.vault, session.member, decision)
        if told.appealed is not None and told.appealed.can_be_judged:
            return N_("Sent. Somebody else than who decided looks at it.")
        return N_("Sent. Nobody is here now who did not decide it: it waits for somebody who comes.")

    @action("a", N_("appeal"), on_item=True)
    async def appeal(self, item: str) -> Result:
        """Ask somebody else to look at a decision, in one's own words."""
        session = self.session
        told = self.found.get(item)
        if told is None:
            raise NotFound
        if not told.may_appeal(session.now):
            return Stay(session.say(N_("There is no appeal against that one, or not any more.")), refused=True)

        async def send(values: Values) -> Result:
            await session.write(appeals.appeal, session.vault, session.member, told.id, values["text"], now=session.now)
            noticing, now = session.house.texts.noticing, session.now
            heard = await session.write(noticed.in_appeal, session.vault, noticing, told.id, now=now)
            sent = session.say(await self._sent(told.id))
            return Stay(" ".join(filter(None, (sent, card_in_words(session, heard)))), redraw=True)

        intro = session.say(N_("What should somebody know who was not there? Who decided does not judge your appeal."))
        place = f"decisions/{told.id}/appeal"
        field = Field("text", N_("Your appeal"), Kind.TEXT, intro=intro, draft=place, limit=appeals.LONGEST)
        return Ask((field,), send, confirm=N_("Send"))

    @action("r", N_("write back"), name="write-back", on_item=True)
    async def write_back(self, item: str) -> Result:
        """Answer whoever wrote because they thought of them: a note, which says what it is about."""
        session = self.session
        told = self.found.get(item)
        if told is None:
            raise NotFound
        if not _can_be_answered(told):
            return Stay(session.say(N_("That is a decision. To say something about it: appeal.")), refused=True)
        at = f"{day(session, told.made_at)}, {hour(session, told.made_at)}"
        begins = session.say(N_("An answer to what was written to me on {time}:"), time=at)
        intro = N_(
            "It goes to the people who look after this place. With the answer you find it again: go desk/answer."
        )
        return write_note(session, About.NOTE, session.say(intro), begins)


def _can_be_answered(told: Statement) -> bool:
    """Say whether somebody of the staff wrote it because they thought of them: a note reaches them."""
    return told.outcome is Outcome.SUPPORT and not told.group


def _stages(found: Iterable[Statement]) -> set[tuple[int, int | None, int | None]]:
    """Return how far each decision has come: whether it was undone, and an appeal against it was answered."""
    return {(one.id, one.undone_at, one.appealed.decided_at if one.appealed else None) for one in found}


class StandingPage(AnyPage):
    """What holds for a member now, and where they come to who are suspended."""

    pattern = "standing"
    title = N_("Where you stand")
    who = Who.MEMBER
    is_remembered = False

    async def view(self) -> View:
        """Say what holds and until when, and what stays open."""
        session = self.session
        say = session.say
        held = await session.read(sanctions.own, session.member.id, now=session.now)
        blocks: list[Block] = [Notice(means(session, one)) for one in held]
        if session.is_shut_out:
            blocks.append(Prose.of(say(LEFT_OPEN)))
        elif not held:
            blocks.append(Prose.of(say(N_("Nothing is closed to you here."))))
        items = [
            Item(say(N_("Crisis help")), to="help"),
            Item(say(TITLE), say(N_("the reasons, and your appeal")), "decisions", new=session.member.is_untold),
            Item(say(N_("My safety plan")), to="plan"),
            Item(say(N_("My data")), say(N_("to read, to fetch, to delete")), "my-data"),
        ]
        if await session.read(desk.own, session.member):
            items.append(Item(say(N_("Your notes")), say(N_("to the desk, and what was answered")), "desk/answer"))
        return View(say(self.title), (*blocks, Listing(tuple(items), "", say(N_("Open to you")))))

    @action("d", N_("the reasons, and your appeal"), name="reasons")
    async def reasons(self) -> Result:
        """Open what was decided."""
        return Goto("decisions")

    def enter(self) -> str:
        """Enter opens the reasons."""
        return "reasons" if self.session.is_shut_out else "home"


async def decided_items(session: Session, person: Person) -> list[Item]:
    """Return what home says of it: something only while it is new."""
    if not person.is_untold:
        return []
    says = await session.read(statements.new_to, person)
    return [Item(session.say(TITLES[says]), session.say(NEW[says]), "decisions", new=True)]
