"""Reports of one's own: how they stand, what came of them, and what can be done meanwhile."""

from __future__ import annotations

from contextlib import suppress

from bbs import drafting, own_country
from bbs.community import boards, crisis_words, groups, members, outcomes, posts, reports
from bbs.community.following import Kind as Followed
from bbs.community.members import Person
from bbs.community.reports import REASONS, URGENT, Own, Reason, State
from bbs.errors import BBSError, NotFound
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Back, Goto, Result, Stay, Values, Who, action
from screens.pages.blocking import block
from screens.pages.crisis import HelpPage
from screens.pages.following import ask_following
from screens.pages.names import name_of
from screens.pages.notes import CANNOT_SEND, MEANWHILE
from screens.pages.worrying import WorryingPage
from screens.view import Block, Field, Item, Kind, Listing, Notice, Post, Prose, View
from screens.when import when

SOMEBODY_LOOKS = N_("Somebody who looks after this place is here now. It can still take a while until they look at it.")
NOBODY_LOOKS = N_("Nobody is watching right now. Somebody looks at it when they are here; it can take hours.")
ABOUT_STAFF = N_(
    "Whose it is looks after this place, so it goes past them: others look at it. They are fewer; it can take longer."
)
NOBODY_MAY = N_(
    "Nobody here can judge this now, because everybody who looks after this place is a part of it. It is kept for "
    "whoever joins them. Meanwhile you can block whose it is, or mute what they write."
)
TAKEN = N_("Somebody took it and looks into it. What comes of it, you are told here.")
MEANWHILE_SAID = {
    Reason.WORRIED: N_(
        "You need not carry this alone. If you can, answer them in plain words, and tell them of the lines; what helps "
        "to say: {do:what-to-say/J}. If you know where they are, that call is yours to make: we do not know it."
    ),
    Reason.HEALTH: N_(
        "If somebody already did what it says, or feels unwell from it, a doctor, a pharmacist or a poison line is "
        "the one to ask, now and not later."
    ),
    Reason.HARM: N_("If it stirred something up in you, you can leave it here and read no further. {Do:help/Ctrl+G}."),
    Reason.THREAT: N_(
        "Whoever takes it goes by a written procedure for threats. If you know who is meant, or where, please call "
        "the emergency number yourself: we do not know anybody's name or address."
    ),
    Reason.CHILD: N_(
        "Whoever takes it goes by a written procedure for a child at risk. If you know which child, or where, please "
        "call the emergency number or those who protect children where you are: we do not know it."
    ),
    Reason.UNDER_18: N_(
        "Whoever takes it asks them kindly, by a written procedure. Nobody is in trouble: who is under 18 is shown "
        "lines for young people, and keeps the tools."
    ),
}
"""What is said beside a report while it waits, by its reason."""
GRAVE_FIRST = sorted(MEANWHILE_SAID, key=lambda reason: reason not in URGENT)
"""Of several reasons the first of these has its words said: somebody may be in danger."""
CALLED = {
    "post": N_('A post of {name} in "{title}"'),
    "thread": N_('The thread "{title}"'),
    "member": N_("The page of {name}"),
    "group": N_("The group {title}"),
    "board": N_("The board {title}"),
}
UNTITLED, GONE_THREAD = N_("A post of {name}"), N_("A thread that was taken away")
GONE = N_("Something that is not there any more")


def called(session: Session, report: Own) -> str:
    """Return what was reported, in words. Use it in a read transaction: see `_named`."""
    kind, _, key = report.target.partition("/")
    person = session.person
    with suppress(NotFound):
        match kind:
            case "post":
                line = posts.get(person, int(key))
                of_post = CALLED[kind] if line.title else UNTITLED  # whose first post goes takes the title with it
                return session.say(of_post, name=name_of(session, line), title=line.title)
            case "thread":
                title = boards.thread(person, int(key)).title
                return session.say(CALLED[kind] if title else GONE_THREAD, title=title)
            case "member":
                return session.say(CALLED[kind], name=members.by_id(int(key)).handle)
            case "group":
                with suppress(NotFound):
                    return session.say(CALLED[kind], title=groups.line(person, key).title)
                return session.say(CALLED["board"], title=boards.get(person, key).title)
    return session.say(GONE)


def _own(session: Session, person: Person) -> list[tuple[Own, str]]:
    found = reports.own(session.vault, person, now=session.now)
    return [(one, called(session, one)) for one in found]


def _one(session: Session, person: Person, report_id: int) -> tuple[Own, str]:
    one = reports.one(session.vault, person, report_id, now=session.now)
    return one, called(session, one)


def _why(session: Session, one: Own) -> str:
    """Return all reasons somebody gave, the first first."""
    first, *then = (session.say(REASONS[reason]) for reason in one.reasons)
    for reason in then:
        first = session.say(N_("{first}, and later: {then}"), first=first, then=reason)
    return first


async def shown(session: Session, person: Person) -> None:
    """Take note that somebody was shown what came of their reports."""
    with suppress(BBSError):  # a full disk: they are told again
        await session.write(reports.told, person, now=session.now)


class OwnReportsPage(AnyPage):
    """What a member reported."""

    pattern = "reports"
    title = N_("Your reports")
    previews = True
    who = Who.MEMBER

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.fresh: set[int] = set()
        """Reports whose outcome was first shown here."""

    async def view(self) -> View:
        """List them, the newest first, with how each stands."""
        session, say = self.session, self.session.say
        found = await session.read(_own, session, session.member)
        untold = {one.id for one, _ in found if one.state is State.CLOSED and not one.is_told}
        self.fresh |= untold
        items = tuple(self._item(one, name) for one, name in found)
        if untold:
            await shown(session, session.member)
        about = N_("Only you and the people who look after this place know of these.")
        nothing = say(N_("You reported nothing. Where you meet something: {do:report/x}."))
        listing = Listing(items, nothing, name=say(N_("Reports")) if items else "")
        return View(say(self.title), (Prose.of(say(about)), listing) if items else (listing,))

    def _item(self, one: Own, name: str) -> Item:
        words = {
            State.WAITING: N_("waits for somebody to look"),
            State.TAKEN: N_("somebody looks into it"),
            State.NOBODY: N_("nobody here can judge it now"),
            State.CLOSED: N_("looked at"),
        }
        reason, say = _why(self.session, one), self.session.say
        detail = f"{reason}, {when(self.session, one.made_at)}, {say(words[one.state])}"
        return Item(name, detail, f"reports/{one.id}", id=str(one.id), new=one.id in self.fresh)


class ReportPage(WorryingPage):
    """A report of one's own: its receipt while it waits, then what came of it."""

    pattern = "reports/{report:int}"
    title = N_("Your report")
    who = Who.MEMBER
    listed = False
    is_remembered = False
    one: Own | None = None

    async def view(self) -> View:
        """Say what came of it, or how it stands, honestly; then what can be done meanwhile."""
        session, say = self.session, self.session.say
        one, name = await session.read(_one, session, session.member, int(self.parts["report"]))
        self.one = one
        reported = say(N_("{what}. You said: {reason}."), what=name, reason=_why(session, one))
        blocks: list[Block] = [Prose.of(reported, self._state(one))]
        if one.state is State.CLOSED:
            if not one.is_told:
                await shown(session, session.member)
        else:
            blocks += self._meanwhile(one)
        said = [*((each.words, each.at) for each in one.before), (one.words, one.made_at)]
        written = [(words, at) for words, at in said if words]
        for number, (words, at) in enumerate(written, 1):
            you, called = say(N_("You")), say(N_("Words"))
            blocks.append(Post(f"words-{number}", you, when(session, at), words, number=number, called=called))
        return View(say(self.title), tuple(blocks), total=len(written))

    def _state(self, one: Own) -> str:
        say = self.session.say
        match one.state:
            case State.CLOSED:
                return say(outcomes.in_words(one))
            case State.TAKEN:
                return say(TAKEN)
            case State.NOBODY:
                return say(NOBODY_MAY)
        if one.about_staff:
            return say(ABOUT_STAFF)
        return say(SOMEBODY_LOOKS if self.session.is_watched else NOBODY_LOOKS)

    def _meanwhile(self, one: Own) -> list[Block]:
        """Return what is said beside what waits: for who worries, whom to call and what to say."""
        session = self.session
        reason = next((each for each in GRAVE_FIRST if each in one.reasons), None)
        if reason is None:
            return []
        words = MEANWHILE_SAID[reason]
        number = session.house.crisis.emergency(session.country or own_country.guess(session))
        danger = crisis_words.danger_line(number, session.language)
        is_grave = reason in URGENT
        blocks: list[Block] = [Notice(danger)] if is_grave or reason is Reason.HEALTH else []
        blocks.append(Prose.of(session.say(words), session.say(CANNOT_SEND) if is_grave else ""))
        return [*blocks, *self._lines()] if reason is Reason.WORRIED else blocks

    def _lines(self) -> list[Block]:
        """Return lines that also answer whoever worries about somebody."""
        page = HelpPage(self.session, HelpPage.pattern)
        lines = self.session.house.crisis.first_screen(page.where().code, self.session.now, most=MEANWHILE)
        items = tuple(page.items(lines)[:MEANWHILE])
        return [Listing(items, "", name=self.session.say(N_("For them, and for you"))), *page.unchecked(lines)]

    def can(self, action: Action) -> bool:
        """Offer what makes sense: adding and taking back while it waits, blocking and muting where there is a name."""
        one = self.one
        match action.name:
            case "add" | "take-back":
                return one is not None and one.state is not State.CLOSED
            case "block":
                return one is not None and bool(one.about)
            case "mute":
                return one is not None and bool(one.about) and one.post is not None
        return super().can(action)

    def enter(self) -> str:
        """Enter goes back to where it was met."""
        return "back"

    def _report(self) -> Own:
        if self.one is None:
            raise NotFound
        return self.one

    @action("w", N_("say more"))
    async def add(self) -> Result:
        """Say in one's own words what it is about."""
        session, one = self.session, self._report()

        async def keep(values: Values) -> Result:
            person = session.member
            await session.write(reports.add, session.vault, person, one.id, values["text"], now=session.now)
            return Stay(session.say(N_("Kept with your report.")), redraw=True)

        intro = session.say(N_("The people who look after this place read it, and nobody else. No words are needed."))
        place = f"reports/{one.id}"
        value = "" if await drafting.begun(session, place) else one.words
        text = Field("text", N_("Your words"), Kind.TEXT, intro=intro, value=value, draft=place, limit=reports.LONGEST)
        return Ask((text,), keep, confirm=N_("Keep"))

    @action(
        "c",
        N_("block whose it is"),
        confirm=N_("Block them? Their words are closed to you then. They are not told."),
    )
    async def block(self) -> Result:
        """Close what they write."""
        return await block(self.session, self._report().about)

    @action("m", N_("mute what they write"))
    async def mute(self) -> Result:
        """Ask whether what they write is left out of New."""
        return await ask_following(self.session, Followed.WRITER, str(self._report().post))

    @action("r", N_("all your reports"), name="reports")
    async def reports(self) -> Result:
        """Open the list of them."""
        return Goto("reports")

    @action("x", N_("take it back"), confirm=N_("Take your report back? It is gone then, with your words."))
    async def take_back(self) -> Result:
        """Destroy the report."""
        person = self.session.member
        await self.session.write(reports.withdraw, person, self._report().id, now=self.session.now)
        return Back(self.session.say(N_("Taken back.")))
