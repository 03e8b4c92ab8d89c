"""Who hears passphrases and codes inside, with the same patience as at the SSH prompt. From the server. A leaf."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

R = TypeVar("R")


class Doorkeeper(Protocol):
    """Slows down guessing. `network` is the session's; wrong guesses here and at the SSH prompt count together."""

    async def passphrase(self, network: bytes, handle: str, typed: str) -> int | None:
        """Return whose passphrase this is, or None. Unknown handles take the same work and the same time.

        Raises Busy when too many are being checked; that is no wrong guess.
        """
        ...

    async def code(self, network: bytes, name: str, opens: Callable[[], Awaitable[R | None]]) -> R | None:
        """Return what a code opens, or None for a wrong guess. `name` is the handle it is said to be for.

        Codes that belong to no handle are heard under a name that can be none, such as "a return word": so all who
        guess at them are slowed together.
        """
        ...

    def remember(self, network: bytes, member: int) -> None:
        """Remember that a member came in from this network: there they are heard whatever others guess."""
        ...
