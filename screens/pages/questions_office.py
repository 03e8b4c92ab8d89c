"""Which questionnaires members are offered: what turning one on means is said before it is done."""

from __future__ import annotations

from bbs.community import offerings
from bbs.community.questionnaires import FOR_EVERYBODY, Questionnaire
from bbs.errors import NotUnderstood
from bbs.language import N_
from screens.page import AnyPage, Result, Stay, Who, action
from screens.pages.questions import turned_on
from screens.view import Item, Listing, Prose, View

ABOUT = N_("WHO-5 is there for everybody. The others name how heavy it is; members find them under questions once on.")
MEANING = N_(
    "Turn one on where somebody here can talk with members about what it says. Nobody is told what anybody answers: "
    "answers are kept only by who says so, for them alone."
)
NINE = N_(
    "PHQ-9 asks about thoughts of being dead. Any answer to that but the first opens crisis help before the total; "
    "so look first whether the lines of your countries are checked."
)
OFF = N_("Turned off, it is offered to nobody any more. What members kept of it stays theirs.")


class QuestionsOfficePage(AnyPage):
    """The questionnaires, each with whether it is on."""

    pattern = "office/questions"
    title = N_("Questionnaires offered")
    who = Who.OPERATOR

    async def view(self) -> View:
        """List them, after what they mean."""
        session, say = self.session, self.session.say
        on = turned_on(session)
        items = tuple(self._item(each, on) for each in session.house.texts.questionnaires)
        how = say(N_("Turn one on: {one:on/o}. Off: {one:off/f}. It holds at once, without a restart."))
        listing = Listing(items, "", name=say(N_("Questionnaires")))
        first = Prose.of(say(ABOUT), say(MEANING), say(NINE), say(OFF), how)
        return View(say(self.title), (first, listing))

    def _item(self, one: Questionnaire, on: frozenset[str]) -> Item:
        state = N_("on") if one.name in on else N_("off")
        if one.name == FOR_EVERYBODY:
            state = N_("for everybody")
        return Item(one.title, self.session.say(state), id=one.name)

    @action(
        "o",
        N_("turn one on"),
        name="on",
        on_item=True,
        confirm=N_("Offer it to members, with somebody here to talk about what it says?"),
    )
    async def on_(self, item: str) -> Result:
        """Offer a questionnaire."""
        return await self._choose(item, on=True)

    @action("f", N_("turn one off"), name="off", on_item=True)
    async def off(self, item: str) -> Result:
        """Offer it no more."""
        return await self._choose(item, on=False)

    async def _choose(self, item: str, *, on: bool) -> Result:
        session = self.session
        if item not in offerings.CAN_BE_CHOSEN:
            raise NotUnderstood(N_("That one is there for everybody. Choose one of the others."))
        session.house.offerings = await session.write(
            offerings.choose, session.vault, item, session.person, on=on, now=session.now
        )
        said = N_("It is on: members find it now.") if on else N_("It is off: nobody is offered it now.")
        return Stay(session.say(said), redraw=True)
