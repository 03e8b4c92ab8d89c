"""Safety plans: what somebody wrote on a better day for a worse one. Nobody else sees it.

A plan is one record on the shelf, changed a part at a time in one transaction, so that two devices cannot lose each
other's parts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from bbs.community import hiding, shelf
from bbs.community.hiding import Hidden
from bbs.community.plan_words import LINES, PARTS
from bbs.community.shelf import Kind, Owner
from bbs.errors import NotFound, NotUnderstood
from bbs.language import N_
from bbs.safe_text import safe_text

LONGEST: Final = 4_000
"""Characters of one part."""
ON_CARD: Final = frozenset({"alone", "someone", "lines"})
"""Parts that go on the pocket card until its owner chooses: what one can do, and whom one can reach."""


@dataclass(frozen=True)
class Plan:
    """A plan: the words of each part that has some, the parts for the pocket card, and when it was changed last."""

    words: Mapping[str, str] = field(default_factory=dict)
    card: frozenset[str] = ON_CARD
    changed_at: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written yet."""
        return not self.words

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts without words, in their order."""
        return tuple(name for name in PARTS if name not in self.words)


def current(owner: Owner) -> Plan:
    """Return somebody's plan, an empty one where there is none. Raises Closed while it is sealed."""
    return _found(owner)[0]


def _found(owner: Owner) -> tuple[Plan, list[int]]:
    """Return the plan and the records it is in: two, where one was taken back after another was begun.

    What the newer says is what counts; a part that only the older has is still there.
    """
    plan, ids = Plan(), []
    for record in reversed(shelf.records(owner, Kind.PLAN)):
        said = record.words
        words = {name: text for name, text in said.get("parts", {}).items() if name in PARTS and text}
        plan = Plan({**plan.words, **words}, frozenset(said.get("card", ON_CARD)), record.at)
        ids.append(record.id)
    return plan, ids


def write(owner: Owner, part: str, text: str, *, now: int) -> Plan:
    """Put words into a part in the place of those that were there; none empties it. Raises NotFound, NotUnderstood."""
    if part not in PARTS:
        raise NotFound
    return write_all(owner, {**current(owner).words, part: text}, now=now)


def write_all(owner: Owner, words: Mapping[str, str], *, now: int) -> Plan:
    """Put words into all parts. Raises NotUnderstood for a part that is too long."""
    cleaned = {name: safe_text(words.get(name, "")) for name in PARTS}
    for text in cleaned.values():
        if len(text) > LONGEST:
            raise NotUnderstood(N_("A part has {limit} characters at most; this is {n}."), limit=LONGEST, n=len(text))
    written = {name: text for name, text in cleaned.items() if text}
    return _keep(owner, replace(current(owner), words=written), now)


def choose_card(owner: Owner, parts: Collection[str], *, now: int) -> Plan:
    """Say which parts go on the pocket card."""
    return _keep(owner, replace(current(owner), card=frozenset(parts) & set(PARTS)), now)


def _keep(owner: Owner, plan: Plan, now: int) -> Plan:
    _, ids = _found(owner)
    said = {"parts": dict(plan.words), "card": sorted(plan.card)}
    if ids:
        *older, last = ids
        shelf.change(owner, last, Kind.PLAN, said, at=now)
        if older:
            hiding.hide(owner.member, Kind.PLAN, *older, now=now)
    elif plan.words:
        shelf.keep(owner, Kind.PLAN, said, at=now)
    return replace(plan, changed_at=now)


def add_lines(owner: Owner, lines: Iterable[str], *, now: int) -> int:
    """Put help lines below the professionals and lines, those that are not there yet; return how many that were."""
    there = current(owner).words.get(LINES, "")
    new = [line for line in lines if line not in there.split("\n")]
    if new:
        write(owner, LINES, "\n".join(filter(None, (there, *new))), now=now)
    return len(new)


def for_card(owner: Owner) -> tuple[tuple[str, str], ...]:
    """Return the parts somebody chose for their pocket card that have words: name and words. Raises Closed.

    What a part is called is in the texts of the place (PlanWords.title).
    """
    plan = current(owner)
    return tuple((name, plan.words[name]) for name in PARTS if name in plan.card and name in plan.words)


def take_away(owner: Owner, *, now: int) -> None:
    """Delete the plan. It can be brought back for some days."""
    hiding.hide(owner.member, Kind.PLAN, now=now)


def taken_away(member_id: int) -> Hidden | None:
    """Return what was deleted last and can be brought back, None for nothing."""
    return hiding.hidden_last(member_id, Kind.PLAN)


def bring_back(member_id: int) -> None:
    """Undo the last deletion. Raises NotFound where nothing can be brought back."""
    if not hiding.take_back_last(member_id, Kind.PLAN):
        raise NotFound
