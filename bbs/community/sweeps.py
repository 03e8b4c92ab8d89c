"""Many accounts that send spam closed at once, and what they wrote out of sight; one undo puts all of it back.

Each member is told why and can appeal, as with every decision (decisions.py): one of them may have done nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

from peewee import ModelSelect, fn

from bbs.community import cases, decisions, log, members, raised, sanctions
from bbs.community.decisions import Facts, Outcome
from bbs.community.members import Person
from bbs.community.queue import CLAIM_SECONDS, Rank
from bbs.community.sanctions import DAY, HOUR, Kind
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_text
from store import swept_posts
from store.case_rows import change, open_about, seen_by
from store.sealed import opened, place_of
from store.tables import Block, Case, Decision, Member, Post, Sweep, Swept, Thread
from store.tables.base import random_name
from store.vault import Vault

CLOSED_DAYS: Final = max(sanctions.DAYS[Kind.SUSPENSION])
"""For how long the accounts are closed: it ends by itself."""
NEW_DAYS: Final = 30
"""Who joined before is not taken for one of many that came together."""
MOST: Final = 1_000
"""Accounts that can go at once."""
COMPARED: Final = 20
"""Posts of an account, the newest, that are compared with what others wrote."""
SHOWN: Final = 50
OUTCOME: Final = "remove"
"""What those who reported them are told came of it (outcomes.py)."""


class Scope(StrEnum):
    """Who goes together with an account."""

    ALONE = "alone"
    INVITED = "invited"
    SAME = "same"
    HOUR = "hour"


@dataclass(frozen=True)
class Account:
    """One account that would go: `posts` and `threads` in sight under its name."""

    id: int
    handle: str
    joined_at: int
    posts: int
    threads: int


@dataclass(frozen=True)
class Done:
    """What was done at once, and whether it was undone. `accounts` are those that can be put back."""

    id: int
    by: str
    made_at: int
    undone_at: int | None
    accounts: tuple[str, ...]
    posts: int


def _only_for(staff: Person | None) -> Person:
    if staff is None or not staff.is_staff:
        raise NotFound
    return staff


def _whom(staff: Person | None, handle: str) -> Member:
    """Return the member that somebody of the staff may begin with.

    Raises NotFound for none, Refusal for one of the staff, and for what they have to leave to others.
    """
    staff = _only_for(staff)
    person = members.by_handle(handle)
    if person is None:
        raise NotFound(N_("There is no member called {handle}."), handle=handle.strip())
    if person.is_staff:
        raise Refusal(N_("{handle} is one of the staff. Bring it to the desk as a case."), handle=person.handle)
    if person.id not in _may_judge(staff, [person.id]):
        raise Refusal(N_("You are a part of something about {handle}: leave it to others."), handle=person.handle)
    row: Member = Member.get_by_id(person.id)
    return row


def hindered(staff: Person | None, handle: str) -> Refusal | None:
    """Return why somebody may not begin with an account, None where they may. Raises NotFound for no such member."""
    try:
        _whom(staff, handle)
    except Refusal as refused:
        return refused
    return None


def found(staff: Person | None, handle: str, scope: Scope, *, since: int = swept_posts.ALL) -> list[Account]:
    """Return who would go: the one that was begun with, then the newest first.

    None of them is staff, or somebody the caller is in a dispute with.

    Raises NotFound for no such member, Refusal for one of the staff, and for what is left to others.
    """
    staff, first = _only_for(staff), _whom(staff, handle)
    ids = {row.id for row in _together(first, scope)} | {first.id}
    ids = _may_judge(staff, ids)
    rows = Member.select().where(Member.id.in_(ids), Member.role == "member", Member.left_at.is_null())
    begun_with = (Member.id == first.id).desc()
    chosen = list(rows.order_by(begun_with, Member.joined_at.desc(), Member.id.desc()).limit(MOST))
    known = [row.id for row in chosen]
    posts = _counts(swept_posts.standing(known, since), Post.author)
    threads = _counts(swept_posts.begun(known, since), Thread.author)
    return [Account(row.id, row.handle, row.joined_at, posts.get(row.id, 0), threads.get(row.id, 0)) for row in chosen]


def _counts(rows: ModelSelect[Any], whose: Any) -> dict[int, int]:
    return dict(rows.select(whose, fn.COUNT("*")).group_by(whose).tuples())


def _together(first: Member, scope: Scope) -> ModelSelect[Member]:
    """Return who came together with somebody, in one of the ways in which one can tell."""
    rows = Member.select(Member.id)
    recent = Member.joined_at >= first.joined_at - NEW_DAYS * DAY
    match scope:
        case Scope.ALONE:
            return rows.where(Member.id == first.id)
        case Scope.INVITED:
            below = Member.id.in_(_below(first.id))
            if first.invited_by_id is None or first.invited_at is None:
                return rows.where(below)
            day = Member.invited_at.between(first.invited_at - DAY, first.invited_at + DAY)
            return rows.where(below | ((Member.invited_by == first.invited_by_id) & day))
        case Scope.SAME:
            texts = [post.text for post in swept_posts.standing([first.id]).order_by(Post.id.desc()).limit(COMPARED)]
            writers = (
                Post.select(Post.author)
                .join(Member, on=(Post.author == Member.id))
                .where(recent, Post.text.in_(texts), Post.nameless == "")
            )
            return rows.where(Member.id.in_(writers))
        case Scope.HOUR:
            return rows.where(Member.joined_at.between(first.joined_at - HOUR, first.joined_at + HOUR))


def _below(member: int) -> set[int]:
    """Return who came with somebody's codes, with the codes of those, and so on."""
    known: set[int] = set()
    last = {member}
    while last:
        rows = Member.select(Member.id).where(Member.invited_by.in_(last))
        last = {row.id for row in rows} - known - {member}
        known |= last
    return known


def _may_judge(staff: Person, ids: Iterable[int]) -> set[int]:
    """Return those of some members that somebody may decide about: no case about them is kept from the caller."""
    ids = set(ids) - {staff.id}
    apart = {about for about, is_mine in open_about(staff, ids) if not is_mine}
    blocked = {block.of_id for block in Block.select(Block.of).where(Block.by == staff.id, Block.of.in_(ids))}
    return ids - apart - blocked


def sweep(
    vault: Vault,
    staff: Person | None,
    accounts: list[int],
    *,
    reasons: str,
    now: int,
    since: int = swept_posts.ALL,
    rule: str = "",
) -> tuple[int, list[int]]:
    """Close accounts and take what they wrote from a moment on out of sight; return the act, and the decisions.

    Whoever is one of the staff by now, or left, or is not the caller's to decide about, is left out. Raises Refusal
    where nobody is left, NotUnderstood without reasons.
    """
    staff, said = _only_for(staff), safe_text(reasons).strip()
    if not said:
        raise NotUnderstood(N_("Please say why, in a few words: they are told."))
    rows = Member.select(Member.id).where(
        Member.id.in_(_may_judge(staff, accounts)), Member.role == "member", Member.left_at.is_null()
    )
    ids = [row.id for row in rows.limit(MOST)]
    if not ids:
        raise Refusal(N_("Nobody is left in it. Nothing was done."))
    row, waits = Sweep.create(by=staff.id, made_at=now), _waiting_about(staff, ids, now)
    taken = swept_posts.take(ids, by=staff.id, since=since, now=now)
    facts = Facts(said, rule)
    made = [_one(vault, staff, row, member, facts, taken[member], waits.get(member, [])) for member in ids]
    log.record(vault, "spam-swept", by=staff.id, about=None, now=now, words=said)
    return int(row.id), made


def _one(
    vault: Vault, staff: Person, act: Sweep, member: int, facts: Facts, taken: dict[str, Any], waits: list[Case]
) -> int:
    now = act.made_at
    closed = _close_cases(staff, waits, taken["posts"], now)
    whose = {"about": member, "by": staff.id, "case": closed[0] if closed else None}
    decision = Decision(**whose, outcome=Outcome.AGREE.value, row=random_name(), made_at=now)
    decision.sealed = vault.seal(place_of(decision), json.dumps(asdict(facts)))
    decision.save(force_insert=True)
    sanctions.give(decision, Kind.SUSPENSION, days=CLOSED_DAYS, board=None, now=now)
    swept = Swept(sweep=act.id, decision=decision.id, member=member, row=random_name())
    swept.sealed = vault.seal(place_of(swept), json.dumps(taken | {"cases": closed}))
    swept.save(force_insert=True)
    log.record(vault, "member-swept", by=staff.id, about=member, now=now, words=facts.reasons)
    return int(decision.id)


def _waiting_about(staff: Person, members: list[int], now: int) -> dict[int | None, list[Case]]:
    """Return what waits about each account and nobody else has. What is urgent stays: it is a life."""
    mine = seen_by(staff).where(Case.about.in_(members), Case.closed_at.is_null(), Case.rank != Rank.URGENT.value)
    found: dict[int | None, list[Case]] = {}
    for case in mine:
        held = case.claimed_at is not None and case.claimed_at > now - CLAIM_SECONDS
        if (held and case.claimed_by_id not in (None, staff.id)) or case.target.startswith(("appeal/", "ban/")):
            continue
        found.setdefault(case.about_id, []).append(case)
    return found


def _close_cases(staff: Person, waits: list[Case], posts: list[int], now: int) -> list[int]:
    """Close what waits about an account, and about those of its posts that went."""
    closed = [case for case in waits if case.post_id is None or case.post_id in posts]
    for case in closed:
        change(case, closed_at=now, closed_by=staff.id, outcome=OUTCOME, claimed_at=None, snoozed_until=None)
        raised.at_desk(staff.id)
    return [int(case.id) for case in closed]


def undo(vault: Vault, staff: Person | None, sweep_id: int, *, now: int) -> list[int]:
    """Put everything back that was done at once, and return the decisions. What was put back already stays.

    Raises NotFound for no such act, Refusal when it was undone, or the words are gone by now.
    """
    staff, row = _only_for(staff), Sweep.get_or_none(Sweep.id == sweep_id)
    if row is None:
        raise NotFound
    if row.undone_at is not None:
        raise Refusal(N_("That was undone already."))
    swept = list(Swept.select(Swept, Decision).join(Decision).where(Swept.sweep == row.id))
    if not swept:
        raise Refusal(N_("The words are gone by now, so they cannot be put back."))
    for one in swept:
        if one.decision.undone_at is None:
            decisions.put_back(vault, staff, one.decision_id, now=now)
        for case in _taken(vault, one).get("cases", []):
            _open_again(case)
    Sweep.update(undone_at=now, undone_by=staff.id).where(Sweep.id == row.id).execute()
    raised.at_desk(staff.id)
    log.record(vault, "sweep-undone", by=staff.id, about=None, now=now)
    return [one.decision_id for one in swept]


def _open_again(case_id: int) -> None:
    row = Case.get_or_none(Case.id == case_id, Case.closed_at.is_null(False))
    if row is not None and cases.open_at(row.target) is None:
        change(row, closed_at=None, closed_by=None, outcome="", claimed_by=None)


def _taken(vault: Vault, row: Swept) -> dict[str, Any]:
    return dict(json.loads(opened(vault, row) or "{}"))


def lately(vault: Vault, staff: Person | None) -> list[Done]:
    """Return what was done at once, the newest first, without the accounts. Raises NotFound for all but the staff."""
    _only_for(staff)
    rows = Sweep.select().order_by(Sweep.id.desc()).limit(SHOWN)
    return [_done(row, (), 0) for row in rows]


def get(vault: Vault, staff: Person | None, sweep_id: int) -> Done:
    """Return one such act with its accounts. Raises NotFound for none, and for all but the staff."""
    _only_for(staff)
    row = Sweep.get_or_none(Sweep.id == sweep_id)
    if row is None:
        raise NotFound
    swept = list(Swept.select(Swept, Member).join(Member).where(Swept.sweep == row.id).order_by(Swept.id))
    posts = sum(len(_taken(vault, one).get("posts", [])) for one in swept)
    return _done(row, tuple(one.member.handle for one in swept), posts)


def _done(row: Sweep, accounts: tuple[str, ...], posts: int) -> Done:
    by = Member.get_or_none(Member.id == row.by_id)
    return Done(row.id, by.handle if by else "", row.made_at, row.undone_at, accounts, posts)
