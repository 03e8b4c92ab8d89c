"""Boards that end: put away with all that was written there, and brought back; removed where nothing was written."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bbs.arrival import Terminal
from bbs.community import board_making, boards, posts, reports
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.errors import NotFound, Refusal
from bbs.house import House
from screens.pages.going import meant
from tests import houses

WIDE = Terminal(kind="xterm", columns=300)


def starts(house: House, by: Person, text: str = "A zebra.", **how: Any) -> PostLine:
    return houses.write(house, posts.start, by, "sleep", "Rain", text, now=house.clock.now(), **how)


def said(house: House, typed: list[str], person: Person | None) -> str:
    return houses.visit(house, [*typed, "bye"], person, terminal=WIDE)


def address(line: PostLine) -> str:
    return f"boards/sleep/{line.thread}"


def test_a_board_is_put_away_with_all_that_was_written_and_brought_back(
    house: House, sam: Person, lou: Person, wren: Person, olive: Person
) -> None:
    post = starts(house, sam)
    assert "Rain" in said(house, ["go unanswered"], lou)
    said(house, [f"go {address(post)}", "reply", "Half of an", "bye!"], lou)
    place = "go office/boards/sleep"
    heard = " ".join(
        said(house, [place, "put-away", "yes", "put-away", "further-up", "go office/boards"], olive).split()
    )
    assert "It is put away." in heard
    assert heard.count("It is put away.") == 1
    assert "nobody writes there. What was written is read." in heard
    assert "Sleep and nights, put away." in heard
    for person in (sam, lou, None):
        assert "Sleep and nights" not in said(house, ["boards", "go sleep"], person)
    assert "Rain" not in said(house, ["go unanswered"], lou), "nobody can answer it there"
    away = "This board was put away: what stands there is read, and nobody writes there any more."
    for at in (address(post), "boards/sleep", "search/zebra"):
        assert "Rain" in said(house, [f"go {at}"], lou), at
    heard = " ".join(said(house, ["go boards/sleep", "?", "post"], lou).split())
    assert away in heard
    assert "start a thread" not in heard
    heard = " ".join(said(house, [f"go {address(post)}", "?", "reply"], lou).split())
    assert away in heard
    assert "r or reply" not in heard
    heard = " ".join(said(house, ["go new", "reply"], wren).split())
    assert "A zebra." in heard, "what is new is met still"
    assert away in heard, "before anything is typed"
    assert "Half of an" in said(house, ["go drafts", "1"], lou)
    for recent in ("office/boards/sleep", address(post)):
        caller = houses.session(house, olive)
        caller.recent.note(recent, "Sleep and nights")
        assert asyncio.run(meant(caller, "boards/sleep")) == "boards/sleep", "though it is in no list"
        assert asyncio.run(meant(caller, recent[:-1])) == recent, "a part of an address does"
    with pytest.raises(Refusal, match="put away"):
        houses.write(house, posts.reply, lou, post.thread, "Me too.", now=house.clock.now())
    with pytest.raises(Refusal, match="put away"):
        starts(house, lou)
    heard = said(house, [f"go {address(post)}", "edit", "And more.", ".", "yes"], sam)
    assert "And more." in said(house, [f"go {address(post)}"], lou), "one's own words stay one's own"
    heard = " ".join(said(house, ["go office/boards", "new", "sleep and nights", "back"], olive).split())
    assert "called that already, and was put away. Bring that one back" in heard
    assert "where it stood" in " ".join(said(house, [place, "bring-back", "further-up"], olive).split())
    listed = [board.slug for board in houses.write(house, boards.readable, sam)]
    assert listed.index("sleep") == 0
    assert "Posted." in said(house, [f"go {address(post)}", "reply", "Me too.", ".", "post"], lou)
    told = " ".join(said(house, ["go office/log"], olive).split())
    assert 'Olive put the board "Sleep and nights" away' in told
    assert 'Olive brought the board "Sleep and nights" back' in told


def test_a_board_on_which_nothing_was_written_is_removed(house: House, sam: Person, lou: Person, olive: Person) -> None:
    starts(house, sam)
    said(house, ["go office/boards", "new", "Oops", "A mistake.", "yes"], olive)
    said(house, ["go boards/oops", "follow", "1", "post", "Begun", "Half of a", "bye!"], lou)
    how = {"now": house.clock.now()}
    houses.write(house, reports.report, house.vault, lou, "group/oops", reports.Reason.OTHER, **how)
    place = "go office/boards/oops"
    assert "remove" not in said(house, ["go office/boards/sleep", "?"], olive), "people wrote there"
    heard = " ".join(
        said(house, [place, "remove", "no", "remove", "yes", "go boards", "go boards/oops"], olive).split()
    )
    assert "Remove it for good, with its tags?" in heard
    assert "It is removed." in heard
    assert "Oops" not in heard.rpartition("It is removed.")[2]
    assert "Half of a" in said(house, ["go drafts", "1"], lou)
    assert 'Olive removed the board "Oops", on which nothing had been written' in said(house, ["go office/log"], olive)
    assert "About: a group or board." in said(house, ["go desk", "1", "take", "decide", "8", "bye!"], olive)
    assert "Something that is not there any more." in said(house, ["go reports", "1"], lou)
    with pytest.raises(Refusal, match="People wrote there"):
        houses.write(house, board_making.remove, house.vault, olive, "sleep", now=1)
    for act in (board_making.remove, board_making.put_away, board_making.bring_back):
        for slug in ("grief-group", "oops"):
            with pytest.raises(NotFound):
                houses.write(house, act, house.vault, olive, slug, now=1)
        with pytest.raises(NotFound):
            houses.write(house, act, house.vault, sam, "sleep", now=1)
