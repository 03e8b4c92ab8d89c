"""News between visits: who wants to know of what, told at their next pause.

In one process this is a dictionary; several processes would tell each other through the same two calls.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

POSTS = "posts"
"""The topic of every post on every board."""
DECIDED = "decided"
"""The topic of what is decided about members: the number that goes with it is of a decision."""
BOARD = "board/"
"""How the topic of the posts of one board begins; its slug follows."""
CASES = "cases"
"""The topic of what became urgent: for a post it carries the number of a case or, below zero, of a note by who needs a
person now.
"""
IN_GROUPS = "cases/groups"
"""The topic of cases that came up in support groups, urgent or not, for those who look after the group."""
HANDLED = "cases/handled"
"""The topic of what somebody did with what waits at the desk, and of what came there: it says that, and not what."""
UNTAKEN = "cases/untaken"
"""The topic of urgent cases that waited so long that all of the staff are told; it carries the same."""


def came_back_to(member: int) -> str:
    """Return the topic of replies of a member's that waited for their hour and could not go out."""
    return f"came-back/{member}"


@dataclass(frozen=True, slots=True)
class News:
    """Something happened. It carries where, never what: readers ask the store, which knows what they may see."""

    topic: str
    post: int
    by: int


class Newsroom:
    """Passes news to those who listen to its topic."""

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[Callable[[News], None]]] = defaultdict(set)

    def listen(self, topic: str, hear: Callable[[News], None]) -> Callable[[], None]:
        """Call `hear` for every news of a topic; returns what ends it. `hear` must return at once."""
        self._listeners[topic].add(hear)

        def stop() -> None:
            heard_by = self._listeners.get(topic)
            if heard_by is not None:
                heard_by.discard(hear)
                if not heard_by:
                    del self._listeners[topic]

        return stop

    def tell(self, news: News) -> None:
        """Pass news on."""
        for hear in tuple(self._listeners.get(news.topic, ())):
            hear(news)
