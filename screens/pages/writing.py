"""What belongs to every composer beside the words: who will read them, what answers are wished for, which name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bbs.community import nameless, tags, wishes
from bbs.community.boards import BoardLine
from bbs.community.hands import NOTE, TAGS, UNNAMED, WISH
from bbs.community.posts import NOTES
from bbs.community.wishes import ASKED, MARKS, Wish
from bbs.language import N_
from bbs.session import Session
from screens.page import Ask, Result, Values
from screens.pages.hinting import remark
from screens.view import Field, Kind

LOCKED = N_("Who joined in the last days only reads just now, for a day at most; a draft keeps what they write.")
NONE = frozenset({"none", "no"})


def text_field(session: Session, intro: str, draft: str, quotation: str = "", *, value: str = "") -> Field:
    """Return the field in which a post is written."""
    limit = session.house.config.writing.post_limit
    return Field(
        "text",
        N_("Your words"),
        Kind.TEXT,
        intro=intro,
        draft=draft,
        quotation=quotation,
        value=value,
        limit=limit,
        remark=remark(session),
    )


def note_field(session: Session, draft: str = "", note: str = "") -> Field:
    """Return the content note, offered when a post is reviewed; `note` is what it is before anybody says otherwise.

    `draft` is the place of the text it belongs to, where it is kept with it.
    """
    what = N_(
        "A content note keeps a post closed until its reader opens it. Some: {notes}. Or your own words, or none."
    )
    return Field(
        "note",
        N_("Content note"),
        intro=session.say(what, notes=", ".join(NOTES)),
        value=note,
        draft=draft + NOTE if draft else "",
        optional=True,
        extra=True,
        limit=session.house.config.writing.note_limit,
        check=_unless_none,
    )


async def _unless_none(typed: str) -> str:
    """Return a content note; "none" takes away the one that was set."""
    return "" if typed.casefold() in NONE else typed


def audience(session: Session, board: BoardLine) -> str:
    """Say who will read what is written on a board, or in a support group; and while the place is locked down, that."""
    locked = session.say(LOCKED) + " " if session.house.is_locked else ""
    return locked + _readers(session, board)


def _readers(session: Session, board: BoardLine) -> str:
    if board.group_for:
        inside = N_("Members of this group read it, and nobody else.")
        return session.say(inside if board.is_inside_only else N_("All members read it; this group answers."))
    return session.say(N_("Members read it, and guests too.") if board.guests_read else N_("Members read it."))


def wish_field(session: Session, draft: str) -> Field:
    """Return what the author of a thread wishes of answers, as words to type; kept with the text at `draft`."""
    about = session.say(N_("listen, advice, no-advice, or none. Whoever answers is told."))
    label = N_("Answers you wish for")
    return Field("wish", label, intro=about, optional=True, extra=True, draft=draft + WISH, check=_wish)


async def _wish(typed: str) -> str:
    return wishes.understood(typed).value


def tags_field(session: Session, known: tuple[str, ...], *, value: str = "", draft: str = "") -> Field:
    """Return the tags of a thread, of those the board has: offered with the text at `draft`, asked for without one."""
    about = session.say(N_("Some of: {tags}. Or none."), tags=", ".join(known))

    async def check(typed: str) -> str:
        return "" if typed.casefold() in NONE else ", ".join(tags.understood(typed, known))

    kept = draft + TAGS if draft else ""
    label = N_("Tags")
    return Field("tags", label, intro=about, optional=True, extra=bool(draft), value=value, draft=kept, check=check)


def unnamed_field(session: Session, draft: str) -> Field:
    """Return whether it is posted without the author's name.

    It is kept with the text at `draft`: a cut line must name nobody who wanted no name.
    """
    about = N_("Yes or no. A colour stands for you then; moderators see no name either.")
    return Field(
        "unnamed",
        N_("Without your name"),
        intro=session.say(about),
        optional=True,
        extra=True,
        draft=draft + UNNAMED,
        check=_unnamed,
    )


async def _unnamed(typed: str) -> str:
    return nameless.understood(typed)


def ask_post(
    session: Session, board: BoardLine, fields: tuple[Field, ...], send: Callable[[Values], Awaitable[Result]]
) -> Ask:
    """Return the question whose answer is posted; under which name is to be chosen where the board allows it."""
    place = next(field.draft for field in fields if field.kind is Kind.TEXT)
    if not board.nameless:
        return Ask(fields, send, confirm=N_("Post"))

    def act(values: Values) -> str:
        if values.get("unnamed", "").strip().lower() in nameless.YES:
            return session.say(N_("Post without name"))
        return session.say(N_("Post as {name}"), name=session.person.handle if session.person else "")

    return Ask((*fields, unnamed_field(session, place)), send, confirm=N_("Post"), act=act)


def mark_of(session: Session, wish: str) -> str:
    """Say what a thread wishes for, as lists say it; "" for nothing."""
    return session.say(MARKS[Wish(wish)]) if wish else ""


def asked_of(wish: str) -> str:
    """Return what somebody who answers is told, marked for translation; "" for nothing."""
    return ASKED[Wish(wish)] if wish else ""
