"""What is held about a member at the desk: reports of theirs, notes about them, and what they did there themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bbs.community import brought, decisions
from bbs.community.held_entry import gathering
from bbs.community.shelf import Owner
from store.prepared import rows_with
from store.sealed import opened
from store.tables import (
    Appeal,
    Case,
    CasePass,
    CaseTold,
    Decision,
    Feedback,
    HandOver,
    LockDown,
    MachineVisit,
    Report,
    Sanction,
    Shift,
    StaffNote,
    Sweep,
    Swept,
)

Facts = Iterator[dict[str, Any]]


@gathering
def reports(owner: Owner) -> Facts:
    """Yield what they reported, why, and what came of it."""
    rows = Report.select(Report, Case).join(Case).where(Report.by == owner.member).order_by(Report.id)
    for row in rows:
        for said in brought.said(owner.vault, row):
            yield {
                "about": row.case.target,
                "reason": said.reason,
                "text": said.words,
                "made_at": said.at,
                "closed_at": row.case.closed_at,
                "outcome": row.case.outcome,
            }


@gathering
def feedback(owner: Owner) -> Facts:
    """Yield what was published of their feedback, with the answer."""
    for row in Feedback.select().where(Feedback.member == owner.member).order_by(Feedback.id):
        yield {"text": row.question, "answer": row.answer, "published_at": row.published_at}


@gathering
def notes_about(owner: Owner) -> Facts:
    """Yield what the staff noted about them."""
    for row in rows_with(StaffNote, "about", owner.member):
        yield {"text": opened(owner.vault, row), "made_at": row.made_at}


@gathering
def decided(owner: Owner) -> Facts:
    """Yield what was decided about them, why, and what that meant until when."""
    for row in rows_with(Decision, "about", owner.member):
        facts = decisions.facts_of(owner.vault, row)
        yield {
            "outcome": row.outcome,
            "done_to_post": row.act,
            "text": facts.reasons,
            "guideline": facts.rule,
            "software_noticed_it": facts.software,
            "made_at": row.made_at,
            "told_at": row.told_at,
            "undone_at": row.undone_at,
        }
    for given in rows_with(Sanction, "member", owner.member):
        yield {"given": given.kind, "began_at": given.began_at, "ends_at": given.until, "lifted_at": given.lifted_at}
    for swept in rows_with(Swept, "member", owner.member):
        count = len(json.loads(opened(owner.vault, swept) or "{}").get("posts", ()))
        yield {"posts_out_of_sight": count, "decision": swept.decision_id}


@gathering
def appeals(owner: Owner) -> Facts:
    """Yield what they answered to decisions, and what came of it."""
    for row in rows_with(Appeal, "member", owner.member):
        yield {
            "text": opened(owner.vault, row),
            "made_at": row.made_at,
            "answer": opened(owner.vault, row, "answer"),
            "outcome": row.outcome,
            "decided_at": row.decided_at,
        }


@gathering
def at_the_desk(owner: Owner) -> Facts:
    """Yield what they did with cases, and what they noted for the others of the staff."""
    for held in rows_with(Case, "claimed_by", owner.member):
        yield {"act": "case-taken", "case": held.id, "at": held.claimed_at}
    for closed in rows_with(Case, "closed_by", owner.member):
        yield {"act": "case-closed", "case": closed.id, "at": closed.closed_at, "outcome": closed.outcome}
    for passed in rows_with(CasePass, "by", owner.member):
        yield {"act": "case-passed-on", "case": passed.case_id, "at": passed.at}
    for row in rows_with(Decision, "by", owner.member):
        facts = decisions.facts_of(owner.vault, row)
        yield {"act": "case-decided", "case": row.case_id, "at": row.made_at, "text": facts.reasons, "done": row.act}
    for waiting in rows_with(Case, "apart_from", owner.member):
        yield {"act": "looked-at-by-others", "case": waiting.id, "at": waiting.opened_at}
    for note in rows_with(StaffNote, "by", owner.member):
        yield {"act": "note-made", "at": note.made_at, "text": opened(owner.vault, note)}
    for published in Feedback.select().where(Feedback.by == owner.member).order_by(Feedback.id):
        yield {"act": "feedback-published", "at": published.published_at, "answer": published.answer}
    for sweep in rows_with(Sweep, "by", owner.member):
        yield {"act": "spam-swept", "at": sweep.made_at}
    for undone in rows_with(Sweep, "undone_by", owner.member):
        yield {"act": "sweep-undone", "at": undone.undone_at}
    for locked in rows_with(LockDown, "by", owner.member):
        yield {"act": "locked-down", "at": locked.began_at}
    for lifted in rows_with(LockDown, "lifted_by", owner.member):
        yield {"act": "lock-lifted", "at": lifted.lifted_at}


@gathering
def shifts(owner: Owner) -> Facts:
    """Yield what they said of their shifts, what they left for whoever comes next, and of what they were told."""
    for row in Shift.select().where(Shift.member == owner.member):
        yield {
            "on_at": row.on_at,
            "until_at": row.until_at,
            "off_at": row.off_at,
            "uninterrupted_at": row.quiet_at,
            "unreminded_at": row.unreminded_at,
            "breaks_put_off_to_at": row.breaks_from,
            "shown_round_at": row.toured_at,
        }
    for visit in MachineVisit.select().where(MachineVisit.member == owner.member).order_by(MachineVisit.id):
        yield {"act": "at-the-machine", "at": visit.seen_at, "typed_at": visit.heard_at}
    for left in HandOver.select().where(HandOver.by == owner.member).order_by(HandOver.id):
        yield {"act": "left-for-the-next", "at": left.made_at, "text": opened(owner.vault, left)}
    for read in HandOver.select().where(HandOver.read_by == owner.member).order_by(HandOver.id):
        yield {"act": "note-of-the-last-read", "at": read.read_at}
    for told in CaseTold.select().where(CaseTold.member == owner.member).order_by(CaseTold.id):
        yield {"act": "told-of-a-case", "case": told.case_id, "at": told.at}
