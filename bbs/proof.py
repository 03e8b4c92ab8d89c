"""Passphrase work off the event loop: two at a time, a bounded queue, then "busy".

Twenty sign-ins at once with the library's defaults cost 1.26 GB; two at a time cost 20 MB (SECURITY.md).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bbs.community.passphrases import Passphrases
from bbs.errors import Busy

R = TypeVar("R")


class Prover:
    """Hashes and checks passphrases, and makes keys of them, on threads of its own."""

    def __init__(self, passphrases: Passphrases, *, at_once: int = 2, waiting: int = 20) -> None:
        self._passphrases = passphrases
        self._threads = ThreadPoolExecutor(at_once, "argon2")
        self._room = at_once + waiting

    async def hash(self, passphrase: str) -> str:
        """Return the hash to store. Raises Busy."""
        return await self._run(lambda: self._passphrases.hash(passphrase))

    async def verify(self, stored: str | None, passphrase: str) -> bool:
        """Check a passphrase; None stands for an unknown member and costs the same. Raises Busy."""
        return await self._run(lambda: self._passphrases.verify(stored, passphrase))

    async def derive(self, secret: str, salt: bytes, cost: str = "") -> bytes:
        """Return the 32 bytes a key is wrapped with; `cost` is what they took when they were made. Raises Busy."""
        return await self._run(lambda: self._passphrases.derive(secret, salt, cost or self.cost))

    @property
    def cost(self) -> str:
        """What `derive` takes now."""
        return self._passphrases.cost

    def is_outdated(self, stored: str) -> bool:
        """Say whether a hash was made with other parameters than today's."""
        return self._passphrases.is_outdated(stored)

    async def _run(self, work: Callable[[], R]) -> R:
        if self._room <= 0:
            raise Busy
        self._room -= 1
        future = asyncio.get_running_loop().run_in_executor(self._threads, work)
        future.add_done_callback(self._one_done)
        return await future

    def _one_done(self, _future: asyncio.Future[R]) -> None:
        self._room += 1

    def close(self) -> None:
        """Finish what is under way."""
        self._threads.shutdown(wait=True, cancel_futures=True)
