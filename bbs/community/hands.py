"""Hands: the writings that are open in one visit, so that two devices do not write over each other unseen."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256

TITLE, NOTE, WISH, TAGS, UNNAMED, IN_SHORT = "/title", "/content-note", "/wish", "/tags", "/unnamed", "/in-short"
CHOSEN = "/chosen"
"""How the places of what belongs to a text end, after that of the text itself."""
ALL = ("", TITLE, NOTE, WISH, TAGS, UNNAMED, IN_SHORT, CHOSEN)
"""What a draft consists of: its text and what belongs to it."""


def about_post(what: str, thread: int, post: int) -> str:
    """Return where what is written about a post is kept; `what` is "reply", "edit", "thank", "bookmark" or "who".

    The board is no part of it: a thread may go elsewhere meanwhile.
    """
    return f"threads/{thread}/{what}/{post}"


@dataclass(frozen=True)
class Hand:
    """One writing of a text, from its opening to its end: a random name, and the version of the draft it saw last.

    It is no name of a visit or a device: nothing leads from a draft to where it was written.
    """

    name: str = ""
    version: str = ""


class Hands:
    """The hands of one visit. What belongs to a text is written by the hand that writes it."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, set[str]]] = {}
        self._seen: dict[str, tuple[str, str | None]] = {}
        self._rows: dict[str, str] = {}

    def opens(self, place: str, version: str, words: str, row: str = "") -> None:
        """Somebody begins to write at a place, on these words. A text opened anew is written by another hand.

        `row` is the name of the draft they are in, "" where there is none.
        """
        name, places = self._names.get(text_of(place), ("", {place}))
        if place in places:
            name, places = secrets.token_hex(8), set()
        self._names[text_of(place)] = (name, places | {place})
        self.kept(place, version, words, row)

    def at(self, place: str) -> Hand:
        """Return the hand that writes at a place."""
        if text_of(place) not in self._names:
            self._names[text_of(place)] = (secrets.token_hex(8), set())
        return Hand(self._names[text_of(place)][0], self._seen.get(place, ("", None))[0])

    def has(self, place: str, words: str) -> bool:
        """Say whether these words are kept already, or were."""
        return self._seen.get(place, ("", None))[1] == words

    def kept(self, place: str, version: str, words: str, row: str = "") -> None:
        """Take note of what was kept, and in which draft."""
        self._seen[place] = (version, words)
        self._rows[place] = row

    def once(self, place: str, words: str) -> str:
        """Return a name for posting these words from this place: the same for everybody who has the same draft.

        Two keys, a line that came twice, or two devices on one draft post it once that way; other words are another.
        """
        origin = self._rows.get(place) or self.at(place).name
        return sha256(f"{origin} {words}".encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def sent(self, place: str, words: str) -> None:
        """Forget what was written at a place but that these words of it are posted, and not to be kept again."""
        self.done(place)
        self._seen[place] = ("", words)

    def done(self, place: str) -> None:
        """Forget what was written at a place."""
        self._seen.pop(place, None)
        self._rows.pop(place, None)
        self._names.pop(place, None)


def text_of(place: str) -> str:
    """Return the place of the text that a title, a note and the like belong to; of a text, its own."""
    return next((place.removesuffix(end) for end in ALL if end and place.endswith(end)), place)
