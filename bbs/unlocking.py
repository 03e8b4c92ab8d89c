"""Unlocking what is private in a visit, and wrapping a member's key anew when what unlocks it changes.

Argon2id is asked off the event loop (bbs/proof.py), guesses are slowed down as at the SSH prompt (bbs/doorkeeper.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from bbs.community import credentials, keyrings, passphrases, sealing
from bbs.community.keyrings import Way, Wrap
from bbs.community.shelf import Owner
from bbs.locker import Again
from bbs.session import Session
from store.sealing import Key


async def prove(session: Session, asked: Again, typed: str) -> bool:
    """Say whether a member said who they are, by PIN or passphrase; if so, private pages open. Raises Busy."""
    person, keeper = session.private, session.doorkeeper
    handle = session.member.handle

    async def is_pin() -> bool | None:
        stored = await session.read(credentials.stored_pin, person.member)
        return await session.house.prover.verify(stored, typed) or None

    if asked is Again.PIN:
        right = await keeper.code(session.network, handle, is_pin) is not None
    else:
        right = await keeper.passphrase(session.network, handle, typed) == person.member
    session.locker.proven = session.locker.proven or right
    return right


async def unlock(session: Session, typed: str) -> bool:
    """Unlock a member's key for this visit by passphrase or recovery code, and say whether that did it. Raises Busy.

    The code is not used up: it signs in once, and opens what is sealed until new ones are made.
    """
    owner = session.private

    async def opens() -> Key | None:
        return await _unwrapped(session, owner, typed)

    key = await session.doorkeeper.code(session.network, session.member.handle, opens)
    if key is not None:
        session.locker.key, session.locker.proven = key, True
    return key is not None


async def _unwrapped(session: Session, owner: Owner, typed: str) -> Key | None:
    for wrap in await session.read(keyrings.wraps, owner.vault, owner.member, typed):
        said = passphrases.normalise_code(typed) if wrap.way is Way.CODE else typed
        derived = await session.house.prover.derive(said, wrap.salt, wrap.cost)
        if (key := wrap.unwrapped(derived)) is not None:
            return key
    return None


async def take_key(session: Session, typed: str) -> None:
    """Unlock with what was just proved to be theirs, without counting it as a guess, where they seal something."""
    if session.locker.key is None:
        session.locker.key = await _unwrapped(session, session.private, typed)


async def begin_sealing(session: Session, group: str, way: Way, typed: str) -> None:
    """Seal a first group to a new key, which a passphrase and new recovery codes unlock (`session.fresh_codes`)."""
    key, codes = Key.make(), passphrases.recovery_codes()
    owner = Owner(session.vault, session.private.member, key)
    wraps = [await _wrap(session, owner, key, way, typed), *await _code_wraps(session, owner, key, codes)]
    await session.write(sealing.begin, owner, group, wraps, codes, now=session.now)
    session.locker.key, session.locker.proven, session.fresh_codes = key, True, tuple(codes)


async def passphrase_changed(session: Session, typed: str, way: Way = Way.PASSPHRASE) -> bool:
    """Have a new passphrase unlock the key, where it is unlocked now; say whether that was so, or nothing is sealed."""
    owner = session.private
    if owner.key is not None:
        await session.write(
            keyrings.rewrap, owner.member, [await _wrap(session, owner, owner.key, way, typed)], now=session.now
        )
        return True
    return await session.read(keyrings.of, owner.member) is None


async def codes_changed(session: Session, codes: Sequence[str]) -> bool:
    """Have new recovery codes unlock the key, as passphrase_changed does; else the old ones still do."""
    owner = session.private
    if owner.key is not None:
        wraps = await _code_wraps(session, owner, owner.key, codes)
        await session.write(keyrings.rewrap, owner.member, wraps, now=session.now)
        return True
    return await session.read(keyrings.of, owner.member) is None


async def _wrap(session: Session, owner: Owner, key: Key, way: Way, typed: str, mark: bytes | None = None) -> Wrap:
    wrap = Wrap.begin(owner.member, way, session.house.prover.cost, mark)
    return wrap.filled(key, await session.house.prover.derive(typed, wrap.salt, wrap.cost))


async def _code_wraps(session: Session, owner: Owner, key: Key, codes: Sequence[str]) -> list[Wrap]:
    return [await _wrap(session, owner, key, Way.CODE, code, keyrings.mark_of(owner.vault, code)) for code in codes]
