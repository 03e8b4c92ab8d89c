"""What the author of a thread says of it: which answers would do them good, and words to find it by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import boards, posts, tags, wishes
from bbs.community.boards import ThreadLine
from bbs.community.members import Person, Role
from bbs.community.wishes import MARKS, Wish
from bbs.errors import NotFound, NotUnderstood, Refusal
from store.database import Store
from store.tables import Board, Thread, ThreadTag
from store.tagged import threads_tagged
from tests import stores
from tests.finding import finds

NOW = stores.NOW
KNOWN = ("dreams", "early shifts", "early waking", "medicines")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.begun(tmp_path / "home")
    olive = stores.member(opened, "olive", role=Role.OPERATOR)
    for word in KNOWN:
        opened.run(tags.add, olive, "sleep", word)
    yield opened
    opened.close()


@pytest.fixture
def olive(store: Store) -> Person:
    return stores.member(store, "olivia", role=Role.OPERATOR)


def thread(store: Store, reader: Person | None, thread_id: int) -> ThreadLine:
    return store.run(boards.thread, reader, thread_id)


def test_a_thread_says_what_its_author_chose_and_only_they_change_it(store: Store, sam: Person) -> None:
    lou = stores.member(store, "lou")
    begun = stores.start(store, sam, wish="no-advice", tagged="Dreams, medicines").thread
    line = thread(store, lou, begun)
    assert (line.wish, line.tags, line.mine) == (Wish.NO_ADVICE, ("dreams", "medicines"), False)
    assert thread(store, sam, begun).mine
    with pytest.raises(NotFound):
        store.run(wishes.change, lou, begun, "advice", "")
    store.run(wishes.change, sam, begun, "advice", "medicines")
    line = thread(store, lou, begun)
    assert (line.wish, line.tags) == (Wish.ADVICE, ("medicines",))
    store.run(wishes.change, sam, begun, "none", "")
    line = thread(store, lou, begun)
    assert (line.wish, line.tags) == ("", ())


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("listen", Wish.LISTEN),
        (" Listening, please", Wish.LISTEN),
        ("advice", Wish.ADVICE),
        ("No advice", Wish.NO_ADVICE),
    ]
    + [("no-advice", Wish.NO_ADVICE), ("", Wish.NONE), ("none", Wish.NONE)]
    + [(mark, wish) for wish, mark in MARKS.items()],
)
def test_a_wish_is_understood_in_its_own_words_and_in_those_of_a_list(typed: str, wish: Wish) -> None:
    assert wishes.understood(typed) is wish


def test_a_wish_that_is_none_is_asked_for_again(store: Store, sam: Person) -> None:
    with pytest.raises(NotUnderstood, match="listen, advice, no-advice"):
        stores.start(store, sam, wish="money")
    assert store.run(Thread.select().count) == 0


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("", ()),
        ("dreams", ("dreams",)),
        ("DREAMS,  dreams ,", ("dreams",)),
        ("med, dr", ("medicines", "dreams")),
        ("early  shifts", ("early shifts",)),
    ],
)
def test_tags_are_named_by_their_words_or_by_a_beginning_that_fits_one(typed: str, chosen: tuple[str, ...]) -> None:
    assert tags.understood(typed, KNOWN) == chosen


@pytest.mark.parametrize("typed", ["cats", "early", "dreams cats"])
def test_a_tag_the_board_has_not_is_told_with_those_it_has(typed: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        tags.understood(typed, KNOWN)
    assert "dreams, early shifts, early waking, medicines" in refused.value.words()


@given(st.text())
def test_a_tag_is_the_same_however_often_it_is_cleaned_and_never_divides(typed: str) -> None:
    word = tags.tag_of(typed)
    assert tags.tag_of(word) == word
    assert "," not in word
    assert len(word) <= tags.LONGEST


@given(st.text())
def test_whatever_is_typed_is_understood_or_asked_for_again(typed: str) -> None:
    with suppress(NotUnderstood):
        assert wishes.understood(typed) in Wish
    with suppress(NotUnderstood):
        assert set(tags.understood(typed, KNOWN)) <= set(KNOWN)


def found(store: Store, slug: str) -> list[int]:
    return store.run(lambda: [row.thread_id for row in threads_tagged("dreams", slug)])


def test_a_board_is_narrowed_to_a_tag(store: Store, sam: Person) -> None:
    tagged = stores.start(store, sam, tagged="dreams").thread
    stores.start(store, sam)
    board = store.run(boards.get, sam, "sleep")
    narrowed = store.run(lambda: boards.threads(sam, board, tag="dreams"))
    assert [line.id for line in narrowed] == [tagged]
    assert store.run(lambda: boards.threads(sam, board, tag="medicines")) == []
    assert found(store, "") == found(store, "sleep") == [tagged]
    assert found(store, "lobby") == []


def test_with_the_last_words_of_a_thread_its_wish_and_tags_go(store: Store, sam: Person) -> None:
    begun = stores.start(store, sam, wish="advice", tagged="dreams")
    store.run(posts.remove_own, sam, begun.id, now=NOW)
    assert thread(store, sam, begun.thread).wish == ""
    assert store.run(ThreadTag.select().count) == 0
    with pytest.raises(NotFound):
        store.run(wishes.change, sam, begun.thread, "advice", "dreams")


def test_operators_change_the_list_and_nobody_else_does(store: Store, sam: Person, olive: Person) -> None:
    wren = stores.member(store, "wren", role=Role.MODERATOR)
    for other in (None, sam, wren):
        with pytest.raises(NotFound):
            store.run(tags.add, other, "sleep", "cats")
        with pytest.raises(NotFound):
            store.run(tags.take_away, other, "sleep", "dreams")
        with pytest.raises(NotFound):
            store.run(tags.allow_nameless, other, "sleep", allowed=False)
    assert store.run(tags.add, olive, "sleep", " Cats,\x1b and DOGS") == "cats and dogs"
    for refused, typed in ((Refusal, "cats and dogs"), (NotUnderstood, " , ")):
        with pytest.raises(refused):
            store.run(tags.add, olive, "sleep", typed)
    begun = stores.start(store, sam, tagged="dreams").thread
    store.run(tags.take_away, olive, "sleep", "dreams")
    assert thread(store, sam, begun).tags == ()
    with pytest.raises(NotFound):
        store.run(tags.take_away, olive, "sleep", "dreams")
    board = store.run(lambda: Board.get(Board.slug == "sleep").id)
    assert store.run(tags.of_board, board) == (*KNOWN[1:], "cats and dogs")


def test_a_list_ends_somewhere(store: Store, olive: Person) -> None:
    for n in range(tags.MOST - len(KNOWN)):
        store.run(tags.add, olive, "sleep", f"word {n}")
    with pytest.raises(Refusal):
        store.run(tags.add, olive, "sleep", "one more")


def test_a_search_is_narrowed_to_threads_with_all_of_some_tags(store: Store, sam: Person) -> None:
    both = stores.start(store, sam, text="Sheep all night.", tagged="dreams, medicines")
    one = stores.start(store, sam, text="Sheep again.", tagged="dreams")
    stores.start(store, sam, text="Sheep and no tag.")

    def found(typed: str) -> set[int]:
        return {line.id for line in store.run(finds, sam, typed)}

    assert found("tag:dreams sheep") == {both.id, one.id}
    assert found("tag:dreams") == {both.id, one.id}
    assert found("tag:dreams tag:medicines") == {both.id}
    assert found("tag:dreams board:sleep -again") == {both.id}
    assert found("tag:nothing-like-it sheep") == set()
