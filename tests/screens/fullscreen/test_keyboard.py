"""What was typed and what was pasted, whatever way its bytes were cut, and however many there are."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screens.fullscreen.keyboard import PARTS_MOST, PASTE_BEGIN, PASTE_END, PASTE_MOST, Keyboard, Pasted, Typed

BEGIN, END = PASTE_BEGIN.encode(), PASTE_END.encode()
PIECES = [
    b"\x1b", b"[", b"O", b"2", b"0", b"1", b"~", b"A", b";", b"<", b" ", b"\r", b"\n", b"\r\n", b"\x07", b"\x7f", b"j",
    b"word", BEGIN, BEGIN, END, END, b"\x1b[A", b"\x1bOP", b"\x1b[[C", b"\x1b[<0;10;5M", b"\x1b[" + b"1" * 40, b"\x9b",
    b"\xff", b"\xc3", "é".encode(), "漢字".encode(), "👨‍👩‍👧".encode(), b"\x00",
]  # fmt: skip
streams = st.lists(st.sampled_from(PIECES), max_size=20).map(b"".join) | st.binary(max_size=40)
encodings = st.sampled_from(["utf-8", "iso-8859-1"])

Event = Typed | Pasted


def events(keyboard: Keyboard, parts: Iterable[bytes]) -> list[Event]:
    """Return what came, letters that stand side by side joined."""
    joined: list[Event] = []
    for one in (event for part in parts for event in keyboard.feed(part)):
        before = joined[-1] if joined else None
        if isinstance(one, Typed) and isinstance(before, Typed) and are_letters(one) and are_letters(before):
            joined[-1] = Typed(before.text + one.text)
        else:
            joined.append(one)
    return joined


def are_letters(key: Typed) -> bool:
    return key.text[0] > "\x1f" and key.text != "\x7f"


def waits(keyboard: Keyboard) -> str:
    """Return what a keyboard waits for."""
    return "the end of a paste" if keyboard.is_pasting else "what follows an ESC" if keyboard.may_be_escape else ""


def typed(data: bytes) -> list[Event]:
    return events(Keyboard("utf-8"), [data])


@settings(max_examples=50, deadline=None)
@given(streams, st.lists(st.integers(0, 60), max_size=6), encodings)
def test_the_same_bytes_are_the_same_keys_however_they_were_cut(data: bytes, cuts: list[int], encoding: str) -> None:
    edges = [0, *sorted(cuts), len(data)]
    whole, cut = Keyboard(encoding), Keyboard(encoding)
    assert events(cut, (data[a:b] for a, b in pairwise(edges))) == events(whole, [data])
    assert cut._held == whole._held
    assert cut.is_pasting == whole.is_pasting


@settings(max_examples=40, deadline=None)
@given(streams, encodings)
def test_nothing_is_lost_but_what_stands_for_nothing(data: bytes, encoding: str) -> None:
    keyboard = Keyboard(encoding)
    came = [event.text for event in events(keyboard, [data])]
    if keyboard.is_pasting:
        came.append(keyboard.end_paste().text)
    said = data.decode(encoding, "replace")
    for mark in (PASTE_BEGIN, PASTE_END):
        said = said.replace(mark, "")
    rest = "".join(came) + keyboard._held
    if encoding == "iso-8859-1" or "\ufffd" not in said:  # the last bytes may be a half character, still to come
        assert rest.replace("\r", "").replace("\n", "") == said.replace("\r", "").replace("\n", "")


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"hello\rj\x1b[A\x1bOQ", ["hello", "\r", "j", "\x1b[A", "\x1bOQ"]),
        (b"\x1b[[A\x1b[1;5C\x1b[15~", ["\x1b[[A", "\x1b[1;5C", "\x1b[15~"]),
        (b"\x1bj\x1b\x1b[B", ["\x1bj", "\x1b", "\x1b[B"]),
        (b"\x1b[<64;10;5M", ["\x1b[<64;10;5M"]),
        (b"\x1b[" + b"7" * 33 + b"~", ["\x1b", "[" + "7" * 33 + "~"]),
        ("naïve 漢字 👩🏽‍🚀".encode(), ["naïve 漢字 👩🏽‍🚀"]),
        (b"a\xffb\xc3(\xe2\x82", ["a\ufffdb\ufffd("]),
        (END + b"j", ["j"]),
    ],
)
def test_keys_are_letters_that_came_together_controls_and_sequences(data: bytes, keys: list[str]) -> None:
    assert typed(data) == list(map(Typed, keys))


def test_in_a_terminal_of_one_byte_a_letter_every_byte_is_a_letter() -> None:
    assert events(Keyboard("iso-8859-1"), [b"caf\xe9 \xff\xc3"]) == [Typed("café ÿÃ")]


@pytest.mark.parametrize(
    ("data", "came"),
    [
        (BEGIN + b"one\rtwo\r\nthree\nfour" + END + b"\r", [Pasted("one\ntwo\nthree\nfour"), Typed("\r")]),
        (BEGIN + END, [Pasted("")]),
        (BEGIN + b"a" + BEGIN + b"b" + END + b"c" + END + b"d", [Pasted("ab"), Typed("cd")]),
        (BEGIN + b"\x1b[A\x1b[20\x07" + END, [Pasted("\x1b[A\x1b[20\x07")]),
        (b"x" + BEGIN + b"y" + END, [Typed("x"), Pasted("y")]),
        (b"\x1b" + BEGIN + b"y" + END, [Typed("\x1b"), Pasted("y")]),
        (BEGIN + b"y\x1b" + END + b"z", [Pasted("y\x1b"), Typed("z")]),
        (BEGIN + "漢\xff".encode() + b"\xff" + END, [Pasted("漢\xff\ufffd")]),
    ],
)
def test_a_paste_is_what_stands_between_its_marks(data: bytes, came: list[Event]) -> None:
    assert typed(data) == came
    assert events(Keyboard("utf-8"), [data[n : n + 1] for n in range(len(data))]) == came


def test_a_paste_whose_end_was_lost_can_be_ended() -> None:
    keyboard = Keyboard("utf-8")
    assert keyboard.feed(BEGIN + b"words\x1b[20") == []
    assert waits(keyboard) == "the end of a paste"
    assert keyboard.end_paste() == Pasted("words")
    assert waits(keyboard) == ""
    assert keyboard.feed(b"1~j") == [Typed("j")], "its mark came late"


def test_a_lone_escape_is_the_key_only_if_nothing_follows() -> None:
    keyboard = Keyboard("utf-8")
    assert keyboard.feed(b"\x1b") == []
    assert waits(keyboard) == "what follows an ESC"
    assert keyboard.feed(b"[A") == [Typed("\x1b[A")]
    assert not keyboard.take_escape(), "something followed"
    keyboard.feed(b"j\x1b")
    assert keyboard.take_escape()
    assert waits(keyboard) == ""
    assert keyboard.feed(b"[A") == [Typed("[A")]
    keyboard.feed(BEGIN + b"\x1b")
    assert waits(keyboard) == "the end of a paste", "it is a part of a paste"
    keyboard.feed(END + b"\x1b[")
    assert waits(keyboard) == "", "more than an ESC waits"


# Bounds

MEGABYTES = 10_000_000


def held(keyboard: Keyboard) -> int:
    """Return the bytes of memory that a keyboard keeps."""
    parts = keyboard._pasting or []
    return sys.getsizeof(keyboard._held) + sys.getsizeof(parts) + sum(map(sys.getsizeof, parts))


@pytest.mark.parametrize("size", [1, 65_536])
@pytest.mark.parametrize("letter", ["x", "漢", "\x1b"])
def test_a_long_paste_is_kept_to_its_bound_and_counted_to_its_end(size: int, letter: str) -> None:
    total = MEGABYTES if size > 1 else 3 * PARTS_MOST + 5
    keyboard, most = Keyboard("utf-8"), 0
    keyboard.feed(BEGIN)
    part = (letter * size).encode()
    for _ in range(total // size):
        assert keyboard.feed(part) == []
        most = max(most, held(keyboard))
    (pasted,) = keyboard.feed(END)
    assert isinstance(pasted, Pasted)
    assert len(pasted.text) == min(PASTE_MOST, total // size * size)
    assert len(pasted.text) + pasted.lost == total // size * size
    assert most <= 4 * PASTE_MOST + 100 * PARTS_MOST
    assert held(keyboard) < 200


@pytest.mark.parametrize("data", [b"x", b"\xe2\x82", b"\x1b[", b"\x1b[1", b"\x1b[[", b"\x1bO", b"\x1b[1;", b"\x1b[ "])
def test_what_is_typed_without_an_end_is_passed_on_and_not_kept(data: bytes) -> None:
    keyboard = Keyboard("utf-8")
    keyboard.feed(data)
    for _ in range(MEGABYTES // 65_536):
        keyboard.feed(data[-1:] * 65_536)
        assert held(keyboard) < 400


def test_many_small_pastes_in_one_read_are_linear_work() -> None:
    came = Keyboard("utf-8").feed((BEGIN + b"a" + END) * 20_000)
    assert came == [Pasted("a")] * 20_000
