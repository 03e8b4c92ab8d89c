"""What was decided about the place in another process, taken in by this one.

A house holds in memory what its pages say all the time: the texts, the way of joining, what is announced. Somebody at
the machine (`warmline admin`) changes that in the database while a server runs, and the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass

from bbs.community import (
    announcements,
    guideline_versions,
    line_checks,
    lock_down,
    offerings,
    own_lines,
    own_settings,
    own_texts,
    shifts,
    word_list,
)
from bbs.community.announcements import Announcement
from bbs.community.own_lines import Own
from bbs.community.shifts import Standing
from bbs.community.texts import Guidelines
from bbs.community.word_list import WordList
from bbs.house import House


@dataclass(frozen=True)
class Decided:
    """All of it, as the database has it. Each is what House has by that name."""

    guidelines: Guidelines
    own_texts: dict[str, str]
    own_settings: dict[str, str]
    announced: Announcement | None
    locked_until: int
    offerings: dict[str, bool]
    word_list: WordList
    checks: dict[str, int]
    own: Own
    shifts: dict[int, Standing]


def _decided(shipped: Guidelines) -> Decided:
    return Decided(
        guidelines=guideline_versions.newest(shipped),
        own_texts=own_texts.holding(),
        own_settings=own_settings.chosen(),
        announced=announcements.newest(),
        locked_until=lock_down.until(),
        offerings=offerings.chosen(),
        word_list=word_list.kept(),
        checks=line_checks.checks(),
        own=own_lines.kept(),
        shifts=shifts.every(),
    )


async def take_in(house: House) -> None:
    """Let a house hold what the database has.

    It is read by the one who writes, in turn with what is decided here meanwhile: what is older never comes after it.
    """
    if house.store is None:
        return
    found = await house.store.write(_decided, house.shipped_guidelines)
    house.own_settings, house.announced, house.locked_until = found.own_settings, found.announced, found.locked_until
    house.offerings, house.word_list, house.shifts = found.offerings, found.word_list, found.shifts
    house.checks = found.checks
    house.take_guidelines(found.guidelines)
    house.take_own_texts(found.own_texts)
    house.take_own(found.own)
