"""Looking after a group: facilitators tend its threads and welcome people, and nobody else can."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bbs.community import boards, cases, facilitating, group_joining, group_looks, group_making, posts, reports, tending
from bbs.community.group_making import Shape
from bbs.community.groups import GroupLine, Visibility
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.errors import NotFound, NotUnderstood, Refusal
from store.database import Store
from store.tables import FoldedPost, GroupNote, Tombstone
from store.vault import Vault
from tests import stores
from tests.stores import NOW, UNHURRIED


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
        lambda who: store.run(tending.pin, who, first.thread, now=NOW),
        lambda who: store.run(tending.close, who, first.thread, now=NOW),
        lambda who: store.run(tending.targets, who, first.thread),
        lambda who: store.run(tending.move, who, first.thread, "sleep"),
        lambda who: store.run(tending.fold, who, first.id, "advice", now=NOW),
        lambda who: store.run(tending.unfold, who, first.id),
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
    store: Store, ash: Person, sam: Person, group: GroupLine
) -> None:
    post = stores.start(store, sam)
    with pytest.raises(NotFound):
        store.run(tending.fold, ash, post.id, "advice", now=NOW)


def test_a_thread_is_kept_at_the_top_and_let_go(store: Store, ash: Person, sam: Person, first: PostLine) -> None:
    store.run(tending.pin, ash, first.thread, now=NOW)
    assert store.run(tending.state, first.thread).is_pinned
    assert [line.id for line in store.run(tending.pinned, sam, "quiet-water")] == [first.thread]
    store.run(tending.pin, ash, first.thread, now=None)
    assert store.run(tending.pinned, sam, "quiet-water") == []


def test_no_more_than_a_few_threads_are_at_the_top(store: Store, ash: Person, sam: Person, group: GroupLine) -> None:
    for number in range(tending.PINNED_MOST + 1):
        line = store.run(posts.start, sam, group.slug, f"Thread {number}", "Words.", now=NOW, writing=UNHURRIED)
        if number < tending.PINNED_MOST:
            store.run(tending.pin, ash, line.thread, now=NOW)
    with pytest.raises(Refusal, match="kept at the top already"):
        store.run(tending.pin, ash, line.thread, now=NOW)


def test_a_closed_thread_is_read_and_not_answered(store: Store, ash: Person, sam: Person, first: PostLine) -> None:
    store.run(tending.close, ash, first.thread, now=NOW)
    assert store.run(posts.get, sam, first.id).text == "Do as I say."
    for writer in (sam, ash):
        with pytest.raises(Refusal, match="closed"):
            stores.reply(store, writer, first.thread)
    store.run(tending.close, ash, first.thread, now=None)
    stores.reply(store, sam, first.thread)


def test_a_folded_post_opens_after_the_reason_and_can_be_shown_again(
    store: Store, ash: Person, sam: Person, first: PostLine
) -> None:
    with pytest.raises(NotUnderstood, match="A reason first"):
        store.run(tending.fold, ash, first.id, "  ", now=NOW)
    folded = store.run(tending.fold, ash, first.id, "it tells people what to do", now=NOW)
    assert (folded.folded, folded.note) == ("it tells people what to do", "it tells people what to do")
    assert store.run(posts.get, sam, first.id).text == "Do as I say.", "no word of it is gone"
    name = store.run(lambda: FoldedPost.get().row)
    store.run(tending.unfold, ash, first.id)
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
    store: Store, ash: Person, sam: Person, group: GroupLine, first: PostLine
) -> None:
    make(store, ash, sam, title="Deep water")
    make(store, ash, sam, title="Open water", visibility=Visibility.LISTED)
    make(store, sam, ash, title="Not theirs")
    assert store.run(tending.targets, ash, first.thread) == [("deep-water", "Deep water")]
    for slug in ("sleep", "open-water", "not-theirs", "nowhere"):
        with pytest.raises(NotFound):
            store.run(tending.move, ash, first.thread, slug)
    store.run(tending.pin, ash, first.thread, now=NOW)
    store.run(tending.move, ash, first.thread, "deep-water")
    assert store.run(boards.thread, sam, first.thread).board == "deep-water"
    assert store.run(tending.pinned, sam, "deep-water") == []


def test_nobody_is_moved_away_from_their_own_words(store: Store, ash: Person, sam: Person, first: PostLine) -> None:
    make(store, ash, title="Deep water")
    with pytest.raises(Refusal, match="lose their own words"):
        store.run(tending.move, ash, first.thread, "deep-water")


def test_a_thread_of_an_open_group_may_go_to_a_board(store: Store, ash: Person, sam: Person) -> None:
    line = make(store, ash, sam, title="Open water", visibility=Visibility.LISTED)
    first = store.run(posts.start, sam, line.slug, "Tonight", "Words.", now=NOW, writing=UNHURRIED)
    assert [slug for slug, _ in store.run(tending.targets, ash, first.thread)] == ["lobby", "sleep"]
    store.run(tending.move, ash, first.thread, "sleep")
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
