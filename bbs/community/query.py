"""The search language: what somebody typed, read as words, phrases, AND, OR, NOT, brackets and filters.

Nothing typed is an error. What is no sense as language is looked for as plain words, and `unclear` says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from bbs.safe_text import safe_line
from store.terms import Either, Every, Term, Words, looked_for

LONGEST: Final = 1000
"""Characters; what comes after them is not read. A pasted page is no question."""
DEEPEST: Final = 12
"""Brackets within brackets, and NOT after NOT."""
OPERATORS: Final = frozenset({"AND", "OR", "NOT"})
EVERYTHING: Final = Every()


@dataclass(frozen=True)
class Query:
    """What is looked for.

    `wanted` are the words, `by` and `boards` one of which it has to be of, `tags` those that its thread has to have,
    all of them; `after` and `before` are when it was posted (UTC seconds, from `after` on and earlier than `before`).
    `titles_only` looks at titles, `newest` puts the newest first instead of the best. `unclear` says that part of it
    was no sense, and so was read as plain words.
    """

    wanted: Every = EVERYTHING
    by: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    after: int | None = None
    before: int | None = None
    titles_only: bool = False
    newest: bool = False
    unclear: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words and phrases that may be in what is found."""
        return tuple(part.text for part in looked_for(self.wanted))


class _UnclearError(Exception):
    """What was typed is not in the language."""


def _of_member(query: Query, value: str, now: datetime) -> Query:
    return replace(query, by=(*query.by, value.lower().removeprefix("@")))


def _on_board(query: Query, value: str, now: datetime) -> Query:
    return replace(query, boards=(*query.boards, value.lower().removeprefix("boards/")))


def _tagged(query: Query, value: str, now: datetime) -> Query:
    return replace(query, tags=(*query.tags, value.lower().removeprefix("#")))


def _after(query: Query, value: str, now: datetime) -> Query:
    return replace(query, after=_moment(value, now))


def _before(query: Query, value: str, now: datetime) -> Query:
    return replace(query, before=_moment(value, now))


def _in(query: Query, value: str, now: datetime) -> Query:
    if value.lower() not in ("title", "titles"):
        raise _UnclearError
    return replace(query, titles_only=True)


def _order(query: Query, value: str, now: datetime) -> Query:
    if value.lower() not in ("new", "newest", "best"):
        raise _UnclearError
    return replace(query, newest=value.lower() != "best")


FILTERS: Final[Mapping[str, Callable[[Query, str, datetime], Query]]] = {
    "by": _of_member,
    "member": _of_member,
    "board": _on_board,
    "tag": _tagged,
    "after": _after,
    "before": _before,
    "in": _in,
    "order": _order,
}
"""What stands before a colon, and what it does. Words with another colon in them are words (04:30)."""

_TOKEN = re.compile(
    r"""(?P<smile>[:;]-?[()](?=\s|$))
    | (?P<filter>(?i:NAMES):(?:"[^"]+"|[^\s()"]+))
    | (?P<phrase>"[^"]*")
    | (?P<minus>-(?=[^\s-]))
    | (?P<open>\() | (?P<close>\))
    | (?P<word>[^\s()"]+)
    | (?P<quote>")""".replace("NAMES", "|".join(FILTERS)),
    re.VERBOSE,
)
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'))
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGO: Final[Mapping[str, int]] = {"today": 0, "yesterday": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True)
class _Token:
    """A piece of what was typed: what it is and how it is written."""

    kind: str
    text: str

    @property
    def words(self) -> str:
        """What it is when it is nothing but words."""
        return self.text.strip('"')


def _tokens(typed: str) -> list[_Token]:
    pieces = _TOKEN.finditer(safe_line(typed)[:LONGEST].translate(_QUOTES))
    tokens = [_Token(str(piece.lastgroup), piece[0]) for piece in pieces if piece.lastgroup != "smile"]
    return [_Token("operator", t.text) if t.kind == "word" and t.text in OPERATORS else t for t in tokens]


def parse(typed: str, now: datetime) -> Query:
    """Read what somebody typed. `now` is the time where they are: days begin and end there."""
    tokens = _tokens(typed)
    try:
        query, words = _filtered(tokens, now)
        query = replace(query, wanted=_Reader(words).wanted() if words else EVERYTHING)
        if query.wanted.without and not query.wanted.parts and not _is_narrow(query):
            raise _UnclearError
    except _UnclearError:
        return _plain(tokens, now)
    return query


def _is_narrow(query: Query) -> bool:
    """Say whether filters alone leave little enough to be looked through."""
    return bool(query.by or query.boards or query.tags) or query.after is not None or query.before is not None


def _filtered(tokens: list[_Token], now: datetime) -> tuple[Query, list[_Token]]:
    """Take the filters out. They hold for all of it, and so stand outside of brackets."""
    query, rest, depth = Query(), [], 0
    for token in tokens:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if token.kind != "filter":
            rest.append(token)
        elif depth or (rest and rest[-1].kind == "minus"):
            raise _UnclearError
        else:
            query = _with(query, token, now)
    return query, rest


def _with(query: Query, token: _Token, now: datetime) -> Query:
    name, _, value = token.text.partition(":")
    return FILTERS[name.lower()](query, value.strip('"').strip(), now)


def _plain(tokens: list[_Token], now: datetime) -> Query:
    """Read it as plain words, all of which have to be there; a filter that is one still is."""
    query, words = Query(unclear=True), list[_Token]()
    for token in tokens:
        if token.kind == "filter":
            try:
                query = _with(query, token, now)
                continue
            except _UnclearError:
                words.append(token)
        elif token.kind in ("word", "phrase"):
            words.append(token)
    if not words and query == Query(unclear=True):
        words = [token for token in tokens if token.kind == "operator"]
    return replace(query, wanted=Every(tuple(Words(token.words) for token in words)))


class _Reader:
    """Reads tokens as a tree: OR binds least, words beside each other are joined by AND, NOT and - bind most."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def wanted(self) -> Every:
        """Return all of it as one demand. Raises _UnclearError."""
        term = self._either()
        if self._at < len(self._tokens):
            raise _UnclearError
        return term if isinstance(term, Every) else Every((term,))

    def _next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _takes(self, kind: str, text: str = "") -> bool:
        token = self._next()
        fits = token is not None and token.kind == kind and text in ("", token.text)
        self._at += fits
        return fits

    def _either(self) -> Term:
        parts = [self._every()]
        while self._takes("operator", "OR"):
            parts.append(self._every())
        if len(parts) == 1:
            return parts[0]
        if any(isinstance(part, Every) and not part.parts for part in parts):
            raise _UnclearError  # "this, or all that is not that" is nearly everything
        return Either(tuple(parts))

    def _every(self) -> Term:
        parts: list[Term] = []
        without: list[Term] = []
        for term, is_wanted in self._demands():
            (parts if is_wanted else without).append(term)
        return parts[0] if len(parts) == 1 and not without else Every(tuple(parts), tuple(without))

    def _demands(self) -> Iterator[tuple[Term, bool]]:
        yield self._demand()
        while (token := self._next()) is not None and token.kind != "close":
            if token.kind == "operator" and token.text == "OR":
                return
            self._takes("operator", "AND")
            yield self._demand()

    def _demand(self) -> tuple[Term, bool]:
        is_wanted = True
        while self._takes("minus") or self._takes("operator", "NOT"):
            is_wanted = not is_wanted
        term = self._primary()
        if isinstance(term, Every) and not term.parts:
            if is_wanted or len(term.without) > 1:
                raise _UnclearError
            return term.without[0], True
        return term, is_wanted

    def _primary(self) -> Term:
        if self._takes("open"):
            self._depth += 1
            if self._depth > DEEPEST:
                raise _UnclearError
            term = self._either()
            self._depth -= 1
            if not self._takes("close"):
                raise _UnclearError
            return term
        token = self._next()
        if token is None or token.kind not in ("word", "phrase"):
            raise _UnclearError
        self._at += 1
        return Words(token.words)


def _moment(value: str, now: datetime) -> int:
    """Return when a day begins that somebody names: 2026-11-01, 2026-11, 2026, yesterday, week (a week ago)."""
    try:
        day = _day(" ".join(value.casefold().replace("-", " ").replace("_", " ").split()), value, now)
        return int(datetime(day.year, day.month, day.day, tzinfo=now.tzinfo).timestamp())
    except (ValueError, OverflowError):
        raise _UnclearError from None


def _day(name: str, value: str, now: datetime) -> date:
    days = _AGO.get(name.removeprefix("last").strip())
    if days is not None:
        return now.date() - timedelta(days=days)
    if (met := _DATE.fullmatch(value)) is None:
        raise _UnclearError
    return date(int(met[1]), int(met[2] or 1), int(met[3] or 1))
