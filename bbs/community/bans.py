"""A ban waits for somebody else than who gave it: they let it stand for good, or end it."""

from __future__ import annotations

from bbs.community import decisions, sanctions
from bbs.community.decisions import Outcome
from bbs.community.members import Person
from bbs.errors import NotFound
from store.case_rows import change, for_act
from store.tables import Case, Decision, Sanction
from store.vault import Vault


def confirm(vault: Vault, staff: Person, case_id: int, version: int, *, now: int) -> int:
    """Let a ban stand for good, as somebody else than who gave it; return its decision. Raises as `for_act` does."""
    row, decision, sanction = _ban(staff, case_id, version, now)
    sanctions.confirm(sanction.id, now=now)
    _answer_ban(row, decision, staff, Outcome.AGREE, now)
    decisions.log_act(vault, "ban-confirmed", decision, by=staff.id, now=now)
    return int(decision.id)


def end(vault: Vault, staff: Person, case_id: int, version: int, *, now: int) -> int:
    """End a ban before its time; what else was decided stays. Return its decision. Raises as `for_act` does."""
    row, decision, _ = _ban(staff, case_id, version, now)
    sanctions.lift(decision.id, now=now)
    _answer_ban(row, decision, staff, Outcome.DISAGREE, now)
    decisions.log_act(vault, "ban-ended", decision, by=staff.id, now=now)
    return int(decision.id)


def _ban(staff: Person, case_id: int, version: int, now: int) -> tuple[Case, Decision, Sanction]:
    sanctions.keep_at_work(staff, now)
    row = for_act(staff, case_id, version)
    kind, _, key = row.target.partition("/")
    sanction = Sanction.get_or_none(Sanction.id == key) if kind == "ban" else None
    if sanction is None:
        raise NotFound
    return row, Decision.get_by_id(sanction.decision_id), sanction


def _answer_ban(row: Case, decision: Decision, staff: Person, outcome: Outcome, now: int) -> None:
    change(row, closed_at=now, closed_by=staff.id, outcome=outcome.value, claimed_at=None)
    Decision.update(told_at=None).where(Decision.id == decision.id).execute()
