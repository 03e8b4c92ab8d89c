"""What members write, as a voice says it: no signs read in vain, and words for what a sign would have told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from bbs.language import ENGLISH
from screens.said import said
from tests.screens.test_markdown import marked


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("It was *so* hard, **never** again.", ["It was so hard, never again."]),
        ("*hugs*", ["*hugs*"]),
        ("> You said this.\n>\n> And that.\nYes.", ["quote: You said this.", "", "quote: And that.", "Yes."]),
        (">> Older.\n> Newer.", ["quote within a quote: Older.", "quote: Newer."]),
        ("* tea\n* toast", ["- tea", "- toast"]),
        ("## Nights\nUse `ls`.", ["Nights", "Use ls."]),
        ("```\n  a  *b*\n```", ["  a  *b*"]),
        ("[this](https://x.org)", ["this (https://x.org)"]),
    ],
)
def test_signs_are_not_said(typed: str, spoken: list[str]) -> None:
    assert said(typed, ENGLISH) == spoken


def test_emphasis_is_said_to_those_who_ask() -> None:
    assert said("> It was *so* hard, and **never *ever*** again.", ENGLISH, stressed=True) == [
        "quote: It was so (emphasised) hard, and never ever (emphasised) again."
    ]


@settings(max_examples=50, deadline=None)
@given(marked)
def test_any_text_is_lines_that_can_be_said(text: str) -> None:
    assert all("\n" not in line and "\x1b" not in line for line in said(text, ENGLISH, stressed=True))
