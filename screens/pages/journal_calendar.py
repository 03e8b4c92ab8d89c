"""The journal by month: on which days something was written, in words, then as a small calendar. Gaps mean nothing."""

from __future__ import annotations

import calendar
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from bbs.community import journal
from bbs.community.back_dates import DAYS, MONTHS
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Goto, Result, action
from screens.pages.journal import JournalRoom, entry_item
from screens.view import Art, Block, Listing, Prose, View

MARK = "*"
"""What stands behind a day with an entry."""


class JournalMonthPage(JournalRoom):
    """One month."""

    pattern = "journal/calendar/{year:int}-{month:int}"
    title = N_("Journal by month")
    listed = False
    has_earlier = False

    @property
    def month(self) -> date:
        """The first day of the month. Raises NotFound for what is no month, or still to come."""
        try:
            first = date(int(self.parts["year"]), int(self.parts["month"]), 1)
        except ValueError:
            raise NotFound from None
        if first > self._today():
            raise NotFound
        return first

    def _today(self) -> date:
        return self.session.local(self.session.now).date()

    async def inside(self) -> View:
        """Say the days, draw them, and list what was written."""
        session, say, first = self.session, self.session.say, self.month
        since, until = _start(session, first), _start(session, _after(first))
        earliest = await session.read(journal.first_at, session.private.member, now=session.now)
        self.has_earlier = bool(earliest) and earliest < since
        found = await session.read(journal.entries, session.private, now=session.now, since=since, until=until)
        name = say(N_("{month} {year}"), month=say(MONTHS[first.month - 1]), year=first.year)
        days = sorted({session.local(entry.at).day for entry in found})
        if not days:
            return View(name, (Prose.of(say(N_("Nothing was written in this month."))),))
        on = ", ".join(map(str, days))
        words = session.language.count(
            "{n} entry, on this day: {on}.", "{n} entries, on these days: {on}.", len(found), on=on
        )
        items = tuple(entry_item(session, entry) for entry in reversed(found))
        picture = Art(tuple(grid(session, first, days)), say(N_("the month, with a star behind each of these days")))
        blocks: list[Block] = [Prose.of(words), picture, Listing(items, "", say(N_("Entries")))]
        return View(name, tuple(blocks))

    def on_enter(self) -> str:
        """Enter goes back in time."""
        return "before" if self.has_earlier else ""

    def can(self, action: Action) -> bool:
        """Offer the months there are."""
        if action.name == "before":
            return self.has_earlier
        return _after(self.month) <= self._today() if action.name == "after" else super().can(action)

    @action("p", N_("the month before"), name="before")
    async def before(self) -> Result:
        """Go back a month."""
        return Goto(_address(self.month - timedelta(days=1)), replace=True)

    @action("n", N_("the month after"), name="after")
    async def after(self) -> Result:
        """Go on a month."""
        return Goto(_address(_after(self.month)), replace=True)


class JournalThisMonthPage(JournalMonthPage):
    """The month that it is."""

    pattern = "journal/calendar"
    listed = True

    @property
    def month(self) -> date:
        """The first day of it."""
        return self._today().replace(day=1)


def _address(day: date) -> str:
    return f"journal/calendar/{day.year}-{day.month}"


def _after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _start(session: Session, day: date) -> int:
    return int(datetime.combine(day, time(), session.zone).timestamp())


def grid(session: Session, first: date, days: Collection[int]) -> list[str]:
    """Draw a month, a week a row, Monday first."""
    rows = ["".join(f"{session.say(name)[:2]:>3} " for name in DAYS).rstrip()]
    for week in calendar.Calendar().monthdayscalendar(first.year, first.month):
        cells = (f"{day:>3}{MARK if day in days else ' '}" if day else "    " for day in week)
        rows.append("".join(cells).rstrip())
    return rows
