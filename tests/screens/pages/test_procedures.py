"""Procedures as pages: step by step, for the staff alone, and one key from a case that asks for one."""

from __future__ import annotations

import asyncio

import pytest

from bbs.community import posts, reports
from bbs.community.members import Role
from bbs.community.reports import Reason
from bbs.house import House
from screens.pages.going import meant
from tests import houses
from tests.screens.fullscreen.sitting import sit
from tests.screens.fullscreen.visits import Drawn


@pytest.mark.parametrize("name", ["danger", "threat", "child", "under-18"])
def test_a_procedure_is_taken_step_by_step_and_leads_back(house: House, name: str) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    one = next(each for each in house.texts.procedures if each.name == name)
    steps = [""] * (len(one.steps) + 1)
    said = " ".join(
        houses.visit(house, ["go desk/procedures", f"go desk/procedures/{name}", *steps, "bye"], wren).split()
    )
    places = [said.index(words) for words in (one.title, *one.steps, one.closing)]
    assert places == sorted(places)
    assert said.count(one.stop) >= 1


def test_who_did_what_a_step_says_comes_back_to_the_next(house: House) -> None:
    sam, lou = houses.member(house, "sam"), houses.member(house, "lou")
    wren, now = houses.member(house, "wren", role=Role.MODERATOR), house.clock.now()
    for title in ("Awake", "Again"):
        post = houses.write(house, posts.start, sam, "sleep", title, "Third night.", now=now)
        houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", Reason.WORRIED, now=now)
    steps = next(each for each in house.texts.procedures if each.name == "danger").steps
    typed = ["go desk/cases/1", "r", "", "back", "t", "r", "from", "begin", "go desk/cases/2", "r", "bye"]
    said = " ".join(houses.visit(house, typed, wren).split())
    came = "You came as far as this before. From the first step: type begin."
    assert said.index(steps[1]) < said.index("It is yours now") < said.index(came) < said.rindex(steps[1])
    assert steps[1] in said.partition(came)[2][: len(steps[1]) + 1]
    assert said.count(steps[0]) == 3, "at first, from the beginning again, and with another case"
    assert said.count(came) == 1
    said = houses.visit(house, ["go desk/cases/1", "r", *[""] * (len(steps) + 3), "bye"], wren)
    assert "That is all here. Type ? for what you can do, or back." in said, "nobody falls out at the end"
    assert said.count("Case 1.\n") == 1

    async def play(visit: Drawn) -> None:
        await visit.reads("Waiting")
        visit.presses("r")
        await visit.reads("Step 1 of 10")
        visit.presses("\r")
        await visit.reads("Step 2 of 10")
        visit.presses("b")
        await visit.reads("Case 1")
        visit.presses("r")
        await visit.reads("Step 2 of 10")
        visit.presses("f")
        await visit.reads("Step 1 of 10")
        assert "from the first step" not in visit.glass.text()[-1], "they are there"

    sit(house, play, wren, "desk/cases/1")


def test_whom_somebody_threatens_is_written_to_from_the_steps_and_the_way_back_leads_to_them(house: House) -> None:
    sam, lou = houses.member(house, "sam"), houses.member(house, "lou")
    wren, now = houses.member(house, "wren", role=Role.MODERATOR), house.clock.now()
    post = houses.write(house, posts.start, sam, "sleep", "To lou", "I know where you live.", now=now)
    houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", Reason.THREAT, now=now)
    writes = ["w", "louise", "lou", "?", "w", "How are you, lou?", ".", "+"]
    typed = ["go desk/cases/1", "t", "r", *[""] * 4, *writes, "back", "back", "bye"]
    said = " ".join(houses.visit(house, typed, wren).split())
    steps = next(each for each in house.texts.procedures if each.name == "threat").steps
    assert "w here, and their name" in steps[4]
    assert "Nobody here is called louise." in said
    assert "This is for writing to them: type write." in said
    assert "Why: one of us writes to them, by wren" in said
    assert said.index("w or write: write to them") < said.index("d or decide."), "first what it is for"
    assert "We would like to know how you are." in said, "nothing of theirs was read"
    assert "Sent. The case stays with you; what they answer comes to the desk." in said
    assert steps[4] in said.partition("The case stays with you")[2], "the way back is to the step"
    heard = " ".join(houses.visit(house, ["go decisions", "bye"], lou).split())
    assert "How are you, lou?" in heard
    assert "wren" not in heard
    asked = houses.visit(house, ["go desk/procedures/danger", "w", "bye"], wren)
    assert "That is not something to do here." in asked


def test_nobody_but_the_staff_finds_them(house: House) -> None:
    sam = houses.member(house, "sam")
    for person in (sam, None):
        for address in ("desk/procedures", "desk/procedures/danger"):
            assert houses.verb(house, f"read {address}", person)[0] == 1
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    assert houses.verb(house, "read desk/procedures/nonsense", wren)[0] == 1


@pytest.mark.parametrize(
    ("reason", "title"),
    [
        (Reason.WORRIED, "Somebody may be in danger."),
        (Reason.UNDER_18, "Somebody seems to be under 18."),
        (Reason.SPAM, ""),
    ],
)
def test_a_case_leads_to_the_one_for_its_reason(house: House, reason: Reason, title: str) -> None:
    sam, lou = houses.member(house, "sam"), houses.member(house, "lou")
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    now = house.clock.now()
    post = houses.write(house, posts.start, sam, "sleep", "Awake", "Third night.", now=now)
    houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", reason, now=now)
    said = houses.visit(house, ["go desk/cases/1", "procedure", "bye"], wren)
    assert ("Written steps:" in " ".join(said.split())) is bool(title)
    assert (f"\n{title}\n" in said) is bool(title)


def test_the_staff_go_to_their_rooms_by_address_and_others_are_led_to_what_is_theirs(house: House) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    going = {"Desk": "desk", "desk/procedures": "desk/procedures", "boards": "boards"}
    for typed, address in going.items():
        assert asyncio.run(meant(houses.session(house, wren), typed)) == address
    assert asyncio.run(meant(houses.session(house, houses.member(house, "sam")), "desk")) == "go/desk"
