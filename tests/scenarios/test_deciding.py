"""A quarrel is decided, appealed against and decided differently by somebody else; a wrong ban is undone."""

from __future__ import annotations

from bbs.community import cases, members, posts, reports
from bbs.community.members import Role
from bbs.community.reports import Reason
from tests.harbour import Harbour
from tests.scenarios.callers import Calls, Visitor


def quarrel(harbour: Harbour) -> int:
    """Have sam write what ash reports; return the post."""
    sam, ash = harbour.member("sam"), harbour.member("ash")
    for handle in ("wren", "dove"):
        harbour.write(members.set_role, harbour.member(handle).id, Role.MODERATOR)
    vault, now = harbour.house.vault, harbour.clock.now()
    post = harbour.write(posts.start, sam, "sleep", "A quarrel", "You never listen, ash.", now=now)
    harbour.write(reports.report, vault, ash, f"post/{post.id}", Reason.UNKIND, now=now)
    return int(post.id)


def decides(judge: Visitor, what: int, sanction: int, days: int = 0) -> str:
    """Choose what happens, by the guideline that is suggested, and send the words that are suggested."""
    judge.does("decide", "What happens")
    judge.answers_at_once(what, "Which guideline")
    judge.answers_at_once(7, "And they")
    if days:
        judge.answers_at_once(sanction, "For how long")
    judge.answers_into_text(days or sanction)
    said = judge.ends_text("This is how it will be read.")
    judge.does("send", "Done, and they are told.")
    return said


def test_a_quarrel_is_decided_appealed_against_and_decided_differently(caller: Calls, harbour: Harbour) -> None:
    post = quarrel(harbour)
    sam = caller.signs_in("sam")

    wren = caller.signs_in("wren")
    wren.opens("desk/cases/1", "It is unkind, or goes after somebody")
    assert "What you wrote goes after somebody." in decides(wren, 4, 5, days=3)
    wren.leaves()

    sam.opens("home", "Decided about you")
    said = sam.opens("decisions", "Your post is out of sight")
    assert 'It is about your post in "A quarrel", Sleep and nights.' in said
    assert "wren" not in said
    sam.begins_text("appeal", "It was an answer to worse.")
    sam.sends("Somebody else than who decided")

    dove = caller.signs_in("dove")
    dove.opens("desk/cases/2", "an appeal by sam")
    dove.does("decide", "Your decision")
    dove.answers_at_once(2, "What happens")
    dove.answers_at_once(3, "Which guideline")
    dove.answers_at_once(7, "And they")
    dove.answers_into_text(1)
    dove.ends_text("This is how it will be read.")
    dove.does("send", "Done, and they are told.")
    dove.leaves()

    sam.opens("decisions", "Your post stands, closed")
    sam.goes_on("decided differently")
    sam.leaves()
    ash = harbour.write(members.by_handle, "ash")
    line = harbour.write(posts.get, ash, post)
    assert (line.note, line.text) == (posts.CLOSED, "You never listen, ash.")


def test_a_wrong_ban_shuts_an_open_visit_out_and_is_undone_whole(caller: Calls, harbour: Harbour) -> None:
    post = quarrel(harbour)
    sam = caller.signs_in("sam")
    sam.opens("boards/sleep", "A quarrel")

    wren = caller.signs_in("wren")
    wren.opens("desk/cases/1", "It is unkind, or goes after somebody")
    decides(wren, 6, 7)
    wren.leaves()

    said = sam.goes_on("A second person looks at this by")
    assert "crisis help, your safety plan, your data" in said
    sam.opens("help", "If your life is in danger now, call")
    sam.opens("decisions", "Your post was removed")
    sam.begins_text("appeal", "That was somebody else's words.")
    sam.sends("Somebody else than who decided")

    dove = caller.signs_in("dove")
    dove.opens("desk/cases/3", "an appeal by sam")
    dove.does("decide", "Your decision")
    dove.answers_into_text(3)
    dove.ends_text("This is how it will be read.")
    dove.does("send", "Done, and they are told.")
    dove.leaves()

    assert "All of it was undone. We are sorry." in sam.opens("decisions", "We are sorry.")
    sam.starts_thread("sleep", "Here again", "I am back.")
    sam.leaves()
    ash = harbour.write(members.by_handle, "ash")
    assert harbour.write(posts.get, ash, post).text == "You never listen, ash."
    assert harbour.write(cases.open_at, f"post/{post}") is None
