"""A safety plan: six parts that are kept one by one, taken apart from one text, and its owner's alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import plans, shelf, texts
from bbs.community.plan_words import LINES, PARTS
from bbs.community.shelf import Kind, Owner
from bbs.errors import NotFound, NotUnderstood
from bbs.safe_text import safe_text
from store.database import Store
from store.tables import Private
from store.vault import Vault
from tests import stores
from tests.stores import NOW

WORDS = texts.load().plan
DAY = 24 * 3600


@pytest.fixture
def sam(store: Store) -> Owner:
    return Owner(Vault(bytes(32)), stores.member(store, "sam").id)


def test_parts_are_kept_one_by_one_in_one_record(store: Store, sam: Owner) -> None:
    assert store.run(plans.current, sam).is_empty
    store.run(plans.write, sam, "signs", "I stop answering.", now=NOW)
    store.run(plans.write, sam, "alone", "The long playlist.", now=NOW + 5)
    plan = store.run(plans.current, sam)
    assert plan.words == {"signs": "I stop answering.", "alone": "The long playlist."}
    assert plan.missing == ("company", "someone", "lines", "safer")
    assert plan.changed_at == NOW + 5
    assert store.run(shelf.count, sam.member, Kind.PLAN) == 1


def test_no_words_empty_a_part_and_the_others_stay(store: Store, sam: Owner) -> None:
    store.run(plans.write_all, sam, {"signs": "One.", "alone": "Two."}, now=NOW)
    store.run(plans.write, sam, "signs", "  \n", now=NOW)
    assert store.run(plans.current, sam).words == {"alone": "Two."}


def test_an_empty_plan_is_not_kept(store: Store, sam: Owner) -> None:
    store.run(plans.write_all, sam, {}, now=NOW)
    assert store.run(shelf.count, sam.member, Kind.PLAN) == 0


def test_what_is_no_part_and_what_is_too_long_changes_nothing(store: Store, sam: Owner) -> None:
    store.run(plans.write, sam, "signs", "Here.", now=NOW)
    with pytest.raises(NotFound):
        store.run(plans.write, sam, "somewhere", "Else.", now=NOW)
    with pytest.raises(NotUnderstood) as met:
        store.run(plans.write, sam, "signs", "x" * (plans.LONGEST + 1), now=NOW)
    assert "4000 characters at most; this is 4001" in met.value.words()
    assert store.run(plans.current, sam).words == {"signs": "Here."}


def test_nobody_else_finds_it_and_the_database_does_not_show_it(store: Store, sam: Owner) -> None:
    store.run(plans.write, sam, "signs", "a canary in the coal", now=NOW)
    lou = Owner(sam.vault, stores.member(store, "lou").id)
    assert store.run(plans.current, lou).is_empty
    (sealed,) = store.run(lambda: [bytes(row.sealed) for row in Private.select()])
    assert b"canary" not in sealed
    assert b"signs" not in sealed


def test_help_lines_are_put_below_what_is_there_and_none_twice(store: Store, sam: Owner) -> None:
    store.run(plans.write, sam, LINES, "My doctor, mornings.", now=NOW)
    assert store.run(plans.add_lines, sam, ["Night line: 116 123", "Other: 111"], now=NOW) == 2
    assert store.run(plans.add_lines, sam, ["Night line: 116 123"], now=NOW) == 0
    kept = store.run(plans.current, sam).words[LINES]
    assert kept == "My doctor, mornings.\nNight line: 116 123\nOther: 111"


def test_the_card_has_the_parts_that_were_chosen_in_their_order(store: Store, sam: Owner) -> None:
    store.run(plans.write_all, sam, {"signs": "One.", "alone": "Two.", LINES: "Five."}, now=NOW)
    assert store.run(plans.for_card, sam) == (("alone", "Two."), (LINES, "Five."))
    store.run(plans.choose_card, sam, ["alone", "signs", "nonsense"], now=NOW)
    assert store.run(plans.for_card, sam) == (("signs", "One."), ("alone", "Two."))
    store.run(plans.write, sam, "alone", "Three.", now=NOW)
    assert store.run(plans.for_card, sam) == (("signs", "One."), ("alone", "Three.")), "the choice stays"
    store.run(plans.choose_card, sam, [], now=NOW)
    assert store.run(plans.for_card, sam) == ()


def test_taken_away_it_can_be_brought_back(store: Store, sam: Owner) -> None:
    store.run(plans.write, sam, "signs", "One.", now=NOW)
    store.run(plans.take_away, sam, now=NOW)
    assert store.run(plans.current, sam).is_empty
    store.run(plans.bring_back, sam.member)
    assert store.run(plans.current, sam).words == {"signs": "One."}
    with pytest.raises(NotFound):
        store.run(plans.bring_back, sam.member)


def test_one_brought_back_beside_a_newer_fills_what_that_does_not_say(store: Store, sam: Owner) -> None:
    store.run(plans.write_all, sam, {"signs": "Old.", "alone": "Only old."}, now=NOW)
    store.run(plans.take_away, sam, now=NOW)
    store.run(plans.write, sam, "signs", "New.", now=NOW + DAY)
    store.run(plans.bring_back, sam.member)
    assert store.run(plans.current, sam).words == {"signs": "New.", "alone": "Only old."}
    store.run(plans.write, sam, "alone", "", now=NOW + DAY)
    assert store.run(plans.current, sam).words == {"signs": "New."}


# One text


PLAIN = st.dictionaries(st.sampled_from(PARTS), st.text(max_size=60).map(safe_text))


@given(PLAIN)
def test_a_plan_in_one_text_is_understood_as_it_was(words: dict[str, str]) -> None:
    again = WORDS.understood(WORDS.as_text(words))
    for name in PARTS:
        said = words.get(name, "")
        if not any(line.strip()[:1].isdigit() for line in said.split("\n")):  # it may be a heading of its own
            assert again[name] == safe_text(said)


def test_a_number_and_a_dot_begin_a_part_and_a_list_of_ones_own_does_not() -> None:
    found = WORDS.understood("2.\nTo do:\n1. Breathe.\n2. Call.\n\n 5) \nMy doctor.\n1. How it begins\nEarly.")
    assert found["alone"] == "To do:\n1. Breathe.\n2. Call."
    assert found["lines"] == "My doctor."
    assert found["signs"] == "Early."
    assert found["safer"] == ""


def test_words_before_the_first_heading_are_asked_about() -> None:
    with pytest.raises(NotUnderstood, match="belong to no part"):
        WORDS.understood("I stop answering.\n2.\nThe playlist.")


# What is asked


def test_the_parts_are_six_asked_kindly_in_our_own_words() -> None:
    assert tuple(part.name for part in WORDS.parts) == PARTS
    for part in WORDS.parts:
        assert 1 <= len(part.title.split()) <= 5
        assert part.ask.endswith((".", "?"))
        said = f"{part.title} {part.ask} {part.such_as}".casefold()
        for word in ("must", "should", "warning sign", "coping strateg", "whom i can ask for help", "environment"):
            assert word not in said, "no orders, and nothing of somebody else's form"
        for means in ("pill", "knife", "blade", "rope", "gun", "overdose"):
            assert means not in said
    assert "2012" in WORDS.source
