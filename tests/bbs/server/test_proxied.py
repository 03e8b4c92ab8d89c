"""Behind a proxy that names who calls: the name is believed from the proxies we know, and from nobody else."""

from __future__ import annotations

import asyncio
import socket
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path

import pytest

from bbs.server.proxy import SIGNATURE
from tests.harbour import CLEAN, Harbour
from tests.houses import PASSPHRASE
from tests.knocking import FAILURE, SUCCESS, knock

ALICE, BOB = "203.0.113.7", "2001:db8::7"
SETTINGS = '[server]\nproxy_protocol_from = ["127.0.0.1/32"]\n'


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Harbour]:
    """A harbour that is called through a proxy on this machine."""
    with Harbour(tmp_path, settings=SETTINGS) as open_harbour:
        yield open_harbour


def header(source: str) -> bytes:
    """Return a PROXY v2 header for a TCP connection from an address."""
    address = ip_address(source).packed
    kind = 0x11 if len(address) == 4 else 0x21
    body = address * 2 + struct.pack("!HH", 40000, 22)
    return SIGNATURE + bytes([0x21, kind]) + struct.pack("!H", len(body)) + body


def pump(here: socket.socket, there: socket.socket) -> None:
    with suppress(OSError):
        while data := here.recv(65536):
            there.sendall(data)
    with suppress(OSError):
        there.shutdown(socket.SHUT_WR)


@contextmanager
def relay(port: int, said_first: bytes) -> Iterator[int]:
    """Stand between a client and the harbour as a load balancer does; say something before the client may."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    client, _ = listening.accept()
                    upstream = socket.create_connection(("127.0.0.1", port))
                    upstream.sendall(said_first)
                    threading.Thread(target=carry, args=(client, upstream)).start()

        def carry(client: socket.socket, upstream: socket.socket) -> None:
            with client, upstream:
                back = threading.Thread(target=pump, args=(upstream, client))
                back.start()
                pump(client, upstream)
                back.join()

        serving = threading.Thread(target=serve)
        serving.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
        serving.join()


def helped(harbour: Harbour, port: int) -> subprocess.CompletedProcess[str]:
    command = harbour.command("help", terminal=False, options=("-o", "BatchMode=yes"))
    command[command.index("-p") + 1] = str(port)
    return subprocess.run(command, input="", capture_output=True, text=True, timeout=30, check=False, env=CLEAN)


def test_a_real_client_is_helped_through_a_proxy(harbour: Harbour) -> None:
    for source in (ALICE, BOB):
        with relay(harbour.port, header(source)) as port:
            done = helped(harbour, port)
        assert done.stdout.startswith("If your life is in danger now"), done.stderr


def test_the_network_that_counts_is_the_one_the_proxy_named(harbour: Harbour) -> None:
    harbour.member("sam")
    blocks = harbour.server._threshold.blocks

    async def call(port: int) -> bytes:
        async with knock(port) as knocker:
            assert await knocker.interact("sam", PASSPHRASE) == SUCCESS
            (gate,) = harbour.server._threshold.gates
            return gate.network

    for source in (ALICE, BOB):
        with relay(harbour.port, header(source)) as port:
            assert asyncio.run(call(port)) == blocks.network(source)
    assert blocks.network(ALICE) != blocks.network("127.0.0.1")


def test_a_network_that_knocks_too_often_behind_a_proxy_is_closed_and_others_are_let_in(tmp_path: Path) -> None:
    with Harbour(tmp_path, settings=SETTINGS + "connections_per_network = 10\n") as harbour:

        def banner(source: str) -> bytes:
            with socket.create_connection(("127.0.0.1", harbour.port), timeout=30) as line:
                line.sendall(header(source))
                return line.recv(4)

        assert [banner(ALICE) for _ in range(12)] == [b"SSH-"] * 10 + [b""] * 2
        assert banner(BOB) == b"SSH-"


def test_who_guesses_behind_a_proxy_does_not_slow_its_other_callers(harbour: Harbour) -> None:
    harbour.member("sam")

    async def guess(port: int, typed: str) -> int:
        async with knock(port) as knocker:
            return await knocker.interact("sam", typed)

    keeper, blocks = harbour.server._threshold.keeper, harbour.server._threshold.blocks
    with relay(harbour.port, header(ALICE)) as alice, relay(harbour.port, header(BOB)) as bob:
        for _ in range(4):
            assert asyncio.run(guess(alice, "a guess")) == FAILURE
        for source, waits in ((ALICE, True), (BOB, False), ("127.0.0.1", False)):
            hearing = keeper.penalties.hear(blocks.network(source), blocks.handle("nobody"), None)
            assert (hearing.wait > 0) is waits
        assert asyncio.run(guess(bob, PASSPHRASE)) == SUCCESS


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH_9.2\r\n", b"PROXY TCP4 203.0.113.7 203.0.113.7 1 2\r\n"])
def test_a_proxy_that_sends_no_proper_header_is_not_spoken_to(harbour: Harbour, said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", harbour.port), timeout=30) as line:
        line.sendall(said)
        assert not heard(line)


def heard(line: socket.socket) -> bytes:
    try:
        return line.recv(100)
    except ConnectionResetError:
        return b""


def test_nobody_else_is_believed_or_spoken_to(harbour: Harbour) -> None:
    with socket.create_connection(("127.0.0.1", harbour.port), 10, ("127.0.0.5", 0)) as line:
        with suppress(ConnectionResetError, BrokenPipeError):
            line.sendall(header(ALICE))
        assert not heard(line)


def test_a_header_that_never_ends_keeps_nobody_waiting(harbour: Harbour) -> None:
    with socket.create_connection(("127.0.0.1", harbour.port), timeout=30) as line:
        line.sendall(header(ALICE)[:20])
        with relay(harbour.port, header(ALICE)) as port:
            assert helped(harbour, port).returncode == 0


def test_without_a_proxy_a_header_is_rubbish(tmp_path: Path) -> None:
    with Harbour(tmp_path) as harbour, relay(harbour.port, header(ALICE)) as port:
        assert helped(harbour, port).returncode == 255
