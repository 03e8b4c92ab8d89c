"""Member pages: what members wrote about themselves for the other members, and nothing else that is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bbs.community import blocks, boards
from bbs.community.members import Person
from bbs.community.sanctions import keep_within
from bbs.community.writing import clean_note, may_write
from bbs.config import Writing
from bbs.errors import NotFound, NotUnderstood
from bbs.language import N_
from bbs.safe_text import safe_line, safe_text
from store.tables import Member, Profile
from store.tombstones import destroy

LONGEST: Final = 2000
"""Characters somebody writes about themselves."""
LONGEST_PRONOUNS: Final = 40
NOBODY = N_("There is nobody of that name here now. Some people leave, and their page goes with them.")


@dataclass(frozen=True)
class Page:
    """A member's page as somebody reads it.

    `block` is the reader's block of them, 0 where there is none.
    """

    member: int
    handle: str
    pronouns: str
    text: str
    note: str
    is_own: bool
    block: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it."""
        return not (self.text or self.pronouns)


def get(reader: Person | None, handle: str) -> Page:
    """Return a member's page; raises NotFound for nobody, and for who left.

    Who was not let in has a page for themselves alone, and finds nobody else's.
    """
    row = Member.get_or_none(Member.handle == handle.strip().lower(), Member.left_at.is_null())
    if row is None or reader is None:
        raise NotFound(NOBODY)
    is_in = row.waiting_since is None and row.declined_at is None
    if row.id != reader.id and not (is_in and boards.can_read_all(reader)):
        raise NotFound(NOBODY)
    own = Profile.get_or_none(Profile.member == row.id)
    blocked = blocks.of(reader, row.handle)
    return Page(
        member=row.id,
        handle=row.handle,
        pronouns=own.pronouns if own else "",
        text=own.text if own else "",
        note=own.note if own else "",
        is_own=row.id == reader.id,
        block=blocked.id if blocked else 0,
    )


def own_words(typed: str, limit: int) -> str:
    """Return what somebody wrote of themselves as it is kept; raises NotUnderstood for no words, or for too many."""
    words = safe_text(typed)
    if not words.strip():
        raise NotUnderstood(N_("There are no words in it yet. Write some, or {do:back/Esc} to leave it."))
    if len(words) > limit:
        raise NotUnderstood(N_("That is {n} characters; {limit} is the most."), n=len(words), limit=limit)
    return words


def write(writer: Person | None, text: str, *, note: str = "", writing: Writing | None = None, now: int = 0) -> None:
    """Keep what a member writes about themselves. Raises SignInFirst, Refusal, NotUnderstood.

    `now` is the moment, for who may not write for a time.
    """
    person = may_write(writer)
    keep_within(person, None, now)
    _keep(person, text=own_words(text, LONGEST), note=clean_note(note, (writing or Writing()).note_limit))


def set_pronouns(writer: Person | None, pronouns: str) -> None:
    """Keep a member's pronouns, in whatever words; none takes them away. Raises as `write` does."""
    person = may_write(writer)
    pronouns = safe_line(pronouns)
    if len(pronouns) > LONGEST_PRONOUNS:
        raise NotUnderstood(N_("That is {n} characters; {limit} is the most."), n=len(pronouns), limit=LONGEST_PRONOUNS)
    _keep(person, pronouns=pronouns)


def _keep(person: Person, **what: str) -> None:
    if not Profile.update(**what).where(Profile.member == person.id).execute():
        Profile.create(member=person.id, **what)
    destroy(Profile, Profile.member == person.id, Profile.text == "", Profile.pronouns == "")


def take_away(person: Person) -> None:
    """Take one's own words and pronouns away, for good."""
    destroy(Profile, Profile.member == person.id)
