"""What is held about a member beside their words: settings, ways in, what they follow, how far they have read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import ModelSelect

from bbs.community import keyrings
from bbs.community.held_entry import gathering
from bbs.community.members import SETTINGS
from bbs.community.shelf import Owner
from store.post_places import placed
from store.prepared import prepared, rows_with
from store.tables import (
    Acceptance,
    Block,
    Board,
    BoardMark,
    Following,
    Heard,
    Keyring,
    LeftUnread,
    Look,
    Member,
    MemberKey,
    ReadAhead,
    ReadMark,
    RecoveryCode,
    Thread,
)

Facts = Iterator[dict[str, Any]]


@gathering
def you(owner: Owner) -> Facts:
    """Yield the member: the moments of their membership, and every setting."""
    row = Member.get_by_id(owner.member)
    moments = ("joined_at", "adult_at", "welcomed_at", "waiting_since", "declined_at", "asked_at", "knows_way_at")
    yield {
        "handle": row.handle,
        "role": row.role,
        "agreed_at": row.consented_at,
        **{name: getattr(row, name) for name in (*moments, "invited_at")},
        "has_passphrase": row.passphrase is not None,
        "has_pin": row.pin is not None,
        "asks_again": row.asks_again,
        "began_after_post": row.floor_post,
        "announcement_put_away": row.announced,
        **{name: getattr(row, name) for name in sorted(SETTINGS)},
    }


@gathering
def acceptances(owner: Owner) -> Facts:
    """Yield the versions of the guidelines that they accepted."""
    for row in rows_with(Acceptance, "member", owner.member):
        yield {"guidelines_version": row.version, "accepted_at": row.accepted_at}


@gathering
def keys(owner: Owner) -> Facts:
    """Yield their keys: a label, and moments. Of the key itself there is a keyed mark, and that says nothing."""
    for row in rows_with(MemberKey, "member", owner.member):
        yield {"label": row.label, "added_at": row.added_at, "came_with_it_at": row.proven_at}


@gathering
def codes(owner: Owner) -> Facts:
    """Yield their recovery codes, which are not known any more."""
    for row in rows_with(RecoveryCode, "member", owner.member):
        yield {"made_at": row.made_at, "used_at": row.used_at, "expires_at": row.expires_at}


@gathering
def keyring(owner: Owner) -> Facts:
    """Yield the key of their own, as far as anybody knows it without them."""
    for row in rows_with(Keyring, "member", owner.member):
        ways = sorted(way.value for way in keyrings.ways(owner.member))
        yield {"made_at": row.made_at, "seals": row.kinds, "opened_by": ", ".join(ways)}


@gathering
def heard_given(owner: Owner) -> Facts:
    """Yield the posts whose authors they let know that they read them."""
    for row, post in placed(Heard, "by", owner.member):
        yield {"post": post, "at": row.heard_at, "with_name": row.named}


@gathering
def heard_got(owner: Owner) -> Facts:
    """Yield the posts of theirs that somebody read to the end; who did stays untold, unless they said so."""
    for row, post in placed(Heard, "to", owner.member):
        yield {"post": post, "at": row.heard_at}


@gathering
def following(owner: Owner) -> Facts:
    """Yield what they follow and mute."""
    for row in rows_with(Following, "member", owner.member):
        yield {"what": _followed(row), "followed_at": row.followed_at, "muted_at": row.muted_at}


def _followed(row: Following) -> str:
    if row.writer_id is not None:
        return _handle(row.writer_id)
    if row.thread_id is None:
        return f"boards/{Board.get_by_id(row.board_id).slug}"
    return _thread(Thread.get_by_id(row.thread_id))


def _thread(thread: Any) -> str:
    return f"boards/{thread.board.slug}/{thread.id}"


def _handle(member_id: int) -> str:
    return str(Member.select(Member.handle).where(Member.id == member_id, Member.left_at.is_null()).scalar() or "")


@gathering
def blocked(owner: Owner) -> Facts:
    """Yield whom they blocked."""
    for row in rows_with(Block, "by", owner.member):
        yield {"handle": _handle(row.of_id), "blocked_at": row.blocked_at}


@gathering
def read(owner: Owner) -> Facts:
    """Yield how far they read, thread by thread, and what they left unread."""
    for look in rows_with(Look, "member", owner.member):
        yield {"looked_at": look.looked_at, "left_out": look.left_out}
    for slug, thread, post in _read_to(owner.member):
        yield {"thread": f"boards/{slug}/{thread}", "read_to_post": post}
    for slug, post in _gone_to(owner.member):
        yield {"board": f"boards/{slug}", "read_to_post": post}
    for slug, thread in _left_unread(owner.member):
        yield {"thread": f"boards/{slug}/{thread}", "left_unread": True}
    for _, post in placed(ReadAhead, "member", owner.member):
        yield {"post": post, "read_ahead": True}


@prepared
def _read_to(member: Any) -> ModelSelect[ReadMark]:
    rows = ReadMark.select(Board.slug, ReadMark.thread, ReadMark.post).join(Thread).join(Board)
    return rows.where(ReadMark.member == member).order_by(ReadMark.id)


@prepared
def _gone_to(member: Any) -> ModelSelect[BoardMark]:
    rows = BoardMark.select(Board.slug, BoardMark.post).join(Board)
    return rows.where(BoardMark.member == member).order_by(BoardMark.id)


@prepared
def _left_unread(member: Any) -> ModelSelect[LeftUnread]:
    rows = LeftUnread.select(Board.slug, LeftUnread.thread).join(Thread).join(Board)
    return rows.where(LeftUnread.member == member).order_by(LeftUnread.id)
