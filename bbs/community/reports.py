"""Reports: members bring something to those who look after this place, with a reason, and hear what came of it.

Whom a report is about learns nothing of it, unless one of the staff writes to them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bbs.community import boards, cases, members, posts
from bbs.community.members import Person
from bbs.community.queue import CLAIM_SECONDS, Rank
from bbs.errors import Busy, NotFound, NotUnderstood, Refusal, SignInFirst
from bbs.language import N_
from bbs.safe_text import safe_text
from store.sealed import opened
from store.tables import Case, Report
from store.tombstones import destroy
from store.vault import Vault

LONGEST: Final = 2_000
"""Characters of what a reporter adds."""
MOST_A_DAY: Final = 30
DAY: Final = 24 * 3600
UNFOUNDED: Final = 3
UNFOUNDED_DAYS: Final = 90
"""Whose worries were mistaken so often in so many days does not page anybody with the next: it waits like the rest."""


class Reason(StrEnum):
    """Why somebody reports something (SAFETY.md 18)."""

    WORRIED = "worried"
    UNKIND = "unkind"
    HARM = "harm"
    HEALTH = "health"
    PRIVATE = "private"
    SPAM = "spam"
    THREAT = "threat"
    CHILD = "child"
    UNDER_18 = "under-18"
    OTHER = "other"


REASONS: Final = {
    Reason.WORRIED: N_("I am worried about this person"),
    Reason.UNKIND: N_("It is unkind, or goes after somebody"),
    Reason.HARM: N_("It tells how to hurt oneself, or encourages it"),
    Reason.HEALTH: N_("Wrong or risky health information"),
    Reason.PRIVATE: N_("It tells something private about somebody"),
    Reason.SPAM: N_("It sells or advertises something"),
    Reason.THREAT: N_("A threat to somebody"),
    Reason.CHILD: N_("A child may be at risk"),
    Reason.UNDER_18: N_("They seem to be under 18"),
    Reason.OTHER: N_("Something else"),
}
"""What each is called, in the order in which they are asked."""
URGENT: Final = frozenset({Reason.WORRIED, Reason.THREAT, Reason.CHILD})
NO_COMPLAINT: Final = frozenset({Reason.WORRIED, Reason.CHILD, Reason.UNDER_18})
"""Reasons that complain of nobody: who talks with the person may well be who should look."""


class State(StrEnum):
    """Where a report is."""

    WAITING = "waiting"
    TAKEN = "taken"
    NOBODY = "nobody"
    CLOSED = "closed"


@dataclass(frozen=True)
class Own:
    """A member's own report. `target` is as in cases.gather; `outcome` a word of the program's once it is closed."""

    id: int
    target: str
    reason: Reason
    words: str
    made_at: int
    state: State
    outcome: str
    closed_at: int | None
    is_told: bool


def understood(typed: str) -> Reason:
    """Return a reason by its name. Raises NotUnderstood for what is none."""
    try:
        return Reason(typed.strip().lower())
    except ValueError as error:
        raise NotUnderstood(N_("Please choose one of the reasons.")) from error


def _may_see(person: Person, target: str) -> None:
    """Raise NotFound for what the reporter may not know of, and Refusal for what is their own."""
    kind, _, key = target.partition("/")
    looks: dict[str, Callable[[], int | None]] = {
        "post": lambda: posts.get(person, int(key)).author_id,
        "thread": lambda: person.id if boards.thread(person, int(key)).mine else None,
        "member": lambda: members.by_id(int(key)).id,
        "group": lambda: (boards.get(person, key), None)[1],
    }
    if kind not in looks or not (kind == "group" or key.isdecimal()):
        raise NotFound
    if looks[kind]() == person.id:
        raise Refusal(N_("That is your own. You can change or delete it, or write a note to the desk."))


def report(vault: Vault, person: Person | None, target: str, reason: Reason, words: str = "", *, now: int) -> Own:
    """Bring something to the staff. Reporting the same thing again changes what was said, while it is open.

    Raises SignInFirst, NotFound for what they may not know of, Refusal for one's own, NotUnderstood for too many words,
    Busy for too many reports in a day.
    """
    if person is None:
        raise SignInFirst
    _may_see(person, target)
    said = _clean(words)
    lately = Report.select().where(Report.by == person.id, Report.made_at > now - DAY, Report.made_at <= now)
    if lately.count() >= MOST_A_DAY:
        raise Busy(
            N_("You reported {n} things within a day. If something is wrong right now, write to the desk."),
            n=MOST_A_DAY,
        )
    slowed = reason is Reason.WORRIED and _unfounded(vault, person, now) >= UNFOUNDED
    case = cases.gather(
        vault,
        target,
        reason=reason.value,
        by=person,
        now=now,
        rank=Rank.URGENT if reason in URGENT and not slowed else Rank.WAITING,
        dispute=reason not in NO_COMPLAINT,
        words=said,
    )
    return _own(vault, Report.get(Report.case == case, Report.by == person.id), now)


def bring_up(vault: Vault, staff: Person | None, target: str, *, now: int) -> int:
    """Open a case about something one of the staff met themselves, and return it. Raises NotFound for anybody else.

    They complain of nothing, so it may be theirs to act on.
    """
    if staff is None or not staff.is_staff:
        raise NotFound
    _may_see(staff, target)
    if (known := cases.open_at(target)) is not None:
        return known
    return cases.gather(vault, target, reason="found", by=staff, now=now, found=True, dispute=True)


def _clean(words: str) -> str:
    said = safe_text(words).strip()
    if len(said) > LONGEST:
        raise NotUnderstood(
            N_("That is {n} characters; {limit} is the most. Please shorten it; your words are kept."),
            n=len(said),
            limit=LONGEST,
        )
    return said


def _unfounded(vault: Vault, person: Person, now: int) -> int:
    """Count how often their worry about somebody was mistaken lately."""
    since = now - UNFOUNDED_DAYS * DAY
    rows = Report.select(Report, Case).join(Case).where(Report.by == person.id, Case.outcome == "disagree")
    rows = rows.where(Case.closed_at > since)
    return sum(1 for row in rows if json.loads(opened(vault, row) or "{}").get("reason") == Reason.WORRIED.value)


def _own(vault: Vault, row: Report, now: int) -> Own:
    said = json.loads(opened(vault, row) or "{}")
    case = row.case
    if case.closed_at is not None:
        state = State.CLOSED
    elif case.claimed_at is not None and case.claimed_at > now - CLAIM_SECONDS:
        state = State.TAKEN
    else:
        state = State.WAITING if cases.anybody_may(case.id) else State.NOBODY
    reason = said.get("reason", "")
    return Own(
        row.id,
        case.target,
        Reason(reason) if reason in list(Reason) else Reason.OTHER,
        said.get("words", ""),
        row.made_at,
        state,
        case.outcome,
        case.closed_at,
        row.told_at is not None,
    )


def own(vault: Vault, person: Person, *, now: int) -> list[Own]:
    """Return a member's own reports, newest first, with what came of them."""
    rows = Report.select(Report, Case).join(Case).where(Report.by == person.id, ~Report.found)
    return [_own(vault, row, now) for row in rows.order_by(Report.id.desc())]


def count_untold(person: Person) -> int:
    """Count the reports of a member's whose outcome they were not shown yet."""
    rows = Report.select().join(Case).where(Report.by == person.id, ~Report.found, Report.told_at.is_null())
    return int(rows.where(Case.closed_at.is_null(False)).count())


def told(person: Person, *, now: int) -> None:
    """Remember that a member was shown what came of their reports so far."""
    closed = Case.select(Case.id).where(Case.closed_at.is_null(False))
    Report.update(told_at=now).where(
        Report.by == person.id, Report.told_at.is_null(), Report.case.in_(closed)
    ).execute()


def withdraw(person: Person, report_id: int, *, now: int) -> None:
    """Take a report back while its case is open. A case that nothing else stands behind closes with it.

    Raises NotFound for anybody else's, or one that was decided.
    """
    row = Report.select(Report, Case).join(Case).where(Report.id == report_id, Report.by == person.id).first()
    if row is None or row.case.closed_at is not None:
        raise NotFound
    case = row.case_id
    destroy(Report, Report.id == report_id)
    left = Report.select().where(Report.case == case).exists()
    changed = {} if left else {"closed_at": now, "outcome": "withdrawn"}
    Case.update(version=Case.version + 1, **changed).where(Case.id == case).execute()
