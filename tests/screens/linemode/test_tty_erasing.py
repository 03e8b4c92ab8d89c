"""Erasing in the line discipline on a real emulator, and escape sequences, which are swallowed whole."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from screens.linemode.tty import Line
from tests.screens.linemode.typing_at import (
    SEQUENCES,
    all_lines,
    asked,
    made,
)


@pytest.mark.parametrize(
    ("grapheme", "width"),
    [("a", 1), ("é", 1), ("e\u0301", 1), ("e\u0301\u0323", 1), ("漢", 2), ("😀", 2)],
)
def test_backspace_takes_one_character_as_people_see_it(grapheme: str, width: int) -> None:
    for key in (b"\x7f", b"\b"):
        line, sent = asked(b"x" + grapheme.encode() + key + b"y\r")
        assert line.text == "xy"
        assert sent == b"Name: x" + grapheme.encode() + b"\b \b" * width + b"y\r\n"


@pytest.mark.parametrize("grapheme", ["👩‍👩‍👧", "❤️", "🇬🇧"])
def test_where_terminals_disagree_on_the_width_the_line_is_said_again(grapheme: str) -> None:
    line, sent = asked(b"x" + grapheme.encode() + b"\x7fy\r")
    assert line.text == "xy"
    assert sent == b"Name: x" + grapheme.encode() + b"\r\nName: xy\r\n"


def test_the_prompt_cannot_be_erased() -> None:
    line, sent = asked(b"ab\x7f\x7f\x7f\x7f\x17\x15c\r")
    assert line.text == "c"
    assert sent == b"Name: ab\b \b\b \bc\r\n"


def test_a_mark_with_nothing_to_sit_on_does_not_change_the_prompt() -> None:
    assert asked("\u0301\u200da\r".encode()) == (Line("a"), b"Name: a\r\n")


def test_a_pile_of_marks_is_more_than_one_character() -> None:
    assert len(asked(b"e" + "\u0301".encode() * 100 + b"\x7f\r")[0].text) > 90


def test_words_and_lines_are_erased_as_one() -> None:
    assert asked(b"one two  \x17x\r") == (Line("one x"), b"Name: one two  " + b"\b \b" * 5 + b"x\r\n")
    assert asked(b"one two\x15x\r") == (Line("x"), b"Name: one two" + b"\b \b" * 7 + b"x\r\n")


def test_erasing_over_the_edge_of_a_row_says_the_line_again() -> None:
    line, sent = asked(b"abcdef\x7f\x7f\x7f\x7fx\r", columns=10)
    assert line.text == "abx"
    assert sent == b"Name: abcdef\b \b\b \b\r\nName: abc\b \bx\r\n"


def test_backspace_from_a_full_row_says_the_line_again() -> None:
    # Terminals differ in where the cursor is when the last cell was just filled.
    assert asked(b"abcd\x7fx\r", columns=10) == (Line("abcx"), b"Name: abcd\r\nName: abcx\r\n")


def test_of_a_line_longer_than_a_row_only_the_last_words_are_said_again() -> None:
    line, sent = asked(b"one two three four five six seven eight nine ten" + b"\x17" * 4 + b"x\r", columns=20)
    assert line.text == "one two three four five six x"
    assert sent.endswith(b"ten" + b"\b \b" * 14 + b"\r\nName: ...six x\r\n")
    line, sent = asked(b"one two three four five six\x15x\r", columns=20)
    assert line.text == "x"
    assert sent.endswith(b"six\r\nName: x\r\n")


def test_after_the_last_words_were_said_again_erasing_stops_at_them() -> None:
    typed = b"one two three four five six seven eight nine ten" + b"\x17" * 4
    assert asked(typed + b"\x7f" * 4 + b"x\r", columns=20)[1].endswith(b"Name: ...six " + b"\b \b" * 4 + b"x\r\n")
    assert asked(typed + b"\x7f" * 5 + b"x\r", columns=20)[1].endswith(b"\b \b\r\nName: ...fivex\r\n")


def test_a_character_that_grew_wider_counts_with_its_new_width() -> None:
    assert asked("❤️ab".encode() + b"\x7fx\r", columns=10)[1].endswith("ab\r\nName: ❤️ax\r\n".encode())


def test_after_a_window_change_the_next_erasing_says_the_line_again() -> None:
    tty, wire = made()

    def reads() -> Iterator[bytes]:
        yield b"abcdef"
        tty.columns = 40
        yield b"\x7f"
        yield b"\x7f\r"

    wire.reads = reads()
    assert asyncio.run(tty.line("N: ")).text == "abcd"
    assert tty.columns == 40
    assert wire.sent == b"N: abcdef\r\nN: abcde\b \b\r\n"


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_an_escape_sequence_is_swallowed_whole_wherever_it_is_cut(sequence: bytes) -> None:
    for cut in range(len(sequence) + 1):
        reads = (b"a" + sequence[:cut], sequence[cut:] + b"b\r") if cut else (b"a", sequence + b"b\r")
        assert asked(*reads) == (Line("ab"), b"Name: ab\r\n")
    assert asked(b"a", *(bytes([byte]) for byte in sequence), b"b\r")[0].text == "ab"


def test_alt_and_a_key_is_nothing_but_escape_before_a_word_loses_no_letter() -> None:
    assert asked(b"a\x1bxb\r")[0].text == "ab"
    for word in (b"help", b"Please", b"Xavier"):
        assert asked(b"\x1b", word, b"\r") == (Line(word.decode()), b"Name: " + word + b"\r\n")


def test_escape_does_not_eat_enter_or_erasing() -> None:
    assert asked(b"ab\x1b\x7f\x1b\r")[0].text == "a"
    assert asked(b"\x1b[12\r")[0].text == "[12"


def test_a_string_without_end_is_bounded_and_was_typed() -> None:
    _, typed, _ = all_lines([b"\x1bP" + b"x" * 900, b"x" * 900])
    assert typed == "P" + "x" * 1800
