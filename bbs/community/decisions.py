"""Decisions on cases: what is done to a post, what a member is given, what they are told, and all of it undone.

A decision closes its case. It keeps what undoing takes, so that one key puts back the post, lifts the sanction and
opens the case again. What members are told of it is made from it when they read it (statements.py).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Final

from bbs.community import cases, group_seats, log, post_acts, raised, sanctions
from bbs.community.members import Person
from bbs.community.post_acts import Act
from bbs.community.queue import CLAIM_SECONDS
from bbs.community.sanctions import Kind
from bbs.community.wording import ANY, clean_text
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_text
from store import swept_posts
from store.case_rows import change, row_of, unless_taken
from store.sealed import opened, place_of
from store.tables import Appeal, Case, Decision, Member, Post, Report
from store.tables.base import random_name
from store.vault import Vault

LONGEST: Final = 4_000
"""Characters of the reasons."""


class Outcome(StrEnum):
    """What came of a case."""

    AGREE = "agree"
    DISAGREE = "disagree"
    IGNORE = "ignore"
    SUPPORT = "support"
    UNDONE = "undone"


TELLS: Final = frozenset({Outcome.AGREE, Outcome.SUPPORT})
"""Outcomes that whom it is about is told. Of the others they learn nothing, as of the report itself."""
LOGGED: Final = {
    Act.REMARK: "post-remarked",
    Act.CLOSE: "post-closed",
    Act.HIDE: "post-hidden",
    Act.CUT: "post-cut",
    Act.REMOVE: "post-removed",
    Kind.WARNING: "member-warned",
    Kind.SLOW: "member-slowed",
    Kind.MUTE: "member-muted",
    Kind.OUT: "member-put-out",
    Kind.SUSPENSION: "member-suspended",
    Kind.BAN: "member-banned",
    Outcome.AGREE: "member-written-to",
    Outcome.DISAGREE: "case-dismissed",
    Outcome.IGNORE: "case-ignored",
    Outcome.SUPPORT: "support-sent",
}
"""The act that the log is told, for each thing a decision does."""


@dataclass(frozen=True)
class Chosen:
    """What somebody decides. `here` mutes on the board of the case alone, else everywhere; `rule` is the guideline.

    `reasons` are what the member is told; `words` the note beneath the post, or the part to take out, where `mark` is
    put. `named` says that the member is told who decided.
    """

    act: Act = Act.NOTHING
    sanction: Kind | None = None
    days: int = 0
    here: bool = False
    rule: str = ""
    reasons: str = ""
    words: str = ""
    mark: str = "[...]"
    named: bool = False


NOTHING: Final = Chosen()


@dataclass(frozen=True)
class Facts:
    """What is sealed of a decision: the reasons, the guideline and the title as they were, whether software helped.

    `post` is what it takes to put a post back, `claimed_at` and `claimed_by` who had the case. `group` is the title of
    the support group where those who look after it decided, `seat` what it takes to let somebody in there again.
    `remark` is the note that was put beneath the post.
    """

    reasons: str = ""
    rule: str = ""
    software: bool = False
    title: str = ""
    post: str = ""
    claimed_at: int | None = None
    claimed_by: int | None = None
    group: str = ""
    seat: str = ""
    remark: str = ""


def decide(
    vault: Vault,
    staff: Person,
    case_id: int,
    version: int,
    outcome: Outcome,
    chosen: Chosen = NOTHING,
    *,
    now: int,
    closes: bool = True,
) -> int:
    """Decide a case and return the decision. It is closed, unless somebody only writes and means to stay with it.

    Raises as unless_taken does, Refusal where the act cannot be done, NotUnderstood for words that are missing or
    too many.
    """
    sanctions.keep_at_work(staff, now)
    row = unless_taken(staff, case_id, version, stale=now - CLAIM_SECONDS)
    decision = record(vault, staff, row, outcome, chosen, now=now)
    came_of = chosen.act.value or outcome.value
    closed = {"closed_at": now, "closed_by": staff.id, "outcome": came_of, "claimed_at": None}
    change(row, snoozed_until=None, **(closed if closes else {"claimed_at": now, "claimed_by": staff.id}))
    raised.at_desk(staff.id)
    return decision


def record(
    vault: Vault, staff: Person, case: Case, outcome: Outcome, chosen: Chosen, *, now: int, group: str = ""
) -> int:
    """Do what was decided about a case, keep it, log it, and return it. The case itself is left to the caller.

    `group` is the title of the support group, where one of those who look after it decides.
    """
    about = case.about_id if outcome in TELLS else None
    _check(staff, case, outcome, chosen, about)
    undoing, title = "", title_of(case.post_id)
    stands = outcome is Outcome.DISAGREE or (outcome is Outcome.AGREE and chosen.act in (Act.NOTHING, Act.REMARK))
    if case.post_id is not None and (chosen.act is not Act.NOTHING or (stands and _is_covered(case.post_id))):
        undoing = post_acts.act_on(
            vault,
            case.post_id,
            chosen.act,
            by=staff.id,
            now=now,
            words=chosen.words,
            mark=chosen.mark,
            uncovers=stands,
        )
    by_software = Report.select().where(Report.case == case.id, Report.by_software).exists()
    said = safe_text(chosen.reasons).strip()
    remark = safe_text(chosen.words).strip() if chosen.act is Act.REMARK else ""
    facts = Facts(
        said, chosen.rule, by_software, title, undoing, case.claimed_at, case.claimed_by_id, group, remark=remark
    )
    decision = Decision(
        case=case.id,
        about=about,
        by=staff.id,
        post=case.post_id,
        outcome=outcome.value,
        act=chosen.act.value,
        named=chosen.named,
        row=random_name(),
        made_at=now,
        told_at=now if about is None else None,
    )
    decision.sealed = vault.seal(place_of(decision), json.dumps(asdict(facts)))
    decision.save(force_insert=True)
    if chosen.sanction is not None:
        board = case.board_id if chosen.here else None
        given = sanctions.give(decision, chosen.sanction, days=chosen.days, board=board, now=now)
        if chosen.sanction is Kind.BAN:
            cases.gather(vault, f"ban/{given}", reason="ban", by=None, by_software=False, now=now, dispute=True)
    for act in _acts(outcome, chosen):
        log_act(vault, act, decision, by=staff.id, now=now, words=said)
    return int(decision.id)


def _is_covered(post_id: int) -> bool:
    """Say whether a part of a post that stands waits for a human to look at it: that it stands means to show it."""
    return Post.select().where(Post.id == post_id, Post.covered != "", Post.removed_at.is_null()).exists()


def title_of(post_id: int | None) -> str:
    """Return the title of the thread of a post, "" for no post."""
    post = Post.get_or_none(Post.id == post_id)
    return str(post.thread.title) if post else ""


def _check(staff: Person, case: Case, outcome: Outcome, chosen: Chosen, about: int | None) -> None:
    """Raise Refusal for what cannot be done about a case, NotUnderstood where the reasons are missing or too long."""
    if chosen.act or chosen.sanction:
        cases.keep_apart(staff, case.id)
    if chosen.act is not Act.NOTHING and case.post_id is None:
        raise Refusal(N_("This case is about no post, so there is none to do that to."))
    if outcome not in TELLS and chosen != NOTHING:
        raise Refusal(N_("Nothing is done to anybody with that outcome."))
    if chosen.sanction is not None:
        member = Member.get_or_none(Member.id == about)
        if member is None:
            raise Refusal(N_("Whoever wrote that is not a member any more, so that reaches nobody."))
        if member.role != "member" and staff.role != "operator":
            raise NotFound
        if chosen.days not in sanctions.DAYS[chosen.sanction]:
            raise NotUnderstood(N_("Please choose for how long."))
    needed = N_("Please say why, in a few words: they are told.") if about is not None else ANY
    clean_text(chosen.reasons, LONGEST, none=needed)


def _acts(outcome: Outcome, chosen: Chosen) -> list[str]:
    done: list[Act | Kind] = [one for one in (chosen.act, chosen.sanction) if one]
    return [LOGGED[one] for one in done] or [LOGGED[outcome]]


def log_act(vault: Vault, act: str, decision: Decision, *, by: int, now: int, words: str = "") -> None:
    """Log an act. Of a post without a name it is not said whose it is: the member knows, and nobody else."""
    post = Post.get_or_none(Post.id == decision.post_id)
    is_nameless = post is not None and post.nameless != ""
    about, said = (None, "") if is_nameless else (decision.about_id, words)
    log.record(vault, act, by=by, about=about, now=now, post=decision.post_id, case=decision.case_id, words=said)


# Undoing


def undo(vault: Vault, staff: Person, decision_id: int, *, now: int) -> int | None:
    """Undo a decision: everything it did is put back, and its case is open again. Return that case.

    Raises NotFound for one that is not theirs to see, Refusal when it was undone already or its words are gone.
    """
    decision = _of(staff, decision_id)
    put_back(vault, staff, decision.id, now=now)
    case = Case.get_by_id(decision.case_id)
    if cases.open_at(case.target) is not None:
        change(case, outcome=Outcome.UNDONE.value)
        return None
    cases.open_again(staff, case.id)
    facts = facts_of(vault, decision)
    Case.update(claimed_at=facts.claimed_at, claimed_by=facts.claimed_by).where(Case.id == case.id).execute()
    return int(case.id)


def _of(staff: Person, decision_id: int) -> Decision:
    decision = Decision.get_or_none(Decision.id == decision_id)
    if decision is None or decision.case_id is None:
        raise NotFound
    row_of(staff, decision.case_id)
    return decision


def put_back(vault: Vault, staff: Person, decision_id: int, *, now: int, act: str = "decision-undone") -> None:
    """Put back what a decision did: the post, the sanction, what waited because of it. Its case stays as it is.

    Reporters are told anew what came of it. Raises Refusal when it was undone already or its words are gone.
    """
    decision = Decision.get_by_id(decision_id)
    if decision.undone_at is not None:
        raise Refusal(N_("That was undone already."))
    facts = facts_of(vault, decision)
    if undoing := facts.post:
        post_acts.put_back(vault, undoing)
    group_seats.give_back(facts.seat)
    swept_posts.put_back(vault, decision.id)
    for lifted in sanctions.lift(decision.id, now=now):
        _close(f"ban/{lifted}", now, staff)
    if (appeal := Appeal.get_or_none(Appeal.decision == decision.id, Appeal.decided_at.is_null())) is not None:
        Appeal.update(outcome=Outcome.UNDONE.value, decided_at=now).where(Appeal.id == appeal.id).execute()
        _close(f"appeal/{appeal.row}", now, staff)
    told = now if decision.about_id is None else None
    Decision.update(undone_at=now, told_at=told).where(Decision.id == decision.id).execute()
    Report.update(told_at=None).where(Report.case == decision.case_id).execute()
    log_act(vault, act, decision, by=staff.id, now=now)


def _close(target: str, now: int, staff: Person) -> None:
    """Close a case that is about nothing any more."""
    row = Case.get_or_none(Case.target == target, Case.closed_at.is_null())
    if row is not None:
        change(row, closed_at=now, closed_by=staff.id, outcome=Outcome.UNDONE.value, claimed_at=None)
        raised.at_desk(staff.id)


def facts_of(vault: Vault, decision: Decision) -> Facts:
    """Return what is sealed of a decision."""
    return Facts(**json.loads(opened(vault, decision) or "{}"))


def concerning(person: Person | None, decision_ids: list[int]) -> set[int]:
    """Return which of some decisions are about somebody."""
    if person is None:
        return set()
    rows = Decision.select(Decision.id).where(Decision.about == person.id, Decision.id.in_(decision_ids))
    return {row.id for row in rows}
