"""Reading on a careful night: content notes, the new scan to its end, taking one's own words back."""

from __future__ import annotations

from bbs.community import posts
from bbs.community.members import Person
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def writes(harbour: Harbour, writer: Person, title: str, text: str, *, note: str = "", board: str = "sleep") -> int:
    line = harbour.write(posts.start, writer, board, title, text, now=harbour.clock.now(), note=note)
    return line.thread


def test_enter_goes_past_a_content_note_and_open_opens_it(caller: Calls, harbour: Harbour) -> None:
    ash = harbour.member("ash")
    harbour.member("sam")
    writes(harbour, ash, "A bad week", "It was about my father.", note="death")
    writes(harbour, ash, "Rain", "It rains here.")
    sam = caller.signs_in("sam")
    said = sam.answers("new", "Post 1 of 2")
    assert "Content note: death." in said
    assert "father" not in said
    said = sam.goes_on("Post 2 of 2")
    assert "It rains here." in said
    assert "father" not in said
    assert "It was about my father." in sam.answers("previous") + sam.answers("open", "Post 1 of 2")
    assert "It rains here." in sam.goes_on("Post 2 of 2")
    sam.leaves()


def test_a_note_that_was_put_on_while_writing_closes_the_post_for_others(caller: Calls, harbour: Harbour) -> None:
    harbour.member("ash")
    harbour.member("sam")
    ash = caller.signs_in("ash")
    ash.starts_thread("sleep", "A bad week", "It was about my father.", note="Death")
    ash.leaves()
    sam = caller.signs_in("sam")
    said = sam.goes_on("Post 1 of 1")
    assert "Content note: death." in said
    assert "father" not in said
    assert "content note: death" in sam.opens("boards/sleep", "choose")
    assert "my father" not in sam.opens("search/father", "Found")
    sam.leaves()


def test_the_new_scan_is_read_to_its_end_with_enter_alone(caller: Calls, harbour: Harbour) -> None:
    ash = harbour.member("ash")
    harbour.member("sam")
    first = writes(harbour, ash, "Counting", "Line 1.")
    for n in range(2, 27):
        harbour.write(posts.reply, ash, first, f"Line {n}.", now=harbour.clock.now())
    sam = caller.signs_in("sam")
    heard = sam.goes_on("Post 1 of 26")
    for n in range(2, 27):
        heard += sam.goes_on(f"Post {n} of 26")
    assert all(f"  Line {n}.\n" in heard for n in range(1, 27))
    sam.goes_on()
    assert "nothing new" in sam.goes_home()
    sam.leaves()


def test_somebody_takes_their_own_post_back_and_nobody_elses(caller: Calls, harbour: Harbour) -> None:
    ash = harbour.member("ash")
    harbour.member("sam")
    thread = writes(harbour, ash, "Rain", "It rains here.")
    sam = caller.signs_in("sam")
    sam.opens(f"boards/sleep/{thread}", "Post 1 of 1")
    sam.replies("I wish I had not written this.")
    assert "It rains here." in sam.opens(f"boards/sleep/{thread}/1")
    sam.answers("delete 1")
    sam.answers("yes")
    sam.opens(f"boards/sleep/{thread}/2", "Post 2 of 2")
    sam.answers("delete", "Take your post away?")
    sam.answers("yes", "Removed.")
    reader = caller.signs_in("ash")
    said = reader.opens(f"boards/sleep/{thread}/1", "Post 1 of 2") + reader.goes_on("Post 2 of 2")
    assert "It rains here." in said
    assert "I wish" not in said
    assert "Removed by its author." in said
    sam.leaves()
    reader.leaves()
