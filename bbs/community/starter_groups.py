"""The support groups that come with the package: what each says and begins with, and planting them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bbs.community import group_making
from bbs.community.group_making import Shape
from bbs.community.groups import Visibility, Way
from bbs.community.shipped_words import Table
from store import seed
from store.seed import SeedThread
from store.tables import Board, SupportGroup


@dataclass(frozen=True)
class Weekly:
    """What a group's thread of each week says, and on which day it is begun: 0 is Monday."""

    day: int
    title: str
    text: str


@dataclass(frozen=True)
class StarterGroup:
    """A group that a new community starts with."""

    slug: str
    shape: Shape
    welcome: str
    weekly: Weekly
    threads: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Listening:
    """A way to answer somebody that says that one heard them, and how it can sound."""

    way: str
    such: str


def all_of(table: Table, flowing: Callable[[str], str]) -> tuple[StarterGroup, ...]:
    """Return the groups of a table. Raises ValueError for words that are not as they should be."""
    found: dict[str, StarterGroup] = {}
    for group in table.tables("group"):
        slug = group.text("slug")
        if slug in found:
            raise group.wrong(f"slug {slug!r} is another group's")
        day = group.take("weekly_day", int)
        if not 0 <= day <= 6:
            raise group.wrong("weekly_day is 0 (Monday) to 6")
        try:
            shape = Shape(
                group.text("title"),
                group.text("about"),
                flowing(group.text("guidelines")),
                Way(group.text("way")),
                Visibility(group.text("visibility")),
            )
        except ValueError as error:
            raise group.wrong(str(error)) from error
        weekly = Weekly(day, group.text("weekly_title"), flowing(group.text("weekly_text")))
        welcome = flowing(group.text("welcome"))
        threads = tuple((t.text("title"), flowing(t.text("text"))) for t in group.tables("thread", []))
        found[slug] = StarterGroup(slug, shape, welcome, weekly, threads)
    table.done()
    return tuple(found.values())


def listening(table: Table) -> tuple[Listening, ...]:
    """Return the ways to answer. Raises ValueError for words that are not as they should be."""
    found = tuple(Listening(one.text("way"), one.text("such")) for one in table.tables("listening"))
    table.done()
    return found


def plant(groups: Iterable[StarterGroup], *, now: int) -> list[str]:
    """Make those of these groups whose addresses are free, and return their titles."""
    made = []
    for group in groups:
        if Board.select().where(Board.slug == group.slug).exists():
            continue
        line = group_making.make(group.shape, now=now, slug=group.slug)
        SupportGroup.update(
            welcome=group.welcome,
            weekly_day=group.weekly.day,
            weekly_title=group.weekly.title,
            weekly_text=group.weekly.text,
        ).where(SupportGroup.board == line.id).execute()
        for title, text in group.threads:
            seed.begin(line.id, SeedThread(title, text), now=now)
        made.append(line.title)
    return made
