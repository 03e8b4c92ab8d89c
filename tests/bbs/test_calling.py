"""The server's round: what nobody took is called out once, to whoever listens."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from bbs.calling import EVERY, call, keep_calling
from bbs.community import (
    announcements,
    cases,
    guideline_versions,
    line_checks,
    lock_down,
    machine_visits,
    offerings,
    own_lines,
    own_settings,
    own_texts,
    shifts,
    word_list,
)
from bbs.community.members import Role
from bbs.community.paging import PATIENCE
from bbs.community.queue import Rank
from bbs.community.word_list import Listed
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
        async with asyncio.timeout(30):
            for _ in range(PATIENCE // EVERY):
                while not clock._waiting:  # noqa: ASYNC110 - it has no event of its own
                    await asyncio.sleep(0.001)
                assert not heard.is_set()
                clock.move(EVERY)
                await asyncio.sleep(0)
            await heard.wait()
        going.cancel()

    asyncio.run(play())


def test_what_was_decided_at_the_machine_holds_in_a_server_that_runs_within_a_minute(house: House) -> None:
    olive, now, vault = houses.member(house, "olive", role=Role.OPERATOR), house.clock.now(), house.vault
    assert vault is not None

    def decided(fn: Any, *args: Any, **kwargs: Any) -> Any:
        """Decide something as another process does: this house is not told."""
        return houses.write(house, fn, *args, **kwargs, now=now)

    def looks() -> None:
        asyncio.run(call(house, set()))

    current = house.texts.guidelines
    decided(lock_down.begin, vault, olive)
    decided(own_settings.choose, vault, own_settings.JOINING, "closed", olive)
    decided(announcements.announce, vault, olive, "We move on Sunday.", 3600)
    decided(own_texts.write, olive, "name", "The Lantern")
    decided(own_texts.hold, vault, olive, "name")
    decided(guideline_versions.change_line, olive, current, 1, "We listen.", "Good.")
    decided(guideline_versions.publish, vault, olive, current)
    decided(offerings.choose, vault, "phq-9", olive, on=True)
    decided(word_list.put, vault, Listed("moonpills"), olive)
    decided(line_checks.confirm, ["GB:999"], olive)
    night = {"country": "GB", "service": "Night Line", "kind": "crisis", "phone": "0300 123", "hours": "24/7"}
    decided(own_lines.put, night, house.shipped, olive)
    decided(shifts.go_off, olive)
    looks()
    assert not house.is_locked, "nobody was at the machine, so nothing is read for it"
    decided(machine_visits.keep, "admin", olive.id, heard=now)
    looks()
    assert (house.is_locked, house.joining_mode, house.name) == (True, "closed", "The Lantern")
    assert house.announcement is not None
    assert house.announcement.text == "We move on Sunday."
    assert house.texts.guidelines.short[0].line == "We listen."
    assert house.offerings == {"phq-9": True}
    assert [one.phrase for one in house.word_list.words] == ["moonpills"]
    assert "GB:999" in house.checks
    assert "Night Line" in [one.service for one in house.crisis.lines]
    assert house.standing(olive.id).is_off(now)
