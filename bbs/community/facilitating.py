"""Looking after the people in a support group: welcoming them, and what facilitators leave for one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from peewee import fn

from bbs.community import groups, posts
from bbs.community.group_making import GUIDELINES
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.community.wording import ANY, clean_text
from bbs.errors import NotFound
from store.sealed import opened, place_of
from store.tables import GroupMember, GroupNote, Member, Post, SupportGroup, Thread
from store.tombstones import destroy
from store.vault import Vault

NOTE: Final = 2000
"""Characters of a note to the other facilitators, and of words of welcome."""
NOTES: Final = 20
"""Notes that are shown, the newest; older ones go."""
NEW_HERE: Final = 30 * 24 * 3600
"""Seconds for which somebody is new in a group."""
FIRST_POSTS: Final = 20


def set_welcome(facilitator: Person | None, slug: str, words: str) -> None:
    """Keep what is said to whoever joins. Raises NotFound, NotUnderstood for too many words."""
    line = groups.facilitated(facilitator, slug)
    SupportGroup.update(welcome=clean_text(words, NOTE, none=ANY)).where(SupportGroup.board == line.id).execute()


def welcome(reader: Person | None, slug: str) -> str:
    """Return what is said to whoever joins a group they may know of, "" for nothing."""
    line = groups.line(reader, slug)
    return str(SupportGroup.get(SupportGroup.board == line.id).welcome)


def set_guidelines(facilitator: Person | None, slug: str, words: str) -> None:
    """Keep what matters to a group, in its own words. Raises NotFound, NotUnderstood for too many words."""
    line = groups.facilitated(facilitator, slug)
    said = clean_text(words, GUIDELINES, none=ANY)
    SupportGroup.update(guidelines=said).where(SupportGroup.board == line.id).execute()


def first_posts(facilitator: Person | None, slug: str, *, now: int) -> list[PostLine]:
    """Return the first posts of those who came lately and that nobody answered, the longest waiting first.

    What was written without a name is left out: that it was somebody's first would say something of who they are.
    Raises NotFound for who does not look after the group.
    """
    line = groups.facilitated(facilitator, slug)
    assert facilitator is not None  # noqa: S101 - or it would not be found
    came = GroupMember.select(GroupMember.member).where(
        GroupMember.board == line.id, GroupMember.joined_at > now - NEW_HERE, GroupMember.member != facilitator.id
    )
    written, later = Post.alias("written"), Post.alias("later")
    theirs = written.select(fn.MIN(written.id)).join(Thread).where(Thread.board == line.id, written.author.in_(came))
    answers = later.select(later.id).where(
        later.thread == Post.thread,
        later.id > Post.id,
        later.removed_at.is_null(),
        later.author.is_null() | (later.author != Post.author),
    )
    rows = Post.select(Post.id).where(Post.id.in_(theirs.group_by(written.author)), ~fn.EXISTS(answers))
    rows = rows.where(Post.removed_at.is_null(), Post.nameless == "").order_by(Post.id).limit(FIRST_POSTS)
    return posts.some(facilitator, [row.id for row in rows])


# What facilitators leave for one another


@dataclass(frozen=True)
class HandOver:
    """A note: by whom ("" for who left), what, and when."""

    id: int
    by: str
    words: str
    at: int


def leave_note(vault: Vault, facilitator: Person | None, slug: str, words: str, *, now: int) -> None:
    """Leave a note for the others who look after a group. Raises NotFound, NotUnderstood."""
    line = groups.facilitated(facilitator, slug)
    assert facilitator is not None  # noqa: S101 - or it would not be found
    said = clean_text(words, NOTE)
    row = GroupNote(board=line.id, by=facilitator.id, noted_at=now)
    row.sealed = vault.seal(place_of(row), said)
    row.save()
    old = GroupNote.select(GroupNote.id).where(GroupNote.board == line.id).order_by(GroupNote.id.desc()).offset(NOTES)
    _forget(note.id for note in old)


def _forget(ids: Iterable[int]) -> None:
    gone = list(ids)
    if gone:
        destroy(GroupNote, GroupNote.id.in_(gone))


def notes(vault: Vault, facilitator: Person | None, slug: str) -> list[HandOver]:
    """Return what facilitators left for one another, the newest first. Raises NotFound."""
    line = groups.facilitated(facilitator, slug)
    rows = GroupNote.select(GroupNote).where(GroupNote.board == line.id).order_by(GroupNote.id.desc()).limit(NOTES)
    return [HandOver(row.id, _handle(row.by_id), opened(vault, row), row.noted_at) for row in rows]


def _handle(member_id: int | None) -> str:
    row = Member.get_or_none(Member.id == member_id, Member.left_at.is_null())
    return row.handle if row else ""


def drop_note(facilitator: Person | None, slug: str, note_id: int) -> None:
    """Let go of a note. Raises NotFound."""
    line = groups.facilitated(facilitator, slug)
    if not destroy(GroupNote, GroupNote.id == note_id, GroupNote.board == line.id):
        raise NotFound
