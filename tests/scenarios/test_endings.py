"""How a visit in the full screen ends when its caller does not end it: the terminal is given back, words are said."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from bbs.community import drafts
from bbs.session import Mode
from screens.fullscreen.driver import WireDriver
from screens.fullscreen.preview import Preview
from screens.fullscreen.widgets.body import Body
from screens.pages.about import AboutPage
from tests.harbour import Harbour
from tests.houses import PASSPHRASE
from tests.scenarios.full_caller import FullCaller, is_drawn_for
from tests.scenarios.window import GIVEN_BACK

CLOSING = "This place is closing for a moment. What you were writing is kept. Please come back soon."
QUIET = "This line was quiet for a long time, so it closes now. Come back any time."
APOLOGY = "Something went wrong here, and it is our fault, not yours."
SECRET = "what somebody wrote in confidence"
MINUTE = 60
RESTORED = "\x1b[m\x1b[r\x1b[?2004l\x1b[?25h\x1b[?1049l"
"""Looks, margins, paste marks, cursor, screen: all as they were (ctlseqs)."""


@pytest.fixture
def mode() -> Mode:
    """What happens in lines is in tests/bbs/test_idle.py, test_closing.py and test_logs.py."""
    return Mode.FULL


def last_words(caller: FullCaller) -> str:
    """Return what is said on the normal screen after everything was given back, once."""
    said = caller.is_gone()
    assert caller.window.received.count(GIVEN_BACK) == 1
    assert RESTORED in caller.window.received
    assert "\x1b" not in caller.window.received.rpartition(GIVEN_BACK)[2]
    return said


def test_when_the_place_closes_everybody_is_told_on_a_screen_that_was_given_back(harbour: Harbour) -> None:
    person = harbour.member("sam")
    harbour.member("ash")
    sam, ash, guest = is_drawn_for(harbour, "sam"), is_drawn_for(harbour, "ash"), FullCaller(harbour.calls("guest"))
    guest.hears("looking around")
    sam.begins_thread("sleep", "Tonight", "Third night.")
    ash.does("search", "Words")
    harbour.run(harbour.server.close())
    for caller in (sam, ash, guest):
        assert CLOSING in last_words(caller)
    kept = harbour.write(drafts.kept, harbour.house.vault, person.id, "boards/sleep/post")
    assert kept.rstrip() == "Third night."


@pytest.mark.parametrize("answers", [True, False])
def test_silence_is_warned_of_once_and_then_ends_the_visit(harbour: Harbour, answers: bool) -> None:
    harbour.member("sam")
    sam = is_drawn_for(harbour, "sam")
    sam.opens("about", "About this place")
    minutes = harbour.house.config.server.idle_minutes
    harbour.passes((minutes - 1) * MINUTE)
    sam.hears("Still there? Press a key within a minute to stay.")
    if answers:
        sam.presses("j")
        sam.waits(lambda: "Still there?" not in sam.window.drawn.words, "the warning to end")
        harbour.passes((minutes - 1) * MINUTE - 1)
        assert "Good evening" in sam.goes_home()
        sam.leaves()
    else:
        harbour.passes(MINUTE)
        assert QUIET in last_words(sam)


def test_silence_while_writing_keeps_what_was_written(harbour: Harbour) -> None:
    person = harbour.member("sam")
    sam = is_drawn_for(harbour, "sam")
    sam.begins_thread("sleep", "Tonight", "Third night.")
    sam.types_on("I keep")
    harbour.passes((harbour.house.config.server.idle_minutes - 1) * MINUTE)
    sam.hears("Still there?")
    harbour.passes(MINUTE)
    assert QUIET in last_words(sam)
    kept = harbour.write(drafts.kept, harbour.house.vault, person.id, "boards/sleep/post")
    assert kept == "Third night.\nI keep"


def fails(*_: Any, **__: Any) -> NoReturn:
    private = SECRET
    raise RuntimeError(private)


async def fails_later(*_: Any, **__: Any) -> NoReturn:
    fails()


def opens_about(sam: FullCaller) -> None:
    sam.presses(":")
    sam.hears("Go to:")
    sam.presses("about\r")


def moves(sam: FullCaller) -> None:
    sam.presses("j")


def looks_at_boards(sam: FullCaller) -> None:
    sam.presses(":")
    sam.hears("Go to:")
    sam.presses("boards\r")


BUGS: dict[str, tuple[type, str, Callable[..., Any], Callable[[FullCaller], None]]] = {
    "a page": (AboutPage, "view", fails_later, opens_about),
    "drawing": (Body, "render_line", fails, moves),
    "a timer": (Preview, "_look", fails_later, looks_at_boards),
    "typing": (WireDriver, "feed", fails, moves),
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_bug_ends_one_visit_with_one_apology_and_the_log_has_no_content(
    harbour: Harbour, bug: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    owner, name, what, meets_it = BUGS[bug]
    harbour.member("sam")
    harbour.member("ash")
    ash = is_drawn_for(harbour, "ash")
    sam = is_drawn_for(harbour, "sam", columns=120)
    with monkeypatch.context() as patch, caplog.at_level(logging.INFO):
        patch.setattr(owner, name, what)
        meets_it(sam)
        said = last_words(sam)
    assert said.count(APOLOGY) == 1
    assert SECRET not in sam.window.received
    assert "RuntimeError at " in caplog.text
    assert "test_endings.py" in caplog.text
    for line in (*caplog.messages, caplog.text):
        assert SECRET not in line
        assert PASSPHRASE not in line
    assert "Good evening, ash." in ash.goes_home()
    ash.leaves()
