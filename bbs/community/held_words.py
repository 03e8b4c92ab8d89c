"""What a member wrote, wherever it is kept, for them alone: posts, drafts, notes, and what they did for the place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from peewee import JOIN

from bbs.community import draft_seals, log
from bbs.community.held_entry import gathering
from bbs.community.shelf import Owner
from store.post_places import address, placed, with_places
from store.prepared import rows_with
from store.sealed import opened
from store.tables import (
    Announcement,
    BeingWith,
    Board,
    BoardTag,
    Bookmark,
    DeskNote,
    Draft,
    GuidelineVersion,
    HiddenLine,
    JoiningCode,
    LaterReply,
    LineCheck,
    Member,
    Offering,
    OwnLine,
    OwnSetting,
    OwnText,
    Post,
    PostVersion,
    Profile,
    StaffAct,
    Thanks,
    Thread,
    ThreadTag,
)

Facts = Iterator[dict[str, Any]]
OWN_LINE = ("country", "service", "kind", "phone", "text", "web", "hours", "languages", "audience", "provider", "place")
"""What whoever adds a help line types."""


@gathering
def posts(owner: Owner) -> Facts:
    """Yield their posts, those without their name too; with the first of a thread what belongs to the thread."""
    rows = Post.select(Post, Thread, Board).join(Thread).join(Board).where(Post.author == owner.member)
    for row in rows.order_by(Post.id):
        facts = {"address": address(row), "posted_at": row.posted_at, "edited_at": row.edited_at}
        if row.number == 1 and row.thread.author_id == owner.member:
            facts |= {"title": row.thread.title, "wish": row.thread.wish, "tags": _tags(row.thread_id)}
        facts |= {"text": row.text, "note": row.note, "without_name_as": row.nameless, "removed_at": row.removed_at}
        yield facts | {"removed_reason": row.removed_reason}


def _tags(thread_id: int) -> str:
    rows = BoardTag.select(BoardTag.word).join(ThreadTag).where(ThreadTag.thread == thread_id)
    return ", ".join(row.word for row in rows.order_by(BoardTag.position))


@gathering
def versions(owner: Owner) -> Facts:
    """Yield what posts of theirs said before they changed them."""
    rows = with_places(PostVersion.select(PostVersion), PostVersion.post).where(Post.author == owner.member)
    for row in rows.order_by(PostVersion.id):
        text, note, title = json.loads(opened(owner.vault, row) or '["", "", null]')
        yield {"post": address(row.post), "replaced_at": row.replaced_at, "title": title, "text": text, "note": note}


@gathering
def drafts(owner: Owner) -> Facts:
    """Yield what they began to write."""
    for row in rows_with(Draft, "member", owner.member):
        words = draft_seals.opened(owner.vault, row, owner.key)
        said = {"sealed": True} if words is None else {"text": words}
        yield {"place": row.place, "kept_at": row.kept_at, **said}


@gathering
def later(owner: Owner) -> Facts:
    """Yield replies that wait for their hour."""
    for row in rows_with(LaterReply, "member", owner.member):
        text, note, *_ = json.loads(opened(owner.vault, row) or '["", ""]')
        yield {"place": row.place, "goes_at": row.goes_at, "text": text, "note": note}


@gathering
def notes(owner: Owner) -> Facts:
    """Yield their notes to the desk, and the answers they got."""
    for row in rows_with(DeskNote, "member", owner.member):
        facts = {"about": row.kind, "made_at": row.made_at, "text": opened(owner.vault, row)}
        yield facts | {"answer": opened(owner.vault, row, "answer"), "answered_at": row.answered_at}


@gathering
def page(owner: Owner) -> Facts:
    """Yield what they wrote about themselves."""
    for row in rows_with(Profile, "member", owner.member):
        yield {"pronouns": row.pronouns, "text": row.text, "note": row.note}


@gathering
def with_me(owner: Owner) -> Facts:
    """Yield how to be with them."""
    for row in rows_with(BeingWith, "member", owner.member):
        yield {"text": opened(owner.vault, row), "shown_since_at": row.shown_at}


@gathering
def thanks_given(owner: Owner) -> Facts:
    """Yield the thanks they gave, with their words."""
    for row, post in placed(Thanks, "by", owner.member):
        yield {"post": post, "thanked_at": row.thanked_at, "text": opened(owner.vault, row)}


@gathering
def thanks_got(owner: Owner) -> Facts:
    """Yield for which posts they got thanks, and when. The words are somebody else's: they are read under Thanks."""
    for row, post in placed(Thanks, "to", owner.member):
        yield {"post": post, "thanked_at": row.thanked_at, "seen_at": row.seen_at}


@gathering
def bookmarks(owner: Owner) -> Facts:
    """Yield what they want to find again, with their notes."""
    for row, post in placed(Bookmark, "member", owner.member):
        yield {"post": post, "kept_at": row.kept_at, "text": opened(owner.vault, row)}


@gathering
def about_you(owner: Owner) -> Facts:
    """Yield what the staff did about them: the act and when, and the reason, where the member is told it."""
    for row in rows_with(StaffAct, "member", owner.member):
        yield {"act": row.act, "at": row.at, "told_at": row.told_at, "reason": log.words_of(owner.vault, row)}


@gathering
def staff(owner: Owner) -> Facts:
    """Yield what they did for the place: acts and reasons, notes they answered, posts they removed."""
    for act in rows_with(StaffAct, "by", owner.member):
        yield {"act": act.act, "at": act.at, "reason": log.words_of(owner.vault, act)}
    for note in rows_with(DeskNote, "answered_by", owner.member):
        yield {"act": "note-answered", "at": note.answered_at, "text": opened(owner.vault, note, "answer")}
    for code in rows_with(JoiningCode, "made_by", owner.member):
        yield {"act": "joining-code-made", "at": code.made_at, "role": code.role}
    for joined in rows_with(Member, "invited_by", owner.member):
        yield {"act": "joining-code-used", "at": joined.joined_at}
    for line in rows_with(LineCheck, "checked_by", owner.member):
        yield {"act": "help-line-confirmed", "at": line.checked_at, "line": line.line}
    for own in rows_with(OwnLine, "added_by", owner.member):
        words = {name: getattr(own, name) for name in OWN_LINE}
        yield {"act": "help-line-added", "at": own.added_at, "line": own.line, **words}
    for hidden in rows_with(HiddenLine, "hidden_by", owner.member):
        yield {"act": "help-line-hidden", "at": hidden.hidden_at, "line": hidden.line}
    for choice in rows_with(Offering, "changed_by", owner.member):
        yield {"act": "questionnaire-chosen", "at": choice.changed_at, "name": choice.name, "on": choice.is_on}
    for version in rows_with(GuidelineVersion, "changed_by", owner.member):
        yield {"act": "guidelines-written", "at": version.changed_at, "version": version.version}
    for text in rows_with(OwnText, "changed_by", owner.member):
        yield {"act": "text-written", "at": text.changed_at, "name": text.name, "text": text.written or text.text or ""}
    for setting in rows_with(OwnSetting, "changed_by", owner.member):
        yield {"act": "setting-chosen", "at": setting.changed_at, "name": setting.name, "value": setting.value}
    for made in rows_with(Announcement, "by", owner.member):
        yield {"act": "announced", "at": made.at, "until_at": made.until, "text": made.text}
    for ended in rows_with(Announcement, "ended_by", owner.member):
        yield {"act": "announcement-ended", "at": ended.ended_at}
    for taken in rows_with(DeskNote, "taken_by", owner.member):
        yield {"act": "note-taken", "at": taken.taken_at}
    removed = Post.select(Post, Thread, Board).join(Thread).join(Board, JOIN.INNER)
    removed = removed.where(Post.removed_by == owner.member, Post.author.is_null() | (Post.author != owner.member))
    for post in removed.order_by(Post.id):
        yield {"act": "post-removed", "at": post.removed_at, "post": address(post), "reason": post.removed_reason}
