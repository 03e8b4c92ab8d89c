"""Notes from shift to shift: shown until somebody took note, and gone some time after."""

from __future__ import annotations

import pytest

from bbs.community import hand_overs, members
from bbs.community.hand_overs import KEPT, KEPT_READ, LONGEST
from bbs.community.members import Person, Role
from bbs.errors import NotFound, NotUnderstood, Refusal
from store.database import Store
from store.tables import HandOver, Tombstone
from store.vault import Vault
from tests import stores

NOW = stores.NOW


@pytest.fixture
def wren(store: Store) -> Person:
    return store.run(members.set_role, stores.member(store, "wren").id, Role.MODERATOR)


@pytest.fixture
def dove(store: Store) -> Person:
    return store.run(members.set_role, stores.member(store, "dove").id, Role.MODERATOR)


def test_a_note_waits_for_the_others_until_one_of_them_took_note(
    store: Store, vault: Vault, wren: Person, dove: Person
) -> None:
    store.run(hand_overs.leave, vault, wren, "Kit is calmer now. Look in at six?", now=NOW)
    assert (store.run(hand_overs.waiting, dove), store.run(hand_overs.waiting, wren)) == (1, 0)
    (note,) = store.run(hand_overs.notes, vault, dove)
    assert (note.by, note.text, note.is_mine, note.is_read) == (
        "wren",
        "Kit is calmer now. Look in at six?",
        False,
        False,
    )
    with pytest.raises(Refusal, match="your own"):
        store.run(hand_overs.take_note, wren, note.id, now=NOW)
    store.run(hand_overs.take_note, dove, note.id, now=NOW + 1)
    assert store.run(hand_overs.waiting, dove) == 0
    (note,) = store.run(hand_overs.notes, vault, dove)
    assert note.is_read
    with pytest.raises(NotFound, match="not waiting any more"):
        store.run(hand_overs.take_note, dove, note.id, now=NOW + 2)


def test_what_it_says_is_sealed(store: Store, vault: Vault, wren: Person) -> None:
    store.run(hand_overs.leave, vault, wren, "zebra", now=NOW)
    row = store.run(HandOver.get)
    assert b"zebra" not in bytes(row.sealed)


def test_only_who_left_it_takes_it_back_and_then_it_is_gone_for_good(
    store: Store, vault: Vault, wren: Person, dove: Person
) -> None:
    store.run(hand_overs.leave, vault, wren, "Never mind.", now=NOW)
    (note,) = store.run(hand_overs.notes, vault, wren)
    row = store.run(HandOver.get).row
    with pytest.raises(NotFound):
        store.run(hand_overs.take_back, dove, note.id)
    store.run(hand_overs.take_back, wren, note.id)
    assert store.run(hand_overs.notes, vault, dove) == []
    assert [stone.row for stone in store.run(lambda: list(Tombstone.select()))] == [row]


def test_they_go_some_time_after_they_were_read_and_in_any_case(
    store: Store, vault: Vault, wren: Person, dove: Person
) -> None:
    for words in ("read", "unread"):
        store.run(hand_overs.leave, vault, wren, words, now=NOW)
    read = next(note for note in store.run(hand_overs.notes, vault, dove) if note.text == "read")
    store.run(hand_overs.take_note, dove, read.id, now=NOW)
    store.run(hand_overs.destroy_old, NOW + KEPT_READ - 1)
    assert len(store.run(hand_overs.notes, vault, dove)) == 2
    store.run(hand_overs.destroy_old, NOW + KEPT_READ)
    assert [note.text for note in store.run(hand_overs.notes, vault, dove)] == ["unread"]
    store.run(hand_overs.destroy_old, NOW + KEPT)
    assert store.run(hand_overs.notes, vault, dove) == []


def test_no_words_too_many_and_members(store: Store, vault: Vault, wren: Person, sam: Person) -> None:
    with pytest.raises(NotUnderstood, match="no words"):
        store.run(hand_overs.leave, vault, wren, "  ", now=NOW)
    with pytest.raises(NotUnderstood, match="is the most"):
        store.run(hand_overs.leave, vault, wren, "a" * (LONGEST + 1), now=NOW)
    with pytest.raises(NotFound):
        store.run(hand_overs.notes, vault, sam)
    with pytest.raises(NotFound):
        store.run(hand_overs.leave, vault, sam, "x", now=NOW)
    with pytest.raises(NotFound):
        store.run(hand_overs.waiting, sam)
