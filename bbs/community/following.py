"""Following and muting: what comes first in New, and what is left out of it. Nobody but the member knows.

Whoever was muted is not told, and sees no difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from peewee import Expression

from bbs.community import boards, inside, posts
from bbs.community.boards import BoardLine
from bbs.community.members import Person
from bbs.errors import NotFound, Refusal, SignInFirst
from bbs.language import N_
from store.tables import Board, Following, Member, Thread
from store.tombstones import destroy


class Kind(StrEnum):
    """What can be followed or muted."""

    BOARD = "board"
    THREAD = "thread"
    WRITER = "writer"


class State(StrEnum):
    """What a member chose for one of them."""

    NEITHER = "neither"
    FOLLOWED = "followed"
    MUTED = "muted"


@dataclass(frozen=True)
class Subject:
    """Something that can be followed or muted, and what it is called; a thread that was taken away has no name."""

    kind: Kind
    id: int
    name: str


@dataclass(frozen=True)
class Chosen:
    """Something that a member follows or muted. `address` is where it is read, "" for a writer."""

    id: int
    subject: Subject
    state: State
    address: str


def subject(reader: Person | None, kind: Kind, ref: str) -> Subject:
    """Return what a name stands for: a board's slug, a thread's id, the id of a post for its writer.

    Raises SignInFirst, NotFound, and Refusal for a writer whom nobody could follow.
    """
    if reader is None:
        raise SignInFirst
    match kind:
        case Kind.BOARD:
            board = boards.get(reader, ref)
            _may_follow_in(reader, board)
            return Subject(kind, board.id, board.title)
        case Kind.THREAD:
            thread = boards.thread(reader, int(ref))
            _may_follow_in(reader, boards.get(reader, thread.board))
            return Subject(kind, thread.id, thread.title)
    line = posts.get(reader, int(ref))
    if line.author_id == reader.id:
        raise Refusal(N_("That is your own post."))
    if line.by_house:
        raise Refusal(N_("The place itself wrote that. You can mute the thread."))
    if not line.author_id or not line.author:
        raise Refusal(N_("There is no name to that post. You can mute the thread."))
    return Subject(kind, line.author_id, line.author)


def _may_follow_in(reader: Person, board: BoardLine) -> None:
    """Raise Refusal for a group they are not in: what is written there comes to those who are."""
    if board.group_for and not inside.is_in(reader, board.slug):
        raise Refusal(
            N_("Join the group first: go groups/{slug}. Then what is new there comes to you."), slug=board.slug
        )


def _is(reader: Person, chosen: Subject) -> Expression:
    field = {Kind.BOARD: Following.board, Kind.THREAD: Following.thread, Kind.WRITER: Following.writer}[chosen.kind]
    condition: Expression = (Following.member == reader.id) & (field == chosen.id)
    return condition


def _state(row: Following) -> State:
    return State.MUTED if row.muted_at is not None else State.FOLLOWED


def state(reader: Person, about: Subject) -> State:
    """Return what a member chose."""
    row = Following.get_or_none(_is(reader, about))
    return _state(row) if row else State.NEITHER


def choose(reader: Person | None, kind: Kind, ref: str, state: State, *, now: int) -> Subject:
    """Follow something, mute it, or neither. Raises as `subject` does."""
    about = subject(reader, kind, ref)
    assert reader is not None  # noqa: S101 - or there would be no subject
    if state is State.NEITHER:
        destroy(Following, _is(reader, about))
        return about
    moments = {
        "followed_at": now if state is State.FOLLOWED else None,
        "muted_at": now if state is State.MUTED else None,
    }
    if not Following.update(moments).where(_is(reader, about)).execute():
        Following.create(member=reader.id, **{kind.value: about.id}, **moments)
    return about


def chosen(reader: Person) -> list[Chosen]:
    """Return all that a member follows or muted and may still know of, the newest choice first."""
    rows = Following.select().where(Following.member == reader.id).order_by(Following.id.desc())
    return [one for row in rows if (one := _chosen(reader, row)) is not None]


def _chosen(reader: Person, row: Following) -> Chosen | None:
    if row.writer_id is not None:
        writer = Member.get_by_id(row.writer_id)
        name = writer.handle if writer.left_at is None else ""
        return Chosen(row.id, Subject(Kind.WRITER, writer.id, name), _state(row), "")
    thread = Thread.get_by_id(row.thread_id) if row.thread_id is not None else None
    board = Board.get_by_id(thread.board_id if thread else row.board_id)
    try:
        boards.get(reader, board.slug)
    except NotFound:
        return None
    if thread is None:
        return Chosen(row.id, Subject(Kind.BOARD, board.id, board.title), _state(row), f"boards/{board.slug}")
    address = f"boards/{board.slug}/{thread.id}"
    return Chosen(row.id, Subject(Kind.THREAD, thread.id, thread.title), _state(row), address)


def take_away(reader: Person, chosen_id: int) -> None:
    """Neither follow nor mute any more what is listed under an id. Raises NotFound."""
    if not destroy(Following, Following.id == chosen_id, Following.member == reader.id):
        raise NotFound
