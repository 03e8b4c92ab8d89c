"""Verbs that write: what is written comes from standard input, whole, and is posted once."""

from __future__ import annotations

from bbs.community import reading
from bbs.community.members import Person
from bbs.house import House
from tests import houses
from tests.houses import member, verb
from tests.screens.linemode.small_hours import SAID, reply, thread


def test_words_that_are_sent_again_are_posted_once_and_the_script_is_told_where(
    house: House, sam: Person, ash: Person
) -> None:
    first = thread(house, sam)
    said = verb(house, "post boards/sleep", ash, text="Rain\nOn the roof.")[1]
    address = said.split()[1]
    assert said == f"Posted.\n{address}\n"
    again = f"It is there already, posted once: go {address}/1.\n{address}\n"
    assert verb(house, "post boards/sleep", ash, text="Rain\nOn the roof.\n") == (0, again, "")
    for asked in ("reply", "post"):
        done = verb(house, f"{asked} boards/sleep/{first.thread}", ash, text="I am up too.")
        there = f"It is there already, posted once: go boards/sleep/{first.thread}/2.\n"
        assert done == (0, "Posted.\n" if asked == "reply" else there, "")
    assert verb(house, f"reply boards/sleep/{first.thread} note=grief", ash, text="I am up too.")[1] == "Posted.\n"


def test_quote_replies_below_lines_of_posts(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam, text="Third night.\nNo sleep.")
    reply(house, sam, first, "Rain now.")
    asked = f"quote boards/sleep/{first.thread}/1 lines=2 posts=2"
    assert verb(house, asked, ash, text="I am up too.") == (0, "Posted.\n", "")
    assert "sam wrote: quote: No sleep. sam wrote: quote: Rain now. I am up too." in " ".join(
        verb(house, f"read boards/sleep/{first.thread}/3", ash)[1].split()
    )


def test_post_starts_a_thread_and_prints_its_address(house: House, sam: Person, ash: Person) -> None:
    status, said, errors = verb(house, "post boards/sleep", sam, text=f"Four a.m. again\n{SAID}\n")
    assert (status, errors) == (0, "")
    posted, address = said.splitlines()
    assert posted == "Posted."
    said = verb(house, f"read {address}", ash)[1]
    assert said.startswith("Thread: Four a.m. again.\nsam, new,")
    assert said.endswith("  Third night.\n  I keep doing the maths.\n")


def test_post_in_a_thread_replies_to_its_first_post(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam)
    reply(house, sam, first, "Rain now.")
    assert verb(house, f"post boards/sleep/{first.thread}", ash, text="I am up too.\n") == (0, "Posted.\n", "")
    last = houses.write(house, reading.stretch, sam, first.thread, first=3).posts[-1]
    assert (last.author, last.text, last.reply_to) == ("ash", "I am up too.", "sam")


def test_reply_answers_the_post_at_an_address_or_the_first_of_a_thread(house: House, sam: Person, ash: Person) -> None:
    lou = member(house, "lou")
    first = thread(house, sam)
    reply(house, ash, first, "I am up too.")
    verb(house, f"read boards/sleep/{first.thread}", lou)
    reply(house, ash, first, "Still.")
    assert verb(house, f"reply boards/sleep/{first.thread}", lou, text="One.") == (0, "Posted.\n", "")
    assert verb(house, f"reply boards/sleep/{first.thread}/2", lou, text="Two.\n") == (0, "Posted.\n", "")
    one, two = houses.write(house, reading.stretch, sam, first.thread, first=4).posts
    assert (one.text, one.reply_to) == ("One.", "sam")
    assert (two.text, two.reply_to) == ("Two.", "ash")


def test_reply_on_a_board_is_not_understood_and_starts_nothing(house: House, sam: Person) -> None:
    status, said, errors = verb(house, "reply boards/sleep", sam, text="One line.\nAnother.\n")
    assert (status, said) == (2, "")
    assert errors == "There is no reply at that address.\n"
    assert verb(house, "search Another", sam)[1].startswith("Nothing found.")


def test_what_somebody_writes_is_never_taken_from_the_command(house: House, sam: Person) -> None:
    for words in ("Four a.m. again", "title=Again", "text=Hello", "nots=grief", "note=grief and more"):
        status, said, errors = verb(house, f"post boards/sleep {words}", sam, text="Rain\nIt rains.\n")
        assert (status, said) == (2, ""), words
        assert "standard input" in errors
    assert verb(house, "search rains", sam)[1].startswith("Nothing found.\n")


def test_a_content_note_may_be_named_on_the_command(house: House, sam: Person, ash: Person) -> None:
    assert verb(house, "post boards/sleep note=grief", sam, text="Rain\nIt rains.\n")[0] == 0
    said = verb(house, "new", ash)[1]
    assert "Content note: grief." in said
    assert "It rains" not in said


def test_nothing_is_posted_without_words(house: House, sam: Person) -> None:
    assert verb(house, "post boards/sleep", sam)[0] == 2
    status, said, errors = verb(house, "post boards/sleep", sam, text="Only a title\n")
    assert (status, said) == (2, "")
    assert errors.startswith("There are no words in it yet.")


def test_a_post_that_is_too_long_is_refused_whole(house: House, sam: Person) -> None:
    limit = house.config.writing.post_limit
    for body in ("x" * (limit + 1), "x\n" * (limit // 2 + 1), "x" * (3 * limit)):
        status, said, errors = verb(house, "post boards/sleep", sam, text=f"Long\n{body}\n")
        assert (status, said) == (2, "")
        assert errors.strip()
    assert verb(house, "post boards/sleep", sam, text="Long\n" + "x" * limit)[0] == 0


def test_a_long_paste_of_many_lines_is_posted_as_it_is(house: House, sam: Person, ash: Person) -> None:
    lines = [f"Line {n} of the night, said slowly." for n in range(300)]
    status, said, _ = verb(house, "post boards/sleep", sam, text="\n".join(["All of it", *lines]))
    assert status == 0
    read = verb(house, f"read {said.splitlines()[1]}", ash)[1]
    assert read.splitlines()[2:] == ["  " + line for line in lines]
