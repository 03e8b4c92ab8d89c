"""A community of any size: members, boards, threads with a long tail, posts, what was read, thanks. Made of a seed.

The same size makes the same rows. They go in by bulk, past the rules that the rules' own tests are for, and in the
order of their time; words are drawn so that a few are everywhere and most are rare.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from store.database import Store
from store.vault import Place, Vault
from tests.bench.sentences import RARE, sentences

START: Final = 1_700_000_000
DAY: Final = 24 * 3600
DAYS: Final = 730
END: Final = START + DAYS * DAY
JOINED: Final = 0.1
"""When the members who are measured came, as a part of the time that the community has been there."""
AWAY: Final = 30 * DAY
LONG_THREAD: Final = 5000
POSTS_A_MEMBER: Final = 50
POSTS_A_THREAD: Final = 10
BOARDS: Final = 12
GROUPS: Final = 200
"""Support groups: half of them are read by their members alone, a tenth is known to those alone."""
IN_GROUPS: Final = 0.25
"""How many threads are begun in a group."""
GROUPS_OF: Final = {1: 10, 2: 3, 3: 5, 4: 2, 5: 30}
"""In how many of the first groups those are who are measured, by their ids; the first of them looks after three."""
GROUP_CASES: Final = 5
"""What waits to be looked at in the first group."""
OPEN: Final = 300
"""Threads that are written in at the same time."""
READ: Final = 20
"""Threads of which a member who is not measured has a mark."""
THANKED: Final = 0.02
FOLLOWED: Final = 10
"""Writers whom who reads three boards follows."""
REMOVED: Final = 0.01
LEFT: Final = 30
"""Threads that somebody who reads everything else went past."""

READERS: Final = ("current", "away", "never", "picky", "leaver")
"""Those whose looks are measured: up to date; away for a month; who never read anything since they joined; who reads
three boards and none of the others; who reads everything but a few threads, long ago and lately. Whoever was away
left the long thread halfway."""
WRITER: Final = len(READERS) + 1
"""The member who was thanked most."""

PICKED: Final = frozenset({2, 5, 9})
"""The boards of who reads three."""

MEMBER: Final = (
    "id",
    "handle",
    "skeleton",
    "role",
    "joined_at",
    "adult_at",
    "floor_post",
    "welcomed_at",
    "asked_at",
    "mode",
    "language",
    "zone",
    "country",
    "idle_minutes",
)
THREAD: Final = ("id", "board_id", "author_id", "title", "note", "started_at", "latest_post")
POST: Final = (
    "id",
    "thread_id",
    "author_id",
    "reply_to_id",
    "by_house",
    "text",
    "note",
    "posted_at",
    "removed_at",
    "removed_by_id",
    "number",
    "row",
    "removed_reason",
)
CASE: Final = ("id", "target", "about_id", "post_id", "board_id", "rank", "opened_at")
THANKS: Final = ("post_id", "by_id", "to_id", "row", "sealed", "thanked_at")


def into(table: str, *columns: str) -> str:
    """Return a statement that adds a row with these columns."""
    return f"INSERT INTO {table}({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


@dataclass
class Threads:
    """What is known of threads while posts are made: by their ids, less one."""

    board: list[int] = field(default_factory=list)
    author: list[int] = field(default_factory=list)
    began: list[int] = field(default_factory=list)
    latest: list[int] = field(default_factory=list)
    before_away: list[int] = field(default_factory=list)
    length: list[int] = field(default_factory=list)


class Population:
    """One community of `posts` posts, written into a new database at `path`."""

    def __init__(self, path: Path, posts: int, *, seed: int = 4) -> None:
        self.path, self.posts, self.chance = path, posts, Random(seed)
        self.members = max(posts // POSTS_A_MEMBER, WRITER + 14)
        self.long = min(LONG_THREAD, posts // 4)
        self.threads = Threads()
        self.authors: list[int] = []
        self.removed: list[int] = []
        self.halfway = (0, 0)

    def make(self, vault: Vault) -> None:
        """Write everything."""
        Store.begin(self.path)
        with closing(sqlite3.connect(self.path, isolation_level=None)) as db:
            for pragma in ("synchronous = 0", "journal_mode = OFF", "cache_size = -400000", "foreign_keys = 0"):
                db.execute(f"PRAGMA {pragma}")
            db.execute("BEGIN")
            db.executemany(into("member", *MEMBER), self._members())
            board = ("id", "slug", "title", "about", "position", "guests_read", "group_for", "nameless")
            db.executemany(into("board", *board), self._boards())
            group = ("board_id", "joining", "unlisted", "guidelines", "welcome", "weekly_title", "weekly_text")
            db.executemany(into("support_group", *group, "weekly_day", "weekly_at", "opened_at"), self._groups())
            inside = ("board_id", "member_id", "row", "joined_at", "listed_at", "facilitator_at")
            db.executemany(into("group_member", *inside), self._insiders())
            self._write_posts(db)
            db.executemany(into("thread", *THREAD), self._threads())
            db.executemany(into("read_mark", "member_id", "thread_id", "post"), self._marks())
            db.executemany(into("board_mark", "member_id", "board_id", "post"), self._board_marks())
            db.executemany(into("left_unread", "member_id", "thread_id"), self._left())
            follows = ("member_id", "board_id", "writer_id", "row", "followed_at")
            db.executemany(into("following", *follows), self._followed())
            db.executemany(into("thanks", *THANKS), self._thanks(vault))
            db.executemany(into("desk_case", *CASE), self._cases())
            reports = ("case_id", "by_software", "row", "sealed", "made_at")
            db.executemany(into("report", *reports), self._reports(vault))
            db.executemany(into("tended_thread", "thread_id", "pinned_at"), self._pinned())
            db.executemany(into("draft", "member_id", "place", "row", "sealed", "kept_at"), self._drafts(vault))
            db.execute("COMMIT")
            db.execute("PRAGMA journal_mode = WAL")

    def _name(self) -> str:
        return self.chance.randbytes(16).hex()

    def _members(self) -> Iterator[tuple[object, ...]]:
        for n in range(1, self.members + 1):
            handle = READERS[n - 1] if n <= len(READERS) else f"member{n}"
            joined = START + int(DAYS * DAY * n / self.members)
            floor = int(self.posts * JOINED) if n <= len(READERS) else int(self.posts * n / self.members) - 1
            yield n, handle, handle, "member", joined, joined, floor, joined, joined, "", "", "", "", 0

    def _boards(self) -> Iterator[tuple[object, ...]]:
        for n in range(1, BOARDS + 1):
            yield n, f"board{n}", f"Board {n}", "What is written here.", n, n <= 2, "", True
        for n in range(GROUPS):
            reads, place = "inside" if n % 2 else "everyone", BOARDS + 1 + n
            yield place, f"group{n}", f"Group {n}", "For slow days.", place, False, reads, True

    @staticmethod
    def _groups() -> Iterator[tuple[object, ...]]:
        """Return what makes boards groups: each has a thread of the week, begun lately."""
        for n in range(GROUPS):
            words = ("Slowly.", "Come in.", "This week", "How was it?")
            yield BOARDS + 1 + n, "open", n % 10 == 9, *words, 0, END, START

    def _insiders(self) -> Iterator[tuple[object, ...]]:
        """Return who is in which group: those who are measured, and of the others each in two, one to look after."""
        for member, groups in GROUPS_OF.items():
            for n in range(groups):
                yield BOARDS + 1 + n, member, self._name(), START, None, START if member == 1 and n < 3 else None
        for member in range(WRITER, self.members + 1):
            for n in sorted({member % GROUPS, member * 7 % GROUPS}):
                cares = START if WRITER + n == member else None
                yield BOARDS + 1 + n, member, self._name(), START, START, cares

    def _in_first_group(self) -> list[int]:
        """Return the first posts of the newest threads in the first group."""
        known = self.threads
        there = [known.began[n] for n, board in enumerate(known.board) if board == BOARDS + 1]
        return there[-GROUP_CASES:]

    def _cases(self) -> Iterator[tuple[object, ...]]:
        for n, post in enumerate(self._in_first_group(), 1):
            yield n, f"post/{post}", self.authors[post - 1], post, BOARDS + 1, 1, self._at(post) + 60

    def _reports(self, vault: Vault) -> Iterator[tuple[object, ...]]:
        for n, post in enumerate(self._in_first_group(), 1):
            row = self._name()
            said = '{"reason": "unkind", "rule": "", "words": ""}'
            yield n, True, row, vault.seal(Place("report", row, ""), said), self._at(post) + 60

    def _pinned(self) -> Iterator[tuple[object, ...]]:
        """Keep a thread at the top of each group that has any."""
        latest = {board: n for n, board in enumerate(self.threads.board) if board > BOARDS}
        yield from ((n + 1, END) for n in latest.values())

    def _at(self, post: int) -> int:
        return START + int(DAYS * DAY * post / self.posts)

    def _author(self, post: int) -> int:
        """Return a member who was there by then: few write much, most little, and who is measured nothing."""
        here = max(10, int(self.members * post / self.posts))
        return WRITER + int((min(here, self.members) - WRITER) * self.chance.random() ** 3)

    def _write_posts(self, db: sqlite3.Connection) -> None:
        """Make posts and the index over them, some thousands at a time."""
        rows: list[tuple[object, ...]] = []
        for row in self._posts():
            rows.append(row)
            if len(rows) == 5000 or row[0] == self.posts:
                db.executemany(into("post", *POST), rows)
                found = [(r[0], r[5], self._title(r[1]) if r[10] == 1 else "") for r in rows if r[8] is None]  # type: ignore[arg-type]
                db.executemany("INSERT INTO post_search(rowid, text, title) VALUES (?, ?, ?)", found)
                titles = [(post, title) for post, _, title in found if title]
                db.executemany("INSERT INTO post_search_titles(rowid, title) VALUES (?, ?)", titles)
                rows = []

    def _posts(self) -> Iterator[tuple[object, ...]]:
        chance, threads, said = self.chance, self.threads, sentences(Random(1))
        rate, long_begins = 1 / POSTS_A_THREAD, self.posts // 5
        long_rate, away = self.long / (self.posts - long_begins), int(self.posts * (1 - AWAY / (DAYS * DAY)))
        open_: list[int] = []
        last: dict[int, int] = {}
        long = 0
        for post in range(1, self.posts + 1):
            author = self._author(post)
            if not open_ or chance.random() < rate or (post == long_begins):
                thread = self._begin(author, post)
                long = thread if post == long_begins else long
                if post != long_begins:
                    open_[:] = [*open_, thread] if len(open_) < OPEN else open_
                    open_[chance.randrange(len(open_))] = thread
            elif long and threads.length[long - 1] < self.long and chance.random() < long_rate * 1.2:
                thread = long
            elif chance.random() < 0.005:
                thread = chance.randint(1, len(threads.board))
            else:
                thread = open_[int(len(open_) * chance.random() ** 1.5)]
            n = thread - 1
            threads.length[n] += 1
            if thread == long and threads.length[n] == self.long // 2:
                self.halfway = (n, post)
            threads.latest[n] = post
            if post <= away:
                threads.before_away[n] = post
            gone = chance.random() < REMOVED and threads.length[n] > 1
            if gone:
                self.removed.append(post)
            self.authors.append(author)
            text = "" if gone else " ".join(chance.choices(said, k=chance.choice((2, 3, 3, 4, 5, 8))))
            if not gone and post % max(1, self.posts // 7) == 0:
                text += f" The {RARE} flowers."
            reply_to = last.get(thread) if chance.random() < 0.6 else None
            last[thread] = post
            at = self._at(post)
            yield (
                post,
                thread,
                author,
                reply_to,
                0,
                text,
                "grief" if chance.random() < 0.03 and not gone else "",
                at,
                at + 60 if gone else None,
                author if gone else None,
                threads.length[n],
                self._name(),
                "",
            )

    def _begin(self, author: int, post: int) -> int:
        threads = self.threads
        in_group = post not in (1, self.posts // 5) and self.chance.random() < IN_GROUPS  # the long one is for all
        if in_group:
            threads.board.append(BOARDS + 1 + int(GROUPS * self.chance.random() ** 5))
        else:
            threads.board.append(1 + int(BOARDS * self.chance.random() ** 1.5))
        threads.author.append(author)
        threads.began.append(post)
        threads.latest.append(post)
        threads.before_away.append(0)
        threads.length.append(0)
        return len(threads.board)

    @staticmethod
    def _title(thread: int) -> str:
        return f"What the day was like {thread}"

    def _threads(self) -> Iterator[tuple[object, ...]]:
        known = self.threads
        for n, board in enumerate(known.board):
            note = "self-harm" if n % 10 == 9 else ""
            yield n + 1, board, known.author[n], self._title(n + 1), note, self._at(known.began[n]), known.latest[n]

    def _left_behind(self) -> set[int]:
        """Return threads that the leaver went past: their indexes, from all of their time here."""
        latest, board = self.threads.latest, self.threads.board
        after = [n for n in range(len(latest)) if latest[n] > self.posts * JOINED and self._reads(5, board[n])]
        return set(after[:: max(1, len(after) // LEFT)])

    @staticmethod
    def _reads(member: int, board: int) -> bool:
        """Say whether one of those who are measured reads what is written there: a board, or a group they are in."""
        return board <= BOARDS or board - BOARDS <= GROUPS_OF[member]

    def _marks(self) -> Iterator[tuple[object, ...]]:
        known, floor, left = self.threads, int(self.posts * JOINED), self._left_behind()
        known.before_away[self.halfway[0]] = self.halfway[1]
        for n, latest in enumerate(known.latest):
            if latest > floor:
                board = known.board[n]
                if self._reads(1, board):
                    yield 1, n + 1, latest
                if self._reads(2, board) and known.before_away[n] > floor:
                    yield 2, n + 1, known.before_away[n]
                if board in PICKED:
                    yield 4, n + 1, latest
                if self._reads(5, board) and n not in left:
                    yield 5, n + 1, latest
        for member in range(WRITER, self.members + 1):
            some = {self.chance.randrange(len(known.latest)) for _ in range(READ)}
            yield from ((member, n + 1, known.latest[n]) for n in sorted(some))

    def _board_marks(self) -> Iterator[tuple[object, ...]]:
        """Return what reading left of these members: see bbs/community/unread.py."""
        away = max(self.threads.before_away)
        for board in range(1, BOARDS + GROUPS + 1):
            for member, read in ((1, self.posts), (2, away), (5, self.posts)):
                if self._reads(member, board):
                    yield member, board, read
            if board in PICKED:
                yield 4, board, self.posts

    def _left(self) -> Iterator[tuple[object, ...]]:
        yield 2, self.halfway[0] + 1
        yield from ((5, n + 1) for n in sorted(self._left_behind()))

    def _followed(self) -> Iterator[tuple[object, ...]]:
        """Have who reads three boards follow these, and some writers."""
        yield from ((4, board, None, f"{board:032}", START) for board in sorted(PICKED))
        yield from ((4, None, WRITER + n, f"{100 + n:032}", START) for n in range(FOLLOWED))

    def _thanks(self, vault: Vault) -> Iterator[tuple[object, ...]]:
        for post in range(1, self.posts + 1):
            if self.chance.random() < THANKED and self.authors[post - 1] != self.members:
                yield self._thank(vault, post, self.members, self.authors[post - 1])
        theirs = [post for post, author in enumerate(self.authors, 1) if author == WRITER][:2000]
        gone = set(self.removed)
        for n, post in enumerate(theirs):
            if post not in gone:
                yield self._thank(vault, post, WRITER + 1 + n % 10, WRITER)

    def _thank(self, vault: Vault, post: int, by: int, to: int) -> tuple[object, ...]:
        row = self._name()
        sealed = vault.seal(Place("thanks", row, str(to)), "That helped.") if to == WRITER else b""
        return post, by, to, row, sealed, self._at(post) + 600

    def _drafts(self, vault: Vault) -> Iterator[tuple[object, ...]]:
        for n in range(10):
            row, post = self._name(), self.posts - n
            thread = next(i for i, latest in enumerate(self.threads.latest) if latest >= post) + 1
            place = f"threads/{thread}/reply/{post}"
            for member in range(1, len(READERS) + 1):
                sealed = vault.seal(Place("draft", row, str(member)), "I wanted to say")
                yield member, place, f"{row[:-2]}{member:02}", sealed, END
