"""The number of what is somebody else's leads where a number leads that nobody has: to nothing, in the same words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bbs.errors import NotFound, SignInFirst
from screens.pages import ROUTES
from tests.screens.settled import Settled, settled

PRIVATE = {
    "reports": "report",
    "drafts": "draft",
    "desk/own": "note",
    "journal": "entry",
    "moods": "checkin",
    "noticed": "said",
}
"""Where a member's own things are, and what their numbers are called."""
NOBODYS = "99999"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settled]:
    """A place in which a member has one of each."""
    with settled(Path(tmp_path_factory.mktemp("place")) / "home") as opened:
        yield opened


def shown(place: Settled, role: str, address: str) -> str:
    """Open a page and return what is on it."""
    return repr(asyncio.run(place.page(role, address).view()))


@pytest.mark.parametrize("where", PRIVATE)
@pytest.mark.parametrize("role", ["newcomer", "moderator", "operator"])
def test_another_member_whoever_they_are_finds_nothing(place: Settled, role: str, where: str) -> None:
    theirs = f"{where}/{place.names[PRIVATE[where]]}"
    assert shown(place, "member", theirs)
    said = set()
    for address in (theirs, f"{where}/{NOBODYS}"):
        with pytest.raises(NotFound) as refused:
            shown(place, role, address)
        said.add(refused.value.words())
    assert len(said) == 1


@pytest.mark.parametrize("where", PRIVATE)
def test_a_guest_is_asked_to_sign_in_whatever_the_number(place: Settled, where: str) -> None:
    for number in (place.names[PRIVATE[where]], NOBODYS):
        with pytest.raises(SignInFirst):
            shown(place, "guest", f"{where}/{number}")


def test_every_page_of_a_number_that_members_open_is_looked_at_here_or_elsewhere() -> None:
    numbered = {
        route.page.pattern.partition("/{")[0]
        for route in ROUTES
        if ":int}" in route.page.pattern and route.page.who == "member"
    }
    looked_at_elsewhere = {"tend", "groups", "plan/step", "journal/calendar"}  # of a group, and numbers of one's own
    assert numbered == set(PRIVATE) | looked_at_elsewhere
