"""A line of 2,400 baud: 240 bytes a second, from the moment somebody is signed in.

The terminal is on such a line where `ssh` runs on the fast side of it: then the bytes of the channel count, and the
first row of each pair is the one with a goal. With `ssh` on the slow side SSH's own packets pass it too, 35 bytes
more for each, and 36 for the empty one that asyncssh sends ahead of it: that is measured through a relay.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import suppress
from time import perf_counter
from typing import NamedTuple

from tests.bench.caller import Caller, call
from tests.bench.screens import DOWN, HOME
from tests.bench.served import HANDLE, Ground, Serve, full, line, stock
from tests.bench.table import Row

BYTES_A_SECOND = 240
HOME_SECONDS, MOVE_SECONDS, DOOR_SECONDS = 10, 0.3, 3
PIECE = 24
"""Bytes that pass at once."""
REST_SECONDS = 0.5


class Relay:
    """Passes one TCP connection on; once it `is_slow`, what the server sends at the pace of such a line."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._passing: set[asyncio.Task[None]] = set()
        self.is_slow = False

    async def listen(self) -> int:
        """Begin, and return the port to call."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        theirs, ours = await asyncio.open_connection("127.0.0.1", self._port)
        for one, other, paced in ((reader, ours, False), (theirs, writer, True)):
            self._passing.add(asyncio.ensure_future(self._pass(one, other, paced)))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, paced: bool) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(PIECE if paced and self.is_slow else 65536):
                if paced and self.is_slow:
                    await asyncio.sleep(len(data) / BYTES_A_SECOND)
                writer.write(data)
        writer.close()

    def slow_down(self) -> None:
        """Be slow from now on."""
        self.is_slow = True

    async def close(self) -> None:
        """End it."""
        self._server.close()
        for task in self._passing:
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)


def rows(ground: Ground) -> Iterator[Row]:
    """Measure; stock Textual only by its bytes, which would take a minute."""
    door, home, move = "2,400 baud: the door", "2,400 baud: home", "2,400 baud: a move"
    below = ", with SSH's packets"
    ours, lines, theirs = (_on(serve, ground) for serve in (full, line, stock))
    yield Row(door, "s", DOOR_SECONDS, line=lines[0].alone, digits=2)
    yield Row(door + below, "s", DOOR_SECONDS, line=lines[0].seconds, digits=2)
    yield Row(home, "s", HOME_SECONDS, ours[1].alone, lines[1].alone, theirs[1].alone, digits=2)
    yield Row(home + below, "s", HOME_SECONDS, ours[1].seconds, lines[1].seconds, digits=2)
    yield Row(move, "s", MOVE_SECONDS, ours[2].alone, stock=theirs[2].alone, digits=2)
    yield Row(move + below, "s", full=ours[2].seconds, digits=2)


class Took(NamedTuple):
    """What a step took: the time of its bytes alone, and that in which it came with SSH's packets."""

    alone: float
    seconds: float


def _on(serve: Serve, ground: Ground) -> list[Took]:
    with serve(ground) as served:
        return asyncio.run(_steps(served.port, ground, drawn=serve is not line, slowly=serve is not stock))


async def _steps(port: int, ground: Ground, *, drawn: bool, slowly: bool) -> list[Took]:
    """Return what the door, home, and a move where there is one took."""
    steps = []
    for user, key in (("line", None), (HANDLE, ground.key)):
        relay = Relay(port)
        begin = relay.slow_down if slowly else _stay_fast
        caller = await call(await relay.listen(), user, key=key, rest=REST_SECONDS, signed_in=begin)
        steps.append(await _timed(caller, caller.shown(HOME) if drawn and key else caller.prompt()))
        if drawn and key:
            steps.append(await _timed(caller, caller.press(DOWN)))
        await caller.leave()
        await relay.close()
    return steps


async def _timed(caller: Caller, step: Awaitable[bytes]) -> Took:
    began = perf_counter()
    await step
    return Took(len(caller.said) / BYTES_A_SECOND, caller.last - began)


def _stay_fast() -> None:
    """Do nothing."""
