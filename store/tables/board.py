"""Boards, threads and posts, and what each member has read of them."""

from __future__ import annotations

from typing import ClassVar, Final

from peewee import SQL, AutoField, BigIntegerField, BooleanField, ForeignKeyField, IntegerField, TextField

from store.tables.base import Table, random_name
from store.tables.member import Member


class Board(Table):
    """A place to write about one thing. `nameless` says that one may write there without one's name.

    Since `put_away_at` it is in no list, and nobody writes there; it is read as before.
    `group_for` is "" for a board. A support group (store/tables/group.py) has EVERYONE there where all members read its
    threads, INSIDE where nobody does who is not in it.
    """

    id = AutoField()
    slug = TextField(unique=True)
    title = TextField()
    about = TextField()
    position = IntegerField()
    guests_read = BooleanField(default=False)
    nameless = BooleanField(default=True, constraints=[SQL("DEFAULT 1")])
    group_for = TextField(default="", constraints=[SQL("DEFAULT ''")])
    put_away_at = BigIntegerField(null=True)


EVERYONE: Final = "everyone"
INSIDE: Final = "inside"
"""Who reads the threads of a support group."""


class Thread(Table):
    """A conversation on a board. Its note covers the whole of it.

    `wish` is what answers its author would like (bbs/community/wishes.py); `nameless` is as in its first post.
    """

    id = AutoField()
    board = ForeignKeyField(Board, backref="threads")
    author = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    title = TextField()
    note = TextField(default="")
    started_at = BigIntegerField()
    latest_post = IntegerField(default=0)
    wish = TextField(default="", constraints=[SQL("DEFAULT ''")])
    nameless = TextField(default="", constraints=[SQL("DEFAULT ''")])
    board_id: int
    author_id: int | None

    class Meta:
        """Peewee's settings."""

        indexes = ((("board", "latest_post"), False), (("started_at",), False))


class Post(Table):
    """Something somebody wrote. Ids only ever grow, so that "new since" is a comparison.

    `nameless` is the word that stands for an author who wrote without their name, "" where the name is shown: wherever
    it is not empty, `author` is for the author alone (bbs/community/nameless.py). `number` is its place in the thread,
    counted from 1 and taken when it is written: rows of posts are never destroyed. `covered` is which parts of it
    others do not read (store/covering.py). `closed_at` is when one of the staff closed it: its words are shown to who
    opens it. `remark` is what the staff say beneath it.
    """

    id = AutoField()
    thread = ForeignKeyField(Thread, backref="posts")
    author = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    reply_to = ForeignKeyField("self", null=True, on_delete="SET NULL", backref="+")
    by_house = BooleanField(default=False)
    text = TextField()
    note = TextField(default="")
    posted_at = BigIntegerField()
    once = TextField(null=True, unique=True)
    removed_at = BigIntegerField(null=True)
    removed_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    removed_reason = TextField(default="")
    row = TextField(null=True, default=random_name)
    edited_at = BigIntegerField(null=True)
    nameless = TextField(default="", constraints=[SQL("DEFAULT ''")])
    number = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    covered = TextField(default="", constraints=[SQL("DEFAULT ''")])
    closed_at = BigIntegerField(null=True)
    remark = TextField(default="", constraints=[SQL("DEFAULT ''")])
    thread_id: int
    author_id: int | None
    reply_to_id: int | None
    removed_by_id: int | None

    class Meta:
        """Peewee's settings."""

        constraints: ClassVar = [SQL("CHECK (length(text) <= 200000)")]
        indexes = ((("thread", "number"), False), (("author", "thread"), False))


class ReadMark(Table):
    """How far a member has read a thread: the id of the newest post they saw.

    Looking back never moves it back; taking back a skip does.
    """

    id = AutoField()
    member = ForeignKeyField(Member, backref="read_marks", on_delete="CASCADE")
    thread = ForeignKeyField(Thread, backref="+", on_delete="CASCADE")
    post = IntegerField()
    thread_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("member", "thread"), True),)
