"""A thread of the small hours, as verbs read and answer it."""

from __future__ import annotations

from bbs.community import posts
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.house import House
from tests import houses

SAID = "Third night.\nI keep doing the maths."


def thread(house: House, writer: Person, title: str = "Four a.m. again", text: str = SAID, note: str = "") -> PostLine:
    return houses.write(house, posts.start, writer, "sleep", title, text, now=house.clock.now(), note=note)


def reply(house: House, writer: Person, first: PostLine, text: str, note: str = "") -> PostLine:
    return houses.write(house, posts.reply, writer, first.thread, text, now=house.clock.now(), note=note)
