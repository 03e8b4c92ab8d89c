"""The index of every feature: if it is not here, it does not exist."""

from __future__ import annotations

from screens.page import Page, Route, route
from screens.pages.boards import BoardPage, BoardsPage, LivePage, NewPage, ThreadFromPostPage, ThreadPage
from screens.pages.home import DoorPage, HomePage

PAGES: tuple[type[Page], ...] = (
    DoorPage,
    HomePage,
    NewPage,
    BoardsPage,
    LivePage,
    ThreadFromPostPage,
    ThreadPage,
    BoardPage,
)

ROUTES: tuple[Route, ...] = tuple(route(page) for page in PAGES)
