"""One row of the screen as cells: what stands in each column, and how it looks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from bbs.safe_text import cells, graphemes, last_gate
from screens.fullscreen.look import Look, blank_of

Run = tuple[str, Look]
Row = tuple[Run, ...]

# What every terminal draws in one cell, and in two. Emoji are those of Unicode 9, the first to make them wide; the rest
# (newer emoji, marks, right-to-left and Indic letters, sequences of several characters) is only believed to be so wide.
_NARROW: Final = (
    r"\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f\u0531-\u0556\u0561-\u0587"
    r"\u10d0-\u10ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2138\u213a-\u214f\u2190-\u2193\u2200-\u22ff"
    r"\u2500-\u25a9\u25ac-\u25b5\u25b7-\u25bf\u25c1-\u25fa\u2713\u2717\u2800-\u28ff\ufffd"
)
_WIDE: Final = (
    r"\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u3105-\u312f\u3131-\u3163\u3165-\u318e\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    r"\uff01-\uff60\uffe0-\uffe6\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u2614\u2615\u26a1\u2705\u2728\u274c\u2753-\u2755\u2757"
    r"\U0001f300-\U0001f320\U0001f32d-\U0001f335\U0001f337-\U0001f37c\U0001f37e-\U0001f393\U0001f3a0-\U0001f3ca"
    r"\U0001f3e0-\U0001f3f0\U0001f400-\U0001f43e\U0001f442-\U0001f4fc\U0001f500-\U0001f53d\U0001f5fb-\U0001f64f"
    r"\U0001f680-\U0001f6c5"
)
_ALL_NARROW: Final = re.compile(f"[{_NARROW}]*")
_ALL_SURE: Final = re.compile(f"[{_NARROW}{_WIDE}]*")
_ONE_SURE: Final = re.compile(f"[{_NARROW}{_WIDE}]|[A-Za-z\xc0-\u024f][\u0300-\u036f]")
_MAYBE_WIDE: Final = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")
_BREAKS: Final = str.maketrans("\t\n", "  ")
_EMOJI_SELECTOR: Final = "\ufe0f"
_CLOSE: Final = 2  # unsure graphemes with no more cells than that between them are one stretch: each costs a move


class Cells:
    """A row, one entry a column. The second cell of a wide grapheme is an empty text.

    `stretches` are the columns from-to whose width terminals disagree about. `first` is the first cell that is not
    blank, `end` the one after the last that is not blank in the ground's look.
    """

    __slots__ = ("end", "first", "looks", "stretches", "texts")

    def __init__(
        self, texts: list[str], looks: list[Look], stretches: tuple[tuple[int, int], ...], ground: Look
    ) -> None:
        self.texts = texts
        self.looks = looks
        self.stretches = stretches
        end = len(texts)
        while end and texts[end - 1] == " " and looks[end - 1] == ground:
            end -= 1
        first = 0
        while first < end and texts[first] == " ":
            first += 1
        self.end = end
        self.first = first


class Loom(NamedTuple):
    """Makes cells of rows, for one window: so many columns, a ground, and the characters its caller can be sent."""

    columns: int
    ground: Look  # the look of a blank cell
    encodable: Callable[[str], bool] | None

    def cells(self, row: Row) -> Cells:
        """Return the cells of a row, cut or filled to the window's width."""
        texts: list[str] = []
        looks: list[Look] = []
        unsure: list[_Unsure] = []
        for text, look in row:
            if len(texts) >= self.columns:
                break
            blank = blank_of(look)
            start = len(texts)
            if text.isascii() and text.isprintable():
                texts.extend(text)
            else:
                self._extend(texts, text, unsure)
            looks.extend([blank if char == " " else look for char in texts[start:]])
        self._cut(texts, looks, unsure)
        missing = self.columns - len(texts)
        texts.extend(" " * missing)
        looks.extend([self.ground] * missing)
        stretches = tuple(_stretches(unsure)) if unsure else ()
        return Cells(texts, looks, stretches, self.ground)

    def _extend(self, texts: list[str], text: str, unsure: list[_Unsure]) -> None:
        """Add the graphemes of a text that is more than plain ASCII."""
        sure = _ALL_SURE.fullmatch(text)
        if not sure:
            text = last_gate(text.translate(_BREAKS))
        elif self.encodable is None and _ALL_NARROW.fullmatch(text):
            texts.extend(text)
            return
        for grapheme in text if sure else graphemes(text):
            width = cells(grapheme)
            if not width:
                continue  # a mark with nothing to sit on would sit on its neighbour
            if self.encodable and not grapheme.isascii() and not self.encodable(grapheme):
                texts.extend("?".ljust(width))
                continue
            if not _ONE_SURE.fullmatch(grapheme):
                unsure.append(_Unsure(len(texts), len(texts) + width, max(0, _widest(grapheme) - width)))
            texts.extend((grapheme, *[""] * (width - 1)))

    def _cut(self, texts: list[str], looks: list[Look], unsure: list[_Unsure]) -> None:
        """Cut what is past the window's last column. A wide grapheme that would be cut in two goes as a whole."""
        columns = self.columns
        if len(texts) > columns and not texts[columns]:
            lead = columns
            while not texts[lead]:
                lead -= 1
            texts[lead:columns] = " " * (columns - lead)
            looks[lead:columns] = [blank_of(looks[lead])] * (columns - lead)
        del texts[columns:], looks[columns:]
        unsure[:] = [one for one in unsure if one.end <= columns]
        # Terminals that do not know a sequence draw its characters one by one: that must not run into the next row.
        for stretch in _grouped(unsure):
            while stretch and stretch[-1].end + sum(one.extra for one in stretch) > columns:
                start, end, _ = gone = stretch.pop()
                unsure.remove(gone)
                texts[start:end] = " " * (end - start)
                looks[start:end] = [blank_of(looks[start])] * (end - start)


class _Unsure(NamedTuple):
    start: int
    end: int
    extra: int  # cells that some terminal may need beyond those


def _grouped(unsure: list[_Unsure]) -> list[list[_Unsure]]:
    groups: list[list[_Unsure]] = []
    for one in unsure:
        if groups and one.start - groups[-1][-1].end <= _CLOSE:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _stretches(unsure: list[_Unsure]) -> Iterator[tuple[int, int]]:
    for group in _grouped(unsure):
        yield group[0].start, group[-1].end


def most_cells(text: str) -> int:
    """Return the most cells that a terminal may give to a text: in a window of so many, nothing of it is cut."""
    if _ALL_SURE.fullmatch(text):
        return cells(text)
    return sum(max(cells(one), 0 if _ONE_SURE.fullmatch(one) else _widest(one)) for one in graphemes(text))


def _widest(grapheme: str) -> int:
    """Return the most cells that a terminal may give to a grapheme: one that draws each of its characters alone."""
    return max(2 if _EMOJI_SELECTOR in grapheme else 1, sum(map(_widest_alone, grapheme)))


def _widest_alone(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if _MAYBE_WIDE.match(char) else max(1, cells(char))
