"""The base of pages that show posts: opening one, answering it, what one can do with it."""

from __future__ import annotations

from bbs.community import being_with, boards, posts, read_marks
from bbs.community.boards import BoardLine, ThreadLine
from bbs.community.following import Kind as Followed
from bbs.community.hands import about_post
from bbs.community.inside import is_open
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.community.sanctions import keep_within
from bbs.community.writing import may_write
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Ask, Result, Stay, Values, Who, action
from screens.pages.blocking import block
from screens.pages.bookmarks import ask_bookmark
from screens.pages.changing import ChangingPage
from screens.pages.cooling import offer, reads_angry
from screens.pages.covered import is_covered
from screens.pages.following import ask_following
from screens.pages.heard import tell_heard
from screens.pages.names import name_of, page_of, words_with
from screens.pages.post_blocks import post_block
from screens.pages.quoting import NOTHING_QUOTED, Others, Quotation, ask_what_to_quote, others_of
from screens.pages.replying import Reply
from screens.pages.thanks import ask_thanks
from screens.pages.writing import ask_post, asked_of, audience, note_field, text_field
from screens.view import Post


def _to_answer(person: Person | None, post_id: int, now: int) -> tuple[PostLine, ThreadLine, BoardLine]:
    """Return what somebody who answers a post must know."""
    line = posts.get(person, post_id)
    board = boards.get(person, line.board)
    is_open(board.put_away_at)
    keep_within(may_write(person), board.id, now, is_begun=False)
    return line, boards.thread(person, line.thread), board


class ReadingPage(ChangingPage):
    """The base of pages that show posts: opening one, replying to it, taking one's own away."""

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.opened: set[int] = set()
        self.cooled: set[int] = set()
        """Posts in whose answers an hour's wait was offered; once is enough."""

    def block(self, line: PostLine, *, where: bool = False, new: bool | None = None) -> Post:
        """Return a post as a block and remember it."""
        self.lines[line.id] = line
        return post_block(self.session, line, opened=line.id in self.opened, where=where, new=new)

    async def seen(self, item: str) -> None:
        """Move the reader's mark: what was said to them is read."""
        line = self.lines.get(int(item))
        if line is not None and self.session.person is not None:
            await self.session.write(read_marks.mark_read, self.session.person, line.thread, line.id)

    async def sorted_out(self) -> None:
        """Take note that the caller followed or muted something here."""

    @action("r", N_("reply"), who=Who.MEMBER, on_item=True)
    async def reply(self, item: str) -> Result:
        """Answer a post."""
        return await self._ask_reply(item)

    @action("u", N_("reply, quoting it"), who=Who.MEMBER, on_item=True)
    async def quote(self, item: str) -> Result:
        """Answer a post beginning with lines of it, and of others of its thread."""
        line, *_ = await self.session.read(_to_answer, self.session.person, int(item), self.session.now)

        async def write(quotation: Quotation) -> Result:
            return await self._ask_reply(item, quotation)

        return await ask_what_to_quote(self.session, line, self.opened, await self.others(line), write)

    async def others(self, line: PostLine) -> Others:
        """Return the posts of the same thread by the numbers that are shown here: those of the thread."""
        return await others_of(self.session, line)

    async def _ask_reply(self, item: str, quotation: Quotation = NOTHING_QUOTED) -> Ask:
        session = self.session
        may_write(session.person)
        line, thread, board = await session.read(_to_answer, session.person, int(item), session.now)
        place = about_post("reply", line.thread, line.id)
        sending = Reply(session, line, place)

        async def send(values: Values) -> Result:
            await sending.keep_readers()
            if line.id in self.cooled or not reads_angry(session, values["text"]):
                return await sending.post(values)
            self.cooled.add(line.id)
            return offer(session, place, values, post=sending.post, put_off=sending.put_off, write=write_on)

        async def write_on(_: Values) -> Result:
            return await self._ask_reply(item)

        asked = "" if thread.mine else session.say(asked_of(thread.wish))
        way = await session.read(being_with.of, session.vault, session.person, line.author) if line.author else ""
        said = (
            session.say(N_("Reply to {name}."), name=name_of(session, line)),
            words_with(session, line.author, way) if way else "",
            asked,
            audience(session, board),
        )
        intro = " ".join(filter(None, said))
        if quotation.note:
            also = N_("What it quotes has a content note, and so it has one: {note}.")
            intro = f"{intro} {session.say(also, note=quotation.note)}"
        fields = (text_field(session, intro, place, quotation.text), note_field(session, place, quotation.note))
        return ask_post(session, board, fields, send)

    @action("t", N_("thank"), who=Who.MEMBER, on_item=True)
    async def thank(self, item: str) -> Result:
        """Tell its author that a post was good to read. Nobody else is told."""
        return await ask_thanks(self.session, item)

    @action("i", N_("who is this"), name="who", who=Who.MEMBER, on_item=True)
    async def who_is(self, item: str) -> Result:
        """Open the page of who wrote a post."""
        line = await self.session.read(posts.get, self.session.person, int(item))
        return await page_of(self.session, line.author)

    @action(
        "c",
        N_("block who wrote it"),
        name="block",
        who=Who.MEMBER,
        on_item=True,
        confirm=N_("Block them? Their words are closed to you then. They are not told."),
    )
    async def block_author(self, item: str) -> Result:
        """Close what its author writes."""
        line = await self.session.read(posts.get, self.session.person, int(item))
        if not line.author:
            raise NotFound(N_("Nobody of a name wrote that, so there is nobody to block."))
        return await block(self.session, line.author)

    @action("f", N_("follow or mute this thread"), who=Who.MEMBER, on_item=True)
    async def follow(self, item: str) -> Result:
        """Ask whether the thread of a post comes first in New, or not at all."""
        line = await self.session.read(posts.get, self.session.person, int(item))
        return await ask_following(self.session, Followed.THREAD, str(line.thread), self.sorted_out)

    @action("y", N_("follow or mute its writer"), who=Who.MEMBER, on_item=True)
    async def writer(self, item: str) -> Result:
        """Ask whether what somebody writes comes first in New, or not at all. They are not told."""
        return await ask_following(self.session, Followed.WRITER, item, self.sorted_out)

    @action("k", N_("bookmark it"), who=Who.MEMBER, on_item=True)
    async def bookmark(self, item: str) -> Result:
        """Keep a post to find it again, with a note of one's own."""
        return await ask_bookmark(self.session, int(item))

    @action("l", N_("tell its author you read all of it"), name="heard", who=Who.MEMBER, on_item=True)
    async def heard(self, item: str) -> Result:
        """Tell the author privately, without a name, that somebody read a post to its end."""
        return await tell_heard(self.session, int(item), self.opened)

    @action("o", N_("open what is closed"), name="open", on_item=True)
    async def open_(self, item: str) -> Result:
        """Show a collapsed post."""
        self.opened.add(int(item))
        return Stay(redraw=True)

    @action(
        "d",
        N_("delete your post"),
        name="delete",
        who=Who.MEMBER,
        on_item=True,
        confirm=N_("Take your post away? Its words are gone at once, for everybody."),
    )
    async def delete(self, item: str) -> Result:
        """Take one's own post away."""
        await self.session.write(posts.remove_own, self.session.person, int(item), now=self.session.now)
        return Stay(self.session.say(N_("Removed.")))

    def can(self, action: Action) -> bool:
        """Offer deleting only where a post of the caller's own is shown, opening only where one is closed."""
        person = self.session.person
        others = any(line.author and person and line.author_id != person.id for line in self.lines.values())
        if action.name == "who":
            return boards.can_read_all(person) and any(line.author for line in self.lines.values())
        if action.name == "block":
            return boards.can_read_all(person) and others
        if action.name == "delete":
            me = person.id if person else None
            return any(p.author_id == me and not p.removed_by_author for p in self.lines.values())
        if action.name in ("thank", "heard", "writer", "report"):
            me = person.id if person else 0
            theirs = (p for p in self.lines.values() if p.author_id not in (0, me) or (p.nameless and not p.author_id))
            return any(not p.removed for p in theirs)
        if action.name == "open":
            return any(is_covered(line) and line.id not in self.opened for line in self.lines.values())
        if action.name in ("reply", "quote", "follow", "bookmark"):
            return bool(self.lines)
        return super().can(action)
