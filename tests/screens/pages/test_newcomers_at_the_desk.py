"""What the desk says of newcomers: why a first link is looked at, and that opening the place again is asked first."""

from __future__ import annotations

from bbs.community import cases, lock_down, newcomers, posts
from bbs.community.members import Person
from bbs.house import House
from tests import houses


def visit(house: House, typed: list[str], person: Person) -> str:
    return " ".join(houses.visit(house, [*typed, "bye"], person).split())


def test_a_case_says_in_words_why_a_newcomer_is_looked_at(house: House, wren: Person, sam: Person) -> None:
    now = house.clock.now()
    post = houses.write(house, posts.start, sam, "sleep", "Offers", "Look at https://pills.example", now=now)
    houses.write(
        house,
        cases.gather,
        house.vault,
        f"post/{post.id}",
        reason=newcomers.REASON,
        by=None,
        now=now,
        rule=newcomers.REASON,
    )
    said = visit(house, ["go desk", "1"], wren)
    assert "Why: somebody new says where to go" in said
    assert "first-link" not in said


def test_the_place_is_opened_again_only_when_that_is_meant(house: House, wren: Person) -> None:
    now = house.clock.now()
    house.locked_until = houses.write(house, lock_down.begin, house.vault, wren, now=now)
    said = visit(house, ["go desk", "lift", "no"], wren)
    assert "Let people join again, and newcomers write?" in said
    assert house.is_locked
    assert "Open again, as before." in visit(house, ["go desk", "lift", "yes"], wren)
    assert not house.is_locked
