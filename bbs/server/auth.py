"""Who is calling: sign-in, before there is a session.

Three rules carry the weight. Names reserved for people in need sign in with nothing at all. Every other name is
treated alike: same methods, same words, same time, whether it exists or not. And a public key counts only when its
signature was checked, which here means: `validate_public_key` was the last callback before `auth_completed`
(asyncssh also calls it for a key that is merely mentioned, so "the last key seen" would sign in anybody who owns a
copy of somebody's .pub file). So every callback begins by forgetting what the one before it could have proven.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import asyncssh
from asyncssh.auth import KbdIntChallenge, KbdIntResponse

from bbs.community.handles import RESERVED_SIGN_INS
from bbs.community.public_keys import RSA_BITS_LEAST
from bbs.errors import BBSError, Busy
from bbs.house import House
from bbs.language import N_, Language
from bbs.server.channel import OUTPUT_MOST, Channel, SessionChannel
from bbs.server.guard import describe
from bbs.server.keeper import Keeper
from bbs.server.limits import Attempts, Blocks, HalfOpen, Ticket
from bbs.server.underway import send_no_empty_packets, unsent

log = logging.getLogger(__name__)

SIGNATURES = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "rsa-sha2-512",
    "rsa-sha2-256",
)
"""How a key may sign. An RSA key may be old, its signature may not: no SHA-1."""

LINGER_SECONDS = 10.0
"""What a client has to go by itself when its visit is over."""

PROMPT = N_("Passphrase, or Enter for the door: ")
NEW_HERE = N_("New here? Just press Enter.")
WRONG = N_("That did not open the door. Try again, or press Enter to come in without signing in.")
TOO_MANY = N_("Too many tries for now. Crisis help needs none: use the name help.")


@dataclass(frozen=True)
class Threshold:
    """What all connections share before sign-in, and which there are."""

    half_open: HalfOpen
    blocks: Blocks
    keeper: Keeper
    gates: set[Gate] = field(default_factory=set)
    closed: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True)
class SignIn:
    """What a connection proved: a key, or a member's passphrase, or nothing."""

    username: str = ""
    member: int | None = None
    fingerprint: str = ""


@dataclass(eq=False)
class Gate(asyncssh.SSHServer):
    """One connection: until it has signed in and its one visit began, and again when that is over."""

    house: House
    threshold: Threshold
    open_channel: Callable[[Gate], Channel]
    source: str | None = None
    attempts: Attempts = field(default_factory=Attempts)
    network: bytes = b""
    sign_in: SignIn = field(default_factory=SignIn)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    _claim: SignIn = field(default_factory=SignIn)
    _tried: str = ""
    _deadline: float = math.inf
    _began_signing_in: bool = False
    _had_session: bool = False

    # The connection

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Take a place among the half-open connections, and the time to say who one is."""
        self._conn = conn
        send_no_empty_packets(conn)
        self.threshold.gates.add(self)
        peer = conn.get_extra_info("peername")
        self.network = self.threshold.blocks.network(self.source or (peer[0] if peer else None))
        self._ticket: Ticket = self.threshold.half_open.enter(self.network, conn.abort)
        self._allow(self.house.config.server.login_seconds_before_auth)
        if self.threshold.closed.is_set():
            self.hang_up()  # accepted in the very moment in which this place closed

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place back."""
        self.threshold.gates.discard(self)
        self._ticket.leave()
        self.left.set()

    def came_in(self) -> None:
        """Note that the one visit begins: the connection is half-open no more and may take its time."""
        self._ticket.leave()
        self._deadline = math.inf

    def hang_up(self) -> None:
        """Cut the connection."""
        self._conn.abort()

    async def see_out(self) -> None:
        """After the one visit there is nothing more to do here: give the client a moment to go by itself."""
        going = asyncio.ensure_future(self.left.wait())
        lingering = asyncio.ensure_future(self.house.clock.sleep(LINGER_SECONDS))
        try:
            await asyncio.wait({going, lingering}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            going.cancel()
            lingering.cancel()

    def _allow(self, seconds: float) -> None:
        self._deadline = self.house.clock.monotonic() + seconds

    def look(self) -> None:
        """End a connection that is late, or that takes nothing of what it makes us answer: asyncssh bounds neither.

        With a visit under way the visit itself looks at what is unsent; here it is about requests, keys and pings.
        """
        if self.house.clock.monotonic() >= self._deadline or unsent(self._conn) > OUTPUT_MOST:
            self.hang_up()

    # Signing in

    def begin_auth(self, username: str) -> bool:
        """Start the clock of signing in; reserved names need nothing, and nobody does while only help is open."""
        self._claim = SignIn(username)
        if not self._began_signing_in:
            self._began_signing_in = True
            self._allow(self.house.config.server.login_seconds)
        return username.lower() not in RESERVED_SIGN_INS and self.house.store is not None

    def auth_completed(self) -> None:
        """Note what was proven; this is the moment at which a key counts."""
        self.sign_in = self._claim

    def _forget(self) -> SignIn:
        """Forget what an earlier request could have proven; return the claim that this one can make good."""
        self._claim = SignIn(self._claim.username)
        return self._claim

    def public_key_auth_supported(self) -> bool:
        """Any key may be offered: answering only for known ones would tell who is a member."""
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Accept any sound key. Whose it is, is asked after its signature was checked, never here."""
        claim = self._forget()
        if not self.attempts.another_key() or not is_sound(key):
            return False
        key.all_sig_algorithms = {name.encode() for name in SIGNATURES} & key.all_sig_algorithms
        self._claim = replace(claim, fingerprint=key.get_fingerprint())
        return True

    def kbdint_auth_supported(self) -> bool:
        """Ask one thing, in our own words."""
        return True

    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> KbdIntChallenge:
        """Return the greeting, or what became of the last try, and the one question."""
        self._forget()
        language = Language.of(self.house.config.community.language)
        said = [language(self._tried) if self._tried else f"{self.house.name}. {self.house.greeting}"]
        if shut := self.threshold.keeper.shut_for(self.network):
            said.append(_shut(language, shut))
        elif not self._tried:
            said.append(language(NEW_HERE))
        return "", "\n".join(said), "", [(language(PROMPT), False)]

    async def validate_kbdint_response(self, username: str, responses: KbdIntResponse) -> KbdIntChallenge:
        """Enter opens the door; the right passphrase signs in; anything else hears one and the same sentence."""
        return len(responses) == 1 and await self._proves(username, responses[0])

    def password_auth_supported(self) -> bool:
        """Take a passphrase from clients that send one."""
        return True

    async def validate_password(self, username: str, password: str) -> bool:
        """Check a passphrase; an empty one opens the door."""
        return await self._proves(username, password)

    def change_password(self, username: str, old_password: str, new_password: str) -> bool:
        """Refuse: passphrases are changed inside."""
        self._forget()
        return False

    async def _proves(self, username: str, typed: str) -> bool:
        claim = self._forget()
        if not typed.strip():
            return True
        if not self.attempts.another_try():
            raise asyncssh.PermissionDenied(Language.of(self.house.config.community.language)(TOO_MANY))
        try:
            member = await self.threshold.keeper.passphrase(self.network, username, typed)
        except BBSError as error:
            self._tried = error.message
            return False
        except Exception as error:  # noqa: BLE001 - asyncssh would cut the line without a word to anybody
            log.error("sign-in: %s", describe(error))
            self._tried = Busy().message
            return False
        if member is None:
            self._tried = WRONG
        elif self._claim is claim:  # else a later request has overtaken this one
            self._claim = replace(claim, member=member)
            return True
        return False

    # The session

    def session_requested(self) -> tuple[SessionChannel, Channel] | bool:
        """One session a connection."""
        if self._had_session:
            return False
        self._had_session = True
        return SessionChannel(self._conn), self.open_channel(self)


def is_sound(key: asyncssh.SSHKey) -> bool:
    """Say whether a key is one we let sign in: no DSA, RSA of 2,048 bits or more."""
    algorithm = key.get_algorithm()
    if algorithm == "ssh-rsa":
        return int(getattr(key.pyca_key, "key_size", 0)) >= RSA_BITS_LEAST
    return algorithm in SIGNATURES


def _shut(language: Language, seconds: float) -> str:
    """Say how long passphrases wait here. The same for everybody: it is about the network, not about who is named."""
    return language.count(
        "Many wrong tries came from your network, so a passphrase may not open for about {n} minute. "
        "A key opens now, Enter leads to the door, and the name help needs nothing.",
        "Many wrong tries came from your network, so a passphrase may not open for about {n} minutes. "
        "A key opens now, Enter leads to the door, and the name help needs nothing.",
        math.ceil(seconds / 60),
    )
