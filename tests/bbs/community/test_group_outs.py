"""Putting somebody out of a group: they read why, are outsiders at once, can appeal, and it ends or is undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from bbs.community import (
    appeals,
    boards,
    cases,
    group_joining,
    group_making,
    group_outs,
    groups,
    left_words,
    log,
    members,
    posts,
    queue,
    sanctions,
    statements,
    telling,
    unread,
)
from bbs.community.appeals import Answer
from bbs.community.group_making import Shape
from bbs.community.groups import Standing, Visibility, Way
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.errors import NotFound, NotUnderstood, Refusal
from store.database import Store
from store.tables import Case, GroupMember, Post, Tombstone
from store.vault import Vault
from tests import stores
from tests.deciding import refused
from tests.stores import NOW, UNHURRIED

SLUG, DAY = "quiet-water", 24 * 3600


@dataclass
class Inside:
    """A group that ash looks after, with sam and lou in it; sam wrote there. wren and dove are moderators."""

    store: Store
    vault: Vault
    ash: Person
    sam: Person
    lou: Person
    wren: Person
    post: PostLine
    board: int

    def put_out(
        self, handle: str = "sam", *, days: int = 7, now: int = NOW, reasons: str = "It hurt.", **how: Any
    ) -> int:
        by = how.pop("by", self.ash)
        return self.store.run(group_outs.put_out, self.vault, by, SLUG, handle, reasons, days=days, now=now, **how)

    def told(self) -> statements.Statement:
        return self.store.run(statements.about, self.vault, self.sam)[0]

    def joins(self, now: int) -> None:
        self.store.run(group_joining.join, self.sam, SLUG, now=now)

    @property
    def standing(self) -> Standing:
        return self.store.run(groups.line, self.sam, SLUG).standing


@pytest.fixture
def inside(store: Store, vault: Vault, sam: Person, lou: Person) -> Inside:
    return made(store, vault, sam, lou)


def made(store: Store, vault: Vault, sam: Person, lou: Person, **how: Any) -> Inside:
    ash, wren = stores.member(store, "ash"), stores.member(store, "wren", role=Role.MODERATOR)
    group = store.run(group_making.make, Shape("Quiet water", "For slow days.", **how), now=NOW)
    for person, what in ((ash, {"facilitator_at": NOW}), (sam, {}), (lou, {})):
        store.run(group_joining.come_in, group.id, person.id, NOW, **what)
    store.run(group_joining.be_listed, sam, SLUG, now=NOW)
    post = store.run(posts.start, sam, SLUG, "Tonight", "You are all fools.", now=NOW, writing=UNHURRIED)
    return Inside(store, vault, ash, sam, lou, wren, post, group.id)


def test_who_is_put_out_reads_why_and_for_how_long_word_for_word(inside: Inside) -> None:
    inside.put_out(reasons="You called three people fools.\nWe asked twice.", post=inside.post.id, rule="We listen.")
    told = inside.told()
    assert told.rule == "We listen."
    assert (told.reasons, told.group) == ("You called three people fools.\nWe asked twice.", "Quiet water")
    assert (told.title, told.board, told.is_new) == ("Tonight", "Quiet water", True)
    assert told.sanction is not None
    assert (told.sanction.kind, told.sanction.board, told.sanction.until) == (
        sanctions.Kind.OUT,
        "Quiet water",
        NOW + 7 * DAY,
    )
    assert told.may_appeal(NOW)


def test_they_are_outsiders_at_once_and_their_words_stay(inside: Inside) -> None:
    inside.put_out()
    reply = inside.store.run(posts.reply, inside.lou, inside.post.thread, "We are not.", now=NOW, writing=UNHURRIED)
    for outsider in (lambda: posts.get(inside.sam, inside.post.id), lambda: boards.get(inside.sam, SLUG)):
        with pytest.raises(NotFound):
            inside.store.run(outsider)
    assert inside.store.run(unread.threads_with_news, inside.sam).threads == []
    assert inside.store.run(telling.new_to, inside.sam, [reply.id]) == set()
    assert inside.store.run(telling.written_on, inside.sam, SLUG, [reply.id]) == set()
    assert inside.store.run(posts.get, inside.lou, inside.post.id).text == "You are all fools."


def test_they_cannot_come_in_again_while_it_lasts_whoever_asks_them(
    store: Store, vault: Vault, sam: Person, lou: Person
) -> None:
    inside = made(store, vault, sam, lou)
    olive = stores.member(store, "olive", role=Role.OPERATOR)
    inside.put_out(days=7)
    with refused("about 7 days more. Why, and how to appeal: go decisions"):
        inside.joins(NOW + 1)
    with refused("Whoever looks after it can undo that first"):
        store.run(group_joining.invite, inside.ash, SLUG, "sam", now=NOW + 1)
    with refused("Whoever looks after it can undo that first"):
        store.run(group_joining.entrust, vault, olive, SLUG, "sam", cares=True, now=NOW + 1)
    inside.joins(NOW + 7 * DAY)
    assert inside.standing is Standing.INSIDE, "it ended by itself"


def test_one_does_not_ask_to_come_in_either(store: Store, vault: Vault, sam: Person, lou: Person) -> None:
    inside = made(store, vault, sam, lou, way=Way.ASK)
    inside.put_out(days=0)
    with refused("You were put out of this group"):
        store.run(group_joining.ask, vault, sam, SLUG, "Please.", now=NOW + 400 * DAY)


def test_an_invitation_from_before_is_gone_with_it(store: Store, vault: Vault, sam: Person, lou: Person) -> None:
    inside = made(store, vault, sam, lou, way=Way.INVITATION, visibility=Visibility.UNLISTED)
    store.run(group_joining.leave, sam, SLUG)
    store.run(group_joining.invite, inside.ash, SLUG, "sam", now=NOW)
    inside.put_out(days=1)
    with pytest.raises(NotFound):
        store.run(groups.line, sam, SLUG)


def test_undoing_it_puts_them_back_as_they_were_and_they_are_told(inside: Inside) -> None:
    before = inside.store.run(lambda: list(GroupMember.select(GroupMember.joined_at, GroupMember.listed_at).tuples()))
    decision = inside.put_out()
    name = inside.store.run(lambda: Tombstone.select().count())
    assert name == 1, "the row that went is not put back by a copy"
    inside.store.run(group_outs.let_back, inside.vault, inside.ash, SLUG, decision, now=NOW + 60)
    after = inside.store.run(lambda: list(GroupMember.select(GroupMember.joined_at, GroupMember.listed_at).tuples()))
    assert sorted(map(str, after)) == sorted(map(str, before))
    told = inside.told()
    assert (told.undone_at, told.is_new) == (NOW + 60, True)
    assert inside.store.run(group_outs.out, inside.vault, inside.ash, SLUG, now=NOW + 60) == []
    with refused("undone already"):
        inside.store.run(group_outs.let_back, inside.vault, inside.ash, SLUG, decision, now=NOW + 61)


def test_who_left_before_is_not_brought_back_by_undoing(inside: Inside) -> None:
    inside.store.run(group_joining.leave, inside.sam, SLUG)
    decision = inside.put_out()
    inside.store.run(group_outs.let_back, inside.vault, inside.ash, SLUG, decision, now=NOW + 60)
    assert inside.standing is Standing.OUTSIDE
    inside.joins(NOW + 61)


def test_an_appeal_goes_to_the_desk_and_undoing_lets_them_in_again(inside: Inside) -> None:
    decision = inside.put_out(post=inside.post.id)
    inside.store.run(appeals.appeal, inside.vault, inside.sam, decision, "I said sorry.", now=NOW + 1)
    (line,) = inside.store.run(queue.queue, inside.vault, inside.wren, now=NOW + 2)
    assert line.target.startswith("appeal/")
    (told,) = inside.store.run(statements.on_case, inside.vault, inside.wren, line.id, now=NOW + 2)
    assert (told.group, told.title, told.wrote) == ("Quiet water", "", ""), "what it is about is read with a reason"
    inside.store.run(
        appeals.answer, inside.vault, inside.wren, line.id, line.version, Answer.UNDONE, "You were right.", now=NOW + 3
    )
    assert inside.standing is Standing.INSIDE
    answered = inside.told()
    assert answered.appealed is not None
    assert (answered.undone_at, answered.appealed.answer) == (NOW + 3, "You were right.")


def test_a_facilitator_of_the_group_does_not_judge_their_own_decision(inside: Inside) -> None:
    decision = inside.put_out()
    ash = inside.store.run(members.set_role, inside.ash.id, Role.MODERATOR)
    inside.store.run(appeals.appeal, inside.vault, inside.sam, decision, "I said sorry.", now=NOW + 1)
    assert inside.store.run(queue.queue, inside.vault, ash, now=NOW + 2) == []
    assert len(inside.store.run(queue.queue, inside.vault, inside.wren, now=NOW + 2)) == 1


def test_undoing_it_closes_the_appeal(inside: Inside) -> None:
    decision = inside.put_out()
    case = inside.store.run(appeals.appeal, inside.vault, inside.sam, decision, "I said sorry.", now=NOW + 1)
    inside.store.run(group_outs.let_back, inside.vault, inside.ash, SLUG, decision, now=NOW + 2)
    assert inside.store.run(lambda: Case.get_by_id(case).outcome) == "undone"
    assert inside.store.run(cases.open_at, inside.store.run(lambda: Case.get_by_id(case).target)) is None


def test_only_who_looks_after_the_group_puts_out_and_undoes(inside: Inside) -> None:
    decision = inside.put_out()
    for nobody in (inside.sam, inside.lou, inside.wren):
        with pytest.raises(NotFound):
            inside.put_out("lou", by=nobody)
        with pytest.raises(NotFound):
            inside.store.run(group_outs.let_back, inside.vault, nobody, SLUG, decision, now=NOW)
        with pytest.raises(NotFound):
            inside.store.run(group_outs.out, inside.vault, nobody, SLUG, now=NOW)


def test_of_who_is_not_known_there_by_name_nothing_is_found_out(inside: Inside) -> None:
    stores.member(inside.store, "kit")
    inside.store.run(
        posts.reply, inside.lou, inside.post.thread, "Hush.", now=NOW, nameless=inside.vault, writing=UNHURRIED
    )
    for handle in ("lou", "kit", "nobody-here"):
        with pytest.raises(NotFound, match="Nobody of that name wrote here"):
            inside.put_out(handle)


def test_who_looks_after_the_group_or_the_place_is_not_put_out(inside: Inside) -> None:
    for person in (inside.ash, inside.wren):
        inside.store.run(group_joining.come_in, inside.board, person.id, NOW)
        inside.store.run(group_joining.be_listed, person, SLUG, now=NOW)
    with refused("That is you"):
        inside.put_out("ash")
    with refused("They look after this place"):
        inside.put_out("wren")
    inside.store.run(group_joining.be_listed, inside.lou, SLUG, now=NOW)
    inside.store.run(group_joining.come_in, inside.board, inside.lou.id, NOW, facilitator_at=NOW)
    with refused("They look after the group with you"):
        inside.put_out("lou")
    inside.put_out("sam")
    with refused("out of it already"):
        inside.put_out("sam")


def test_it_needs_reasons_and_a_time_that_there_is(inside: Inside) -> None:
    with pytest.raises(NotUnderstood):
        inside.put_out(reasons="  ")
    with pytest.raises(NotUnderstood):
        inside.put_out(days=2)
    assert inside.standing is Standing.INSIDE


def test_it_is_in_the_log_for_them_and_for_the_staff(inside: Inside) -> None:
    decision = inside.put_out()
    inside.store.run(group_outs.let_back, inside.vault, inside.ash, SLUG, decision, now=NOW + 2)
    found = inside.store.run(log.lately, inside.vault, inside.wren)
    assert [(entry.act, entry.by, entry.about, entry.words) for entry in found] == [
        ("member-let-back", "ash", "sam", ""),
        ("member-put-out", "ash", "sam", "It hurt."),
    ]
    assert [entry.by for entry in inside.store.run(log.about, inside.vault, inside.sam)] == ["", ""]


def test_what_a_group_did_is_not_counted_at_the_desk_and_holds_elsewhere_nothing(inside: Inside) -> None:
    inside.put_out(days=0)
    assert inside.store.run(sanctions.history, inside.wren, inside.sam.id, now=NOW + 1) == []
    assert [one.until for one in inside.store.run(sanctions.own, inside.sam.id, now=NOW + 1)] == [None]
    assert stores.start(inside.store, inside.sam, "Elsewhere I write.").text == "Elsewhere I write."


# What they wrote there


def test_who_is_out_or_left_reads_and_takes_away_their_own_words_alone(inside: Inside) -> None:
    store, sam = inside.store, inside.sam
    store.run(posts.reply, inside.lou, inside.post.thread, "We are not.", now=NOW, writing=UNHURRIED)
    second = store.run(
        posts.reply, sam, inside.post.thread, "Sorry.", now=NOW, nameless=inside.vault, writing=UNHURRIED
    )
    elsewhere = stores.start(store, sam)
    assert store.run(left_words.own, sam) == [], "inside there is no need for it"
    inside.put_out()
    found = store.run(left_words.own, sam)
    assert [(one.id, one.text, one.group) for one in found] == [
        (inside.post.id, "You are all fools.", "Quiet water"),
        (second.id, "Sorry.", "Quiet water"),
    ]
    assert store.run(left_words.own, sam, after=inside.post.id) == found[1:]
    store.run(left_words.take_away, sam, second.id, now=NOW)
    assert store.run(lambda: Post.get_by_id(second.id).text) == ""
    assert [one.id for one in store.run(left_words.own, sam)] == [inside.post.id]
    for nobody, post in ((inside.lou, inside.post.id), (sam, second.id), (sam, elsewhere.id)):
        with pytest.raises(NotFound):
            store.run(left_words.take_away, nobody, post, now=NOW)


def test_what_a_moderator_took_out_of_sight_is_theirs_to_take_away_too(inside: Inside) -> None:
    store = inside.store
    store.run(lambda: Post.update(removed_at=NOW, removed_by=inside.wren.id).where(Post.id == inside.post.id).execute())
    store.run(group_joining.leave, inside.sam, SLUG)
    assert store.run(left_words.are_any, inside.sam)
    assert [one.by_staff for one in store.run(left_words.own, inside.sam)] == [True]
    store.run(left_words.take_away, inside.sam, inside.post.id, now=NOW)
    assert not store.run(left_words.are_any, inside.sam)


def test_words_that_all_members_read_are_taken_away_where_they_stand(
    store: Store, vault: Vault, sam: Person, lou: Person
) -> None:
    inside = made(store, vault, sam, lou, visibility=Visibility.LISTED)
    inside.put_out()
    assert store.run(left_words.own, sam) == []
    store.run(posts.remove_own, sam, inside.post.id, now=NOW)
    with pytest.raises(Refusal, match="Join it first"):
        store.run(posts.reply, sam, inside.post.thread, "Once more.", now=NOW, writing=UNHURRIED)
