"""The keys by which callers recognise this place."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import asyncssh

from bbs.community import passphrases
from store.home import write_private

NAME = "ssh_host_ed25519_key"


def load(folder: Path) -> list[asyncssh.SSHKey]:
    """Return the host keys in a folder as loaded objects; the first start makes an Ed25519 one (0600).

    Loaded once, because a key given by its path is read again at every connection (98 ms for RSA).
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    paths = sorted(folder.glob("ssh_host_*_key"))
    if not paths:
        key = asyncssh.generate_private_key("ssh-ed25519")
        write_private(folder / NAME, key.export_private_key())
        (folder / f"{NAME}.pub").write_bytes(key.export_public_key())
        return [key]
    return [asyncssh.read_private_key(path) for path in paths]


def in_words(key: asyncssh.SSHKey) -> str:
    """Return the fingerprint of a key as five words (55 bits of its SHA-256), to be compared by ear."""
    words = passphrases.words()
    number = int.from_bytes(sha256(key.public_data).digest())
    return " ".join(words[number >> shift & 2047] for shift in range(256 - 11, 256 - 66, -11))
