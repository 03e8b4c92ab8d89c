"""Cases as rows: who of the staff may see which, and one of them for an act on it.

Nobody judges what they are a part of: whoever reported it, is reported, blocks its author, wrote back and forth with
them, decided what is appealed against, or confirmed it. What is about one of the staff goes past them, to the
operators. And whoever asked for somebody else does not meet it again. This is decided here and nowhere else, for those
who look after a support group too, who meet what was written there and nothing besides.
"""

from __future__ import annotations

from typing import Any, Final, Protocol

from peewee import JOIN, SQL, ModelSelect, fn

from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.tables import (
    Appeal,
    Block,
    Board,
    Case,
    CasePass,
    GroupCase,
    GroupMember,
    Member,
    Post,
    Report,
    Sanction,
    Thread,
)

APPEAL: Final = "appeal/"
"""How the target of a case begins that is an appeal."""


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


def judges_in_group(case: Case) -> list[int]:
    """Return who looks after the support group that a case happened in, and is no part of it; [] for all other cases.

    Whoever does not come in any more is none of them.
    """
    if case.board_id is None or case.target.partition("/")[0] not in ("post", "thread"):
        return []
    caring = GroupMember.select(GroupMember.member).join(Member, on=(GroupMember.member == Member.id))
    caring = caring.where(GroupMember.board == case.board_id, GroupMember.facilitator_at.is_null(False))
    found = [row.member_id for row in caring.where(GroupMember.joined_at.is_null(False), Member.left_at.is_null())]
    return [one for one in found if Case.select().where(Case.id == case.id, *apart(one, is_operator=False)).exists()]


def apart(staff: int, *, is_operator: bool) -> list[Any]:
    """Return the conditions under which one of the staff is no part of a case."""
    reported = Report.select(SQL("1")).where(Report.case == Case.id, Report.by == staff, ~Report.found)
    blocks = Block.select(SQL("1")).where(Block.by == staff, Block.of == Case.about)
    asked, answered, answer = Post.alias(), Post.alias(), Post.alias()
    spoke = asked.select(SQL("1")).join(answered, on=(asked.reply_to == answered.id))
    spoke = spoke.where(asked.id == Case.post, answered.author == staff)
    replied = answer.select(SQL("1")).where(answer.reply_to == Case.post, answer.author == staff)
    in_it = fn.EXISTS(blocks) | fn.EXISTS(spoke) | fn.EXISTS(replied)
    conditions = [
        Case.about.is_null() | (Case.about != staff),
        Case.apart_from.is_null() | (Case.apart_from != staff),
        ~fn.EXISTS(reported),
        ~Case.dispute | ~in_it,
        ~_confirmed(staff),
    ]
    if not is_operator:
        member = Member.alias()
        of_staff = member.select(SQL("1")).where(member.id == Case.about, member.role != "member")
        conditions.append(~fn.EXISTS(of_staff))
    return conditions


def _confirmed(staff: int) -> Any:
    """Return the condition under which a case is an appeal against a ban that one of the staff let stand."""
    ban = Case.alias()
    rows = Appeal.select(SQL("1")).join(Sanction, on=(Sanction.decision == Appeal.decision))
    rows = rows.join(ban, on=(ban.target == fn.PRINTF("ban/%d", Sanction.id)))
    let_stand = (Sanction.confirmed_at.is_null(False), ban.closed_by == staff)
    is_appeal = fn.SUBSTR(Case.target, 1, len(APPEAL)) == APPEAL
    return is_appeal & fn.EXISTS(rows.where(Appeal.row == fn.SUBSTR(Case.target, len(APPEAL) + 1), *let_stand))


def row_of(staff: Judge | None, case_id: int) -> Case:
    """Return the row of a case that one of the staff may see, with what hangs on it. Raises NotFound."""
    mine = (seen_by(staff, passed=passed).where(Case.id == case_id).first() for passed in (False, True))
    row: Case | None = next((one for one in mine if one is not None), None)
    if row is None:
        raise NotFound(NOT_THERE)
    return row


NOT_THERE = N_("That case is not there for you: it is for others to judge, or there is none.")


def for_act(staff: Judge | None, case_id: int, version: int) -> Case:
    """Return the row of an open case for an act on it, which nobody changed since it was read as `version`.

    Raises NotFound as `row_of` does, Refusal when somebody changed or closed it meanwhile.
    """
    return _unchanged(row_of(staff, case_id), version)


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
