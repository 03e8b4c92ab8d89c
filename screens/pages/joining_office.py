"""How somebody becomes a member here, for operators: what each way means, and choosing one without a restart."""

from __future__ import annotations

from bbs.community import own_settings
from bbs.community.own_settings import APPROVAL, CHOICES, CLOSED, CODE, JOINING, OPEN
from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Result, Stay, Who, action
from screens.pages.admission import lines_missing
from screens.view import Block, Item, Listing, Notice, Prose, View
from screens.when import coming

WAYS = {
    OPEN: (N_("Open"), N_("anybody can join, at once")),
    APPROVAL: (N_("By approval"), N_("anybody can ask; somebody at the desk says yes or no")),
    CODE: (N_("By invitation"), N_("with a code from somebody who looks after this place")),
    CLOSED: (N_("Closed"), N_("nobody joins for now; the text for that is among the words of this place")),
}
"""What each way is called, and what it means."""
ABOUT = N_(
    "Help, the tools and looking around stay open in all of them. Who is on the way while you change it goes on in the "
    "new way, and who waits for an answer keeps waiting for it."
)
HOW = N_("Choose one: {one:choose/o}. It holds at once, without a restart.")
IN_OFFICE = N_("It was chosen here, and goes before the settings file, which says: {way}.")
IN_FILE = N_("It is as the settings say (office/settings/joining).")
LOCKED = N_("The place is locked down just now: nobody joins, whatever is chosen here, until {when}.")
UNCHECKED = N_("Help lines are not all checked yet, so nobody joins whatever is chosen here. They are at office/lines.")


def way_now(session: Session) -> str:
    """Say which way holds."""
    return session.say(WAYS[session.house.joining_mode][0])


class JoiningOfficePage(AnyPage):
    """The ways of joining."""

    pattern = "office/joining"
    title = N_("How somebody joins")
    who = Who.OPERATOR

    async def view(self) -> View:
        """List the ways, after what stands before any of them."""
        session, say, house = self.session, self.session.say, self.session.house
        first: list[Block] = []
        if house.is_locked:
            first.append(Notice(say(LOCKED, when=coming(session, house.locked_until))))
        if lines_missing(house):
            first.append(Notice(say(UNCHECKED)))
        items = tuple(self._item(way) for way in CHOICES[JOINING])
        by_file = say(WAYS[house.config.joining.mode][0])
        where = say(IN_OFFICE, way=by_file) if self._is_chosen else say(IN_FILE)
        listing = Listing(items, "", name=say(N_("Ways to join")))
        return View(say(self.title), (*first, Prose.of(say(ABOUT), where, say(HOW)), listing))

    def _item(self, way: str) -> Item:
        name, meaning = WAYS[way]
        say = self.session.say
        said = say(N_("so it is now: {meaning}"), meaning=say(meaning))
        return Item(say(name), said if way == self.session.house.joining_mode else say(meaning), id=way)

    @property
    def _is_chosen(self) -> bool:
        return JOINING in self.session.house.own_settings

    def can(self, action: Action) -> bool:
        """Offer to leave it to the settings file where it was chosen here."""
        return self._is_chosen if action.name == "leave-it" else super().can(action)

    @action("o", N_("choose one"), name="choose", on_item=True, confirm=N_("Let it hold from now on?"))
    async def choose(self, item: str) -> Result:
        """Let somebody join in another way."""
        session = self.session
        if item not in WAYS:
            raise NotUnderstood(N_("That is not one of them. Choose one by its number."))
        session.house.own_settings = await session.write(
            own_settings.choose, session.vault, JOINING, item, session.person, now=session.now
        )
        name, meaning = WAYS[item]
        return Stay(
            session.say(N_("{way}: {meaning}."), way=session.say(name), meaning=session.say(meaning)), redraw=True
        )

    @action(
        "l",
        N_("leave it to the settings file"),
        name="leave-it",
        confirm=N_("Let the settings file say it again?"),
    )
    async def leave_it(self) -> Result:
        """Take the choice back."""
        session = self.session
        session.house.own_settings = await session.write(
            own_settings.leave_to_file, session.vault, JOINING, session.person, now=session.now
        )
        return Stay(session.say(N_("The settings file says it now: {way}."), way=way_now(session)), redraw=True)
