"""Who is told that something urgent waits: those on shift at once, all of the staff in time, nobody twice."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bbs.community import cases, desk_answers, members, paging
from bbs.community import desk as desk_notes
from bbs.community.desk import About
from bbs.community.members import Person, Role
from bbs.community.paging import PATIENCE
from bbs.community.queue import CLAIM_SECONDS, Rank
from store.database import Store
from store.vault import Vault
from tests import stores

NOW = stores.NOW


@dataclass
class Desk:
    """A store with staff and somebody who may be in danger."""

    store: Store
    vault: Vault
    sam: Person
    staff: dict[str, Person]

    def urgent(self, number: int = 0, *, rank: Rank = Rank.URGENT, now: int = NOW, by: Person | None = None) -> int:
        target = f"note/{number}" if number else f"member/{self.sam.id}"
        return self.store.run(
            cases.gather, self.vault, target, reason="worried", by=by, now=now, rank=rank, dispute=False
        )

    def due(self, handle: str = "wren", *, on_shift: bool = True, now: int = NOW) -> list[int]:
        found = self.store.run(paging.due, self.staff[handle], on_shift=on_shift, now=now)
        return [one.case for one in found]


@pytest.fixture
def desk(store: Store, vault: Vault, sam: Person) -> Desk:
    roles = {"wren": Role.MODERATOR, "dove": Role.MODERATOR, "olive": Role.OPERATOR}
    staff = {name: store.run(members.set_role, stores.member(store, name).id, role) for name, role in roles.items()}
    return Desk(store, vault, sam, staff)


def test_on_shift_at_once_and_the_others_after_a_quarter_of_an_hour(desk: Desk) -> None:
    case = desk.urgent()
    assert desk.due() == [case]
    assert desk.due("dove", on_shift=False, now=NOW + PATIENCE - 1) == []
    assert desk.due("dove", on_shift=False, now=NOW + PATIENCE) == [case]


def test_nobody_is_told_twice_and_each_is_told_for_themselves(desk: Desk) -> None:
    case = desk.urgent()
    desk.store.run(paging.tell, desk.staff["wren"], [case], now=NOW)
    desk.store.run(paging.tell, desk.staff["wren"], [case], now=NOW)
    assert desk.due(now=NOW + PATIENCE) == []
    assert desk.due("dove") == [case]
    other = desk.urgent(1)
    assert desk.due() == [other]


def test_what_is_not_urgent_is_told_to_nobody(desk: Desk) -> None:
    desk.urgent(rank=Rank.WAITING)
    assert desk.due(now=NOW + PATIENCE) == []


def test_what_becomes_urgent_later_waits_from_then_on(desk: Desk) -> None:
    case = desk.urgent(rank=Rank.WAITING)
    desk.urgent(now=NOW + 1000)
    assert desk.due("dove", on_shift=False, now=NOW + 1000) == []
    assert desk.due("dove", on_shift=False, now=NOW + 1000 + PATIENCE) == [case]
    desk.urgent(now=NOW + 1500)
    assert desk.due("dove", on_shift=False, now=NOW + 1000 + PATIENCE) == [case], "another report is no new wait"


def test_what_somebody_took_closed_or_does_not_want_is_not_told(desk: Desk) -> None:
    wren, dove = desk.staff["wren"], desk.staff["dove"]
    taken, passed, closed = desk.urgent(1), desk.urgent(2), desk.urgent(3)
    desk.store.run(cases.claim, wren, taken, 1, now=NOW)
    desk.store.run(cases.pass_on, dove, passed, 1, now=NOW)
    desk.store.run(cases.close, wren, closed, 1, "agree", now=NOW)
    assert desk.due("dove") == []
    assert desk.due("olive") == [passed]
    assert desk.due("dove", now=NOW + CLAIM_SECONDS) == [taken], "who took it did not come back"


def test_who_is_a_part_of_it_is_not_told(desk: Desk) -> None:
    case = desk.urgent(by=desk.staff["wren"])
    assert desk.due() == []
    assert desk.due("dove") == [case]
    about_staff = desk.store.run(
        cases.gather,
        desk.vault,
        f"member/{desk.staff['dove'].id}",
        reason="worried",
        by=None,
        now=NOW,
        rank=Rank.URGENT,
    )
    assert about_staff not in desk.due() + desk.due("dove")
    assert about_staff in desk.due("olive")


def test_members_are_told_of_nothing(desk: Desk) -> None:
    desk.urgent()
    assert desk.store.run(paging.due, desk.sam, on_shift=True, now=NOW) == []
    assert desk.store.run(paging.due, None, on_shift=True, now=NOW) == []


def test_what_has_waited_too_long_is_known_to_the_server(desk: Desk) -> None:
    case = desk.urgent()
    assert desk.store.run(paging.untaken, now=NOW + PATIENCE - 1) == set()
    assert desk.store.run(paging.untaken, now=NOW + PATIENCE) == {case}
    desk.store.run(cases.claim, desk.staff["wren"], case, 1, now=NOW + PATIENCE)
    assert desk.store.run(paging.untaken, now=NOW + PATIENCE) == set()


def test_a_note_by_who_needs_a_person_now_is_told_like_a_case(desk: Desk) -> None:
    code = desk.store.run(desk_notes.leave, desk.vault, About.CRISIS, "", desk.sam, NOW)
    desk.store.run(desk_notes.leave, desk.vault, About.NOTE, "Thank you.", desk.sam, NOW)
    note = desk.store.run(desk_notes.by_code, desk.vault, code)
    assert note is not None
    assert desk.due() == [-note.id]
    assert desk.due("dove", on_shift=False) == []
    desk.store.run(paging.tell, desk.staff["wren"], [-note.id], now=NOW)
    assert desk.store.run(paging.untaken, now=NOW + PATIENCE) == {-note.id}
    desk.store.run(desk_answers.take, desk.vault, desk.staff["dove"], note.id, named=False, now=NOW)
    assert desk.due() == []
