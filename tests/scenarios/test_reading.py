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
    said = sam.goes_on(sam.place(1, 2))
    assert "Content note: death." in said
    assert "father" not in said
    said = sam.goes_on(sam.place(2, 2))
    assert "It rains here." in said
    assert "father" not in said
    sam.goes_to_the_one_before()
    sam.does("open", "It was about my father.")
    sam.goes_on("It rains here.")
    sam.leaves()


def test_a_note_that_was_put_on_while_writing_closes_the_post_for_others(caller: Calls, harbour: Harbour) -> None:
    harbour.member("ash")
    harbour.member("sam")
    ash = caller.signs_in("ash")
    ash.starts_thread("sleep", "A bad week", "It was about my father.", note="Death")
    ash.leaves()
    sam = caller.signs_in("sam")
    said = sam.goes_on("Content note: death.")
    assert "father" not in said
    sam.opens("boards/sleep", "content note: death")
    assert "my father" not in sam.opens("search/father", "Found")
    sam.leaves()


def test_the_new_scan_is_read_to_its_end_with_enter_alone(caller: Calls, harbour: Harbour) -> None:
    ash = harbour.member("ash")
    harbour.member("sam")
    first = writes(harbour, ash, "Counting", "Line 1.")
    for n in range(2, 27):
        harbour.write(posts.reply, ash, first, f"Line {n}.", now=harbour.clock.now())
    sam = caller.signs_in("sam")
    heard = sam.goes_on(sam.place(1, 26))
    for n in range(2, 27):
        heard += sam.goes_on(sam.place(n, 26))
    assert all(f" Line {n}. " in heard for n in range(1, 27))
    sam.goes_on()
    assert "nothing new" in sam.goes_home()
    sam.leaves()


def test_somebody_takes_their_own_post_back_and_nobody_elses(caller: Calls, harbour: Harbour) -> None:
    ash = harbour.member("ash")
    harbour.member("sam")
    thread = writes(harbour, ash, "Rain", "It rains here.")
    sam = caller.signs_in("sam")
    sam.opens(f"boards/sleep/{thread}", "It rains here.")
    sam.replies("I wish I had not written this.")
    assert "It rains here." in sam.opens(f"boards/sleep/{thread}/1")
    sam.does("delete", item=1)
    sam.agrees()
    sam.opens(f"boards/sleep/{thread}/2", sam.place(2, 2))
    sam.does("delete", "Take your post away?")
    sam.agrees("Removed.")
    reader = caller.signs_in("ash")
    said = reader.opens(f"boards/sleep/{thread}/1", "It rains here.") + reader.goes_on("Removed by its author.")
    assert "I wish" not in said
    sam.leaves()
    reader.leaves()


def test_the_rest_of_a_thread_is_skipped_and_taken_back_and_a_thread_is_muted(caller: Calls, harbour: Harbour) -> None:
    ash = harbour.member("ash")
    harbour.member("sam")
    first = writes(harbour, ash, "Counting", "Line 1.")
    for n in range(2, 5):
        harbour.write(posts.reply, ash, first, f"Line {n}.", now=harbour.clock.now())
    writes(harbour, ash, "Rain", "It rains here.")
    sam = caller.signs_in("sam")
    sam.goes_on(sam.place(1, 5))
    sam.does("skip", "It rains here.")
    sam.does("undo", 'You are in "Counting" again.')
    sam.goes_on("Line 2.")
    sam.does("mute", "Muted: not in New any more.")
    assert "nothing new" in sam.goes_home() or "nothing new" in sam.goes_on("It rains here.") + sam.goes_home()
    sam.opens("following", 'Thread: "Counting"')
    sam.does("neither", "Neither followed nor muted.", item=1)
    sam.leaves()


def test_a_bookmark_with_a_note_is_found_again(caller: Calls, harbour: Harbour) -> None:
    ash = harbour.member("ash")
    harbour.member("sam")
    thread = writes(harbour, ash, "Rain", "It rains here.")
    sam = caller.signs_in("sam")
    sam.opens(f"boards/sleep/{thread}", "It rains here.")
    sam.does("bookmark", "Your note")
    sam.answers("For a bad night.", "Kept.")
    sam.opens("bookmarks", 'your note: "For a bad night."')
    sam.chooses(1, "Thread: Rain")
    sam.leaves()
