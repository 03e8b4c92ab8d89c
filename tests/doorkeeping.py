"""Whoever hears passphrases where there is no server: as the server's does, without its patience."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bbs.community import credentials
from bbs.house import House

R = TypeVar("R")


class Doorkeeper:
    """A bbs.doorkeeper.Doorkeeper. `heard` is from which networks passphrases were said."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.heard: list[bytes] = []

    async def passphrase(self, network: bytes, handle: str, typed: str) -> int | None:
        self.heard.append(network)
        assert self._house.store is not None
        member, stored = await self._house.store.read(credentials.stored_passphrase, handle)
        return member if await self._house.prover.verify(stored, typed) else None

    async def code(self, network: bytes, name: str, opens: Callable[[], Awaitable[R | None]]) -> R | None:
        return await opens()

    def remember(self, network: bytes, member: int) -> None:
        pass
