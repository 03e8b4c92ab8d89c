"""Feedback on how the place is run, from writing it to reading it with its answer."""

from __future__ import annotations

from bbs.community import desk, desk_answers, feedback
from bbs.community.desk import About
from bbs.community.members import Role
from bbs.house import House
from tests import houses


def said(house: House, typed: list[str], person: object = None) -> str:
    return " ".join(houses.visit(house, [*typed, "bye"], person).split())  # type: ignore[arg-type]


def test_a_guest_writes_a_moderator_answers_an_operator_publishes_and_anybody_reads(house: House) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    heard = said(house, ["go about", "feedback", "w", "Too few boards, says Ann.", ".", "publish", "yes", "yes"])
    assert "Your return code is" in heard
    assert "May be shown: yes." in heard
    (note,) = houses.write(house, desk_answers.waiting, wren)
    assert note.about is About.FEEDBACK_OPEN
    heard = said(house, [f"go desk/{note.id}", "answer", "More come soon.", ".", "yes"], wren)
    assert "feedback on this place, may be shown" in heard
    change = ["edit", "1", "Too few boards.", ".", "yes"]
    heard = said(house, ["go about/feedback", "p", "1", "", "", "", ".", *change, ".", "yes"], olive)
    assert "Published. Everybody can read it." in heard, heard
    status, heard, _ = houses.verb(house, "read about/feedback")
    assert status == 0
    assert "  Too few boards.\n" in heard
    assert "  More come soon.\n" in heard
    assert "Ann" not in heard
    assert "wren" not in heard
    assert houses.verb(house, "read drafts", olive)[1].count("Feedback") == 0


def test_without_a_word_it_is_not_shown(house: House) -> None:
    lou = houses.member(house, "lou")
    said(house, ["go about/feedback", "w", "Too few boards.", ".", "yes"], lou)
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    assert [note.about for note in houses.write(house, desk_answers.waiting, wren)] == [About.FEEDBACK]
    assert "Nothing is published yet." in said(house, ["go about/feedback"])


def test_whoever_wrote_it_takes_it_down_and_others_are_not_offered_that(house: House) -> None:
    lou, kit = houses.member(house, "lou"), houses.member(house, "kit")
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    now = house.clock.now()
    houses.write(house, desk.leave, house.vault, About.FEEDBACK_OPEN, "Too few.", lou, now)
    (note,) = houses.write(house, desk_answers.waiting, olive)
    houses.write(house, desk_answers.answer, house.vault, olive, note.id, "Soon.", now=now)
    houses.write(house, feedback.publish, house.vault, olive, note.id, "Too few.", "Soon.", now=now)
    assert "take-down" not in said(house, ["go about/feedback", "?"], kit)
    assert houses.verb(house, "take-down about/feedback", kit)[0] != 0
    assert "You, feedback" in said(house, ["go about/feedback", ""], lou)
    assert "Taken down." in said(house, ["go about/feedback", "x 1", "yes"], lou)
    assert "Nothing is published yet." in said(house, ["go about/feedback"])
