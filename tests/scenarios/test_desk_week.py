"""A week of those who look after the place, day by day, as they and the members see it; and what is left of it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bbs.community import outcomes, reports
from bbs.community.members import Role
from bbs.community.reports import State
from store.tables import Case, Member, Report, StaffAct
from tests.commands import warmline
from tests.harbour import Harbour
from tests.logs import logged, says_nothing_of_anybody
from tests.scenarios import spam
from tests.scenarios.callers import Calls
from tests.scenarios.desk_days import monday, thursday, tuesday, wednesday
from tests.scenarios.desk_week import DeskWeek
from tests.scenarios.desk_weekend import friday, saturday, sunday

ACTS = {
    "thread-slowed": 1,
    "case-taken": 3,
    "post-closed": 1,
    "member-warned": 2,
    "case-dismissed": 4,
    "spam-swept": 2,
    "member-swept": 2 * spam.ALL,
    "decision-undone": spam.ALL,
    "sweep-undone": 1,
    "support-sent": 2,
    "post-cut": 1,
    "post-removed": 2,
    "member-banned": 2,
    "ban-confirmed": 1,
    "appeal-undone": 2,
    "group-looked": 1,
    "role-taken": 1,
    "operator-made": 1,
}
"""Every act of the week, as the log has it."""
FIGURES = {
    "Reports by members": "10 to 14",
    "Posts that the software noticed": "200 to 204",
    "Looked at, and nothing needed doing": "fewer than 5",
    "Somebody was told of people to turn to": "fewer than 5",
    "Suspensions and bans": "400 to 404",
    "Decisions put back": "200 to 204",
    "Half of it was looked at": "within an hour",
}
"""What everybody may know of it when the month is over."""


@pytest.mark.timeout(400)
def test_a_week_at_the_desk(caller: Calls, harbour: Harbour, log: pytest.LogCaptureFixture) -> None:
    week = DeskWeek(caller, harbour)
    week.begins(0, 8)
    week.comes("sam", "ash", "lou", "kim", "nell")
    week.comes("wren", "dove", role=Role.MODERATOR)
    week.comes("olive", role=Role.OPERATOR)
    for day in (monday, tuesday, wednesday, thursday, friday, saturday, sunday):
        day(week)
    has_outcomes(week)
    is_counted(week)
    says_nothing_of_anybody(log)
    handles = week.knows(lambda: [row.handle for row in Member.select(Member.handle)])
    assert not {handle for handle in handles if re.search(rf"\b{handle}\b", logged(log))}
    is_in_the_log(week)


def is_in_the_log(week: DeskWeek) -> None:
    """Every act is in it, and it is whole. Ask this last: the command closes the database behind it."""
    acts = week.knows(lambda: Counter(row.act for row in StaffAct.select(StaffAct.act)))
    assert dict(acts) == ACTS
    done = warmline("log", "verify", "--home", week.harbour.house.home.path)
    assert done.returncode == 0, done.stderr
    assert f"{sum(ACTS.values())} entries" in done.stdout
    assert "Nothing was changed or taken out." in done.stdout


def has_outcomes(week: DeskWeek) -> None:
    """Nothing waits, and whoever reported something can read what came of it."""
    assert week.knows(lambda: Case.select().where(Case.closed_at.is_null()).count()) == 0
    assert week.knows(lambda: Report.select().where(Report.by.is_null(False), ~Report.found).count()) == 10
    for handle, made in {"ash": 1, "sam": 2, "kim": 3, "lou": 4}.items():
        found = week.knows(reports.own, week.harbour.house.vault, week.people[handle], now=week.now)
        assert len(found) == made
        for one in found:
            assert one.state is State.CLOSED
            assert outcomes.in_words(one) != outcomes.THANKED, "it says what came of it"


def is_counted(week: DeskWeek) -> None:
    """When the month is over, everybody can read what was done in it, and nobody can be told from that."""
    week.begins(31, 12)
    guest = week.caller.calls("guest")
    guest.hears("looking around as a guest")
    said, last = guest.opens("about/figures", "June 2026."), "Half of it was looked at"
    said += "" if last in said else guest.reads_on(last)
    for what, number in FIGURES.items():
        assert re.search(f"{what}:? {number}", said), what
    guest.leaves()
