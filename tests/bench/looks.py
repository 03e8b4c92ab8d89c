"""What is looked up of a big community: each page's questions to the store, as the page asks them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from peewee import fn

from bbs.community import (
    boards,
    desk_answers,
    drafts,
    facilitating,
    for_you,
    greeting,
    group_items,
    group_looks,
    group_proposals,
    groups,
    members,
    new_scan,
    posts,
    read_marks,
    reading,
    recovery,
    tags,
    tending,
    thanks,
    unanswered,
    unread,
    vouching,
    weekly,
)
from bbs.community.members import Person
from bbs.community.reading import POSTS_A_PAGE
from bbs.community.writing import HOUR
from screens.pages import drafts as drafts_page
from store.tables import Board, Post, Thread, database
from store.vault import Vault
from tests.bench.population import END, READERS, WRITER
from tests.bench.sentences import COMMON, NOWHERE, PHRASE, RARE
from tests.finding import finds

Look = Callable[[Random], object]


@dataclass
class Ground:
    """A community that is looked at: who looks, threads of a page or more, the longest. Fill it in a transaction."""

    vault: Vault
    people: dict[str, Person]
    writer: Person
    threads: Sequence[int]
    long: int
    length: int
    in_group: int

    @classmethod
    def of(cls, vault: Vault) -> Ground:
        """Find what the looks need."""
        count = "SELECT thread_id, MAX(number) FROM post GROUP BY thread_id ORDER BY 2 DESC LIMIT 1"
        long, length = database.execute_sql(count).fetchone()
        people = {name: members.by_id(n) for n, name in enumerate(READERS, 1)}
        in_group = Thread.select(fn.MAX(Thread.id)).join(Board).where(Board.slug == "group0").scalar()
        full = Post.select(Post.thread).where(Post.number == POSTS_A_PAGE)
        on_boards = Thread.select(Thread.id).join(Board).where(Board.group_for == "", Thread.id.in_(full))
        threads = [thread.id for thread in on_boards.order_by(Thread.id)]
        return cls(vault, people, members.by_id(WRITER), threads, long, length, in_group)


def _home(ground: Ground, person: Person) -> Look:
    def look(_chance: Random) -> None:
        vouching.to_tell(person.id, now=END)
        new_scan.overview(person)
        for_you.news(person, now=END)
        greeting.any_waiting(person, now=END)
        unanswered.people(person, now=END)
        drafts.places(person.id)
        recovery.left(person.id)
        groups.mine(person)
        group_proposals.unseen(person)
        group_items.count(person)

    return look


def _group(ground: Ground, person: Person) -> Look:
    """Return the page of the liveliest group, which somebody is in, with what its view asks."""
    slug = "group0"

    def look(_chance: Random) -> None:
        weekly.due(END)
        groups.get(person, slug)
        tending.pinned(person, slug, now=END)
        group_looks.of_group(ground.vault, person, slug)
        board = boards.get(person, slug)
        tags.of_board(board.id)
        boards.threads(person, board)

    return look


def _groups(ground: Ground) -> dict[str, Look]:
    current, never = ground.people["current"], ground.people["never"]
    return {
        "groups, up to date": lambda _c: groups.known(current),
        "groups, who read nothing since joining": lambda _c: groups.known(never),
        "a group, up to date": _group(ground, current),
        "a group, who read nothing since joining": _group(ground, never),
        "a thread of a group": _thread(current, ground.in_group, among=ground.threads),
        "a group, what waits there": lambda _c: group_items.waiting(ground.vault, current, "group0", now=END),
        "a group, looking after it": lambda _c: facilitating.first_posts(current, "group0", now=END),
    }


def _desk(ground: Ground) -> Look:
    staff = Person(ground.writer.id, ground.writer.handle, role=members.Role.MODERATOR)
    return lambda _chance: desk_answers.count_waiting(staff)


def _board(person: Person, *, before: bool = False) -> Look:
    def look(chance: Random) -> None:
        board = boards.get(person, f"board{chance.randint(1, 3)}")
        tags.of_board(board.id)
        newest = reading.newest(person, board.slug)
        boards.threads(person, board, before=int(newest * chance.uniform(0.6, 1)) if before else 0)

    return look


def _thread(
    person: Person, thread: int | None = None, *, first: Callable[[Random], int] | None = None, among: Sequence[int]
) -> Look:
    """Return the page of a thread, or of any among some."""

    def look(chance: Random) -> None:
        which = thread or chance.choice(among)
        stretch = reading.stretch(person, which, first=first(chance) if first else None)
        tags.of_board(boards.get(person, stretch.thread.board).id)

    return look


def _new(person: Person, after: tuple[int, int] = (0, 0)) -> Look:
    """Return a page of New: what is shown, what of it is new by then, and how much there is."""

    def look(_chance: Random) -> None:
        page = new_scan.next_posts(person, after=after)
        unread.new_of(person, [line.id for line in page])
        new_scan.count_new(person)

    return look


def _for_you(ground: Ground, person: Person) -> Look:
    return lambda _chance: for_you.happened(ground.vault, person, now=END)


def _rolled_back(act: Callable[[Random], object]) -> Look:
    def look(chance: Random) -> None:
        with database.atomic() as transaction:
            act(chance)
            transaction.rollback()

    return look


def reads(ground: Ground) -> dict[str, Look]:
    """Return every look that changes nothing."""
    current, away, never = (ground.people[name] for name in ("current", "away", "never"))
    said = {
        "current": "up to date",
        "away": "away for a month",
        "never": "who read nothing since joining",
        "picky": "who reads three boards",
        "leaver": "who left some threads",
    }
    looks: dict[str, Look] = {}
    for name, person in ground.people.items():
        looks[f"home, {said[name]}"] = _home(ground, person)
    looks["home, the desk's part"] = _desk(ground)
    looks["boards, up to date"] = lambda _c: boards.readable(current)
    looks["boards, who read nothing since joining"] = lambda _c: boards.readable(never)
    looks["a board, up to date"] = _board(current)
    looks["a board, who read nothing since joining"] = _board(never)
    looks["a board, older threads"] = _board(never, before=True)
    looks |= _threads(ground)
    looks |= _groups(ground)
    for name, person in ground.people.items():
        looks[f"new, {said[name]}"] = _new(person)
    page = new_scan.next_posts(never)
    looks["new, further on"] = _new(never, after=(page[-1].thread, page[-1].id) if page else (0, 0))
    looks["for you, up to date"] = _for_you(ground, current)
    looks["for you, who was answered and thanked most"] = _for_you(ground, ground.writer)
    looks["for you, who follows boards and writers"] = _for_you(ground, ground.people["picky"])
    looks["drafts"] = lambda _c: drafts_page._lines(away)
    looks["thanks"] = lambda _c: thanks.got(ground.vault, ground.writer)
    looks["search, a rare word"] = lambda _c: finds(current, RARE)
    looks["search, a word in half of all posts"] = lambda _c: finds(current, COMMON)
    looks["search, a phrase"] = lambda _c: finds(current, PHRASE)
    looks["search, a common word and a rare one"] = lambda _c: finds(current, f"{COMMON} {RARE}")
    looks["search, a common word on one board"] = lambda _c: finds(current, f"{COMMON} board:board3")
    looks["search, two common words that stand side by side nowhere"] = lambda _c: finds(current, NOWHERE)
    looks["search, a common word in titles"] = lambda _c: finds(current, f"{COMMON} in:title")
    return looks


def _threads(ground: Ground) -> dict[str, Look]:
    current, away, never = (ground.people[name] for name in ("current", "away", "never"))
    long, among = ground.long, ground.threads
    return {
        "a thread": _thread(current, among=among),
        "the longest thread, its first page": _thread(current, long, first=lambda _c: 1, among=among),
        "the longest thread, its middle": _thread(
            never, long, first=lambda c: c.randint(2, ground.length), among=among
        ),
        "the longest thread, where one left off": _thread(away, long, among=among),
        "the longest thread, its end": _thread(current, long, first=lambda _c: ground.length - 10, among=among),
    }


def writes(ground: Ground) -> dict[str, Look]:
    """Return every look that is part of a write; what it changes is taken back."""
    never, picky = ground.people["never"], ground.people["picky"]

    def seen(person: Person) -> Callable[[Random], object]:
        page = new_scan.next_posts(person)
        return lambda c: read_marks.mark_read(person, (line := c.choice(page)).thread, line.id)

    return {
        "a post read, who read nothing since joining": _rolled_back(seen(never)),
        "a post read, who reads three boards": _rolled_back(seen(picky)),
        "for you, seen": _rolled_back(lambda _c: for_you.looked(ground.writer, now=END)),
        "a reply": _rolled_back(
            lambda _c: posts.reply(ground.writer, ground.long, "I am awake too.", now=END + 2 * HOUR)
        ),
    }
