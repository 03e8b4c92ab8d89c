"""Reports: members bring something to those who look after this place, with a reason, and hear what came of it.

Whom a report is about learns nothing of it, unless one of the staff writes to them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from peewee import ModelSelect

from bbs.community import boards, brought, cases, groups, members, posts, raised
from bbs.community.brought import Said
from bbs.community.members import Person, Role
from bbs.community.queue import CLAIM_SECONDS, Rank
from bbs.community.wording import ANY, clean_text
from bbs.errors import Busy, NotFound, Refusal, SignInFirst
from bbs.language import N_
from store.prepared import prepared
from store.tables import Case, Member, Report
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
OF_SOMEBODY: Final = frozenset({Reason.WORRIED, Reason.UNDER_18})
"""Reasons that are about one person: of a board or a group as a whole they say nothing."""
NO_COMPLAINT: Final = frozenset({Reason.WORRIED, Reason.CHILD, Reason.UNDER_18})
"""Reasons that complain of nobody: who talks with the person may well be who should look."""


def reasons_for(target: str) -> dict[Reason, str]:
    """Return the reasons for which something can be reported, in the order in which they are asked."""
    left_out = OF_SOMEBODY if target.startswith("group/") else frozenset()
    return {reason: words for reason, words in REASONS.items() if reason not in left_out}


class State(StrEnum):
    """Where a report is."""

    WAITING = "waiting"
    TAKEN = "taken"
    NOBODY = "nobody"
    CLOSED = "closed"


@dataclass(frozen=True)
class Own:
    """A member's own report. `target` is as in cases.gather; `outcome` a word of the program's once it is closed.

    `before` is what they said of the same thing earlier, the first first: reasons by their names.
    `post` is the post it is about, if any; `about` the handle of whose it is, "" for who left or gave no name, and
    `about_staff` says that they look after this place: nothing of either is told of a post without a name.
    """

    id: int
    target: str
    reason: Reason
    words: str
    made_at: int
    state: State
    outcome: str
    closed_at: int | None
    is_told: bool
    post: int | None = None
    about: str = ""
    about_staff: bool = False
    before: tuple[Said, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """All reasons they gave, the first first."""
        return tuple(dict.fromkeys((*(_reason(each.reason) for each in self.before), self.reason)))


def _may_see(person: Person, target: str) -> None:
    """Raise NotFound for what the reporter may not know of, and Refusal for what is their own."""
    kind, _, key = target.partition("/")
    looks: dict[str, Callable[[], int | None]] = {
        "post": lambda: posts.get(person, int(key)).author_id,
        "thread": lambda: person.id if boards.thread(person, int(key)).mine else None,
        "member": lambda: members.by_id(int(key)).id,
        "group": lambda: _knows(person, key),
    }
    if kind not in looks or not (kind == "group" or key.isdecimal()):
        raise NotFound
    if kind == "post" and posts.get(person, int(key)).removed:
        raise Refusal(N_("That post was taken away."))
    if looks[kind]() == person.id:
        raise Refusal(N_("That is your own. You can change or delete it, or write a note to the desk."))


def _knows(person: Person, slug: str) -> None:
    """Raise NotFound for a board or a support group that they may not know of."""
    with suppress(NotFound):
        boards.get(person, slug)
        return
    groups.line(person, slug)


def report(vault: Vault, person: Person | None, target: str, reason: Reason, words: str = "", *, now: int) -> Own:
    """Bring something to the staff. Reporting the same thing again adds to what was said, while it is open.

    Raises SignInFirst, NotFound for what they may not know of, Refusal for one's own, NotUnderstood for too many words,
    Busy for too many reports in a day.
    """
    if person is None:
        raise SignInFirst
    _may_see(person, target)
    said = clean_text(words, LONGEST, none=ANY)
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


def waiting_at(vault: Vault, person: Person | None, target: str, *, now: int) -> Own | None:
    """Return a member's own report of something that waits still: reporting it again adds to that. None for none.

    Raises, before anything is asked, NotFound for what they may not know of, and Refusal for what is their own.
    """
    if person is None:
        return None
    _may_see(person, target)
    row = _rows_of(person).where(Case.target == target, Case.closed_at.is_null()).first()
    return _own(vault, row, now) if row is not None else None


def _reason(name: str) -> Reason:
    return Reason(name) if name in list(Reason) else Reason.OTHER


def add(vault: Vault, person: Person, report_id: int, words: str, *, now: int) -> Own:
    """Say more about a report of one's own, in the place of the words that were said last, while it is open.

    Raises NotFound for anybody else's, Refusal once it was decided, NotUnderstood for no words or too many.
    """
    row = _row_of(person, report_id)
    if row.case.closed_at is not None:
        raise Refusal(N_("It was decided meanwhile, so nothing can be added. You can report it again."))
    said = clean_text(words, LONGEST)
    brought.change_words(vault, row, said)
    Case.update(version=Case.version + 1).where(Case.id == row.case_id).execute()
    return one(vault, person, report_id, now=now)


def one(vault: Vault, person: Person, report_id: int, *, now: int) -> Own:
    """Return a report of a member's own. Raises NotFound for anybody else's."""
    return _own(vault, _row_of(person, report_id), now)


def _row_of(person: Person, report_id: int) -> Report:
    row: Report | None = _rows_of(person).where(Report.id == report_id).first()
    if row is None:
        raise NotFound
    return row


def _rows_of(person: Person) -> ModelSelect[Report]:
    return Report.select(Report, Case).join(Case).where(Report.by == person.id, ~Report.found)


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


def _unfounded(vault: Vault, person: Person, now: int) -> int:
    """Count how often their worry about somebody was mistaken lately."""
    since = now - UNFOUNDED_DAYS * DAY
    rows = _rows_of(person).where(Case.outcome == "disagree", Case.closed_at > since)
    return sum(1 for row in rows if any(said.reason == Reason.WORRIED for said in brought.said(vault, row)))


def _own(vault: Vault, row: Report, now: int) -> Own:
    (*before, said), case = brought.said(vault, row), row.case
    owner = _owner(case)
    return Own(
        row.id,
        case.target,
        _reason(said.reason),
        said.words,
        row.made_at,
        _state(case, now),
        case.outcome,
        case.closed_at,
        row.told_at is not None,
        case.post_id,
        owner.handle if owner is not None and owner.left_at is None else "",
        owner is not None and owner.role != Role.MEMBER.value,
        tuple(before),
    )


def _owner(case: Case) -> Member | None:
    """Return whose something is, as far as a reporter may know: not of a post without a name, or one that is gone."""
    is_named = case.post is not None and not case.post.nameless
    return case.about if is_named or case.target.startswith("member/") else None


def _state(case: Case, now: int) -> State:
    """Say how a case stands. That nobody may judge it would tell whose a post without a name is, so it is not said."""
    if case.closed_at is not None:
        return State.CLOSED
    if case.claimed_at is not None and case.claimed_at > now - CLAIM_SECONDS:
        return State.TAKEN
    is_nameless = case.post is not None and bool(case.post.nameless)
    return State.WAITING if is_nameless or cases.anybody_may(case.id) else State.NOBODY


def own(vault: Vault, person: Person, *, now: int) -> list[Own]:
    """Return a member's own reports, newest first, with what came of them."""
    return [_own(vault, row, now) for row in _rows_of(person).order_by(Report.id.desc())]


def any_untold(person: Person) -> bool:
    """Say whether something came of a report of a member's that they were not shown yet."""
    return bool(_untold(person.id))


@prepared
def _untold(member: Any) -> ModelSelect[Report]:
    rows = Report.select(Report.id).join(Case).where(Report.by == member, ~Report.found, Report.told_at.is_null())
    return rows.where(Case.closed_at.is_null(False)).limit(1)


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
    row = _row_of(person, report_id)
    if row.case.closed_at is not None:
        raise NotFound
    case = row.case_id
    destroy(Report, Report.id == report_id)
    left = Report.select().where(Report.case == case).exists()
    changed = {} if left else {"closed_at": now, "outcome": "withdrawn"}
    Case.update(version=Case.version + 1, **changed).where(Case.id == case).execute()
    raised.at_desk(person.id)
