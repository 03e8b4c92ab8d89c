"""The course for those who look after the place: cases to try, step by step, with what each answer would do.

Each is a file in the folder `course` of a language: adding a file is adding a case. Nothing of how somebody answered is
kept: it is there to try things in. Words that are wrong are our own bug: they raise ValueError.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bbs.community.shipped_words import Folders, Table
from bbs.errors import NotFound

LETTERS: Final = "abc"
"""The answers of a step, as their addresses name them."""


@dataclass(frozen=True)
class Answer:
    """Something one could do or say, and what comes of it."""

    words: str
    then: str


@dataclass(frozen=True)
class Step:
    """What one meets, and three answers to it."""

    meets: tuple[str, ...]
    asks: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Lesson:
    """A case, or a talk to practise. `name` is its address, `about` one line on what it is for."""

    name: str
    title: str
    about: str
    steps: tuple[Step, ...]
    closing: str
    order: int


@dataclass(frozen=True)
class Tour:
    """What somebody is shown who is new at the desk; what follows for who runs the place as well; the last words."""

    desk: tuple[str, ...]
    office: tuple[str, ...]
    closing: str


def tour(table: Table) -> Tour:
    """Return the tour that a table holds."""
    found = Tour(table.texts("desk"), table.texts("office"), table.text("closing"))
    table.done()
    return found


def all_of(folders: Folders) -> tuple[Lesson, ...]:
    """Return the lessons of a language in the order in which they are best taken."""
    lessons = [_lesson(name, table) for name, table in folders.tables("course").items()]
    return tuple(sorted(lessons, key=lambda lesson: (lesson.order, lesson.name)))


def named(lessons: tuple[Lesson, ...], name: str) -> Lesson:
    """Return the lesson of a name. Raises NotFound."""
    found = next((lesson for lesson in lessons if lesson.name == name), None)
    if found is None:
        raise NotFound
    return found


def answered(lesson: Lesson, chosen: str) -> tuple[Answer, Step | None]:
    """Return the answer that "2b" is, the second of step two, and the step after it, None at the end.

    Raises NotFound.
    """
    number, letter = chosen[:-1], chosen[-1:]
    if not number.isdecimal() or not letter or letter not in LETTERS:
        raise NotFound
    after = lesson.steps[int(number)] if int(number) < len(lesson.steps) else None
    return step(lesson, int(number)).answers[LETTERS.index(letter)], after


def step(lesson: Lesson, number: int) -> Step:
    """Return a step by its number, 1 for the first. Raises NotFound."""
    if not 1 <= number <= len(lesson.steps):
        raise NotFound
    return lesson.steps[number - 1]


def _lesson(name: str, table: Table) -> Lesson:
    words = {key: table.text(key) for key in ("title", "about", "closing")}
    order = table.take("order", int)
    steps = tuple(_step(part) for part in table.tables("steps"))
    if not steps:
        raise table.wrong("a lesson has one step or more")
    table.done()
    return Lesson(name, steps=steps, order=order, **words)


def _step(table: Table) -> Step:
    meets, asks = table.texts("meets"), table.text("asks")
    answers = tuple(Answer(part.text("words"), part.text("then")) for part in table.tables("answers"))
    if len(answers) != len(LETTERS):
        raise table.wrong(f"a step has {len(LETTERS)} answers")
    return Step(meets, asks, answers)
