"""The journal: what is kept in it, found in memory, closed until its day, and taken away for a week."""

from __future__ import annotations

import pytest

from bbs.community import journal, sealing, shelf
from bbs.community.journal import Beside, Form, New
from bbs.community.shelf import Closed, Kind, Owner
from bbs.errors import NotFound, NotUnderstood, Refusal
from store.database import Store
from store.sealing import Key
from store.tables import Private
from store.vault import Vault
from tests import stores
from tests.stores import NOW

DAY = 24 * 3600


@pytest.fixture
def sam(store: Store) -> Owner:
    return Owner(Vault(bytes(32)), stores.member(store, "sam").id)


def write(store: Store, owner: Owner, text: str, *, days: int = 0, tags: tuple[str, ...] = ()) -> int:
    return store.run(journal.keep, owner, New(text, tags=tags), now=NOW + days * DAY)


def texts(store: Store, owner: Owner, *, days: int = 0) -> list[str]:
    return [entry.text for entry in store.run(journal.entries, owner, now=NOW + days * DAY)]


def test_entries_are_there_newest_first_with_what_belongs_to_them(store: Store, sam: Owner) -> None:
    write(store, sam, "One.", tags=("sleep", "work"))
    new = New("Dear Ann.\n", Form.LETTER, to=" Ann\n", prompt="Whom do you miss?")
    letter = store.run(journal.keep, sam, new, now=NOW + DAY)
    assert texts(store, sam, days=1) == ["Dear Ann.", "One."]
    entry = store.run(journal.one, sam, letter, now=NOW + DAY)
    assert (entry.form, entry.to, entry.prompt, entry.written_at) == (
        Form.LETTER, "Ann", "Whom do you miss?", NOW + DAY,
    )  # fmt: skip


def test_it_is_changed_and_keeps_its_day(store: Store, sam: Owner) -> None:
    kept = write(store, sam, "Befor.", tags=("a",))
    store.run(journal.change, sam, kept, "Before.", ("b", "c"), now=NOW + DAY)
    entry = store.run(journal.one, sam, kept, now=NOW + DAY)
    assert (entry.text, entry.tags, entry.at) == ("Before.", ("b", "c"), NOW)


@pytest.mark.parametrize("text", ["", " \n ", "x" * (journal.LONGEST + 1)])
def test_nothing_and_too_much_is_not_understood(store: Store, sam: Owner, text: str) -> None:
    with pytest.raises(NotUnderstood):
        write(store, sam, text)


def test_the_longest_entry_in_any_script_has_room_on_the_shelf(store: Store, sam: Owner) -> None:
    write(store, sam, "\N{GRINNING FACE}" * journal.LONGEST)
    assert len(texts(store, sam)[0]) == journal.LONGEST


class TestLaterSelf:
    """A letter to a later self."""

    def test_it_is_closed_until_its_day_and_comes_to_hand_on_it(self, store: Store, sam: Owner) -> None:
        new = New("I hope you sleep.", Form.LATER, tags=("hope",), opens_at=NOW + 30 * DAY)
        kept = store.run(journal.keep, sam, new, now=NOW)
        write(store, sam, "The week after.", days=7)
        assert texts(store, sam, days=7) == ["The week after."]
        (waits,) = store.run(journal.waiting, sam, now=NOW + 29 * DAY)
        assert (waits.is_closed, waits.text, waits.tags, waits.at) == (True, "", (), NOW + 30 * DAY)
        assert store.run(journal.one, sam, kept, now=NOW + 29 * DAY).text == ""
        assert texts(store, sam, days=30) == ["I hope you sleep.", "The week after."]
        assert store.run(journal.one, sam, kept, now=NOW + 30 * DAY).written_at == NOW
        assert store.run(journal.waiting, sam, now=NOW + 30 * DAY) == []

    def test_before_it_is_neither_found_nor_changed_but_it_can_be_taken_away(self, store: Store, sam: Owner) -> None:
        new = New("I hope you sleep.", Form.LATER, tags=("hope",), opens_at=NOW + 30 * DAY)
        kept = store.run(journal.keep, sam, new, now=NOW)
        assert store.run(journal.find, sam, "hope", now=NOW) == []
        assert store.run(journal.tags_used, sam, now=NOW) == []
        with pytest.raises(Refusal, match="closed until its day"):
            store.run(journal.change, sam, kept, "Other.", (), now=NOW)
        store.run(journal.delete, sam.member, kept, now=NOW)
        assert store.run(journal.waiting, sam, now=NOW) == []

    def test_a_day_that_is_over_is_asked_about(self, store: Store, sam: Owner) -> None:
        with pytest.raises(NotUnderstood):
            store.run(journal.keep, sam, New("Hello.", Form.LATER, opens_at=NOW), now=NOW)


class TestFinding:
    """In memory, and by whoever it belongs to."""

    def test_all_words_wherever_they_stand(self, store: Store, sam: Owner) -> None:
        write(store, sam, "Rain on the tent ROOF, and I couldn\u2019t sleep.", tags=("night",))
        write(store, sam, "Sun.", days=1)
        for wanted in ("roof rain", "night", "couldn't", "tent SLEEP"):
            assert [each.text[:4] for each in store.run(journal.find, sam, wanted, now=NOW + DAY)] == ["Rain"], wanted
        for wanted in ("roof sun", "", "  ", "tag:rain"):
            assert store.run(journal.find, sam, wanted, now=NOW + DAY) == []
        assert len(store.run(journal.find, sam, "tag:Night", now=NOW)) == 1

    def test_tags_by_how_often_they_are_used(self, store: Store, sam: Owner) -> None:
        write(store, sam, "One.", tags=("work", "sleep"))
        write(store, sam, "Two.", tags=("work", "aunt"))
        assert store.run(journal.tags_used, sam, now=NOW) == ["work", "aunt", "sleep"]

    def test_the_index_of_the_database_does_not_know_it(self, store: Store, sam: Owner) -> None:
        write(store, sam, "marigold under the ice", tags=("canary",))
        dump = store.run(lambda: [bytes(row.sealed) for row in Private.select()])
        assert b"marigold" not in b"".join(dump)
        lou = Owner(sam.vault, stores.member(store, "lou").id)
        assert store.run(journal.find, lou, "marigold", now=NOW) == []

    def test_tags_are_short_words_each_once(self) -> None:
        assert journal.tags_in(" Sleep, no sleep ,, sleep") == ("sleep", "no sleep")
        with pytest.raises(NotUnderstood):
            journal.tags_in(",".join(map(str, range(journal.MOST_TAGS + 1))))


class TestDays:
    """Before, after, and by month."""

    def test_beside_it_are_the_ones_before_and_after_of_what_is_open(self, store: Store, sam: Owner) -> None:
        ids = [write(store, sam, f"Day {n}.", days=n) for n in range(3)]
        later = store.run(journal.keep, sam, New("Later.", Form.LATER, opens_at=NOW + 9 * DAY), now=NOW)
        now = NOW + 3 * DAY
        assert store.run(journal.beside, sam.member, ids[0], now=now) == Beside(0, ids[1])
        assert store.run(journal.beside, sam.member, ids[1], now=now) == Beside(ids[0], ids[2])
        assert store.run(journal.beside, sam.member, ids[2], now=now) == Beside(ids[1], 0)
        assert store.run(journal.beside, sam.member, later, now=now) == Beside()
        assert store.run(journal.first_at, sam.member, now=now) == NOW
        between = store.run(journal.entries, sam, now=now, since=NOW + DAY, until=NOW + 2 * DAY)
        assert [entry.text for entry in between] == ["Day 1."]

    def test_without_entries_there_is_no_first(self, store: Store, sam: Owner) -> None:
        assert store.run(journal.first_at, sam.member, now=NOW) == 0


def test_taken_away_it_comes_back_by_the_last_deletion(store: Store, sam: Owner) -> None:
    one, two = write(store, sam, "One."), write(store, sam, "Two.")
    store.run(journal.delete, sam.member, one, now=NOW)
    store.run(journal.delete, sam.member, two, now=NOW + 60)
    assert texts(store, sam, days=1) == []
    store.run(journal.bring_back, sam.member)
    assert texts(store, sam, days=1) == ["Two."]
    store.run(journal.bring_back, sam.member)
    assert len(texts(store, sam, days=1)) == 2
    for gone in (lambda: journal.bring_back(sam.member), lambda: journal.delete(sam.member, 999, now=NOW)):
        with pytest.raises(NotFound):
            store.run(gone)


def test_another_member_s_is_not_there(store: Store, sam: Owner) -> None:
    kept = write(store, sam, "Mine.")
    lou = Owner(sam.vault, stores.member(store, "lou").id)
    for ask in (
        lambda: journal.one(lou, kept, now=NOW),
        lambda: journal.change(lou, kept, "Yours.", (), now=NOW),
        lambda: journal.delete(lou.member, kept, now=NOW),
    ):
        with pytest.raises(NotFound):
            store.run(ask)
    assert store.run(journal.beside, lou.member, kept, now=NOW) == Beside()


def test_sealed_and_locked_it_takes_entries_and_shows_none(store: Store, sam: Owner) -> None:
    key = Key.make()
    store.run(sealing.begin, Owner(sam.vault, sam.member, key), "journal", [], [], now=NOW)
    kept = write(store, sam, "Closed.")
    for ask in (
        lambda: journal.entries(sam, now=NOW),
        lambda: journal.find(sam, "closed", now=NOW),
        lambda: journal.one(sam, kept, now=NOW),
    ):
        with pytest.raises(Closed):
            store.run(ask)
    assert texts(store, Owner(sam.vault, sam.member, key)) == ["Closed."]
    assert store.run(shelf.count, sam.member, Kind.JOURNAL) == 1
