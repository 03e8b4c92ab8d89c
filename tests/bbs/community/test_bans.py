"""A ban that nobody confirmed in time: it ended by itself, and its case says so until somebody settles it."""

from __future__ import annotations

import pytest

from bbs.community import bans, decisions, housekeeping, log, queue
from bbs.community.decisions import Chosen, Outcome
from bbs.community.members import Person
from bbs.community.queue import Which
from bbs.community.sanctions import Kind
from bbs.errors import NotFound, Refusal
from store.database import Store
from store.tables import Case, Sanction
from store.vault import Vault
from tests.deciding import DAY, HOUR, NOW, Desk, begun

OVER = NOW + 73 * HOUR


@pytest.fixture
def desk(store: Store, vault: Vault, sam: Person, lou: Person) -> Desk:
    return begun(store, vault, sam, lou)


@pytest.fixture
def ban(desk: Desk) -> int:
    """The case of a ban that wren gave sam."""
    desk.decide(sanction=Kind.BAN, days=3)
    return desk.case_about(f"ban/{desk.store.run(lambda: Sanction.get().id)}")


def line(desk: Desk, case: int, now: int) -> queue.CaseLine:
    waiting = desk.store.run(queue.queue, desk.vault, desk.staff["dove"], now=now)
    return next(each for each in waiting if each.id == case)


def test_its_case_says_that_it_ended_once_it_did(desk: Desk, ban: int) -> None:
    assert bans.ends_at(line(desk, ban, NOW)) == NOW + 72 * HOUR
    assert not bans.has_lapsed(line(desk, ban, NOW), NOW + 72 * HOUR - 1)
    assert bans.has_lapsed(line(desk, ban, NOW), NOW + 72 * HOUR)
    with pytest.raises(Refusal, match="ended by itself"):
        desk.store.run(bans.end, desk.vault, desk.staff["dove"], ban, desk.version(ban), now=OVER)


def test_somebody_else_leaves_it_so_and_not_before_it_ended(desk: Desk, ban: int) -> None:
    with pytest.raises(NotFound):
        desk.store.run(bans.leave, desk.vault, desk.staff["dove"], ban, 1, now=NOW + HOUR)
    with pytest.raises(NotFound):
        desk.store.run(bans.leave, desk.vault, desk.staff["wren"], ban, 1, now=OVER)
    desk.store.run(bans.leave, desk.vault, desk.staff["dove"], ban, 1, now=OVER)
    closed = desk.store.run(queue.queue, desk.vault, desk.staff["dove"], now=OVER, which=Which.CLOSED)
    assert [(each.id, each.outcome) for each in closed if each.id == ban] == [(ban, bans.LAPSED)]
    told = [entry.act for entry in desk.store.run(log.about, desk.vault, desk.sam)]
    assert "ban-lapsed" in told
    desk.reply(now=OVER)


def test_somebody_else_decides_anew_and_that_is_a_ban_to_confirm_again(desk: Desk, ban: int) -> None:
    chosen = Chosen(sanction=Kind.BAN, days=3, reasons="Nobody looked in time, and it stands.")
    dove = desk.staff["dove"]
    desk.store.run(decisions.decide, desk.vault, dove, ban, 1, Outcome.AGREE, chosen, now=OVER)
    again = desk.store.run(lambda: Case.get(Case.closed_at.is_null()).id)
    desk.store.run(bans.confirm, desk.vault, desk.staff["wren"], again, 1, now=OVER + HOUR)
    with pytest.raises(Refusal, match="closed to you"):
        desk.reply(now=OVER + 900 * DAY)


def test_what_nobody_may_look_at_does_not_wait_for_good(desk: Desk, ban: int) -> None:
    kept = NOW + 72 * HOUR + bans.LAPSED_DAYS * DAY
    for now, is_closed in ((kept - 1, False), (kept, True)):
        desk.store.run(housekeeping.purge, desk.vault, now)
        assert desk.store.run(lambda: Case.get_by_id(ban).closed_at is not None) is is_closed
    assert desk.store.run(lambda: Case.get_by_id(ban).outcome) == bans.LAPSED
