"""Public figures of how this place is moderated, month by month, with nobody to be told from them.

Only months that are over are told. A number is told as one of five it can be, so that none below five is known, nor can
be worked out from others: what two of them differ by can be nine numbers, and no sums are told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median_low
from typing import Final
from zoneinfo import ZoneInfo

from bbs.language import N_
from store.tables import Case, Report, StaffAct

WIDTH: Final = 5
"""Numbers that each published one can stand for."""
REPORTS: Final = "reports"
NOTICED: Final = "noticed"
KINDS: Final = {
    REPORTS: N_("Reports by members"),
    NOTICED: N_("Posts that the software noticed"),
    "nothing": N_("Looked at, and nothing needed doing"),
    "help": N_("Somebody was told of people to turn to"),
    "posts": N_("Posts that were closed, hidden, cut or taken away"),
    "warned": N_("Warnings"),
    "paused": N_("Writing slowed down or paused"),
    "out": N_("Suspensions and bans"),
    "undone": N_("Decisions put back"),
    "appeals": N_("Appeals that were answered"),
    "changed": N_("Appeals after which it was changed or put back"),
}
"""What is counted, in the order in which it is told."""
COUNTED_AS: Final = {
    "case-dismissed": ("nothing",),
    "case-ignored": ("nothing",),
    "support-sent": ("help",),
    "post-closed": ("posts",),
    "post-hidden": ("posts",),
    "post-cut": ("posts",),
    "post-removed": ("posts",),
    "member-warned": ("warned",),
    "member-slowed": ("paused",),
    "member-muted": ("paused",),
    "member-suspended": ("out",),
    "member-banned": ("out",),
    "member-swept": ("out",),
    "decision-undone": ("undone",),
    "appeal-upheld": ("appeals",),
    "appeal-changed": ("appeals", "changed"),
    "appeal-undone": ("appeals", "changed"),
}
"""What an act of the log counts as."""
HOUR: Final = 3600
LOOKED: Final = (
    (HOUR, N_("within an hour")),
    (6 * HOUR, N_("within six hours")),
    (24 * HOUR, N_("within a day")),
    (3 * 24 * HOUR, N_("within three days")),
    (7 * 24 * HOUR, N_("within a week")),
)
"""How soon half of it was looked at, in words."""
LATER: Final = N_("later than after a week")


@dataclass(frozen=True)
class Month:
    """A month that is over: what is told of it. `counts` are the lowest each number can be, 0 for fewer than five.

    `looked` says how soon half of what was brought up was looked at, marked for translation; "" for too little.
    """

    year: int
    month: int
    counts: dict[str, int]
    looked: str


def at_least(number: int) -> int:
    """Return what is published of a number: the lowest of the five it may be."""
    return number - number % WIDTH


def _bounds(zone: ZoneInfo, at: int, ago: int) -> tuple[datetime, datetime]:
    """Return when a month began and ended: the present one, or so many before it."""
    today = datetime.fromtimestamp(at, zone)
    months = today.year * 12 + today.month - 1 - ago
    begin, end = (datetime(n // 12, n % 12 + 1, 1, tzinfo=zone) for n in (months, months + 1))
    return begin, end


def told(zone: ZoneInfo, *, now: int, skip: int = 0, most: int = 3) -> list[Month]:
    """Return the months that are over, the newest first, back to the one in which something was first brought up."""
    first = Case.select(Case.opened_at).order_by(Case.id).first()
    months: list[Month] = []
    for ago in range(skip + 1, skip + most + 1):
        begin, end = _bounds(zone, now, ago)
        if first is None or end.timestamp() <= first.opened_at:
            break
        months.append(_month(begin, end))
    return months


def _month(begin: datetime, end: datetime) -> Month:
    since, until = int(begin.timestamp()), int(end.timestamp())
    made = Report.select().where(Report.made_at >= since, Report.made_at < until)
    numbers = dict.fromkeys(KINDS, 0)
    numbers[REPORTS] = made.where(Report.by.is_null(False), ~Report.found).count()
    numbers[NOTICED] = made.where(Report.by_software).count()
    acts = StaffAct.select(StaffAct.act).where(StaffAct.at >= since, StaffAct.at < until)
    for row in acts.where(StaffAct.act.in_(list(COUNTED_AS))):
        for kind in COUNTED_AS[row.act]:
            numbers[kind] += 1
    opened = Case.select(Case.opened_at, Case.looked_at, Case.closed_at).where(
        Case.opened_at >= since, Case.opened_at < until, Case.outcome != "withdrawn"
    )
    counts = {kind: at_least(number) for kind, number in numbers.items()}
    return Month(begin.year, begin.month, counts, _looked(opened))


def _looked(cases: Iterable[Case]) -> str:
    """Return how soon half of the cases were looked at, in words, where they are enough to tell nobody's."""
    never = 10**12
    waited = [(case.looked_at or case.closed_at or never) - case.opened_at for case in cases]
    if len(waited) < WIDTH:
        return ""
    half = median_low(waited)
    return next((words for most, words in LOOKED if half <= most), LATER)
