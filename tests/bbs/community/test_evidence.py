"""What the staff see of a case before and after they ask for its words, and what they note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from bbs.community import cases, evidence, group_looks, handling, log, members, posts, queue, reports, staff_notes
from bbs.community.evidence import Held
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.community.reports import Reason
from bbs.errors import NotFound, NotUnderstood, Refusal
from store.database import Store
from store.tables import Board, CasePass
from store.tables.board import INSIDE
from store.vault import Vault
from tests import stores

NOW = stores.NOW
HOUR = 3600


@dataclass
class Desk:
    """A store, who looks, and a thread of six posts of which the fifth is reported."""

    store: Store
    vault: Vault
    wren: Person
    lou: Person
    thread: list[PostLine]
    case: int

    def held(self, case: int = 0, who: Person | None = None) -> Held:
        return self.store.run(evidence.read, self.vault, who or self.wren, case or self.case, now=NOW)

    def does(self, act: Any, *given: object, **how: object) -> Any:
        return self.store.run(act, self.vault, self.wren, self.case, *given, now=NOW, **how)

    def acts(self) -> list[tuple[str, str, str]]:
        entries = self.store.run(log.lately, self.vault, self.wren)
        return [(entry.act, entry.by, entry.about) for entry in entries]


@pytest.fixture
def desk(store: Store, vault: Vault, sam: Person, lou: Person) -> Desk:
    wren = store.run(members.set_role, stores.member(store, "wren").id, Role.MODERATOR)
    first = stores.start(store, lou, title="Four a.m.")
    thread = [first, *(stores.reply(store, sam, first.thread, f"Reply {n}.") for n in range(5))]
    store.run(reports.report, vault, lou, f"post/{thread[4].id}", Reason.UNKIND, now=NOW)
    return Desk(store, vault, wren, lou, thread, 1)


def test_what_stands_around_it_is_three_before_and_one_after(desk: Desk) -> None:
    passage = desk.store.run(evidence.passage, desk.wren, desk.case, now=NOW)
    numbers = [line.number for line in (*passage.before, passage.post, *passage.after)]
    assert numbers == [2, 3, 4, 5, 6]
    assert passage.post.text == "Reply 3."


def test_nobody_who_is_a_part_of_it_or_no_staff_reads_any_of_it(desk: Desk) -> None:
    for other in (desk.lou, None):
        with pytest.raises(NotFound):
            desk.store.run(evidence.read, desk.vault, other, desk.case, now=NOW)
        with pytest.raises(NotFound):
            desk.store.run(evidence.passage, other, desk.case, now=NOW)
        with pytest.raises(NotFound):
            desk.store.run(handling.note, desk.vault, other, desk.case, "Words.", now=NOW)


def test_what_a_group_keeps_to_itself_is_read_for_a_reason_that_it_is_shown(desk: Desk) -> None:
    desk.store.run(lambda: Board.update(group_for=INSIDE).where(Board.slug == "sleep").execute())
    where = desk.held().where
    assert where is not None
    assert (where.needs_reason, where.title, where.board_title, where.address) == (True, "", "", "")
    with pytest.raises(NotFound):
        desk.store.run(evidence.passage, desk.wren, desk.case, now=NOW)
    with pytest.raises(NotUnderstood):
        desk.does(evidence.look, " ")
    desk.does(evidence.look, "Case 1, unkind words.")
    assert desk.store.run(evidence.passage, desk.wren, desk.case, now=NOW).post.text == "Reply 3."
    where = desk.held().where
    assert where is not None
    assert (where.needs_reason, where.title) == (False, "Four a.m.")
    later = NOW + group_looks.LASTS
    with pytest.raises(NotFound):
        desk.store.run(evidence.passage, desk.wren, desk.case, now=later)


def test_nothing_tells_whose_a_post_without_a_name_is(desk: Desk, sam: Person) -> None:
    post = stores.reply(desk.store, sam, desk.thread[0].thread, "Hidden.", nameless=desk.vault)
    case = desk.store.run(cases.gather, desk.vault, f"post/{post.id}", reason="unkind", by=None, now=NOW, dispute=True)
    desk.does(handling.note, "Calm before.")
    assert desk.held(case).background is None
    with pytest.raises(NotFound):
        desk.store.run(handling.note, desk.vault, desk.wren, case, "Words.", now=NOW)
    with pytest.raises(NotFound):
        desk.store.run(evidence.notes, desk.vault, desk.wren, case)
    with pytest.raises(NotFound):
        desk.store.run(evidence.earlier, desk.vault, desk.wren, case, now=NOW)
    assert desk.store.run(evidence.passage, desk.wren, case, now=NOW).post.author_id == 0
    background = desk.held().background
    assert background is not None
    assert background.earlier == 0, "nor is it among the other cases about who wrote it"


def test_what_came_up_before_is_told_and_the_newest_comes_first(desk: Desk, sam: Person) -> None:
    other = desk.store.run(cases.gather, desk.vault, f"member/{sam.id}", reason="spam", by=None, now=NOW, dispute=True)
    assert [line.id for line in desk.does(evidence.earlier)] == [other]
    desk.does(handling.note, "Calm before.")
    background = desk.held().background
    assert background is not None
    assert (background.handle, background.notes, background.earlier) == ("sam", 1, 1)
    assert [note.text for note in desk.store.run(evidence.notes, desk.vault, desk.wren, desk.case)] == ["Calm before."]
    with pytest.raises(NotFound):
        desk.store.run(staff_notes.about, desk.vault, sam, sam.id)


def test_what_is_done_with_a_case_is_in_the_log_without_whom_it_is_about(desk: Desk) -> None:
    desk.does(handling.take, 1)
    desk.does(handling.give_back, 2)
    desk.does(handling.put_off, 3, until=NOW + HOUR)
    desk.does(handling.note, "Calm before.")
    assert desk.acts() == [
        ("member-noted", "wren", "sam"),
        ("case-put-off", "wren", ""),
        ("case-given-back", "wren", ""),
        ("case-taken", "wren", ""),
    ]


def test_asking_for_somebody_else_leaves_no_word_of_it_in_the_log(desk: Desk) -> None:
    desk.store.run(handling.ask_others, desk.wren, desk.case, 1, now=NOW)
    assert desk.acts() == []
    assert desk.store.run(CasePass.select().count) == 1


def test_an_act_that_is_refused_is_not_in_the_log(desk: Desk) -> None:
    with pytest.raises(Refusal):
        desk.does(handling.take, 7)
    assert desk.acts() == []
    assert desk.store.run(queue.read, desk.vault, desk.wren, desk.case, now=NOW).line.claimed_by == ""


def test_a_post_that_is_gone_is_said_to_be(desk: Desk, sam: Person) -> None:
    desk.store.run(posts.remove_own, sam, desk.thread[4].id, now=NOW)
    where = desk.held().where
    assert where is not None
    assert where.is_gone
