"""Tools for a hard few minutes, in steps that are taken one at a time (SAFETY.md 26).

Each is a file in the folder `tools` of a language: adding a file is adding a tool. A picture that goes with it is a
file in `pictures`. Words and pictures that are wrong are our own bug: they raise ValueError.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bbs.community.shipped_words import Folders, Table
from bbs.errors import NotFound
from bbs.language import N_

NEEDS: Final = {
    "too-much": N_("too much at once"),
    "sleep": N_("cannot sleep"),
    "thoughts": N_("thoughts go round"),
    "urge": N_("an urge"),
    "low": N_("low"),
    "alone": N_("alone"),
}
"""What somebody may come with, in the order in which tools are listed."""
MOST_ROWS, MOST_COLUMNS = 5, 36
"""A picture fits beside its steps in a window of 40 columns and 12 rows."""
LEAST_SECONDS: Final = 0.5
"""A form stays at least so long: calm to look at, and few bytes."""


@dataclass(frozen=True)
class Form:
    """What a picture looks like for so many seconds."""

    rows: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Motion:
    """A small picture that says nothing of its own. `still` is how it stands where nothing moves, `alt` what it is.

    `beats` are the forms it slowly passes through, over and over, for whoever asked for that.
    """

    alt: str
    still: tuple[str, ...]
    beats: tuple[Form, ...]


@dataclass(frozen=True)
class Exercise:
    """A tool; `stop` goes with each of its steps, beside the way out.

    `name` is its address, `needs` are some of NEEDS, the main one first; `order` puts those for the same in a row.
    """

    name: str
    title: str
    about: str
    stop: str
    steps: tuple[str, ...]
    closing: str
    needs: tuple[str, ...]
    order: int
    picture: Motion | None = None


def all_of(folders: Folders) -> tuple[Exercise, ...]:
    """Return the tools of a language, by what one needs, the likeliest to help first."""
    pictures = {name: _motion(table) for name, table in folders.tables("pictures").items()}
    tools = [_exercise(name, table, pictures) for name, table in folders.tables("tools").items()]
    needs = list(NEEDS)
    return tuple(sorted(tools, key=lambda tool: (needs.index(tool.needs[0]), tool.order, tool.name)))


def named(tools: tuple[Exercise, ...], name: str) -> Exercise:
    """Return the tool of a name. Raises NotFound."""
    found = next((tool for tool in tools if tool.name == name), None)
    if found is None:
        raise NotFound
    return found


def for_need(tools: tuple[Exercise, ...], need: str) -> tuple[Exercise, ...]:
    """Return the tools for one need, those first that are for it before all. Raises NotFound for no such need."""
    if need not in NEEDS:
        raise NotFound
    return tuple(sorted((tool for tool in tools if need in tool.needs), key=lambda tool: tool.needs.index(need)))


def _exercise(name: str, table: Table, pictures: Mapping[str, Motion]) -> Exercise:
    words = {key: table.text(key) for key in ("title", "about", "stop", "closing")}
    steps, needs, order = table.texts("steps"), table.texts("needs"), table.take("order", int)
    picture = table.text("picture", "")
    if unknown := [need for need in needs if need not in NEEDS]:
        raise table.wrong(f"needs must be some of {', '.join(NEEDS)}, not {unknown[0]}")
    if picture and picture not in pictures:
        raise table.wrong(f"there is no picture called {picture}")
    table.done()
    return Exercise(name, steps=steps, needs=needs, order=order, picture=pictures.get(picture), **words)


def _motion(table: Table) -> Motion:
    alt, still, beats = table.text("alt"), table.take("still", int), table.take("beats", list)
    forms = [_rows(form, table) for form in table.texts("forms")]
    if len({len(rows) for rows in forms}) > 1:
        raise table.wrong("all forms must have the same number of rows")
    passed: list[Form] = []
    for beat in beats:
        match beat:
            case [int(number), int(seconds) | float(seconds)] if number in range(len(forms)):
                if seconds < LEAST_SECONDS:
                    raise table.wrong(f"a beat must be {LEAST_SECONDS} seconds or longer")
                passed.append(Form(forms[number], float(seconds)))
            case _:
                raise table.wrong("each of beats must be the number of a form and its seconds")
    if not passed or still not in range(len(forms)):
        raise table.wrong("beats must not be empty, and still must be the number of a form")
    table.done()
    return Motion(alt, forms[still], tuple(passed))


def _rows(form: str, table: Table) -> tuple[str, ...]:
    rows = tuple(form.split("\n"))
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS or not row.isascii() for row in rows):
        raise table.wrong(f"a form has at most {MOST_ROWS} rows of {MOST_COLUMNS} plain characters")
    return rows
