"""What members write, in rows: nothing wider than its room, nothing lost, emphasis where it belongs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style

from screens.fullscreen.cells import most_cells
from screens.fullscreen.lines import Line
from screens.fullscreen.palette import EMPHASIS, FAINT, PLAIN, STRONG
from screens.fullscreen.written import written
from screens.markdown import passages
from tests.screens.test_markdown import marked


def rows(text: str, room: int = 20) -> list[str]:
    return ["".join(words for words, _ in row) for row in written(text, room)]


def styled(text: str, style: Style, room: int = 20) -> str:
    return " ".join(words for row in written(text, room) for words, own in row if own == style)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("- rain on a tin roof and tea", ["- rain on a tin roof", "  and tea"]),
        ("10. rain on a tin roof and tea", ["10. rain on a tin", "    roof and tea"]),
        ("- rain\n  on a tin roof and some tea", ["- rain", "  on a tin roof and", "  some tea"]),
        ("> rain on a tin roof and tea", ["> rain on a tin roof", "> and tea"]),
        (">> rain on a tin roof and tea", ["> > rain on a tin", "> > roof and tea"]),
        (">\n> a", ["> ", "> a"]),
        ("```\n  a   b\n```", ["  a   b"]),
        ("see `a  b` now", ["see `a  b` now"]),
        ("look at https://x.org/a-b", ["look at", "https://x.org/a-b"]),
        ("**# so**", ["# so"]),
    ],
)
def test_what_hangs_hangs(typed: str, shown: list[str]) -> None:
    assert rows(typed) == shown


def test_emphasis_has_its_role_wherever_a_row_ends() -> None:
    text = "I said that it was *so very hard and long* to **bear**. > a"
    assert styled(text, EMPHASIS) == "so very hard and long"
    assert styled(text, STRONG) == "bear"
    assert styled("> a **b** c", FAINT + STRONG) == "b"
    assert styled("> a **b** c", FAINT) == ">  a   c"
    assert {EMPHASIS.color, STRONG.color} == {None}, "no colour tells anything alone"


@settings(max_examples=100, deadline=None)
@given(marked, st.integers(20, 80))
def test_nothing_is_wider_than_the_room_and_nothing_is_lost(text: str, room: int) -> None:
    drawn = list(written(text, room))
    assert all(_width(row) <= room for row in drawn)
    shown = "".join(words for row in drawn for words, _ in row)
    assert _letters(shown) == _letters(text)
    assert "\x1b" not in shown


def _width(row: Line) -> int:
    return sum(most_cells(words) for words, _ in row)


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text))


@settings(max_examples=50, deadline=None)
@given(marked, st.integers(20, 80))
def test_words_are_as_heavy_as_they_were_written(text: str, room: int) -> None:
    found = [
        "".join(_letters(words) for row in written(text, room) for words, own in row if own in (style, FAINT + style))
        for style in (PLAIN, EMPHASIS, STRONG)
    ]
    meant = ["", "", ""]
    for passage in passages(text):
        meant[0] += _letters(passage.lead)
        for span in passage.spans:
            meant[span.stress] += _letters(span.words)
    assert found == meant
