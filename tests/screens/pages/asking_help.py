"""Asking for crisis help in tests: its pages seen, said and answered."""

from __future__ import annotations

import asyncio
from typing import Any

from bbs.arrival import Terminal
from bbs.language import ENGLISH
from bbs.session import Session
from screens.linemode.draw import Unit, units
from screens.page import Ask, Page
from screens.pages import ROUTES
from screens.routes import find
from screens.view import View

NO_GUESS = Terminal("xterm")
BRITISH = Terminal("xterm", locale="en_GB.UTF-8")


def at(caller: Session, address: str) -> Page:
    return find(ROUTES, caller, address)


def view(caller: Session, address: str = "help") -> View:
    return asyncio.run(at(caller, address).view())


def heard(caller: Session, address: str = "help") -> list[Unit]:
    return units(view(caller, address), ENGLISH)


def said(caller: Session, address: str = "help") -> str:
    return "\n".join(line for unit in heard(caller, address) for line in unit.lines)


def perform(page: Page, name: str) -> Any:
    return asyncio.run(page.perform(next(a for a in page.offered() if a.name == name)))


def choose(caller: Session, typed: str, address: str = "help") -> Any:
    """Answer the question for the country."""
    asked = perform(at(caller, address), "country")
    return answer(asked, typed)


def answer(asked: Ask, typed: str) -> Any:
    async def both() -> Any:
        check = asked.fields[0].check
        return await asked.then({"country": await check(typed) if check else typed})

    return asyncio.run(both())
