"""What others do while somebody looks: it comes to a drawn page without moving what is read; nothing else is sent."""

from __future__ import annotations

import pytest

from bbs.community import cases, members, posts
from bbs.community.members import Person, Role
from bbs.community.queue import Rank
from bbs.news import POSTS, News, came_back_to
from bbs.session import Mode
from screens.fullscreen.app import FullApp
from tests.harbour import Harbour
from tests.scenarios.full_caller import FullCaller, is_drawn_for

LONG_ENOUGH = 1.2
"""Seconds of a real clock, in which a cursor would blink twice and a clock would move on."""


@pytest.fixture
def mode() -> Mode:
    """In the line mode what arrives waits for Enter: see test_answering.py."""
    return Mode.FULL


@pytest.fixture
def ash(harbour: Harbour) -> Person:
    """Somebody who writes elsewhere."""
    return harbour.member("ash")


@pytest.fixture
def sam(harbour: Harbour, ash: Person) -> FullCaller:
    """A member who looks on."""
    harbour.member("sam")
    return is_drawn_for(harbour, "sam")


def posts_elsewhere(harbour: Harbour, writer: Person, text: str) -> None:
    """Post something from another visit, and tell those who listen."""
    line = harbour.write(posts.start, writer, "sleep", "Tonight", text, now=harbour.clock.now())

    async def tell() -> None:
        for topic in ("board/sleep", POSTS):
            harbour.house.news.tell(News(topic, line.id, writer.id))

    harbour.run(tell())


def test_what_another_member_posts_comes_to_a_live_page_by_itself(
    sam: FullCaller, harbour: Harbour, ash: Person
) -> None:
    sam.opens("boards/sleep/live", "live")
    posts_elsewhere(harbour, ash, "Is anybody up?")
    assert "ash, " in sam.hears("Is anybody up?")
    posts_elsewhere(harbour, ash, "The kettle is on.")
    said = sam.hears("The kettle is on.")
    assert "Is anybody up?" in said
    sam.does("reply", "Reply to ash.")
    sam.leaves_text()
    sam.leaves()


def test_what_is_read_does_not_move_when_more_comes(sam: FullCaller, harbour: Harbour, ash: Person) -> None:
    sam.opens("boards/sleep/live", "live")
    for n in range(1, 9):
        posts_elsewhere(harbour, ash, f"This is number {n}.")
    sam.hears("This is number 4.")
    before, place = sam.rows[2:-2], sam.window.drawn.place()
    posts_elsewhere(harbour, ash, "This is number 9.")
    posts_elsewhere(harbour, ash, "This is number 10.")
    sam.moves_on("This is number 9.")
    assert sam.rows[2:-2] != before
    sam.presses("k" * 20)
    sam.waits(lambda: sam.rows[2:-2] == before and sam.window.drawn.place() == place, "what was read before")


def test_a_screen_reader_is_told_how_much_came_at_the_next_key_and_hears_it_when_they_ask(
    harbour: Harbour, ash: Person
) -> None:
    harbour.write(members.set_setting, harbour.member("sam").id, "reader", True)
    sam = is_drawn_for(harbour, "sam")
    sam.opens("boards/sleep/live", "live")
    posts_elsewhere(harbour, ash, "Is anybody up?")
    posts_elsewhere(harbour, ash, "The kettle is on.")
    assert not sam.window.take(LONG_ENOUGH / 2), "nothing is said unasked"
    sam.presses("k")
    said = sam.hears("2 new: Enter.")
    assert "kettle" not in said
    said = sam.goes_on("The kettle is on.")
    assert "Is anybody up?" in said
    sam.presses("j")
    sam.waits(lambda: "new: Enter" not in sam.status, "that nothing more came")
    sam.leaves()


def test_nothing_is_sent_while_nothing_happens(sam: FullCaller, harbour: Harbour) -> None:
    for address, words in (("home", "About this place"), ("boards/sleep", "Threads"), ("boards/sleep/live", "live")):
        sam.opens(address, words)
        assert not sam.window.take(LONG_ENOUGH / 2)
    sam.begins_thread("sleep", "Tonight", "Half a line.")
    sam.types_on("and")
    harbour.passes(60)
    assert not sam.window.take(LONG_ENOUGH), "the draft is kept meanwhile, without a word"


def test_what_happens_on_pages_that_are_not_live_is_not_pushed(
    sam: FullCaller, harbour: Harbour, ash: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    sam.opens("boards/sleep", "Nothing is written here yet.")
    monkeypatch.setattr(FullApp, "call_later", lambda *_: woken.append("sam"))
    posts_elsewhere(harbour, ash, "Is anybody up?")
    assert not woken, "two hundred visits are not to be woken by each post"
    monkeypatch.undo()
    assert not sam.window.take(LONG_ENOUGH / 2)
    assert "1 new" in sam.opens("about", "1 new"), "it is counted in the title of the next page"


def test_a_reply_that_came_back_is_told_where_one_is_and_once(sam: FullCaller, harbour: Harbour) -> None:
    sam.opens("boards/sleep", "Nothing is written here yet.")
    me = harbour.write(members.by_handle, "sam")
    assert me is not None

    async def tell() -> None:
        harbour.house.news.tell(News(came_back_to(me.id), 0, 0))

    harbour.run(tell())
    sam.hears("A reply that waited could not go out.")
    assert "could not go out" not in sam.opens("about", "About this place")


def test_who_is_on_shift_is_told_of_what_is_urgent_without_a_key(harbour: Harbour, ash: Person) -> None:
    harbour.write(members.set_role, harbour.member("wren").id, Role.MODERATOR)
    wren = is_drawn_for(harbour, "wren")
    wren.opens("boards/sleep", "Sleep")
    house = harbour.house
    assert house.vault is not None
    now, about = house.clock.now(), f"member/{ash.id}"
    harbour.run(house.write(cases.gather, house.vault, about, reason="worried", by=None, now=now, rank=Rank.URGENT))
    assert "ash" not in wren.hears("Something urgent waits: go desk.").rpartition("Something")[2]
    wren.presses("Z")
    wren.hears("Z does nothing here.")
    about = f"member/{harbour.member('lou').id}"
    harbour.run(house.write(cases.gather, house.vault, about, reason="worried", by=None, now=now, rank=Rank.URGENT))
    wren.hears("Something urgent waits: go desk. Z does nothing here.")  # they may look elsewhere for long
    wren.leaves()
