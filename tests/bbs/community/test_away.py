"""What is urgent comes back ten minutes after whoever took it was here last; the others are told of it anew."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bbs.community import away, cases, desk, desk_answers, members, paging, queue
from bbs.community.desk import About, Note
from bbs.community.members import Person, Role
from bbs.community.queue import Rank
from bbs.visits import GONE_SECONDS
from store.database import Store
from store.vault import Vault
from tests import stores

NOW = stores.NOW
LATER = NOW + GONE_SECONDS


@dataclass
class Desk:
    """A store with two who look after the place, and a member whom cases are about."""

    store: Store
    vault: Vault
    sam: Person
    wren: Person
    dove: Person

    def taken(self, number: int, *, rank: Rank = Rank.URGENT) -> int:
        """Return a case that wren took, of which both were told."""
        how = {"reason": "worried", "by": None, "now": NOW, "rank": rank}
        case: int = self.store.run(cases.gather, self.vault, f"note/{number}", **how)  # type: ignore[arg-type]
        for one in (self.wren, self.dove):
            self.store.run(paging.tell, one, [case], now=NOW)
        self.store.run(cases.claim, self.wren, case, 1, now=NOW)
        return case

    def holder(self, case: int, now: int = LATER) -> tuple[str, str]:
        line = self.store.run(queue.read, self.vault, self.dove, case, now=now).line
        return line.claimed_by, line.had_by

    def due(self, staff: Person) -> list[tuple[int, bool]]:
        found = self.store.run(paging.due, staff, on_shift=True, now=LATER)
        return [(one.case, one.again) for one in found]

    def note(self, code: str) -> Note:
        found: Note | None = self.store.run(desk.by_code, self.vault, code)
        assert found is not None
        return found

    def lets_go(self, here: set[int], now: int = LATER) -> bool:
        """Let go of what there is as the server does, and say whether there was any."""
        found: bool = self.store.run(away.any_left, here, now=now)
        if found:
            self.store.run(away.let_go, here, now=now)
        return found


@pytest.fixture
def place(store: Store, vault: Vault, sam: Person) -> Desk:
    wren, dove = (
        store.run(members.set_role, stores.member(store, name).id, Role.MODERATOR) for name in ("wren", "dove")
    )
    return Desk(store, vault, sam, wren, dove)


def test_it_comes_back_and_says_who_had_it(place: Desk) -> None:
    case = place.taken(1)
    assert not place.lets_go({place.dove.id}, now=LATER - 1), "a line that is cut for a moment takes nothing away"
    assert place.holder(case) == ("wren", "")
    assert place.due(place.dove) == []
    assert place.lets_go({place.dove.id})
    assert place.holder(case) == ("", "wren")
    assert place.due(place.dove) == [(case, True)], "the others are told anew"
    assert place.due(place.wren) == [(case, True)], "and who had it, once they are here again"
    assert not place.lets_go({place.dove.id}), "once"
    assert place.store.run(queue.beside, place.dove, queue.FIRST, now=LATER) == case, "it is the next for the others"


def test_who_takes_it_then_has_it_and_nothing_is_said_of_who_was_away(place: Desk) -> None:
    case = place.taken(1)
    place.lets_go(set())
    version = place.store.run(queue.read, place.vault, place.dove, case, now=LATER).line.version
    place.store.run(cases.claim, place.dove, case, version, now=LATER)
    assert place.holder(case) == ("dove", "")
    assert place.due(place.wren) == []


def test_who_is_here_keeps_what_they_took_and_so_does_whoever_has_what_is_not_urgent(place: Desk) -> None:
    urgent, other = place.taken(1), place.taken(2, rank=Rank.WAITING)
    assert not place.lets_go({place.wren.id, place.dove.id})
    assert place.lets_go({place.dove.id})
    assert (place.holder(urgent), place.holder(other)) == (("", "wren"), ("wren", ""))


def test_an_urgent_case_that_is_given_back_is_told_anew_to_all_but_who_gave_it(place: Desk) -> None:
    given, passed = place.taken(1), place.taken(2)
    place.store.run(cases.release, place.wren, given, 2, now=LATER)
    assert place.due(place.dove) == [(given, False)]
    assert place.due(place.wren) == []
    place.store.run(cases.pass_on, place.wren, passed, 2, now=LATER)
    assert place.due(place.dove) == [(given, False), (passed, False)]
    assert place.due(place.wren) == []
    assert place.holder(given) == place.holder(passed) == ("", "")


def test_whoever_asks_for_a_person_is_told_that_who_took_it_is_gone(place: Desk) -> None:
    code = place.store.run(desk.leave, place.vault, About.CRISIS, "", place.sam, NOW)
    plain = place.store.run(desk.leave, place.vault, About.NOTE, "Thank you.", place.sam, NOW)
    for one in (code, plain):
        place.store.run(desk_answers.take, place.vault, place.wren, place.note(one).id, named=True, now=NOW)
    assert place.lets_go(set())
    asked, other = place.note(code), place.note(plain)
    assert (asked.taken, asked.came_back) == (None, True)
    assert other.taken is not None
    assert place.due(place.dove) == [(-asked.id, True)]
    place.store.run(desk_answers.take, place.vault, place.dove, asked.id, named=False, now=LATER)
    again = place.note(code)
    assert again.taken is not None
    assert not again.came_back
