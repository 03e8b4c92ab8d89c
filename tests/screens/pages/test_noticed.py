"""The warm card: what it says to whom, how it is asked for no more, and what scripts are told."""

from __future__ import annotations

import pytest

from bbs.arrival import Terminal
from bbs.community import posts, queue, reading
from bbs.community.members import Person
from bbs.house import House
from tests import houses

UK = Terminal(kind="xterm", columns=200, locale="en_GB.UTF-8")
SEEN = "The people who look after this place see it when they are here."
HEAVY = "What you wrote sounds heavy."


def writes(house: House, who: Person, *lines: str, then: tuple[str, ...] = (), title: str = "Night") -> str:
    typed = ["go boards/sleep", "post", title, *lines, ".", "y", *then, "bye"]
    return houses.visit(house, typed, who, terminal=UK)


def newest(house: House) -> int:
    return houses.write(house, reading.newest, None, "sleep")


def test_the_card_says_who_was_told_and_whom_to_call(house: House, sam: Person) -> None:
    said = writes(house, sam, "I want to die tonight.")
    for words in (HEAVY, f"Nobody is watching right now. {SEEN}", "we cannot send anyone", "call 999 or 112"):
        assert words in said
    assert "Already taken something or hurt yourself? Call now" in said
    assert "Samaritans" in said


def test_what_is_said_of_somebody_else_has_other_words(house: House, sam: Person) -> None:
    said = writes(house, sam, "My brother says he wants to kill himself.", then=("what-to-say",))
    assert "You are worried about somebody." in said
    assert "what to say" in said
    assert HEAVY not in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I tried to kill myself twenty years ago.", "a hard time that is behind you"),
        ("One year clean from self harm today, I no longer want to die.", "a way out that you went on"),
        ("My brother killed himself last spring.", "a loss that is hard to carry"),
    ],
)
def test_of_what_is_behind_and_of_loss_nobody_is_told(house: House, sam: Person, text: str, words: str) -> None:
    said = writes(house, sam, text)
    assert words in said
    assert "Nobody was told of it." in said
    assert "Already taken something" not in said


@pytest.mark.parametrize("text", ["This homework is killing me.", "I don't want to die.", "Suicide Squad was on."])
def test_other_words_have_no_card(house: House, sam: Person, text: str) -> None:
    said = writes(house, sam, text)
    assert "Posted." in said
    assert "For you." not in said


def test_a_card_comes_once_a_thread_a_day(house: House, sam: Person) -> None:
    said = writes(house, sam, "I want to die.", then=("", "r", "I want to die.", ".", "y"))
    assert said.count(HEAVY) == 1
    assert said.count("Posted.") == 2


def test_a_change_of_a_post_is_heard_too(house: House, sam: Person, wren: Person) -> None:
    said = writes(house, sam, "Low day.", then=("e", "I want to die tonight.", ".", "y"))
    assert "Changed." in said
    assert HEAVY in said
    assert len(houses.write(house, queue.queue, house.vault, wren, now=house.clock.now())) == 1


def test_the_card_is_for_nobody_but_its_author(house: House, sam: Person, ash: Person, wren: Person) -> None:
    writes(house, sam, "I want to die tonight.")
    address = f"noticed/{newest(house)}"
    assert HEAVY in houses.verb(house, f"read {address}", sam)[1]
    for other in (ash, wren, None):
        status, out, _ = houses.verb(house, f"read {address}", other)
        assert status != 0
        assert HEAVY not in out


def test_somebody_is_asked_to_write(house: House, sam: Person, wren: Person) -> None:
    said = writes(house, sam, "I want to die tonight.", then=("write-to-me", "Please.", ".", "y"))
    assert "Your note" in said
    assert "asks for a person now" in houses.visit(house, ["go desk", "bye"], wren)


def test_not_about_me_lowers_it(house: House, sam: Person, wren: Person) -> None:
    said = writes(house, sam, "I want to die tonight.", then=("not-me",))
    assert "Thank you for saying so." in said
    (line,) = houses.write(house, queue.queue, house.vault, wren, now=house.clock.now())
    assert line.rank is queue.Rank.LOWERED


def test_a_covered_part_is_said_to_be_covered_until_somebody_looked(
    house: House, sam: Person, ash: Person, wren: Person
) -> None:
    said = writes(house, sam, "I took forty of my mums pills. Help.")
    assert "A part of it is covered for others until somebody has looked." in " ".join(said.split())
    thread = houses.write(house, posts.get, sam, newest(house)).thread
    read = [f"go boards/sleep/{thread}", "bye"]
    assert "I [a part is covered until somebody has looked]. Help." in houses.visit(house, read, ash, terminal=UK)
    assert "a part is covered for others" in houses.visit(house, read, sam, terminal=UK)
    said = houses.visit(house, [f"go boards/sleep/{thread}", "uncover", "y", "bye"], wren, terminal=UK)
    assert "Others read all of it now." in said
    assert "I took forty of my mums pills. Help." in houses.visit(house, read, ash, terminal=UK)


def test_nobody_quotes_what_is_covered(house: House, sam: Person, ash: Person) -> None:
    writes(house, sam, "I took forty of my mums pills. Help.")
    thread = houses.write(house, posts.get, sam, newest(house)).thread
    said = houses.visit(house, [f"go boards/sleep/{thread}", "u", "1", "", ".", "y", "bye"], ash)
    assert "mums" not in said


def test_a_script_is_told_in_its_own_way(house: House, sam: Person) -> None:
    status, out, _ = houses.verb(house, "post boards/sleep", sam, text="Night\nI want to die tonight.\n")
    assert status == 0
    said = " ".join(out.split())
    assert (
        "Posted. What you wrote sounds heavy. It is good that you said it. If your life is in danger now, call" in said
    )
    assert f"Nobody is watching right now. {SEEN} We do not know where you are, and we cannot send anyone." in said
    assert out.splitlines()[-1].startswith("boards/sleep/"), "the address stands where it always stood"


def test_what_goes_out_later_shows_a_line_and_tells_nobody_yet(house: House, sam: Person, wren: Person) -> None:
    note = houses.visit(house, ["go desk/note", "w", "I want to die tonight.", ".", "y", "bye"], sam, terminal=UK)
    assert "If your life is in danger now, call 999 or 112." in note
    (line,) = houses.write(house, queue.queue, house.vault, wren, now=house.clock.now())
    assert line.target.startswith("note/")


@pytest.mark.parametrize("what", ["thank {post}", "bookmark {post}", "write my-page", "report {post} other"])
def test_what_is_no_post_shows_a_line_too(house: House, sam: Person, lou: Person, what: str) -> None:
    post = houses.write(house, posts.start, lou, "sleep", "Night", "Tea.", now=house.clock.now())
    verb = what.format(post=f"boards/sleep/{post.thread}/{post.number}")
    assert "call" not in houses.verb(house, verb, sam, text="Tea helps.\n")[1]
    status, said, errors = houses.verb(house, verb, sam, text="I want to die tonight.\n")
    assert (status, errors) == (0, "")
    assert "If your life is in danger now, call" in " ".join(said.split())
