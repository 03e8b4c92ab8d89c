"""Spam at the desk: said in words before anything is done, one key to do it and one to undo it."""

from __future__ import annotations

import pytest

from bbs.community import members, posts, reports
from bbs.community.members import Person
from bbs.community.reports import Reason
from bbs.errors import NotFound
from bbs.house import House
from screens.pages import ROUTES
from screens.routes import find
from store.tables import Member
from tests import houses


@pytest.fixture
def spam(house: House) -> list[Person]:
    """Three accounts that joined together, of which one wrote something else."""
    now = house.clock.now()
    made = [houses.write(house, members.add, f"pills{n}", now=now, guidelines=1) for n in range(3)]
    for person, text in zip(made, ("Buy zebra pills.", "Buy zebra pills.", "Hello there."), strict=True):
        houses.write(house, posts.start, person, "sleep", "Pills", text, now=now)
    return made


def flat(said: str) -> str:
    return " ".join(said.split())


def test_it_is_said_in_words_then_done_with_one_key_and_undone_with_one(
    house: House, wren: Person, spam: list[Person]
) -> None:
    keys = ["go desk/sweeps", "m", "pills0", "s", "3", "x", "yes", "u", "bye"]
    said = flat(houses.visit(house, keys, wren))
    assert "This would go: 1 account, 1 post, 1 thread." in said
    assert "This would go: 2 accounts, 2 posts, 2 threads." in said
    assert "2 accounts are closed, and what they wrote is out of sight." in said
    assert "Put back: 2 accounts, with all they wrote." in said
    assert "All of it was put back" in said


def test_somebody_can_be_left_out_and_the_words_changed(house: House, wren: Person, spam: list[Person]) -> None:
    keys = ["go desk/sweep/pills0", "s", "4", "l 1", "w", ".clear", "Please stop.", ".", "yes", "x", "no", "bye"]
    said = flat(houses.visit(house, keys, wren))
    assert "This would go: 3 accounts" in said
    assert "Left out." in said
    assert "This would go: 2 accounts" in said
    assert houses.write(house, members.by_id, spam[0].id).shut_out_until == 0, "nothing is done without a yes"


def test_a_wrong_handle_is_asked_for_again_and_members_find_nothing(house: House, wren: Person) -> None:
    said = flat(houses.visit(house, ["go desk/sweeps", "m", "nobody", "back", "bye"], wren))
    assert "There is no member called nobody." in said
    lou = houses.member(house, "lou")
    for address in ("desk/sweeps", "desk/sweep/wren", "desk/members/wren/invitations"):
        with pytest.raises(NotFound):
            find(ROUTES, houses.session(house, lou), address)


def test_who_came_with_whom_is_listed(house: House, wren: Person, spam: list[Person]) -> None:
    def invited() -> None:
        Member.update(invited_by=wren.id, invited_at=1).where(Member.id == spam[0].id).execute()

    houses.write(house, invited)
    said = flat(
        houses.visit(house, ["go desk/members/pills0/invitations", "go desk/members/wren/invitations", "bye"], wren)
    )
    assert "They came with a joining code by wren." in said
    assert "pills0, invited by wren" in said


def test_who_may_be_in_danger_is_named_before_anything_is_done(
    house: House, wren: Person, lou: Person, spam: list[Person]
) -> None:
    target, now = f"member/{spam[1].id}", house.clock.now()
    houses.write(house, reports.report, house.vault, lou, f"member/{spam[0].id}", Reason.THREAT, now=now)
    houses.write(house, reports.report, house.vault, lou, target, Reason.WORRIED, now=now)
    typed = ["go desk/sweep/pills1", "s", "4", "", "leave-out 1", "bye"]
    said = flat(houses.visit(house, typed, wren))
    together, left_out = said.split("Left out.")
    assert "Something urgent is open about pills1: they may be in danger." in together
    assert "1 post, may be in danger" in together
    assert "may be in danger" not in left_out, "nor are they who threaten somebody"
