"""Somebody writes on a laptop and on a telephone: nothing is lost, and nothing is posted twice."""

from __future__ import annotations

import signal

from bbs.community import drafts, posts
from bbs.sending import send_due
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_the_newest_words_win_and_the_others_wait_beside_them(harbour: Harbour, caller: Calls) -> None:
    person = harbour.member("sam")
    laptop, telephone = caller.signs_in("sam"), caller.signs_in("sam")
    for device in (laptop, telephone):
        device.begins_thread("sleep", "Four a.m. again")
    laptop.writes("From the laptop.")
    laptop.line.child.kill(signal.SIGKILL)
    laptop.is_gone()
    harbour.comes_true(lambda: len(harbour.house.visits.of(person.id)) == 1)
    harbour.passes(60)
    telephone.writes("From the telephone.")
    telephone.line.child.kill(signal.SIGKILL)
    telephone.is_gone()
    harbour.comes_true(lambda: not harbour.house.visits.of(person.id))

    sam = caller.signs_in("sam")
    said = sam.opens("drafts", "other version")
    assert said.count("A new thread in Sleep and nights") == 2
    said = sam.chooses(2, "From the laptop.")
    assert "Four a.m. again" in said
    sam.does("use", "This is your draft there now.")
    said = sam.begins_thread("sleep", "", "And on.")
    assert "From the laptop." in said
    sam.sends()
    sam.opens("drafts", "A new thread in Sleep and nights")
    kept = harbour.write(drafts.places, person.id)
    assert [harbour.write(drafts.other, harbour.house.vault, person.id, one.id).text.strip() for one in kept] == [
        "From the telephone."
    ]
    sam.leaves()


def test_the_same_draft_on_two_devices_is_posted_once(harbour: Harbour, caller: Calls) -> None:
    harbour.member("sam")
    laptop = caller.signs_in("sam")
    laptop.begins_thread("sleep", "Rain", "On the roof.")
    laptop.is_cut_off()
    devices = [caller.signs_in("sam"), caller.signs_in("sam")]
    for device in devices:
        device.begins_thread("sleep", "")
    for device, said in zip(devices, ("Posted.", "It is there already"), strict=True):
        device.sends(said)
        device.leaves()
    assert harbour.verb("guest", "read", "boards/sleep").stdout.count("Rain") == 1


def test_an_angry_answer_waits_an_hour_and_goes_out_after_its_author_has_left(harbour: Harbour, caller: Calls) -> None:
    ash = harbour.member("ash")
    harbour.member("sam")
    now = harbour.clock.now()
    post = harbour.write(posts.start, ash, "sleep", "Rain", "On the roof.\nAll night.", now=now)
    sam = caller.signs_in("sam")
    sam.opens(f"boards/sleep/{post.thread}", "On the roof.")
    sam.begins_quoting("2", "All night.")
    sam.writes("You are an idiot.")
    sam.sends("This may read as angry.")
    said = sam.answers("send it in an hour", "It goes out at 21:26.")
    assert "Posted." not in said
    assert "goes at 21:26" in sam.opens("drafts", "goes at")
    sam.leaves()
    harbour.passes(3600)
    harbour.run(send_due(harbour.house))
    said = harbour.verb("guest", "read", f"boards/sleep/{post.thread}").stdout
    assert "quote: All night." in said
    assert "You are an idiot." in said
