"""Taking in what comes from another community, all of it or nothing.

Who wrote it becomes a member without any way in: until one of the staff vouches for them, nobody signs in as them.
Their words pass the same gate as all words here. What crisis language is heard for is what is written now, so nothing
that comes is noticed, and nothing is new to those who were here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from peewee import Value, fn

from bbs.community import group_making, handles, leaving, noticed
from bbs.community.group_making import Shape
from bbs.community.groups import Visibility, Way
from bbs.community.moving import Moved, MovedPerson, MovedPlace, MovedPost, MovedThread
from bbs.community.nameless import COLOURS
from bbs.community.tags import MOST, tag_of
from bbs.community.wishes import Wish
from bbs.config import Writing
from bbs.errors import Refusal
from bbs.language import N_
from bbs.safe_text import safe_line, safe_text
from store import post_rows, search
from store.tables import Board, BoardTag, Member, Post, ReadMark, TendedThread, Thread, ThreadTag
from store.tables.board import INSIDE
from store.vault import Vault

LONGEST: Final = 200_000
"""Characters of a post that the database takes; what is longer becomes several."""
UNTITLED: Final = "(without a title)"
_NAMELESS: Final = re.compile(r"([a-z]+)( \d{1,3})?")


@dataclass(frozen=True)
class TakenIn:
    """What came: how much of each, and what handles became that were not free here or are none."""

    places: int
    people: int
    threads: int
    posts: int
    renamed: dict[str, str]


def is_empty() -> bool:
    """Say whether nobody has written here yet; what a place begins with is not written by anybody."""
    return not Post.select().where(~Post.by_house).exists()


def take_in(vault: Vault, moved: Moved, *, now: int, writing: Writing, into: bool = False) -> TakenIn:
    """Take in what moves. Call it in a transaction. Raises Refusal where somebody wrote already, unless `into`."""
    if not into and not is_empty():
        raise Refusal(
            N_("People have written in this place already. To add to what is there, say --into. Nothing was changed.")
        )
    pending = noticed.unheard()
    taking = _Taking(vault, now, writing)
    for place in moved.places:
        taking.place(place)
    for person in moved.people:
        taking.person(person)
    for thread in moved.threads:
        taking.thread(thread)
    for post in moved.posts:
        taking.post(post)
    taking.end()
    noticed.pass_over(pending)
    return taking.taken()


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "\u2026"


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts that each fit into a post."""
    while len(text) > LONGEST:
        at = text.rfind("\n", LONGEST // 2, LONGEST)
        at = LONGEST if at < 0 else at
        yield text[:at]
        text = text[at:].lstrip("\n")
    yield text


class _Taking:
    """Taking in, from the first place to the last post: what became of which name."""

    def __init__(self, vault: Vault, now: int, writing: Writing) -> None:
        self._counts: Counter[str] = Counter()
        self._renamed: dict[str, str] = {}
        self._vault, self._now, self._writing = vault, now, writing
        self._boards: dict[str, int] = {}
        self._members: dict[str, int] = {}
        self._threads: dict[str, int] = {}
        self._begun: dict[int, int] = {}
        self._posts: dict[str, int] = {}
        self._numbers: dict[int, int] = {}
        self._newest: dict[int, int] = {}
        self._last_here = Member.select(fn.MAX(Member.id)).scalar() or 0

    def place(self, place: MovedPlace) -> None:
        """Have a board or group; one of that name is taken for the same if it is of the same kind."""
        slug = re.sub(r"[^a-z0-9]+", "-", place.slug.lower()).strip("-")[:40] or "imported"
        is_inside = place.joining != "" and place.visibility != Visibility.LISTED
        for turn in count(1):
            name = slug if turn == 1 else f"{slug}-{turn}"
            row = Board.get_or_none(Board.slug == name)
            if row is None or (
                (row.group_for != "") == (place.joining != "") and (row.group_for == INSIDE) is is_inside
            ):
                break
        if row is None:
            self._make(place, name)
            self._counts["places"] += 1
        self._boards[place.slug] = board = Board.get(Board.slug == name).id
        for word in place.tags:
            self._tag(board, word)

    def taken(self) -> TakenIn:
        """Return how much came so far."""
        counts = {kind: self._counts[kind] for kind in ("places", "people", "threads", "posts")}
        return TakenIn(**counts, renamed=dict(self._renamed))

    def _make(self, place: MovedPlace, slug: str) -> None:
        title, about = _cut(safe_line(place.title), group_making.TITLE) or slug, safe_line(place.about)
        if place.joining:
            way, seen = Way(place.joining), Visibility(place.visibility)
            guidelines = _cut(safe_text(place.guidelines), group_making.GUIDELINES)
            shape = Shape(title, _cut(about, group_making.ABOUT) or title, guidelines, way, seen)
            made = group_making.make(shape, now=self._now, slug=slug)
            if place.closed:
                group_making.shut(made.id, now=self._now)
            Board.update(nameless=place.nameless).where(Board.id == made.id).execute()
            return
        last = Board.select(fn.COALESCE(fn.MAX(Board.position), -1)).scalar()
        Board.create(
            slug=slug, title=title, about=_cut(about, group_making.ABOUT), guests_read=place.guests_read,
            nameless=place.nameless, position=last + 1, put_away_at=self._now if place.closed else None,
        )  # fmt: skip

    def _tag(self, board: int, typed: str) -> int | None:
        """Return a tag of a board, made where it has room for it."""
        word = tag_of(typed)
        known = BoardTag.select().where(BoardTag.board == board)
        row = known.where(BoardTag.word == word).first()
        if row is None and word and (tags := known.count()) < MOST:
            row = BoardTag.create(board=board, word=word, position=tags)
        return row.id if row else None

    def person(self, person: MovedPerson) -> None:
        """Have a member of that name who has no way in: of another where it is taken, or can be nobody's here."""
        handle = self._free(person.handle)
        row = Member.create(
            handle=handle, skeleton=handles.skeleton(handle), joined_at=min(person.joined_at, self._now)
        )
        self._members[person.handle] = row.id
        self._counts["people"] += 1
        if handle != person.handle:
            self._renamed[person.handle] = handle

    def _free(self, wished: str) -> str:
        base = re.sub(r"[^a-z0-9_-]+", "-", safe_line(wished).lower()).strip("-_")[: handles.LONGEST].strip("-_")
        if not handles.HANDLE.fullmatch(base) or handles.is_kept(base):
            base = "writer"
        names = (base if n == 1 else f"{base[: handles.LONGEST - 6].rstrip('-_')}-{n}" for n in count(1))
        return next(name for name in names if not handles.is_kept(name) and not leaving.is_anybodys(self._vault, name))

    def thread(self, thread: MovedThread) -> None:
        """Have a thread; one that the house began with the same title is the same."""
        board = _known(self._boards, thread.place)
        title = _cut(safe_line(thread.title), self._writing.title_limit) or UNTITLED
        here = (Thread.board == board, Thread.title == title, Post.number == 1, Post.by_house)
        first = Post.select(Post.id, Post.thread).join(Thread).where(*here).first()
        if first is not None:
            self._threads[thread.id], self._begun[first.thread_id] = first.thread_id, first.id
            self._numbers[first.thread_id] = post_rows.last_number(first.thread_id)
            return
        wish = thread.wish if thread.wish in {one.value for one in Wish} else ""
        made = Thread.create(
            board=board, author=self._members.get(thread.author), title=title, note=self._note(thread.note), wish=wish,
            started_at=min(thread.started_at, self._now), nameless=_nameless(thread.nameless),
        )  # fmt: skip
        self._threads[thread.id] = made.id
        self._counts["threads"] += 1
        for tag in filter(None, {self._tag(board, word) for word in thread.tags}):
            ThreadTag.create(thread=made.id, tag=tag)
        if thread.pinned or thread.closed:
            at = self._now
            TendedThread.create(
                thread=made.id, pinned_at=at if thread.pinned else None, closed_at=at if thread.closed else None
            )

    def _note(self, note: str) -> str:
        parts = (safe_line(part).lower() for part in note.split(","))
        return _cut(", ".join(dict.fromkeys(filter(None, parts))), self._writing.note_limit)

    def post(self, post: MovedPost) -> None:
        """Have a post, with the words it says; without words there is nothing but its place."""
        thread = _known(self._threads, post.thread)
        first = self._begun.get(thread)
        text = "" if post.removed else safe_text(post.text)
        if post.by_house and first is not None and Post.get_by_id(first).text == text:
            self._posts[post.id] = first
            return
        for part in _parts(text):
            self._posts[post.id] = self._add(thread, post, part)
        self._counts["posts"] += 1

    def _add(self, thread: int, post: MovedPost, text: str) -> int:
        self._numbers[thread] = number = self._numbers.get(thread, 0) + 1
        stands = bool(text.strip())
        how: dict[str, Any] = {"author": self._members.get(post.author), "nameless": _nameless(post.nameless)}
        if stands:
            how |= {"note": self._note(post.note), "edited_at": post.edited_at, "remark": safe_text(post.remark)}
        row = Post.create(
            thread=thread, number=number, text=text, posted_at=min(post.posted_at, self._now), by_house=post.by_house,
            reply_to=self._posts.get(post.reply_to), removed_at=None if stands else self._now,
            closed_at=self._now if post.closed else None, **how,
        )  # fmt: skip
        if stands:
            search.add(row.id)
        self._newest[thread] = row.id
        return int(row.id)

    def end(self) -> None:
        """Let threads know their newest posts, and have nobody find thousands of old ones new.

        A thread to which nothing came is none.
        """
        for thread in set(self._threads.values()) - set(self._numbers):
            Thread.delete().where(Thread.id == thread).execute()
            self._counts["threads"] -= 1
        for thread, newest in self._newest.items():
            Thread.update(latest_post=newest).where(Thread.id == thread).execute()
            if thread not in self._begun:
                here = Member.select(Member.id, Value(thread), Value(newest)).where(Member.id <= self._last_here)
                ReadMark.insert_from(here, [ReadMark.member, ReadMark.thread, ReadMark.post]).execute()
        last = Post.select(fn.MAX(Post.id)).scalar() or 0
        for member in self._members.values():
            Member.update(floor_post=last).where(Member.id == member).execute()


def _known(names: dict[str, int], name: str) -> int:
    """Return what became of a place or thread that something belongs to. Raises Refusal where none came."""
    if name not in names:
        raise Refusal(N_("Something belongs to {name}, which is not there. Nothing was changed."), name=name)
    return names[name]


def _nameless(word: str) -> str:
    """Return the word for an author without a name as it is kept: a colour, or the first of them in its place."""
    found = _NAMELESS.fullmatch(word)
    return word if found and found[1] in COLOURS else COLOURS[0] if word else ""
