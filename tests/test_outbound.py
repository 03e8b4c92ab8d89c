"""While tests run, nothing outside this machine can be reached; what is inside can."""

from __future__ import annotations

import ast
import asyncio
import socket
from pathlib import Path

import pytest

from tests.outbound import OutboundError, is_here

OUTSIDE = ("192.0.2.1", 9)
"""An address that is nobody's (RFC 5737)."""
ROOT = Path(__file__).parent.parent
CLIENTS = {"http.client", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib", "requests", "httpx", "aiohttp"}


def test_nothing_outside_this_machine_can_be_reached_from_a_test() -> None:
    with socket.socket() as line, pytest.raises(OutboundError):
        line.connect(OUTSIDE)
    with socket.socket() as line, pytest.raises(OutboundError):
        line.connect_ex(OUTSIDE)
    with socket.socket(type=socket.SOCK_DGRAM) as line, pytest.raises(OutboundError):
        line.sendto(b"x", OUTSIDE)
    with pytest.raises(OutboundError):
        socket.getaddrinfo("example.org", 80)
    with pytest.raises(OutboundError):
        asyncio.run(asyncio.wait_for(asyncio.open_connection(*OUTSIDE), 5))


def test_this_machine_can() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as line:
        assert line.getpeername() == server.getsockname()
    assert all(map(is_here, (("127.0.0.1", 1), ("::1", 1, 0, 0), ("localhost", 1), "/run/socket", b"path")))
    assert not any(map(is_here, (("10.0.0.1", 1), ("example.org", 1), ("2001:db8::1", 1, 0, 0))))


def test_nothing_in_the_program_is_made_to_connect_anywhere() -> None:
    for path in (path for package in ("bbs", "screens", "store") for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not CLIENTS & set(names), path
            called = getattr(node.func, "attr", "") if isinstance(node, ast.Call) else ""
            assert called not in ("open_connection", "create_connection", "getaddrinfo"), path
