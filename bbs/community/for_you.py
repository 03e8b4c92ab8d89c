"""For you: what happened that concerns a member, found by queries in what is there. Nobody else sees it.

Each kind is one query with an end, and a member leaves out the kinds they do not want. One moment says how far they
looked; it never moves back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from peewee import JOIN, ModelSelect, fn

from bbs.community import boards, posts, thanks, unread
from bbs.community.members import Person
from bbs.community.posts import PostLine
from store import muting
from store.blocking import leave_out
from store.tables import Board, DeskNote, Heard, Look, Member, Post, Thanks, Thread
from store.vault import Vault

SHOWN: Final = 50
"""Events that are shown, the newest."""
OWN: Final = 1000
"""Posts of one's own, the newest, to which replies are looked for."""
LATELY: Final = 30 * 24 * 3600
"""Seconds for which things are new to somebody who never looked."""


class Kind(StrEnum):
    """What can concern somebody: replies to them, threads they follow, thanks, readers, the desk's answers."""

    REPLY = "replies"
    FOLLOWED = "followed"
    THANKS = "thanks"
    HEARD = "heard"
    DESK = "desk"


@dataclass(frozen=True)
class Event:
    """Something that happened. `by` is a handle, "" for somebody who is not named.

    `post` is the reply, or the post of theirs that it is about; None for a note to the desk, whose id `note` is.
    `is_read` says that they read the reply already, wherever that was.
    """

    kind: Kind
    at: int
    by: str = ""
    words: str = ""
    post: PostLine | None = None
    note: int = 0
    is_read: bool = False


@dataclass(frozen=True)
class Happened:
    """What happened, the newest first; what came after `since` is new."""

    since: int
    events: tuple[Event, ...]


def happened(vault: Vault, reader: Person, *, now: int) -> Happened:
    """Return what happened that concerns a member."""
    since = _since(reader, now)
    shown = kinds(reader)
    found: list[Event] = []
    if Kind.REPLY in shown:
        found += _written(Kind.REPLY, reader, _replies(reader))
    if Kind.FOLLOWED in shown:
        known = {event.post.id for event in found if event.post}
        found += _written(Kind.FOLLOWED, reader, [post for post in _followed(reader) if post not in known])
    if Kind.THANKS in shown:
        got = thanks.got(vault, reader, limit=SHOWN)
        found += [Event(Kind.THANKS, one.at, by=one.by, words=one.words, post=one.post) for one in got]
    if Kind.HEARD in shown:
        found += _heard(reader)
    if Kind.DESK in shown:
        found += [Event(Kind.DESK, row.answered_at or 0, note=row.id) for row in _answers(reader).limit(SHOWN)]
    found.sort(key=lambda event: (event.at, event.post.id if event.post else 0), reverse=True)
    return Happened(since, tuple(found[:SHOWN]))


def news(reader: Person, *, now: int) -> tuple[Kind, ...]:
    """Return the kinds of which there is something that a member has not seen, for home to say."""
    since, wanted = _since(reader, now), kinds(reader)
    return tuple(kind for kind in Kind if kind in wanted and _is_new(kind, reader, since))


def _since(reader: Person, now: int) -> int:
    """Return when somebody looked last; for who never did, when they joined, or some weeks ago."""
    looked_at: int | None = Look.select(Look.looked_at).where(Look.member == reader.id).scalar()
    if looked_at is not None:
        return looked_at
    joined_at = Member.select(Member.joined_at).where(Member.id == reader.id).scalar()
    return max(int(joined_at) - 1, now - LATELY)


def _is_new(kind: Kind, reader: Person, since: int) -> bool:
    """Say whether something of a kind came after a moment; of posts, whether it is new in its thread too."""
    match kind:
        case Kind.REPLY:
            return bool(unread.new_of(reader, _replies(reader, since)))
        case Kind.FOLLOWED:
            came = Post.select(Post.id).where(Post.id.in_(_followed(reader)), Post.posted_at > since)
            return bool(unread.new_of(reader, [row.id for row in came]))
        case Kind.THANKS:
            return thanks.any_unseen(reader, since=since)
        case Kind.HEARD:
            return _readers(reader, Heard.id).where(Heard.heard_at > since).exists()
        case Kind.DESK:
            return _answers(reader).where(DeskNote.answered_at > since).exists()


def _readable(rows: ModelSelect[Any], reader: Person) -> ModelSelect[Any]:
    return rows if boards.can_read_all(reader) else rows.where(Board.guests_read)


def _replied(reader: Person, *what: object) -> ModelSelect[Post]:
    """Return a query over the replies others gave to what somebody wrote, newest first."""
    own = Post.alias("own")
    mine = own.select(own.id).where(own.author == reader.id).order_by(own.id.desc()).limit(OWN)
    rows = (
        Post.select(*what)
        .join(Thread)
        .join(Board)
        .where(
            Post.reply_to.in_(mine),
            *_by_others(reader),
            *muting.choices(reader.id).heard(),
        )
    )
    rows = leave_out(rows, reader.id, Post.author, Thread.author)
    return _readable(rows, reader).order_by(Post.posted_at.desc(), Post.id.desc())


def _by_others(reader: Person) -> tuple[Any, ...]:
    """Return what holds for posts of others that stand."""
    return (Post.author.is_null() | (Post.author != reader.id), Post.removed_at.is_null())


def _replies(reader: Person, since: int = 0) -> list[int]:
    rows = _replied(reader, Post.id).where(Post.posted_at > since)
    return [row.id for row in rows.limit(SHOWN)]


def _followed(reader: Person) -> list[int]:
    """Return the newest post by others in each thread that somebody follows."""
    chosen = muting.choices(reader.id)
    newest = Post.select(Post.id).where(Post.thread == Thread.id, *_by_others(reader), *chosen.heard())
    newest = leave_out(newest, reader.id, Post.author, Thread.author).order_by(Post.id.desc()).limit(1)
    rows = Thread.select(newest.alias("newest")).join(Board).where(Thread.id.in_(chosen.followed.threads))
    found: Iterable[Any] = _readable(rows, reader).tuples()
    return sorted((post for (post,) in found if post is not None), reverse=True)[:SHOWN]


def _written(kind: Kind, reader: Person, ids: list[int]) -> Iterator[Event]:
    new = unread.new_of(reader, ids)
    for line in posts.by_id(reader, ids).values():
        yield Event(kind, line.posted_at, by=line.author, post=line, is_read=line.id not in new)


def _readers(reader: Person, *what: object) -> ModelSelect[Heard]:
    """Return a query over those who read a post of somebody's to its end and said so, newest first."""
    rows = (
        Heard.select(*what)
        .join(Member, JOIN.LEFT_OUTER, on=(Heard.by == Member.id))
        .switch(Heard)
        .join(Post)
        .join(Thread)
        .join(Board)
        .where(Heard.to == reader.id, Post.removed_at.is_null())
    )
    rows = leave_out(rows, reader.id, Heard.by, staff_too=True)
    return _readable(rows, reader).order_by(Heard.heard_at.desc(), Heard.id.desc())


def _heard(reader: Person) -> list[Event]:
    """Return who read what to its end: whoever is not named is told of once a post, or it would be a count."""
    rows = list(_readers(reader, Heard, Member).limit(4 * SHOWN))
    lines = posts.by_id(reader, {row.post_id for row in rows})
    found: dict[tuple[int, str], Event] = {}
    for row in rows:
        by = row.by.handle if row.named and row.by.left_at is None else ""
        found.setdefault((row.post_id, by), Event(Kind.HEARD, row.heard_at, by=by, post=lines[row.post_id]))
    return list(found.values())


def _answers(reader: Person) -> ModelSelect[DeskNote]:
    answered = DeskNote.select(DeskNote.id, DeskNote.answered_at)
    answered = answered.where(DeskNote.member == reader.id, DeskNote.answered_at.is_null(False))
    return answered.order_by(DeskNote.answered_at.desc())


def looked(reader: Person, *, now: int, newest: int = 0) -> None:
    """Remember that a member looked; `newest` is when the newest of what they saw was.

    What comes in this same second is new yet. Thanks that were shown are seen on their own page too.
    """
    at = max(newest, now - 1)
    Look.insert(member=reader.id, looked_at=at).on_conflict(
        conflict_target=[Look.member], update={Look.looked_at: fn.MAX(fn.COALESCE(Look.looked_at, 0), at)}
    ).execute()
    if Kind.THANKS in kinds(reader):
        Thanks.update(seen_at=now).where(Thanks.to == reader.id, Thanks.seen_at.is_null()).execute()


def kinds(reader: Person) -> frozenset[Kind]:
    """Return what a member wants to find here: everything, unless they left some out."""
    row = Look.get_or_none(Look.member == reader.id)
    return frozenset(Kind) - set(row.left_out.split() if row else ())


def choose(reader: Person, wanted: frozenset[Kind]) -> None:
    """Keep what a member wants to find here."""
    left_out = " ".join(kind.value for kind in Kind if kind not in wanted)
    Look.insert(member=reader.id, left_out=left_out).on_conflict(
        conflict_target=[Look.member], update={Look.left_out: left_out}
    ).execute()
