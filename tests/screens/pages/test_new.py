"""The reading loop in a visit: skip, mute and undo in New, what is followed and muted, bookmarks, who waits."""

from __future__ import annotations

import asyncio

import pytest

from bbs.community import following, members, posts
from bbs.community.following import Kind, State
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.house import House
from screens.pages import ROUTES
from screens.routes import find
from screens.view import Item, Listing, Post
from tests import houses
from tests.screens.fullscreen.sitting import presses, sit
from tests.screens.fullscreen.visits import Drawn
from tests.screens.linemode.listening import listen

HUNDRED = 100


def start(house: House, writer: Person, title: str, text: str = "First.", **how: str) -> PostLine:
    now = house.clock.now()
    return houses.write(house, posts.start, writer, how.pop("board", "sleep"), title, text, now=now, **how)


def reply(house: House, writer: Person, to: PostLine, text: str) -> PostLine:
    return houses.write(house, posts.reply, writer, to.thread, text, now=house.clock.now(), reply_to=to.id)


def home(house: House, person: Person) -> dict[str, Item]:
    view = asyncio.run(find(ROUTES, houses.session(house, person), "home").view())
    return {item.to: item for block in view.blocks if isinstance(block, Listing) for item in block.items}


# Skip, mute, undo


@pytest.fixture
def three(house: House, lou: Person) -> list[PostLine]:
    """Three threads, the first of which goes on and on."""
    made = [start(house, lou, title) for title in ("Rain", "Sheep", "Tea")]
    for n in range(2, 31):
        reply(house, lou, made[0], f"Drop {n}.")
    return made


@pytest.mark.parametrize(("key", "said"), [("s", "Skipped."), ("m", "Muted: not in New any more.")])
def test_one_key_goes_past_a_thread_and_undo_is_where_one_was(
    house: House, sam: Person, three: list[PostLine], key: str, said: str
) -> None:
    heard = listen(house, ["new", "", key, "", "z", "", "home", "bye"], sam)
    assert "Post 2 of 32" in heard[2].prompt
    assert said in heard[3].words
    assert "Type undo to take that back." in heard[3].words
    assert '"Sheep", ' in heard[3].words
    assert heard[3].prompt == "Post 3 of 4: "
    assert '"Tea", ' in heard[4].words
    assert 'Taken back. You are in "Rain" again.' in heard[5].words
    assert "Drop 2." in heard[5].words
    assert "Drop 3." in heard[6].words
    assert "New, 27 posts in 1 thread." in heard[7].words


def test_skipping_in_the_last_thread_says_so_and_that_too_is_taken_back(
    house: House, sam: Person, three: list[PostLine]
) -> None:
    heard = listen(house, ["new", "m", "", "s", "", "home", "go new", "undo", "", "undo", "undo", "bye"], sam)
    assert "That is all here." in heard[4].words
    assert "1. New, nothing new." in heard[6].words
    assert "Nothing new. You have seen it all." in heard[7].words
    assert 'Taken back. You are in "Tea" again.' in heard[8].words
    assert 'Taken back. You are in "Rain" again.' in heard[10].words
    assert heard[10].prompt == "Post 1 of 30: "
    assert "That is not something to do here." in heard[11].words, "there is nothing left to take back"


def test_in_the_full_screen_a_skip_shows_the_next_thread_and_undo_the_post_where_one_was(
    house: House, sam: Person, three: list[PostLine]
) -> None:
    async def play(visit: Drawn) -> None:
        await visit.reads('"Rain", ')
        presses(visit, "\r")
        await visit.reads("2 of 32")
        presses(visit, "s")
        await visit.reads("Skipped. Press z to take that back.")
        assert visit.page.body.target is not None
        assert visit.page.body.target.what.where.startswith('"Sheep"')  # type: ignore[union-attr]
        presses(visit, "z")
        await visit.reads('You are in "Rain" again.')
        assert visit.page.body.target.what.text == "Drop 2."  # type: ignore[union-attr]

    sit(house, play, sam, "new")


def counts_to_a_hundred(house: House, lou: Person) -> None:
    """Write a hundred posts in a thread, every tenth under a content note, in one go."""
    first, now = start(house, lou, "Counting", "Line 1."), house.clock.now()

    def write() -> None:
        for n in range(2, HUNDRED + 1):
            note = "death" if n % 10 == 0 else ""
            posts.reply(lou, first.thread, f"Line {n}.", now=now + n * 3600, note=note)

    houses.write(house, write)


def test_a_hundred_posts_are_a_hundred_keys_in_the_full_screen(house: House, sam: Person, lou: Person) -> None:
    counts_to_a_hundred(house, lou)
    pressed = 0

    async def play(visit: Drawn) -> None:
        nonlocal pressed
        while True:
            place = f"{pressed + 1} of {HUNDRED}"
            await visit.reads(f", {place}")
            presses(visit, "\r")
            pressed += 1
            if pressed == HUNDRED:
                break
        await visit.reads("That is all here.")
        presses(visit, "h")
        await visit.reads("nothing new")

    sit(house, play, sam, "new")
    assert pressed == HUNDRED


def test_a_hundred_posts_are_a_hundred_keys_in_plain_lines(house: House, sam: Person, lou: Person) -> None:
    counts_to_a_hundred(house, lou)
    heard = listen(house, [*[""] * HUNDRED, "home", "bye"], sam)[1:]
    for n in range(1, HUNDRED + 1):
        assert heard[n - 1].prompt == f"Post {n} of {HUNDRED}: "
        assert (f"Line {n}." in heard[n - 1].words) is (n % 10 != 0)
    assert "1. New, nothing new." in heard[HUNDRED].words


# Follow and mute


def test_a_muted_writer_is_closed_in_threads_and_gone_from_new_until_that_is_undone(
    house: House, sam: Person, lou: Person
) -> None:
    kit = houses.member(house, "kit")
    first = start(house, lou, "Rain")
    reply(house, kit, first, "Quack.")
    place = f"go boards/sleep/{first.thread}/2"
    said = houses.visit(house, [place, "writer", "mute", "again", "open", "go following", "x 1", "bye"], sam)
    assert "What kit writes. Followed, their threads come first in New." in said
    assert "Muted. It is left out of New." in said
    closed = said.split("Muted. It is left out of New.")[1]
    assert "You muted what kit writes. Type open to read this one." in closed.split("open\n")[0]
    assert "Quack." in closed.split("open\n")[1]
    assert "1. Writer: kit, muted." in said
    assert "Neither followed nor muted." in said
    assert "You follow and mute nothing." in said
    assert "You muted" not in houses.visit(house, [place, "bye"], sam)


def test_who_was_muted_while_new_is_read_comes_no_more_in_it(house: House, sam: Person, lou: Person) -> None:
    kit = houses.member(house, "kit")
    first = start(house, kit, "Rain")
    for n in range(3):
        reply(house, kit if n < 2 else lou, first, f"Drop {n}.")
    heard = listen(house, ["new", "y", "mute", "", "bye"], sam)
    assert "Drop 2." in heard[4].words
    assert heard[4].prompt == "Post 2 of 2: "


def test_a_note_is_read_before_a_muted_post_is_opened(house: House, sam: Person, lou: Person) -> None:
    first = start(house, lou, "Rain", "It was about my father.", note="death")
    houses.write(house, following.choose, sam, Kind.WRITER, str(first.id), State.MUTED, now=1)
    said = houses.visit(house, [f"go boards/sleep/{first.thread}/1", "open", "bye"], sam)
    closed, _, opened = said.partition("open\n")
    assert "Content note: death." in closed
    assert "You muted what lou writes." in closed
    assert "father" not in closed
    assert "father" in opened


def test_a_board_and_a_thread_are_followed_with_enter_and_by_verbs(house: House, sam: Person, lou: Person) -> None:
    first = start(house, lou, "Rain")
    said = houses.visit(house, ["go boards/sleep", "f", "", "go settings", "f", "bye"], sam)
    assert "Followed. It comes first in New." in said
    assert "1. Board: Sleep and nights, followed." in said
    assert houses.verb(house, f"follow boards/sleep/{first.thread} as=muted", sam)[0] == 0
    said = houses.verb(house, "read following", sam)[1]
    assert '1. Board: Sleep and nights, followed.\n2. Thread: "Rain", muted.\n' in said
    assert houses.verb(house, "neither following 2", sam)[0] == 0
    assert "Rain" not in houses.verb(house, "read following", sam)[1]
    assert houses.verb(house, f"follow boards/sleep/{first.thread}", None)[0] == 3
    assert houses.verb(house, f"follow boards/sleep/{first.thread} as=loud", sam)[0] == 2


def test_replies_to_me_come_first_when_the_setting_says_so(house: House, sam: Person, lou: Person) -> None:
    start(house, lou, "Rain", "It rains.")
    mine = start(house, sam, "Awake", "Third night.")
    reply(house, lou, mine, "So am I.")
    page = find(ROUTES, houses.session(house, sam), "new")
    assert [block.text for block in asyncio.run(page.view()).blocks if isinstance(block, Post)] == [
        "It rains.",
        "So am I.",
    ]
    status, said, _ = houses.verb(house, "change settings replies_first=yes", sam)
    assert (status, said) == (0, "New then begins with replies to what you wrote.\nChanged.\n")
    wishing = houses.write(house, members.by_id, sam.id)
    heard = listen(house, ["new", "", "home", "bye"], wishing)
    assert "So am I." in heard[1].words
    assert "It rains." in heard[2].words
    assert "1. New, nothing new." in heard[3].words


# Bookmarks, and who waits


def test_a_bookmark_is_kept_with_a_note_changed_and_taken_away(house: House, sam: Person, lou: Person) -> None:
    first = start(house, lou, "Rain", "It rains on the roof.")
    assert "bookmarks" not in home(house, sam)
    place = f"go boards/sleep/{first.thread}"
    said = houses.visit(house, [place, "k", "For a bad night.", "k", "", "bye"], sam)
    assert "Kept. Your bookmarks: go bookmarks." in said
    assert 'Its note: "For a bad night." Enter leaves it so' in said.replace('night.".', 'night."')
    assert home(house, sam)["bookmarks"].detail == "1 kept"
    said = " ".join(houses.visit(house, ["go bookmarks", "c 1", "-", "1", "bye"], sam).split())
    assert '1. lou, in "Rain", your note: "For a bad night.", Sleep and nights, "It rains on the roof.", kept' in said
    assert '1. lou, in "Rain", Sleep and nights, "It rains on the roof.", kept' in said
    assert "Thread: Rain." in said
    said = houses.visit(house, ["go bookmarks", "x 1", "yes", "bye"], sam)
    assert "Taken away." in said
    assert "You have none. Type bookmark at a post to keep it here." in said


def test_a_bookmark_shows_no_words_that_a_note_covers_or_that_were_taken_away(
    house: House, sam: Person, lou: Person
) -> None:
    noted = start(house, lou, "Rain", "About my father.", note="death")
    gone = start(house, lou, "Sheep", "Something sad.")
    for post in (noted, gone):
        assert houses.verb(house, f"bookmark boards/sleep/{post.thread}", sam)[0] == 0
    houses.write(house, posts.remove_own, lou, gone.id, now=house.clock.now())
    said = houses.verb(house, "read bookmarks", sam)[1]
    assert "content note: death" in said
    assert "taken away" in said
    for hidden in ("father", "sad", "Sheep"):
        assert hidden not in said
    assert houses.verb(house, f"bookmark boards/sleep/{noted.thread} note=Mine", sam)[0] == 2, "others see a command"


def test_home_names_who_waits_and_the_page_lists_them(house: House, sam: Person, lou: Person) -> None:
    assert "unanswered" not in home(house, sam)
    assert "Nobody waits just now" in houses.verb(house, "read unanswered", sam)[1]
    first = start(house, lou, "Rain", note="death")
    assert home(house, sam)["unanswered"].detail == "1 person"
    said = houses.visit(house, ["go unanswered", "1", "bye"], sam)
    assert "1. Rain, lou, Sleep and nights, content note: death, waiting a moment." in " ".join(said.split())
    assert "Thread: Rain." in said
    assert "unanswered" not in home(house, lou)
    reply(house, sam, first, "I hear you.")
    assert "unanswered" not in home(house, sam)
