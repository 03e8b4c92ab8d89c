"""The search language: what is read as what, and that nothing typed is an error."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bbs.community.query import FILTERS, LONGEST, Query, parse
from store.terms import Either, Every, Term, Words

NOW = datetime(2026, 11, 26, 3, 15, tzinfo=ZoneInfo("Pacific/Auckland"))


def read(typed: str) -> Query:
    return parse(typed, NOW)


def w(text: str) -> Words:
    return Words(text)


def at(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, tzinfo=NOW.tzinfo).timestamp())


READ: dict[str, Term] = {
    "counting sheep": Every((w("counting"), w("sheep"))),
    "sheep": Every((w("sheep"),)),
    '"counting sheep" night': Every((w("counting sheep"), w("night"))),
    "“counting sheep”": Every((w("counting sheep"),)),
    "a AND b": Every((w("a"), w("b"))),
    "a and b": Every((w("a"), w("and"), w("b"))),
    "a OR b c": Every((Either((w("a"), Every((w("b"), w("c"))))),)),
    "(a OR b) c": Every((Either((w("a"), w("b"))), w("c"))),
    "a -b": Every((w("a"),), (w("b"),)),
    "a NOT b": Every((w("a"),), (w("b"),)),
    "a AND NOT b": Every((w("a"),), (w("b"),)),
    "-b a": Every((w("a"),), (w("b"),)),
    "a -(b c)": Every((w("a"),), (Every((w("b"), w("c"))),)),
    "a NOT NOT b": Every((w("a"), w("b"))),
    "a -(-b)": Every((w("a"), w("b"))),
    'a -"b c"': Every((w("a"),), (w("b c"),)),
    "well-being 04:30 can't": Every((w("well-being"), w("04:30"), w("can't"))),
    "sad :( again": Every((w("sad"), w("again"))),
    "": Every(),
}


@pytest.mark.parametrize("typed", READ)
def test_words_phrases_and_operators_are_read(typed: str) -> None:
    query = read(typed)
    assert query.wanted == READ[typed]
    assert not query.unclear


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("sheep AND", ("sheep",)),
        ("OR sheep", ("sheep",)),
        ("(sheep", ("sheep",)),
        ("sheep)", ("sheep",)),
        ("()", ()),
        ('counting "sheep', ("counting", "sheep")),
        ("-sheep", ("sheep",)),
        ("NOT sheep -goats", ("sheep", "goats")),
        ("sheep OR -goats", ("sheep", "goats")),
        ("AND OR NOT", ("AND", "OR", "NOT")),
        ("after:soon sheep", ("after:soon", "sheep")),
        ("after:2026-13-40", ("after:2026-13-40",)),
        ("in:bed", ("in:bed",)),
        ("(board:sleep sheep) OR goats", ("sheep", "goats")),
        ("-by:sam sheep", ("sheep",)),
        ("(" * 50 + "a" + ")" * 50, ("a",)),
    ],
)
def test_what_is_no_language_is_plain_words(typed: str, words: tuple[str, ...]) -> None:
    query = read(typed)
    assert query.unclear
    assert query.words == words
    assert query.wanted.without == ()


def test_filters_are_taken_out_wherever_they_stand() -> None:
    query = read('by:Sam sheep BOARD:sleep goats in:title order:new member:@lou tag:dreams tag:"Early shifts"')
    assert query == Query(
        Every((w("sheep"), w("goats"))),
        by=("sam", "lou"),
        boards=("sleep",),
        tags=("dreams", "early shifts"),
        titles_only=True,
        newest=True,
    )


def test_filters_stay_where_the_rest_is_no_language() -> None:
    query = read("by:sam (sheep after:soon")
    assert (query.by, query.words, query.unclear) == (("sam",), ("sheep", "after:soon"), True)


def test_filters_alone_are_enough_and_may_leave_words_out() -> None:
    assert read("by:sam").wanted == Every()
    assert read("by:sam -sheep").wanted == Every((), (w("sheep"),))
    assert not read("by:sam -sheep").unclear


@pytest.mark.parametrize(
    ("named", "moment"),
    [
        ("2026-11-01", at(2026, 11, 1)),
        ("2026-11", at(2026, 11, 1)),
        ("2026", at(2026, 1, 1)),
        ("2026-4-5", at(2026, 4, 5)),
        ("today", at(2026, 11, 26)),
        ("Yesterday", at(2026, 11, 25)),
        ("week", at(2026, 11, 19)),
        ("last-week", at(2026, 11, 19)),
        ('"last week"', at(2026, 11, 19)),
        ("lastweek", at(2026, 11, 19)),
        ("month", at(2026, 10, 27)),
        ("year", at(2025, 11, 26)),
    ],
)
def test_days_begin_where_the_member_is(named: str, moment: int) -> None:
    assert read(f"after:{named} sheep").after == moment
    assert read(f"before:{named} sheep").before == moment


PIECES = ["AND", "OR", "NOT", "(", ")", '"', "-", "a", "b", "'", ":", *(f"{name}:" for name in FILTERS), "2026-02-30"]


@given(st.one_of(st.text(st.characters(codec=None), max_size=60), st.lists(st.sampled_from(PIECES)).map(" ".join)))
@example("(" * 5000)
@example("NOT " * 5000)
@example("-" * 5000)
@example("after:0000")
@example("before:9999-12-31")
@example("after:0001-01-01")
def test_nothing_that_can_be_typed_is_an_error(typed: str) -> None:
    query = read(typed)
    assert query.wanted.parts or not query.wanted.without or query != Query(wanted=query.wanted)
    assert sum(map(len, query.words)) <= LONGEST


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=5))
def test_small_words_alone_are_all_wanted(words: list[str]) -> None:
    assert read(" ".join(words)) == Query(Every(tuple(map(Words, words))))
