"""The guidelines as operators write them: one version being written, those published, and what holds now.

What holds is in memory (bbs/house.py), so that nobody who reads them waits for the disk. Until something is published
here, those of the package hold; afterwards an upgrade of the package changes nothing of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from peewee import DatabaseError, ModelSelect, fn

from bbs.community import days_ahead, log, members
from bbs.community.differences import Difference, between
from bbs.community.line_checks import operator_of
from bbs.community.members import Person
from bbs.community.texts import Guideline, Guidelines, paragraphs
from bbs.errors import BBSError, NotFound, NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_line, safe_text
from store.database import Store
from store.prepared import first_of, prepared
from store.tables import GuidelineVersion
from store.vault import Vault

PUBLISHED, REVIEWED = "guidelines-published", "guidelines-reviewed"
"""What the log calls a new version, and another day by which they are read afresh."""
LINE: Final = 160
EXAMPLE: Final = 300
LONG: Final = 20_000


@dataclass(frozen=True)
class Changed:
    """What is different between two versions: short ones by their numbers, and paragraphs of the long text."""

    short: tuple[tuple[int, Difference], ...]
    long: tuple[Difference, ...]

    def __bool__(self) -> bool:
        """Say whether anything is."""
        return bool(self.short or self.long)


def _said(one: Guideline) -> str:
    return f"{one.line} {one.example}"


def _in_full(guidelines: Guidelines) -> list[str]:
    """Return the paragraphs of the long text without the headings that are the short ones: these are told already."""
    headings = {_heading(n, one.line) for n, one in enumerate(guidelines.short, 1)}
    return [paragraph for paragraph in paragraphs(guidelines.long) if paragraph not in headings]


def _heading(number: int, line: str) -> str:
    return f"# {number}. {line}"


def changed(before: Guidelines, now: Guidelines) -> Changed:
    """Return what is different in `now`."""
    short = [
        (n, Difference(_said(was), _said(one)))
        for n, (was, one) in enumerate(zip(before.short, now.short, strict=False), 1)
        if _said(was) != _said(one)
    ]
    short += [(n, Difference("", _said(one))) for n, one in enumerate(now.short, 1) if n > len(before.short)]
    short += [(n, Difference(_said(one), "")) for n, one in enumerate(before.short, 1) if n > len(now.short)]
    return Changed(tuple(short), tuple(between(_in_full(before), _in_full(now))))


def _guidelines(row: GuidelineVersion) -> Guidelines:
    short = tuple(Guideline(**one) for one in json.loads(row.short))
    return Guidelines(row.version or 0, date.fromisoformat(row.review_by), short, row.long)


def _columns(guidelines: Guidelines) -> dict[str, str]:
    short = json.dumps([asdict(one) for one in guidelines.short], ensure_ascii=False)
    return {"review_by": guidelines.review_by.isoformat(), "short": short, "long": guidelines.long}


def newest(shipped: Guidelines) -> Guidelines:
    """Return what holds: the newest version that was published here, else what is shipped."""
    row = first_of(GuidelineVersion, _published())
    return _guidelines(row) if row is not None else shipped


@prepared
def _published() -> ModelSelect[GuidelineVersion]:
    rows = GuidelineVersion.select().where(GuidelineVersion.published_at.is_null(False))
    return rows.order_by(GuidelineVersion.version.desc()).limit(1)


def at_start(store: Store | None, shipped: Guidelines) -> Guidelines:
    """Return what to hold in memory; what is shipped where the store cannot be read."""
    try:
        return store.run(newest, shipped) if store is not None else shipped
    except (BBSError, DatabaseError):
        return shipped


def version(number: int) -> Guidelines | None:
    """Return a version that is kept, None for one that is not: one of the package, from before anything was changed."""
    row = GuidelineVersion.get_or_none(GuidelineVersion.version == number)
    return _guidelines(row) if row is not None else None


def _draft() -> GuidelineVersion | None:
    found: GuidelineVersion | None = (
        GuidelineVersion.select().where(GuidelineVersion.version.is_null()).order_by(GuidelineVersion.id).first()
    )
    return found


def draft(operator: Person | None) -> Guidelines | None:
    """Return the version that is being written, None where nothing is. Raises NotFound for all but operators."""
    operator_of(operator)
    row = _draft()
    return _guidelines(row) if row is not None else None


def _write(
    operator: Person | None, current: Guidelines, change: Callable[[Guidelines], Guidelines], now: int
) -> Guidelines:
    """Change the version that is being written; begin it with what holds. One that is the same as that is none."""
    who = operator_of(operator)
    row = _draft() or GuidelineVersion(version=None)
    written = change(_guidelines(row) if row.id else current)
    if is_same(written, current):
        drop(operator)
        return written
    for name, value in (*_columns(written).items(), ("changed_at", now), ("changed_by", who.id)):
        setattr(row, name, value)
    row.save()
    return written


def is_same(one: Guidelines, other: Guidelines) -> bool:
    """Say whether two say the same, whatever version they are."""
    return _columns(one) == _columns(other)


def change_line(
    operator: Person | None, current: Guidelines, number: int, line: str, example: str, *, now: int
) -> Guidelines:
    """Change one of the short ones, and the heading in the long text that says the same.

    Raises NotFound for a number there is not, and for all but operators; NotUnderstood for nothing.
    """
    line, example = safe_line(line).strip(), safe_line(example).strip()
    if not line or not example:
        raise NotUnderstood(N_("A guideline needs a sentence, and an example of what it looks like."))

    def change(was: Guidelines) -> Guidelines:
        if not 1 <= number <= len(was.short):
            raise NotFound
        before = was.short[number - 1]
        one = replace(before, line=line, example=example)
        long = was.long.replace(f"{_heading(number, before.line)}\n", f"{_heading(number, line)}\n")
        return replace(was, short=(*was.short[: number - 1], one, *was.short[number:]), long=long)

    return _write(operator, current, change, now)


def change_long(operator: Person | None, current: Guidelines, text: str, *, now: int) -> Guidelines:
    """Change the long text. Raises NotUnderstood for nothing."""
    text = safe_text(text).strip()
    if not text:
        raise NotUnderstood(N_("The long text cannot be empty: it says what the short ones mean."))
    return _write(operator, current, lambda was: replace(was, long=text), now)


def set_review(vault: Vault, operator: Person | None, current: Guidelines, day: date, *, now: int) -> Guidelines:
    """Set by when somebody reads them all afresh; return what is shown from now on.

    It goes with the version that is being written. Where none is, it holds at once and makes none: who reads them all
    and finds that they are right asks nobody to accept the same again. Raises NotFound for all but operators.
    """
    who = operator_of(operator)
    if _draft() is not None:
        return _write(operator, current, lambda was: replace(was, review_by=day), now)
    return _reviewed(vault, who, current, day, now) if day != current.review_by else current


def _reviewed(vault: Vault, who: Person, current: Guidelines, day: date, now: int) -> Guidelines:
    _keep(current, now)
    kept = GuidelineVersion.get(GuidelineVersion.version == current.version)
    kept.review_by, kept.published_at = day.isoformat(), kept.published_at or now
    kept.save()
    log.record(vault, REVIEWED, by=who.id, about=None, now=now, words=day.isoformat())
    return replace(current, review_by=day)


def day_of(typed: str, now: int) -> date:
    """Return the day to come that was typed. Raises NotUnderstood."""
    return days_ahead.understood(typed, _today(now))


def is_due(guidelines: Guidelines, now: int) -> bool:
    """Say whether they should be read afresh by now."""
    return guidelines.review_by <= _today(now)


def _today(now: int) -> date:
    return datetime.fromtimestamp(now, UTC).date()


def propose(guidelines: Guidelines, *, now: int) -> bool:
    """Have guidelines that came from elsewhere as the version that is being written, by nobody here.

    False, and nothing changed, where one is being written.
    """
    if _draft() is not None:
        return False
    GuidelineVersion.create(version=None, changed_at=now, **_columns(guidelines))
    return True


def drop(operator: Person | None) -> None:
    """Let go of what is being written. Raises NotFound for all but operators."""
    operator_of(operator)
    GuidelineVersion.delete().where(GuidelineVersion.version.is_null()).execute()


def publish(vault: Vault, operator: Person | None, current: Guidelines, *, now: int) -> Guidelines:
    """Let what was written hold from now on, and log it; return it. Who publishes it has accepted it by that.

    What held before is kept as well, so that members can be shown what changed. Where no word did, but the day of the
    next review, that holds and is no new version. Raises Refusal where nothing changed, or that day is over, and
    NotFound for all but operators.
    """
    who, row = operator_of(operator), _draft()
    written = _guidelines(row) if row is not None else current
    if row is None or not (changed(current, written) or written.review_by != current.review_by):
        raise Refusal(N_("Nothing is different from what holds now. Change a line first."))
    if is_due(written, now):
        raise Refusal(N_("Say by when they are to be read afresh: {do:review/r}. The day that is set is over."))
    if not changed(current, written):
        drop(operator)
        return _reviewed(vault, who, current, written.review_by, now)
    _keep(current, now)
    highest = GuidelineVersion.select(fn.MAX(GuidelineVersion.version)).scalar() or 0
    new = replace(written, version=max(highest, current.version) + 1)
    new = replace(new, short=tuple(_since(one, n, current, new.version) for n, one in enumerate(new.short)))
    row.version, row.published_at, row.changed_at = new.version, now, now
    row.changed_by = who.id  # type: ignore[assignment] # Peewee takes the number of a row for the row
    row.short = _columns(new)["short"]
    row.save()
    members.accept_guidelines(who.id, new.version, now=now)
    log.record(vault, PUBLISHED, by=who.id, about=None, now=now, words=str(new.version))
    return new


def _since(one: Guideline, at: int, current: Guidelines, number: int) -> Guideline:
    """Return a short one with the version that last changed it."""
    is_same = at < len(current.short) and _said(current.short[at]) == _said(one)
    return replace(one, since=current.short[at].since if is_same else number)


def _keep(current: Guidelines, now: int) -> None:
    """Keep a version of the package that held until now."""
    if version(current.version) is None:
        GuidelineVersion.create(version=current.version, changed_at=now, **_columns(current))
