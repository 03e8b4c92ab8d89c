"""Questionnaires: scored as their authors publish, offered as the operator says, kept only for who says so."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import questionnaires, texts
from bbs.community.questionnaires import Answered, Questionnaire
from bbs.errors import NotFound
from store.database import Store
from tests import stores
from tests.bbs.community.test_shelf import owner
from tests.stores import NOW

KNOWN = {each.name: each for each in texts.load().questionnaires}
WHO, PHQ, GAD = KNOWN["who-5"], KNOWN["phq-9"], KNOWN["gad-7"]
PUBLISHED = {
    "phq-9": {(0, 4): "minimal", (5, 9): "mild", (10, 14): "moderate", (15, 19): "moderately severe",
              (20, 27): "severe"},
    "gad-7": {(0, 4): "minimal", (5, 9): "mild", (10, 14): "moderate", (15, 21): "severe"},
}  # fmt: skip
"""The ranges of Kroenke, Spitzer and Williams 2001, and of Spitzer, Kroenke, Williams and Lowe 2006."""


@pytest.mark.parametrize(("one", "items", "values", "most"), [(WHO, 5, 6, 100), (PHQ, 9, 4, 27), (GAD, 7, 4, 21)])
def test_each_has_its_items_and_answers(one: Questionnaire, items: int, values: int, most: int) -> None:
    assert len(one.items) == items
    assert sorted(value for value, _ in one.answers) == list(range(values))
    assert one.most == most
    assert one.total([0] * items) == 0
    assert one.total([values - 1] * items) == most


def test_who_5_is_the_sum_times_four_and_from_50_down_worth_talking() -> None:
    assert WHO.total((3, 2, 3, 2, 2)) == 48
    for total in range(0, 101, 4):
        assert ("worth talking to someone" in WHO.words(total)) is (total <= 50)


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_total_is_in_its_published_range(name: str) -> None:
    ranges = PUBLISHED[name]
    for total in range(KNOWN[name].most + 1):
        ((first, last), called) = next((span, called) for span, called in ranges.items() if span[0] <= total <= span[1])
        assert KNOWN[name].words(total).startswith(f"Its authors call {first} to {last} {called}.")


@given(st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_any_answer_to_the_ninth_of_phq_9_but_not_at_all_opens_help(given_: list[int]) -> None:
    assert PHQ.alarms(given_) is (given_[8] > 0)
    assert not WHO.alarms(given_[:5])
    assert not GAD.alarms(given_[:7])


@pytest.mark.parametrize("given_", [(), (1, 2), (0, 0, 0, 0, 9), (0, 0, 0, 0, -1), (0,) * 6])
def test_answers_that_are_none_are_a_bug(given_: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="not its answers"):
        WHO.total(given_)


def test_the_one_for_everybody_is_there_and_others_as_the_operator_says() -> None:
    every = tuple(KNOWN.values())
    assert [each.name for each in questionnaires.offered(every, ())] == ["who-5"]
    assert [each.name for each in questionnaires.offered(every, ("phq-9",))] == ["who-5", "phq-9"]
    with pytest.raises(NotFound):
        questionnaires.named(questionnaires.offered(every, ()), "phq-9")


def test_none_of_them_names_an_illness_as_somebodys() -> None:
    for one in KNOWN.values():
        said = " ".join((one.title, one.about, *(words for _, words in one.ranges))).lower()
        assert not re.search(r"you (have a|suffer|are ill)|depress|disorder|diagnos|patient|symptom", said)
        assert one.source


def test_answers_are_kept_and_deleted_and_taken_back(store: Store) -> None:
    sam, ash = owner(stores.member(store, "sam")), owner(stores.member(store, "ash"))
    kept = store.run(questionnaires.keep, sam, Answered("who-5", (1, 2, 3, 4, 5), NOW))
    (found,) = store.run(questionnaires.kept, sam)
    assert found == Answered("who-5", (1, 2, 3, 4, 5), NOW, kept)
    assert store.run(questionnaires.kept, ash) == []
    store.run(questionnaires.delete, ash, kept, now=NOW)
    store.run(questionnaires.delete, sam, kept, now=NOW)
    assert store.run(questionnaires.kept, sam) == []
    assert store.run(questionnaires.take_back, ash) == 0
    assert store.run(questionnaires.take_back, sam) == 1
    assert store.run(questionnaires.kept, sam) == [found]
