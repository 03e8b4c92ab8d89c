"""Reports: what a member may bring up, what they hear of it, and that nobody is harmed by too many of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from bbs.community import brought, cases, members, posts, queue, reports
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.community.queue import Rank
from bbs.community.reports import MOST_A_DAY, Own, Reason, State
from bbs.errors import Busy, NotFound, NotUnderstood, Refusal, SignInFirst
from store.database import Store
from store.tables import Case, Report
from store.vault import Vault
from tests import stores

NOW = stores.NOW
DAY = 24 * 3600


@dataclass
class Place:
    """A store, one who reports, one who looks, and what is reported."""

    store: Store
    vault: Vault
    lou: Person
    wren: Person
    post: PostLine

    def report(self, reason: Reason = Reason.UNKIND, words: str = "", **how: Any) -> Own:
        given: dict[str, Any] = {"now": NOW, "target": f"post/{self.post.id}", "person": self.lou} | how
        person, target = given.pop("person"), given.pop("target")
        return self.store.run(reports.report, self.vault, person, target, reason, words, **given)

    def rank(self, target: str = "") -> Rank:
        lines = self.store.run(queue.queue, self.vault, self.wren, now=NOW + 400 * DAY)
        return next(line.rank for line in lines if not target or line.target == target)

    def own(self, now: int = NOW) -> list[Own]:
        return self.store.run(reports.own, self.vault, self.lou, now=now)

    def close(self, outcome: str, now: int = NOW) -> None:
        (line,) = self.store.run(queue.queue, self.vault, self.wren, now=now)
        self.store.run(cases.close, self.wren, line.id, line.version, outcome, now=now)


@pytest.fixture
def place(store: Store, vault: Vault, sam: Person, lou: Person) -> Place:
    wren = store.run(members.set_role, stores.member(store, "wren").id, Role.MODERATOR)
    return Place(store, vault, lou, wren, stores.start(store, sam))


def test_a_reporter_hears_how_it_stands_until_it_is_decided_and_is_told_once(place: Place) -> None:
    place.report(words="It names me.")
    (one,) = place.own()
    assert (one.reason, one.words, one.state) == (Reason.UNKIND, "It names me.", State.WAITING)
    (line,) = place.store.run(queue.queue, place.vault, place.wren, now=NOW)
    place.store.run(cases.claim, place.wren, line.id, line.version, now=NOW)
    assert [one.state for one in place.own()] == [State.TAKEN]
    place.close("agree", NOW + 9)
    assert [(one.state, one.outcome, one.closed_at, one.is_told) for one in place.own()] == [
        (State.CLOSED, "agree", NOW + 9, False)
    ]
    assert place.store.run(reports.any_untold, place.lou)
    place.store.run(reports.told, place.lou, now=NOW + 10)
    assert not place.store.run(reports.any_untold, place.lou)
    assert [one.is_told for one in place.own()] == [True]


@pytest.mark.parametrize("reason", list(Reason))
def test_who_may_be_in_danger_is_urgent_and_nothing_else_is(place: Place, reason: Reason) -> None:
    place.report(reason)
    urgent = reason in (Reason.WORRIED, Reason.THREAT, Reason.CHILD)
    assert place.rank() is (Rank.URGENT if urgent else Rank.WAITING)


def test_threads_members_and_boards_can_be_reported_too(place: Place, sam: Person) -> None:
    for target in (f"thread/{place.post.thread}", f"member/{sam.id}", "group/sleep"):
        place.report(target=target)
    assert {one.target for one in place.own()} == {f"thread/{place.post.thread}", f"member/{sam.id}", "group/sleep"}


@pytest.mark.parametrize("target", ["post/999", "post/x", "note/abc", "board", "", "member/999", "group/nothing"])
def test_what_somebody_may_not_know_of_is_not_there_to_report(place: Place, target: str) -> None:
    with pytest.raises(NotFound):
        place.report(target=target)


def test_what_guests_do_not_read_is_not_there_for_who_was_not_let_in(place: Place) -> None:
    waiting = place.store.run(members.add, "rue", now=NOW, waiting=True)
    with pytest.raises(NotFound):
        place.report(person=waiting)


def test_ones_own_a_guest_and_too_many_words_are_told_kindly(place: Place, sam: Person) -> None:
    with pytest.raises(Refusal, match="your own"):
        place.report(person=sam)
    with pytest.raises(SignInFirst):
        place.report(person=None)
    with pytest.raises(NotUnderstood, match="characters"):
        place.report(words="x" * 2001)
    assert place.store.run(Report.select().count) == 0


def test_a_day_has_an_end_of_reports_and_the_next_begins_anew(place: Place, store: Store) -> None:
    author = stores.member(store, "ash")
    for _ in range(MOST_A_DAY):
        place.report(target=f"post/{stores.start(store, author).id}")
    with pytest.raises(Busy):
        place.report()
    place.report(now=NOW + DAY)


def test_who_was_mistaken_often_about_somebody_pages_nobody_with_the_next_worry(place: Place, sam: Person) -> None:
    for turn in range(3):
        assert place.report(Reason.WORRIED, now=NOW + turn).state is State.WAITING
        assert place.rank() is Rank.URGENT
        place.close("disagree", NOW + turn)
    place.report(Reason.WORRIED, now=NOW + 4)
    assert place.rank() is Rank.WAITING
    place.report(Reason.WORRIED, now=NOW + 5, person=stores.member(place.store, "kit"))
    assert place.rank() is Rank.URGENT
    place.close("agree", NOW + 6)
    later = NOW + 91 * DAY
    place.report(Reason.WORRIED, now=later)
    assert place.rank() is Rank.URGENT


def test_a_report_taken_back_closes_what_nothing_else_stands_behind(place: Place) -> None:
    one = place.report()
    kit = stores.member(place.store, "kit")
    with pytest.raises(NotFound):
        place.store.run(reports.withdraw, kit, one.id, now=NOW)
    place.report(person=kit)
    place.store.run(reports.withdraw, place.lou, one.id, now=NOW)
    assert place.own() == []
    (line,) = place.store.run(queue.queue, place.vault, place.wren, now=NOW)
    (theirs,) = place.store.run(reports.own, place.vault, kit, now=NOW)
    place.store.run(reports.withdraw, kit, theirs.id, now=NOW)
    assert place.store.run(queue.queue, place.vault, place.wren, now=NOW) == []
    assert place.store.run(lambda: Case.get_by_id(line.id).outcome) == "withdrawn"


def test_what_was_decided_cannot_be_taken_back(place: Place) -> None:
    one = place.report()
    place.close("agree")
    with pytest.raises(NotFound):
        place.store.run(reports.withdraw, place.lou, one.id, now=NOW)


def test_where_nobody_may_judge_it_the_reporter_is_told_so(place: Place) -> None:
    assert place.report(target=f"member/{place.wren.id}").state is State.NOBODY
    place.store.run(members.set_role, stores.member(place.store, "olive").id, Role.OPERATOR)
    assert [one.state for one in place.own()] == [State.WAITING]


def test_what_staff_meet_themselves_is_one_case_that_they_may_act_on(place: Place) -> None:
    target = f"post/{place.post.id}"
    case = place.store.run(reports.bring_up, place.vault, place.wren, target, now=NOW)
    assert place.store.run(reports.bring_up, place.vault, place.wren, target, now=NOW) == case
    assert [line.id for line in place.store.run(queue.queue, place.vault, place.wren, now=NOW)] == [case]
    with pytest.raises(NotFound):
        place.store.run(reports.bring_up, place.vault, place.lou, target, now=NOW)


def test_nothing_of_a_report_is_readable_in_the_database(place: Place) -> None:
    place.report(Reason.WORRIED, "They spoke of the bridge.")
    sealed = place.store.run(lambda: bytes(Report.get().sealed))
    assert b"bridge" not in sealed
    assert b"worried" not in sealed


def test_what_was_said_first_is_kept_when_somebody_reports_the_same_thing_again(place: Place) -> None:
    first = place.report(Reason.WORRIED, "They said goodbye.")
    again = place.report(Reason.UNKIND, "And it names me.", now=NOW + 60)
    assert (again.id, again.reasons, again.words) == (first.id, (Reason.WORRIED, Reason.UNKIND), "And it names me.")
    assert [(said.words, said.at) for said in again.before] == [("They said goodbye.", NOW)]
    (line,) = place.store.run(queue.queue, place.vault, place.wren, now=NOW + 60)
    assert (line.reasons, line.rank) == (("worried", "unkind"), Rank.URGENT)
    grounds = place.store.run(queue.read, place.vault, place.wren, line.id, now=NOW + 60).grounds
    assert [(ground.reason, ground.words, ground.by, ground.made_at) for ground in grounds] == [
        ("worried", "They said goodbye.", "lou", NOW),
        ("unkind", "And it names me.", "lou", NOW + 60),
    ]
    assert place.store.run(Report.select().count) == 1


def test_the_same_said_again_is_kept_once_and_words_that_come_later_join_their_reason(place: Place) -> None:
    for words in ("", "It names me.", "", "It names me."):
        one = place.report(words=words)
    assert (one.words, one.before) == ("It names me.", ())


def test_one_thing_can_be_reported_so_often_and_no_further_and_what_was_said_is_kept(place: Place) -> None:
    for turn in range(brought.MOST):
        place.report(words=f"{turn}")
    with pytest.raises(Busy, match="all of it is kept"):
        place.report(words="And more.")
    (one,) = place.own()
    assert [said.words for said in one.before] + [one.words] == [f"{turn}" for turn in range(brought.MOST)]


def test_a_worry_that_was_mistaken_counts_with_whatever_was_said_after_it(place: Place) -> None:
    for turn in range(3):
        place.report(Reason.WORRIED, now=NOW + turn)
        place.report(Reason.OTHER, now=NOW + turn)
        place.close("disagree", NOW + turn)
    place.report(Reason.WORRIED, now=NOW + 4)
    assert place.rank() is Rank.WAITING


def test_somebody_knows_what_of_theirs_waits_already(place: Place, sam: Person) -> None:
    def known(person: Person | None) -> Own | None:
        target = f"post/{place.post.id}"
        return place.store.run(reports.waiting_at, place.vault, person, target, now=NOW)

    one = place.report()
    assert (known(place.lou), known(stores.member(place.store, "kit")), known(None)) == (one, None, None)
    with pytest.raises(Refusal, match="your own"):
        known(sam)
    place.close("agree")
    assert known(place.lou) is None


def test_more_can_be_said_while_it_is_open(place: Place) -> None:
    place.report(words="It names my street.")
    (line,) = place.store.run(queue.queue, place.vault, place.wren, now=NOW)
    (said,) = place.own()
    added = place.store.run(reports.add, place.vault, place.lou, said.id, " And my town. ", now=NOW)
    assert (added.words, added.reason) == ("And my town.", Reason.UNKIND)
    with pytest.raises(Refusal, match="changed while you looked"):
        place.store.run(cases.close, place.wren, line.id, line.version, "agree", now=NOW)
    with pytest.raises(NotUnderstood):
        place.store.run(reports.add, place.vault, place.lou, said.id, " \n ", now=NOW)
    with pytest.raises(NotFound):
        place.store.run(reports.add, place.vault, stores.member(place.store, "kit"), said.id, "Me too.", now=NOW)
    place.close("agree")
    with pytest.raises(Refusal, match="decided"):
        place.store.run(reports.add, place.vault, place.lou, said.id, "Too late.", now=NOW)


def test_whose_it_is_is_said_but_of_a_post_without_a_name_nothing_is(place: Place, store: Store, sam: Person) -> None:
    assert (place.report().about, place.report().about_staff) == ("sam", False)
    hidden = store.run(
        posts.start, place.wren, "lobby", "Awake", "Tired.", now=NOW, nameless=place.vault, writing=stores.UNHURRIED
    )
    for target in (f"post/{hidden.id}", f"thread/{hidden.thread}"):
        one = place.report(target=target)
        assert (one.about, one.about_staff, one.state) == ("", False, State.WAITING)
    one = place.report(target=f"member/{place.wren.id}")
    assert (one.about, one.about_staff, one.state) == ("wren", True, State.NOBODY)


def test_what_was_taken_away_is_not_there_to_report(place: Place, store: Store, sam: Person) -> None:
    store.run(posts.remove_own, sam, place.post.id, now=NOW)
    with pytest.raises(Refusal, match="taken away"):
        place.report()
