"""The course and the tour: what is shipped can be taken from the beginning to the end."""

from __future__ import annotations

import pytest

from bbs.community import course, texts
from bbs.community.course import LETTERS
from bbs.errors import NotFound

TEXTS = texts.load()


def test_there_are_eight_cases_and_a_talk() -> None:
    assert [lesson.name for lesson in TEXTS.course] == [
        "quarrel", "spam", "worry", "method", "threat", "health", "young", "appeal", "talk",
    ]  # fmt: skip
    assert all(len(lesson.steps) >= 2 for lesson in TEXTS.course)


def test_every_answer_leads_on_and_the_last_to_the_end() -> None:
    for lesson in TEXTS.course:
        for number, step in enumerate(lesson.steps, 1):
            for letter, answer in zip(LETTERS, step.answers, strict=True):
                met, after = course.answered(lesson, f"{number}{letter}")
                assert met is answer
                assert after is (lesson.steps[number] if number < len(lesson.steps) else None)


@pytest.mark.parametrize("chosen", ["", "a", "0a", "1d", "9a", "1", "aa", "1a1"])
def test_an_answer_that_there_is_not_is_not_found(chosen: str) -> None:
    with pytest.raises(NotFound):
        course.answered(TEXTS.course[0], chosen)


def test_what_comes_next_fits_what_was_chosen_before_whichever_it_was() -> None:
    talk = course.named(TEXTS.course, "talk").steps
    assert "for tonight" in talk[2].answers[1].then
    assert talk[3].meets[0].startswith("The next evening")
    worry = course.named(TEXTS.course, "worry").steps
    assert "Are you thinking" in worry[1].answers[2].words, "not every answer asks"
    assert worry[2].meets[0].startswith("You have asked them")


def test_nothing_in_it_says_that_somebody_is_responsible() -> None:
    said = [words for lesson in TEXTS.course for step in lesson.steps for words in (*step.meets, step.asks)]
    said += [w for lesson in TEXTS.course for step in lesson.steps for a in step.answers for w in (a.words, a.then)]
    said += [*TEXTS.tour.desk, *TEXTS.tour.office, TEXTS.tour.closing]
    assert not [words for words in said if "responsible" in words.casefold()]
