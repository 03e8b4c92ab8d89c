"""What the server offers: nothing old, nothing this place does not need."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import asyncssh
import pytest

from tests.harbour import CLEAN, Harbour
from tests.knocking import SUCCESS, Knocker, knock

ALLOWED = [
    "(kex) curve25519-sha256 -- [warn] does not provide protection against post-quantum attacks",
    "(kex) curve25519-sha256@libssh.org -- [warn] does not provide protection against post-quantum attacks",
]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harbour]:
    """A harbour for callers who leave no trace in it."""
    with Harbour(tmp_path_factory.mktemp("harbour")) as open_harbour:
        yield open_harbour


@pytest.fixture(scope="module")
def audit(harbour: Harbour) -> str:
    command = [sys.executable, "-m", "ssh_audit.ssh_audit", "-n", "-b", "--skip-rate-test", "-p", str(harbour.port)]
    return subprocess.run([*command, "127.0.0.1"], capture_output=True, text=True, timeout=60, check=False).stdout


def test_ssh_audit_finds_no_fault_but_two_that_are_allowed(audit: str) -> None:
    assert "(gen) banner: SSH-2.0-Warmline" in audit
    assert [line for line in audit.splitlines() if "[fail]" in line or "[warn]" in line] == ALLOWED


def test_key_exchanges_are_offered_in_the_order_that_every_client_survives(audit: str) -> None:
    offered = re.findall(r"^\(kex\) (\S+)", audit, re.MULTILINE)
    assert offered[:3] == ["curve25519-sha256", "curve25519-sha256@libssh.org", "mlkem768x25519-sha256"]
    assert [name for name in offered[3:] if not name.startswith(("ext-info-s", "kex-strict-s"))] == []


def test_nothing_is_compressed(audit: str, harbour: Harbour) -> None:
    assert "(gen) compression: disabled" in audit
    done = harbour.verb("help", options=("-C", "-v"))
    assert "compression: none" in done.stderr
    assert "compression: zlib" not in done.stderr


async def as_guest(knocker: Knocker) -> Knocker:
    assert await knocker.request("guest", b"none") == SUCCESS
    return knocker


def test_a_connection_holds_one_session(harbour: Harbour) -> None:
    async def call() -> None:
        async with knock(harbour.port) as knocker:
            guest = await as_guest(knocker)
            visit = await guest.create_process(term_type="xterm")
            await visit.stdout.readuntil("choose: ")
            with pytest.raises(asyncssh.ChannelOpenError, match="refused"):
                await guest.create_process()
            visit.stdin.write("boards\r")
            await visit.stdout.readuntil("choose: ")

    asyncio.run(call())


def test_one_channel_is_one_visit(harbour: Harbour) -> None:
    async def call() -> None:
        async with knock(harbour.port) as knocker:
            visit = await (await as_guest(knocker)).create_process(term_type="xterm")
            await visit.stdout.readuntil("choose: ")
            channel = visit.channel
            assert not await channel._make_request(b"exec", asyncssh.packet.String("version"))
            assert not await channel._make_request(b"shell")

    asyncio.run(call())


def test_a_connection_ends_with_its_visit(harbour: Harbour) -> None:
    async def call() -> None:
        async with knock(harbour.port) as knocker:
            await (await as_guest(knocker)).run("version")
            with pytest.raises(asyncssh.ChannelOpenError):
                await knocker.run("version")
            await asyncio.to_thread(harbour.passes, 11)
            assert (await knocker.heard.get())[0] == 0

    asyncio.run(call())


@pytest.mark.parametrize("request_name", [b"auth-agent-req@openssh.com", b"x11-req", b"subsystem"])
def test_what_this_place_does_not_need_is_refused(harbour: Harbour, request_name: bytes) -> None:
    string, boolean, number = asyncssh.packet.String, asyncssh.packet.Boolean, asyncssh.packet.UInt32
    payload = {
        b"auth-agent-req@openssh.com": b"",
        b"x11-req": boolean(False) + string("MIT-MAGIC-COOKIE-1") + string("00" * 16) + number(0),
        b"subsystem": string("sftp"),
    }[request_name]

    async def call() -> None:
        async with knock(harbour.port) as knocker:
            channel = await (await as_guest(knocker)).channel()
            assert not await channel.ask(request_name, payload)

    asyncio.run(call())


def test_no_connection_is_made_or_taken_for_a_caller(harbour: Harbour) -> None:
    async def call() -> None:
        async with knock(harbour.port) as knocker:
            guest = await as_guest(knocker)
            with pytest.raises(asyncssh.ChannelOpenError):
                await guest.open_connection("127.0.0.1", harbour.port)
            with pytest.raises(asyncssh.ChannelOpenError):
                await guest.open_unix_connection("/tmp/nothing")
            with pytest.raises(asyncssh.ChannelListenError):
                await guest.start_server(lambda host, port: None, "", 0)
            with pytest.raises(asyncssh.ChannelListenError):
                await guest.start_unix_server(lambda: None, "/tmp/nothing")

    asyncio.run(call())


SOCKS_HELLO = b"\5\1\0"


def socks_to(port: int) -> bytes:
    return b"\5\1\0\1\x7f\0\0\1" + port.to_bytes(2, "big")


def all_that_comes(port: int, said: bytes) -> bytes:
    heard = b""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line, suppress(ConnectionResetError):
        line.sendall(said)
        while more := line.recv(4096):
            heard += more
    return heard


@pytest.mark.parametrize("flag", ["-L", "-R", "-D"])
def test_a_client_that_asks_for_forwarding_alone_gets_none_and_harms_nobody(harbour: Harbour, flag: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    wanted = {"-L": f"{port}:127.0.0.1:{harbour.port}", "-R": f"{port}:127.0.0.1:{harbour.port}", "-D": f"{port}"}
    options = ("-N", flag, wanted[flag], "-v", "-o", "BatchMode=yes")
    command = harbour.command("guest", terminal=False, options=options)
    command[command.index("LogLevel=ERROR")] = "LogLevel=VERBOSE"
    client = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=CLEAN)
    try:
        assert client.stderr is not None
        assert any("Entering interactive session" in line for line in client.stderr)
        if flag == "-R":
            assert any("remote port forwarding failed" in line for line in client.stderr)
        else:
            assert b"SSH-2.0" not in all_that_comes(
                port, SOCKS_HELLO + socks_to(harbour.port) if flag == "-D" else b"?"
            )
    finally:
        client.kill()
        client.communicate()
    assert harbour.verb("help").returncode == 0


def test_files_are_not_copied(harbour: Harbour, tmp_path: Path) -> None:
    for flag in ("-O", "-s"):
        here = tmp_path / "here"
        here.write_text("words")
        command = ["scp", flag, "-F", "none", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no"]
        command += ["-o", "UserKnownHostsFile=/dev/null", "-P", str(harbour.port), str(here), "guest@127.0.0.1:there"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False, env=CLEAN)
        assert done.returncode != 0
