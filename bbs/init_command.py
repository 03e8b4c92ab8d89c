"""`warmline init`: begin a community, and have whoever begins it think of what is forgotten most often.

Each question has an answer for scripts (`--name`, `--country`, `--operator` ...). Without a terminal nothing is asked:
what no option says is left for later, and `warmline doctor` and the office ask for it again.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from rich.console import Console

from bbs import config as configuration
from bbs import founding, server_key, server_key_command
from bbs.clock import SystemClock
from bbs.community import crisis, crisis_words, handles, joining, line_checks, members, passphrases
from bbs.community.crisis import CrisisData
from bbs.community.members import Person, Role
from bbs.config import Setting
from bbs.errors import BBSError, NotUnderstood
from bbs.house import open_store
from bbs.language import ENGLISH, N_
from bbs.member_command import hasher
from store.database import Store
from store.home import Home

CHOSEN = {
    "name": "community.name",
    "country": "community.countries",
    "zone": "community.zone",
    "host": "server.host",
    "port": "server.port",
}
"""The options of `init` that are settings, and which."""
CALLED = {"name": "Its name", "zone": "The time zone", "host": "The address", "port": "The port"}

Ask = Callable[[str], str]


def options(one: argparse.ArgumentParser) -> None:
    """Declare what can be said instead of being asked."""
    one.add_argument("--name", help="what the place is called")
    one.add_argument(
        "--country", action="append", metavar="COUNTRY", help="where most members live, such as GB; repeatable"
    )
    one.add_argument("--zone", help="the time zone of callers whose own is not known, such as Europe/Madrid")
    one.add_argument("--host", help='the address to listen on; "::" lets others in')
    one.add_argument("--port", type=int, help="the port to listen on")
    one.add_argument("--operator", metavar="HANDLE", help="your own name there: makes you its first operator")
    one.add_argument("--second-operator", action="store_true", help="make a joining code for a second operator")
    one.add_argument(
        "--lines-checked", action="store_true", help="you checked the crisis lines that joining needs, today"
    )


@dataclass
class Beginning:
    """One run of `init`: where it asks and says, and what it has so far."""

    home: Home
    arguments: argparse.Namespace
    said: Console
    ask: Ask | None
    now: int

    def wanted(self, option: str, question: str, check: Callable[[Any], Any]) -> Any:
        """Return what an option says, or what is answered, checked; None for neither. A wrong answer is asked again."""
        given = getattr(self.arguments, option)
        if given is not None:
            return check(given)
        while self.ask is not None and (typed := self.ask(question).strip()):
            try:
                return check(typed)
            except BBSError as error:
                self.said.print(error.words())
        return None

    def agrees(self, question: str) -> bool:
        """Ask for a yes. Nobody there is no."""
        return self.ask is not None and self.ask(question).strip().lower() in ("y", "yes")


def init(arguments: argparse.Namespace, said: Console) -> None:
    """Begin a community: its name, countries, server key, operators, and the crisis lines to check."""
    begun = Beginning(
        Home(arguments.home.resolve()),
        arguments,
        said,
        server_key_command.typed if sys.stdin.isatty() else None,
        SystemClock().now(),
    )
    begun.home.refuse_started()
    chosen = _settings(begun)
    operator = begun.wanted("operator", "Your own handle there (Enter: later): ", handles.clean)
    founding.found(begun.home, now=begun.now, chosen=chosen)
    said.print(f"A community was started in {begun.home.path}.")
    said.print(f"Its settings are in {begun.home.config}.")
    said.print()
    server_key_command.show(begun.home, said)
    config = configuration.load(begun.home.path, os.environ)
    store = open_store(begun.home, config)
    person, words = _first_operator(begun, store, operator) if operator else (None, "")
    try:
        _lines(begun, store, person, config.community.countries)
        if person is not None:
            _second_operator(begun, store, person)
    finally:
        store.close()
        if person is not None:  # in the end, where it is still in view, and even if somebody stops this before
            _show_passphrase(begun, person, words)
    said.print()
    if person is None:
        said.print("The first start shows the code with which the first operator joins.")
    said.print(f"Look it over: warmline doctor --home {begun.home.path}")
    said.print(f"Open it:      warmline serve --home {begun.home.path}")


def _settings(begun: Beginning) -> dict[str, Any]:
    """Return the settings that were chosen, by name. Raises ConfigError for a value that one cannot have."""
    known = {one.name: one for one in configuration.describe()}
    chosen: dict[str, Any] = {}
    for option, question in {
        "name": "What is it called (Enter: Quiet Harbour): ",
        "country": "Countries of most members, such as GB, IE (Enter: later): ",
        "zone": "Time zone (Enter: UTC): ",
    }.items():
        value = begun.wanted(option, question, _check(option, known[CHOSEN[option]]))
        if value is not None:
            chosen[CHOSEN[option]] = value
    for option in ("host", "port"):
        if getattr(begun.arguments, option) is not None:
            chosen[CHOSEN[option]] = _check(option, known[CHOSEN[option]])(getattr(begun.arguments, option))
    return chosen


def _check(option: str, one: Setting) -> Callable[[Any], Any]:
    """Return a check of a setting that says what is wrong in words."""

    def check(value: Any) -> Any:
        if option == "country":
            return _countries(value)
        try:
            return one.kind.check(_zone(value) if option == "zone" else value)
        except ValueError:
            message = N_("{name} cannot be {value}. It takes {allowed}.")
            raise NotUnderstood(message, name=CALLED[option], value=value, allowed=one.kind.allowed) from None

    return check


def _countries(value: str | list[str]) -> tuple[str, ...]:
    """Return the codes of countries, however they were called. Raises NotUnderstood for what is none, or several."""
    named = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
    countries = crisis.load().countries
    codes: list[str] = []
    for each in filter(None, named):
        found = countries.find(each)
        if len(found) != 1:
            message = N_(
                "{value} is not clear. Countries are taken by name or code, a comma between them, such as GB, IE."
            )
            raise NotUnderstood(message, value=each)
        codes += found
    return tuple(dict.fromkeys(codes))


def _zone(typed: str) -> str:
    """Return the time zone that has the name of a city, where there is one; else what was typed."""
    city = typed.strip().replace(" ", "_").casefold()
    fits = [zone for zone in available_timezones() if zone.rpartition("/")[2].casefold() == city]
    return fits[0] if len(fits) == 1 and typed not in fits else typed


def _first_operator(begun: Beginning, store: Store, handle: str) -> tuple[Person, str]:
    """Make whoever begins the place its operator; return them, and their passphrase."""
    words = passphrases.suggest()
    hashed = hasher(configuration.load(begun.home.path, os.environ)).hash(words)
    return store.run(members.add, handle, now=begun.now, role=Role.OPERATOR, passphrase=hashed), words


def _show_passphrase(begun: Beginning, person: Person, words: str) -> None:
    """Show the passphrase of the first operator: once, here."""
    begun.said.print()
    begun.said.print(f"You are its operator, {person.handle}. Your passphrase, shown this once:")
    begun.said.print(f"  {words}")
    begun.said.print("Change it, or add an SSH key, in your settings when you are signed in.")


def _lines(begun: Beginning, store: Store, person: Person | None, countries: tuple[str, ...]) -> None:
    """Go through the crisis lines that must be checked before anybody can join from outside."""
    data = crisis.load()
    left = data.unconfirmed(countries, {})
    begun.said.print()
    if not countries:
        begun.said.print(
            "Joining stays shut until the crisis lines of your countries are checked. Name the countries in "
            f"{begun.home.config}, then see office/lines, signed in."
        )
        return
    begun.said.print(
        "Joining opens when somebody here checked these crisis lines: call each, or read its own page, today."
    )
    words = in_words(data, countries, begun.now)
    checked = [key for key in left if _is_checked(begun, words[key], can_be=person is not None)]
    if checked:
        store.run(line_checks.confirm, checked, person, now=begun.now)
    if still := len(left) - len(checked):
        begun.said.print(f"Still to be checked: {still}. Signed in, it is done at office/lines.")


def _is_checked(begun: Beginning, words: str, *, can_be: bool) -> bool:
    begun.said.print(f"  {words}")
    if not can_be:
        return False
    return begun.arguments.lines_checked or begun.agrees("  Checked today, and right? y (Enter: later): ")


def in_words(data: CrisisData, countries: Iterable[str], now: int) -> Mapping[str, str]:
    """Return what there is to check in these countries, in words, by check key."""
    found: dict[str, str] = {}
    for code in countries:
        name = data.countries.name(code)
        found[data.emergency_key(code)] = f"{name}, emergency number: {data.emergency(code) or 'none known here'}"
        for line in data.lines_for(code, now):
            where = line.provider or line.web
            told = crisis_words.service_line(line, now, ENGLISH)
            found[line.check_key] = f"{name}: {told}" + (f" Where to check: {where}" if where else "")
    return found


def _second_operator(begun: Beginning, store: Store, person: Person) -> None:
    """Make a code for somebody who can run the place when its first operator cannot."""
    begun.said.print()
    if not begun.arguments.second_operator and not begun.agrees("Does somebody run it with you? y (Enter: later): "):
        begun.said.print(
            "Have a second operator soon: if you are ill, nobody else can run the place. Once they "
            "have joined, office/members makes them one."
        )
        return
    vault = server_key.vault_of(begun.home, store)
    code = store.run(joining.make_code, vault, Role.OPERATOR, now=begun.now, made_by=person.id)
    begun.said.print("The second operator joins with the code, which works once (join, then c):")
    begun.said.print(f"  {code}")
