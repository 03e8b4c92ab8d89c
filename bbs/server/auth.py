"""Who is calling: sign-in, before there is a session.

Three rules carry the weight. Names reserved for people in need sign in with nothing at all. Every other name is
treated alike: same methods, same words, same time, whether it exists or not. And a public key counts only when its
signature was checked, which here means: `validate_public_key` was the last callback before `auth_completed`
(asyncssh also calls it for a key that is merely mentioned, so "the last key seen" would sign in anybody who owns a
copy of somebody's .pub file).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

import asyncssh
from asyncssh.auth import KbdIntChallenge, KbdIntResponse

from bbs.community import members
from bbs.community.handles import RESERVED_SIGN_INS
from bbs.errors import BBSError, Busy
from bbs.house import House
from bbs.language import N_, Language
from bbs.server.limits import Attempts, Blocks, HalfOpen, Penalties, Ticket

R = TypeVar("R")

RSA_BITS_LEAST = 2048
PROMPT = N_("Passphrase, or Enter for the door: ")
NEW_HERE = N_("New here? Just press Enter.")
WRONG = N_("That did not open the door. Try again, or press Enter to come in without signing in.")


@dataclass
class Threshold:
    """What all connections share before sign-in."""

    half_open: HalfOpen
    penalties: Penalties
    blocks: Blocks


@dataclass(frozen=True)
class SignIn:
    """What a connection proved: a key, or a member's passphrase, or nothing."""

    username: str = ""
    member: int | None = None
    fingerprint: str = ""


@dataclass
class Gate(asyncssh.SSHServer):
    """One connection until it has signed in, and what it may do after that: one session, nothing else."""

    house: House
    threshold: Threshold
    open_channel: Callable[[Gate], asyncssh.SSHServerSession[bytes]]
    source: str | None = None
    attempts: Attempts = field(default_factory=Attempts)
    network: bytes = b""
    sign_in: SignIn = field(default_factory=SignIn)
    _key: str = ""
    _member: int | None = None
    _username: str = ""
    _tried: str = ""
    _ticket: Ticket | None = None
    _limit: asyncio.Task[None] | None = None
    _had_session: bool = False

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Take a place among the half-open connections."""
        self._conn = conn
        peer = conn.get_extra_info("peername")
        address = self.source or (peer[0] if peer else None)
        self.network = self.threshold.blocks.network(address)
        self._ticket = self.threshold.half_open.enter(self.network, conn.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place back."""
        self._signed_or_gone()

    def _signed_or_gone(self) -> None:
        if self._ticket:
            self._ticket.leave()
        if self._limit:
            self._limit.cancel()

    def begin_auth(self, username: str) -> bool:
        """Start the clock of signing in; reserved names need nothing, and nobody does while only help is open."""
        self._forget()
        self._username = username
        if self._limit is None:
            self._limit = asyncio.ensure_future(self._time_limit())
        return username.lower() not in RESERVED_SIGN_INS and self.house.store is not None

    async def _time_limit(self) -> None:
        await self.house.clock.sleep(self.house.config.server.login_seconds)
        self._conn.abort()

    def _forget(self) -> None:
        self._key, self._member = "", None

    def auth_completed(self) -> None:
        """Note what was proven; this is the moment at which a key counts."""
        self.sign_in = SignIn(self._username, self._member, self._key)
        self._signed_or_gone()

    # Public keys

    def public_key_auth_supported(self) -> bool:
        """Any key may be offered: answering only for known ones would tell who is a member."""
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Accept any sound key. Whose it is, is asked after its signature was checked, never here."""
        self._forget()
        if not self.attempts.another_key() or not is_sound(key):
            return False
        self._key = key.get_fingerprint()
        return True

    # Passphrases

    def kbdint_auth_supported(self) -> bool:
        """Ask one thing, in our own words."""
        return True

    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> KbdIntChallenge:
        """Return the greeting and the one question."""
        self._forget()
        language = Language.of(self.house.config.community.language)
        community = self.house.config.community
        said = language(self._tried) if self._tried else f"{community.name}. {community.greeting}\n{language(NEW_HERE)}"
        return "", said, "", [(language(PROMPT), False)]

    async def validate_kbdint_response(self, username: str, responses: KbdIntResponse) -> KbdIntChallenge:
        """Enter opens the door; the right passphrase signs in; anything else hears one and the same sentence."""
        self._forget()
        if len(responses) != 1:
            return False
        return await self._proves(username, responses[0])

    def password_auth_supported(self) -> bool:
        """Take a passphrase from clients that send one."""
        return True

    async def validate_password(self, username: str, password: str) -> bool:
        """Check a passphrase; an empty one opens the door."""
        self._forget()
        return await self._proves(username, password)

    async def _proves(self, username: str, typed: str) -> bool:
        if not typed.strip():
            return True
        if not self.attempts.another_try():
            raise asyncssh.PermissionDenied("Too many tries. Crisis help needs none: use the name help.")
        try:
            self._member = await check_passphrase(self.house, self.threshold, self.network, username, typed)
        except BBSError as error:
            self._tried = error.message
            return False
        if self._member is None:
            self._tried = WRONG
        return self._member is not None

    # Sessions

    def session_requested(self) -> asyncssh.SSHServerSession[bytes] | bool:
        """One session a connection."""
        if self._had_session:
            return False
        self._had_session = True
        return self.open_channel(self)


async def check_passphrase(house: House, threshold: Threshold, network: bytes, handle: str, typed: str) -> int | None:
    """Return whose passphrase this is, or None. Unknown handles take the same work and the same time.

    Raises Busy when too many are being checked; that is no wrong guess.
    """
    if house.store is None:
        raise Busy
    known = handle.strip().lower()
    member, stored = await house.store.read(members.stored_passphrase, known)
    block = threshold.blocks.handle(known)
    hearing = threshold.penalties.hear(network, block, member)
    await house.clock.sleep(hearing.wait)
    right = await house.prover.verify(stored, typed)
    if member is None or stored is None or not right or not hearing.counts:
        threshold.penalties.wrong(network, block)
        return None
    threshold.penalties.remember_good(network, member)
    if house.prover.is_outdated(stored):
        with suppress(BBSError):
            await house.store.write(members.set_passphrase, member, await house.prover.hash(typed))
    return member


@dataclass(frozen=True)
class Keeper:
    """Hears passphrases and codes from callers who are inside already: what bbs.doorkeeper.Doorkeeper asks for."""

    house: House
    threshold: Threshold

    async def passphrase(self, network: bytes, handle: str, typed: str) -> int | None:
        """Check a passphrase exactly as at the SSH prompt."""
        return await check_passphrase(self.house, self.threshold, network, handle, typed)

    async def code(self, network: bytes, name: str, opens: Callable[[], Awaitable[R | None]]) -> R | None:
        """Check a code with the waits of a passphrase; what it opens is looked up whether it will count or not."""
        if self.house.store is None:
            raise Busy
        known = name.strip().lower()
        member, _ = await self.house.store.read(members.stored_passphrase, known)
        block = self.threshold.blocks.handle(known)
        hearing = self.threshold.penalties.hear(network, block, member)
        await self.house.clock.sleep(hearing.wait)
        opened = await opens()
        if opened is None or not hearing.counts:
            self.threshold.penalties.wrong(network, block)
            return None
        return opened

    def remember(self, network: bytes, member: int) -> None:
        """Remember that a member came in from this network."""
        self.threshold.penalties.remember_good(network, member)


def is_sound(key: asyncssh.SSHKey) -> bool:
    """Say whether a key is one we let sign in: no DSA, RSA of 2,048 bits or more."""
    algorithm = key.get_algorithm()
    if algorithm == "ssh-dss":
        return False
    if algorithm == "ssh-rsa":
        return int(getattr(key.pyca_key, "key_size", 0)) >= RSA_BITS_LEAST
    return True
