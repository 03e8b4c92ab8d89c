"""What waits in a support group for those who look after it: what was reported there, and what the software noticed.

They read why something is there, never who reported it, nor in which words; and the post as everybody in the group
reads it. Who is a part of something does not meet it (store/case_rows.py). Every act is in the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from peewee import SQL, ModelSelect, fn

from bbs.community import cases, decisions, group_first, groups, log, posts, queue, raised
from bbs.community.decisions import Chosen, Outcome
from bbs.community.group_first import TAKEN
from bbs.community.groups import GroupLine
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.community.queue import CLAIM_SECONDS, Rank
from bbs.community.wording import clean_text
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.case_rows import apart, change, for_act_in_group, met_in, written_in_group
from store.prepared import prepared
from store.tables import Board, Case, CaseTold, GroupCase, GroupMember, Member
from store.vault import Vault

MOST: Final = 50
"""Items that are shown, and told of."""
WORDS: Final = 2000
"""Characters of what the desk is told with something that is left to it."""
FOR_DESK: Final = N_("This one is for the desk to settle: it is urgent, covered in part, or they have it already.")
"""What a group does not settle by itself, as those who look after it are told."""


@dataclass(frozen=True)
class ItemLine:
    """Something to look at: why, since when, who has it. `post` is None where nothing is left of it to read.

    `taken_by` is the handle of the facilitator who has it, `at_desk` says that somebody of the desk does.
    """

    id: int
    version: int
    is_urgent: bool
    opened_at: int
    reasons: tuple[str, ...]
    post: PostLine | None
    taken_by: str = ""
    is_mine: bool = False
    at_desk: bool = False

    @property
    def is_covered(self) -> bool:
        """Whether a part of the post is covered until somebody of the desk looks."""
        return self.post is not None and bool(self.post.covered)

    @property
    def can_be_settled(self) -> bool:
        """Whether the group can settle it by itself."""
        return not (self.is_urgent or self.is_covered or self.at_desk)


def waiting(vault: Vault, facilitator: Person | None, slug: str, *, now: int) -> list[ItemLine]:
    """Return what waits in a group, urgent first, then by age. Raises NotFound for who does not look after it."""
    line, person = _cares(facilitator, slug)
    return _lines(vault, person, [_Row(*row) for row in _met(line.id, person.id, MOST)], now)


def count_in(facilitator: Person | None, slug: str) -> int:
    """Return how much waits in a group. Raises NotFound as `waiting`."""
    line, person = _cares(facilitator, slug)
    return len(_met(line.id, person.id, MOST))


def one(vault: Vault, facilitator: Person | None, slug: str, case_id: int, *, now: int) -> ItemLine:
    """Return one thing that waits. Raises NotFound as `waiting`, and for what is not theirs to look at."""
    line, person = _cares(facilitator, slug)
    row = met_in(line.id, person.id).where(Case.id == case_id).first()
    if row is None:
        raise NotFound(N_("That does not wait here any more: it is settled, or others have to look at it."))
    return _line(vault, person, row, now)


def _cares(facilitator: Person | None, slug: str) -> tuple[GroupLine, Person]:
    line = groups.facilitated(facilitator, slug)
    assert facilitator is not None  # noqa: S101 - or it would not be found
    return line, facilitator


class _Row(NamedTuple):
    """What a line is made from, in the order of _COLUMNS."""

    id: int
    version: int
    rank: int
    opened_at: int
    post: int | None
    claimed_by: int | None
    claimed_at: int | None


_COLUMNS: Final = (
    *(Case.id, Case.version, Case.rank, Case.opened_at),
    *(Case.post, Case.claimed_by, Case.claimed_at),
)


@prepared
def _met(board: Any, facilitator: Any, limit: Any) -> ModelSelect[Case]:
    """Ask for what case_rows.met_in has, put into SQL once."""
    rows = Case.select(*_COLUMNS).where(Case.board == board, *written_in_group())
    return rows.where(*apart(facilitator, is_operator=False)).order_by(Case.rank, Case.opened_at, Case.id).limit(limit)


def _line(vault: Vault, person: Person, row: Case, now: int) -> ItemLine:
    facts = _Row(row.id, row.version, row.rank, row.opened_at, row.post_id, row.claimed_by_id, row.claimed_at)
    return _lines(vault, person, [facts], now)[0]


def _lines(vault: Vault, person: Person, rows: list[_Row], now: int) -> list[ItemLine]:
    ids = [row.id for row in rows]
    why, lines = queue.reasons(vault, ids), posts.by_id(person, [row.post for row in rows if row.post])
    taken = _takers(ids, now)
    return [
        ItemLine(
            id=row.id,
            version=row.version,
            is_urgent=row.rank == Rank.URGENT.value,
            opened_at=row.opened_at,
            reasons=why.get(row.id, ()),
            post=lines.get(row.post or 0),
            taken_by=taken.get(row.id, NOBODY).handle,
            is_mine=taken.get(row.id, NOBODY).id == person.id,
            at_desk=row.claimed_by is not None and (row.claimed_at or 0) > now - CLAIM_SECONDS,
        )
        for row in rows
    ]


class _Taker(NamedTuple):
    id: int
    handle: str


NOBODY: Final = _Taker(0, "")


def _takers(case_ids: list[int], now: int) -> dict[int, _Taker]:
    """Return which facilitator has which of some cases."""
    rows = GroupCase.select(GroupCase.case, Member.id, Member.handle).join(Member, on=(GroupCase.taken_by == Member.id))
    found: Any = rows.where(GroupCase.case.in_(case_ids), GroupCase.taken_at > now - TAKEN).tuples()
    return {case: _Taker(member, handle) for case, member, handle in found}


# What is done about one


def take(vault: Vault, facilitator: Person | None, slug: str, case_id: int, version: int, *, now: int) -> None:
    """Say that one has it: the others and the desk see it. Raises as case_rows.for_act_in_group, Refusal."""
    row, person, _ = _for_act(facilitator, slug, case_id, version)
    held = _takers([row.id], now).get(row.id, NOBODY)
    if held.id not in (NOBODY.id, person.id):
        raise Refusal(N_("{handle} has this one. Ask them, or take another."), handle=held.handle)
    group_first.keep(row.id, taken_at=now, taken_by=person.id)
    change(row)
    raised.at_desk(person.id)
    log.record(vault, "group-case-taken", by=person.id, about=None, case=row.id, now=now)


def give_back(vault: Vault, facilitator: Person | None, slug: str, case_id: int, version: int, *, now: int) -> None:
    """Let it go to the others again. Raises as case_rows.for_act_in_group."""
    row, person, _ = _for_act(facilitator, slug, case_id, version)
    group_first.keep(row.id, taken_at=None, taken_by=None)
    change(row)
    raised.at_desk(person.id)
    log.record(vault, "group-case-given-back", by=person.id, about=None, case=row.id, now=now)


def stands(vault: Vault, facilitator: Person | None, slug: str, case_id: int, version: int, *, now: int) -> None:
    """Settle it: somebody looked, and it can stand. Raises as case_rows.for_act_in_group, Refusal for what is not."""
    row, person, line = _for_act(facilitator, slug, case_id, version)
    if not _line(vault, person, row, now).can_be_settled:
        raise Refusal(FOR_DESK)
    decisions.record(vault, person, row, Outcome.DISAGREE, decisions.NOTHING, now=now, group=line.title)
    _settle(row, person, Outcome.DISAGREE, now)


def write(
    vault: Vault, facilitator: Person | None, slug: str, case_id: int, version: int, words: str, *, now: int
) -> tuple[int, bool]:
    """Write to whom it is about; return the decision that is, and whether it is settled by it.

    What is urgent waits for the desk all the same. Raises as case_rows.for_act_in_group, NotUnderstood for no words,
    NotFound where there is nobody to write to.
    """
    row, person, line = _for_act(facilitator, slug, case_id, version)
    if row.about_id is None:
        raise NotFound
    chosen, can_be_settled = Chosen(reasons=words), _line(vault, person, row, now).can_be_settled
    made = decisions.record(vault, person, row, Outcome.SUPPORT, chosen, now=now, group=line.title)
    if can_be_settled:
        _settle(row, person, Outcome.SUPPORT, now)
    else:
        change(row)
    return made, can_be_settled


def _settle(row: Case, person: Person, outcome: Outcome, now: int) -> None:
    closed = {"closed_at": now, "closed_by": person.id, "outcome": outcome.value}
    change(row, claimed_at=None, snoozed_until=None, **closed)
    raised.at_desk(person.id)


def hand_over(
    vault: Vault, facilitator: Person | None, slug: str, case_id: int, version: int, words: str, *, now: int
) -> None:
    """Leave it to the desk, with what they should know. Raises as case_rows.for_act_in_group, NotUnderstood."""
    row, person, _ = _for_act(facilitator, slug, case_id, version)
    refer(vault, person, row.target, words, now=now)


def refer(vault: Vault, person: Person, target: str, words: str, *, now: int) -> None:
    """Bring something in a group to the desk, in a facilitator's words: from then on it waits there alone.

    Raises NotUnderstood. That they look after the group is for the caller to know.
    """
    said = clean_text(words, WORDS, none=N_("A few words, please: what they should know before they look."))
    case = cases.gather(vault, target, reason="referred", by=person, now=now, words=said)
    group_first.be_at_desk(case)
    group_first.keep(case, handed_at=now, taken_at=None, taken_by=None)
    log.record(vault, "group-case-handed-over", by=person.id, about=None, case=case, now=now)


def _for_act(facilitator: Person | None, slug: str, case_id: int, version: int) -> tuple[Case, Person, GroupLine]:
    line, person = _cares(facilitator, slug)
    return for_act_in_group(line.id, person.id, case_id, version), person, line


# Telling them


@prepared
def _waits(member: Any) -> ModelSelect[Case]:
    """Ask for what waits for somebody in all groups they look after: its id, whether they were told of it, where."""
    mine = GroupMember.select(GroupMember.board).where(
        GroupMember.member == member, GroupMember.facilitator_at.is_null(False), GroupMember.joined_at.is_null(False)
    )
    told = fn.EXISTS(CaseTold.select(SQL("1")).where(CaseTold.case == Case.id, CaseTold.member == member))
    rows = Case.select(Case.id, Case.rank, told, Board.slug, Board.title).join(Board)
    rows = rows.where(Case.board.in_(mine), *written_in_group(), *apart(member, is_operator=False))
    return rows.order_by(Case.rank, Case.opened_at).limit(MOST)


@dataclass(frozen=True)
class Due:
    """Something in a group that somebody is to be told of."""

    case: int
    is_urgent: bool
    slug: str
    title: str


def due(person: Person | None) -> list[Due]:
    """Return what waits for somebody in the groups they look after, and was not told them yet; urgent first."""
    if person is None or not person.reads_all:
        return []
    rows = _waits(person.id)
    return [Due(case, rank == Rank.URGENT.value, slug, title) for case, rank, told, slug, title in rows if not told]


def count(person: Person) -> int:
    """Return how much waits for somebody in the groups they look after."""
    return len(_waits(person.id))


def concerning(person: Person | None, case_ids: list[int]) -> set[int]:
    """Return which of some cases wait for somebody in a group they look after."""
    if person is None or not person.reads_all:
        return set()
    return {case for case, *_ in _waits(person.id)}.intersection(case_ids)
