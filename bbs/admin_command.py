"""`warmline admin`: the desk and the office at the machine itself, without ssh, for an operator.

The same pages as over ssh. Whoever can start this can read the database and the server key beside it, and has proved
nothing else: so it begins with a line in the log, and what a member keeps for themselves is not to be opened here.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import secrets
import sys
from contextlib import suppress

from rich.console import Console

from bbs import config as configuration
from bbs import taking_in
from bbs.arrival import Arrival, clamp, terminal_of
from bbs.community import log, machine_visits, members
from bbs.community.members import Person, Role
from bbs.errors import BBSError, NotFound, Refusal
from bbs.house import House
from bbs.language import N_, Language
from bbs.local_wire import LocalWire
from bbs.serve_command import MODES, build
from bbs.server.guard import guarded
from bbs.session import Mode, Session
from screens.opening import open_visit
from screens.pages import ROUTES
from screens.pages.home import HomePage
from screens.pages.queue import DeskPage
from screens.routes import Route
from store.home import Home

ROOMS = frozenset(
    {"desk", "office", "help", "about", "guidelines", "boards", "groups", "looks", "members", "search", "go", "recent"}
)
"""First parts of the addresses that can be opened: what staff look after, and what everybody reads."""
EVERY = 60
"""Seconds between two times at which a visit keeps that it goes on."""


def admin(arguments: argparse.Namespace, said: Console) -> None:
    """Open the desk and the office here, as an operator."""
    home = Home(arguments.home.resolve())
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal(N_("This needs a terminal. Over ssh, take one with it: ssh -t host warmline admin"))
    house = build(home, configuration.load(home.path, os.environ), loopback=True, said=said)
    try:
        if house.store is None or house.vault is None:
            raise Refusal(N_("The desk needs the database. Run warmline doctor: it says what is wrong."))
        person = house.store.run(operator, arguments.handle or _asked(house, said))
        house.store.run(log.record, house.vault, "machine-opened", by=person.id, about=None, now=house.clock.now())
        status = asyncio.run(hold(house, person, lines=arguments.lines))
    finally:
        house.prover.close()
        if house.store is not None:
            house.store.close()
    if status:
        sys.exit(status)


def _asked(house: House, said: Console) -> str:
    """Ask as whom: what is done here is theirs, in the log as well."""
    assert house.store is not None  # noqa: S101 - seen before
    handles = house.store.run(members.handles_in_role, Role.OPERATOR)
    if not handles:
        raise Refusal(N_("There is no operator yet. Make one: warmline member role HANDLE operator"))
    said.print(f"Operators: {', '.join(handles)}.")
    return input("Which one are you: ").strip()


def operator(handle: str) -> Person:
    """Return an operator by their handle. Raises NotFound for anybody else."""
    person = members.by_handle(handle)
    if person is None or person.role is not Role.OPERATOR:
        raise NotFound(N_("{handle} is no operator here."), handle=handle)
    return person


def routes() -> tuple[Route, ...]:
    """Return the ways to what can be opened; home is the desk."""
    desk = Route(DeskPage, re.compile("home"))
    return (desk, *(one for one in ROUTES if one.page.pattern.partition("/")[0] in ROOMS and one.page is not HomePage))


async def hold(house: House, person: Person, *, lines: bool, wire: LocalWire | None = None) -> int:
    """Hold a visit at this terminal, which begins at the desk, and return its exit status."""
    wire = wire or LocalWire()
    session = Session(
        id=secrets.token_hex(4),
        house=house,
        arrival=Arrival(username=person.handle, person=person, asks_line=lines, at_machine=True),
        terminal=terminal_of(os.environ.get("TERM", ""), clamp(wire.size), os.environ),
        spoken=Language.of(house.config.community.language),
    )
    session.wants = Mode.LINE if lines else None
    session.signed_in(person)
    session.heard_at = session.now
    going_on = asyncio.ensure_future(_keep_known(session, person.id))
    with wire.raw(session.resized):
        try:
            visit = open_visit(session, wire, routes(), MODES, at="desk")
            return await guarded(visit, lambda: session.id, lambda words: wire.write(_line(session, words)))
        finally:
            going_on.cancel()
            await _let_know(session, person.id)
            session.over()


async def _keep_known(session: Session, member: int) -> None:
    """Let a server that runs meanwhile know of this visit, until cancelled, and know what is decided there."""
    while True:
        await _let_know(session, member)
        with suppress(BBSError):
            await taking_in.take_in(session.house)
        await session.house.clock.sleep(EVERY)


async def _let_know(session: Session, member: int) -> None:
    with suppress(BBSError):  # a full disk ends no visit
        await session.write(machine_visits.keep, session.id, member, heard=session.heard_at, now=session.now)


def _line(session: Session, words: str) -> bytes:
    return f"{session.say(words)}\r\n".encode("utf-8" if session.terminal.utf8 else "iso-8859-1", "replace")
