"""Tags: plain words of a board that a writer may choose for a thread, so that others find it. The operator's list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from peewee import ModelSelect

from bbs.community.members import Person, Role
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_line
from store.prepared import among, numbers, prepared
from store.tables import Board, BoardTag, Thread, ThreadTag

LONGEST: Final = 24
"""Characters of a tag."""
MOST: Final = 30
"""Tags of a board: more than anybody reads through."""
A_THREAD: Final = 5
"""Tags of a thread."""


def tag_of(typed: str) -> str:
    """Return a tag as it is kept and compared: small letters, single blanks, no commas, which divide tags."""
    return " ".join(safe_line(typed).replace(",", " ").lower().split())[:LONGEST].strip()


@prepared
def _of_board(board: Any) -> ModelSelect[BoardTag]:
    rows = BoardTag.select(BoardTag.word).where(BoardTag.board == board)
    return rows.order_by(BoardTag.position, BoardTag.id)


def of_board(board_id: int) -> tuple[str, ...]:
    """Return the tags of a board, in the operator's order."""
    return tuple(word for (word,) in _of_board(board_id))


@prepared
def _of_threads(threads: Any) -> ModelSelect[ThreadTag]:
    rows = ThreadTag.select(ThreadTag.thread, BoardTag.word).join(BoardTag).where(ThreadTag.thread.in_(among(threads)))
    return rows.order_by(BoardTag.position, BoardTag.id)


def of_threads(thread_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the tags of threads that have some."""
    found: dict[int, tuple[str, ...]] = {}
    for thread, word in _of_threads(numbers(thread_ids)):
        found[thread] = (*found.get(thread, ()), word)
    return found


def understood(typed: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tags of a board that somebody named, with commas between them; a beginning that fits one is enough.

    Raises NotUnderstood for a word that is none of them, or too many.
    """
    chosen: list[str] = []
    for part in filter(None, map(tag_of, typed.split(","))):
        fitting = [word for word in known if word == part] or [word for word in known if word.startswith(part)]
        if len(fitting) != 1:
            raise NotUnderstood(
                N_("{word} is no tag of this board. There are: {tags}."), word=part, tags=", ".join(known) or "-"
            )
        chosen += [word for word in fitting if word not in chosen]
    if len(chosen) > A_THREAD:
        raise NotUnderstood(N_("{n} tags is the most."), n=A_THREAD)
    return tuple(chosen)


def put(thread_id: int, typed: str) -> None:
    """Give a thread exactly the tags of its board that were named. Raises NotUnderstood as `understood` does."""
    board = Thread.get_by_id(thread_id).board_id
    chosen = understood(typed, of_board(board))
    ThreadTag.delete().where(ThreadTag.thread == thread_id).execute()
    for row in BoardTag.select().where(BoardTag.board == board, BoardTag.word.in_(chosen)) if chosen else ():
        ThreadTag.create(thread=thread_id, tag=row.id)


# For operators


def _board(operator: Person | None, slug: str) -> Board:
    if operator is None or operator.role is not Role.OPERATOR:
        raise NotFound
    row: Board | None = Board.get_or_none(Board.slug == slug)
    if row is None:
        raise NotFound
    return row


def add(operator: Person | None, slug: str, typed: str) -> str:
    """Add a tag to a board and return it. Raises NotFound for who is no operator, NotUnderstood, Refusal for many."""
    board, word = _board(operator, slug), tag_of(typed)
    if not word:
        raise NotUnderstood(N_("Type a word or two, such as: mornings."))
    known = BoardTag.select().where(BoardTag.board == board.id)
    if known.where(BoardTag.word == word).exists():
        raise Refusal(N_("{word} is a tag there already."), word=word)
    if known.count() >= MOST:
        raise Refusal(N_("{n} tags is the most. Take one away first."), n=MOST)
    last = known.order_by(BoardTag.position.desc()).first()
    BoardTag.create(board=board.id, word=word, position=last.position + 1 if last else 0)
    return word


def add_all(operator: Person | None, slug: str, words: Iterable[str]) -> tuple[str, ...]:
    """Give a board that has no tags some, and return them. Raises as `add` does, Refusal where it has some."""
    if of_board(_board(operator, slug).id):
        raise Refusal(N_("There are tags already; these stay as they are."))
    return tuple(add(operator, slug, word) for word in words)


def take_away(operator: Person | None, slug: str, word: str) -> None:
    """Take a tag from a board and from all its threads. Raises NotFound for who is no operator, or an unknown tag."""
    board = _board(operator, slug)
    if not BoardTag.delete().where(BoardTag.board == board.id, BoardTag.word == word).execute():
        raise NotFound


def allow_nameless(operator: Person | None, slug: str, *, allowed: bool) -> None:
    """Let members write on a board without their names, or not any more. Posts that stand stay as they are."""
    board = _board(operator, slug)
    Board.update(nameless=allowed).where(Board.id == board.id).execute()
