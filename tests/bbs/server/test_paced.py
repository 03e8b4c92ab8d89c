"""Sockets that let one network begin so many connections, with real ones on this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from bbs.config import Endpoint
from bbs.server import paced, ssh
from bbs.server.paced import A_TURN, PacedSocket
from tests.harbour import Harbour


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def listens(opened: ExitStack, refused: set[str]) -> PacedSocket:
    [made] = paced.listening(Endpoint("127.0.0.1", 0), lambda address: address not in refused)
    return opened.enter_context(made)


def calls(opened: ExitStack, to: socket.socket, source: str) -> socket.socket:
    line = socket.create_connection(to.getsockname(), timeout=5, source_address=(source, 0))
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


def test_localhost_is_both_of_its_addresses_on_one_port(opened: ExitStack) -> None:
    found = [opened.enter_context(one) for one in paced.listening(Endpoint("localhost", 0), lambda _: True)]
    assert [one.getsockname()[0] for one in found] in (["127.0.0.1", "::1"], ["127.0.0.1"])
    assert len({one.getsockname()[1] for one in found}) == 1


def test_nothing_stays_bound_where_a_part_of_it_is_taken(opened: ExitStack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paced, "LOCAL", ("127.0.0.1", "127.0.0.2"))
    port = opened.enter_context(socket.create_server(("127.0.0.2", 0))).getsockname()[1]
    with pytest.raises(OSError, match="in use"):
        paced.listening(Endpoint("localhost", port), lambda _: True)
    opened.enter_context(socket.create_server(("127.0.0.1", port)))


def test_a_machine_without_the_newer_addresses_has_the_older(
    opened: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paced, "LOCAL", ("127.0.0.1", "203.0.113.7"))
    [found] = paced.listening(Endpoint("localhost", 0), lambda _: True)
    assert opened.enter_context(found).getsockname()[0] == "127.0.0.1"


def banner(port: int, source: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5, source_address=(source, 0)) as line:
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
