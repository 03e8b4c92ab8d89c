"""What is looked up of a big community: each page's questions to the store, as the page asks them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from bbs.community import (
    boards,
    desk,
    drafts,
    for_you,
    greeting,
    members,
    posts,
    recovery,
    thanks,
    unanswered,
    vouching,
)
from bbs.community.members import Person
from bbs.community.writing import HOUR
from screens.pages import drafts as drafts_page
from store.tables import Thread, database
from store.vault import Vault
from tests.bench.population import COMMON, END, PHRASE, RARE, READERS, WRITER
from tests.finding import finds

Look = Callable[[Random], object]


@dataclass
class Ground:
    """A community that is looked at: who looks, and where the long thread is. Fill it in a transaction."""

    vault: Vault
    people: dict[str, Person]
    writer: Person
    threads: int
    long: int
    length: int

    @classmethod
    def of(cls, vault: Vault) -> Ground:
        """Find what the looks need."""
        count = "SELECT thread_id, MAX(number) FROM post GROUP BY thread_id ORDER BY 2 DESC LIMIT 1"
        long, length = database.execute_sql(count).fetchone()
        people = {name: members.by_id(n) for n, name in enumerate(READERS, 1)}
        return cls(vault, people, members.by_id(WRITER), Thread.select().count(), long, length)


def _home(ground: Ground, person: Person) -> Look:
    def look(_chance: Random) -> None:
        vouching.to_tell(person.id, now=END)
        posts.overview(person)
        for_you.news(person, now=END)
        greeting.any_waiting(person, now=END)
        unanswered.people(person, now=END)
        drafts.places(person.id)
        recovery.left(person.id)

    return look


def _desk(ground: Ground) -> Look:
    staff = Person(ground.writer.id, ground.writer.handle, role=members.Role.MODERATOR)
    return lambda _chance: desk.count_waiting(staff)


def _board(person: Person, *, before: bool = False) -> Look:
    def look(chance: Random) -> None:
        board = boards.get(person, f"board{chance.randint(1, 3)}")
        newest = posts.newest(person, board.slug)
        boards.threads(person, board, before=int(newest * chance.uniform(0.6, 1)) if before else 0)

    return look


def _further(person: Person) -> Look:
    """A page of New that is not the first."""
    page = posts.new_scan(person)

    def look(_chance: Random) -> None:
        posts.new_scan(person, after=(page[-1].thread, page[-1].id)) if page else posts.new_scan(person)

    return look


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
    looks["a thread"] = lambda c: posts.stretch(current, c.randint(1, ground.threads))
    looks["the longest thread, its first page"] = lambda _c: posts.stretch(current, ground.long, first=1)
    looks["the longest thread, its middle"] = lambda c: posts.stretch(
        never, ground.long, first=c.randint(2, ground.length)
    )
    looks["the longest thread, where one left off"] = lambda _c: posts.stretch(away, ground.long)
    looks["the longest thread, its end"] = lambda _c: posts.stretch(current, ground.long, first=ground.length - 10)
    for name, person in ground.people.items():
        looks[f"new, {said[name]}"] = lambda _c, person=person: posts.new_scan(person)  # type: ignore[misc]
    looks["new, further on"] = _further(never)
    looks["for you, who follows boards and writers"] = lambda _c: for_you.happened(
        ground.vault, ground.people["picky"], now=END
    )
    looks["drafts"] = lambda _c: drafts_page._lines(away)
    looks["thanks"] = lambda _c: thanks.got(ground.vault, ground.writer)
    looks["search, a rare word"] = lambda _c: finds(current, RARE)
    looks["search, a word in half of all posts"] = lambda _c: finds(current, COMMON)
    looks["search, a phrase"] = lambda _c: finds(current, PHRASE)
    return looks


def writes(ground: Ground) -> dict[str, Look]:
    """Return every look that is part of a write; what it changes is taken back."""
    never, picky = ground.people["never"], ground.people["picky"]

    def seen(person: Person) -> Callable[[Random], object]:
        page = posts.new_scan(person)
        return lambda c: posts.mark_read(person, (line := c.choice(page)).thread, line.id)

    return {
        "a post read, who read nothing since joining": _rolled_back(seen(never)),
        "a post read, who reads three boards": _rolled_back(seen(picky)),
        "a reply": _rolled_back(
            lambda _c: posts.reply(ground.writer, ground.long, "I am awake too.", now=END + 2 * HOUR)
        ),
    }
