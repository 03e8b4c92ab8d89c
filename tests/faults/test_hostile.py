"""Callers who mean harm, against the program itself: what they take is bounded, and whoever calls meanwhile is served.

Memory is that of the server's own process, read from the kernel; the long ones are marked `faults`. What was measured
is logged: see docs/bounds.md.
"""

from __future__ import annotations

import asyncio
import logging
import re
import socket
import subprocess
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import asyncssh
import pexpect
import pytest
from asyncssh.packet import Boolean, String, UInt32

from bbs.server import hostkeys
from bbs.server.guard import APOLOGY
from bbs.server.limits import TABLE
from bbs.session import Session
from bbs.wire import Wire
from tests import houses
from tests.harbour import CLEAN, QUIET, Caller, Harbour
from tests.knocking import FAILURE, SUCCESS, Knocker, knock
from tests.serving import Serving, away

log = logging.getLogger("measured")

R = TypeVar("R")
Visit = asyncssh.SSHClientProcess[Any]

HELP = "If your life is in danger now, call your emergency number."
GREETING = b"SSH-2.0-Somebody_1.0\r\n"
PARTIAL = GREETING + UInt32(32_000) + b"\x0a\x14" + bytes(500)
MB = 1024 * 1024
PROMPTLY = 2.0
"""Seconds within which somebody in need is answered; it takes a tenth of one when nobody else is there."""
SETTINGS = """\
[server]
stalled_seconds = 5
input_rate = 16777216
"""
"""So that what takes half a minute takes seconds; what is held does not depend on it."""


@dataclass(frozen=True)
class Target:
    """The program, serving in a process of its own."""

    port: int
    pid: int

    @property
    def memory(self) -> int:
        """Bytes of memory the server has now."""
        return self._status("VmRSS")

    def forget(self) -> int:
        """Begin to measure the most it ever has; return what it has now."""
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")
        return self.memory

    def grown(self, before: int) -> int:
        """Return by how much the most it ever had, since `forget`, is more than it had then."""
        grown = self._status("VmHWM") - before
        log.info("memory: %.1f MB more at most", grown / MB)
        return grown

    def _status(self, name: str) -> int:
        found = re.search(rf"^{name}:\s+(\d+) kB", Path(f"/proc/{self.pid}/status").read_text(), re.MULTILINE)
        assert found
        return int(found[1]) * 1024

    def helps(self) -> float:
        """Call as somebody in need, with an ordinary client; return the seconds until all was said."""
        command = ["ssh", *QUIET, "-o", "BatchMode=yes", "-p", str(self.port), "-T", "help@127.0.0.1"]
        began = time.monotonic()
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False, env=CLEAN
        )
        assert HELP in done.stdout, done.stderr
        took = time.monotonic() - began
        log.info("help answered in %.2f s", took)
        return took


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    """The program, warmed up. One for each test: memory that one frees would hide what the next one takes."""
    houses.close(houses.build(tmp_path / "home", settings=SETTINGS))
    serving = Serving.program(tmp_path / "home")
    serving._environment = away(tmp_path, WARMLINE_LOGGING_LEVEL="error")  # nobody reads its pipe meanwhile
    with serving:
        serving._guard.cancel()  # every test here is bounded by itself, and all of them take longer
        served = Target(serving.port, serving._process.pid)
        for _ in range(5):
            served.helps()
        yield served


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harbour]:
    """A server in this process, where its tables can be seen and its clock be moved."""
    with Harbour(tmp_path_factory.mktemp("harbour")) as open_harbour:
        open_harbour.member("sam")
        yield open_harbour


def within(seconds: float, attack: Coroutine[Any, Any, R]) -> R:
    """Run an attack in a loop of its own, for so many seconds at most."""
    return asyncio.run(asyncio.wait_for(attack, seconds))


async def comes_in(knocker: Knocker, **how: Any) -> Visit:
    """Open a visit to the help page, as far as its first prompt."""
    assert await knocker.request("help", b"none") == SUCCESS
    visit: Visit = await knocker.create_process(**{"term_type": "xterm", **how})
    await visit.stdout.readuntil("choose: ")
    return visit


async def asks(visit: Visit) -> str:
    """Ask for help once more, in a visit that should go on."""
    visit.stdin.write("help\r")
    return str(await visit.stdout.readuntil("choose: "))


async def all_at_once(attack: Callable[[int], Coroutine[Any, Any, R]], times: int, target: Target) -> tuple[R, ...]:
    """Attack so many times at once; somebody in need is served promptly meanwhile."""
    attacking = [asyncio.ensure_future(attack(number)) for number in range(times)]
    while not all(one.done() for one in attacking):
        assert await asyncio.to_thread(target.helps) < PROMPTLY
    return tuple(await asyncio.gather(*attacking))


# Before signing in


@pytest.mark.faults
@pytest.mark.parametrize(("said", "connections"), [(b"", 200), (GREETING, 200), (PARTIAL, 100), (PARTIAL, 1000)])
def test_crowds_that_never_sign_in_cost_little_and_help_answers(target: Target, said: bytes, connections: int) -> None:
    before = target.forget()
    with ExitStack() as held:
        for number in range(connections):
            source = (f"127.0.1.{number % 40 + 1}", 0)
            line = held.enter_context(socket.create_connection(("127.0.0.1", target.port), 10, source))
            with suppress(OSError):  # hung up on already, to make room
                line.sendall(said)
        assert target.helps() < PROMPTLY
    assert target.grown(before) < 20 * MB


@pytest.mark.faults
def test_ten_megabytes_of_noise_on_the_port_cost_little(target: Target) -> None:
    before = target.forget()
    for junk in (b"\r\n" * 5_000_000, b"x" * 10 * MB, PARTIAL + b"\xff" * 10 * MB, GREETING + bytes(10 * MB)):
        with socket.create_connection(("127.0.0.1", target.port), 10) as line, suppress(OSError):
            line.sendall(junk)
        assert target.helps() < PROMPTLY
    assert target.grown(before) < 5 * MB


@pytest.mark.faults
def test_forty_guesses_at_once_cost_what_two_cost(target: Target) -> None:
    async def guess(number: int) -> int:
        try:
            async with knock(target.port, source=f"127.0.2.{number + 1}") as knocker:
                return await knocker.password(f"somebody{number}", "not the right passphrase")
        except (OSError, AssertionError):
            return 0  # hung up on, to make room

    before = target.forget()
    for _ in range(3):
        assert set(within(15, all_at_once(guess, 40, target))) == {FAILURE}
    assert target.grown(before) < 2 * 19 * MB + 20 * MB, "two are looked at at a time, 19 MiB each"


@pytest.mark.faults
def test_five_hundred_guesses_from_everywhere_leave_a_bounded_trace_and_shut_nobody_out(harbour: Harbour) -> None:
    async def guess(number: int) -> int:
        try:
            async with knock(harbour.port, source=f"127.0.{3 + number % 2}.{number % 250 + 1}") as knocker:
                return await knocker.password("sam" if number % 3 else f"nobody{number}", "not the passphrase")
        except (OSError, AssertionError):
            return 0

    async def guess_on() -> None:
        for first in range(0, 500, 25):
            guessing = [asyncio.ensure_future(guess(number)) for number in range(first, first + 25)]
            while not all(one.done() for one in guessing):
                await asyncio.to_thread(harbour.passes, 31)
                await asyncio.sleep(0.01)
            assert {one.result() for one in guessing} <= {0, FAILURE}

    within(55, guess_on())
    penalties = harbour.server._threshold.keeper.penalties
    assert 240 <= len(penalties._networks._table) <= 500 <= TABLE  # of 250, some may have been hung up on
    assert len(penalties._handles._table) <= 500
    caller = harbour.calls("sam")
    caller.sees("Enter for the door: ")
    caller.types(houses.PASSPHRASE)
    at_home = [pexpect.TIMEOUT, "Home, choose: "]
    for _ in range(3):  # the time may pass before the passphrase has come
        harbour.passes(31)
        if caller.child.expect_exact(at_home, timeout=3):
            break
    assert "Good evening, sam." in caller.child.before
    caller.hangs_up()


# Once inside


@pytest.mark.faults
def test_five_hundred_variables_of_100_kb_cost_little(target: Target) -> None:
    variables = {f"LC_X{number}": "x" * 100_000 for number in range(500)}

    async def call() -> None:
        async with knock(target.port) as knocker:
            visit = await comes_in(knocker, env=variables)
            assert HELP in await asks(visit)

    before = target.forget()
    within(40, call())
    assert target.grown(before) < 10 * MB
    assert target.helps() < PROMPTLY


@pytest.mark.faults
def test_ten_thousand_channels_on_one_connection_are_one(target: Target) -> None:
    async def call() -> None:
        async with knock(target.port) as knocker:
            visit = await comes_in(knocker)
            for _ in range(10):
                tries = [knocker.create_process() for _ in range(1000)]
                opened = await asyncio.gather(*tries, return_exceptions=True)
                assert {type(refused) for refused in opened} == {asyncssh.ChannelOpenError}
            assert HELP in await asks(visit)

    before = target.forget()
    within(50, call())
    assert target.grown(before) < 10 * MB


@pytest.mark.faults
def test_ten_thousand_new_sizes_leave_the_visit_and_the_others_as_they_were(target: Target) -> None:
    async def call() -> None:
        async with knock(target.port) as knocker:
            visit = await comes_in(knocker)
            for number in range(10_000):
                visit.change_terminal_size(number * 7, 65_535)
            assert await asyncio.to_thread(target.helps) < PROMPTLY
            assert HELP in await asks(visit)

    before = target.forget()
    within(40, call())
    assert target.grown(before) < 10 * MB


@pytest.mark.faults
@pytest.mark.parametrize("terminal", ["xterm", None])
def test_ten_megabytes_without_a_line_end_are_cut_and_the_visit_goes_on(target: Target, terminal: str | None) -> None:
    async def call() -> None:
        async with knock(target.port) as knocker:
            visit = await comes_in(knocker, term_type=terminal)
            answer = asyncio.ensure_future(visit.stdout.readuntil("choose: "))
            for _ in range(160):
                visit.stdin.write("x" * 65_536)
                await visit.stdin.drain()
            assert await asyncio.to_thread(target.helps) < PROMPTLY
            visit.stdin.write("\r\n")
            await answer
            visit.stdin.write("help\r\n")
            assert HELP in await visit.stdout.readuntil("choose: ")

    before = target.forget()
    within(50, call())
    assert target.grown(before) < 10 * MB


@pytest.mark.faults
@pytest.mark.parametrize("terminal", ["xterm", None])
def test_four_who_ask_on_and_never_read_hold_little(target: Target, terminal: str | None) -> None:
    async def call(number: int) -> None:
        async with asyncio.timeout(40), knock(target.port, source=f"127.0.5.{number + 1}") as knocker:
            visit = await comes_in(knocker, term_type=terminal, window=2**31 - 1)
            assert isinstance(knocker._transport, asyncio.Transport)
            knocker._transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            knocker._transport.pause_reading()
            for _ in range(2500):  # 3 MB of answers
                visit.stdin.write("help\r")
                await asyncio.sleep(0.001)

    before = target.forget()
    within(50, all_at_once(call, 4, target))
    assert target.grown(before) < 4 * 2 * MB


@pytest.mark.faults
@pytest.mark.parametrize("terminal", ["xterm", None])
@pytest.mark.parametrize("line", ["help\n", "\n", "no such thing\n"])
def test_nobody_waits_for_somebody_who_sends_a_quarter_of_a_megabyte_of_commands(
    target: Target, terminal: str | None, line: str
) -> None:
    async def call() -> None:
        async with knock(target.port) as knocker:
            visit = await comes_in(knocker, term_type=terminal, window=2**31 - 1)
            visit.stdin.write(line * (250_000 // len(line)))
            assert await asyncio.to_thread(target.helps) < PROMPTLY

    within(40, call())


# What no visit gets


async def opens(knocker: Knocker, kind: bytes, details: bytes) -> None:
    """Ask for a channel of some kind."""
    channel = asyncssh.SSHTCPChannel[bytes](knocker, asyncio.get_running_loop(), None, "strict", 65_536, 32_768)
    await channel._open(kind, details)


ADDRESSES = String("127.0.0.1") + UInt32(22) + String("127.0.0.1") + UInt32(9)


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        (b"session", b""),
        (b"direct-tcpip", ADDRESSES),
        (b"forwarded-tcpip", ADDRESSES),
        (b"direct-streamlocal@openssh.com", String("/run/dbus/system_bus_socket") + String("") + UInt32(0)),
        (b"tun@openssh.com", UInt32(1) + UInt32(0)),
        (b"x11", String("127.0.0.1") + UInt32(9)),
        (b"auth-agent@openssh.com", b""),
        (b"no-such-thing", b""),
    ],
)
def test_no_second_channel_of_any_kind_and_the_visit_goes_on(harbour: Harbour, kind: bytes, details: bytes) -> None:
    async def call() -> None:
        async with knock(harbour.port) as knocker:
            visit = await comes_in(knocker)
            with pytest.raises(asyncssh.ChannelOpenError):
                await opens(knocker, kind, details)
            assert HELP in await asks(visit)

    within(15, call())


@pytest.mark.parametrize(
    ("wish", "details"),
    [
        (b"auth-agent-req@openssh.com", b""),
        (b"x11-req", Boolean(False) + String("MIT-MAGIC-COOKIE-1") + String("00" * 16) + UInt32(0)),
        (b"subsystem", String("sftp")),
        (b"exec", String("boards")),
    ],
)
def test_a_visit_under_way_is_given_nothing_more(harbour: Harbour, wish: bytes, details: bytes) -> None:
    async def call() -> None:
        async with knock(harbour.port) as knocker:
            visit = await comes_in(knocker)
            assert not await visit.channel._make_request(wish, details)
            assert HELP in await asks(visit)

    within(15, call())


@pytest.mark.parametrize("name", ["sftp", "netconf", "x" * 5000])
def test_openssh_is_refused_every_subsystem(harbour: Harbour, name: str) -> None:
    done = harbour.verb("help", name, options=("-s",))
    assert done.returncode != 0
    assert "subsystem request failed" in done.stderr
    assert HELP not in done.stdout


def test_a_visit_with_every_forwarding_asked_for_gets_none_and_goes_on(harbour: Harbour) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    forward = ("-A", "-X", "-L", f"{port}:127.0.0.1:{harbour.port}", "-R", "0:127.0.0.1:9")
    caller = harbour.calls("guest", options=forward)
    caller.sees("remote port forwarding failed")
    caller.sees("choose: ")
    with socket.create_connection(("127.0.0.1", port), timeout=10) as through:
        assert through.recv(64) == b"", "a banner would be the server's own, reached through itself"
    assert HELP in caller.ask("help", "choose: ")
    caller.hangs_up()


def plink(harbour: Harbour, user: str) -> list[str]:
    known = hostkeys.load(harbour.house.home.host_keys, now=harbour.clock.now()).signing[0].get_fingerprint()
    return ["plink", "-ssh", "-batch", "-t", "-hostkey", known, "-P", str(harbour.port), f"{user}@127.0.0.1"]


def dbclient(harbour: Harbour, user: str) -> list[str]:
    return ["dbclient", "-y", "-y", "-t", "-p", str(harbour.port), f"{user}@127.0.0.1"]


@pytest.mark.parametrize("client", [plink, dbclient])
@pytest.mark.parametrize(("user", "prompt"), [("help", "choose: "), ("line", "What would you like?: ")])
def test_other_clients_hold_a_visit_with_a_terminal(
    harbour: Harbour, tmp_path: Path, client: Callable[[Harbour, str], list[str]], user: str, prompt: str
) -> None:
    caller = Caller(client(harbour, user), environment=CLEAN | {"HOME": str(tmp_path)})
    assert (HELP in caller.sees(prompt)) == (user == "help")
    assert HELP in caller.ask("help", "choose: ")
    caller.hangs_up()


# A bug


def test_a_visit_that_raises_ends_alone_and_the_log_has_no_words_of_it(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []

    async def raising(session: Session, wire: Wire) -> int:
        words = (await wire.read()).decode()
        seen.append(session.id)
        raise RuntimeError(words, session.arrival.username)

    async def call() -> None:
        async with knock(harbour.port) as other, knock(harbour.port, source="127.0.0.2") as knocker:
            meanwhile = await comes_in(other)
            monkeypatch.setattr(harbour.server._visiting, "_open_session", raising)
            assert await knocker.request("guest", b"none") == SUCCESS
            done = await knocker.run(input="a canary in the wires")
            assert str(done.stdout).count(APOLOGY) == 1
            assert done.exit_status == 1
            assert HELP in await asks(meanwhile)

    with caplog.at_level(logging.INFO, logger="bbs"):
        within(15, call())
    logged = [record for record in caplog.records if record.name.startswith("bbs")]
    said = "\n".join(map(logging.Formatter().format, logged))
    assert re.search(rf"session {seen[0]}: RuntimeError at test_hostile\.py:\d+ raising < ", said)
    assert "canary" not in said
    assert "guest" not in said
    assert "127.0.0." not in said
    monkeypatch.undo()
    assert HELP in harbour.verb("help").stdout
