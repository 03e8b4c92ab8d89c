"""Whether a tool was of use to somebody: for them alone. What helped comes first in their list; nothing is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from bbs.community import hiding, shelf
from bbs.community.exercises import Exercise
from bbs.community.shelf import Kind, Owner


class Use(StrEnum):
    """What somebody said of a tool last."""

    YES = "yes"
    LITTLE = "little"
    NO = "no"


UNSAID: Final = 2
"""Where in the order what nobody said anything of stands: after what helped, before what did not."""
ORDER: Final = {Use.YES: 0, Use.LITTLE: 1, Use.NO: 3}


def tell(owner: Owner, tool: str, use: Use, *, now: int) -> None:
    """Keep what somebody says of a tool, in the place of what they said before."""
    said = {"tool": tool, "use": use.value}
    before = next((one for one in shelf.records(owner, Kind.TOOLS) if one.words.get("tool") == tool), None)
    if before is None:
        shelf.keep(owner, Kind.TOOLS, said, at=now)
    else:
        shelf.change(owner, before.id, Kind.TOOLS, said, at=now)


def said(owner: Owner) -> dict[str, Use]:
    """Return what somebody said of tools, by their names."""
    found = {
        str(one.words.get("tool")): str(one.words.get("use")) for one in reversed(shelf.records(owner, Kind.TOOLS))
    }
    return {tool: Use(use) for tool, use in found.items() if use in set(Use)}


def in_order(tools: Iterable[Exercise], answers: Mapping[str, Use]) -> tuple[Exercise, ...]:
    """Return tools with what helped first, what did not last, and else as they were."""

    def place(tool: Exercise) -> int:
        return ORDER[answers[tool.name]] if tool.name in answers else UNSAID

    return tuple(sorted(tools, key=place))


def forget(member_id: int, *, now: int) -> bool:
    """Forget all of it; return whether there was anything."""
    return hiding.hide(member_id, Kind.TOOLS, now=now) > 0
