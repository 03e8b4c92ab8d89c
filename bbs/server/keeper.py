"""Who hears passphrases and codes, at the SSH prompt and inside: one patience for both."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from bbs.community import credentials
from bbs.errors import BBSError, Busy
from bbs.house import House
from bbs.server.limits import Blocks, Hearing, Penalties

R = TypeVar("R")


@dataclass(frozen=True)
class Keeper:
    """Checks what callers say they know, and slows down guessing. Inside, it is the bbs.doorkeeper.Doorkeeper."""

    house: House
    penalties: Penalties
    blocks: Blocks

    async def passphrase(self, network: bytes, handle: str, typed: str) -> int | None:
        """Return whose passphrase this is, or None. Unknown handles take the same work and the same time.

        Raises Busy when too many are being checked; that is no wrong guess.
        """
        if self.house.store is None:
            raise Busy
        known = handle.strip().lower()
        member, stored = await self.house.store.read(credentials.stored_passphrase, known)
        hearing, block = await self._hear(network, known, member)
        right = await self.house.prover.verify(stored, typed)
        if member is None or stored is None or not right or not hearing.counts:
            self.penalties.wrong(network, block)
            return None
        self.remember(network, member)
        if self.house.prover.is_outdated(stored):
            with suppress(BBSError):
                await self.house.store.write(credentials.set_passphrase, member, await self.house.prover.hash(typed))
        return member

    async def code(self, network: bytes, name: str, opens: Callable[[], Awaitable[R | None]]) -> R | None:
        """Check a code with the waits of a passphrase; what it opens is looked up whether it will count or not."""
        if self.house.store is None:
            raise Busy
        known = name.strip().lower()
        member, _ = await self.house.store.read(credentials.stored_passphrase, known)
        hearing, block = await self._hear(network, known, member)
        opened = await opens()
        if opened is None or not hearing.counts:
            self.penalties.wrong(network, block)
            return None
        return opened

    async def _hear(self, network: bytes, handle: str, member: int | None) -> tuple[Hearing, bytes]:
        """Let the wait pass, and return how what was said is to be heard, with the block of the handle."""
        block = self.blocks.handle(handle)
        hearing = self.penalties.hear(network, block, member)
        await self.house.clock.sleep(hearing.wait)
        return hearing, block

    def remember(self, network: bytes, member: int) -> None:
        """Remember that a member came in from this network: there they are heard whatever others guess."""
        self.penalties.remember_good(network, member)

    def shut_for(self, network: bytes) -> float:
        """Return the seconds for which a network is shut to strangers' passphrases; the same whoever asks."""
        return self.penalties.hear(network, self.blocks.handle(""), None).shut_for
