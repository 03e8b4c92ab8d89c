"""Looking back at check-ins: words first, then pictures of letters, lines and bars."""

from __future__ import annotations

import calendar
import textwrap
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from bbs.community import mood_calendar, mood_words, moods
from bbs.community.back_dates import MONTHS
from bbs.community.mood_words import Entry
from bbs.community.moods import NAMES, Mood
from bbs.community.shelf import Kind as Shelved
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Goto, Result, Stay, action
from screens.pages.checkin import ask_check_in, entry_of
from screens.pages.consenting import agreed_first
from screens.pages.mood_line import halves, line_over
from screens.pages.private import PrivatePage
from screens.view import Block, Chart, Facts, Prose, View
from screens.when import day as day_in_words

WEEKS = 53
"""Weeks that are told in letters."""
NARROW = 34
"""Cells of a line below the letters, which are drawn in small windows too."""
MONTH_DAYS = 30
"""The days in which entries are counted in words."""
WEEK_COLUMNS = 6
"""Columns of a week in the line over a month."""
SHORT = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))


@dataclass(frozen=True)
class Span:
    """What is looked at: its days, what it is called, and the check-ins in it and of the last 30 days."""

    first: date
    last: date
    name: str
    entries: list[Entry]
    lately: int


def legend(session: Session) -> str:
    """Say which letter is which mood."""
    say = session.say
    names = ", ".join(f"{mood_calendar.LETTERS[mood]} {say(NAMES[mood])}" for mood in reversed(Mood))
    return say(N_("{names}, . no entry"), names=names)


class MoodsPage(PrivatePage):
    """A month of check-ins."""

    pattern = "moods"
    title = N_("Looking back")
    keeps = (Shelved.MOOD,)
    span: ClassVar[str] = "month"

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.back_by = 0
        self.any = False
        self.deleted: int | None = None

    async def inside(self) -> View:
        """Say what the check-ins say, then draw them."""
        say, today = self.session.say, self.session.local(self.session.now).date()
        first, last, name = self._days(today)
        found = await self.session.read(self._fetch, first, last, name)
        blocks: list[Block] = [Prose.of(*self._in_words(found))]
        if found.entries:
            blocks += self._pictures(found)
        return View(say(self.title), tuple(blocks))

    def _fetch(self, first: date, last: date, name: str) -> Span:
        session = self.session
        owner = session.private
        found = moods.entries(owner, since=self._at(first), until=self._at(last + timedelta(days=1)))
        lately = moods.entries(owner, since=session.now - MONTH_DAYS * 24 * 3600, until=session.now + 1)
        self.any = bool(found or lately or moods.latest(owner))
        self.deleted = moods.deleted(owner)
        return Span(first, last, name, [entry_of(session, each) for each in found], len(lately))

    def _at(self, day: date) -> int:
        return int(datetime.combine(day, time(), self.session.zone).timestamp())

    def _days(self, today: date) -> tuple[date, date, str]:
        """Return the first and the last day, and what they are called together."""
        months = today.year * 12 + today.month - 1 - self.back_by
        year, month = months // 12, months % 12 + 1
        name = self.session.say(MONTHS[month - 1])
        if year != today.year:
            name = self.session.say(N_("{month} {year}"), month=name, year=year)
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), name

    def _in_words(self, found: Span) -> list[str]:
        """Say what there is; what is missing is no fault."""
        session, say = self.session, self.session.say
        if not self.any:
            return [say(N_("Nothing yet, and nothing has to be. {Do:check/c} to check in; what it says is said here."))]
        language = session.language
        said = mood_words.mostly_in_words(found.entries, language)
        lately = language.count(
            "{n} entry in the last {days} days.", "{n} entries in the last {days} days.", found.lately, days=MONTH_DAYS
        )
        return [
            say(N_("{span}: {said}."), span=found.name, said=said),
            *mood_words.tagged_in_words(found.entries, language),
            lately,
        ]

    def _pictures(self, found: Span) -> list[Block]:
        return [self._letters(found), *self._over_weeks(found), *self._tags(found)]

    def _letters(self, found: Span) -> Chart:
        """Say how many days were what, and draw them as letters, a week a row."""
        session, say = self.session, self.session.say
        counted = mood_words.counts(found.entries, session.language)
        until = min(found.last, session.local(session.now).date())
        rows = [tuple((f"{say(name)} ", 0) for name in SHORT)]
        for week in mood_calendar.weeks(found.entries, found.first, until):
            rows.append(tuple((f"{mark}  ", level) for mark, level in week))
        rows += [(("", 0),), *(((line, 0),) for line in textwrap.wrap(legend(session), NARROW))]
        return Chart(say(N_("In days: {counted}."), counted=counted), rows=tuple(rows))

    def _over_weeks(self, found: Span) -> list[Block]:
        """Say what each week was that there is something to say of, and draw a line over them."""
        said = []
        for monday, entries in mood_calendar.by_week(found.entries, found.first, found.last):
            if mood_words.mostly(entries):
                name = day_in_words(self.session, self._at(monday))
                said.append(f"{name} {mood_words.mostly_in_words(entries, self.session.language)}")
        weeks = self.session.say(N_("Weeks from: {weeks}."), weeks="; ".join(said))
        line = line_over(found.entries, found.first, found.last, step=WEEK_COLUMNS, between=1)
        return [Chart(weeks, rows=line)] if said else []

    def _tags(self, found: Span) -> list[Block]:
        """Draw how often days with a tag were lower or higher than others."""
        tagged = mood_words.by_tag(found.entries)
        if not tagged:
            tags = {tag for entry in found.entries for tag in entry.tags}
            few = N_("Of tags it is too little to say: that takes {n} days with one, and {n} without.")
            return [Prose.of(self.session.say(few, n=mood_words.LEAST_TAGGED))] if tags else []
        lower, higher = self.session.say(N_("lower")), self.session.say(N_("higher"))
        points = tuple((f"{one.tag}, {lower if one.is_lower else higher}", one.times / one.of) for one in tagged)
        of_words = "; ".join(
            self.session.say(N_("{tag} {n} of {of}"), tag=one[0], n=each.times, of=each.of)
            for one, each in zip(points, tagged, strict=True)
        )
        return [Chart(self.session.say(N_("Days with a tag: {words}."), words=of_words), points, 1)]

    def can(self, action: Action) -> bool:
        """Offer what there is something for."""
        match action.name:
            case "days" | "letters" | "earlier" | "take-along":
                return self.any
            case "later":
                return self.back_by > 0
            case "restore":
                return self.deleted is not None
            case "week" | "month" | "year":
                return action.name != self.span
        return super().can(action)

    @action("c", N_("check in"))
    @agreed_first
    async def check(self) -> Result:
        """Say how it is."""
        return ask_check_in(self.session, lambda said: Goto("checkin", said))

    @action("e", N_("day by day, in words"))
    async def days(self) -> Result:
        """Open the entries."""
        return Goto("moods/days")

    @action("w", N_("a week"))
    async def week(self) -> Result:
        """Look at a week."""
        return Goto("moods/week", replace=True)

    @action("t", N_("a month"))
    async def month(self) -> Result:
        """Look at a month."""
        return Goto("moods", replace=True)

    @action("y", N_("a year"))
    async def year(self) -> Result:
        """Look at a year."""
        return Goto("moods/year", replace=True)

    @action("r", N_("the one before"))
    async def earlier(self) -> Result:
        """Look at what was before."""
        self.back_by += 1
        return Stay(redraw=True)

    @action("l", N_("the one after"))
    async def later(self) -> Result:
        """Look at what was after."""
        self.back_by = max(0, self.back_by - 1)
        return Stay(redraw=True)

    @action("z", N_("the letters of each week"))
    async def letters(self) -> Result:
        """Open them as lines."""
        return Goto("moods/letters")

    @action("u", N_("take the last deletion back"))
    async def restore(self) -> Result:
        """Undo the last deletion."""
        count = await self.session.write(moods.take_back, self.session.private)
        said = self.session.language.count("{n} check-in is there again.", "{n} check-ins are there again.", count)
        return Stay(said, redraw=True)

    @action("s", N_("as a table, to take along"), name="take-along")
    async def take_along(self) -> Result:
        """Show them as CSV."""
        return Goto("moods/csv")


class MoodWeekPage(MoodsPage):
    """A week of check-ins."""

    pattern = "moods/week"
    listed = False
    span = "week"

    def _days(self, today: date) -> tuple[date, date, str]:
        first = mood_calendar.first_of_week(today) - timedelta(days=7 * self.back_by)
        name = self.session.say(N_("This week"))
        if self.back_by:
            name = self.session.say(N_("The week from {day}"), day=day_in_words(self.session, self._at(first)))
        return first, first + timedelta(days=6), name

    def _pictures(self, found: Span) -> list[Block]:
        return [self._letters(found), *self._tags(found)]


class MoodYearPage(MoodsPage):
    """A year of check-ins."""

    pattern = "moods/year"
    listed = False
    span = "year"

    def _days(self, today: date) -> tuple[date, date, str]:
        year = today.year - self.back_by
        return date(year, 1, 1), date(year, 12, 31), str(year)

    def _pictures(self, found: Span) -> list[Block]:
        """Say what the months were, and draw a line over the weeks of each half of the year."""
        charts: list[Block] = []
        for first, last in halves(self.session, found.first.year):
            entries = [each for each in found.entries if first <= each.day <= last]
            if said := self._months_in_words(entries, first.year):
                words = self.session.say(N_("Months: {months}."), months="; ".join(said))
                charts.append(Chart(words, rows=line_over(entries, first, last, step=1)))
        return [*charts, *self._tags(found)]

    def _months_in_words(self, entries: list[Entry], year: int) -> list[str]:
        said = []
        for month, of_month in mood_calendar.by_month(entries, year):
            if of_month:
                words = mood_words.mostly_in_words(of_month, self.session.language)
                said.append(f"{self.session.say(MONTHS[month - 1])} {words}")
        return said


class MoodLettersPage(PrivatePage):
    """Each week of check-ins as seven letters on a line: a picture that can be read with the fingers."""

    pattern = "moods/letters"
    title = N_("Weeks in letters")
    listed = False
    keeps = (Shelved.MOOD,)

    async def inside(self) -> View:
        """Say a week a line, the latest first."""
        session, say = self.session, self.session.say
        kept = await session.read(moods.entries, session.private)
        found = [entry_of(session, each) for each in kept]
        if not found:
            return View(say(self.title), (Prose.of(say(N_("None."))),))
        rows = []
        for monday, entries in mood_calendar.by_week(found, found[-1].day, found[0].day):
            (week,) = mood_calendar.weeks(entries, monday, monday + timedelta(days=6))
            at = datetime.combine(monday, time(), session.zone).timestamp()
            name = say(N_("From {day}"), day=day_in_words(session, int(at)))
            rows.append((name, " ".join(mark for mark, _ in week)))
        return View(say(self.title), (Prose.of(legend(session)), Facts(tuple(rows[: -WEEKS - 1 : -1]))))
