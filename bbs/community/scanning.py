"""What somebody does in the new scan: reading out of turn, skipping and muting threads, and taking that back."""

from __future__ import annotations

from dataclasses import dataclass

from bbs.community import boards, following, read_marks, unread
from bbs.community.following import Kind, State
from bbs.community.members import Person
from store.tables import ReadAhead, ReadMark, Thread


@dataclass(frozen=True)
class Step:
    """A skip or a mute, as much of it as taking it back needs.

    `posts` are what was before somebody, beginning with the post they were at, which may be read by now. A skip moved
    their mark from `before` (None: there was none) to `after`; a mute came after what they had chosen, `state`.
    """

    thread: int
    posts: tuple[int, ...]
    title: str
    before: int | None = None
    after: int | None = None
    state: State | None = None


def _mark(reader: Person, thread_id: int) -> ReadMark | None:
    mark: ReadMark | None = ReadMark.get_or_none(ReadMark.member == reader.id, ReadMark.thread == thread_id)
    return mark


def see(reader: Person, thread_id: int, post_id: int) -> None:
    """Remember that a post of the scan was seen: by the mark, or by itself while others before it are still new."""
    if unread.has_news_before(reader, thread_id, post_id):
        ReadAhead.insert(member=reader.id, post=post_id).on_conflict_ignore().execute()
    else:
        read_marks.mark_read(reader, thread_id, post_id)


def skip(reader: Person, thread_id: int, at: tuple[int, ...]) -> Step:
    """Call the rest of a thread read, for somebody who has these posts before them. Raises NotFound."""
    title = boards.thread(reader, thread_id).title
    mark = _mark(reader, thread_id)
    before = mark.post if mark else None
    after = max(before or 0, Thread.get_by_id(thread_id).latest_post)
    if mark is None:
        ReadMark.create(member=reader.id, thread=thread_id, post=after)
    else:
        ReadMark.update(post=after).where(ReadMark.id == mark.id).execute()
    unread.go_through(reader, thread_id)
    return Step(thread_id, at, title, before=before, after=after)


def mute(reader: Person, thread_id: int, at: tuple[int, ...], *, now: int) -> Step:
    """Mute a thread, for somebody who has these posts before them. Raises NotFound."""
    about = following.subject(reader, Kind.THREAD, str(thread_id))
    before = following.state(reader, about)
    following.choose(reader, Kind.THREAD, str(thread_id), State.MUTED, now=now)
    return Step(thread_id, at, about.name, state=before)


def take_back(reader: Person, step: Step, *, now: int) -> None:
    """Have all as it was before a step. A mark that moved on since then is left: its posts were read."""
    if step.state is not None:
        following.choose(reader, Kind.THREAD, str(step.thread), step.state, now=now)
        return
    moved = (ReadMark.member == reader.id, ReadMark.thread == step.thread, ReadMark.post == step.after)
    if step.before is None:
        ReadMark.delete().where(*moved).execute()
    else:
        ReadMark.update(post=step.before).where(*moved).execute()
    unread.again(reader, step.thread)
