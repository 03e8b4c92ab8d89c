"""Coming into a support group and leaving it: asking, being invited, let in, and going without a word to anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from peewee import fn

from bbs.community import blocks, debrief, group_making, group_outs, groups, log, members
from bbs.community.groups import GroupLine, Standing, Way
from bbs.community.members import Person
from bbs.community.wording import ANY, clean_text
from bbs.community.writing import may_write
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.sealed import opened, place_of
from store.tables import BoardMark, Following, GroupMember, LeftUnread, Member, Post, ReadAhead, ReadMark, Thread
from store.tombstones import destroy
from store.vault import Vault

WORDS: Final = 1000
"""Characters of what somebody says when they ask."""
AGAIN: Final = 7 * 24 * 3600
"""Seconds after which somebody who was not let in may ask again."""
INVITED_MOST: Final = 200
"""Invitations of one group that nobody answered yet."""


def _row(board_id: int, member_id: int) -> GroupMember | None:
    found: GroupMember | None = GroupMember.get_or_none(GroupMember.board == board_id, GroupMember.member == member_id)
    return found


def come_in(board_id: int, member_id: int, now: int, **what: Any) -> None:
    """Let somebody in. What was written there before they came is not new to them, though they can read it.

    Where `asked_at` stays, they are told so when they come next, with the words of welcome.
    """
    inside = {"joined_at": now, "sealed": None, "declined_at": None, **what}
    if not GroupMember.update(inside).where(GroupMember.board == board_id, GroupMember.member == member_id).execute():
        GroupMember.create(board=board_id, member=member_id, **inside)
    newest = Post.select(fn.COALESCE(fn.MAX(Post.id), 0)).scalar()
    BoardMark.insert(member=member_id, board=board_id, post=newest).on_conflict(
        conflict_target=[BoardMark.member, BoardMark.board], update={BoardMark.post: newest}
    ).execute()


def join(person: Person | None, slug: str, *, now: int) -> GroupLine:
    """Join a group that is open, or to which one was invited. Raises SignInFirst, NotFound, Refusal where one asks."""
    person = may_write(person)
    line = groups.line(person, slug)
    if line.is_mine:
        return line
    if line.is_closed:
        raise Refusal(N_("This group is closed now, so nobody joins it any more."))
    group_outs.keep_out(person.id, line.id, now=now)
    if line.standing is not Standing.INVITED and line.way is Way.ASK:
        raise Refusal(N_("To join this group, ask those who look after it: {do:ask/r}."))
    if line.standing is not Standing.INVITED and line.way is Way.INVITATION:
        raise Refusal(N_("One joins this group by invitation, from those who look after it."))
    come_in(line.id, person.id, now, asked_at=now)
    return groups.line(person, slug)


def saw(person: Person, slug: str) -> None:
    """Remember that somebody saw that they are in a group now, or look after it. Raises NotFound."""
    line = groups.line(person, slug)
    mine = (GroupMember.board == line.id, GroupMember.member == person.id, GroupMember.joined_at.is_null(False))
    GroupMember.update(asked_at=None).where(*mine).execute()


def ask(vault: Vault, person: Person | None, slug: str, words: str, *, now: int) -> None:
    """Ask to join a group, in one's own words, or none; they are sealed, for those who look after the group.

    Raises SignInFirst, NotFound, NotUnderstood for too many words, Refusal where one does not ask, or too soon.
    """
    person = may_write(person)
    line = groups.line(person, slug)
    if line.way is not Way.ASK or line.standing is Standing.INVITED or line.is_closed:
        raise Refusal(N_("One does not ask to join this group. Its page says how people come in."))
    if line.is_mine:
        raise Refusal(N_("You are in this group already."))
    group_outs.keep_out(person.id, line.id, now=now)
    said = clean_text(words, WORDS, none=ANY)
    before = _row(line.id, person.id)
    if before is not None and before.declined_at is not None and now < before.declined_at + AGAIN:
        raise Refusal(N_("They answered you a few days ago. You can ask again after a week; the desk listens too."))
    row = before or GroupMember.create(board=line.id, member=person.id)
    row.sealed = vault.seal(place_of(row), said)
    row.asked_at, row.declined_at = now, None
    row.save(only=[GroupMember.sealed, GroupMember.asked_at, GroupMember.declined_at])


def withdraw(person: Person, slug: str) -> None:
    """Take back that one asked, or decline an invitation: nobody is told. Raises NotFound."""
    line = groups.line(person, slug)
    if line.is_mine or not destroy(GroupMember, GroupMember.board == line.id, GroupMember.member == person.id):
        raise NotFound


def leave(person: Person, slug: str) -> None:
    """Leave a group: nobody is told, and what one wrote stays. Raises NotFound for who is not in it, Refusal.

    What they followed and how far they read there goes too: nothing of the group comes to them any more.
    """
    line = groups.line(person, slug)
    if not line.is_mine:
        raise NotFound
    if debrief.is_room(line.id):
        raise Refusal(N_("Everybody who looks after this place is in this one. To hear nothing of it, mute it."))
    threads = Thread.select(Thread.id).where(Thread.board == line.id)
    on_it = (Following.board == line.id) | Following.thread.in_(threads)
    destroy(Following, Following.member == person.id, on_it)
    for table in (ReadMark, LeftUnread):
        table.delete().where(table.member == person.id, table.thread.in_(threads)).execute()
    BoardMark.delete().where(BoardMark.member == person.id, BoardMark.board == line.id).execute()
    in_them = Post.select(Post.id).where(Post.thread.in_(threads))
    ReadAhead.delete().where(ReadAhead.member == person.id, ReadAhead.post.in_(in_them)).execute()
    destroy(GroupMember, GroupMember.board == line.id, GroupMember.member == person.id)


def be_listed(person: Person, slug: str, *, now: int | None) -> None:
    """Let the others in a group find one's name in its list, or not any more (None). Raises NotFound."""
    line = groups.line(person, slug)
    inside = (GroupMember.board == line.id, GroupMember.member == person.id, GroupMember.joined_at.is_null(False))
    if not GroupMember.update(listed_at=now).where(*inside).execute():
        raise NotFound


def listed(reader: Person | None, slug: str) -> list[str]:
    """Return the handles of those in a group who let the others find them, by name. Raises NotFound for outsiders."""
    line = groups.line(reader, slug)
    if not line.is_mine:
        raise NotFound
    rows = GroupMember.select(Member.handle).join(Member, on=(GroupMember.member == Member.id))
    rows = rows.where(GroupMember.board == line.id, GroupMember.listed_at.is_null(False), Member.left_at.is_null())
    rows = rows.where(GroupMember.joined_at.is_null(False)).order_by(Member.handle)
    return [str(row.member.handle) for row in rows]


# For facilitators


@dataclass(frozen=True)
class Asking:
    """Somebody who asks to join, and what they said."""

    id: int
    handle: str
    words: str
    at: int


def asking(vault: Vault, facilitator: Person | None, slug: str) -> list[Asking]:
    """Return who asks to join a group, the longest waiting first. Raises NotFound for who does not look after it."""
    line = groups.facilitated(facilitator, slug)
    rows = GroupMember.select(GroupMember, Member).join(Member, on=(GroupMember.member == Member.id))
    waiting = rows.where(GroupMember.board == line.id, Member.left_at.is_null(), *_waits())
    return [
        Asking(row.id, row.member.handle, opened(vault, row), row.asked_at or 0)
        for row in waiting.order_by(GroupMember.asked_at, GroupMember.id)
    ]


def _waits() -> tuple[Any, ...]:
    return (
        GroupMember.asked_at.is_null(False),
        GroupMember.joined_at.is_null(),
        GroupMember.declined_at.is_null(),
        GroupMember.invited_at.is_null(),
    )


def answer(facilitator: Person | None, slug: str, asking_id: int, *, lets_in: bool, now: int) -> str:
    """Let in who asked, or not this time, and return their handle. Raises NotFound, also where that was answered."""
    line = groups.facilitated(facilitator, slug)
    row = GroupMember.get_or_none(GroupMember.id == asking_id, GroupMember.board == line.id, *_waits())
    if row is None:
        raise NotFound(N_("Nobody waits for that answer any more: they took it back, or another of you answered."))
    if lets_in:
        group_outs.keep_from_letting_in(row.member_id, line.id, now=now)
        come_in(line.id, row.member_id, now)
    else:
        GroupMember.update(declined_at=now, sealed=None).where(GroupMember.id == row.id).execute()
    return str(Member.get_by_id(row.member_id).handle)


def invite(facilitator: Person | None, slug: str, handle: str, *, now: int) -> None:
    """Invite somebody by their handle. Whether they are in it, declined, or block who invites is not to be found out.

    Raises NotFound for who does not look after the group, and for nobody of that name; Refusal for too many.
    """
    line = groups.facilitated(facilitator, slug)
    assert facilitator is not None  # noqa: S101 - or it would not be found
    other = members.by_handle(handle)
    if other is None or not other.reads_all:
        raise NotFound(N_("There is nobody of that name here now."))
    if other.id == facilitator.id:
        raise Refusal(N_("That is you. You are in it already."))
    group_outs.keep_from_letting_in(other.id, line.id, now=now)
    waiting = GroupMember.invited_at.is_null(False) & GroupMember.joined_at.is_null()
    if GroupMember.select().where(GroupMember.board == line.id, waiting).count() >= INVITED_MOST:
        raise Refusal(N_("Many invitations wait for an answer already. Please let some of them be answered first."))
    if facilitator.id in blocks.closed_to(other):
        return
    before = _row(line.id, other.id)
    if before is None:
        GroupMember.create(board=line.id, member=other.id, invited_at=now, invited_by=facilitator.id)
    elif before.joined_at is None and before.asked_at is not None:
        come_in(line.id, other.id, now)  # they asked already: that is all it takes
    elif before.joined_at is None:
        GroupMember.update(invited_at=now, invited_by=facilitator.id).where(GroupMember.id == before.id).execute()


# For operators


def waiting_for_nobody(operator: Person | None) -> dict[str, int]:
    """Return how many ask to come into each open group that nobody looks after, for an operator; never who it is."""
    uncared = (line for line in group_making.kept(operator) if not line.is_closed and not groups.facilitators(line.id))
    return {line.slug: GroupMember.select().where(GroupMember.board == line.id, *_waits()).count() for line in uncared}


def entrust(vault: Vault, operator: Person | None, slug: str, handle: str, *, cares: bool, now: int) -> None:
    """Make somebody a facilitator of a group, and let them in if need be; or leave them an ordinary member of it.

    Raises NotFound for who is no operator, and for nobody of that name.
    """
    (line,) = group_making.kept(operator, slug)
    other = members.by_handle(handle)
    if other is None or not other.reads_all:
        raise NotFound(N_("There is nobody of that name here now."))
    if cares:
        group_outs.keep_from_letting_in(other.id, line.id, now=now)
    before = _row(line.id, other.id)
    theirs = (GroupMember.board == line.id, GroupMember.member == other.id)
    given = {"facilitator_at": now, "asked_at": now} if cares else {"facilitator_at": None}
    if cares and (before is None or before.joined_at is None):
        come_in(line.id, other.id, now, **given)
    elif not GroupMember.update(given).where(*theirs).execute():
        raise NotFound(N_("They do not look after this group."))
    act = "facilitator-made" if cares else "facilitator-ended"
    log.record(vault, act, by=operator.id if operator else None, about=other.id, now=now, words=line.title)
