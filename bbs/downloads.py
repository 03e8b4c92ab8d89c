"""What is fetched by a command rather than read: a member's data as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bbs.community import exporting
from bbs.community.exporting import Whole
from bbs.community.shelf import Closed, Owner
from bbs.errors import Refusal, SignInFirst
from bbs.fetching import SECONDS
from bbs.language import N_
from bbs.session import Session

AT_ONCE: Final = 32 * 1024
"""Bytes that are sent before the line is given time to take them."""
WITHOUT_SEALED: Final = "without-sealed"
"""The word that leaves out what is sealed."""
OPEN_FIRST: Final = N_(
    "You asked that this opens only when you say again who you are. In a visit (ssh -t): my-data, then fetch. "
    "Then export again within {n} minutes."
)
SEALED: Final = N_(
    "Some of it is sealed. To have that too, in a visit (ssh -t): my-data, then fetch; then export again within {n} "
    "minutes. Without it: export without-sealed."
)


async def exported(session: Session, words: Sequence[str]) -> bytes:
    """Return what is held about whoever calls, or the parts they name, as a zip.

    Raises SignInFirst; Refusal where it has to be opened in a visit first; NotUnderstood for a part there is not.
    """
    if session.person is None:
        raise SignInFirst
    minutes = SECONDS // 60
    opened = session.house.fetching.take(session.person.id, now=session.now)
    if opened is None and session.asks_again:
        raise Refusal(OPEN_FIRST, n=minutes)
    owner = Owner(session.vault, session.person.id, opened.key if opened else None)
    only = [word for word in words if word != WITHOUT_SEALED]
    try:
        return await session.read(_zipped, session, owner, only, WITHOUT_SEALED in words)
    except Closed as error:
        raise Refusal(SEALED, n=minutes) from error


def _zipped(session: Session, owner: Owner, only: Sequence[str], without_sealed: bool) -> bytes:
    whole: Whole = exporting.gather(owner, session.member.handle, only, without_sealed=without_sealed, now=session.now)
    return exporting.zipped(whole, session.spoken)


def in_parts(data: bytes) -> Iterator[bytes]:
    """Yield a file in pieces that a line can take."""
    return (data[start : start + AT_ONCE] for start in range(0, len(data), AT_ONCE))
