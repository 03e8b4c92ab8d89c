"""Every table of the store, in an order in which they can be made."""

from store.tables.answering import Heard, Look
from store.tables.base import Table, database
from store.tables.block import Block
from store.tables.board import Board, Post, ReadMark, Thread
from store.tables.bookmark import Bookmark
from store.tables.case import Case, CasePass, Report, StaffNote
from store.tables.crisis import HiddenLine, LineCheck, OwnLine
from store.tables.decision import Appeal, Decision, Sanction
from store.tables.feedback import Feedback
from store.tables.following import Following
from store.tables.group import (
    FoldedPost,
    GroupLook,
    GroupMember,
    GroupNote,
    GroupProposal,
    GroupVote,
    SupportGroup,
    TendedThread,
)
from store.tables.group_case import GroupCase
from store.tables.guidelines import GuidelineVersion
from store.tables.hearing import ChangedPost, Hearing
from store.tables.later import LaterReply
from store.tables.leaving import Leaving, LeftHandle
from store.tables.lock_down import LockDown
from store.tables.member import Acceptance, Joining, JoiningCode, Member, MemberKey, RecoveryCode
from store.tables.offering import Offering
from store.tables.office import Announcement, OwnSetting, OwnText
from store.tables.private import DeskNote, Draft
from store.tables.profile import BeingWith, Profile
from store.tables.read_ahead import ReadAhead
from store.tables.shelf import Keyring, KeyWrap, Private
from store.tables.shift import CaseTold, HandOver, MachineVisit, Shift
from store.tables.slow import SlowThread
from store.tables.staff import StaffAct
from store.tables.sweep import Sweep, Swept
from store.tables.thanks import Thanks
from store.tables.tombstone import KeyMark, Tombstone
from store.tables.unread import BoardMark, LeftUnread
from store.tables.word_list import ListedWord
from store.tables.writing import BoardTag, PostVersion, ThreadTag

TABLES: tuple[type[Table], ...] = (
    Member,
    MemberKey,
    RecoveryCode,
    Acceptance,
    JoiningCode,
    Joining,
    Board,
    Thread,
    Post,
    ReadMark,
    BoardMark,
    LeftUnread,
    Draft,
    DeskNote,
    LineCheck,
    OwnLine,
    HiddenLine,
    Case,
    Report,
    CasePass,
    StaffNote,
    StaffAct,
    Decision,
    Sanction,
    Appeal,
    Thanks,
    Profile,
    BeingWith,
    Block,
    LaterReply,
    Following,
    Bookmark,
    ReadAhead,
    Heard,
    Look,
    Tombstone,
    KeyMark,
    PostVersion,
    BoardTag,
    ThreadTag,
    Private,
    Keyring,
    KeyWrap,
    Leaving,
    LeftHandle,
    SupportGroup,
    GroupMember,
    GroupNote,
    GroupProposal,
    GroupVote,
    GroupLook,
    TendedThread,
    FoldedPost,
    Offering,
    Hearing,
    ChangedPost,
    GuidelineVersion,
    Shift,
    HandOver,
    CaseTold,
    MachineVisit,
    GroupCase,
    Feedback,
    Sweep,
    Swept,
    LockDown,
    SlowThread,
    ListedWord,
    OwnText,
    OwnSetting,
    Announcement,
)

__all__ = [
    "TABLES",
    "Acceptance",
    "Announcement",
    "Appeal",
    "BeingWith",
    "Block",
    "Board",
    "BoardMark",
    "BoardTag",
    "Bookmark",
    "Case",
    "CasePass",
    "CaseTold",
    "ChangedPost",
    "Decision",
    "DeskNote",
    "Draft",
    "Feedback",
    "FoldedPost",
    "Following",
    "GroupCase",
    "GroupLook",
    "GroupMember",
    "GroupNote",
    "GroupProposal",
    "GroupVote",
    "GuidelineVersion",
    "HandOver",
    "Heard",
    "Hearing",
    "HiddenLine",
    "Joining",
    "JoiningCode",
    "KeyMark",
    "KeyWrap",
    "Keyring",
    "LaterReply",
    "Leaving",
    "LeftHandle",
    "LeftUnread",
    "LineCheck",
    "ListedWord",
    "LockDown",
    "Look",
    "MachineVisit",
    "Member",
    "MemberKey",
    "Offering",
    "OwnLine",
    "OwnSetting",
    "OwnText",
    "Post",
    "PostVersion",
    "Private",
    "Profile",
    "ReadAhead",
    "ReadMark",
    "RecoveryCode",
    "Report",
    "Sanction",
    "Shift",
    "SlowThread",
    "StaffAct",
    "StaffNote",
    "SupportGroup",
    "Sweep",
    "Swept",
    "Table",
    "TendedThread",
    "Thanks",
    "Thread",
    "ThreadTag",
    "Tombstone",
    "database",
]
