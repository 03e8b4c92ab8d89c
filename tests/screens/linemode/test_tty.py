"""The line discipline, byte by byte: what is said, what is typed, and leaving a line."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from screens.linemode.tty import Cancelled, EndOfInput, HelpAsked, Line, QuickExit, UnfinishedLine
from tests.screens.linemode.typing_at import (
    PROMPT,
    all_lines,
    asked,
    made,
)


def test_lines_end_with_cr_lf_on_a_terminal_and_lf_without() -> None:
    for has_terminal, ending in ((True, b"\r\n"), (False, b"\n")):
        tty, wire = made(terminal=has_terminal)
        tty.say("One\ntwo")
        tty.say("three\n")
        tty.say("")
        assert wire.sent == ending.join([b"One", b"two", b"three", b"", b""])


def test_nothing_that_is_said_can_command_a_terminal() -> None:
    tty, wire = made(b"\r")
    tty.say("a\x1b[2Jb\x9bc\x07\rd\u202ee")
    asyncio.run(tty.line("x\x1b]0;y\x07: "))
    assert wire.sent == b"a[2Jbcde\r\nx]0;y: \r\n"


def test_only_a_terminal_is_cleared_for_the_quick_exit() -> None:
    tty, wire = made()
    tty.clear_for_quick_exit()
    assert wire.sent == b"\x1b[H\x1b[2J\x1b[3J"
    tty, wire = made(terminal=False)
    tty.clear_for_quick_exit()
    assert wire.sent == b""


def test_without_utf8_bytes_are_latin_1_both_ways() -> None:
    tty, wire = made(b"caf\xe9\x7f\xe8\r", utf8=False)
    tty.say("déjà 漢")
    assert asyncio.run(tty.line(PROMPT)).text == "cafè"
    assert wire.sent == b"d\xe9j\xe0 ?\r\nName: caf\xe9\b \b\xe8\r\n"


def test_a_warning_during_a_line_says_the_prompt_and_the_text_again() -> None:
    tty, wire = made()

    def reads() -> Iterator[bytes]:
        yield b"abc"
        tty.say("Still there?")
        yield b"d\r"

    wire.reads = reads()
    assert asyncio.run(tty.line(PROMPT)).text == "abcd"
    assert wire.sent == b"Name: abc\r\nStill there?\r\nName: abcd\r\n"


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\r\x00"])
@pytest.mark.parametrize("has_terminal", [True, False])
def test_every_kind_of_line_end_is_one_end(end: bytes, has_terminal: bool) -> None:
    for reads in ([b"a" + end, b"b" + end], [b"a", *(bytes([byte]) for byte in end + b"b" + end)]):
        lines, typed, _ = all_lines(reads, terminal=has_terminal)
        assert (lines, typed) == ([Line("a"), Line("b")], "")


def test_two_returns_are_two_lines() -> None:
    assert all_lines([b"\r", b"\r", b"\n", b"\n"])[0] == [Line("")] * 3


def test_what_is_typed_is_echoed_with_cr_lf_at_its_end() -> None:
    assert asked(b"sa", b"m\r") == (Line("sam"), b"Name: sam\r\n")


def test_a_secret_is_not_echoed_even_when_it_is_erased() -> None:
    line, sent = asked(b"one\x7f\x7fx two\x17\x15four words\x7f\r", secret=True)
    assert line.text == "four word"
    assert sent == b"Name: \r\n"


def test_a_secret_is_taken_as_it_is() -> None:
    assert asked("\u0301a\u200bb\r".encode(), secret=True)[0].text == "\u0301a\u200bb"


def test_without_a_terminal_nothing_is_echoed_and_nothing_erased() -> None:
    line, sent = asked(b"sa\x7fm\x15\x17\n", terminal=False)
    assert line.text == "sam"
    assert sent == b"Name: "


def test_a_character_split_over_reads_arrives_whole_and_bad_bytes_are_replaced() -> None:
    line, sent = asked(b"caf\xc3", b"\xa9 \xff\xe2\x82\r")
    assert line.text == "café \ufffd\ufffd"
    assert sent == "Name: café \ufffd\ufffd\r\n".encode()


def test_a_tab_is_a_space_and_other_controls_are_nothing() -> None:
    ignored = bytes(set(range(32)) - set(b"\b\t\n\r\x1b\x03\x04\x07\x11\x15\x17"))
    assert asked(b"a\tb" + ignored + "\x85\x9b\u202e\u200b".encode() + b"c\r") == (Line("a bc"), b"Name: a bc\r\n")


def test_the_caller_learns_how_much_did_not_fit() -> None:
    line, sent = asked(b"abcdef", b"gh\r", limit=5)
    assert line == Line("abcde", cut=3)
    assert sent == b"Name: abcde\r\n"


def test_erasing_the_line_also_forgets_what_did_not_fit() -> None:
    assert asked(b"abcdef\x15abc\r", limit=5)[0] == Line("abc", cut=0)


def test_while_no_line_is_asked_for_nothing_is_read_and_the_echo_comes_after_the_prompt() -> None:
    tty, wire = made(b"a\r", b"b\r")
    asyncio.run(tty.line("First: "))
    assert wire.read_count == 1
    tty.say("Some words.")
    asyncio.run(tty.line("Second: "))
    assert wire.sent == b"First: a\r\nSome words.\r\nSecond: b\r\n"


@pytest.mark.parametrize(
    ("key", "error", "typed"),
    [
        (b"\x03", Cancelled, ""),
        (b"\x07", HelpAsked, "half"),
        (b"\x1bOP", HelpAsked, "half"),
        (b"\x1b[11~", HelpAsked, "half"),
        (b"\x1b[[A", HelpAsked, "half"),
        (b"\x11", QuickExit, "half"),
        (b"", EndOfInput, "half"),
    ],
)
@pytest.mark.parametrize("has_terminal", [True, False])
def test_leaving_a_line_keeps_what_was_typed_but_not_in_the_message(
    key: bytes, error: type[UnfinishedLine], typed: str, has_terminal: bool
) -> None:
    with pytest.raises(error) as left:
        asked(b"half" + key, terminal=has_terminal)
    assert left.value.typed == typed
    assert str(left.value) == ""


def test_ctrl_d_leaves_only_from_an_empty_line() -> None:
    with pytest.raises(EndOfInput):
        asked(b"a\x7f\x04")
    assert asked(b"a\x04b\r")[0].text == "ab"


def test_after_the_end_of_input_nothing_more_is_read() -> None:
    tty, wire = made(b"", b"late\r")
    for _ in range(2):
        with pytest.raises(EndOfInput):
            asyncio.run(tty.line(PROMPT))
    assert wire.read_count == 1


def test_a_line_goes_on_after_help() -> None:
    line, sent = asked(b"f\x7f\x7fr\r", typed="hal")
    assert line.text == "har"
    assert sent == b"Name: half\b \b\b \br\r\n"
    assert asked(b"x\r", typed="secret", secret=True) == (Line("secretx"), b"Name: \r\n")
