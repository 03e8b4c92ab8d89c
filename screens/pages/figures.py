"""Public figures: how this place is moderated, month by month. For anybody."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bbs.community import figures
from bbs.community.back_dates import MONTHS
from bbs.community.figures import KINDS, WIDTH, Month
from bbs.language import N_
from bbs.session import Session
from screens.page import AnyPage
from screens.view import Block, Facts, Prose, View

A_PAGE = 3


class FiguresPage(AnyPage):
    """What is done here to look after the place, in numbers from which nobody can be told."""

    pattern = "about/figures"
    title = N_("Moderation in numbers")

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.skip = 0

    async def view(self) -> View:
        """Tell the months that are over, the newest first."""
        session, say = self.session, self.session.say
        zone = ZoneInfo(session.house.config.community.zone)
        found = await session.read(figures.told, zone, now=session.now, skip=self.skip, most=A_PAGE + 1)
        about: tuple[str, ...] = (
            N_("What the people who look after this place did, month by month. Months that are over are told here."),
            N_(
                "Each number is told roughly, such as 5 to 9, so that nobody can be made out from it. Fewer than five "
                "may be none."
            ),
        )
        if not found:
            about = (*about, N_("No month with something to tell is over yet."))
        blocks: list[Block] = [Prose.of(*map(say, about))] if not self.skip else []
        for month in found[:A_PAGE]:
            blocks += self._month(month)
        return View(say(self.title), blocks, more=len(found) > A_PAGE)

    def _month(self, month: Month) -> list[Block]:
        say = self.session.say
        name = say(N_("{month} {year}"), month=say(MONTHS[month.month - 1]), year=month.year)
        looked = month.looked or N_("too few to say")
        rows = [(say(words), self._number(month.counts[kind])) for kind, words in KINDS.items()]
        rows.append((say(N_("Half of it was looked at")), say(looked)))
        return [Prose.of(f"{name}."), Facts(tuple(rows))]

    def _number(self, least: int) -> str:
        if not least:
            return self.session.say(N_("fewer than {n}"), n=WIDTH)
        return self.session.say(N_("{least} to {most}"), least=least, most=least + WIDTH - 1)

    async def more(self) -> bool:
        """Go on to older months."""
        self.skip += A_PAGE
        return True
