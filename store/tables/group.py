"""Support groups: what a board has beside it, who is in it, what is asked, proposed, noted and looked at."""

from __future__ import annotations

from peewee import (
    SQL,
    AutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from store.tables.base import Table, random_name
from store.tables.board import Board, Post, Thread
from store.tables.member import Member


class SupportGroup(Table):
    """What makes a board a support group; title and `about` are the board's, and so is who reads (`group_for`).

    `joining` is "open", "ask" or "invitation". An `unlisted` one is known to those who are in it, or invited, alone.
    `welcome` is what its facilitators say to whoever joins.
    A thread with `weekly_title` and `weekly_text` is begun on each `weekly_day` (0 is Monday, None for none);
    `weekly_at` is when that was done last. `for_staff` is the one where those who look after the place are among
    themselves.
    """

    id = AutoField()
    board = ForeignKeyField(Board, unique=True, backref="+", on_delete="CASCADE")
    joining = TextField()
    unlisted = BooleanField(default=False)
    guidelines = TextField(default="")
    welcome = TextField(default="")
    weekly_day = IntegerField(null=True)
    weekly_title = TextField(default="")
    weekly_text = TextField(default="")
    weekly_at = BigIntegerField(null=True)
    opened_at = BigIntegerField()
    closed_at = BigIntegerField(null=True)
    for_staff = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    board_id: int


class GroupMember(Table):
    """Somebody who asked to join a group, was invited, or is in it.

    They are in it once `joined_at` is there. `sealed` is what they said when they asked; it goes when that is decided.
    `asked_at` goes once they saw that they are in it, and what the group says to whoever comes.
    `listed_at` says that the others find them in the list of members; `facilitator_at` that they look after the group.
    """

    id = AutoField()
    board = ForeignKeyField(Board, backref="+", on_delete="CASCADE")
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    row = TextField(unique=True, default=random_name)
    asked_at = BigIntegerField(null=True)
    sealed = BlobField(null=True)
    invited_at = BigIntegerField(null=True)
    invited_by = ForeignKeyField(Member, null=True, backref="+", on_delete="SET NULL")
    joined_at = BigIntegerField(null=True)
    declined_at = BigIntegerField(null=True)
    listed_at = BigIntegerField(null=True)
    facilitator_at = BigIntegerField(null=True)
    board_id: int
    member_id: int
    invited_by_id: int | None

    class Meta:
        """Peewee's settings."""

        indexes = ((("board", "member"), True),)


class GroupNote(Table):
    """What one facilitator left for the others to know, sealed."""

    id = AutoField()
    board = ForeignKeyField(Board, backref="+", on_delete="CASCADE")
    by = ForeignKeyField(Member, null=True, backref="+", on_delete="SET NULL")
    row = TextField(unique=True, default=random_name)
    sealed = BlobField()
    noted_at = BigIntegerField()
    by_id: int | None


class GroupProposal(Table):
    """A group that a member would like there to be: their words, and the answer, sealed.

    `board` is the group it became.
    """

    id = AutoField()
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    row = TextField(unique=True, default=random_name)
    sealed = BlobField()
    proposed_at = BigIntegerField()
    decided_at = BigIntegerField(null=True)
    decided_by = ForeignKeyField(Member, null=True, backref="+", on_delete="SET NULL")
    answer = BlobField(null=True)
    told_at = BigIntegerField(null=True)
    board = ForeignKeyField(Board, null=True, backref="+", on_delete="SET NULL")
    member_id: int
    decided_by_id: int | None
    board_id: int | None


class GroupVote(Table):
    """What one of those who look after the place thinks of a proposed group."""

    id = AutoField()
    proposal = ForeignKeyField(GroupProposal, backref="+", on_delete="CASCADE")
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    agrees = BooleanField()
    voted_at = BigIntegerField()
    member_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("proposal", "member"), True),)


class GroupLook(Table):
    """That one of the staff looked at a thread of a group they are not in, why, and until when they may.

    The reason is sealed; those in the group are shown it. Rows are never changed.
    """

    id = AutoField()
    thread = ForeignKeyField(Thread, backref="+", on_delete="CASCADE")
    by = ForeignKeyField(Member, null=True, backref="+", on_delete="SET NULL")
    row = TextField(unique=True, default=random_name)
    sealed = BlobField()
    looked_at = BigIntegerField()
    until_at = BigIntegerField()
    thread_id: int
    by_id: int | None


class TendedThread(Table):
    """A thread that is kept at the top of its list, takes no more replies, or `came_from` another place.

    `for_week` says that it is there because it is the thread of the week, and not because a facilitator wants it there.
    """

    id = AutoField()
    thread = ForeignKeyField(Thread, unique=True, backref="+", on_delete="CASCADE")
    pinned_at = BigIntegerField(null=True)
    closed_at = BigIntegerField(null=True)
    for_week = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    came_from = ForeignKeyField(Board, null=True, backref="+", on_delete="SET NULL")
    moved_at = BigIntegerField(null=True)
    thread_id: int


class FoldedPost(Table):
    """A post that a facilitator folded: it is shown to who asks for it, after the reason."""

    id = AutoField()
    post = ForeignKeyField(Post, unique=True, backref="+", on_delete="CASCADE")
    by = ForeignKeyField(Member, null=True, backref="+", on_delete="SET NULL")
    row = TextField(unique=True, default=random_name)
    reason = TextField()
    folded_at = BigIntegerField()
    by_id: int | None
