"""One thing that is held about a member, and what turns rows into such things."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bbs.community.shelf import Owner


@dataclass(frozen=True)
class Entry:
    """One thing that is held, as a JSON object. Names that end in "at" hold moments, in UTC seconds."""

    said: str

    @property
    def facts(self) -> dict[str, Any]:
        """What it says."""
        found: dict[str, Any] = json.loads(self.said)
        return found


def gathering(gather: Callable[[Owner], Iterator[dict[str, Any]]]) -> Callable[[Owner], list[Entry]]:
    """Make what yields objects return entries: no row, and nothing that asks for one later, leaves the rules."""

    def gathered(owner: Owner) -> list[Entry]:
        return [Entry(json.dumps(facts, ensure_ascii=False)) for facts in gather(owner)]

    return gathered
