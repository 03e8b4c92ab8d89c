"""Lists of boards and threads, and that they stay quick when there is much to list."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from bbs.community import boards, members, new_scan, posts, reading
from bbs.community.boards import ThreadLine
from bbs.community.members import Person
from bbs.errors import NotFound
from store.database import Store
from store.tables import Post, database
from tests import stores
from tests.finding import finds


def listed(store: Store, reader: Person | None, board: str = "sleep", **how: Any) -> list[ThreadLine]:
    return store.run(lambda: boards.threads(reader, boards.get(reader, board), **how))


def test_boards_come_in_the_operators_order_and_guests_see_the_public_ones(store: Store, sam: Person) -> None:
    assert [line.slug for line in store.run(boards.readable, sam)] == ["lobby", "sleep"]
    assert [line.slug for line in store.run(boards.readable, None)] == ["lobby"]


@pytest.mark.parametrize("slug", ["sleep", "nowhere", "", "LOBBY", "lobby' OR 1=1"])
def test_a_board_that_is_not_public_and_one_that_is_not_there_are_the_same_to_a_guest(store: Store, slug: str) -> None:
    with pytest.raises(NotFound) as refused:
        store.run(boards.get, None, slug)
    assert refused.value.words() == "There is nothing at that address. Type home to go home."


def test_the_thread_last_written_in_comes_first(store: Store, sam: Person, lou: Person) -> None:
    first, second = stores.start(store, sam).thread, stores.start(store, sam).thread
    assert [line.id for line in listed(store, sam)] == [second, first]
    stores.reply(store, lou, first)
    assert [line.id for line in listed(store, sam)] == [first, second]


def test_pages_of_threads_join_without_gap_or_overlap(store: Store, sam: Person) -> None:
    sent = [stores.start(store, sam).thread for _ in range(7)]
    seen: list[int] = []
    before = 0
    while page := listed(store, sam, before=before, limit=3):
        seen += [line.id for line in page]
        before = page[-1].latest_post
    assert seen == sent[::-1]


def test_a_thread_is_answered_once_somebody_else_wrote_in_it(store: Store, sam: Person, lou: Person) -> None:
    thread = stores.start(store, sam).thread
    assert not listed(store, sam)[0].answered
    stores.reply(store, sam, thread, "Anybody?")
    assert not listed(store, sam)[0].answered
    answer = stores.reply(store, lou, thread)
    assert listed(store, sam)[0].answered
    store.run(posts.remove_own, lou, answer.id, now=1)
    assert not listed(store, sam)[0].answered


def test_a_board_is_not_called_new_for_a_post_that_was_taken_away(store: Store, sam: Person, lou: Person) -> None:
    line = stores.start(store, sam)
    assert [board.new for board in store.run(boards.readable, lou)] == [0, 1]
    store.run(posts.remove_own, sam, line.id, now=1)
    assert [board.new for board in store.run(boards.readable, lou)] == [0, 0]
    assert store.run(boards.thread, lou, line.thread).new == 0


def test_a_thread_of_which_nothing_is_left_is_listed_no_more_and_its_title_is_gone(
    store: Store, sam: Person, lou: Person
) -> None:
    line = stores.start(store, sam, title="Four in the morning", note="grief")
    answer = stores.reply(store, lou, line.thread)
    store.run(posts.remove_own, sam, line.id, now=1)
    assert [thread.title for thread in listed(store, sam)] == ["Four in the morning"]  # over the answer that stands
    store.run(posts.remove_own, lou, answer.id, now=1)
    assert listed(store, sam) == []
    left = store.run(boards.thread, sam, line.thread)
    assert (left.title, left.note) == ("", "")


def test_nothing_is_new_to_a_guest(store: Store, sam: Person) -> None:
    stores.start(store, sam, board="lobby")
    assert [board.new for board in store.run(boards.readable, None)] == [0]
    assert [thread.new for thread in listed(store, None, "lobby")] == [0]


def test_a_thread_outlives_its_author(store: Store, sam: Person, lou: Person) -> None:
    thread = stores.start(store, sam).thread
    stores.reply(store, lou, thread)
    store.run(lambda: database.execute_sql("DELETE FROM member WHERE handle = 'sam'"))
    (line,) = listed(store, lou)
    assert (line.author, line.answered) == ("", True)
    assert [post.author for post in store.run(reading.stretch, lou, thread).posts] == ["", "lou"]


# How it is looked up


LOOKS: dict[str, Callable[[Person, int], object]] = {
    "counting what is new": lambda sam, thread: new_scan.count_new(sam),
    "the new scan": lambda sam, thread: new_scan.next_posts(sam),
    "the new scan, further on": lambda sam, thread: new_scan.next_posts(sam, after=(thread, 4)),
    "a stretch of a thread": lambda sam, thread: reading.stretch(sam, thread),
    "a stretch from a number": lambda sam, thread: reading.stretch(sam, thread, first=2),
    "the threads of a board": lambda sam, thread: boards.threads(sam, boards.get(sam, "sleep")),
    "older threads": lambda sam, thread: boards.threads(sam, boards.get(sam, "sleep"), before=5),
    "the boards": lambda sam, thread: boards.readable(sam),
    "one thread": lambda sam, thread: boards.thread(sam, thread),
    "what was written since": lambda sam, thread: reading.since(sam, "sleep", 3),
    "the newest of a board": lambda sam, thread: reading.newest(sam, "sleep"),
    "one post": lambda sam, thread: posts.get(sam, 1),
    "a search": lambda sam, thread: finds(sam, "awake"),
    "a reply": lambda sam, thread: posts.reply(sam, thread, "And I.", now=stores.NOW, writing=stores.UNHURRIED),
}


@pytest.mark.parametrize("look", LOOKS)
def test_no_look_goes_through_every_post(store: Store, sam: Person, lou: Person, look: str) -> None:
    thread = stores.start(store, lou).thread
    for _ in range(4):
        stores.reply(store, lou, thread)
    plans = store.run(plans_of, lambda: LOOKS[look](sam, thread))
    assert plans
    for sql, steps in plans.items():
        of_posts = set(re.findall(r'"post" AS "(\w+)"', sql)) | {"post"}
        assert [step for step in steps if step.startswith("SCAN") and step.split()[1] in of_posts] == [], sql


def plans_of(look: Callable[[], object]) -> dict[str, list[str]]:
    """Return SQLite's plan for every statement on tables that a look runs."""
    asked: list[tuple[str, object]] = []
    execute = database.obj.execute_sql

    def note(sql: str, params: object = None, *more: object) -> object:
        asked.append((sql, params))
        return execute(sql, params, *more)

    database.obj.execute_sql = note
    try:
        look()
    finally:
        del database.obj.execute_sql
    looks = [(sql, params) for sql, params in asked if sql.startswith(("SELECT", "UPDATE", "DELETE"))]
    return {sql: [row[3] for row in execute(f"EXPLAIN QUERY PLAN {sql}", params)] for sql, params in looks}


def test_a_plan_that_goes_through_every_post_would_be_noticed(store: Store, sam: Person) -> None:
    plans = store.run(plans_of, lambda: list(Post.select().where(Post.text == "awake")))
    assert [steps[0].split()[0] for steps in plans.values()] == ["SCAN"]


def test_only_posts_after_the_mark_are_looked_at(store: Store, sam: Person) -> None:
    stores.start(store, stores.member(store, "kit"))
    plans = store.run(plans_of, lambda: new_scan.count_new(sam))
    of_posts = [step for steps in plans.values() for step in steps if "post_thread_id" in step]
    assert len(of_posts) == 2
    assert all("USING INDEX post_thread_id (thread_id=? AND rowid>?)" in step for step in of_posts)


def test_somebody_who_waits_reads_what_guests_read(store: Store, sam: Person) -> None:
    waiting = store.run(members.add, "kit", now=1, waiting=True)
    stores.start(store, sam)
    stores.start(store, sam, board="lobby")
    assert [(board.slug, board.new) for board in store.run(boards.readable, waiting)] == [("lobby", 1)]
    assert store.run(new_scan.count_new, waiting) == new_scan.NewCount(1, 1)
