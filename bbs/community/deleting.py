"""Deleting one part of what is held about a member: what is private can be taken back for days, the rest is gone."""

from __future__ import annotations

from typing import Any, Final

from bbs.community import held, hiding
from bbs.community.shelf import Owner
from bbs.errors import NotFound
from store.tables import (
    BeingWith,
    Block,
    Bookmark,
    DeskNote,
    Draft,
    Feedback,
    Following,
    GroupMember,
    GroupProposal,
    Heard,
    LaterReply,
    Post,
    Profile,
    Thanks,
)
from store.tombstones import bury, destroy, erase

AT_ONCE: Final[dict[str, tuple[Any, Any]]] = {
    "drafts": (Draft, Draft.member),
    "later": (LaterReply, LaterReply.member),
    "notes": (DeskNote, DeskNote.member),
    "page": (Profile, Profile.member),
    "with-me": (BeingWith, BeingWith.member),
    "thanks-given": (Thanks, Thanks.by),
    "heard-given": (Heard, Heard.by),
    "bookmarks": (Bookmark, Bookmark.member),
    "following": (Following, Following.member),
    "blocked": (Block, Block.by),
    "feedback": (Feedback, Feedback.member),
    "groups": (GroupMember, GroupMember.member),
    "group-proposals": (GroupProposal, GroupProposal.member),
}
"""Parts that are destroyed at once, and where they are."""
POSTS: Final = "posts"


def can_be_deleted(name: str) -> bool:
    """Say whether a part can be deleted by itself. What the place needs as long as somebody is a member cannot."""
    return name == POSTS or name in AT_ONCE or held.kind_of(name) is not None


def can_be_taken_back(name: str) -> bool:
    """Say whether deleting a part can be undone."""
    return held.kind_of(name) is not None


def delete(owner: Owner, name: str, *, now: int) -> None:
    """Delete a part. Raises NotFound for one that there is not, or that cannot be deleted."""
    kind = held.kind_of(name)
    if kind is not None:
        hiding.hide(owner.member, kind, now=now)
    elif name in AT_ONCE:
        table, column = AT_ONCE[name]
        destroy(table, column == owner.member)
    elif name == POSTS:
        is_there = Post.removed_at.is_null() | Post.removed_by.is_null() | (Post.removed_by != owner.member)
        standing = Post.select(Post.id, Post.row).where(Post.author == owner.member, is_there)
        for post in list(standing):
            bury(post.row)
            erase(post.id, now)
    else:
        raise NotFound
