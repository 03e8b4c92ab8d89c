"""A quarrel on a board: a post that somebody reported, and what its author is told of it."""

from __future__ import annotations

from bbs.community import members, reports, statements
from bbs.community.members import Person
from bbs.community.reports import Reason
from bbs.house import House
from tests import houses


def reported(house: House, target: str) -> None:
    """Let lou report something as unkind."""
    lou = houses.write(house, members.by_handle, "lou") or houses.member(house, "lou")
    houses.write(house, reports.report, house.vault, lou, target, Reason.UNKIND, now=house.clock.now())


def told(house: House, sam: Person) -> statements.Statement:
    """Return what sam was told last of a decision."""
    return houses.write(house, statements.about, house.vault, sam)[0]


def flat(said: str) -> str:
    """Return what was said without the ends of its lines."""
    return " ".join(said.split())
