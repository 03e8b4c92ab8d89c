"""News of a visit: kept until they were sifted, however often the store is busy, and never without end."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext

import pytest

from bbs.ears import MOST, Ears
from bbs.errors import Busy
from bbs.news import POSTS, News, Newsroom

room = Newsroom()


def hears(ears: Ears, *ids: int) -> None:
    ears.listen(room, POSTS, lambda news: news.by != 1, lambda: None)
    for post in ids:
        room.tell(News(POSTS, post, 2))
    room.tell(News(POSTS, 999, 1))


async def odd(came: list[int]) -> set[int]:
    return {post for post in came if post % 2}


def test_only_what_concerns_the_caller_is_counted_and_it_is_asked_once() -> None:
    ears, asked = Ears(), list[list[int]]()
    hears(ears, 1, 2, 3)
    assert ears.waiting(POSTS) == 0

    async def ask(came: list[int]) -> set[int]:
        asked.append(came)
        return await odd(came)

    for _ in range(2):
        asyncio.run(ears.sift(POSTS, ask))
        assert ears.waiting(POSTS) == 2
    assert asked == [[1, 2, 3]]
    ears.take(POSTS)
    assert ears.waiting(POSTS) == 0
    ears.close()


@pytest.mark.parametrize("error", [Busy, KeyError])
def test_what_could_not_be_asked_is_asked_again(error: type[Exception]) -> None:
    ears = Ears()
    hears(ears, 1, 2)

    async def fails(came: list[int]) -> set[int]:
        room.tell(News(POSTS, 5, 2))
        raise error

    with pytest.raises(KeyError) if error is KeyError else nullcontext():
        asyncio.run(ears.sift(POSTS, fails))
    assert ears.waiting(POSTS) == 0
    asyncio.run(ears.sift(POSTS, odd))
    assert ears.waiting(POSTS) == 2
    ears.close()


def test_who_never_looks_keeps_no_more_than_so_many() -> None:
    ears = Ears()
    hears(ears, *range(1, 4 * MOST, 2))
    asyncio.run(ears.sift(POSTS, odd))
    hears(ears, 1, 3)
    for post in range(1, 100, 2):
        room.tell(News(POSTS, post, 2))
    asyncio.run(ears.sift(POSTS, odd))
    assert ears.waiting(POSTS) == MOST
    ears.close()
