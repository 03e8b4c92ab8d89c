"""Newcomers: for a few days they write a little slower, and a first post that says where to go is looked at.

Nothing of theirs is held back (SAFETY.md 22): what software notices leads to a look by a human. Who is new is not kept:
it follows from when they joined, and from how many of their posts stood.
"""

from __future__ import annotations

import math
import re
from typing import Any, Final

from peewee import ModelSelect, fn

from bbs.community import cases, hints, lock_down
from bbs.community.members import Person, Role
from bbs.config import Writing
from bbs.errors import Busy, Refusal
from bbs.language import N_
from store.prepared import prepared
from store.tables import Case, Member, Post, Report, Thread
from store.vault import Vault

HOUR: Final = 3600
DAY: Final = 24 * HOUR
REASON: Final = "first-link"
"""What a case says for a reason."""
_LINK: Final = re.compile(r"(?:https?://|www\.)\S|(?<![\w.@-])[\w-]+\.(?:com|net|org|info|biz|shop|xyz|ru|cn)\b")
_SLOWER: Final = N_(
    "Everybody's first days here go a little slower: this can go in about {n} minutes. Nothing you write is lost. "
    "Crisis help never waits: {do:help/Ctrl+G}."
)


@prepared
def _joined(member: Any) -> ModelSelect[Member]:
    return Member.select(Member.joined_at).where(Member.id == member)


@prepared
def _stood(author: Any, before: Any) -> ModelSelect[Post]:
    stood = (Post.author == author, Post.removed_at.is_null(), Post.posted_at <= before)
    return Post.select(fn.COUNT("*")).where(*stood)


def is_new(member: int, writing: Writing, *, now: int) -> bool:
    """Say whether a member is new: they joined within some days, and few posts of theirs have stood for a day."""
    joined = [at for (at,) in _joined(member)]
    if not joined or joined[0] <= now - writing.newcomer_days * DAY:
        return False
    [(stood,)] = _stood(member, now - DAY)
    return bool(stood < writing.newcomer_posts)


@prepared
def _nth_post(author: Any, before: Any) -> ModelSelect[Post]:
    return Post.select(Post.posted_at).where(Post.author == author).order_by(Post.id.desc()).offset(before).limit(1)


@prepared
def _nth_thread(author: Any, before: Any) -> ModelSelect[Thread]:
    mine = Thread.select(Thread.started_at).where(Thread.author == author)
    return mine.order_by(Thread.id.desc()).offset(before).limit(1)


def keep_pace(author: Person, writing: Writing, *, now: int, begins: bool) -> None:
    """Raise Busy for a newcomer who wrote enough for an hour; with `begins`, who began enough threads in one.

    Raises Refusal while the place is locked down.
    Those who look after the place are never new to it. A clock set back makes nobody wait.
    """
    if author.role is not Role.MEMBER or not is_new(author.id, writing, now=now):
        return
    if lock_down.until() > now:
        raise Refusal(lock_down.READ_ONLY)
    last = list(_nth_post(author.id, writing.newcomer_posts_per_hour - 1))
    if begins:
        last += _nth_thread(author.id, writing.newcomer_threads_per_hour - 1)
    waits = [at + HOUR - now for (at,) in last if now - HOUR < at <= now]
    if waits:
        raise Busy(_SLOWER, n=max(2, math.ceil(max(waits) / 60)))


def look_at(vault: Vault, post: Post, writing: Writing, *, now: int) -> None:
    """Have a newcomer's post looked at that links somewhere, or says where somebody is found. Nothing is hidden."""
    if post.author_id is None or not is_new(post.author_id, writing, now=now):
        return
    own = hints.own_words(post.text)
    if not (_LINK.search(own) or hints.is_personal(own)):
        return
    target = f"post/{post.id}"
    known = Case.select().join(Report).where(Case.target == target, Case.closed_at.is_null(), Report.by_software)
    if not known.exists():
        cases.gather(vault, target, reason=REASON, by=None, now=now, rule=REASON)
