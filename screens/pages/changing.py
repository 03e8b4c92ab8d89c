"""Posts that can be changed, looked into and looked up: by their authors, by the staff, by operators."""

from __future__ import annotations

from contextlib import suppress

from bbs import drafting
from bbs.community import editing, nameless, noticed, posts, reading
from bbs.community.editing import Version
from bbs.community.hands import NOTE, TITLE, about_post
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.errors import BBSError, NotFound, Refusal
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.names import name_of
from screens.pages.noticed import hear, with_card
from screens.pages.reporting import ReportablePage
from screens.pages.writing import note_field, text_field
from screens.view import Block, Facts, Field, Notice, Post, View
from screens.when import when


class ChangingPage(ReportablePage):
    """The base of pages that show posts which somebody may change or look into."""

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.lines: dict[int, PostLine] = {}

    @action("e", N_("edit your post"), who=Who.MEMBER, on_item=True)
    async def edit(self, item: str) -> Result:
        """Change a post of one's own."""
        return await ask_edit(self.session, int(item))

    @action("v", N_("what a post said before"), who=Who.STAFF, on_item=True)
    async def history(self, item: str) -> Result:
        """Open the earlier versions of a post."""
        line = (await self.session.read(editing.history, self.session.vault, self.session.person, int(item)))[0]
        return Goto(f"boards/{line.board}/{line.thread}/{line.number}/history")

    @action(
        "+",
        N_("show others the covered part"),
        name="uncover",
        who=Who.STAFF,
        on_item=True,
        confirm=N_("You have looked, and others may read all of it?"),
    )
    async def uncover(self, item: str) -> Result:
        """Show what was covered of a post, on record."""
        session = self.session
        await session.write(noticed.uncover, session.vault, session.person, int(item), now=session.now)
        return Stay(session.say(N_("Others read all of it now.")), redraw=True)

    @action("@", N_("look up whose it is"), name="look-up", who=Who.OPERATOR, on_item=True)
    async def look_up(self, item: str) -> Result:
        """Learn who wrote a post without a name, on record."""
        return await ask_look_up(self.session, int(item))

    def can(self, action: Action) -> bool:
        """Offer each where there is a post for it."""
        me = self.session.person.id if self.session.person else 0
        stand = [line for line in self.lines.values() if not line.removed]
        match action.name:
            case "edit":
                return any(line.author_id == me != 0 for line in stand)
            case "history":
                return any(line.edited_at for line in stand)
            case "uncover":
                return any(line.covered and line.author_id != me for line in stand)
            case "look-up":
                return any(line.nameless for line in stand)
        return super().can(action)


async def ask_edit(session: Session, post_id: int) -> Ask:
    """Return the question with which an author changes a post: what it says now, or the draft of a change."""
    begun = await session.read(editing.opened, session.person, post_id, now=session.now)
    words, line = begun.words, begun.post
    place = about_post("edit", line.thread, line.id)
    kept = await drafting.begun(session, place)
    note, title = words.note, words.title
    if kept:  # a change that was begun, with what belongs to it
        note = await drafting.begun(session, place + NOTE) or note
        title = None if title is None else await drafting.begun(session, place + TITLE) or title

    async def send(values: Values) -> Result:
        is_new = await session.write(
            editing.edit,
            session.vault,
            session.person,
            line.id,
            values["text"],
            version=begun.version,
            now=session.now,
            note=values["note"],
            title=values.get("title"),
            writing=session.house.config.writing,
        )
        if not is_new:
            return Stay(session.say(N_("Nothing was changed.")))
        await hear(session, line)
        now = await session.read(posts.get, session.person, line.id)
        return with_card(session, now, Stay(session.say(N_("Changed.")), redraw=True))

    intro = session.say(N_("Readers see that it was changed; what it said before, the moderators."))
    fields = [
        text_field(session, intro, place, value="" if kept else words.text),
        note_field(session, place, note),
    ]
    if title is not None:
        fields.append(Field("title", N_("Title"), optional=True, extra=True, value=title, draft=place + TITLE))
    return Ask(tuple(fields), send, confirm=N_("Save"))


async def ask_look_up(session: Session, post_id: int) -> Ask:
    """Return the question for the reason with which an operator looks up whose a post is. Raises Refusal for others."""
    line = await session.read(posts.get, session.person, post_id)
    if not line.nameless:
        raise Refusal(N_("That one was not written without a name: there is nothing to look up."))

    async def send(values: Values) -> Result:
        handle = await session.write(
            nameless.look_up, session.vault, session.person, post_id, values["reason"], now=session.now
        )
        name = handle or session.say(N_("somebody who left"))
        return Stay(session.say(N_("{name} wrote it. This is on record, and they are told."), name=name))

    about = N_("It is recorded with your name and your reason, the moderators see that, and the author is told.")
    place, intro = about_post("who", line.thread, line.id), session.say(about)
    field = Field("reason", N_("Your reason"), intro=intro, limit=nameless.REASON, private=True, draft=place)
    return Ask((field,), send, confirm=N_("Look it up"))


class HistoryPage(AnyPage):
    """All that a post ever said, for the staff."""

    pattern = "boards/{board}/{thread:int}/{post:int}/history"
    title = N_("What it said before")
    who = Who.STAFF
    listed = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.opened: set[str] = set()
        self.is_closed = False

    async def view(self) -> View:
        """Show each version, the first one first."""
        session = self.session
        line, versions = await session.read(self._fetch)
        blocks = tuple(self._block(n, line, one) for n, one in enumerate(versions, 1))
        self.is_closed = any(block.collapsed for block in blocks)
        return View(session.say(self.title), blocks, total=len(blocks))

    def _fetch(self) -> tuple[PostLine, list[Version]]:
        number = int(self.parts["post"])
        found = reading.stretch(self.session.person, int(self.parts["thread"]), first=number, limit=1).posts
        if not found or found[0].number != number or found[0].board != self.parts["board"].lower():
            raise NotFound
        return editing.history(self.session.vault, self.session.person, found[0].id)

    def _block(self, number: int, line: PostLine, one: Version) -> Post:
        session = self.session
        state = session.say(N_("now"))
        if one.until is not None:
            state = session.say(N_("until {when}"), when=when(session, one.until))
        return Post(
            id=str(number),
            author=name_of(session, line),
            kind=state,
            when=session.say(N_("written {when}"), when=when(session, one.since)),
            where=f'"{one.words.title}"' if one.words.title else "",
            text=one.words.text or session.say(N_("Removed.")),
            note=one.words.note,
            collapsed=bool(one.words.note) and str(number) not in self.opened,
            number=number,
            called=session.say(N_("Version")),
        )

    def can(self, action: Action) -> bool:
        """Offer opening where something is closed."""
        return self.is_closed if action.name == "open" else super().can(action)

    @action("o", N_("open what a content note covers"), name="open", on_item=True)
    async def open_(self, item: str) -> Result:
        """Show a version that a note covers."""
        self.opened.add(item)
        return Stay(redraw=True)


async def looked_up(session: Session) -> list[Block]:
    """Return, for the staff, which posts without a name were looked up lately and why; not whose they are."""
    looked, gone = N_('A post without a name in "{title}", looked up by {name}'), session.say(N_("somebody who left"))
    rows = tuple(
        (session.say(looked, title=act.title, name=act.by or gone), f"{when(session, act.at)}. {act.reason}")
        for act in await session.read(nameless.lately, session.vault, session.person)
    )
    return [Facts(rows)] if rows else []


async def told_of_looks(session: Session, person: Person) -> list[Notice]:
    """Return what a member is told: that somebody looked up a post of theirs. Take note that they were."""
    if not (acts := await session.read(nameless.to_tell, session.vault, person.id)):
        return []
    with suppress(BBSError):  # a full disk: they are told again
        await session.write(nameless.told, person.id, now=session.now)
    words = N_(
        'An operator looked up that a post without a name in "{title}" is yours, {when}. Nobody '
        "else was told. You can write to the desk about it. Their reason: {reason}"
    )
    return [Notice(session.say(words, title=act.title, when=when(session, act.at), reason=act.reason)) for act in acts]
