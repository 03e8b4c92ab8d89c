"""Kind words: what somebody was told and wants to find again on a bad day. Nobody else knows that they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from bbs.community import hiding, shelf
from bbs.community.shelf import Closed, Kind, Owner, Record
from bbs.community.wording import ANY, clean_line
from bbs.errors import NotFound
from bbs.language import N_

LONGEST: Final = 600
"""Characters of what is kept at once."""
LONGEST_NAME: Final = 80


@dataclass(frozen=True)
class KindWords:
    """Words somebody kept, by whom they are ("" where that is not said), and since when they are here."""

    id: int
    words: str
    by: str
    at: int


def keep(owner: Owner, words: str, by: str, *, now: int) -> bool:
    """Keep words; False where the same are here already. Raises NotUnderstood for none and for too many.

    They can be put in also while what is there is sealed: then nobody can say whether they are here twice.
    """
    words = clean_line(words, LONGEST, none=N_("There are no words yet. Type what somebody said, as they said it."))
    by = clean_line(by, LONGEST_NAME, none=ANY)
    try:
        if any((one.words, one.by) == (words, by) for one in kept(owner)):
            return False
    except Closed:
        pass
    shelf.keep(owner, Kind.KIND_WORDS, {"words": words, "by": by}, at=now)
    return True


def kept(owner: Owner) -> list[KindWords]:
    """Return all of them, the newest first. Raises Closed."""
    return [_kind(one) for one in shelf.records(owner, Kind.KIND_WORDS)]


def _kind(record: Record) -> KindWords:
    return KindWords(record.id, str(record.words.get("words", "")), str(record.words.get("by", "")), record.at)


def shuffled(ids: Sequence[int], of: str) -> list[int]:
    """Return an order to read in, in which each comes once; `of` is what it is the order of, such as a visit."""
    order = sorted(ids)
    Random(of).shuffle(order)  # noqa: S311 - an order, no secret
    return order


def let_go(member_id: int, record_id: int, *, now: int) -> None:
    """Take words out of the box. Raises NotFound."""
    if not hiding.hide(member_id, Kind.KIND_WORDS, record_id, now=now):
        raise NotFound
