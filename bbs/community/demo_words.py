"""The fictional community of a demo: who is in it, and what they wrote. Never mixed into a real home."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from bbs.community.shipped_words import Folders, Table
from bbs.community.texts import flowing


@dataclass(frozen=True)
class DemoMember:
    """A fictional member. `role` is member, moderator or operator."""

    handle: str
    role: str


@dataclass(frozen=True)
class DemoPost:
    """A fictional post. `reply_to` counts the posts of its thread from 1; 0 is a reply to nobody."""

    author: str
    minutes_ago: int
    text: str
    note: str
    reply_to: int


@dataclass(frozen=True)
class DemoThread:
    """A fictional thread on the board with this slug, its posts oldest first; `note` covers the whole of it."""

    board: str
    title: str
    note: str
    posts: tuple[DemoPost, ...]


@dataclass(frozen=True)
class DemoGroup:
    """Who is in a support group of the demo: first those who look after it."""

    slug: str
    facilitators: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True)
class DemoReport:
    """A fictional report of a post, by its thread's title and its number there; `reason` is one of reports.Reason."""

    thread: str
    post: int
    by: str
    reason: str
    minutes_ago: int
    words: str


@dataclass(frozen=True)
class Demo:
    """The people and conversations of a demo, never mixed into a real home. Threads are in the order they began."""

    members: tuple[DemoMember, ...]
    groups: tuple[DemoGroup, ...]
    threads: tuple[DemoThread, ...]
    reports: tuple[DemoReport, ...]


def load(root: Traversable | None = None) -> Demo:
    """Return the fictional community. Raises ValueError for words that are missing or not as they should be."""
    table = Folders(root or files("bbs") / "text", "demo").table("threads.toml")
    members = tuple(DemoMember(m.text("handle"), m.text("role")) for m in table.tables("member"))
    handles = {m.handle for m in members}
    groups = tuple(_demo_group(group, handles) for group in table.tables("group"))
    threads = tuple(_demo_thread(thread, handles) for thread in table.tables("thread"))
    table.done()
    begun = tuple(sorted(threads, key=lambda thread: -thread.posts[0].minutes_ago))
    desk = Folders(root or files("bbs") / "text", "demo").table("desk.toml")
    reports = tuple(_demo_report(report, threads) for report in desk.tables("report"))
    desk.done()
    return Demo(members, groups, begun, reports)


def _demo_group(table: Table, handles: set[str]) -> DemoGroup:
    group = DemoGroup(table.text("slug"), table.texts("facilitators"), table.texts("members"))
    if not handles.issuperset({*group.facilitators, *group.members}):
        raise table.wrong("somebody in it is no member of the demo")
    return group


def _demo_thread(table: Table, handles: set[str]) -> DemoThread:
    posts: list[DemoPost] = []
    for post in table.tables("post"):
        author, minutes_ago = post.text("author"), post.take("minutes_ago", int)
        reply_to = post.take("reply_to", int, 0)
        if author not in handles:
            raise post.wrong(f"author {author!r} is no member of the demo")
        if minutes_ago < 0 or (posts and minutes_ago >= posts[-1].minutes_ago):
            raise post.wrong("minutes_ago must get smaller from post to post, and not below 0")
        if not 0 <= reply_to <= len(posts):
            raise post.wrong("reply_to must be the number of an earlier post")
        posts.append(DemoPost(author, minutes_ago, flowing(post.text("text")), post.text("note", ""), reply_to))
    if not posts:
        raise table.wrong("a thread needs a post")
    return DemoThread(table.text("board"), table.text("title"), table.text("note", ""), tuple(posts))


def _demo_report(table: Table, threads: tuple[DemoThread, ...]) -> DemoReport:
    title, post = table.text("thread"), table.take("post", int)
    if not any(thread.title == title and 1 <= post <= len(thread.posts) for thread in threads):
        raise table.wrong(f"there is no post {post} in {title!r}")
    minutes = table.take("minutes_ago", int)
    return DemoReport(title, post, table.text("by"), table.text("reason"), minutes, table.text("words"))
