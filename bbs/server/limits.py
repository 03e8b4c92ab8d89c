"""Who may hold how much. Bounds on connections, guesses, input and writing: in memory, of fixed size, never logged.

They are made for a place where a person in need must get in while others knock for fun or harm: a newcomer
is not refused for what others hold, and nothing here can be turned into a way to shut a member out.
"""

from __future__ import annotations

import hmac
import math
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from bbs.clock import Clock

Block = bytes  # a network or a handle as the tables know it: 16 bytes nobody can read back
TABLE = 4096  # entries a table holds at most

TRIES = 6  # passphrases a connection may try, as in OpenSSH's MaxAuthTries
KEY_QUERIES = 20  # keys a connection may offer: agents full of keys are common, and offering one is cheap

FIRST_WAIT = 2.0  # seconds; every further wrong guess adds twice what the one before added
LONGEST_WAIT = 600.0  # seconds a network may be shut to strangers
PATIENCE = 30.0  # seconds one answer may be held back; the login time limit (120 s) must have room for a few
FORGIVEN = 600.0  # seconds of quiet that take one wrong guess back
FREE_TO_NETWORK = 3  # wrong guesses without a wait: typing badly is not an attack
FREE_TO_HANDLE = 6
NETWORKS_A_MEMBER = 8  # networks remembered as used by one member


def address_of(text: str | None) -> IPv4Address | IPv6Address | None:
    """Return the address a socket or a proxy named, IPv4 inside IPv6 unwrapped; None for anything else."""
    try:
        address = ip_address(text or "")
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def network_of(address: str | None) -> str:
    """Return the network that counts as one caller: an IPv4 address, an IPv6 /64, or "local" for anything else.

    A /64 is what one household or one rented server gets; its single addresses cost nothing.
    """
    found = address_of(address)
    if found is None:
        return "local"
    return str(IPv6Network((found, 64), strict=False)) if isinstance(found, IPv6Address) else f"{found}/32"


class Blocks:
    """Turns addresses and handles into what the tables hold, under a key made at each start and kept nowhere else."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def network(self, address: str | None) -> Block:
        """Return the block of the network an address is in."""
        return self._hidden("network", network_of(address))

    def handle(self, handle: str) -> Block:
        """Return the block of a handle, existing or not. Give it as it is looked up (folded), or case evades limits."""
        return self._hidden("handle", handle)

    def _hidden(self, kind: str, text: str) -> Block:
        return hmac.digest(self._key, f"{kind}\0{text}".encode("utf-8", "surrogatepass"), "sha256")[:16]


class Ticket:
    """A place in one of the tables below, held until `leave`."""

    def __init__(self, places: dict[Ticket, Any]) -> None:
        self._places = places

    def leave(self) -> None:
        """Give the place back; calling it again does nothing."""
        self._places.pop(self, None)


class HalfOpen:
    """Connections that have not signed in yet: 50 in all, 6 a network, unless told otherwise.

    At a cap a connection of the busiest network goes, the oldest first, and never the newcomer. Somebody in need
    finishes a handshake in a second; who fills the house is who loses places (OpenSSH refuses at random instead).
    """

    def __init__(self, total: int = 50, per_network: int = 6) -> None:
        self._total = total
        self._per_network = per_network
        self._waiting: dict[Ticket, tuple[Block, Callable[[], None]]] = {}  # oldest first

    def __len__(self) -> int:
        return len(self._waiting)

    def bound(self, total: int, per_network: int) -> None:
        """Let so many in from now on; who is in stays."""
        self._total, self._per_network = total, per_network

    def enter(self, network: Block, drop: Callable[[], None]) -> Ticket:
        """Let a connection in. `drop` is called, at most once, if it later has to go before its ticket is left."""
        leaver = self._leaver_for(network)
        left = self._waiting.pop(leaver) if leaver else None
        newcomer = Ticket(self._waiting)
        self._waiting[newcomer] = (network, drop)
        if left:
            left[1]()
        return newcomer

    def _leaver_for(self, newcomers: Block) -> Ticket | None:
        held = Counter(network for network, _ in self._waiting.values())
        held[newcomers] += 1  # the newcomer counts, or a network with two would push out one that has only one
        if held[newcomers] > self._per_network:
            return next((ticket for ticket, (network, _) in self._waiting.items() if network == newcomers), None)
        if len(self._waiting) < self._total:
            return None
        return max(self._waiting, key=lambda ticket: held[self._waiting[ticket][0]], default=None)  # oldest of the most


class Sessions:
    """Counts the sessions that are open, in all and for each key.

    Keep two: visitors by network, members by member id. Then a crowd behind the same router as a member, or one
    that fills every place for visitors, takes no place from a member.
    """

    def __init__(self, total: int = 1000, each: int = 20) -> None:
        self._total = total
        self._each = each
        self._open: dict[Ticket, Hashable] = {}

    def __len__(self) -> int:
        return len(self._open)

    def bound(self, total: int, each: int) -> None:
        """Let so many in from now on; who is in stays."""
        self._total, self._each = total, each

    def enter(self, key: Hashable) -> Ticket | None:
        """Take a place; None when there is none. Whoever hears None still shows crisis help before it says goodbye."""
        if len(self) >= self._total or list(self._open.values()).count(key) >= self._each:
            return None
        ticket = Ticket(self._open)
        self._open[ticket] = key
        return ticket


@dataclass
class Attempts:
    """What one connection may still try before it has signed in."""

    tries: int = TRIES
    key_queries: int = KEY_QUERIES

    def another_try(self) -> bool:
        """Count a passphrase; False when it is one too many and the connection should end, kindly."""
        self.tries -= 1
        return self.tries >= 0

    def another_key(self) -> bool:
        """Count an offered key; False when keys are no longer looked at. The passphrase prompt still comes."""
        self.key_queries -= 1
        return self.key_queries >= 0


@dataclass(frozen=True)
class Hearing:
    """How a passphrase is to be heard. All of it but `counts` is the same whoever is named."""

    wait: float  # seconds to let pass before the passphrase is looked at
    counts: bool  # whether the right passphrase opens; if not, what follows is what follows a wrong one
    shut_for: float  # seconds this network stays shut to strangers, to be told to everybody alike; 0 when it is not


class _Waits:
    """Waits that double with every wrong guess and are forgotten in quiet, for one kind of key."""

    def __init__(self, clock: Clock, free: int, longest: float, entries: int) -> None:
        self._clock = clock
        self._free = free
        self._longest = longest
        self._most = free + math.log2(longest / FIRST_WAIT + 1)  # past this many guesses the wait grows no more
        self._entries = entries
        self._table: dict[Block, tuple[float, float]] = {}  # when the wait is over; when all guesses are forgiven

    def remaining(self, key: Block) -> float:
        over, _ = self._table.get(key, (0.0, 0.0))
        return max(0.0, over - self._clock.monotonic())

    def strike(self, key: Block) -> None:
        now = self._clock.monotonic()
        _, forgiven = self._table.get(key, (now, now))
        guesses = min(self._most, 1 + max(0.0, forgiven - now) / FORGIVEN)
        wait = min(self._longest, FIRST_WAIT * (2 ** max(0.0, guesses - self._free) - 1))
        if key not in self._table and len(self._table) >= self._entries:
            del self._table[min(self._table, key=lambda old: self._table[old][1])]
        self._table[key] = (now + wait, now + guesses * FORGIVEN)


class Penalties:
    """Slows down the guessing of passphrases. It is asked for passphrases only: keys and help never wait.

    A network is slowed by its wrong guesses and, past half a minute, shut to strangers for ten minutes at most. A
    handle guessed from many networks is slowed by half a minute at most and never shut. A member who signed in from
    a network before is heard there always, after that half minute at most. Nothing but the right passphrase tells
    who that is: waits and words are the same for members, strangers and names that do not exist, so somebody in
    the same house cannot find out whose handle is used there. Signing in wipes nothing out: attackers join too.
    """

    def __init__(self, clock: Clock, entries: int = TABLE) -> None:
        self._networks = _Waits(clock, FREE_TO_NETWORK, LONGEST_WAIT, entries)
        self._handles = _Waits(clock, FREE_TO_HANDLE, PATIENCE, entries)
        self._members = entries
        self._used: dict[int, dict[Block, None]] = {}  # the longest unused first, in both

    def hear(self, network: Block, handle: Block, member_id: int | None) -> Hearing:
        """Say how the next passphrase is heard; `member_id` is None for a handle nobody has.

        Let `wait` pass first, then verify whether it counts or not (with the dummy hash for unknown handles), so
        that both take the same time.
        """
        shut = self._networks.remaining(network)
        known = member_id is not None and network in self._used.get(member_id, ())
        return Hearing(
            wait=min(PATIENCE, max(shut, self._handles.remaining(handle))),
            counts=shut <= PATIENCE or known,
            shut_for=shut if shut > PATIENCE else 0.0,
        )

    def wrong(self, network: Block, handle: Block) -> None:
        """Count a wrong guess, whether it counted or not. Only a mismatch is one, never a shortage on our side."""
        if self._networks.remaining(network) <= PATIENCE:  # knocking on a shut door does not keep it shut
            self._networks.strike(network)
            self._handles.strike(handle)

    def remember_good(self, network: Block, member_id: int) -> None:
        """Remember that a member signed in from this network, by key or passphrase."""
        used = self._used.pop(member_id, {})
        used.pop(network, None)
        used[network] = None
        self._used[member_id] = used
        _trim(used, NETWORKS_A_MEMBER)
        _trim(self._used, self._members)

    def forget(self, member_id: int) -> None:
        """Forget the networks of a member who leaves."""
        self._used.pop(member_id, None)


class TokenBucket:
    """Bounds how fast one session is read: 256 KB a second, after a first 256 KB at once."""

    def __init__(self, clock: Clock, rate: float = 256 * 1024, burst: float = 256 * 1024) -> None:
        self._clock = clock
        self._rate = rate
        self._burst = burst
        self._left = burst
        self._at = clock.monotonic()

    def take(self, size: int) -> float:
        """Count `size` bytes that were read; return the seconds to pause reading. Nothing is ever dropped."""
        now = self._clock.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate) - size
        self._at = now
        return max(0.0, -self._left / self._rate)


def _trim(table: dict[Any, Any], most: int) -> None:
    """Drop the first entries of a table beyond `most`."""
    while len(table) > most:
        del table[next(iter(table))]
