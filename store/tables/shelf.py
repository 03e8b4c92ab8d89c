"""What is a member's own: check-ins, journal, plan and the like, sealed; and the key they may seal it to."""

from __future__ import annotations

from peewee import SQL, AutoField, BigIntegerField, BlobField, ForeignKeyField, TextField

from store.tables.base import Table, random_name
from store.tables.member import Member


class Private(Table):
    """One private record of a member. What it says, be it a number, is in `sealed`; `kind` says what it is.

    `at` is the moment it is about. `hidden_at` is when its member deleted it; some days later it is destroyed.
    """

    id = AutoField()
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    kind = TextField()
    row = TextField(unique=True, default=random_name)
    sealed = BlobField()
    at = BigIntegerField()
    hidden_at = BigIntegerField(null=True)
    member_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("member", "kind", "at"), False),)


class Keyring(Table):
    """The key of a member's own to which they seal some kinds of what is private; `public` is the half that seals.

    `kinds` are those that are sealed to it, as words with spaces between.
    """

    id = AutoField()
    member = ForeignKeyField(Member, unique=True, backref="+", on_delete="CASCADE")
    public = BlobField()
    kinds = TextField(default="", constraints=[SQL("DEFAULT ''")])
    made_at = BigIntegerField()


class KeyWrap(Table):
    """The other half, wrapped by something its member knows: that and `salt` go through Argon2id at `cost`.

    `way` is what it is: a passphrase, a recovery code. A code is found by its `mark`. `name` is random: the wrap is
    bound to it. No tombstone remembers it: a copy that is put back has what was sealed to it then.
    """

    id = AutoField()
    keyring = ForeignKeyField(Keyring, backref="wraps", on_delete="CASCADE")
    way = TextField()
    mark = BlobField(null=True)
    name = TextField(unique=True, default=random_name)
    salt = BlobField()
    cost = TextField()
    sealed = BlobField()
    made_at = BigIntegerField()
