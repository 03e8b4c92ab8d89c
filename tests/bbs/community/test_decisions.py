"""Decisions: what they do to posts, and that undoing puts everything back."""

from __future__ import annotations

from typing import Any

import pytest

from bbs.community import (
    cases,
    decisions,
    housekeeping,
    members,
    outcomes,
    posts,
    reports,
    sanctions,
    statements,
)
from bbs.community.decisions import Chosen, Outcome
from bbs.community.members import Person
from bbs.community.post_acts import Act
from bbs.community.sanctions import Kind
from bbs.errors import BBSError, NotUnderstood, Refusal
from store import search
from store.database import Store
from store.tables import Case, Decision
from store.vault import Vault
from tests import stores
from tests.deciding import DAY, NOW, Desk, begun, refused
from tests.finding import finds


@pytest.fixture
def desk(store: Store, vault: Vault, sam: Person, lou: Person) -> Desk:
    return begun(store, vault, sam, lou)


DOES: dict[str, dict[str, Any]] = {
    "a note beneath it": {"act": Act.REMARK, "words": "Please ask a doctor."},
    "closed": {"act": Act.CLOSE},
    "out of sight": {"act": Act.HIDE},
    "a part out": {"act": Act.CUT, "words": "and a fool"},
    "a part of the title out": {"act": Act.CUT, "words": "Four"},
    "removed": {"act": Act.REMOVE},
    "a warning": {"sanction": Kind.WARNING, "days": 180},
    "slowed": {"sanction": Kind.SLOW, "days": 3},
    "muted": {"sanction": Kind.MUTE, "days": 7},
    "muted here": {"sanction": Kind.MUTE, "days": 7, "here": True},
    "suspended": {"sanction": Kind.SUSPENSION, "days": 30},
    "banned": {"act": Act.REMOVE, "sanction": Kind.BAN, "days": 3},
    "only written to": {},
}


@pytest.mark.parametrize("does", DOES)
def test_undoing_puts_back_everything_that_a_decision_did(desk: Desk, does: str) -> None:
    desk.store.run(cases.claim, desk.staff["wren"], desk.case, 1, now=NOW)
    before = desk.rows()
    decision = desk.decide(**DOES[does])
    assert desk.rows() != before
    desk.store.run(reports.told, desk.lou, now=NOW)
    desk.undo(decision)
    after = desk.rows()
    bans = [row for row in after["Case"] if row not in before["Case"]]
    assert all(row[1].startswith("ban/") for row in bans), "a case of its own is history too, and closed"
    assert desk.store.run(lambda: Case.select().where(Case.closed_at.is_null()).count()) == 1
    for rows in (before, after):
        rows["Case"] = [row for row in rows["Case"] if row not in bans]
        rows["Report"] = [row for row in rows["Report"] if row[1] == desk.case]
    assert after == before
    assert [line.id for line in desk.store.run(finds, desk.lou, "zebra")] == [desk.post.id]
    assert desk.store.run(sanctions.history, desk.staff["wren"], desk.sam.id, now=NOW + 2) == []
    desk.reply()
    with pytest.raises(Refusal, match="undone already"):
        desk.undo(decision)


@pytest.mark.parametrize("outcome", [Outcome.DISAGREE, Outcome.IGNORE])
def test_of_what_is_left_as_it_is_its_author_learns_nothing(desk: Desk, outcome: Outcome) -> None:
    before = desk.rows()
    decision = desk.decide(outcome)
    assert desk.store.run(statements.about, desk.vault, desk.sam) == []
    assert not desk.store.run(members.by_id, desk.sam.id).is_untold
    (own,) = desk.store.run(reports.own, desk.vault, desk.lou, now=NOW)
    assert own.outcome == outcome.value
    assert own.outcome in outcomes.OUTCOMES
    desk.undo(decision)
    assert desk.rows() == before


@pytest.mark.parametrize("act", [act for act in Act if act])
def test_who_reported_it_hears_that_something_was_done_and_not_what(desk: Desk, act: Act) -> None:
    desk.decide(act=act, words="zebra")
    (own,) = desk.store.run(reports.own, desk.vault, desk.lou, now=NOW)
    assert outcomes.in_words(own) == outcomes.AGREED


def test_a_closed_post_is_read_by_who_opens_it_and_found_by_who_looks(desk: Desk) -> None:
    desk.decide(act=Act.CLOSE)
    line = desk.read()
    assert (line.note, line.text) == (posts.CLOSED, "You are a zebra and a fool.")


def test_what_is_out_of_sight_is_nowhere(desk: Desk) -> None:
    desk.reply(who=desk.lou)
    desk.decide(act=Act.HIDE)
    line = desk.read()
    assert (line.text, line.removed, line.removed_by_author, line.title) == ("", True, False, "[removed]")
    assert desk.store.run(finds, desk.lou, "zebra") == []
    assert desk.told().wrote == "You are a zebra and a fool.", "their own words are theirs to see"


def test_a_part_is_taken_out_and_the_rest_stands(desk: Desk) -> None:
    with pytest.raises(NotUnderstood, match="not in the post"):
        desk.decide(act=Act.CUT, words="not there")
    desk.decide(act=Act.CUT, words="and a fool", mark="[...]")
    assert desk.read().text == "You are a zebra [...]."
    assert desk.store.run(finds, desk.lou, "fool") == []


def test_a_part_is_taken_out_of_the_title_as_well(desk: Desk) -> None:
    post = stores.start(desk.store, desk.sam, "Ash is what I say.", title="Ash, 12 Elm Street")
    desk.reply(who=desk.lou, thread=post.thread)
    case = desk.store.run(
        cases.gather, desk.vault, f"post/{post.id}", reason="private", by=desk.lou, now=NOW, by_software=False
    )
    wren, how = desk.staff["wren"], Chosen(Act.CUT, words=" 12 Elm Street ", mark="[...]", reasons="It is theirs.")
    shown = desk.store.run(statements.preview, wren, case, Outcome.AGREE, how, now=NOW)
    decision = desk.store.run(decisions.decide, desk.vault, wren, case, 1, Outcome.AGREE, how, now=NOW)
    line = desk.store.run(posts.get, desk.lou, post.id)
    assert (line.title, line.text) == ("Ash, [...]", "Ash is what I say.")
    assert desk.store.run(finds, desk.lou, "elm") == []
    assert [one.id for one in desk.store.run(finds, desk.lou, "ash")] == [post.id]
    assert desk.told().wrote == shown.wrote == "Ash, 12 Elm Street\n\nAsh is what I say."
    desk.undo(decision)
    assert desk.store.run(posts.get, desk.lou, post.id).title == "Ash, 12 Elm Street"
    assert [one.id for one in desk.store.run(finds, desk.lou, "elm")] == [post.id]


def test_of_a_reply_the_title_is_somebody_elses_and_stays(desk: Desk) -> None:
    reply = desk.reply(who=desk.lou)
    case = desk.store.run(cases.gather, desk.vault, f"post/{reply.id}", reason="private", by=desk.sam, now=NOW)
    how = Chosen(Act.CUT, words="Four", mark="[...]", reasons="It is theirs.")
    with pytest.raises(NotUnderstood, match="nor in its title"):
        desk.store.run(decisions.decide, desk.vault, desk.staff["wren"], case, 1, Outcome.AGREE, how, now=NOW)


def test_a_note_beneath_a_post_is_said_to_its_author_and_is_put_away_again(desk: Desk) -> None:
    decision = desk.decide(act=Act.REMARK, words="Please ask a doctor.")
    assert (desk.told().remark, desk.read().remark) == ("Please ask a doctor.", "Please ask a doctor.")
    desk.undo(decision)
    assert desk.read().remark == ""


@pytest.mark.parametrize(
    ("outcome", "how", "reads"),
    [
        (Outcome.DISAGREE, {}, "You are a zebra and a fool."),
        (Outcome.AGREE, {}, "You are a zebra and a fool."),
        (Outcome.AGREE, {"act": Act.CLOSE}, "You are a [\u2026] and a fool."),
        (Outcome.AGREE, {"act": Act.CUT, "words": "You", "mark": "[...]"}, "[...] are a [\u2026] and a fool."),
        (Outcome.AGREE, {"act": Act.CUT, "words": "a zebra", "mark": "[...]"}, "You are [...] and a fool."),
        (Outcome.AGREE, {"act": Act.CUT, "words": "a zeb", "mark": "[...]"}, "You are [...]ra and a fool."),
        (Outcome.IGNORE, {}, "You are a [\u2026] and a fool."),
    ],
)
def test_what_was_covered_until_somebody_looked_is_shown_where_the_post_stands(
    desk: Desk, outcome: Outcome, how: dict[str, Any], reads: str
) -> None:
    desk.store.run(search.cover, desk.post.id, "10-15")
    assert desk.read().text == "You are a [\u2026] and a fool."
    before = desk.rows()
    decision = desk.decide(outcome, **how)
    assert desk.read().text == reads
    desk.undo(decision)
    assert desk.rows() == before


def test_a_note_by_the_staff_stands_beneath_the_post(desk: Desk) -> None:
    desk.decide(act=Act.REMARK, words="Please ask a doctor.")
    assert desk.read().remark == "Please ask a doctor."


def test_a_post_that_its_author_deleted_stays_deleted(desk: Desk) -> None:
    decision = desk.decide(act=Act.CLOSE)
    desk.store.run(posts.remove_own, desk.sam, desk.post.id, now=NOW + 1)
    desk.undo(decision)
    line = desk.read()
    assert (line.text, line.removed_by_author) == ("", True)


@pytest.mark.parametrize("act", [Act.HIDE, Act.REMOVE])
def test_its_author_can_delete_what_is_out_of_sight_for_good(desk: Desk, act: Act) -> None:
    decision = desk.decide(act=act)
    desk.store.run(posts.remove_own, desk.sam, desk.post.id, now=NOW + 1)
    desk.undo(decision, now=NOW + 2)
    assert desk.read().text == ""
    assert desk.store.run(finds, desk.lou, "zebra") == []


@pytest.mark.parametrize("act", [Act.HIDE, Act.REMOVE, Act.CUT])
def test_words_are_kept_for_the_appeal_and_are_gone_after_it(desk: Desk, act: Act) -> None:
    decision = desk.decide(act=act, words="fool")
    desk.store.run(housekeeping.purge, desk.vault, NOW + 66 * DAY)
    assert "zebra" in desk.told().wrote
    desk.store.run(housekeeping.purge, desk.vault, NOW + 68 * DAY)
    assert "fool" not in desk.told().wrote
    with pytest.raises(Refusal, match="gone by now"):
        desk.undo(decision)


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ({"reasons": " "}, NotUnderstood),
        ({"reasons": "x" * 4001}, NotUnderstood),
        ({"sanction": Kind.MUTE, "days": 2}, NotUnderstood),
        ({"sanction": Kind.BAN, "days": 90}, NotUnderstood),
        ({"act": Act.REMARK, "words": ""}, NotUnderstood),
    ],
)
def test_what_cannot_be_decided_changes_nothing(desk: Desk, how: dict[str, Any], error: type[BBSError]) -> None:
    before = desk.rows()
    with pytest.raises(error):
        desk.decide(**how)
    assert desk.rows() == before
    assert desk.store.run(Decision.select().count) == 0


def test_what_somebody_else_took_is_theirs_to_decide(desk: Desk) -> None:
    desk.store.run(cases.claim, desk.staff["dove"], desk.case, 1, now=NOW)
    with refused("dove took this one"):
        desk.decide()


def test_nothing_is_done_to_a_post_that_is_out_of_sight_already(desk: Desk) -> None:
    desk.store.run(posts.remove_own, desk.sam, desk.post.id, now=NOW)
    with pytest.raises(Refusal, match="out of sight already"):
        desk.decide(act=Act.REMOVE)


def test_support_reaches_its_member_without_a_sanction(desk: Desk) -> None:
    desk.decide(Outcome.SUPPORT, reasons="That sounds like a heavy night.")
    told = desk.told()
    assert (told.outcome, told.sanction, told.appeal_until, told.is_new) == (Outcome.SUPPORT, None, 0, True)
    desk.store.run(statements.told, desk.sam, now=NOW)
    assert not desk.store.run(members.by_id, desk.sam.id).is_untold


def test_a_name_is_told_only_where_that_is_wished(desk: Desk) -> None:
    decision = desk.decide()
    assert desk.told().by == ""
    desk.undo(decision)
    desk.decide(named=True)
    assert desk.told().by == "wren"
