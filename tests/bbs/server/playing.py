"""What the server is tried with: a hand-made client that plays, and the visit it has begun."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bbs.server.auth import Gate
from bbs.server.visiting import Call
from tests.harbour import Harbour
from tests.knocking import SUCCESS, Knocker, knock

IN_DANGER = "If your life is in danger now"


def plays(harbour: Harbour, play: Callable[[Knocker], Awaitable[None]], name: str = "guest") -> None:
    """Let a hand-made client come in under a name that needs nothing, and play."""

    async def call() -> None:
        async with knock(harbour.port) as knocker:
            assert await knocker.request(name, b"none") == SUCCESS
            await play(knocker)

    asyncio.run(call())


def helps(harbour: Harbour) -> bool:
    """Say whether somebody in need gets help now."""
    return harbour.verb("help").stdout.startswith(IN_DANGER)


def newest_call(harbour: Harbour) -> Call:
    """Return the visit that began last."""
    return list(harbour.server._visiting._calls.values())[-1]


def newest_gate(harbour: Harbour) -> Gate:
    """Return a connection of which there is one."""
    (gate,) = harbour.server._threshold.gates
    return gate
