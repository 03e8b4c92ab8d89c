"""Support groups: who knows of which, who comes in, and that leaving is nobody's business."""

from __future__ import annotations

from typing import Any

import pytest

from bbs.community import (
    blocks,
    boards,
    cases,
    following,
    for_you,
    group_joining,
    group_looks,
    group_making,
    groups,
    log,
    members,
    posts,
    reading,
    telling,
    unanswered,
    unread,
)
from bbs.community.following import State
from bbs.community.group_making import Shape
from bbs.community.groups import GroupLine, Mine, Standing, Visibility, Way
from bbs.community.members import Person, Role
from bbs.errors import NotFound, NotUnderstood, Refusal, SignInFirst
from store.database import Store
from store.tables import GroupMember, Tombstone
from store.vault import Vault
from tests import stores
from tests.stores import NOW, UNHURRIED


@pytest.fixture
def ash(store: Store) -> Person:
    """Looks after the groups here."""
    return stores.member(store, "ash")


@pytest.fixture
def olive(store: Store) -> Person:
    return stores.member(store, "olive", role=Role.OPERATOR)


def make(store: Store, facilitator: Person | None = None, title: str = "Quiet water", **how: Any) -> GroupLine:
    line = store.run(group_making.make, Shape(title, "For slow days.", **how), now=NOW)
    if facilitator is not None:
        store.run(group_joining.come_in, line.id, facilitator.id, NOW, facilitator_at=NOW)
    return line


def begin(store: Store, writer: Person, slug: str, text: str = "I am here.") -> posts.PostLine:
    return store.run(posts.start, writer, slug, "Tonight", text, now=NOW, writing=UNHURRIED)


def standing(store: Store, person: Person, slug: str = "quiet-water") -> Standing:
    return store.run(groups.line, person, slug).standing


# Who knows of which


def test_each_kind_is_known_to_those_it_is_for(store: Store, ash: Person, sam: Person, olive: Person) -> None:
    for title, visibility in (("Open", Visibility.LISTED), ("Inside", Visibility.MEMBERS)):
        make(store, title=title, visibility=visibility)
    make(store, ash, "Unlisted", visibility=Visibility.UNLISTED, way=Way.INVITATION)
    assert [line.title for line in store.run(groups.known, sam)] == ["Inside", "Open"]
    assert [line.title for line in store.run(groups.known, ash)] == ["Unlisted", "Inside", "Open"], "one's own first"
    for nobody in (None, sam, olive):
        with pytest.raises(NotFound):
            store.run(groups.get, nobody, "unlisted")
    store.run(group_joining.invite, ash, "unlisted", "sam", now=NOW)
    assert [line.title for line in store.run(groups.known, sam)] == ["Unlisted", "Inside", "Open"]
    assert standing(store, sam, "unlisted") is Standing.INVITED
    with pytest.raises(NotFound):
        store.run(boards.get, sam, "unlisted")
    waiting = store.run(members.add, "una", now=NOW, waiting=True)
    assert store.run(groups.known, waiting) == []
    assert [line.title for line in store.run(group_making.kept, olive)] == ["Inside", "Open", "Unlisted"]


def test_a_group_is_no_board_and_what_is_said_there_comes_to_those_inside(
    store: Store, ash: Person, sam: Person, lou: Person
) -> None:
    make(store, ash, visibility=Visibility.LISTED)
    store.run(group_joining.join, sam, "quiet-water", now=NOW)
    first = begin(store, ash, "quiet-water")
    assert [line.slug for line in store.run(boards.readable, sam)] == ["lobby", "sleep"]
    assert store.run(unread.threads_with_news, sam).threads == [first.thread]
    assert [line.thread.id for line in store.run(unanswered.waiting, sam, now=NOW)] == [first.thread]
    assert [line.new for line in store.run(groups.known, sam)] == [1]
    assert store.run(telling.new_to, sam, [first.id]) == {first.id}
    assert store.run(posts.get, lou, first.id).text == "I am here.", "all members may read an open one"
    assert store.run(unread.threads_with_news, lou).threads == [], "and it comes to those who are in it"
    assert store.run(unanswered.waiting, lou, now=NOW) == []
    assert store.run(telling.new_to, lou, [first.id]) == set()
    with pytest.raises(NotFound):
        store.run(posts.get, None, first.id)
    with pytest.raises(Refusal, match="Join the group first"):
        store.run(following.choose, lou, following.Kind.THREAD, str(first.thread), State.FOLLOWED, now=NOW)
    with pytest.raises(Refusal, match="Join it first"):
        stores.reply(store, lou, first.thread)
    with pytest.raises(Refusal, match="Join it first"):
        begin(store, lou, "quiet-water")


def test_what_was_written_before_somebody_came_is_theirs_to_read_and_no_news(
    store: Store, ash: Person, sam: Person
) -> None:
    make(store, ash)
    first = begin(store, ash, "quiet-water")
    store.run(group_joining.join, sam, "quiet-water", now=NOW)
    assert store.run(unread.threads_with_news, sam).threads == []
    assert [line.text for line in store.run(reading.stretch, sam, first.thread).posts] == ["I am here."]
    stores.reply(store, ash, first.thread)
    assert store.run(unread.threads_with_news, sam).threads == [first.thread]


# Coming in


def test_who_asks_is_let_in_by_who_looks_after_the_group(
    store: Store, vault: Vault, ash: Person, sam: Person, lou: Person
) -> None:
    make(store, ash, way=Way.ASK)
    with pytest.raises(Refusal, match="To join this group, ask"):
        store.run(group_joining.join, sam, "quiet-water", now=NOW)
    store.run(group_joining.ask, vault, sam, "quiet-water", "Slow days, many.", now=NOW)
    assert standing(store, sam) is Standing.ASKED
    assert store.run(groups.mine, ash) == Mine(inside=1, invited=0, asking=1)
    (asking,) = store.run(group_joining.asking, vault, ash, "quiet-water")
    assert (asking.handle, asking.words) == ("sam", "Slow days, many.")
    for outsider in (sam, lou):
        with pytest.raises(NotFound):
            store.run(group_joining.asking, vault, outsider, "quiet-water")
        with pytest.raises(NotFound):
            store.run(group_joining.answer, outsider, "quiet-water", asking.id, lets_in=True, now=NOW)
    assert store.run(group_joining.answer, ash, "quiet-water", asking.id, lets_in=True, now=NOW) == "sam"
    assert standing(store, sam) is Standing.INSIDE
    assert store.run(lambda: GroupMember.get(GroupMember.member == sam.id).sealed) is None
    with pytest.raises(NotFound, match="Nobody waits"):
        store.run(group_joining.answer, ash, "quiet-water", asking.id, lets_in=False, now=NOW)


def test_who_was_not_let_in_may_ask_again_after_a_week(store: Store, vault: Vault, ash: Person, sam: Person) -> None:
    make(store, ash, way=Way.ASK)
    store.run(group_joining.ask, vault, sam, "quiet-water", "", now=NOW)
    (asking,) = store.run(group_joining.asking, vault, ash, "quiet-water")
    store.run(group_joining.answer, ash, "quiet-water", asking.id, lets_in=False, now=NOW)
    assert standing(store, sam) is Standing.DECLINED
    assert store.run(groups.mine, ash).asking == 0
    with pytest.raises(Refusal, match="after a week"):
        store.run(group_joining.ask, vault, sam, "quiet-water", "", now=NOW + 1)
    store.run(group_joining.ask, vault, sam, "quiet-water", "", now=NOW + group_joining.AGAIN)
    assert standing(store, sam) is Standing.ASKED
    store.run(group_joining.withdraw, sam, "quiet-water")
    assert standing(store, sam) is Standing.OUTSIDE


def test_the_invited_accept_or_decline_and_who_blocks_is_not_found_out(
    store: Store, ash: Person, sam: Person, lou: Person
) -> None:
    make(store, ash, way=Way.INVITATION)
    with pytest.raises(Refusal, match="by invitation"):
        store.run(group_joining.join, sam, "quiet-water", now=NOW)
    with pytest.raises(NotFound):
        store.run(group_joining.invite, sam, "quiet-water", "lou", now=NOW)
    store.run(blocks.block, lou, "ash", now=NOW)
    for handle in ("sam", "lou"):
        store.run(group_joining.invite, ash, "quiet-water", handle, now=NOW)
    assert standing(store, lou) is Standing.OUTSIDE
    assert store.run(groups.mine, sam) == Mine(inside=0, invited=1, asking=0)
    store.run(group_joining.withdraw, sam, "quiet-water")
    assert standing(store, sam) is Standing.OUTSIDE
    store.run(group_joining.invite, ash, "quiet-water", "sam", now=NOW)
    store.run(group_joining.join, sam, "quiet-water", now=NOW)
    assert standing(store, sam) is Standing.INSIDE


def test_a_guest_and_who_waits_come_in_nowhere(store: Store, vault: Vault) -> None:
    make(store)
    with pytest.raises(SignInFirst):
        store.run(group_joining.join, None, "quiet-water", now=NOW)
    waiting = store.run(members.add, "una", now=NOW, waiting=True)
    with pytest.raises(Refusal):
        store.run(group_joining.join, waiting, "quiet-water", now=NOW)


# Being there, and leaving


def test_nobody_is_listed_who_did_not_say_so(store: Store, ash: Person, sam: Person, lou: Person) -> None:
    make(store, ash)
    store.run(group_joining.join, sam, "quiet-water", now=NOW)
    assert store.run(group_joining.listed, ash, "quiet-water") == []
    store.run(group_joining.be_listed, sam, "quiet-water", now=NOW)
    assert store.run(group_joining.listed, ash, "quiet-water") == ["sam"]
    with pytest.raises(NotFound):
        store.run(group_joining.listed, lou, "quiet-water")
    with pytest.raises(NotFound):
        store.run(group_joining.be_listed, lou, "quiet-water", now=NOW)
    store.run(group_joining.be_listed, sam, "quiet-water", now=None)
    assert store.run(group_joining.listed, ash, "quiet-water") == []


def test_leaving_takes_along_what_comes_from_the_group_and_leaves_a_tombstone(
    store: Store, vault: Vault, ash: Person, sam: Person
) -> None:
    make(store, ash)
    store.run(group_joining.join, sam, "quiet-water", now=NOW)
    first = begin(store, ash, "quiet-water")
    own = stores.reply(store, sam, first.thread, "Me too.")
    store.run(following.choose, sam, following.Kind.THREAD, str(first.thread), State.FOLLOWED, now=NOW)
    name = store.run(lambda: GroupMember.get(GroupMember.member == sam.id).row)
    store.run(group_joining.leave, sam, "quiet-water")
    assert standing(store, sam) is Standing.OUTSIDE
    assert store.run(lambda: Tombstone.select().where(Tombstone.row == name).exists())
    stores.reply(store, ash, first.thread, "Come back any time.", reply_to=own.id)
    assert store.run(following.chosen, sam) == []
    assert store.run(for_you.happened, vault, sam, now=NOW).events == ()
    assert store.run(posts.get, ash, own.id).text == "Me too.", "what they wrote stays"
    with pytest.raises(NotFound):
        store.run(group_joining.leave, sam, "quiet-water")


# What operators keep


def test_a_group_that_is_closed_is_read_by_those_in_it_and_written_in_by_nobody(
    store: Store, vault: Vault, ash: Person, sam: Person, olive: Person
) -> None:
    make(store, ash, way=Way.OPEN)
    first = begin(store, ash, "quiet-water")
    store.run(group_making.close, vault, olive, "quiet-water", closes=True, now=NOW)
    assert store.run(posts.get, ash, first.id).text
    assert [line.is_closed for line in store.run(groups.known, ash)] == [True]
    assert store.run(groups.known, sam) == []
    with pytest.raises(Refusal, match="closed now"):
        stores.reply(store, ash, first.thread)
    with pytest.raises(NotFound):
        store.run(group_making.close, vault, ash, "quiet-water", closes=True, now=NOW)
    store.run(group_making.close, vault, olive, "quiet-water", closes=False, now=NOW)
    stores.reply(store, ash, first.thread)


def test_words_for_members_alone_are_never_opened_to_others(store: Store, vault: Vault, olive: Person) -> None:
    make(store)
    shape = Shape("Quieter", "Still.", "Be slow.", Way.ASK, Visibility.UNLISTED)
    store.run(group_making.change, vault, olive, "quiet-water", shape, now=NOW)
    (line,) = store.run(group_making.kept, olive, "quiet-water")
    assert (line.title, line.about, line.way, line.visibility) == ("Quieter", "Still.", Way.ASK, Visibility.UNLISTED)
    opened = Shape("Quieter", "Still.", visibility=Visibility.LISTED)
    with pytest.raises(Refusal, match="stays theirs"):
        store.run(group_making.change, vault, olive, "quiet-water", opened, now=NOW)


def test_facilitators_are_made_by_operators(
    store: Store, vault: Vault, ash: Person, sam: Person, olive: Person
) -> None:
    make(store)
    with pytest.raises(NotFound):
        store.run(group_joining.entrust, vault, ash, "quiet-water", "sam", cares=True, now=NOW)
    store.run(group_joining.entrust, vault, olive, "quiet-water", "sam", cares=True, now=NOW)
    assert store.run(groups.get, ash, "quiet-water").facilitators == ("sam",)
    store.run(group_joining.entrust, vault, olive, "quiet-water", "sam", cares=False, now=NOW)
    assert standing(store, sam) is Standing.INSIDE
    with pytest.raises(NotFound, match="nobody of that name"):
        store.run(group_joining.entrust, vault, olive, "quiet-water", "nobody", cares=True, now=NOW)


def test_two_groups_of_one_title_have_two_addresses(store: Store) -> None:
    assert [make(store, title="Sleep").slug for _ in range(2)] == ["sleep-2", "sleep-3"]
    assert make(store, title="  \N{SNOWMAN} ").slug == "group"
    with pytest.raises(NotUnderstood):
        make(store, title=" ")


# Looks


def test_a_look_needs_a_reason_is_seen_by_the_group_and_ends_after_a_day(
    store: Store, vault: Vault, ash: Person, sam: Person
) -> None:
    wren, fen = (stores.member(store, name, role=Role.MODERATOR) for name in ("wren", "fen"))
    make(store, ash)
    first, other = begin(store, ash, "quiet-water"), begin(store, ash, "quiet-water", "Another.")

    def look(who: Person | None, reason: str, thread: int = first.thread) -> str:
        return store.run(group_looks.look, vault, who, thread, reason, now=NOW)

    assert store.run(group_looks.needs_reason, wren, first.thread)
    with pytest.raises(Refusal, match="A report leads there"):
        look(wren, "curious")
    store.run(cases.gather, vault, f"post/{first.id}", reason="threat", by=sam, now=NOW)
    with pytest.raises(NotUnderstood, match="A reason first"):
        look(wren, " ")
    with pytest.raises(Refusal, match="A report leads there"):
        look(wren, "curious", other.thread)
    for nobody in (None, sam, ash):
        with pytest.raises(NotFound):
            look(nobody, "curious")
    assert look(wren, "a report of a threat") == f"looks/{first.thread}"
    read = store.run(group_looks.read, wren, first.thread, now=NOW + group_looks.LASTS - 1)
    assert [line.text for line in read.posts] == ["I am here."]
    for who, thread, later in ((fen, first.thread, 0), (wren, other.thread, 0), (wren, first.thread, 24 * 3600)):
        with pytest.raises(NotFound):
            store.run(group_looks.read, who, thread, now=NOW + later)
    with pytest.raises(NotFound):
        store.run(posts.get, wren, first.id)
    assert [entry.act for entry in store.run(log.lately, vault, wren)] == [group_looks.LOOKED]
    (seen,) = store.run(group_looks.of_group, vault, ash, "quiet-water")
    assert (seen.at, seen.reason, seen.thread) == (NOW, "a report of a threat", first.thread)
    with pytest.raises(NotFound):
        store.run(group_looks.of_group, vault, sam, "quiet-water")


def test_who_may_read_a_thread_anyhow_leaves_no_look(store: Store, vault: Vault, ash: Person) -> None:
    wren = stores.member(store, "wren", role=Role.MODERATOR)
    make(store, ash)
    first = begin(store, ash, "quiet-water")
    store.run(group_joining.join, wren, "quiet-water", now=NOW)
    address = store.run(group_looks.look, vault, wren, first.thread, "", now=NOW)
    assert address == f"boards/quiet-water/{first.thread}"
    assert store.run(group_looks.of_group, vault, ash, "quiet-water") == []
