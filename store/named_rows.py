"""The tables whose rows are known by a name (`row`), so that what was deleted of them stays deleted: one list of them.

Who adds such a table puts it here, with the columns that say whose it is.
"""

from __future__ import annotations

from typing import Any, Final

from store.tables import (
    Appeal,
    BeingWith,
    Block,
    Bookmark,
    Decision,
    DeskNote,
    Draft,
    Feedback,
    FoldedPost,
    Following,
    GroupMember,
    GroupNote,
    GroupProposal,
    HandOver,
    Heard,
    JoiningCode,
    LaterReply,
    Leaving,
    MemberKey,
    Private,
    Profile,
    RecoveryCode,
    Report,
    StaffNote,
    Swept,
    Thanks,
)

OWN: Final[tuple[tuple[Any, Any], ...]] = (
    (Draft, Draft.member),
    (DeskNote, DeskNote.member),
    (MemberKey, MemberKey.member),
    (RecoveryCode, RecoveryCode.member),
    (JoiningCode, JoiningCode.made_by),
    (Thanks, Thanks.by),
    (Thanks, Thanks.to),
    (Profile, Profile.member),
    (BeingWith, BeingWith.member),
    (Block, Block.by),
    (Block, Block.of),
    (LaterReply, LaterReply.member),
    (Following, Following.member),
    (Following, Following.writer),
    (Bookmark, Bookmark.member),
    (Heard, Heard.by),
    (Heard, Heard.to),
    (Private, Private.member),
    (Report, Report.by),
    (StaffNote, StaffNote.about),
    (Appeal, Appeal.member),
    (Decision, Decision.about),
    (Feedback, Feedback.member),
    (Swept, Swept.member),
    (Leaving, Leaving.member),
    (GroupMember, GroupMember.member),
    (GroupNote, GroupNote.by),
    (GroupProposal, GroupProposal.member),
    (HandOver, HandOver.by),
)
"""Rows that go with a member, by the column that names them. What has no name goes by cascade."""
OTHERS: Final = (FoldedPost,)
"""Tables of rows with a name that do not go with a member."""
WHOLE: Final[tuple[Any, ...]] = (*dict.fromkeys(table for table, _ in OWN), *OTHERS)
"""Tables of which a deleted row goes whole; a post is erased."""
