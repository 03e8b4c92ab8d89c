"""Hints while writing: right where they are given, and silent where they would be wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import crisis, hints, texts
from bbs.community.hints import Hint, Kind

WORDS = texts.load().hints
CRISIS = crisis.load()
HELP = hints.digits_of(number for line in CRISIS.lines for number in (line.phone, line.text))


def found(text: str) -> Hint | None:
    return hints.found(text, WORDS, HELP)


@pytest.mark.parametrize(
    ("text", "said", "better"),
    [
        ("My uncle committed suicide in May.", "committed suicide", "died by suicide"),
        ("They say he Committed Suicide", "committed suicide", "died by suicide"),
        ("It was a failed suicide attempt.", "failed suicide attempt", "suicide attempt"),
        ("She took the coward\u2019s way out.", "took the coward's way out", "died by suicide"),
        ("People call it attention seeking.", "attention seeking", "needing somebody to notice"),
        ("The ward was full of junkies", "junkies", "people who live with addiction"),
        ("He is a schizophrenic.", "a schizophrenic", "somebody who lives with schizophrenia"),
    ],
)
def test_words_that_hurt_have_kinder_ones(text: str, said: str, better: str) -> None:
    assert found(text) == Hint(Kind.STYLE, said, better)


@pytest.mark.parametrize(
    "text",
    [
        "I wanted to say that I committed suicide attempts to nobody",  # words for oneself are one's own
        "I'm a junkie and I always was.",
        "> My uncle committed suicide in May.\nI am so sorry.",
        "He died by suicide.",
        "She is committed to suicide prevention.",
        "A paper cutter lay there.",
        "the junkiest car",
    ],
)
def test_words_that_are_right_or_ones_own_or_anothers_are_left_alone(text: str) -> None:
    assert found(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Call me on 07700 900123 tonight", Kind.TELEPHONE),
        ("+44 7700 900123", Kind.TELEPHONE),
        ("0049 30 1234567", Kind.TELEPHONE),
        ("mine is (555) 234-5678.", Kind.TELEPHONE),
        ("5552345678", Kind.TELEPHONE),
        ("06 12 34 56 78", Kind.TELEPHONE),
        ("write to sam.b+nights@mail.example.org", Kind.MAIL),
        ("I live at 12 High Street", Kind.ADDRESS),
        ("near SW1A 1AA", Kind.ADDRESS),
        ("my insta is @moon_child", Kind.ACCOUNT),
        ("Add me on Discord", Kind.ACCOUNT),
        ("moonchild#1234", Kind.ACCOUNT),
        ("telegram: @moon_child", Kind.ACCOUNT),
    ],
)
def test_what_says_where_somebody_is_found_is_seen(text: str, kind: Kind) -> None:
    hint = found(text)
    assert hint is not None
    assert hint.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "116 123 is free, day and night",
        "call 0800 58 58 58 or 988, or text HOME to 741741",
        "1-800-273-8255",
        "The Samaritans are at 116 123, also +44 116 123",
        "At 03:45 again, and 04:10, and 05:00.",
        "500 mg at 10:30, 1000 mg at 22:15, 3x20mg",
        "2018 2019 2020 2021 were hard; 2019-2021 too",
        "2026-05-28 20:26 and 28.05.2026, 29.05.2026",
        "blood pressure 120/80 118/79 121/82",
        "10 9 8 7 6 5 4 3 2 1",
        "counting sheep: 1000000000 of them, or 1,000,000,000",
        "vitamin B12 5MG daily",
        "ssh new@bbs.example.org is how",
        "I walked 3 times down the road",
        "The 12 Steps helped",
        "instagram is no place for me; discord was 24/7",
        "> call me on 07700 900123",
        "issue #1234 and C#1",
        "r/depression on reddit",
        "@ash thank you",
    ],
)
def test_what_is_nobodys_own_is_left_alone(text: str) -> None:
    assert found(text) is None


def test_no_number_of_a_help_line_is_taken_for_somebodys_own() -> None:
    for line in CRISIS.lines:
        for number in (line.phone, line.text):
            hint = found(f"You can call {number} at any hour.")
            assert hint is None or hint.kind is not Kind.TELEPHONE, number


def test_what_can_be_found_out_comes_before_style() -> None:
    hint = found("My uncle committed suicide. Call me: 07700 900123.")
    assert hint is not None
    assert hint.kind is Kind.TELEPHONE


@given(st.text())
def test_any_text_is_looked_at_without_trouble(text: str) -> None:
    hint = found(text)
    assert hint is None or hint.said.casefold() in text.replace("\u2019", "'").casefold()


@pytest.mark.timeout(30)  # it grows with the letters: with their square, so many would take minutes
@pytest.mark.parametrize("piece", ["0 ", "a\n", "(", "1", "a@", "Aa ", "x", "+1 ", "a.", "#1"])
def test_long_texts_take_no_time_to_speak_of(piece: str) -> None:
    found(piece * 100_000)
