"""Two members answer each other, over OpenSSH."""

from __future__ import annotations

from tests.harbour import Harbour, plain
from tests.scenarios.callers import Calls, lends_key


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


def test_what_arrives_while_somebody_writes_waits_until_they_press_enter(harbour: Harbour) -> None:
    """In the line mode alone; what arrives on a drawn page is in test_live.py."""
    harbour.member("sam")
    harbour.member("ash")
    sam = harbour.signs_in("sam")
    sam.ask("go boards/sleep/live", ": ")
    done = harbour.verb("ash", "post", "boards/sleep", text="Anyone up\nHello.", options=())
    assert done.returncode != 0, "without a key or a passphrase nobody posts"
    key = harbour.key("ash-laptop")
    lends_key(harbour, "ash", key)
    done = harbour.verb("anybody", "post", "boards/sleep", text="Anyone up\nHello.\n", key=key)
    assert (done.returncode, done.stderr) == (0, "")
    sam.presses("hal")
    sam.presses("\x7f\x7f\x7f")
    said = plain(sam.ask("again", "1 new. "))
    assert "Hello" not in said
    said = plain(sam.ask("", "Post "))
    assert "Hello." in said


def test_a_post_is_stored_once_however_often_it_is_sent(harbour: Harbour) -> None:
    """Typed ahead in plain lines."""
    harbour.member("sam")
    sam = harbour.signs_in("sam")
    sam.ask("go boards/sleep", "choose: ")
    sam.ask("post", "Title: ")
    sam.ask("Rain", "a single dot.\r\n")
    sam.presses("Rain sounds.\r.\r")
    sam.sees("edit, draft: ")
    sam.presses("y\ry\ry\r")
    sam.sees("Posted.")
    sam.sees(": ")
    done = harbour.verb("guest", "read", "boards/sleep")
    assert done.stdout.count("Rain") == 1
    assert harbour.verb("guest", "read", "boards/grief").returncode == 1, "that board is for members"
