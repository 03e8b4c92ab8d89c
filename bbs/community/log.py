"""The log of what staff did: only ever added to, and chained, so that nothing is changed or taken out unnoticed.

A row holds an act, a moment, and sealed facts: who, about whom, on what, and the words given for it. A mark of the
facts made with the server key stands in the row, and the chain goes over act, moment and mark. So whoever looks after
the words can be asked to destroy them, for a member who left, and the chain still holds; only who has the server key
could write a row that fits.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from peewee import JOIN, ModelSelect

from bbs.community.members import Person
from bbs.errors import NotFound
from store.prepared import prepared
from store.tables import Case, Member, Post, StaffAct
from store.tables.base import random_name
from store.vault import Place, SealBrokenError, Vault

log = logging.getLogger(__name__)

FIRST: Final = b"\x00" * 32
"""What the first row of the chain goes on from."""


@dataclass(frozen=True)
class Entry:
    """One act as it is read: `by` and `about` are handles, "" for nobody or who left; `words` what was given for it.

    Whose a post without a name is nobody is told: then `about` is "" too.
    """

    id: int
    act: str
    at: int
    by: str
    about: str
    words: str
    post: int | None
    case: int | None


@dataclass(frozen=True)
class Checked:
    """What looking the chain over found: how many rows, the last link, how many have lost their words.

    `broken` is the number of the first row that does not fit, None where all do. `missed` says that a link that was
    noted before is not in the chain any more.
    """

    entries: int
    head: bytes
    wordless: int
    broken: int | None = None
    missed: bool = False

    @property
    def holds(self) -> bool:
        """Whether nothing was changed or taken out."""
        return self.broken is None and not self.missed


def _place(row: str) -> Place:
    return Place("staff_act", row, "")


def record(
    vault: Vault,
    act: str,
    *,
    by: int | None,
    about: int | None,
    now: int,
    post: int | None = None,
    case: int | None = None,
    words: str = "",
) -> int:
    """Add an act to the log, in the transaction in which it is done; return the number of its row.

    `act` is a word of the program's ("post-hidden"), `by` and `about` ids of members, `words` what was given for it.
    """
    row = random_name()
    facts = json.dumps({"about": about, "by": by, "case": case, "post": post, "words": words}, sort_keys=True)
    last = _last_link()
    digest = _digest(vault, row, facts)
    made = StaffAct.create(
        act=act,
        member=about,
        by=by,
        at=now,
        post=post,
        case=case,
        row=row,
        reason=vault.seal(_place(row), facts),
        digest=digest,
        chain=_link(bytes(last[0][0]) if last else FIRST, act, now, digest),
    )
    return int(made.id)


@prepared
def _last_link() -> ModelSelect[StaffAct]:
    return StaffAct.select(StaffAct.chain).where(StaffAct.chain.is_null(False)).order_by(StaffAct.id.desc()).limit(1)


def _digest(vault: Vault, row: str, facts: str) -> bytes:
    return vault.mark("log", f"{row}\x00{facts}")


def _link(before: bytes, act: str, at: int, digest: bytes) -> bytes:
    return sha256(b"\x00".join((before, act.encode(), str(at).encode(), digest))).digest()


def _facts_of(vault: Vault, row: StaffAct) -> dict[str, Any]:
    """Return the facts of a row; {} where they were destroyed, or this server key does not open them."""
    if row.reason is None:
        return {}
    try:
        opened = vault.open(_place(row.row or ""), bytes(row.reason))
    except SealBrokenError:
        log.warning("the reason of a staff act could not be opened: was the server key changed?")
        return {}
    # A row of before there was a chain holds the words alone.
    return dict(json.loads(opened)) if row.digest is not None else {"words": opened}


def words_of(vault: Vault, row: StaffAct) -> str:
    """Return the words that were given for an act, "" for none."""
    return str(_facts_of(vault, row).get("words", ""))


By = Member.alias()


def _rows() -> ModelSelect[StaffAct]:
    rows = StaffAct.select(StaffAct, By, Member, Post)
    rows = rows.join(By, JOIN.LEFT_OUTER, on=(StaffAct.by == By.id), attr="by").switch(StaffAct)
    rows = rows.join(Member, JOIN.LEFT_OUTER, on=(StaffAct.member == Member.id), attr="member").switch(StaffAct)
    return rows.join(Post, JOIN.LEFT_OUTER, on=(StaffAct.post == Post.id), attr="post")


def _entries(vault: Vault, rows: Iterable[StaffAct]) -> list[Entry]:
    return [
        Entry(
            row.id,
            row.act,
            row.at,
            row.by.handle if row.by else "",
            row.member.handle if row.member and not (row.post and row.post.nameless) else "",
            words_of(vault, row),
            row.post_id,
            row.case_id,
        )
        for row in rows
    ]


def lately(
    vault: Vault,
    staff: Person | None,
    *,
    before: int | None = None,
    act: str = "",
    about: int | None = None,
    of: int | None = None,
    case: int | None = None,
    limit: int = 50,
) -> list[Entry]:
    """Return acts, newest first, for the staff; `before` is a row's number, the others narrow them.

    `of` is a member who did them or whom they are about; whose a post without a name is they are not found by. Without
    what is about who asks: that they read as every member does. Raises NotFound for all but the staff.
    """
    rows = _rows().where(_may_be_read_by(staff))
    is_named = Post.nameless.is_null() | (Post.nameless == "")
    if before is not None:
        rows = rows.where(StaffAct.id < before)
    if act:
        rows = rows.where(StaffAct.act == act)
    if about is not None:
        rows = rows.where(StaffAct.member == about, is_named)
    if of is not None:
        rows = rows.where((StaffAct.by == of) | ((StaffAct.member == of) & is_named))
    if case is not None:
        rows = rows.where(StaffAct.case == case)
    return _entries(vault, rows.order_by(StaffAct.id.desc()).limit(limit))


def _may_be_read_by(staff: Person | None) -> Any:
    """Return the rule for what somebody of the staff reads of the log. Raises NotFound for all others."""
    if staff is None or not staff.is_staff:
        raise NotFound
    return StaffAct.member.is_null() | (StaffAct.member != staff.id) | (StaffAct.by == staff.id)


def one(vault: Vault, staff: Person | None, number: int) -> Entry:
    """Return one act, by the number of its row. Raises NotFound where they do not read it."""
    rows = _rows().where(_may_be_read_by(staff), StaffAct.id == number)
    found = _entries(vault, rows)
    if not found:
        raise NotFound
    return found[0]


def kinds(staff: Person | None) -> list[str]:
    """Return the words of the acts there are of what somebody of the staff reads."""
    rows = StaffAct.select(StaffAct.act).where(_may_be_read_by(staff)).distinct().order_by(StaffAct.act)
    return [row.act for row in rows]


def about(vault: Vault, member: Person) -> list[Entry]:
    """Return what is in the log about a member, newest first, for themselves: without who did it."""
    rows = _rows().where(StaffAct.member == member.id).order_by(StaffAct.id.desc())
    return [
        Entry(one.id, one.act, one.at, "", one.about, one.words, one.post, one.case) for one in _entries(vault, rows)
    ]


def check(vault: Vault, *, noted: bytes = b"") -> Checked:
    """Look the whole chain over. `noted` is the beginning of a link somebody wrote down before: it must be in it.

    Rows of before there was a chain are passed over. Rows whose words were destroyed are held by their mark alone.
    """
    before, entries, wordless, broken = FIRST, 0, 0, None
    seen = not noted
    for row in StaffAct.select().order_by(StaffAct.id).iterator():
        if row.chain is None and not entries:
            continue
        entries += 1
        link = bytes(row.chain or b"")
        fits = row.digest is not None and link == _link(before, row.act, row.at, bytes(row.digest))
        wordless += row.reason is None
        if broken is None and not (fits and _says_the_same(vault, row)):
            broken = row.id
        before = link
        seen = seen or link.startswith(noted)
    return Checked(entries, before if entries else FIRST, wordless, broken, missed=not seen)


def _says_the_same(vault: Vault, row: StaffAct) -> bool:
    """Say whether a row's mark is of its facts, and its columns say what they say, or nothing, of what is gone.

    Words are destroyed with the member they were about, and with nobody else.
    """
    if row.reason is None:
        return row.member_id is None
    try:
        facts = vault.open(_place(row.row or ""), bytes(row.reason))
    except SealBrokenError:
        return False
    if bytes(row.digest or b"") != _digest(vault, row.row or "", facts):
        return False
    said = json.loads(facts)
    columns = {"about": row.member_id, "by": row.by_id, "case": row.case_id, "post": row.post_id}
    return all(
        value == said[name] or (value is None and _is_gone(name, said[name], row.at)) for name, value in columns.items()
    )


def _is_gone(name: str, number: int, at: int) -> bool:
    """Say whether what an act was about is not there any more. A number may be given anew, to what came later."""
    match name:
        case "post":
            return not Post.select().where(Post.id == number).exists()
        case "case":
            return not Case.select().where(Case.id == number, Case.opened_at <= at).exists()
    return not Member.select().where(Member.id == number, Member.joined_at <= at).exists()
