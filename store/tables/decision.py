"""What was decided about a case, what it means for a member and until when, and what they answer to it."""

from __future__ import annotations

from peewee import SQL, AutoField, BigIntegerField, BlobField, BooleanField, ForeignKeyField, IntegerField, TextField

from store.tables.base import Table, random_name
from store.tables.board import Board, Post
from store.tables.case import Case
from store.tables.member import Member


class Decision(Table):
    """One decision on a case: what came of it, what it did to a post, and the reasons that the member is told.

    `outcome` and `act` are words of the program's. Sealed are the reasons, the guideline as it was, and what undoing it
    takes. `named` says that the member is told who decided. `told_at` is when they were shown it as it is now; what
    changes it empties that. `undone_at` is when everything it did was put back.
    """

    id = AutoField()
    case = ForeignKeyField(Case, null=True, on_delete="SET NULL", backref="+")
    about = ForeignKeyField(Member, null=True, on_delete="CASCADE", backref="+")
    by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    post = ForeignKeyField(Post, null=True, on_delete="SET NULL", backref="+")
    outcome = TextField()
    act = TextField(default="", constraints=[SQL("DEFAULT ''")])
    named = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    row = TextField(unique=True, default=random_name)
    sealed = BlobField()
    made_at = BigIntegerField()
    told_at = BigIntegerField(null=True)
    undone_at = BigIntegerField(null=True)
    case_id: int | None
    about_id: int | None
    by_id: int | None
    post_id: int | None


class Sanction(Table):
    """What a decision means for a member for a time: it ends by itself at `until`, or when it is lifted.

    `kind` is a word of the program's. `board` is where it holds, None for everywhere; `every` the seconds between two
    posts of a slow time. A ban has `until` as long as nobody else confirmed it.
    """

    id = AutoField()
    decision = ForeignKeyField(Decision, backref="+", on_delete="CASCADE")
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    kind = TextField()
    board = ForeignKeyField(Board, null=True, on_delete="CASCADE", backref="+")
    every = IntegerField(null=True)
    began_at = BigIntegerField()
    until = BigIntegerField(null=True)
    confirmed_at = BigIntegerField(null=True)
    lifted_at = BigIntegerField(null=True)
    decision_id: int
    member_id: int
    board_id: int | None


class Appeal(Table):
    """What a member answers to a decision, and what somebody else answers to that. Both are sealed."""

    id = AutoField()
    decision = ForeignKeyField(Decision, unique=True, backref="+", on_delete="CASCADE")
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    row = TextField(unique=True, default=random_name)
    sealed = BlobField()
    made_at = BigIntegerField()
    answer = BlobField(null=True)
    outcome = TextField(default="", constraints=[SQL("DEFAULT ''")])
    decided_at = BigIntegerField(null=True)
    decision_id: int
    member_id: int
