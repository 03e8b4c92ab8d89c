"""An hour at the desk as a script of keys: each case from taking it to its outcome, and the keys that takes.

`python -m tests.bench.desk_hour` works it in the full screen, on a strict terminal, and prints the table of
docs/desk.md. Keys are those beside typing: the words of a note, of a part that is taken out, and of reasons that are
changed.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from bbs.arrival import Terminal
from bbs.community import appeals, cases, decisions, posts, reports
from bbs.community.decisions import Chosen, Outcome
from bbs.community.members import Person, Role
from bbs.community.post_acts import Act
from bbs.community.reports import Reason
from bbs.community.sanctions import Kind
from bbs.house import House
from bbs.session import Mode
from tests import houses
from tests.screens.fullscreen.visits import drawn

ENTER, SEND = "\r", "\x13"
NAMES: Final = {ENTER: "Enter", SEND: "Ctrl+S"}
MOST: Final = 12
"""Keys from taking a case to its outcome with a statement of reasons."""
SECONDS: Final = 60
"""Between two reports."""
READ: Final = "o"
TAKEN: Final = ("t", "It is yours now.")
WRITES: Final = "What they read, in your words."
PREVIEW: Final = "This is how it will be read."
AUTHORS: Final = ("ada", "ben", "cole", "dot", "eve", "finn", "gwen", "hal", "ida", "jon", "kit", "leo")
NEXT: Final = ""
"""Stands for whatever comes after a case: the next one, or the desk."""
SENDS: Final = ((SEND, PREVIEW), ("s", NEXT))

Step = tuple[str, str]
"""A key, or what is typed, and the words that stand on the screen after it; they tell it apart from what was there."""


@dataclass(frozen=True)
class Work:
    """One case of the hour: what comes of it, how it came to be, and what is done. `is_told` is a statement of reasons.

    What is `typed` is no key of the desk's.
    """

    name: str
    made: Callable[[Setting, Person, int], str]
    steps: tuple[Step, ...]
    is_told: bool = True
    typed: str = ""

    @property
    def keys(self) -> list[str]:
        """The keys that are pressed, beside what is typed."""
        return [key for key, _ in self.steps if key != self.typed]


class Setting:
    """A community with a desk, and somebody who reports."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.wren = houses.member(house, "wren", role=Role.MODERATOR)
        self.dove = houses.member(house, "dove", role=Role.MODERATOR)
        self.lou = houses.member(house, "lou")

    def run(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Do something now."""
        return houses.write(self.house, fn, *args, now=self.house.clock.now(), **kwargs)

    def reported(self, author: Person, n: int, reason: Reason = Reason.UNKIND) -> str:
        """Have somebody write a post, and somebody else report it; return what can be read of it at the desk."""
        words = f"Words number {n}, which somebody minds."
        post = self.run(posts.start, author, "sleep", f"A thread, {n}", words)
        self.run(reports.report, self.house.vault, self.lou, f"post/{post.id}", reason)
        return words

    def decided(self, author: Person, n: int, chosen: Chosen) -> None:
        """Have somebody else of the staff decide about a post."""
        self.reported(author, n)
        case = houses.write(self.house, lambda: cases.open_at(f"post/{_newest(author)}"))
        self.run(decisions.decide, self.house.vault, self.dove, case, 1, Outcome.AGREE, chosen)


def _newest(author: Person) -> int:
    from store.tables import Post

    return int(Post.select(Post.id).where(Post.author == author.id).order_by(Post.id.desc()).scalar())


def post(reason: Reason = Reason.UNKIND) -> Callable[[Setting, Person, int], str]:
    """Return what makes a case of a post that was reported."""
    return lambda setting, author, n: setting.reported(author, n, reason)


def appealed(setting: Setting, author: Person, n: int) -> str:
    """Make a case of an appeal against what somebody else decided."""
    setting.decided(author, n, Chosen(Act.HIDE, reasons="It went after somebody."))
    told = setting.run(_newest_decision)
    setting.run(appeals.appeal, setting.house.vault, author, told, f"Words number {n} were meant otherwise.")
    return f"Words number {n} were meant otherwise."


def banned(setting: Setting, author: Person, n: int) -> str:
    """Make a case of a ban that somebody else has to confirm."""
    setting.decided(author, n, Chosen(Act.REMOVE, Kind.BAN, 3, reasons="It sells things, again and again."))
    return "It sells things, again and again."


def _newest_decision(now: int) -> int:
    from store.tables import Decision

    return int(Decision.select(Decision.id).order_by(Decision.id.desc()).scalar())


def deciding(act: int, *further: Step) -> tuple[Step, ...]:
    """Return the keys of a decision: take, read, decide, what happens, the guideline that is suggested, and further."""
    begun = (TAKEN, (READ, "number"), ("d", "What happens"), (str(act), "Which guideline"), (ENTER, "And they"))
    return (*begun, *further, *SENDS)


NOTE, PART = "A doctor says otherwise: ask one.", "which somebody minds"
HOUR: Final = (
    Work("nothing wrong with it", post(), (TAKEN, (READ, "number"), ("l", NEXT)), is_told=False),
    Work("removed", post(Reason.SPAM), deciding(6, (ENTER, WRITES))),
    Work("it stands, with a warning", post(), deciding(1, ("2", WRITES))),
    Work("out of sight, and muted for three days", post(), deciding(4, ("5", "For how long"), ("2", WRITES))),
    Work(
        "a note beneath it",
        post(Reason.HEALTH),
        deciding(2, (ENTER, "Note beneath it"), (NOTE, NOTE), (ENTER, WRITES)),
        typed=NOTE,
    ),
    Work("somebody else, please", post(), ((READ, "number"), ("e", NEXT)), is_told=False),
    Work(
        "an appeal: it stands", appealed, (TAKEN, ("d", "Your decision"), ("1", WRITES), (SEND, PREVIEW), ("s", NEXT))
    ),
    Work(
        "an appeal: something less",
        appealed,
        (
            *(TAKEN, ("d", "Your decision"), ("2", "What happens"), ("3", "Which guideline"), (ENTER, "And they")),
            *((ENTER, WRITES), *SENDS),
        ),
    ),
    Work(
        "a part taken out",
        post(Reason.PRIVATE),
        deciding(5, (ENTER, "Words to take out"), (PART, PART), (ENTER, WRITES)),
        typed=PART,
    ),
    Work(
        "written to, with a way to help",
        post(Reason.HARM),
        (TAKEN, (READ, "number"), ("w", WRITES), (SEND, PREVIEW), ("s", NEXT)),
    ),
    Work(
        "it waits until tomorrow",
        post(),
        ((READ, "number"), ("z", "Until when"), ("2", "Until when"), (ENTER, NEXT)),
        is_told=False,
    ),
    Work("a ban, confirmed", banned, (TAKEN, ("d", "Your decision"), ("1", NEXT)), is_told=False),
)
"""Twelve cases, as they come in, each with its keys."""


def worked(folder: Path) -> House:
    """Work the hour on a strict terminal, in a home of its own; return the house as it is afterwards.

    Raises AssertionError where a key does not lead to what should come.
    """
    house = houses.build(folder / "home")
    setting = Setting(house)
    for n, work in enumerate(HOUR, 1):
        author = houses.member(house, AUTHORS[n - 1])
        work.made(setting, author, n)
        cast(houses.HeldClock, house.clock).move(SECONDS)
    asyncio.run(_work(setting))
    return house


async def _work(setting: Setting) -> None:
    session = houses.session(
        setting.house, setting.wren, terminal=Terminal(kind="xterm-256color", columns=80, rows=24, locale="en_GB.UTF-8")
    )
    session.wants = Mode.FULL
    async with drawn(session, "desk") as at:
        await at.reads("What waits")
        at.presses(ENTER)
        for n, work in enumerate(HOUR, 1):
            here = await _arrives(at)
            for key, words in work.steps:
                at.presses(key)
                if words == NEXT:
                    await at.until(lambda here=here: _address(at) != here, f"what comes after {work.name}")  # type: ignore[misc]
                else:
                    await at.reads(words)
            assert n <= len(HOUR)


async def _arrives(at: Any) -> str:
    await at.until(lambda: _address(at).startswith("desk/cases/") and at.shows(at.page.body), "a case")
    return _address(at)


def _address(at: Any) -> str:
    page = getattr(at.app.screen, "page", None)
    return page.address if page is not None else ""


def table() -> str:
    """Return what each case took."""
    rows = ["| what comes of it | keys | which |", "|---|---:|---|"]
    for work in HOUR:
        named = " ".join(NAMES.get(key, key) for key in work.keys)
        rows.append(f"| {work.name} | {len(work.keys)} | `{named}` |")
    return "\n".join(rows)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        houses.close(worked(Path(made)))
    print(table())  # noqa: T201 - it is what it is for
