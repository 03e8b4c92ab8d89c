"""How one question is laid out: what it is about, and what there is to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from screens.fullscreen.lines import Sheet
from screens.fullscreen.sheet import sheet_of
from screens.view import Choice, Field, Item, Kind, Listing, Notice, Prose, View

if TYPE_CHECKING:
    from screens.fullscreen.app import FullApp

FRAME = 3
"""Rows for the title and the foot."""
LINE_LEAVES = 0.8
"""What part of the other rows what is told may take, where there is a line to write on below it."""


def question_sheet(visit: FullApp, field: Field, choices: tuple[Choice, ...], size: Size) -> Sheet:
    """Lay it out; a list that is chosen from by number comes first where it alone has room, and stays in view."""
    sheet, room = _laid_out(visit, field, choices, size.width), int(LINE_LEAVES * (size.height - FRAME))
    if field.kind is Kind.SEVERAL and len(choices) <= room < len(sheet.lines):
        return _laid_out(visit, field, choices, size.width, list_first=True)
    return sheet


def _laid_out(
    visit: FullApp, field: Field, choices: tuple[Choice, ...], width: int, *, list_first: bool = False
) -> Sheet:
    say = visit.caller.say
    about = Prose.of(*dict.fromkeys(say(words) for words in (field.intro, field.help) if words))
    blocks: list[Prose | Notice | Listing] = [about] if about.paragraphs else []
    if choices:
        if not list_first:
            blocks.append(Notice(say(field.label)))
        is_numbered = field.kind is Kind.SEVERAL or field.at_once
        numbers = (n % 10 if field.at_once else n for n in range(1, len(choices) + 1))
        names = [f"{n}. {say(c.label)}" if is_numbered else say(c.label) for n, c in zip(numbers, choices, strict=True)]
        items = tuple(Item(name, id=choice.value) for name, choice in zip(names, choices, strict=True))
        blocks.insert(0 if list_first else len(blocks), Listing(items, ""))
    return sheet_of(View("", tuple(blocks)), width, visit.manner)
