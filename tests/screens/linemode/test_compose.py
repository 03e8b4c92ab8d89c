"""Writing in the line mode: whatever ends it, and whatever is mistyped, nothing of it is lost."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from bbs.community import drafts
from bbs.community.members import Person
from bbs.errors import NotSaved
from bbs.house import House
from screens.linemode.opening import open_line
from screens.pages import ROUTES
from tests import houses
from tests.finding import finds
from tests.houses import HeldClock, ScriptedWire
from tests.screens.linemode.listening import Heard, Typist, calling, listen

PLACE = "boards/sleep/post"
BEGIN = ["go boards/sleep", "post", "Rain"]
"""What leads to the first line of a new thread."""


def writes(house: House, sam: Person, *typed: str) -> list[Heard]:
    """Begin a thread and type these lines; return what is said after each."""
    return listen(house, [*BEGIN, *typed], sam)[len(BEGIN) + 1 :]


def draft(house: House, sam: Person) -> str:
    return houses.write(house, drafts.kept, house.vault, sam.id, PLACE)


def posted(house: House, sam: Person) -> list[str]:
    return [line.text for line in houses.write(house, finds, sam, "rain")]


def test_lines_up_to_a_single_dot_are_reviewed_and_posted(house: House, sam: Person) -> None:
    *silent, review, done, _ = writes(house, sam, "Third night.", "", "I keep counting.", ".", "yes")
    assert [(each.lines, each.prompt) for each in silent] == [((), "")] * 3
    assert review == Heard(".", ("Post as sam?",), "Post, note, edit, draft: ")
    assert done.lines[0] == "Posted."
    assert posted(house, sam) == ["Third night.\n\nI keep counting."]
    assert draft(house, sam) == ""


@pytest.mark.parametrize("word", ["y", "Yes", "post", "P"])
def test_a_yes_and_the_word_itself_post(house: House, sam: Person, word: str) -> None:
    assert writes(house, sam, "Hello.", ".", word)[2].lines[0] == "Posted."


# What ends it


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (".draft\r", "Kept as a draft."),
        ("\x03", "Kept as a draft."),
        ("\x04", ""),
        ("bye!\r", ""),
        (".bye!\r", ""),
        ("\x11", ""),
        ("", ""),
    ],
    ids=[".draft", "Ctrl-C", "Ctrl-D", "bye!", ".bye!", "Ctrl-Q", "a cut line"],
)
def test_whatever_ends_it_the_draft_is_found_again(house: House, sam: Person, ending: str, said: str) -> None:
    wire = ScriptedWire([*(f"{line}\r" for line in (*BEGIN, "One.", "Two.")), *filter(None, [ending])])
    asyncio.run(open_line(houses.session(house, sam), wire, ROUTES))
    assert said in wire.sent.decode()
    assert draft(house, sam) == "One.\nTwo."
    again = writes(house, sam, "Three.", ".", "yes")
    assert "Your draft is here, 2 lines. Go on writing, or type .show, .edit, .drop." in listen_begin(house, sam)
    assert again[2].lines[0] == "Posted."
    assert posted(house, sam) == ["One.\nTwo.\nThree."]


def listen_begin(house: House, sam: Person) -> str:
    """Return what is said where a thread is begun with two lines kept."""
    houses.write(house, drafts.keep, house.vault, sam.id, PLACE, "One.\nTwo.", now=house.clock.now())
    said = listen(house, BEGIN, sam)[3].words
    houses.write(house, drafts.drop, sam.id, PLACE)
    return said


@pytest.mark.parametrize("ending", ["", "\x11"], ids=["a cut line", "Ctrl-Q"])
def test_half_a_line_is_kept_too(house: House, sam: Person, ending: str) -> None:
    wire = ScriptedWire([*(f"{line}\r" for line in (*BEGIN, "One.")), "Half a li", *filter(None, [ending])])
    asyncio.run(open_line(houses.session(house, sam), wire, ROUTES))
    assert draft(house, sam) == "One.\nHalf a li"


def test_a_cut_line_at_the_review_loses_nothing(house: House, sam: Person) -> None:
    wire = ScriptedWire([*(f"{line}\r" for line in BEGIN), "One.\rTwo.\r.\r"])
    asyncio.run(open_line(houses.session(house, sam), wire, ROUTES))
    assert b"Post, note, edit, draft: " in wire.sent
    assert draft(house, sam) == "One.\nTwo."


def test_a_cut_line_at_the_review_after_a_change_keeps_the_change(house: House, sam: Person) -> None:
    writes(house, sam, "One.", ".", "edit", "1", "Other words.", ".")
    assert draft(house, sam) == "Other words."


def test_silence_for_too_long_keeps_what_was_written(house: House, sam: Person) -> None:
    async def visit() -> None:
        async with calling(house, sam) as caller:
            for line in (*BEGIN, "One."):
                await caller.types(f"{line}\r")
            await caller.types("Half a li")
            assert isinstance(house.clock, HeldClock)
            for _ in range(3):
                house.clock.move(2 * 3600)
                for _ in range(50):
                    await asyncio.sleep(0)
        assert b"This line was quiet for a long time, so it closes now." in caller.sent

    asyncio.run(visit())
    assert draft(house, sam) == "One.\nHalf a li"


def test_a_visit_that_is_stopped_keeps_what_is_being_written(
    house: House, sam: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = Trouble(house, monkeypatch)

    async def visit() -> None:
        wire = Typist()
        visiting = asyncio.ensure_future(open_line(houses.session(house, sam), wire, ROUTES))
        await wire.is_waited_for()
        for line in (*BEGIN, "One.", "Two."):
            await wire.types(f"{line}\r")
        trouble.is_full = False
        visiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await visiting

    asyncio.run(visit())
    assert draft(house, sam) == "One.\nTwo."


def test_a_draft_that_was_dropped_elsewhere_does_not_come_back_with_the_end_of_a_visit(
    house: House, sam: Person
) -> None:
    async def visit() -> None:
        assert house.store is not None
        async with calling(house, sam) as caller:
            for line in (*BEGIN, "One."):
                await caller.types(f"{line}\r")
            await house.store.write(drafts.drop, sam.id, PLACE)

    asyncio.run(visit())
    assert draft(house, sam) == ""


def test_a_content_note_that_was_set_at_the_review_is_taken_away_by_none(house: House, sam: Person) -> None:
    said = writes(house, sam, "One.", ".", "note", "grief", "note", "None", "yes")
    heard = [line for turn in said for line in turn.lines]
    assert "Content note: grief." in heard
    assert "Content note: not set." in heard
    assert [line.note for line in houses.write(house, finds, sam, "rain")] == [""]


# A disk in trouble


class Trouble:
    """A disk that takes nothing while `is_full`."""

    def __init__(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        assert house.store is not None
        self.is_full = True
        self.writes = 0
        self._write = house.store.write
        monkeypatch.setattr(house.store, "write", self.write)

    async def write(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.writes += 1
        if self.is_full:
            raise NotSaved
        return await self._write(fn, *args, **kwargs)


def test_on_a_full_disk_writing_goes_on_and_is_posted_when_there_is_room(
    house: House, sam: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = Trouble(house, monkeypatch)

    async def visit() -> str:
        async with calling(house, sam) as caller:
            for line in BEGIN:
                await caller.types(f"{line}\r")
            assert "cannot be kept as a draft just now" in await caller.types("One.\r")
            assert await caller.types("Two.\r") == "Two.\r\n", "said once"
            assert "cannot be kept" in await caller.types(".draft\r")
            assert "cannot be kept" in await caller.types("\x03")
            await caller.types(".\r")
            assert "Not saved: the disk here is full" in await caller.types("yes\r")
            assert "cannot be kept" in await caller.types("draft\r")
            trouble.is_full = False
            return await caller.types("yes\r")

    assert "Posted." in asyncio.run(visit())
    assert posted(house, sam) == ["One.\nTwo."]


def test_on_a_full_disk_a_no_still_leaves_and_claims_nothing(
    house: House, sam: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    Trouble(house, monkeypatch)
    said = writes(house, sam, "One.", ".", "no")
    assert said[2].lines == ("Left as it was.",)


def test_the_quick_exit_clears_the_screen_before_it_waits_for_the_disk(house: House, sam: Person) -> None:
    disk = threading.Event()

    async def visit() -> None:
        assert house.store is not None
        async with calling(house, sam) as caller:
            for line in (*BEGIN, "One."):
                await caller.types(f"{line}\r")
            slow = asyncio.ensure_future(house.store.write(disk.wait))
            leaving = asyncio.ensure_future(caller.types("\x11"))
            for _ in range(50):
                await asyncio.sleep(0)
            assert caller.sent.endswith(b"\x1b[H\x1b[2J\x1b[3J")
            disk.set()
            leaving.cancel()
            await slow

    asyncio.run(visit())
    assert draft(house, sam) == "One."


# What is typed


def test_ten_thousand_characters_in_one_burst_are_taken_whole(house: House, sam: Person) -> None:
    lines = [f"line {n} of a long night, and the words of it: réveillé, 漢字, naïve." for n in range(160)]
    text = "\n".join(lines)[:10_000]
    pasted = text.replace("\n", "\r") + "\r.\r"
    wire = ScriptedWire([*(f"{line}\r" for line in BEGIN), pasted, "yes\r"])
    asyncio.run(open_line(houses.session(house, sam), wire, ROUTES))
    assert posted(house, sam) == [text]


def test_a_paste_of_many_lines_is_kept_as_a_draft_once(
    house: House, sam: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Trouble(house, monkeypatch)
    disk.is_full = False
    wire = ScriptedWire([*(f"{line}\r" for line in BEGIN), "x\r" * 1000])
    asyncio.run(open_line(houses.session(house, sam), wire, ROUTES))
    assert draft(house, sam) == "\n".join("x" * 1000)
    assert disk.writes <= 3


def test_a_paste_does_not_answer_the_review_behind_it(house: House, sam: Person) -> None:
    wire = ScriptedWire([*(f"{line}\r" for line in BEGIN), "Hello.\r.\ryes\r"])
    asyncio.run(open_line(houses.session(house, sam), wire, ROUTES))
    assert posted(house, sam) == []
    assert draft(house, sam) == "Hello."


def test_text_beyond_the_limit_is_left_out_and_said(house: House, sam: Person) -> None:
    limit = house.config.writing.post_limit
    said = writes(house, sam, "a" * (limit - 10), "b" * 30, ".", "yes")
    assert said[1].lines[0] == f"That is as long as it can be: {limit} characters. The last 21 were left out."
    assert len(posted(house, sam)[0]) == limit


@pytest.mark.parametrize("word", ["help", "Help", "HELP!", "!"])
def test_a_line_that_asks_for_help_is_kept_and_answered(house: House, sam: Person, word: str) -> None:
    said = writes(house, sam, "One.", word, ".", "yes")
    assert said[1].lines[0] == "If your life is in danger now, call 999 or 112."
    assert said[1].lines[-1] == "Nothing was lost; go on where you were. At the next prompt, help says more."
    assert posted(house, sam) == [f"One.\n{word}"]


def test_help_in_the_middle_of_a_line_goes_on_with_the_line(house: House, sam: Person) -> None:
    wire = ScriptedWire([*(f"{line}\r" for line in BEGIN), "Half a li\x07", "ne.\r", ".\r", "yes\r"])
    asyncio.run(open_line(houses.session(house, sam), wire, ROUTES))
    assert b"call 999 or 112" in wire.sent
    assert posted(house, sam) == ["Half a line."]


def test_the_words_with_a_dot(house: House, sam: Person) -> None:
    typed = ".show", ".drop", ".edit", "One.", "Two.", ".show", ".?", ".drop", ".help", ".Drop", ".show", "Hi.", "."
    said = [each.lines for each in writes(house, sam, *typed, "yes")]
    nothing = ("Nothing is written yet.",)
    assert said[:3] == [nothing] * 3
    assert said[5] == ("  One.", "  Two.")
    assert said[6][0].startswith("A single dot ends it. .show reads it back.")
    assert said[7] == ("The last line is gone.",)
    assert said[8][0].startswith("If your life is in danger now")
    assert said[9:11] == [("The last line is gone.",), nothing]
    assert posted(house, sam) == ["Hi."]


def test_a_mistyped_word_with_a_dot_is_kept_and_said_to_be(house: House, sam: Person) -> None:
    said = writes(house, sam, ".shwo", "...and then", ".5 mg", ".", "yes")
    assert said[0].lines == ("That is kept as a line of yours. .drop takes it away; .? says what there is.",)
    assert said[1].lines == said[2].lines == ()
    assert posted(house, sam) == [".shwo\n...and then\n.5 mg"]


def test_a_line_is_changed_or_taken_away_by_its_number(house: House, sam: Person) -> None:
    said = writes(house, sam, "One.", "Two.", ".edit", "2", "Three.", ".edit", "1", "", ".", "yes")
    assert said[2] == Heard(".edit", ("1. One.", "2. Two."), "Line to change: ")
    assert said[4].lines == ("Line 2 is changed.",)
    assert said[7].lines == ("Line 1 is gone.",)
    assert posted(house, sam) == ["Three."]


@pytest.mark.parametrize("answer", ["back", "9", "", "two", "\x03"])
def test_a_change_that_is_left_changes_nothing_and_writing_goes_on(house: House, sam: Person, answer: str) -> None:
    said = writes(house, sam, "One.", ".edit", answer, "Two.", ".", "yes")
    assert said[2].lines == ("Nothing was changed.",)
    assert posted(house, sam) == ["One.\nTwo."]


def test_how_to_write_is_said_each_time_and_what_else_there_is_once(house: House, sam: Person) -> None:
    said = [each.words for each in listen(house, [*BEGIN, ".draft", "post", "Snow"], sam)]
    assert said[3].count("Type your lines, then a line with a single dot.") == 1
    assert "For what else there is: a line with .?" in said[3]
    assert "Type your lines, then a line with a single dot." in said[6]
    assert "what else" not in said[6]


# Guests have no drafts


def test_a_guest_is_told_that_only_members_have_drafts_and_goes_on(house: House) -> None:
    said = listen(house, ["go desk/note", "w", "Hello.", ".draft", "More.", ".", "draft", "no"])
    assert said[4].lines == ("Only members have drafts. Go on writing; to leave it, a single dot and then no.",)
    assert said[6].prompt == "Send, edit, no: "
    assert said[7].lines == ("Left as it was.",)


def test_a_guest_sends_a_note(house: House) -> None:
    said = listen(house, ["go desk/note", "w", "Hello.", ".", "send"])
    assert said[5].lines[0] == "Sent."
