"""Keys that came together, where a text is written and where none is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.fullscreen.bursts import Burst, pressed, written
from screens.fullscreen.keyboard import Keyboard, Pasted, Typed

UP = "\x1b[A"


def burst(text: str) -> Burst:
    return Keyboard("utf-8").feed(text.encode())


@pytest.mark.parametrize(
    ("came", "means"),
    [
        ("a", [Typed("a")]),
        ("\r", [Typed("\r")]),
        ("\t", [Typed("\t")]),
        ("hello", [Pasted("hello")]),
        ("an answer\r", [Pasted("an answer"), Typed("\r")]),
        ("a\r", [Typed("a"), Typed("\r")]),
        ("one\ttwo", [Pasted("one"), Typed("\t"), Pasted("two")]),
        ("one\rtwo", [Pasted("one\ntwo")]),
        ("one\rtwo\r", [Pasted("one\ntwo\n")]),
        ("one\r\n", [Pasted("one\n")]),
        ("\ry", [Pasted("\ny")]),
        ("\r\r", [Pasted("\n\n")]),
        ("one\ttwo\rthree", [Pasted("one\ttwo\nthree")]),
        ("one\r\x1b[31mtwo\r", [Pasted("one\n"), Typed("\x1b[31m"), Pasted("two\n")]),
        ("one\x13\ry", [Pasted("one"), Typed("\x13"), Pasted("\ny")]),
        ("ab\x7f\x7fcd" + UP, [Pasted("ab"), Typed("\x7f"), Typed("\x7f"), Pasted("cd"), Typed(UP)]),
        ("\x1b[200~one\rtwo\x1b[201~\r", [Pasted("one\ntwo"), Typed("\r")]),
    ],
)
def test_where_a_text_is_written_a_line_end_within_letters_answers_nothing(came: str, means: Burst) -> None:
    assert written(burst(came)) == means


@pytest.mark.parametrize(
    ("came", "keys", "is_text"),
    [
        ("j", ["j"], False),
        ("12\r", ["12", "\r"], False),
        ("jjjjjjjjjjjjjjjjjjjj", ["jjjjjjjjjjjjjjjjjjjj"], False),
        ("goodbye", ["goodbye"], False),
        ("good morning", [], True),
        ("one\rtwo\rq", [], True),
        ("no good\x07 morning" + UP, ["\x07", UP], True),
        (UP * 20, [UP] * 20, False),
        ("\x1b[200~q\x1b[201~j", ["j"], True),
    ],
)
def test_where_none_is_written_a_text_presses_no_keys(came: str, keys: list[str], is_text: bool) -> None:
    assert pressed(burst(came)) == (list(map(Typed, keys)), is_text)


@given(st.text("ab \r\n\t\x1b\x7f\x07é", max_size=20))
def test_no_letter_is_lost_where_a_text_is_written_and_no_line_end_before_one_is_a_key(typed: str) -> None:
    came = burst(typed.replace("\x1b", UP) + "\x07.")
    means = written(came)
    assert "".join(one.text for one in means).replace("\n", "") == "".join(
        one.text for one in came if one.text not in ("\r", "\n")
    )
    assert Typed("\r") not in means
    assert Typed("\n") not in means
