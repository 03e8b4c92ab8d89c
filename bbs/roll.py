"""The roll: what those who are here do for the place, and to whom it is closed, as the database has it now.

An operator changes that on the machine itself too (`warmline member role`, `warmline admin`), where no open visit is
told of it: so it is read again before anything of the desk is shown or done, and of everybody who is here every minute.
"""

from __future__ import annotations

from collections.abc import Iterable

from bbs.community import roles
from bbs.community.roles import Place
from bbs.house import House


async def look(house: House, members: Iterable[int]) -> list[Place]:
    """Read the places of some members anew, let their open visits know of them, and return them."""
    ids = sorted(set(members))
    if house.store is None or not ids:
        return []
    found = await house.store.read(roles.places, ids)
    for one in found:
        house.visits.has_role(one.member, one.role, is_staff=one.is_staff)
        house.visits.is_shut_out(one.member, one.shut_out_until)
    return found
