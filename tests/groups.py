"""Support groups for tests: one that nobody outside may read, with a word in it that is looked for afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bbs.community import (
    bookmarks,
    cases,
    drafts,
    following,
    group_joining,
    group_making,
    heard,
    later,
    members,
    posts,
    thanks,
)
from bbs.community.following import State
from bbs.community.group_making import Shape
from bbs.community.groups import GroupLine, Visibility, Way
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.house import House
from tests import houses

CANARY = "zqinside"
"""What stands in every word that was written inside."""
NAME = "zqunlisted"
"""What the unlisted group is called."""


def made(house: House, title: str = "Quiet water", *, facilitator: Person | None = None, **how: Any) -> GroupLine:
    """Make a group."""
    shape = Shape(title, how.pop("about", "For slow days."), **how)
    line = houses.write(house, group_making.make, shape, now=house.clock.now())
    if facilitator is not None:
        entrusted(house, line, facilitator)
    return line


def entrusted(house: House, line: GroupLine, person: Person) -> None:
    """Make somebody a facilitator."""
    houses.write(house, group_joining.come_in, line.id, person.id, house.clock.now(), facilitator_at=1)


def inside(house: House, line: GroupLine, person: Person) -> None:
    """Let somebody in."""
    houses.write(house, group_joining.come_in, line.id, person.id, house.clock.now())


@dataclass
class Closed:
    """A community with a members-only group and an unlisted one, in which somebody wrote, and people outside."""

    house: House
    group: GroupLine
    unlisted: GroupLine
    first: PostLine
    answer: PostLine
    people: dict[str, Person | None] = field(default_factory=dict)

    @property
    def outside(self) -> dict[str, Person | None]:
        """Everybody who is not in the group."""
        return {name: person for name, person in self.people.items() if name not in ("ash", "lou")}


def closed(house: House) -> Closed:
    """Make it: ash and lou are inside, kit was, and left with all that anybody can have kept of it."""
    now, vault = house.clock.now(), house.vault
    assert vault is not None
    ash, lou, kit = (houses.member(house, name) for name in ("ash", "lou", "kit"))
    group = made(house, way=Way.ASK, visibility=Visibility.MEMBERS)
    unlisted = made(house, NAME, about=f"{NAME} about", way=Way.INVITATION, visibility=Visibility.UNLISTED)
    for person in (ash, lou, kit):
        for line in (group, unlisted):
            inside(house, line, person)

    def write(rule: Any, *args: Any, **how: Any) -> Any:
        return houses.write(house, rule, *args, **how)

    slug = group.slug
    first = write(posts.start, ash, slug, f"{CANARY} title", f"{CANARY} text", now=now, note=f"{CANARY} note")
    own = write(posts.reply, kit, first.thread, "I wrote this, and left.", now=now, reply_to=first.id)
    answer = write(posts.reply, lou, first.thread, f"{CANARY} answers", now=now, reply_to=own.id, nameless=vault)
    write(bookmarks.keep, vault, kit, first.id, "mine", now=now)
    write(thanks.thank, vault, kit, first.id, "thank you", now=now)
    write(thanks.thank, vault, ash, own.id, f"{CANARY} thanks", now=now)
    write(heard.tell, ash, own.id, heard.How.NAMED, now=now)
    write(following.choose, kit, following.Kind.THREAD, str(first.thread), State.FOLLOWED, now=now)
    write(following.choose, kit, following.Kind.BOARD, slug, State.FOLLOWED, now=now)
    place = f"threads/{first.thread}/reply/{first.id}"
    write(drafts.keep, vault, kit.id, place, "begun", now=now)
    how = {"place": f"{place}0", "reply_to": first.id, "once": "once", "now": now}
    write(later.put_off, vault, kit, first.thread, "later", **how)
    for line in (group, unlisted):
        write(group_joining.leave, kit, line.slug)
    for target in (f"post/{first.id}", f"thread/{first.thread}", f"group/{slug}"):
        write(cases.gather, vault, target, reason="harm", by=None, now=now)
    people: dict[str, Person | None] = {"ash": ash, "lou": lou, "guest": None, "who left": kit}
    people["a member"] = houses.member(house, "sam")
    people["a moderator"] = houses.member(house, "wren", role=Role.MODERATOR)
    people["an operator"] = houses.member(house, "olive", role=Role.OPERATOR)
    people["who waits"] = write(members.add, "una", now=now, waiting=True, guidelines=1)
    return Closed(house, group, unlisted, first, answer, people)
