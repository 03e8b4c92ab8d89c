"""The line discipline with any input, cut anywhere."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbs.safe_text import cells, graphemes
from screens.linemode.tty import EndOfInput, UnfinishedLine
from tests.screens.linemode.typing_at import (
    INTRODUCERS,
    PROMPT,
    SEQUENCES,
    ScriptedWire,
    Terminal,
    all_lines,
    made,
    terminal,
)

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
