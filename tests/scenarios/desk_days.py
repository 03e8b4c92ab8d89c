"""Monday to Thursday of a week at the desk: a quarrel, spam, a worry, and three in the morning."""

from __future__ import annotations

from tests.houses import PASSPHRASE
from tests.logs import CANARY
from tests.scenarios import spam
from tests.scenarios.desk_week import (
    CLOSED,
    CUT,
    NOTHING,
    SPAM,
    UNKIND,
    WARNING,
    WORRIED,
    DeskWeek,
    address_of,
    decides,
    reports,
)

URGENT = "Something urgent waits, and nobody has taken it yet: go desk."


def monday(week: DeskWeek) -> None:
    """Sam and ash quarrel, and each reports the other."""
    week.begins(0, 9)
    sam, ash = week.calls("sam"), week.calls("ash")
    sam.starts_thread("sleep", "Lights off", f"Lights off at ten, or you do not want to sleep. {CANARY}")
    ash.does("new", "Lights off at ten")
    ash.replies(f"You never listen, sam. {CANARY}")
    first, answer = week.last_of("sam"), week.last_of("ash")
    reports(ash, first, UNKIND)
    said = reports(sam, answer, UNKIND)
    assert "Nobody is watching right now." in said

    wren = week.calls("wren")
    assert "2 waiting" in wren.goes_home()
    wren.opens(address_of(first), "Lights off")
    wren.does("slow-down", "How long")
    wren.answers_at_once(2, "It goes slowly now, and readers are told.")
    assert "2 cases waiting" in wren.opens("desk", "It is unkind")
    wren.chooses(1, "Nobody has it.")
    wren.does("open", "Lights off at ten")
    wren.does("take", "It is yours now.")
    before = decides(wren, CLOSED, WARNING)
    assert "This is a warning." in before
    said = wren.does("send", "Done, and they are told.")
    assert "It is unkind" in said, "the next case is there"
    wren.does("open", "You never listen")
    wren.does("nothing-wrong", "It stays as it is.")
    wren.leaves()

    assert "Decided about you" in sam.goes_home()
    said = sam.opens("decisions", "This is a warning.")
    for words in ("Your post stands, closed", "No software decided this.", "You can appeal until"):
        assert words in said
    assert "wren" not in said
    sam.does("noted", "About this place")
    assert "it can stand as it is" in sam.opens("reports/2", "stand as it is")
    assert "saw it as you do" in ash.opens("reports/1", "saw it as you do")

    sam.opens(address_of(answer), "This thread goes slowly: 15 minutes")
    sam.begins_text("reply", "I am sorry, ash.")
    sam.sends("about 15 minutes. Nothing you write is lost.")
    week.harbour.passes(16 * 60)
    sam.tries_again("Posted.")
    sam.leaves()
    ash.leaves()


def tuesday(week: DeskWeek) -> None:
    """Two hundred accounts come within the hour and write the same, and one of somebody who means it."""
    week.begins(1, 10)
    spam.floods(week.harbour)
    advert = week.newest()
    assert "Posted." in spam.joins_and_posts(week.harbour, "otter", "Hello", f"First night here. {CANARY}")
    kim, drop = week.calls("kim"), week.calls("drop50", "cannot send anyone")
    assert "more than" in kim.goes_home()
    reports(kim, advert, SPAM)

    dove = week.calls("dove")
    assert "200 waiting" in dove.goes_home()
    dove.opens("desk/sweep/drop7", "This would go: 1 account, 1 post, 1 thread.")
    dove.does("with-it", "Who goes")
    dove.answers_at_once(4, "This would go: 201 accounts")
    dove.does("leave-out", "This would go: 200 accounts", item=2)
    dove.does("take-away", "Close these accounts")
    assert "200 accounts, 200 posts." in dove.agrees("200 accounts are closed")
    assert "in 2 threads" in kim.goes_home(), "otter's, and one of Monday"
    drop.goes_on("this place is closed to you, but for crisis help, your data, and your appeal")

    dove.does("undo", "Put back: 200 accounts, with all they wrote.")
    assert "more than" in kim.goes_home()
    assert "200 cases waiting" in dove.opens("desk", "says where to go")
    drop.opens("boards/sleep", spam.TITLE)

    dove.opens("desk/sweep/drop200", "This would go: 1 account")
    dove.does("with-it", "Who goes")
    dove.answers_at_once(3, "This would go: 200 accounts, 200 posts, 200 threads.")
    dove.does("take-away", "Close these accounts")
    dove.agrees("200 accounts are closed")
    assert "Nothing waits." in dove.opens("desk", "waits")
    dove.leaves()
    kim.does("new")
    assert spam.TEXT not in kim.reads_on("First night here.")
    assert "nothing new" in kim.goes_home()
    kim.opens("reports", "looked at")
    kim.chooses(1, "saw it as you do")
    kim.leaves()
    drop.leaves()


def wednesday(week: DeskWeek) -> None:
    """Kim worries about lou, and somebody writes to them."""
    week.begins(2, 20)
    lou = week.calls("lou")
    lou.starts_thread("sleep", "So long", f"The kettle is on the stove. {CANARY}")
    post = week.last_of("lou")
    dove, kim = week.calls("dove"), week.calls("kim")
    said = reports(kim, post, WORRIED, "For them, and for you")
    assert "Somebody who looks after this place is here now." in said
    dove.opens("desk", "Urgent, I am worried about this person, lou")
    dove.chooses(1, "Nobody has it.")
    dove.does("open", "The kettle is on")
    dove.does("take", "It is yours now.")
    assert "somebody looks into it" in kim.opens("reports", "looks into it").lower()
    dove.begins_text("write")
    assert "We read what you wrote, and it stayed with us" in dove.ends_text("This is how it will be read.")
    dove.does("send", "Done, and they are told.")
    assert "Something you reported was looked at." in kim.goes_home()
    kim.opens("reports", "looked at")
    kim.chooses(1, "told them of people they can turn to")
    assert "Written to you" in lou.goes_home()
    lou.opens("decisions", "thought of you")
    lou.does("noted", "About this place")
    for one in (lou, dove, kim):
        one.leaves()


def thursday(week: DeskWeek) -> None:
    """At three in the morning nell writes that they want to die, and how; and nobody is there."""
    week.begins(3, 3)
    nell = week.calls("nell")
    said = nell.starts_thread(
        "sleep", "Three a.m.", "I want to die tonight.", f"I took forty of my mums pills. {CANARY}"
    )
    for words in ("Nobody is watching right now.", "we cannot send anyone", "A part of it is covered for others"):
        assert words in said
    assert "pills" in nell.does("my-post", "I want to die tonight.")
    nell.leaves()
    post = week.last_of("nell")

    week.begins(3, 8)
    lou = week.calls("lou")
    assert "pills" not in lou.opens(address_of(post), "a part is covered until somebody has looked")
    wren = week.caller.calls("wren")
    if URGENT not in wren.signs_in(PASSPHRASE, "Good morning"):  # where one line is shown at a time, a key brings it
        wren.opens("home", URGENT)
    wren.opens("desk", "Urgent, the software noticed it, nell")
    wren.does("shift", "You are on shift.")
    wren.chooses(1, "nell may be having a very hard time.")
    assert "Anything else leaves it covered." in wren.does("open", "forty of my mums pills")
    wren.does("take", "It is yours now.")
    wren.begins_text("write")
    wren.ends_text("This is how it will be read.")
    wren.does("send", "Done, and they are told.")
    assert "pills" not in lou.opens(address_of(post), "I want to die tonight."), "still covered"

    wren.opens(address_of(post), "Three a.m.")
    wren.does("report", "Which of these")
    wren.answers_at_once(2, "It is at the desk now.")
    wren.does("decide", "What happens")
    wren.answers_at_once(CUT, "Which guideline")
    wren.answers_at_once(4, "And they")
    wren.answers_at_once(NOTHING, "Words to take out")
    wren.words_into_text("forty of my mums pills")
    assert "you are not in trouble for it" in wren.ends_text("This is how it will be read.")
    wren.does("send", "Done, and they are told.")
    wren.leaves()
    assert "pills" not in lou.opens(address_of(post), "[a part was taken out by a moderator]")
    lou.leaves()

    nell = week.calls("nell", "We read what you wrote, and it stayed with us.")
    assert "A part of your post was taken out" in nell.goes_on("you are not in trouble for it")
    nell.leaves()
