"""Shifts as one meets them: one key at the desk, what is said then, and what is told in the middle of a visit."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from bbs.calling import call
from bbs.community import cases, hand_overs, machine_visits, members, paging, shifts
from bbs.community.caring import Carers
from bbs.community.members import Person, Role
from bbs.community.paging import PATIENCE
from bbs.community.queue import Rank
from bbs.errors import NotFound
from bbs.house import House
from bbs.on_call import A_BREAK, EVERY
from bbs.session import Session
from bbs.visits import GONE_SECONDS, SHIFT_SECONDS, Visit
from screens.telling import told_now
from tests import houses

WAITS = "Something urgent waits: go desk."
UNTAKEN = "Something urgent waits, and nobody has taken it yet: go desk."


def passes(house: House, seconds: float) -> None:
    cast(houses.HeldClock, house.clock).move(seconds)


def arrives(house: House, person: Person) -> Session:
    """Let somebody be here, who has just pressed a key."""
    caller = houses.session(house, person)
    now = house.clock.now()
    house.visits.begin(Visit(f"visit-{person.id}", person.id, now, "line", lambda words: None, person.is_staff))
    return caller


def is_urgent(house: House, sam: Person) -> int:
    how = {"reason": "worried", "by": None, "now": house.clock.now(), "rank": Rank.URGENT}
    return houses.write(house, cases.gather, house.vault, f"member/{sam.id}", **how)


def visits(house: House, typed: list[str], person: Person) -> str:
    """Hold a visit; return what was said, whatever the width of the window."""
    return " ".join(houses.visit(house, typed, person).split())


def reads(house: House, address: str, person: Person) -> str:
    return " ".join(houses.verb(house, f"read {address}", person)[1].split())


def told(caller: Session) -> str:
    return asyncio.run(told_now(caller))


def test_one_key_on_the_desk_and_one_more_off_again(house: House, wren: Person) -> None:
    said = visits(house, ["go desk", "t", "go desk/shift", "u", "22:00", "go desk", "t", "bye"], wren)
    assert "You count as on shift while you are here. On or off: t." in said
    assert "You are on shift. To say until when" in said
    assert "You are on shift until 22:00. Off shift: t." in said
    assert "You are off shift. Thank you." in said
    assert house.standing(wren.id).is_off(house.clock.now())
    assert houses.write(house, shifts.every)[wren.id] == house.standing(wren.id), "a restart changes nothing of it"


def test_a_time_that_is_none_is_asked_again_and_an_empty_one_leaves_the_end_open(house: House, wren: Person) -> None:
    said = visits(house, ["go desk/shift", "u", "soonish", "40 hours", "2 hours", "u", "", "bye"], wren)
    assert "Type a time such as 22:00 or 10 pm" in said
    assert "within 16 hours" in said
    assert "You are on shift until" in said
    assert house.standing(wren.id).until_at is None
    assert house.standing(wren.id).is_declared(house.clock.now())


def test_who_comes_on_shift_is_shown_what_the_last_one_left(house: House, wren: Person) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    said = visits(house, ["go desk/shift", "w", "Kit may write again.", ".", "y", "go desk/handover", "bye"], olive)
    assert "Take back one of yours: x. They go" in said
    assert "you have read" not in said, "one's own is not read by oneself"
    assert "go desk/handover" not in visits(house, ["go desk", "bye"], olive)
    said = visits(house, ["go desk", "t", "r 1", "go desk", "bye"], wren)
    assert "The shift before left a note: go desk/handover." in said
    assert "Kit may write again." in said
    assert "Noted." in said
    assert houses.write(house, hand_overs.waiting, wren) == 0


def test_several_notes_are_read_one_after_the_other(house: House, wren: Person) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    for person, words in ((olive, "First."), (wren, "Mine."), (olive, "Last.")):
        houses.write(house, hand_overs.leave, house.vault, person, words, now=house.clock.now())
    said = visits(house, ["go desk/handover", "r", "", "r", "", "r", "go desk/handover", "bye"], wren)
    assert said.count("Noted.") == 2
    assert "That is your own; it is the others who take note of it." in said
    assert "olive, read, " in said.partition("Note 1 of 3: \n")[0], "it stays where it was while they read"
    assert houses.write(house, hand_overs.waiting, wren) == 0


def test_it_says_who_else_is_on_shift_to_the_staff(house: House, wren: Person) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    arrives(house, olive)
    assert "Also on shift" not in visits(house, ["go desk", "bye"], wren)
    house.shifts[olive.id] = houses.write(
        house, shifts.go_on, olive, until=house.clock.now() + 3600, now=house.clock.now()
    )
    assert "Also on shift: olive until 21:26." in visits(house, ["go desk", "bye"], wren)


def test_the_sentence_that_members_read_goes_by_it(house: House, wren: Person, sam: Person) -> None:
    arrives(house, wren)
    here, nobody = "Somebody who looks after this place is here now.", "Nobody is watching right now."
    assert here in visits(house, ["go help/person", "bye"], sam)
    house.shifts[wren.id] = houses.write(house, shifts.go_off, wren, now=house.clock.now())
    assert nobody in visits(house, ["go help/person", "bye"], sam)


# What is told in the middle of a visit


def test_who_is_on_shift_is_told_at_their_next_pause_and_once(house: House, wren: Person, sam: Person) -> None:
    caller = arrives(house, wren)
    assert told(caller) == ""
    is_urgent(house, sam)
    passes(house, EVERY)
    assert told(caller) == WAITS
    passes(house, PATIENCE)
    assert told(caller) == ""
    assert told(arrives(house, wren)) == "", "nor in another visit"
    caller.over()


def test_nothing_of_what_it_is_about_is_said_to_anybody_and_members_hear_nothing(
    house: House, wren: Person, sam: Person
) -> None:
    is_urgent(house, sam)
    assert "sam" not in told(arrives(house, wren))
    assert told(arrives(house, sam)) == ""
    assert told(houses.session(house)) == ""


def test_who_is_off_is_told_when_nobody_took_it_for_a_while(house: House, wren: Person, sam: Person) -> None:
    house.shifts[wren.id] = houses.write(house, shifts.go_off, wren, now=house.clock.now())
    is_urgent(house, sam)
    caller = arrives(house, wren)
    assert told(caller) == ""
    passes(house, PATIENCE)
    assert told(caller) == UNTAKEN


def test_what_somebody_took_who_is_gone_comes_back_and_is_told_anew(house: House, wren: Person, sam: Person) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    caller, called = arrives(house, olive), set[int]()
    case = is_urgent(house, sam)

    def looks() -> str:
        """Let the server look, as it does every minute, and return what the other is told then."""
        house.visits.heard(f"visit-{olive.id}", house.clock.now())
        asyncio.run(call(house, called))
        return told(caller)

    passes(house, EVERY)
    assert looks() == WAITS
    arrives(house, wren)
    visits(house, [f"go desk/cases/{case}", "t", "bye"], wren)
    for _ in range(3):
        passes(house, SHIFT_SECONDS)
        assert looks() == "", "whoever is here has it"
        house.visits.heard(f"visit-{wren.id}", house.clock.now())
    house.visits.over(f"visit-{wren.id}", house.clock.now())
    passes(house, GONE_SECONDS - 1)
    assert looks() == ""
    assert "wren has it." in reads(house, f"desk/cases/{case}", olive)
    passes(house, 1)
    assert looks() == "Something urgent waits again: go desk."
    back = "had it and was away for a while, so it came back. Nobody has it."
    assert f"wren {back}" in reads(house, f"desk/cases/{case}", olive)
    assert "You had it and were away for a while" in reads(house, f"desk/cases/{case}", wren)
    assert looks() == "", "once"


def test_a_line_that_stands_with_nobody_at_it_holds_nothing(house: House, wren: Person, sam: Person) -> None:
    caller, case = arrives(house, houses.member(house, "olive", role=Role.OPERATOR)), is_urgent(house, sam)
    arrives(house, wren)
    visits(house, [f"go desk/cases/{case}", "t", "bye"], wren)
    for seconds, said in ((SHIFT_SECONDS, ""), (1, "Something urgent waits again: go desk.")):
        passes(house, seconds)
        house.visits.heard(f"visit-{caller.member.id}", house.clock.now())
        asyncio.run(call(house, set()))
        assert told(caller) == said


def test_who_took_it_at_the_machine_has_it_while_there_and_ten_minutes_after(
    house: House, wren: Person, sam: Person
) -> None:
    olive, case = houses.member(house, "olive", role=Role.OPERATOR), is_urgent(house, sam)
    houses.write(house, cases.claim, olive, case, 1, now=house.clock.now())

    def has_it(*, heard: int = 0, seen: int = 0) -> bool:
        """Let its visit say when something was typed and when it went on, seconds ago; say whose the case is after."""
        now = house.clock.now()
        houses.write(house, machine_visits.keep, "admin", olive.id, heard=now - heard, now=now - seen)
        asyncio.run(call(house, set()))
        return "olive has it." in reads(house, f"desk/cases/{case}", wren)

    passes(house, 3600)
    assert has_it(heard=SHIFT_SECONDS, seen=GONE_SECONDS - 1)
    assert not has_it(heard=SHIFT_SECONDS + 1), "nobody sits there"
    houses.write(house, cases.claim, olive, case, 3, now=house.clock.now() - GONE_SECONDS)
    assert has_it(), "one key is enough"
    assert not has_it(seen=GONE_SECONDS), "it was left, or its process killed"
    houses.write(house, cases.claim, olive, case, 5, now=house.clock.now() - GONE_SECONDS)
    houses.write(house, members.set_role, olive.id, Role.MEMBER)
    assert not has_it(), "who looks after nothing any more has nothing there either"
    houses.write(house, machine_visits.forget_old, house.clock.now() + GONE_SECONDS)
    assert houses.write(house, machine_visits.staff_lately, now=house.clock.now()) == frozenset()


def test_after_a_start_everybody_has_time_to_come_back(house: House, wren: Person, sam: Person) -> None:
    case = is_urgent(house, sam)
    passes(house, -3600)  # long before the start
    visits(house, [f"go desk/cases/{case}", "t", "bye"], wren)
    passes(house, 3600 + GONE_SECONDS - 1)
    asyncio.run(call(house, set()))
    assert "wren has it." in reads(house, f"desk/cases/{case}", houses.member(house, "olive", role=Role.OPERATOR))


def test_who_comes_on_shift_is_told_at_once(house: House, wren: Person, sam: Person) -> None:
    house.shifts[wren.id] = houses.write(house, shifts.go_off, wren, now=house.clock.now())
    is_urgent(house, sam)
    arrives(house, wren)
    said = visits(house, ["go desk", "t", "bye"], wren)
    waits = "Something urgent waits: type again to hear this list anew."
    assert "Something urgent" not in said[: said.index("You are on shift.")]
    assert waits in said[said.index("You are on shift.") :]


def test_who_wants_no_interruptions_has_none_and_is_not_on_shift(house: House, wren: Person, sam: Person) -> None:
    said = visits(house, ["go desk/shift", "i", "bye"], wren)
    assert "Nothing interrupts you, and you are not on shift." in said
    is_urgent(house, sam)
    passes(house, PATIENCE)
    caller = arrives(house, wren)
    assert told(caller) == ""
    assert house.on_shift == frozenset()
    said = visits(house, ["go desk/shift", "i", "bye"], wren)
    assert UNTAKEN in said, "and then hears of it"


def test_what_cannot_be_written_down_is_still_not_said_twice(
    house: House, wren: Person, sam: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise NotFound

    monkeypatch.setattr(paging, "tell", full)
    is_urgent(house, sam)
    caller = arrives(house, wren)
    assert told(caller) == WAITS
    passes(house, EVERY)
    assert told(caller) == ""


def test_who_is_here_when_their_shift_ends_is_told_once(house: House, wren: Person) -> None:
    caller = arrives(house, wren)
    visits(house, ["go desk/shift", "t", "u", "1 hour", "bye"], wren)
    assert told(caller) == ""
    passes(house, 3600)
    assert told(caller).startswith("Your shift was until ")
    passes(house, EVERY)
    assert told(caller) == ""
    assert told(arrives(house, wren)) == "", "who comes later was not here for it"


def test_a_cut_line_is_no_break(house: House, wren: Person) -> None:
    for gone in (A_BREAK - 1, A_BREAK):
        caller = arrives(house, wren)
        assert told(caller) == ""
        passes(house, EVERY)
        for n in range(3):
            how = {"reason": "harm", "by": None, "now": house.clock.now()}
            case = houses.write(house, cases.gather, house.vault, f"note/{n}-{house.clock.now()}", **how)
            houses.write(house, cases.close, wren, case, 1, "agree", now=house.clock.now())
        caller.over()
        passes(house, gone)
        caller = arrives(house, wren)
        assert told(caller).startswith("You have looked at hard things for a while.") is (gone < A_BREAK)
        caller.over()
        passes(house, A_BREAK)


def test_a_break_is_spoken_of_after_hard_cases_and_can_be_turned_off(house: House, wren: Person) -> None:
    caller = arrives(house, wren)
    assert told(caller) == ""

    def hard() -> None:
        passes(house, EVERY)
        for n in range(3):
            how = {"reason": "harm", "by": None, "now": house.clock.now()}
            case = houses.write(house, cases.gather, house.vault, f"note/{n}-{house.clock.now()}", **how)
            houses.write(house, cases.close, wren, case, 1, "agree", now=house.clock.now())

    hard()
    house.carers = Carers(moderators=1, operators=1)
    said = told(caller)
    assert said.startswith("You have looked at hard things for a while.")
    assert "The others can take the next one." in said
    passes(house, EVERY)
    assert told(caller) == "", "the same ones are not counted again"
    assert "somebody else can." in reads(house, "desk/shift", wren)
    house.carers = Carers(moderators=1, operators=0)
    hard()
    assert "What is left is there afterwards." in told(caller), "there are no others"
    assert "What you cannot take today waits" in reads(house, "desk/shift", wren)
    said = visits(house, ["go desk/shift", "p", "r", "r", "bye"], wren)
    assert "You closed 6 cases in the last seven days. Only you see this." in said
    assert "You are not reminded of a break before 22:29." in said
    assert "You are not reminded of breaks." in said
    hard()
    assert told(caller) == ""


# The tour, and who looks after the place


def test_the_tour_is_offered_once_and_shows_operators_the_office_too(house: House, wren: Person) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    offer = "New at the desk? You can be shown round"
    assert offer in visits(house, ["go desk", "bye"], wren)
    said = visits(house, ["go desk/tour", *[""] * 15, "bye"], wren)
    assert "This is the desk" in said
    assert "the office is yours" not in said
    assert "Made-up cases" in said, "at its end Enter goes on to what it speaks of"
    first, second, *_ = house.texts.tour.desk
    said = visits(house, ["go desk/tour", "", "go desk", "go desk/tour", "bye"], wren)
    assert (said.count(first), said.count(second)) == (1, 2), "who looked at what a step says comes back to it"
    assert offer not in visits(house, ["go desk", "bye"], wren)
    assert offer in visits(house, ["go desk", "bye"], olive)
    assert "the office is yours" in visits(house, ["go desk/tour", *[""] * 15, "bye"], olive)
    dove, ash = houses.member(house, "dove", role=Role.MODERATOR), houses.member(house, "ash")
    case = is_urgent(house, ash)
    assert offer in visits(house, ["go desk", "bye"], dove)
    visits(house, [f"go desk/cases/{case}", "t", "l", "bye"], dove)
    assert offer not in visits(house, ["go desk", "bye"], dove), "who closed a case is not new"


def test_a_place_without_moderators_says_so_to_its_operator_and_to_members(house: House, sam: Person) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    one = "One person looks after this place, and there are no moderators."
    assert "There are no moderators here: what is urgent waits for you alone" in visits(
        house, ["go desk", "bye"], olive
    )
    for address in ("about", "help/person", "desk/note"):
        assert one in reads(house, address, sam), address
    houses.member(house, "odd", role=Role.OPERATOR)
    assert "what is urgent waits for operators alone" in visits(house, ["go desk", "bye"], olive)
    houses.member(house, "wren", role=Role.MODERATOR)
    assert "There are no moderators here" not in visits(house, ["go desk", "bye"], olive)
    for address in ("about", "help/person", "desk/note"):
        assert "no moderators" not in reads(house, address, sam), address
