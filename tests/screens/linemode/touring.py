"""Everybody goes everywhere and does everything in the line mode: what each hears of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bbs.community.members import Person
from bbs.errors import BBSError
from bbs.house import House
from screens.linemode.opening import open_line
from screens.page import Action, AnyPage
from screens.pages import ROUTES
from screens.routes import find
from tests import houses
from tests.screens.linemode.listening import Heard, Listener, Peopled

SETTINGS = '[community]\ncountries = ["GB"]\n'
TYPED = ("nonsense", "", "", "?", "previous", "again", "99")
"""What is typed on every page, one line after the other."""
EVERYWHERE = {action.name for action in AnyPage.declared}


@dataclass(frozen=True)
class PageHeard:
    """What one caller hears on one page: on opening it, and after each line of TYPED."""

    role: str
    address: str
    title: str
    sent: bytes
    opening: Heard
    then: tuple[Heard, ...]

    @property
    def all(self) -> tuple[Heard, ...]:
        return (self.opening, *self.then)

    @property
    def is_open(self) -> bool:
        """Whether the caller may see the page."""
        return bool(self.title) or self.address == "door"


@dataclass(frozen=True)
class ActionHeard:
    """What one caller hears when they do one thing on a page, and after a yes where it asks for one."""

    role: str
    address: str
    action: Action
    before: Heard
    after: Heard
    agreed: Heard | None


def visited(peopled: Peopled, role: str, address: str, known: dict[str, PageHeard]) -> PageHeard:
    """Hear a page, unless it was heard by somebody who sees the same and may do the same."""
    person = peopled.people[role]
    title, alike, _ = _seen(peopled.house, person, address)
    if alike not in known:
        sent, (_, opening, *then) = _listened(peopled.house, (f"go {address}", *TYPED), person)
        known[alike] = PageHeard(role, address, title, sent, opening, tuple(then[:-1]))
    return replace(known[alike], role=role)


def _listened(house: House, typed: Iterable[str], person: Person | None) -> tuple[bytes, list[Heard]]:
    """Hear a visit that begins on a page that is soon made; return all that was sent, too."""
    wire = Listener(typed)
    asyncio.run(open_line(houses.session(house, person), wire, ROUTES, "about"))
    wire.note()
    return bytes(wire.sent), wire.heard()


def _seen(house: House, person: Person | None, address: str) -> tuple[str, str, list[Action]]:
    """Return a page's title, what is the same for two callers who see and are offered the same, and what it offers."""

    async def seen() -> tuple[str, str, list[Action]]:
        page = find(ROUTES, houses.session(house, person), address)
        view = await page.view()
        return view.title, f"{address} {view} {page.offered()}", page.offered()

    try:
        return asyncio.run(seen())
    except BBSError as refused:
        return "", f"{address} {refused.words()}", []


def all_done(peopled: Peopled, role: str, address: str, known: set[str], *, confirmed: bool) -> Iterator[ActionHeard]:
    """Do what somebody may do on a page, but for what another did who saw the same there."""
    _, alike, offered = _seen(peopled.house, peopled.people[role], address)
    for action in offered:
        if bool(action.confirm) != confirmed or action.name in EVERYWHERE or f"{alike} {action.name}" in known:
            continue
        known.add(f"{alike} {action.name}")
        word = f"{action.name} 1" if action.on_item else action.name
        _, heard = _listened(peopled.house, (f"go {address}", word, "yes"), peopled.people[role])
        _, before, after, *rest = heard
        yield ActionHeard(role, address, action, before, after, rest[0] if confirmed else None)
