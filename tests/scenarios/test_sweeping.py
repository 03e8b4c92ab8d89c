"""Spam from one account is taken away and put back, by a moderator in either mode."""

from __future__ import annotations

from bbs.community import members, posts
from bbs.community.members import Role
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_spam_is_taken_away_with_one_key_and_put_back_with_one(caller: Calls, harbour: Harbour) -> None:
    sam, lou = harbour.member("sam"), harbour.member("lou")
    harbour.write(members.set_role, harbour.member("wren").id, Role.MODERATOR)
    post = harbour.write(posts.start, sam, "sleep", "Pills", "Buy zebra pills.", now=harbour.clock.now())
    wren = caller.signs_in("wren")
    wren.opens("desk/sweep/sam", "1 post")
    wren.does("take-away", "Close these accounts")
    wren.agrees("1 account is closed")
    assert harbour.write(posts.get, lou, post.id).removed
    wren.does("undo", "Put back: 1 account")
    assert harbour.write(posts.get, lou, post.id).text == "Buy zebra pills."
    wren.leaves()
