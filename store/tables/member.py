"""Members and what they sign in with."""

from __future__ import annotations

from peewee import SQL, AutoField, BigIntegerField, BlobField, BooleanField, ForeignKeyField, IntegerField, TextField

from store.tables.base import Table, random_name


class Member(Table):
    """Somebody with a handle. No e-mail, no real name, no address, no birth date.

    `asked_at` is when they were shown what the place guesses of them: time zone, country. `here` says that they want
    others to see when they are connected, `knows_way_at` when they said that they know their way. `asks_again` is
    what private pages ask for after a pause, "" for nothing; `pin` the hash of what that may be. `consented_at`
    is when they agreed that what they write about their health is kept. `invited_by` made the joining code they came
    with, at `invited_at`. `announced` is the newest announcement that they put away. By `row` a tombstone
    remembers that they left.
    """

    id = AutoField()
    handle = TextField(unique=True)
    skeleton = TextField(unique=True)
    role = TextField(default="member")
    passphrase = TextField(null=True)
    joined_at = BigIntegerField()
    adult_at = BigIntegerField(null=True)
    floor_post = IntegerField(default=0)
    welcomed_at = BigIntegerField(null=True)
    waiting_since = BigIntegerField(null=True)
    declined_at = BigIntegerField(null=True)
    mode = TextField(default="")
    language = TextField(default="")
    zone = TextField(default="")
    country = TextField(default="")
    idle_minutes = IntegerField(default=0)
    left_at = BigIntegerField(null=True)
    asked_at = BigIntegerField(null=True)
    palette = TextField(default="", constraints=[SQL("DEFAULT ''")])
    reader = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    mouse = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    replies_first = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    here = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    knows_way_at = BigIntegerField(null=True)
    hints = BooleanField(default=True, constraints=[SQL("DEFAULT 1")])
    greets = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    emphasis = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    asks_again = TextField(default="", constraints=[SQL("DEFAULT ''")])
    pin = TextField(null=True)
    row = TextField(null=True, default=random_name)
    consented_at = BigIntegerField(null=True)
    motion = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    invited_by = ForeignKeyField("self", null=True, on_delete="SET NULL", backref="+")
    invited_at = BigIntegerField(null=True)
    announced = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    invited_by_id: int | None


class MemberKey(Table):
    """A public key that signs a member in. Only a keyed mark of its fingerprint is stored: a public key names a person.

    `proven_at` is when its holder came with it; until then it is no more than a line that somebody pasted.
    """

    id = AutoField()
    member = ForeignKeyField(Member, backref="keys", on_delete="CASCADE")
    mark = BlobField(index=True)
    label = TextField()
    added_at = BigIntegerField()
    proven_at = BigIntegerField(null=True)
    row = TextField(null=True, default=random_name)

    class Meta:
        """Peewee's settings."""

        indexes = ((("member", "mark"), True),)


class RecoveryCode(Table):
    """A code that signs a member in once when the passphrase is lost.

    Their own last until they are used; one that staff made for them has `expires_at`.
    """

    id = AutoField()
    member = ForeignKeyField(Member, backref="recovery_codes", on_delete="CASCADE")
    mark = BlobField(unique=True)
    made_at = BigIntegerField()
    used_at = BigIntegerField(null=True)
    expires_at = BigIntegerField(null=True)
    row = TextField(null=True, default=random_name)


class Acceptance(Table):
    """A version of the guidelines that a member read and accepted."""

    id = AutoField()
    member = ForeignKeyField(Member, backref="acceptances", on_delete="CASCADE")
    version = IntegerField()
    accepted_at = BigIntegerField()

    class Meta:
        """Peewee's settings."""

        indexes = ((("member", "version"), True),)


class JoiningCode(Table):
    """A code with which somebody may join once, in a role. Only its mark is stored."""

    id = AutoField()
    mark = BlobField(unique=True)
    role = TextField(default="member")
    made_at = BigIntegerField()
    made_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    used_at = BigIntegerField(null=True)
    row = TextField(null=True, default=random_name)
    made_by_id: int | None


class Joining(Table):
    """A joining that is under way, kept so that a cut line loses nothing; found by a return code or their key."""

    id = AutoField()
    mark = BlobField(unique=True)
    row = TextField()
    sealed = BlobField()
    kept_at = BigIntegerField()
