"""Whom a page is for is said on every page of the staff; and what is somebody else's is not there for anybody."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bbs.community import cases, decisions, desk, hand_overs, members, posts, sanctions, staff_notes
from bbs.community.decisions import Chosen, Outcome
from bbs.community.desk import About
from bbs.community.members import Role
from bbs.community.queue import Rank
from bbs.community.sanctions import Kind
from bbs.errors import NotFound, Refusal, SignInFirst
from bbs.house import House
from bbs.session import Session
from screens.page import AnyPage, Page, Who
from screens.pages import PAGES, ROUTES
from screens.routes import find
from tests import houses

ROOMS = ("desk", "office")
FOR_ALL = {
    "desk/note": Who.ANYONE,
    "desk/note/{line}": Who.ANYONE,
    "desk/answer": Who.ANYONE,
    "desk/answer/{code}": Who.ANYONE,
    "desk/own/{note:int}": Who.MEMBER,
}
"""Pages that lie beside the desk and are for those who write to it."""
BESIDE = ("reports", "decisions", "standing", "drafts", "looks", "tend", "noticed")
"""Where else something is somebody's alone, in this matter."""


def of_staff() -> list[type[Page]]:
    return [page for page in PAGES if page.pattern.split("/")[0] in ROOMS and page.pattern not in FOR_ALL]


def declares(page: type[Page]) -> bool:
    """Say whether a page says itself whom it is for, or a page of the staff that it is made from."""
    return any("who" in vars(base) for base in page.__mro__ if base not in (Page, AnyPage, object))


@pytest.mark.parametrize("page", of_staff(), ids=lambda page: page.__name__)
def test_every_page_of_the_staff_declares_for_whom_it_is(page: type[Page]) -> None:
    assert declares(page)
    allowed = (Who.OPERATOR,) if page.pattern.startswith("office") else (Who.STAFF, Who.OPERATOR)
    assert page.who in allowed or page.pattern.startswith("office/log"), page.pattern


def test_a_page_that_declares_nothing_would_be_found() -> None:
    class Undeclared(AnyPage):
        pattern = "desk/nothing"
        title = ""

    class Declared(Undeclared):
        who = Who.STAFF

    assert not declares(Undeclared)
    assert declares(Declared)


def test_what_lies_beside_the_desk_is_for_whom_it_is_meant() -> None:
    assert {page.pattern: page.who for page in PAGES if page.pattern in FOR_ALL} == FOR_ALL


# What is somebody else's


@pytest.fixture
def place(tmp_path: Path) -> Iterator[House]:
    """A house where two members, a moderator and an operator have all there is to have at the desk."""
    house = houses.build(tmp_path / "home")
    now = house.clock.now()
    sam, ash = houses.member(house, "sam"), houses.member(house, "ash")
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    houses.member(house, "olive", role=Role.OPERATOR)
    for person in (sam, ash, wren):
        houses.write(house, desk.leave, house.vault, About.NOTE, f"zebra of {person.handle}", person, now)
    how = {"reason": "worried", "by": ash, "now": now, "rank": Rank.URGENT, "words": "zebra"}
    houses.write(house, cases.gather, house.vault, f"member/{sam.id}", **how)
    houses.write(house, cases.gather, house.vault, f"member/{wren.id}", **how)
    post = houses.write(house, posts.start, sam, "sleep", "Night", "A sharp word.", now=now)
    case = houses.write(house, cases.gather, house.vault, f"post/{post.id}", reason="unkind", by=ash, now=now)
    chosen = Chosen(sanction=Kind.WARNING, days=sanctions.DAYS[Kind.WARNING][0], reasons="zebra decided")
    houses.write(house, decisions.decide, house.vault, wren, case, 1, Outcome.AGREE, chosen, now=now)
    houses.write(house, staff_notes.note, house.vault, wren, sam.id, "zebra", now=now)
    houses.write(house, hand_overs.leave, house.vault, wren, "zebra", now=now)
    yield house
    houses.close(house)


def addresses() -> list[str]:
    """Return addresses under the rooms of the staff with each small number, and each name, that could be somebody's."""
    found = []
    for page in PAGES:
        if page.pattern.split("/")[0] not in (*ROOMS, *BESIDE):
            continue
        if page.pattern == "desk/answer/{code}":
            continue  # codes are tried in test_guesses.py: wrong ones make everybody wait
        for value in ("1", "2", "3", "4", "sam", "wren"):
            address = re.sub(r"\{\w+(:\w+)?\}", value, page.pattern)
            if any(known.regex.fullmatch(address) for known in ROUTES):
                found.append(address)
    return sorted(set(found))


async def _looks(session: Session, address: str) -> str:
    page = find(ROUTES, session, address)
    return repr((await page.view(), [item.name for item in page.offered()]))


def shown(house: House, handle: str) -> dict[str, str]:
    """Return all that somebody is shown, by address. What is not for them must be not found, in the same words."""
    person = houses.write(house, members.by_handle, handle) if handle else None
    found: dict[str, str] = {}
    for address in addresses():
        try:
            found[address] = asyncio.run(_looks(houses.session(house, person), address))
        except SignInFirst:
            assert person is None, address
        except NotFound:
            continue
        except Refusal:  # said of one of the staff, to the staff
            assert person is not None, address
            assert person.is_staff, address
    return found


def test_outsiders_find_nothing_of_what_is_anybody_elses(place: House) -> None:
    houses.member(place, "lou")
    for handle in ("", "lou"):
        found = shown(place, handle)
        assert not [address for address, said in found.items() if "zebra" in said], handle
        patterns = [next(k.page.pattern for k in ROUTES if k.regex.fullmatch(each)) for each in found]
        beside = {pattern for pattern in patterns if pattern.split("/")[0] in ROOMS}
        assert beside <= FOR_ALL.keys(), handle


def test_a_member_finds_their_own_and_no_more(place: House) -> None:
    for handle, others in (("sam", ("ash", "wren")), ("ash", ("sam", "wren"))):
        said = " ".join(shown(place, handle).values())
        assert f"zebra of {handle}" in said
        assert ("zebra decided" in said) is (handle == "sam"), "a decision is for whom it is about"
        assert not [name for name in others if f"zebra of {name}" in said]


def test_a_moderator_finds_no_case_about_themselves_and_does_not_answer_their_own_note(place: House) -> None:
    found = shown(place, "wren")
    assert "zebra of sam" in " ".join(found.values())
    at_the_desk = {address: said for address, said in found.items() if not address.startswith("desk/own")}
    assert not [address for address, said in at_the_desk.items() if "zebra of wren" in said]
    operators = {address for address in found if address.startswith("office") and not address.startswith("office/log")}
    assert operators == set()
    if "desk/cases/{case:int}" in {page.pattern for page in PAGES}:
        assert "desk/cases/1" in found
        assert "desk/cases/2" not in found, "it is about them"
        assert "desk/cases/2" in shown(place, "olive")
