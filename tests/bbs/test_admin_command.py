"""`warmline admin`: the desk at the machine itself, in a terminal that is given back."""

from __future__ import annotations

import asyncio
import os
import pty
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from bbs import admin_command
from bbs.admin_command import EVERY, ROOMS, routes
from bbs.community import lock_down, log, machine_visits, members
from bbs.community.members import Role
from bbs.errors import NotFound
from bbs.house import House
from bbs.visits import GONE_SECONDS
from screens.pages.queue import DeskPage
from screens.routes import find
from store.database import Store
from store.home import Home
from store.tables import MachineVisit
from store.vault import Vault
from tests import houses
from tests.commands import warmline

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A community with an operator and a moderator, which is not served now."""
    house = houses.build(tmp_path / "home")
    houses.member(house, "olive", role=Role.OPERATOR)
    houses.member(house, "wren", role=Role.MODERATOR)
    houses.close(house)
    return tmp_path / "home"


class Terminal:
    """A terminal in which the command runs, as a process of its own."""

    def __init__(self, *words: object) -> None:
        self.process, self.line = pty.fork()
        if not self.process:
            environment = {**os.environ, "TERM": "xterm", "PYTHONPATH": str(ROOT), "LANG": "en_GB.UTF-8"}
            command = [sys.executable, "-m", "bbs", *(str(word) for word in words)]
            os.execve(sys.executable, command, environment)
        self.said = ""

    def sees(self, words: str) -> str:
        """Wait for some words, and return all that was said up to them."""
        while words not in self.said:
            try:
                data = os.read(self.line, 4096)
            except OSError as error:  # it ended
                raise AssertionError(self.said) from error
            self.said += data.decode(errors="replace")
        before, _, self.said = self.said.partition(words)
        return before + words

    def types(self, words: str) -> None:
        os.write(self.line, words.encode())

    def ends(self) -> int:
        """Wait for the end, and return the exit status."""
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with an operator."""
    built = houses.build(tmp_path / "house")
    yield built
    houses.close(built)


@pytest.mark.timeout(60)
def test_an_operator_opens_the_desk_in_plain_lines_and_the_log_says_so(home: Path) -> None:
    at = Terminal("admin", "--home", home, "--lines")
    at.sees("Operators: olive.")
    at.sees("Which one are you: ")
    at.types("olive\n")
    said = at.sees("choose: ")
    assert "Nothing waits." in said
    assert "you do not count as on shift" in said
    at.types("read\r")
    at.sees("choose: ")
    at.types("bye\r")
    at.sees("Goodbye.")
    assert at.ends() == 0
    store = Store.open(Home(home).database, Home(home).backups)
    try:
        olive = store.run(members.by_handle, "olive")
        (entry,) = store.run(log.lately, Vault.at(Home(home).server_key), olive)
        assert (entry.act, entry.by, entry.about) == ("machine-opened", "olive", "")
        here = store.run(machine_visits.staff_lately, now=entry.at)
        assert olive is not None
        assert here == {olive.id}, "a server that runs meanwhile knows of it, and that it is over"
        assert store.run(machine_visits.staff_lately, now=entry.at + 60 + GONE_SECONDS) == frozenset()
    finally:
        store.close()


def test_a_visit_keeps_once_a_minute_that_it_goes_on_and_when_something_was_typed(house: House) -> None:
    olive, clock = houses.member(house, "olive", role=Role.OPERATOR), cast(houses.HeldClock, house.clock)
    began, caller = clock.now(), houses.session(house, olive)
    caller.heard_at = began

    def kept() -> list[tuple[int, int]]:
        rows = houses.write(house, lambda: list(MachineVisit.select()))
        return [(row.heard_at - began, row.seen_at - began) for row in rows]

    async def comes(*row: int) -> None:
        """Wait until a visit kept that, and waits for its next minute."""
        while kept() != [row] or not any(until > clock.monotonic() for until in clock._waiting.values()):  # noqa: ASYNC110
            await asyncio.sleep(0.001)

    async def play() -> None:
        going = asyncio.ensure_future(admin_command._keep_known(caller, olive.id))
        async with asyncio.timeout(30):
            await comes(0, 0)
            clock.move(EVERY - 1)
            caller.hears()
            await asyncio.sleep(0.01)
            assert kept() == [(0, 0)], "no write a key"
            clock.move(1)
            until = houses.write(house, lock_down.begin, house.vault, olive, now=clock.now())
            await comes(EVERY - 1, EVERY)
            assert house.locked_until == until, "what was done over ssh is known here with the next minute"
            clock.move(EVERY)
            await comes(EVERY - 1, 2 * EVERY)
        going.cancel()

    asyncio.run(play())


def test_without_a_terminal_it_says_how_to_have_one(home: Path) -> None:
    done = warmline("admin", "olive", "--home", home)
    assert (done.returncode, done.stdout) == (1, "")
    assert "This needs a terminal" in done.stderr


def test_nobody_but_an_operator_is_let_in(house: House) -> None:
    houses.member(house, "wren", role=Role.MODERATOR)
    for handle in ("wren", "nobody"):
        with pytest.raises(NotFound, match="no operator here"):
            houses.write(house, admin_command.operator, handle)


def test_what_somebody_keeps_for_themselves_is_not_to_be_opened_there(house: House) -> None:
    session = houses.session(house, houses.member(house, "olive", role=Role.OPERATOR))
    for address in ("journal", "moods", "plan", "settings", "drafts", "kind-words", "my-data", "for-you"):
        with pytest.raises(NotFound):
            find(routes(), session, address)
    assert isinstance(find(routes(), session, "home"), DeskPage)
    for address in ("desk", "desk/notes", "office/boards", "help", "boards", "members/olive"):
        find(routes(), session, address)


def test_every_room_that_is_named_is_there() -> None:
    first = {re.split(r"[/{]", one.page.pattern)[0] for one in routes()}
    assert first == ROOMS | {"desk"}
