"""What no visit gets, whatever client asks for it; and a visit that breaks, which ends alone."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
from collections.abc import Callable
from pathlib import Path

import asyncssh
import pytest
from asyncssh.packet import Boolean, String, UInt32

from bbs.server import hostkeys
from bbs.server.guard import APOLOGY
from bbs.session import Session
from bbs.wire import Wire
from tests.clients import needs
from tests.faults.attacking import HELP, asks, comes_in, within
from tests.harbour import CLEAN, Caller, Harbour
from tests.knocking import SUCCESS, Knocker, knock


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
    command = client(harbour, user)
    needs(command)
    caller = Caller(command, environment=CLEAN | {"HOME": str(tmp_path)})
    assert (HELP in caller.sees(prompt)) == (user == "help")
    assert HELP in caller.ask("help", "choose: ")
    caller.hangs_up()


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
    assert re.search(rf"session {seen[0]}: RuntimeError at test_refused\.py:\d+ raising < ", said)
    assert "canary" not in said
    assert "guest" not in said
    assert "127.0.0." not in said
    monkeypatch.undo()
    assert HELP in harbour.verb("help").stdout
