"""What a member is told of a decision about them: put together from the decision when it is read, in their language.

The moderator writes the reasons, beginning with a draft; what is done, until when, which guideline, whether software
helped, how to appeal and where help is, is said with every decision in the same words. The preview is made by the same
function as what the member reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from bbs.community import cases, decisions, group_looks
from bbs.community.appeals import DAY, DAYS
from bbs.community.decisions import Chosen, Facts, Outcome
from bbs.community.members import Person
from bbs.community.post_acts import Act, as_written, told_of
from bbs.community.sanctions import Given, Kind, given
from bbs.errors import NotFound
from bbs.safe_text import safe_text
from store import sanction_rows
from store.case_rows import row_of
from store.sealed import opened
from store.tables import Appeal, Case, Decision, Member, Post, Report, Sanction, Thread
from store.vault import Vault

SHOWN: Final = 50
"""Decisions that are shown, the newest first."""


@dataclass(frozen=True)
class Appealed:
    """What a member answered to a decision. `can_be_judged` is False where nobody here is no part of it."""

    words: str
    made_at: int
    answer: str
    outcome: str
    decided_at: int | None
    can_be_judged: bool


class Says(IntEnum):
    """What a member reads: that somebody wrote to them, what came of their appeal, or what was decided about them."""

    WRITTEN = 0
    ANSWERED = 1
    DECIDED = 2


@dataclass(frozen=True)
class Statement:
    """A decision as it is told. `by` is a handle where they wanted to be named, `title` that of the thread.

    `wrote` are the member's own words, as far as they are kept. `appeal_until` is 0 where there is nothing to appeal
    against. `group` is the title of the support group where those who look after it decided, "" for the staff.
    `has_judge` says that somebody is here who could look at an appeal.
    `remark` is the note that was put beneath the post, `case` the case it was decided on.
    """

    id: int
    outcome: Outcome
    act: Act
    reasons: str
    rule: str
    by_software: bool
    by: str
    title: str
    board: str
    wrote: str
    made_at: int
    is_new: bool
    undone_at: int | None
    sanction: Given | None
    appealed: Appealed | None
    appeal_until: int
    group: str = ""
    has_judge: bool = True
    remark: str = ""
    case: int | None = None

    @property
    def says(self) -> Says:
        """What it is for its member. That a post stands, in words and nothing besides, is no decision about them."""
        answered = self.appealed is not None and self.appealed.decided_at is not None
        undone = self.undone_at is not None
        return _says(self.outcome, self.act, given=self.sanction is not None, undone=undone, answered=answered)

    def may_appeal(self, now: int) -> bool:
        """Say whether the member may appeal against it now."""
        return self.appealed is None and self.undone_at is None and now <= self.appeal_until


def about(vault: Vault, member: Person) -> list[Statement]:
    """Return what was decided about a member, newest first, for themselves."""
    rows = Decision.select().where(Decision.about == member.id).order_by(Decision.id.desc()).limit(SHOWN)
    return [_statement(vault, row) for row in rows]


def one(vault: Vault, member: Person, decision_id: int) -> Statement:
    """Return a decision about a member, for themselves. Raises NotFound for anybody else's."""
    row = Decision.get_or_none(Decision.id == decision_id, Decision.about == member.id)
    if row is None:
        raise NotFound
    return _statement(vault, row)


def told(member: Person, *, now: int) -> None:
    """Remember that a member was shown what was decided about them so far."""
    Decision.update(told_at=now).where(Decision.about == member.id, Decision.told_at.is_null()).execute()


def new_to(member: Person) -> Says:
    """Return what that is which a member was not shown yet: of several things the gravest."""
    return gravest(
        _says(
            row.outcome, row.act, given=bool(row.sanction), undone=bool(row.undone_at), answered=bool(row.answered_at)
        )
        for row in sanction_rows.untold(member.id)
    )


def gravest(found: Iterable[Says]) -> Says:
    """Return the gravest of what there is; where there is nothing, a decision."""
    return max(found, default=Says.DECIDED)


def _says(outcome: str, act: str, *, given: bool, undone: bool, answered: bool) -> Says:
    if answered:
        return Says.ANSWERED
    if outcome == Outcome.AGREE and (act != Act.NOTHING or given or undone):
        return Says.DECIDED
    return Says.WRITTEN


def on_case(vault: Vault, staff: Person, case_id: int, *, now: int) -> list[Statement]:
    """Return what was decided on a case, newest first; on an appeal or a ban, the decision that it is about too.

    Raises NotFound for a case that is not theirs to see.
    """
    row = row_of(staff, case_id)
    mine = Decision.case == row.id
    kind, _, key = row.target.partition("/")
    if kind == "appeal":
        mine |= Decision.id.in_(Appeal.select(Appeal.decision).where(Appeal.row == key))
    elif kind == "ban":
        mine |= Decision.id.in_(Sanction.select(Sanction.decision).where(Sanction.id == key))
    found = Decision.select().where(mine).order_by(Decision.id.desc())
    return [_to_staff(_statement(vault, each), staff, each.post_id, now) for each in found]


def by(vault: Vault, staff: Person, *, now: int) -> list[tuple[int, Statement]]:
    """Return what one of the staff decided lately, newest first, each with its case. Raises NotFound for others."""
    if not staff.is_staff:
        raise NotFound
    rows = Decision.select().where(Decision.by == staff.id, Decision.case.is_null(False))
    found = rows.order_by(Decision.id.desc()).limit(SHOWN)
    return [(row.case_id or 0, _to_staff(_statement(vault, row), staff, row.post_id, now)) for row in found]


def _to_staff(told: Statement, staff: Person, post_id: int | None, now: int) -> Statement:
    """Return a decision as staff may read it: of a group that is closed to them only while a look is open."""
    post = Post.get_or_none(Post.id == post_id)
    if post is None or not group_looks.needs_reason(staff, post.thread_id):
        return told
    with suppress(NotFound):
        group_looks.read(staff, post.thread_id, now=now)
        return told
    return replace(told, title="", wrote="")


def preview(staff: Person, case_id: int, outcome: Outcome, chosen: Chosen, *, now: int) -> Statement:
    """Return a decision as its member would read it. Raises NotFound for a case that is not theirs to see."""
    row = row_of(staff, case_id)
    board, has_judge = _board(row.post_id), cases.anybody_may(row.id, but=(staff.id,))
    sanction = None
    if chosen.sanction is not None:
        where = board if chosen.here else ""
        sanction = Given(
            0,
            chosen.sanction,
            where,
            now,
            now + chosen.days * DAY,
            is_confirmed=False,
            lifted_at=None,
            is_alone=chosen.sanction is Kind.BAN and not has_judge,
        )
    told = Statement(
        id=0,
        outcome=outcome,
        act=chosen.act,
        reasons=chosen.reasons,
        rule=chosen.rule,
        by_software=_by_software(row.id),
        by=staff.handle if chosen.named else "",
        title=decisions.title_of(row.post_id),
        board=board,
        wrote=told_of(row.post_id, chosen.act, chosen.words) if row.post_id and chosen.act else "",
        made_at=now,
        is_new=True,
        undone_at=None,
        sanction=sanction,
        appealed=None,
        appeal_until=now + DAYS * DAY if outcome is Outcome.AGREE else 0,
        has_judge=has_judge,
        remark=safe_text(chosen.words).strip() if chosen.act is Act.REMARK else "",
    )
    return _to_staff(told, staff, row.post_id, now)


def _by_software(case_id: int) -> bool:
    return Report.select().where(Report.case == case_id, Report.by_software).exists()


def _board(post_id: int | None) -> str:
    post = Post.select(Post, Thread).join(Thread).where(Post.id == post_id).first()
    return str(post.thread.board.title) if post else ""


def _statement(vault: Vault, row: Decision) -> Statement:
    facts: Facts = decisions.facts_of(vault, row)
    sanction = Sanction.get_or_none(Sanction.decision == row.id)
    by_name = Member.get_or_none(Member.id == row.by_id, Member.left_at.is_null()) if row.named else None
    is_agreed = row.outcome == Outcome.AGREE.value
    return Statement(
        id=row.id,
        outcome=Outcome(row.outcome),
        act=Act(row.act),
        reasons=facts.reasons,
        rule=facts.rule,
        by_software=facts.software,
        by=by_name.handle if by_name else "",
        title=facts.title,
        board=_board(row.post_id),
        wrote=as_written(vault, facts.post),
        made_at=row.made_at,
        is_new=row.told_at is None,
        undone_at=row.undone_at,
        sanction=given(sanction) if sanction else None,
        appealed=_appealed(vault, row),
        appeal_until=row.made_at + DAYS * DAY if is_agreed else 0,
        group=facts.group,
        has_judge=_has_judge(row, sanction),
        remark=facts.remark,
        case=row.case_id,
    )


def _has_judge(row: Decision, sanction: Sanction | None) -> bool:
    """Say whether one of the staff neither decided this, nor confirmed it, nor is a part of its case."""
    ban = Case.get_or_none(Case.target == f"ban/{sanction.id}") if sanction and sanction.confirmed_at else None
    deciders = [row.by_id, *([ban.closed_by_id] if ban else [])]
    if row.case_id is None:
        others = (Member.id.not_in([each for each in deciders if each]), Member.id != row.about_id)
        return Member.select().where(Member.role != "member", Member.left_at.is_null(), *others).exists()
    return cases.anybody_may(row.case_id, but=[each for each in deciders if each])


def _appealed(vault: Vault, row: Decision) -> Appealed | None:
    found = Appeal.get_or_none(Appeal.decision == row.id)
    if found is None:
        return None
    case = cases.open_at(f"appeal/{found.row}")
    may = case is None or cases.anybody_may(case)
    answer = opened(vault, found, "answer")
    return Appealed(opened(vault, found), found.made_at, answer, found.outcome, found.decided_at, may)
