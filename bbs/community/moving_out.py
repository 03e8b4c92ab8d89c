"""What a community takes along when it moves elsewhere: what all its members read, and no more.

Nothing private, no drafts, no notes, nobody who only reads. Posts without a name stay without one. What is out of
sight, or covered, goes as others read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from peewee import JOIN, fn

from bbs.community.groups import Visibility
from bbs.community.moving import Moved, MovedPerson, MovedPlace, MovedPost, MovedThread
from bbs.community.tags import of_board, of_threads
from store import covering
from store.tables import Board, Member, Post, SupportGroup, TendedThread, Thread
from store.tables.board import INSIDE

MANY = 500
"""How many threads are asked about at once."""


def hand_over(to: Callable[[Moved], dict[str, int]], *, members_only: bool = False) -> dict[str, int]:
    """Give what moves to who writes it down, and return how much they say that was.

    Groups that only those inside read are among it where that is asked for; the room of those who look after the place
    never is.
    """
    return to(_gather(members_only))


def _gather(members_only: bool) -> Moved:
    places = dict(_places(members_only))
    threads = list(_threads(places))
    names = {row[0]: str(number) for number, row in enumerate(threads, 1)}
    people = tuple(_people(places))
    named = {person.handle for person in people}
    shown = tuple(_thread(names[row[0]], row, places, tagged, named) for row, tagged in _with_tags(threads))
    return Moved(tuple(places.values()), people, shown, _Posts(names))


def _places(members_only: bool) -> Iterator[tuple[int, MovedPlace]]:
    rows = Board.select(Board, SupportGroup).join(SupportGroup, JOIN.LEFT_OUTER).order_by(Board.position, Board.id)
    for row in rows:
        group = getattr(row, "supportgroup", None)
        if group is not None and (group.for_staff or (row.group_for == INSIDE and not members_only)):
            continue
        facts = (row.slug, row.title, row.about, row.guests_read, row.nameless, of_board(row.id))
        board = MovedPlace(*facts, closed=row.put_away_at is not None)
        yield row.id, board if group is None else _group(board, row, group)


def _group(board: MovedPlace, row: Board, group: SupportGroup) -> MovedPlace:
    inside = Visibility.UNLISTED if group.unlisted else Visibility.MEMBERS
    return MovedPlace(
        board.slug, board.title, board.about, tags=board.tags, nameless=board.nameless,
        joining=group.joining, visibility=inside if row.group_for == INSIDE else Visibility.LISTED,
        guidelines=group.guidelines, closed=group.closed_at is not None,
    )  # fmt: skip


def _is_named() -> Any:
    """Who left has no name any more, though they may return."""
    return Member.left_at.is_null()


def _threads(places: Iterable[int]) -> Iterator[Any]:
    """Yield the rows of threads in which something stands."""
    stands = Post.select(Post.id).where(Post.thread == Thread.id, Post.removed_at.is_null())
    columns = (Thread.board, Thread.title, Thread.note, Thread.wish, Thread.started_at, Thread.nameless, Member.handle)
    rows = Thread.select(Thread.id, *columns, TendedThread.pinned_at, TendedThread.for_week, TendedThread.closed_at)
    rows = rows.join(Member, JOIN.LEFT_OUTER, on=(Thread.author == Member.id) & _is_named()).switch(Thread)
    rows = rows.join(TendedThread, JOIN.LEFT_OUTER, on=(TendedThread.thread == Thread.id))
    yield from rows.where(Thread.board.in_(list(places)), fn.EXISTS(stands)).order_by(Thread.id).tuples()


def _with_tags(rows: list[Any]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    for start in range(0, len(rows), MANY):
        some = rows[start : start + MANY]
        tagged = of_threads(row[0] for row in some)
        yield from ((row, tagged.get(row[0], ())) for row in some)


def _thread(
    name: str, row: Any, places: dict[int, MovedPlace], tagged: tuple[str, ...], named: set[str]
) -> MovedThread:
    _, board, title, note, wish, at, nameless, handle, pinned, for_week, closed = row
    author = handle if handle in named and not nameless else ""
    return MovedThread(
        name,
        places[board].slug,
        title,
        at,
        author,
        nameless,
        note,
        wish,
        tagged,
        bool(pinned and not for_week),
        bool(closed),
    )


def _standing(*columns: Any) -> Any:
    rows = Post.select(*columns).join(Thread).switch(Post)
    return rows.join(Member, JOIN.LEFT_OUTER, on=(Post.author == Member.id) & _is_named()).switch(Post)


def _people(places: Iterable[int]) -> Iterator[MovedPerson]:
    """Yield who wrote something that stands there, under their name."""
    rows = _standing(Member.handle, Member.joined_at).where(
        Thread.board.in_(list(places)), Post.removed_at.is_null(), Post.nameless == "", Member.handle.is_null(False)
    )
    for handle, at in rows.group_by(Member.id).order_by(Member.id).tuples():
        yield MovedPerson(handle, at)


class _Posts:
    """The posts of threads, asked for as they are gone through: a community may be larger than the memory."""

    def __init__(self, threads: dict[int, str]) -> None:
        self._threads = threads

    def __iter__(self) -> Iterator[MovedPost]:
        columns = (
            *(Post.id, Post.thread, Post.posted_at, Post.text, Post.covered, Member.handle, Post.nameless),
            *(Post.by_house, Post.note, Post.edited_at, Post.reply_to, Post.removed_at, Post.closed_at, Post.remark),
        )
        names: dict[int, str] = {}
        for row in _standing(*columns).order_by(Post.id).tuples().iterator():
            thread = self._threads.get(row[1])
            if thread is not None:
                names[row[0]] = str(len(names) + 1)
                yield _post(names, thread, row)


def _post(names: dict[int, str], thread: str, row: Any) -> MovedPost:
    post, _, at, text, covered, handle, nameless, house, note, edited, answers, removed, closed, remark = row
    answered = names.get(answers, "")
    if removed is not None:
        return MovedPost(names[post], thread, at, reply_to=answered, by_house=bool(house), removed=True)
    return MovedPost(
        names[post], thread, at, covering.shown(text, covered), "" if nameless else handle or "", nameless, bool(house),
        note, edited, answered, closed=closed is not None, remark=remark,
    )  # fmt: skip
