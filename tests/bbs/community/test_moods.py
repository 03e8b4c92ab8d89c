"""Check-ins: kept, changed, dated back, deleted and taken back; tags of one's own; offers at most once a week."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import care, mood_files, moods
from bbs.community.moods import CheckIn, Mood
from bbs.community.shelf import Closed, Owner
from bbs.errors import NotFound, NotUnderstood
from store.database import Store
from tests import stores
from tests.bbs.community.test_shelf import owner, sealed_by
from tests.stores import NOW

DAY = 24 * 3600


@pytest.fixture
def sam(store: Store) -> Owner:
    return owner(stores.member(store, "sam"))


def test_a_check_in_comes_back_as_it_was(store: Store, sam: Owner) -> None:
    kept = store.run(moods.add, sam, CheckIn(Mood.LOW, NOW, ("no sleep",), "Third night.", "A walk."))
    assert store.run(moods.one, sam, kept.id) == kept
    assert store.run(moods.latest, sam) == kept


def test_the_latest_is_the_one_about_the_latest_moment(store: Store, sam: Owner) -> None:
    now = store.run(moods.add, sam, CheckIn(Mood.OKAY, NOW))
    store.run(moods.add, sam, CheckIn(Mood.LOW, NOW - DAY))
    assert store.run(moods.latest, sam) == now


def test_another_member_finds_nothing(store: Store, sam: Owner) -> None:
    kept = store.run(moods.add, sam, CheckIn(Mood.LOW, NOW))
    ash = owner(stores.member(store, "ash"))
    assert store.run(moods.latest, ash) is None
    for act in (lambda: moods.one(ash, kept.id), lambda: moods.change(ash, replace(kept, mood=Mood.GOOD))):
        with pytest.raises(NotFound):
            store.run(act)
    store.run(moods.delete, ash, kept.id, now=NOW)
    assert store.run(moods.one, sam, kept.id) == kept


def test_it_can_be_changed_and_dated_back(store: Store, sam: Owner) -> None:
    kept = store.run(moods.add, sam, CheckIn(Mood.LOW, NOW))
    changed = store.run(moods.change, sam, replace(kept, mood=Mood.OKAY, at=NOW - DAY, note="Later."))
    assert store.run(moods.entries, sam) == [changed]


def test_what_was_deleted_can_be_taken_back(store: Store, sam: Owner) -> None:
    kept = store.run(moods.add, sam, CheckIn(Mood.LOW, NOW))
    assert store.run(moods.deleted, sam) is None
    store.run(moods.delete, sam, kept.id, now=NOW + 5)
    assert store.run(moods.entries, sam) == []
    assert store.run(moods.take_back, sam) == 1
    assert store.run(moods.entries, sam) == [kept]
    assert store.run(moods.take_back, sam) == 0


def test_a_check_in_is_made_and_added_to_while_it_is_sealed(store: Store, sam: Owner) -> None:
    unlocked = sealed_by(store, sam)
    kept = store.run(moods.add, sam, CheckIn(Mood.LOW, NOW, ("a quiet word",)))
    store.run(moods.change, sam, replace(kept, note="Third night."))
    with pytest.raises(Closed):
        store.run(moods.latest, sam)
    assert store.run(moods.one, unlocked, kept.id).note == "Third night."


# Tags


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        ("+sleep", ("sleep",)),
        (" No  Sleep , work,work ", ("no sleep", "work")),
        (",,", ()),
        ("\x1b+", ()),
        ("+ +a", ("a",)),
    ],
)
def test_tags_are_words_between_commas(typed: str, tags: tuple[str, ...]) -> None:
    assert moods.understood(typed) == tags


@given(st.text())
def test_whatever_is_typed_for_tags_is_understood_or_refused_and_stays_as_it_is(typed: str) -> None:
    try:
        tags = moods.understood(typed)
    except NotUnderstood:
        return
    assert moods.understood(", ".join(tags)) == tags


def test_too_many_tags_and_too_long_a_note_are_refused() -> None:
    with pytest.raises(NotUnderstood):
        moods.understood(",".join("abcdefghi"))
    with pytest.raises(NotUnderstood):
        moods.in_one_line("a" * (moods.LONGEST + 1))
    assert moods.in_one_line(" two\n lines ") == "two lines"


def test_tags_join_the_members_own_list_once(store: Store, sam: Owner) -> None:
    for tags in (("rain", "work"), ("work", "bees")):
        store.run(moods.add, sam, CheckIn(Mood.LOW, NOW, tags))
    assert store.run(care.own_tags, sam) == ("rain", "work", "bees")


def test_tags_of_sealed_check_ins_are_not_put_where_they_are_not_sealed(store: Store, sam: Owner) -> None:
    sealed_by(store, sam)
    store.run(moods.add, sam, CheckIn(Mood.LOW, NOW, ("rain",)))
    assert store.run(care.own_tags, sam) == ()


# Offers


def test_something_is_offered_once_a_week_at_most(store: Store, sam: Owner) -> None:
    hours = range(0, 15 * 24, 5)
    made = [hour for hour in hours if store.run(care.may_offer, sam, now=NOW + hour * 3600)]
    assert made == [0, 170, 340], "every seven days, at the first chance"


def test_who_wants_no_offers_gets_none_and_may_want_them_again(store: Store, sam: Owner) -> None:
    assert store.run(care.wants_offers, sam)
    store.run(care.set_offers, sam, wanted=False)
    assert not store.run(care.wants_offers, sam)
    assert not store.run(care.may_offer, sam, now=NOW)
    store.run(care.set_offers, sam, wanted=True)
    assert store.run(care.may_offer, sam, now=NOW)
    store.run(care.set_offers, sam, wanted=True)
    assert not store.run(care.may_offer, sam, now=NOW + DAY), "that they are wanted brings none sooner"


# Taking them along


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])).map(moods.in_one_line)
ENTRIES = st.lists(st.builds(CheckIn, st.sampled_from(Mood), st.just(NOW), st.just(("a", "b")), WORDS, WORDS))


@given(ENTRIES)
def test_csv_and_json_hold_the_same_and_all_of_it(entries: list[CheckIn]) -> None:
    rows = [("2026-05-28T20:26+00:00", one) for one in entries]
    read = list(csv.DictReader(mood_files.as_csv(rows)))
    listed = json.loads("\n".join(mood_files.as_json(rows)))
    assert [(one["mood"], one["note"], one["intention"]) for one in read] == [
        (one.mood.value, one.note, one.intention) for one in entries
    ]
    assert [(one["mood"], one.get("note", ""), one["level"]) for one in listed] == [
        (one.mood.value, one.note, one.mood.level) for one in entries
    ]
    assert {one["tags"] for one in read} <= {"a, b"}
