"""From a connection to a session: who this is, and what they came for."""

from __future__ import annotations

import secrets

from bbs.arrival import Arrival
from bbs.community import leaving, member_keys, members
from bbs.community.members import Person
from bbs.errors import NotFound
from bbs.house import House
from bbs.language import Language
from bbs.server.auth import Gate
from bbs.server.channel import Channel
from bbs.session import Mode, Session
from store.database import Store
from store.vault import Vault


async def arrive(house: House, gate: Gate, channel: Channel) -> Session:
    """Make the session of a caller whose channel is open."""
    person = await _who(house, gate)
    arrival = Arrival(
        username=gate.sign_in.username,
        person=person,
        fingerprint=gate.sign_in.fingerprint,
        command=channel.command,
        asks_line="ACCESSIBLE" in channel.environment(),
    )
    session = Session(
        id=secrets.token_hex(4),
        house=house,
        arrival=arrival,
        terminal=channel.terminal(),
        network=gate.network,
        spoken=Language.of(house.config.community.language),
        fingerprint="" if person else gate.sign_in.fingerprint,
    )
    if gate.sign_in.username.lower() == "line":
        session.wants = Mode.LINE
    if person is None and house.store is not None and house.vault is not None:
        session.returning = await _who_left(house.store, house.vault, gate)
    if person is not None:
        session.signed_in(person)
        gate.threshold.keeper.remember(gate.network, person.id)
    return session


async def _who(house: House, gate: Gate) -> Person | None:
    """Return the member a connection proved to be. A key is looked up only here, after its proof."""
    if house.store is None or house.vault is None:
        return None
    if gate.sign_in.fingerprint:
        return await house.store.read(member_keys.by_key, house.vault, gate.sign_in.fingerprint, gate.sign_in.username)
    if gate.sign_in.member is not None:
        try:
            return await house.store.read(members.by_id, gate.sign_in.member)
        except NotFound:
            return None
    return None


async def _who_left(store: Store, vault: Vault, gate: Gate) -> int | None:
    """Return the id of a member whom a connection proved to be, and who left: they can undo it."""
    if gate.sign_in.fingerprint:
        left = await store.read(member_keys.by_key, vault, gate.sign_in.fingerprint, gate.sign_in.username, left=True)
        return left.id if left else None
    if gate.sign_in.member is None:
        return None
    found = await store.read(leaving.who_left, gate.sign_in.member)
    return found.id if found else None
