"""Cases: one a thing, urgent first, seen by who is no part of it, and never acted on blindly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bbs.community import blocks, cases, decisions, members, posts, queue
from bbs.community.decisions import Chosen, Outcome
from bbs.community.members import Person, Role
from bbs.community.post_acts import Act
from bbs.community.posts import PostLine
from bbs.community.queue import CLAIM_SECONDS, CaseLine, QueueCount, Rank
from bbs.community.sanctions import Kind
from bbs.errors import NotFound, NotUnderstood, Refusal
from store.database import Store
from store.tables import Case, Report
from store.vault import Vault
from tests import stores

NOW = stores.NOW
HOUR = 3600


@dataclass
class Desk:
    """A store with staff, and a post that is brought up."""

    store: Store
    vault: Vault
    staff: dict[str, Person]
    post: PostLine

    def bring(self, target: str = "", **how: object) -> int:
        given: dict[str, object] = {"reason": "unkind", "by": None, "now": NOW, "dispute": True} | how
        return self.store.run(cases.gather, self.vault, target or f"post/{self.post.id}", **given)  # type: ignore[arg-type]

    def queue(self, handle: str = "wren", now: int = NOW) -> list[CaseLine]:
        return self.store.run(queue.queue, self.vault, self.staff[handle], now=now)

    def seen_by(self) -> set[str]:
        return {handle for handle in self.staff if self.queue(handle)}


@pytest.fixture
def desk(store: Store, vault: Vault, sam: Person) -> Desk:
    roles = {"wren": Role.MODERATOR, "dove": Role.MODERATOR, "olive": Role.OPERATOR}
    staff = {name: store.run(members.set_role, stores.member(store, name).id, role) for name, role in roles.items()}
    return Desk(store, vault, staff, stores.start(store, sam))


def test_reports_of_one_thing_are_one_case_and_the_gravest_gives_its_place(desk: Desk, lou: Person) -> None:
    first = desk.bring(words="Not kind.")
    assert desk.bring(reason="worried", by=lou, rank=Rank.URGENT, words="I fear for them.", now=NOW + 5) == first
    (line,) = desk.queue()
    assert (line.rank, line.about, line.reasons, line.opened_at) == (Rank.URGENT, "sam", ("unkind", "worried"), NOW)
    file = desk.store.run(queue.read, desk.vault, desk.staff["wren"], first, now=NOW)
    assert [(ground.by, ground.by_software, ground.words) for ground in file.grounds] == [
        ("", True, "Not kind."),
        ("lou", False, "I fear for them."),
    ]


def test_who_reports_again_adds_to_their_one_report(desk: Desk, lou: Person) -> None:
    case = desk.bring(by=lou, words="One.")
    desk.bring(by=lou, words="Two.")
    file = desk.store.run(queue.read, desk.vault, desk.staff["wren"], case, now=NOW)
    assert [ground.words for ground in file.grounds] == ["One.", "Two."]
    assert desk.store.run(Report.select().count) == 1


def test_a_closed_case_stays_closed_and_the_next_report_opens_another(desk: Desk) -> None:
    first = desk.bring()
    desk.store.run(cases.close, desk.staff["wren"], first, 1, "agree", now=NOW)
    assert desk.queue() == []
    assert desk.bring() != first


def test_urgent_goes_first_then_the_oldest_and_what_its_author_lowered_last(
    desk: Desk, store: Store, lou: Person
) -> None:
    old = desk.bring(now=NOW - HOUR)
    other = stores.start(store, lou)
    lowered = desk.bring(f"post/{other.id}", now=NOW - 2 * HOUR, rank=Rank.URGENT)
    store.run(cases.lower, f"post/{other.id}")
    urgent = desk.bring(f"member/{lou.id}", rank=Rank.URGENT)
    assert [line.id for line in desk.queue()] == [urgent, old, lowered]
    assert store.run(queue.count, desk.staff["wren"], now=NOW) == QueueCount(3, 1, NOW - 2 * HOUR)


def test_nobody_who_is_not_staff_knows_of_any(desk: Desk, lou: Person) -> None:
    case = desk.bring()
    for other in (lou, None):
        with pytest.raises(NotFound):
            desk.store.run(queue.queue, desk.vault, other, now=NOW)
        with pytest.raises(NotFound):
            desk.store.run(queue.read, desk.vault, other, case, now=NOW)
        with pytest.raises(NotFound):
            desk.store.run(cases.close, other, case, 1, "agree", now=NOW)


def test_who_reported_it_does_not_judge_it(desk: Desk) -> None:
    desk.bring(by=desk.staff["wren"])
    assert desk.seen_by() == {"dove", "olive"}


def test_what_staff_found_themselves_is_theirs_to_act_on(desk: Desk) -> None:
    desk.bring(by=desk.staff["wren"], found=True)
    assert desk.seen_by() == {"wren", "dove", "olive"}


def test_who_blocks_its_author_does_not_judge_it(desk: Desk) -> None:
    desk.store.run(blocks.block, desk.staff["dove"], "sam", now=NOW)
    desk.bring()
    assert desk.seen_by() == {"wren", "olive"}


@pytest.mark.parametrize("brought", ["what they answered", "what answered them"])
def test_who_wrote_back_and_forth_in_it_does_not_judge_it(desk: Desk, sam: Person, brought: str) -> None:
    wren = desk.staff["wren"]
    answer = desk.store.run(posts.reply, wren, desk.post.thread, "No.", now=NOW, reply_to=desk.post.id)
    if brought == "what answered them":
        back = desk.store.run(posts.reply, sam, desk.post.thread, "Yes!", now=NOW, reply_to=answer.id)
        desk.bring(f"post/{back.id}")
    else:
        desk.bring()
    assert desk.seen_by() == {"dove", "olive"}


def test_who_talks_with_somebody_in_danger_sees_that_they_are(desk: Desk) -> None:
    desk.store.run(posts.reply, desk.staff["wren"], desk.post.thread, "I am here.", now=NOW, reply_to=desk.post.id)
    desk.bring(reason="worried", dispute=False, rank=Rank.URGENT)
    assert desk.seen_by() == {"wren", "dove", "olive"}


@pytest.mark.parametrize("who", ["who blocks them", "who talks with them"])
def test_who_is_a_part_of_it_writes_to_somebody_in_danger_and_takes_nothing_from_them(desk: Desk, who: str) -> None:
    wren, store = desk.staff["wren"], desk.store
    if who == "who blocks them":
        store.run(blocks.block, wren, "sam", now=NOW)
    else:
        store.run(posts.reply, wren, desk.post.thread, "I am here.", now=NOW, reply_to=desk.post.id)
    case = desk.bring(reason="worried", dispute=False, rank=Rank.URGENT)
    for taking in (Chosen(act=Act.HIDE, reasons="So."), Chosen(sanction=Kind.MUTE, days=1, reasons="So.")):
        with pytest.raises(Refusal, match="for somebody else"):
            store.run(decisions.decide, desk.vault, wren, case, 1, Outcome.AGREE, taking, now=NOW)
    gentle = Chosen(reasons="I thought of you.")
    store.run(decisions.decide, desk.vault, wren, case, 1, Outcome.SUPPORT, gentle, now=NOW, closes=False)
    store.run(decisions.decide, desk.vault, desk.staff["dove"], case, 2, Outcome.AGREE, taking, now=NOW + 3 * HOUR)


def test_what_is_about_staff_goes_past_the_staff_to_the_operators(desk: Desk) -> None:
    desk.bring(f"member/{desk.staff['wren'].id}")
    assert desk.seen_by() == {"olive"}


def test_what_is_about_the_only_operator_waits_for_a_second_one(desk: Desk, store: Store) -> None:
    case = desk.bring(f"member/{desk.staff['olive'].id}")
    assert desk.seen_by() == set()
    assert not store.run(cases.anybody_may, case)
    desk.staff["iris"] = store.run(members.set_role, stores.member(store, "iris").id, Role.OPERATOR)
    assert desk.seen_by() == {"iris"}
    assert store.run(cases.anybody_may, case)


def test_a_case_is_taken_by_one_and_is_anybodys_again_when_they_were_called_away(desk: Desk) -> None:
    case = desk.bring()
    desk.store.run(cases.claim, desk.staff["wren"], case, 1, now=NOW)
    assert [(line.claimed_by, line.is_mine) for line in desk.queue()] == [("wren", True)]
    assert [line.is_mine for line in desk.queue("dove")] == [False]
    with pytest.raises(Refusal, match="took this one"):
        desk.store.run(cases.claim, desk.staff["dove"], case, 2, now=NOW + HOUR)
    for act in ("release", "snooze"):
        with pytest.raises(Refusal, match="took this one"):
            ACTS[act](desk, case, 2)
    late = NOW + CLAIM_SECONDS
    assert [line.claimed_by for line in desk.queue("dove", late)] == [""]
    desk.store.run(cases.claim, desk.staff["dove"], case, 2, now=late)
    desk.store.run(cases.release, desk.staff["dove"], case, 3, now=NOW)
    assert [line.claimed_by for line in desk.queue("dove", late)] == [""]


Acting = Callable[[Desk, int, int], object]
ACTS: dict[str, Acting] = {
    "claim": lambda desk, case, version: desk.store.run(cases.claim, desk.staff["dove"], case, version, now=NOW),
    "release": lambda desk, case, version: desk.store.run(cases.release, desk.staff["dove"], case, version, now=NOW),
    "pass on": lambda desk, case, version: desk.store.run(cases.pass_on, desk.staff["dove"], case, version, now=NOW),
    "snooze": lambda desk, case, version: desk.store.run(
        cases.snooze, desk.staff["dove"], case, version, until=NOW + HOUR, now=NOW
    ),
    "close": lambda desk, case, version: desk.store.run(
        cases.close, desk.staff["dove"], case, version, "agree", now=NOW
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_nobody_acts_on_what_changed_while_they_looked(desk: Desk, lou: Person, act: str) -> None:
    case = desk.bring()
    desk.bring(by=lou, words="And there is more.")
    with pytest.raises(Refusal, match="changed while you looked"):
        ACTS[act](desk, case, 1)
    desk.store.run(cases.close, desk.staff["wren"], case, 2, "agree", now=NOW)
    with pytest.raises(Refusal, match="closed this case"):
        ACTS[act](desk, case, 3)


def test_somebody_else_please_takes_it_out_of_ones_queue_and_tells_nobody_why(desk: Desk) -> None:
    case = desk.bring()
    desk.store.run(cases.claim, desk.staff["wren"], case, 1, now=NOW)
    desk.store.run(cases.pass_on, desk.staff["wren"], case, 2, now=NOW)
    assert desk.seen_by() == {"dove", "olive"}
    assert [line.claimed_by for line in desk.queue("dove")] == [""]
    assert [line.id for line in desk.store.run(queue.passed_on, desk.vault, desk.staff["wren"], now=NOW)] == [case]
    desk.store.run(cases.claim, desk.staff["wren"], case, 3, now=NOW)
    assert desk.seen_by() == {"wren", "dove", "olive"}


def test_what_can_wait_waits_and_nothing_urgent_does(desk: Desk) -> None:
    case = desk.bring()
    for until in (NOW, NOW + 8 * 24 * HOUR):
        with pytest.raises(NotUnderstood):
            desk.store.run(cases.snooze, desk.staff["wren"], case, 1, until=until, now=NOW)
    desk.store.run(cases.snooze, desk.staff["wren"], case, 1, until=NOW + HOUR, now=NOW)
    assert desk.queue() == []
    assert [line.id for line in desk.queue(now=NOW + HOUR)] == [case]
    desk.bring(reason="worried", rank=Rank.URGENT, now=NOW + HOUR)
    with pytest.raises(Refusal, match="urgent"):
        desk.store.run(cases.snooze, desk.staff["wren"], case, 3, until=NOW + 2 * HOUR, now=NOW + HOUR)


def test_something_urgent_wakes_a_case_that_waits(desk: Desk) -> None:
    case = desk.bring()
    desk.store.run(cases.snooze, desk.staff["wren"], case, 1, until=NOW + HOUR, now=NOW)
    desk.bring(reason="worried", rank=Rank.URGENT)
    assert [line.id for line in desk.queue()] == [case]


def test_a_closed_case_is_opened_again_unless_there_is_a_newer_one(desk: Desk) -> None:
    case = desk.bring()
    with pytest.raises(Refusal, match="open already"):
        desk.store.run(cases.open_again, desk.staff["wren"], case)
    desk.store.run(cases.close, desk.staff["wren"], case, 1, "agree", now=NOW)
    desk.store.run(cases.open_again, desk.staff["wren"], case)
    assert [line.id for line in desk.queue()] == [case]
    desk.store.run(cases.close, desk.staff["wren"], case, 3, "agree", now=NOW)
    desk.bring()
    with pytest.raises(Refusal, match="newer case"):
        desk.store.run(cases.open_again, desk.staff["wren"], case)


def test_whose_a_post_without_a_name_is_the_desk_is_not_told(
    desk: Desk, store: Store, vault: Vault, lou: Person
) -> None:
    post = store.run(posts.reply, lou, desk.post.thread, "Hidden.", now=NOW, nameless=vault)
    case = desk.bring(f"post/{post.id}")
    file = store.run(queue.read, vault, desk.staff["wren"], case, now=NOW)
    assert (file.line.about, file.line.is_nameless, file.author) == (post.nameless, True, None)


def test_what_is_not_there_cannot_be_brought_up(desk: Desk) -> None:
    for target in ("post/999", "thread/999", "member/999", "group/nothing"):
        with pytest.raises(NotFound):
            desk.bring(target)
    assert desk.store.run(Case.select().count) == 0


def test_whatever_else_has_a_name_can_be(desk: Desk) -> None:
    case = desk.bring("note/abc", reason="noticed", dispute=False)
    assert [(line.id, line.target, line.about) for line in desk.queue()] == [(case, "note/abc", "")]
