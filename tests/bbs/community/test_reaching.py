"""Writing from the desk to a member whom no case is about: who may, to whom, and what becomes of what is open."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bbs.community import cases, members, queue, reaching, reports
from bbs.community.members import Person, Role
from bbs.community.reports import Reason
from bbs.errors import NotFound, Refusal
from store.database import Store
from store.vault import Vault
from tests import stores

NOW = stores.NOW


@dataclass
class Desk:
    """A store with sam, whom somebody wants to write to, and those who look after the place."""

    store: Store
    vault: Vault
    staff: dict[str, Person]

    def begins(self, who: str, handle: str = "sam") -> int:
        return self.store.run(reaching.begin, self.vault, self.staff[who], handle, now=NOW)

    def line(self, who: str, case: int) -> queue.CaseLine:
        return self.store.run(queue.read, self.vault, self.staff[who], case, now=NOW).line


@pytest.fixture
def desk(store: Store, vault: Vault, sam: Person) -> Desk:
    roles = {"wren": Role.MODERATOR, "dove": Role.MODERATOR, "olive": Role.OPERATOR}
    staff = {name: store.run(members.set_role, stores.member(store, name).id, role) for name, role in roles.items()}
    return Desk(store, vault, staff | {"sam": sam})


def test_it_is_theirs_and_the_others_see_what_it_is_for(desk: Desk) -> None:
    case = desk.begins("wren", "Sam")
    mine, theirs = desk.line("wren", case), desk.line("dove", case)
    assert (mine.about, mine.reasons, mine.is_mine) == ("sam", (reaching.REASON,), True)
    assert theirs.claimed_by == "wren"
    assert desk.begins("wren") == case, "it is gone on with"
    with pytest.raises(Refusal, match="took this one"):
        desk.begins("dove")


def test_what_is_open_about_them_is_gone_on_with_unless_it_is_for_others_to_judge(desk: Desk) -> None:
    target = f"member/{desk.staff['sam'].id}"
    desk.store.run(reports.report, desk.vault, desk.staff["dove"], target, Reason.UNKIND, now=NOW)
    case = desk.store.run(cases.open_at, target)
    assert desk.begins("wren") == case
    assert desk.line("wren", case).reasons == ("unkind", reaching.REASON)
    with pytest.raises(NotFound):
        desk.begins("dove")


def test_staff_are_written_to_by_operators_alone_and_nobody_writes_to_themselves_or_to_nobody(desk: Desk) -> None:
    with pytest.raises(Refusal, match="desk/handover"):
        desk.begins("wren", "olive")
    assert desk.begins("olive", "wren")
    with pytest.raises(Refusal, match="That is you"):
        desk.begins("wren", "wren")
    with pytest.raises(NotFound, match="Nobody here is called"):
        desk.begins("wren", "nobody")
    with pytest.raises(NotFound):
        desk.begins("sam", "wren")
