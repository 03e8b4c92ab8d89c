"""A full disk while somebody writes: they are told, they lose nothing, and once there is room it is posted once."""

from __future__ import annotations

import pytest

from bbs.community import drafts, new_scan, posts
from bbs.community.hands import TITLE
from bbs.errors import NotSaved
from bbs.session import Mode
from store.room import Room
from store.tables import database
from tests.finding import finds
from tests.harbour import Harbour, plain
from tests.scenarios.callers import Calls, lends_key
from tests.scenarios.full_caller import is_drawn_for

LINES = [f"Line {n}. " + "My sister rings on Sundays and we talk of gardens. " * 4 for n in range(30)]


def fills_up() -> None:
    """SQLite is told to take no more pages, and does what it does on a full disk."""
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages}")


def has_room() -> None:
    database.execute_sql("PRAGMA max_page_count = 1000000")


def test_a_post_that_finds_no_room_is_kept_and_goes_through_once_there_is_some(caller: Calls, harbour: Harbour) -> None:
    member = harbour.member("sam")
    sam = caller.signs_in("sam", rows=120)
    sam.begins_thread("sleep", "A long night")
    harbour.write(fills_up)
    sam.writes(*LINES)
    said = sam.sends("Not saved")
    assert "What you wrote is still with you" in said
    assert "Posted." not in said
    sam.tries_again("Not saved")
    assert harbour.write(finds, member, "night") == []
    harbour.write(has_room)
    said = sam.tries_again("Posted.")
    assert all(line.rstrip() in said for line in LINES)
    assert len(harbour.write(finds, member, "night")) == 1
    sam.leaves()


async def takes_nothing(*args: object) -> None:
    """The disk does not take so much as a word."""
    raise NotSaved


def test_what_could_not_be_kept_while_it_was_typed_is_kept_with_its_title_once_there_is_room(
    caller: Calls, harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = harbour.member("sam")
    sam = caller.signs_in("sam")
    with monkeypatch.context() as full:
        full.setattr(harbour.house.store, "write", takes_nothing)
        sam.begins_thread("sleep", "A long night", "A zebra at the window.")
        sam.sends("Not saved")
    sam.goes_back("Kept as a draft")
    place = "boards/sleep/post"
    kept = [
        harbour.write(drafts.kept, harbour.house.vault, member.id, at).rstrip("\n") for at in (place, place + TITLE)
    ]
    assert kept == ["A zebra at the window.", "A long night"]
    assert "You began a thread here. To go on with it," in sam.opens("boards/sleep", "Threads")
    sam.leaves()


@pytest.mark.parametrize("mode", [Mode.FULL])
def test_a_full_disk_keeps_nobody_in_what_they_write(harbour: Harbour) -> None:
    """In the full screen Esc keeps the draft, so where that fails it has to be another way out."""
    harbour.member("sam")
    sam = is_drawn_for(harbour, "sam")
    sam.begins_thread("sleep", "A long night")
    harbour.write(fills_up)
    sam.writes(*LINES)
    sam.goes_back("This cannot be kept just now. Leave, and lose it?")
    sam.presses("n")
    sam.waits(lambda: "^S post" in sam.bar, "the composer")
    assert "Line 29." in str(sam.window)
    sam.goes_back("Leave, and lose it?")
    sam.presses("y")
    sam.waits(lambda: "Line 29." not in str(sam.window), "the board")
    sam.leaves()


def test_reading_and_help_go_on_while_the_disk_is_full(caller: Calls, harbour: Harbour) -> None:
    sam, ash = harbour.member("sam"), harbour.member("ash")
    harbour.write(posts.start, ash, "sleep", "Rain", "It rains here.", now=harbour.clock.now())
    visit = caller.signs_in("sam")
    harbour.write(fills_up)
    visit.opens("new", "It rains here.")
    visit.asks_for_help()
    visit.does("country", "Your country")
    assert "call 999 or 112" in visit.answers("GB", "Samaritans")
    visit.leaves()
    assert harbour.write(new_scan.count_new, sam).posts <= 1


def has_too_little_room(harbour: Harbour, mib: int = 1 << 30) -> None:
    """The bound below which only reading goes on lies above every disk; 0 sets none."""
    assert harbour.house.store is not None
    harbour.house.store.room = Room(harbour.path, mib)
    harbour.run(harbour.house.store.look_for_room())


def test_with_too_little_room_everybody_reads_and_what_is_written_waits_as_a_draft(
    caller: Calls, harbour: Harbour
) -> None:
    member = harbour.member("sam")
    harbour.write(posts.start, harbour.member("ash"), "sleep", "Rain", "It rains here.", now=harbour.clock.now())
    sam = caller.signs_in("sam")
    has_too_little_room(harbour)
    assert "Only reading for now" in sam.opens("boards/sleep", "Rain")
    assert "Only reading" not in sam.asks_for_help()
    sam.goes_back("Only reading for now")
    assert "Only reading for now" in sam.opens("new", "It rains here.")
    sam.begins_thread("sleep", "A long night", "A zebra at the window.")
    assert "still with you" in sam.sends("Not posted")
    assert harbour.write(drafts.places, member.id)
    assert harbour.write(finds, member, "zebra") == []
    has_too_little_room(harbour, 0)
    sam.tries_again("Posted.")
    assert "Only reading" not in sam.opens("boards/sleep", "A long night")
    assert len(harbour.write(finds, member, "zebra")) == 1
    sam.leaves()


def test_a_verb_that_finds_no_room_says_so_with_its_exit_status(harbour: Harbour) -> None:
    harbour.member("sam")
    key = harbour.key("laptop")
    lends_key(harbour, "sam", key)
    harbour.write(fills_up)
    done = harbour.verb("sam", "post", "boards/sleep", key=key, text="\n".join(["A long night", *LINES]))
    assert (done.returncode, done.stdout) == (1, "")
    assert plain(done.stderr).startswith("Not saved")


def test_what_a_verb_brought_in_vain_is_a_draft_until_the_same_words_are_sent(harbour: Harbour) -> None:
    member, key = harbour.member("sam"), harbour.key("laptop")
    lends_key(harbour, "sam", key)
    has_too_little_room(harbour)
    words = "A long night\nA zebra at the window."
    for _ in range(2):  # a script that tries again leaves one draft
        done = harbour.verb("sam", "post", "boards/sleep", key=key, text=words)
        assert (done.returncode, done.stdout) == (1, "")
        assert plain(done.stderr).startswith("Kept as a draft.\nNot posted: ")
    assert [kept.place for kept in harbour.write(drafts.places, member.id)] == ["boards/sleep/post"]
    has_too_little_room(harbour, 0)
    assert harbour.verb("sam", "post", "boards/sleep", key=key, text=f"{words} It went.").returncode == 0
    assert harbour.write(drafts.places, member.id), "it says something else than what was sent"
    assert harbour.verb("sam", "post", "boards/sleep", key=key, text=words).stdout.startswith("Posted.")
    assert harbour.write(drafts.places, member.id) == []
