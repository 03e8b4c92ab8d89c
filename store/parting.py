"""Everything of a member destroyed, each row with its tombstone; the threads they began keep "[left]" for a title.

Used when the days of somebody who left are over, and again on a copy in which they still stand.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from store import search
from store.named_rows import OWN
from store.tables import (
    FoldedPost,
    Heard,
    Member,
    Post,
    PostVersion,
    StaffAct,
    Thanks,
    Thread,
    ThreadTag,
)
from store.tombstones import bury, destroy

LEFT: Final = "[left]"
"""The title of a thread whose author left, while others' posts stand in it; the reason of who folded a post."""


def out_of_sight(member_id: int, now: int) -> None:
    """Take somebody's posts away for everybody, with their words kept; and the titles of the threads they began."""
    standing = Post.select(Post.id).where(Post.author == member_id, Post.removed_at.is_null())
    for post in list(standing):
        search.remove(post.id)
    gone = Post.update(removed_at=now, removed_by=member_id)
    gone.where(Post.author == member_id, Post.removed_at.is_null()).execute()
    for thread in list(Thread.select(Thread.id).where(Thread.author == member_id)):
        untitle(thread.id)


def untitle(thread_id: int) -> None:
    """Take a thread's title, note and wish away; one in which somebody else's words stand is still found."""
    stands = Post.select().where(Post.thread == thread_id, Post.removed_at.is_null()).exists()
    Thread.update(title=LEFT if stands else "", note="", wish="").where(Thread.id == thread_id).execute()


def back_in_sight(member_id: int, left_at: int) -> None:
    """Put somebody's posts back that were taken away when they left. The titles have to be there again already."""
    theirs = (Post.author == member_id, Post.removed_by == member_id, Post.removed_at == left_at, Post.text != "")
    found = list(Post.select(Post.id).where(*theirs))
    Post.update(removed_at=None, removed_by=None).where(*theirs).execute()
    for post in found:
        search.add(post.id)


def part_with(member_id: int, now: int) -> None:
    """Destroy a member and everything of theirs. Call it in a transaction."""
    out_of_sight(member_id, now)
    posts = [row.id for row in Post.select(Post.id).where(Post.author == member_id)]
    bury(*(row.row for row in Post.select(Post.row).where(Post.author == member_id)))
    for post in posts:
        for table in (Thanks, Heard, PostVersion):
            table.delete().where(table.post == post).execute()
    Post.update(text="", note="", covered="", once=None).where(Post.author == member_id).execute()
    for thread in list(Thread.select(Thread.id).where(Thread.author == member_id)):
        ThreadTag.delete().where(ThreadTag.thread == thread.id).execute()
    FoldedPost.update(reason=LEFT, by=None).where(FoldedPost.by == member_id).execute()  # it stays so
    for table, column in OWN:
        destroy(table, column == member_id)
    # Why the staff acted goes too; that they did stays in the log, whose chain holds without the words.
    StaffAct.update(reason=None).where(StaffAct.member == member_id).execute()
    member = Member.get_by_id(member_id)
    bury(member.row)
    Member.delete().where(Member.id == member_id).execute()


def part_again(names: Set[str], now: int) -> None:
    """Destroy the members with one of these names, in a copy in which they still stand. Call it in a transaction."""
    for member in list(Member.select(Member.id, Member.row)):
        if member.row in names:
            part_with(member.id, now)
