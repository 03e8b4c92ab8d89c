"""The server's round: what nobody took is called out once, to whoever listens."""

from __future__ import annotations

import asyncio
from typing import cast

from bbs.calling import EVERY, call, keep_calling
from bbs.community import cases
from bbs.community.members import Role
from bbs.community.paging import PATIENCE
from bbs.community.queue import Rank
from bbs.house import House
from bbs.news import UNTAKEN
from tests import houses


def test_it_is_called_out_once_and_again_only_if_it_comes_again(house: House) -> None:
    sam, wren = houses.member(house, "sam"), houses.member(house, "wren", role=Role.MODERATOR)
    clock = cast(houses.HeldClock, house.clock)
    heard: list[int] = []
    house.news.listen(UNTAKEN, lambda news: heard.append(news.post))
    how = {"reason": "worried", "by": None, "now": clock.now(), "rank": Rank.URGENT}
    case = houses.write(house, cases.gather, house.vault, f"member/{sam.id}", **how)
    called: set[int] = set()

    def looks() -> list[int]:
        asyncio.run(call(house, called))
        return heard

    assert looks() == []
    clock.move(PATIENCE)
    assert looks() == [case]
    assert looks() == [case]
    houses.write(house, cases.claim, wren, case, 1, now=clock.now())
    assert looks() == [case]
    assert called == set(), "what is done with is forgotten"


def test_it_looks_every_minute_until_it_is_stopped(house: House) -> None:
    sam = houses.member(house, "sam")
    clock = cast(houses.HeldClock, house.clock)
    how = {"reason": "worried", "by": None, "now": clock.now(), "rank": Rank.URGENT}
    houses.write(house, cases.gather, house.vault, f"member/{sam.id}", **how)
    heard = asyncio.Event()
    house.news.listen(UNTAKEN, lambda news: heard.set())

    async def play() -> None:
        going = asyncio.ensure_future(keep_calling(house))
        async with asyncio.timeout(10):
            for _ in range(PATIENCE // EVERY):
                while not clock._waiting:  # noqa: ASYNC110 - it has no event of its own
                    await asyncio.sleep(0.001)
                assert not heard.is_set()
                clock.move(EVERY)
                await asyncio.sleep(0)
            await heard.wait()
        going.cancel()

    asyncio.run(play())
