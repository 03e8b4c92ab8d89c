"""The encryption seam: everything private passes here on its way to and from the database.

Private words are sealed with AES-256-GCM under a key derived from the server key, a file outside the
database and its backups. This protects a stolen database or backup; it does not protect against a stolen
machine, a live compromise, or the operator, and nothing here may claim more.

The first byte of a sealed value names its scheme: words sealed to a member's own key (store/sealing.py) stand beside
these in the same columns.

When the server key is changed (bbs/rotation.py), what is sealed is sealed anew. Marks cannot be made anew, because what
they mark is stored nowhere: they go on being made as under the first key.
"""

from __future__ import annotations

import hmac
import os
from copy import copy
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from bbs.errors import Refusal
from bbs.language import N_
from store.home import write_private
from store.padding import padded, unpadded
from store.trouble import StoreUnusable

KEY_BYTES = 32
NONCE_BYTES = 12
UNDER_SERVER_KEY = b"\x01"


class SealBrokenError(Exception):
    """A sealed value was changed, moved to another row, or sealed under another key."""


@dataclass(frozen=True)
class Place:
    """Where a sealed value belongs. It cannot be opened anywhere else."""

    table: str
    row: str
    member: str

    def bound_to(self, scheme: bytes) -> bytes:
        """Return the associated data: table, row, member and version, unambiguously joined."""
        return b"|".join(part.encode().hex().encode() for part in (self.table, self.row, self.member)) + b"|" + scheme


class Vault:
    """Seals and opens private words, and makes keyed marks of things that must be found but not read."""

    def __init__(self, server_key: bytes) -> None:
        if len(server_key) != KEY_BYTES:
            raise ValueError(f"a server key is {KEY_BYTES} bytes")
        self._cipher = AESGCM(_derive(server_key, b"warmline sealed words v1"))
        self._marking = self._own_marking = _derive(server_key, b"warmline marks v1")

    @classmethod
    def at(cls, path: Path) -> Vault:
        """Open the vault whose server key is the file at `path`; raises StoreUnusable when there is no key in it."""
        try:
            return cls(path.read_bytes())
        except (OSError, ValueError) as error:
            raise StoreUnusable(
                N_("The server key {path} is missing, or is none. Put it back from its words on paper: {command}."),
                path=path,
                command=f"warmline server-key --words --home {path.parent}",
            ) from error

    @classmethod
    def begin(cls, path: Path) -> Vault:
        """Make a new server key at `path` (0600) and open its vault. A key that is there is never written over."""
        if path.exists():
            raise Refusal(N_("There is a server key at {path} already. Nothing was changed."), path=path)
        write_private(path, os.urandom(KEY_BYTES))
        return cls.at(path)

    def seal(self, place: Place, words: str) -> bytes:
        """Seal words for one place."""
        nonce = os.urandom(NONCE_BYTES)
        return UNDER_SERVER_KEY + nonce + self._cipher.encrypt(nonce, padded(words), place.bound_to(UNDER_SERVER_KEY))

    def open(self, place: Place, sealed: bytes) -> str:
        """Return the words sealed for `place`; raises SealBrokenError if they were not sealed there."""
        scheme, nonce, box = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        if scheme != UNDER_SERVER_KEY:
            raise SealBrokenError("unknown scheme")
        try:
            plain = self._cipher.decrypt(nonce, box, place.bound_to(scheme))
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError("the seal does not hold") from error
        return unpadded(plain)

    @property
    def key_mark(self) -> bytes:
        """What tells this server key from another one, and nothing else about it."""
        return _mark(self._own_marking, "server key", "")

    @property
    def carried_marking(self) -> bytes | None:
        """The key with which marks are made, where it is that of an earlier server key."""
        return self._marking if self._marking != self._own_marking else None

    def marking_as(self, earlier: Vault) -> Vault:
        """Return this vault, making the marks that an earlier one makes."""
        return self.marking_with(earlier._marking)

    def marking_with(self, marking: bytes) -> Vault:
        """Return this vault, making its marks with this key."""
        if len(marking) != KEY_BYTES:
            raise ValueError(f"what marks are made with is {KEY_BYTES} bytes")
        other = copy(self)
        other._marking = marking
        return other

    def mark(self, kind: str, value: str | bytes) -> bytes:
        """Return a keyed mark (HMAC-SHA256) by which a value is found again but cannot be read."""
        return _mark(self._marking, kind, value)


def _mark(marking: bytes, kind: str, value: str | bytes) -> bytes:
    data = value.encode() if isinstance(value, str) else value
    return hmac.digest(marking, kind.encode() + b"\x00" + data, sha256)


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDFExpand(SHA256(), KEY_BYTES, purpose).derive(key)
