"""Support groups: which there are, what each is for, and who looks after it.

A group is a board with a row in `support_group` beside it: its threads, drafts and all the rest are those of a board.
Who reads them is said in store/sight.py. Nobody is told how many people are in one (SAFETY.md 10).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from peewee import JOIN, ModelSelect, fn

from bbs.community import unread
from bbs.community.members import Person
from bbs.community.unread import Fresh
from bbs.errors import NotFound
from bbs.language import N_
from store.prepared import prepared
from store.tables import Board, GroupMember, Member, SupportGroup
from store.tables.board import INSIDE


class Way(StrEnum):
    """How somebody comes into a group."""

    OPEN = "open"
    ASK = "ask"
    INVITATION = "invitation"


class Visibility(StrEnum):
    """Who reads a group's threads, and who knows of it."""

    LISTED = "listed"
    MEMBERS = "members"
    UNLISTED = "unlisted"


class Standing(StrEnum):
    """What somebody is to a group."""

    OUTSIDE = "outside"
    ASKED = "asked"
    DECLINED = "declined"
    INVITED = "invited"
    INSIDE = "inside"
    FACILITATOR = "facilitator"


@dataclass(frozen=True)
class GroupLine:
    """A group in a list. `new` counts its threads with something new to the reader, as BoardLine does.

    `has_begun` says that they came in, or were given it to look after, and did not see its page since.
    """

    id: int
    slug: str
    title: str
    about: str
    way: Way
    visibility: Visibility
    standing: Standing
    is_closed: bool
    new: int = 0
    has_begun: bool = False

    @property
    def is_mine(self) -> bool:
        """Whether the reader is in it."""
        return self.standing in (Standing.INSIDE, Standing.FACILITATOR)

    @property
    def is_readable(self) -> bool:
        """Whether the reader may read its threads."""
        return self.is_mine or self.visibility is Visibility.LISTED


@dataclass(frozen=True)
class Group:
    """A group as somebody sees it: its own guidelines, and the handles of who looks after it."""

    line: GroupLine
    guidelines: str
    facilitators: tuple[str, ...]
    is_listed: bool


_COLUMNS: Final = (
    *(Board.id, Board.slug, Board.title, Board.about, Board.group_for),
    *(SupportGroup.joining, SupportGroup.unlisted, SupportGroup.closed_at),
    *(GroupMember.asked_at, GroupMember.invited_at, GroupMember.joined_at, GroupMember.declined_at),
    GroupMember.facilitator_at,
)


def _known(member: Any, *, operator: bool) -> ModelSelect[SupportGroup]:
    """Return a query over the groups that a member may know of: an operator keeps them all, unlisted ones too.

    One that was closed is known to those who were in it.
    """
    rows = SupportGroup.select(*_COLUMNS).join(Board).switch(SupportGroup)
    mine = (GroupMember.board == SupportGroup.board) & (GroupMember.member == member)
    rows = rows.join(GroupMember, JOIN.LEFT_OUTER, on=mine)
    if operator:
        return rows
    is_inside = GroupMember.joined_at.is_null(False)
    is_open = SupportGroup.closed_at.is_null() & (~SupportGroup.unlisted | GroupMember.invited_at.is_null(False))
    return rows.where(is_inside | is_open)


@prepared
def _all(member: Any) -> ModelSelect[SupportGroup]:
    return _known(member, operator=False).order_by(Board.title, Board.id)


@prepared
def _named(member: Any, slug: Any) -> ModelSelect[SupportGroup]:
    return _known(member, operator=False).where(Board.slug == slug)


def _line(row: Any, new: int = 0) -> GroupLine:
    board_id, slug, title, about, group_for, joining, unlisted, closed, asked, invited, joined, declined, cares = row
    visibility = Visibility.MEMBERS if group_for == INSIDE else Visibility.LISTED
    standing = Standing.OUTSIDE
    if joined is not None:
        standing = Standing.FACILITATOR if cares is not None else Standing.INSIDE
    elif invited is not None:
        standing = Standing.INVITED
    elif declined is not None:
        standing = Standing.DECLINED
    elif asked is not None:
        standing = Standing.ASKED
    visibility = Visibility.UNLISTED if unlisted else visibility
    what = (board_id, slug, title, about, Way(joining), visibility, standing, closed is not None)
    return GroupLine(*what, new, has_begun=joined is not None and asked is not None)


def known(reader: Person, fresh: Fresh | None = None) -> list[GroupLine]:
    """Return the groups somebody may know of: what they are in first, then others, each by title.

    `fresh` is what is new to them, if that was looked up already. Who was not let in knows of none.
    """
    if not reader.reads_all:
        return []
    fresh = fresh or unread.threads_with_news(reader)
    lines = [_line(row, len(fresh.by_board.get(row[0], ()))) for row in _all(reader.id)]
    return sorted(lines, key=lambda line: (not line.has_begun, not line.is_mine, line.standing is not Standing.INVITED))


def titles(reader: Person) -> frozenset[str]:
    """Return what the groups are called that somebody may know of."""
    return frozenset(row[2] for row in _all(reader.id))


def line(reader: Person | None, slug: str) -> GroupLine:
    """Return one group in short; raises NotFound when there is none that they may know of."""
    found = _named(reader.id, slug) if reader is not None and reader.reads_all else []
    if not found:
        raise NotFound(NO_SUCH_GROUP)
    return _line(found[0])


def get(reader: Person | None, slug: str) -> Group:
    """Return one group; raises NotFound when there is none that they may know of."""
    found = line(reader, slug)
    row = SupportGroup.get(SupportGroup.board == found.id)
    own = GroupMember.get_or_none(GroupMember.board == found.id, GroupMember.member == (reader.id if reader else 0))
    return Group(found, row.guidelines, facilitators(found.id), own is not None and own.listed_at is not None)


def facilitators(board_id: int) -> tuple[str, ...]:
    """Return the handles of who looks after a group, the longest first: for who may know of it."""
    caring = GroupMember.select(GroupMember, Member).join(Member, on=(GroupMember.member == Member.id))
    caring = caring.where(GroupMember.board == board_id, GroupMember.facilitator_at.is_null(False))
    return tuple(
        row.member.handle for row in caring.where(Member.left_at.is_null()).order_by(GroupMember.facilitator_at)
    )


NO_SUCH_GROUP = N_("There is no such group that you could know of here. For a list: go groups.")


def facilitated(person: Person | None, slug: str) -> GroupLine:
    """Return a group, for who looks after it; raises NotFound for everybody else."""
    found = line(person, slug)
    if found.standing is not Standing.FACILITATOR:
        raise NotFound
    return found


def every(operator: Person, slug: str = "") -> list[GroupLine]:
    """Return all groups, or the one with a name, unlisted and closed ones too: for group_making.kept.

    The one where the staff are among themselves is kept by itself (debrief.py).
    """
    rows = _known(operator.id, operator=True).where(~SupportGroup.for_staff).order_by(Board.title, Board.id)
    return [_line(row) for row in (rows.where(Board.slug == slug) if slug else rows).tuples()]


@dataclass(frozen=True)
class Mine:
    """What home says of groups: how many somebody is in, invitations to them, and who asks to join one of theirs.

    `begun` is in how many of them they are since lately, and did not see it yet.
    """

    inside: int
    invited: int
    asking: int
    begun: int = 0


def mine(reader: Person) -> Mine:
    """Return what home says of groups."""
    ((inside, invited, begun),) = _mine(reader.id)
    return Mine(int(inside or 0), int(invited or 0), int(_asking(reader.id)[0][0]), int(begun or 0))


@prepared
def _mine(member: Any) -> ModelSelect[GroupMember]:
    joined = GroupMember.joined_at
    invited = joined.is_null() & GroupMember.invited_at.is_null(False)
    begun = joined.is_null(False) & GroupMember.asked_at.is_null(False)
    sums = (fn.SUM(joined.is_null(False)), fn.SUM(invited), fn.SUM(begun))
    rows = GroupMember.select(*sums).where(GroupMember.member == member)
    return rows.join(SupportGroup, on=(SupportGroup.board == GroupMember.board)).where(SupportGroup.closed_at.is_null())


@prepared
def _asking(member: Any) -> ModelSelect[GroupMember]:
    own = GroupMember.alias("own")
    theirs = own.select(own.board).where(own.member == member, own.facilitator_at.is_null(False))
    asks = (GroupMember.asked_at.is_null(False), GroupMember.joined_at.is_null(), GroupMember.declined_at.is_null())
    return GroupMember.select(fn.COUNT(GroupMember.id)).where(GroupMember.board.in_(theirs), *asks)
