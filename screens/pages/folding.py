"""Home has room for ten things: what else there is for somebody who uses much of the place is one step further."""

from __future__ import annotations

from collections.abc import Sequence

from bbs.language import N_
from bbs.session import Session
from screens.view import Item

MOST = 10
"""Things on home: what one can hear, or take in, at once."""
GIVE_WAY = (
    "search", "about", "settings", "desk/note", "office", "unanswered", "greeting", "bookmarks", "drafts",
    "tools", "groups", "yourself", "desk", "codes",
)  # fmt: skip
"""What makes room, by address: first what is always the same and found by a key or a word from everywhere."""
MORE = "home/more"


def folded(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Return what home shows of these, in their order, and what is one step further; nothing is where all have room.

    Search, which a key opens from everywhere, goes first and leaves no step behind. What somebody should know now is
    the last to go.
    """
    if len(items) <= MOST:
        return list(items), []
    if len(rest := [item for item in items if item.to != "search"]) <= MOST:
        return rest, []
    order = [*GIVE_WAY, *(item.to for item in reversed(items) if item.to not in GIVE_WAY)]
    going = sorted(items, key=lambda item: (item.new, order.index(item.to)))[: len(items) - MOST + 1]
    return [item for item in items if item not in going], [item for item in items if item in going]


def more_item(session: Session, further: Sequence[Item]) -> list[Item]:
    """Return the step to them, which names them; nothing where there are none."""
    names = ", ".join(item.label for item in further)
    return [Item(session.say(N_("More")), names, MORE, new=any(item.new for item in further))] if further else []
