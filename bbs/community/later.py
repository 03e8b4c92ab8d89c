"""Replies that go out later: kept sealed for an hour, in which their author can take them back."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import astuple, dataclass
from typing import Any, Final

from peewee import ModelSelect

from bbs.community import drafts, inside, members, posts
from bbs.community.hands import NOTE, UNNAMED, Hand
from bbs.community.members import Person
from bbs.community.nameless import word_for
from bbs.community.posts import PostLine
from bbs.community.writing import clean_body, clean_note, may_write
from bbs.config import Writing
from bbs.errors import BBSError, Busy, NotFound, Refusal
from bbs.language import N_
from store.prepared import prepared
from store.tables import LaterReply, Member, Post, TendedThread, Thread, database
from store.tables.base import random_name
from store.tombstones import destroy
from store.vault import Place, SealBrokenError, Vault

log = logging.getLogger(__name__)

WAIT: Final = 3600
"""Seconds between writing and going out."""
AGAIN: Final = 300
"""Seconds until another try, for one that wrote too much in an hour."""
A_DAY: Final = 24 * 3600


@dataclass(frozen=True)
class Waiting:
    """A reply that waits for its hour. `place` is where it is a draft again."""

    id: int
    place: str
    goes_at: int


@dataclass(frozen=True)
class CameBack:
    """A reply that could not go out and is a draft again; `to` is the id of its author, who is to be told."""

    to: int


@dataclass(frozen=True)
class Words:
    """What was written: the text, its content note, and "yes" where it goes out without its author's name."""

    text: str
    note: str
    unnamed: str = ""


def put_off(
    vault: Vault,
    writer: Person | None,
    thread_id: int,
    text: str,
    *,
    place: str,
    now: int,
    reply_to: int,
    note: str = "",
    unnamed: str = "",
    once: str,
    writing: Writing | None = None,
) -> int:
    """Have a reply go out in an hour, and return when. The same `once` twice is one reply, and so are the same words.

    With `unnamed` it goes out without its author's name; that stands nowhere but under the seal, as the words do.

    Raises as posts.reply does, for what can be said now; what becomes of thread and post meanwhile is seen then.
    """
    writing, author = writing or Writing(), may_write(writer)
    inside.may_answer(author, thread_id)
    if Post.get_or_none(Post.id == reply_to, Post.thread == thread_id) is None:
        raise NotFound
    if (before := LaterReply.get_or_none(LaterReply.once == once)) is not None:
        return int(before.goes_at)
    body, note = clean_body(text, writing.post_limit), clean_note(note, writing.note_limit)
    row = random_name()
    if unnamed:
        word_for(vault, author, Thread.get_by_id(thread_id))
    words = Words(body, note, unnamed)
    if (before := _repeated(vault, author.id, thread_id, reply_to, words)) is not None:
        return int(before.goes_at)
    sealed = vault.seal(_seal_place(row, author.id), json.dumps(astuple(words)))
    LaterReply.create(
        member=author.id,
        place=place,
        thread=thread_id,
        reply_to=reply_to,
        row=row,
        sealed=sealed,
        once=once,
        goes_at=now + WAIT,
    )
    return now + WAIT


def _repeated(vault: Vault, member_id: int, thread_id: int, reply_to: int, words: Words) -> LaterReply | None:
    """Return the reply that waits with these very words, for who was cut off and says them again."""
    place = (LaterReply.member == member_id, LaterReply.thread == thread_id, LaterReply.reply_to == reply_to)
    for row in LaterReply.select().where(*place):
        with suppress(SealBrokenError):
            if _words(vault, row) == words:
                return row
    return None


def _seal_place(row: str, member_id: int) -> Place:
    return Place("later_reply", row, str(member_id))


def waiting(member_id: int) -> list[Waiting]:
    """Return what a member has waiting, the next to go first."""
    return [Waiting(*row) for row in _waiting(member_id)]


@prepared
def _waiting(member: Any) -> ModelSelect[LaterReply]:
    rows = LaterReply.select(LaterReply.id, LaterReply.place, LaterReply.goes_at).where(LaterReply.member == member)
    return rows.order_by(LaterReply.goes_at, LaterReply.id)


def _own(member_id: int, later_id: int) -> LaterReply:
    row = LaterReply.get_or_none(LaterReply.id == later_id, LaterReply.member == member_id)
    if row is None:
        raise NotFound
    return row


def take_back(vault: Vault, member_id: int, later_id: int, *, now: int) -> str:
    """Make a reply a draft again, and return its place; raises NotFound for one that is another's, or went out."""
    row = _readable(vault, _own(member_id, later_id))
    _return(vault, row, now=now, failed=False)
    return str(row.place)


def _readable(vault: Vault, row: LaterReply) -> LaterReply:
    """Return a reply whose words our server key opens; raises Refusal."""
    try:
        _words(vault, row)
    except SealBrokenError as error:
        raise Refusal(N_("Its words cannot be opened: the server key here was changed.")) from error
    return row


def drop(member_id: int, later_id: int) -> None:
    """Forget a reply before it went out; raises NotFound."""
    row = _own(member_id, later_id)
    destroy(LaterReply, LaterReply.id == row.id)


def send_now(
    vault: Vault, sender: Person | None, later_id: int, *, now: int, writing: Writing | None = None
) -> PostLine:
    """Post a reply before its hour. Raises NotFound, and what posts.reply raises; then it waits as before."""
    author = may_write(sender)
    return _post(vault, _readable(vault, _own(author.id, later_id)), author, now=now, writing=writing)


def due(now: int) -> list[int]:
    """Return the ids of those whose hour has come. Those of somebody who left wait whether they come back."""
    rows = LaterReply.select(LaterReply.id).join(Member).where(LaterReply.goes_at <= now, Member.left_at.is_null())
    rows = rows.order_by(LaterReply.goes_at)
    return [row.id for row in rows]


def send(vault: Vault, later_id: int, *, now: int, writing: Writing | None = None) -> PostLine | CameBack | None:
    """Post a reply whose hour has come, as its author would now, and return it.

    Where that cannot be any more it becomes a draft again, marked as returned. One that is a day late, because the
    server stood still, is not sent either, nor one whose thread was moved meanwhile: others read it there than it was
    written for. None is returned where it was taken back, or is to be tried again.
    """
    row = LaterReply.get_or_none(LaterReply.id == later_id, LaterReply.goes_at <= now)
    if row is None:
        return None
    try:
        if now - row.goes_at > A_DAY or _was_moved_meanwhile(row):
            _return(vault, row, now=now, failed=True)
            return CameBack(row.member_id)
        with database.atomic():
            return _post(vault, row, members.by_id(row.member_id), now=now, writing=writing)
    except Busy:
        _try_again(row, now + AGAIN)
    except SealBrokenError:
        log.warning("a reply that waits could not be opened: was the server key changed?")
        _try_again(row, now + A_DAY)
    except BBSError:
        _return(vault, row, now=now, failed=True)
        return CameBack(row.member_id)
    return None


def _was_moved_meanwhile(row: LaterReply) -> bool:
    moved = TendedThread.select().where(TendedThread.thread == row.thread, TendedThread.moved_at > row.goes_at - WAIT)
    return bool(moved.exists())


def _try_again(row: LaterReply, at: int) -> None:
    LaterReply.update(goes_at=at).where(LaterReply.id == row.id).execute()


def _post(vault: Vault, row: LaterReply, author: Person, *, now: int, writing: Writing | None) -> PostLine:
    words = _words(vault, row)
    line = posts.reply(
        author,
        row.thread,
        words.text,
        now=now,
        reply_to=row.reply_to,
        note=words.note,
        nameless=vault if words.unnamed else None,
        once=row.once,
        writing=writing,
    )
    destroy(LaterReply, LaterReply.id == row.id)
    return line


def _words(vault: Vault, row: LaterReply) -> Words:
    return Words(*json.loads(vault.open(_seal_place(row.row, row.member_id), row.sealed)))


def _return(vault: Vault, row: LaterReply, *, now: int, failed: bool) -> None:
    """Make a reply a draft again. One that is being written there keeps its place, and this one comes beside it."""
    words, hand = _words(vault, row), Hand(row.row[:16])

    def keep(place: str, said: str) -> str:
        return drafts.keep(
            vault, row.member_id, place, said, now=now, hand=hand, typed_at=row.goes_at - WAIT, returned=failed
        ).place

    place = keep(row.place, words.text)
    keep(place + NOTE, words.note)
    keep(place + UNNAMED, words.unnamed)
    destroy(LaterReply, LaterReply.id == row.id)
