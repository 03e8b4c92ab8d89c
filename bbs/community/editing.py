"""Editing: an author changes a post that stands. Readers see that it was, and the staff what it said before.

An edit never makes a post new again. What it said before is sealed, and goes with the post when its author takes that
away.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass

from bbs.community import posts
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.community.sanctions import keep_within
from bbs.community.writing import HOUR, clean_body, clean_note, clean_title, may_write
from bbs.config import Writing
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from bbs.pace import pause
from store import search
from store.tables import ChangedPost, Post, PostVersion, Thread
from store.tables.base import random_name
from store.vault import Place, SealBrokenError, Vault

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Words:
    """What a post says: its text and its own note, and the title of its thread if it is the first there."""

    text: str
    note: str
    title: str | None = None


@dataclass(frozen=True)
class Opened:
    """A post as its author begins to change it; `version` is how often it was changed before."""

    post: PostLine
    words: Words
    version: int


@dataclass(frozen=True)
class Version:
    """What a post said from one time to another; `until` is None for what it says now."""

    words: Words
    since: int
    until: int | None


def _own(author: Person | None, post_id: int) -> tuple[Person, Post, PostLine]:
    author = may_write(author)
    line = posts.get(author, post_id)
    row = Post.get_by_id(post_id)
    if row.author_id != author.id or line.removed:
        raise NotFound
    return author, row, line


def _words(row: Post) -> Words:
    is_first = not Post.select().where(Post.thread == row.thread_id, Post.id < row.id).exists()
    return Words(row.text, row.note, row.thread.title if is_first else None)


def _versions(post_id: int) -> int:
    return PostVersion.select().where(PostVersion.post == post_id).count()


def opened(author: Person | None, post_id: int, *, now: int) -> Opened:
    """Return a post for its author to change. Raises NotFound for anybody else's and for one taken away.

    `now` is the moment: raises as sanctions.keep_within does for who may not write there, before they begin.
    """
    author, row, line = _own(author, post_id)
    keep_within(author, row.thread.board_id, now, is_begun=False)
    return Opened(line, _words(row), _versions(post_id))


def edit(
    vault: Vault,
    author: Person | None,
    post_id: int,
    text: str,
    *,
    version: int,
    now: int,
    note: str = "",
    title: str | None = None,
    writing: Writing | None = None,
) -> bool:
    """Change what a post says; False when nothing is different. `version` is the one that was `opened`.

    It is to be heard then (noticed.in_post); until it was, the store remembers that.

    Raises NotFound as `opened` does, NotUnderstood for empty or too long words, Refusal when the post was changed
    meanwhile, Busy for too many changes in an hour.
    """
    writing = writing or Writing()
    author, row, _ = _own(author, post_id)
    before = _words(row)
    heading = None if before.title is None else clean_title(before.title if title is None else title, writing)
    after = Words(clean_body(text, writing.post_limit), clean_note(note, writing.note_limit), heading)
    if after == before:
        return False
    if version != _versions(post_id):
        raise Refusal(
            N_("It was changed meanwhile, on another device. Your words are kept as a draft: look, then edit again.")
        )
    keep_within(author, row.thread.board_id, now)
    _keep_pace(author, writing.posts_per_hour, now)
    _keep(vault, row, before, now)
    search.remove(post_id)
    Post.update(text=after.text, note=after.note, edited_at=now, covered="").where(Post.id == post_id).execute()
    ChangedPost.insert(post=post_id).on_conflict_ignore().execute()
    if after.title is not None:
        Thread.update(title=after.title, note=after.note).where(Thread.id == row.thread_id).execute()
    search.add(post_id)
    return True


def _keep(vault: Vault, row: Post, words: Words, now: int) -> None:
    name = random_name()
    sealed = vault.seal(_place(name, row), json.dumps([words.text, words.note, words.title]))
    PostVersion.create(post=row.id, row=name, sealed=sealed, replaced_at=now)


def _place(name: str, row: Post) -> Place:
    return Place("post_version", name, str(row.id))


def _keep_pace(author: Person, limit: int, now: int) -> None:
    """Raise Busy for an author who changed posts `limit` times within the last hour."""
    changes = PostVersion.select(PostVersion.replaced_at).join(Post).where(Post.author == author.id)
    nth = changes.order_by(PostVersion.replaced_at.desc()).offset(limit - 1).limit(1).scalar()
    if nth is not None and now - HOUR < nth <= now:
        raise pause(nth + HOUR - now)


def history(vault: Vault, staff: Person | None, post_id: int) -> tuple[PostLine, list[Version]]:
    """Return a post and all it said, the first version first. Raises NotFound for all but the staff."""
    if staff is None or not staff.is_staff:
        raise NotFound
    line = posts.get(staff, post_id)
    row = Post.get_by_id(post_id)
    found, since = [], line.posted_at
    for kept in PostVersion.select().where(PostVersion.post == post_id).order_by(PostVersion.id):
        found.append(Version(_opened(vault, kept, row), since, kept.replaced_at))
        since = kept.replaced_at
    now = _words(row)
    return line, [*found, Version(Words(line.text, "" if line.removed else now.note, now.title), since, None)]


def _opened(vault: Vault, kept: PostVersion, row: Post) -> Words:
    try:
        return Words(*json.loads(vault.open(_place(kept.row, row), bytes(kept.sealed))))
    except SealBrokenError:
        log.warning("an earlier version of a post could not be opened: was the server key changed?")
        return Words("", "")
