"""The consent that what tells of somebody's health is kept: given at joining, or asked for before the first of it.

Members from before it was asked for have none. Without it nothing is put on the shelf (bbs/community/shelf.py); what
stands there already can be read, fetched and deleted all the same.
"""

from __future__ import annotations

from typing import Any

from peewee import ModelSelect

from bbs.errors import Refusal
from bbs.language import N_
from store.prepared import prepared
from store.tables import Member


class NotAgreed(Refusal):
    """Nothing of theirs is kept, because they did not agree to that, or do not any more."""

    def __init__(
        self,
        message: str = N_(
            "That is not kept: you did not agree that this place keeps what tells of your health. "
            "Begin it once more, and you are asked."
        ),
        /,
        **values: object,
    ) -> None:
        super().__init__(message, **values)


def given_at(member_id: int) -> int | None:
    """Return when a member agreed, None where they did not, or took it back."""
    return next((at for (at,) in _given(member_id)), None)


@prepared
def _given(member: Any) -> ModelSelect[Member]:
    return Member.select(Member.consented_at).where(Member.id == member)


def require(member_id: int) -> None:
    """Raise NotAgreed unless a member agreed."""
    if given_at(member_id) is None:
        raise NotAgreed


def give(member_id: int, *, now: int) -> None:
    """Keep that a member agrees, and since when."""
    Member.update(consented_at=now).where(Member.id == member_id, Member.consented_at.is_null()).execute()


def withdraw(member_id: int) -> None:
    """Take the consent back: nothing new is kept from now on. What is there stays until its member deletes it."""
    Member.update(consented_at=None).where(Member.id == member_id).execute()
