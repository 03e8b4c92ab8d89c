"""What this place says in its own voice: which texts operators may write themselves, and what stays in each of them.

A text has two parts. Its own words can be written anew in the office; the words about help, about what this place is
not, and about what is kept are said whoever runs it. `[safety]` is where they stand; where a text does not name it,
they come at its end, so that no change can take them away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bbs.community import pictures
from bbs.community.shipped_words import Folders
from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.safe_text import safe_line, safe_text

SAFETY: Final = "[safety]"
NAME: Final = "[name]"
"""What stands for other words in a text: those that stay, and what this place is called."""
_GAP: Final = re.compile(r"\[[a-z_-]+\]")


@dataclass(frozen=True)
class Kind:
    """A text that can be written anew: what it is called, what it is for, and how long it can be."""

    label: str
    about: str
    longest: int
    is_line: bool = False
    is_drawn: bool = False


KINDS: Final[Mapping[str, Kind]] = {
    "name": Kind(
        N_("What this place is called"),
        N_("It is said at the door, above pages, and as the author of what the place itself writes."),
        40,
        is_line=True,
    ),
    "greeting": Kind(
        N_("The line after the name"),
        N_("It is said at the door and where a passphrase is asked for, before anything else."),
        100,
        is_line=True,
    ),
    "about": Kind(
        N_("What this place is"),
        N_("Anybody can read it, at about. What this place is not, and what is kept, is said with it."),
        4000,
    ),
    "welcome": Kind(
        N_("The welcome"),
        N_("Members find it at about; it says what one can do here, and need not."),
        3000,
    ),
    "after_joining": Kind(
        N_("The first words to a new member"),
        N_("They are said once, right after joining. What this place cannot do is said with them."),
        1500,
    ),
    "waiting": Kind(
        N_("Words to who waits for an answer"),
        N_("They are for somebody who asked to join and is not let in yet. Where help is, is said with them."),
        1500,
    ),
    "closed": Kind(
        N_("Why nobody can join just now"),
        N_("It is said to who wants to join while joining is closed. Where help is, is said with it."),
        1500,
    ),
    "privacy": Kind(
        N_("Who answers for this place"),
        N_(
            "It stands where anybody reads what is kept of them: your name or that of your association, and how to "
            "write to you. What the program keeps is said after it."
        ),
        4000,
    ),
    "picture": Kind(
        N_("The picture above it"),
        N_("It stands at the head of about. Who does not see pictures is told its sentence instead."),
        1300,
        is_drawn=True,
    ),
}
"""Every text there is to write anew, in the order in which they are met."""


@dataclass(frozen=True)
class Voice:
    """A text as it comes with the package: its own words, and what stays in it whatever they become."""

    words: str
    safety: str

    def said(self, words: str | None = None, name: str = "") -> str:
        """Return the whole text with these words in the place of the shipped ones; None: with those."""
        own = self.words if words is None else words
        parts = [part.strip() for part in own.split(SAFETY)]
        said = "\n\n".join(filter(None, (parts[0], self.safety, *parts[1:])))
        return said.replace(NAME, name)


def all_of(folders: Folders) -> dict[str, Voice]:
    """Return the texts of a language. Raises ValueError for one that is missing."""
    return {
        name: Voice(folders.prose(f"{name}.md"), folders.prose(f"safety/{name}.md"))
        for name, kind in KINDS.items()
        if not kind.is_line and not kind.is_drawn
    }


def checked(name: str, typed: str) -> str:
    """Return words for one of the texts as they are kept. Raises NotUnderstood, saying what to change."""
    kind = KINDS[name]
    if kind.is_drawn and typed.strip():
        return pictures.of(typed).written
    words = safe_line(typed) if kind.is_line else safe_text(typed).strip()
    if not words and name != "greeting":
        raise NotUnderstood(N_("There are no words in it yet. To have the shipped ones back, put them back instead."))
    if over := max(0, len(words) - kind.longest):
        raise NotUnderstood(
            N_("That is {over} characters longer than this text can be; {n} is the most. Take something out of it."),
            over=over,
            n=kind.longest,
        )
    if kind.is_line:
        return words
    for gap in _GAP.findall(words):
        if gap not in (SAFETY, NAME):
            raise NotUnderstood(
                N_("{gap} stands for nothing here; {safety} and {known} do. Write it without its brackets."),
                gap=gap,
                safety=SAFETY,
                known=NAME,
            )
    if words.count(SAFETY) > 1:
        raise NotUnderstood(N_("{safety} can stand in it once. Take the others out."), safety=SAFETY)
    if any(SAFETY in line and line.strip() != SAFETY for line in words.split("\n")):
        raise NotUnderstood(N_("Put {safety} on a line of its own: it stands for whole paragraphs."), safety=SAFETY)
    if heading := _lonely(words):
        raise NotUnderstood(N_("Below the heading {words} there is nothing: an empty line, then words."), words=heading)
    return words


def _lonely(words: str) -> str:
    """Return a heading with no paragraph of its own below it, "" where there is none."""
    blocks = [block for block in re.split(r"\n\s*\n", words.replace(SAFETY, f"\n\n{SAFETY}\n\n")) if block.strip()]
    for block, after in zip(blocks, [*blocks[1:], ""], strict=True):
        is_lonely = not after or after.startswith("# ") or after.strip() == SAFETY
        if block.startswith("# ") and is_lonely:
            return " ".join(block.removeprefix("# ").split())
    return ""
