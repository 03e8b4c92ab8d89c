"""Posts: writing them, and what somebody sees of one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from peewee import BaseQuery

from bbs.community import boards, inside, newcomers, repeats, slow, tags, unread, wishes
from bbs.community.members import Person
from bbs.community.nameless import word_for
from bbs.community.read_marks import mark_read
from bbs.community.writing import clean_body, clean_note, clean_title, keep_pace, may_write
from bbs.config import Writing
from bbs.errors import NotFound
from store import covering, post_rows, search
from store.post_rows import PostRow
from store.prepared import prepared
from store.sight import Sight, sight_of
from store.tables import Post, Thread
from store.tombstones import bury, erase
from store.vault import Vault

IN_PLACE = covering.IN_PLACE
"""What stands in a text where a part is covered."""
NOTES = ("suicide", "self-harm", "eating", "abuse", "violence", "substances", "death")
"""The fixed list of content notes (SAFETY.md 9); anything else is the author's own words."""
CLOSED = "closed by a moderator"
"""What stands with the notes of a post that one of the staff closed."""


@dataclass(frozen=True)
class PostLine:
    """A post as somebody reads it. `text` is empty when it was removed.

    `blocked` says that they block its author, `muted` that they muted them.
    `nameless` is the word for an author who gave no name: then nobody but they is given an `author_id`.
    `folded` is why a facilitator folded it, and part of its note, so that it opens as others with a note do.
    `covered` says that a part of it is covered until a human has looked: `text` is without it for all but its author
    and the staff.
    `already` says to who sends words that they were there, and nothing was posted now.
    `remark` is what those who look after the place say beneath it.
    """

    id: int
    thread: int
    board: str
    board_title: str
    title: str
    author: str
    author_id: int
    author_role: str
    by_house: bool
    text: str
    note: str
    posted_at: int
    reply_to: str
    reply_to_house: bool
    removed_by_author: bool
    removed: bool
    number: int
    new: bool
    blocked: bool = False
    nameless: str = ""
    reply_to_nameless: str = ""
    edited_at: int | None = None
    muted: bool = False
    folded: str = ""
    covered: bool = False
    already: bool = False
    remark: str = ""


def _done(author: Person, once: str | None) -> Post | None:
    return Post.get_or_none(Post.once == once, Post.author == author.id) if once else None


def _already(author: Person, post_id: int) -> PostLine:
    return replace(get(author, post_id), already=True)


def start(
    writer: Person | None,
    board_slug: str,
    title: str,
    text: str,
    *,
    now: int,
    note: str = "",
    wish: str = "",
    tagged: str = "",
    nameless: Vault | None = None,
    once: str | None = None,
    writing: Writing | None = None,
) -> PostLine:
    """Start a thread and return its first post. `once` names this act: the same name twice posts once.

    So do, of what has such a name, the same words within minutes (repeats.py): what is there `already` is returned.
    `wish` and `tagged` are the thread's; with `nameless`, the vault that draws a word, it has not the author's name.
    Raises NotUnderstood for empty or too long words, SignInFirst, NotFound, Busy for too many in an hour.
    """
    writing = writing or Writing()
    author = may_write(writer)
    board = boards.get(author, board_slug)
    inside.may_start(author, board)
    if done := _done(author, once):
        return _already(author, done.id)
    heading = clean_title(title, writing)
    body, note = clean_body(text, writing.post_limit), clean_note(note, writing.note_limit)
    same: dict[str, Any] = {"note": note, "nameless": nameless is not None, "now": now}
    if once and (post := repeats.first_post(author, board.id, heading, body, **same)):
        return _already(author, post)
    keep_pace(author, writing.posts_per_hour, now, board=board.id)
    newcomers.keep_pace(author, writing, now=now, begins=True)
    how = {"title": heading, "note": note, "wish": wishes.understood(wish).value}
    thread = Thread.create(board=board.id, author=author.id, started_at=now, **how)
    tags.put(thread.id, tagged)
    return _add(author, thread, body, now=now, note=note, once=once, nameless=nameless)


def reply(
    writer: Person | None,
    thread_id: int,
    text: str,
    *,
    now: int,
    reply_to: int | None = None,
    note: str = "",
    nameless: Vault | None = None,
    once: str | None = None,
    writing: Writing | None = None,
) -> PostLine:
    """Reply in a thread (to one post of it, if named) and return the new post. Raises as `start` does."""
    writing = writing or Writing()
    author = may_write(writer)
    inside.may_answer(author, thread_id)
    if done := _done(author, once):
        return _already(author, done.id)
    if reply_to is not None and Post.get_or_none(Post.id == reply_to, Post.thread == thread_id) is None:
        raise NotFound
    body, note = clean_body(text, writing.post_limit), clean_note(note, writing.note_limit)
    how: dict[str, Any] = {"reply_to": reply_to, "note": note}
    if once and (post := repeats.answer(author, thread_id, body, nameless=nameless is not None, now=now, **how)):
        return _already(author, post)
    thread = Thread.get_by_id(thread_id)
    keep_pace(author, writing.posts_per_hour, now, board=thread.board_id)
    newcomers.keep_pace(author, writing, now=now, begins=False)
    slow.keep_pace(author, thread_id, now=now)
    return _add(author, thread, body, now=now, once=once, nameless=nameless, **how)


def _add(author: Person, thread: Thread, body: str, *, now: int, nameless: Vault | None, **how: Any) -> PostLine:
    missed = unread.has_missed(author, thread.id)
    how["nameless"] = word_for(nameless, author, thread) if nameless else ""
    how["number"] = post_rows.last_number(thread.id) + 1
    post = Post.create(thread=thread, author=author.id, text=body, posted_at=now, **how)
    search.add(post.id)
    begun = thread.nameless if thread.latest_post else post.nameless
    _grow(thread.id, post.id, begun)
    if not missed:  # what others wrote meanwhile stays new to them
        mark_read(author, thread.id, post.id)
    return get(author, post.id)


@prepared
def _grow(thread: Any, latest: Any, nameless: Any) -> BaseQuery:
    return Thread.update(latest_post=latest, nameless=nameless).where(Thread.id == thread)


def _line(reader: Person | None, row: PostRow, sight: Sight, *, new: bool = False) -> PostLine:
    removed, named = row.removed_at is not None, not row.nameless
    is_known = named or (reader is not None and row.author_id == reader.id)
    by_handle = not row.answered_nameless
    sees_all = reader is not None and (row.author_id == reader.id or reader.is_staff)
    return PostLine(
        id=row.id,
        thread=row.thread,
        board=row.board,
        board_title=row.board_title,
        title=row.title,
        author=row.handle or "" if named else "",
        author_id=row.author_id or 0 if is_known else 0,
        author_role=row.role or "" if named else "",
        by_house=bool(row.by_house),
        text="" if removed else row.text if sees_all else covering.shown(row.text, row.covered),
        note=_note(row),
        posted_at=row.posted_at,
        reply_to=row.answered_handle or "" if by_handle else "",
        reply_to_house=bool(row.answered_house),
        removed=removed,
        removed_by_author=removed and row.removed_by_id == row.author_id,
        number=row.number,
        new=new,
        blocked=named and row.author_id in sight.closed,
        nameless=row.nameless,
        reply_to_nameless=row.answered_nameless or "",
        edited_at=None if removed else row.edited_at,
        muted=named and row.author_id in sight.chosen.muted.writers,
        folded=row.folded or "",
        covered=bool(row.covered) and not removed,
        remark="" if removed else row.remark,
    )


def _note(row: PostRow) -> str:
    """Return what is said before a post is opened: what was closed or folded obeys all that a note does."""
    closed = CLOSED if row.closed_at is not None else ""
    return ", ".join(filter(None, (row.note or row.thread_note, row.folded, closed)))


def get(reader: Person | None, post_id: int) -> PostLine:
    """Return one post; raises NotFound when there is none that the reader may know of."""
    line = by_id(reader, [post_id]).get(post_id)
    if line is None:
        raise NotFound
    return line


def by_id(reader: Person | None, post_ids: Iterable[int]) -> dict[int, PostLine]:
    """Return those of some posts that the reader may know of, by their ids."""
    sight = sight_of(reader)
    rows = post_rows.of(post_ids, reader.id if reader else 0, reads_all=sight.reads_all)
    return {post: _line(reader, row, sight) for post, row in rows.items()}


def as_read(
    reader: Person | None, rows: Iterable[PostRow], sight: Sight, *, new: Container[int] = ()
) -> tuple[PostLine, ...]:
    """Return posts that were looked up already as somebody reads them; `new` are the ids of those new to them."""
    return tuple(_line(reader, row, sight, new=row.id in new) for row in rows)


def remove_own(author: Person | None, post_id: int, *, now: int) -> PostLine:
    """Take one's own post away: its words are gone at once, for everybody. Raises NotFound for anybody else's.

    So they are where the staff took it out of sight, and kept them for an appeal.
    """
    line = get(author, post_id)
    if author is None or line.author_id != author.id or line.removed_by_author:
        raise NotFound
    bury(Post.get_by_id(post_id).row)
    erase(post_id, now)
    return get(author, post_id)


def some(reader: Person | None, ids: Sequence[int]) -> list[PostLine]:
    """Return those of some posts that the reader may see, in the order they are named in."""
    lines = by_id(reader, ids)
    return [lines[post] for post in ids if post in lines and not lines[post].removed]
