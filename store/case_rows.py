"""Cases as rows: who of the staff may see which, and one of them for an act on it.

Nobody judges what they are a part of: whoever reported it, is reported, blocks its author, wrote back and forth with
them, decided what is appealed against, confirmed it, or reported what it was about. What is about one of the staff
goes past them, to the operators. And whoever asked for somebody else does not meet it again. This is decided here and
nowhere else, for those who look after a support group too, who meet what was written there and nothing besides.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, Protocol, TypeVar

from peewee import JOIN, SQL, ModelSelect, fn

from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store import prepared, sanction_rows
from store.prepared import among, numbers
from store.tables import (
    Appeal,
    Block,
    Board,
    Case,
    CasePass,
    Decision,
    GroupCase,
    GroupMember,
    Member,
    Post,
    Report,
    Sanction,
    Table,
    Thread,
)

T = TypeVar("T", bound=Table)

APPEAL, BAN = "appeal/", "ban/"
"""How the target of a case begins that is an appeal, or a ban that somebody else is to look at."""


class Judge(Protocol):
    """Whoever looks: bbs.community.members.Person is one."""

    @property
    def id(self) -> int:
        """Which member they are."""
        ...

    @property
    def is_staff(self) -> bool:
        """Whether they look after the place."""
        ...

    @property
    def role(self) -> str:
        """What they do for it."""
        ...


Claimer, About = Member.alias(), Member.alias()


def seen_by(staff: Judge | None, *, passed: bool = False) -> ModelSelect[Case]:
    """Return the cases somebody of the staff may see, open or not, with what hangs on them.

    With `passed` those that they asked somebody else to take. Raises NotFound for anybody else.
    """
    if staff is None or not staff.is_staff:
        raise NotFound
    rows = _with_all()
    theirs = CasePass.select(SQL("1")).where(CasePass.case == Case.id, CasePass.by == staff.id)
    rows = rows.where(fn.EXISTS(theirs) if passed else ~fn.EXISTS(theirs))
    return rows.where(*apart(staff.id, is_operator=staff.role == "operator"))


def _with_all() -> ModelSelect[Case]:
    return (
        Case.select(Case, About, Claimer, Post, Thread, Board)
        .join(About, JOIN.LEFT_OUTER, on=(Case.about == About.id), attr="about")
        .switch(Case)
        .join(Claimer, JOIN.LEFT_OUTER, on=(Case.claimed_by == Claimer.id), attr="claimed_by")
        .switch(Case)
        .join(Post, JOIN.LEFT_OUTER, on=(Case.post == Post.id), attr="post")
        .join(Thread, JOIN.LEFT_OUTER, on=(Post.thread == Thread.id), attr="thread")
        .switch(Case)
        .join(Board, JOIN.LEFT_OUTER, on=(Case.board == Board.id), attr="board")
    )


def written_in_group() -> list[Any]:
    """Return the conditions under which an open case is about what was written, and was not left to the desk."""
    handed = GroupCase.select(SQL("1")).where(GroupCase.case == Case.id, GroupCase.handed_at.is_null(False))
    is_written = Case.target.startswith("post/") | Case.target.startswith("thread/")
    return [Case.closed_at.is_null(), is_written, ~fn.EXISTS(handed)]


def met_in(board: int, facilitator: int) -> ModelSelect[Case]:
    """Return what waits in a support group for one of those who look after it, who is no part of it.

    That they do look after it is for the caller to know.
    """
    rows = _with_all().where(Case.board == board, *written_in_group(), *apart(facilitator, is_operator=False))
    return rows.order_by(Case.rank, Case.opened_at, Case.id)


def judges_in_group(case: Case, *, now: int) -> list[int]:
    """Return who looks after the support group that a case happened in, and is no part of it; [] for all other cases.

    Whoever does not come in any more is none of them, nor who is suspended: they look after nothing meanwhile.
    """
    if case.board_id is None or case.target.partition("/")[0] not in ("post", "thread"):
        return []
    caring = GroupMember.select(GroupMember.member).join(Member, on=(GroupMember.member == Member.id))
    caring = caring.where(GroupMember.board == case.board_id, GroupMember.facilitator_at.is_null(False))
    found = [row.member_id for row in caring.where(GroupMember.joined_at.is_null(False), Member.left_at.is_null())]
    here = [one for one in found if sanction_rows.shut_out_until(one) <= now]
    return [one for one in here if is_no_part_of(case.id, one, is_operator=False)]


def is_no_part_of(case: int, staff: int, *, is_operator: bool) -> bool:
    """Say whether one of the staff may judge a case."""
    return bool(_apart_from_one(staff, case, operator=is_operator))


@prepared.prepared
def _apart_from_one(staff: Any, case: Any, *, operator: bool) -> ModelSelect[Case]:
    return Case.select(SQL("1")).where(Case.id == case, *apart(staff, is_operator=operator))


def open_about(staff: Judge, members: Iterable[int]) -> list[tuple[int, bool]]:
    """Return whom each open case about some members is about, and whether one of the staff may judge it."""
    asked = (numbers(members), staff.id)
    mine = {case for case, _ in _open_about(*asked, apart_for=staff.role)}
    return [(about, case in mine) for case, about in _open_about(*asked, apart_for="")]


@prepared.prepared
def _open_about(members: Any, staff: Any, *, apart_for: str) -> ModelSelect[Case]:
    rows = Case.select(Case.id, Case.about).where(Case.closed_at.is_null(), Case.about.in_(among(members)))
    return rows.where(*apart(staff, is_operator=apart_for == "operator")) if apart_for else rows


def earlier_about(staff: Judge | None, member: int | None, *, but: int) -> list[int]:
    """Return the other cases about a member that one of the staff may see, the newest first. Raises NotFound.

    A post without a name is nobody's here.
    """
    if staff is None or not staff.is_staff:
        raise NotFound
    return [case for (case,) in _earlier_about(staff.id, member, but, operator=staff.role == "operator")]


@prepared.prepared
def _earlier_about(staff: Any, member: Any, but: Any, *, operator: bool) -> ModelSelect[Case]:
    passed = CasePass.select(SQL("1")).where(CasePass.case == Case.id, CasePass.by == staff)
    rows = Case.select(Case.id).join(Post, JOIN.LEFT_OUTER, on=(Case.post == Post.id))
    rows = rows.where(Case.about == member, Case.id != but, Case.post.is_null() | (Post.nameless == ""))
    rows = rows.where(~fn.EXISTS(passed), *apart(staff, is_operator=operator))
    return rows.order_by(Case.id.desc())


def apart(staff: int, *, is_operator: bool) -> list[Any]:
    """Return the conditions under which one of the staff is no part of a case."""
    reported = Report.select(SQL("1")).where(Report.case == Case.id, Report.by == staff, ~Report.found)
    conditions = [
        Case.about.is_null() | (Case.about != staff),
        Case.apart_from.is_null() | (Case.apart_from != staff),
        ~fn.EXISTS(reported),
        ~Case.dispute | ~_in_it(staff),
        ~_confirmed(staff),
        ~_came_of_their_report(staff),
    ]
    if not is_operator:
        member = Member.alias()
        of_staff = member.select(SQL("1")).where(member.id == Case.about, member.role != "member")
        conditions.append(~fn.EXISTS(of_staff))
    return conditions


def _in_it(staff: Any) -> Any:
    """Return the condition under which one of the staff blocks whom a case is about, or wrote back and forth there."""
    blocks = Block.select(SQL("1")).where(Block.by == staff, Block.of == Case.about)
    asked, answered, answer = Post.alias(), Post.alias(), Post.alias()
    spoke = asked.select(SQL("1")).join(answered, on=(asked.reply_to == answered.id))
    spoke = spoke.where(asked.id == Case.post, answered.author == staff)
    replied = answer.select(SQL("1")).where(answer.reply_to == Case.post, answer.author == staff)
    return fn.EXISTS(blocks) | fn.EXISTS(spoke) | fn.EXISTS(replied)


def takes_part(staff: int, case: int) -> bool:
    """Say whether one of the staff blocks whom a case is about, or wrote back and forth with them there."""
    return Case.select().where(Case.id == case, _in_it(staff)).exists()


def _confirmed(staff: int) -> Any:
    """Return the condition under which a case is an appeal against a ban that one of the staff let stand."""
    ban = Case.alias()
    rows = Appeal.select(SQL("1")).join(Sanction, on=(Sanction.decision == Appeal.decision))
    rows = rows.join(ban, on=(ban.target == fn.PRINTF("ban/%d", Sanction.id)))
    let_stand = (Sanction.confirmed_at.is_null(False), ban.closed_by == staff)
    is_appeal = fn.SUBSTR(Case.target, 1, len(APPEAL)) == APPEAL
    return is_appeal & fn.EXISTS(rows.where(Appeal.row == fn.SUBSTR(Case.target, len(APPEAL) + 1), *let_stand))


def _came_of_their_report(staff: Any) -> Any:
    """Return the condition under which a case is an appeal against what came of their report, or a ban it led to."""
    theirs = Report.select(SQL("1")).join(Decision, on=(Decision.case == Report.case))
    theirs = theirs.where(Report.by == staff, ~Report.found)
    appealed = theirs.join(Appeal, on=(Appeal.decision == Decision.id))
    appealed = appealed.where(Appeal.row == fn.SUBSTR(Case.target, len(APPEAL) + 1))
    banned = theirs.join(Sanction, on=(Sanction.decision == Decision.id))
    banned = banned.where(Sanction.id == fn.SUBSTR(Case.target, len(BAN) + 1).cast("INTEGER"))
    is_appeal, is_ban = (fn.SUBSTR(Case.target, 1, len(kind)) == kind for kind in (APPEAL, BAN))
    return (is_appeal & fn.EXISTS(appealed)) | (is_ban & fn.EXISTS(banned))


def row_of(staff: Judge | None, case_id: int) -> Case:
    """Return the row of a case that one of the staff may see, with what hangs on it. Raises NotFound."""
    if staff is None or not staff.is_staff:
        raise NotFound
    found = _one(staff.id, case_id, operator=staff.role == "operator")
    if not found:
        raise NotFound(NOT_THERE)
    return _with_rows(found[0])


def _with_rows(values: Iterable[Any]) -> Case:
    """Return a case of what `_one` asks for, and the rows that hang on it: whoever needs one need not ask again."""
    parts = iter(values)

    def next_of(table: type[T]) -> T | None:
        row: Any = prepared.row_of(table, islice(parts, len(table._meta.sorted_fields)))
        return None if row.id is None else row

    case = prepared.row_of(Case, islice(parts, len(Case._meta.sorted_fields)))
    _hangs_on(case, about=next_of(Member), claimed_by=next_of(Member))
    post, thread, board = next_of(Post), next_of(Thread), next_of(Board)
    _hangs_on(case, post=post, board=board)
    if post is not None:
        _hangs_on(post, thread=thread)
    return case


def _hangs_on(row: Table, **rows: Table | None) -> None:
    row.__rel__.update({name: one for name, one in rows.items() if one is not None})


@prepared.prepared
def _one(staff: Any, case: Any, *, operator: bool) -> ModelSelect[Case]:
    """Return the columns of a case, then of all that hangs on it."""
    return _with_all().where(Case.id == case, *apart(staff, is_operator=operator))


NOT_THERE = N_("That case is not there for you: it is for others to judge, or there is none.")


def for_act(staff: Judge | None, case_id: int, version: int) -> Case:
    """Return the row of an open case for an act on it, which nobody changed since it was read as `version`.

    Raises NotFound as `row_of` does, Refusal when somebody changed or closed it meanwhile.
    """
    return _unchanged(row_of(staff, case_id), version)


def unless_taken(staff: Judge | None, case_id: int, version: int, *, stale: int) -> Case:
    """Return the row of a case for an act that is for whoever has it, or anybody while nobody does.

    Who took it at `stale` or before has it no more. Raises as `for_act` does, and Refusal while somebody else has it.
    """
    row = for_act(staff, case_id, version)
    held = row.claimed_at is not None and row.claimed_at > stale
    if held and row.claimed_by is not None and staff is not None and row.claimed_by_id != staff.id:
        raise Refusal(N_("{handle} took this one. Ask them, or take another."), handle=row.claimed_by.handle)
    return row


def for_act_in_group(board: int, facilitator: int, case_id: int, version: int) -> Case:
    """Return the row of a case that waits in a group, for an act of who looks after it. Raises as `for_act` does."""
    row: Case | None = met_in(board, facilitator).where(Case.id == case_id).first()
    if row is None:
        raise NotFound(NOT_THERE)
    return _unchanged(row, version)


def _unchanged(row: Case, version: int) -> Case:
    if row.closed_at is not None:
        raise Refusal(N_("Somebody closed this case meanwhile. Please look at it again."))
    if row.version != version:
        raise Refusal(N_("Something about this case changed while you looked. Please look at it again."))
    return row


def change(row: Case, **changed: Any) -> None:
    """Change a case: whoever looks at it as it was has to look again."""
    Case.update(version=Case.version + 1, **changed).where(Case.id == row.id).execute()
