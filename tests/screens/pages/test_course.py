"""The course as one takes it: choose, read what comes of it, go on; to the end, and to the next."""

from __future__ import annotations

from bbs.community.members import Role
from bbs.house import House
from tests import houses


def test_a_case_from_its_beginning_to_the_next_one(house: House) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    lesson, following = house.texts.course[0], house.texts.course[1]
    said = " ".join(houses.visit(house, ["go desk/course", "1", "2", "3", "", "bye"], wren).split())
    for words in (
        lesson.steps[0].meets[0],
        f"You chose: {lesson.steps[0].answers[1].words}",
        lesson.steps[0].answers[1].then,
        lesson.steps[1].meets[0],
        f"You chose: {lesson.steps[1].answers[2].words}",
        lesson.steps[1].answers[2].then,
        lesson.closing,
        following.steps[0].meets[0],
    ):
        assert " ".join(words.split()) in said


def test_the_last_leads_back_to_the_list(house: House) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    said = houses.visit(house, ["go desk/course/talk/4a", "", "bye"], wren)
    assert "That was the last. They can all be taken again." in " ".join(said.split())


def test_members_find_no_course(house: House) -> None:
    sam = houses.member(house, "sam")
    assert houses.verb(house, "read desk/course/quarrel", sam)[0] != 0
