"""Somebody's place in a support group, taken from them and given back as it was."""

from __future__ import annotations

import json

from store.tables import GroupMember, SupportGroup
from store.tombstones import destroy


def take(board_id: int, member_id: int) -> str:
    """Take somebody out of a group, with what they asked or were invited to; return what it takes to put them back.

    How far they read there stays, so that nothing is new to them if they are let in again.
    """
    mine = (GroupMember.board == board_id, GroupMember.member == member_id)
    row = GroupMember.get_or_none(*mine)
    destroy(GroupMember, *mine)
    if row is None or row.joined_at is None:
        return ""
    moments = {"joined_at": row.joined_at, "listed_at": row.listed_at}
    return json.dumps({"board": board_id, "member": member_id, **moments}, sort_keys=True)


def give_back(seat: str) -> None:
    """Put somebody back into a group as they were in it; nothing for "", and where they are in it again, or it went."""
    if not seat:
        return
    facts = json.loads(seat)
    board, member = facts.pop("board"), facts.pop("member")
    if SupportGroup.get_or_none(SupportGroup.board == board) is None:
        return
    mine = (GroupMember.board == board, GroupMember.member == member)
    if GroupMember.get_or_none(*mine) is None:
        GroupMember.create(board=board, member=member, **facts)
    else:
        GroupMember.update(**facts).where(*mine, GroupMember.joined_at.is_null()).execute()
