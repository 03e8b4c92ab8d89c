"""The house of a week at the desk: who is there, what day it is, and what people do in it again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from bbs.community import cases, posts
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from store.tables import Post
from tests.harbour import Harbour
from tests.houses import PASSPHRASE
from tests.scenarios.callers import Calls, Visitor

R = TypeVar("R")

HOUR: Final = 3600
DAY: Final = 24 * HOUR
MONDAY: Final = 1_780_272_000
"""Monday, 1 June 2026, at midnight UTC."""
STANDS, CLOSED, CUT, REMOVED = 1, 3, 5, 6
"""What can happen to a post, by its number at the desk."""
NOTHING, WARNING, BAN = 1, 2, 7
"""What its author can be given, by its number."""
WORRIED, UNKIND, SPAM = 1, 2, 6
"""Why something is reported, by its number."""


class DeskWeek:
    """The house they all call at, and who they are."""

    def __init__(self, caller: Calls, harbour: Harbour) -> None:
        self.caller = caller
        self.harbour = harbour
        self.people: dict[str, Person] = {}

    def comes(self, *handles: str, role: Role = Role.MEMBER) -> None:
        """Have members who were welcomed before."""
        for handle in handles:
            self.people[handle] = self.harbour.member(handle, role=role)

    def begins(self, day: int, hour: int) -> None:
        """Let it be an hour of a day of that week: 0 is Monday."""
        self.harbour.passes(MONDAY + day * DAY + hour * HOUR - self.now)

    @property
    def now(self) -> int:
        """UTC seconds."""
        return self.harbour.clock.now()

    def calls(self, handle: str, words: str = "Good ", **how: Any) -> Visitor:
        """Somebody calls and signs in."""
        visitor = self.caller.calls(handle, **how)
        visitor.signs_in(PASSPHRASE, words)
        return visitor

    def knows(self, fn: Callable[..., R], *args: Any, **how: Any) -> R:
        """Ask the store what is so."""
        return self.harbour.write(fn, *args, **how)

    def post(self, number: int, reader: str = "lou") -> PostLine:
        """Return a post as somebody reads it."""
        return self.knows(posts.get, self.people[reader], number)

    def last_of(self, handle: str) -> PostLine:
        """Return what somebody wrote last."""
        author = self.people[handle]
        mine = Post.select(Post.id).where(Post.author == author.id).order_by(Post.id.desc()).limit(1)
        return self.knows(lambda: posts.get(author, mine.scalar()))

    def newest(self) -> PostLine:
        """Return what was written last."""
        last = Post.select(Post.id).order_by(Post.id.desc()).limit(1)
        return self.knows(lambda: posts.get(self.people["lou"], last.scalar()))

    def case(self, target: str) -> int:
        """Return the open case about something."""
        found = self.knows(cases.open_at, target)
        assert found is not None, f"nothing about {target} waits"
        return found


def address_of(post: PostLine) -> str:
    """Return where a post is read."""
    return f"boards/{post.board}/{post.thread}/{post.number}"


def reports(reporter: Visitor, post: PostLine, reason: int, words: str = "Thank you for telling.") -> str:
    """Report a post; return the receipt."""
    reporter.opens(address_of(post), post.text[:16])
    reporter.does("report", "What is it")
    return reporter.answers_at_once(reason, words)


def decides(judge: Visitor, what: int, sanction: int) -> str:
    """Decide by the guideline that is suggested, with the words that are suggested; return what is read before."""
    judge.does("decide", "What happens")
    judge.answers_at_once(what, "Which guideline")
    judge.answers_at_once(7, "And they")
    judge.answers_into_text(sanction)
    return judge.ends_text("This is how it will be read.")
