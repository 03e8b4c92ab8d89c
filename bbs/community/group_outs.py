"""Putting somebody out of a support group: those who look after it do, with reasons that the member reads.

It is a decision like those of the desk, told to them word for word, that ends by itself or is undone, and the desk
judges an appeal against it. What they wrote stays. While it lasts they are outsiders, and cannot come in again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Final

from bbs.community import decisions, group_seats, groups, members, sanctions
from bbs.community.decisions import Facts, Outcome
from bbs.community.groups import GroupLine
from bbs.community.members import Person
from bbs.community.sanctions import DAY, Kind
from bbs.community.wording import clean_text
from bbs.errors import BBSError, NotFound, NotUnderstood, Refusal
from bbs.language import N_
from store import sanction_rows
from store.sanction_rows import FOR_GOOD
from store.sealed import place_of
from store.tables import Decision, GroupMember, Member, Post, Sanction, Thread
from store.tables.base import random_name
from store.vault import Vault

LONGEST: Final = 2000
"""Characters of the reasons."""
ACT, BACK = "member-put-out", "member-let-back"
"""The acts, in the log."""


@dataclass(frozen=True)
class Out:
    """Somebody who is out of a group: since when, until when (None for good), and the reasons they were told."""

    decision: int
    handle: str
    since: int
    until: int | None
    reasons: str


def put_out(
    vault: Vault,
    facilitator: Person | None,
    slug: str,
    handle: str,
    reasons: str,
    *,
    days: int,
    now: int,
    post: int | None = None,
    rule: str = "",
) -> int:
    """Put somebody out of a group for some days, or with 0 for good; return the decision.

    `post` is what it is about, `rule` the guideline that is named, "" for none.

    Raises NotFound for who does not look after it, and for somebody who is not known by name there; Refusal for who
    looks after the group or the place; NotUnderstood without reasons.
    """
    line = groups.facilitated(facilitator, slug)
    assert facilitator is not None  # noqa: S101 - or it would not be found
    other = _known_there(line, handle)
    _may_be_put_out(facilitator, other, line, now)
    if days not in sanctions.DAYS[Kind.OUT]:
        raise NotUnderstood(N_("Please choose for how long."))
    said = clean_text(reasons, LONGEST, none=N_("Please say why, in a few words: they are told."))
    seat = group_seats.take(line.id, other.id)
    about = post if _is_theirs(post, other.id, line.id) else None
    title = decisions.title_of(about)
    decision = Decision(
        about=other.id, by=facilitator.id, post=about, outcome=Outcome.AGREE.value, row=random_name(), made_at=now
    )
    facts = Facts(said, rule, title=title, group=line.title, seat=seat)
    decision.sealed = vault.seal(place_of(decision), json.dumps(asdict(facts)))
    decision.save(force_insert=True)
    until = now + days * DAY if days else None
    Sanction.create(
        decision=decision.id, member=other.id, kind=Kind.OUT.value, board=line.id, began_at=now, until=until
    )
    decisions.log_act(vault, ACT, decision, by=facilitator.id, now=now, words=said)
    return int(decision.id)


def _known_there(line: GroupLine, handle: str) -> Person:
    """Return a member who wrote there with their name, or lets themselves be found: of others nothing is told."""
    other = members.by_handle(handle)
    if other is not None:
        wrote = Post.select().join(Thread).where(Thread.board == line.id, Post.author == other.id, Post.nameless == "")
        listed = (GroupMember.board == line.id, GroupMember.member == other.id, GroupMember.listed_at.is_null(False))
        if wrote.exists() or GroupMember.select().where(*listed).exists():
            return other
    raise NotFound(N_("Nobody of that name wrote here, or is in the list of this group."))


def _is_theirs(post: int | None, member: int, board: int) -> bool:
    rows = Post.select().join(Thread).where(Post.id == post, Post.author == member, Post.nameless == "")
    return rows.where(Thread.board == board).exists()


def _may_be_put_out(facilitator: Person, other: Person, line: GroupLine, now: int) -> None:
    if other.id == facilitator.id:
        raise Refusal(N_("That is you. To leave the group: go groups/{slug}, and leave."), slug=line.slug)
    theirs = (GroupMember.board == line.id, GroupMember.member == other.id, GroupMember.facilitator_at.is_null(False))
    if GroupMember.select().where(*theirs).exists():
        raise Refusal(N_("They look after the group with you. If that does not work, write to the desk: go desk/note."))
    if other.is_staff:
        raise Refusal(N_("They look after this place. If that does not work, write to the desk: go desk/note."))
    if until(other.id, line.id, now=now) is not None:
        raise Refusal(N_("They are out of it already."))


def hindered(facilitator: Person | None, slug: str, handle: str, *, now: int) -> BBSError | None:
    """Return why somebody cannot be put out of a group, None where they can: what `put_out` would raise."""
    try:
        line = groups.facilitated(facilitator, slug)
        assert facilitator is not None  # noqa: S101 - or it would not be found
        _may_be_put_out(facilitator, _known_there(line, handle), line, now)
    except (NotFound, Refusal) as error:
        return error
    return None


def until(member: int, board: int, *, now: int) -> int | None:
    """Return until when somebody is out of a group (FOR_GOOD where it does not end), None where they are not."""
    held = (one for one in sanction_rows.of(member) if one.kind == Kind.OUT.value and one.board == board)
    return max((one.until for one in held if one.began_at <= now < one.until), default=None)


def keep_out(member: int, board: int, *, now: int) -> None:
    """Raise Refusal for a member who is out of a group: they do not come in, and are told why that is."""
    ends = until(member, board, now=now)
    if ends is None:
        return
    if ends == FOR_GOOD:
        raise Refusal(N_("You were put out of this group. Why, and how to appeal: go decisions."))
    left = max(1, -(-(ends - now) // DAY))
    if left == 1:
        raise Refusal(N_("You are out of this group for a day more, or less. Why, and how to appeal: go decisions."))
    raise Refusal(
        N_("You are out of this group for about {n} days more. Why, and how to appeal: go decisions."), n=left
    )


def keep_from_letting_in(member: int, board: int, *, now: int) -> None:
    """Raise Refusal for who would let somebody in who is out of a group."""
    if until(member, board, now=now) is not None:
        raise Refusal(N_("They were put out of this group. Whoever looks after it can undo that first."))


def out(vault: Vault, facilitator: Person | None, slug: str, *, now: int) -> list[Out]:
    """Return who is out of a group now, the latest first. Raises NotFound for who does not look after it."""
    line = groups.facilitated(facilitator, slug)
    rows = Sanction.select(Sanction, Decision, Member).join(Decision).switch(Sanction).join(Member)
    rows = rows.where(Sanction.kind == Kind.OUT.value, Sanction.board == line.id, Sanction.lifted_at.is_null())
    rows = rows.where(Sanction.until.is_null() | (Sanction.until > now), Member.left_at.is_null())
    return [
        Out(
            row.decision_id,
            row.member.handle,
            row.began_at,
            row.until,
            decisions.facts_of(vault, row.decision).reasons,
        )
        for row in rows.order_by(Sanction.id.desc())
    ]


def let_back(vault: Vault, facilitator: Person | None, slug: str, decision_id: int, *, now: int) -> None:
    """Undo that somebody was put out: they are in the group again as they were. Raises NotFound, Refusal."""
    line = groups.facilitated(facilitator, slug)
    assert facilitator is not None  # noqa: S101 - or it would not be found
    mine = (Sanction.decision == decision_id, Sanction.kind == Kind.OUT.value, Sanction.board == line.id)
    if not Sanction.select().where(*mine).exists():
        raise NotFound
    decisions.put_back(vault, facilitator, decision_id, now=now, act=BACK)
