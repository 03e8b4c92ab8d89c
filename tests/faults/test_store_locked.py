"""Another program holds the database for longer than anybody waits."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

import pytest

from bbs.community import boards, posts
from bbs.errors import Busy
from tests import stores

pytestmark = pytest.mark.faults


def test_with_the_usual_patience_writers_hear_busy_and_readers_notice_nothing(tmp_path: Path) -> None:
    store = stores.begun(tmp_path / "home")
    sam = stores.member(store, "sam")

    async def visit() -> int:
        reads = 0
        with closing(stores.outsider(store)) as other:
            other.execute("BEGIN IMMEDIATE")
            for _ in range(2):  # ten seconds in all
                writing = asyncio.ensure_future(store.write(posts.start, sam, "sleep", "Awake", "Hello?", now=1))
                while not writing.done():
                    await store.read(boards.readable, sam)
                    reads += 1
                with pytest.raises(Busy):
                    await writing
            other.execute("ROLLBACK")
        await store.write(posts.start, sam, "sleep", "Awake", "Hello?", now=1)
        return reads

    assert stores.during(visit) > 100
    store.close()
