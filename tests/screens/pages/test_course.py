"""The course as one takes it: choose, read what comes of it, go on; to the end, and to the next."""

from __future__ import annotations

from bbs.community import course
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


def test_who_is_called_away_goes_on_at_the_step_also_after_a_cut_line(house: House) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    steps, before = course.named(house.texts.course, "talk").steps, house.texts.course[0].about
    said = houses.visit(house, ["go desk/course", "9", "2", "1", "go desk/course", "9", "begin", "bye"], wren)
    left = said.partition(f"1. A quarrel, {before}.")[2]
    assert "A talk to practise, goes on at step 3 of 4." in left
    words = " ".join(left.split())
    came = "You left it here. From the beginning: type begin."
    assert words.index(came) < words.rindex(steps[2].meets[0]) < words.rindex(steps[0].meets[0])
    assert "You chose" not in words.partition(came)[2], "what they answered is kept nowhere"

    visit = houses.session(house, wren)
    visit.on_call.steps["desk/course/talk"] = 2
    visit.over()
    said = houses.visit(house, ["go desk/course", "9", "1", "1", "cases", "bye"], wren)
    assert "A talk to practise, goes on at step 3 of 4." in said
    assert f"A talk to practise, {course.named(house.texts.course, 'talk').about}." in said.partition("cases\n")[2]


def test_members_find_no_course(house: House) -> None:
    sam = houses.member(house, "sam")
    assert houses.verb(house, "read desk/course/quarrel", sam)[0] != 0
