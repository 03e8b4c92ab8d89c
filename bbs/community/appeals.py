"""Appeals: a member answers to what was decided about them, and somebody else than who decided looks at it again."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from bbs.community import cases, decisions, raised
from bbs.community.decisions import Chosen, Outcome
from bbs.community.members import Person
from bbs.community.queue import CLAIM_SECONDS
from bbs.community.wording import clean_text
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.case_rows import change, unless_taken
from store.sealed import place_of
from store.tables import Appeal, Case, Decision
from store.tables.base import random_name
from store.vault import Vault

LONGEST: Final = 4_000
"""Characters of an appeal, and of an answer to one."""
DAYS: Final = 60
"""For how many days a decision can be appealed against."""
KEPT_DAYS: Final = DAYS + 7
"""For how many days the words that were taken out of sight are kept, if nobody appeals."""
DAY: Final = 24 * 3600


class Answer(StrEnum):
    """What came of an appeal."""

    UPHELD = "upheld"
    CHANGED = "changed"
    UNDONE = "undone"


def appeal(vault: Vault, member: Person, decision_id: int, text: str, *, now: int) -> int:
    """Appeal against a decision about oneself; return the case that it is. Once a decision, within sixty days.

    Raises NotFound for anybody else's, Refusal when it cannot be appealed against any more, NotUnderstood for no words
    or too many.
    """
    decision = Decision.get_or_none(Decision.id == decision_id, Decision.about == member.id)
    if decision is None or decision.outcome != Outcome.AGREE.value:
        raise NotFound
    if Appeal.get_or_none(Appeal.decision == decision.id) is not None:
        raise Refusal(N_("You have appealed against this already. You are told what comes of it."))
    if decision.undone_at is not None:
        raise Refusal(N_("That was undone already, so there is nothing to appeal against."))
    if now > decision.made_at + DAYS * DAY:
        raise Refusal(N_("An appeal can be made for {n} days. You can still write a note to the desk."), n=DAYS)
    row = Appeal(decision=decision.id, member=member.id, row=random_name(), made_at=now)
    row.sealed = vault.seal(place_of(row), clean_text(text, LONGEST))
    row.save(force_insert=True)
    case = cases.gather(vault, f"appeal/{row.row}", reason="appeal", by=None, by_software=False, now=now, dispute=True)
    return int(case)


def answer(
    vault: Vault,
    staff: Person,
    case_id: int,
    version: int,
    given: Answer,
    words: str,
    *,
    now: int,
    chosen: Chosen | None = None,
) -> int:
    """Answer an appeal, with words to the member; return the decision it is about.

    UNDONE puts everything back; CHANGED puts everything back and does what was `chosen` in its place. Raises as
    `unless_taken` does, NotFound for what is no appeal, NotUnderstood for words that are missing or too many.
    """
    row = unless_taken(staff, case_id, version, stale=now - CLAIM_SECONDS)
    asked = _of_case(row)
    if asked is None or (given is Answer.CHANGED) != (chosen is not None):
        raise NotFound
    said = clean_text(words, LONGEST)
    decision = Decision.get_by_id(asked.decision_id)
    is_undone = decision.undone_at is not None
    if is_undone and given is Answer.UPHELD:
        raise Refusal(N_("What was decided is undone already, so it cannot stand."))
    closed = {"closed_at": now, "closed_by": staff.id, "outcome": given.value, "claimed_at": None}
    change(row, snoozed_until=None, **closed)
    raised.at_desk(staff.id)
    sealed = vault.seal(place_of(asked, "answer"), said)
    Appeal.update(answer=sealed, outcome=given.value, decided_at=now).where(Appeal.id == asked.id).execute()
    if given is Answer.UPHELD:
        Decision.update(told_at=None).where(Decision.id == decision.id).execute()
        decisions.log_act(vault, "appeal-upheld", decision, by=staff.id, now=now)
        return int(decision.id)
    act = "appeal-undone" if given is Answer.UNDONE else "appeal-changed"
    if not is_undone:
        decisions.put_back(vault, staff, decision.id, now=now, act=act)
    if chosen is not None:
        decisions.record(vault, staff, row, Outcome.AGREE, chosen, now=now)
    elif decision.case_id is not None:
        Case.update(outcome=Outcome.UNDONE.value).where(Case.id == decision.case_id).execute()
    return int(decision.id)


def _of_case(case: Case) -> Appeal | None:
    """Return the appeal that a case is; None where it is none."""
    kind, _, key = case.target.partition("/")
    found: Appeal | None = Appeal.get_or_none(Appeal.row == key) if kind == "appeal" else None
    return found
