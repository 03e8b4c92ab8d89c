"""Writing and reading in order: who may, how much, how often, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from bbs.community import boards, members, posts, reading
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.config import Writing
from bbs.errors import Busy, NotFound, NotUnderstood, Refusal, SignInFirst
from bbs.house import House
from store.tables import Post, Thread
from tests import houses, stores
from tests.finding import finds

R = TypeVar("R")

NOW = houses.STARTED


@pytest.fixture
def sam(house: House) -> Person:
    return houses.member(house, "sam")


@pytest.fixture
def lou(house: House) -> Person:
    return houses.member(house, "lou")


def start(house: House, writer: Person | None, text: str = "Awake.", **how: Any) -> PostLine:
    now, board = how.pop("now", NOW), how.pop("board", "sleep")
    return houses.write(house, posts.start, writer, board, how.pop("title", "Four a.m."), text, now=now, **how)


def reply(house: House, writer: Person | None, thread: int, text: str = "Me too.", **how: Any) -> PostLine:
    return houses.write(house, posts.reply, writer, thread, text, now=how.pop("now", NOW), **how)


def closed(house: House) -> str:
    """Return a board that guests may not read."""
    return next(line.slug for line in houses.write(house, boards.readable, sam_of(house)) if not line.guests_read)


def sam_of(house: House) -> Person:
    person = houses.write(house, members.by_handle, "sam")
    assert person is not None
    return person


# Who may write, and what


def test_a_guest_is_asked_to_sign_in(house: House, sam: Person) -> None:
    thread = start(house, sam).thread
    with pytest.raises(SignInFirst, match="to become a member"):
        start(house, None)
    with pytest.raises(SignInFirst):
        reply(house, None, thread)


def test_somebody_who_waits_or_was_declined_is_told_kindly(house: House, sam: Person) -> None:
    waiting = houses.write(house, members.add, "kit", now=NOW, waiting=True)
    declined = houses.write(house, members.decide, waiting.id, approve=False, now=NOW)
    for person in (waiting, declined):
        with pytest.raises(Refusal, match="You can read and get help here"):
            start(house, person)


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u200b\u202e", "\x1b\x07"])
def test_no_words_are_said_to_be_none(house: House, sam: Person, text: str) -> None:
    with pytest.raises(NotUnderstood, match="There are no words in it yet"):
        start(house, sam, text)


def test_too_many_words_are_counted_and_kept(house: House, sam: Person) -> None:
    writing = Writing(post_limit=500, title_limit=20, note_limit=20)
    assert start(house, sam, "x" * 500, title="t" * 20, note="n" * 20, writing=writing).text == "x" * 500
    with pytest.raises(NotUnderstood) as refused:
        start(house, sam, "x" * 501, writing=writing)
    assert refused.value.words() == "That is 501 characters; a post holds 500. Please divide it; your words are kept."
    with pytest.raises(NotUnderstood, match="That title is long"):
        start(house, sam, title="t" * 21, writing=writing)
    with pytest.raises(NotUnderstood, match="That content note is long"):
        start(house, sam, note="n" * 21, writing=writing)


def test_a_title_is_asked_for_before_anything_is_kept(house: House, sam: Person) -> None:
    before = houses.write(house, lambda: Thread.select().count())
    with pytest.raises(NotUnderstood, match="A title first, please"):
        start(house, sam, title=" \n ")
    assert houses.write(house, lambda: Thread.select().count()) == before


def test_words_are_kept_safe_for_a_terminal(house: House, sam: Person) -> None:
    line = start(house, sam, "one\x1b[2J\ntwo\u202e", title="a\x07 title\nof two", note="SUICIDE, suicide , my\x1b own")
    assert (line.text, line.title, line.note) == ("one[2J\ntwo", "a title of two", "suicide, my own")


def test_the_longest_post_an_operator_can_allow_is_stored(house: House, sam: Person) -> None:
    writing = Writing(post_limit=200_000)
    assert len(start(house, sam, "x" * 200_000, writing=writing).text) == 200_000


# How often


def test_posts_beyond_the_hours_measure_wait_and_are_told_how_long(house: House, sam: Person) -> None:
    writing = Writing(posts_per_hour=3)
    thread = start(house, sam, writing=writing).thread
    reply(house, sam, thread, now=NOW + 600, writing=writing)
    reply(house, sam, thread, now=NOW + 1200, writing=writing)
    with pytest.raises(Busy) as refused:
        reply(house, sam, thread, now=NOW + 1200, writing=writing)
    assert "about 40 minutes. Nothing you write is lost. Crisis help never waits" in refused.value.words()
    with pytest.raises(Busy):
        start(house, sam, now=NOW + 3599, writing=writing)
    assert reply(house, sam, thread, now=NOW + 3600, writing=writing).number == 4
    with pytest.raises(Busy):
        reply(house, sam, thread, now=NOW + 3600, writing=writing)


def test_one_members_measure_is_not_anothers(house: House, sam: Person, lou: Person) -> None:
    writing = Writing(posts_per_hour=1)
    thread = start(house, sam, writing=writing).thread
    assert reply(house, lou, thread, writing=writing).number == 2


def test_a_refused_post_and_one_sent_twice_do_not_count(house: House, sam: Person) -> None:
    writing = Writing(posts_per_hour=2)
    thread = start(house, sam, writing=writing, once="act").thread
    with pytest.raises(NotUnderstood):
        reply(house, sam, thread, "", writing=writing)
    assert start(house, sam, writing=writing, once="act").thread == thread
    assert reply(house, sam, thread, writing=writing, once="other").number == 2
    assert reply(house, sam, thread, writing=writing, once="other").number == 2


def test_taking_a_post_away_makes_no_room_for_another(house: House, sam: Person) -> None:
    writing = Writing(posts_per_hour=1)
    line = start(house, sam, writing=writing)
    houses.write(house, posts.remove_own, sam, line.id, now=NOW)
    with pytest.raises(Busy):
        start(house, sam, writing=writing)


def test_a_clock_that_was_set_back_keeps_nobody_waiting(house: House, sam: Person) -> None:
    writing = Writing(posts_per_hour=1)
    start(house, sam, now=NOW + 10 * 365 * 24 * 3600, writing=writing)
    assert start(house, sam, now=NOW, writing=writing).number == 1


# Sent twice


def test_the_same_act_posts_once_and_answers_alike(house: House, sam: Person) -> None:
    first = start(house, sam, once="act")
    assert start(house, sam, "Awake, again.", once="act") == replace(first, already=True)
    answer = reply(house, sam, first.thread, once="answer")
    assert reply(house, sam, first.thread, once="answer") == replace(answer, already=True)
    assert houses.write(house, reading.stretch, sam, first.thread).total == 2


def test_the_act_of_one_member_is_not_shown_to_another(house: House, sam: Person, lou: Person) -> None:
    start(house, sam, "For sam.", once="act")
    before = houses.write(house, lambda: Post.select().count())
    with pytest.raises(Exception, match="UNIQUE"):
        start(house, lou, "For lou.", once="act")
    assert houses.write(house, lambda: Post.select().count()) == before


# Answering


def test_an_answer_names_whom_it_answers(house: House, sam: Person, lou: Person) -> None:
    first = start(house, sam)
    answer = reply(house, lou, first.thread, reply_to=first.id)
    assert (answer.reply_to, answer.number, answer.author) == ("sam", 2, "lou")


def test_an_answer_stays_in_its_thread(house: House, sam: Person, lou: Person) -> None:
    first, other = start(house, sam), start(house, sam)
    for wrong in (other.id, 10**9, 0, -1):
        with pytest.raises(NotFound):
            reply(house, lou, first.thread, reply_to=wrong)
    assert houses.write(house, reading.stretch, sam, first.thread).total == 1


def test_there_is_no_answering_in_a_thread_that_is_not_there(house: House, sam: Person) -> None:
    with pytest.raises(NotFound):
        reply(house, sam, 10**9)


# What is not for everybody


def test_what_is_not_public_is_not_there_for_guests_and_those_who_wait(house: House, sam: Person) -> None:
    board = closed(house)
    line = start(house, sam, "Zebra.", board=board)
    waiting = houses.write(house, members.add, "kit", now=NOW - 1, waiting=True)
    declined = houses.write(house, members.decide, waiting.id, approve=False, now=NOW)
    looks: tuple[Callable[..., object], ...] = (
        lambda reader: posts.get(reader, line.id),
        lambda reader: reading.stretch(reader, line.thread),
        lambda reader: reading.since(reader, board, 0),
        lambda reader: reading.newest(reader, board),
        lambda reader: boards.get(reader, board),
        lambda reader: boards.thread(reader, line.thread),
        lambda reader: posts.remove_own(reader, line.id, now=NOW),
    )
    for reader in (None, waiting, declined):
        for look in looks:
            with pytest.raises(NotFound):
                houses.write(house, look, reader)
        assert houses.write(house, finds, reader, "zebra") == []
        assert board not in [line.slug for line in houses.write(house, boards.readable, reader)]
    assert houses.write(house, finds, sam, "zebra") == [houses.write(house, posts.get, sam, line.id)]


def test_search_skips_what_the_reader_may_not_see_and_finds_the_rest(house: House, sam: Person) -> None:
    public = next(line.slug for line in houses.write(house, boards.readable, None))
    start(house, sam, "Zebra inside.", board=closed(house))
    start(house, sam, "Zebra outside.", board=public)
    assert [line.text for line in houses.write(house, finds, None, "zebra")] == ["Zebra outside."]


def test_a_guest_finds_what_is_public_though_members_wrote_much_more_of_it(house: House, sam: Person) -> None:
    public = next(line.slug for line in houses.write(house, boards.readable, None))
    thread = start(house, sam, "Zebra zebra zebra.", board=closed(house)).thread

    def write_much() -> None:
        for _ in range(150):
            posts.reply(sam, thread, "Zebra zebra zebra.", now=NOW, writing=stores.UNHURRIED)

    houses.write(house, write_much)
    start(house, sam, "I saw a zebra once, and thought of you all.", board=public, writing=stores.UNHURRIED)
    found = houses.write(house, finds, None, "zebra")
    assert [line.text for line in found] == ["I saw a zebra once, and thought of you all."]
    assert len(houses.write(house, finds, sam, "zebra", limit=120)) == 120


# Taking away


def test_one_takes_away_ones_own_post_and_nobody_elses(house: House, sam: Person, lou: Person) -> None:
    line = start(house, sam, "Said too much.", note="abuse")
    for other in (None, lou):
        with pytest.raises(NotFound):
            houses.write(house, posts.remove_own, other, line.id, now=NOW)
    removed = houses.write(house, posts.remove_own, sam, line.id, now=NOW)
    assert (removed.removed, removed.removed_by_author, removed.text) == (True, True, "")
    with pytest.raises(NotFound):
        houses.write(house, posts.remove_own, sam, line.id, now=NOW)


def test_what_was_taken_away_keeps_its_number_and_loses_its_words(house: House, sam: Person, lou: Person) -> None:
    first = start(house, sam, "Zebra.")
    reply(house, lou, first.thread, "Giraffe.", reply_to=first.id)
    houses.write(house, posts.remove_own, sam, first.id, now=NOW)
    shown = houses.write(house, reading.stretch, lou, first.thread, first=1).posts
    assert [(line.number, line.text, line.removed) for line in shown] == [(1, "", True), (2, "Giraffe.", False)]
    assert houses.write(house, finds, lou, "zebra") == []
    assert first.id not in [line.id for line in houses.write(house, reading.since, lou, "sleep", 0)]
