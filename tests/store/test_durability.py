"""A post that was acknowledged is there, once, whatever happens next and whoever else writes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bbs.community import members, posts
from store.database import Store
from store.tables import Post, Thread
from tests import stores
from tests.finding import finds
from tests.killing import kill_while_posting

ROUNDS = 5


def first_words() -> dict[int, str]:
    return {row.id: row.text.split()[0] for row in Post.select()}


def threads_are_whole() -> bool:
    latest = {row.id: row.latest_post for row in Thread.select()}
    newest: dict[int, int] = {}
    for row in Post.select().order_by(Post.id):
        newest[row.thread_id] = row.id
    return latest == newest


@pytest.mark.slow
def test_killed_while_posting_loses_no_acknowledged_post(tmp_path: Path) -> None:
    store = stores.begun(tmp_path / "home")
    stores.start(store, stores.member(store, "sam"), "0.0")
    store.close()
    acknowledged: dict[int, str] = {}
    for number in range(1, ROUNDS + 1):
        acknowledged |= kill_while_posting(tmp_path / "home", str(number), after=1 + number % 7 * 3)
    store = stores.opened(tmp_path / "home")
    kept = store.run(first_words)
    assert {post: kept.get(post) for post in acknowledged} == acknowledged
    assert len(acknowledged) >= ROUNDS * 9
    assert store.run(threads_are_whole)
    sam = store.run(members.by_handle, "sam")
    assert {line.id for line in store.run(finds, sam, "morning", limit=10_000)} >= {
        post for post, text in acknowledged.items() if int(text.split(".")[1]) % 50
    }
    store.close()


def test_twenty_writers_at_once_all_get_their_posts(store: Store) -> None:
    people = [stores.member(store, f"writer{n}x") for n in range(20)]
    thread = stores.start(store, people[0]).thread

    async def write(n: int) -> list[int]:
        texts = [f"{n} and {again}" for again in range(5)]
        sent = [
            await store.write(posts.reply, people[n], thread, text, now=1, writing=stores.UNHURRIED) for text in texts
        ]
        assert [line.text for line in sent] == texts
        return [line.id for line in sent]

    async def visit() -> list[list[int]]:
        return await asyncio.gather(*(write(n) for n in range(20)))

    ids = [post for each in stores.during(visit) for post in each]
    assert len(set(ids)) == 100
    assert store.run(lambda: Post.select().where(Post.id.in_(ids)).count()) == 100


def test_the_same_act_sent_twice_posts_once_even_at_one_moment(store: Store) -> None:
    sam = stores.member(store, "sam")

    async def send() -> int:
        line = await store.write(posts.start, sam, "sleep", "Awake", "Hello?", now=1, once="act")
        return line.id

    async def send_often() -> list[int]:
        return await asyncio.gather(*(send() for _ in range(10)))

    assert len({*stores.during(send_often), stores.during(send)}) == 1
    assert store.run(lambda: Post.select().count()) == 1
