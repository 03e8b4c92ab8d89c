"""The debrief: a group where those who look after the place are among themselves, threads as on boards.

It is a support group like others, unlisted, for its members alone; so every query that keeps groups to those in them
keeps it to the staff. Who becomes staff is in it from the next round of the housekeeping on, who is staff no more is
out of it at once. There is one as soon as two look after the place.
"""

from __future__ import annotations

from dataclasses import dataclass

from peewee import fn

from store.tables import Board, BoardMark, GroupMember, Member, Post, SupportGroup
from store.tables.board import INSIDE
from store.tombstones import destroy

SLUG = "debrief"


@dataclass(frozen=True)
class Room:
    """What it is called, what it is for, and how people are with each other there."""

    title: str
    about: str
    guidelines: str


def room() -> str:
    """Return the name of its board in addresses, "" while there is none."""
    row = SupportGroup.select(SupportGroup, Board).join(Board).where(SupportGroup.for_staff).first()
    return str(row.board.slug) if row else ""


def is_room(board_id: int) -> bool:
    """Say whether a board is it."""
    return bool(SupportGroup.select().where(SupportGroup.board == board_id, SupportGroup.for_staff).exists())


def put_out(member_id: int) -> None:
    """Take somebody out who is staff no more. Call it in the transaction in which that is decided."""
    rooms = SupportGroup.select(SupportGroup.board).where(SupportGroup.for_staff)
    destroy(GroupMember, GroupMember.board.in_(rooms), GroupMember.member == member_id)


def keep(words: Room, *, now: int) -> None:
    """Have the staff in it and nobody else; open it where there is none, as soon as there are two."""
    staff = {row.id for row in Member.select(Member.id).where(Member.role != "member", Member.left_at.is_null())}
    found = SupportGroup.get_or_none(SupportGroup.for_staff)
    if found is None and len(staff) > 1:
        found = _open(words, now)
    if found is None:
        return
    inside = {row.member_id for row in GroupMember.select().where(GroupMember.board == found.board_id)}
    for member in inside - staff:
        put_out(member)
    newest = Post.select(fn.COALESCE(fn.MAX(Post.id), 0)).scalar()
    for member in sorted(staff - inside):
        GroupMember.create(board=found.board_id, member=member, joined_at=now)
        BoardMark.insert(member=member, board=found.board_id, post=newest).on_conflict_ignore().execute()


def _open(words: Room, now: int) -> SupportGroup:
    slug, turn = SLUG, 2
    while Board.select().where(Board.slug == slug).exists():
        slug, turn = f"{SLUG}-{turn}", turn + 1
    last = Board.select(fn.COALESCE(fn.MAX(Board.position), -1)).scalar()
    board = Board.create(
        slug=slug, title=words.title, about=words.about, position=last + 1, guests_read=False, group_for=INSIDE
    )
    return SupportGroup.create(
        board=board,
        joining="invitation",
        unlisted=True,
        guidelines=words.guidelines,
        opened_at=now,
        for_staff=True,
    )
