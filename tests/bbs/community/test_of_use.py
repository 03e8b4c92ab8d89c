"""What helped somebody comes first in their list and nobody else's; kind words are kept once, and come each once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import kind_words, of_use, shelf
from bbs.community.exercises import Exercise
from bbs.community.of_use import Use
from bbs.community.shelf import Kind, Owner
from bbs.errors import NotFound, NotUnderstood
from store.database import Store
from store.vault import Vault
from tests import stores
from tests.houses import words
from tests.stores import NOW

TOOLS = words().tools
CANARY = "heron-at-first-light"


def owner(store: Store, handle: str) -> Owner:
    return Owner(Vault(bytes(32)), stores.member(store, handle).id)


def names(tools: tuple[Exercise, ...]) -> list[str]:
    return [tool.name for tool in tools]


# Of use


def test_what_helped_comes_first_and_what_did_not_last_and_the_rest_stays_as_it_was(store: Store) -> None:
    sam, lou = owner(store, "sam"), owner(store, "lou")
    for tool, use in (("urge", Use.LITTLE), ("move", Use.YES), ("breath", Use.NO)):
        store.run(of_use.tell, sam, tool, use, now=NOW)
    ordered = names(of_use.in_order(TOOLS, store.run(of_use.said, sam)))
    assert (ordered[:2], ordered[-1]) == (["move", "urge"], "breath")
    assert ordered[2:-1] == [name for name in names(TOOLS) if name not in ("move", "urge", "breath")]
    assert store.run(of_use.said, lou) == {}
    assert of_use.in_order(TOOLS, {}) == TOOLS


def test_only_the_last_answer_to_a_tool_is_kept(store: Store) -> None:
    sam = owner(store, "sam")
    for use in (Use.NO, Use.YES, Use.LITTLE):
        store.run(of_use.tell, sam, "urge", use, now=NOW)
    assert store.run(of_use.said, sam) == {"urge": Use.LITTLE}
    assert store.run(shelf.count, sam.member, Kind.TOOLS) == 1


def test_what_somebody_said_of_tools_is_forgotten_when_they_wish(store: Store) -> None:
    sam = owner(store, "sam")
    assert not store.run(of_use.forget, sam.member, now=NOW)
    store.run(of_use.tell, sam, "urge", Use.YES, now=NOW)
    assert store.run(of_use.forget, sam.member, now=NOW)
    assert store.run(of_use.said, sam) == {}


def test_a_tool_that_is_there_no_more_and_an_answer_nobody_knows_harm_nothing(store: Store) -> None:
    sam = owner(store, "sam")
    store.run(of_use.tell, sam, "levitation", Use.YES, now=NOW)
    store.run(shelf.keep, sam, Kind.TOOLS, {"tool": "urge", "use": "enormously"}, at=NOW)
    store.run(shelf.keep, sam, Kind.TOOLS, {}, at=NOW)
    assert of_use.in_order(TOOLS, store.run(of_use.said, sam)) == TOOLS


# Kind words


def test_kind_words_are_kept_once_and_shown_newest_first_to_who_keeps_them(store: Store) -> None:
    sam, lou = owner(store, "sam"), owner(store, "lou")
    assert store.run(kind_words.keep, sam, " You are good\ncompany. ", "ash", now=NOW)
    assert store.run(kind_words.keep, sam, "I am glad you are here.", "", now=NOW + 1)
    assert not store.run(kind_words.keep, sam, "You are good company.", "ash", now=NOW + 2)
    assert store.run(kind_words.keep, sam, "You are good company.", "kit", now=NOW + 3)
    assert [(one.words, one.by) for one in store.run(kind_words.kept, sam)] == [
        ("You are good company.", "kit"),
        ("I am glad you are here.", ""),
        ("You are good company.", "ash"),
    ]
    assert store.run(kind_words.kept, lou) == []


@pytest.mark.parametrize(("said", "by"), [("", "ash"), (" \n ", ""), ("w" * 601, ""), ("Good.", "a" * 81)])
def test_no_words_and_too_many_are_refused(store: Store, said: str, by: str) -> None:
    sam = owner(store, "sam")
    with pytest.raises(NotUnderstood):
        store.run(kind_words.keep, sam, said, by, now=NOW)
    assert store.run(kind_words.kept, sam) == []


def test_nobody_takes_words_out_of_anothers_box(store: Store) -> None:
    sam, lou = owner(store, "sam"), owner(store, "lou")
    store.run(kind_words.keep, sam, "Good.", "", now=NOW)
    [mine] = store.run(kind_words.kept, sam)
    with pytest.raises(NotFound):
        store.run(kind_words.let_go, lou.member, mine.id, now=NOW)
    store.run(kind_words.let_go, sam.member, mine.id, now=NOW)
    assert store.run(kind_words.kept, sam) == []
    with pytest.raises(NotFound):
        store.run(kind_words.let_go, sam.member, mine.id, now=NOW)


def test_neither_is_in_the_database_for_somebody_who_steals_it(store: Store, tmp_path: Path) -> None:
    sam = owner(store, "sam")
    store.run(kind_words.keep, sam, f"{CANARY} you are", f"by-{CANARY}", now=NOW)
    store.run(of_use.tell, sam, CANARY, Use.YES, now=NOW)
    found = b"".join(path.read_bytes() for path in (tmp_path / "home").iterdir() if path.is_file())
    assert CANARY.encode() not in found
    assert b"kind-words" in found, "the search looks where they would be"


@given(st.sets(st.integers(1, 10_000), min_size=1), st.text())
def test_one_at_a_time_each_comes_once_and_the_same_in_one_visit(ids: set[int], visit: str) -> None:
    order = kind_words.shuffled(list(ids), visit)
    assert sorted(order) == sorted(ids)
    assert order == kind_words.shuffled(sorted(ids, reverse=True), visit)


def test_another_visit_has_another_order() -> None:
    orders = {tuple(kind_words.shuffled(range(8), str(visit))) for visit in range(20)}
    assert len(orders) > 10
