"""For you: what concerns a member and nothing else, the newest first, and how far they looked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bbs.community import begun, blocks, desk, desk_answers, following, for_you, heard, posts, read_marks, thanks
from bbs.community.following import Kind as Followed
from bbs.community.following import State
from bbs.community.for_you import Kind
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from store.database import Store
from store.tables import Board, Member, Post, Thanks, database
from store.vault import Vault
from tests import stores

NOW = stores.NOW
DAY = 24 * 3600
EVERYTHING = frozenset(Kind)


def answer(store: Store, by: Person, to: PostLine, now: int = NOW) -> PostLine:
    return store.run(posts.reply, by, to.thread, "I hear you.", now=now, reply_to=to.id, writing=stores.UNHURRIED)


def answered_note(store: Store, vault: Vault, asks: Person, now: int) -> None:
    wren = stores.member(store, "wren", role=Role.MODERATOR)
    store.run(desk.leave, vault, "note", "May I ask?", asks, now - 1)
    note = store.run(desk_answers.waiting, wren)[0].id
    store.run(desk_answers.answer, vault, wren, note, "You may.", now=now)


def follow(store: Store, reader: Person, post: PostLine, state: State = State.FOLLOWED) -> None:
    store.run(following.choose, reader, Followed.THREAD, str(post.thread), state, now=NOW)


def found(store: Store, vault: Vault, reader: Person) -> list[tuple[Kind, str]]:
    happened = store.run(for_you.happened, vault, reader, now=NOW)
    return [(event.kind, event.by) for event in happened.events]


def test_all_that_concerns_somebody_the_newest_first_and_nobody_else_sees_it(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    reply = answer(store, lou, post, NOW + 1)
    store.run(thanks.thank, vault, lou, post.id, "That helped.", now=NOW + 3)
    store.run(heard.tell, lou, post.id, heard.How.UNNAMED, now=NOW + 2)
    answered_note(store, vault, sam, NOW + 4)
    answer(store, sam, reply)
    answer(store, lou, reply)
    assert found(store, vault, sam) == [
        (Kind.DESK, ""),
        (Kind.THANKS, "lou"),
        (Kind.HEARD, ""),
        (Kind.REPLY, "lou"),
    ]
    assert found(store, vault, lou) == [(Kind.REPLY, "sam")]
    events = store.run(for_you.happened, vault, sam, now=NOW).events
    assert [event.post.id if event.post else None for event in events] == [None, post.id, post.id, reply.id]
    assert [event.words for event in events] == ["", "That helped.", "", ""]


def test_what_was_taken_away_or_cannot_be_read_is_not_there(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    reply = answer(store, lou, post)
    store.run(heard.tell, lou, post.id, heard.How.NAMED, now=NOW)
    outside = replace(sam, is_declined=True)
    assert found(store, vault, outside) == []
    assert store.run(for_you.news, outside, now=NOW) == ()
    store.run(lambda: Board.update(guests_read=True).execute())
    assert len(found(store, vault, outside)) == 2
    store.run(posts.remove_own, lou, reply.id, now=NOW)
    store.run(lambda: Post.update(removed_at=NOW, removed_by=lou.id).where(Post.id == post.id).execute())
    assert found(store, vault, sam) == []


def test_what_the_house_and_those_who_left_wrote_is_there_without_a_name(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    answer(store, lou, post)
    house = answer(store, lou, post)
    store.run(lambda: Post.update(by_house=True, author=None).where(Post.id == house.id).execute())
    assert found(store, vault, sam) == [(Kind.REPLY, ""), (Kind.REPLY, "lou")]


def test_of_a_thread_somebody_follows_the_newest_post_is_there_unless_it_is_a_reply_to_them(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    theirs = stores.start(store, lou)
    follow(store, sam, theirs)
    assert found(store, vault, sam) == [(Kind.FOLLOWED, "lou")]
    kit = stores.member(store, "kit")
    newest = stores.reply(store, kit, theirs.thread)
    stores.reply(store, sam, theirs.thread)
    assert found(store, vault, sam) == [(Kind.FOLLOWED, "kit")]
    assert store.run(for_you.news, sam, now=NOW) == (Kind.FOLLOWED,)
    store.run(posts.remove_own, kit, newest.id, now=NOW)
    assert found(store, vault, sam) == [(Kind.FOLLOWED, "lou")]
    follow(store, sam, post)
    answer(store, lou, post, NOW + 1)
    assert found(store, vault, sam) == [(Kind.REPLY, "lou"), (Kind.FOLLOWED, "lou")]
    assert store.run(for_you.news, sam, now=NOW) == (Kind.REPLY, Kind.FOLLOWED)


# What is begun where somebody follows


def follows(store: Store, reader: Person, kind: Followed, ref: object, state: State = State.FOLLOWED) -> None:
    store.run(following.choose, reader, kind, str(ref), state, now=NOW)


def begins(store: Store, by: Person, now: int = NOW + 1, board: str = "sleep", **how: Any) -> PostLine:
    return store.run(posts.start, by, board, "Rain", "On the roof.", now=now, writing=stores.UNHURRIED, **how)


def test_threads_begun_on_a_board_since_it_is_followed_are_there_without_their_replies(
    store: Store, vault: Vault, sam: Person, lou: Person
) -> None:
    stores.start(store, lou)
    follows(store, sam, Followed.BOARD, "sleep")
    begins(store, lou, board="lobby")
    begins(store, sam)
    assert found(store, vault, sam) == []
    begun = begins(store, lou)
    stores.reply(store, lou, begun.thread)
    assert found(store, vault, sam) == [(Kind.BOARDS, "lou")]
    assert store.run(for_you.news, sam, now=NOW) == (Kind.BOARDS,)
    store.run(read_marks.mark_read, sam, begun.thread, begun.id)
    assert store.run(for_you.news, sam, now=NOW) == ()
    gone = begins(store, lou)
    store.run(posts.remove_own, lou, gone.id, now=NOW)
    assert len(found(store, vault, sam)) == 1
    follows(store, sam, Followed.BOARD, "sleep", State.NEITHER)
    assert found(store, vault, sam) == []


def test_threads_begun_by_a_followed_writer_are_there_unless_they_gave_no_name(
    store: Store, vault: Vault, sam: Person, lou: Person
) -> None:
    named = stores.start(store, lou)
    follows(store, sam, Followed.WRITER, named.id)
    begins(store, lou, nameless=vault)
    stores.reply(store, lou, named.thread)
    assert found(store, vault, sam) == []
    begins(store, lou)
    assert found(store, vault, sam) == [(Kind.WRITERS, "lou")]
    follows(store, sam, Followed.BOARD, "sleep")
    follow(store, sam, named)
    assert sorted(kind for kind, _ in found(store, vault, sam)) == [Kind.BOARDS, Kind.FOLLOWED, Kind.WRITERS]
    assert store.run(for_you.news, sam, now=NOW) == (Kind.FOLLOWED, Kind.WRITERS, Kind.BOARDS)


@pytest.mark.parametrize("how", ["board", "thread", "writer", "blocked", "outside"])
def test_nothing_begun_is_there_that_somebody_muted_blocked_or_may_not_read(
    store: Store, vault: Vault, sam: Person, lou: Person, how: str
) -> None:
    earlier = stores.start(store, lou)
    follows(store, sam, Followed.WRITER, earlier.id)
    follows(store, sam, Followed.BOARD, "sleep")
    begun = begins(store, lou)
    assert found(store, vault, sam) == [(Kind.WRITERS, "lou")]
    match how:
        case "board":
            follows(store, sam, Followed.BOARD, "sleep", State.MUTED)
        case "thread":
            follows(store, sam, Followed.THREAD, begun.thread, State.MUTED)
        case "writer":
            follows(store, sam, Followed.WRITER, earlier.id, State.MUTED)
        case "blocked":
            store.run(blocks.block, sam, "lou", now=NOW)
        case _:
            sam = replace(sam, is_declined=True)
    assert found(store, vault, sam) == []
    assert store.run(for_you.news, sam, now=NOW) == ()


def test_of_a_busy_board_only_the_newest_threads_are_looked_at(
    store: Store, vault: Vault, sam: Person, lou: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(begun, "OF_A_BOARD", 3)
    follows(store, sam, Followed.BOARD, "sleep")
    ids = [begins(store, lou, NOW + n).id for n in range(1, 6)]
    shown = store.run(for_you.happened, vault, sam, now=NOW).events
    assert [event.post.id for event in shown if event.post] == ids[:1:-1]


def test_what_was_read_in_its_thread_is_not_new_here(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    reply = answer(store, lou, post)
    assert [event.is_read for event in store.run(for_you.happened, vault, sam, now=NOW).events] == [False]
    assert store.run(for_you.news, sam, now=NOW) == (Kind.REPLY,)
    store.run(read_marks.mark_read, sam, reply.thread, reply.id)
    assert [event.is_read for event in store.run(for_you.happened, vault, sam, now=NOW).events] == [True]
    assert store.run(for_you.news, sam, now=NOW) == ()


@pytest.mark.parametrize("what", Followed)
def test_what_somebody_muted_is_not_there(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine, what: Followed
) -> None:
    reply = answer(store, lou, post)
    refs = {Followed.BOARD: "sleep", Followed.THREAD: str(post.thread), Followed.WRITER: str(reply.id)}
    store.run(following.choose, sam, what, refs[what], State.MUTED, now=NOW)
    assert found(store, vault, sam) == []
    theirs = stores.start(store, lou)
    follow(store, sam, theirs)
    assert found(store, vault, sam) == ([] if what is Followed.WRITER else [(Kind.FOLLOWED, "lou")])


def test_of_whom_somebody_blocks_nothing_is_there(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    answer(store, lou, post)
    store.run(heard.tell, lou, post.id, heard.How.UNNAMED, now=NOW)
    store.run(thanks.thank, vault, lou, post.id, "", now=NOW)
    follow(store, sam, stores.start(store, lou))
    store.run(blocks.block, sam, "lou", now=NOW)
    assert found(store, vault, sam) == []
    assert store.run(for_you.news, sam, now=NOW) == ()


def test_home_hears_which_kinds_are_new_and_looking_ends_that(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    assert store.run(for_you.news, sam, now=NOW) == ()
    store.run(thanks.thank, vault, lou, post.id, "", now=NOW)
    answer(store, lou, post)
    assert store.run(for_you.news, sam, now=NOW) == (Kind.REPLY, Kind.THANKS)
    store.run(for_you.looked, sam, now=NOW, newest=NOW)
    assert store.run(for_you.news, sam, now=NOW) == ()
    assert store.run(thanks.got, vault, sam)[0].new is False
    store.run(heard.tell, lou, post.id, heard.How.UNNAMED, now=NOW + 1)
    assert store.run(for_you.news, sam, now=NOW + 1) == (Kind.HEARD,)
    store.run(for_you.looked, sam, now=NOW + 2)
    assert store.run(for_you.news, sam, now=NOW + DAY) == ()


def test_looking_never_moves_back(store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine) -> None:
    first = store.run(for_you.happened, vault, sam, now=NOW)
    assert first.since == NOW - 1, "since they joined"
    later = NOW + 90 * DAY
    assert store.run(for_you.happened, vault, sam, now=later).since == later - for_you.LATELY
    for at in (NOW + DAY, NOW):
        store.run(for_you.looked, sam, now=at)
    assert store.run(for_you.happened, vault, sam, now=NOW).since == NOW + DAY - 1


def test_what_comes_in_the_second_of_a_look_is_new_after_it(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    store.run(for_you.looked, sam, now=NOW)
    answer(store, lou, post)
    assert store.run(for_you.news, sam, now=NOW) == (Kind.REPLY,)
    store.run(for_you.looked, sam, now=NOW, newest=NOW)
    assert store.run(for_you.news, sam, now=NOW) == ()


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_that_is_not_wanted_is_not_shown_and_home_is_silent_about_it(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine, kind: Kind
) -> None:
    answer(store, lou, post)
    store.run(thanks.thank, vault, lou, post.id, "", now=NOW)
    store.run(heard.tell, lou, post.id, heard.How.UNNAMED, now=NOW)
    answered_note(store, vault, sam, NOW)
    follow(store, sam, stores.start(store, lou))
    kit = stores.member(store, "kit")
    follows(store, sam, Followed.BOARD, "lobby")
    follows(store, sam, Followed.WRITER, stores.start(store, kit).id)
    begins(store, kit)
    begins(store, lou, board="lobby")
    assert {shown for shown, _ in found(store, vault, sam)} == EVERYTHING
    store.run(for_you.choose, sam, EVERYTHING - {kind})
    assert {shown for shown, _ in found(store, vault, sam)} == EVERYTHING - {kind}
    assert set(store.run(for_you.news, sam, now=NOW)) == EVERYTHING - {kind}
    store.run(for_you.looked, sam, now=NOW)
    assert store.run(for_you.kinds, sam) == EVERYTHING - {kind}
    assert store.run(lambda: Thanks.get().seen_at) == (None if kind is Kind.THANKS else NOW)
    store.run(for_you.choose, sam, EVERYTHING)
    assert {shown for shown, _ in found(store, vault, sam)} == EVERYTHING


def test_no_list_is_longer_than_a_page_and_no_post_is_read_for_itself(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    def asked() -> int:
        queries: list[str] = []
        connection = database.connection()
        connection.set_trace_callback(queries.append)
        for_you.happened(vault, sam, now=NOW)
        connection.set_trace_callback(None)
        return len(queries)

    def happens() -> None:
        line = answer(store, lou, post)
        mine = stores.reply(store, sam, post.thread)
        store.run(thanks.thank, vault, lou, mine.id, "", now=NOW + 4000 * line.id)
        store.run(heard.tell, lou, mine.id, heard.How.UNNAMED, now=NOW + 4000 * line.id)

    happens()
    few = store.run(asked)
    for _ in range(for_you.SHOWN):
        happens()
    assert store.run(asked) == few
    assert len(found(store, vault, sam)) == for_you.SHOWN


def test_what_is_kept_of_looking_goes_with_the_member(store: Store, sam: Person) -> None:
    store.run(for_you.looked, sam, now=NOW)
    store.run(lambda: Member.delete().where(Member.id == sam.id).execute())
    assert store.run(lambda: database.execute_sql("SELECT count(*) FROM look").fetchone()) == (0,)
