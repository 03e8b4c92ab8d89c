"""Sanctions: what each takes from a member, by whom, and that they end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bbs.community import (
    bans,
    caring,
    cases,
    leaving,
    log,
    members,
    profiles,
    reading,
    reports,
    sanctions,
    thanks,
)
from bbs.community.caring import Carers
from bbs.community.members import Person, Role
from bbs.community.post_acts import Act
from bbs.community.reports import Reason
from bbs.community.sanctions import Kind
from bbs.errors import Busy, NotFound, Refusal
from store.database import Store
from store.tables import Sanction
from store.vault import Vault
from tests import stores
from tests.deciding import DAY, HOUR, NOW, Desk, begun, refused


@pytest.fixture
def desk(store: Store, vault: Vault, sam: Person, lou: Person) -> Desk:
    return begun(store, vault, sam, lou)


def test_somebody_who_is_muted_reads_and_does_not_write(desk: Desk, store: Store) -> None:
    elsewhere = stores.start(store, desk.lou, board="lobby").thread
    desk.decide(sanction=Kind.MUTE, days=1)
    assert desk.read(desk.sam).text
    attempts: list[Callable[[], object]] = [
        desk.reply,
        lambda: desk.reply(thread=elsewhere),
        lambda: stores.start(store, desk.sam),
        lambda: store.run(profiles.write, desk.sam, "I keep bees.", now=NOW + 1),
        lambda: store.run(
            thanks.thank, desk.vault, desk.sam, store.run(reading.newest, desk.lou, "lobby"), "Ha.", now=NOW + 1
        ),
    ]
    for attempt in attempts:
        with refused(r"about 24 hours.*go decisions.*kept as a draft"):
            attempt()
    desk.reply(now=NOW + DAY)


def test_somebody_who_is_muted_on_one_board_writes_elsewhere(desk: Desk, store: Store) -> None:
    elsewhere = stores.start(store, desk.lou, board="lobby").thread
    desk.decide(sanction=Kind.MUTE, days=7, here=True)
    with refused("in Sleep for about 7 days; elsewhere you can"):
        desk.reply()
    desk.reply(thread=elsewhere)


def test_somebody_who_is_slowed_posts_once_in_two_hours(desk: Desk) -> None:
    desk.decide(sanction=Kind.SLOW, days=1)
    with pytest.raises(Busy) as raised:
        desk.reply(now=NOW + HOUR)
    assert "the next can go in about 60 minutes. Why: go decisions." in raised.value.words()
    with refused("the next can go in about 2 hours"):
        desk.reply(now=NOW + 60)
    desk.reply(now=NOW + 2 * HOUR)
    with pytest.raises(Busy):
        desk.reply(now=NOW + 3 * HOUR)
    desk.reply(now=NOW + DAY)


def test_a_suspension_ends_by_itself(desk: Desk) -> None:
    desk.decide(sanction=Kind.SUSPENSION, days=3)
    assert desk.store.run(members.by_id, desk.sam.id).shut_out_until == NOW + 3 * DAY
    with refused(r"This place is closed to you for about 3 days\..*kept as a draft"):
        desk.reply()
    desk.reply(now=NOW + 3 * DAY)


def test_a_warning_counts_for_half_a_year_and_takes_nothing(desk: Desk) -> None:
    desk.decide(sanction=Kind.WARNING, days=180)
    desk.reply()
    wren = desk.staff["wren"]
    (strike,) = desk.store.run(sanctions.history, wren, desk.sam.id, now=NOW + 179 * DAY)
    assert strike.kind is Kind.WARNING
    assert desk.store.run(sanctions.history, wren, desk.sam.id, now=NOW + 180 * DAY) == []


def test_a_ban_ends_after_three_days_unless_somebody_else_confirms_it(desk: Desk) -> None:
    desk.decide(sanction=Kind.BAN, days=3)
    ban = f"ban/{desk.store.run(lambda: Sanction.get().id)}"
    assert desk.sees(ban) == {"dove", "olive"}
    assert desk.store.run(members.by_id, desk.sam.id).shut_out_until == NOW + 72 * HOUR
    case = desk.case_about(ban)
    with pytest.raises(NotFound):
        desk.store.run(bans.confirm, desk.vault, desk.staff["wren"], case, 1, now=NOW + HOUR)
    desk.store.run(bans.confirm, desk.vault, desk.staff["dove"], case, 1, now=NOW + HOUR)
    assert desk.store.run(members.by_id, desk.sam.id).shut_out_until > NOW + 10_000 * DAY
    with refused(r"This place is closed to you\. Why"):
        desk.reply(now=NOW + 900 * DAY)


def test_a_ban_that_ended_is_not_confirmed(desk: Desk) -> None:
    desk.decide(sanction=Kind.BAN, days=3)
    case = desk.case_about(f"ban/{desk.store.run(lambda: Sanction.get().id)}")
    with pytest.raises(Refusal, match="ended meanwhile"):
        desk.store.run(bans.confirm, desk.vault, desk.staff["dove"], case, 1, now=NOW + 73 * HOUR)
    desk.reply(now=NOW + 72 * HOUR)


def test_somebody_else_may_end_a_ban_at_once(desk: Desk) -> None:
    desk.decide(act=Act.HIDE, sanction=Kind.BAN, days=3)
    case = desk.case_about(f"ban/{desk.store.run(lambda: Sanction.get().id)}")
    desk.store.run(bans.end, desk.vault, desk.staff["olive"], case, 1, now=NOW + 1)
    desk.reply()
    assert desk.read().removed, "what else was decided stays"


def test_with_one_moderator_the_operator_confirms_and_the_only_one_of_the_staff_cannot(
    desk: Desk, store: Store
) -> None:
    for other in ("wren", "dove"):
        store.run(members.set_role, desk.staff.pop(other).id, Role.MEMBER)
    desk.decide(by="olive", sanction=Kind.BAN, days=3)
    ban = f"ban/{store.run(lambda: Sanction.get().id)}"
    assert desk.sees(ban) == set()
    assert not store.run(cases.anybody_may, desk.case_about(ban))
    told = desk.told()
    assert told.sanction is not None
    assert told.sanction.is_alone
    assert not told.has_judge
    desk.reply(now=NOW + 72 * HOUR)


def test_staff_are_sanctioned_by_an_operator_alone(desk: Desk, store: Store) -> None:
    dove = desk.staff["dove"]
    store.run(cases.gather, desk.vault, f"member/{dove.id}", reason="unkind", by=None, now=NOW, dispute=True)
    desk.case = desk.case_about(f"member/{dove.id}")
    with pytest.raises(NotFound):
        desk.decide(by="wren", sanction=Kind.MUTE, days=1)
    desk.decide(by="olive", sanction=Kind.MUTE, days=1)
    with pytest.raises(Refusal):
        desk.reply(who=dove)


def test_who_is_suspended_is_not_counted_among_those_who_look_after_the_place(desk: Desk, store: Store) -> None:
    assert store.run(caring.carers, now=NOW) == Carers(2, 1)
    dove = desk.staff["dove"]
    store.run(cases.gather, desk.vault, f"member/{dove.id}", reason="unkind", by=None, now=NOW, dispute=True)
    desk.case = desk.case_about(f"member/{dove.id}")
    desk.decide(by="olive", sanction=Kind.SUSPENSION, days=3)
    assert store.run(caring.carers, now=NOW + DAY) == Carers(1, 1)
    assert store.run(caring.carers, now=NOW + 3 * DAY) == Carers(2, 1)


def test_who_is_banned_is_nobody_to_judge_an_appeal(desk: Desk, store: Store) -> None:
    assert store.run(cases.anybody_may, desk.case, but=[desk.staff["wren"].id, desk.staff["olive"].id])
    reported, dove = desk.case, desk.staff["dove"]
    store.run(cases.gather, desk.vault, f"member/{dove.id}", reason="unkind", by=None, now=NOW, dispute=True)
    desk.case = desk.case_about(f"member/{dove.id}")
    desk.decide(by="olive", sanction=Kind.BAN, days=3)
    store.run(
        lambda: Sanction.update(until=None).where(Sanction.member == dove.id).execute()
    )  # as when it is confirmed
    assert not store.run(cases.anybody_may, reported, but=[desk.staff["wren"].id, desk.staff["olive"].id])


def test_a_nameless_author_is_sanctioned_without_anybody_learning_who_it_is(
    desk: Desk, store: Store, vault: Vault
) -> None:
    post = stores.start(store, desk.sam, "Fools.", nameless=vault)
    store.run(reports.report, vault, desk.lou, f"post/{post.id}", Reason.UNKIND, now=NOW)
    desk.case = desk.case_about(f"post/{post.id}")
    desk.decide(sanction=Kind.MUTE, days=1)
    with pytest.raises(Refusal):
        desk.reply()
    wren = desk.staff["wren"]
    assert store.run(sanctions.history, wren, desk.sam.id, now=NOW) == []
    (entry,) = store.run(log.lately, vault, wren)
    assert (entry.act, entry.about, entry.words) == ("member-muted", "", "")
    assert desk.told().sanction is not None


def test_who_left_and_comes_back_keeps_what_they_were_given(desk: Desk) -> None:
    desk.decide(sanction=Kind.SUSPENSION, days=30)
    desk.store.run(leaving.leave, desk.vault, desk.sam, now=NOW + 1)
    desk.store.run(leaving.come_back, desk.vault, desk.sam.id)
    with pytest.raises(Refusal):
        desk.reply(now=NOW + 2 * DAY)
