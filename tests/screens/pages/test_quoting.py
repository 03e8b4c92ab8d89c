"""Quoting: by lines and by posts, under who wrote it, and never what a content note or its author keeps closed."""

from __future__ import annotations

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import posts, reading
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.errors import NotUnderstood
from bbs.house import House
from screens.pages.quoting import lines_of, numbers
from tests import houses
from tests.screens.linemode.listening import calling

LINES = "One.\n\nTwo.\nThree.\nFour."


def starts(house: House, person: Person, text: str = LINES, note: str = "") -> PostLine:
    return houses.write(house, posts.start, person, "sleep", "Rain", text, now=house.clock.now(), note=note)


def replies(house: House, person: Person, thread: int, text: str, note: str = "") -> PostLine:
    return houses.write(house, posts.reply, person, thread, text, now=house.clock.now(), note=note)


def last(house: House, thread: int, reader: Person) -> PostLine:
    found = houses.write(house, reading.stretch, reader, thread, first=1).posts
    return found[-1]


def quotes(house: House, person: Person, thread: int, *typed: str) -> str:
    """Quote the first post of a thread; what is typed goes on from the first question."""
    return houses.visit(house, [f"go boards/sleep/{thread}/1", "quote", *typed, "bye"], person)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2-4, 7", (2, 3, 4, 7)),
        ("7 2", (2, 7)),
        ("4 - 2", (2, 3, 4)),
        ("2 to 3 and 5", (2, 3, 5)),
        ("1,1;1", (1,)),
        ("2\u20133", (2, 3)),
    ],
)
def test_numbers_are_typed_as_people_type_them(typed: str, meant: tuple[int, ...]) -> None:
    assert numbers(typed, 9) == meant


@pytest.mark.parametrize("typed", ["0", "10", "1-10", "two", "1-2-3", "-", ",", "", "9" * 12])
def test_what_is_no_number_there_is_told_kindly(typed: str) -> None:
    with pytest.raises(NotUnderstood, match="Numbers"):
        numbers(typed, 9)


@given(st.text() | st.from_regex(r"[0-9,; and\-to.]{0,12}"), st.integers(1, 50))
def test_whatever_is_typed_means_numbers_that_are_there_or_is_told(typed: str, most: int) -> None:
    with contextlib.suppress(NotUnderstood):
        found = numbers(typed, most)
        assert found
        assert list(found) == sorted(set(found))
        assert 1 <= found[0] <= found[-1] <= most


@given(st.text())
def test_a_line_to_choose_has_words(text: str) -> None:
    assert all(row.strip() for row in lines_of(text))
    assert "".join("".join(lines_of(text)).split()) == "".join("".join(text.split("\n")).split())


def test_chosen_lines_are_quoted(house: House, sam: Person, ash: Person) -> None:
    post = starts(house, ash)
    said = quotes(house, sam, post.thread, "2-3", "Yes.", ".", "yes")
    assert "1. One.\n2. Two.\n3. Three.\n4. Four.\nLines to quote: 2-3" in said
    assert "  > Two.\n  > Three.\n" in said, "what the reply begins with is heard"
    assert last(house, post.thread, sam).text == "> Two.\n> Three.\nYes."
    assert last(house, post.thread, sam).reply_to == "ash"


def test_enter_alone_quotes_all_and_one_line_is_not_asked_about(house: House, sam: Person, ash: Person) -> None:
    post = starts(house, ash)
    quotes(house, sam, post.thread, "", "Yes.", ".", "yes")
    assert last(house, post.thread, sam).text == "> One.\n> Two.\n> Three.\n> Four.\nYes."
    short = starts(house, ash, "Alone.")
    assert "Lines to quote" not in quotes(house, sam, short.thread, "Yes.", ".", "yes")
    assert last(house, short.thread, sam).text == "> Alone.\nYes."


def test_several_posts_are_each_under_who_wrote_them(house: House, sam: Person, ash: Person) -> None:
    post = starts(house, ash, "One.\nTwo.")
    replies(house, sam, post.thread, "Mine.")
    replies(house, houses.member(house, "kit"), post.thread, "Here too.\n\nAnd here.")
    quotes(house, sam, post.thread, "2", "3", "All of us.", ".", "yes")
    assert last(house, post.thread, sam).text == (
        "ash wrote:\n> Two.\n\nkit wrote:\n> Here too.\n> And here.\nAll of us."
    )


def test_a_wrong_number_is_asked_again_and_loses_nothing(house: House, sam: Person, ash: Person) -> None:
    post = starts(house, ash)
    replies(house, ash, post.thread, "More.")
    said = quotes(house, sam, post.thread, "9", "one", "1", "7", "none", "Yes.", ".", "yes")
    assert "Numbers from 1 to 4, please, such as 2-4, 7." in said
    assert "Numbers, please, such as 2-4, 7." in said
    assert "Numbers from 1 to 2, please, such as 2-4, 7." in said
    assert last(house, post.thread, sam).text == "> One.\nYes."


def test_the_note_of_what_is_quoted_covers_it_after_a_cut_line_too(house: House, sam: Person, ash: Person) -> None:
    post = replies(house, ash, starts(house, ash, "Plain.").thread, "Covered.", note="grief")
    where = f"go boards/sleep/{post.thread}/2"
    houses.visit(house, [where, "open", "quote", "", "I read it."], sam)
    said = houses.visit(house, [where, "reply", ".", "yes", "bye"], sam)
    assert "Content note: grief." in said
    answer = last(house, post.thread, sam)
    assert (answer.text, answer.note) == ("> Covered.\nI read it.", "grief")


def test_what_a_content_note_covers_is_not_quoted_unseen(house: House, sam: Person, ash: Person) -> None:
    post = replies(house, ash, starts(house, ash, "Plain.").thread, "Covered.", note="grief")
    go = f"go boards/sleep/{post.thread}/2"
    said = houses.visit(house, [go, "quote", "open", "quote", "", "I read it.", ".", "yes", "bye"], sam)
    said = " ".join(said.split())
    assert "To quote that post, open it first: type open." in said
    assert "What it quotes has a content note, and so it has one: grief." in said
    answer = last(house, post.thread, sam)
    assert (answer.text, answer.note) == ("> Covered.\nI read it.", "grief")


def test_nor_as_another_post_and_nothing_that_was_taken_away(house: House, sam: Person, ash: Person) -> None:
    post = starts(house, ash, "Plain.")
    replies(house, ash, post.thread, "Covered.", note="grief")
    gone = replies(house, ash, post.thread, "Regretted.")
    houses.write(house, posts.remove_own, ash, gone.id, now=house.clock.now())
    said = quotes(house, sam, post.thread, "2", "3", "", ".draft", f"go boards/sleep/{post.thread}/3", "quote")
    assert "Post 2 is closed. Please leave it out, or open it first." in said
    assert "Post 3 was taken away. Please leave it out." in said
    assert "That post was taken away, so there is nothing to quote." in said
    assert "Covered." not in said
    assert "Regretted." not in said


def test_a_quotation_goes_below_the_draft_that_was_kept(house: House, sam: Person, ash: Person) -> None:
    post = starts(house, ash, "Alone.")
    houses.visit(house, [f"go boards/sleep/{post.thread}", "reply", "Begun.", ".draft", "bye"], sam)
    quotes(house, sam, post.thread, ".draft")
    quotes(house, sam, post.thread, "Ended.", ".", "yes")
    assert last(house, post.thread, sam).text == "Begun.\n> Alone.\nEnded."


def test_in_new_others_of_the_thread_are_quoted_by_the_numbers_they_have_there(
    house: House, sam: Person, ash: Person
) -> None:
    post = starts(house, ash, "One.")
    starts(house, ash, "Elsewhere.")
    replies(house, houses.member(house, "kit"), post.thread, "Two.")
    said = houses.visit(house, ["new", "quote", "3", "9", "2", "Yes.", ".", "yes", "bye"], sam)
    assert "Other posts of this thread too?" in said
    assert "Post 3 is not of this thread. Please leave it out." in said
    assert "Numbers from 1 to 3, please" in said
    assert last(house, post.thread, sam).text == "ash wrote:\n> One.\n\nkit wrote:\n> Two.\nYes."
    lou = houses.member(house, "lou")
    alone = starts(house, ash, "Alone.")
    starts(house, ash, "Elsewhere too.")
    assert "Other posts" not in houses.visit(house, ["new", "quote", "Yes.", ".", "yes", "bye"], lou)
    assert last(house, alone.thread, sam).text == "> Alone.\nYes."


def test_in_new_numbers_go_on_over_stretches(house: House, sam: Person, ash: Person) -> None:
    post = starts(house, ash, "One.")
    for n in range(2, 24):
        replies(house, ash, post.thread, f"Number {n}.")
    on = [""] * 21
    houses.visit(house, ["new", *on, "quote", "3", "Yes.", ".", "yes", "bye"], sam)
    (answer,) = houses.write(house, reading.stretch, sam, post.thread, first=24).posts
    assert answer.text == "ash wrote:\n> Number 22.\n\nash wrote:\n> Number 3.\nYes."


def test_on_a_live_board_others_of_the_thread_are_quoted_by_their_numbers_in_it(
    house: House, sam: Person, ash: Person
) -> None:
    post = starts(house, ash, "One.")

    async def visit() -> None:
        async with calling(house, sam) as caller:
            await caller.types("go boards/sleep/live\r")
            assert house.store is not None
            await house.store.write(posts.reply, ash, post.thread, "Two.", now=house.clock.now())
            assert "Two." in await caller.types("\r")
            for typed in ("quote", "1", "Yes.", ".", "yes"):
                said = await caller.types(f"{typed}\r")
            assert "Posted." in said

    asyncio.run(visit())
    assert last(house, post.thread, sam).text == "ash wrote:\n> Two.\n\nash wrote:\n> One.\nYes."


def test_a_script_quotes_lines_by_number(house: House, sam: Person, ash: Person) -> None:
    post = starts(house, ash)
    status, said, _ = houses.verb(house, f"quote boards/sleep/{post.thread} lines=2-3", sam, text="Yes.\n")
    assert (status, said) == (0, "Posted.\n")
    assert last(house, post.thread, sam).text == "> Two.\n> Three.\nYes."
