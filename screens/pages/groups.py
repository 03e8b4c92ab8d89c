"""Support groups: the list of them, what somebody proposed, and proposing one."""

from __future__ import annotations

from bbs.community import group_items, group_making, group_proposals, groups, unread
from bbs.community.group_making import Shape
from bbs.community.group_proposals import Proposal
from bbs.community.groups import GroupLine, Standing, Visibility, Way
from bbs.community.hands import IN_SHORT, TITLE
from bbs.community.members import Person
from bbs.community.writing import may_write
from bbs.language import N_
from bbs.session import Session
from screens.counting import threads_in_words
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.view import Choice, Field, Item, Kind, Listing, Notice, Prose, View
from screens.when import when

PROPOSED = "groups/propose"
"""Where the words of who proposes a group are kept while they are written."""
WAYS = {
    Way.OPEN: N_("everybody may come in"),
    Way.ASK: N_("everybody may ask to come in"),
    Way.INVITATION: N_("by invitation"),
}
READERS = {
    Visibility.LISTED: N_("all members read its threads"),
    Visibility.MEMBERS: N_("only those in it read its threads"),
    Visibility.UNLISTED: N_("only those in it read its threads, and know of it"),
}
BEGUN = {
    Standing.INSIDE: N_("you are in now"),
    Standing.FACILITATOR: N_("you look after it now"),
}
STANDINGS = {
    Standing.INVITED: N_("you are invited"),
    Standing.ASKED: N_("you asked to come in"),
    Standing.INSIDE: N_("you are in"),
    Standing.FACILITATOR: N_("you look after it"),
}


async def groups_items(session: Session, person: Person) -> list[Item]:
    """Return what home says of support groups, to who is in one, is invited, or has an answer to read."""
    mine, answered, looking = await session.read(_for_home, person)
    details = [session.say(N_("you are in {n}"), n=mine.inside) if mine.inside else ""]
    details += [session.say(N_("{n} new to you"), n=mine.begun) if mine.begun else ""]
    details += [session.language.count("{n} invitation", "{n} invitations", mine.invited) if mine.invited else ""]
    details += [session.language.count("{n} asks to come in", "{n} ask to come in", mine.asking) if mine.asking else ""]
    details += [session.say(N_("an answer for you")) if answered else ""]
    details += [session.language.count("{n} to look at", "{n} to look at", looking) if looking else ""]
    said = ", ".join(filter(None, details))
    is_new = bool(mine.begun or mine.invited or mine.asking or answered or looking)
    return [Item(session.say(N_("Support groups")), said, "groups", new=is_new)] if said else []


def _for_home(person: Person) -> tuple[groups.Mine, int, int]:
    mine = groups.mine(person)
    return mine, group_proposals.unseen(person), group_items.count(person) if mine.inside else 0


class GroupsPage(AnyPage):
    """The support groups somebody may know of: those they are in first."""

    pattern = "groups"
    title = N_("Support groups")
    who = Who.MEMBER
    previews = True

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.proposed: list[Proposal] = []

    async def view(self) -> View:
        """List them, and what came of what they proposed."""
        session, say = self.session, self.session.say
        lines, self.proposed, unseen = await session.read(self._fetch)
        told: list[Notice] = []
        if unseen:
            told = [Notice(self._answer(one)) for one in self.proposed[:unseen] if one.decided_at is not None]
            await session.write(group_proposals.told, self.session.member, now=session.now)
        items = (*map(self._item, lines), *map(self._proposal, self.proposed))
        empty = say(N_("There are none yet. You can propose one: {do:propose/p}."))
        about = Prose.of(say(N_("Small places around one thing. Nobody is told who is in one, or who leaves.")))
        return View(say(self.title), (about, *told, Listing(items, empty, name=say(N_("Groups")))))

    def _fetch(self) -> tuple[list[GroupLine], list[Proposal], int]:
        proposed = group_proposals.own(self.session.vault, self.session.member)
        return groups.known(self.session.member), proposed, group_proposals.unseen(self.session.member)

    def _item(self, line: GroupLine) -> Item:
        say = self.session.say
        new = threads_in_words(self.session, line.new, unread.THREADS_COUNTED) if line.is_mine else ""
        said = BEGUN if line.has_begun else STANDINGS
        standing = say(said[line.standing]) if line.standing in said else ""
        closed = say(N_("closed")) if line.is_closed else ""
        way = "" if line.standing in STANDINGS else say(WAYS[line.way])
        detail = ", ".join(filter(None, (standing, closed, new, way)))
        is_new = line.has_begun or (line.new > 0 and line.is_mine)
        return Item(line.title, detail, f"groups/{line.slug}", id=line.slug, new=is_new)

    def _proposal(self, one: Proposal) -> Item:
        session, say = self.session, self.session.say
        to, label = f"groups/{one.slug}" if one.slug else "", say(N_('You proposed "{title}"'), title=one.title)
        if one.decided_at is None:
            waits = say(N_("{when}, waits for an answer"), when=when(session, one.at))
            return Item(label, waits, id=f"proposal-{one.id}")
        opened = say(N_("opened")) if one.slug else say(N_("not this time"))
        return Item(label, f"{opened}: {one.answer}" if one.answer else opened, to, id=f"proposal-{one.id}")

    def _answer(self, one: Proposal) -> str:
        """Say what came of a proposal."""
        said = (
            N_('"{title}" is open, and you look after it. {words}')
            if one.slug
            else N_('"{title}": not this time. {words}')
        )
        return self.session.say(said, title=one.title, words=one.answer).strip()

    def can(self, action: Action) -> bool:
        """Offer taking a proposal off where there is one."""
        return bool(self.proposed) if action.name == "take-off" else super().can(action)

    @action("p", N_("propose a group"))
    async def propose(self) -> Result:
        """Say what a group would be for; those who look after the place answer."""
        session = self.session
        may_write(session.person)

        async def send(values: Values) -> Result:
            shape = Shape(values["title"], values["about"], way=Way(values["way"]))
            how = {"now": session.now}
            await session.write(group_proposals.propose, session.vault, session.person, shape, values["why"], **how)
            said = N_("Proposed. Those who look after this place read it; their answer comes here, and home tells you.")
            return Stay(session.say(said), redraw=True)

        first = N_("You would look after it at first, with others if you like.")
        called, whom = N_("What it is called"), N_("Whom it is for")
        title = Field("title", called, intro=session.say(first), limit=group_making.TITLE, draft=PROPOSED + TITLE)
        about = Field("about", whom, limit=group_making.ABOUT, draft=PROPOSED + IN_SHORT)
        choices = tuple(Choice(way.value, words) for way, words in WAYS.items())
        way = Field("way", N_("How people come in"), Kind.CHOICE, choices=choices, value=Way.OPEN.value)
        reason = session.say(N_("Why there should be one: who would come, and what would help them."))
        why = Field("why", N_("Why"), Kind.TEXT, intro=reason, draft=PROPOSED, limit=group_proposals.WHY)
        return Ask((title, about, way, why), send, confirm=N_("Propose"))

    @action(
        "x", N_("take a proposal off"), name="take-off", on_item=True, confirm=N_("Take your proposal off the list?")
    )
    async def take_off(self, item: str) -> Result:
        """Take a proposal back, or an answered one off the list."""
        number = item.removeprefix("proposal-")
        await self.session.write(
            group_proposals.withdraw, self.session.member, int(number) if number.isdecimal() else 0
        )
        return Stay(self.session.say(N_("Taken off.")), redraw=True)

    @action("v", N_("what members proposed"), name="proposals", who=Who.STAFF)
    async def proposals(self) -> Result:
        """Open what waits for an answer."""
        return Goto("desk/groups")

    @action("o", N_("keep the groups"), name="office", who=Who.OPERATOR)
    async def office(self) -> Result:
        """Open the groups as operators keep them."""
        return Goto("office/groups")

    @action("w", N_("ways to answer somebody"), name="ways")
    async def ways(self) -> Result:
        """Open the ways to say that one heard."""
        return Goto("listening")


class ListeningPage(AnyPage):
    """Ways to answer somebody that say that one heard them, a few at a time."""

    pattern = "listening"
    title = N_("Ways to answer")
    needs_store = False

    AT_ONCE = 4

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.turn = session.now // (24 * 3600)
        self.is_whole = False

    async def view(self) -> View:
        """Show a few: other ones each day, and others again on request."""
        say, ways = self.session.say, self.session.house.texts.listening
        few = range(len(ways)) if self.is_whole else range(self.turn * self.AT_ONCE, (self.turn + 1) * self.AT_ONCE)
        shown = [ways[n % len(ways)] for n in few]
        about = say(N_("Listening is most of it. Take what fits, put it into your own words, and leave the rest."))
        said = [say(N_('{way} "{such}"'), way=one.way, such=one.such) for one in shown]
        return View(say(self.title), (Prose.of(about, *said),))

    def whole(self) -> None:
        """Show all of them to a script."""
        self.is_whole = True

    def enter(self) -> str:
        """Enter shows others."""
        return "others"

    @action("o", N_("other ways"), name="others")
    async def others(self) -> Result:
        """Show others."""
        self.turn += 1
        return Stay(redraw=True)
