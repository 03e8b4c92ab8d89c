"""What the staff do to a post: a note beneath it, closed, out of sight, a part taken out, removed; and all of it back.

No words are destroyed by it. What goes out of sight stays in the row; what is taken out is kept as an earlier version,
sealed. So undoing puts everything back, and the author who deletes the post takes it all with it. When there is
nothing to appeal against any more, `let_go` destroys them.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any, Final

from bbs.community.wording import clean_text
from bbs.community.writing import clean_body
from bbs.errors import NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_text
from store import covering, search, swept_posts
from store.sealed import opened, place_of
from store.tables import Appeal, Decision, Post, PostVersion, Thread
from store.tables.base import random_name
from store.vault import Vault

TITLE: Final = swept_posts.TITLE
NOT_IN_IT: Final = N_("Those words are not in the post, nor in its title. Please give them exactly as there.")
LONGEST_REMARK: Final = 1_000
LONGEST_POST: Final = 200_000


class Act(StrEnum):
    """What is done to a post."""

    NOTHING = ""
    REMARK = "keep"
    CLOSE = "collapse"
    HIDE = "hide"
    CUT = "edit"
    REMOVE = "remove"


ASKS_WORDS: Final = (Act.REMARK, Act.CUT)
"""Acts that need words besides the reasons: the note beneath a post, and the part that is taken out."""
TAKES_WORDS: Final = frozenset({Act.HIDE, Act.CUT, Act.REMOVE})
"""Acts after which words are kept for a time, to be put back."""
_STATE: Final = ("removed_at", "removed_by", "closed_at", "remark", "covered")


def act_on(
    vault: Vault,
    post_id: int,
    act: Act,
    *,
    by: int | None,
    now: int,
    words: str = "",
    mark: str = "[...]",
    uncovers: bool = False,
) -> str:
    """Do something to a post, and return, as JSON, what it takes to put it back. Call it in a transaction.

    `words` are the note beneath it, or the part that is taken out, where `mark` is put: of the title of its thread too,
    where it begins one. With `uncovers`, what was
    covered until a human looked is shown. Raises Refusal for a post that is out of sight already, NotUnderstood for
    words that are missing, too many, or not in it.
    """
    post = Post.get_by_id(post_id)
    if post.removed_at is not None:
        raise Refusal(N_("That post is out of sight already, so there is nothing to do to it."))
    thread = Thread.get_by_id(post.thread_id)
    before: dict[str, Any] = {name: getattr(post, f"{name}_id" if name == "removed_by" else name) for name in _STATE}
    before |= {"post": post_id, "act": act.value, "edited_at": post.edited_at}
    search.remove(post_id)
    if uncovers:
        _update(post_id, covered="")
    match act:
        case Act.REMARK:
            _update(post_id, remark=clean_text(words, LONGEST_REMARK))
        case Act.CLOSE:
            _update(post_id, closed_at=now)
        case Act.CUT:
            before["version"] = _keep(vault, post, thread, now)
            part, title = safe_text(words).strip(), thread.title if _is_first(post) else ""
            if not part or part not in f"{title}\n{post.text}":
                raise NotUnderstood(NOT_IN_IT)
            before["left"] = clean_body(post.text.replace(part, mark), LONGEST_POST)
            covered = covering.moved(post.text, post.covered, part, mark)
            _update(post_id, text=before["left"], covered=covered)
            if part in title:
                before["left_title"] = title.replace(part, mark)
                Thread.update(title=before["left_title"]).where(Thread.id == thread.id).execute()
        case Act.HIDE:
            _update(post_id, removed_at=now, removed_by=by)
        case Act.REMOVE:
            before["version"] = _keep(vault, post, thread, now)
            _update(post_id, removed_at=now, removed_by=by, text="", note="")
    if act in (Act.HIDE, Act.REMOVE):
        before["thread"] = _untitle(post, thread)
    else:
        search.add(post_id)
    return json.dumps(before)


def _update(post_id: int, **what: Any) -> None:
    Post.update(**what).where(Post.id == post_id).execute()


def _keep(vault: Vault, post: Post, thread: Thread, now: int) -> str:
    """Keep what a post says as an earlier version of it, and return the name of that."""
    version = PostVersion(post=post.id, row=random_name(), replaced_at=now)
    words = [post.text, post.note, thread.title if _is_first(post) else None]
    version.sealed = vault.seal(place_of(version), json.dumps(words))
    version.save(force_insert=True)
    return str(version.row)


def _is_first(post: Post) -> bool:
    return not Post.select().where(Post.thread == post.thread_id, Post.id < post.id).exists()


def _untitle(post: Post, thread: Thread) -> dict[str, str] | None:
    """Take the title from a thread whose first post goes: they are its author's words too. Return what it was."""
    if not _is_first(post):
        return None
    stands = Post.select().where(Post.thread == thread.id, Post.removed_at.is_null()).exists()
    was = {"title": thread.title, "note": thread.note, "wish": thread.wish}
    Thread.update(title=TITLE if stands else "", note="", wish="").where(Thread.id == thread.id).execute()
    return was


def put_back(vault: Vault, undoing: str) -> None:
    """Put a post back to what it was before an act on it. Call it in a transaction.

    What its author did with it meanwhile stays: a post they deleted stays deleted, words they wrote anew stand. Raises
    Refusal when the words are gone, because there was nothing to appeal against any more.
    """
    before = json.loads(undoing)
    post = Post.get_or_none(Post.id == before["post"])
    act = Act(before["act"])
    if post is None or (post.removed_at is not None and post.removed_by_id == post.author_id and post.text == ""):
        return
    version = PostVersion.get_or_none(PostVersion.row == before.get("version", ""))
    if act in TAKES_WORDS and version is None and (act is not Act.HIDE or not post.text):
        raise Refusal(N_("The words are gone by now, so they cannot be put back."))
    if post.removed_at is None:
        search.remove(post.id)
    thread = before.get("thread")
    if thread is not None and Thread.get_by_id(post.thread_id).title in (TITLE, ""):
        Thread.update(**thread).where(Thread.id == post.thread_id).execute()
    state = {name: before[name] for name in _STATE}
    if post.edited_at != before["edited_at"]:
        del state["covered"]  # it is of other words
    if version is not None:
        text, note, title = json.loads(opened(vault, version))
        if act is Act.REMOVE or post.text == before["left"]:
            state |= {"text": text, "note": note}
        if "left_title" in before:  # unless its author called it otherwise since
            cut = (Thread.id == post.thread_id, Thread.title == before["left_title"])
            Thread.update(title=title).where(*cut).execute()
        PostVersion.delete().where(PostVersion.id == version.id).execute()
    _update(post.id, **state)
    if state["removed_at"] is None:
        search.add(post.id)


def as_written(vault: Vault, undoing: str) -> str:
    """Return what a post said before an act on it, for its author and for who judges that; "" when it is gone."""
    before = json.loads(undoing or "{}")
    version = PostVersion.get_or_none(PostVersion.row == before.get("version", ""))
    if version is not None:
        words = json.loads(opened(vault, version) or '[""]')
        return "\n\n".join([words[2], words[0]] if "left_title" in before else words[:1])
    post = Post.get_or_none(Post.id == before.get("post"))
    return str(post.text) if post and "version" not in before else ""


def told_of(post_id: int, act: Act, words: str) -> str:
    """Return of a post what its author is shown again when `words` are taken out: with its title where it has them."""
    post = Post.get_by_id(post_id)
    title, part = Thread.get_by_id(post.thread_id).title if _is_first(post) else "", safe_text(words).strip()
    return f"{title}\n\n{post.text}" if act is Act.CUT and part and part in title else str(post.text)


def let_go(before: int) -> None:
    """Destroy the words that were taken out of sight by decisions of before a moment, which no appeal is open about.

    None needs a tombstone: put back from a copy, their time is over still.
    """
    disputed = Appeal.select(Appeal.decision).where(Appeal.decided_at.is_null())
    rows = Decision.select(Decision.post).where(
        Decision.act.in_([act.value for act in TAKES_WORDS]),
        Decision.made_at < before,
        Decision.undone_at.is_null(),
        Decision.post.is_null(False),
        Decision.id.not_in(disputed),
    )
    for decided in list(rows):
        PostVersion.delete().where(PostVersion.post == decided.post_id).execute()
        gone = (Post.id == decided.post_id, Post.removed_at.is_null(False))
        Post.update(text="", note="").where(*gone).execute()
