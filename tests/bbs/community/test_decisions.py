"""Decisions: what they do to posts and members, that they end, and that undoing puts everything back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from peewee import SQL

from bbs.community import (
    appeals,
    cases,
    decisions,
    housekeeping,
    leaving,
    log,
    members,
    outcomes,
    posts,
    profiles,
    queue,
    reports,
    sanctions,
    statements,
    thanks,
)
from bbs.community.appeals import Answer
from bbs.community.decisions import Chosen, Outcome
from bbs.community.members import Person, Role
from bbs.community.post_acts import Act
from bbs.community.posts import PostLine
from bbs.community.reports import Reason
from bbs.community.sanctions import Kind
from bbs.errors import BBSError, Busy, NotFound, NotUnderstood, Refusal
from store import search
from store.database import Store
from store.parting import part_with
from store.tables import TABLES, Case, Decision, Post, Sanction
from store.vault import Vault
from tests import stores
from tests.finding import finds

NOW = stores.NOW
HOUR, DAY = 3600, 24 * 3600
HISTORY = {"Decision", "Sanction", "Appeal", "StaffAct", "Tombstone"}


@dataclass
class Desk:
    """A store with staff, and a post that lou reported."""

    store: Store
    vault: Vault
    staff: dict[str, Person]
    sam: Person
    lou: Person
    post: PostLine
    case: int

    def decide(self, outcome: Outcome = Outcome.AGREE, by: str = "wren", now: int = NOW, **how: Any) -> int:
        given = {"reasons": "It went after somebody."} | how if outcome in decisions.TELLS else how
        version = self.store.run(lambda: Case.get_by_id(self.case).version)
        chosen = Chosen(**given)
        who = self.staff[by]
        return self.store.run(decisions.decide, self.vault, who, self.case, version, outcome, chosen, now=now)

    def undo(self, decision: int, by: str = "wren", now: int = NOW + 1) -> int | None:
        return self.store.run(decisions.undo, self.vault, self.staff[by], decision, now=now)

    def told(self) -> statements.Statement:
        return self.store.run(statements.about, self.vault, self.sam)[0]

    def read(self, reader: Person | None = None) -> PostLine:
        return self.store.run(posts.get, reader or self.lou, self.post.id)

    def reply(self, now: int = NOW + 2, thread: int | None = None, who: Person | None = None) -> PostLine:
        place = thread or self.post.thread
        return self.store.run(posts.reply, who or self.sam, place, f"Once more, {now}.", now=now)

    def case_about(self, target: str) -> int:
        found = self.store.run(cases.open_at, target)
        assert found is not None
        return found

    def version(self, case: int) -> int:
        return int(self.store.run(lambda: Case.get_by_id(case).version))

    def sees(self, target: str) -> set[str]:
        return {
            handle
            for handle, person in self.staff.items()
            if any(line.target == target for line in self.store.run(queue.queue, self.vault, person, now=NOW + HOUR))
        }

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row but those of the history, a case without how often it changed."""

        def all_rows() -> dict[str, list[tuple[Any, ...]]]:
            found: dict[str, list[tuple[Any, ...]]] = {}
            for table in TABLES:
                if table.__name__ not in HISTORY:
                    kept = [f for f in table._meta.sorted_fields if (table, f.name) != (Case, "version")]
                    rows: Any = table.select(*kept).order_by(SQL("1")).tuples()
                    found[table.__name__] = list(rows)
            return found

        return self.store.run(all_rows)


@pytest.fixture
def desk(store: Store, vault: Vault, sam: Person, lou: Person) -> Desk:
    roles = {"wren": Role.MODERATOR, "dove": Role.MODERATOR, "olive": Role.OPERATOR}
    staff = {name: store.run(members.set_role, stores.member(store, name).id, role) for name, role in roles.items()}
    post = stores.start(store, sam, "You are a zebra and a fool.")
    store.run(reports.report, vault, lou, f"post/{post.id}", Reason.UNKIND, now=NOW)
    case = store.run(lambda: Case.get().id)
    return Desk(store, vault, staff, sam, lou, post, case)


@contextmanager
def refused(words: str) -> Iterator[None]:
    """Expect a refusal that says this to the caller."""
    with pytest.raises(Refusal) as raised:
        yield
    assert re.search(words, raised.value.words())


DOES: dict[str, dict[str, Any]] = {
    "a note beneath it": {"act": Act.REMARK, "words": "Please ask a doctor."},
    "closed": {"act": Act.CLOSE},
    "out of sight": {"act": Act.HIDE},
    "a part out": {"act": Act.CUT, "words": "and a fool"},
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


@pytest.mark.parametrize(
    ("outcome", "how", "reads"),
    [
        (Outcome.DISAGREE, {}, "You are a zebra and a fool."),
        (Outcome.AGREE, {}, "You are a zebra and a fool."),
        (Outcome.AGREE, {"act": Act.CLOSE}, "You are a [\u2026] and a fool."),
        (Outcome.AGREE, {"act": Act.CUT, "words": "You", "mark": "[...]"}, "[...] are a [\u2026] and a fool."),
        (Outcome.AGREE, {"act": Act.CUT, "words": "a zebra", "mark": "[...]"}, "You are [...] and a fool."),
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
            thanks.thank, desk.vault, desk.sam, store.run(posts.newest, desk.lou, "lobby"), "Ha.", now=NOW + 1
        ),
    ]
    for attempt in attempts:
        with refused(r"about 24 hours.*go decisions.*kept as a draft"):
            attempt()
    desk.reply(now=NOW + DAY)


def test_somebody_who_is_muted_on_one_board_writes_elsewhere(desk: Desk, store: Store) -> None:
    elsewhere = stores.start(store, desk.lou, board="lobby").thread
    desk.decide(sanction=Kind.MUTE, days=7, here=True)
    with refused("on this board for about 7 days; elsewhere you can"):
        desk.reply()
    desk.reply(thread=elsewhere)


def test_somebody_who_is_slowed_posts_once_in_two_hours(desk: Desk) -> None:
    desk.decide(sanction=Kind.SLOW, days=1)
    with pytest.raises(Busy) as raised:
        desk.reply(now=NOW + HOUR)
    assert "this can go in about 60 minutes. Why: go decisions." in raised.value.words()
    desk.reply(now=NOW + 2 * HOUR)
    with pytest.raises(Busy):
        desk.reply(now=NOW + 3 * HOUR)
    desk.reply(now=NOW + DAY)


def test_a_suspension_ends_by_itself(desk: Desk) -> None:
    desk.decide(sanction=Kind.SUSPENSION, days=3)
    assert desk.store.run(members.by_id, desk.sam.id).shut_out_until == NOW + 3 * DAY
    with pytest.raises(Refusal):
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
        desk.store.run(decisions.confirm_ban, desk.vault, desk.staff["wren"], case, 1, now=NOW + HOUR)
    desk.store.run(decisions.confirm_ban, desk.vault, desk.staff["dove"], case, 1, now=NOW + HOUR)
    assert desk.store.run(members.by_id, desk.sam.id).shut_out_until > NOW + 10_000 * DAY
    with pytest.raises(Refusal, match="any more"):
        desk.reply(now=NOW + 900 * DAY)


def test_a_ban_that_ended_is_not_confirmed(desk: Desk) -> None:
    desk.decide(sanction=Kind.BAN, days=3)
    case = desk.case_about(f"ban/{desk.store.run(lambda: Sanction.get().id)}")
    with pytest.raises(Refusal, match="ended meanwhile"):
        desk.store.run(decisions.confirm_ban, desk.vault, desk.staff["dove"], case, 1, now=NOW + 73 * HOUR)
    desk.reply(now=NOW + 72 * HOUR)


def test_somebody_else_may_end_a_ban_at_once(desk: Desk) -> None:
    desk.decide(act=Act.HIDE, sanction=Kind.BAN, days=3)
    case = desk.case_about(f"ban/{desk.store.run(lambda: Sanction.get().id)}")
    desk.store.run(decisions.end_ban, desk.vault, desk.staff["olive"], case, 1, now=NOW + 1)
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


# Appeals


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
