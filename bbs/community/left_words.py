"""What somebody wrote in support groups whose threads they do not read any more: theirs to read, and to take away.

Their own words alone, and the title of the group: nothing that others wrote there, not even what a thread is called.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from peewee import SQL, ModelSelect

from bbs.community.members import Person
from bbs.errors import NotFound
from store.prepared import prepared
from store.sight import is_inside
from store.tables import Board, Post, Thread
from store.tables.board import INSIDE
from store.tombstones import bury, erase

AT_ONCE: Final = 10
"""Posts that are shown at a time."""


@dataclass(frozen=True)
class LeftWords:
    """A post of one's own: `group` is the title of the group it stands in, `by_staff` says that it is out of sight."""

    id: int
    group: str
    text: str
    note: str
    posted_at: int
    by_staff: bool


@prepared
def _theirs(member: Any, after: Any, limit: Any) -> ModelSelect[Post]:
    columns = (Post.id, Board.title, Post.text, Post.note, Post.posted_at, Post.removed_at.is_null(False))
    rows = Post.select(*columns).join(Thread).join(Board).where(Post.author == member, Post.id > after)
    return rows.where(*_standing(member)).order_by(Post.id).limit(limit)


@prepared
def _one(member: Any, post: Any) -> ModelSelect[Post]:
    rows = Post.select(SQL("1")).join(Thread).join(Board).where(Post.id == post, Post.author == member)
    return rows.where(*_standing(member))


def _standing(member: Any) -> tuple[Any, ...]:
    own = Post.removed_at.is_null() | Post.removed_by.is_null() | (Post.removed_by != member)
    return Board.group_for == INSIDE, ~is_inside(member), own


def own(person: Person, *, after: int = 0, limit: int = AT_ONCE) -> list[LeftWords]:
    """Return posts of one's own in groups one is not in any more, the oldest first, from behind a post on."""
    rows = _theirs(person.id, after, limit)
    return [LeftWords(post, group, text, note, at, bool(gone)) for post, group, text, note, at, gone in rows]


def are_any(person: Person) -> bool:
    """Say whether there are any."""
    return bool(_theirs(person.id, 0, 1))


def take_away(person: Person, post_id: int, *, now: int) -> None:
    """Take one of them away: its words are gone at once, for everybody. Raises NotFound for all others."""
    if not _one(person.id, post_id):
        raise NotFound
    bury(Post.get_by_id(post_id).row)
    erase(post_id, now)
