"""Sending what was written: one answer to a post, now or in an hour, and telling those who listen."""

from __future__ import annotations

from bbs.community import boards, later, posts
from bbs.community.boards import BoardLine
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.errors import Refusal
from bbs.language import N_
from bbs.news import POSTS, News
from bbs.session import Session
from screens.page import Result, Stay, Values
from screens.pages.noticed import hear, lines_said, with_card
from screens.pages.writing import audience
from screens.when import hour

MOVED = N_("The thread was moved to {board} while you wrote. {readers} If that is right, send it again.")
ALREADY = N_("It is there already, posted once: go {address}.")


async def posted(session: Session, line: PostLine) -> str:
    """Tell those who listen that something was written; return what its author is told.

    Words that were there already, because somebody sent them again after their line was cut, are no news.
    """
    if line.already:
        return session.say(ALREADY, address=f"boards/{line.board}/{line.thread}/{line.number}")
    by = session.person.id if session.person else 0
    await hear(session, line)
    for topic in (f"board/{line.board}", POSTS):
        session.house.news.tell(News(topic, line.id, by))
    return session.say(N_("Posted."))


def _board_of(reader: Person | None, post_id: int) -> BoardLine:
    return boards.get(reader, posts.get(reader, post_id).board)


class Reply:
    """One answer to a post: posted once, however often it is sent, or put off for an hour."""

    def __init__(self, session: Session, line: PostLine, place: str) -> None:
        self._session = session
        self._line = line
        self._place = place
        self._board = line.board

    async def keep_readers(self) -> None:
        """Raise Refusal, once, where the thread went elsewhere since the answer was begun: others read it there."""
        session = self._session
        board = await session.read(_board_of, session.person, self._line.id)
        if board.slug != self._board:
            self._board = board.slug
            raise Refusal(MOVED, board=board.title, readers=audience(session, board))

    async def post(self, values: Values) -> Result:
        """Post it now."""
        session = self._session
        sent = await session.write(
            posts.reply,
            session.person,
            self._line.thread,
            values["text"],
            now=session.now,
            reply_to=self._line.id,
            note=values["note"],
            nameless=session.vault if values.get("unnamed") else None,
            once=session.hands.once(self._place, values["text"]),
            writing=session.house.config.writing,
        )
        return with_card(session, sent, Stay(await posted(session, sent)))

    async def put_off(self, values: Values) -> Result:
        """Have it go out in an hour."""
        session = self._session
        at = await session.write(
            later.put_off,
            session.vault,
            session.person,
            self._line.thread,
            values["text"],
            place=self._place,
            now=session.now,
            reply_to=self._line.id,
            note=values["note"],
            unnamed=values.get("unnamed", ""),
            once=session.hands.once(self._place, values["text"]),
            writing=session.house.config.writing,
        )
        goes = N_("It goes out at {time}. Until then it waits under Drafts, where you can take it back.")
        if values.get("unnamed"):
            goes = N_("It goes out at {time}, without your name. Until then it waits under Drafts, to be taken back.")
        said = (session.say(goes, time=hour(session, at)), lines_said(session, values["text"]))
        return Stay(" ".join(filter(None, said)))
