"""The shelf: what is kept there is its member's alone, sealed one way or the other, and comes back for a week."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bbs.community import hiding, keyrings, recovery, sealing, shelf
from bbs.community.keyrings import Way, Wrap
from bbs.community.members import Person
from bbs.community.passphrases import Passphrases
from bbs.community.shelf import SEALED_TOGETHER, Closed, Kind, Owner
from bbs.errors import NotFound, Refusal
from store.database import Store
from store.sealing import Key, is_sealed_to_member
from store.tables import Private, Tombstone
from store.vault import Vault
from tests import stores
from tests.stores import NOW

CANARY = "marigold-under-the-ice"
CHEAP = Passphrases(memory_kib=64, time_cost=1)
WORDS = "a lantern on the quiet water"
CODES = ["maple-orbit-candle-river-spoon", "otter-lamp-garden-silver-boat"]
DAY = 24 * 3600


@pytest.fixture
def sam(store: Store) -> Owner:
    return owner(stores.member(store, "sam"))


def owner(person: Person) -> Owner:
    return Owner(Vault(bytes(32)), person.id)


def sealed_by(store: Store, whose: Owner, group: str = "journal") -> Owner:
    """Have a member seal a group, and return them with their key."""
    key = Key.make()
    unlocked = Owner(whose.vault, whose.member, key)
    wraps = [wrapped(whose, key, Way.PASSPHRASE, WORDS)]
    wraps += [wrapped(whose, key, Way.CODE, code) for code in CODES]
    store.run(sealing.begin, unlocked, group, wraps, CODES, now=NOW)
    return unlocked


def wrapped(whose: Owner, key: Key, way: Way, typed: str) -> Wrap:
    mark = keyrings.mark_of(whose.vault, typed) if way is Way.CODE else None
    wrap = Wrap.begin(whose.member, way, CHEAP.cost, mark)
    return wrap.filled(key, CHEAP.derive(typed, wrap.salt, wrap.cost))


def unlocked_by(store: Store, whose: Owner, typed: str) -> Key | None:
    for wrap in store.run(keyrings.wraps, whose.vault, whose.member, typed):
        if (key := wrap.unwrapped(CHEAP.derive(typed, wrap.salt, wrap.cost))) is not None:
            return key
    return None


def said(store: Store, whose: Owner, kind: Kind = Kind.JOURNAL) -> list[Any]:
    return [record.words["text"] for record in store.run(shelf.records, whose, kind)]


def raw(store: Store) -> list[bytes]:
    return store.run(lambda: [bytes(row.sealed) for row in Private.select().order_by(Private.id)])


def test_what_is_kept_is_there_newest_first_and_between_moments(store: Store, sam: Owner) -> None:
    for n in range(3):
        store.run(shelf.keep, sam, Kind.JOURNAL, {"text": f"day {n}"}, at=NOW + n * DAY)
    assert said(store, sam) == ["day 2", "day 1", "day 0"]
    between = store.run(shelf.records, sam, Kind.JOURNAL, since=NOW + 1, until=NOW + 2 * DAY)
    assert [record.words["text"] for record in between] == ["day 1"]
    assert said(store, sam, Kind.MOOD) == []
    assert store.run(shelf.count, sam.member, Kind.JOURNAL) == 3


def test_it_is_changed_in_its_place(store: Store, sam: Owner) -> None:
    kept = store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "befor"}, at=NOW)
    store.run(shelf.change, sam, kept, Kind.JOURNAL, {"text": "before"})
    assert store.run(shelf.one, sam, kept, Kind.JOURNAL).words == {"text": "before"}
    store.run(shelf.change, sam, kept, Kind.JOURNAL, {"text": "before"}, at=NOW - DAY)
    assert store.run(shelf.one, sam, kept, Kind.JOURNAL).at == NOW - DAY


def test_nobody_else_finds_it(store: Store, sam: Owner) -> None:
    kept = store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "mine"}, at=NOW)
    lou = owner(stores.member(store, "lou"))
    for ask in (
        lambda: shelf.one(lou, kept, Kind.JOURNAL),
        lambda: shelf.change(lou, kept, Kind.JOURNAL, {}),
        lambda: shelf.one(sam, kept, Kind.MOOD),
    ):
        with pytest.raises(NotFound):
            store.run(ask)
    assert store.run(hiding.hide, lou.member, Kind.JOURNAL, kept, now=NOW) == 0
    assert said(store, sam) == ["mine"]


def test_too_much_is_refused_and_what_is_there_stays(store: Store, sam: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "here"}, at=NOW)
    with pytest.raises(Refusal, match="longer than fits"):
        store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "x" * shelf.LARGEST}, at=NOW)
    monkeypatch.setattr(shelf, "MOST", 1)
    with pytest.raises(Refusal, match="no room"):
        store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "more"}, at=NOW)
    assert said(store, sam) == ["here"]


def test_a_stolen_database_shows_none_of_it(store: Store, sam: Owner, tmp_path: Path) -> None:
    store.run(shelf.keep, sam, Kind.JOURNAL, {"text": CANARY}, at=NOW)
    sealed_by(store, sam)
    store.run(shelf.keep, sam, Kind.PLAN, {"text": CANARY}, at=NOW)
    with closing(sqlite3.connect(store.path)) as reading:
        assert CANARY not in "\n".join(reading.iterdump())


def test_a_record_moved_to_another_member_or_kind_does_not_open(store: Store, sam: Owner) -> None:
    store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "mine"}, at=NOW)
    lou = owner(stores.member(store, "lou"))
    store.run(lambda: Private.update(member=lou.member).execute())
    assert said(store, lou) == []
    store.run(lambda: Private.update(member=sam.member, kind="mood").execute())
    assert said(store, sam, Kind.MOOD) == []


def test_deleted_is_out_of_sight_at_once_and_can_be_taken_back_for_a_week(store: Store, sam: Owner) -> None:
    first = store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "one"}, at=NOW)
    store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "two"}, at=NOW)
    assert store.run(hiding.hide, sam.member, Kind.JOURNAL, first, now=NOW) == 1
    assert said(store, sam) == ["two"]
    with pytest.raises(NotFound):
        store.run(shelf.one, sam, first, Kind.JOURNAL)
    assert store.run(hiding.hide, sam.member, Kind.JOURNAL, now=NOW + 60) == 1
    assert [(each.at, each.records) for each in store.run(hiding.hidden, sam.member)] == [(NOW + 60, 1), (NOW, 1)]
    assert store.run(hiding.take_back, sam.member, Kind.JOURNAL, NOW + 60) == 1
    assert said(store, sam) == ["two"]
    store.run(hiding.destroy_hidden, NOW + hiding.UNDO - 1)
    assert store.run(hiding.hidden, sam.member)
    store.run(hiding.destroy_hidden, NOW + hiding.UNDO)
    assert store.run(hiding.hidden, sam.member) == []
    assert len(raw(store)) == 1


def test_what_is_destroyed_leaves_a_tombstone(store: Store, sam: Owner) -> None:
    store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "gone"}, at=NOW)
    (name,) = store.run(lambda: [row.row for row in Private.select()])
    store.run(hiding.hide, sam.member, Kind.JOURNAL, now=NOW)
    assert store.run(hiding.destroy_at_once, sam.member, Kind.JOURNAL) == 1
    assert store.run(lambda: Tombstone.select().where(Tombstone.row == name).count()) == 1


def test_a_lost_record_does_not_hide_the_others(store: Store, sam: Owner) -> None:
    store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "one"}, at=NOW)
    store.run(shelf.keep, Owner(Vault(bytes(range(32))), sam.member), Kind.JOURNAL, {"text": "two"}, at=NOW)
    assert said(store, sam) == ["one"]


class TestSealed:
    """What a member seals to their own key."""

    def test_what_was_there_and_what_comes_is_sealed_and_the_rest_is_not(self, store: Store, sam: Owner) -> None:
        store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "before"}, at=NOW)
        store.run(shelf.keep, sam, Kind.PLAN, {"text": "plan"}, at=NOW)
        unlocked = sealed_by(store, sam)
        store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "after, with a key sign-in"}, at=NOW + 1)
        assert [is_sealed_to_member(each) for each in raw(store)] == [True, False, True]
        assert said(store, unlocked) == ["after, with a key sign-in", "before"]
        assert said(store, sam, Kind.PLAN) == ["plan"]
        assert store.run(sealing.sealed_groups, sam.member) == {"journal"}

    def test_locked_it_is_not_shown_and_not_lost(self, store: Store, sam: Owner) -> None:
        sealed_by(store, sam)
        kept = store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "closed"}, at=NOW)
        for ask in (
            lambda: shelf.records(sam, Kind.JOURNAL),
            lambda: shelf.one(sam, kept, Kind.JOURNAL),
            lambda: sealing.unseal(sam, "journal"),
            lambda: sealing.seal_more(sam, "plan"),
        ):
            with pytest.raises(Closed):
                store.run(ask)
        assert store.run(hiding.hide, sam.member, Kind.JOURNAL, kept, now=NOW) == 1

    @pytest.mark.parametrize("typed", [WORDS, f"  {WORDS} ", *CODES])
    def test_passphrase_and_each_code_unlock_it(self, store: Store, sam: Owner, typed: str) -> None:
        sealed_by(store, sam)
        store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "closed"}, at=NOW)
        key = unlocked_by(store, sam, typed)
        assert said(store, Owner(sam.vault, sam.member, key)) == ["closed"]

    def test_nothing_else_does(self, store: Store, sam: Owner) -> None:
        sealed_by(store, sam)
        for typed in ("a lantern on the quiet wate", "maple-orbit-candle-river-boat", ""):
            assert unlocked_by(store, sam, typed) is None

    def test_codes_that_sign_in_are_the_ones_that_unlock(self, store: Store, sam: Owner) -> None:
        sealed_by(store, sam)
        assert store.run(recovery.whose, sam.vault, "sam", CODES[0], now=NOW) is not None
        assert store.run(recovery.left, sam.member) == len(CODES)

    def test_a_new_passphrase_opens_and_the_old_does_not(self, store: Store, sam: Owner) -> None:
        unlocked = sealed_by(store, sam)
        assert unlocked.key is not None
        new = wrapped(sam, unlocked.key, Way.PASSPHRASE, "five other words in a row")
        store.run(keyrings.rewrap, sam.member, [new], now=NOW)
        assert unlocked_by(store, sam, "five other words in a row") is not None
        assert unlocked_by(store, sam, WORDS) is None
        assert unlocked_by(store, sam, CODES[0]) is not None
        assert store.run(keyrings.ways, sam.member) == {Way.PASSPHRASE, Way.CODE}

    def test_unsealed_it_opens_without_the_key_and_the_key_is_gone(self, store: Store, sam: Owner) -> None:
        unlocked = sealed_by(store, sam)
        store.run(sealing.seal_more, unlocked, "plan")
        store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "words"}, at=NOW)
        store.run(shelf.keep, sam, Kind.PLAN, {"text": "plan"}, at=NOW)
        store.run(sealing.unseal, unlocked, "journal")
        assert said(store, sam) == ["words"]
        with pytest.raises(Closed):
            said(store, sam, Kind.PLAN)
        store.run(sealing.unseal, unlocked, "plan")
        assert said(store, sam, Kind.PLAN) == ["plan"]
        assert store.run(keyrings.of, sam.member) is None

    def test_what_was_deleted_is_sealed_too_and_comes_back_so(self, store: Store, sam: Owner) -> None:
        store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "deleted"}, at=NOW)
        store.run(hiding.hide, sam.member, Kind.JOURNAL, now=NOW)
        unlocked = sealed_by(store, sam)
        assert all(is_sealed_to_member(each) for each in raw(store))
        store.run(hiding.take_back, sam.member, Kind.JOURNAL, NOW)
        assert said(store, unlocked) == ["deleted"]

    def test_every_sealable_kind_is_named_once(self) -> None:
        kinds = [kind for group in SEALED_TOGETHER.values() for kind in group]
        assert len(kinds) == len(set(kinds))
        assert set(shelf.KINDS) == set(Kind)
