"""Posts as blocks: what the thread reader, the new scan, search and the live view show of one."""

from __future__ import annotations

from bbs.community import posts
from bbs.community.posts import PostLine
from bbs.language import N_
from bbs.session import Session
from screens.pages.covered import is_closed
from screens.pages.names import name_of, somebody
from screens.view import Post
from screens.when import when

COVERED_HERE = N_("[a part is covered until somebody has looked]")
STANDING = {"moderator": N_("moderator"), "operator": N_("operator")}


def post_block(
    session: Session, line: PostLine, *, opened: bool = False, where: bool = False, new: bool | None = None
) -> Post:
    """Return a post as a block. One with a content note, or by whom they block, is collapsed until they open it."""
    text = line.text
    if line.removed:
        text = session.say(N_("Removed by its author.") if line.removed_by_author else N_("Removed by a moderator."))
    is_quiet = line.muted and not (line.blocked or line.removed or opened)
    if is_quiet:
        muted = N_("You muted what {name} writes. {Do:open/o} to read this one.")
        text = session.say(muted, name=name_of(session, line))
    if line.remark and not is_quiet:
        text += "\n\n" + session.say(N_("Note by a moderator: {words}"), words=line.remark)
    to = session.house.name if line.reply_to_house else line.reply_to
    if line.reply_to_nameless:
        to = somebody(session, line.reply_to_nameless)
    kind = session.say(N_("reply to {name}"), name=to) if to else ""
    if not kind and line.number > 1:
        kind = session.say(N_("reply"))
    if line.covered and posts.IN_PLACE in text:
        text = text.replace(posts.IN_PLACE, session.say(COVERED_HERE))
    elif line.covered:
        kind = ", ".join(filter(None, (kind, session.say(N_("a part is covered for others")))))
    if line.blocked:
        kind = ", ".join(filter(None, (session.say(N_("whom you blocked")), kind)))
    edited = session.say(N_("edited {when}"), when=when(session, line.edited_at)) if line.edited_at else ""
    return Post(
        id=str(line.id),
        author=name_of(session, line),
        standing=session.say(N_("you") if line.nameless and line.author_id else STANDING.get(line.author_role, "")),
        kind=kind,
        when=", ".join(part for part in (when(session, line.posted_at), edited) if part),
        where=f'"{line.title}", {line.board_title}' if where else "",
        text=text,
        note="" if line.removed else note_of(session, line),
        new=line.new if new is None else new,
        collapsed=is_closed(line) and not (opened or is_quiet),
        number=line.number,
    )


def without_stop(words: str) -> str:
    """Return words to which a full stop is put, without one of their own."""
    return words if words.endswith("..") else words.removesuffix(".")


def note_of(session: Session, line: PostLine) -> str:
    """Return a post's content note, to which a full stop is put; of one that was folded, that it was, and why."""
    if not line.folded:
        return without_stop(line.note)
    reason = without_stop(line.folded)
    folded = session.say(N_("folded by who looks after this group: {reason}"), reason=reason)
    return ", ".join(filter(None, (line.note.removesuffix(line.folded).rstrip(", "), folded)))
