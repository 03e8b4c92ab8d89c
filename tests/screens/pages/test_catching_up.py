"""What was saved as the server died is heard when it starts again."""

from __future__ import annotations

import asyncio

from bbs.catching_up import hear_what_was_not
from bbs.community import editing, noticed, posts
from bbs.community.queue import Rank
from bbs.house import House
from store.tables import Case
from tests import houses
from tests.killing import kill_between_changing_and_hearing
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


def test_a_change_that_was_saved_is_heard_though_the_server_was_killed_before_it_was(house: House) -> None:
    sam, now = houses.member(house, "sam"), house.clock.now()
    post = houses.write(house, posts.start, sam, "sleep", "Night", "I slept.", now=now, writing=UNHURRIED)
    houses.write(house, noticed.in_post, house.vault, house.texts.noticing, post.id, now=now)
    kill_between_changing_and_hearing(
        house.home.path, "sam", f"boards/sleep/{post.thread}/1", "I want to die tonight. I took forty of them."
    )
    assert "die tonight" in houses.write(house, posts.get, sam, post.id).text, "it was saved"
    assert houses.write(house, lambda: Case.select().count()) == 0
    for _ in range(2):
        asyncio.run(hear_what_was_not(house))
        (case,) = houses.write(house, lambda: [(one.target, one.rank) for one in Case.select()])
        assert case == (f"post/{post.id}", Rank.URGENT.value)
    assert "forty" not in houses.write(house, posts.get, None, post.id).text, "what could harm is covered again"
    assert houses.write(house, noticed.unheard) == ()


def test_a_change_is_heard_once_and_one_that_was_heard_is_not_asked_for(house: House) -> None:
    sam, now = houses.member(house, "sam"), house.clock.now()
    post = houses.write(house, posts.start, sam, "sleep", "Night", "I slept.", now=now, writing=UNHURRIED)
    houses.write(house, noticed.in_post, house.vault, house.texts.noticing, post.id, now=now)
    for version, text in enumerate(("I slept long.", "I slept very long.")):
        houses.write(house, editing.edit, house.vault, sam, post.id, text, version=version, now=now)
    assert houses.write(house, noticed.unheard) == (post.id,)
    houses.write(house, noticed.in_post, house.vault, house.texts.noticing, post.id, now=now)
    assert houses.write(house, noticed.unheard) == ()


def test_crisis_help_without_a_store_starts_all_the_same(house: House) -> None:
    house.store, kept = None, house.store
    asyncio.run(hear_what_was_not(house))
    house.store = kept
