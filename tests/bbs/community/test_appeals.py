"""Appeals: to somebody else than who decided, and what comes of them."""

from __future__ import annotations

from typing import Any

import pytest

from bbs.community import (
    appeals,
    bans,
    cases,
    housekeeping,
    log,
    members,
    posts,
    reports,
    statements,
)
from bbs.community.appeals import Answer
from bbs.community.decisions import Chosen
from bbs.community.members import Person, Role
from bbs.community.post_acts import Act
from bbs.community.sanctions import Kind
from bbs.errors import NotFound, NotUnderstood, Refusal
from store.database import Store
from store.parting import part_with
from store.tables import Case, Decision, Post, Sanction
from store.vault import Vault
from tests.deciding import DAY, HOUR, NOW, Desk, begun, refused


@pytest.fixture
def desk(store: Store, vault: Vault, sam: Person, lou: Person) -> Desk:
    return begun(store, vault, sam, lou)


def appealed(desk: Desk, **how: Any) -> tuple[int, int]:
    """Have a decision and an appeal against it; return both, the appeal as its case."""
    decision = desk.decide(**how)
    case = desk.store.run(appeals.appeal, desk.vault, desk.sam, decision, "It was a joke among friends.", now=NOW + 5)
    return decision, case


def answer(desk: Desk, case: int, given: Answer, by: str = "dove", **how: Any) -> int:
    version = desk.version(case)
    who = desk.staff[by]
    return desk.store.run(appeals.answer, desk.vault, who, case, version, given, "We looked.", now=NOW + HOUR, **how)


def test_an_appeal_goes_to_somebody_else_than_who_decided(desk: Desk) -> None:
    _, case = appealed(desk, act=Act.HIDE)
    target = str(desk.store.run(lambda: Case.get_by_id(case).target))
    assert desk.sees(target) == {"dove", "olive"}
    with pytest.raises(NotFound):
        answer(desk, case, Answer.UPHELD, by="wren")


def test_who_complained_of_it_judges_neither_the_ban_nor_the_appeal(desk: Desk) -> None:
    dove, unkind = desk.staff["dove"], reports.Reason.UNKIND
    desk.store.run(reports.report, desk.vault, dove, f"post/{desk.post.id}", unkind, now=NOW)
    decision, case = appealed(desk, sanction=Kind.BAN, days=3)
    ban = desk.store.run(lambda: Sanction.get(Sanction.decision == decision).id)
    assert desk.sees(f"ban/{ban}") == {"olive"}
    assert desk.sees(str(desk.store.run(lambda: Case.get_by_id(case).target))) == {"olive"}
    for looked_at in (case, desk.case_about(f"ban/{ban}")):
        with pytest.raises(NotFound):
            desk.store.run(cases.claim, dove, looked_at, 1, now=NOW + HOUR)


def test_an_appeal_against_a_ban_goes_to_neither_of_those_who_decided_it(desk: Desk) -> None:
    decision = desk.decide(act=Act.HIDE, sanction=Kind.BAN, days=3)
    ban = desk.case_about(f"ban/{desk.store.run(lambda: Sanction.get(Sanction.decision == decision).id)}")
    desk.store.run(bans.confirm, desk.vault, desk.staff["dove"], ban, 1, now=NOW + HOUR)
    case = desk.store.run(appeals.appeal, desk.vault, desk.sam, decision, "Let me stay.", now=NOW + HOUR)
    assert desk.sees(str(desk.store.run(lambda: Case.get_by_id(case).target))) == {"olive"}
    with pytest.raises(NotFound):
        answer(desk, case, Answer.UNDONE, by="dove")
    desk.store.run(members.set_role, desk.staff["olive"].id, Role.MEMBER)
    told = desk.told().appealed
    assert told is not None
    assert not told.can_be_judged
    other = desk.store.run(cases.gather, desk.vault, f"member/{desk.sam.id}", reason="unkind", by=desk.lou, now=NOW)
    assert desk.store.run(cases.anybody_may, other), "nothing else is kept from them"


def test_what_is_upheld_stands_and_is_told(desk: Desk) -> None:
    _, case = appealed(desk, act=Act.HIDE)
    desk.store.run(statements.told, desk.sam, now=NOW)
    answer(desk, case, Answer.UPHELD)
    told = desk.told()
    assert told.is_new
    assert told.appealed is not None
    assert (told.appealed.outcome, told.appealed.answer) == ("upheld", "We looked.")
    assert desk.read().removed


def test_a_wrong_ban_is_appealed_against_and_all_of_it_undone(desk: Desk) -> None:
    _, case = appealed(desk, act=Act.REMOVE, sanction=Kind.BAN, days=3)
    answer(desk, case, Answer.UNDONE, by="olive")
    assert desk.read().text == "You are a zebra and a fool."
    assert desk.store.run(members.by_id, desk.sam.id).shut_out_until == 0
    desk.reply(now=NOW + 2 * HOUR)
    assert desk.store.run(lambda: Case.select().where(Case.closed_at.is_null()).count()) == 0
    (own,) = desk.store.run(reports.own, desk.vault, desk.lou, now=NOW)
    assert (own.outcome, own.is_told) == ("undone", False)


def test_an_appeal_can_change_what_was_decided(desk: Desk) -> None:
    _, case = appealed(desk, act=Act.REMOVE, sanction=Kind.SUSPENSION, days=30)
    lesser = Chosen(act=Act.CLOSE, sanction=Kind.WARNING, days=180, reasons="Still not kind.")
    answer(desk, case, Answer.CHANGED, chosen=lesser)
    assert desk.read().note == posts.CLOSED
    desk.reply(now=NOW + 2 * HOUR)
    new, old = desk.store.run(statements.about, desk.vault, desk.sam)
    assert (new.act, old.undone_at) == (Act.CLOSE, NOW + HOUR)


def test_a_changed_decision_that_is_undone_can_be_answered_anew_but_not_upheld(desk: Desk) -> None:
    _, case = appealed(desk, act=Act.REMOVE)
    answer(desk, case, Answer.CHANGED, chosen=Chosen(act=Act.CLOSE, reasons="Still not kind."))
    changed = desk.store.run(statements.about, desk.vault, desk.sam)[0]
    assert desk.undo(changed.id, by="dove", now=NOW + 2 * HOUR) == case
    with refused("cannot stand"):
        answer(desk, case, Answer.UPHELD)
    answer(desk, case, Answer.UNDONE)
    assert (desk.read().note, desk.read().text) == ("", "You are a zebra and a fool.")


def test_there_is_one_appeal_a_decision_and_only_by_whom_it_is_about_and_for_sixty_days(desk: Desk) -> None:
    decision = desk.decide(act=Act.HIDE)

    def appeal(who: Person, now: int, words: str = "No.") -> int:
        return desk.store.run(appeals.appeal, desk.vault, who, decision, words, now=now)

    with pytest.raises(NotFound):
        appeal(desk.lou, NOW)
    with refused("60 days"):
        appeal(desk.sam, NOW + 61 * DAY)
    with pytest.raises(NotUnderstood):
        appeal(desk.sam, NOW, " ")
    appeal(desk.sam, NOW + 60 * DAY)
    with pytest.raises(Refusal, match="already"):
        appeal(desk.sam, NOW)


def test_words_that_are_disputed_are_kept_until_that_is_decided(desk: Desk) -> None:
    decision = desk.decide(act=Act.REMOVE)
    desk.store.run(appeals.appeal, desk.vault, desk.sam, decision, "No.", now=NOW + 59 * DAY)
    desk.store.run(housekeeping.purge, desk.vault, NOW + 80 * DAY)
    assert desk.told().wrote == "You are a zebra and a fool."


def test_the_chain_of_the_log_holds_over_all_of_it(desk: Desk) -> None:
    _, case = appealed(desk, act=Act.HIDE, sanction=Kind.WARNING, days=180)
    answer(desk, case, Answer.UNDONE)
    acts = [entry.act for entry in desk.store.run(log.lately, desk.vault, desk.staff["olive"])]
    assert acts == ["appeal-undone", "member-warned", "post-hidden"]
    assert desk.store.run(log.check, desk.vault).holds


def test_deleting_a_member_takes_what_was_decided_about_them(desk: Desk) -> None:
    appealed(desk, act=Act.REMOVE, sanction=Kind.MUTE, days=7)
    desk.store.run(part_with, desk.sam.id, NOW + HOUR)
    assert desk.store.run(lambda: Decision.select().count() + Sanction.select().count()) == 0
    assert desk.store.run(lambda: Post.get_by_id(desk.post.id).text) == ""
