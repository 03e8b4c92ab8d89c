"""What concerns a member, in a visit and by a verb; telling an author; welcoming; what is said at night."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bbs.community import blocks, desk, desk_answers, following, members, posts, repeats, thanks
from bbs.community.following import Kind as Followed
from bbs.community.following import State
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.house import House
from bbs.session import Session
from screens.pages import ROUTES
from screens.routes import find
from screens.view import Item, Listing, Prose
from tests import houses
from tests.houses import HeldClock

HOUR, DAY = 3600, 24 * 3600


@pytest.fixture
def post(house: House, sam: Person) -> PostLine:
    return houses.write(house, posts.start, sam, "sleep", "Awake again", "Third night.", now=house.clock.now())


def moves(house: House, seconds: int) -> None:
    assert isinstance(house.clock, HeldClock)
    house.clock.move(seconds)


def answer(house: House, by: Person, to: PostLine, note: str = "") -> PostLine:
    how = {"now": house.clock.now(), "reply_to": to.id, "note": note}
    return houses.write(house, posts.reply, by, to.thread, "I hear you.", **how)


def looks(session: Session) -> tuple[list[str], list[Item]]:
    """Return what is said at the head of the page, and the list."""
    view = asyncio.run(find(ROUTES, session, "for-you").view())
    said = [words for block in view.blocks if isinstance(block, Prose) for words in block.paragraphs]
    return said, [item for block in view.blocks if isinstance(block, Listing) for item in block.items]


def home(house: House, person: Person, to: str = "for-you") -> list[tuple[str, bool]]:
    view = asyncio.run(find(ROUTES, houses.session(house, person), "home").view())
    listing = next(block for block in view.blocks if isinstance(block, Listing))
    return [(item.detail, item.new) for item in listing.items if item.to == to]


def test_what_is_new_since_the_last_look_is_said_at_home_and_marked(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    assert home(house, sam) == []
    answer(house, lou, post)
    houses.write(house, thanks.thank, house.vault, lou, post.id, "That helped.", now=house.clock.now())
    assert home(house, sam) == [("new: replies, thanks", True)]
    said, items = looks(houses.session(house, sam))
    assert said == ["New since 28 April."], "they joined long ago and never looked"
    assert {(item.label, item.new) for item in items} == {
        ('lou replied to you in "Awake again"', True),
        ('lou thanks you for "Awake again": "That helped."', True),
    }
    assert home(house, sam) == []
    moves(house, DAY)
    answer(house, lou, post)
    said, items = looks(houses.session(house, sam))
    assert said == ["New since yesterday evening."]
    assert [item.new for item in items] == [True, False, False]
    moves(house, DAY)
    assert looks(houses.session(house, sam))[0] == ["Nothing new since yesterday evening."]


def test_what_was_new_stays_so_in_a_visit_until_something_newer_comes(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    answer(house, lou, post)
    session = houses.session(house, sam)
    assert [item.new for item in looks(session)[1]] == [True]
    moves(house, HOUR)
    assert [item.new for item in looks(session)[1]] == [True]
    moves(house, 1)
    answer(house, lou, post)
    assert [item.new for item in looks(session)[1]] == [True, False]


def test_each_opens_where_it_belongs_and_a_noted_post_says_its_note_and_none_of_its_words(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    reply = answer(house, lou, post, note="grief")
    said = " ".join(houses.visit(house, ["go for-you", "1", "bye"], sam).split())
    assert '1. lou replied to you in "Awake again", new, Sleep and nights, content note: grief, today 20:26.' in said
    assert "Post 2 of 2. lou" in said or "2 of 2" in said
    assert "I hear you." not in said
    houses.write(house, desk.leave, house.vault, "note", "May I ask?", sam, house.clock.now())
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    note = houses.write(house, desk_answers.waiting, wren)[0].id
    houses.write(house, desk_answers.answer, house.vault, wren, note, "You may.", now=house.clock.now() + 1)
    assert [item.to for item in looks(houses.session(house, sam))[1]] == [
        f"desk/own/{note}",
        f"boards/sleep/{post.thread}/{reply.number}",
    ]


def test_a_kind_can_be_left_out_and_taken_in_again(house: House, sam: Person, lou: Person, post: PostLine) -> None:
    answer(house, lou, post)
    assert houses.verb(house, "choose for-you replies=no followed=yes thanks=yes heard=yes desk=yes", sam)[:2] == (
        0,
        "Changed.\n",
    )
    assert home(house, sam) == []
    assert "Nothing yet." in houses.verb(house, "read for-you", sam)[1]
    said = houses.visit(house, ["go for-you", "choose", "shown", "", "", "", "", "", "", "bye"], sam)
    assert "Replies to you" in said
    assert "Changed." in said
    assert "lou replied to you" in said


@pytest.mark.parametrize("why", ["note", "muted", "blocked"])
def test_nobody_tells_an_author_of_words_they_have_not_opened(
    house: House, sam: Person, lou: Person, post: PostLine, why: str
) -> None:
    covered = answer(house, lou, post, note="grief" if why == "note" else "")
    if why == "muted":
        houses.write(house, following.choose, sam, Followed.WRITER, str(covered.id), State.MUTED, now=1)
    elif why == "blocked":
        houses.write(house, blocks.block, sam, "lou", now=1)
    place = f"boards/sleep/{post.thread}/2"
    said = " ".join(houses.visit(house, [f"go {place}", "heard", "open", "heard", "bye"], sam).split())
    closed, _, opened = said.partition("That post is still closed. If you like to read it, open it first: type open.")
    assert "Told, without your name" not in closed
    assert "I hear you." in opened
    assert "Told, without your name" in opened
    assert houses.verb(house, f"heard {place}", lou)[0] != 0


def test_one_key_tells_the_author_and_again_changes_what_they_see(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    place = f"go boards/sleep/{post.thread}/1"
    said = houses.visit(house, [place, "l", "bye"], lou)
    assert "Told, without your name; only they see it. To change it, type heard again." in said
    assert [item.label for item in looks(houses.session(house, sam))[1]] == [
        'Somebody read all of your post in "Awake again"'
    ]
    moves(house, 60)
    said = houses.visit(house, [place, "heard", "2", "bye"], lou)
    assert "They see that you read all of it." in said
    assert home(house, sam) == [("new: somebody read yours", True)]
    assert [item.label for item in looks(houses.session(house, sam))[1]] == [
        'lou read all of your post in "Awake again"'
    ]
    assert "Taken back." in houses.visit(house, [place, "heard", "3", "bye"], lou)
    assert looks(houses.session(house, sam))[1] == []


def test_nobody_is_offered_to_tell_themselves(house: House, sam: Person, lou: Person, post: PostLine) -> None:
    place = f"boards/sleep/{post.thread}"
    assert "heard" not in houses.visit(house, [f"go {place}", "?", "bye"], sam)
    assert "l or heard: tell its author you read all of it." in houses.visit(house, [f"go {place}", "?", "bye"], lou)
    assert houses.verb(house, f"heard {place}/1", lou)[:2] == (
        0,
        "Told, without your name; only they see it. To change it, type heard again.\n",
    )
    assert houses.verb(house, f"heard {place}/1", None)[0] in (1, 3)


def test_somebody_new_is_named_at_home_to_those_who_like_to_welcome_people(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    assert home(house, lou, "greeting") == []
    assert home(house, wren, "greeting") == [("a first post that nobody has answered yet", False)]
    said = " ".join(houses.visit(house, ["go greeting", "welcome", "1", "bye"], lou).split())
    assert "for members who like to welcome people" in said
    assert '1. sam, "Awake again", Sleep and nights, waiting a moment.' in said
    assert "Third night." in said
    lou = houses.write(house, members.by_id, lou.id)
    assert lou.greets
    assert home(house, lou, "greeting") == [("a first post that nobody has answered yet", False)]
    answer(house, wren, post)
    assert home(house, lou, "greeting") == home(house, wren, "greeting") == []
    assert "Nobody waits." in houses.verb(house, "read greeting", lou)[1]
    houses.verb(house, "stop greeting", lou)
    assert not houses.write(house, members.by_id, lou.id).greets


def test_a_first_page_of_people_goes_on_to_the_next(house: House, lou: Person) -> None:
    for n in range(21):
        new = houses.write(house, members.add, f"new{n}", now=house.clock.now())
        houses.write(house, posts.start, new, "sleep", f"Hello {n}", "I am new.", now=house.clock.now())
    houses.verb(house, "welcome greeting", lou)
    page = find(ROUTES, houses.session(house, replace(lou, greets=True)), "greeting")
    view = asyncio.run(page.view())
    assert view.more
    assert asyncio.run(page.more())
    listing = asyncio.run(page.view()).blocks[0]
    assert isinstance(listing, Listing)
    assert [item.label for item in listing.items] == ["new20"]


def test_after_a_night_post_it_is_said_when_answers_usually_come_if_that_is_known(
    house: House, sam: Person, lou: Person
) -> None:
    start = ["go boards/sleep", "post", "Awake", "I cannot sleep.", ".", "yes", "bye"]
    assert isinstance(house.clock, HeldClock)
    moves(house, 2 * HOUR)  # 22:26
    assert "Answers usually" not in houses.visit(house, start, sam)
    now = house.clock.now()
    for night in range(2, 13):
        begun = houses.write(house, posts.start, sam, "sleep", "Awake", "Again.", now=now - night * DAY)
        houses.write(house, posts.reply, lou, begun.thread, "Here.", now=now - night * DAY + 9 * HOUR)
    moves(house, repeats.AGAIN)  # or the same words would be there already
    said = houses.visit(house, start, sam)
    assert "Posted. Answers usually come by morning. Sooner: type help." in said
    text = "Awake\nI cannot sleep.\n"
    assert houses.verb(house, "post boards/sleep", lou, text=text)[1].startswith("Posted.\n")
    moves(house, 7 * HOUR)
    said = houses.visit(house, start, lou)
    assert "Posted. Answers usually come by morning.\n" in said
