"""One short visit in the full screen, and what each step of it sends on the channel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.caller import Caller, call
from tests.bench.corpus import LENGTHY, ONE, TEXT, Corpus
from tests.screens.fullscreen.terminals import Terminal

SIZE = COLUMNS, ROWS = 80, 24
HOME = b"New, 1 of "
"""What the status line says at home; a step is over when it says the words that are waited for."""
DOWN, UP, ENTER, ESCAPE = b"j", b"k", b"\r", b"\x1b"


@dataclass(frozen=True)
class Step:
    """What one step sent, in how many packets, and what the window showed before it and after it."""

    data: bytes
    packets: int
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def text(self) -> int:
        """The characters in view, blanks at the ends of a row left out and several between words taken for one."""
        return sum(len(" ".join(row.split())) for row in self.after)

    @property
    def new_row(self) -> int:
        """The characters of the lowest row above the three of the foot: the one that scrolling brings."""
        return len(self.after[ROWS - 4])


@dataclass(frozen=True)
class Visit:
    """The steps by their names, and how many bytes came in none of them."""

    steps: dict[str, Step]
    strays: int

    def __getitem__(self, name: str) -> Step:
        return self.steps[name]

    def goals(self) -> Iterator[tuple[str, str, float]]:
        """Return each step that has a budget, what it is, and the most bytes it may take (DESIGN.md, Budgets)."""
        yield "home", "sign-in to home", 2000
        yield "boards", "open a list: nine boards", 1.15 * self["boards"].text + 200
        yield "board", "open a list: twenty threads, all new", 1.15 * self["board"].text + 200
        yield "move", "move the selection by one", 80
        yield "move back", "move it back", 80
        yield "list", "move on in a list, with a new row", self["list"].new_row + 80
        yield "message", "open a message of 1,000 characters", 1.25 * len(TEXT) + 300
        yield "scroll", "scroll a message by one line", self["scroll"].new_row + 65
        yield "key", "one typed character", 12


class Walker:
    """Takes steps, and keeps what they sent and what was seen; not where our terminal is too strict for it."""

    def __init__(self, caller: Caller, *, looks: bool = True) -> None:
        self._caller = caller
        self._terminal = Terminal(*SIZE) if looks else None
        self.steps: dict[str, Step] = {}

    async def step(self, name: str, keys: bytes = b"", words: bytes = b"") -> None:
        """Press keys if there are any, and wait for words."""
        before = self._seen()
        data = await (self._caller.press(keys, words) if keys else self._caller.shown(words))
        if self._terminal:
            self._terminal.feed(data.decode())
        self.steps[name] = Step(data, self._caller.packets, before, self._seen())

    def _seen(self) -> tuple[str, ...]:
        return tuple(self._terminal.text()) if self._terminal else ()


async def visit(
    port: int,
    handle: str,
    corpus: Corpus,
    *,
    key: Path | None = None,
    passphrase: str | None = None,
    rest: float = 0,
    looks: bool = True,
) -> Visit:
    """Take the visit: home, the boards, a board, a message, a long one, a reply to it."""
    caller = await call(port, handle, key=key, passphrase=passphrase, size=SIZE, rest=rest)
    walker = Walker(caller, looks=looks)
    step = walker.step
    await step("home", words=HOME)
    await step("choose", b"2", b"Boards, 2 of ")
    await step("boards", ENTER, b", 1 of 9")
    await step("number", str(corpus.board).encode(), f", {corpus.board} of 9".encode())
    await step("board", ENTER, b", 1 of 20")
    await step("move", DOWN, b", 2 of 20")
    await step("move back", UP, b", 1 of 20")
    await step("choose the last in view", b"17", b", 17 of 20")
    await step("list", DOWN, b", 18 of 20")
    await step("top", str(ONE).encode(), b", 1 of 20")
    await step("message", ENTER, b"ash, 1 of 1")
    await step("back", ESCAPE, b", 1 of 20")
    await step("choose the long one", str(LENGTHY).encode(), b", 3 of 20")
    await step("long message", ENTER, b"ash, 1 of 1")
    await step("scroll", DOWN)
    await step("scroll back", UP)
    await step("reply", b"r", b"Your words")
    await step("first key", b"x")
    await step("key", b"y")
    await caller.leave()
    return Visit(walker.steps, caller.strays)
