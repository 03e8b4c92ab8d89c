"""What members write, read as the little Markdown that people use in letters: emphasis, lists, quotations, code, links.

Every line of a text stays a line, because in Markdown proper an answer typed below a quotation would become a part of
it. So lines are looked at here, and what is inside one by markdown-it, with all but emphasis, code and our own links
switched off. In doubt a text is what was typed: *shrug*, 2*3*4, snake_case. No word is lost, nothing is ever opened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import groupby
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, backtick
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

DEEPEST: Final = 5
"""Quotations within each other; further signs are shown as they were typed."""
MOST_SIGNS: Final = 1000
"""Signs of emphasis, code and links in one text; one with more is shown as it was typed, for everybody waits for it."""
ACT_WORDS: Final = 6
"""The most words of an act that somebody does in stars, such as *makes tea*; more of them are emphasis."""


class Stress(IntEnum):
    """How much weight words have."""

    NONE = 0
    SOME = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one weight. `is_code` words are what a program or a terminal is given."""

    words: str
    stress: Stress = Stress.NONE
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a text. `depth` is how many quotations it is within, `lead` the sign or number of an item of a list.

    What goes on below an item has its `indent` too and no lead. A code line is kept as it is, its blanks included.
    """

    spans: tuple[Span, ...]
    depth: int = 0
    indent: str = ""
    lead: str = ""
    is_code: bool = False

    @property
    def words(self) -> str:
        """What it says, without its lead."""
        return "".join(span.words for span in self.spans)


Spans = Callable[[str], tuple[Span, ...]]

_QUOTE: Final = re.compile(rf" {{0,3}}((?:> ?+){{1,{DEEPEST}}}+)(?:(?<= )|(?=$|>|[^\W\d_]|[\"'“‘«*`\[]))")
_ITEM: Final = re.compile(r"( *)([-*+•]|\d{1,3}[.)]) +(?=\S)")
_BULLETS: Final = "*+"
_HEADING: Final = re.compile(r"#{1,6} +(?=\S)")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)\s*")
_SIGN: Final = re.compile(r"[*_`]|\]\(")
_WORD: Final = re.compile(r"[^\W_]")
_STOP: Final = re.compile("[.!?\u2026\u3002\uff01\uff1f\u061f\u0964]")
_LINK: Final = re.compile(r"\[([^\[\]]+)\]\(([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)\)")
_ADDRESS: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|mailto:|tel:)\S+|(?:[\w-]+\.)+[a-z]{2,}(?:[/:?#]\S*)?", re.IGNORECASE
)
_BEFORE: Final = frozenset("([{\"'*_")
_AFTER: Final = frozenset(")]}\"'*_.,:;!?")
_SPACELESS: Final = "\u0e00"
"""From here on letters are mostly of scripts that put no blanks between words: Thai, Burmese, Chinese, Japanese."""


def passages(text: str) -> list[Passage]:
    """Read a text, in a time that is linear in its length."""
    spans = _spans if len(_SIGN.findall(text)) <= MOST_SIGNS else _as_typed
    lines = [_unquoted(line) for line in text.split("\n")]
    found: list[Passage] = []
    for depth, group in groupby(lines, key=lambda line: line[0]):
        found += (replace(passage, depth=depth) for passage in _lines([line for _, line in group], spans))
    return found


def _unquoted(line: str) -> tuple[int, str]:
    """Return how deep in quotations a line is, and the line without their signs. A face such as >.< is none."""
    sign = _QUOTE.match(line)
    return (sign[1].count(">"), line[sign.end() :]) if sign else (0, line)


def _lines(lines: Sequence[str], spans: Spans) -> Iterator[Passage]:
    """Read lines of one depth: blocks of code, then items, headings and prose."""
    ends = _fences(lines)
    at, below = 0, ""
    while at < len(lines):
        line = lines[at]
        if (end := ends.get(at)) is not None:
            fence = _FENCE.fullmatch(line)
            if fence and fence[2]:
                yield Passage((Span(fence[2]),))
            yield from (Passage((Span(code),), is_code=True) for code in lines[at + 1 : end])
            at, below = end + 1, ""
            continue
        passage = _line(line, (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]), below, spans)
        below = passage.indent + " " * (len(passage.lead) + 1) if passage.lead else below if passage.indent else ""
        yield passage
        at += 1


def _fences(lines: Sequence[str]) -> dict[int, int]:
    """Return where blocks of code begin and end. One that is never closed is none."""
    ends: dict[int, int] = {}
    unclosed: dict[str, int] = {}
    at = 0
    while at < len(lines):
        sign = fence[1] if (fence := _FENCE.fullmatch(lines[at])) else ""
        end = None
        if sign and len(sign) < unclosed.get(sign[0], len(sign) + 1):
            closes = re.compile(rf" {{0,3}}{sign}{sign[0]}*\s*")
            end = next((n for n in range(at + 1, len(lines)) if closes.fullmatch(lines[n])), None)
            if end is None:
                unclosed[sign[0]] = len(sign)
            else:
                ends[at] = end
        at = at + 1 if end is None else end + 1
    return ends


def _line(line: str, near: Sequence[str], below: str, spans: Spans) -> Passage:
    """Read one line. `near` are those beside it; `below` is where one begins that goes on with the item above it."""
    if heading := _HEADING.match(line):
        return Passage(tuple(replace(span, stress=Stress.STRONG) for span in spans(line[heading.end() :])))
    if item := _ITEM.match(line):
        indent, lead = item.groups()
        # A star that stands alone may be a footnote's: only among others it is surely the sign of an item.
        if lead in _BULLETS and any((other := _ITEM.match(one)) and other[2] == lead for one in near):
            lead = "-"
        return Passage(spans(line[item.end() :]), indent=indent[:8], lead=lead)
    words = line.lstrip(" ")
    if below and words and line.startswith("  "):
        return Passage(spans(words), indent=below)
    return Passage(spans(line))


# What is inside a line


def _as_typed(line: str) -> tuple[Span, ...]:
    return (Span(line),) if line else ()


def _spans(line: str) -> tuple[Span, ...]:
    if not _SIGN.search(line):
        return _as_typed(line)
    tokens: list[Token] = []
    _INLINE.inline.parse(line, _INLINE, {}, tokens)
    return tuple(_joined(_weighed(line, tokens)))


def _weighed(line: str, tokens: Sequence[Token]) -> Iterator[Span]:
    """Give the words of tokens with their weight; an act in stars keeps them."""
    literal = _acts(line, tokens)
    weights = [Stress.NONE]
    for n, token in enumerate(tokens):
        if n in literal:
            yield Span(token.markup, weights[-1])
        elif token.nesting > 0:
            weights.append(max(weights[-1], Stress.STRONG if token.type == "strong_open" else Stress.SOME))
        elif token.nesting < 0:
            weights.pop()
        elif token.content:
            yield Span(token.content, weights[-1], token.type == "code_inline")


def _acts(line: str, tokens: Sequence[Token]) -> set[int]:
    """Return which signs of emphasis are to be shown: those around a few words that stand outside of a sentence."""
    literal: set[int] = set()
    opened: list[tuple[int, int, bool]] = []  # the token, where its words begin, whether a sentence goes on before it
    at, in_sentence = 0, False
    for n, token in enumerate(tokens):
        typed = token.meta.get("typed", token.markup + token.content if token.nesting else token.content)
        if token.nesting < 0:
            first, began, was_in_sentence = opened.pop()
            is_short = (
                token.type == "em_close" and tokens[first + 1].nesting == 0 and line.count(" ", began, at) < ACT_WORDS
            )
            if is_short and not (was_in_sentence and line[at + len(typed) :].strip()):
                literal |= {first, n}
        at += len(typed)
        if token.nesting > 0:
            opened.append((n, at, in_sentence))
        last = [stop.end() for stop in _STOP.finditer(typed)]
        in_sentence = bool(_WORD.search(typed, last[-1] if last else 0)) or (in_sentence and not last)
    return literal


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Join what is alike."""
    for (stress, is_code), alike in groupby(spans, key=lambda span: (span.stress, span.is_code)):
        yield Span("".join(span.words for span in alike), stress, is_code)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Take stars and a lowered dash as markdown-it does, but only where they stand at the edge of a word."""
    sign = state.src[state.pos]
    if silent or sign not in "*_":
        return False
    scanned = state.scanDelims(state.pos, True)
    end = state.pos + scanned.length
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    if unicodedata.category(after)[0] == "M":  # the star is the letter of a keycap
        state.append_pending(state.src[state.pos : end])
        state.pos = end
        return True
    is_some = scanned.length <= (3 if sign == "*" else 1)
    for _ in range(scanned.length):
        state.push("text", "", 0).content = sign
        state.delimiters.append(
            Delimiter(
                marker=ord(sign),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=is_some and scanned.can_open and _may_stand(before, _BEFORE),
                close=is_some and scanned.can_close and _may_stand(after, _AFTER),
            )
        )
    state.pos = end
    return True


def _may_stand(char: str, beside: frozenset[str]) -> bool:
    """Say whether a character may be beside a sign of emphasis. Within words and paths signs are signs."""
    if char.isascii():
        return char.isspace() or char in beside
    return char >= _SPACELESS or not char.isalnum() or unicodedata.category(char)[0] in "PZ"


def _code(state: StateInline, silent: bool) -> bool:
    """Take code between backticks, and remember what was typed."""
    start = state.pos
    if not backtick(state, silent):
        return False
    if not silent and state.pending == "" and state.tokens and state.tokens[-1].type == "code_inline":
        state.tokens[-1].meta["typed"] = state.src[start : state.pos]
    return True


def _link(state: StateInline, silent: bool) -> bool:
    """Take [words](address) as "words (address)": where a link leads is never hidden."""
    found = _LINK.match(state.src, state.pos)
    before = state.src[state.pos - 1] if state.pos else " "
    if found is None or before == "!" or before.isalnum() or not _ADDRESS.fullmatch(found[2]):
        return False
    if not silent:
        token = state.push("link", "", 0)
        token.content = f"{found[1]} ({found[2]})"
        token.meta["typed"] = found[0]
    state.pos = found.end()
    return True


_INLINE: Final = MarkdownIt("zero").enable(["backticks", "emphasis", "link"])
_INLINE.inline.ruler.at("emphasis", _emphasis)
_INLINE.inline.ruler.at("backticks", _code)
_INLINE.inline.ruler.at("link", _link)
