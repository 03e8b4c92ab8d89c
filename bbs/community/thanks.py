"""Thanks: somebody tells the author of a post that it was good to read.

Only the two of them know, and nothing is counted (SAFETY.md 10). The words are sealed for whoever gets them.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Final

from peewee import JOIN, ModelSelect

from bbs.community import posts
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.community.sanctions import keep_within
from bbs.community.wording import ANY, clean_line
from bbs.community.writing import HOUR, may_write
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from bbs.pace import pause
from store.blocking import without
from store.prepared import prepared
from store.sight import Sight, sight_of
from store.tables import Board, Member, Post, Thanks, Thread
from store.tables.base import random_name
from store.tombstones import destroy
from store.vault import Place, SealBrokenError, Vault

log = logging.getLogger(__name__)

LONGEST: Final = 200
"""Characters of the words that go with thanks."""
AN_HOUR: Final = 30
"""Thanks one member gives in an hour."""
A_PAGE: Final = 20


@dataclass(frozen=True)
class Got:
    """Thanks somebody got: from whom ("" for somebody who left), for which post, in which words."""

    id: int
    by: str
    words: str
    at: int
    new: bool
    post: PostLine


@dataclass(frozen=True)
class Gave:
    """Thanks somebody gave, without the words: for which post."""

    id: int
    at: int
    post: PostLine


def post_to_thank_for(giver: Person | None, post_id: int) -> PostLine:
    """Return a post, for somebody who may thank its author.

    Raises SignInFirst, NotFound, and Refusal for one's own post, or when there is nobody to thank.
    """
    giver = may_write(giver)
    line = posts.get(giver, post_id)
    if line.author_id == giver.id:
        raise Refusal(N_("That is your own post."))
    if line.removed:
        raise Refusal(N_("That post was taken away."))
    if line.by_house:
        raise Refusal(N_("The place itself wrote that, so there is nobody to thank."))
    there = Member.select().where(Member.id == _author_of(post_id))
    if not line.nameless:  # or the day somebody left would tell which posts without a name were theirs
        there = there.where(Member.left_at.is_null())
    if not there.exists():
        raise Refusal(N_("They left, so thanks cannot reach them."))
    return line


def _author_of(post_id: int) -> int:
    """Return who wrote a post, for what is between its author and this place alone: it may be without a name."""
    return Post.get_by_id(post_id).author_id or 0


def words_given(vault: Vault, giver: Person, post_id: int) -> str | None:
    """Return the words somebody thanked with, None when they did not thank for this post."""
    row = Thanks.get_or_none(Thanks.post == post_id, Thanks.by == giver.id)
    return _words(vault, row) if row else None


def thank(vault: Vault, giver: Person | None, post_id: int, words: str, *, now: int) -> bool:
    """Thank the author of a post; again with other words changes them. Return False when nothing is new in it.

    Raises as `post_to_thank_for` does, NotUnderstood for too many words, Busy for too many in an hour.
    """
    post_to_thank_for(giver, post_id)
    giver = may_write(giver)
    keep_within(giver, None, now)
    words = clean_line(words, LONGEST, none=ANY)
    before = Thanks.get_or_none(Thanks.post == post_id, Thanks.by == giver.id)
    if before is not None and _words(vault, before) == words:
        return False
    row = before.row if before is not None else random_name()
    to = _author_of(post_id)
    sealed = vault.seal(_place(row, to), words)
    if before is not None:
        Thanks.update(sealed=sealed, thanked_at=now, seen_at=None).where(Thanks.id == before.id).execute()
        return True
    _keep_pace(giver, now)
    Thanks.create(post=post_id, by=giver.id, to=to, row=row, sealed=sealed, thanked_at=now)
    return True


def _keep_pace(giver: Person, now: int) -> None:
    given = Thanks.select(Thanks.thanked_at).where(Thanks.by == giver.id).order_by(Thanks.thanked_at.desc())
    nth = given.offset(AN_HOUR - 1).limit(1).scalar()
    if nth is not None and now - HOUR < nth <= now:
        raise pause(nth + HOUR - now)


def _place(row: str, to: int) -> Place:
    return Place("thanks", row, str(to))


def _words(vault: Vault, row: Thanks) -> str:
    return _opened(vault, _place(row.row, row.to_id), bytes(row.sealed))


def _opened(vault: Vault, place: Place, sealed: bytes) -> str:
    try:
        return vault.open(place, sealed)
    except SealBrokenError:
        log.warning("the words of thanks could not be opened: was the server key changed?")
        return ""


def _standing(member: Any, sight: Sight, *what: object) -> ModelSelect[Thanks]:
    """Return a query over thanks for posts that stand where somebody may read."""
    rows = Thanks.select(*what).join(Member, JOIN.LEFT_OUTER, on=(Thanks.by == Member.id)).switch(Thanks)
    return sight.readable(rows.join(Post).join(Thread).join(Board).where(Post.removed_at.is_null()), member)


def _given_to(member: Any, sight: Sight, *what: object) -> ModelSelect[Thanks]:
    """Return a query over the thanks somebody got, but for those of somebody they block."""
    return without(_standing(member, sight, *what).where(Thanks.to == member), sight.closed, Thanks.by)


NEWEST: Final = (2**62, 0)
"""A (time, id) that comes before no thanks."""


def _older(rows: ModelSelect[Thanks], at: Any, last: Any, most: Any) -> ModelSelect[Thanks]:
    """Return a query for a page of thanks, newest first: those before a (time, id)."""
    rows = rows.where((Thanks.thanked_at < at) | ((Thanks.thanked_at == at) & (Thanks.id < last)))
    return rows.order_by(Thanks.thanked_at.desc(), Thanks.id.desc()).limit(most)


@prepared
def _page(member: Any, at: Any, last: Any, most: Any, *, sight: Sight) -> ModelSelect[Thanks]:
    what = (Thanks.id, Thanks.post, Thanks.row, Thanks.sealed, Thanks.thanked_at, Thanks.seen_at)
    return _older(_given_to(member, sight, *what, Member.handle, Member.left_at), at, last, most)


def got(vault: Vault, reader: Person, *, before: tuple[int, int] | None = None, limit: int = A_PAGE) -> list[Got]:
    """Return thanks somebody got, newest first, for posts of theirs that they still can see.

    They come some at a time; `before` is the (time, id) of the last that was shown. Those of somebody they block are
    kept and not shown, as who gave them must notice nothing.
    """
    rows = _page(reader.id, *(before or NEWEST), limit, sight=sight_of(reader, staff_too=True))
    lines = posts.by_id(reader, {post for _, post, *_ in rows})
    return [
        Got(
            id=thanks_id,
            by=handle if handle and left_at is None else "",
            words=_opened(vault, _place(row, reader.id), sealed),
            at=at,
            new=seen_at is None,
            post=lines[post],
        )
        for thanks_id, post, row, sealed, at, seen_at, handle, left_at in rows
    ]


def gave(giver: Person, *, before: tuple[int, int] | None = None) -> list[Gave]:
    """Return thanks somebody gave, newest first, as `got` does."""
    given = _standing(giver.id, sight_of(giver, staff_too=True), Thanks, Member).where(Thanks.by == giver.id)
    rows = list(_older(given, *(before or NEWEST), A_PAGE))
    lines = posts.by_id(giver, {row.post_id for row in rows})
    return [Gave(row.id, row.thanked_at, lines[row.post_id]) for row in rows]


def any_unseen(reader: Person, *, since: int) -> bool:
    """Say whether somebody got thanks after a moment that they have not seen."""
    return bool(_unseen(reader.id, since, sight=sight_of(reader, staff_too=True)))


@prepared
def _unseen(member: Any, since: Any, *, sight: Sight) -> ModelSelect[Thanks]:
    rows = _given_to(member, sight, Thanks.id)
    return rows.where(Thanks.seen_at.is_null(), Thanks.thanked_at > since).limit(1)


def seen(reader: Person, thanks_id: int, *, now: int) -> None:
    """Remember that somebody saw thanks they got."""
    mine = (Thanks.id == thanks_id, Thanks.to == reader.id, Thanks.seen_at.is_null())
    Thanks.update(seen_at=now).where(*mine).execute()


def take_away(person: Person, thanks_id: int) -> None:
    """Take thanks back, for who gave them, or off one's list, for who got them: gone for both. Raises NotFound."""
    theirs = (Thanks.by == person.id) | (Thanks.to == person.id)
    if not destroy(Thanks, Thanks.id == thanks_id, theirs):
        raise NotFound
