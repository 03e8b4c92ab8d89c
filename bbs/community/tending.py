"""Tending a support group's threads: what is kept at the top, closed, moved, folded, and told to the desk.

Facilitators do this; they are members who look after one group, and read nothing more than others in it. What they do
to threads and posts is in the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from peewee import JOIN, SQL, ModelSelect, NodeList, fn

from bbs.community import boards, group_items, groups, inside, log, posts
from bbs.community.boards import BoardLine, ThreadLine
from bbs.community.groups import Standing
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.community.wording import clean_line
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.prepared import prepared
from store.tables import Board, FoldedPost, GroupMember, Post, TendedThread, Thread, ThreadTag
from store.tables.board import EVERYONE
from store.tombstones import destroy
from store.vault import Vault

REASON: Final = 200
"""Characters of why a post is folded."""
PINNED_MOST: Final = 5
"""Threads kept at the top: more would push down what people wrote today. The one of the week is not among them."""
A_WEEK: Final = 7 * 24 * 3600


def _tended(facilitator: Person | None, thread_id: int) -> tuple[Person, ThreadLine]:
    """Return who tends a thread and the thread; raises NotFound for who does not look after its group."""
    thread = boards.thread(facilitator, thread_id)
    board = boards.get(facilitator, thread.board)
    if facilitator is None or not inside.facilitates(facilitator, board.id):
        raise NotFound
    return facilitator, thread


def tends(person: Person | None, slug: str) -> bool:
    """Say whether somebody looks after the group with this name."""
    board = Board.get_or_none(Board.slug == slug, Board.group_for != "")
    return board is not None and inside.facilitates(person, board.id)


@dataclass(frozen=True)
class State:
    """Whether a thread is kept at the top of its list, whether replies to it are closed, and if it came here, when.

    `came_from` is the name for addresses of the place it was moved from.
    """

    is_pinned: bool = False
    is_closed: bool = False
    came_from: str = ""
    moved_at: int | None = None


@dataclass(frozen=True)
class Tended:
    """What who reads a thread should know: whether it is in a group, closed, and theirs to look after.

    `came_from` is what the place is called from which it was moved, "" for who does not read that one; `moved_at` is
    None where it was begun here.
    """

    in_group: bool = False
    is_closed: bool = False
    by_reader: bool = False
    came_from: str = ""
    moved_at: int | None = None


def of(reader: Person | None, board: BoardLine, thread_id: int) -> Tended:
    """Return how a thread on a board is tended, for who reads it."""
    now, in_group = state(thread_id), bool(board.group_for)
    by_reader = in_group and inside.facilitates(reader, board.id)
    return Tended(in_group, now.is_closed, by_reader, _name_of(reader, now.came_from), now.moved_at)


def _name_of(reader: Person | None, slug: str) -> str:
    """Return what a place is called, for who reads it: a group is not named to others, who may know of none."""
    if not slug:
        return ""
    try:
        return boards.get(reader, slug).title
    except NotFound:
        return ""


@prepared
def _state(thread: Any) -> ModelSelect[TendedThread]:
    is_so = (TendedThread.pinned_at.is_null(False), TendedThread.closed_at.is_null(False))
    rows = TendedThread.select(*is_so, fn.COALESCE(Board.slug, ""), TendedThread.moved_at)
    return rows.join(Board, JOIN.LEFT_OUTER).where(TendedThread.thread == thread)


def state(thread_id: int) -> State:
    """Return how a thread is tended."""
    rows: list[Any] = _state(thread_id)
    return next((State(bool(pinned), bool(closed), *moved) for pinned, closed, *moved in rows), State())


def _tend(thread_id: int, **what: int | None) -> None:
    if not TendedThread.update(what).where(TendedThread.thread == thread_id).execute():
        TendedThread.create(thread=thread_id, **what)


def pin(vault: Vault, facilitator: Person | None, thread_id: int, *, pins: bool, now: int) -> None:
    """Keep a thread at the top of its list, or not any more. Raises NotFound, Refusal for too many."""
    person, thread = _tended(facilitator, thread_id)
    on_it = TendedThread.select().join(Thread).join(Board).where(Board.slug == thread.board, ~TendedThread.for_week)
    if pins and on_it.where(TendedThread.pinned_at.is_null(False)).count() >= PINNED_MOST:
        raise Refusal(N_("{n} threads are kept at the top already. Let one of them go first."), n=PINNED_MOST)
    _tend(thread_id, pinned_at=now if pins else None, for_week=0)
    log.record(vault, "thread-pinned" if pins else "thread-unpinned", by=person.id, about=None, now=now)


def pin_for_week(board_id: int, thread_id: int | None, *, now: int) -> None:
    """Keep the thread of the week at the top of a group, and the one before no more; None for no other thread.

    What a facilitator put there stays there, the thread of a week too.
    """
    theirs = TendedThread.thread.in_(Thread.select(Thread.id).where(Thread.board == board_id))
    TendedThread.update(pinned_at=None, for_week=0).where(theirs, TendedThread.for_week).execute()
    if thread_id is not None:
        _tend(thread_id, pinned_at=now, for_week=1)


def close(vault: Vault, facilitator: Person | None, thread_id: int, *, closes: bool, now: int) -> None:
    """Take no more replies to a thread, or take them again. It is read as before. Raises NotFound."""
    person, _ = _tended(facilitator, thread_id)
    _tend(thread_id, closed_at=now if closes else None)
    log.record(vault, "thread-closed" if closes else "thread-opened", by=person.id, about=None, now=now)


@prepared
def _pinned(slug: Any, week_ago: Any) -> ModelSelect[TendedThread]:
    """Ask by way of what is kept at the top anywhere: there is less of it than there are threads in a group."""
    rows = TendedThread.select(TendedThread.thread).join(Thread)
    there = NodeList((SQL("+"), Thread.board), glue="") == Board.select(Board.id).where(Board.slug == slug)
    rows = rows.where(TendedThread.pinned_at.is_null(False), there, Thread.title != "")
    rows = rows.where(~TendedThread.for_week | (TendedThread.pinned_at > week_ago))
    return rows.order_by(TendedThread.for_week.desc(), TendedThread.pinned_at.desc())


def pinned(reader: Person | None, slug: str, *, now: int) -> list[ThreadLine]:
    """Return the threads kept at the top of a group, that of the week first, for its week; then the latest pinned."""
    return [boards.thread(reader, thread) for (thread,) in _pinned(slug, now - A_WEEK)]


def targets(facilitator: Person | None, thread_id: int) -> list[tuple[str, str]]:
    """Return where a thread could be moved, as (name for addresses, title): other groups they look after, boards.

    A thread that is read by a group's members alone is moved to no place that others read. Raises NotFound.
    """
    person, thread = _tended(facilitator, thread_id)
    here = boards.get(person, thread.board)
    theirs = [line for line in groups.known(person) if line.standing is Standing.FACILITATOR]
    found = [(line.slug, line.title) for line in theirs if line.slug != here.slug and not line.is_closed]
    if here.group_for == EVERYONE:
        return [*found, *((line.slug, line.title) for line in boards.readable(person))]
    return [(slug, title) for slug, title in found if boards.get(person, slug).group_for == here.group_for]


def move(vault: Vault, facilitator: Person | None, thread_id: int, slug: str, *, now: int) -> None:
    """Move a thread to another place they look after, with all in it. Raises NotFound, Refusal where it cannot go.

    Its author goes with their words: whoever is not in the other group would not find their own thread any more. It
    says where it came from, to who may read that place.
    """
    person, thread = _tended(facilitator, thread_id)
    if slug not in [name for name, _ in targets(person, thread_id)]:
        raise NotFound
    before, target = boards.get(facilitator, thread.board), boards.get(facilitator, slug)
    writers = Post.select(Post.author).where(Post.thread == thread_id, Post.author.is_null(False)).distinct()
    if target.group_for:
        there = GroupMember.select(GroupMember.member).where(
            GroupMember.board == target.id, GroupMember.joined_at.is_null(False)
        )
        if writers.where(Post.author.not_in(there)).exists():
            raise Refusal(N_("Some who wrote in it are not in that group, and would lose their own words. It stays."))
    if not target.nameless and Post.select().where(Post.thread == thread_id, Post.nameless != "").exists():
        raise Refusal(N_("Somebody wrote in it without their name, and there people write with names. It stays."))
    ThreadTag.delete().where(ThreadTag.thread == thread_id).execute()
    _tend(thread_id, pinned_at=None, for_week=0, came_from=before.id, moved_at=now)
    Thread.update(board=target.id).where(Thread.id == thread_id).execute()
    first = Post.select(Post.id).where(Post.thread == thread_id).order_by(Post.number).limit(1).scalar()
    _log_post(vault, "thread-moved", person, first, now)


# Posts


def fold(vault: Vault, facilitator: Person | None, post_id: int, reason: str, *, now: int) -> PostLine:
    """Fold a post: it is shown to who opens it, after the reason. Raises NotFound, NotUnderstood for no reason."""
    line = posts.get(facilitator, post_id)
    person, _ = _tended(facilitator, line.thread)
    if line.removed:
        raise NotFound
    needed = N_("A reason first, in a few words: whoever reads it sees that in its stead.")
    words = clean_line(reason, REASON, none=needed)
    destroy(FoldedPost, FoldedPost.post == post_id)
    FoldedPost.create(post=post_id, by=person.id, reason=words, folded_at=now)
    _log_post(vault, "post-folded", person, post_id, now, words)
    return posts.get(facilitator, post_id)


def _log_post(vault: Vault, act: str, person: Person, post_id: int, now: int, words: str = "") -> None:
    """Log what was done to a post. Whose one without a name is, is not said."""
    row = Post.get_by_id(post_id)
    about = None if row.nameless else row.author_id
    log.record(vault, act, by=person.id, about=about, post=post_id, now=now, words=words if about else "")


def unfold(vault: Vault, facilitator: Person | None, post_id: int, *, now: int) -> None:
    """Show a folded post as it was again. Raises NotFound, also where it is not folded."""
    line = posts.get(facilitator, post_id)
    person, _ = _tended(facilitator, line.thread)
    if not destroy(FoldedPost, FoldedPost.post == post_id):
        raise NotFound(N_("That post is not folded."))
    _log_post(vault, "post-unfolded", person, post_id, now)


def refer(vault: Vault, facilitator: Person | None, post_id: int, words: str, *, now: int) -> None:
    """Bring a post to those who look after the place, in one's own words. Raises NotFound, NotUnderstood.

    They read it there only with a reason that the group is shown (group_looks.py).
    """
    line = posts.get(facilitator, post_id)
    person, _ = _tended(facilitator, line.thread)
    group_items.refer(vault, person, f"post/{post_id}", words, now=now)
