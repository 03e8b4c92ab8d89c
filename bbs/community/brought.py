"""What somebody said when they brought something up, and all that they said of it since: nothing takes its place.

It is one sealed record a report. Who reports the same thing again, while it waits, adds to it: a worry that is told
after a rude word, or a threat after a worry, must not hide what came first.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Final

from bbs.errors import Busy
from bbs.language import N_
from store.sealed import opened, place_of
from store.tables import Report
from store.vault import Vault

MOST: Final = 10
"""How often somebody can report one thing while it waits; what else there is to say finds room in their words."""


@dataclass(frozen=True)
class Said:
    """A reason by its name, words, the rule of a detector, and when it was said."""

    reason: str
    words: str
    rule: str
    at: int


def said(vault: Vault, row: Report) -> tuple[Said, ...]:
    """Return what was said with a report, the first thing first. There is always one."""
    kept: dict[str, Any] = json.loads(opened(vault, row) or "{}")
    before = tuple(Said(**each) for each in kept.get("before", ()))
    return (*before, Said(kept.get("reason", ""), kept.get("words", ""), kept.get("rule", ""), row.made_at))


def add(vault: Vault, row: Report, more: Said) -> None:
    """Add to a report what its member says now; what says nothing new adds nothing. Raises Busy for far too much."""
    *before, last = said(vault, row)
    same = [each for each in (*before, last) if each.reason == more.reason and more.words in ("", each.words)]
    if same:
        return
    if len(before) + 1 >= MOST:
        raise Busy(
            N_("You reported this {n} times, and all of it is kept. To say more: go reports, then the report."), n=MOST
        )
    extends = last.reason == more.reason and not last.words
    keep(vault, row, more, before if extends else (*before, last))


def keep(vault: Vault, row: Report, last: Said, before: list[Said] | tuple[Said, ...] = ()) -> None:
    """Keep what was said with a report, in a row that was saved or not."""
    facts: dict[str, Any] = {"reason": last.reason, "words": last.words, "rule": last.rule}
    if before:
        facts["before"] = [asdict(each) for each in before]
    row.sealed, row.made_at = vault.seal(place_of(row), json.dumps(facts, sort_keys=True)), last.at
    row.save()


def change_words(vault: Vault, row: Report, words: str) -> None:
    """Put other words in the place of those that a member said last: they see them while they write."""
    *before, last = said(vault, row)
    keep(vault, row, Said(last.reason, words, last.rule, last.at), before)
