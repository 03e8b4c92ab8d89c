"""What is done with crisis language that was heard: parts are covered, and the people here are told (SAFETY.md 4-7).

Always after the words were saved, in a transaction of its own: nothing that is heard delays, hides or refuses them.
"""

from __future__ import annotations

from typing import Final

from peewee import EXCLUDED, fn

from bbs.community import brought, cases, desk, log, newcomers, posts, word_list
from bbs.community.members import Person
from bbs.community.noticing.heard import NOTHING, Heard
from bbs.community.noticing.listening import Noticing
from bbs.community.noticing.rules import About, Level
from bbs.community.queue import Rank
from bbs.config import Writing
from bbs.errors import NotFound
from store import covering, search
from store.sealed import opened
from store.tables import Appeal, Case, ChangedPost, Decision, Hearing, Post, Report, Thread
from store.vault import Vault

REASON: Final = "noticed"
"""What a case says for a reason; its report says which rule."""
UNCOVERED: Final = "post-uncovered"
"""The act in the log."""
_BETWEEN: Final = ".\n\n"


def in_post(vault: Vault, noticing: Noticing, post_id: int, *, now: int, writing: Writing | None = None) -> Heard:
    """Hear a post that was written or changed: cover what could harm, bring it up; return what was heard.

    A newcomer's that links somewhere is brought up too (newcomers.py), and one that says a word which the operators ask
    to be told of (word_list.py). Nothing is heard in a post that is gone already.
    """
    _heard_up_to(post_id)
    ChangedPost.delete().where(ChangedPost.post == post_id).execute()
    row = Post.select(Post, Thread).join(Thread).where(Post.id == post_id, Post.removed_at.is_null()).first()
    if row is None or row.by_house:
        return NOTHING
    heard = listen(noticing, row.text, row.thread.title if row.number == 1 else "")
    if row.covered != (covered := covering.written(heard.holds)):
        search.cover(post_id, covered)
    if heard.noticed or heard.held_by:
        _bring_up(vault, f"post/{post_id}", heard, now)
    newcomers.look_at(vault, row, writing or Writing(), now=now)
    word_list.look_at(vault, row, now=now)
    return heard


def unheard() -> tuple[int, ...]:
    """Return the posts that were saved or changed and then not heard, as the server died in between; oldest first.

    Where nothing was heard yet at all, what stands counts as heard, but for what was changed since.
    """
    last = Hearing.select(Hearing.post).scalar()
    if last is None:
        last = Post.select(fn.MAX(Post.id)).scalar() or 0
        _heard_up_to(last)
    changed = ChangedPost.select(ChangedPost.post)
    wanted = (Post.id > last) | Post.id.in_(changed)
    return tuple(post.id for post in Post.select(Post.id).where(wanted).order_by(Post.id))


def pass_over(pending: tuple[int, ...]) -> None:
    """Take everything as heard that is there now, but for posts that were waiting for it. Call it in a transaction."""
    for post in pending:
        ChangedPost.insert(post=post).on_conflict_ignore().execute()
    _heard_up_to(Post.select(fn.MAX(Post.id)).scalar() or 0)


def _heard_up_to(post_id: int) -> None:
    Hearing.insert(id=1, post=post_id).on_conflict(
        conflict_target=[Hearing.id], update={Hearing.post: fn.MAX(Hearing.post, EXCLUDED.post)}
    ).execute()


def listen(noticing: Noticing, text: str, title: str = "") -> Heard:
    """Say what a post sounds like, heard with its title; what is covered is part of the text."""
    if not title:
        return noticing.listen(text)
    before = len(title) + len(_BETWEEN)
    heard = noticing.listen(f"{title}{_BETWEEN}{text}")
    holds = ((max(start - before, 0), end - before) for start, end in heard.holds)
    return heard.with_holds(tuple((start, end) for start, end in holds if end > 0))


def in_note(vault: Vault, noticing: Noticing, code: str, *, now: int) -> Heard:
    """Hear a note that was left for the desk, by its return code, and bring it up. Nobody else reads it."""
    note = desk.by_code(vault, code)
    if note is None:
        return NOTHING
    heard = noticing.listen(note.text)
    if heard.noticed:
        _bring_up(vault, f"note/{note.row}", heard, now)
    return heard


def in_appeal(vault: Vault, noticing: Noticing, decision_id: int, *, now: int) -> Heard:
    """Hear what a member wrote in an appeal, and bring the member up, so that who decided sees it too.

    Who wrote a post without a name is not brought up by theirs: then it is the appeal that waits as urgent.
    """
    row = Appeal.select(Appeal, Decision).join(Decision).where(Appeal.decision == decision_id).first()
    if row is None:
        return NOTHING
    heard = noticing.listen(opened(vault, row))
    if heard.noticed:
        post = Post.get_or_none(Post.id == row.decision.post_id)
        is_nameless = post is not None and post.nameless != ""
        _bring_up(vault, f"appeal/{row.row}" if is_nameless else f"member/{row.member_id}", heard, now)
    return heard


def in_asking(vault: Vault, noticing: Noticing, member: Person, words: str, *, now: int) -> Heard:
    """Hear words with which somebody asks to come into a group, and bring them up: of which group is not said."""
    heard = noticing.listen(words)
    if heard.noticed:
        _bring_up(vault, f"member/{member.id}", heard, now)
    return heard


def _bring_up(vault: Vault, target: str, heard: Heard, now: int) -> None:
    """Tell the people here, unless the case that is open says as much already."""
    urgent = heard.level is Level.URGENT
    case = Case.get_or_none(Case.target == target, Case.closed_at.is_null())
    if case is not None and (not urgent or case.rank == Rank.URGENT.value) and _is_known(vault, case.id):
        return
    cases.gather(
        vault,
        target,
        reason=REASON,
        by=None,
        now=now,
        rank=Rank.URGENT if urgent else Rank.WAITING,
        dispute=not heard.noticed,
        rule=heard.named,
    )


def _is_known(vault: Vault, case_id: int) -> bool:
    """Say whether crisis language was why a case was opened, or one of the reasons: not only a word, or a link."""
    rows = Report.select().where(Report.case == case_id, Report.by_software)
    return any(said.reason == REASON for row in rows for said in brought.said(vault, row))


def may_be_shown(author: Person | None, heard: Heard) -> bool:
    """Say whether its author is shown the card: for what they said of themselves, of others, or of what is behind."""
    return author is not None and (heard.noticed or (heard.of_it and heard.about is not About.SELF))


def own(author: Person | None, post_id: int) -> int:
    """Return the id of a post of one's own that stands. Raises NotFound for anybody else's."""
    mine = (Post.id == post_id, Post.author == (author.id if author else None), Post.removed_at.is_null())
    if author is None or not Post.select().where(*mine).exists():
        raise NotFound
    return post_id


def not_about_me(author: Person | None, post_id: int) -> None:
    """Let the case about one's own post wait behind the others. Raises NotFound for anybody else's post."""
    cases.lower(f"post/{own(author, post_id)}")


def uncover(vault: Vault, staff: Person | None, post_id: int, *, now: int) -> None:
    """Show others what was covered of a post: a human has looked. Raises NotFound for all but the staff.

    One's own is for somebody else to look at.
    """
    if staff is None or not staff.is_staff or not posts.get(staff, post_id).covered:
        raise NotFound
    author = Post.get_by_id(post_id).author_id
    if author == staff.id:
        raise NotFound
    search.cover(post_id, "")
    log.record(vault, UNCOVERED, by=staff.id, about=author, now=now, post=post_id)
