"""Nothing private is kept without its member's consent; what is there stays theirs to read and to delete."""

from __future__ import annotations

import pytest

from bbs.community import consent, hiding, shelf
from bbs.community.consent import NotAgreed
from bbs.community.shelf import Kind, Owner
from store.database import Store
from store.vault import Vault
from tests import stores
from tests.stores import NOW


def test_nothing_is_kept_or_changed_without_it(store: Store) -> None:
    sam = Owner(Vault(bytes(32)), stores.member(store, "sam", consented=False).id)
    for kind in Kind:
        with pytest.raises(NotAgreed):
            store.run(shelf.keep, sam, kind, {"text": "one"}, at=NOW)
    store.run(consent.give, sam.member, now=NOW)
    kept = store.run(shelf.keep, sam, Kind.JOURNAL, {"text": "one"}, at=NOW)
    store.run(consent.withdraw, sam.member)
    with pytest.raises(NotAgreed):
        store.run(shelf.change, sam, kept, Kind.JOURNAL, {"text": "two"})
    assert [one.words for one in store.run(shelf.records, sam, Kind.JOURNAL)] == [{"text": "one"}]
    assert store.run(hiding.hide, sam.member, Kind.JOURNAL, kept, now=NOW) == 1


def test_the_first_yes_is_the_one_that_counts_until_it_is_taken_back(store: Store) -> None:
    sam = stores.member(store, "sam", consented=False)
    assert store.run(consent.given_at, sam.id) is None
    store.run(consent.give, sam.id, now=NOW)
    store.run(consent.give, sam.id, now=NOW + 9)
    assert store.run(consent.given_at, sam.id) == NOW
    store.run(consent.withdraw, sam.id)
    assert store.run(consent.given_at, sam.id) is None
