"""Questionnaires: published ones in their own wording, what they add up to, and answers that a member keeps.

Each is a file in the folder `questions` of a language. One is for everybody; the others are offered where the operator
turned them on. None of them is a diagnosis, and nothing here says so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from bbs.community import hiding, shelf
from bbs.community.shelf import Kind, Owner, Record
from bbs.community.shipped_words import Folders, Table
from bbs.errors import NotFound

FOR_EVERYBODY: Final = "who-5"


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire. `answers` are what can be answered, with what each counts; the sum counts `factor` times.

    `more` says what a higher total means, for who looks at several; `ranges` say what is said of a total from a number
    on. `alarm` is the item (from 1) that opens crisis help before the total when its answer is not 0; 0 for none.
    """

    name: str
    title: str
    about: str
    source: str
    more: str
    question: str
    items: tuple[str, ...]
    answers: tuple[tuple[int, str], ...]
    ranges: tuple[tuple[int, str], ...]
    factor: int
    alarm: int

    @property
    def most(self) -> int:
        """The largest total."""
        return self.factor * len(self.items) * max(value for value, _ in self.answers)

    def total(self, given: Sequence[int]) -> int:
        """Return what answers add up to. Raises ValueError when they are not one for each item."""
        known = {value for value, _ in self.answers}
        if len(given) != len(self.items) or not known.issuperset(given):
            raise ValueError("these are not its answers")
        return self.factor * sum(given)

    def words(self, total: int) -> str:
        """Return what is said of a total."""
        return [words for least, words in self.ranges if least <= total][-1]

    def alarms(self, given: Sequence[int]) -> bool:
        """Say whether crisis help comes before the total."""
        return self.alarm > 0 and given[self.alarm - 1] > 0


@dataclass(frozen=True)
class Answered:
    """Answers to a questionnaire. `at` is when they were given, `id` their record, 0 while they are not kept."""

    name: str
    given: tuple[int, ...]
    at: int
    id: int = 0


def all_of(folders: Folders) -> tuple[Questionnaire, ...]:
    """Return the questionnaires of a language, the one for everybody first."""
    found = [_questionnaire(name, table) for name, table in folders.tables("questions").items()]
    return tuple(sorted(found, key=lambda each: (each.name != FOR_EVERYBODY, each.name)))


def _questionnaire(name: str, table: Table) -> Questionnaire:
    words = {key: table.text(key) for key in ("title", "about", "source", "more", "question")}
    items, factor, alarm = table.texts("items"), table.take("factor", int, 1), table.take("alarm", int, 0)
    answers = tuple((each.take("value", int), each.text("label")) for each in table.tables("answer"))
    ranges = tuple((each.take("from", int), each.text("words")) for each in table.tables("range"))
    table.done()
    if not 0 <= alarm <= len(items):
        raise table.wrong("alarm must be the number of an item")
    if not ranges or ranges[0][0] != 0 or list(ranges) != sorted(ranges):
        raise table.wrong("ranges must begin at 0 and rise")
    return Questionnaire(name=name, items=items, answers=answers, ranges=ranges, factor=factor, alarm=alarm, **words)


def offered(known: Sequence[Questionnaire], turned_on: Collection[str]) -> list[Questionnaire]:
    """Return the questionnaires that are offered here."""
    return [each for each in known if each.name == FOR_EVERYBODY or each.name in turned_on]


def named(known: Sequence[Questionnaire], name: str) -> Questionnaire:
    """Return the questionnaire of a name. Raises NotFound."""
    found = next((each for each in known if each.name == name), None)
    if found is None:
        raise NotFound
    return found


def keep(owner: Owner, answered: Answered) -> int:
    """Keep answers, because their member said so."""
    return shelf.keep(
        owner, Kind.QUESTIONS, {"name": answered.name, "answers": list(answered.given)}, at=answered.at
    )  # fmt: skip


def kept(owner: Owner) -> list[Answered]:
    """Return the answers somebody kept, the newest first. Raises Closed."""
    return [_of_record(record) for record in shelf.records(owner, Kind.QUESTIONS)]


def _of_record(record: Record) -> Answered:
    words = record.words
    return Answered(words["name"], tuple(words["answers"]), record.at, record.id)


def delete(owner: Owner, record_id: int, *, now: int) -> None:
    """Take answers out of sight; for a week they can be taken back."""
    hiding.hide(owner.member, Kind.QUESTIONS, record_id, now=now)


def deleted(owner: Owner) -> int | None:
    """Return when answers were deleted last, None where none can be taken back."""
    last = hiding.hidden_last(owner.member, Kind.QUESTIONS)
    return last.at if last else None


def take_back(owner: Owner) -> int:
    """Undo the last deletion of answers; return how many came back."""
    return hiding.take_back_last(owner.member, Kind.QUESTIONS)
