"""Copies that only the holder of a key of age's can read (https://age-encryption.org). All that touches age is here.

Its library, pyrage, comes with `warmline[age]`, and is loaded only where somebody encrypts.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Final

from bbs.errors import NotSaved, Refusal
from bbs.language import N_

ENDING: Final = ".age"
BEGINNINGS: Final = (b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE-----")
SECRET: Final = "AGE-SECRET-KEY-1"  # noqa: S105 - how any of them begins
LONGEST_IDENTITY: Final = 64 * 1024


@cache
def _age() -> ModuleType:
    try:
        import pyrage
    except ImportError as error:
        raise Refusal(
            N_("Encrypted copies need pyrage, which is not installed here: pip install 'warmline[age]'.")
        ) from error
    return pyrage


def check(recipient: str) -> None:
    """Raise Refusal where nothing can be encrypted to this key: it is mistyped, or pyrage is missing."""
    age = _age()
    try:
        age.x25519.Recipient.from_str(recipient)
    except age.RecipientError as error:
        raise Refusal(
            N_("backups.encrypt_to is not a whole age key: a letter of it is wrong or missing. Copy it once more."),
        ) from error


def is_encrypted(file: Path) -> bool:
    """Say whether a file was encrypted by age."""
    with open(file, "rb") as reading:
        return reading.read(64).startswith(BEGINNINGS)


def encrypt(source: Path, target: Path, recipient: str) -> None:
    """Write a new file that only the holder of the key reads (0600, synced). Raises Refusal, NotSaved, OSError."""
    check(recipient)
    age = _age()
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(source, "rb") as reading, os.fdopen(descriptor, "wb") as writing:
        try:
            age.encrypt_io(reading, writing, [age.x25519.Recipient.from_str(recipient)])
        except age.EncryptError as error:
            raise NotSaved(N_("The backup to {path} was not made: {why}."), path=target, why=error) from error
        writing.flush()
        os.fsync(writing.fileno())


def decrypt(source: Path, target: Path, identity: str) -> None:
    """Write what an encrypted file holds to a new one (0600). Raises Refusal, saying what is wrong."""
    age = _age()
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(source, "rb") as reading, os.fdopen(descriptor, "wb") as writing:
        try:
            age.decrypt_io(reading, writing, [age.x25519.Identity.from_str(identity)])
        except age.DecryptError as error:
            raise Refusal(
                N_("{path} was not encrypted to that key, or is not whole. Nothing was changed."), path=source
            ) from error
        except OSError as error:
            if error.errno is not None:  # of the disk; what age says of damaged bytes has no number
                raise
            raise Refusal(
                N_("{path} is not whole: it was cut off or changed. Nothing was changed."), path=source
            ) from error


def identity_in(file: Path) -> str:
    """Return the secret key that a file as `age-keygen` writes it holds. Raises Refusal."""
    if not file.is_file():
        raise Refusal(N_("There is no file at {path}. Nothing was changed."), path=file)
    with open(file, "rb") as reading:
        held = reading.read(LONGEST_IDENTITY)
    if held.startswith(BEGINNINGS):
        raise Refusal(
            N_("{path} is locked with a passphrase. Open it first: age -d {path} > FILE. Nothing was changed."),
            path=file,
        )
    for line in held.decode("utf-8", "replace").split():
        if line.upper().startswith(SECRET):
            return checked(line)
    raise Refusal(N_("{path} holds no secret key of age's. Nothing was changed."), path=file)


def holds_identity(file: Path) -> bool:
    """Say whether a small file holds a secret key of age's."""
    if not file.is_file() or file.stat().st_size > LONGEST_IDENTITY:
        return False
    with open(file, "rb") as reading:
        return SECRET.encode() in reading.read()


def checked(identity: str) -> str:
    """Return a secret key that is whole. Raises Refusal."""
    age = _age()
    try:
        age.x25519.Identity.from_str(identity)
    except age.IdentityError as error:
        raise Refusal(N_("That is no whole secret key of age's. Nothing was changed.")) from error
    return identity


def new_key() -> tuple[str, str]:
    """Make a key; return its public part, which encrypts, and its secret one, which opens."""
    identity = _age().x25519.Identity.generate()
    return str(identity.to_public()), str(identity)
