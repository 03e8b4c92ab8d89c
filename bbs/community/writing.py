"""What can be written: by whom, how long, how often."""

from __future__ import annotations

from typing import Any, Final

from peewee import ModelSelect

from bbs.community.members import Person
from bbs.community.sanctions import keep_within
from bbs.config import Writing
from bbs.errors import NotUnderstood, Refusal, SignInFirst
from bbs.language import N_
from bbs.pace import pause
from bbs.safe_text import safe_line, safe_text
from store.prepared import prepared
from store.tables import Post


def clean_note(typed: str, limit: int) -> str:
    """Return a content note as it is kept: small letters, one comma between any two, none twice.

    Raises NotUnderstood for more than `limit` characters.
    """
    note = ", ".join(dict.fromkeys(part for part in (safe_line(p).lower() for p in typed.split(",")) if part))
    if len(note) > limit:
        raise NotUnderstood(N_("That content note is long; {limit} characters is the most."), limit=limit)
    return note


def clean_title(typed: str, writing: Writing) -> str:
    """Return the title of a thread as it is kept; raises NotUnderstood for none, or one that is too long."""
    title = safe_line(typed)
    if not title:
        raise NotUnderstood(N_("A title first, please: a few words that say what it is about."))
    if len(title) > writing.title_limit:
        raise NotUnderstood(N_("That title is long; {limit} characters is the most."), limit=writing.title_limit)
    return title


def clean_body(text: str, limit: int) -> str:
    """Return a post as it is kept; raises NotUnderstood for no words, or more than `limit` characters."""
    body = safe_text(text)
    if not body.strip():
        raise NotUnderstood(N_("There are no words in it yet. Write some, or {do:back/Esc} to leave it."))
    if len(body) > limit:
        raise NotUnderstood(
            N_("That is {n} characters; a post holds {limit}. Please divide it; your words are kept."),
            n=len(body),
            limit=limit,
        )
    return body


def may_write(writer: Person | None) -> Person:
    """Return who writes; raises SignInFirst for a guest, Refusal for somebody who was not let in."""
    if writer is None:
        raise SignInFirst
    if writer.is_waiting or writer.is_declined:
        raise Refusal(
            N_("You can read and get help here; writing opens when the people who run this place let you in.")
        )
    return writer


HOUR: Final = 3600


def keep_pace(author: Person, limit: int, now: int, *, board: int) -> None:
    """Raise Busy for an author who wrote `limit` posts within the last hour. A clock set back makes nobody wait.

    Raises as sanctions.keep_within does for who may not write on that board now.
    """
    keep_within(author, board, now)
    for (nth,) in _nth_last(author.id, limit - 1):
        if now - HOUR < nth <= now:
            raise pause(nth + HOUR - now)


@prepared
def _nth_last(author: Any, before: Any) -> ModelSelect[Post]:
    return Post.select(Post.posted_at).where(Post.author == author).order_by(Post.id.desc()).offset(before).limit(1)
