"""Words as they are sealed: their length in front, filled up so that the length of what is stored says little."""

from __future__ import annotations

from typing import Final

PADDING: Final = 256
"""Lengths are padded to a multiple of this, so that a length tells little (SECURITY.md, private data)."""
COUNTED: Final = 4
"""Bytes in front that hold the length."""


def padded(words: str) -> bytes:
    """Return words as bytes of a length that is a multiple of PADDING."""
    plain = words.encode("utf-8", "surrogatepass")
    counted = len(plain).to_bytes(COUNTED, "big") + plain
    return counted + bytes(-len(counted) % PADDING)


def unpadded(plain: bytes) -> str:
    """Return the words of what `padded` made."""
    length = int.from_bytes(plain[:COUNTED], "big")
    return plain[COUNTED : COUNTED + length].decode("utf-8", "surrogatepass")
