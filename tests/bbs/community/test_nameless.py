"""A post without a name says nowhere whose it is; an operator can look it up, on record, and its author is told."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from bbs.community import blocks, boards, nameless, new_scan, posts, reading, tags, thanks, vouching
from bbs.community.members import Person, Role
from bbs.community.nameless import COLOURS
from bbs.errors import NotFound, NotUnderstood, Refusal
from store.database import Store
from store.tables import Member, Post, StaffAct
from store.vault import Vault
from tests import stores
from tests.finding import finds

NOW = stores.NOW


@pytest.fixture
def sam(store: Store) -> Person:
    return stores.member(store, "sam", role=Role.MODERATOR)


@pytest.fixture
def olive(store: Store) -> Person:
    return stores.member(store, "olive", role=Role.OPERATOR)


def says_who(line: object) -> bool:
    """Say whether anything in a line names sam."""
    return "sam" in repr(dataclasses.astuple(line))  # type: ignore[call-overload]


def test_no_line_that_another_is_shown_names_the_author(
    store: Store, vault: Vault, sam: Person, lou: Person, olive: Person
) -> None:
    first = stores.start(store, sam, "A zebra.", nameless=vault)
    answer = stores.reply(store, lou, first.thread, "Hello.", reply_to=first.id)
    board = store.run(boards.get, lou, "sleep")
    for reader in (lou, olive):
        lines: list[object] = [
            store.run(posts.get, reader, first.id),
            store.run(posts.get, reader, answer.id),
            store.run(boards.thread, reader, first.thread),
            *store.run(reading.stretch, reader, first.thread).posts,
            *store.run(boards.threads, reader, board),
            *store.run(finds, reader, "zebra"),
            *store.run(reading.since, reader, "sleep", 0),
            *store.run(new_scan.next_posts, reader),
        ]
        assert len(lines) > 6
        assert [line for line in lines if says_who(line)] == []
    assert store.run(finds, lou, "zebra by:sam") == store.run(finds, sam, "zebra by:sam") == []
    line = store.run(posts.get, lou, first.id)
    assert (line.author, line.author_id, line.author_role) == ("", 0, "")
    assert line.nameless in COLOURS
    assert store.run(posts.get, lou, answer.id).reply_to_nameless == line.nameless
    assert store.run(boards.thread, lou, first.thread).nameless == line.nameless


def test_its_author_knows_it_as_their_own_and_can_take_it_away(
    store: Store, vault: Vault, sam: Person, lou: Person
) -> None:
    first = stores.start(store, sam, nameless=vault)
    assert (first.author, first.author_id) == ("", sam.id)
    with pytest.raises(NotFound):
        store.run(posts.remove_own, lou, first.id, now=NOW)
    assert store.run(posts.remove_own, sam, first.id, now=NOW).removed_by_author
    assert not says_who(store.run(posts.get, lou, first.id))


def test_the_word_stays_in_one_thread_and_tells_people_apart_there(
    store: Store, vault: Vault, sam: Person, lou: Person
) -> None:
    first = stores.start(store, sam, nameless=vault)
    again = stores.reply(store, sam, first.thread, nameless=vault)
    other = stores.reply(store, lou, first.thread, nameless=vault)
    assert again.nameless == first.nameless != other.nameless
    words = {stores.start(store, sam, nameless=vault).nameless for _ in range(12)}
    assert len(words) > 4, "from thread to thread it is another"


def test_the_word_is_drawn_with_the_key_and_not_from_who_it_is(store: Store, tmp_path: Path, sam: Person) -> None:
    first = stores.start(store, sam)
    drawn = set()
    for n in range(12):
        key = Vault.begin(tmp_path / f"{n}.key")
        post = stores.reply(store, sam, first.thread, nameless=key)
        drawn.add(post.nameless)
        store.run(Post.delete().where(Post.id == post.id).execute)
    assert len(drawn) > 4


def test_there_are_words_for_everybody(store: Store, vault: Vault, sam: Person) -> None:
    thread = stores.start(store, sam).thread
    words = []
    for n in range(len(COLOURS) + 3):
        words.append(stores.reply(store, stores.member(store, f"kit-{n}"), thread, nameless=vault).nameless)
    assert len(set(words)) == len(words)
    assert [word for word in words if word.endswith(" 2")] == words[len(COLOURS) :]


def test_with_and_without_a_name_one_member_is_two_people_in_a_thread(
    store: Store, vault: Vault, sam: Person, lou: Person
) -> None:
    """Or a thread that is still waiting after its author's own reply would say that the two are one."""
    hidden = stores.start(store, sam, nameless=vault).thread
    assert not store.run(boards.thread, lou, hidden).answered
    stores.reply(store, sam, hidden, nameless=vault)
    assert not store.run(boards.thread, lou, hidden).answered
    stores.reply(store, sam, hidden)
    assert store.run(boards.thread, lou, hidden).answered
    shown = stores.start(store, sam).thread
    stores.reply(store, sam, shown)
    assert not store.run(boards.thread, lou, shown).answered
    stores.reply(store, sam, shown, nameless=vault)
    assert store.run(boards.thread, lou, shown).answered


def test_a_board_can_ask_for_names(store: Store, vault: Vault, sam: Person, olive: Person) -> None:
    standing = stores.start(store, sam, nameless=vault)
    store.run(tags.allow_nameless, olive, "sleep", allowed=False)
    with pytest.raises(Refusal, match="with their names"):
        stores.reply(store, sam, standing.thread, nameless=vault)
    assert stores.reply(store, sam, standing.thread).nameless == ""
    assert store.run(posts.get, olive, standing.id).nameless == standing.nameless


def test_thanks_reach_the_author_and_tell_the_giver_nothing(
    store: Store, vault: Vault, sam: Person, lou: Person
) -> None:
    first = stores.start(store, sam, nameless=vault)
    assert store.run(thanks.thank, vault, lou, first.id, "That helped.", now=NOW)
    assert [(one.by, one.words) for one in store.run(thanks.got, vault, sam)] == [("lou", "That helped.")]
    (gave,) = store.run(thanks.gave, lou)
    assert not says_who(gave)
    with pytest.raises(Refusal, match="your own"):
        store.run(thanks.thank, vault, sam, first.id, "", now=NOW)
    second = stores.start(store, sam, nameless=vault)
    store.run(lambda: Member.update(left_at=NOW).where(Member.id == sam.id).execute())
    assert store.run(thanks.thank, vault, lou, second.id, "", now=NOW), "or it would tell who left"


def test_an_operator_looks_it_up_on_record_and_the_author_is_told_once(
    store: Store, vault: Vault, sam: Person, olive: Person
) -> None:
    first = stores.start(store, sam, nameless=vault, title="Four in the morning")
    assert store.run(nameless.to_tell, vault, sam.id) == []
    assert store.run(nameless.look_up, vault, olive, first.id, "A threat\x1b to lou.", now=NOW) == "sam"
    (act,) = store.run(nameless.to_tell, vault, sam.id)
    assert (act.by, act.at, act.title, act.reason) == ("olive", NOW, "Four in the morning", "A threat to lou.")
    store.run(nameless.told, sam.id, now=NOW)
    assert store.run(nameless.to_tell, vault, sam.id) == []
    (kept,) = store.run(nameless.lately, vault, sam)
    assert not says_who(kept)
    assert b"threat" not in bytes(store.run(lambda: StaffAct.get().reason) or b"")
    assert store.run(vouching.lately, olive) == [], "the other acts are lists of their own"


def test_nobody_else_looks_it_up_and_nobody_without_a_reason(
    store: Store, vault: Vault, sam: Person, lou: Person, olive: Person
) -> None:
    hidden, shown = stores.start(store, lou, nameless=vault), stores.start(store, lou)
    for other in (None, lou, sam):
        with pytest.raises(NotFound):
            store.run(nameless.look_up, vault, other, hidden.id, "Why not.", now=NOW)
    with pytest.raises(NotFound):
        store.run(nameless.look_up, vault, olive, shown.id, "A threat.", now=NOW)
    for reason in ("", " \x1b ", "x" * (nameless.REASON + 1)):
        with pytest.raises(NotUnderstood):
            store.run(nameless.look_up, vault, olive, hidden.id, reason, now=NOW)
    with pytest.raises(NotFound):
        store.run(nameless.lately, vault, lou)
    assert store.run(StaffAct.select().count) == 0


def test_being_told_of_a_code_is_not_being_told_of_a_post(
    store: Store, vault: Vault, lou: Person, olive: Person
) -> None:
    hidden = stores.start(store, lou, nameless=vault)
    store.run(nameless.look_up, vault, olive, hidden.id, "A threat.", now=NOW)
    store.run(vouching.told, lou.id, now=NOW)
    assert len(store.run(nameless.to_tell, vault, lou.id)) == 1


def test_blocking_somebody_does_not_tell_which_posts_without_a_name_are_theirs(
    store: Store, vault: Vault, sam: Person, lou: Person
) -> None:
    kit = stores.member(store, "kit")
    hidden = stores.start(store, kit, "A zebra.", nameless=vault)
    stores.reply(store, kit, stores.start(store, sam).thread, "A zebra again.", nameless=vault)
    board = store.run(boards.get, lou, "sleep")

    def seen() -> tuple[object, ...]:
        return (
            store.run(new_scan.next_posts, lou),
            store.run(new_scan.count_new, lou),
            store.run(boards.threads, lou, board),
            store.run(reading.stretch, lou, hidden.thread, first=1),
            store.run(finds, lou, "zebra"),
            store.run(reading.since, lou, "sleep", 0),
        )

    before = seen()
    store.run(blocks.block, lou, "kit", now=NOW)
    assert seen() == before
