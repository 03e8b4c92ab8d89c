"""What is new to somebody: whatever members do, in whatever order."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bbs.community import boards, following, new_scan, posts, read_marks, reading, scanning
from bbs.community.following import Kind, State
from bbs.community.members import Person
from bbs.community.posts import PostLine
from store.database import Store
from store.tables import ReadMark
from tests import stores
from tests.stores import NOW, reply, start


def new_to(store: Store, reader: Person) -> list[int]:
    return [line.id for line in store.run(new_scan.next_posts, reader, limit=1000)]


def mark(store: Store, reader: Person, thread: int) -> int:
    return store.run(lambda: ReadMark.get(ReadMark.member == reader.id, ReadMark.thread == thread).post)


def test_what_was_written_before_somebody_joined_is_not_new_to_them(store: Store, sam: Person) -> None:
    thread = start(store, sam).thread
    kit = stores.member(store, "kit")
    assert new_to(store, kit) == []
    fresh = reply(store, sam, thread)
    assert new_to(store, kit) == [fresh.id]


def test_ones_own_posts_are_not_new(store: Store, sam: Person) -> None:
    thread = start(store, sam).thread
    reply(store, sam, thread)
    assert new_to(store, sam) == []
    assert not any(line.new for line in store.run(reading.stretch, sam, thread, first=1).posts)


def test_what_came_while_one_was_writing_stays_new(store: Store, sam: Person, lou: Person) -> None:
    first = start(store, sam)
    unseen = reply(store, lou, first.thread, "This crossed with yours.")
    reply(store, sam, first.thread, "I was writing this meanwhile.")
    assert new_to(store, sam) == [unseen.id]
    shown = store.run(reading.stretch, sam, first.thread)
    assert [(line.number, line.new) for line in shown.posts] == [(2, True), (3, False)]


def test_a_mark_never_moves_back(store: Store, sam: Person, lou: Person) -> None:
    first = start(store, lou)
    second = reply(store, lou, first.thread)
    for post, expected in ((first.id, first.id), (second.id, second.id), (first.id, second.id), (0, second.id)):
        store.run(read_marks.mark_read, sam, first.thread, post)
        assert mark(store, sam, first.thread) == expected


def test_a_guest_leaves_no_marks(store: Store, lou: Person) -> None:
    before = store.run(lambda: ReadMark.select().count())
    line = start(store, lou)
    store.run(read_marks.mark_read, None, line.thread, line.id)
    assert store.run(lambda: ReadMark.select().count()) == before + 1  # the author's own


def test_a_thread_opens_at_the_first_post_not_seen(store: Store, sam: Person, lou: Person) -> None:
    thread = start(store, lou).thread
    sent = [reply(store, lou, thread, str(n)) for n in range(30)]
    store.run(read_marks.mark_read, sam, thread, sent[24].id)
    shown = store.run(reading.stretch, sam, thread)
    assert [line.number for line in shown.posts] == [27, 28, 29, 30, 31]
    assert (shown.total, shown.more) == (31, False)
    store.run(read_marks.mark_read, sam, thread, sent[-1].id)
    again = store.run(reading.stretch, sam, thread)
    assert ([line.number for line in again.posts], again.more) == (list(range(1, 21)), True)


@pytest.mark.parametrize(("first", "numbers"), [(-5, [1, 2, 3]), (0, [1, 2, 3]), (2, [2, 3]), (99, [3])])
def test_a_number_beyond_a_thread_shows_its_nearest_end(
    store: Store, sam: Person, first: int, numbers: list[int]
) -> None:
    thread = start(store, sam).thread
    for _ in range(2):
        reply(store, sam, thread)
    shown = store.run(reading.stretch, sam, thread, first=first)
    assert [line.number for line in shown.posts] == numbers


# Anything, in any order


@dataclass
class Written:
    """A post as the model knows it."""

    id: int
    thread: int
    board: str
    author: str
    reply_to: int | None = None
    removed: bool = False


@dataclass
class Reader:
    """A member as the model knows them."""

    person: Person
    floor: int
    marks: dict[int, int] = field(default_factory=dict)
    ahead: set[int] = field(default_factory=set)
    chosen: dict[tuple[Kind, int | str], State] = field(default_factory=dict)

    def chose(self, kind: Kind, which: int | str, state: State) -> bool:
        return self.chosen.get((kind, which)) is state

    def hears(self, post: Written) -> bool:
        """Say whether they muted neither a post's thread, nor its author, nor its board but for this thread."""
        is_quiet = self.chose(Kind.BOARD, post.board, State.MUTED)
        is_wanted = self.chose(Kind.THREAD, post.thread, State.FOLLOWED)
        return (
            not self.chose(Kind.THREAD, post.thread, State.MUTED)
            and not self.chose(Kind.WRITER, post.author, State.MUTED)
            and (is_wanted or not is_quiet)
        )

    def rank(self, post: Written, written: list[Written]) -> int:
        """Return in which part of the scan a post comes."""
        own = {each.id for each in written if each.author == self.person.handle}
        if self.person.replies_first and post.reply_to in own:
            return 0
        writers = {each.author for each in written if each.thread == post.thread}
        follows = (
            self.chose(Kind.THREAD, post.thread, State.FOLLOWED)
            or self.chose(Kind.BOARD, post.board, State.FOLLOWED)
            or any(self.chose(Kind.WRITER, writer, State.FOLLOWED) for writer in writers)
        )
        return 1 if follows else 2


class Community(RuleBasedStateMachine):
    """A few members who join, post, read, follow, mute and take away, beside a model of a few lines."""

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

    def _new_to(self, reader: Reader, *, heeds_mutes: bool = True) -> list[Written]:
        return sorted(
            (
                post
                for post in self.written
                if post.id > max(reader.floor, reader.marks.get(post.thread, 0))
                and post.author != reader.person.handle
                and post.id not in reader.ahead
                and not post.removed
                and (reader.hears(post) or not heeds_mutes)
                and (post.board == "lobby" or not reader.person.is_waiting)
            ),
            key=lambda post: (reader.rank(post, self.written), post.thread, post.id),
        )

    def _sent(self, reader: Reader, line: PostLine, reply_to: int | None = None) -> None:
        self.written.append(Written(line.id, line.thread, line.board, reader.person.handle, reply_to))
        if all(post.thread != line.thread for post in self._new_to(reader, heeds_mutes=False)):
            reader.marks[line.thread] = line.id

    def _writer(self, data: st.DataObject) -> Reader:
        return data.draw(st.sampled_from([each for each in self.readers.values() if not each.person.is_waiting]))

    @precondition(lambda self: len(self.readers) < 5)
    @rule(waiting=st.booleans(), replies_first=st.booleans())
    def join(self, waiting: bool, replies_first: bool = False) -> None:
        person = stores.member(self.store, ["sam", "lou", "kit", "ash", "bo"][len(self.readers)], waiting=waiting)
        person = replace(person, replies_first=replies_first)
        self.readers[person.handle] = Reader(person, max((post.id for post in self.written), default=0))

    @rule(data=st.data(), board=st.sampled_from(["lobby", "sleep"]))
    def start(self, data: st.DataObject, board: str) -> None:
        writer = self._writer(data)
        self._sent(writer, stores.start(self.store, writer.person, board=board))

    @precondition(lambda self: self.written)
    @rule(data=st.data())
    def reply(self, data: st.DataObject) -> None:
        writer, to = self._writer(data), data.draw(st.sampled_from(self.written))
        self._sent(writer, stores.reply(self.store, writer.person, to.thread, reply_to=to.id), to.id)

    @precondition(lambda self: self.written)
    @rule(data=st.data())
    def read(self, data: st.DataObject) -> None:
        reader, post = data.draw(st.sampled_from([*self.readers.values()])), data.draw(st.sampled_from(self.written))
        self.store.run(read_marks.mark_read, reader.person, post.thread, post.id)
        reader.marks[post.thread] = max(post.id, reader.marks.get(post.thread, 0))

    @precondition(lambda self: self.written)
    @rule(data=st.data())
    def see(self, data: st.DataObject) -> None:
        reader = data.draw(st.sampled_from([*self.readers.values()]))
        if new := self._new_to(reader):
            post = data.draw(st.sampled_from(new))
            self.store.run(scanning.see, reader.person, post.thread, post.id)
            if any(each.thread == post.thread and each.id < post.id for each in new):
                reader.ahead.add(post.id)
            else:
                reader.marks[post.thread] = post.id

    @precondition(lambda self: self.written)
    @rule(data=st.data(), kind=st.sampled_from(Kind), state=st.sampled_from(State))
    def choose(self, data: st.DataObject, kind: Kind, state: State) -> None:
        reader, post = self._writer(data), data.draw(st.sampled_from(self.written))
        if kind is Kind.WRITER and post.author == reader.person.handle:
            return
        choices: dict[Kind, tuple[str, int | str]] = {
            Kind.BOARD: (post.board, post.board),
            Kind.THREAD: (str(post.thread), post.thread),
            Kind.WRITER: (str(post.id), post.author),
        }
        ref, which = choices[kind]
        self.store.run(following.choose, reader.person, kind, ref, state, now=NOW)
        reader.chosen[kind, which] = state

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
        assert self.store.run(new_scan.count_new, reader.person) == new_scan.NewCount(len(expected), len(threads))

        shown: list[PostLine] = []
        while page := self.store.run(new_scan.next_posts, reader.person, after=after(shown), limit=limit):
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
                stretch = self.store.run(reading.stretch, reader.person, thread.id, first=1, limit=1000)
                new = [post.id for post in expected if post.thread == thread.id]
                assert [line.id for line in stretch.posts if line.new] == sorted(new)
                assert thread.new == len(new)
                assert stretch.total == sum(post.thread == thread.id for post in self.written)


def after(shown: list[PostLine]) -> tuple[int, int]:
    return (shown[-1].thread, shown[-1].id) if shown else (0, 0)


Community.TestCase.settings = settings(max_examples=8, stateful_step_count=20, deadline=None)
TestCommunity = Community.TestCase
