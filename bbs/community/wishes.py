"""Wishes: the author of a thread says what answers would do them good, and whoever answers is told."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from bbs.community import tags
from bbs.community.members import Person
from bbs.community.writing import may_write
from bbs.errors import NotFound, NotUnderstood
from bbs.language import N_
from bbs.safe_text import safe_line
from store.tables import Thread


class Wish(StrEnum):
    """What somebody wishes for; nothing said is ""."""

    NONE = ""
    LISTEN = "listen"
    ADVICE = "advice"
    NO_ADVICE = "no-advice"


MARKS: Final = {
    Wish.LISTEN: N_("listening please"),
    Wish.ADVICE: N_("advice welcome"),
    Wish.NO_ADVICE: N_("no advice please"),
}
"""How a list says it."""
ASKED: Final = {
    Wish.LISTEN: N_("They wish to be listened to."),
    Wish.ADVICE: N_("Advice is welcome."),
    Wish.NO_ADVICE: N_("No advice, please: company is enough."),
}
"""How somebody who answers is told."""
NOTHING: Final = frozenset({"", "none", "no", "nothing"})


def understood(typed: str) -> Wish:
    """Return the wish somebody named, in its short words or those of a list. Raises NotUnderstood."""
    words = "-".join(safe_line(typed).lower().replace("-", " ").replace(",", " ").split())
    if words in NOTHING:
        return Wish.NONE
    for wish, mark in MARKS.items():
        if words in (wish.value, mark.replace(",", "").replace(" ", "-")):
            return wish
    raise NotUnderstood(N_("Type listen, advice, no-advice, or none."))


def change(author: Person | None, thread_id: int, wish: str, tagged: str) -> None:
    """Change what the author of a thread wishes for, and its tags. Raises NotFound for anybody else's thread."""
    author = may_write(author)
    row = Thread.get_or_none(Thread.id == thread_id, Thread.author == author.id, Thread.title != "")
    if row is None:
        raise NotFound
    Thread.update(wish=understood(wish).value).where(Thread.id == thread_id).execute()
    tags.put(thread_id, tagged)
