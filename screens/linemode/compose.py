"""Writing several lines in the line mode: lines, then a single dot. Nothing typed is ever lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bbs.language import N_
from screens.linemode.draw import INDENT
from screens.view import Field

if TYPE_CHECKING:
    from screens.linemode.visit import LineVisit

HOW = N_("Type your lines, then a line with a single dot.")
ALL = N_(
    "A single dot ends it. .show reads it back. .edit changes a line. .drop takes the last line away. "
    ".draft keeps it for later. .help is crisis help. .bye! leaves at once; what you wrote is kept."
)


async def text(visit: LineVisit, field: Field) -> str:
    """Let the caller write, beginning with the draft that was kept, if any. Raises GivenUp: kept for later."""
    visit.say(visit.session.say(HOW))
    kept = await visit.session.draft(field.draft)
    lines = kept.split("\n") if kept else []
    if lines:
        visit.say(
            visit.session.language.count(
                "Your draft is here, {n} line. Go on writing, or type .show, .edit, .drop.",
                "Your draft is here, {n} lines. Go on writing, or type .show, .edit, .drop.",
                len(lines),
            )
        )
    return await _write(visit, field, lines)


async def edit(visit: LineVisit, field: Field, written: str) -> str:
    """Change lines of what was written, then go on writing."""
    lines = written.split("\n")
    await _edit(visit, lines)
    visit.say(visit.session.say(N_("Go on writing, or a single dot to finish.")))
    return await _write(visit, field, lines)


async def _write(visit: LineVisit, field: Field, lines: list[str]) -> str:
    async with visit.keeping(field.draft, lines):
        while True:
            typed = await visit.composed()
            match typed.text.strip():
                case ".":
                    return "\n".join(lines)
                case ".help":
                    await visit.crisis_help()
                case "help":
                    lines.append(typed.text)
                    await visit.crisis_help()
                case ".bye!" | "bye!":
                    visit.quick_exit()
                case ".draft":
                    await visit.keep_for_later(field.draft, lines)
                case ".show":
                    visit.say(*(INDENT + line for line in lines))
                case ".drop" if lines:
                    lines.pop()
                    visit.say(visit.session.say(N_("The last line is gone.")))
                case ".edit":
                    await _edit(visit, lines)
                case ".?":
                    visit.say(visit.session.say(ALL))
                case _:
                    lines.append(typed.text)
            if sum(map(len, lines)) + len(lines) > field.limit:
                visit.say(visit.session.say(N_("That is as long as it can be: {n} characters."), n=field.limit))
                _shorten(lines, field.limit)
            await visit.pause(field.draft, lines)


def _shorten(lines: list[str], limit: int) -> None:
    while lines and sum(map(len, lines)) + len(lines) > limit:
        over = sum(map(len, lines)) + len(lines) - limit
        lines[-1] = lines[-1][: max(0, len(lines[-1]) - over)]
        if not lines[-1]:
            lines.pop()


async def _edit(visit: LineVisit, lines: list[str]) -> None:
    """Let the caller replace one line, or take it away by leaving it empty."""
    visit.say(*(f"{n}. {line}" for n, line in enumerate(lines, 1)))
    which = await visit.answer(visit.session.say(N_("Line to change")), help_words=visit.session.say(N_("Its number.")))
    if not which.isdecimal() or not 1 <= int(which) <= len(lines):
        visit.say(visit.session.say(N_("Nothing was changed.")))
        return
    new = await visit.answer(
        visit.session.say(N_("New words")), help_words=visit.session.say(N_("Enter alone removes it."))
    )
    lines[int(which) - 1 : int(which)] = [new] if new else []
    visit.say(visit.session.say(N_("Line {n} is changed.") if new else N_("Line {n} is gone."), n=which))
