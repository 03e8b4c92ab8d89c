"""From the bytes of a caller's terminal to events of an app: only what people press, no more than can be dealt with."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

from bbs.arrival import Terminal
from bbs.community import drafts
from bbs.community.members import Person
from bbs.house import House
from screens.fullscreen import intake
from screens.fullscreen.driver import KEYS_AT_ONCE, KEYS_WAITING, WireDriver
from tests import houses
from tests.houses import ScriptedWire
from tests.screens.fullscreen.sitting import presses, says, sit
from tests.screens.fullscreen.visits import Drawn


class App:
    """What a driver needs of an app, and whom it asks and tells."""

    def __init__(self, room: int | None) -> None:
        self.held = room
        self.came: list[Any] = []
        self.told: list[int] = []
        self.busy = 0

    def post_message(self, message: Any) -> bool:
        self.came.append(message)
        return True

    def room(self) -> int | None:
        return self.held

    def waiting(self) -> int:
        return self.busy

    def not_taken(self, characters: int) -> None:
        self.told.append(characters)

    def keys(self) -> list[str]:
        """Return the keys and pastes that came."""
        return [event.key if isinstance(event, events.Key) else f"paste {event.text}" for event in self.came]


def feed(app: App, *bursts: str | bytes, mouse: bool = False, then: Callable[[WireDriver], None] | None = None) -> App:
    """Let bursts come to an app."""

    async def run() -> None:
        terminal = Terminal(kind="xterm", columns=80, rows=24)
        driver = WireDriver(app, wire=ScriptedWire(()), terminal=terminal, reader=app, mouse=mouse)
        for burst in bursts:
            driver.feed(burst.encode() if isinstance(burst, str) else burst)
        if then:
            then(driver)
        driver.stop_application_mode()

    asyncio.run(run())
    return app


@pytest.mark.parametrize(
    ("burst", "keys"),
    [
        ("j\r\x1b[B\x1b[6~\x7f", ["j", "enter", "down", "pagedown", "backspace"]),
        ("\x1bOP\x07\x11\x13\t\x1b[Z", ["f1", "ctrl+g", "ctrl+q", "ctrl+s", "tab", "shift+tab"]),
        ("\x1b\x1b[B", ["escape", "down"]),
        ("?!é", ["question_mark", "exclamation_mark", "é"]),
        ("\x1b[0cq", ["q"]),
        ("\x1b[?2026;2$yq", ["q"]),
        ("\x1b[48;5000;65535;0;0tq", ["q"]),
        ("\x1b[I\x1b[O\x1b[1;1Rq", ["q"]),
        ("\x1b[1114112u\x1b[99999999999999999999~\x1b[55296;1uq", ["q"]),
        ("\x1bjq", ["q"]),
        ("\x1b[<0;10;5M\x1b[<64;99999;99999Mq", ["q"]),
    ],
)
def test_keys_come_as_keys_and_what_terminals_tell_of_themselves_does_not_come(burst: str, keys: list[str]) -> None:
    came = feed(App(None), burst).keys()
    assert [key for key in came if key not in ("f3", "\ud800")] == keys


def test_a_mouse_is_heard_only_if_it_is_on() -> None:
    assert feed(App(None), "\x1b[<0;10;5M").came == []
    (event,) = feed(App(None), "\x1b[<0;10;5M", mouse=True).came
    assert isinstance(event, events.MouseDown)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=40) | st.sampled_from([b"\x1b[", b"\x1b[<", b"99999999;", b"u", b"~", b"M"])))
def test_whatever_comes_only_keys_and_pastes_and_the_mouse_get_through(bursts: list[bytes]) -> None:
    for room in (None, 5):
        there = feed(App(room), *bursts, mouse=True)
        assert all(isinstance(one, events.Key | events.Paste | events.MouseEvent) for one in there.came)
        assert sum(len(one.text) for one in there.came if isinstance(one, events.Paste)) <= 5 * len(bursts)


# A text where none is written, and one that does not fit


def test_a_text_where_none_is_written_does_nothing_and_is_told() -> None:
    there = feed(App(None), "so many words\rand lines\r", "q", "\x1b[200~marked\x1b[201~")
    assert there.keys() == ["q"]
    assert there.told == [0, 0]


def test_a_paste_is_cut_to_its_field_and_what_did_not_fit_is_counted() -> None:
    there = feed(App(10), "\x1b[200~one\rtwo three\x1b[201~")
    assert there.keys() == ["paste one\ntwo th"]
    assert there.told == [3]
    there = feed(App(10), "\x1b[200~" + "x" * 300_000 + "\x1b[201~")
    assert there.keys() == ["paste " + "x" * 10]
    assert there.told == [299_990]


def test_the_pastes_of_a_burst_share_the_room_there_is() -> None:
    there = feed(App(5), "\x1b[200~one\x1b[201~\x1b[200~two\x1b[201~z")
    assert there.keys() == ["paste one", "paste tw"]
    assert there.told == [1, 1]


def test_what_is_pasted_can_do_nothing_to_a_terminal() -> None:
    there = feed(App(99), "\x1b[200~a\x1b]52;c;x\x07\tb\u202ec\x9b2J\x1b[201~")
    assert there.keys() == ["paste a]52;c;x bc2J"]


def test_typing_on_where_nothing_fits_is_told_and_other_keys_work() -> None:
    there = feed(App(0), "x", "\x7f", "\x1b[D", "yz")
    assert there.keys() == ["backspace", "left"]
    assert there.told == [1, 2]


# Too much, too little


@pytest.mark.parametrize("key", ["\x1b[B", "j", "\x7f", "\x1b[0c", "\x07", "\x11"])
@pytest.mark.parametrize("room", [None, 50])
def test_a_burst_is_a_few_keys_however_long_it_is(key: str, room: int | None) -> None:
    there = feed(App(room), key * 50_000)
    assert len(there.came) <= KEYS_AT_ONCE


def test_beyond_what_can_be_dealt_with_only_help_and_leaving_get_through() -> None:
    there = App(None)
    there.busy = KEYS_WAITING
    assert feed(there, "j\x07j\x11\r").keys() == ["ctrl+g", "ctrl+q"]
    there = App(9)
    there.busy = KEYS_WAITING
    assert feed(there, "words\x11").keys() == ["ctrl+q"]
    assert there.told == [5]


def test_what_nothing_follows_is_taken_for_all_there_is() -> None:
    assert feed(App(None), "\x1b").keys() == []
    assert feed(App(None), "\x1b", then=WireDriver._tick).keys() == ["escape"]
    assert feed(App(None), "\x1b", "[B", then=WireDriver._tick).keys() == ["down"]
    lost = feed(App(50), "\x1b[200~no end", then=WireDriver._tick)
    assert lost.keys() == ["paste no end"]


def test_it_waits_for_what_may_follow_and_for_nothing_else() -> None:
    def waits(driver: WireDriver) -> None:
        assert driver._ticking is not None

    def does_not(driver: WireDriver) -> None:
        assert driver._ticking is None

    for text in ("\x1b", "\x1b[200~", "\x1b[200~words"):
        feed(App(50), text, then=waits)
    for text in ("j", "\x1b[", "\x1b[200~words\x1b[201~"):
        feed(App(50), text, then=does_not)


# In a visit


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let keys wait for those before them as long as it takes, so that what never ends fails a test."""
    monkeypatch.setattr(intake, "CATCH_UP_SECONDS", 3600)


def test_a_text_on_a_page_is_told_kindly_and_presses_nothing(house: House, sam: Person) -> None:
    async def play(at: Drawn) -> None:
        presses(at, "quit, I cannot\rgo on\r")
        await says(at, "That looked like a paste.")
        at.presses("j")
        await says(at, "Sleep and nights, 2 of 9")

    sit(house, play, sam, "boards")


def test_lines_pasted_into_a_question_do_not_answer_the_next(house: House, sam: Person) -> None:
    async def play(at: Drawn) -> None:
        at.presses("p")
        await at.reads("Title:")
        at.presses("A bad night\rIt was four.\rThen five.\r")
        await at.reads("A bad night It was four. Then five.")
        assert sum("four" in row for row in at.glass.text()) == 1

    sit(house, play, sam, "boards/sleep")


def test_a_paste_that_is_too_long_is_cut_and_the_status_line_counts(house: House, sam: Person) -> None:
    most = house.config.writing.post_limit

    async def play(at: Drawn) -> None:
        at.presses("p")
        await at.reads("Title:")
        at.presses("\x1b[200~" + "t" * 450 + "\x1b[201~")
        await says(at, "50 characters did not fit.")
        presses(at, "\t", "\x1b[200~" + "word\r" * most + "\x1b[201~")
        await says(at, f"{4 * most} characters did not fit.")
        presses(at, "x", "\x7f", "y")
        await at.until(lambda: "did not fit" not in at.glass.text()[-2] and not at.app.intake.room(), "y to fit")
        presses(at, "z")
        await says(at, "1 character did not fit.")
        assert at.app.intake.room() == 0
        seen = len(at.wire.eye.received)
        presses(at, "z", "z", "z", "\x1b[H", "\x1b[A")
        await at.until(lambda: len(at.wire.eye.received) > seen, "the cursor to move")
        assert "did not fit" not in at.wire.eye.received[seen:], "it is said once"

    sit(house, play, sam, "boards/sleep")


def test_keys_of_one_burst_do_not_confirm_what_one_of_them_asked(house: House, sam: Person) -> None:
    houses.write(house, drafts.keep, house.vault, sam.id, "boards/sleep/post", "Half a thought.", now=house.clock.now())

    async def play(at: Drawn) -> None:
        at.presses("dy")
        await says(at, "Drop this?")
        at.presses("n")
        await says(at, "Left as it was.")
        at.presses("d")
        await says(at, "Drop this?")
        at.presses("y")
        await at.reads("You have none.")

    sit(house, play, sam, "drafts")


def test_a_guest_is_asked_before_words_are_let_go_and_one_burst_does_not_answer(house: House) -> None:
    async def play(at: Drawn) -> None:
        at.presses("w")
        await at.reads("^S")
        at.presses("Some words.")
        await at.reads("Some words.")
        at.presses("\x1b\x1b[0cy")
        await says(at, "Leave this?")
        at.presses("y")
        await at.until(lambda: "Some words." not in " ".join(at.glass.text()), "the page before")

    sit(house, play, None, "desk/note")


def test_ten_thousand_random_bytes_leave_the_visit_as_it_was(house: House, sam: Person) -> None:
    noise = random.Random(3)
    bursts = [noise.randbytes(200).replace(b"\x11", b"").replace(b"q", b"") for _ in range(50)]

    async def play(at: Drawn) -> None:
        presses(at, *bursts)
        presses(at, "\x1b[201~", b"\x07")
        await at.reads("If your life is in danger now")

    sit(house, play, sam, "boards")
