"""What is followed comes first, what is muted is left out, and nobody else sees a difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbs.community import boards, following, members, new_scan, reading
from bbs.community.following import Chosen, Kind, State, Subject
from bbs.community.members import Person
from bbs.errors import NotFound, Refusal, SignInFirst
from store.database import Store
from store.tables import Following, Post, database
from store.vault import Vault
from tests import stores
from tests.stores import NOW, reply, start


def choose(store: Store, reader: Person, kind: Kind, ref: object, state: State) -> None:
    store.run(following.choose, reader, kind, str(ref), state, now=NOW)


def new_to(store: Store, reader: Person) -> list[int]:
    return [line.id for line in store.run(new_scan.next_posts, reader, limit=1000)]


@pytest.mark.parametrize("kind", Kind)
def test_what_is_muted_is_in_no_scan_and_no_count_until_it_is_unmuted(
    store: Store, sam: Person, lou: Person, kind: Kind
) -> None:
    before = start(store, lou, board="lobby", title="Before")
    quiet = start(store, lou, title="Quiet") if kind is not Kind.WRITER else before
    ref = {Kind.BOARD: "sleep", Kind.THREAD: quiet.thread, Kind.WRITER: quiet.id}[kind]
    everything = new_to(store, sam)
    choose(store, sam, kind, ref, State.MUTED)
    heard = [] if kind is Kind.WRITER else [before.id]
    assert new_to(store, sam) == heard
    assert store.run(new_scan.count_new, sam) == new_scan.NewCount(len(heard), len(heard))
    listed = {line.slug: line.new for line in store.run(boards.readable, sam)}
    assert listed == {"lobby": len(heard), "sleep": 0}
    later = reply(store, lou, quiet.thread, "And now?")
    assert new_to(store, sam) == heard
    choose(store, sam, kind, ref, State.NEITHER)
    assert new_to(store, sam) == sorted([*everything, later.id])


def test_what_a_muted_writer_wrote_is_closed_for_one_reader_and_for_nobody_else(
    store: Store, sam: Person, lou: Person
) -> None:
    kit = stores.member(store, "kit")
    first = start(store, lou, board="lobby")
    reply(store, kit, first.thread)
    choose(store, sam, Kind.WRITER, first.id, State.MUTED)
    shown = store.run(reading.stretch, sam, first.thread, first=1).posts
    assert [(line.muted, line.new) for line in shown] == [(True, False), (False, True)]
    for other in (lou, kit, None):
        assert not any(line.muted for line in store.run(reading.stretch, other, first.thread, first=1).posts)


@pytest.mark.parametrize("kind", Kind)
def test_what_is_followed_comes_first_and_each_thread_in_its_order(
    store: Store, sam: Person, lou: Person, kind: Kind
) -> None:
    kit = stores.member(store, "kit")
    old = start(store, lou, board="lobby", title="Old")
    wanted = start(store, kit, title="Wanted")
    answer = reply(store, lou, wanted.thread)
    late = reply(store, lou, old.thread)
    assert new_to(store, sam) == [old.id, late.id, wanted.id, answer.id]
    ref = {Kind.BOARD: "sleep", Kind.THREAD: wanted.thread, Kind.WRITER: wanted.id}[kind]
    choose(store, sam, kind, ref, State.FOLLOWED)
    assert new_to(store, sam) == [wanted.id, answer.id, old.id, late.id]


def test_replies_to_the_reader_come_first_for_who_wishes_it(store: Store, sam: Person, lou: Person) -> None:
    mine = start(store, sam)
    other = reply(store, lou, mine.thread, "By the way.", reply_to=None)
    to_me = reply(store, lou, mine.thread, "Me too.", reply_to=mine.id)
    assert new_to(store, sam) == [other.id, to_me.id]
    wishing = store.run(members.set_setting, sam.id, "replies_first", 1)
    assert new_to(store, wishing) == [to_me.id, other.id]


def test_a_followed_thread_is_heard_on_a_muted_board(store: Store, sam: Person, lou: Person) -> None:
    wanted = start(store, lou)
    start(store, lou, title="Another")
    choose(store, sam, Kind.BOARD, "sleep", State.MUTED)
    choose(store, sam, Kind.THREAD, wanted.thread, State.FOLLOWED)
    assert new_to(store, sam) == [wanted.id]


def test_answering_in_a_muted_thread_calls_nothing_in_it_read(store: Store, sam: Person, lou: Person) -> None:
    first = start(store, lou)
    choose(store, sam, Kind.THREAD, first.thread, State.MUTED)
    reply(store, sam, first.thread)
    choose(store, sam, Kind.THREAD, first.thread, State.NEITHER)
    assert new_to(store, sam) == [first.id]


def test_the_last_choice_counts_and_all_of_them_are_listed_and_undone(store: Store, sam: Person, lou: Person) -> None:
    first = start(store, lou, title="Awake")
    choose(store, sam, Kind.BOARD, "sleep", State.FOLLOWED)
    choose(store, sam, Kind.THREAD, first.thread, State.FOLLOWED)
    choose(store, sam, Kind.THREAD, first.thread, State.MUTED)
    choose(store, sam, Kind.WRITER, first.id, State.MUTED)
    listed = store.run(following.chosen, sam)
    assert [(one.subject.name, one.state, one.address) for one in listed] == [
        ("lou", State.MUTED, ""),
        ("Awake", State.MUTED, f"boards/sleep/{first.thread}"),
        ("Sleep", State.FOLLOWED, "boards/sleep"),
    ]
    assert store.run(following.chosen, lou) == []
    with pytest.raises(NotFound):
        store.run(following.take_away, lou, listed[0].id)
    for one in listed:
        store.run(following.take_away, sam, one.id)
    assert store.run(following.chosen, sam) == []
    about = Subject(Kind.THREAD, first.thread, "Awake")
    assert store.run(following.state, sam, about) is State.NEITHER


def test_what_cannot_be_followed_is_refused_in_words_and_what_is_hidden_is_not_found(
    store: Store, sam: Person, lou: Person
) -> None:
    mine, theirs = start(store, sam), start(store, lou)
    store.run(lambda: Post.update(by_house=True, author=None).where(Post.id == theirs.id).execute())
    waiting = store.run(members.add, "kit", now=1, waiting=True)
    with pytest.raises(SignInFirst):
        choose(store, None, Kind.BOARD, "sleep", State.MUTED)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="your own post"):
        choose(store, sam, Kind.WRITER, mine.id, State.MUTED)
    with pytest.raises(Refusal, match="The place itself wrote that"):
        choose(store, sam, Kind.WRITER, theirs.id, State.MUTED)
    for kind, ref in ((Kind.BOARD, "sleep"), (Kind.THREAD, mine.thread), (Kind.WRITER, mine.id)):
        with pytest.raises(NotFound):
            choose(store, waiting, kind, ref, State.MUTED)
    assert store.run(Following.select().count) == 0


def test_somebody_who_may_not_read_a_board_any_more_is_not_reminded_of_it(store: Store, sam: Person) -> None:
    waiting = store.run(members.add, "kit", now=1, waiting=True)
    choose(store, waiting, Kind.BOARD, "lobby", State.FOLLOWED)
    store.run(lambda: Following.insert(member=waiting.id, board=2, row="x" * 32, followed_at=1).execute())
    (only,) = store.run(following.chosen, waiting)
    assert isinstance(only, Chosen)
    assert only.subject.name == "Lobby"


def test_it_goes_with_the_member_and_with_whom_it_was_about(store: Store, sam: Person, lou: Person) -> None:
    first = start(store, lou)
    choose(store, sam, Kind.WRITER, first.id, State.MUTED)
    choose(store, lou, Kind.BOARD, "sleep", State.MUTED)
    store.run(lambda: database.execute_sql("DELETE FROM member WHERE handle = 'lou'"))
    assert store.run(Following.select().count) == 0


def test_what_was_written_without_a_name_is_not_muted_with_its_writer(
    store: Store, sam: Person, lou: Person, tmp_path: Path
) -> None:
    named = start(store, lou)
    nameless = reply(store, lou, named.thread, nameless=Vault.begin(tmp_path / "server.key"))
    choose(store, sam, Kind.WRITER, named.id, State.MUTED)
    assert new_to(store, sam) == [nameless.id]
    shown = store.run(reading.stretch, sam, named.thread, first=1).posts
    assert [(line.muted, line.new) for line in shown] == [(True, False), (False, True)]
    with pytest.raises(Refusal, match="no name to that post"):
        choose(store, sam, Kind.WRITER, nameless.id, State.MUTED)
