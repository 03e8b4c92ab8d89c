"""Quoting: an answer begins with lines of what it answers, chosen by number, and of other posts of the thread."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bbs.community import reading
from bbs.community.posts import PostLine
from bbs.community.reading import Stretch
from bbs.errors import NotUnderstood, Refusal
from bbs.language import N_
from bbs.session import Session
from screens.page import Ask, Result, Values
from screens.pages.names import name_of
from screens.view import Choice, Field, Kind

SHOWN: Final = 60
"""Characters of a line that is to be chosen: enough to know it again."""
LISTED: Final = 40
"""Lines of a post that are listed to choose from; the others have numbers all the same."""
OTHERS_MOST: Final = 10
"""Other posts that one answer quotes."""
ALL: Final = frozenset({"all", "everything"})
NONE: Final = frozenset({"none", "no"})
_PART = re.compile(r"(\d{1,9})(?:\s*(?:-|\u2013|to|\.\.)\s*(\d{1,9}))?", re.IGNORECASE)


@dataclass(frozen=True)
class Others:
    """The other posts that may be quoted: the highest number they have where one reads, and which post has a number.

    `find` returns None where no post of the thread has that number.
    """

    most: int
    find: Callable[[int], Awaitable[PostLine | None]]


@dataclass(frozen=True)
class Quotation:
    """What an answer begins with, and the content note it takes from there."""

    text: str
    note: str


NOTHING_QUOTED: Final = Quotation("", "")


def lines_of(text: str) -> list[str]:
    """Return the lines of a post that have words in them; what is quoted is chosen among these."""
    return [row.rstrip() for row in text.split("\n") if row.strip()]


def quoted(rows: Sequence[str]) -> str:
    """Return lines as a quotation: each after a ">", as people write it in letters."""
    return "\n".join(f"> {row}" for row in rows)


def numbers(typed: str, most: int) -> tuple[int, ...]:
    """Return the numbers that "2-4, 7" means, in order and each once. Raises NotUnderstood, saying what to type."""
    found: set[int] = set()
    for part in filter(None, (part.strip() for part in re.split(r"[,;\s]+|\band\b", _closed_up(typed)))):
        match = _PART.fullmatch(part)
        if match is None:
            raise NotUnderstood(N_("Numbers, please, such as 2-4, 7."))
        first, last = sorted((int(match[1]), int(match[2] or match[1])))
        if first < 1 or last > most:
            raise NotUnderstood(N_("Numbers from 1 to {n}, please, such as 2-4, 7."), n=most)
        found.update(range(first, last + 1))
    if not found:
        raise NotUnderstood(N_("Numbers, please, such as 2-4, 7."))
    return tuple(sorted(found))


def _closed_up(typed: str) -> str:
    """Take the blanks out of "2 - 4" and "2 to 4", so that blanks stand between parts alone."""
    return re.sub(r"(?<=\d)\s*(?:-|\u2013|\.\.|\bto\b)\s*(?=\d)", "-", typed.strip(), flags=re.IGNORECASE)


async def others_of(session: Session, line: PostLine) -> Others:
    """Return the other posts of a post's thread by the numbers they have there."""

    async def stretch(first: int | None, limit: int) -> Stretch:
        return await session.read(reading.stretch, session.person, line.thread, first=first, limit=limit)

    async def find(number: int) -> PostLine | None:
        found = (await stretch(number, 1)).posts
        return found[0] if found and found[0].number == number else None

    return Others((await stretch(line.number, 1)).total, find)


def quotable(line: PostLine, opened: set[int]) -> PostLine:
    """Return a post that may be quoted. Raises Refusal for one that is gone, or that nobody opened yet."""
    if line.removed or not line.text.strip():
        raise Refusal(N_("That post was taken away, so there is nothing to quote."))
    if (line.note or line.blocked) and line.id not in opened:
        raise Refusal(N_("To quote that post, open it first: {do:open/o}."))
    return line


async def ask_what_to_quote(
    session: Session,
    line: PostLine,
    opened: set[int],
    others: Others,
    then: Callable[[Quotation], Awaitable[Result]],
) -> Result:
    """Ask for the lines to quote, where there are several, and for other posts of the thread."""
    quotable(line, opened)
    rows = lines_of(line.text)
    fields = (*_lines_field(session, rows), *_posts_field(session, opened, others))

    async def go_on(values: Values) -> Result:
        chosen = [rows[n - 1] for n in _numbers_or(values.get("lines", ""), len(rows), everything=True)]
        wanted = _numbers_or(values.get("posts", ""), others.most, everything=False)
        also = [await _other(others, n, opened) for n in wanted]
        more = [one for one in also if one.id != line.id]
        return await then(_quotation(session, [(line, chosen), *((one, lines_of(one.text)) for one in more)]))

    return Ask(fields, go_on) if fields else await go_on({})


def _lines_field(session: Session, rows: Sequence[str]) -> tuple[Field, ...]:
    if len(rows) < 2:
        return ()

    async def check(typed: str) -> str:
        if typed.lower() not in ALL:
            numbers(typed, len(rows))
        return typed

    intro = session.say(N_("Which lines? Their numbers, such as 2-4, 7. Enter alone takes all."))
    if len(rows) > LISTED:
        intro += " " + session.say(N_("There are {n}; these are the first {listed}."), n=len(rows), listed=LISTED)
    return (
        Field(
            "lines",
            N_("Lines to quote"),
            Kind.SEVERAL,
            intro=intro,
            choices=tuple(Choice(str(n), _shortened(row)) for n, row in enumerate(rows[:LISTED], 1)),
            optional=True,
            check=check,
        ),
    )


def _posts_field(session: Session, opened: set[int], others: Others) -> tuple[Field, ...]:
    if others.most < 2:
        return ()

    async def check(typed: str) -> str:
        wanted = _numbers_or(typed, others.most, everything=False)
        if len(wanted) > OTHERS_MOST:
            raise NotUnderstood(N_("{n} other posts is the most. Enter alone takes none."), n=OTHERS_MOST)
        for number in wanted:
            await _other(others, number, opened)
        return typed

    return (
        Field(
            "posts",
            N_("Other posts"),
            intro=session.say(N_("Other posts of this thread too? Their numbers, such as 3, 5. Enter alone: none.")),
            optional=True,
            check=check,
        ),
    )


def _numbers_or(typed: str, most: int, *, everything: bool) -> tuple[int, ...]:
    """Return the numbers that were typed; for none at all every one, or none."""
    word = typed.strip().lower()
    if everything and (not word or word in ALL):
        return tuple(range(1, most + 1))
    return () if not word or word in NONE else numbers(word, most)


async def _other(others: Others, number: int, opened: set[int]) -> PostLine:
    """Return another post of the thread by its number, as it stands now. Raises NotUnderstood, naming it."""
    found = await others.find(number)
    if found is None:
        raise NotUnderstood(N_("Post {n} is not of this thread. Please leave it out."), n=number)
    if found.removed:
        raise NotUnderstood(N_("Post {n} was taken away. Please leave it out."), n=number)
    if (found.note or found.blocked) and found.id not in opened:
        raise NotUnderstood(N_("Post {n} is closed. Please leave it out, or open it first."), n=number)
    return found


def _shortened(row: str) -> str:
    """Return as much of a line as tells it from the others."""
    if len(row) <= SHOWN:
        return row
    words, space, _ = row[:SHOWN].rpartition(" ")
    return (words if space else row[:SHOWN]) + " ..."


def _quotation(session: Session, parts: Sequence[tuple[PostLine, Sequence[str]]]) -> Quotation:
    """Put the parts together, each under who wrote it where there are several, with the notes that cover them."""
    texts = [
        (session.say(N_("{name} wrote:"), name=name_of(session, line)) + "\n" if len(parts) > 1 else "") + quoted(rows)
        for line, rows in parts
    ]
    notes = dict.fromkeys(note for line, _ in parts for note in filter(None, line.note.split(", ")))
    return Quotation("\n\n".join(texts), ", ".join(notes))
