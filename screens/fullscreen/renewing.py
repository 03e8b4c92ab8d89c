"""A list that news put something on: shown anew by itself, and what is chosen stays chosen. Readers ask for it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bbs.errors import BBSError
from screens.chosen import joined
from screens.fullscreen.lines import Sheet, Target
from screens.fullscreen.widgets.body import Body
from screens.page import Page
from screens.view import Item, Listing, View
from screens.walk import shown

if TYPE_CHECKING:
    from screens.fullscreen.page_screen import PageScreen


class Renewing:
    """Keeps the list on a page, or the one beside it, as it is now."""

    def __init__(self, screen: PageScreen) -> None:
        self._screen = screen

    @property
    def topics(self) -> set[str]:
        """The topics of news that change a list which is shown."""
        return {*self._screen.page.renewed_by, *self._screen.sides.renewed_by}

    async def look(self) -> str:
        """Show what news put on a list, or what changed of a page that is kept; return what was said of that."""
        screen, caller = self._screen, self._screen.visit.caller
        page, sides = screen.page, screen.sides
        for topic in self.topics:
            await caller.sift(topic)
        if caller.reader or not any(caller.waiting(topic) for topic in self.topics):
            return ""
        said = ""
        with suppress(BBSError):  # it is told when somebody does something there
            if page.renewed_by and page.is_kept:
                said = await self._say_what_changed()
            elif page.renewed_by:
                screen.anew(await _as_now(page, screen.body.target))
            await sides.stay()
        return said

    async def _say_what_changed(self) -> str:
        """Show a page that is no list as it is now, and say what came between, where something did; return that."""
        screen = self._screen
        if words := await screen.page.resumed():
            await screen.stay()
            screen.told(words)
        return words


async def _as_now(page: Page, chosen: Target | None) -> View:
    """Return what a list is now, as far down as what is chosen on it."""
    page.whole()
    view = await shown(page)
    while _way(chosen) and _way(chosen) not in _ways(view) and view.more and await page.more():
        view = joined(view, await page.view())
    return view


def place_on(sheet: Sheet, body: Body) -> tuple[int, int]:
    """Return where what is chosen stands on a sheet that takes the place of a body's, and the line to begin at.

    What came comes into view where there is room for both; else nothing that is in view moves.
    """
    target, ways = body.target, [_way(each) for each in sheet.targets]
    if target is None or (body.at == 0 and body.is_below(target)):
        return 0, body.top
    before = {_way(each) for each in body.sheet.targets}
    at = ways.index(_way(target)) if _way(target) in ways else min(body.at, len(ways) - 1)
    if at < 0:
        return 0, body.top
    here = sheet.targets[at]
    top = max(0, body.top + here.first - target.first) if body.top else 0
    came = [each.first for each, way in zip(sheet.targets, ways, strict=True) if way not in before]
    nearest = min((first for first in came if first < top), default=top)
    return at, nearest if here.last < nearest + body.size.height else top


def _way(target: Target | None) -> str:
    return target.what.to if target is not None and isinstance(target.what, Item) else ""


def _ways(view: View) -> set[str]:
    return {item.to for block in view.blocks if isinstance(block, Listing) for item in block.items}
