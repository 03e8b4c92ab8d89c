"""The line discipline, byte by byte, on a real emulator, and with any input cut anywhere."""

from __future__ import annotations

import asyncio
import tracemalloc
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbs.safe_text import cells, graphemes
from screens.linemode.tty import Cancelled, EndOfInput, HelpAsked, Line, QuickExit, Tty, UnfinishedLine
from screens.linemode.typed_ahead import HELD_MOST

PROMPT = "Name: "
INTRODUCERS = b"[O]PX^_"


class ScriptedWire:
    """Hands out what a caller sends, read by read, and keeps what is sent to them."""

    def __init__(self, reads: Iterable[bytes]) -> None:
        self.reads = iter(reads)
        self.behind = deque[bytes]()  # what has arrived already
        self.writes: list[bytes] = []
        self.read_count = 0

    @property
    def sent(self) -> bytes:
        return b"".join(self.writes)

    async def read(self) -> bytes:
        self.read_count += 1
        return self.pending() or next(self.reads, b"")

    def write(self, data: bytes) -> None:
        self.writes.append(data)

    def write_error(self, data: bytes) -> None:
        self.write(data)

    async def drain(self, most: int | None = None) -> None:
        return

    def pending(self) -> bytes:
        return self.behind.popleft() if self.behind else b""


class Terminal(pyte.Screen):
    """pyte, but a wide character that does not fit in the row goes to the next one, as in xterm."""

    def draw(self, data: str) -> None:
        for char in data:
            if cells(char) == 2 and self.cursor.x == self.columns - 1:
                self.cursor.x = self.columns
            super().draw(char)

    def row(self) -> str:
        """Return what stands in the cursor's row."""
        return "".join(self.buffer[self.cursor.y][x].data for x in range(self.columns)).rstrip()


def terminal(sent: bytes, columns: int = 80) -> Terminal:
    screen = Terminal(columns, 24)
    pyte.ByteStream(screen).feed(sent)
    return screen


def made(*reads: bytes, terminal: bool = True, **options: Any) -> tuple[Tty, ScriptedWire]:
    wire = ScriptedWire(reads)
    return Tty(wire, terminal=terminal, **options), wire


def asked(*reads: bytes, terminal: bool = True, columns: int = 80, **options: Any) -> tuple[Line, bytes]:
    """Ask for one line; return it and what was sent."""
    tty, wire = made(*reads, terminal=terminal, columns=columns)
    line = asyncio.run(tty.line(PROMPT, **options))
    return line, wire.sent


def all_lines(reads: Iterable[bytes], *, terminal: bool = True, columns: int = 80, **options: Any) -> Any:
    """Ask until the input ends; return the lines, what was left of the last one, and what was sent."""
    wire = ScriptedWire(reads)
    tty = Tty(wire, terminal=terminal, columns=columns)

    async def ask() -> tuple[list[Line], str]:
        lines: list[Line] = []
        try:
            while True:
                lines.append(await tty.line(PROMPT, **options))
        except EndOfInput as end:
            return lines, end.typed

    return *asyncio.run(ask()), wire.sent


# What is said


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


# Lines


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


# Leaving a line


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


# Erasing


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


# Escape sequences


SEQUENCES = [
    b"\x1b[A",
    b"\x1b[1;5C",
    b"\x1b[3~",
    b"\x1b[?62;c",
    b"\x1b[1 q",
    b"\x1b[[B",
    b"\x1bOA",
    b"\x1bO5R",
    b"\x1b]11;rgb:0000/0000/0000\x07",
    "\x1b]0;títle\x1b\\".encode(),
    b"\x1bP1$r0m\x1b\\",
    b"\x1b_Ga=q;AAAA\x1b\\",
    b"\x1b\x1b[A",
    b"\x1b[200~",
    b"\x1b[201~",
]


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


# Bursts


def test_more_lines_of_a_burst_wait_for_consent() -> None:
    tty, wire = made(b"one\rtwo\rthree\rfo", b"yes\r", b"ur\r")

    async def visit() -> None:
        assert (await tty.line(PROMPT)).text == "one"
        assert tty.waiting == 2
        assert (await tty.line("Use them? ", fresh=True)).text == "yes"
        assert tty.waiting == 2
        tty.release_waiting()
        assert tty.waiting == 0
        assert [(await tty.line(PROMPT)).text for _ in range(3)] == ["two", "three", "four"]

    asyncio.run(visit())
    assert wire.sent == b"Name: one\r\nUse them? yes\r\nName: two\r\nName: three\r\nName: four\r\n"


def test_waiting_lines_can_be_dropped_with_what_came_behind_them() -> None:
    tty, _ = made(b"one\rtwo\rthr", b"no\r", b"next\r")

    async def visit() -> None:
        await tty.line(PROMPT)
        await tty.line("Use it? ", fresh=True)
        tty.drop_waiting()
        assert tty.waiting == 0
        assert (await tty.line(PROMPT)).text == "next"

    asyncio.run(visit())


def test_lines_can_be_released_or_dropped_without_a_question() -> None:
    async def visit(*, use: bool) -> str:
        tty, _ = made(b"one\rtwo\r", b"next\r")
        await tty.line(PROMPT)
        if use:
            tty.release_waiting()
        else:
            tty.drop_waiting()
        return (await tty.line(PROMPT)).text

    assert asyncio.run(visit(use=True)) == "two"
    assert asyncio.run(visit(use=False)) == "next"


def test_lines_that_nobody_agreed_to_answer_no_prompt() -> None:
    tty, _ = made(b"delete\ryes\r", b"no\r")

    async def visit() -> None:
        await tty.line(PROMPT)
        assert (await tty.line("Sure? ")).text == "no"
        assert tty.waiting == 1

    asyncio.run(visit())


def test_agreed_lines_do_not_answer_a_fresh_question() -> None:
    tty, _ = made(b"one\rdelete\ryes\r", b"n\rx\r")

    async def visit() -> None:
        await tty.line(PROMPT)
        tty.release_waiting()
        assert (await tty.line(PROMPT)).text == "delete"
        assert (await tty.line("Sure? ", fresh=True)).text == "n"
        assert tty.waiting == 2

    asyncio.run(visit())


def test_what_came_before_the_question_does_not_answer_it_and_is_not_part_of_the_yes() -> None:
    tty, wire = made(b"one\rtwo\r", b"yes\r", b"no\r")

    async def visit() -> None:
        await tty.line(PROMPT)
        assert tty.waiting == 1
        wire.behind.append(b"yes\r")
        await tty.line("Use it? ", fresh=True)
        tty.release_waiting(1)
        assert tty.waiting == 1
        assert (await tty.line(PROMPT)).text == "two"
        assert (await tty.line(PROMPT)).text == "no"

    asyncio.run(visit())


def test_an_answer_typed_before_a_fresh_question_does_not_answer_it() -> None:
    tty, wire = made(b"delete\r", b"no\r")

    async def visit() -> None:
        await tty.line(PROMPT)
        wire.behind.append(b"yes\r")
        assert (await tty.line("Sure? ", fresh=True)).text == "no"
        assert tty.waiting == 1

    asyncio.run(visit())


def test_what_came_right_behind_a_burst_is_counted_with_it() -> None:
    tty, wire = made()

    def reads() -> Iterator[bytes]:
        wire.behind.append(b"ee\r")
        yield b"one\rtwo\rthr"

    wire.reads = reads()
    asyncio.run(tty.line(PROMPT))
    assert tty.waiting == 2


def test_typing_ahead_in_separate_reads_is_ordinary() -> None:
    tty, _ = made(b"one\r", b"two\rth", b"ree\r")

    async def visit() -> None:
        for expected in ("one", "two", "three"):
            assert (await tty.line(PROMPT)).text == expected
            assert tty.waiting == 0

    asyncio.run(visit())


def test_without_a_terminal_lines_are_taken_in_order() -> None:
    lines, typed, sent = all_lines([b"one\ntwo\n", b"three\nfo"], terminal=False, fresh=True)
    assert ([line.text for line in lines], typed) == (["one", "two", "three"], "fo")
    assert sent == b"Name: Name: Name: Name: \n"


def test_lines_between_paste_marks_are_one_burst_however_they_were_cut() -> None:
    data = b"\x1b[200~one\rtwo\rthr\x1b[201~"
    for reads in ([data], [bytes([byte]) for byte in data]):
        tty, wire = made(*reads, b"ee\r")

        async def visit(tty: Tty) -> None:
            assert (await tty.line(PROMPT)).text == "one"
            assert tty.waiting == 1
            tty.release_waiting()
            assert (await tty.line(PROMPT)).text == "two"
            assert (await tty.line(PROMPT)).text == "three"

        asyncio.run(visit(tty))
        assert b"\x1b" not in wire.sent


@pytest.mark.parametrize(("key", "error"), [(b"\x03", Cancelled), (b"\x07", HelpAsked), (b"\x11", QuickExit)])
def test_quick_exit_help_and_cancel_never_wait_nor_does_a_paste_without_end(
    key: bytes, error: type[UnfinishedLine]
) -> None:
    tty, _ = made(b"\x1b[200~one\rtwo\r", b"three\r", key)

    async def visit() -> None:
        assert (await tty.line(PROMPT)).text == "one"
        assert tty.waiting == 2
        with pytest.raises(error):
            await tty.line("Use them? ", fresh=True)
        assert tty.waiting == 2

    asyncio.run(visit())


def test_a_paste_cut_off_by_the_end_of_input_still_gives_its_first_line() -> None:
    tty, _ = made(b"\x1b[200~one\rtwo\r")
    assert asyncio.run(tty.line(PROMPT)).text == "one"
    assert tty.waiting == 1


def test_after_agreed_lines_a_new_burst_waits_again() -> None:
    tty, _ = made(b"one\rtwo three\r", b"a\rb\r", b"c\r")

    async def visit() -> None:
        await tty.line(PROMPT)
        tty.release_waiting()
        assert (await tty.line(PROMPT)).text == "two three"
        assert (await tty.line(PROMPT)).text == "a"
        assert tty.waiting == 1

    asyncio.run(visit())


def test_half_a_line_typed_before_a_fresh_question_is_forgotten() -> None:
    tty, _ = made(b"one\ry", b"no\rx", b"ok\r", b"yes\r")

    async def visit() -> None:
        await tty.line(PROMPT)
        assert (await tty.line("Sure? ", fresh=True)).text == "no"
        assert (await tty.line("Sure? ", fresh=True)).text == "ok"
        tty.release_waiting()
        assert (await tty.line(PROMPT)).text == "yes"

    asyncio.run(visit())


def test_a_paste_that_goes_on_after_composing_does_not_answer_the_next_prompt() -> None:
    tty, _ = made(b"\x1b[200~hello\r.\r", b"yes\r\x1b[201~", b"no\r")

    async def visit() -> None:
        assert [(await tty.line("", paste=True)).text for _ in range(2)] == ["hello", "."]
        assert (await tty.line("Post it? ")).text == "no"
        assert tty.waiting == 1

    asyncio.run(visit())


def test_composing_takes_held_lines_but_does_not_agree_to_the_rest() -> None:
    tty, _ = made(b"write\rhello\r.\ryes\r", b"draft\r", b"no\r")

    async def visit() -> None:
        await tty.line(PROMPT)
        assert (await tty.line("Which? ", fresh=True)).text == "draft"
        assert tty.has_more
        assert [(await tty.line("", paste=True)).text for _ in range(2)] == ["hello", "."]
        assert (await tty.line("Post it? ")).text == "no"
        assert tty.waiting == 1

    asyncio.run(visit())


def test_composing_takes_all_lines_and_the_prompt_after_it_asks_again() -> None:
    tty, _ = made(b"write\rdear all\rhello\r.\rpost\r", b"no\r")

    async def visit() -> None:
        assert (await tty.line(PROMPT)).text == "write"
        assert tty.has_more
        assert [(await tty.line("", paste=True)).text for _ in range(3)] == ["dear all", "hello", "."]
        assert tty.waiting == 1
        assert (await tty.line("Post it? ")).text == "no"
        assert tty.waiting == 1

    asyncio.run(visit())


def test_a_paste_of_10000_characters_arrives_whole() -> None:
    text = "".join(f"{number:04} wórds 漢\n" for number in range(770))[:10_000]
    data = text.encode()
    reads = [data[at : at + 999] for at in range(0, len(data), 999)]
    lines, typed, sent = all_lines([b"\x1b[200~", *reads, b"\x1b[201~"], paste=True, limit=10_000)
    assert "\n".join([*(line.text for line in lines), typed]) == text
    assert "wórds".encode() in sent
    one_line = text.replace("\n", " ")
    assert asked(one_line.encode() + b"\r", paste=True, limit=10_000)[0] == Line(one_line)


# Floods


@pytest.mark.parametrize(
    ("chunk", "total"),  # tracing memory is slow: as much of each as takes a blink
    [
        (b"a" * 4096, 5_000_000),
        (b"\xc3" * 4096, 1_000_000),
        ("e\u0301\u0301".encode() * 819, 1_000_000),
        (b"\x1bP" + b"a" * 4000, 1_000_000),
        (b"\x1b[1;" * 1024, 250_000),
        (b"a\x1b[200~" * 585, 250_000),
        (b"a\x7f" * 2048, 25_000),
    ],
)
def test_megabytes_without_a_line_end_cost_little_memory(chunk: bytes, total: int) -> None:
    tty, wire = made()
    wire.reads = iter([chunk] * (total // len(chunk)))
    wire.write = lambda data: None  # type: ignore[method-assign]
    ended = pytest.raises(EndOfInput)
    tracemalloc.start()
    with ended as end:
        asyncio.run(tty.line(PROMPT))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(end.value.typed) <= 4000
    assert peak < 600_000


def test_waiting_lines_are_bounded() -> None:
    tty, wire = made()
    wire.reads = iter([b"first\r\x1b[200~", *[b"more\r" * 1000] * 200, b"\x1b[201~"])
    tracemalloc.start()
    asyncio.run(tty.line(PROMPT))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 600_000
    assert HELD_MOST // 5 - 1 <= tty.waiting <= HELD_MOST // 5


def test_lines_that_are_never_asked_about_are_bounded_too() -> None:
    tty, _ = made(*[b"first\r" + b"more\r" * 5000] * 10)

    async def visit() -> None:
        for _ in range(10):
            await tty.line(PROMPT)
        with pytest.raises(EndOfInput):
            await tty.line(PROMPT)

    asyncio.run(visit())
    assert HELD_MOST // 5 - 20 <= tty.waiting <= HELD_MOST // 5


# Any input, cut anywhere

TEXT = st.text(st.sampled_from("ab cdé漢字😀🌙"), min_size=1, max_size=6)
MARKED = st.sampled_from(["e\u0301", "a\u0323", "n\u0303"])
STRANGE = st.sampled_from(["👩‍👩‍👧", "🇬🇧", "❤️", "\u0301", "\u200d", "\u202e", "نه‌ها", "क्षि", "\x9b"])
ERASERS = st.sampled_from([b"\x7f", b"\x7f", b"\b", b"\x17", b"\x15"])
SENT = st.sampled_from([*SEQUENCES, b"\x1bx", b"\x1b\xc3\xa9", b"\x01", b"\x0c"])
ENDS = st.sampled_from([b"\r", b"\n", b"\r\n", b"\r\x00"])
JUNK = st.binary(max_size=4).map(lambda data: bytes(byte for byte in data if byte not in b"\x03\x04\x07\x11"))


def encoded(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    return strategy.map(str.encode)


ANYTHING = st.lists(
    st.one_of(encoded(TEXT), encoded(MARKED), encoded(STRANGE), ERASERS, SENT, ENDS, JUNK), max_size=25
).map(b"".join)


def cut(data: bytes, places: Iterable[int]) -> list[bytes]:
    """Cut anywhere but between Escape and a letter, where a cut has a meaning: the Escape key."""
    reads, start = [], 0
    for place in sorted(set(places)):
        if 0 < place < len(data) and not (
            data[place - 1] == 0x1B and data[place] > 0x1F and data[place] not in INTRODUCERS
        ):
            reads.append(data[start:place])
            start = place
    return [read for read in [*reads, data[start:]] if read]


@settings(max_examples=30, deadline=None)
@given(ANYTHING, st.sets(st.integers(1, 200)), st.booleans(), st.sampled_from([10, 80]))
def test_any_cutting_of_the_same_bytes_gives_the_same_lines_and_the_same_screen(
    data: bytes, places: set[int], has_terminal: bool, columns: int
) -> None:
    options: dict[str, Any] = {"terminal": has_terminal, "columns": columns, "paste": has_terminal}
    try:
        whole = all_lines([data] if data else [], **options)
    except UnfinishedLine as left:  # a junk byte completed F1
        with pytest.raises(type(left)):
            all_lines(cut(data, places), **options)
        return
    assert all_lines(cut(data, places), **options) == whole
    assert all_lines(cut(data, range(len(data))), **options) == whole
    assert b"\x1b" not in whole[2]


def reference(keys: list[bytes]) -> str:
    """Return the text that these keys leave, the plain way."""
    text = ""
    for key in keys:
        if key in (b"\x7f", b"\b"):
            text = "".join(graphemes(text)[:-1])
        elif key == b"\x17":
            text = text.rstrip(" ")
            text = text[: text.rfind(" ") + 1]
        elif key == b"\x15":
            text = ""
        elif key not in SEQUENCES:
            text += key.decode()
    return text


# One grapheme each, so that every terminal and pyte agree on the cells.
TYPED = st.lists(
    st.one_of(
        encoded(st.sampled_from(["a", "b", " ", "é", "漢", "😀"])), encoded(MARKED), ERASERS, st.sampled_from(SEQUENCES)
    ),
    max_size=40,
)


@settings(max_examples=30, deadline=None)
@given(TYPED)
def test_in_one_row_the_terminal_shows_prompt_and_text_and_the_cursor_stays_right_of_the_prompt(
    keys: list[bytes],
) -> None:
    tty, wire = made(columns=100)
    screen = Terminal(100, 24)
    stream = pyte.ByteStream(screen)
    lefts: list[int] = []

    def write(data: bytes) -> None:
        for at in range(len(data)):
            stream.feed(data[at : at + 1])
            lefts.append(screen.cursor.x)

    wire.write = write  # type: ignore[method-assign]
    wire.reads = until_mute(keys, wire)
    with pytest.raises(EndOfInput) as end:
        asyncio.run(tty.line(PROMPT))
    text = reference(keys)
    assert end.value.typed == text
    assert min(lefts[len(PROMPT) - 1 :]) >= len(PROMPT)
    assert screen.cursor.y == 0
    assert screen.cursor.x == len(PROMPT) + cells(text)
    assert screen.row() == unicodedata.normalize("NFC", PROMPT + text).rstrip()


def until_mute(keys: list[bytes], wire: ScriptedWire) -> Iterator[bytes]:
    """Type everything; what is sent after the end of input is of no interest."""
    yield from keys
    wire.write = lambda data: None  # type: ignore[method-assign]


@settings(max_examples=30, deadline=None)
@given(st.lists(TYPED, max_size=4).map(lambda parts: [key for part in parts for key in part]))
def test_over_several_rows_the_cursor_stands_behind_the_end_of_the_text_and_nothing_is_right_of_it(
    keys: list[bytes],
) -> None:
    tty, wire = made(columns=20)
    wire.reads = until_mute(keys, wire)
    with pytest.raises(EndOfInput):
        asyncio.run(tty.line(PROMPT))
    screen = terminal(wire.sent, columns=20)
    shown = [screen.buffer[screen.cursor.y][x].data for x in range(20)]
    left, right = "".join(shown[: screen.cursor.x]), "".join(shown[screen.cursor.x :])
    text = unicodedata.normalize("NFC", reference(keys))
    start = PROMPT + "..."
    assert (PROMPT + text).endswith(left) or (left.startswith(start) and text.endswith(left.removeprefix(start)))
    assert right.strip() == ""
