"""Bookmarks: posts that a member wants to find again, each with a note of their own if they like. Nobody else knows."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Final

from peewee import ModelSelect, fn

from bbs.community import posts
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.community.wording import ANY, clean_line
from bbs.errors import NotFound, SignInFirst
from store.prepared import prepared
from store.sight import is_readable
from store.tables import Board, Bookmark, Post, Thread
from store.tables.base import random_name
from store.tombstones import destroy
from store.vault import Place, SealBrokenError, Vault

log = logging.getLogger(__name__)

LONGEST: Final = 200
"""Characters of the note."""
A_PAGE: Final = 20


@dataclass(frozen=True)
class Kept:
    """A bookmark: the post as it is now, the member's own note, "" for none, and since when."""

    id: int
    post: PostLine
    note: str
    kept_at: int


def _place(row: str, reader: Person) -> Place:
    return Place("bookmark", row, str(reader.id))


def note_at(vault: Vault, reader: Person | None, post_id: int) -> str | None:
    """Return the note at a post, None where there is no bookmark. Raises SignInFirst, NotFound."""
    if reader is None:
        raise SignInFirst
    posts.get(reader, post_id)
    row = Bookmark.get_or_none(Bookmark.member == reader.id, Bookmark.post == post_id)
    return _note(vault, reader, row) if row else None


def keep(vault: Vault, reader: Person | None, post_id: int, note: str, *, now: int) -> None:
    """Set a bookmark at a post; where there is one, its note becomes this.

    Raises SignInFirst, NotFound, and NotUnderstood for too many words.
    """
    if reader is None:
        raise SignInFirst
    posts.get(reader, post_id)
    note = clean_line(note, LONGEST, none=ANY)
    before = Bookmark.get_or_none(Bookmark.member == reader.id, Bookmark.post == post_id)
    row = before.row if before else random_name()
    sealed = vault.seal(_place(row, reader), note)
    if before:
        Bookmark.update(sealed=sealed).where(Bookmark.id == before.id).execute()
    else:
        Bookmark.create(member=reader.id, post=post_id, row=row, sealed=sealed, kept_at=now)


def _note(vault: Vault, reader: Person, row: Bookmark) -> str:
    try:
        return vault.open(_place(row.row, reader), bytes(row.sealed))
    except SealBrokenError:
        log.warning("the note of a bookmark could not be opened: was the server key changed?")
        return ""


def kept(vault: Vault, reader: Person, *, before: int = 0, limit: int = A_PAGE) -> list[Kept]:
    """Return a member's bookmarks where they may read, newest first; `before` is an id: only those kept earlier."""
    rows = Bookmark.select(Bookmark).join(Post).join(Thread).join(Board).where(Bookmark.member == reader.id)
    rows = rows.where(is_readable(reader.id, reads_all=reader.reads_all))
    if before:
        rows = rows.where(Bookmark.id < before)
    page = rows.order_by(Bookmark.id.desc()).limit(limit)
    return [Kept(row.id, posts.get(reader, row.post_id), _note(vault, reader, row), row.kept_at) for row in page]


def one(vault: Vault, reader: Person, bookmark_id: int) -> Kept:
    """Return one of a member's bookmarks. Raises NotFound."""
    row = Bookmark.get_or_none(Bookmark.id == bookmark_id, Bookmark.member == reader.id)
    if row is None:
        raise NotFound
    return Kept(row.id, posts.get(reader, row.post_id), _note(vault, reader, row), row.kept_at)


def count(reader: Person) -> int:
    """Return how many bookmarks a member has."""
    return int(_count(reader.id)[0][0])


@prepared
def _count(member: Any) -> ModelSelect[Bookmark]:
    return Bookmark.select(fn.COUNT(Bookmark.id)).where(Bookmark.member == member)


def take_away(reader: Person, bookmark_id: int) -> None:
    """Let go of a bookmark and its note. Raises NotFound."""
    if not destroy(Bookmark, Bookmark.id == bookmark_id, Bookmark.member == reader.id):
        raise NotFound
