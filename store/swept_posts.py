"""The posts of some accounts taken out of sight all at once, and put back: nothing of them is destroyed by it.

What somebody wrote without a name stays where it is: if it went with the rest, it would tell whose it was.
"""

from __future__ import annotations

import json
from typing import Any, Final

from peewee import ModelSelect

from store import search
from store.prepared import among, numbers
from store.sealed import opened
from store.tables import Appeal, Decision, Post, Swept, Thread
from store.vault import Vault

TITLE: Final = "[removed]"
"""The title of a thread whose first post was taken out of sight, while others' posts stand in it."""
ALL: Final = 0
"""The moment from which on everything somebody ever wrote is meant."""


def standing(members: list[int], since: int = ALL) -> ModelSelect[Post]:
    """Return the posts of some members that are in sight, under their names, from a moment on."""
    mine = (Post.author.in_(members), Post.removed_at.is_null(), Post.nameless == "", Post.posted_at >= since)
    return Post.select().where(*mine)


def begun(members: list[int], since: int = ALL) -> ModelSelect[Thread]:
    """Return the threads that some members began under their names from a moment on, and that stand."""
    firsts = standing(members, since).select(Post.thread).where(Post.number == 1)
    return Thread.select().where(Thread.author.in_(members), Thread.nameless == "", Thread.id.in_(firsts))


def take(members: list[int], *, by: int, since: int, now: int) -> dict[int | None, dict[str, Any]]:
    """Take what members wrote out of sight; return what it takes to put it back, by member. Call it in a transaction.

    All of it at once: where one of them answered another, nothing of the thread is left standing.
    """
    posts, threads = list(standing(members, since).select(Post.id, Post.author)), list(begun(members, since))
    for post in posts:
        search.remove(post.id)
    gone = Post.id.in_(among(numbers(post.id for post in posts)))
    Post.update(removed_at=now, removed_by=by).where(gone).execute()
    begun_here = Post.thread.in_(among(numbers(thread.id for thread in threads)))
    stand = Post.select(Post.thread).where(begun_here, Post.removed_at.is_null()).distinct()
    titled = {post.thread_id for post in stand}
    taken: dict[int | None, dict[str, Any]] = {member: {"posts": [], "threads": {}, "at": now} for member in members}
    for post in posts:
        taken[post.author_id]["posts"].append(post.id)
    for thread in threads:
        words = {"title": thread.title, "note": thread.note, "wish": thread.wish}
        taken[thread.author_id]["threads"][str(thread.id)] = words
    for left, title in ((titled, TITLE), ({thread.id for thread in threads} - titled, "")):
        Thread.update(title=title, note="", wish="").where(Thread.id.in_(among(numbers(left)))).execute()
    return taken


def put_back(vault: Vault, decision: int) -> None:
    """Put back what was taken with a decision; nothing, where none was. Call it in a transaction.

    What its author deleted meanwhile stays deleted, and what somebody decided about a post since stays as it is.
    """
    row = Swept.get_or_none(Swept.decision == decision)
    if row is None:
        return
    taken = json.loads(opened(vault, row) or "{}")
    for thread, words in taken.get("threads", {}).items():
        Thread.update(**words).where(Thread.id == int(thread), Thread.title.in_(("", TITLE))).execute()
    for post in _hidden(taken):
        Post.update(removed_at=None, removed_by=None).where(Post.id == post).execute()
        search.add(post)


def _hidden(taken: dict[str, Any]) -> list[int]:
    """Return which of the posts that were taken are still out of sight because of it, with their words."""
    mine = (Post.id.in_(taken.get("posts", [])), Post.removed_at == taken.get("at"), Post.text != "")
    theirs = Post.removed_by.is_null() | (Post.removed_by != Post.author)
    return [post.id for post in Post.select(Post.id).where(*mine, theirs).order_by(Post.id)]


def let_go(vault: Vault, before: int) -> None:
    """Destroy the words that were taken before a moment, of accounts that no appeal is open about.

    None needs a tombstone: put back from a copy, their time is over still.
    """
    disputed = Appeal.select(Appeal.decision).where(Appeal.decided_at.is_null())
    over = (Decision.made_at < before, Decision.undone_at.is_null(), Decision.id.not_in(disputed))
    for row in list(Swept.select(Swept).join(Decision).where(*over)):
        posts = _hidden(json.loads(opened(vault, row) or "{}"))
        Post.update(text="", note="").where(Post.id.in_(posts)).execute()
        Swept.delete().where(Swept.id == row.id).execute()
