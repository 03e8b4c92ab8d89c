"""What is held about a member beside their words: settings, ways in, what they follow, how far they have read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bbs.community import keyrings
from bbs.community.held_entry import gathering
from bbs.community.members import SETTINGS
from bbs.community.shelf import Owner
from store.post_places import address, with_places
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
        **{name: getattr(row, name) for name in moments},
        "has_passphrase": row.passphrase is not None,
        "has_pin": row.pin is not None,
        "asks_again": row.asks_again,
        "began_after_post": row.floor_post,
        **{name: getattr(row, name) for name in sorted(SETTINGS)},
    }


@gathering
def acceptances(owner: Owner) -> Facts:
    """Yield the versions of the guidelines that they accepted."""
    for row in Acceptance.select().where(Acceptance.member == owner.member).order_by(Acceptance.id):
        yield {"guidelines_version": row.version, "accepted_at": row.accepted_at}


@gathering
def keys(owner: Owner) -> Facts:
    """Yield their keys: a label, and moments. Of the key itself there is a keyed mark, and that says nothing."""
    for row in MemberKey.select().where(MemberKey.member == owner.member).order_by(MemberKey.id):
        yield {"label": row.label, "added_at": row.added_at, "came_with_it_at": row.proven_at}


@gathering
def codes(owner: Owner) -> Facts:
    """Yield their recovery codes, which are not known any more."""
    for row in RecoveryCode.select().where(RecoveryCode.member == owner.member).order_by(RecoveryCode.id):
        yield {"made_at": row.made_at, "used_at": row.used_at, "expires_at": row.expires_at}


@gathering
def keyring(owner: Owner) -> Facts:
    """Yield the key of their own, as far as anybody knows it without them."""
    for row in Keyring.select().where(Keyring.member == owner.member):
        ways = sorted(way.value for way in keyrings.ways(owner.member))
        yield {"made_at": row.made_at, "seals": row.kinds, "opened_by": ", ".join(ways)}


@gathering
def heard_given(owner: Owner) -> Facts:
    """Yield the posts whose authors they let know that they read them."""
    for row in with_places(Heard.select(Heard), Heard.post).where(Heard.by == owner.member).order_by(Heard.id):
        yield {"post": address(row.post), "at": row.heard_at, "with_name": row.named}


@gathering
def heard_got(owner: Owner) -> Facts:
    """Yield the posts of theirs that somebody read to the end; who did stays untold, unless they said so."""
    for row in with_places(Heard.select(Heard), Heard.post).where(Heard.to == owner.member).order_by(Heard.id):
        yield {"post": address(row.post), "at": row.heard_at}


@gathering
def following(owner: Owner) -> Facts:
    """Yield what they follow and mute."""
    for row in Following.select().where(Following.member == owner.member).order_by(Following.id):
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
    for row in Block.select().where(Block.by == owner.member).order_by(Block.id):
        yield {"handle": _handle(row.of_id), "blocked_at": row.blocked_at}


@gathering
def read(owner: Owner) -> Facts:
    """Yield how far they read, thread by thread, and what they left unread."""
    for look in Look.select().where(Look.member == owner.member):
        yield {"looked_at": look.looked_at, "left_out": look.left_out}
    for mark in ReadMark.select().join(Thread).where(ReadMark.member == owner.member).order_by(ReadMark.id):
        yield {"thread": _thread(mark.thread), "read_to_post": mark.post}
    for board in BoardMark.select().join(Board).where(BoardMark.member == owner.member).order_by(BoardMark.id):
        yield {"board": f"boards/{board.board.slug}", "read_to_post": board.post}
    for left in LeftUnread.select().join(Thread).where(LeftUnread.member == owner.member).order_by(LeftUnread.id):
        yield {"thread": _thread(left.thread), "left_unread": True}
    for row in with_places(ReadAhead.select(ReadAhead), ReadAhead.post).where(ReadAhead.member == owner.member):
        yield {"post": address(row.post), "read_ahead": True}
