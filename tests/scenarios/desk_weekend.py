"""Friday to Sunday of a week at the desk: a wrong ban, those who look after the place, and one who does so alone."""

from __future__ import annotations

from bbs.community import group_joining, groups, posts
from tests.houses import PASSPHRASE
from tests.logs import CANARY
from tests.scenarios.callers import Visitor
from tests.scenarios.desk_week import (
    BAN,
    REMOVED,
    STANDS,
    UNKIND,
    WARNING,
    DeskWeek,
    address_of,
    decides,
    reports,
)

UNDONE = 3
"""What becomes of an appeal, by its number: all of it is undone."""


def undoes(judge: Visitor, handle: str, number: int = 1) -> None:
    """Undo what somebody appealed against, with the words that are suggested; it stands in the queue by its number."""
    judge.opens("desk", f"An appeal, {handle}")
    judge.chooses(number, "Nobody has it.")
    judge.does("decide", "Your decision")
    judge.answers_into_text(UNDONE)
    judge.ends_text("This is how it will be read.")
    judge.does("send", "Done, and they are told.")


def friday(week: DeskWeek) -> None:
    """Ash is banned for what others said to them; two decide it, and a third one sees that it was wrong."""
    week.begins(4, 18)
    ash, lou = week.calls("ash"), week.calls("lou")
    ash.starts_thread("sleep", "What I was told", f"Just sleep, you fool. {CANARY}")
    post = week.last_of("ash")
    reports(lou, post, UNKIND)
    wren = week.calls("wren")
    wren.opens(f"desk/cases/{week.case(f'post/{post.id}')}", "It is unkind")
    decides(wren, REMOVED, BAN)
    wren.does("send", "Done, and they are told.")
    ash.goes_on("A second person looks at this by 8 June, 18:00")
    dove = week.calls("dove")
    dove.opens("desk", "A ban to confirm, ash")
    assert "Just sleep, you fool." in dove.chooses(1, "Nobody has it.")
    dove.does("decide", "Your decision")
    dove.answers_at_once(1, "The ban stands now.")
    ash.opens("standing", "Two people decided it.")
    ash.opens("decisions", "Your post was removed")
    ash.begins_text("appeal", f"Those were not my words: they were said to me. {CANARY}")
    ash.sends("Sent. Somebody else than who decided looks at it.")
    for one in (wren, dove):
        assert "Nothing waits." in one.opens("desk", "waits."), "they decided it together"
        one.leaves()
    olive = week.calls("olive")
    undoes(olive, "ash")
    olive.leaves()

    assert "all of it was put back" in ash.opens("decisions", "You were right to ask.")
    ash.does("noted", "About this place")
    ash.starts_thread("sleep", "Here again", "I am back.")
    ash.leaves()
    lou.opens(address_of(post), "Just sleep, you fool.")
    lou.opens("reports", "looked at")
    lou.chooses(1, "It was looked at a second time, and what was done is undone.")
    lou.leaves()


def saturday(week: DeskWeek) -> None:
    """Kim reports a moderator; and a report leads dove into a group that only its members read."""
    week.begins(5, 11)
    wren = week.calls("wren")
    wren.starts_thread("sleep", "About lights", f"You are all too soft. {CANARY}")
    post = week.last_of("wren")
    kim, dove, olive = week.calls("kim"), week.calls("dove"), week.calls("olive")
    assert "so it goes past them: others look at it" in reports(kim, post, UNKIND)
    case = week.case(f"post/{post.id}")
    for one in (dove, wren):
        assert "Nothing waits." in one.opens("desk", "waits.")
        one.opens(f"desk/cases/{case}", "That case is not there for you")
    olive.opens("desk", "wren")
    olive.chooses(1, "It is unkind")
    decides(olive, STANDS, WARNING)
    olive.does("send", "Done, and they are told.")
    olive.leaves()
    wren.opens("decisions", "This is a warning.")
    wren.does("noted", "About this place")
    wren.leaves()
    kim.opens("reports", "looked at")
    kim.chooses(1, "saw it as you do")
    kim.leaves()
    _looks_in(week, dove)


def _looks_in(week: DeskWeek, dove: Visitor) -> None:
    """Lou reports what nell wrote in a group; dove says why they look, and the group is shown that."""
    lou, nell = week.people["lou"], week.people["nell"]
    for person in (lou, nell):
        board = week.knows(groups.line, person, "carers-group").id
        week.knows(group_joining.come_in, board, person.id, week.now)
    week.knows(posts.start, nell, "carers-group", "Tuesday", f"Leave then, lou. {CANARY}", now=week.now)
    inside, why = week.last_of("nell"), "Somebody says they are sent away."
    there = week.calls("lou")
    reports(there, inside, UNKIND)
    dove.opens(address_of(inside), "There is nothing at that address")
    said = dove.opens("desk", "It is unkind, or goes after somebody, nell")
    assert "Tuesday" not in said
    dove.chooses(1, "It is in a group that only its members read.")
    dove.does("open", "Your reason")
    dove.answers(why, "Look?")
    dove.agrees("Leave then, lou.")
    dove.does("nothing-wrong", "It stays as it is.")
    dove.leaves()
    there.opens("groups/carers-group", f'A moderator looked at "Tuesday" today 11:00, because: {why}')
    assert "dove" not in there.opens("groups/carers-group/looks", why)
    there.opens("reports", "looked at")
    there.chooses(1, "it can stand as it is")
    there.leaves()


def sunday(week: DeskWeek) -> None:
    """Wren leaves and dove steps down: olive is alone, says so, and cannot do what takes two."""
    week.begins(6, 15)
    wren = week.calls("wren")
    wren.opens("my-data/leave", "Leave for good")
    wren.does("leave-now", "Passphrase")
    wren.answers(PASSPHRASE, "Leave for good?")
    wren.answers_last("yes")
    olive = week.calls("olive")
    olive.opens("office/members/dove", "moderator")
    olive.does("take", "Take their role?")
    olive.agrees("dove is a member as others are now.")
    olive.opens("desk", "There are no moderators here")

    sam, lou, ash = week.calls("sam"), week.calls("lou"), week.calls("ash")
    sam.opens("desk/note", "One person looks after this place")
    sam.starts_thread("sleep", "Alone", f"Nobody answers here, olive least of all. {CANARY}")
    post = week.last_of("sam")
    olive.opens(address_of(post), "olive least of all")
    olive.replies(f"I do what I can. {CANARY}")
    assert "It is kept for whoever joins them." in reports(lou, post, UNKIND, "Nobody here can judge this now")
    reports(sam, week.last_of("olive"), UNKIND, "Nobody here can judge this now")
    sam.leaves()
    assert "Nothing waits." in olive.opens("desk", "waits.")

    ash.starts_thread("sleep", "Tablets", f"I have some to give away. {CANARY}")
    offer = week.last_of("ash")
    reports(lou, offer, UNKIND, "is here now")
    lou.leaves()
    olive.opens(f"desk/cases/{week.case(f'post/{offer.id}')}", "It is unkind")
    assert "nobody else is here now who could look at it" in decides(olive, REMOVED, BAN)
    olive.does("send", "Done, and they are told.")
    ash.goes_on("nobody else is here now who could look at it")
    ash.opens("decisions", "Your post was removed")
    ash.begins_text("appeal", f"Let me stay. {CANARY}")
    ash.sends("Nobody is here now who did not decide it")
    ash.leaves()
    assert "Nothing waits." in olive.opens("desk", "waits."), "nobody judges themselves"

    olive.opens("office/members/kim", "member")
    olive.does("operator", "Make them an operator?")
    olive.agrees("kim is an operator now.")
    olive.leaves()
    _comes(week)


def _comes(week: DeskWeek) -> None:
    """Kim, who is an operator as well now, sees all that waited: what is about olive, too."""
    kim = week.calls("kim")
    kim.opens("desk", "4 cases waiting")
    for post in (week.last_of("sam"), week.last_of("olive")):
        kim.opens(f"desk/cases/{week.case(f'post/{post.id}')}", "It is unkind")
        kim.does("nothing-wrong", "It stays as it is.")
    week.begins(7, 9)
    kim.leaves()
    kim = week.calls("kim")
    kim.opens("desk", "A ban to confirm, ash")
    undoes(kim, "ash", 2)
    assert "Nothing waits." in kim.opens("desk", "waits."), "with the ban, confirming it is gone"
    kim.leaves()
    ash = week.calls("ash", "You were right to ask.")
    ash.does("noted", "About this place")
    ash.leaves()
