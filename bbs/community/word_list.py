"""The words that operators list: each leads to a look by somebody here, or to a hint to who writes. To nothing else.

Nothing is hidden, held back or refused for a word (SAFETY.md 22), and no case is urgent by one. Only whole words are
met, made as plain as for noticing: case, accents, look-alike letters and letters written apart are seen through. What
somebody quotes is not theirs, and a text in one language does not meet words of another.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from peewee import DatabaseError, ModelSelect

from bbs.community import cases, log
from bbs.community.hints import own_words
from bbs.community.line_checks import operator_of
from bbs.community.members import Person
from bbs.community.noticing.common import COMMON, ENGLISH, SPANISH
from bbs.community.noticing.plain import END, Reader
from bbs.community.noticing.rules import LANGUAGES
from bbs.community.wording import ANY, clean_text
from bbs.errors import BBSError, NotFound, NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_line
from store.database import Store
from store.prepared import prepared
from store.sealed import opened
from store.sight import is_readable
from store.tables import Board, Case, ListedWord, Post, Report, Thread
from store.vault import Vault

REASON: Final = "word"
"""What a case says for a reason; its report says which words."""
LISTED: Final = "word-listed"
CHANGED: Final = "word-changed"
TAKEN_OFF: Final = "word-taken-off"
"""What the log calls it."""
LONGEST: Final = 60
"""Characters of one."""
MOST_WORDS: Final = 6
SAID: Final = 200
"""Characters of what a hint says."""
MOST: Final = 300
"""Words on the list of one community."""
LOOKED_AT: Final = 1_000
"""The newest posts on which a word is tried before it is kept."""
TEXT: Final = 20_000
"""Characters of a text that are looked at."""


class Leads(StrEnum):
    """What a word leads to."""

    LOOK = "look"
    HINT = "hint"


@dataclass(frozen=True)
class Listed:
    """A word or phrase, its language ("" for any), what it leads to, what a hint says; `id` is 0 for a new one."""

    phrase: str
    language: str = ""
    leads: Leads = Leads.LOOK
    said: str = ""
    id: int = 0


@dataclass(frozen=True)
class Tried:
    """What a word would have met: of the newest posts that stand, how many; and whether a sentence."""

    posts: int
    of: int
    sentence: bool


@dataclass(frozen=True)
class WordList:
    """All words that are listed."""

    words: tuple[Listed, ...] = ()

    def met(self, text: str, *leads: Leads) -> tuple[Listed, ...]:
        """Return those that a text says in its writer's own words, in the order of the list."""
        wanted = [one for one in self.words if one.leads in (leads or tuple(Leads))]
        if not wanted:
            return ()
        said = _Said.of(text)
        return tuple(one for one in wanted if said.has(one))

    def hint(self, text: str) -> Listed | None:
        """Return the first of which a hint is given to who writes a text."""
        return next(iter(self.met(text, Leads.HINT)), None)


# Whole words, made plain


_READER: Final = Reader(known=COMMON)
"""Sees through how a word is written, and never finds one inside another."""
_COMMON: Final = {"en": ENGLISH - SPANISH, "es": SPANISH - ENGLISH}
"""Words by which one knows a language."""
_ENOUGH: Final = 3
"""Of them, those from which on a text is taken for one of it."""


@dataclass(frozen=True)
class _Said:
    """A text as its words: plain, as they were written, and where each stands."""

    plain: tuple[str, ...]
    raw: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> _Said:
        own = unicodedata.normalize("NFC", own_words(text[:TEXT]))
        read = _READER.read(own)
        return cls(read.words, tuple(own[start:end].casefold() for start, end in read.spans))

    def has(self, one: Listed) -> bool:
        """Say whether these words are said, in their language."""
        wanted = _wanted(one.phrase)
        return any(self._fits(at, wanted) for at in self._places(wanted.plain)) and self._may_be(one.language)

    def _places(self, plain: tuple[str, ...]) -> Iterator[int]:
        """Yield where the words stand one behind the other."""
        at = -1
        while plain and plain[0] in self.plain[at + 1 :]:
            at = self.plain.index(plain[0], at + 1)
            if self.plain[at : at + len(plain)] == plain:
                yield at

    def _fits(self, at: int, wanted: _Said) -> bool:
        """Say whether no letter is another one: an "ano" on the list is not met in "año", though that is as plain."""
        there = self.raw[at : at + len(wanted.raw)]
        return not any("ñ" in raw and "ñ" not in asked for raw, asked in zip(there, wanted.raw, strict=True))

    def _may_be(self, language: str) -> bool:
        """Say whether a text can be in a language: it is not where far more words of another one are."""
        if language not in _COMMON:
            return True
        counts = {code: sum(word in known for word in self.plain) for code, known in _COMMON.items()}
        most = max(count for code, count in counts.items() if code != language)
        return most < _ENOUGH or most <= 2 * counts[language]


@lru_cache(maxsize=2 * MOST)
def _wanted(phrase: str) -> _Said:
    said = _Said.of(phrase)
    kept = [(plain, raw) for plain, raw in zip(said.plain, said.raw, strict=True) if plain != END]
    return _Said(tuple(plain for plain, _ in kept), tuple(raw for _, raw in kept))


# The list, as it is kept


def kept() -> WordList:
    """Return the list."""
    return WordList(
        tuple(
            Listed(phrase, language, Leads(leads), said, number) for number, phrase, language, leads, said in _listed()
        )
    )


@prepared
def _listed() -> ModelSelect[ListedWord]:
    columns = (ListedWord.id, ListedWord.phrase, ListedWord.language, ListedWord.leads, ListedWord.said)
    return ListedWord.select(*columns).order_by(ListedWord.phrase)


def at_start(store: Store | None) -> WordList:
    """Return the list to hold in memory, for hints; an empty one where the store cannot be read: nobody writes then."""
    try:
        return store.run(kept) if store is not None else WordList()
    except (BBSError, DatabaseError):
        return WordList()


def cleaned(given: Listed) -> Listed:
    """Return a word as it is kept. Raises NotUnderstood, with what to do, for what is none."""
    phrase = safe_line(given.phrase).strip()
    plain = _wanted(phrase).plain
    if len(phrase) > LONGEST or len(plain) > MOST_WORDS:
        raise NotUnderstood(N_("That is long. Give a word, or a phrase of at most {n} words."), n=MOST_WORDS)
    if len("".join(plain)) < 2:
        raise NotUnderstood(N_("Give a word of two letters or more, or a phrase."))
    if given.language not in ("", *LANGUAGES):
        raise NotUnderstood(N_("Please choose one of these."))
    said = clean_text(given.said, SAID, none=ANY) if given.leads is Leads.HINT else ""
    return Listed(phrase, given.language, given.leads, " ".join(said.split()), given.id)


def tried(given: Listed, operator: Person | None, sentence: str = "") -> Tried:
    """Return what a word would have met among the newest posts that an operator may read, and whether a sentence.

    Only how many: no post is named. Raises NotFound for anybody but an operator, NotUnderstood as `cleaned` does.
    """
    who, one = operator_of(operator), WordList((cleaned(given),))
    texts = [_whole(*row) for row in _newest(who.id, LOOKED_AT)]
    return Tried(sum(bool(one.met(text)) for text in texts), len(texts), bool(one.met(sentence)))


@prepared
def _newest(member: Any, most: Any) -> ModelSelect[Post]:
    standing = (Post.removed_at.is_null(), ~Post.by_house, is_readable(member, reads_all=True))
    rows = Post.select(Post.text, Thread.title, Post.number).join(Thread).join(Board).where(*standing)
    return rows.order_by(Post.id.desc()).limit(most)


def _whole(text: str, title: str, number: int) -> str:
    """Return what is said in a post: the first of a thread has its title."""
    return f"{title}.\n\n{text}" if number == 1 else text


def put(vault: Vault, given: Listed, operator: Person | None, *, now: int) -> WordList:
    """Keep a word, or change the one with its `id`, and log it; return the list.

    Raises NotFound for anybody but an operator and for no such word, NotUnderstood as `cleaned` does, Refusal for one
    that is listed already and for too many.
    """
    who, one, known = operator_of(operator), cleaned(given), kept().words
    others = [each for each in known if each.id != one.id]
    if any(
        _wanted(each.phrase).plain == _wanted(one.phrase).plain and each.language == one.language for each in others
    ):
        raise Refusal(N_('"{word}" is listed already. You can change it there.'), word=one.phrase)
    facts = {"phrase": one.phrase, "language": one.language, "leads": one.leads.value, "said": one.said}
    if one.id:
        if not ListedWord.update(**facts).where(ListedWord.id == one.id).execute():
            raise NotFound
    elif len(known) >= MOST:
        raise Refusal(N_("There are {n} words on the list, which is the most. Take one off first."), n=MOST)
    else:
        ListedWord.create(**facts)
    log.record(vault, CHANGED if one.id else LISTED, by=who.id, about=None, now=now, words=one.phrase)
    return kept()


def _is_same(one: Listed, other: Listed) -> bool:
    return (_wanted(one.phrase).plain, one.language) == (_wanted(other.phrase).plain, other.language)


def take_off(vault: Vault, word_id: int, operator: Person | None, *, now: int) -> WordList:
    """Take a word off the list, and log it; return what is left. Raises NotFound for anybody but an operator."""
    who = operator_of(operator)
    row = ListedWord.get_or_none(ListedWord.id == word_id)
    if row is None:
        raise NotFound
    ListedWord.delete().where(ListedWord.id == word_id).execute()
    log.record(vault, TAKEN_OFF, by=who.id, about=None, now=now, words=row.phrase)
    return kept()


# What a post that says one leads to


def look_at(vault: Vault, post: Post, *, now: int) -> None:
    """Have a post looked at that says a word which leads to a look; it stays as it is, and never comes as urgent.

    Nobody is asked twice about the same words of a post, though it be changed; nor while software had it brought up
    already, for whoever looks reads all of it.
    """
    found = kept().met(_whole(post.text, post.thread.title, post.number), Leads.LOOK)
    if not found:
        return
    target, words = f"post/{post.id}", ", ".join(one.phrase for one in found)
    by_software = Report.select(Report, Case).join(Case).where(Case.target == target, Report.by_software)
    for row in by_software:
        facts = json.loads(opened(vault, row) or "{}")
        if row.case.closed_at is None or (facts.get("reason"), facts.get("words")) == (REASON, words):
            return
    cases.gather(vault, target, reason=REASON, by=None, now=now, dispute=True, words=words)
