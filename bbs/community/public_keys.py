"""Public keys that somebody pastes: reading one line, and saying kindly what it is when it is not that."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_ssh_public_key

from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.safe_text import safe_line

LONGEST: Final = 8192
"""Characters; an RSA key of 16,384 bits takes 2,800."""
LABEL_LONGEST: Final = 40
RSA_BITS_LEAST: Final = 2048  # SECURITY.md "SSH": RSA >= 2048, no DSA
KINDS: Final = frozenset(
    {
        "ssh-ed25519",
        "sk-ssh-ed25519@openssh.com",
        "ecdsa-sha2-nistp256",
        "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521",
        "sk-ecdsa-sha2-nistp256@openssh.com",
        "ssh-rsa",
    }
)
"""What the server lets sign in. Every line of such a key has its kind, then base64 that begins with a length: AAAA."""

# Options may stand before the kind, as in an authorized_keys file; they mean nothing here.
_LINE = re.compile(r"(?:^|\s)(?P<kind>[a-z][a-z0-9.@-]+) +(?P<blob>AAAA[A-Za-z0-9+/]*={0,2})(?:\s+(?P<comment>.*))?")
_PRIVATE = re.compile(r"BEGIN [A-Z0-9 ]*PRIVATE KEY|PuTTY-User-Key-File|Private-Lines", re.IGNORECASE)

_EMPTY = N_("A public key is one line from a file that ends in .pub. Please paste that line.")
_PRIVATE_HALF = N_(
    "That is the private half: never show it to anybody. It was not kept. Whoever could see your screen may have seen "
    "it, so a new key is safer. The half to paste is in the file that ends in .pub."
)
_NOT_A_LINE = N_(
    "That is not the line of a public key. It begins with a word such as ssh-ed25519, in a file that ends in .pub."
)
_OTHER_FORM = N_(
    "That is a public key in another form. The form to paste is one line that begins with words such as ssh-ed25519; "
    "PuTTYgen shows it at the top of its window."
)
_CERTIFICATE = N_(
    "That is a certificate. Please paste the key itself: the file that ends in .pub and has no cert in its name."
)
_OTHER_KIND = N_("Keys of the kind {kind} are not used here. Make a new one with: ssh-keygen -t ed25519")
_SHORT_RSA = N_(
    "That RSA key has {bits} bits; {least} is the least that is safe. Make a new one with: ssh-keygen -t ed25519"
)
_DAMAGED = N_("Part of that key is missing or changed. Please copy the whole line once more.")


@dataclass(frozen=True)
class PublicKey:
    """A sound public key: its fingerprint as SSH shows it ("SHA256:..."), and the comment that came with it."""

    fingerprint: str
    label: str


def is_private(pasted: str) -> bool:
    """Say whether somebody pasted the half that nobody may see, or its first line."""
    return bool(_PRIVATE.search(pasted))


def parse(pasted: str) -> PublicKey:
    """Read the line of a public key. Raises NotUnderstood, saying what was pasted instead and what to do."""
    text = pasted[: 2 * LONGEST].strip()
    if not text:
        raise NotUnderstood(_EMPTY)
    if is_private(text):
        raise NotUnderstood(_PRIVATE_HALF)
    if "BEGIN" in text:
        raise NotUnderstood(_OTHER_FORM)
    found = _LINE.search(text) if "\n" not in text and len(text) <= LONGEST else None
    if found is None:
        raise NotUnderstood(_NOT_A_LINE)
    kind, blob = found["kind"], found["blob"]
    if "-cert-v0" in kind:
        raise NotUnderstood(_CERTIFICATE)
    if kind not in KINDS:
        raise NotUnderstood(_OTHER_KIND, kind=kind)
    return PublicKey(_fingerprint(kind, blob), safe_line(found["comment"] or "")[:LABEL_LONGEST].strip())


def _fingerprint(kind: str, blob: str) -> str:
    """Return the SHA-256 of the key as SSH sends it, which is what OpenSSH and asyncssh show."""
    try:
        key = load_ssh_public_key(f"{kind} {blob}".encode())
        raw = base64.b64decode(blob, validate=True)
    except (ValueError, UnsupportedAlgorithm, binascii.Error) as error:
        raise NotUnderstood(_DAMAGED) from error
    if isinstance(key, RSAPublicKey) and key.key_size < RSA_BITS_LEAST:
        raise NotUnderstood(_SHORT_RSA, bits=key.key_size, least=RSA_BITS_LEAST)
    return "SHA256:" + base64.b64encode(sha256(raw).digest()).decode().rstrip("=")
