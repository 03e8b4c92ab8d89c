"""Thanking for a post, in a visit and by a verb, and the page on which its author finds it."""

from __future__ import annotations

import asyncio

import pytest

from bbs.community import posts, thanks
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.house import House
from screens.pages import ROUTES
from screens.routes import find
from screens.view import Item, Listing
from tests import houses


@pytest.fixture
def post(house: House, sam: Person) -> PostLine:
    return houses.write(house, posts.start, sam, "sleep", "Awake again", "Third night.", now=house.clock.now())


def home(house: House, person: Person) -> list[Item]:
    view = asyncio.run(find(ROUTES, houses.session(house, person), "home").view())
    listing = next(block for block in view.blocks if isinstance(block, Listing))
    return [item for item in listing.items if item.to == "for-you"]


def test_thanks_with_words_reach_the_author_who_finds_them_at_home_and_the_post_from_there(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    assert home(house, sam) == home(house, lou) == []
    said = houses.visit(house, [f"go boards/sleep/{post.thread}", "t", "That helped tonight.", "bye"], lou)
    assert "Thanks to sam; nobody else sees it. In your own words, if you like." in said
    assert "Thanked. Only sam sees it." in said
    assert [(item.detail, item.new) for item in home(house, sam)] == [("new: thanks", True)]
    said = houses.visit(house, ["go thanks", "show", "bye"], sam)
    assert 'lou, thanks you, new, today 20:26. For your post in "Awake again", Sleep and nights.' in " ".join(
        said.split()
    )
    assert "\n  That helped tonight.\n" in said
    assert "Thread: Awake again." in said
    houses.verb(house, "read for-you", sam)
    assert "new" not in houses.verb(house, "read thanks", sam)[1]
    assert home(house, lou) == home(house, sam) == []


def test_enter_thanks_without_words_and_thanking_again_shows_them_and_changes_nothing(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    place = f"go boards/sleep/{post.thread}/1"
    assert "Thanked." in houses.visit(house, [place, "thank", "", "bye"], lou)
    assert "Without words." in houses.verb(house, "read thanks", sam)[1]
    said = houses.visit(house, [place, "thank", "", "thank", "So good to read.", "thank", "back", "bye"], lou)
    assert said.count("You thanked sam already. Enter leaves it so") == 3
    assert "You thanked them already." in said
    assert "So good to read." in houses.verb(house, "read thanks", sam)[1]


def test_there_is_nothing_to_thank_for_on_ones_own_and_for_a_guest(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    place = f"go boards/sleep/{post.thread}"
    assert "thank:" not in houses.visit(house, [place, "?", "bye"], sam)
    assert "t or thank: thank" not in houses.visit(house, [place, "?", "bye"], sam)
    assert "t or thank." in houses.visit(house, [place, "?", "bye"], lou)
    assert "Sign in first" in houses.visit(house, [place, "thank", "bye"], None)
    reply = houses.write(house, posts.reply, lou, post.thread, "So am I.", now=house.clock.now())
    assert "That is your own post." in houses.visit(house, [f"{place}/1", "", "thank", "bye"], lou)
    assert reply.number == 2


def test_a_verb_takes_the_words_from_standard_input_and_never_from_the_command(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    place = f"boards/sleep/{post.thread}"
    assert houses.verb(house, f"thank {place} words=Hello", lou)[0] == 2
    assert houses.verb(house, f"thank {place} Hello", lou)[0] == 2
    assert houses.verb(house, f"thank {place}", None)[0] in (1, 3)
    assert home(house, sam) == []
    status, said, error = houses.verb(house, f"thank {place}", lou, text="That helped.\n")
    assert (status, error) == (0, "")
    assert said == "Thanked. Only sam sees it. To take it back: go thanks/given.\n"
    assert "  That helped.\n" in houses.verb(house, "read thanks", sam)[1]
    assert houses.verb(house, f"thank {place}", sam)[0] in (1, 2)


def test_who_gave_thanks_takes_them_back_and_who_got_them_takes_them_off_their_list(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    houses.visit(house, [f"go boards/sleep/{post.thread}", "t", "Words.", "bye"], lou)
    said = houses.visit(house, ["go thanks", "v", "x 1", "yes", "bye"], lou)
    assert '1. sam, for "Awake again", today 20:26.' in said
    assert "Words." not in said
    assert "Taken back." in said, said
    assert "None now. When somebody thanks you, only you see it." in houses.verb(house, "read thanks", sam)[1]
    houses.visit(house, [f"go boards/sleep/{post.thread}", "t", "Other words.", "bye"], lou)
    assert "Removed." in houses.visit(house, ["go thanks", "x", "yes", "bye"], sam)
    assert "You gave none yet." in houses.verb(house, "read thanks/given", lou)[1]


def test_words_that_are_too_long_are_said_to_be_and_kept_nowhere(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    place = f"boards/sleep/{post.thread}"
    status, _, error = houses.verb(house, f"thank {place}", lou, text="x" * 201)
    assert (status, error) == (2, "That is 201 characters; 200 is the most.\n")
    said = houses.visit(house, [f"go {place}", "t", "x" * 201, "", "bye"], lou)
    assert "1 characters too long and was not used" in said
    assert "Without words." in houses.verb(house, "read thanks", sam)[1]


def test_many_thanks_come_some_at_a_time(house: House, sam: Person, lou: Person, post: PostLine) -> None:
    for n in range(thanks.A_PAGE + 2):
        line = houses.write(house, posts.reply, sam, post.thread, f"Night {n}.", now=house.clock.now())
        houses.write(house, thanks.thank, house.vault, lou, line.id, f"Thanks {n}.", now=house.clock.now() + n)
    listed = houses.verb(house, "read thanks", sam)[1]
    assert [f"Thanks {n}." in listed for n in range(thanks.A_PAGE + 2)] == [True] * (thanks.A_PAGE + 2)
    given = houses.verb(house, "read thanks/given", lou)[1]
    assert given.count('sam, for "Awake again"') == thanks.A_PAGE + 2
    said = houses.visit(house, ["go thanks/given", "m", "m", "x 2", "y", "bye"], lou)
    assert "Taken back." in said, said
