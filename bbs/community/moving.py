"""What moves from one community to another: places, people by handle, threads and posts. Nothing private is among it.

Every format (bbs/moving) is read into these shapes and written from them; moving_out.py and moving_in.py are the two
ends of it in the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bbs.community.groups import Visibility, Way


@dataclass(frozen=True)
class MovedPlace:
    """A board, or a support group where `joining` says how one comes in ("open", "ask", "invitation").

    `visibility` is who reads a group: "listed", "members" (those inside alone), or "unlisted". A board that is
    `closed` was put away; in a group nobody writes any more.
    """

    slug: str
    title: str
    about: str = ""
    guests_read: bool = False
    nameless: bool = True
    tags: tuple[str, ...] = ()
    joining: str = ""
    visibility: str = ""
    guidelines: str = ""
    closed: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError for a group that is none."""
        if self.joining:
            Way(self.joining), Visibility(self.visibility)


@dataclass(frozen=True)
class MovedPerson:
    """Somebody who wrote under their name. Nothing else of them moves."""

    handle: str
    joined_at: int


@dataclass(frozen=True)
class MovedThread:
    """A thread. `id` is its name among those that move, `place` the slug of where it is."""

    id: str
    place: str
    title: str
    started_at: int
    author: str = ""
    nameless: str = ""
    note: str = ""
    wish: str = ""
    tags: tuple[str, ...] = ()
    pinned: bool = False
    closed: bool = False


@dataclass(frozen=True)
class MovedPost:
    """A post, as members read it.

    `author` is "" for one without a name (`nameless` has its word), of who left, or of the house. Of one that was
    removed the place in its thread stays. `closed` is shown to who opens it.
    """

    id: str
    thread: str
    posted_at: int
    text: str = ""
    author: str = ""
    nameless: str = ""
    by_house: bool = False
    note: str = ""
    edited_at: int | None = None
    reply_to: str = ""
    removed: bool = False
    closed: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Moved:
    """All that moves, in the order in which it was made. `posts` may be gone through more than once.

    `left_out` says in words what was there and does not come, with how much.
    """

    places: tuple[MovedPlace, ...]
    people: tuple[MovedPerson, ...]
    threads: tuple[MovedThread, ...]
    posts: Iterable[MovedPost]
    left_out: dict[str, int] = field(default_factory=dict)
