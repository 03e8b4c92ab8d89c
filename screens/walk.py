"""A walk through the pages: the page somebody is on, and the way back. Both modes walk alike, each draws in its way."""

from __future__ import annotations

from dataclasses import replace

from bbs import turns
from bbs.community import read_only
from bbs.errors import NotFound
from bbs.session import Session
from screens.chosen import with_chosen
from screens.closing import closes
from screens.page import FOR_THE_STAFF, Page, Who
from screens.routes import Route, find
from screens.view import Notice, View

HOME = "home"


async def shown(page: Page) -> View:
    """Return what a page shows now, below one line where this place has closed, or the disk takes nothing new.

    What needs no store, crisis help above all, says nothing of it.
    """
    view, session = await page.view(), page.session
    words = _nothing_new(session) if page.needs_store else ""
    return replace(view, blocks=(Notice(words), *view.blocks)) if words else view


def _nothing_new(session: Session) -> str:
    """Say why nothing new can be written just now, "" where it can."""
    say = session.say
    if session.house.is_closed:
        return closes(session)
    if not session.house.is_read_only:
        return ""
    words = say(read_only.ONLY_READING if session.person else read_only.ONLY_LOOKING)
    return f"{words} {say(read_only.MAKE_ROOM)}" if Who.OPERATOR.includes(session) else words


class Walk:
    """Where a caller is.

    `places` are the addresses they came by, the present one last: the session's own, so that a change of mode stays
    where they were, or a list of its own for a walk beside the visit (crisis help in the middle of writing).
    """

    def __init__(self, session: Session, routes: tuple[Route, ...], places: list[str] | None = None) -> None:
        self.session = session
        self.routes = routes
        self.page: Page
        self.places = session.places if places is None else places
        self._chosen = session.chosen if places is None else {}
        self._opened = ""
        self._kept: Page | None = None

    def find(self, address: str) -> Page:
        """Return the page at an address; raises NotFound and what else screens.routes.find does."""
        return find(self.routes, self.session, address)

    async def open(self, address: str, *, replace: bool = False, is_back: bool = False) -> View:
        """Go to an address and return what there is to see. Where that fails, the caller stays where they were.

        Going back finds the last page that is kept as it was left. Of a page one comes back to, also from the other
        mode, the view has what was chosen there, which the page then knows.
        """
        page = self.find(address)
        if page.who in FOR_THE_STAFF:
            await self.session.learn_standing()
            page = self.find(address)
        if is_back and self._kept is not None and self._kept.address == page.address:
            page = self._kept
            await page.resumed()
        turns.on_page(page.pattern)
        if not self._opened:
            page.chosen = self._chosen.pop(page.address, "")
        view = await with_chosen(page, await shown(page), page.chosen)
        if replace and self.places:
            self.places.pop()
        elif page.address != self._opened:
            self.keep_place()
            self._kept = self.page if self._opened and self.page.is_kept else self._kept
        if not self.places or self.places[-1] != page.address:
            self.places.append(page.address)
        self.page, self._opened = page, page.address
        if self.places is self.session.places and page.is_remembered and view.title:
            self.session.recent.note(page.address, view.title)
        return view

    def keep_place(self) -> None:
        """Note where on its page the caller has come to: the way back, and the other mode, lead there."""
        if self._opened and self.places:
            self.places[-1] = place = self.page.where_now
            self._chosen[place] = self.page.chosen

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before this one."""
        return len(self.places) > 1

    async def back(self) -> View:
        """Return to the page before; places that are gone meanwhile are passed over. Home is before everything."""
        self._opened = ""
        self.places.pop()
        while self.places:
            try:
                return await self.open(self.places[-1], is_back=True)
            except NotFound:
                self.places.pop()
        return await self.open(HOME)
