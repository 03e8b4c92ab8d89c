"""What a member chose about check-ins: tags of their own, and whether they want to be offered something on low days.

Each is one record of the kind CARE on the shelf. The kind is never sealed to a key of theirs, because it is needed
when a check-in is made, and that needs no key; so nothing of a sealed check-in may come here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from bbs.community import keyrings, shelf
from bbs.community.shelf import Kind, Owner, Record
from bbs.language import N_

FIRST_TAGS: Final = (N_("sleep"), N_("no sleep"), N_("work"), N_("outside"), N_("people"), N_("medication"))
"""Offered to who has no tags of their own yet."""
MOST_TAGS: Final = 40
"""Tags of one's own; the one longest on the list makes room."""
WEEK: Final = 7 * 24 * 3600


def _about(owner: Owner, about: str) -> Record | None:
    return next((one for one in shelf.records(owner, Kind.CARE) if one.words.get("about") == about), None)


def _keep(owner: Owner, about: str, words: dict[str, Any]) -> None:
    found, words = _about(owner, about), {"about": about, **words}
    if found is None:
        shelf.keep(owner, Kind.CARE, words, at=0)
    else:
        shelf.change(owner, found.id, Kind.CARE, words)


def own_tags(owner: Owner) -> tuple[str, ...]:
    """Return a member's own tags, in the order they came."""
    found = _about(owner, "tags")
    return tuple(found.words["tags"]) if found else ()


def set_tags(owner: Owner, tags: Iterable[str]) -> None:
    """Put other tags in the place of a member's."""
    _keep(owner, "tags", {"tags": list(dict.fromkeys(tags))[-MOST_TAGS:]})


def learn_tags(owner: Owner, tags: Iterable[str]) -> None:
    """Put the tags of a check-in on the list, where check-ins are not sealed."""
    known = own_tags(owner)
    new = [tag for tag in tags if tag not in known]
    ring = keyrings.of(owner.member)
    if new and not (ring and Kind.MOOD in ring.kinds):
        set_tags(owner, (*known, *new))


def wants_offers(owner: Owner) -> bool:
    """Say whether somebody wants to be offered something when days are low. Who said nothing does."""
    found = _about(owner, "offers")
    return found is None or not found.words.get("off", False)


def set_offers(owner: Owner, *, wanted: bool) -> None:
    """Keep whether somebody wants that."""
    found = _about(owner, "offers")
    _keep(owner, "offers", {"off": not wanted, "at": found.words.get("at", 0) if found else 0})


def may_offer(owner: Owner, *, now: int) -> bool:
    """Say whether something may be offered now, and take note that it is: never twice in a week."""
    found = _about(owner, "offers")
    if found is not None and (found.words.get("off", False) or now - int(found.words.get("at", 0)) < WEEK):
        return False
    _keep(owner, "offers", {"off": False, "at": now})
    return True
