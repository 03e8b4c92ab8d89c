"""Boards as operators make them: opening one, its words, its place in the list, who reads it, and its end.

A board with threads is put away and can be brought back: people wrote there. One without is removed.
"""

from __future__ import annotations

from typing import Any

from peewee import fn

from bbs.community import boards, inside, log
from bbs.community.boards import BoardLine
from bbs.community.group_making import ABOUT, TITLE, slug_for
from bbs.community.line_checks import operator_of
from bbs.community.members import Person
from bbs.community.wording import clean_line
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.language import N_
from store.tables import Board, Sanction, Thread
from store.vault import Vault

NEEDED = N_("A few words, please.")


def kept(operator: Person | None) -> list[BoardLine]:
    """Return the boards in their order, then those that were put away. Raises NotFound for all but operators."""
    operator_of(operator)
    return boards.whole_list()


def begin(vault: Vault, operator: Person | None, title: str, about: str, *, guests_read: bool, now: int) -> BoardLine:
    """Open a board, the last in the list.

    Raises NotFound for all but operators, NotUnderstood for no words, and for what a board is called already.
    """
    who, words = operator_of(operator), _cleaned(title, about)
    is_free(words["title"])
    last = Board.select(fn.COALESCE(fn.MAX(Board.position), -1)).scalar()
    board = Board.create(slug=slug_for(words["title"]), position=last + 1, guests_read=guests_read, **words)
    log.record(vault, "board-opened", by=who.id, about=None, now=now, words=board.title)
    return boards.get(who, board.slug)


def is_free(title: str, slug: str = "") -> None:
    """Raise NotUnderstood where another board than the one with this name for addresses is called so."""
    wanted = title.strip().casefold()
    for other in boards.whole_list():
        if other.slug != slug and other.title.casefold() == wanted:
            said = N_("A board is called that already, and was put away. Bring that one back, or choose another name.")
            is_there = N_("A board is called that already. Please choose another name.")
            raise NotUnderstood(is_there if other.put_away_at is None else said)


def _cleaned(title: str, about: str) -> dict[str, str]:
    return {"title": clean_line(title, TITLE, none=NEEDED), "about": clean_line(about, ABOUT, none=NEEDED)}


def _kept(operator: Person | None, slug: str) -> BoardLine:
    """Return a board. Raises NotFound for all but operators, and for a support group."""
    found = boards.get(operator_of(operator), slug)
    if found.group_for:
        raise NotFound
    return found


def _change(vault: Vault, operator: Person | None, board: BoardLine, act: str, now: int, **what: Any) -> None:
    Board.update(what).where(Board.id == board.id).execute()
    _record(vault, operator, act, str(what.get("title", board.title)), now)


def _record(vault: Vault, operator: Person | None, act: str, title: str, now: int) -> None:
    log.record(vault, act, by=operator_of(operator).id, about=None, now=now, words=title)


def change(vault: Vault, operator: Person | None, slug: str, title: str, about: str, *, now: int) -> None:
    """Change what a board is called, and what it is for; its address stays. Raises as `begin` does."""
    board, words = _kept(operator, slug), _cleaned(title, about)
    is_free(words["title"], slug)
    _change(vault, operator, board, "board-changed", now, **words)


def close_to_guests(vault: Vault, operator: Person | None, slug: str, *, now: int) -> None:
    """Let members alone read a board from now on. Raises NotFound.

    There is no way back: what was written for members is opened to nobody else afterwards.
    """
    _change(vault, operator, _kept(operator, slug), "board-closed-to-guests", now, guests_read=False)


def move_up(vault: Vault, operator: Person | None, slug: str, *, now: int) -> None:
    """Let a board stand before the one that is above it in the list.

    Raises NotFound, Refusal for the first and for one that was put away.
    """
    board = _kept(operator, slug)
    inside.is_open(board.put_away_at)
    listed = boards.readable(operator)
    at = next(n for n, one in enumerate(listed) if one.id == board.id)
    if not at:
        raise Refusal(N_("It is the first already."))
    above = Board.get_by_id(listed[at - 1].id)
    here = Board.get_by_id(board.id).position
    Board.update(position=here).where(Board.id == above.id).execute()
    _change(vault, operator, board, "board-moved-up", now, position=above.position)


def put_away(vault: Vault, operator: Person | None, slug: str, *, now: int) -> None:
    """Take a board out of every list: nobody writes there any more, and what was written is read as before.

    Raises NotFound, Refusal for one that was put away already.
    """
    board = _kept(operator, slug)
    inside.is_open(board.put_away_at)
    _change(vault, operator, board, "board-put-away", now, put_away_at=now)


def bring_back(vault: Vault, operator: Person | None, slug: str, *, now: int) -> None:
    """Put a board back where it stood. Raises NotFound, Refusal for one that is there."""
    board = _kept(operator, slug)
    if board.put_away_at is None:
        raise Refusal(N_("It is in the list already."))
    _change(vault, operator, board, "board-brought-back", now, put_away_at=None)


def is_empty(board: BoardLine) -> bool:
    """Say whether nothing was ever written on a board, nor decided about writing there."""
    here = Thread.select().where(Thread.board == board.id), Sanction.select().where(Sanction.board == board.id)
    return not any(rows.exists() for rows in here)


def remove(vault: Vault, operator: Person | None, slug: str, *, now: int) -> None:
    """Remove a board on which nothing was ever written. Raises NotFound, Refusal for one with words on it.

    What somebody has begun to write for it stays under their drafts.
    """
    board = _kept(operator, slug)
    if not is_empty(board):
        raise Refusal(N_("People wrote there, so it is not removed. It can be put away."))
    Board.delete().where(Board.id == board.id).execute()
    _record(vault, operator, "board-removed", board.title, now)
