"""Members: who somebody is here, and how they come to be recognised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from peewee import IntegrityError, ModelSelect, fn

from bbs.community import debrief, handles
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store import sanction_rows
from store.prepared import first_of, prepared
from store.tables import Acceptance, Member, Post


class Role(StrEnum):
    """What a member does for the place."""

    MEMBER = "member"
    MODERATOR = "moderator"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Person:
    """A member as the rest of the program sees them: a picture of a moment, never a live row.

    `accepted` is the newest version of the guidelines they accepted, 0 for none; `was_asked` says whether they were
    shown what the place guesses of them. `here` says that they let others see when they are connected; `asks_again` is
    what their private pages ask for after a pause, "" for nothing. `shut_out_until` is the end of a suspension, 0 for
    none, and `is_untold` says that something was decided about them that they were not shown. `announced` is the newest
    announcement they put away, 0 for none.
    """

    id: int
    handle: str
    role: Role = Role.MEMBER
    mode: str = ""
    language: str = ""
    zone: str = ""
    country: str = ""
    idle_minutes: int = 0
    palette: str = ""
    reader: bool = False
    mouse: bool = False
    motion: bool = False
    here: bool = False
    emphasis: bool = False
    hints: bool = True
    replies_first: bool = False
    greets: bool = False
    asks_again: str = ""
    floor_post: int = 0
    welcomed: bool = True
    was_asked: bool = True
    is_waiting: bool = False
    is_declined: bool = False
    is_adult: bool = True
    accepted: int = 0
    shut_out_until: int = 0
    is_untold: bool = False
    announced: int = 0

    @property
    def is_staff(self) -> bool:
        """Whether they look after the place."""
        return self.role in (Role.MODERATOR, Role.OPERATOR)

    @property
    def reads_all(self) -> bool:
        """Whether they were let in: only they see what guests do not."""
        return not self.is_waiting and not self.is_declined


def person_of(row: Member) -> Person:
    """Return the picture of a member's row."""
    return Person(
        id=row.id,
        handle=row.handle,
        role=Role(row.role),
        mode=row.mode,
        language=row.language,
        zone=row.zone,
        country=row.country,
        idle_minutes=row.idle_minutes,
        palette=row.palette,
        reader=row.reader,
        mouse=row.mouse,
        motion=row.motion,
        here=row.here,
        emphasis=row.emphasis,
        hints=row.hints,
        replies_first=row.replies_first,
        greets=row.greets,
        asks_again=row.asks_again,
        floor_post=row.floor_post,
        welcomed=row.welcomed_at is not None,
        was_asked=row.asked_at is not None,
        is_waiting=row.waiting_since is not None,
        is_declined=row.declined_at is not None,
        is_adult=row.adult_at is not None,
        accepted=accepted_guidelines(row.id),
        shut_out_until=sanction_rows.shut_out_until(row.id),
        is_untold=sanction_rows.is_untold(row.id),
        announced=row.announced,
    )


def is_taken(handle: str) -> bool:
    """Say whether a handle, or one that looks like it, belongs to somebody, or did."""
    return Member.select().where(Member.skeleton == handles.skeleton(handle.strip().lower())).exists()


def add(
    handle: str,
    *,
    now: int,
    role: Role = Role.MEMBER,
    passphrase: str | None = None,
    adult: bool = True,
    guidelines: int | None = None,
    waiting: bool = False,
    consented: bool = False,
) -> Person:
    """Make a member. `passphrase` is its Argon2id hash; `guidelines` the version they accepted, if they were asked.

    What was posted before they joined is not new to them. Raises Refusal when the handle is taken.
    """
    handle = handles.clean(handle)
    [(newest,)] = _newest_post()
    try:
        row = Member.create(
            handle=handle,
            skeleton=handles.skeleton(handle),
            role=role.value,
            passphrase=passphrase,
            joined_at=now,
            adult_at=now if adult else None,
            floor_post=newest,
            waiting_since=now if waiting else None,
            consented_at=now if consented else None,
        )
    except IntegrityError as error:
        raise Refusal(N_("The name {handle} is taken. Please choose another."), handle=handle) from error
    if guidelines is not None:
        Acceptance.create(member=row, version=guidelines, accepted_at=now)
    return person_of(row)


@prepared
def _newest_post() -> ModelSelect[Post]:
    return Post.select(fn.COALESCE(fn.MAX(Post.id), 0))


def _row(member_id: int) -> Member:
    row = first_of(Member, _here(member_id))
    if row is None:
        raise NotFound
    return row


@prepared
def _here(member: Any) -> ModelSelect[Member]:
    return Member.select().where(Member.id == member, Member.left_at.is_null())


@prepared
def _called(handle: Any) -> ModelSelect[Member]:
    return Member.select().where(Member.handle == handle)


def by_id(member_id: int) -> Person:
    """Return a member; raises NotFound."""
    return person_of(_row(member_id))


def by_handle(handle: str) -> Person | None:
    """Return the member with exactly this handle, or None."""
    row = first_of(Member, _called(handle.strip().lower()))
    return person_of(row) if row and row.left_at is None else None


def set_role(member_id: int, role: Role) -> Person:
    """Give a member a role. Who is staff no more is out of where the staff are among themselves."""
    row = _row(member_id)
    row.role = role.value
    row.save(only=[Member.role])
    if role is Role.MEMBER:
        debrief.put_out(member_id)
    return person_of(row)


SETTINGS = frozenset(
    {
        "mode",
        "language",
        "zone",
        "country",
        "idle_minutes",
        "palette",
        "reader",
        "mouse",
        "motion",
        "here",
        "emphasis",
        "hints",
        "replies_first",
        "greets",
    }
)
"""What members set for themselves."""


def set_setting(member_id: int, name: str, value: str | int) -> Person:
    """Keep one of SETTINGS for a member."""
    if name not in SETTINGS:
        raise ValueError(name)
    Member.update({name: value}).where(Member.id == member_id).execute()
    return by_id(member_id)


def welcome(member_id: int, *, now: int, ask_later: bool = False) -> Person:
    """Remember that a member was shown what a newcomer is shown.

    `ask_later` leaves what the place guesses of them to their next visit; else nothing is asked of them any more.
    """
    asked = {} if ask_later else {"asked_at": now}
    Member.update(welcomed_at=now, **asked).where(Member.id == member_id).execute()
    return by_id(member_id)


def asked(member_id: int, *, now: int) -> Person:
    """Remember that a member was shown what the place guesses of them; it is shown once."""
    Member.update(asked_at=now).where(Member.id == member_id).execute()
    return by_id(member_id)


def decide(member_id: int, *, approve: bool, now: int) -> Person:
    """Let somebody who waits in, or decline; they keep help and the way to ask either way."""
    row = _row(member_id)
    row.waiting_since = None if approve else row.waiting_since
    row.declined_at = None if approve else now
    row.save(only=[Member.waiting_since, Member.declined_at])
    return person_of(row)


def accepted_guidelines(member_id: int) -> int:
    """Return the newest version of the guidelines a member accepted; 0 for none."""
    [(version,)] = _accepted(member_id)
    return int(version)


@prepared
def _accepted(member: Any) -> ModelSelect[Acceptance]:
    return Acceptance.select(fn.COALESCE(fn.MAX(Acceptance.version), 0)).where(Acceptance.member == member)


def accept_guidelines(member_id: int, version: int, *, now: int) -> None:
    """Record that a member accepted a version of the guidelines."""
    Acceptance.insert(member=member_id, version=version, accepted_at=now).on_conflict_ignore().execute()


def handles_in_role(role: Role) -> list[str]:
    """Return the handles of all who have a role, the longest here first."""
    rows = Member.select(Member.handle).where(Member.role == role.value, Member.left_at.is_null())
    return [row.handle for row in rows.order_by(Member.id)]


def any_in_role(role: Role) -> bool:
    """Say whether anybody has a role."""
    return Member.select().where(Member.role == role.value, Member.left_at.is_null()).exists()
