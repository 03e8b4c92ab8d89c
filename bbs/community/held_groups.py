"""What is held about a member and support groups: the groups they are in, what they proposed, what they did there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bbs.community.held_entry import gathering
from bbs.community.shelf import Owner
from store.post_places import placed
from store.prepared import rows_with
from store.sealed import opened
from store.tables import (
    Board,
    Case,
    FoldedPost,
    GroupCase,
    GroupLook,
    GroupMember,
    GroupNote,
    GroupProposal,
    GroupVote,
    Thread,
)

Facts = Iterator[dict[str, Any]]


@gathering
def groups(owner: Owner) -> Facts:
    """Yield the groups they are in, asked to join, or are invited to, with what they said when they asked."""
    rows = GroupMember.select(GroupMember, Board).join(Board).where(GroupMember.member == owner.member)
    moments = ("asked_at", "invited_at", "joined_at", "declined_at", "listed_at", "facilitator_at")
    for row in rows.order_by(GroupMember.id):
        facts = {"group": f"groups/{row.board.slug}", **{name: getattr(row, name) for name in moments}}
        yield facts | {"text": opened(owner.vault, row)}


@gathering
def proposals(owner: Owner) -> Facts:
    """Yield the groups they proposed, in their words, and the answers they got."""
    for row in rows_with(GroupProposal, "member", owner.member):
        words = json.loads(opened(owner.vault, row) or "{}")
        moments = {"proposed_at": row.proposed_at, "decided_at": row.decided_at, "told_at": row.told_at}
        yield {**moments, **words, "answer": opened(owner.vault, row, "answer")}


@gathering
def tending(owner: Owner) -> Facts:
    """Yield what they did for groups: whom they invited, notes, votes, answers, posts they folded, looks."""
    for row in GroupMember.select(GroupMember, Board).join(Board).where(GroupMember.invited_by == owner.member):
        yield {"act": "invited", "group": f"groups/{row.board.slug}", "at": row.invited_at}
    for note in GroupNote.select(GroupNote, Board).join(Board).where(GroupNote.by == owner.member):
        words = opened(owner.vault, note)
        yield {"act": "note-left", "group": f"groups/{note.board.slug}", "at": note.noted_at, "text": words}
    for vote in rows_with(GroupVote, "member", owner.member):
        yield {"act": "voted-on-group", "at": vote.voted_at, "agrees": vote.agrees}
    for decided in rows_with(GroupProposal, "decided_by", owner.member):
        yield {"act": "group-decided", "at": decided.decided_at, "answer": opened(owner.vault, decided, "answer")}
    for folded, post in placed(FoldedPost, "by", owner.member):
        yield {"act": "post-folded", "at": folded.folded_at, "post": post, "reason": folded.reason}
    for taken in GroupCase.select(GroupCase, Case).join(Case).where(GroupCase.taken_by == owner.member):
        yield {"act": "case-taken", "at": taken.taken_at, "about": taken.case.target}
    looks = GroupLook.select(GroupLook, Thread, Board).join(Thread).join(Board).where(GroupLook.by == owner.member)
    for look in looks.order_by(GroupLook.id):
        thread = f"boards/{look.thread.board.slug}/{look.thread_id}"
        yield {"act": "looked", "at": look.looked_at, "thread": thread, "reason": opened(owner.vault, look)}
