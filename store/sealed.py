"""Every column of the database that holds words sealed under the server key, and where each seal belongs.

Whatever must go through all of them (My data, a new server key) goes by this list; a test holds it against the tables.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from store.tables import (
    Appeal,
    BeingWith,
    Bookmark,
    Decision,
    DeskNote,
    Draft,
    GroupLook,
    GroupMember,
    GroupNote,
    GroupProposal,
    HandOver,
    Joining,
    KeyMark,
    LaterReply,
    Leaving,
    PostVersion,
    Private,
    Report,
    StaffAct,
    StaffNote,
    Swept,
    Thanks,
)
from store.vault import Place, SealBrokenError, Vault

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sealed:
    """A column, and the place that a row's words in it are bound to."""

    table: Any
    column: str
    place: Callable[[Any], Place]


def _of(table: str, owner: str) -> Callable[[Any], Place]:
    return lambda row: Place(table, row.row, str(getattr(row, owner) or ""))


SEALED: Final = (
    Sealed(Draft, "sealed", _of("draft", "member_id")),
    Sealed(DeskNote, "sealed", _of("desk_note", "member_id")),
    Sealed(DeskNote, "answer", _of("desk_answer", "member_id")),
    Sealed(Bookmark, "sealed", _of("bookmark", "member_id")),
    Sealed(LaterReply, "sealed", _of("later_reply", "member_id")),
    Sealed(BeingWith, "sealed", _of("being_with", "member_id")),
    Sealed(Thanks, "sealed", _of("thanks", "to_id")),
    Sealed(PostVersion, "sealed", _of("post_version", "post_id")),
    Sealed(Private, "sealed", lambda row: Place(f"private/{row.kind}", row.row, str(row.member_id))),
    Sealed(StaffAct, "reason", lambda row: Place("staff_act", row.row, "")),
    Sealed(Report, "sealed", _of("report", "by_id")),
    Sealed(StaffNote, "sealed", _of("staff_note", "about_id")),
    Sealed(Decision, "sealed", _of("decision", "about_id")),
    Sealed(Appeal, "sealed", _of("appeal", "member_id")),
    Sealed(Appeal, "answer", _of("appeal_answer", "member_id")),
    Sealed(Swept, "sealed", _of("swept", "member_id")),
    Sealed(Leaving, "sealed", _of("leaving", "member_id")),
    Sealed(Joining, "sealed", lambda row: Place("joining", row.row, "")),
    Sealed(GroupMember, "sealed", _of("group_member", "member_id")),
    Sealed(GroupNote, "sealed", lambda row: Place("group_note", row.row, "")),
    Sealed(GroupProposal, "sealed", _of("group_proposal", "member_id")),
    Sealed(GroupProposal, "answer", _of("group_proposal_answer", "member_id")),
    Sealed(GroupLook, "sealed", _of("group_look", "thread_id")),
    Sealed(HandOver, "sealed", lambda row: Place("hand_over", row.row, "")),
    Sealed(KeyMark, "marking", lambda row: Place("key_mark", "marking", "")),
)


def place_of(row: Any, column: str = "sealed") -> Place:
    """Return the place that a row's words in a column are bound to."""
    return next(each.place(row) for each in SEALED if isinstance(row, each.table) and each.column == column)


def opened(vault: Vault, row: Any, column: str = "sealed") -> str:
    """Return a row's words in a column; "" where there are none, or none that this server key opens."""
    sealed = getattr(row, column)
    if sealed is None:
        return ""
    try:
        return vault.open(place_of(row, column), bytes(sealed))
    except SealBrokenError:
        log.warning("sealed words could not be opened: was the server key changed?")
        return ""
