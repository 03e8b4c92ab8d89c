"""A ban waits for somebody else than who gave it: they let it stand for good, or end it.

One that nobody looked at in time ended by itself. It waits at the desk as that: somebody leaves it so, or decides anew,
for whoever was banned is back by then.
"""

from __future__ import annotations

from typing import Final

from bbs.community import decisions, raised, sanctions
from bbs.community.decisions import Outcome
from bbs.community.members import Person
from bbs.community.queue import CLAIM_SECONDS, CaseLine
from bbs.community.sanctions import BAN_SECONDS, DAY
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.case_rows import change, unless_taken
from store.tables import Case, Decision, Sanction
from store.vault import Vault

LAPSED: Final = "lapsed"
"""The outcome of a ban that nobody confirmed."""
LAPSED_DAYS: Final = 30
"""For how long it waits at the desk that one ended so; then it is closed."""


def ends_at(line: CaseLine) -> int | None:
    """Return when the ban that a case asks to confirm ends, or ended, by itself; None for any other case."""
    return line.opened_at + BAN_SECONDS if line.target.startswith("ban/") and line.closed_at is None else None


def has_lapsed(line: CaseLine, now: int) -> bool:
    """Say whether a case is about a ban that ended by itself, as nobody confirmed it."""
    ends = ends_at(line)
    return ends is not None and ends <= now


def confirm(vault: Vault, staff: Person, case_id: int, version: int, *, now: int) -> int:
    """Let a ban stand for good, as somebody else than who gave it; return its decision.

    Raises as unless_taken does.
    """
    row, decision, sanction = _ban(staff, case_id, version, now)
    sanctions.confirm(sanction.id, now=now)
    _answer_ban(row, decision, staff, Outcome.AGREE, now)
    decisions.log_act(vault, "ban-confirmed", decision, by=staff.id, now=now)
    return int(decision.id)


def end(vault: Vault, staff: Person, case_id: int, version: int, *, now: int) -> int:
    """End a ban before its time; what else was decided stays. Return its decision.

    Raises as unless_taken does, Refusal for one that ended meanwhile.
    """
    row, decision, sanction = _ban(staff, case_id, version, now)
    if sanction.until is not None and sanction.until <= now:
        raise Refusal(N_("That ban ended by itself meanwhile: nobody had confirmed it."))
    sanctions.lift(decision.id, now=now)
    _answer_ban(row, decision, staff, Outcome.DISAGREE, now)
    decisions.log_act(vault, "ban-ended", decision, by=staff.id, now=now)
    return int(decision.id)


def leave(vault: Vault, staff: Person, case_id: int, version: int, *, now: int) -> None:
    """Leave a ban as it is that ended by itself, and close its case.

    Raises as unless_taken does, NotFound for others.
    """
    row, decision, sanction = _ban(staff, case_id, version, now)
    if sanction.until is None or sanction.until > now:
        raise NotFound
    change(row, closed_at=now, closed_by=staff.id, outcome=LAPSED, claimed_at=None)
    raised.at_desk(staff.id)
    decisions.log_act(vault, "ban-lapsed", decision, by=staff.id, now=now)


def close_lapsed(now: int) -> None:
    """Close what nobody looked at for so long that it asks nothing of anybody any more: in a small place nobody may."""
    old = (Case.target.startswith("ban/"), Case.opened_at + BAN_SECONDS + LAPSED_DAYS * DAY <= now)
    for row in Case.select().where(Case.closed_at.is_null(), *old):
        change(row, closed_at=now, outcome=LAPSED, claimed_at=None)
        raised.at_desk(None)


def _ban(staff: Person, case_id: int, version: int, now: int) -> tuple[Case, Decision, Sanction]:
    sanctions.keep_at_work(staff, now)
    row = unless_taken(staff, case_id, version, stale=now - CLAIM_SECONDS)
    kind, _, key = row.target.partition("/")
    sanction = Sanction.get_or_none(Sanction.id == key) if kind == "ban" else None
    if sanction is None:
        raise NotFound
    return row, Decision.get_by_id(sanction.decision_id), sanction


def _answer_ban(row: Case, decision: Decision, staff: Person, outcome: Outcome, now: int) -> None:
    change(row, closed_at=now, closed_by=staff.id, outcome=outcome.value, claimed_at=None)
    raised.at_desk(staff.id)
    Decision.update(told_at=None).where(Decision.id == decision.id).execute()
