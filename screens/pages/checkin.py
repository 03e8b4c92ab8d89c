"""Checking in: how it is right now, in one of five words; more words, tags, an intention only for who wants them.

What was just checked in can be added to without being read again, so it works while check-ins are sealed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bbs.community import care, mood_words, moods
from bbs.community.mood_words import Entry
from bbs.community.moods import NAMES, CheckIn, Mood
from bbs.community.shelf import Closed, Owner
from bbs.errors import NotFound
from bbs.language import N_
from bbs.locker import PAUSE
from bbs.session import Session
from screens.page import Action, Ask, Back, Goto, Result, Stay, Values, action
from screens.pages.checkin_fields import mood_field, tags_field, when_field, words_field
from screens.pages.consenting import agreed_first
from screens.pages.crisis_line import help_above
from screens.pages.kind_words import kept_kind_words
from screens.pages.private import PrivatePage
from screens.pages.sharing import ask_sharing
from screens.view import Block, Choice, Facts, Field, Item, Kind, Listing, Prose, View
from screens.when import when

AFTER = {
    Mood.VERY_LOW: N_(
        "That sounds very heavy. You do not have to be alone with it: {do:help/Ctrl+G} to find people who answer now."
    ),
    Mood.LOW: N_("Thank you for putting it down here. Nothing has to be done about it now."),
    Mood.OKAY: N_("Thank you for looking. Okay is enough."),
    Mood.GOOD: N_("Thank you for looking. It is here to come back to."),
    Mood.VERY_GOOD: N_("Thank you for looking. It is here to come back to, on other days too."),
}
"""What is said after a check-in."""
OFFER = N_("The last days you checked in were low ones. If one of these is of use, here they are; if not, leave them.")


def entry_of(session: Session, checkin: CheckIn) -> Entry:
    """Return a check-in as it is counted, on its day where the member is."""
    return Entry(session.local(checkin.at).date(), checkin.mood.level, frozenset(checkin.tags))


def ask_check_in(session: Session, kept: Callable[[str], Result]) -> Ask:
    """Return the question how it is. The rest is asked of nobody; a script can say it with the mood."""

    async def keep(values: Values) -> Result:
        at = int(values["when"] or session.now)
        given = moods.understood(values["tags"])
        entry = CheckIn(Mood(values["mood"]), at, given, values["note"], values["intention"])
        entry, offers = await session.write(_keep, session, entry)
        session.just_now.checkin, session.just_now.at, session.just_now.offers = entry, session.now, offers
        said = session.say(N_("Kept: {mood}."), mood=session.say(NAMES[entry.mood]))
        if not session.terminal.exists:  # a script is shown no page after it
            said = " ".join((said, *(notice.words for notice in help_above(session, _typed(entry)))))
        return kept(said)

    fields = (
        mood_field(),
        tags_field(session, (), extra=True),
        words_field("note", N_("In your words"), "", extra=True),
        words_field("intention", N_("Your intention"), "", extra=True),
        when_field(session, extra=True),
    )
    return Ask(fields, keep)


def _keep(session: Session, entry: CheckIn) -> tuple[CheckIn, bool]:
    """Keep a check-in; say whether something is offered with it now."""
    owner, now = session.private, session.now
    entry = moods.add(owner, entry)
    return entry, entry.mood.level <= Mood.LOW.level and _is_low_run(session, owner) and care.may_offer(owner, now=now)


def _is_low_run(session: Session, owner: Owner) -> bool:
    since = session.now - (mood_words.LOW_WITHIN + 1) * 24 * 3600
    try:
        lately = [entry_of(session, each) for each in moods.entries(owner, since=since)]
    except Closed:  # what is sealed is not looked at
        return False
    return mood_words.is_low_run(lately, session.local(session.now).date())


def _typed(entry: CheckIn) -> str:
    return f"{entry.note}\n{entry.intention}"


async def checkin_item(session: Session) -> list[Item]:
    """Return what home says of check-ins to who makes some: when the last was and what, unless that is closed."""
    if session.person is None:
        return []
    try:
        last = await session.read(moods.latest, session.private)
    except Closed:
        return [Item(session.say(N_("Check in")), session.say(N_("sealed")), "checkin")]
    if last is None:
        return []
    detail = session.say(N_("last: {when}, {mood}"), when=when(session, last.at), mood=session.say(NAMES[last.mood]))
    return [Item(session.say(N_("Check in")), "" if session.asks_again else detail, "checkin")]


class CheckInPage(PrivatePage):
    """Checking in, and adding to what was just checked in. It is never closed, because it shows nothing older."""

    pattern = "checkin"
    title = N_("Check-in")
    asks = False
    found: CheckIn | None = None

    async def inside(self) -> View:
        """Show what was just checked in, or what this is."""
        self.found = await self._entry()
        say, session = self.session.say, self.session
        title = say(self.title)
        if self.found is None:
            about = say(N_("How is it, right now? One word of five is enough. Only you see it."))
            return View(title, (Prose.of(about, say(N_("{Do:check/c} to choose one."))),))
        blocks: list[Block] = [Facts(tuple(self.facts(self.found))), *help_above(session, _typed(self.found))]
        return View(title, (*blocks, *await self.after(self.found)))

    async def _entry(self) -> CheckIn | None:
        """Return the check-in this is about; nothing once somebody else could be sitting there."""
        just_now = self.session.just_now
        is_old = bool(self.session.asks_again) and self.session.now - just_now.at >= PAUSE
        return None if is_old else just_now.checkin

    def facts(self, entry: CheckIn) -> list[tuple[str, str]]:
        """Say a check-in, as far as there is something to say."""
        say = self.session.say
        rows = [(say(N_("Mood")), say(NAMES[entry.mood])), (say(N_("When")), when(self.session, entry.at))]
        rows += [(say(N_("Tags")), ", ".join(entry.tags))] if entry.tags else []
        rows += [(say(N_("In your words")), entry.note)] if entry.note else []
        return rows + ([(say(N_("Your intention")), entry.intention)] if entry.intention else [])

    async def after(self, entry: CheckIn) -> list[Block]:
        """Say something warm, and what can be done now; offer something where days were low."""
        say = self.session.say
        more = N_("That is all. Or {key:words/w} for words, {key:tags/t} for tags, {key:intention/i} for an intention.")
        prose = Prose.of(say(AFTER[entry.mood]), say(more))
        if not self.session.just_now.offers:
            return [prose]
        items = (
            Item(say(N_("A slow breath")), say(N_("a few minutes, at your pace")), "tools/breath"),
            Item(say(N_("Other tools")), to="tools"),
            *await kept_kind_words(self.session),
            *await kept_kind_words(self.session),
            Item(say(N_("Write it down")), say(N_("in your journal, for yourself alone")), "journal"),
            Item(say(N_("Somebody to talk to")), say(N_("lines that answer, and people here")), "help"),
        )
        off = say(N_("It is not offered again this week; {do:offers/f} to have it never."))
        return [prose, Listing(items, "", name=say(OFFER)), Prose.of(off)]

    def on_enter(self) -> str:
        """Enter checks in; once that is done, it is done."""
        return "done" if self.found is not None else "check"

    def can(self, action: Action) -> bool:
        """Offer changes to what there is."""
        if action.name in ("done", "share", "words", "tags", "intention", "when", "mood", "delete"):
            return self.found is not None
        return super().can(action)

    @action("w", N_("words to it"))
    @agreed_first
    async def words(self) -> Result:
        """Write a few words, or change them."""
        intro = N_("A line or two, for yourself. None: no words.")
        field = words_field("note", N_("In your words"), self.session.say(intro), self._entry_now().note)
        return self._ask(field, lambda entry, typed: replace(entry, note=typed))

    @action("t", N_("tags to it"))
    @agreed_first
    async def tags(self) -> Result:
        """Choose tags."""
        known = await self.session.read(care.own_tags, self.session.private)
        field = tags_field(self.session, known, ", ".join(self._entry_now().tags))
        return self._ask(field, lambda entry, typed: replace(entry, tags=moods.understood(typed)))

    @action("i", N_("an intention to it"))
    @agreed_first
    async def intention(self) -> Result:
        """Write down one thing meant for next."""
        intro = N_("One small thing you would like to do or leave. Nobody asks whether you did. None: nothing.")
        field = words_field("intention", N_("Your intention"), self.session.say(intro), self._entry_now().intention)
        return self._ask(field, lambda entry, typed: replace(entry, intention=typed))

    @action("r", N_("another mood"))
    @agreed_first
    async def mood(self) -> Result:
        """Choose another of the five."""
        field = replace(mood_field(), value=self._entry_now().mood.value)
        return self._ask(field, lambda entry, typed: replace(entry, mood=Mood(typed)))

    @action("e", N_("when it was"))
    @agreed_first
    async def when(self) -> Result:
        """Date it back."""
        return self._ask(
            when_field(self.session),
            lambda entry, typed: replace(entry, at=int(typed)) if typed else entry,
        )

    @action("x", N_("delete it"), confirm=N_("Delete this check-in? For a week it can be taken back."))
    async def delete(self) -> Result:
        """Take it out of sight."""
        session, entry = self.session, self._entry_now()
        await session.write(moods.delete, session.private, entry.id, now=session.now)
        if session.just_now.checkin is not None and session.just_now.checkin.id == entry.id:
            session.just_now.checkin = None
        return Goto("moods", session.say(N_("Deleted. {Do:restore/u} takes it back, for a week.")), replace=True)

    @action("s", N_("share it in your own words"))
    async def share(self) -> Result:
        """Write about it on a board."""
        return await ask_sharing(self.session, self._entry_now())

    @action("v", N_("look back"))
    async def moods(self) -> Result:
        """Open what the check-ins say."""
        return Goto("moods")

    @action("c", N_("check in"))
    @agreed_first
    async def check(self) -> Result:
        """Say how it is."""
        return ask_check_in(self.session, lambda said: Stay(said, redraw=True))

    @action("f", N_("whether to be offered something on low days"))
    @agreed_first
    async def offers(self) -> Result:
        """Choose it."""
        session = self.session
        wanted = await session.read(care.wants_offers, session.private)

        async def keep(values: Values) -> Result:
            await session.write(care.set_offers, session.private, wanted=values["offers"] == "yes")
            session.just_now.offers = False
            return Stay(session.say(N_("Changed.")), redraw=True)

        intro = N_(
            "When the days you checked in were low, a tool or somebody to talk to is named, once a week at most."
        )
        choices = (Choice("yes", N_("named")), Choice("no", N_("never")))
        value = "yes" if wanted else "no"
        return Ask(
            (Field("offers", N_("On low days"), Kind.CHOICE, session.say(intro), choices=choices, value=value),), keep
        )

    @action("d", N_("done"))
    async def done(self) -> Result:
        """Leave it so."""
        return Back()

    def _entry_now(self) -> CheckIn:
        if self.found is None:
            raise NotFound
        return self.found

    def _ask(self, field: Field, change: Callable[[CheckIn, str], CheckIn]) -> Ask:
        """Ask for one thing of the check-in, and keep it with that."""
        session, entry = self.session, self._entry_now()

        async def keep(values: Values) -> Result:
            changed = change(entry, values[field.name])
            await session.write(moods.change, session.private, changed)
            if session.just_now.checkin is not None and session.just_now.checkin.id == entry.id:
                session.just_now.checkin = changed
            return Stay(session.say(N_("Kept.")), redraw=True)

        return Ask((field,), keep)
