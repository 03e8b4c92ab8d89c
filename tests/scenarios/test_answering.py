"""Two members answer each other, in plain lines, over OpenSSH."""

from __future__ import annotations

from tests.harbour import Harbour, plain


def test_two_members_answer_each_other(harbour: Harbour) -> None:
    harbour.member("sam")
    harbour.member("ash")

    sam = harbour.signs_in("sam")
    sam.ask("go boards/sleep", "Sleep and nights, choose: ")
    sam.ask("post", "Title: ")
    sam.ask("Four a.m. again", "a single dot.\r\n")
    sam.types("Third night.")
    sam.types("I keep doing the maths.")
    sam.types(".")
    sam.sees("edit, draft: ")
    said = plain(sam.ask("y", "Post 1 of 1: "))
    assert "Posted.\n" in said
    assert "  Third night.\n  I keep doing the maths.\n" in said

    ash = harbour.signs_in("ash")
    said = plain(ash.ask("n", "Post 1 of 1: "))
    assert 'sam, new, today 20:26. "Four a.m. again", Sleep and nights.\n' in said
    ash.ask("r", "a single dot.\r\n")
    ash.types("You are not alone in it. I am up too.")
    ash.types(".")
    ash.sees("edit, draft: ")
    ash.ask("y", "Posted.")
    ash.sees("Post 1 of 1: ")
    ash.types("bye")
    assert "Goodbye" in ash.is_gone()

    said = plain(sam.ask("h", "Home, choose: "))
    assert "1. New, 1 post in 1 thread.\n" in said
    said = plain(sam.ask("", "Post 1 of 1: "))
    assert "ash, reply to sam, new, today 20:26." in said
    assert "  You are not alone in it. I am up too.\n" in said
    sam.ask("h", "Home, choose: ")
    assert "nothing new" in sam.said + sam.ask("again", "choose: ")


def test_what_arrives_while_somebody_writes_waits_until_they_press_enter(harbour: Harbour) -> None:
    harbour.member("sam")
    harbour.member("ash")
    sam = harbour.signs_in("sam")
    sam.ask("go boards/sleep/live", ": ")
    done = harbour.verb("ash", "post", "boards/sleep", text="Anyone up\nHello.", options=())
    assert done.returncode != 0, "without a key or a passphrase nobody posts"
    key = harbour.key("ash-laptop")
    link(harbour, "ash", key.with_suffix(".pub").read_text())
    done = harbour.verb("anybody", "post", "boards/sleep", text="Anyone up\nHello.\n", key=key)
    assert (done.returncode, done.stderr) == (0, "")
    sam.presses("hal")
    sam.presses("\x7f\x7f\x7f")
    said = plain(sam.ask("again", "1 new. "))
    assert "Hello" not in said
    said = plain(sam.ask("", "Post "))
    assert "Hello." in said


def link(harbour: Harbour, handle: str, public: str) -> None:
    """Let a key sign a member in."""
    import asyncssh

    from bbs.community import members

    person = harbour.write(members.by_handle, handle)
    assert person is not None
    fingerprint = asyncssh.import_public_key(public).get_fingerprint()
    harbour.write(members.add_key, harbour.house.vault, person.id, fingerprint, "laptop", now=harbour.clock.now())


def test_a_post_is_stored_once_however_often_it_is_sent(harbour: Harbour) -> None:
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
