"""Two members answer each other, over OpenSSH."""

from __future__ import annotations

from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_two_members_answer_each_other(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    harbour.member("ash")

    sam = caller.signs_in("sam")
    said = sam.starts_thread("sleep", "Four a.m. again", "Third night.", "I keep doing the maths.")
    assert "Third night. I keep doing the maths." in said

    ash = caller.signs_in("ash")
    said = ash.does("new", "Third night.")
    assert "sam, " in said
    assert "today 20:26" in said
    assert '"Four a.m. again", Sleep and nights' in said
    ash.replies("You are not alone in it. I am up too.")
    assert "Goodbye" in ash.leaves()

    assert "1 post in 1 thread" in sam.goes_home()
    said = sam.goes_on("You are not alone in it. I am up too.")
    assert "ash, reply to sam" in said
    assert "nothing new" in sam.goes_home()
    sam.leaves()
