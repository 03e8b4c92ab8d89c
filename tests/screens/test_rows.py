"""Words in rows: nothing wider than its room, nothing lost, and no more work than there are words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbs.safe_text import cells, graphemes
from screens.rows import rows_of
from tests.screens.fullscreen.scripts import SCRIPTS, lines


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [""]),
        ("  two  blanks", ["  two", "> blanks"]),
        ("well-being, self-care", ["well-", "> being,", "> self-", "> care"]),
        ("4:30-5:30 -- no", ["4:30-5:30", "> -- no"]),
        ("abcdefghijklm", ["abcdefghi", "> jklm"]),
        ("see abcdefghijklm", ["see abcde", "> fghijkl", "> m"]),
        ("no\u00a0break here", ["no\u00a0break", "> here"]),
        ("今天晚上我又睡不着了", ["今天晚上", "> 我又睡", "> 不着了"]),
        ("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", ["👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", "> 👨‍👩‍👧"]),
    ],
)
def test_words_are_broken_where_people_break_them(words: str, found: list[str]) -> None:
    assert rows_of(words, 9, "> ") == found


@settings(max_examples=50, deadline=None)
@given(lines, st.integers(10, 100), st.sampled_from(["", "  "]))
def test_nothing_is_wider_than_the_room_and_nothing_is_lost(words: str, room: int, indent: str) -> None:
    found = rows_of(words, room, indent)
    assert max(map(cells, found)) <= room
    assert "".join("".join(found).split()) == "".join(words.split())
    assert all(row.startswith(indent) and row.strip() for row in found[1:])
    assert [g for row in found for g in graphemes(row) if not g.isspace()] == [
        g for g in graphemes(words) if not g.isspace()
    ], "no character of several parts is divided"


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("joint", ["", "-", " "])
def test_a_long_text_is_measured_a_few_times_and_not_once_a_row(script: str, joint: str) -> None:
    words = joint.join(SCRIPTS[script].replace(" ", joint) for _ in range(200))
    measured = 0

    def counted(text: str) -> int:
        nonlocal measured
        measured += len(text)
        return cells(text)

    assert len(rows_of(words, 20, measure=counted)) > 50
    assert measured <= 2 * len(words)
