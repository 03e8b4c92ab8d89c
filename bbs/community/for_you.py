"""For you: what happened that concerns a member, found by queries in what is there. Nobody else sees it.

Each kind is one query with an end, and a member leaves out the kinds they do not want. One moment says how far they
looked; it never moves back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from peewee import JOIN, ModelSelect, fn

from bbs.community import begun, posts, thanks, unread
from bbs.community.members import Person
from bbs.community.posts import PostLine
from store.blocking import without
from store.prepared import prepared
from store.sight import Sight, sight_of
from store.tables import Board, DeskNote, Heard, Look, Member, Post, Thanks, Thread
from store.vault import Vault

SHOWN: Final = 50
"""Events that are shown, the newest."""
OWN: Final = 1000
"""Posts of one's own, the newest, to which replies are looked for."""
LATELY: Final = 30 * 24 * 3600
"""Seconds for which things are new to somebody who never looked."""


class Kind(StrEnum):
    """What can concern somebody: replies to them, what they follow, thanks, readers, the desk's answers.

    Of threads they follow it is the newest post, of writers and boards they follow the threads that are begun.
    """

    REPLY = "replies"
    FOLLOWED = "followed"
    WRITERS = "writers"
    BOARDS = "boards"
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
    found: list[Event] = list(_written(reader, _posts(reader, shown)))
    if Kind.THANKS in shown:
        got = thanks.got(vault, reader, limit=SHOWN)
        found += [Event(Kind.THANKS, one.at, by=one.by, words=one.words, post=one.post) for one in got]
    if Kind.HEARD in shown:
        found += _heard(reader)
    if Kind.DESK in shown:
        found += [Event(Kind.DESK, row.answered_at or 0, note=row.id) for row in _answers(reader.id).limit(SHOWN)]
    found.sort(key=lambda event: (event.at, event.post.id if event.post else 0), reverse=True)
    return Happened(since, tuple(found[:SHOWN]))


def news(reader: Person, *, now: int) -> tuple[Kind, ...]:
    """Return the kinds of which there is something that a member has not seen, for home to say."""
    since, wanted = _since(reader, now), kinds(reader)
    came = _posts(reader, wanted, since)
    new = unread.new_of(reader, [post for ids in came.values() for post in ids])
    return tuple(
        kind for kind in Kind if kind in wanted and _is_new(kind, reader, since, new.intersection(came.get(kind, ())))
    )


def _since(reader: Person, now: int) -> int:
    """Return when somebody looked last; for who never did, when they joined, or some weeks ago."""
    looked_at, joined_at = _looked(reader.id)[0]
    return max(int(joined_at) - 1, now - LATELY) if looked_at is None else int(looked_at)


@prepared
def _looked(member: Any) -> ModelSelect[Member]:
    rows = Member.select(Look.looked_at, Member.joined_at).join(Look, JOIN.LEFT_OUTER, on=(Look.member == Member.id))
    return rows.where(Member.id == member)


def _is_new(kind: Kind, reader: Person, since: int, posts_of_it: set[int]) -> bool:
    """Say whether something of a kind came after a moment; of posts, whether it is new in its thread too."""
    match kind:
        case Kind.THANKS:
            return thanks.any_unseen(reader, since=since)
        case Kind.HEARD:
            return bool(_heard_after(reader.id, since, sight=sight_of(reader, staff_too=True)))
        case Kind.DESK:
            return bool(_answered_after(reader.id, since))
        case _:
            return bool(posts_of_it)


def _posts(reader: Person, shown: frozenset[Kind], since: int = 0) -> dict[Kind, list[int]]:
    """Return the posts there are of each kind that is shown, those after a moment; each post is of one kind only."""
    sight = sight_of(reader)
    asked: dict[Kind, Callable[[], list[int]]] = {
        Kind.REPLY: lambda: [post for (post,) in _replied(reader.id, since, sight=sight)],
        Kind.FOLLOWED: lambda: _followed(reader, sight, since),
        Kind.WRITERS: lambda: begun.by_writers(reader.id, sight, limit=SHOWN, since=since),
        Kind.BOARDS: lambda: begun.on_boards(reader.id, sight, limit=SHOWN, since=since),
    }
    found: dict[Kind, list[int]] = {}
    known: set[int] = set()
    for kind, ask in asked.items():
        if kind in shown:
            found[kind] = [post for post in ask() if post not in known]
            known.update(found[kind])
    return found


@prepared
def _replied(member: Any, since: Any, *, sight: Sight) -> ModelSelect[Post]:
    """Ask for the replies others gave to what somebody wrote, newest first."""
    own = Post.alias("own")
    mine = own.select(own.id).where(own.author == member).order_by(own.id.desc()).limit(OWN)
    rows = Post.select(Post.id).join(Thread).join(Board).where(Post.reply_to.in_(mine), *_by_others(member))
    rows = sight.coming(sight.wanted(rows.where(Post.posted_at > since)), member)
    return rows.order_by(Post.posted_at.desc(), Post.id.desc()).limit(SHOWN)


def _by_others(member: Any) -> tuple[Any, ...]:
    """Return what holds for posts of others that stand."""
    return (Post.author.is_null() | (Post.author != member), Post.removed_at.is_null())


def _followed(reader: Person, sight: Sight, since: int) -> list[int]:
    """Return the newest post by others in each thread that somebody follows, of those that came after a moment."""
    if not sight.chosen.followed.threads:
        return []
    return [post for (post,) in _newest_followed(reader.id, since, sight=sight)]


@prepared
def _newest_followed(member: Any, since: Any, *, sight: Sight) -> ModelSelect[Post]:
    written = Post.alias("written")
    newest = sight.wanted(Post.select(Post.id).where(Post.thread == Thread.id, *_by_others(member)))
    newest = newest.order_by(Post.id.desc()).limit(1)
    threads = Thread.select(newest).join(Board).where(Thread.id.in_(sight.chosen.followed.threads))
    rows = written.select(written.id).where(written.id.in_(sight.coming(threads, member)), written.posted_at > since)
    return rows.order_by(written.id.desc()).limit(SHOWN)


def _written(reader: Person, posts_of: dict[Kind, list[int]]) -> Iterator[Event]:
    """Return the newest posts of all kinds as what happened: ids grow with time, and no more are shown."""
    kind_of = {post: kind for kind, ids in posts_of.items() for post in ids}
    ids = sorted(kind_of, reverse=True)[:SHOWN]
    new = unread.new_of(reader, ids)
    for line in posts.by_id(reader, ids).values():
        yield Event(kind_of[line.id], line.posted_at, by=line.author, post=line, is_read=line.id not in new)


def _readers(member: Any, sight: Sight, *what: object) -> ModelSelect[Heard]:
    """Return a query over those who read a post of somebody's to its end and said so, newest first."""
    rows = (
        Heard.select(*what)
        .join(Member, JOIN.LEFT_OUTER, on=(Heard.by == Member.id))
        .switch(Heard)
        .join(Post)
        .join(Thread)
        .join(Board)
        .where(Heard.to == member, Post.removed_at.is_null())
    )
    rows = sight.coming(without(rows, sight.closed, Heard.by), member)
    return rows.order_by(Heard.heard_at.desc(), Heard.id.desc())


@prepared
def _heard_after(member: Any, since: Any, *, sight: Sight) -> ModelSelect[Heard]:
    return _readers(member, sight, Heard.id).where(Heard.heard_at > since).limit(1)


def _heard(reader: Person) -> list[Event]:
    """Return who read what to its end: whoever is not named is told of once a post, or it would be a count."""
    rows = _heard_of(reader.id, 4 * SHOWN, sight=sight_of(reader, staff_too=True))
    lines = posts.by_id(reader, {post for post, *_ in rows})
    found: dict[tuple[int, str], Event] = {}
    for post, at, named, handle, left_at in rows:
        by = handle if handle and named and left_at is None else ""
        found.setdefault((post, by), Event(Kind.HEARD, at, by=by, post=lines[post]))
    return list(found.values())


@prepared
def _heard_of(member: Any, most: Any, *, sight: Sight) -> ModelSelect[Heard]:
    return _readers(member, sight, Heard.post, Heard.heard_at, Heard.named, Member.handle, Member.left_at).limit(most)


def _answers(member: Any) -> ModelSelect[DeskNote]:
    answered = DeskNote.select(DeskNote.id, DeskNote.answered_at)
    answered = answered.where(DeskNote.member == member, DeskNote.answered_at.is_null(False))
    return answered.order_by(DeskNote.answered_at.desc())


@prepared
def _answered_after(member: Any, since: Any) -> ModelSelect[DeskNote]:
    return _answers(member).where(DeskNote.answered_at > since).limit(1)


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
    return frozenset(Kind) - {kind for (left_out,) in _left_out(reader.id) for kind in left_out.split()}


@prepared
def _left_out(member: Any) -> ModelSelect[Look]:
    return Look.select(Look.left_out).where(Look.member == member)


def choose(reader: Person, wanted: frozenset[Kind]) -> None:
    """Keep what a member wants to find here."""
    left_out = " ".join(kind.value for kind in Kind if kind not in wanted)
    Look.insert(member=reader.id, left_out=left_out).on_conflict(
        conflict_target=[Look.member], update={Look.left_out: left_out}
    ).execute()
