"""Hints while writing in the full screen: one dim line that moves nothing; a reader hears it once, at the end."""

from __future__ import annotations

from bbs.community import members, posts
from bbs.community.members import Person
from bbs.house import House
from screens.fullscreen.composing import ComposeScreen
from screens.fullscreen.widgets.fields import Entry, Writing
from tests import houses
from tests.finding import finds
from tests.screens.fullscreen.sitting import says, sit
from tests.screens.fullscreen.visits import Drawn

WORDS = "My uncle committed suicide."
HINT = 'Some readers find "died by suicide" kinder'


def set_to(house: House, **settings: int) -> Person:
    person = houses.member(house, "sam")
    for name, value in settings.items():
        person = houses.write(house, members.set_setting, person.id, name, value)
    return person


async def writes(visit: Drawn) -> None:
    visit.presses("p")
    await visit.reads("Title:")
    await visit.until(lambda: isinstance(visit.app.focused, Entry), "the title")
    visit.presses("Uncle\t")
    await visit.until(lambda: isinstance(visit.app.focused, Writing), "the text")
    visit.presses(WORDS)
    await visit.reads(WORDS)


def row_of(visit: Drawn, words: str) -> int:
    return next(y for y, row in enumerate(visit.glass.text()) if words in row)


def test_a_hint_comes_when_somebody_pauses_and_moves_nothing(house: House) -> None:
    async def play(visit: Drawn) -> None:
        await writes(visit)
        before = row_of(visit, WORDS), row_of(visit, "Content note")
        await visit.reads(HINT)
        assert (row_of(visit, WORDS), row_of(visit, "Content note")) == before
        assert row_of(visit, HINT) == before[1] - 1
        assert isinstance(visit.app.focused, Writing)
        visit.presses("\x13")
        await says(visit, "Posted.")

    sit(house, play, set_to(house), "boards/sleep")


def test_in_a_low_window_it_is_on_the_status_line(house: House) -> None:
    async def play(visit: Drawn) -> None:
        await writes(visit)
        await visit.reads("Some readers find")

    sit(house, play, set_to(house), "boards/sleep", columns=40, rows=12)


def test_a_reader_hears_it_once_at_the_end_and_sends_all_the_same(house: House) -> None:
    sam = set_to(house)

    async def play(visit: Drawn) -> None:
        await visit.session.set_own("reader", 1)
        visit.app.restyle()
        await writes(visit)
        screen = visit.app.screen
        assert isinstance(screen, ComposeScreen)
        await visit.until(lambda: screen._is_kept, "the pause to be over")
        assert HINT not in visit.glass.words
        visit.presses("\x13")
        await visit.reads("Ctrl+S again sends it as it is.")
        assert HINT in visit.glass.words
        visit.presses("\x13")
        await says(visit, "Posted.")

    sit(house, play, sam, "boards/sleep")
    assert [line.text for line in houses.write(house, finds, sam, "uncle")] == [WORDS]


def test_switched_off_there_is_neither_hint_nor_line(house: House) -> None:
    async def play(visit: Drawn) -> None:
        await writes(visit)
        screen = visit.app.screen
        assert isinstance(screen, ComposeScreen)
        await visit.until(lambda: screen._is_kept, "the pause to be over")
        assert HINT not in visit.glass.words
        assert not screen._remark.is_attached

    sit(house, play, set_to(house, hints=0), "boards/sleep")


def test_the_offer_of_an_hour_is_whole_in_a_low_window(house: House) -> None:
    ash = houses.member(house, "ash")
    post = houses.write(house, posts.start, ash, "sleep", "Rain", "On the roof.", now=house.clock.now())

    async def play(visit: Drawn) -> None:
        visit.presses("r")
        await visit.until(lambda: isinstance(visit.app.focused, Writing), "the text")
        visit.presses("You are an idiot.")
        await visit.reads("You are an idiot.")
        visit.presses("\x13")
        await visit.reads("go on writing")
        assert "send it in an hour" in visit.glass.words
        visit.presses("3\r")
        await visit.reads("You are an idiot.")
        await visit.until(lambda: isinstance(visit.app.focused, Writing), "the text again")
        visit.presses("\x13")
        await says(visit, "Posted.")

    sit(house, play, set_to(house), f"boards/sleep/{post.thread}", columns=40, rows=12)
