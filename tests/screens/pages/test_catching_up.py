"""What was saved as the server died is heard when it starts again."""

from __future__ import annotations

import asyncio

from bbs.catching_up import hear_what_was_not
from bbs.community import posts
from bbs.house import House
from store.tables import Case
from tests import houses
from tests.stores import UNHURRIED


def test_a_post_that_nobody_heard_is_brought_up_once(house: House) -> None:
    sam = houses.member(house, "sam")
    asyncio.run(hear_what_was_not(house))
    post = houses.write(
        house, posts.start, sam, "sleep", "Night", "I want to die tonight.", now=house.clock.now(), writing=UNHURRIED
    )
    assert house.store is not None
    for _ in range(2):
        asyncio.run(hear_what_was_not(house))
        assert house.store.run(lambda: [case.target for case in Case.select()]) == [f"post/{post.id}"]


def test_crisis_help_without_a_store_starts_all_the_same(house: House) -> None:
    house.store, kept = None, house.store
    asyncio.run(hear_what_was_not(house))
    house.store = kept
