"""`warmline serve`, and the composition root: it and `warmline admin` alone know both the server and the screens.

It loads everything there is, which takes a second; the other commands do without it.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from ipaddress import ip_address

from rich.console import Console

from bbs import config as configuration
from bbs import founding, garbage, machine, metrics, rotation, server_key
from bbs.calling import keep_calling
from bbs.catching_up import hear_what_was_not
from bbs.clock import SystemClock
from bbs.community import closing, crisis, debrief, housekeeping, texts, weekly
from bbs.config import Config, Endpoint
from bbs.errors import BBSError, NotSaved, NotUnderstood
from bbs.examining import Examination
from bbs.house import House, open_store
from bbs.language import N_
from bbs.member_command import hasher
from bbs.metrics import Metrics
from bbs.proof import Prover
from bbs.reloading import keep_reading_again
from bbs.sending import keep_sending
from bbs.server import hostkeys, passed
from bbs.server.ssh import Server
from bbs.server.watchdog import Watchdog
from bbs.session import Mode, Session
from bbs.signals import hear_signals, said_to_a_terminal, say_no_more, somebody_sits_there
from bbs.wire import Wire
from screens.arriving import request
from screens.fullscreen.opening import open_full
from screens.linemode.opening import open_line
from screens.linemode.verbs import VISIT, run_verb
from screens.opening import open_visit
from screens.pages import ROUTES
from store import backups, belonging
from store.backups import DAY
from store.ballast import Ballast
from store.database import StoreUnusable
from store.home import Home
from store.vault import Vault

log = logging.getLogger("warmline")
ROOM_EVERY = CLOSING_EVERY = 60
"""Seconds between two looks at how much room the disk has."""
MODES = {Mode.LINE: open_line, Mode.FULL: open_full}


async def open_session(session: Session, wire: Wire) -> int:
    """Hold one visit, or do one verb, in the mode the caller has."""
    command = request(session)
    if command and command != VISIT:
        return await run_verb(session, wire, ROUTES, command)
    if command == VISIT:
        session.wants = Mode.LINE
    return await open_visit(session, wire, ROUTES, MODES)


def build(home: Home, config: Config, *, loopback: bool, said: Console) -> House:
    """Put a community together from its home. Without a usable database it has crisis help and nothing else."""
    store, vault = None, None
    is_gone = closing.is_gone(home)
    try:
        Vault.at(home.server_key)  # where there is none, the database is left alone
        store = open_store(home, config)
        vault = server_key.vault_of(home, store)
    except StoreUnusable as error:
        if not is_gone:
            said.print(error.words(), style="bold")
        if store is not None:
            store.close()
            store = None
    if is_gone:
        said.print("This place has closed for good: only crisis help is open.", style="bold")
    elif store is None or vault is None:
        said.print("Only crisis help is open until that is mended.", style="bold")
    return House(
        home=home,
        config=config,
        clock=SystemClock(),
        texts=texts.load(config.community.language),
        crisis=crisis.load(),
        prover=Prover(hasher(config), at_once=config.passphrases.at_once, waiting=config.passphrases.waiting),
        store=store,
        vault=vault,
        exempt_from_line_checks=loopback,
        doctor=Examination(home),
    )


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def run(
    house: House,
    endpoints: tuple[Endpoint, ...],
    ready: Callable[[list[tuple[str, int]]], None],
    handed: Sequence[socket.socket] = (),
) -> None:
    """Serve until SIGTERM or SIGINT, then finish within ten seconds."""
    server = Server(house, open_session)
    stop = asyncio.Event()
    hear_signals(stop.set, signal.SIGTERM, signal.SIGINT)
    again = asyncio.Event()
    at_terminal, said_there = somebody_sits_there(), said_to_a_terminal()

    def reads_again_or_went_away() -> None:
        if at_terminal and not somebody_sits_there():
            say_no_more(said_there)
            stop.set()
        else:
            again.set()

    hear_signals(reads_again_or_went_away, signal.SIGHUP)
    asyncio.get_running_loop().set_exception_handler(log_exception)
    await hear_what_was_not(house)
    ready(await server.listen(endpoints, handed))
    going_on = (
        tidy(house),
        keep_sending(house),
        keep_calling(house),
        keep_looking_for_room(house),
        keep_knowing_whether_it_closes(house),
        keep_reading_again(house, server.take_limits, again),
    )
    rounds = [asyncio.ensure_future(going) for going in going_on]
    measured = await tell_numbers(house, server)
    await stop.wait()
    if measured is not None:
        measured.close()
    for going in rounds:
        going.cancel()
    await server.close()


async def tell_numbers(house: House, server: Server) -> asyncio.Server | None:
    """Answer a Prometheus on this machine, where the settings say so."""
    at = house.config.metrics.listen
    if at is None:
        return None
    numbers = Metrics(house, server.inside, server.half_open, began=house.clock.monotonic())
    try:
        return await metrics.listen(numbers, at)
    except OSError as error:  # the place opens all the same
        log.error("nobody can ask for metrics at %s: %s", at, error.strerror)
        return None


async def keep_knowing_whether_it_closes(house: House) -> None:
    """Look every minute whether somebody at the machine announced that this place closes, or took that back."""
    while True:
        house.closing = await asyncio.to_thread(closing.of, house.home)
        await house.clock.sleep(CLOSING_EVERY)


def log_exception(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """Log what went wrong outside any visit by its type alone: its message may hold somebody's words."""
    error = context.get("exception")
    log.error("outside a visit: %s", type(error).__name__ if error else "an event loop warning")


async def keep_looking_for_room(house: House) -> None:
    """See every minute whether the disk has room for anything new: it fills, and is emptied, by others too."""
    while house.store is not None:
        await house.store.look_for_room()
        await house.clock.sleep(ROOM_EVERY)


async def tidy(house: House) -> None:
    """Once a day, let go of what was promised to go, and copy the rest."""
    while house.store is not None and house.vault is not None:
        try:
            await house.store.write(weekly.begin_due, house.clock.now())
            await house.store.write(housekeeping.purge, house.vault, house.clock.now())
            await house.store.write(debrief.keep, house.texts.debrief, now=house.clock.now())
            await house.store.tidy()
        except BBSError as error:
            log.error("tidying up was put off: %s", type(error).__name__)
        await backups.daily(house.home, house.clock.now(), house.config.backups.encrypt_to)
        await house.clock.sleep(DAY)


def serve(arguments: argparse.Namespace, said: Console) -> None:
    """Open a community to callers; begin it first in a home that has neither a marker nor a host key."""
    home = Home(arguments.home.resolve())
    if not somebody_sits_there():
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # asked to read again before there is anything to read again
    belonging.refuse_root(home.path)
    if not home.is_started:
        founding.found(home, now=SystemClock().now())
        said.print(f"A new community was started in {home.path}.")
    if home.in_work_tree and not home.is_demo:
        said.print("Take care: this home lies in a git work tree. Never commit what it holds.", style="bold")
    config = configuration.load(home.path, os.environ)
    logging.getLogger().setLevel(config.logging.level.upper())
    machine.bound()
    endpoints = listening(arguments, config)
    handed = passed.handed(os.environ, os.getpid())
    hosts = [passed.place(one)[0] for one in handed] or [endpoint.host for endpoint in endpoints]
    with home.held():
        backups.sweep(home)
        if rotation.settle(home):
            said.print(rotation.ENDED)
        hostkeys.make_sure(home, Ballast(home.ballast, config.store.ballast_mib), now=SystemClock().now())
        house = build(home, config, loopback=home.is_demo or all(map(is_loopback, hosts)), said=said)
        try:
            code = prepare(house, said)
            garbage.settle()
            with Watchdog() as watchdog, asyncio.Runner(loop_factory=watchdog.loop) as runner:

                def opened(places: list[tuple[str, int]]) -> None:
                    announce(home, places, code, said)
                    watchdog.watch()

                runner.run(run(house, endpoints, opened, handed))
        finally:
            house.prover.close()
            if house.store is not None:
                house.store.close()


def prepare(house: House, said: Console) -> str | None:
    """Have the starter content, and return the code with which a first operator joins, None where there is one."""
    if house.store is None or house.vault is None:
        return None
    if not house.store.run(server_key.fits, house.vault):
        said.print("Take care: server.key is not the key of this database. warmline doctor says more.")
    try:
        founding.plant(house.store, house.texts, now=house.clock.now())
        return founding.operator_code(house.store, house.vault, now=house.clock.now())
    except NotSaved:  # callers read, and have crisis help, all the same
        said.print("There is no room on the disk: the first operator's code is shown at a start that has some.")
        return None


def listening(arguments: argparse.Namespace, config: Config) -> tuple[Endpoint, ...]:
    """Return what to listen on: the command line wins over the settings."""
    main = Endpoint(
        arguments.host if arguments.host is not None else config.server.host,
        arguments.port if arguments.port is not None else config.server.port,
    )
    more = tuple(endpoint(text) for text in arguments.listen) or config.server.listen
    return (main, *more)


def endpoint(text: str) -> Endpoint:
    """Read HOST:PORT; raises NotUnderstood."""
    try:
        return Endpoint.parse(text)
    except ValueError:
        raise NotUnderstood(
            N_("--listen takes HOST:PORT, such as 0.0.0.0:22 or [::]:22, not {text}."), text=text
        ) from None


def announce(home: Home, places: list[tuple[str, int]], code: str | None, said: Console) -> None:
    """Say that we are open: where, how to connect, where the data is, and how the first operator joins."""
    for host, port in places:
        said.print(f"Listening on {host} port {port}")
    host, port = places[0]
    shown = "localhost" if is_loopback(host) or host in ("0.0.0.0", "::") else host  # noqa: S104 - only compared
    said.print(f"Connect with:  ssh -p {port} {shown}     Join: ssh -p {port} new@{shown}")
    said.print(f"Crisis help:   ssh -p {port} help@{shown}")
    said.print(f"Everything this community owns is in {home.path}")
    if home.server_key.exists() and not home.is_demo and not server_key.is_kept(home):
        said.print(f"Keep the server key elsewhere. This shows it as words: warmline server-key --home {home.path}")
    if code:
        said.print(f"The first operator joins with the code:  {code}")
        said.print("(join, then c. It works once; a new one is shown at each start until it is used.)")
    sys.stdout.flush()
