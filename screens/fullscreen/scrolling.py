"""Rows that moved: how far, and what moves them in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from operator import ne
from typing import Final, NamedTuple

from screens.fullscreen.cells import Row
from screens.fullscreen.look import Look
from screens.fullscreen.pen import Pen

_FEWEST: Final = 3  # changed rows that make it worth looking
_SLACK: Final = 1  # rows on each side of those that moved which may have moved too, and changed: a marker left or came
_GUESSES: Final = 2  # distances that are tried
_TRIED: Final = 3  # moves that are drawn to see what they cost
_COMMON: Final = 3  # a row that stands in more places than that says nothing of where it went


class Shift(NamedTuple):
    """Rows `top` to `bottom` move up by so many rows (down, if fewer than none)."""

    top: int
    bottom: int
    up: int

    def rows(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Return what the window's rows are after the move."""
        band = rows[self.top : self.bottom + 1]
        new: tuple[Row, ...] = ((),) * abs(self.up)
        band = band[self.up :] + new if self.up > 0 else new + band[: self.up]
        return rows[: self.top] + band + rows[self.bottom + 1 :]

    def send(self, pen: Pen, ground: Look, height: int) -> None:
        """Move the rows, in a window of so many. New rows are in the ground's look."""
        pen.wear_blank(ground)
        ways = [pen.copy(), pen.copy()]
        self._by_margins(ways[0], height)
        self._by_lines(ways[1], height)
        pen.adopt(min(ways, key=Pen.cost))

    def _by_margins(self, pen: Pen, height: int) -> None:
        whole = (self.top, self.bottom) == (0, height - 1)
        if not whole:
            top = self.top + 1 if self.top else ""
            pen.send(f"\x1b[{top};{self.bottom + 1}r" if self.bottom < height - 1 else f"\x1b[{top}r")
            pen.column = pen.row = 0
        pen.move(0, self.bottom if self.up > 0 else self.top)
        pen.send("\n" * self.up if self.up > 0 else "\x1bM" * -self.up)
        if not whole:
            pen.send("\x1b[r")
            pen.column = pen.row = 0

    def _by_lines(self, pen: Pen, height: int) -> None:
        count = abs(self.up)
        number = str(count) if count > 1 else ""
        end = self.bottom + 1 - count
        if self.up > 0:
            pen.move(0, self.top)
            pen.send(f"\x1b[{number}M")
        if self.bottom < height - 1:
            pen.move(0, end)
            pen.send(f"\x1b[{number}{'L' if self.up > 0 else 'M'}")
        if self.up < 0:
            pen.move(0, self.top)
            pen.send(f"\x1b[{number}L")


def shifts(old: tuple[Row, ...], new: tuple[Row, ...], barriers: Set[int]) -> Iterator[Shift]:
    """Generate moves that may lead from the old rows to the new at less cost. None touches a row of `barriers`."""
    changed = [row for row in range(len(new)) if old[row] != new[row]]
    if len(changed) < _FEWEST:
        return
    places: dict[Row, list[int]] = {}
    for place, was in enumerate(old):
        if was:
            places.setdefault(was, []).append(place)
    votes: Counter[int] = Counter()
    for row in changed:
        found = places.get(new[row], ())
        if len(found) <= _COMMON:
            votes.update(place - row for place in found)
    best: list[tuple[int, Shift]] = []
    for up, _ in votes.most_common(_GUESSES):
        band = _longest(old, new, up, set(changed), barriers) if up else None
        for shift in _around(band, len(new), barriers) if band else ():
            wrong = sum(map(ne, shift.rows(old), new))
            best.append((wrong, shift))
    best.sort()
    yield from (shift for wrong, shift in best[:_TRIED] if wrong < len(changed))


def _longest(
    old: tuple[Row, ...], new: tuple[Row, ...], up: int, changed: set[int], barriers: Set[int]
) -> Shift | None:
    """Return the band whose move puts most of the changed rows right."""
    best, most = None, 0
    start, right = 0, 0
    for row in range(len(new) + 1):
        there = row + up
        if row < len(new) and 0 <= there < len(old) and new[row] == old[there] and not {row, there} & barriers:
            right += row in changed
            if right > most:
                best, most = Shift(min(start, start + up), max(row, there), up), right
        else:
            start, right = row + 1, 0
    return best


def _around(band: Shift, height: int, barriers: Set[int]) -> Iterator[Shift]:
    """Generate a band and slightly larger ones, as far as each is a move of most of its rows."""
    for above in range(_SLACK + 1):
        for below in range(_SLACK + 1):
            wider = Shift(band.top - above, band.bottom + below, band.up)
            fits = wider.top >= 0 and wider.bottom < height and 2 * abs(band.up) <= wider.bottom - wider.top + 1
            if fits and not any(wider.top <= row <= wider.bottom for row in barriers):
                yield wider
