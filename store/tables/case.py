"""What waits for those who look after this place: cases, the reports each gathers, and their notes about members."""

from __future__ import annotations

from peewee import SQL, AutoField, BigIntegerField, BlobField, BooleanField, ForeignKeyField, IntegerField, TextField

from store.tables.base import Table, random_name
from store.tables.board import Board, Post
from store.tables.member import Member


class Case(Table):
    """One thing to look at, with all reports about it; `target` is "post/12", and at most one case a target is open.

    `about` is whose it is, `board` where it happened. `rank` gives the order: 0 goes before everything. `dispute` says
    that somebody's conduct is complained of: then who is a part of it does not judge it. `version` grows with every
    change, so that two people do not act blindly. `apart_from` decided what this asks somebody else to look at. An
    open case with `claimed_by` and no `claimed_at` came back, as whoever took it was away. `covered` is when a part of
    the post was covered until a human looks. `urgent_at` is when it became urgent, `looked_at` when somebody first
    took it.
    """

    id = AutoField()
    target = TextField()
    about = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    post = ForeignKeyField(Post, null=True, on_delete="SET NULL", backref="+")
    board = ForeignKeyField(Board, null=True, on_delete="SET NULL", backref="+")
    rank = IntegerField()
    dispute = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    opened_at = BigIntegerField()
    version = IntegerField(default=1, constraints=[SQL("DEFAULT 1")])
    claimed_at = BigIntegerField(null=True)
    claimed_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    snoozed_until = BigIntegerField(null=True)
    closed_at = BigIntegerField(null=True)
    closed_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    outcome = TextField(default="", constraints=[SQL("DEFAULT ''")])
    apart_from = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    urgent_at = BigIntegerField(null=True)
    looked_at = BigIntegerField(null=True)
    about_id: int | None
    post_id: int | None
    board_id: int | None
    claimed_by_id: int | None
    closed_by_id: int | None
    apart_from_id: int | None

    class Meta:
        """Peewee's settings: "case" is a word of SQL's."""

        table_name = "desk_case"


Case.add_index(Case.index(Case.target, unique=True, where=Case.closed_at.is_null(), name="desk_case_open"))
Case.add_index(Case.index(Case.rank, Case.opened_at, where=Case.closed_at.is_null(), name="desk_case_queue"))
Case.add_index(Case.index(Case.closed_at, where=Case.closed_at.is_null(False), name="desk_case_closed"))


class Report(Table):
    """That somebody, or the software where `by_software`, brought a case up. What for, and their words, are sealed.

    `found` says that one of the staff opened the case themselves, and complains of nothing: they may act on it.
    `told_at` is when the reporter was told the outcome.
    """

    id = AutoField()
    case = ForeignKeyField(Case, backref="reports", on_delete="CASCADE")
    by = ForeignKeyField(Member, null=True, on_delete="CASCADE", backref="+")
    by_software = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    found = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    row = TextField(unique=True, default=random_name)
    sealed = BlobField()
    made_at = BigIntegerField()
    told_at = BigIntegerField(null=True)
    case_id: int
    by_id: int | None

    class Meta:
        """Peewee's settings."""

        indexes = ((("case", "by"), True),)


class CasePass(Table):
    """That one of the staff asked for somebody else to take a case: nobody has to look at everything."""

    id = AutoField()
    case = ForeignKeyField(Case, backref="+", on_delete="CASCADE")
    by = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    at = BigIntegerField()
    case_id: int
    by_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("case", "by"), True),)


class StaffNote(Table):
    """What the staff note about a member, for each other; sealed. The member can ask what is held, and reads it."""

    id = AutoField()
    about = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    case = ForeignKeyField(Case, null=True, on_delete="SET NULL", backref="+")
    row = TextField(unique=True, default=random_name)
    sealed = BlobField()
    made_at = BigIntegerField()
    about_id: int
    by_id: int | None
    case_id: int | None
