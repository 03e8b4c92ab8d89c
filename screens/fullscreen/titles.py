"""What the title line says; and a title it has no room for, which stands over the page instead."""

from __future__ import annotations

from typing import Final

from bbs.language import N_
from bbs.news import POSTS
from bbs.safe_text import cells
from bbs.session import Session
from screens.fullscreen.lines import MARGIN
from screens.fullscreen.widgets.frame import NARROW
from screens.page import Page
from screens.view import View

LEAVES: Final = 26
"""Cells of the title line that are not the title's, where it says who one is."""
APART: Final = 2
"""Cells between both ends of it."""


def heading(view: View, columns: int, caller: Session) -> str:
    """Return a title that the title line of a window has no room for, "" for any other."""
    leaves = LEAVES
    if caller.reader or columns < NARROW:
        leaves = MARGIN * 2 + APART + (0 if caller.reader else cells(_help(caller)))
    return view.title if cells(view.title) > columns - leaves else ""


def title_line(page: Page, view: View, columns: int, caller: Session) -> tuple[str, str]:
    """Return both ends of the title line: where one is; how much came, who one is, and that there is help.

    With that, what came is told.
    """
    fresh = caller.waiting(POSTS)
    caller.take(POSTS)
    news = caller.language.count("{n} new", "{n} new", fresh) if fresh and page.pattern != "new" else ""
    who = caller.person.handle if caller.person else caller.say(N_("guest"))
    parts = () if caller.reader else (news, who, _help(caller))
    title = caller.house.name if page.pattern in ("home", "door") else view.title
    if heading(view, columns, caller):
        title = caller.say(page.title)
    return title, "   ".join(part for part in parts if part)


def _help(caller: Session) -> str:
    return f"! {caller.say(N_('crisis help'))}"
