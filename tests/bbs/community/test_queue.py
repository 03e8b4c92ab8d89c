"""The queue of the desk: its lists, one page after the other, what comes next, and what is told of."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bbs.community import cases, members, posts, queue, raised
from bbs.community import desk as notes
from bbs.community.members import Person, Role
from bbs.community.queue import CLAIM_SECONDS, Rank, Which
from bbs.community.raised import Raised
from bbs.errors import NotFound
from store.database import Store
from store.vault import Vault
from tests import stores

NOW = stores.NOW
HOUR = 3600


@dataclass
class Desk:
    """A store with two moderators, and cases about a member."""

    store: Store
    vault: Vault
    wren: Person
    dove: Person
    sam: Person

    def bring(self, n: int, *, rank: Rank = Rank.WAITING, age: int = 0) -> int:
        how = {"reason": "unkind", "by": None, "now": NOW - age, "rank": rank, "dispute": True}
        return self.store.run(cases.gather, self.vault, f"note/{n}", **how)  # type: ignore[arg-type]

    def ids(self, which: Which = Which.ALL, who: Person | None = None, now: int = NOW, **how: object) -> list[int]:
        lines = self.store.run(queue.queue, self.vault, who or self.wren, now=now, which=which, **how)  # type: ignore[arg-type]
        return [line.id for line in lines]

    def claim(self, case: int, who: Person, *, now: int = NOW) -> None:
        version = self.store.run(queue.read, self.vault, who, case, now=now).line.version
        self.store.run(cases.claim, who, case, version, now=now)

    def beside(self, case: int, *, back: bool = False, now: int = NOW) -> int | None:
        line = self.store.run(queue.read, self.vault, self.wren, case, now=now).line
        return self.store.run(queue.beside, self.wren, line.at, now=now, back=back)

    def through(self, which: Which, at: queue.Place, *, back: bool = False) -> list[int]:
        """Go through a list from a place on, one case after the other."""
        found: list[int] = []
        lines = {line.id: line for line in self.store.run(queue.queue, self.vault, self.wren, now=NOW, which=which)}
        while (case := self.store.run(queue.beside, self.wren, at, now=NOW, which=which, back=back)) is not None:
            found.append(case)
            at = lines[case].at
        return found


@pytest.fixture
def desk(store: Store, vault: Vault, sam: Person) -> Desk:
    wren, dove = (
        store.run(members.set_role, stores.member(store, name).id, Role.MODERATOR) for name in ("wren", "dove")
    )
    return Desk(store, vault, wren, dove, sam)


def test_page_after_page_gives_each_case_once_in_the_order_of_the_whole(desk: Desk) -> None:
    brought = [desk.bring(n, rank=Rank(n % 3), age=(n % 5) * HOUR) for n in range(12)]
    whole = desk.ids()
    assert sorted(whole) == sorted(brought)
    found: list[int] = []
    after = queue.FIRST
    while lines := desk.store.run(queue.queue, desk.vault, desk.wren, now=NOW, after=after, limit=5):
        found += [line.id for line in lines]
        after = lines[-1].at
    assert found == whole


def test_each_list_has_its_own(desk: Desk) -> None:
    plain, urgent, taken, passed, later, closed = (
        desk.bring(n, rank=Rank.URGENT if n == 1 else Rank.WAITING, age=HOUR - n) for n in range(6)
    )
    desk.claim(taken, desk.wren)
    desk.store.run(cases.pass_on, desk.wren, passed, 1, now=NOW)
    desk.store.run(cases.snooze, desk.wren, later, 1, until=NOW + HOUR, now=NOW)
    desk.store.run(cases.close, desk.wren, closed, 1, "agree", now=NOW)
    assert desk.ids() == [urgent, plain, taken]
    assert desk.ids(Which.URGENT) == [urgent]
    assert desk.ids(Which.MINE) == [taken]
    assert desk.ids(Which.PASSED) == [passed]
    assert desk.ids(Which.LATER) == [later]
    assert desk.ids(Which.CLOSED) == [closed]
    assert desk.ids(Which.MINE, desk.dove) == []
    assert desk.ids(Which.MINE, now=NOW + CLAIM_SECONDS) == [], "a claim ends by itself"


def test_what_was_closed_in_one_second_is_all_found_page_after_page(desk: Desk) -> None:
    brought = [desk.bring(n) for n in range(7)]
    for case in brought:
        desk.store.run(cases.close, desk.wren, case, 1, "agree", now=NOW)
    found: list[int] = []
    after = queue.FIRST
    while lines := desk.store.run(
        queue.queue, desk.vault, desk.wren, now=NOW, which=Which.CLOSED, after=after, limit=3
    ):
        found += [line.id for line in lines]
        after = lines[-1].at
    assert found == brought[::-1]


def test_the_next_one_is_the_next_that_nobody_else_has(desk: Desk) -> None:
    first, second, third = (desk.bring(n, age=HOUR - n) for n in range(3))
    assert desk.beside(first) == second
    desk.claim(second, desk.dove)
    assert desk.beside(first) == third
    assert desk.beside(third, back=True) == first
    assert desk.beside(third) is None
    assert desk.beside(first, back=True) is None
    assert desk.beside(first, now=NOW + CLAIM_SECONDS) == second, "nobody has it any more"


@pytest.mark.parametrize("which", [Which.MINE, Which.PASSED, Which.LATER, Which.CLOSED])
def test_the_next_one_of_a_list_is_the_next_of_that_list_in_both_directions(desk: Desk, which: Which) -> None:
    one, two, between, three = (desk.bring(n, age=HOUR - n) for n in range(4))
    run = desk.store.run
    for number in (one, two, three):
        match which:
            case Which.MINE:
                desk.claim(number, desk.wren)
            case Which.PASSED:
                run(cases.pass_on, desk.wren, number, 1, now=NOW)
            case Which.LATER:
                run(cases.snooze, desk.wren, number, 1, until=NOW + HOUR, now=NOW)
            case Which.CLOSED:
                run(cases.close, desk.dove, number, 1, "agree", now=NOW)
    listed = desk.ids(which)
    assert sorted(listed) == [one, two, three]
    assert between not in listed
    assert desk.through(which, queue.FIRST) == listed
    last = run(queue.queue, desk.vault, desk.wren, now=NOW, which=which)[-1].at
    assert desk.through(which, last, back=True) == listed[-2::-1]


def test_more_than_can_be_counted_is_said_to_be_more(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "COUNTED", 3)
    for n in range(5):
        desk.bring(n, rank=Rank.URGENT)
    count = desk.store.run(queue.count, desk.wren, now=NOW)
    assert (count.waiting, count.urgent, count.more) == (3, 3, True)


def test_nobody_but_the_staff_asks(desk: Desk) -> None:
    desk.bring(1)
    for other in (desk.sam, None):
        with pytest.raises(NotFound):
            desk.store.run(queue.queue, desk.vault, other, now=NOW)
        with pytest.raises(NotFound):
            desk.store.run(queue.beside, other, queue.FIRST, now=NOW)
        with pytest.raises(NotFound):
            desk.store.run(queue.in_danger_among, desk.vault, other, [desk.sam.id])
        assert desk.store.run(queue.seen_among, other, [1]) == set()


def test_of_what_came_each_is_told_what_they_may_see(desk: Desk) -> None:
    mine, theirs = desk.bring(1), desk.bring(2)
    desk.store.run(cases.pass_on, desk.wren, theirs, 1, now=NOW)
    assert desk.store.run(queue.seen_among, desk.wren, [mine, theirs, 99, -1]) == {mine, -1}
    assert desk.store.run(queue.seen_among, desk.dove, [mine, theirs, 99]) == {mine, theirs}


# What became urgent


def urgent(came: tuple[Raised, ...]) -> tuple[Raised, ...]:
    """Return what became urgent, once it is known that the desk hears of its lists each time."""
    assert [one for one in came if one.at_desk] == [Raised(0, came[-1].by, at_desk=True)]
    return tuple(one for one in came if not one.at_desk)


def test_a_case_is_told_of_when_it_becomes_urgent_and_never_again(desk: Desk) -> None:
    def brings(rank: Rank, by: Person | None = None) -> tuple[Raised, ...]:
        how = {"reason": "worried", "by": by, "now": NOW, "rank": rank}
        return urgent(desk.store.run(raised.during, cases.gather, desk.vault, "note/1", **how)[1])  # type: ignore[arg-type]

    assert brings(Rank.WAITING) == ()
    assert brings(Rank.URGENT, desk.sam) == (Raised(1, desk.sam.id),)
    assert brings(Rank.URGENT) == ()
    desk.store.run(cases.close, desk.wren, 1, 3, "agree", now=NOW)
    assert brings(Rank.URGENT) == (Raised(2, 0),)


def test_who_needs_a_person_now_is_told_of_too(desk: Desk) -> None:
    def leaves(about: str, member: Person | None) -> tuple[Raised, ...]:
        return urgent(desk.store.run(raised.during, notes.leave, desk.vault, about, "Hello.", member, NOW)[1])

    assert leaves("note", None) == ()
    assert leaves("crisis", desk.sam) == (Raised(-2, desk.sam.id),)


def test_what_nobody_asked_about_is_not_kept(desk: Desk) -> None:
    desk.bring(1, rank=Rank.URGENT)
    assert desk.store.run(raised.during, lambda: None) == (None, ())


def test_somebody_in_danger_is_known_unless_they_gave_no_name(desk: Desk) -> None:
    post = stores.start(desk.store, desk.sam, nameless=desk.vault)

    def is_urgent() -> bool:
        return desk.store.run(queue.in_danger_among, desk.vault, desk.wren, [desk.sam.id]) == {desk.sam.id}

    how = {"reason": "worried", "by": None, "now": NOW, "rank": Rank.URGENT}
    desk.store.run(cases.gather, desk.vault, f"post/{post.id}", **how)  # type: ignore[arg-type]
    assert not is_urgent(), "that would tell whose it is"
    named = desk.store.run(posts.reply, desk.sam, post.thread, "Mine.", now=NOW)
    case = desk.store.run(cases.gather, desk.vault, f"post/{named.id}", **how)  # type: ignore[arg-type]
    assert is_urgent()
    desk.store.run(cases.close, desk.wren, case, 1, "refer", now=NOW)
    assert not is_urgent()
