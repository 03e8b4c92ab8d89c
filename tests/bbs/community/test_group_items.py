"""Who looks after a group meets what came up there first, and settles it or leaves it to the desk."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bbs.community import (
    blocks,
    cases,
    decisions,
    group_first,
    group_items,
    group_joining,
    group_making,
    log,
    posts,
    queue,
    reports,
    statements,
    tending,
)
from bbs.community.decisions import Chosen, Outcome
from bbs.community.group_first import FIRST, TAKEN, WithGroup
from bbs.community.group_items import ItemLine
from bbs.community.group_making import Shape
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.community.queue import Rank
from bbs.community.raised import Raised, during
from bbs.community.reports import Reason
from bbs.community.sanctions import Kind
from bbs.errors import NotFound, NotUnderstood, Refusal
from store import case_rows, search
from store.database import Store
from store.tables import Case, CaseTold
from store.vault import Vault
from tests import stores
from tests.stores import NOW, UNHURRIED

SLUG = "quiet-water"


@dataclass
class Inside:
    """A members-only group that ash and fern look after, with sam and lou in it, and a moderator outside."""

    store: Store
    vault: Vault
    ash: Person
    fern: Person
    sam: Person
    lou: Person
    wren: Person
    post: PostLine
    board: int

    def reports(self, reason: Reason = Reason.UNKIND, by: Person | None = None, post: int | None = None) -> int:
        target = f"post/{post or self.post.id}"
        self.store.run(reports.report, self.vault, by or self.lou, target, reason, "Said in private.", now=NOW)
        found = self.store.run(cases.open_at, target)
        assert found is not None
        return found

    def waiting(self, who: Person | None = None, now: int = NOW) -> list[ItemLine]:
        return self.store.run(group_items.waiting, self.vault, who or self.ash, SLUG, now=now)

    def version(self, case: int) -> int:
        return int(self.store.run(lambda: Case.get_by_id(case).version))

    def at_desk(self, now: int = NOW) -> list[queue.CaseLine]:
        return self.store.run(queue.queue, self.vault, self.wren, now=now)

    def as_to_group(self, case: int, now: int = NOW) -> WithGroup:
        return self.store.run(group_first.as_to_group, case, now=now)

    def writes(self, who: Person, text: str = "You are all fools.") -> PostLine:
        return self.store.run(posts.reply, who, self.post.thread, text, now=NOW, writing=UNHURRIED)


@pytest.fixture
def inside(store: Store, vault: Vault, sam: Person, lou: Person) -> Inside:
    ash, fern = stores.member(store, "ash"), stores.member(store, "fern")
    wren = stores.member(store, "wren", role=Role.MODERATOR)
    group = store.run(group_making.make, Shape("Quiet water", "For slow days."), now=NOW)
    for person, how in ((ash, {"facilitator_at": NOW}), (fern, {"facilitator_at": NOW}), (sam, {}), (lou, {})):
        store.run(group_joining.come_in, group.id, person.id, NOW, **how)
    post = store.run(posts.start, sam, SLUG, "Tonight", "You are all fools.", now=NOW, writing=UNHURRIED)
    return Inside(store, vault, ash, fern, sam, lou, wren, post, group.id)


# Who meets what


def test_facilitators_meet_why_and_what_and_never_who_reported_it(inside: Inside) -> None:
    case = inside.reports()
    (line,) = inside.waiting()
    assert (line.id, line.reasons, line.is_urgent, line.can_be_settled) == (case, ("unkind",), False, True)
    assert line.post is not None
    assert line.post.text == "You are all fools."
    assert "lou" not in repr(line)
    assert "Said in private." not in repr(line)


def test_nobody_else_meets_it_as_a_facilitator_does(inside: Inside) -> None:
    case = inside.reports()
    for nobody in (None, inside.sam, inside.lou, inside.wren):
        with pytest.raises(NotFound):
            inside.store.run(group_items.waiting, inside.vault, nobody, SLUG, now=NOW)
        with pytest.raises(NotFound):
            inside.store.run(group_items.stands, inside.vault, nobody, SLUG, case, 1, now=NOW)
    assert inside.store.run(group_items.due, inside.sam) == []


def test_a_case_elsewhere_or_about_the_group_itself_is_not_theirs(inside: Inside) -> None:
    elsewhere = stores.start(inside.store, inside.lou)
    inside.store.run(reports.report, inside.vault, inside.sam, f"post/{elsewhere.id}", Reason.UNKIND, now=NOW)
    inside.store.run(reports.report, inside.vault, inside.sam, f"group/{SLUG}", Reason.UNKIND, now=NOW)
    inside.store.run(reports.report, inside.vault, inside.lou, f"member/{inside.sam.id}", Reason.UNKIND, now=NOW)
    assert inside.waiting() == []
    assert len(inside.at_desk()) == 3, "none of it waits for the group"


@pytest.mark.parametrize("part", ["reported", "reporter", "blocks", "answered"])
def test_who_is_a_part_of_it_does_not_meet_it_and_the_other_does(inside: Inside, part: str) -> None:
    by, post = inside.lou, inside.post
    if part == "reported":
        post = inside.writes(inside.ash)
    elif part == "reporter":
        by = inside.ash
    elif part == "blocks":
        inside.store.run(blocks.block, inside.ash, inside.sam.handle, now=NOW)
    else:
        inside.store.run(posts.reply, inside.ash, post.thread, "No.", now=NOW, reply_to=post.id, writing=UNHURRIED)
    case = inside.reports(by=by, post=post.id)
    assert inside.waiting() == []
    assert [line.id for line in inside.waiting(inside.fern)] == [case]
    with pytest.raises(NotFound, match="not there for you"):
        inside.store.run(group_items.take, inside.vault, inside.ash, SLUG, case, inside.version(case), now=NOW)


def test_what_is_about_one_of_the_staff_goes_past_facilitators_too(inside: Inside) -> None:
    inside.store.run(group_joining.come_in, inside.board, inside.wren.id, NOW)
    case = inside.reports(post=inside.writes(inside.wren).id)
    assert inside.waiting() == []
    assert inside.as_to_group(case) is WithGroup.NOBODY


# First the group, then the desk


def test_what_is_not_urgent_waits_for_the_group_some_hours_and_then_for_the_desk(inside: Inside) -> None:
    case = inside.reports()
    assert inside.at_desk() == []
    (later,) = inside.store.run(queue.queue, inside.vault, inside.wren, now=NOW, which=queue.Which.LATER)
    assert (later.id, later.snoozed_until) == (case, NOW + FIRST), "they can take it sooner all the same"
    assert [line.id for line in inside.at_desk(NOW + FIRST)] == [case]
    assert [line.id for line in inside.waiting(now=NOW + FIRST)] == [case], "it is the group's still"


def test_what_is_urgent_is_at_the_desk_at_once(inside: Inside) -> None:
    case = inside.reports(Reason.WORRIED)
    assert [(line.id, line.rank) for line in inside.at_desk()] == [(case, Rank.URGENT)]
    assert [line.is_urgent for line in inside.waiting()] == [True]


@pytest.mark.parametrize("reason", [Reason.HARM, Reason.PRIVATE, Reason.SPAM, Reason.UNDER_18])
def test_what_only_the_desk_can_deal_with_does_not_wait_for_the_group(inside: Inside, reason: Reason) -> None:
    case = inside.reports(reason)
    assert [line.id for line in inside.at_desk()] == [case]
    assert [line.id for line in inside.waiting()] == [case]


@pytest.mark.parametrize("reason", [Reason.HARM, Reason.THREAT])
def test_a_graver_report_brings_it_to_the_desk_at_once(inside: Inside, reason: Reason) -> None:
    case = inside.reports()
    fern_too = inside.reports(reason, by=inside.fern)
    assert fern_too == case
    assert [line.id for line in inside.at_desk()] == [case]


def test_what_the_desk_put_off_itself_stays_so_when_the_group_leaves_it_to_them(inside: Inside) -> None:
    case = inside.reports()
    later, version = NOW + 24 * 3600, inside.version(case)
    inside.store.run(cases.snooze, inside.wren, case, version, until=later, now=NOW)
    words = "Please look."
    inside.store.run(
        group_items.hand_over, inside.vault, inside.ash, SLUG, case, inside.version(case), words, now=NOW + 1
    )
    assert inside.at_desk(NOW + 2) == []
    assert [line.id for line in inside.at_desk(later)] == [case]


def test_where_nobody_of_the_group_may_judge_it_is_at_the_desk_at_once(inside: Inside) -> None:
    case = inside.reports(post=inside.writes(inside.ash).id, by=inside.fern)
    assert [line.id for line in inside.at_desk()] == [case]
    assert inside.as_to_group(case) is WithGroup.NOBODY


# Telling them


def test_they_are_told_of_each_once(inside: Inside) -> None:
    def brings() -> tuple[Raised, ...]:
        target, how = f"post/{inside.post.id}", {"reason": "unkind", "by": inside.lou, "now": NOW}
        return inside.store.run(during, cases.gather, inside.vault, target, **how)[1]  # type: ignore[arg-type]

    assert brings() == (Raised(1, inside.lou.id, in_group=True), Raised(0, inside.lou.id, at_desk=True))
    assert inside.store.run(group_items.concerning, inside.ash, [1, 2]) == {1}
    assert inside.store.run(group_items.concerning, inside.sam, [1]) == set()
    (due,) = inside.store.run(group_items.due, inside.ash)
    assert (due.case, due.is_urgent, due.slug, due.title) == (1, False, SLUG, "Quiet water")
    inside.store.run(lambda: CaseTold.create(case=1, member=inside.ash.id, at=NOW))
    assert inside.store.run(group_items.due, inside.ash) == []
    assert inside.store.run(group_items.count, inside.ash) == 1, "home still says that it waits"


# What they do


def test_who_takes_it_has_it_for_some_hours_and_the_desk_sees_that(inside: Inside) -> None:
    case = inside.reports(Reason.WORRIED)
    assert inside.as_to_group(case) is WithGroup.COMING
    inside.store.run(lambda: CaseTold.create(case=case, member=inside.fern.id, at=NOW))
    assert inside.as_to_group(case) is WithGroup.TOLD
    inside.store.run(group_items.take, inside.vault, inside.ash, SLUG, case, inside.version(case), now=NOW)
    assert (inside.waiting()[0].is_mine, inside.waiting(inside.fern)[0].taken_by) == (True, "ash")
    with pytest.raises(Refusal) as refused:
        inside.store.run(group_items.take, inside.vault, inside.fern, SLUG, case, inside.version(case), now=NOW)
    assert "ash has this one" in refused.value.words()
    assert (inside.as_to_group(case), inside.at_desk()[0].with_group) == (WithGroup.TAKEN, True)
    assert inside.at_desk()[0].claimed_by == "", "it still waits for somebody of the desk"
    assert inside.at_desk(NOW + TAKEN)[0].with_group is False
    inside.store.run(group_items.give_back, inside.vault, inside.ash, SLUG, case, inside.version(case), now=NOW)
    assert inside.waiting(inside.fern)[0].taken_by == ""


def test_what_stands_is_settled_thanked_for_and_can_be_undone_at_the_desk(inside: Inside) -> None:
    case = inside.reports()
    inside.store.run(group_items.stands, inside.vault, inside.ash, SLUG, case, inside.version(case), now=NOW)
    assert inside.waiting() == []
    (own,) = inside.store.run(reports.own, inside.vault, inside.lou, now=NOW)
    assert (own.state, own.outcome) == (reports.State.CLOSED, "disagree")
    (told,) = inside.store.run(statements.on_case, inside.vault, inside.wren, case, now=NOW)
    assert told.group == "Quiet water"
    assert inside.store.run(statements.about, inside.vault, inside.sam) == [], "nobody is told that it was reported"
    inside.store.run(decisions.undo, inside.vault, inside.wren, told.id, now=NOW)
    assert [line.id for line in inside.waiting()] == [case]


@pytest.mark.parametrize("why", ["urgent", "covered", "at the desk"])
def test_what_is_for_the_desk_is_not_settled_by_the_group(inside: Inside, why: str) -> None:
    case = inside.reports(Reason.WORRIED if why == "urgent" else Reason.UNKIND)
    if why == "covered":
        inside.store.run(search.cover, inside.post.id, "0-3")
    if why == "at the desk":
        inside.store.run(cases.claim, inside.wren, case, inside.version(case), now=NOW)
    (line,) = inside.waiting()
    assert line.can_be_settled is False
    with pytest.raises(Refusal, match="for the desk to settle"):
        inside.store.run(group_items.stands, inside.vault, inside.ash, SLUG, case, line.version, now=NOW)
    made, settled = inside.store.run(
        group_items.write, inside.vault, inside.ash, SLUG, case, line.version, "I thought of you.", now=NOW
    )
    assert (made > 0, settled) == (True, False)
    assert [line.id for line in inside.waiting()] == [case], "the words are sent, and it waits"


def test_what_they_write_comes_to_its_author_alone_as_from_the_group(inside: Inside) -> None:
    case = inside.reports()
    version = inside.version(case)
    with pytest.raises(NotUnderstood):
        inside.store.run(group_items.write, inside.vault, inside.ash, SLUG, case, version, " ", now=NOW)
    _, settled = inside.store.run(
        group_items.write, inside.vault, inside.ash, SLUG, case, version, "I thought of you.", now=NOW
    )
    assert settled
    (told,) = inside.store.run(statements.about, inside.vault, inside.sam)
    assert (told.reasons, told.group, told.by) == ("I thought of you.", "Quiet water", "")
    assert inside.waiting() == []


def test_what_they_leave_to_the_desk_is_there_with_their_words_and_theirs_no_more(inside: Inside) -> None:
    case = inside.reports()
    with pytest.raises(NotUnderstood):
        inside.store.run(group_items.hand_over, inside.vault, inside.ash, SLUG, case, 1, " ", now=NOW)
    inside.store.run(group_items.hand_over, inside.vault, inside.ash, SLUG, case, 1, "It goes on for days.", now=NOW)
    assert inside.waiting() == []
    assert inside.waiting(inside.fern) == []
    assert [line.id for line in inside.at_desk()] == [case]
    assert inside.as_to_group(case) is WithGroup.HANDED
    file = inside.store.run(queue.read, inside.vault, inside.wren, case, now=NOW)
    assert ("referred", "It goes on for days.", "ash") in [(g.reason, g.words, g.by) for g in file.grounds]


def test_a_post_they_bring_to_the_desk_themselves_is_there_at_once(inside: Inside) -> None:
    inside.store.run(tending.refer, inside.vault, inside.ash, inside.post.id, "Please look.", now=NOW)
    assert [line.target for line in inside.at_desk()] == [f"post/{inside.post.id}"]
    assert inside.waiting(inside.fern) == []


def test_it_waits_for_none_who_is_suspended(inside: Inside) -> None:
    """Where all who look after the group are, it is the desk's at once; where one is not, it is theirs."""
    for suspended, waits in ((inside.ash, True), (inside.fern, False)):
        case = inside.store.run(reports.bring_up, inside.vault, inside.wren, f"member/{suspended.id}", now=NOW)
        chosen = Chosen(sanction=Kind.SUSPENSION, days=7, reasons="So.")
        inside.store.run(decisions.decide, inside.vault, inside.wren, case, 1, Outcome.AGREE, chosen, now=NOW)
        case = inside.reports(post=inside.writes(inside.sam).id)
        assert (inside.as_to_group(case) is not WithGroup.NOBODY) is waits
        assert (case in [line.id for line in inside.at_desk() if line.snoozed_until is None]) is not waits


def test_nobody_acts_on_what_changed_meanwhile(inside: Inside) -> None:
    case = inside.reports()
    inside.reports(Reason.HEALTH, by=inside.fern)
    with pytest.raises(Refusal, match="changed while you looked"):
        inside.store.run(group_items.stands, inside.vault, inside.ash, SLUG, case, 1, now=NOW)


def test_every_act_is_in_the_log_and_none_says_whom_it_is_about(inside: Inside) -> None:
    case = inside.reports()
    how = {"now": NOW}
    for rule in (group_items.take, group_items.give_back):
        inside.store.run(rule, inside.vault, inside.ash, SLUG, case, inside.version(case), **how)
    inside.store.run(group_items.hand_over, inside.vault, inside.ash, SLUG, case, inside.version(case), "Look.", **how)
    found = inside.store.run(log.lately, inside.vault, inside.wren)
    assert [(entry.act, entry.by, entry.about, entry.case) for entry in found] == [
        (f"group-case-{act}", "ash", "", case) for act in ("handed-over", "given-back", "taken")
    ]


def test_judges_in_a_group_are_none_on_a_board(inside: Inside) -> None:
    post = stores.start(inside.store, inside.lou)
    inside.store.run(reports.report, inside.vault, inside.sam, f"post/{post.id}", Reason.UNKIND, now=NOW)
    row = inside.store.run(lambda: Case.get(Case.post == post.id))
    assert inside.store.run(case_rows.judges_in_group, row, now=NOW) == []
