"""Sanctions: what holds for a member for a time, and ends by itself. Who is kept from what, in kind words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from peewee import JOIN

from bbs.community import cases
from bbs.community.members import Person
from bbs.errors import Busy, NotFound, Refusal
from bbs.language import ENGLISH, N_, Language
from store import sanction_rows
from store.sanction_rows import FOR_GOOD, SHUTS_OUT, Held
from store.tables import Board, Decision, Post, Sanction

HOUR: Final = 3600
DAY: Final = 24 * HOUR
STRIKE_DAYS: Final = 180
"""For how long a warning counts."""
BAN_SECONDS: Final = 72 * HOUR
"""When a ban ends that nobody else confirmed."""
SLOW_SECONDS: Final = 2 * HOUR
"""Between two posts of somebody in slow mode."""


class Kind(StrEnum):
    """What a member is given. OUT is given by those who look after a support group (group_outs.py)."""

    WARNING = "warning"
    SLOW = "slow"
    MUTE = "mute"
    OUT = "out"
    SUSPENSION = "suspension"
    BAN = "ban"


DAYS: Final = {
    Kind.WARNING: (STRIKE_DAYS,),
    Kind.SLOW: (1, 3, 7, 30),
    Kind.MUTE: (1, 3, 7, 30),
    Kind.OUT: (1, 3, 7, 30, 90, 0),
    Kind.SUSPENSION: (1, 3, 7, 30, 90),
    Kind.BAN: (3,),
}
"""For how many days each can be given, 0 for good; a ban at first for as long as it takes somebody else to look."""


@dataclass(frozen=True)
class Given:
    """A sanction as it is told. `board` is the title of where it holds, "" for everywhere; `until` None for good.

    `is_alone` says of a ban that there is nobody here now who could confirm it.
    """

    id: int
    kind: Kind
    board: str
    began_at: int
    until: int | None
    is_confirmed: bool
    lifted_at: int | None
    is_alone: bool = False

    def holds(self, now: int) -> bool:
        """Say whether it holds at a moment."""
        return self.lifted_at is None and self.began_at <= now and (self.until is None or now < self.until)

    def has_lapsed(self, now: int) -> bool:
        """Say whether it is a ban that ended by itself, as nobody confirmed it."""
        is_over = self.lifted_at is None and self.until is not None and self.until <= now
        return is_over and self.kind is Kind.BAN


def given(row: Sanction) -> Given:
    """Return the picture of a row."""
    board = row.board.title if row.board else ""
    is_confirmed, kind = row.confirmed_at is not None, Kind(row.kind)
    waits = cases.open_at(f"ban/{row.id}") if kind is Kind.BAN and not is_confirmed else None
    is_alone = waits is not None and not cases.anybody_may(waits)
    return Given(row.id, kind, board, row.began_at, row.until, is_confirmed, row.lifted_at, is_alone)


def of_decision(decision_id: int) -> Given | None:
    """Return the sanction that came with a decision, None where none did."""
    row = Sanction.get_or_none(Sanction.decision == decision_id)
    return given(row) if row else None


def history(staff: Person | None, member_id: int, *, now: int) -> list[Given]:
    """Return what a member was given that still counts, newest first: what holds, and warnings that are not too old.

    What was given for a post without a name is left out: it would tell whose that is. So is what a support group did,
    which is between them and it. Raises NotFound for who is no staff, or is it about.
    """
    if staff is None or not staff.is_staff or staff.id == member_id:
        raise NotFound
    rows = Sanction.select(Sanction).join(Decision).join(Post, JOIN.LEFT_OUTER, on=(Decision.post == Post.id))
    rows = rows.where(Sanction.member == member_id, Sanction.lifted_at.is_null(), Sanction.kind != Kind.OUT.value)
    named = rows.where(Post.id.is_null() | (Post.nameless == "")).order_by(Sanction.id.desc())
    return [one for one in map(given, named) if one.holds(now)]


def own(member_id: int, *, now: int) -> list[Given]:
    """Return what holds for a member now, for themselves; warnings are left out, which take nothing."""
    rows = Sanction.select().where(Sanction.member == member_id, Sanction.kind != Kind.WARNING.value)
    return [one for one in map(given, rows.order_by(Sanction.id)) if one.holds(now)]


class Silenced(Refusal):
    """Somebody may not write for a time. Where they have begun to, they are told that their words are kept."""

    def __init__(self, message: str, /, *, is_begun: bool, **values: object) -> None:
        super().__init__(message, **values)
        kept = N_("Your words are kept as a draft.")
        self._then = [
            N_("Why, and how to appeal: go decisions."),
            *([kept] if is_begun else []),
            N_("Crisis help is open: {do:help/Ctrl+G}."),
        ]

    def words(self, language: Language = ENGLISH) -> str:
        """Return the sentences to show, in the caller's language."""
        return " ".join((super().words(language), *map(language, self._then)))


def keep_within(author: Person, board: int | None, now: int, *, is_begun: bool = True) -> None:
    """Raise Silenced for a member who may not write there now, Busy for one who has to let time pass between posts.

    `board` is where, None for what is read everywhere, such as their own page. What is only for themselves, the desk
    and crisis help never ask this. `is_begun` says that they have written something already, which is kept.
    """
    for held in sanction_rows.of(author.id):
        here = held.board is None or held.board == board
        if not here or not held.began_at <= now < held.until:
            continue
        if held.kind == Kind.SLOW.value and board is not None:
            _let_time_pass(author, held.every or SLOW_SECONDS, now)
        elif held.kind == Kind.MUTE.value or held.kind in SHUTS_OUT:
            raise _silent(held, now, is_begun=is_begun)


def keep_at_work(staff: Person | None, now: int) -> None:
    """Raise NotFound for one of the staff who is suspended: meanwhile the desk is not there for them."""
    if staff is not None and sanction_rows.shut_out_until(staff.id) > now:
        raise NotFound


def given_to(decision_id: int) -> list[int]:
    """Return whom a decision is about: one member, or nobody."""
    rows = Decision.select(Decision.about).where(Decision.id == decision_id, Decision.about.is_null(False))
    return [int(row.about_id or 0) for row in rows]


def _let_time_pass(author: Person, every: int, now: int) -> None:
    last = Post.select(Post.posted_at).where(Post.author == author.id).order_by(Post.id.desc()).limit(1).scalar()
    if last is not None and now - every < last <= now:
        words = N_(
            "You can post once in {hours} hours for now: the next can go in about {n} minutes. Why: go decisions. "
            "Nothing you wrote is lost. Crisis help never waits: {do:help/Ctrl+G}."
        )
        if (left := last + every - now) > HOUR + HOUR // 2:
            words = N_(
                "You can post once in {hours} hours for now: the next can go in about {left} hours. Why: go decisions. "
                "Nothing you wrote is lost. Crisis help never waits: {do:help/Ctrl+G}."
            )
        raise Busy(words, hours=every // HOUR, n=-(-left // 60), left=-(-left // HOUR))


def _silent(held: Held, now: int, *, is_begun: bool) -> Silenced:
    """Say where somebody cannot write and for about how long, and what becomes of what they have begun."""
    title, left = str(Board.get_by_id(held.board).title) if held.board is not None else "", held.until - now
    in_hours, in_days = (
        N_("You can read, but not write for about {hours} hours."),
        N_("You can read, but not write for about {days} days."),
    )
    if held.kind in SHUTS_OUT:
        in_hours = N_("This place is closed to you for about {hours} hours.")
        in_days = N_("This place is closed to you for about {days} days.")
    elif title:
        in_hours = N_("You cannot write in {board} for about {hours} hours; elsewhere you can.")
        in_days = N_("You cannot write in {board} for about {days} days; elsewhere you can.")
    words = in_hours if left < 2 * DAY else in_days
    if held.until >= FOR_GOOD:
        words = N_("This place is closed to you.")
    return Silenced(words, is_begun=is_begun, board=title, **_in(left))


def _in(seconds: int) -> dict[str, int]:
    return {"hours": max(1, -(-seconds // HOUR)), "days": max(1, -(-seconds // DAY))}


def give(decision: Decision, kind: Kind, *, days: int, board: int | None, now: int) -> int:
    """Give the member of a decision a sanction; a ban ends in three days unless somebody else confirms it."""
    seconds = BAN_SECONDS if kind is Kind.BAN else days * DAY
    row = Sanction.create(
        decision=decision.id,
        member=decision.about_id,
        kind=kind.value,
        board=board if kind is Kind.MUTE and board is not None and Board.get_or_none(id=board) else None,
        every=SLOW_SECONDS if kind is Kind.SLOW else None,
        began_at=now,
        until=now + seconds,
    )
    return int(row.id)


def lift(decision_id: int, *, now: int) -> list[int]:
    """Lift what came with a decision and was not lifted; return which."""
    mine = (Sanction.decision == decision_id, Sanction.lifted_at.is_null())
    lifted = [row.id for row in Sanction.select(Sanction.id).where(*mine)]
    Sanction.update(lifted_at=now).where(Sanction.id.in_(lifted)).execute()
    return lifted


def confirm(sanction_id: int, *, now: int) -> None:
    """Let a ban stand for good. Raises Refusal for one that ended meanwhile."""
    row = Sanction.get_or_none(Sanction.id == sanction_id, Sanction.kind == Kind.BAN.value)
    if row is None or not given(row).holds(now):
        raise Refusal(N_("That ban ended meanwhile, so there is nothing to confirm."))
    Sanction.update(until=None, confirmed_at=now).where(Sanction.id == row.id).execute()
