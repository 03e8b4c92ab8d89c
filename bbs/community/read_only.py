"""What waits while the disk has too little room: new words for everybody to read, and joining.

Everything else goes on as far as the disk takes it: reading, drafts, what is private, the desk, and taking things away.
"""

from __future__ import annotations

from typing import Any, Final

from bbs.community import (
    appointments,
    deleting,
    drafts,
    editing,
    group_proposals,
    hiding,
    journal,
    later,
    leaving,
    member_keys,
    moods,
    posts,
    profiles,
    questionnaires,
)
from bbs.language import N_

WAITS: Final[frozenset[Any]] = frozenset(
    {posts.start, posts.reply, editing.edit, later.send, later.send_now, group_proposals.propose, profiles.write}
)
"""The rules that are not so much as tried then."""
TAKES_AWAY: Final[frozenset[Any]] = frozenset(
    {
        posts.remove_own,
        drafts.drop,
        later.drop,
        moods.delete,
        journal.delete,
        questionnaires.delete,
        appointments.forget,
        deleting.delete,
        hiding.destroy_at_once,
        member_keys.remove_key,
        leaving.leave,
    }
)
"""The rules that take something away. They are tried; where the disk does not take that, there are no words to keep."""
NOT_GONE: Final = N_(
    "Not taken away yet: the disk here is full or silent, and nothing was changed. Please try again later. Crisis help "
    "is open: {do:help/Ctrl+G}."
)
NOT_POSTED: Final = N_(
    "Not posted: the disk here has too little room. What you wrote is still with you; please try again later. "
    "Crisis help is open: {do:help/Ctrl+G}."
)
ONLY_READING: Final = N_(
    "Only reading for now: the disk here takes nothing new. What you write stays with you as a draft. Crisis help is "
    "open: {do:help/Ctrl+G}."
)
ONLY_LOOKING: Final = N_(
    "Only reading for now: the disk here takes nothing new. Crisis help is open: {do:help/Ctrl+G}."
)
"""The same for who has no drafts."""
MAKE_ROOM: Final = N_("On the machine, warmline doctor says how much room it has. Once there is enough, this ends.")
"""What an operator is told besides."""
NOBODY_JOINS: Final = N_(
    "Nobody can join just now: the disk here has too little room. You can look around as a guest. Crisis help is open."
)
