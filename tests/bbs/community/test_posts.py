"""Writing, reading in order, and what is new: whatever members do, in whatever order."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bbs.community import boards, members, posts
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.config import Writing
from bbs.errors import Busy, NotFound, NotUnderstood, Refusal, SignInFirst
from bbs.house import House
from store.tables import Post, ReadMark, Thread
from tests import houses, stores

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


def new_to(house: House, reader: Person) -> list[int]:
    return [line.id for line in houses.write(house, posts.new_scan, reader, limit=1000)]


def mark(house: House, reader: Person, thread: int) -> int:
    return houses.write(house, lambda: ReadMark.get(ReadMark.member == reader.id, ReadMark.thread == thread).post)


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
    with pytest.raises(SignInFirst, match="join to become a member"):
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
    assert "about 40 minutes. Your text is kept. Crisis help never waits" in refused.value.words()
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
    assert start(house, sam, "Awake, again.", once="act") == first
    answer = reply(house, sam, first.thread, once="answer")
    assert reply(house, sam, first.thread, once="answer") == answer
    assert houses.write(house, posts.stretch, sam, first.thread).total == 2


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
    assert houses.write(house, posts.stretch, sam, first.thread).total == 1


def test_there_is_no_answering_in_a_thread_that_is_not_there(house: House, sam: Person) -> None:
    with pytest.raises(NotFound):
        reply(house, sam, 10**9)


# What is not for everybody


def test_what_is_not_public_is_not_there_for_guests_and_those_who_wait(house: House, sam: Person) -> None:
    board = closed(house)
    line = start(house, sam, "Zebra.", board=board)
    waiting = houses.write(house, members.add, "kit", now=NOW - 1, waiting=True)
    declined = houses.write(house, members.decide, waiting.id, approve=False, now=NOW)
    for reader in (None, waiting, declined):
        attempts: list[Callable[[], object]] = [
            lambda reader=reader: posts.get(reader, line.id),
            lambda reader=reader: posts.stretch(reader, line.thread),
            lambda reader=reader: posts.since(reader, board, 0),
            lambda reader=reader: posts.newest(reader, board),
            lambda reader=reader: boards.get(reader, board),
            lambda reader=reader: boards.thread(reader, line.thread),
            lambda reader=reader: posts.remove_own(reader, line.id, now=NOW),
        ]
        for attempt in attempts:
            with pytest.raises(NotFound):
                houses.write(house, attempt)
        assert houses.write(house, posts.found, reader, "zebra") == []
        assert board not in [line.slug for line in houses.write(house, boards.readable, reader)]
    assert houses.write(house, posts.found, sam, "zebra") == [houses.write(house, posts.get, sam, line.id)]


def test_search_skips_what_the_reader_may_not_see_and_finds_the_rest(house: House, sam: Person) -> None:
    public = next(line.slug for line in houses.write(house, boards.readable, None))
    start(house, sam, "Zebra inside.", board=closed(house))
    start(house, sam, "Zebra outside.", board=public)
    assert [line.text for line in houses.write(house, posts.found, None, "zebra")] == ["Zebra outside."]


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
    shown = houses.write(house, posts.stretch, lou, first.thread, first=1).posts
    assert [(line.number, line.text, line.removed) for line in shown] == [(1, "", True), (2, "Giraffe.", False)]
    assert houses.write(house, posts.found, lou, "zebra") == []
    assert first.id not in [line.id for line in houses.write(house, posts.since, lou, "sleep", 0)]


# What is new


def test_what_was_written_before_somebody_joined_is_not_new_to_them(house: House, sam: Person) -> None:
    thread = start(house, sam).thread
    kit = houses.write(house, members.add, "kit", now=NOW)
    assert new_to(house, kit) == []
    fresh = reply(house, sam, thread)
    assert new_to(house, kit) == [fresh.id]


def test_ones_own_posts_are_not_new(house: House, sam: Person) -> None:
    thread = start(house, sam).thread
    reply(house, sam, thread)
    assert new_to(house, sam) == []
    assert not any(line.new for line in houses.write(house, posts.stretch, sam, thread, first=1).posts)


def test_what_came_while_one_was_writing_stays_new(house: House, sam: Person, lou: Person) -> None:
    first = start(house, sam)
    unseen = reply(house, lou, first.thread, "This crossed with yours.")
    reply(house, sam, first.thread, "I was writing this meanwhile.")
    assert new_to(house, sam) == [unseen.id]
    shown = houses.write(house, posts.stretch, sam, first.thread)
    assert [(line.number, line.new) for line in shown.posts] == [(2, True), (3, False)]


def test_a_mark_never_moves_back(house: House, sam: Person, lou: Person) -> None:
    first = start(house, lou)
    second = reply(house, lou, first.thread)
    for post, expected in ((first.id, first.id), (second.id, second.id), (first.id, second.id), (0, second.id)):
        houses.write(house, posts.mark_read, sam, first.thread, post)
        assert mark(house, sam, first.thread) == expected


def test_a_guest_leaves_no_marks(house: House, lou: Person) -> None:
    before = houses.write(house, lambda: ReadMark.select().count())
    line = start(house, lou)
    houses.write(house, posts.mark_read, None, line.thread, line.id)
    assert houses.write(house, lambda: ReadMark.select().count()) == before + 1  # the author's own


def test_a_thread_opens_at_the_first_post_not_seen(house: House, sam: Person, lou: Person) -> None:
    thread = start(house, lou).thread
    sent = [reply(house, lou, thread, str(n)) for n in range(30)]
    houses.write(house, posts.mark_read, sam, thread, sent[24].id)
    shown = houses.write(house, posts.stretch, sam, thread)
    assert [line.number for line in shown.posts] == [27, 28, 29, 30, 31]
    assert (shown.total, shown.more) == (31, False)
    houses.write(house, posts.mark_read, sam, thread, sent[-1].id)
    again = houses.write(house, posts.stretch, sam, thread)
    assert ([line.number for line in again.posts], again.more) == (list(range(1, 21)), True)


@pytest.mark.parametrize(("first", "numbers"), [(-5, [1, 2, 3]), (0, [1, 2, 3]), (2, [2, 3]), (99, [3])])
def test_a_number_beyond_a_thread_shows_its_nearest_end(
    house: House, sam: Person, first: int, numbers: list[int]
) -> None:
    thread = start(house, sam).thread
    for _ in range(2):
        reply(house, sam, thread)
    shown = houses.write(house, posts.stretch, sam, thread, first=first)
    assert [line.number for line in shown.posts] == numbers


# Anything, in any order


@dataclass
class Written:
    """A post as the model knows it."""

    id: int
    thread: int
    board: str
    author: str
    removed: bool = False


@dataclass
class Reader:
    """A member as the model knows them."""

    person: Person
    floor: int
    marks: dict[int, int] = field(default_factory=dict)


class Community(RuleBasedStateMachine):
    """A few members who join, post, read and take away, beside a model of a few lines."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = stores.begun(self.folder / "home")
        self.written: list[Written] = []
        self.readers: dict[str, Reader] = {}
        self.join(waiting=False)

    def teardown(self) -> None:
        for reader in self.readers.values():
            self._look(reader, 3)
        self.store.close()
        shutil.rmtree(self.folder)

    def _new_to(self, reader: Reader) -> list[Written]:
        return sorted(
            (
                post
                for post in self.written
                if post.id > max(reader.floor, reader.marks.get(post.thread, 0))
                and post.author != reader.person.handle
                and not post.removed
                and (post.board == "lobby" or not reader.person.is_waiting)
            ),
            key=lambda post: (post.thread, post.id),
        )

    def _sent(self, reader: Reader, line: PostLine) -> None:
        self.written.append(Written(line.id, line.thread, line.board, reader.person.handle))
        if all(post.thread != line.thread for post in self._new_to(reader)):
            reader.marks[line.thread] = line.id

    def _writer(self, data: st.DataObject) -> Reader:
        return data.draw(st.sampled_from([each for each in self.readers.values() if not each.person.is_waiting]))

    @precondition(lambda self: len(self.readers) < 5)
    @rule(waiting=st.booleans())
    def join(self, waiting: bool) -> None:
        person = stores.member(self.store, ["sam", "lou", "kit", "ash", "bo"][len(self.readers)], waiting=waiting)
        self.readers[person.handle] = Reader(person, max((post.id for post in self.written), default=0))

    @rule(data=st.data(), board=st.sampled_from(["lobby", "sleep"]))
    def start(self, data: st.DataObject, board: str) -> None:
        writer = self._writer(data)
        self._sent(writer, stores.start(self.store, writer.person, board=board))

    @precondition(lambda self: self.written)
    @rule(data=st.data())
    def reply(self, data: st.DataObject) -> None:
        writer, to = self._writer(data), data.draw(st.sampled_from(self.written))
        self._sent(writer, stores.reply(self.store, writer.person, to.thread, reply_to=to.id))

    @precondition(lambda self: self.written)
    @rule(data=st.data())
    def read(self, data: st.DataObject) -> None:
        reader, post = data.draw(st.sampled_from([*self.readers.values()])), data.draw(st.sampled_from(self.written))
        self.store.run(posts.mark_read, reader.person, post.thread, post.id)
        reader.marks[post.thread] = max(post.id, reader.marks.get(post.thread, 0))

    @precondition(lambda self: any(not post.removed for post in self.written))
    @rule(data=st.data())
    def take_away(self, data: st.DataObject) -> None:
        post = data.draw(st.sampled_from([post for post in self.written if not post.removed]))
        self.store.run(posts.remove_own, self.readers[post.author].person, post.id, now=NOW)
        post.removed = True

    @rule(data=st.data(), limit=st.integers(1, 5))
    def look(self, data: st.DataObject, limit: int) -> None:
        self._look(data.draw(st.sampled_from([*self.readers.values()])), limit)

    def _look(self, reader: Reader, limit: int) -> None:
        expected = self._new_to(reader)
        threads = {post.thread for post in expected}
        assert self.store.run(posts.count_new, reader.person) == posts.NewCount(len(expected), len(threads))

        shown: list[PostLine] = []
        while page := self.store.run(posts.new_scan, reader.person, after=after(shown), limit=limit):
            shown += page
        assert [line.id for line in shown] == [post.id for post in expected]
        assert all(line.new for line in shown)

        listed = self.store.run(boards.readable, reader.person)
        boards_of = {post.thread: post.board for post in expected}
        assert {line.slug: line.new for line in listed if line.new} == {
            board: list(boards_of.values()).count(board) for board in set(boards_of.values())
        }
        for board in listed:
            for thread in self.store.run(boards.threads, reader.person, board):
                stretch = self.store.run(posts.stretch, reader.person, thread.id, first=1, limit=1000)
                new = [post.id for post in expected if post.thread == thread.id]
                assert [line.id for line in stretch.posts if line.new] == new
                assert thread.new == len(new)
                assert stretch.total == sum(post.thread == thread.id for post in self.written)


def after(shown: list[PostLine]) -> tuple[int, int]:
    return (shown[-1].thread, shown[-1].id) if shown else (0, 0)


Community.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestCommunity = Community.TestCase
