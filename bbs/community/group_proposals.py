"""Groups that members propose: sealed until one of those who look after the place reads them, opened or answered.

An operator decides alone; of the moderators more than half, each with one vote. Nobody votes on what they proposed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from peewee import ModelSelect, fn

from bbs.community import group_making, log
from bbs.community.group_joining import come_in
from bbs.community.group_making import Shape
from bbs.community.groups import Visibility, Way
from bbs.community.members import Person, Role
from bbs.community.wording import ANY, clean_text
from bbs.community.writing import may_write
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.language import N_
from store.prepared import prepared
from store.sealed import opened, place_of
from store.tables import Board, GroupProposal, GroupVote, Member
from store.tombstones import destroy
from store.vault import Vault

WHY: Final = 2000
"""Characters of why there should be such a group, and of an answer."""
WAITING_MOST: Final = 3
"""Proposals of one member that wait for an answer."""


@dataclass(frozen=True)
class Proposal:
    """A proposed group, as its proposer sees it, or who looks after the place.

    `slug` is the group it became. `answer` is what the proposer was told. `voted` says what the reader thinks of it,
    None where they did not say; `for_it` and `against` are the votes of moderators.
    """

    id: int
    handle: str
    title: str
    about: str
    why: str
    way: Way
    at: int
    decided_at: int | None = None
    slug: str = ""
    answer: str = ""
    voted: bool | None = None
    for_it: int = 0
    against: int = 0


def propose(vault: Vault, person: Person | None, shape: Shape, why: str, *, now: int) -> int:
    """Propose a group. Raises SignInFirst, NotUnderstood for no words or too many, Refusal for many that wait."""
    person = may_write(person)
    shape, said = shape.cleaned(), clean_text(why, WHY, none=ANY)
    if not said.strip():
        raise NotUnderstood(N_("A few words on why, please: who would come, and what would help them."))
    waiting = GroupProposal.select().where(GroupProposal.member == person.id, GroupProposal.decided_at.is_null())
    if waiting.count() >= WAITING_MOST:
        raise Refusal(N_("{n} of your proposals wait for an answer already. One at a time, please."), n=WAITING_MOST)
    row = GroupProposal(member=person.id, proposed_at=now)
    words = {"title": shape.title, "about": shape.about, "why": said, "way": shape.way.value}
    row.sealed = vault.seal(place_of(row), json.dumps(words))
    row.save()
    return int(row.id)


def _proposal(vault: Vault, row: GroupProposal, reader: Person | None = None) -> Proposal:
    words = json.loads(opened(vault, row) or "{}")
    votes = {vote.member_id: vote.agrees for vote in GroupVote.select().where(GroupVote.proposal == row.id)}
    board = Board.get_or_none(Board.id == row.board_id) if row.board_id is not None else None
    return Proposal(
        id=row.id,
        handle=row.member.handle,
        title=words.get("title", ""),
        about=words.get("about", ""),
        why=words.get("why", ""),
        way=Way(words.get("way", Way.OPEN.value)),
        at=row.proposed_at,
        decided_at=row.decided_at,
        slug=board.slug if board else "",
        answer=opened(vault, row, "answer"),
        voted=votes.get(reader.id) if reader else None,
        for_it=sum(votes.values()) if reader else 0,
        against=len(votes) - sum(votes.values()) if reader else 0,
    )


def own(vault: Vault, person: Person) -> list[Proposal]:
    """Return what a member proposed, the newest first, with the answers. They learn of no vote."""
    rows = GroupProposal.select(GroupProposal, Member).join(Member, on=(GroupProposal.member == Member.id))
    rows = rows.where(GroupProposal.member == person.id).order_by(GroupProposal.id.desc())
    return [_proposal(vault, row) for row in rows]


@prepared
def _unseen(member: Any) -> ModelSelect[GroupProposal]:
    rows = GroupProposal.select(fn.COUNT(GroupProposal.id)).where(GroupProposal.member == member)
    return rows.where(GroupProposal.decided_at.is_null(False), GroupProposal.told_at.is_null())


def unseen(person: Person) -> int:
    """Return how many answers a proposer has not seen."""
    return int(_unseen(person.id)[0][0])


def told(person: Person, *, now: int) -> None:
    """Remember that a proposer saw the answers."""
    answered = (GroupProposal.decided_at.is_null(False), GroupProposal.told_at.is_null())
    GroupProposal.update(told_at=now).where(GroupProposal.member == person.id, *answered).execute()


def withdraw(person: Person, proposal_id: int) -> None:
    """Take one's own proposal back, or an answered one off the list. Raises NotFound."""
    if not destroy(GroupProposal, GroupProposal.id == proposal_id, GroupProposal.member == person.id):
        raise NotFound


# For those who look after the place


def _for(staff: Person | None) -> Any:
    if staff is None or not staff.is_staff:
        raise NotFound
    rows = GroupProposal.select(GroupProposal, Member).join(Member, on=(GroupProposal.member == Member.id))
    return rows.where(GroupProposal.decided_at.is_null(), Member.left_at.is_null(), GroupProposal.member != staff.id)


def waiting(vault: Vault, staff: Person | None) -> list[Proposal]:
    """Return what waits for an answer, the oldest first, without one's own. Raises NotFound for all but staff."""
    return [_proposal(vault, row, staff) for row in _for(staff).order_by(GroupProposal.id)]


def count_waiting(staff: Person | None) -> int:
    """Return how many wait, without one's own. Raises NotFound for all but staff."""
    return int(_for(staff).count())


def get(vault: Vault, staff: Person | None, proposal_id: int) -> Proposal:
    """Return one that waits. Raises NotFound for all but staff, for one's own, and where it was answered."""
    return _proposal(vault, _row(staff, proposal_id), staff)


def _row(staff: Person | None, proposal_id: int) -> GroupProposal:
    row: GroupProposal | None = _for(staff).where(GroupProposal.id == proposal_id).first()
    if row is None:
        raise NotFound(N_("That proposal waits no more: it was answered, or taken back."))
    return row


def decide(vault: Vault, operator: Person | None, proposal_id: int, words: str, *, opens: bool, now: int) -> str:
    """Open a proposed group or decline, with words to who proposed it; return the new group's name for addresses.

    Raises NotFound for who is no operator, NotUnderstood for too many words, or for none where it is declined.
    """
    if operator is None or operator.role is not Role.OPERATOR:
        raise NotFound
    return _decide(vault, _row(operator, proposal_id), operator, clean_text(words, WHY, none=ANY), opens=opens, now=now)


def _decide(vault: Vault, row: GroupProposal, by: Person, said: str, *, opens: bool, now: int) -> str:
    if not opens and not said.strip():
        raise NotUnderstood(N_("A few words to them, please: they took the time to think of it."))
    proposal, slug = _proposal(vault, row), ""
    if opens:
        shape = Shape(proposal.title, proposal.about, way=proposal.way, visibility=Visibility.MEMBERS)
        line = group_making.make(shape, now=now)
        come_in(line.id, row.member_id, now, facilitator_at=now)
        slug = line.slug
        GroupProposal.update(board=line.id).where(GroupProposal.id == row.id).execute()
    answer = vault.seal(place_of(row, "answer"), said)
    decided = {"answer": answer, "decided_at": now, "decided_by": by.id, "told_at": None}
    GroupProposal.update(decided).where(GroupProposal.id == row.id).execute()
    act = "group-opened" if opens else "group-declined"
    log.record(vault, act, by=by.id, about=row.member_id, now=now, words=proposal.title)
    return slug


def vote(vault: Vault, moderator: Person | None, proposal_id: int, words: str, *, agrees: bool, now: int) -> str | None:
    """Say what one thinks of a proposal; once more than half of the moderators agree, or do not, it is decided.

    The words go to the proposer where this vote decides. Return the name of the group if it was opened, "" if it was
    declined, None while others are to vote. Raises NotFound for who is no moderator, and as `decide` does.
    """
    if moderator is None or moderator.role is not Role.MODERATOR:
        raise NotFound
    row, said = _row(moderator, proposal_id), clean_text(words, WHY, none=ANY)
    if not agrees and not said.strip():
        raise NotUnderstood(N_("A few words to them, please: they took the time to think of it."))
    GroupVote.insert(proposal=row.id, member=moderator.id, agrees=agrees, voted_at=now).on_conflict(
        conflict_target=[GroupVote.proposal, GroupVote.member], update={GroupVote.agrees: agrees}
    ).execute()
    voters = Member.select(Member.id).where(Member.role == Role.MODERATOR.value, Member.left_at.is_null())
    voters = voters.where(Member.id != row.member_id)
    alike = GroupVote.select().where(
        GroupVote.proposal == row.id, GroupVote.agrees == agrees, GroupVote.member.in_(voters)
    )
    if 2 * alike.count() <= voters.count():
        return None
    return _decide(vault, row, moderator, said, opens=agrees, now=now)
