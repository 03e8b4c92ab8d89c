"""Joining: what somebody said on their way in, kept for an hour in case the line drops, and codes to join with."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

from bbs.community import desk, leaving, lock_down, member_keys, members, passphrases
from bbs.community.desk import About
from bbs.community.members import Person, Role
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.tables import Joining, JoiningCode, Member
from store.tombstones import bury, destroy
from store.vault import Place, Vault

KEPT_SECONDS = 3600
"""How long a joining that was cut off can be gone on with."""
CODE_WORDS = 6
"""Words of a joining code: of 1,781 words, 64 bits. It may make an operator: harder to guess than a passphrase."""


@dataclass(frozen=True)
class Underway:
    """What somebody who is joining has said so far. A passphrase is never among it.

    `mark` finds it again. `guidelines` is the version they accepted, 0 for none; `note` their words to the desk,
    None when they were not asked. `consent` says that they agreed that health data is kept. `code` is the keyed mark of
    their joining code in hexadecimal, `role` what it makes of them.
    """

    mark: bytes
    guidelines: int = 0
    adult: bool = False
    consent: bool = False
    handle: str = ""
    note: str | None = None
    code: str = ""
    role: Role = Role.MEMBER


@dataclass(frozen=True)
class Proof:
    """What a new member will sign in with: the hash of a passphrase, or the key they came with under a label."""

    hashed: str | None = None
    fingerprint: str = ""
    label: str = ""


@dataclass(frozen=True)
class Joined:
    """A new member, and the code under which they read the answer if they have to wait for one."""

    person: Person
    return_code: str = ""


# A joining that is under way


def by_word(vault: Vault, word: str) -> bytes:
    """Return the mark of a joining that goes on by a return word."""
    return vault.mark("joining-return", passphrases.normalise_code(word))


def by_key(vault: Vault, fingerprint: str) -> bytes:
    """Return the mark of a joining that goes on by the key they came with."""
    return vault.mark("joining-key", fingerprint)


def begin(vault: Vault, *, now: int, fingerprint: str = "") -> tuple[Underway, str]:
    """Begin to keep somebody's answers; return them with the word to come back with, "" when their key does that."""
    if fingerprint:
        word, mark = "", by_key(vault, fingerprint)
    else:
        word = passphrases.return_code(lambda code: kept(vault, by_word(vault, code), now=now) is not None)
        mark = by_word(vault, word)
    underway = Underway(mark)
    keep(vault, underway, now=now)
    return underway, word


def keep(vault: Vault, underway: Underway, *, now: int) -> None:
    """Keep the answers so far, sealed, in the stead of the ones before; what is older than an hour goes."""
    Joining.delete().where(Joining.kept_at <= now - KEPT_SECONDS).execute()
    row = secrets.token_hex(16)
    answers = asdict(underway)
    del answers["mark"]
    sealed = vault.seal(_place(row), json.dumps(answers))
    Joining.insert(mark=underway.mark, row=row, sealed=sealed, kept_at=now).on_conflict(
        conflict_target=[Joining.mark], update={Joining.row: row, Joining.sealed: sealed, Joining.kept_at: now}
    ).execute()


def kept(vault: Vault, mark: bytes, *, now: int) -> Underway | None:
    """Return the answers that were kept within the last hour, None if there are none."""
    row = Joining.get_or_none(Joining.mark == mark, Joining.kept_at > now - KEPT_SECONDS)
    if row is None:
        return None
    answers = json.loads(vault.open(_place(row.row), row.sealed))
    return Underway(mark, **{**answers, "role": Role(answers["role"])})


def drop(mark: bytes) -> None:
    """Forget what somebody said."""
    Joining.delete().where(Joining.mark == mark).execute()


def _place(row: str) -> Place:
    return Place("joining", row, "")


# Codes that let somebody in


def make_code(
    vault: Vault,
    role: Role,
    *,
    now: int,
    made_by: int | None = None,
    choose: Callable[[Sequence[str]], str] = secrets.choice,
) -> str:
    """Return a new code with which somebody joins once, in a role. Only its mark is stored.

    A code for an operator that was made on the machine itself (`made_by` is None) ends the unused ones before it: one
    is shown at every start until somebody uses it, and what was shown a month ago should open nothing.
    """
    if made_by is None and role is Role.OPERATOR:
        mine = (JoiningCode.made_by.is_null(), JoiningCode.role == role.value, JoiningCode.used_at.is_null())
        destroy(JoiningCode, *mine)
    code = "-".join(choose(passphrases.kind_words()) for _ in range(CODE_WORDS))
    JoiningCode.create(mark=_code_mark(vault, code), role=role.value, made_at=now, made_by=made_by)
    return code


@dataclass(frozen=True)
class UnusedCode:
    """A member's joining code that nobody has used yet: who made it, and when. The code is not known any more."""

    id: int
    made_at: int
    by: str


def unused_codes() -> list[UnusedCode]:
    """Return the unused codes that staff made, the newest first."""
    mine = JoiningCode.used_at.is_null() & JoiningCode.made_by.is_null(False)
    rows = JoiningCode.select(JoiningCode, Member).join(Member).where(mine).order_by(JoiningCode.id.desc())
    return [UnusedCode(row.id, row.made_at, row.made_by.handle) for row in rows if row.made_by]


def end_code(code_id: int) -> None:
    """Take an unused code back; raises NotFound when there is none."""
    mine = JoiningCode.used_at.is_null() & JoiningCode.made_by.is_null(False)
    if not destroy(JoiningCode, JoiningCode.id == code_id, mine):
        raise NotFound


def with_code(vault: Vault, underway: Underway, typed: str) -> Underway:
    """Take a joining code down among the answers. Raises Refusal when it opens nothing. It is used up by `enter`."""
    mark = _code_mark(vault, typed)
    row = JoiningCode.get_or_none(JoiningCode.mark == mark, JoiningCode.used_at.is_null())
    if row is None:
        raise Refusal(N_("That code does not open anything here. Please look at it once more, or ask for another."))
    return replace(underway, code=mark.hex(), role=Role(row.role))


def _code_mark(vault: Vault, typed: str) -> bytes:
    return vault.mark("joining", passphrases.normalise_code(typed))


def _use(code: str, now: int) -> JoiningCode:
    row = JoiningCode.get_or_none(JoiningCode.mark == bytes.fromhex(code), JoiningCode.used_at.is_null())
    if row is None:
        raise Refusal(N_("Somebody joined with that code meanwhile. It works once; please ask for another."))
    row.used_at = now
    row.save(only=[JoiningCode.used_at])
    bury(row.row)
    return row


# The door opens


def enter(vault: Vault, underway: Underway, proof: Proof, *, now: int, needs_approval: bool = False) -> Joined:
    """Make a member of somebody who answered everything, and forget the answers: all of it, or nothing.

    Where the desk has to say yes, they wait, and their words go to the desk; whoever has a joining code need not.
    Raises Refusal when the handle was taken or the code used meanwhile, or nobody joins just now.
    """
    if lock_down.until() > now and underway.role is not Role.OPERATOR:
        raise Refusal(lock_down.NOBODY_JOINS)
    waits = needs_approval and not underway.code
    leaving.refuse_left(vault, underway.handle)
    used = _use(underway.code, now) if underway.code else None
    person = members.add(
        underway.handle,
        now=now,
        role=Role(used.role) if used else Role.MEMBER,
        passphrase=proof.hashed,
        guidelines=underway.guidelines,
        waiting=waits,
        consented=underway.consent,
    )
    if used is not None and used.made_by_id is not None:
        Member.update(invited_by=used.made_by_id, invited_at=used.made_at).where(Member.id == person.id).execute()
    if proof.fingerprint:
        member_keys.add_key(vault, person.id, proof.fingerprint, proof.label, now=now)
    drop(underway.mark)
    if not waits:
        return Joined(person)
    return Joined(person, desk.leave(vault, About.JOINING, underway.note or "", person, now))
