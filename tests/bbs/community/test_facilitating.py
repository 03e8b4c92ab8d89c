"""Looking after a group: facilitators tend its threads and welcome people, and nobody else can."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bbs.community import (
    boards,
    cases,
    facilitating,
    group_joining,
    group_looks,
    group_making,
    log,
    posts,
    reports,
    tending,
    weekly,
)
from bbs.community.group_making import Shape
from bbs.community.groups import GroupLine, Visibility
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.community.weekly import Weekly
from bbs.errors import NotFound, NotUnderstood, Refusal
from store.database import Store
from store.tables import FoldedPost, GroupNote, Tombstone
from store.vault import Vault
from tests import stores
from tests.stores import NOW, UNHURRIED

WEEK = 7 * 24 * 3600


@pytest.fixture
def ash(store: Store) -> Person:
    """Looks after the group."""
    return stores.member(store, "ash")


@pytest.fixture
def group(store: Store, ash: Person, sam: Person) -> GroupLine:
    """A group with ash and sam in it; lou is outside."""
    return make(store, ash, sam)


def make(store: Store, facilitator: Person, *others: Person, title: str = "Quiet water", **how: object) -> GroupLine:
    line = store.run(group_making.make, Shape(title, "For slow days.", **how), now=NOW)  # type: ignore[arg-type]
    store.run(group_joining.come_in, line.id, facilitator.id, NOW, facilitator_at=NOW)
    for other in others:
        store.run(group_joining.come_in, line.id, other.id, NOW)
    return line


@pytest.fixture
def first(store: Store, sam: Person, group: GroupLine) -> PostLine:
    """What sam wrote there."""
    return store.run(posts.start, sam, group.slug, "Tonight", "Do as I say.", now=NOW, writing=UNHURRIED)


def test_only_who_looks_after_the_group_tends_it(
    store: Store, vault: Vault, sam: Person, lou: Person, group: GroupLine, first: PostLine
) -> None:
    olive = stores.member(store, "olive", role=Role.OPERATOR)
    acts: list[Callable[[Person | None], object]] = [
        lambda who: store.run(tending.pin, vault, who, first.thread, pins=True, now=NOW),
        lambda who: store.run(tending.close, vault, who, first.thread, closes=True, now=NOW),
        lambda who: store.run(tending.targets, who, first.thread),
        lambda who: store.run(tending.move, vault, who, first.thread, "sleep", now=NOW),
        lambda who: store.run(tending.fold, vault, who, first.id, "advice", now=NOW),
        lambda who: store.run(tending.unfold, vault, who, first.id, now=NOW),
        lambda who: store.run(tending.refer, vault, who, first.id, "Please look.", now=NOW),
        lambda who: store.run(facilitating.set_welcome, who, group.slug, "Hello."),
        lambda who: store.run(facilitating.first_posts, who, group.slug, now=NOW),
        lambda who: store.run(facilitating.leave_note, vault, who, group.slug, "A note.", now=NOW),
        lambda who: store.run(facilitating.notes, vault, who, group.slug),
        lambda who: store.run(facilitating.drop_note, who, group.slug, 1),
    ]
    for act in acts:
        for nobody in (None, sam, lou, olive):
            with pytest.raises(NotFound):
                act(nobody)


def test_no_board_is_tended_by_who_looks_after_a_group(
    store: Store, vault: Vault, ash: Person, sam: Person, group: GroupLine
) -> None:
    post = stores.start(store, sam)
    with pytest.raises(NotFound):
        store.run(tending.fold, vault, ash, post.id, "advice", now=NOW)


def test_a_thread_is_kept_at_the_top_and_let_go(
    store: Store, vault: Vault, ash: Person, sam: Person, first: PostLine
) -> None:
    store.run(tending.pin, vault, ash, first.thread, pins=True, now=NOW)
    assert store.run(tending.state, first.thread).is_pinned
    assert [line.id for line in store.run(tending.pinned, sam, "quiet-water", now=NOW)] == [first.thread]
    store.run(tending.pin, vault, ash, first.thread, pins=False, now=NOW)
    assert store.run(tending.pinned, sam, "quiet-water", now=NOW) == []


def test_the_thread_of_the_week_is_at_the_top_until_the_next_and_other_pins_stay(
    store: Store, vault: Vault, ash: Person, sam: Person, group: GroupLine, first: PostLine
) -> None:
    def at_top(now: int) -> list[str]:
        return [line.title for line in store.run(tending.pinned, sam, group.slug, now=now)]

    store.run(tending.pin, vault, ash, first.thread, pins=True, now=NOW)
    words = Weekly(3, "Thursday", "How was it?")
    store.run(weekly.change, ash, group.slug, words, now=NOW)
    (begun,) = store.run(weekly.begin_due, NOW)
    assert at_top(NOW) == ["Thursday", "Tonight"]
    assert at_top(NOW + WEEK) == ["Tonight"], "its week is over, though nobody opened the group meanwhile"
    store.run(weekly.begin_due, NOW + WEEK)
    assert at_top(NOW + WEEK) == ["Thursday", "Tonight"]
    thread = store.run(posts.get, sam, begun).thread
    assert store.run(tending.state, thread).is_pinned is False
    newest = store.run(tending.pinned, sam, group.slug, now=NOW + WEEK)[0].id
    assert newest != thread
    store.run(tending.pin, vault, ash, newest, pins=True, now=NOW + WEEK)
    store.run(weekly.begin_due, NOW + 2 * WEEK)
    assert at_top(NOW + 2 * WEEK) == ["Thursday", "Thursday", "Tonight"], "a facilitator wants the older one there"
    store.run(weekly.change, ash, group.slug, Weekly(None, "", ""), now=NOW + 2 * WEEK)
    assert [line.id for line in store.run(tending.pinned, sam, group.slug, now=NOW + 2 * WEEK)] == [
        newest,
        first.thread,
    ]


def test_the_thread_of_the_week_waits_for_its_day(store: Store, ash: Person, group: GroupLine) -> None:
    day = 24 * 3600
    store.run(weekly.change, ash, group.slug, Weekly(4, "Friday", "How was it?"), now=NOW)
    assert store.run(weekly.begin_due, NOW) == [], "it is Thursday"
    assert len(store.run(weekly.begin_due, NOW + day)) == 1
    store.run(weekly.change, ash, group.slug, Weekly(4, "Friday again", "How was it?"), now=NOW + 2 * day)
    assert store.run(weekly.begin_due, NOW + 2 * day) == [], "other words wait as well"
    assert len(store.run(weekly.begin_due, NOW + day + WEEK)) == 1


def test_the_thread_of_the_week_is_none_of_the_few(store: Store, vault: Vault, ash: Person, sam: Person) -> None:
    line = make(store, ash, sam, title="Deep water")
    begun = [store.run(posts.start, sam, line.slug, f"{n}", "x", now=NOW, writing=UNHURRIED) for n in range(5)]
    store.run(weekly.change, ash, line.slug, Weekly(3, "Thursday", "How was it?"), now=NOW)
    store.run(weekly.begin_due, NOW)
    for one in begun:
        store.run(tending.pin, vault, ash, one.thread, pins=True, now=NOW)
    assert len(store.run(tending.pinned, sam, line.slug, now=NOW)) == 6


def test_what_is_done_to_threads_and_posts_is_in_the_log(
    store: Store, vault: Vault, ash: Person, sam: Person, first: PostLine
) -> None:
    wren = stores.member(store, "wren", role=Role.MODERATOR)
    hushed = store.run(posts.reply, sam, first.thread, "Hush.", now=NOW, nameless=vault, writing=UNHURRIED)
    for on in (True, False):
        store.run(tending.pin, vault, ash, first.thread, pins=on, now=NOW)
        store.run(tending.close, vault, ash, first.thread, closes=on, now=NOW)
    for post in (first, hushed):
        store.run(tending.fold, vault, ash, post.id, "advice", now=NOW)
    store.run(tending.unfold, vault, ash, first.id, now=NOW)
    found = store.run(log.lately, vault, wren)
    assert [(entry.act, entry.about, entry.words) for entry in reversed(found)] == [
        ("thread-pinned", "", ""),
        ("thread-closed", "", ""),
        ("thread-unpinned", "", ""),
        ("thread-opened", "", ""),
        ("post-folded", "sam", "advice"),
        ("post-folded", "", ""),
        ("post-unfolded", "sam", ""),
    ]
    assert {entry.by for entry in found} == {"ash"}


def test_no_more_than_a_few_threads_are_at_the_top(
    store: Store, vault: Vault, ash: Person, sam: Person, group: GroupLine
) -> None:
    for number in range(tending.PINNED_MOST + 1):
        line = store.run(posts.start, sam, group.slug, f"Thread {number}", "Words.", now=NOW, writing=UNHURRIED)
        if number < tending.PINNED_MOST:
            store.run(tending.pin, vault, ash, line.thread, pins=True, now=NOW)
    with pytest.raises(Refusal, match="kept at the top already"):
        store.run(tending.pin, vault, ash, line.thread, pins=True, now=NOW)


def test_a_closed_thread_is_read_and_not_answered(
    store: Store, vault: Vault, ash: Person, sam: Person, first: PostLine
) -> None:
    store.run(tending.close, vault, ash, first.thread, closes=True, now=NOW)
    assert store.run(posts.get, sam, first.id).text == "Do as I say."
    for writer in (sam, ash):
        with pytest.raises(Refusal, match="closed"):
            stores.reply(store, writer, first.thread)
    store.run(tending.close, vault, ash, first.thread, closes=False, now=NOW)
    stores.reply(store, sam, first.thread)


def test_a_folded_post_opens_after_the_reason_and_can_be_shown_again(
    store: Store, vault: Vault, ash: Person, sam: Person, first: PostLine
) -> None:
    with pytest.raises(NotUnderstood, match="A reason first"):
        store.run(tending.fold, vault, ash, first.id, "  ", now=NOW)
    folded = store.run(tending.fold, vault, ash, first.id, "it tells people what to do", now=NOW)
    assert (folded.folded, folded.note) == ("it tells people what to do", "it tells people what to do")
    assert store.run(posts.get, sam, first.id).text == "Do as I say.", "no word of it is gone"
    name = store.run(lambda: FoldedPost.get().row)
    store.run(tending.unfold, vault, ash, first.id, now=NOW)
    assert store.run(posts.get, sam, first.id).note == ""
    assert store.run(lambda: Tombstone.select().where(Tombstone.row == name).exists())


def test_what_is_referred_comes_to_the_desk_which_may_look_then(
    store: Store, vault: Vault, ash: Person, first: PostLine
) -> None:
    wren = stores.member(store, "wren", role=Role.MODERATOR)
    store.run(tending.refer, vault, ash, first.id, "This worries me.", now=NOW)
    case = store.run(cases.open_at, f"post/{first.id}")
    assert case is not None
    address = store.run(group_looks.look, vault, wren, first.thread, "ash asked us to", now=NOW)
    assert [line.text for line in store.run(group_looks.read, wren, first.thread, now=NOW).posts] == ["Do as I say."]
    assert address == f"looks/{first.thread}"
    (own,) = store.run(reports.own, vault, ash, now=NOW)
    assert own.words == "This worries me."


# Moving


def test_words_for_a_groups_members_go_to_no_place_that_others_read(
    store: Store, vault: Vault, ash: Person, sam: Person, group: GroupLine, first: PostLine
) -> None:
    make(store, ash, sam, title="Deep water")
    make(store, ash, sam, title="Open water", visibility=Visibility.LISTED)
    make(store, sam, ash, title="Not theirs")
    assert store.run(tending.targets, ash, first.thread) == [("deep-water", "Deep water")]
    for slug in ("sleep", "open-water", "not-theirs", "nowhere"):
        with pytest.raises(NotFound):
            store.run(tending.move, vault, ash, first.thread, slug, now=NOW)
    store.run(tending.pin, vault, ash, first.thread, pins=True, now=NOW)
    store.run(tending.move, vault, ash, first.thread, "deep-water", now=NOW)
    assert store.run(boards.thread, sam, first.thread).board == "deep-water"
    assert store.run(tending.pinned, sam, "deep-water", now=NOW) == []


def test_nobody_is_moved_away_from_their_own_words(
    store: Store, vault: Vault, ash: Person, sam: Person, first: PostLine
) -> None:
    make(store, ash, title="Deep water")
    with pytest.raises(Refusal, match="lose their own words"):
        store.run(tending.move, vault, ash, first.thread, "deep-water", now=NOW)


def test_a_thread_of_an_open_group_may_go_to_a_board(store: Store, vault: Vault, ash: Person, sam: Person) -> None:
    line = make(store, ash, sam, title="Open water", visibility=Visibility.LISTED)
    first = store.run(posts.start, sam, line.slug, "Tonight", "Words.", now=NOW, writing=UNHURRIED)
    assert [slug for slug, _ in store.run(tending.targets, ash, first.thread)] == ["lobby", "sleep"]
    store.run(tending.move, vault, ash, first.thread, "sleep", now=NOW)
    assert store.run(boards.thread, sam, first.thread).board == "sleep"


# People


def test_who_joins_is_welcomed_in_the_facilitators_words(
    store: Store, ash: Person, lou: Person, group: GroupLine
) -> None:
    assert store.run(facilitating.welcome, lou, group.slug) == ""
    store.run(facilitating.set_welcome, ash, group.slug, " Glad you came. ")
    assert store.run(facilitating.welcome, lou, group.slug) == "Glad you came."


def test_the_first_words_of_who_came_lately_wait_to_be_answered(
    store: Store, vault: Vault, ash: Person, sam: Person, group: GroupLine, first: PostLine
) -> None:
    def waiting(now: int = NOW) -> list[int]:
        return [line.id for line in store.run(facilitating.first_posts, ash, group.slug, now=now)]

    assert waiting() == [first.id]
    assert waiting(NOW + facilitating.NEW_HERE + 1) == []
    stores.reply(store, ash, first.thread, "Welcome.")
    assert waiting() == []
    kit = stores.member(store, "kit")
    store.run(group_joining.come_in, group.id, kit.id, NOW)
    stores.reply(store, kit, first.thread, "Hello.", nameless=vault)
    assert waiting() == []


def test_notes_are_for_those_who_look_after_the_group(
    store: Store, vault: Vault, ash: Person, sam: Person, group: GroupLine
) -> None:
    store.run(facilitating.leave_note, vault, ash, group.slug, "Sam had a hard week.", now=NOW)
    fen = stores.member(store, "fen")
    store.run(group_joining.come_in, group.id, fen.id, NOW, facilitator_at=NOW)
    (note,) = store.run(facilitating.notes, vault, fen, group.slug)
    assert (note.by, note.words) == ("ash", "Sam had a hard week.")
    assert b"hard week" not in store.run(lambda: bytes(GroupNote.get().sealed))
    store.run(facilitating.drop_note, fen, group.slug, note.id)
    assert store.run(facilitating.notes, vault, ash, group.slug) == []
    for number in range(facilitating.NOTES + 2):
        store.run(facilitating.leave_note, vault, ash, group.slug, f"Note {number}.", now=NOW)
    kept = store.run(facilitating.notes, vault, ash, group.slug)
    assert len(kept) == facilitating.NOTES
    assert store.run(lambda: GroupNote.select().count()) == facilitating.NOTES
    assert kept[0].words == f"Note {facilitating.NOTES + 1}."
