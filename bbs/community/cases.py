"""Cases: what is brought to those who look after this place. One open case a thing, which gathers the reports about it.

Who sees one is said in store/case_rows.py, how they wait in queue.py.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from bbs.community import brought, group_first, paging, raised, sanctions
from bbs.community.brought import Said
from bbs.community.members import Person
from bbs.community.queue import CLAIM_SECONDS, Rank
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.language import N_
from store import sanction_rows
from store.case_rows import change, for_act, is_no_part_of, row_of, takes_part, unless_taken
from store.tables import Appeal, Board, Case, CasePass, Decision, Member, Post, Report, Sanction, Thread
from store.tables.base import random_name
from store.vault import Vault

PART_OF_IT: Final = N_(
    "You block them, or wrote back and forth with them there, so to take something from them is for somebody else. You "
    "can write to them, or ask for somebody else."
)
SNOOZE_MOST: Final = 7 * 24 * 3600
"""Seconds a case can be let wait."""


def gather(
    vault: Vault,
    target: str,
    *,
    reason: str,
    by: Person | None,
    now: int,
    rank: Rank = Rank.WAITING,
    dispute: bool = False,
    found: bool = False,
    words: str = "",
    rule: str = "",
    by_software: bool = True,
) -> int:
    """Bring something up: add a report to its open case, or open one, and return the case. Call it in a transaction.

    `target` is "post/12", "thread/3", "member/5", "group/slug" or, of what is no table of these, "note/NAME",
    "appeal/NAME" and the like. `by` is None when software noticed it, or, not `by_software`, when the case follows
    from what was done. Whoever reports the same thing again while it is open adds to what they said first. Raises
    NotFound for a target that is not there, Busy for the same thing far too often.
    """
    case = Case.get_or_none(Case.target == target, Case.closed_at.is_null())
    is_new, was_urgent = case is None, case is not None and case.rank == Rank.URGENT.value
    if case is None:
        urgent_at = now if rank is Rank.URGENT else None
        case = Case.create(
            target=target, rank=rank.value, dispute=dispute, opened_at=now, urgent_at=urgent_at, **_facts(target)
        )
    else:
        changed: dict[str, Any] = {"rank": min(case.rank, rank.value), "dispute": case.dispute or dispute}
        if rank is Rank.URGENT:
            changed["snoozed_until"] = None
            changed["urgent_at"] = case.urgent_at if case.rank == Rank.URGENT.value else now
        Case.update(version=Case.version + 1, **changed).where(Case.id == case.id).execute()
    if rank is Rank.URGENT and not was_urgent:
        raised.note(case.id, by.id if by else None)
    said = Said(reason, words, rule, now)
    known = Report.get_or_none(Report.case == case.id, Report.by == by.id) if by is not None else None
    if known is not None:
        known.found = known.found and found
        known.save()
        brought.add(vault, known, said)
    else:
        by_software = by is None and by_software
        row = Report(case=case.id, by=by.id if by else None, by_software=by_software, found=found, row=random_name())
        brought.keep(vault, row, said)
    how = {"is_new": is_new, "is_urgent": rank is Rank.URGENT and not was_urgent}
    group_first.met(case.id, reason, by=by.id if by else None, now=now, **how)
    raised.at_desk(by.id if by else None)
    return int(case.id)


def _facts(target: str) -> dict[str, Any]:
    """Return whose something is and where it is, as a case keeps it. Raises NotFound."""
    kind, _, key = target.partition("/")
    match kind:
        case "post":
            post = Post.select(Post, Thread).join(Thread).where(Post.id == key).first()
            if post is None:
                raise NotFound
            return {"about": post.author_id, "post": post.id, "board": post.thread.board_id}
        case "thread":
            thread = Thread.get_or_none(Thread.id == key)
            if thread is None:
                raise NotFound
            first = Post.select(Post.id).where(Post.thread == thread.id).order_by(Post.number).first()
            return {"about": thread.author_id, "post": first.id if first else None, "board": thread.board_id}
        case "member":
            if Member.get_or_none(Member.id == key) is None:
                raise NotFound
            return {"about": int(key)}
        case "group":
            board = Board.get_or_none(Board.slug == key)
            if board is None:
                raise NotFound
            return {"board": board.id}
        case "appeal":
            return _decided(Decision.select().join(Appeal).where(Appeal.row == key).first())
        case "ban":
            return _decided(Decision.select().join(Sanction).where(Sanction.id == key).first())
    return {}


def _decided(decision: Decision | None) -> dict[str, Any]:
    """Return what a case keeps that asks somebody else to look at a decision. Raises NotFound."""
    if decision is None:
        raise NotFound
    post = Post.select(Post, Thread).join(Thread).where(Post.id == decision.post_id).first()
    where = {"post": post.id, "board": post.thread.board_id} if post else {}
    return {"about": decision.about_id, "apart_from": decision.by_id, **where}


def lower(target: str) -> None:
    """Let a case wait behind the others: its author says that it was not about them. Nothing of it is lost."""
    Case.update(rank=Rank.LOWERED.value, version=Case.version + 1).where(
        Case.target == target, Case.closed_at.is_null(), Case.rank <= Rank.WAITING.value
    ).execute()
    raised.at_desk(None)


def open_at(target: str) -> int | None:
    """Return the open case of a target, None when there is none."""
    case = Case.get_or_none(Case.target == target, Case.closed_at.is_null())
    return case.id if case else None


# What is done with one


def claim(staff: Person | None, case_id: int, version: int, *, now: int) -> None:
    """Take a case: the others see that one has it. Raises as `unless_taken` does.

    Nor does anybody take one who is suspended.
    """
    sanctions.keep_at_work(staff, now)
    row, taker = unless_taken(staff, case_id, version, stale=now - CLAIM_SECONDS), staff.id if staff else None
    CasePass.delete().where(CasePass.case == row.id, CasePass.by == taker).execute()
    change(row, claimed_at=now, claimed_by=taker, snoozed_until=None, looked_at=row.looked_at or now)
    raised.at_desk(taker)


def release(staff: Person | None, case_id: int, version: int, *, now: int) -> None:
    """Let a case go to the others again. Raises as `unless_taken` does."""
    row = unless_taken(staff, case_id, version, stale=now - CLAIM_SECONDS)
    _let_go(row, staff, now)


def pass_on(staff: Person, case_id: int, version: int, *, now: int) -> None:
    """Ask for somebody else to take a case: it leaves one's queue, without a reason. Raises as `for_act` does."""
    row = for_act(staff, case_id, version)
    CasePass.insert(case=row.id, by=staff.id, at=now).on_conflict_ignore().execute()
    if row.claimed_by_id == staff.id:
        _let_go(row, staff, now)


def _let_go(row: Case, staff: Person | None, now: int) -> None:
    """Let a case be nobody's; where it is urgent the others are told of it anew."""
    change(row, claimed_at=None, claimed_by=None)
    raised.at_desk(staff.id if staff else None)
    if row.rank == Rank.URGENT.value and row.claimed_at is not None:
        paging.tell_anew(row.id, by=staff, now=now)


def is_passed(staff: Person | None, case_id: int) -> bool:
    """Say whether somebody asked for others to take a case."""
    mine = (CasePass.case == case_id, CasePass.by == (staff.id if staff else None))
    return CasePass.get_or_none(*mine) is not None


def snooze(staff: Person | None, case_id: int, version: int, *, until: int, now: int) -> None:
    """Let a case wait until later, for everybody. Nothing urgent waits, nor what somebody else has.

    Raises as `unless_taken` does, NotUnderstood for a time out of bounds.
    """
    row = unless_taken(staff, case_id, version, stale=now - CLAIM_SECONDS)
    if row.rank == Rank.URGENT.value:
        raise Refusal(N_("This one is urgent and does not wait. If you cannot take it, ask for somebody else."))
    if not now < until <= now + SNOOZE_MOST:
        raise NotUnderstood(N_("It can wait from an hour to seven days."))
    change(row, snoozed_until=until, claimed_at=None, claimed_by=None)
    raised.at_desk(staff.id if staff else None)


def close(staff: Person | None, case_id: int, version: int, outcome: str, *, now: int) -> None:
    """Close a case with an outcome, a word of the program's. Raises as `for_act` does."""
    row = for_act(staff, case_id, version)
    change(row, closed_at=now, closed_by=staff.id if staff else None, outcome=outcome, claimed_at=None)
    raised.at_desk(staff.id if staff else None)


def open_again(staff: Person | None, case_id: int) -> None:
    """Open a closed case again: what was decided is undone. Raises NotFound as `read` does, Refusal if it is open."""
    row = row_of(staff, case_id)
    if row.closed_at is None:
        raise Refusal(N_("This case is open already."))
    if open_at(row.target) is not None:
        raise Refusal(N_("There is a newer case about the same thing. Please go on there."))
    change(row, closed_at=None, closed_by=None, outcome="", claimed_at=None, claimed_by=None)
    raised.at_desk(staff.id if staff else None)


def keep_apart(staff: Person, case_id: int) -> None:
    """Raise Refusal for who would act on a post or a member in a case that they are a part of.

    Who may be in danger is seen by those who talk with them too, so that they can write to them: nothing more.
    """
    if takes_part(staff.id, case_id):
        raise Refusal(PART_OF_IT)


def anybody_may(case_id: int, *, but: Collection[int] = ()) -> bool:
    """Say whether one of the staff may judge a case: in a small place everybody may be a part of it.

    Those in `but` are left out: they decided what somebody else is to look at. So is who is banned; whoever is
    suspended for a time comes back to it.
    """
    mine = (Member.role != "member", Member.left_at.is_null(), Member.id.not_in(list(but)))
    staff = Member.select(Member.id, Member.role).where(*mine)
    return any(
        is_no_part_of(case_id, one.id, is_operator=one.role == "operator")
        for one in staff
        if sanction_rows.shut_out_until(one.id) != sanction_rows.FOR_GOOD
    )
