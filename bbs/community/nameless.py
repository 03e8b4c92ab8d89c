"""Posts without a name: in one thread one word stands for one author, and only an operator's recorded act says whose.

The word is drawn with the server key from thread and member, so that nobody without the key can work it out, and
differs from thread to thread. It is kept with the post. Colours, and none that is also said of people, moods or blood.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from peewee import JOIN, ModelSelect

from bbs.community import log
from bbs.community.members import Person, Role
from bbs.community.wording import clean_line
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_line
from store.prepared import prepared
from store.sight import is_readable
from store.tables import Board, Member, Post, StaffAct, Thread
from store.vault import Vault

COLOURS: Final = (
    N_("amber"), N_("apricot"), N_("aqua"), N_("azure"), N_("bronze"), N_("cobalt"), N_("copper"), N_("coral"),
    N_("cream"), N_("emerald"), N_("fern"), N_("gold"), N_("green"), N_("indigo"), N_("ivory"), N_("jade"),
    N_("lavender"), N_("lemon"), N_("lilac"), N_("lime"), N_("mint"), N_("moss"), N_("ochre"), N_("orange"),
    N_("peach"), N_("pearl"), N_("plum"), N_("sand"), N_("sapphire"), N_("sienna"), N_("silver"), N_("teal"),
    N_("turquoise"), N_("umber"), N_("violet"), N_("wheat"),
)  # fmt: skip
LOOKED_UP: Final = "nameless-looked-up"
"""The act of saying whose a post without a name is."""
REASON: Final = 500
"""Characters of the reason for it."""
YES: Final = frozenset({"yes", "y"})
NO: Final = frozenset({"", "no", "n", "none"})


def understood(typed: str) -> str:
    """Return "yes" or "" for what somebody answered. Raises NotUnderstood."""
    word = safe_line(typed).strip().lower()
    if word not in YES | NO:
        raise NotUnderstood(N_("Say yes to post without your name, or no."))
    return "yes" if word in YES else ""


def word_for(vault: Vault, author: Person, thread: Thread) -> str:
    """Return the word that stands for somebody in a thread: the one they have there, else one nobody has.

    Raises Refusal where the board takes no posts without a name.
    """
    if not Board.get_by_id(thread.board_id).nameless:
        raise Refusal(N_("On this board people write with their names. Your words are kept; post them with yours?"))
    theirs = (Post.thread == thread.id, Post.nameless != "")
    before = Post.select(Post.nameless).where(*theirs, Post.author == author.id).first()
    if before is not None:
        return str(before.nameless)
    taken = {row.nameless for row in Post.select(Post.nameless).where(*theirs).distinct()}
    drawn = sorted(COLOURS, key=lambda colour: vault.mark("nameless", f"{thread.id}:{author.id}:{colour}"))
    words = (f"{colour} {turn}" if turn > 1 else colour for turn in count(1) for colour in drawn)
    return next(word for word in words if word not in taken)


@dataclass(frozen=True)
class Act:
    """That an operator looked up whose a post is: who did, when, the title of the thread, and their reason."""

    by: str
    at: int
    title: str
    reason: str


def look_up(vault: Vault, operator: Person | None, post_id: int, reason: str, *, now: int) -> str:
    """Record that an operator looks up whose a post without a name is, and return the handle, "" for who left.

    Raises NotFound for who is no operator, for a post with a name, and for one in a group they are not in;
    NotUnderstood without a reason.
    """
    if operator is None or operator.role is not Role.OPERATOR:
        raise NotFound
    row = Post.get_or_none(Post.id == post_id, Post.nameless != "", Post.removed_at.is_null())
    if row is None or not _is_readable(operator, row.thread_id):
        raise NotFound
    words = clean_line(reason, REASON, none=N_("A reason first: it is kept, and the author is shown it."))
    log.record(vault, LOOKED_UP, by=operator.id, about=row.author_id, post=post_id, now=now, words=words)
    return row.author.handle if row.author else ""


def to_tell(vault: Vault, member_id: int) -> list[Act]:
    """Return what a member was not told yet: that somebody looked up a post of theirs."""
    untold = [act for (act,) in _untold(member_id)]
    return _acts(vault, None, StaffAct.id.in_(untold)) if untold else []


@prepared
def _untold(member: Any) -> ModelSelect[StaffAct]:
    mine = (StaffAct.member == member, StaffAct.act == LOOKED_UP, StaffAct.told_at.is_null())
    return StaffAct.select(StaffAct.id).where(*mine)


def told(member_id: int, *, now: int) -> None:
    """Remember that a member was told."""
    mine = (StaffAct.member == member_id, StaffAct.act == LOOKED_UP, StaffAct.told_at.is_null())
    StaffAct.update(told_at=now).where(*mine).execute()


def lately(vault: Vault, staff: Person | None, *, limit: int = 10) -> list[Act]:
    """Return what was looked up last, newest first, without whose it was. Raises NotFound for all but the staff.

    What a thread in a group is called is for those who are in it.
    """
    if staff is None or not staff.is_staff:
        raise NotFound
    return _acts(vault, staff)[:limit]


def _acts(vault: Vault, staff: Person | None, *where: object) -> list[Act]:
    rows = StaffAct.select(StaffAct, Member).join(Member, JOIN.LEFT_OUTER, on=(StaffAct.by == Member.id))
    rows = rows.where(StaffAct.act == LOOKED_UP, *where).order_by(StaffAct.id.desc())
    return [Act(row.by.handle if row.by else "", row.at, _title(row, staff), log.words_of(vault, row)) for row in rows]


def _title(row: StaffAct, staff: Person | None) -> str:
    """Return what the thread is called: to the author of the post itself, or to staff who may read it."""
    post = Post.select(Post, Thread).join(Thread).where(Post.id == row.post_id).first()
    is_known = post is not None and (staff is None or _is_readable(staff, post.thread_id))
    return post.thread.title if post is not None and is_known else ""


def _is_readable(reader: Person, thread_id: int) -> bool:
    rule = is_readable(reader.id, reads_all=reader.reads_all)
    return Thread.select().join(Board).where(Thread.id == thread_id, rule).exists()
