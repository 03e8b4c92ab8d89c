"""What is said of a key that nearly fits: why not, and what can be done in its place."""

from __future__ import annotations

import pytest

from bbs.community import handling, posts, queue, reports
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.community.reports import Reason
from bbs.house import House
from tests import houses
from tests.quarrels import flat, reported
from tests.screens.fullscreen.sitting import presses, says, sit
from tests.screens.fullscreen.visits import Drawn

CASE = "desk/cases/1"


def answers(house: House, person: Person, address: str, *typed: str) -> list[str]:
    """Return what is said to each thing that is typed on a page."""
    said = houses.visit(house, [f"go {address}", *typed, "bye"], person)
    return [flat(each.partition("\n")[2]) for each in said.split("choose: ")[2:-1]]


def taken(house: House, staff: Person, case: int = 1) -> None:
    line = houses.write(house, queue.read, house.vault, staff, case, now=house.clock.now()).line
    houses.write(house, handling.take, house.vault, staff, case, line.version, now=house.clock.now())


def test_a_case_that_one_has_already_says_so_and_what_comes_next(house: House, wren: Person, post: PostLine) -> None:
    first, again, undo = answers(house, wren, CASE, "t", "t", "undo")
    assert "It is yours now." in first
    assert "It is yours already. To read it, type open; to decide it, type decide; to give it back" in again
    assert "Nothing was decided on it yet" in undo
    (opened,) = answers(house, wren, CASE, "o", "t", "o", "x", "x")[4:]
    assert "What stands around it is shown already." in opened

    async def play(visit: Drawn) -> None:
        await visit.reads("You have it.")
        presses(visit, "t")
        await says(visit, "It is yours already. To read it, press o;")
        presses(visit, "%")
        await says(visit, "% does nothing here.")

    sit(house, play, wren, CASE, columns=120)


@pytest.mark.parametrize("key", ["take", "-", "decide", "l", "i", "write", "e", "z"])
def test_a_case_that_somebody_else_has_says_whose_it_is(house: House, wren: Person, post: PostLine, key: str) -> None:
    taken(house, houses.member(house, "dove", role=Role.MODERATOR))
    (said,) = answers(house, wren, CASE, key)
    assert said.startswith("dove has this case: they decide it, or give it back. The next one: type next.")


def test_a_case_that_is_closed_says_how_it_is_decided_anew(house: House, wren: Person, post: PostLine) -> None:
    houses.visit(house, ["go desk/cases/1", "t", "d", "6", "", "", ".", "s", "bye"], wren)
    take, undone, undo = answers(house, wren, CASE, "t", "u", "u")
    assert take.startswith("This case is closed. To decide it anew, undo first what was decided: type undo.")
    assert undone.startswith("Undone")
    assert undo.startswith("Nothing was decided on it yet")


def test_what_is_urgent_does_not_wait_and_what_was_passed_on_is_taken_after_all(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    line = houses.write(house, posts.start, sam, "sleep", "X", "Y.", now=house.clock.now())
    houses.write(house, reports.report, house.vault, lou, f"post/{line.id}", Reason.WORRIED, now=house.clock.now())
    assert "somebody else, please, type somebody-else." in answers(house, wren, CASE, "z")[0]
    houses.visit(house, ["go desk/cases/1", "e", "bye"], wren)
    again, wait = answers(house, wren, CASE, "e", "z")
    assert "To take it after all, type take." in again
    assert "you asked for somebody else already" in wait


def test_other_cases_say_what_they_are_decided_by(house: House, wren: Person, post: PostLine) -> None:
    dove = houses.member(house, "dove", role=Role.MODERATOR)
    houses.visit(house, ["go desk/cases/1", "t", "d", "6", "", "7", ".", "s", "bye"], wren)
    for said in answers(house, dove, "desk/cases/2", "l", "w"):
        assert said.startswith("What is asked of you here is a decision")
    ash, now = houses.member(house, "ash"), house.clock.now()
    nameless = houses.write(house, posts.start, ash, "sleep", "X", "Y.", now=now, nameless=house.vault)
    reported(house, f"post/{nameless.id}")
    (said,) = answers(house, dove, "desk/cases/3", "note")
    assert said.startswith("Whoever wrote it gave no name")


def test_while_something_waits_to_be_sent_that_comes_first(house: House, wren: Person, post: PostLine) -> None:
    said = flat(houses.visit(house, ["go desk/cases/1", "d", "6", "", "", ".", "take", "bye"], wren))
    assert "Something waits to be sent first. Type send to send it, type leave-unsent to leave it." in said


def test_a_script_hears_it_too(house: House, wren: Person, post: PostLine) -> None:
    taken(house, wren)
    status, said, aside = houses.verb(house, "take desk/cases/1", wren)
    assert (status, said) == (1, "")
    assert "It is yours already." in aside


def test_a_note_that_one_took_says_so(house: House, wren: Person, sam: Person) -> None:
    houses.visit(house, ["go desk/note", "w", "Hello.", ".", "y", "bye"], sam)
    said = flat(houses.visit(house, ["go desk/1", "-", "t", "no", "t", "bye"], wren))
    assert "You did not take it, so there is nothing to give back." in said
    assert "It is yours already. To answer it, type answer;" in said


def test_writing_from_the_desk_is_not_offered_where_it_is_always_refused(
    house: House, wren: Person, olive: Person, sam: Person
) -> None:
    assert "from-desk" in houses.visit(house, ["go members/sam", "?", "bye"], wren)
    assert "from-desk" in houses.visit(house, ["go members/wren", "?", "bye"], olive)
    for handle, why in (("olive", "olive looks after this place too. To leave word"), ("wren", "That is you.")):
        said = flat(houses.visit(house, [f"go members/{handle}", "?", "from-desk", "bye"], wren))
        assert "from-desk: write" not in said
        assert f": from-desk {why}" in said
    assert "from-desk" not in houses.visit(house, ["go members/wren", "?", "bye"], sam)

    async def play(visit: Drawn) -> None:
        await visit.reads("olive left this page empty.")
        assert "write to them from the desk" not in visit.glass.words
        presses(visit, "e")
        await says(visit, "olive looks after this place too.")

    sit(house, play, wren, "members/olive")


def test_notes_of_others_and_spam_of_the_staff_are_not_for_a_moderator_to_take_away(
    house: House, wren: Person, olive: Person, sam: Person, post: PostLine
) -> None:
    dove, about = houses.member(house, "dove", role=Role.MODERATOR), "go desk/cases/1/about"
    houses.visit(house, ["go desk/cases/1", "note", "Was here before.", ".", "yes", "bye"], dove)
    assert "take a note away" not in houses.visit(house, [about, "?", "bye"], wren)
    assert "who wrote a note does, or an operator" in flat(houses.visit(house, [about, "x", "bye"], wren))
    for staff in (dove, olive):
        assert "take a note away" in houses.visit(house, [about, "?", "bye"], staff)
    houses.visit(house, ["go desk/cases/1", "note", "I know them.", ".", "yes", "bye"], wren)
    said = flat(houses.visit(house, [about, "x 2", "yes", "x 1", "yes", "bye"], wren))
    assert "That is somebody else's to take away" in said
    assert "It is gone." in said
    said = flat(houses.visit(house, ["go desk/members/olive/invitations", "x", "bye"], wren))
    assert "olive is one of the staff. Bring it to the desk as a case." in said
