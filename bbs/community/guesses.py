"""How often a return code may be guessed. In memory, of fixed size, never logged."""

from __future__ import annotations

from collections import deque
from typing import Final

EACH: Final = 10
"""Wrong codes an hour from one network."""
ALL: Final = 100
"""Wrong codes an hour from everywhere."""
HOUR: Final = 3600.0
NETWORKS: Final = 4096
"""Networks, and notes, that are remembered; the longest ago goes first."""


class Guesses:
    """Counts wrong return codes, so that nobody reads a stranger's note by trying.

    The arithmetic: a code is one of 1,781 words and 9,000 numbers, 16 million in all. With twenty notes waiting, 100
    guesses an hour from everywhere need 230 days without a rest for an even chance at one of them, and 10 an hour
    from one network need six years; a note is kept for 90 days at most. Right codes are not counted: who waits for an
    answer looks often.

    A hundred wrong codes an hour would let one attacker shut out everybody else. So a code tried from the network it
    was given to, since the start, is bound by that network's own count only; that helps nobody to guess another's.
    The waits for passphrases (bbs/server/limits.py) will not do here: they are a network's own, and whoever has many
    networks has as many guesses; a code of 24 bits needs a bound on all of them together.

    Networks are `Session.network` (a keyed hash, never an address), codes are the vault's marks.
    """

    def __init__(self) -> None:
        self._wrong: dict[bytes, deque[float]] = {}
        self._everywhere: deque[float] = deque(maxlen=ALL)
        self._given: dict[tuple[bytes, bytes], None] = {}

    def allow(self, network: bytes, mark: bytes, now: float) -> float:
        """Count a code as wrong and return 0, or return the seconds to wait; `now` is in seconds that never go back.

        It counts before anybody knows, so that many tries at once are no way around; `right` takes the count back.
        """
        mine = self._wrong.pop(network, None) or deque(maxlen=EACH)
        wait = _until_fewer(mine, EACH, now)
        if (network, mark) not in self._given:
            wait = max(wait, _until_fewer(self._everywhere, ALL, now))
        if not wait:
            mine.append(now)
            self._everywhere.append(now)
        self._wrong[network] = mine
        if len(self._wrong) > NETWORKS:
            del self._wrong[next(iter(self._wrong))]
        return wait

    def right(self, network: bytes) -> None:
        """Take back the last count of a network: the code was somebody's."""
        for counted in (self._wrong.get(network), self._everywhere):
            if counted:
                counted.pop()

    def given(self, network: bytes, mark: bytes) -> None:
        """Remember that a code was given to somebody in this network."""
        self._given[network, mark] = None
        if len(self._given) > NETWORKS:
            del self._given[next(iter(self._given))]


def _until_fewer(times: deque[float], most: int, now: float) -> float:
    return max(0.0, times[-most] + HOUR - now) if len(times) >= most else 0.0
