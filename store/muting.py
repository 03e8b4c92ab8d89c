"""What a member muted and what they follow, as conditions on posts that are joined with their threads.

What was written without a name is nobody's here: whoever could mute it away would know whose it is.

Few members choose much: what they chose is looked up first, and where that is nothing, nothing is added to a query.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from peewee import SQL, Expression, ModelSelect, Value, fn

from store.prepared import prepared
from store.tables import Following, Post, Thread


@dataclass(frozen=True)
class Ids:
    """Boards, threads and writers."""

    boards: frozenset[int]
    threads: frozenset[int]
    writers: frozenset[int]

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return bool(self.boards or self.threads or self.writers)


@dataclass(frozen=True)
class Choices:
    """What one member muted, and what they follow."""

    muted: Ids
    followed: Ids

    def by_muted(self) -> Any:
        """Return what holds for posts under the names of writers whom they muted."""
        if not self.muted.writers:
            return Value(False)
        return Post.author.in_(self.muted.writers) & (Post.nameless == "")

    def hears(self, board_id: int, thread_id: int) -> bool:
        """Say whether they muted neither a thread nor its board; a thread they follow is heard all the same."""
        is_wanted = thread_id in self.followed.threads or board_id not in self.muted.boards
        return is_wanted and thread_id not in self.muted.threads

    def heard(self, thread: Any = Thread, *, on_any_board: bool = False) -> tuple[Any, ...]:
        """Return what holds for posts that they did not mute. A thread they follow is heard on a muted board too.

        `on_any_board` is for who looks at a board, muted or not.
        """
        conditions: list[Any] = []
        if self.muted.threads:
            conditions.append(thread.id.not_in(self.muted.threads))
        if self.muted.boards and not on_any_board:
            conditions.append(thread.board.not_in(self.muted.boards) | _one_of(thread.id, self.followed.threads))
        if self.muted.writers:
            is_other = Post.author.is_null() | Post.author.not_in(self.muted.writers)
            conditions.append(is_other | (Post.nameless != ""))
        return tuple(conditions)

    def first(self) -> Expression:
        """Return what holds for posts in threads that they follow, or on a board or by a writer they follow.

        A thread is read in its order, so all of it comes with the writer.
        """
        written = Post.alias("written")
        has_named = (written.thread == Thread.id) & (written.nameless == "")
        theirs = written.select(SQL("1")).where(_one_of(written.author, self.followed.writers), has_named)
        condition: Expression = (
            _one_of(Thread.id, self.followed.threads) | _one_of(Thread.board, self.followed.boards) | fn.EXISTS(theirs)
        )
        return condition


def _one_of(field: Any, ids: frozenset[int]) -> Any:
    return field.in_(ids) if ids else fn.COALESCE(False, False)


NOTHING: Final = Choices(*[Ids(frozenset(), frozenset(), frozenset())] * 2)
"""What most members chose."""


@prepared
def _chosen(member_id: Any) -> ModelSelect[Following]:
    columns = (Following.board, Following.thread, Following.writer, Following.muted_at.is_null(False))
    return Following.select(*columns).where(Following.member == member_id)


def choices(member_id: int) -> Choices:
    """Return what a member chose."""
    rows = _chosen(member_id)
    if not rows:
        return NOTHING

    def ids(muted: bool) -> Ids:
        chosen = [row[:3] for row in rows if bool(row[3]) is muted]
        return Ids(*(frozenset(row[n] for row in chosen if row[n] is not None) for n in range(3)))

    return Choices(muted=ids(True), followed=ids(False))
