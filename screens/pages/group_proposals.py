"""Proposed groups at the desk: an operator opens or declines them, moderators vote."""

from __future__ import annotations

from bbs.community import group_proposals
from bbs.community.group_proposals import Proposal
from bbs.community.members import Role
from bbs.language import N_
from screens.page import Action, AnyPage, Ask, Goto, Result, Values, Who, action
from screens.pages.groups import WAYS
from screens.view import Facts, Field, Item, Listing, Post, Prose, View
from screens.when import waiting, when


class ProposalsPage(AnyPage):
    """The groups that members proposed and nobody answered yet."""

    pattern = "desk/groups"
    title = N_("Proposed groups")
    who = Who.STAFF

    async def view(self) -> View:
        """List them, the longest waiting first."""
        session, say = self.session, self.session.say
        found = await session.read(group_proposals.waiting, session.vault, session.person)
        empty = say(N_("No proposal waits for an answer."))
        return View(say(self.title), (Listing(tuple(map(self._item, found)), empty),))

    @action("s", N_("looks into groups"), name="looks")
    async def looks(self) -> Result:
        """Open the threads of groups that one may read for a while."""
        return Goto("looks")

    def _item(self, one: Proposal) -> Item:
        session, say = self.session, self.session.say
        waits = say(N_("waiting {time}"), time=waiting(session, one.at))
        voted = {None: "", True: say(N_("you are for it")), False: say(N_("you are against it"))}[one.voted]
        detail = ", ".join(filter(None, (one.handle, waits, voted)))
        return Item(one.title, detail, f"desk/groups/{one.id}")


class ProposalPage(AnyPage):
    """One proposed group."""

    pattern = "desk/groups/{proposal:int}"
    title = N_("A proposed group")
    who = Who.STAFF
    listed = False

    @property
    def number(self) -> int:
        """Which proposal."""
        return int(self.parts["proposal"])

    async def view(self) -> View:
        """Show what they wrote."""
        session, say = self.session, self.session.say
        one = await session.read(group_proposals.get, session.vault, session.person, self.number)
        votes = say(N_("{n} for it, {other} against"), n=one.for_it, other=one.against)
        rows = (
            (say(N_("Called")), one.title),
            (say(N_("About it")), one.about),
            (say(N_("Coming in")), say(WAYS[one.way])),
            (say(N_("Moderators")), votes),
        )
        post = Post(str(one.id), one.handle, when(session, one.at), one.why, kind=say(N_("proposal")), number=1)
        how = N_(
            "Opened, its threads are for those in it, and who proposed it looks after it. Operators can change that "
            "later."
        )
        return View(say(self.title), (Facts(rows), Prose.of(say(how)), post))

    def can(self, action: Action) -> bool:
        """Offer voting to moderators."""
        person = self.session.person
        if action.name in ("agree", "disagree"):
            return person is not None and person.role is Role.MODERATOR
        return super().can(action)

    @action("y", N_("vote for it"), name="agree", who=Who.STAFF)
    async def agree(self) -> Result:
        """Vote for it."""
        return self._vote(agrees=True)

    @action("n", N_("vote against it"), name="disagree", who=Who.STAFF)
    async def disagree(self) -> Result:
        """Vote against it."""
        return self._vote(agrees=False)

    def _vote(self, *, agrees: bool) -> Ask:
        session = self.session

        async def send(values: Values) -> Result:
            asked = (session.vault, session.person, self.number, values["words"])
            slug = await session.write(group_proposals.vote, *asked, agrees=agrees, now=session.now)
            said = {None: N_("Your vote is kept. More than half decide."), "": N_("Declined; they are told.")}.get(slug)
            return Goto("desk/groups", session.say(said or N_("Opened; they are told.")), replace=True)

        return Ask((self._words(optional=agrees),), send, confirm=N_("Vote"))

    def _words(self, *, optional: bool) -> Field:
        intro = N_("Your words to who proposed it; they read them once it is decided.")
        return Field(
            "words",
            N_("Your words"),
            intro=self.session.say(intro),
            limit=group_proposals.WHY,
            optional=optional,
            private=True,
        )

    @action("o", N_("open the group"), name="open", who=Who.OPERATOR)
    async def open_(self) -> Result:
        """Open it."""
        return self._decide(opens=True)

    @action("d", N_("decline, with words"), name="decline", who=Who.OPERATOR)
    async def decline(self) -> Result:
        """Decline it."""
        return self._decide(opens=False)

    def _decide(self, *, opens: bool) -> Ask:
        session = self.session

        async def send(values: Values) -> Result:
            asked = (session.vault, session.person, self.number, values["words"])
            slug = await session.write(group_proposals.decide, *asked, opens=opens, now=session.now)
            if slug:
                return Goto(f"office/groups/{slug}", session.say(N_("Opened; they are told.")), replace=True)
            return Goto("desk/groups", session.say(N_("Declined; they are told.")), replace=True)

        return Ask((self._words(optional=opens),), send, confirm=N_("Open it") if opens else N_("Decline"))
