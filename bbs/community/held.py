"""What is held about a member: every table that knows of one is told of here, or named with the reason why it is not.

Each part is a list of entries, each entry a small JSON object. The pages of My data, the file that is exported and the
parts that can be deleted all go by this one list; a test holds it against the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from bbs.community import held_desk, held_groups, held_own, held_words, keyrings, shelf
from bbs.community.held_entry import Entry, gathering
from bbs.community.shelf import Kind, Owner
from bbs.errors import NotFound
from bbs.language import N_
from store.tables import (
    Acceptance,
    Announcement,
    Appeal,
    BeingWith,
    Block,
    BoardMark,
    Bookmark,
    Case,
    CasePass,
    CaseTold,
    Decision,
    DeskNote,
    Draft,
    Feedback,
    FoldedPost,
    Following,
    GroupCase,
    GroupLook,
    GroupMember,
    GroupNote,
    GroupProposal,
    GroupVote,
    GuidelineVersion,
    HandOver,
    Heard,
    HiddenLine,
    JoiningCode,
    Keyring,
    LaterReply,
    Leaving,
    LeftUnread,
    LineCheck,
    LockDown,
    Look,
    MachineVisit,
    Member,
    MemberKey,
    Offering,
    OwnLine,
    OwnSetting,
    OwnText,
    Post,
    Private,
    Profile,
    ReadAhead,
    ReadMark,
    RecoveryCode,
    Report,
    Sanction,
    Shift,
    StaffAct,
    StaffNote,
    Sweep,
    Swept,
    Thanks,
    Thread,
)

Gather = Callable[[Owner], list[Entry]]


@dataclass(frozen=True)
class Part:
    """A part of what is held: its name in the file, what it is called, and the columns that name its member."""

    name: str
    label: str
    gather: Gather
    columns: tuple[Any, ...] = ()
    kind: Kind | None = None


@dataclass(frozen=True)
class Told:
    """A part, and how many entries it has. `is_closed` says that it is sealed, and not unlocked in this visit."""

    name: str
    label: str
    entries: int
    is_closed: bool = False


def _private(kind: Kind) -> Gather:
    @gathering
    def gather(owner: Owner) -> Iterator[dict[str, Any]]:
        for record in shelf.records(owner, kind):
            yield {"at": record.at, "words": record.words}

    return gather


PARTS: Final = (
    Part("you", N_("You and your settings"), held_own.you),
    Part("guidelines", N_("What you agreed to"), held_own.acceptances, (Acceptance.member,)),
    Part("keys", N_("SSH keys"), held_own.keys, (MemberKey.member,)),
    Part("codes", N_("Recovery codes"), held_own.codes, (RecoveryCode.member,)),
    Part("own-key", N_("Your own key"), held_own.keyring, (Keyring.member,)),
    *(Part(kind.value, label, _private(kind), (Private.member,), kind) for kind, label in shelf.KINDS.items()),
    Part("posts", N_("Posts"), held_words.posts, (Post.author, Thread.author)),
    Part("versions", N_("What posts of yours said before"), held_words.versions),
    Part("drafts", N_("Drafts"), held_words.drafts, (Draft.member,)),
    Part("later", N_("Replies that wait for their hour"), held_words.later, (LaterReply.member,)),
    Part("notes", N_("Notes to the desk"), held_words.notes, (DeskNote.member,)),
    Part("page", N_("Your own page"), held_words.page, (Profile.member,)),
    Part("with-me", N_("How to be with you"), held_words.with_me, (BeingWith.member,)),
    Part("thanks-given", N_("Thanks you gave"), held_words.thanks_given, (Thanks.by,)),
    Part("thanks-got", N_("Thanks you got"), held_words.thanks_got, (Thanks.to,)),
    Part("heard-given", N_("Posts you let authors know you read"), held_own.heard_given, (Heard.by,)),
    Part("heard-got", N_("Posts of yours that were read to the end"), held_own.heard_got, (Heard.to,)),
    Part("bookmarks", N_("Bookmarks"), held_words.bookmarks, (Bookmark.member,)),
    Part("following", N_("What you follow and mute"), held_own.following, (Following.member,)),
    Part("blocked", N_("Whom you blocked"), held_own.blocked, (Block.by,)),
    Part(
        "read",
        N_("How far you have read"),
        held_own.read,
        (ReadMark.member, BoardMark.member, LeftUnread.member, ReadAhead.member, Look.member),
    ),
    Part("groups", N_("Support groups"), held_groups.groups, (GroupMember.member,)),
    Part("group-proposals", N_("Groups you proposed"), held_groups.proposals, (GroupProposal.member,)),
    Part(
        "groups-tended",
        N_("What you did for support groups"),
        held_groups.tending,
        (
            GroupMember.invited_by,
            GroupNote.by,
            GroupVote.member,
            GroupProposal.decided_by,
            FoldedPost.by,
            GroupCase.taken_by,
            GroupLook.by,
        ),
    ),
    Part(
        "about-you", N_("What those who look after this place did about you"), held_words.about_you, (StaffAct.member,)
    ),
    Part(
        "decided", N_("What was decided about you"), held_desk.decided, (Decision.about, Sanction.member, Swept.member)
    ),
    Part("appeals", N_("Appeals you made"), held_desk.appeals, (Appeal.member,)),
    Part("reports", N_("What you reported"), held_desk.reports, (Report.by,)),
    Part("feedback", N_("Feedback of yours that was published"), held_desk.feedback, (Feedback.member,)),
    Part(
        "notes-about",
        N_("What those who look after this place noted about you"),
        held_desk.notes_about,
        (StaffNote.about,),
    ),
    Part(
        "at-the-desk",
        N_("What you did at the desk"),
        held_desk.at_the_desk,
        (
            Case.claimed_by,
            Case.closed_by,
            Case.apart_from,
            CasePass.by,
            Decision.by,
            StaffNote.by,
            Feedback.by,
            Sweep.by,
            Sweep.undone_by,
            LockDown.by,
            LockDown.lifted_by,
        ),
    ),
    Part(
        "shifts",
        N_("Your shifts at the desk"),
        held_desk.shifts,
        (Shift.member, MachineVisit.member, HandOver.by, HandOver.read_by, CaseTold.member),
    ),
    Part(
        "staff",
        N_("What you did for this place"),
        held_words.staff,
        (
            StaffAct.by,
            DeskNote.answered_by,
            DeskNote.taken_by,
            JoiningCode.made_by,
            Member.invited_by,
            LineCheck.checked_by,
            Post.removed_by,
            OwnLine.added_by,
            HiddenLine.hidden_by,
            Offering.changed_by,
            GuidelineVersion.changed_by,
            OwnText.changed_by,
            OwnSetting.changed_by,
            Announcement.by,
            Announcement.ended_by,
        ),
    ),
)
"""Everything, in the order in which it is told."""

NOT_TOLD: Final = {
    Block.of: N_("Who blocked you is theirs to know; you cannot tell the difference."),
    Case.about: N_("Who reported something of yours is theirs to know. What was decided about you is told to you."),
    Following.writer: N_("Who follows or mutes what you write is theirs to know."),
    Leaving.member: N_("If you leave, what it takes to undo that is kept for those days."),
}
"""What names a member and is not told them, and why."""

NOT_HELD: Final = (
    N_("your e-mail"),
    N_("your real name"),
    N_("your birthday"),
    N_("your network address"),
    N_("your passphrase and PIN as you type them"),
    N_("your public keys and recovery codes as they are"),
)
"""What this place does not have, as far as anybody might expect it."""


def _part(name: str) -> Part:
    found = next((each for each in PARTS if each.name == name), None)
    if found is None:
        raise NotFound
    return found


def label_of(name: str) -> str:
    """Return what a part is called; raises NotFound for one that there is not."""
    return _part(name).label


def kind_of(name: str) -> Kind | None:
    """Return the kind of private records that a part consists of, if it does; raises NotFound."""
    return _part(name).kind


def told(owner: Owner) -> list[Told]:
    """Return what is held, without the words: the parts that have any entries, and those that are sealed."""
    found = [_told(owner, each) for each in PARTS]
    return [each for each in found if each.entries]


def _told(owner: Owner, one: Part) -> Told:
    if one.kind is not None:
        return Told(one.name, one.label, shelf.count(owner.member, one.kind), is_sealed(owner, one.kind))
    return Told(one.name, one.label, len(one.gather(owner)))


def is_sealed(owner: Owner, kind: Kind | None) -> bool:
    """Say whether a kind of records is sealed to its member's own key, and not unlocked."""
    ring = keyrings.of(owner.member) if owner.key is None and kind is not None else None
    return ring is not None and kind in ring.kinds


def entries(owner: Owner, name: str) -> list[Entry]:
    """Return everything in one part. Raises NotFound, shelf.Closed."""
    return _part(name).gather(owner)
