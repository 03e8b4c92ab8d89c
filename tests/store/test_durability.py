"""A post that was acknowledged is there whatever happens next."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbs.community import members, posts
from store.tables import Post, Thread
from tests import stores
from tests.killing import kill_while_posting

ROUNDS = 20


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
    assert {line.id for line in store.run(posts.found, sam, "morning", limit=10_000)} >= {
        post for post, text in acknowledged.items() if int(text.split(".")[1]) % 50
    }
    store.close()
