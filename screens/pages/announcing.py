"""Announcements for operators: making one, changing it, taking it back, and what was announced before."""

from __future__ import annotations

from bbs.community import announcements
from bbs.community.announcements import LONGEST, Past
from bbs.language import N_
from screens.page import Action, AnyPage, Ask, Result, Stay, Values, Who, action
from screens.pages.announced import FROM, NONE
from screens.view import Block, Choice, Field, Item, Kind, Listing, Notice, Prose, View
from screens.when import coming, when

ABOUT = N_(
    "A few words to everybody: at the door, on home until a member puts them away, and in about this place. One holds "
    "at a time, and it ends by itself. What only members should know goes on a board: anybody can read this."
)
HOUR, DAY = 3600, 24 * 3600
SPANS = {
    str(6 * HOUR): N_("6 hours"),
    str(DAY): N_("a day"),
    str(3 * DAY): N_("three days"),
    str(7 * DAY): N_("a week"),
    str(14 * DAY): N_("two weeks"),
    str(30 * DAY): N_("30 days"),
    str(90 * DAY): N_("90 days"),
}
"""How long one can hold, by seconds."""
DRAFT = "office/announcements"


class AnnouncementsOfficePage(AnyPage):
    """What is announced now, and what was."""

    pattern = "office/announcements"
    title = N_("Announcements")
    who = Who.OPERATOR

    async def view(self) -> View:
        """Say what everybody is told now, then list what they were told before."""
        session, say = self.session, self.session.say
        now = session.house.announcement
        said: Block = Prose.of(say(NONE))
        if now is not None:
            until = say(N_("It holds until {when}."), when=coming(session, now.until))
            said = Notice(f"{say(FROM, words=now.text)} {until}")
        past = await session.read(announcements.past, session.person, now=session.now)
        items = tuple(Item(one.text, self._ended(one)) for one in past)
        listing = Listing(items, say(N_("Nothing was announced before.")), name=say(N_("Announced before")))
        return View(say(self.title), (Prose.of(say(ABOUT)), said, listing))

    def _ended(self, one: Past) -> str:
        words = N_("taken back {when}") if one.is_taken_back else N_("ended {when}")
        return self.session.say(words, when=when(self.session, one.ended_at))

    def can(self, action: Action) -> bool:
        """Offer what fits: a new one while nothing is announced, else changing it and taking it back."""
        fits = {
            "announce": self.session.house.announcement is None,
            "change": self.session.house.announcement is not None,
            "take-back": self.session.house.announcement is not None,
        }
        return fits[action.name] if action.name in fits else super().can(action)

    @action("n", N_("announce something"), name="announce")
    async def announce(self) -> Result:
        """Ask for the words, and for how long they hold."""
        return self._asked("")

    @action("e", N_("change it"), name="change")
    async def change(self) -> Result:
        """Ask for other words; who had put the first ones away is shown these."""
        now = self.session.house.announcement
        return self._asked(now.text if now is not None else "")

    def _asked(self, before: str) -> Result:
        session = self.session

        async def send(values: Values) -> Result:
            seconds = int(values["span"]) if values["span"].isdecimal() else 0
            session.house.announced = await session.write(
                announcements.announce, session.vault, session.person, values["words"], seconds, now=session.now
            )
            return Stay(session.say(N_("It is announced. Members see it at home from now on.")), redraw=True)

        async def check(typed: str) -> str:
            return announcements.checked(typed)

        help_ = session.say(N_("One or two sentences, at most {n} characters."), n=LONGEST)
        spans = tuple(Choice(seconds, label) for seconds, label in SPANS.items())
        words = Field(
            "words", N_("To everybody"), help=help_, value=before, limit=2 * LONGEST, draft=DRAFT, check=check
        )
        return Ask(
            (words, Field("span", N_("For how long"), Kind.CHOICE, choices=spans)), send, confirm=N_("Announce it")
        )

    @action("x", N_("take it back"), name="take-back", confirm=N_("Take it back? Nobody is shown it from now on."))
    async def take_back(self) -> Result:
        """End it before its time."""
        session = self.session
        await session.write(announcements.take_back, session.vault, session.person, now=session.now)
        session.house.announced = None
        return Stay(session.say(N_("It is taken back.")), redraw=True)
