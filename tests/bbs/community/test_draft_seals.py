"""Drafts of what a member seals are sealed to their key too; locked, they are never written over and never shown."""

from __future__ import annotations

import pytest

from bbs.community import drafts, exporting, sealing
from bbs.community.hands import Hand
from bbs.community.shelf import Closed, Owner
from store.database import Store
from store.sealing import Key, is_sealed_to_member
from store.tables import Draft
from store.vault import Vault
from tests import stores
from tests.stores import NOW

NEW, POST = "journal/new", "boards/sleep/post"


@pytest.fixture
def sam(store: Store) -> Owner:
    return Owner(Vault(bytes(32)), stores.member(store, "sam").id)


def keep(store: Store, whose: Owner, place: str, words: str, hand: Hand | None = None) -> drafts.Keeping:
    return store.run(drafts.keep, whose.vault, whose.member, place, words, now=NOW, hand=hand, key=whose.key)


def kept(store: Store, whose: Owner, place: str = NEW) -> str:
    return store.run(drafts.kept, whose.vault, whose.member, place, whose.key)


def sealed_places(store: Store, whose: Owner) -> set[str]:
    rows = store.run(lambda: [(row.place, bytes(row.sealed)) for row in Draft.select()])
    return {place for place, sealed in rows if is_sealed_to_member(sealed)}


def seals(store: Store, whose: Owner, group: str = "journal") -> Owner:
    unlocked = Owner(whose.vault, whose.member, Key.make())
    store.run(sealing.begin, unlocked, group, [], [], now=NOW)
    return unlocked


@pytest.mark.parametrize(("group", "sealed"), [("journal", {NEW, "appointment"}), ("plan", {"plan/signs"})])
def test_what_is_begun_is_sealed_as_what_it_becomes(store: Store, sam: Owner, group: str, sealed: set[str]) -> None:
    places = (NEW, "plan/signs", "appointment", POST)
    for place in places:
        keep(store, sam, place, f"before, {place}")
    unlocked = seals(store, sam, group)
    assert sealed_places(store, sam) == sealed
    for place in places:
        assert kept(store, unlocked, place) == f"before, {place}"
        assert kept(store, sam, place) == ("" if place in sealed else f"before, {place}")
        keep(store, unlocked, place, "after")
    assert sealed_places(store, sam) == sealed
    store.run(sealing.unseal, unlocked, group)
    assert sealed_places(store, sam) == set()
    assert {kept(store, sam, place) for place in places} == {"after"}


def test_what_is_locked_is_put_beside_and_not_written_over(store: Store, sam: Owner) -> None:
    unlocked = seals(store, sam)
    keep(store, unlocked, NEW, "Rain.", Hand("laptop"))
    begun = store.run(drafts.begun, sam.vault, sam.member, NEW)
    assert begun == drafts.Begun()
    first = keep(store, sam, NEW, "Hail.", Hand("phone", begun.version))
    assert first.beside
    assert not keep(store, sam, NEW, "Hail, and snow.", Hand("phone", first.version)).beside
    (beside,) = (one for one in store.run(drafts.places, sam.member) if one.is_beside)
    with pytest.raises(Closed):
        store.run(drafts.other, sam.vault, sam.member, beside.id)
    assert store.run(drafts.other, sam.vault, sam.member, beside.id, unlocked.key).text == "Rain."
    assert kept(store, unlocked) == "Hail, and snow."


def test_an_empty_text_drops_nothing_that_is_locked(store: Store, sam: Owner) -> None:
    unlocked = seals(store, sam)
    keep(store, unlocked, NEW, "Rain.", Hand("laptop"))
    keep(store, sam, NEW, "", Hand("phone"))
    assert kept(store, unlocked) == "Rain."


def test_my_data_says_that_it_is_sealed_or_what_it_says(store: Store, sam: Owner) -> None:
    unlocked = seals(store, sam)
    keep(store, unlocked, NEW, "Rain.")
    for whose, said in ((sam, {"sealed": True}), (unlocked, {"text": "Rain."})):
        whole = store.run(exporting.gather, whose, "sam", ("drafts",), now=NOW)
        ((_, (entry,)),) = whole.parts
        assert {name: entry.facts[name] for name in entry.facts if name in ("sealed", "text")} == said


def test_who_starts_over_loses_what_nothing_opens_and_nothing_else(store: Store, sam: Owner) -> None:
    unlocked = seals(store, sam)
    keep(store, unlocked, NEW, "Rain.")
    keep(store, unlocked, POST, "A post.")
    store.run(sealing.start_over, sam.member)
    assert [one.place for one in store.run(drafts.places, sam.member)] == [POST]
