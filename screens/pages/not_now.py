"""Why something cannot be done with a case as it stands, and what can be done in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bbs.community.evidence import Held
from bbs.community.queue import Rank
from bbs.language import N_
from screens.pages.unsent import WHILE_UNSENT

if TYPE_CHECKING:
    from screens.pages.cases import CasePage

OF_ONE = frozenset(
    {"take", "give-back", "somebody-else", "put-off", "decide", "nothing-wrong", "ignore", "write"}
)  # fmt: skip
"""What is for whoever has a case, or for anybody while nobody does, as long as it is open."""
OF_WORDS = frozenset({"open", "context", "there"})
OF_SOMEBODY = frozenset({"note", "about", "invited"})

CLOSED = N_("This case is closed; what came of it stands here. The next one: {do:next/n}.")
UNDO_FIRST = N_("This case is closed. To decide it anew, undo first what was decided: {do:undo/u}.")
THEIRS = N_("{handle} has this case: they decide it, or give it back. The next one: {do:next/n}.")
YOURS = N_("It is yours already. To decide it, {do:decide/d}; to give it back to the others, {do:give-back/-}.")
YOURS_UNREAD = N_(
    "It is yours already. To read it, {do:open/o}; to decide it, {do:decide/d}; to give it back to the others, "
    "{do:give-back/-}."
)
NOBODYS = N_("Nobody has it, so it waits for the others as it is.")
ASKED = N_("You asked for somebody else already, and it waits for them. To take it after all, {do:take/t}.")
URGENT = N_("What is urgent does not wait. If you cannot take it: somebody else, please, {do:somebody-else/e}.")
URGENT_PASSED = N_("What is urgent does not wait, and you asked for somebody else already.")
DECIDED_WHOLE = N_("What is asked of you here is a decision, and your words go with it: {do:decide/d}.")
TO_NOBODY = N_("It is about nobody who could be written to.")
UNDECIDED = N_("Nothing was decided on it yet, so there is nothing to undo.")
UNDONE = N_("What was decided was undone already, or nothing was.")
UNDONE_THERE = N_("What the ban came with is undone on the case where it was decided.")
OPEN = N_("It is open already.")
NOTE = N_("To read the note, {do:there/f}.")
AROUND = N_("What stands around it is shown already.")
GONE = N_("What it is about was taken away meanwhile.")
NO_WORDS = N_("It is about no words that could be opened.")
NO_PLACE = N_("There is no place that you could go to for it.")
NAMELESS = N_("Whoever wrote it gave no name, so nothing is kept about them.")
ABOUT_NOBODY = N_("It is about nobody of whom something could be known.")
NO_STEPS = N_("No steps are written for this kind of case. Those there are: go desk/procedures.")
UNSENT = N_("Something waits to be sent first. {Do:send/s} to send it, {do:leave-unsent/J} to leave it.")
NOT_BEGUN = N_("Nothing waits to be sent yet. To decide, {do:decide/d}; to write to them, {do:write/w}.")


def not_now(page: CasePage, name: str) -> str:
    """Return why something is not offered on the page of a case, marked for translation; "" where that goes unsaid.

    `handle` in it is whoever has the case.
    """
    held = page.held
    if held is None:
        return ""
    if page.unsent is not None:
        return UNSENT
    if name in OF_ONE:
        return _for_one(page, held, name)
    if name in OF_WORDS:
        return _of_words(page, held, name)
    if name in OF_SOMEBODY:
        return NAMELESS if held.file.line.is_nameless else ABOUT_NOBODY
    if name in WHILE_UNSENT:
        return NOT_BEGUN if page.is_mine_to_decide and page.kind == "post" else ""
    return {"undo": _undo(page, held), "procedure": NO_STEPS}.get(name, "")


def _for_one(page: CasePage, held: Held, name: str) -> str:
    line = held.file.line
    if held.file.closed_at is not None:
        return UNDO_FIRST if page.undoable() is not None else CLOSED
    if line.claimed_by and not line.is_mine:
        return THEIRS
    can_open = held.where is not None and not held.where.is_gone and page.is_covered
    said = {
        "take": YOURS_UNREAD if can_open else YOURS,
        "give-back": NOBODYS,
        "somebody-else": ASKED,
        "put-off": URGENT_PASSED if held.is_passed else URGENT,
        "nothing-wrong": DECIDED_WHOLE,
        "ignore": DECIDED_WHOLE,
        "write": TO_NOBODY if page.kind not in ("appeal", "ban") else DECIDED_WHOLE,
    }
    return said.get(name, "") if name != "put-off" or line.rank is Rank.URGENT else ""


def _undo(page: CasePage, held: Held) -> str:
    if held.file.closed_at is None:
        return UNDECIDED
    is_elsewhere = page.kind == "ban" and page.decided and page.decided[0].undone_at is None
    return UNDONE_THERE if is_elsewhere else UNDONE


def _of_words(page: CasePage, held: Held, name: str) -> str:
    where = held.where
    if name == "there":
        return NO_PLACE
    if where is None:
        return NOTE if held.note else NO_WORDS
    if where.is_gone:
        return GONE
    return AROUND if name == "context" else OPEN
