"""A first check-in, and a month in words, over OpenSSH."""

from __future__ import annotations

from bbs.community import moods
from bbs.community.moods import CheckIn, Mood
from bbs.community.shelf import Owner
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def own(harbour: Harbour, handle: str) -> Owner:
    assert harbour.house.vault is not None
    return Owner(harbour.house.vault, harbour.member(handle).id)


def test_a_first_check_in(caller: Calls, harbour: Harbour) -> None:
    whose = own(harbour, "sam")
    sam = caller.signs_in("sam")
    sam.does("check", "very low")
    said = sam.answers("low", "Kept: low.")
    assert "Nothing has to be done about it now." in said
    sam.does("words", "In your words")
    sam.answers("I want to kill myself tonight", "To reach people who listen")
    assert [(one.mood, one.note) for one in harbour.write(moods.entries, whose)] == [
        (Mood.LOW, "I want to kill myself tonight")
    ]
    sam.goes_on("Check in")
    assert "last: today 20:26, low" in sam.goes_home()
    sam.leaves()


def test_a_member_from_before_is_asked_for_their_consent_once(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam", consented=False)
    sam = caller.signs_in("sam")
    assert "do you agree" in sam.does("check", "show as you choose?")
    sam.answers("no", "nothing is kept. Everything else is open to you.")
    sam.does("check", "show as you choose?")
    sam.answers("yes", "very low")
    assert "Nothing has to be done" in sam.answers("low", "Kept: low.")
    sam.leaves()


def test_a_month_in_words(caller: Calls, harbour: Harbour) -> None:
    whose, now = own(harbour, "sam"), harbour.clock.now()
    for n in range(20):
        is_bad = n % 3 == 0
        entry = CheckIn(Mood.LOW if is_bad else Mood.OKAY, now - n * 24 * 3600, ("no sleep",) if is_bad else ())
        harbour.write(moods.add, whose, entry)
    sam = caller.signs_in("sam")
    said = sam.opens("moods", "May: mostly okay.")
    assert "In days: low 7 days, okay 13 days." in said
    assert 'Lower on days with "no sleep": 7 of 7.' in said
    assert "20 entries in the last 30 days." in said
    sam.does("week", "This week: between low and okay.")
    sam.does("days", "today 20:26, low")
    sam.leaves()
