"""How an address leads to a page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bbs.errors import Busy, NotFound, SignInFirst
from bbs.language import N_
from bbs.session import Session
from screens.page import Page, Who
from screens.standing import STANDING, is_closed_to


@dataclass(frozen=True)
class Route:
    """How an address leads to a page."""

    page: type[Page]
    regex: re.Pattern[str]


def route(page: type[Page]) -> Route:
    """Compile a page's pattern: literal parts, {name}, {name:int}, and {name:rest} for everything that follows."""

    def part(match: re.Match[str]) -> str:
        name, kind = match[1], match[2]
        return f"(?P<{name}>{ {'int': '[0-9]{1,9}', 'rest': '.+'}.get(kind or '', '[^/]+') })".replace(" ", "")

    return Route(page, re.compile(re.sub(r"\{(\w+)(?::(\w+))?\}", part, page.pattern)))


def find(routes: tuple[Route, ...], session: Session, address: str) -> Page:
    """Return the page at an address; for who is suspended, most of them are STANDING.

    Raises NotFound, SignInFirst where signing in is what is missing, Busy where a full house has only crisis help.
    """
    session.learn_role()
    wanted = address.strip().strip("/")
    if is_closed_to(session, wanted):
        wanted = STANDING
    for known in routes:
        if match := known.regex.fullmatch(wanted):
            if not known.page.who.includes(session):
                raise SignInFirst if session.person is None and known.page.who is Who.MEMBER else NotFound
            if known.page.needs_store and session.house.store is None:
                raise NotFound(session.house.shut)
            if known.page.needs_store and session.is_crowded:
                raise Busy(N_("This place is full just now. Help is open; for the rest, please come back in a while."))
            return known.page(session, wanted, **match.groupdict())
    raise NotFound
