"""An angry answer: an hour is offered once; what waits is listed, taken back, sent at once, and never lost."""

from __future__ import annotations

import asyncio

import pytest

from bbs.community import later, members, posts, reading
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.house import House
from bbs.sending import send_due
from tests import houses
from tests.houses import HeldClock

ANGRY = "You are an idiot."
OFFER = "This may read as angry."


@pytest.fixture
def post(house: House) -> PostLine:
    ash = houses.member(house, "ash")
    return houses.write(house, posts.start, ash, "sleep", "Rain", "On the roof.", now=house.clock.now())


def answers(house: House, sam: Person, post: PostLine, *typed: str) -> str:
    return houses.visit(house, [f"go boards/sleep/{post.thread}", "reply", *typed, "bye"], sam)


def texts(house: House, post: PostLine) -> list[str]:
    return [line.text for line in houses.write(house, reading.stretch, None, post.thread, first=1).posts[1:]]


def test_an_hour_is_offered_and_enter_posts_all_the_same(house: House, sam: Person, post: PostLine) -> None:
    said = answers(house, sam, post, ANGRY, ".", "yes", "")
    assert OFFER in said
    assert "1. post it now.\n2. send it in an hour.\n3. go on writing.\nEnter takes 1.\nNow or later:" in said
    assert "Posted." in said
    assert texts(house, post) == [ANGRY]
    assert "You have none." in houses.verb(house, "read drafts", sam)[1]


def test_posting_again_posts_without_another_word(house: House, sam: Person, post: PostLine) -> None:
    said = answers(house, sam, post, ANGRY, ".", "yes", "back", "reply", ".", "yes")
    assert said.count(OFFER) == 1
    assert texts(house, post) == [ANGRY]


def test_going_on_writing_has_the_words_and_the_note_again(house: House, sam: Person, post: PostLine) -> None:
    said = answers(
        house,
        sam,
        post,
        ANGRY,
        ".",
        "note",
        "grief",
        "yes",
        "3",
        "I mean well.",
        ".edit",
        "1",
        "I am hurt.",
        ".",
        "yes",
    )
    assert "Your draft is here, 1 line." in said
    assert texts(house, post) == ["I am hurt.\nI mean well."]
    answer = houses.write(house, reading.stretch, None, post.thread, first=2).posts[0]
    assert answer.note == "grief"


def test_put_off_it_waits_under_drafts_and_goes_out(house: House, sam: Person, post: PostLine) -> None:
    said = answers(house, sam, post, ANGRY, ".", "yes", "2", "home", "go drafts")
    assert "It goes out at 21:26." in said
    assert "Drafts, 1 to go out." in said
    assert "1. A reply in Rain, goes at 21:26." in said
    assert texts(house, post) == []
    assert isinstance(house.clock, HeldClock)
    house.clock.move(later.WAIT)
    asyncio.run(send_due(house))
    assert texts(house, post) == [ANGRY]
    assert "You have none." in houses.verb(house, "read drafts", sam)[1]


def test_it_is_taken_back_sent_now_or_dropped(house: House, sam: Person, post: PostLine) -> None:
    off = [f"go boards/sleep/{post.thread}/1", "reply", ANGRY, ".", "yes", "2", "go drafts"]
    said = houses.visit(house, [*off, "take-back 1", "take-back", "send-now 1", "bye"], sam)
    assert "It is a draft again.\nDrafts, 1 item.\n1. A reply in Rain, since today 20:26." in said
    assert "send one now" not in said, "there is nothing more to send"
    said = houses.visit(
        house, [f"go boards/sleep/{post.thread}/1", "reply", ".", "yes", "2", "go drafts", "drop 1", "yes", "bye"], sam
    )
    assert "Dropped.\nDrafts.\nYou have none." in said
    assert texts(house, post) == []
    said = houses.visit(house, [*off, "send-now 1", "bye"], sam)
    assert "Posted.\nDrafts.\nYou have none." in said
    assert texts(house, post) == [ANGRY]


def test_a_draft_is_not_sent_by_mistake(house: House, sam: Person, post: PostLine) -> None:
    houses.visit(house, ["go boards/sleep", "post", "Snow", "Half a thought", ".draft", "bye"], sam)
    off = [f"go boards/sleep/{post.thread}/1", "reply", ANGRY, ".", "yes", "2", "go drafts"]
    said = houses.visit(house, [*off, "send-now 2", "bye"], sam)
    assert "That is a draft; nothing sends it but you." in said


def test_what_could_not_go_out_is_told_on_home_and_under_drafts(house: House, sam: Person, post: PostLine) -> None:
    answers(house, sam, post, ANGRY, ".", "yes", "2")
    houses.write(house, members.decide, sam.id, approve=False, now=house.clock.now())
    assert isinstance(house.clock, HeldClock)
    house.clock.move(later.WAIT)
    asyncio.run(send_due(house))
    person = houses.write(house, members.by_id, sam.id)
    said = houses.visit(house, ["go home", "go drafts", "bye"], person)
    assert "Drafts, 1 kept, one came back unsent." in said
    assert "1. A reply in Rain, came back today 21:26: it could not go out." in said


@pytest.mark.parametrize("text", ["I am so tired of this shit.", "I am an idiot.", "You are kind."])
def test_other_words_are_posted_without_a_question(house: House, sam: Person, post: PostLine, text: str) -> None:
    assert OFFER not in answers(house, sam, post, text, ".", "yes")
    assert texts(house, post) == [text]


def test_a_script_is_asked_nothing(house: House, sam: Person, post: PostLine) -> None:
    assert houses.verb(house, f"reply boards/sleep/{post.thread}", sam, text=f"{ANGRY}\n") == (0, "Posted.\n", "")
