"""A page to take to a doctor: made from check-ins, edited by its member before it is shown, kept only if they say so.

It is kept with the check-ins, and so is sealed where they are: one record of their kind, with no mood in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from bbs.community import hiding, mood_words, shelf
from bbs.community.mood_words import Entry
from bbs.community.shelf import Kind, Owner, Record
from bbs.language import N_, Language

LONGEST: Final = 6_000
"""Characters: about one page."""
DAYS: Final = 30
"""The days the page is about."""
MOST_NOTES: Final = 20
_AT: Final = 0
"""When its record is about: before every check-in, so that it is never the latest."""


def _record(owner: Owner) -> Record | None:
    return next((one for one in shelf.records(owner, Kind.MOOD, until=_AT + 1) if "appointment" in one.words), None)


def kept(owner: Owner) -> str:
    """Return the page somebody kept, "" for none. Raises Closed."""
    found = _record(owner)
    return str(found.words["appointment"]) if found else ""


def keep(owner: Owner, text: str) -> None:
    """Keep a page in the place of the one before. Raises Closed."""
    found = _record(owner)
    if found is None:
        shelf.keep(owner, Kind.MOOD, {"appointment": text}, at=_AT)
    else:
        shelf.change(owner, found.id, Kind.MOOD, {"appointment": text})


def forget(owner: Owner, *, now: int) -> None:
    """Take the page out of sight; it is destroyed like all that is deleted."""
    if (found := _record(owner)) is not None:
        hiding.hide(owner.member, Kind.MOOD, found.id, now=now)


def begun(entries: Sequence[Entry], notes: Iterable[tuple[str, str]], language: Language) -> str:
    """Return what the page begins with: what the check-ins say, notes with their days where they are wanted, gaps."""
    said = language(
        N_("How the last {days} days were: {said}."), days=DAYS, said=mood_words.mostly_in_words(entries, language)
    )
    counted = mood_words.counts(entries, language)
    lines = [said, language(N_("In days: {counted}."), counted=counted) if counted else ""]
    lines += mood_words.tagged_in_words(entries, language)
    words = [f"{day}: {note}" for day, note in notes][:MOST_NOTES]
    lines += ["", language(N_("In my words:")), *words] if words else []
    asked = (
        N_("What troubles me most:"),
        N_("What helps, a little:"),
        N_("What I take, and how it goes with it:"),
        N_("What I would like to ask:"),
    )
    for gap in asked:
        lines += ["", language(gap)]
    return "\n".join(line for n, line in enumerate(lines) if line or n > 1)
