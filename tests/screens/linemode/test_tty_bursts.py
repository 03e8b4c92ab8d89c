"""Many lines at once: they wait for consent, and they are bounded."""

from __future__ import annotations

import asyncio
import tracemalloc
from collections.abc import Iterator

import pytest

from screens.linemode.tty import Cancelled, EndOfInput, HelpAsked, Line, QuickExit, Tty, UnfinishedLine
from screens.linemode.typed_ahead import HELD_MOST
from tests.screens.linemode.typing_at import (
    PROMPT,
    all_lines,
    asked,
    made,
)


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


@pytest.mark.parametrize(
    ("chunk", "total"),  # tracing memory is slow: as much of each as takes a blink
    [
        (b"a" * 4096, 1_000_000),
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
    wire.reads = iter([b"first\r\x1b[200~", *[b"more\r" * 1000] * 50, b"\x1b[201~"])
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
