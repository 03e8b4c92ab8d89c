"""Where a server listens, with real sockets on this machine: everywhere is everywhere, whichever kind of address."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bbs.config import Endpoint
from bbs.server import binding
from bbs.server.binding import bound
from tests.harbour import Harbour

EVERYWHERE = Endpoint("::", 0)


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def hosts(opened: ExitStack, found: list[socket.socket]) -> list[str]:
    """Return on which addresses sockets listen, which have one port."""
    assert len({one.getsockname()[1] for one in found}) == 1
    return [opened.enter_context(one).getsockname()[0] for one in found]


@pytest.mark.parametrize(
    ("host", "both"), [("localhost", ["127.0.0.1", "::1"]), ("::", ["0.0.0.0", "::"])]
)  # fmt: skip
def test_some_hosts_are_an_address_of_each_kind_on_one_port(opened: ExitStack, host: str, both: list[str]) -> None:
    assert hosts(opened, bound(Endpoint(host, 0))) in (both, both[:1])


def test_who_has_only_the_older_kind_of_address_reaches_a_place_that_is_open_to_all(tmp_path: Path) -> None:
    with Harbour(tmp_path, where=EVERYWHERE) as harbour:
        for address in ("127.0.0.1", "::1") if socket.has_dualstack_ipv6() else ("127.0.0.1",):
            with socket.create_connection((address, harbour.port), timeout=30) as line:
                assert line.recv(4) == b"SSH-"


def test_behind_a_proxy_too(tmp_path: Path) -> None:
    settings = '[server]\nproxy_protocol_from = ["203.0.113.0/24"]\n'
    with (
        Harbour(tmp_path, settings=settings, where=EVERYWHERE) as harbour,
        socket.create_connection(("127.0.0.1", harbour.port), timeout=30) as line,
    ):
        assert line.recv(4) == b"", "taken, and closed: this is none of its proxies"


def test_what_stands_beside_it_is_bound_once(opened: ExitStack) -> None:
    port = opened.enter_context(socket.create_server(("0.0.0.0", 0))).getsockname()[1]
    older = Endpoint("0.0.0.0", port)
    with pytest.raises(OSError, match="in use"):
        bound(Endpoint("::", port))
    if socket.has_dualstack_ipv6():
        assert hosts(opened, bound(Endpoint("::", port), [older, Endpoint("::", port)])) == ["::"]


def test_nothing_stays_bound_where_a_part_of_it_is_taken(opened: ExitStack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(binding.STANDS_FOR, "localhost", ("127.0.0.1", "127.0.0.2"))
    port = opened.enter_context(socket.create_server(("127.0.0.2", 0))).getsockname()[1]
    with pytest.raises(OSError, match="in use"):
        bound(Endpoint("localhost", port))
    opened.enter_context(socket.create_server(("127.0.0.1", port)))


def test_a_machine_without_the_newer_addresses_has_the_older(
    opened: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(binding.STANDS_FOR, "localhost", ("127.0.0.1", "203.0.113.7"))
    assert hosts(opened, bound(Endpoint("localhost", 0))) == ["127.0.0.1"]
