"""Spam from many accounts goes at once and comes back at once; nobody goes who should not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bbs.community import (
    appeals,
    blocks,
    cases,
    decisions,
    housekeeping,
    invitations,
    joining,
    log,
    members,
    posts,
    queue,
    reports,
    statements,
    sweeps,
)
from bbs.community.appeals import Answer
from bbs.community.members import Person, Role
from bbs.community.reports import Reason
from bbs.community.sweeps import Scope
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.house import House
from store.tables import Case, Member, Post, Thread
from tests import houses
from tests.finding import finds

WHY = "It looks like a program."
SPAM = "Buy zebra pills at once."


def joins(house: House, handle: str, role: Role = Role.MEMBER, *, days_ago: int = 0) -> Person:
    now = house.clock.now() - days_ago * 24 * 3600
    return houses.write(house, members.add, handle, now=now, role=role, guidelines=1)


def writes(house: House, person: Person, text: str = SPAM, title: str = "Pills") -> posts.PostLine:
    return houses.write(house, posts.start, person, "sleep", title, text, now=house.clock.now())


@pytest.fixture
def wren(house: House) -> Person:
    return joins(house, "wren", Role.MODERATOR, days_ago=90)


@pytest.fixture
def lou(house: House) -> Person:
    return joins(house, "lou", days_ago=90)


def found(house: House, wren: Person, handle: str, scope: Scope = Scope.ALONE, since: int = 0) -> list[str]:
    return sorted(one.handle for one in houses.write(house, sweeps.found, wren, handle, scope, since=since))


def swept(house: House, wren: Person, *who: Person, since: int = 0) -> int:
    ids, now = [one.id for one in who], house.clock.now()
    return houses.write(house, sweeps.sweep, house.vault, wren, ids, reasons=WHY, now=now, since=since)[0]


def state() -> list[list[object]]:
    """Return everything that a sweep changes of posts, threads and what can be found."""
    kept = [Post.id, Post.text, Post.removed_at, Post.removed_by], [Thread.id, Thread.title, Thread.note]
    return [
        list(Post.select(*kept[0]).order_by(Post.id).tuples()),
        list(Thread.select(*kept[1]).order_by(Thread.id).tuples()),
    ]


def test_what_an_account_wrote_goes_whole_is_told_and_is_put_back_whole(
    house: House, wren: Person, lou: Person
) -> None:
    spam = joins(house, "pills")
    first = writes(house, spam)
    houses.write(house, posts.reply, lou, first.thread, "What is this?", now=house.clock.now())
    alone = writes(house, spam, "More zebra.")
    before = houses.write(house, state)
    [account] = houses.write(house, sweeps.found, wren, "pills", Scope.ALONE)
    assert (account.posts, account.threads) == (2, 2)
    done = swept(house, wren, spam)
    assert houses.write(house, posts.get, lou, first.id).text == ""
    assert houses.write(house, posts.get, lou, first.id).title == "[removed]"
    assert houses.write(house, lambda: Thread.get_by_id(alone.thread).title) == ""
    assert not houses.write(house, finds, lou, "zebra")
    assert houses.write(house, members.by_id, spam.id).shut_out_until > house.clock.now()
    [told] = houses.write(house, statements.about, house.vault, spam)
    assert (told.reasons, told.may_appeal(house.clock.now())) == (WHY, True)
    with pytest.raises(Refusal):
        writes(house, spam)
    houses.write(house, sweeps.undo, house.vault, wren, done, now=house.clock.now())
    assert houses.write(house, state) == before
    assert houses.write(house, finds, lou, "zebra")
    assert houses.write(house, members.by_id, spam.id).shut_out_until <= house.clock.now()
    writes(house, spam, "I am back.")
    assert houses.write(house, log.check, house.vault).holds
    with pytest.raises(Refusal, match="already"):
        houses.write(house, sweeps.undo, house.vault, wren, done, now=house.clock.now())


def test_two_hundred_accounts_go_and_come_back_at_once(house: House, wren: Person) -> None:
    def join_and_post() -> None:
        for n in range(200):
            person = members.add(f"pills{n}", now=house.clock.now())
            for text in (SPAM, f"Zebra number {n}."):
                posts.start(person, "sleep", "Pills", text, now=house.clock.now())

    houses.write(house, join_and_post)
    before = houses.write(house, state)
    accounts = [one.id for one in houses.write(house, sweeps.found, wren, "pills0", Scope.SAME)]
    assert len(accounts) == 200
    now = house.clock.now()
    done, _ = houses.write(house, sweeps.sweep, house.vault, wren, accounts, reasons=WHY, now=now)
    assert (
        houses.write(house, lambda: Post.select().where(Post.removed_at.is_null(), Post.author.in_(accounts)).count())
        == 0
    )
    houses.write(house, sweeps.undo, house.vault, wren, done, now=now)
    assert houses.write(house, state) == before


def test_who_goes_together_is_told_by_words_invitation_and_hour(house: House, wren: Person, lou: Person) -> None:
    def invited(by: Person, handle: str) -> Person:
        code = houses.write(house, joining.make_code, house.vault, Role.MEMBER, now=house.clock.now(), made_by=by.id)
        begun, _ = houses.write(house, joining.begin, house.vault, now=house.clock.now())
        with_it = houses.write(house, joining.with_code, house.vault, begun, code)
        asked = sweeps_underway(with_it, handle)
        return houses.write(
            house, joining.enter, house.vault, asked, joining.Proof(hashed="x"), now=house.clock.now()
        ).person

    pills, other = invited(wren, "pills"), invited(wren, "other")
    below = invited(pills, "below")
    same = joins(house, "same", days_ago=2)
    for one in (pills, same, lou):
        writes(house, one)
    assert found(house, wren, "pills") == ["pills"]
    assert found(house, wren, "pills", Scope.INVITED) == ["below", "other", "pills"]
    assert found(house, wren, "pills", Scope.SAME) == ["pills", "same"], "lou is here for long"
    assert found(house, wren, "pills", Scope.HOUR) == ["below", "other", "pills"]
    listed = houses.write(house, sweeps.found, wren, "pills", Scope.HOUR)
    assert listed[0].handle == "pills", "where one began is at the top"
    assert houses.write(house, invitations.path, wren, below.id) == ["pills", "wren"]
    tree = houses.write(house, invitations.tree, wren, "wren")
    assert [(one.handle, one.by, one.depth) for one in tree] == [
        ("pills", "wren", 1),
        ("below", "pills", 2),
        ("other", "wren", 1),
    ]
    with pytest.raises(NotFound):
        houses.write(house, invitations.tree, other, "wren")


def sweeps_underway(begun: joining.Underway, handle: str) -> joining.Underway:
    return replace(begun, handle=handle, guidelines=1, adult=True)


def test_only_what_was_written_in_the_time_goes(house: House, wren: Person, lou: Person) -> None:
    old, since = writes(house, lou, "A kind word."), house.clock.now()
    houses.write(house, lambda: Post.update(posted_at=since - 1).where(Post.id == old.id).execute())
    new = writes(house, lou)
    swept(house, wren, lou, since=since)
    assert houses.write(house, posts.get, wren, old.id).text == "A kind word."
    assert houses.write(house, posts.get, wren, new.id).removed


def test_staff_oneself_and_those_one_is_in_a_dispute_with_do_not_go(house: House, wren: Person, lou: Person) -> None:
    dove = joins(house, "dove", Role.MODERATOR)
    for handle in ("wren", "dove"):
        with pytest.raises(Refusal):
            found(house, wren, handle)
    with pytest.raises(NotFound):
        found(house, lou, "lou")
    with pytest.raises(NotFound):
        swept(house, lou, lou)
    with pytest.raises(Refusal, match="Nobody"):
        swept(house, wren, wren, dove)
    with pytest.raises(NotUnderstood):
        houses.write(house, sweeps.sweep, house.vault, wren, [lou.id], reasons=" ", now=house.clock.now())
    houses.write(house, reports.report, house.vault, wren, f"member/{lou.id}", Reason.UNKIND, now=house.clock.now())
    with pytest.raises(Refusal, match="others"):
        found(house, wren, "lou")
    other = joins(house, "other")
    houses.write(house, blocks.block, wren, "other", now=house.clock.now())
    with pytest.raises(Refusal, match="Nobody"):
        swept(house, wren, lou, other)


def test_what_was_written_without_a_name_stays(house: House, wren: Person, lou: Person) -> None:
    how = {"now": house.clock.now(), "nameless": house.vault}
    line = houses.write(house, posts.start, lou, "sleep", "Quietly", "Nobody knows.", **how)
    [account] = houses.write(house, sweeps.found, wren, "lou", Scope.ALONE)
    assert (account.posts, account.threads) == (0, 0)
    swept(house, wren, lou)
    assert houses.write(house, posts.get, wren, line.id).text == "Nobody knows."


def test_cases_about_the_spam_are_closed_with_it_and_open_again_but_not_what_is_urgent(
    house: House, wren: Person, lou: Person
) -> None:
    spam, now = joins(house, "pills"), house.clock.now()
    line, cry = writes(house, spam), writes(house, spam, "I cannot go on.")
    case = houses.write(house, reports.report, house.vault, lou, f"post/{line.id}", Reason.SPAM, now=now)
    assert case is not None
    gather = cases.gather
    houses.write(
        house, gather, house.vault, f"post/{cry.id}", reason="worried", by=None, now=now, rank=queue.Rank.URGENT
    )
    done = swept(house, wren, spam)
    waiting = houses.write(house, queue.queue, house.vault, wren, now=now)
    assert [one.target for one in waiting] == [f"post/{cry.id}"]
    houses.write(house, sweeps.undo, house.vault, wren, done, now=now)
    assert len(houses.write(house, queue.queue, house.vault, wren, now=now)) == 2


def test_one_of_many_who_appeals_is_put_back_alone(house: House, wren: Person, lou: Person) -> None:
    spam, dove, now = joins(house, "pills"), joins(house, "dove", Role.MODERATOR), house.clock.now()
    mine, theirs = writes(house, lou, "I only said hello."), writes(house, spam)
    done = swept(house, wren, spam, lou)
    decision = houses.write(house, statements.about, house.vault, lou)[0].id
    case = houses.write(house, appeals.appeal, house.vault, lou, decision, "I only said hello.", now=now)
    houses.write(house, appeals.answer, house.vault, dove, case, 1, Answer.UNDONE, "We are sorry.", now=now)
    assert houses.write(house, posts.get, wren, mine.id).text == "I only said hello."
    assert houses.write(house, posts.get, wren, theirs.id).removed
    houses.write(house, sweeps.undo, house.vault, dove, done, now=now)
    assert not houses.write(house, posts.get, wren, theirs.id).removed


def test_what_its_author_deletes_meanwhile_stays_deleted(house: House, wren: Person, lou: Person) -> None:
    line = writes(house, lou)
    done = swept(house, wren, lou)
    houses.write(house, posts.remove_own, lou, line.id, now=house.clock.now() + 5)
    houses.write(house, sweeps.undo, house.vault, wren, done, now=house.clock.now() + 9)
    assert houses.write(house, posts.get, wren, line.id).text == ""


def test_words_are_let_go_when_nothing_can_be_appealed_against(house: House, wren: Person, lou: Person) -> None:
    line = writes(house, lou)
    done = swept(house, wren, lou)
    later = house.clock.now() + 68 * 24 * 3600
    houses.write(house, housekeeping.purge, house.vault, later)
    assert houses.write(house, lambda: Post.get_by_id(line.id).text) == ""
    with pytest.raises(Refusal, match="gone"):
        houses.write(house, sweeps.undo, house.vault, wren, done, now=later)


def test_one_swept_account_is_undone_from_its_own_case(house: House, wren: Person, lou: Person) -> None:
    spam, now = joins(house, "pills"), house.clock.now()
    line = writes(house, spam)
    houses.write(house, reports.report, house.vault, lou, f"post/{line.id}", Reason.SPAM, now=now)
    swept(house, wren, spam)
    decision = houses.write(house, statements.about, house.vault, spam)[0].id
    assert houses.write(house, decisions.undo, house.vault, wren, decision, now=now) is not None
    assert houses.write(house, posts.get, lou, line.id).text == SPAM
    assert houses.write(house, lambda: Case.get(Case.closed_at.is_null()).target) == f"post/{line.id}"
    assert houses.write(house, lambda: Member.get_by_id(spam.id).left_at) is None
