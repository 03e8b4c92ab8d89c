"""Sockets that let one network begin so many connections, with real ones on this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from bbs.server import ssh
from bbs.server.paced import A_TURN, PacedSocket
from tests.harbour import Harbour


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def listens(opened: ExitStack, refused: set[str]) -> PacedSocket:
    bound = socket.create_server(("127.0.0.1", 0))
    return opened.enter_context(PacedSocket.over(bound, lambda address: address not in refused))


def calls(opened: ExitStack, to: socket.socket, source: str) -> socket.socket:
    line = socket.create_connection(to.getsockname(), timeout=30, source_address=(source, 0))
    return opened.enter_context(line)


def taken(opened: ExitStack, listening: PacedSocket) -> list[str]:
    """Take what a turn of the event loop takes; return from where each came."""
    found = []
    with suppress(BlockingIOError):
        while True:
            connection, peer = listening.accept()
            opened.enter_context(connection)
            found.append(peer[0])
    return found


def test_a_turn_takes_a_few_and_the_next_one_goes_on(opened: ExitStack) -> None:
    listening = listens(opened, set())
    for _ in range(A_TURN + 3):
        calls(opened, listening, "127.0.0.1")
    assert len(taken(opened, listening)) == A_TURN
    assert len(taken(opened, listening)) == 3
    assert taken(opened, listening) == []


def test_what_is_too_much_is_closed_and_who_comes_after_it_is_taken(opened: ExitStack) -> None:
    listening = listens(opened, {"127.0.0.9"})
    noisy = [calls(opened, listening, "127.0.0.9") for _ in range(A_TURN * 2)]
    calls(opened, listening, "127.0.0.2")
    assert taken(opened, listening) == ["127.0.0.2"]
    for line in noisy:
        assert line.recv(1) == b""


def banner(port: int, source: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30, source_address=(source, 0)) as line:
        with suppress(ConnectionResetError):
            return line.recv(4)
        return b""


def test_one_network_knocks_so_often_in_a_time_and_others_are_let_in(tmp_path: Path) -> None:
    with Harbour(tmp_path, settings="[server]\nconnections_per_network = 10\n") as harbour:
        heard = [banner(harbour.port, "127.0.0.9") for _ in range(15)]
        assert heard == [b"SSH-"] * 10 + [b""] * 5
        assert banner(harbour.port, "127.0.0.2") == b"SSH-"
        harbour.passes(ssh.ARRIVALS_SECONDS)
        assert banner(harbour.port, "127.0.0.9") == b"SSH-"
