"""What a case is about, as one of the staff may read it: the post, what stands around it, and who they have to do with.

What is written in a members-only group is read for a reason alone, and the group is shown it (group_looks.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from peewee import JOIN

from bbs.community import boards, cases, group_first, group_looks, invitations, queue, reading, staff_notes
from bbs.community.group_first import WithGroup
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.community.queue import CaseFile, CaseLine
from bbs.community.reports import Reason
from bbs.community.staff_notes import Noted
from bbs.errors import BBSError, NotFound
from store.case_rows import earlier_about, is_no_part_of, row_of
from store.tables import Decision, DeskNote, Member, Post, StaffNote, Thread
from store.vault import Vault

BEFORE: Final = 3
AFTER: Final = 1
"""Posts around the one in question: enough to see what was answered, and how."""
EARLIER: Final = 10
"""Earlier cases that are listed."""

GUIDELINES: Final = {
    Reason.WORRIED: 2,
    Reason.UNKIND: 7,
    Reason.HARM: 4,
    Reason.HEALTH: 3,
    Reason.PRIVATE: 5,
    Reason.SPAM: 7,
    Reason.THREAT: 7,
}
"""Which of the guidelines (bbs/text/en/guidelines.toml, counted from 1) a reason may touch."""


@dataclass(frozen=True)
class Where:
    """Where a post stands: `address` is "" where they may not go. `needs_reason` says that a look has to be said why.

    `is_gone` says that the post was taken away meanwhile, `is_edited` that it does not say what it said at first,
    `is_covered` that a part of it is covered for others until somebody decides.
    """

    post: int
    thread: int
    number: int
    address: str
    title: str
    board_title: str
    posted_at: int
    note: str
    needs_reason: bool
    is_gone: bool
    is_edited: bool
    is_covered: bool


@dataclass(frozen=True)
class Passage:
    """The post in question and what stands around it."""

    before: tuple[PostLine, ...]
    post: PostLine
    after: tuple[PostLine, ...]


@dataclass(frozen=True)
class Background:
    """Whom a case is about: since when they are here, what is noted about them, what came up before.

    `is_urgent` says that they may be in danger, as this case tells or another one that is open. `way` is who let them
    in with a joining code, who let those in, and so on.
    """

    member: int
    handle: str
    joined_at: int
    role: str
    notes: int
    earlier: int
    is_urgent: bool
    way: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """A case with all that is said of it before its words are opened.

    `note` is the address of the note to the desk that it is about, "" for none that waits. `group` is what those who
    look after the support group it happened in have to do with it, `group_until` until when it waits for them first.
    `is_passed` says that whoever looks asked for somebody else to take it. `note_by` is the member who wrote the
    note, whether it still waits or not. `wrote` is what whom it is about wrote to the desk last and nobody answered: a
    note and when, None for none.
    """

    file: CaseFile
    where: Where | None
    background: Background | None
    note: str = ""
    group: WithGroup = WithGroup.NOBODY
    group_until: int | None = None
    is_passed: bool = False
    note_by: str = ""
    wrote: tuple[int, int] | None = None


def read(vault: Vault, staff: Person | None, case_id: int, *, now: int) -> Held:
    """Return a case as it is first looked at. Raises NotFound for who may not see it."""
    file = queue.read(vault, staff, case_id, now=now)
    group, until = group_first.as_to_group(case_id, now=now), group_first.waits_until(case_id)
    where, background, note = _where(staff, file.post, now), _background(vault, staff, file), _note(staff, file)
    wrote = _wrote(background.member) if background is not None else None
    passed, writer = cases.is_passed(staff, case_id), _writer(staff, file)
    return Held(file, where, background, note, group, until, passed, writer, wrote)


def _wrote(member: int) -> tuple[int, int] | None:
    rows = DeskNote.select(DeskNote.id, DeskNote.made_at).where(DeskNote.member == member, DeskNote.kind != "joining")
    row = rows.where(DeskNote.answered_at.is_null()).order_by(DeskNote.id.desc()).first()
    return (row.id, row.made_at) if row is not None else None


def written_to(staff: Person, member: int) -> int | None:
    """Return the case on which somebody wrote to a member last, where one of the staff may see it; None for none.

    Of what was written about a post without a name nothing is said: it would tell whose that is.
    """
    rows = Decision.select(Decision.case, Post.nameless).join(Post, JOIN.LEFT_OUTER, on=(Decision.post == Post.id))
    rows = rows.where(Decision.about == member, Decision.outcome == "support", Decision.undone_at.is_null())
    found: Any = rows.order_by(Decision.id.desc()).limit(1).tuples()
    is_operator = staff.role == "operator"
    seen = (case for case, nameless in found if case is not None and not nameless)
    return next((case for case in seen if is_no_part_of(case, staff.id, is_operator=is_operator)), None)


def _note(staff: Person | None, file: CaseFile) -> str:
    kind, _, row = file.line.target.partition("/")
    note = DeskNote.get_or_none(DeskNote.row == row, DeskNote.answered_at.is_null()) if kind == "note" else None
    owner = note.member.id if note is not None and note.member else None
    if note is None or staff is None or owner == staff.id:
        return ""
    return f"desk/applications/{owner}" if note.kind == "joining" and owner else f"desk/{note.id}"


def _writer(staff: Person | None, file: CaseFile) -> str:
    """Return the handle of who wrote the note that a case is about, "" for a guest, who left, and any other case."""
    kind, _, row = file.line.target.partition("/")
    note = DeskNote.get_or_none(DeskNote.row == row) if kind == "note" else None
    writer = note.member if note is not None else None
    if writer is None or staff is None or writer.id == staff.id or writer.left_at is not None:
        return ""
    return str(writer.handle)


def _where(staff: Person | None, post_id: int | None, now: int) -> Where | None:
    row = Post.select(Post, Thread).join(Thread).where(Post.id == post_id).first() if post_id else None
    if row is None:
        return None
    thread = row.thread_id
    try:
        line = boards.thread(staff, thread)
    except BBSError:
        seen = _looked_at(staff, thread, row.number, now)
        is_shut = seen is None
        facts = ("", "", "", "") if seen is None else (f"looks/{thread}", seen.title, seen.board_title, "")
    else:
        address = f"boards/{line.board}/{thread}/{row.number}"
        facts, is_shut = (address, line.title, line.board_title, row.note or line.note), False
    address, title, board_title, note = facts
    return Where(
        post=row.id,
        thread=thread,
        number=row.number,
        address=address,
        title=title,
        board_title=board_title,
        posted_at=row.posted_at,
        note=note,
        needs_reason=is_shut,
        is_gone=row.removed_at is not None,
        is_edited=row.edited_at is not None,
        is_covered=row.covered != "" and row.removed_at is None,
    )


def _looked_at(staff: Person | None, thread: int, number: int, now: int) -> group_looks.LookedAt | None:
    try:
        return group_looks.read(staff, thread, first=max(1, number - BEFORE), now=now)
    except NotFound:
        return None


def passage(staff: Person | None, case_id: int, *, now: int) -> Passage:
    """Return the post of a case and what stands around it.

    Raises NotFound for who may not see the case, and while they may not read it without saying why (`look`).
    """
    row = row_of(staff, case_id)
    post = Post.get_or_none(Post.id == row.post_id)
    if post is None:
        raise NotFound
    first = max(1, post.number - BEFORE)
    if group_looks.is_open_to(staff, post.thread_id):
        limit = post.number - first + 1 + AFTER
        found = reading.stretch(staff, post.thread_id, first=first, limit=limit).posts
    else:
        found = group_looks.read(staff, post.thread_id, first=first, now=now).posts
    middle = next((line for line in found if line.id == post.id), None)
    if middle is None:
        raise NotFound
    after = tuple(line for line in found if line.number > middle.number)[:AFTER]
    return Passage(tuple(line for line in found if line.number < middle.number), middle, after)


def look(vault: Vault, staff: Person | None, case_id: int, reason: str, *, now: int) -> None:
    """Open the thread of a case in a members-only group for a reason, which the group is shown.

    Raises NotFound for who may not see the case, NotUnderstood without a reason.
    """
    post = Post.get_or_none(Post.id == row_of(staff, case_id).post_id)
    if post is None:
        raise NotFound
    group_looks.look(vault, staff, post.thread_id, reason, now=now)


def _background(vault: Vault, staff: Person | None, file: CaseFile) -> Background | None:
    row = Member.get_or_none(Member.id == file.author) if file.author else None
    if row is None or row.left_at is not None:
        return None
    return Background(
        row.id,
        row.handle,
        row.joined_at,
        row.role,
        StaffNote.select().where(StaffNote.about == row.id).count(),
        len(earlier_about(staff, file.author, but=file.line.id)),
        file.line.is_for_their_sake or bool(queue.in_danger_among(vault, staff, [row.id], but=file.line.id)),
        tuple(invitations.path(staff, row.id)),
    )


def notes(vault: Vault, staff: Person | None, case_id: int) -> list[Noted]:
    """Return what is noted about whom a case is about, newest first. Raises NotFound as `handling.note` does."""
    return staff_notes.about(vault, staff, _author(vault, staff, case_id))


def earlier(vault: Vault, staff: Person | None, case_id: int, *, now: int) -> list[CaseLine]:
    """Return the other cases about the same member that one of the staff may see, the newest first. Raises NotFound."""
    file = queue.read(vault, staff, case_id, now=now)
    if file.author is None:
        raise NotFound
    found = earlier_about(staff, file.author, but=case_id)[:EARLIER]
    return [queue.read(vault, staff, case, now=now).line for case in found]


def _author(vault: Vault, staff: Person | None, case_id: int) -> int:
    row = row_of(staff, case_id)
    if row.about_id is None or (row.post is not None and row.post.nameless):
        raise NotFound
    return row.about_id
