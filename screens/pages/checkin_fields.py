"""What a check-in is asked for: how it is, tags, words, when it was."""

from __future__ import annotations

from bbs.community import back_dates, care, moods
from bbs.community.moods import NAMES, Mood
from bbs.language import N_
from bbs.session import Session
from screens.view import Choice, Field, Kind

NONE = frozenset({"none", "no", "-"})


def mood_field() -> Field:
    """Return the question how it is."""
    choices = tuple(Choice(mood.value, NAMES[mood]) for mood in Mood)
    return Field("mood", N_("How it is"), Kind.CHOICE, choices=choices)


def tags_field(session: Session, known: tuple[str, ...], value: str = "", *, extra: bool = False) -> Field:
    """Return the question for tags: their own, or any other words."""
    some = ", ".join(known or (session.say(tag) for tag in care.FIRST_TAGS))
    intro = session.say(N_("Words such as {tags}, or your own, with commas between them. None: no tags."), tags=some)

    async def check(typed: str) -> str:
        return "" if typed.casefold() in NONE else ", ".join(moods.understood(typed))

    return Field("tags", N_("Tags"), intro=intro, value=value, optional=True, extra=extra, check=check)


def words_field(name: str, label: str, intro: str, value: str = "", *, extra: bool = False) -> Field:
    """Return the question for a note or an intention."""

    async def check(typed: str) -> str:
        return "" if typed.casefold() in NONE else moods.in_one_line(typed)

    return Field(
        name, label, intro=intro, value=value, limit=4 * moods.LONGEST, optional=True, extra=extra, private=True,
        check=check,
    )  # fmt: skip


def when_field(session: Session, *, extra: bool = False) -> Field:
    """Return the question for another time than now."""

    async def check(typed: str) -> str:
        now = session.local(session.now)
        return str(int(back_dates.understood(typed, now, session.language).timestamp()))

    intro = session.say(N_("Yesterday evening, Monday, 3 November, 2026-11-03 21:30. Enter: as it is."))
    return Field("when", N_("When was it"), intro=intro, optional=True, extra=extra, check=check)
