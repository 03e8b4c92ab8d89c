"""Sealing to a member's own key: what is sealed so, the server cannot open unless they unlock it.

Anybody who has the lock can seal (a key sign-in, a script that checks in); only the key opens. HPKE (RFC 9180) with
X25519, HKDF-SHA256 and AES-256-GCM, as `cryptography` has it; the place of the words is its `info`, so they open in no
other row. The key itself is kept wrapped by what only the member knows (`Key.wrapped`).

This protects a stolen database or backup, and keeps the operator out while the member has not unlocked; against a live
compromise of the server it does not, and nothing here may claim more.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from store.padding import padded, unpadded
from store.vault import KEY_BYTES, NONCE_BYTES, Place, SealBrokenError

UNDER_MEMBER_KEY: Final = b"\x02"
"""The first byte of what is sealed so; store/vault.py has the other one."""
WRAP: Final = b"warmline key wrap v1|"
_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True)
class Lock:
    """What seals to one member: the public half of their key, 32 bytes."""

    public: bytes

    def seal(self, place: Place, words: str) -> bytes:
        """Seal words for one place."""
        public = X25519PublicKey.from_public_bytes(self.public)
        return UNDER_MEMBER_KEY + _SUITE.encrypt(padded(words), public, place.bound_to(UNDER_MEMBER_KEY))


class Key:
    """What opens: the private half. In memory only while the member has unlocked it, and never stored as it is."""

    def __init__(self, private: bytes) -> None:
        self._private = X25519PrivateKey.from_private_bytes(private)

    @classmethod
    def make(cls) -> Key:
        """Make a new one."""
        return cls(X25519PrivateKey.generate().private_bytes_raw())

    @property
    def lock(self) -> Lock:
        """The public half."""
        return Lock(self._private.public_key().public_bytes_raw())

    def open(self, place: Place, sealed: bytes) -> str:
        """Return the words sealed for `place`; raises SealBrokenError if they were not sealed there, or to another."""
        if sealed[:1] != UNDER_MEMBER_KEY:
            raise SealBrokenError("unknown scheme")
        try:
            plain = _SUITE.decrypt(sealed[1:], self._private, place.bound_to(UNDER_MEMBER_KEY))
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError("the seal does not hold") from error
        return unpadded(plain)

    def wrapped(self, derived: bytes, place: Place) -> bytes:
        """Return the key sealed under what Argon2id made of a passphrase or code (`derived`, 32 bytes)."""
        nonce = os.urandom(NONCE_BYTES)
        private = self._private.private_bytes_raw()
        return nonce + AESGCM(derived).encrypt(nonce, private, WRAP + place.bound_to(UNDER_MEMBER_KEY))

    @classmethod
    def unwrapped(cls, sealed: bytes, derived: bytes, place: Place) -> Key | None:
        """Return the key that was wrapped so, None where this is not what wrapped it."""
        nonce, box = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        if len(derived) != KEY_BYTES:
            raise ValueError(f"what wraps a key is {KEY_BYTES} bytes")
        try:
            return cls(AESGCM(derived).decrypt(nonce, box, WRAP + place.bound_to(UNDER_MEMBER_KEY)))
        except InvalidTag:
            return None


def is_sealed_to_member(sealed: bytes) -> bool:
    """Say whether only a member's key opens this."""
    return sealed[:1] == UNDER_MEMBER_KEY
