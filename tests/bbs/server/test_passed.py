"""Sockets that are handed over listening already are listened on, in the place of what the settings say."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator

import pytest

from bbs.config import Endpoint
from bbs.house import House
from bbs.serve_command import open_session
from bbs.server import passed
from bbs.server.ssh import Server

PID = 4242


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


def noted(**others: str) -> dict[str, str]:
    return {"LISTEN_PID": str(PID), "LISTEN_FDS": "1", "LISTEN_FDNAMES": "warmline.socket", "PATH": "/bin"} | others


def test_what_is_handed_to_this_process_is_taken_once(listening: socket.socket) -> None:
    environ = noted()
    first = os.dup(listening.fileno())
    (taken,) = passed.handed(environ, PID, first=first)
    with taken:
        assert passed.place(taken) == listening.getsockname()
        assert not taken.get_inheritable()
    assert environ == {"PATH": "/bin"}, "no program that is started from here takes it for its own"
    assert passed.handed(environ, PID, first=first) == []


@pytest.mark.parametrize("note", [{"LISTEN_PID": "1"}, {"LISTEN_PID": ""}, {"LISTEN_FDS": "0"}, {"LISTEN_FDS": "x"}])
def test_what_is_meant_for_another_or_is_no_number_is_left(note: dict[str, str]) -> None:
    assert passed.handed(noted(**note), PID) == []


@pytest.mark.parametrize("behind_a_proxy", [False, True])
def test_the_server_listens_there_and_nowhere_else(
    house: House, listening: socket.socket, behind_a_proxy: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if behind_a_proxy:
        monkeypatch.setattr("bbs.server.ssh.Trusted", lambda networks: frozenset({"192.0.2.1"}))
    listening.setblocking(False)
    where = listening.getsockname()

    async def listens() -> tuple[list[tuple[str, int]], bytes]:
        server = Server(house, open_session)
        places = await server.listen((Endpoint("127.0.0.1", 1),), [listening])
        reader, writer = await asyncio.open_connection(*places[0])
        said = await reader.read(8)
        writer.close()
        await server.close()
        return places, said

    places, said = asyncio.run(listens())
    assert places == [where]
    assert said == (b"" if behind_a_proxy else b"SSH-2.0-")
