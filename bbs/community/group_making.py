"""Making support groups, and what operators keep of them: words, the way in, who reads, who looks after one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from peewee import fn

from bbs.community import log
from bbs.community.groups import GroupLine, Standing, Visibility, Way, every
from bbs.community.members import Person, Role
from bbs.community.wording import ANY, clean_line, clean_text
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.language import N_
from store.tables import Board, SupportGroup
from store.tables.board import EVERYONE, INSIDE
from store.vault import Vault

TITLE: Final = 60
ABOUT: Final = 300
GUIDELINES: Final = 4000
"""Characters of what a group is called, what it is for, and of its own guidelines."""


@dataclass(frozen=True)
class Shape:
    """What a group is, as whoever makes or changes it says it: words, the way in, who reads."""

    title: str
    about: str
    guidelines: str = ""
    way: Way = Way.OPEN
    visibility: Visibility = Visibility.MEMBERS

    def cleaned(self) -> Shape:
        """Return it as it is kept. Raises NotUnderstood for no words, or too many."""
        title, about = _words(self.title, TITLE), _words(self.about, ABOUT)
        guidelines = clean_text(self.guidelines, GUIDELINES, none=ANY)
        return Shape(title, about, guidelines, Way(self.way), Visibility(self.visibility))


def _words(typed: str, limit: int) -> str:
    return clean_line(typed, limit, none=N_("A few words, please."))


def slug_for(title: str) -> str:
    """Return a free name for the address of a group, made of its title."""
    base = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:30].strip("-") or "group"
    slug, turn = base, 2
    while Board.select().where(Board.slug == slug).exists():
        slug, turn = f"{base}-{turn}", turn + 1
    return slug


def make(shape: Shape, *, now: int, slug: str = "") -> GroupLine:
    """Open a group, and return it as nobody's yet. Raises NotUnderstood as Shape.cleaned does, Refusal."""
    shape = shape.cleaned()
    slug = slug or slug_for(shape.title)
    if Board.select().where(Board.slug == slug).exists():
        raise Refusal(N_("There is a place with that address already."))
    last = Board.select(fn.COALESCE(fn.MAX(Board.position), -1)).scalar()
    board = Board.create(slug=slug, title=shape.title, about=shape.about, position=last + 1, **_reads(shape))
    row = SupportGroup.create(board=board, joining=shape.way.value, opened_at=now, guidelines=shape.guidelines)
    SupportGroup.update(unlisted=shape.visibility is Visibility.UNLISTED).where(SupportGroup.id == row.id).execute()
    return GroupLine(
        board.id, slug, shape.title, shape.about, shape.way, shape.visibility, Standing.OUTSIDE, is_closed=False
    )


def _reads(shape: Shape) -> dict[str, Any]:
    return {"guests_read": False, "group_for": EVERYONE if shape.visibility is Visibility.LISTED else INSIDE}


# For operators


def kept(operator: Person | None, slug: str = "") -> list[GroupLine]:
    """Return all groups, or the one with a name, for an operator: unlisted and closed ones too. Raises NotFound.

    That is what each is, and no word that was written in it.
    """
    if operator is None or operator.role is not Role.OPERATOR:
        raise NotFound
    found = every(operator, slug)
    if slug and not found:
        raise NotFound
    return found


def is_free(operator: Person | None, title: str, slug: str = "") -> None:
    """Raise NotUnderstood where another group than the one with this name for addresses is called so; NotFound."""
    wanted = title.strip().casefold()
    if any(line.title.casefold() == wanted for line in kept(operator) if line.slug != slug):
        raise NotUnderstood(N_("A group is called that already. Please choose another name."))


def begin(vault: Vault, operator: Person | None, shape: Shape, *, now: int) -> GroupLine:
    """Open a group, for an operator. Raises NotFound for everybody else, and as `make` does."""
    if operator is None or operator.role is not Role.OPERATOR:
        raise NotFound
    is_free(operator, shape.title)
    line = make(shape, now=now)
    _record(vault, operator, "group-opened", line.title, now)
    return line


def guidelines(operator: Person | None, slug: str) -> str:
    """Return a group's own guidelines, for an operator. Raises NotFound."""
    (found,) = kept(operator, slug)
    return str(SupportGroup.get(SupportGroup.board == found.id).guidelines)


def change(vault: Vault, operator: Person | None, slug: str, shape: Shape, *, now: int) -> None:
    """Change what a group is. Raises NotFound for who is no operator, NotUnderstood.

    Threads that only those inside read stay so: nobody's words are opened to others after they wrote them.
    """
    (found,) = kept(operator, slug)
    shape = shape.cleaned()
    is_free(operator, shape.title, slug)
    if found.visibility is not Visibility.LISTED and shape.visibility is Visibility.LISTED:
        raise Refusal(N_("What was written for this group's members alone stays theirs. Open another group for all."))
    what = {Board.title: shape.title, Board.about: shape.about, Board.group_for: _reads(shape)["group_for"]}
    Board.update(what).where(Board.id == found.id).execute()
    SupportGroup.update(
        joining=shape.way.value, guidelines=shape.guidelines, unlisted=shape.visibility is Visibility.UNLISTED
    ).where(SupportGroup.board == found.id).execute()
    _record(vault, operator, "group-changed", shape.title, now)


def shut(board: int, *, now: int | None) -> None:
    """Close the group that a board is, or open it again (None)."""
    SupportGroup.update(closed_at=now).where(SupportGroup.board == board).execute()


def close(vault: Vault, operator: Person | None, slug: str, *, closes: bool, now: int) -> None:
    """Close a group, or open it again: those in it read on, and nobody writes. Raises NotFound."""
    (found,) = kept(operator, slug)
    shut(found.id, now=now if closes else None)
    _record(vault, operator, "group-closed" if closes else "group-opened-again", found.title, now)


def _record(vault: Vault, operator: Person | None, act: str, title: str, now: int) -> None:
    log.record(vault, act, by=operator.id if operator else None, about=None, now=now, words=title)
