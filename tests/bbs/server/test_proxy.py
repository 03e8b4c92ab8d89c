"""A header from a trusted proxy names the caller; anything else is closed, and no byte of SSH is ever eaten."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address

import asyncssh
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.server.proxy import LONGEST, SIGNATURE, HeaderError, ProxyHeader, Trusted, length_of, parse, read_header

LOCAL, PROXY = 0x20, 0x21
PORTS = b"\xc0\x00\x00\x16"
TCP4 = IPv4Address("192.0.2.7").packed + IPv4Address("198.51.100.1").packed + PORTS


def header(body: bytes = b"", *, command: int = PROXY, kind: int = 0x11) -> bytes:
    return SIGNATURE + bytes([command, kind]) + len(body).to_bytes(2, "big") + body


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with ours, theirs:
        yield ours, theirs


async def read(sock: socket.socket, seconds: float = 60) -> str | None:
    return await read_header(sock, asyncio.get_running_loop(), seconds)


@given(source=st.ip_addresses(v=4), target=st.ip_addresses(v=4), tlvs=st.binary(max_size=300), after=st.binary())
def test_an_ipv4_caller_is_named(source: IPv4Address, target: IPv4Address, tlvs: bytes, after: bytes) -> None:
    sent = header(source.packed + target.packed + PORTS + tlvs)
    assert parse(sent + after) == ProxyHeader(str(source), len(sent))


@given(source=st.ip_addresses(v=6), target=st.ip_addresses(v=6), tlvs=st.binary(max_size=300), after=st.binary())
def test_an_ipv6_caller_is_named(source: IPv6Address, target: IPv6Address, tlvs: bytes, after: bytes) -> None:
    sent = header(source.packed + target.packed + PORTS + tlvs, kind=0x21)
    assert parse(sent + after) == ProxyHeader(str(source), len(sent))


@given(kind=st.integers(0, 255), body=st.binary(max_size=300))
def test_a_health_check_names_nobody_whatever_it_carries(kind: int, body: bytes) -> None:
    assert parse(header(body, command=LOCAL, kind=kind)) == ProxyHeader(None, 16 + len(body))


@pytest.mark.parametrize("kind", [0x00, 0x01, 0x02, 0x10, 0x12, 0x20, 0x22, 0x30, 0x31, 0x32])
def test_what_is_not_tcp_over_ip_names_nobody(kind: int) -> None:
    assert parse(header(bytes(216), kind=kind)).source is None


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n",
        b"PROXY TCP4 192.0.2.7 198.51.100.1 49152 22\r\n",
        header(TCP4)[:15],
        header(TCP4)[:-1],
        b"X" + header(TCP4)[1:],
        header(TCP4, command=0x11),
        header(TCP4, command=0x31),
        header(TCP4, command=0x22),
        header(TCP4, command=0x2F),
        header(TCP4, kind=0x41),
        header(TCP4, kind=0x13),
        header(TCP4[:-1]),
        header(bytes(35), kind=0x21),
        header(bytes(215), kind=0x31),
        header(bytes(LONGEST - 15)),
    ],
)
def test_a_malformed_header_is_refused(sent: bytes) -> None:
    with pytest.raises(HeaderError):
        parse(sent)


def test_a_header_may_be_as_long_as_the_smallest_segment_and_no_longer() -> None:
    assert parse(header(TCP4 + bytes(LONGEST - 16 - len(TCP4)))).length == LONGEST == 536
    with pytest.raises(HeaderError):
        length_of(header(bytes(LONGEST - 15))[:16])


@given(st.binary(max_size=600) | st.binary(max_size=600).map(lambda rest: SIGNATURE + b"\x21" + rest))
def test_any_bytes_are_a_header_or_refused(sent: bytes) -> None:
    try:
        found = parse(sent)
    except HeaderError:
        return
    assert 16 <= found.length <= min(len(sent), LONGEST)


@given(st.integers(0, len(header(TCP4)) - 1))
def test_no_part_of_a_header_is_a_header(size: int) -> None:
    with pytest.raises(HeaderError):
        parse(header(TCP4)[:size])


def test_not_a_byte_after_the_header_is_read(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    theirs.sendall(header(TCP4 + b"\x04\x00\x01x") + b"SSH-2.0-x\r\n")
    assert asyncio.run(read(ours)) == "192.0.2.7"
    assert ours.recv(100) == b"SSH-2.0-x\r\n"


def test_a_header_may_come_a_byte_at_a_time(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair

    async def visit() -> str | None:
        reading = asyncio.ensure_future(read(ours))
        for byte in header(TCP4):
            theirs.send(bytes([byte]))
            await asyncio.sleep(0)
        return await reading

    assert asyncio.run(visit()) == "192.0.2.7"


def test_a_health_check_that_carries_nothing_is_read(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    theirs.sendall(header(command=LOCAL, kind=0))
    assert asyncio.run(read(ours)) is None


@pytest.mark.parametrize("sent", [b"", header(TCP4)[:10], header(TCP4)[:20]])
def test_a_connection_that_ends_too_early_is_refused(pair: tuple[socket.socket, socket.socket], sent: bytes) -> None:
    ours, theirs = pair
    theirs.sendall(sent)
    theirs.shutdown(socket.SHUT_WR)
    with pytest.raises(HeaderError):
        asyncio.run(read(ours))


def test_junk_is_refused_before_more_of_it_is_awaited(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    theirs.sendall(b"GET / HTTP/1.1\r\n")
    with pytest.raises(HeaderError):
        asyncio.run(read(ours))


def test_a_proxy_that_says_nothing_is_not_waited_for(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    theirs.sendall(header(TCP4)[:20])
    with pytest.raises(TimeoutError):
        asyncio.run(read(ours, seconds=0))


def test_ssh_goes_on_over_the_same_socket(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    named: list[str | None] = []

    class Open(asyncssh.SSHServer):
        def begin_auth(self, username: str) -> bool:
            return False

    async def serve() -> None:
        named.append(await read(ours))
        key = asyncssh.generate_private_key("ssh-ed25519")
        connection = await asyncssh.run_server(ours, server_factory=Open, server_host_keys=[key])
        await connection.wait_closed()

    async def visit() -> None:
        theirs.sendall(header(TCP4))
        theirs.setblocking(False)
        serving = asyncio.ensure_future(serve())
        caller = await asyncssh.connect(
            "warmline", sock=theirs, username="help", known_hosts=None, client_keys=None, config=None
        )
        caller.close()
        await caller.wait_closed()
        await serving

    asyncio.run(visit())
    assert named == ["192.0.2.7"]


def test_only_listed_peers_are_believed() -> None:
    trusted = Trusted(["192.0.2.0/24", "2001:db8::1"])
    assert trusted
    assert "192.0.2.9" in trusted
    assert "::ffff:192.0.2.9" in trusted
    assert "2001:db8::1" in trusted
    assert "2001:db8::2" not in trusted
    assert "198.51.100.1" not in trusted
    assert "" not in trusted
    assert None not in trusted


def test_an_empty_list_turns_the_protocol_off() -> None:
    assert not Trusted([])


@pytest.mark.parametrize("network", ["192.0.2.1/24", "proxy.example", ""])
def test_a_list_that_names_no_network_is_a_mistake(network: str) -> None:
    with pytest.raises(ValueError, match=r"network|host bits"):
        Trusted([network])
