"""A member's page: what they wrote about themselves, and what others can do about them. Nothing is derived."""

from __future__ import annotations

from dataclasses import replace

from bbs import drafting
from bbs.community import being_with, members, profiles, reaching
from bbs.community.being_with import Words
from bbs.community.profiles import Page
from bbs.community.sanctions import keep_within
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.blocking import block, unblock
from screens.pages.crisis_line import with_help
from screens.pages.draft_places import OWN_PAGE, WITH_ME
from screens.pages.reaching import reach
from screens.pages.reporting import ask_report
from screens.pages.writing import note_field
from screens.view import Block, Facts, Field, Kind, Notice, Post, Prose, View


async def written_field(session: Session, intro: str, before: str, *, draft: str, limit: int) -> Field:
    """Return the field for a text that stands already: what was begun comes before what stands."""
    value = await drafting.begun(session, draft) or before
    return Field("text", N_("Your words"), Kind.TEXT, intro=session.say(intro), value=value, draft=draft, limit=limit)


class MemberPage(AnyPage):
    """What a member wrote about themselves."""

    pattern = "members/{handle}"
    title = N_("Your page")
    who = Who.MEMBER
    listed = False
    found: Page | None = None
    has_way = False
    is_open = False
    hindered: Refusal | None = None
    """Why one of the staff cannot write to them from the desk."""

    @property
    def handle(self) -> str:
        """Whose page this is."""
        return self.parts["handle"]

    async def view(self) -> View:
        """Show their words, or say kindly that there are none."""
        session, say = self.session, self.session.say
        page = self.found = await session.read(profiles.get, session.person, self.handle)
        words = await session.read(being_with.of, session.vault, session.person, page.handle)
        self.has_way = bool(words) and not page.is_own
        if session.person is not None and session.person.is_staff:
            self.hindered = await session.read(reaching.hindered, session.person, page.handle)
        blocks: list[Block] = []
        if page.block:
            blocks.append(Notice(say(N_("You blocked {name}. They do not know."), name=page.handle)))
        if page.pronouns and not page.block:
            blocks.append(Facts(((say(N_("Pronouns")), page.pronouns),)))
        if page.text:
            blocks.append(self._words(page))
        elif page.is_own:
            nothing = N_("Nothing stands here yet, and nothing has to. To write for the other members, {do:write/w}.")
            blocks.append(Prose.of(say(nothing)))
        elif not (page.pronouns or page.block):
            blocks.append(Prose.of(say(N_("{name} left this page empty."), name=page.handle)))
        return View(say(self.title) if page.is_own else page.handle, tuple(blocks))

    def _words(self, page: Page) -> Post:
        return Post(
            id=page.handle,
            author=page.handle,
            when=self.session.say(N_("in their own words")),
            text=page.text,
            note=page.note,
            collapsed=bool(page.note or page.block) and not self.is_open and not page.is_own,
            number=1,
        )

    def can(self, action: Action) -> bool:
        """Offer writing on one's own page, and blocking on another's."""
        page = self.found
        match action.name:
            case "write" | "pronouns":
                return page is not None and page.is_own
            case "remove":
                return page is not None and page.is_own and not page.is_empty
            case "open":
                return page is not None and bool(page.note or page.block) and bool(page.text) and not page.is_own
            case "from-desk":
                return page is not None and self.hindered is None
            case "with-them":
                return self.has_way
            case "block":
                return page is not None and not page.is_own and not page.block
            case "report":
                return page is not None and not page.is_own
            case "unblock":
                return page is not None and page.block > 0
        return super().can(action)

    async def instead(self, action: Action) -> Stay | None:
        """Say to whom nobody writes from the desk."""
        if action.name == "from-desk" and self.hindered is not None:
            return Stay(self.hindered.words(self.session.language), refused=True)
        return await super().instead(action)

    def _page(self) -> Page:
        if self.found is None:
            raise NotFound
        return self.found

    @action("o", N_("open what is closed"), name="open", on_item=True)
    async def open_(self, item: str) -> Result:
        """Show what a content note or a block covers."""
        self.is_open = True
        return Stay(redraw=True)

    @action("v", N_("how to be with them"))
    async def with_them(self) -> Result:
        """Open what they wrote of that."""
        return Goto(f"members/{self._page().handle}/with-them")

    @action("w", N_("write about yourself"))
    async def write(self) -> Result:
        """Write what members read here."""
        session, page = self.session, self._page()
        await session.read(keep_within, session.member, None, session.now, is_begun=False)

        async def keep(values: Values) -> Result:
            limits = session.house.config.writing
            person, text, note = session.person, values["text"], values["note"]
            await session.write(profiles.write, person, text, note=note, writing=limits, now=session.now)
            return Stay(with_help(session, session.say(N_("Kept. Members read it on your page.")), text), redraw=True)

        intro = N_("Members read it; guests do not. Please leave out your real name, your town and your workplace.")
        text = await written_field(session, intro, page.text, draft=OWN_PAGE, limit=profiles.LONGEST)
        note = replace(note_field(session), value=page.note)
        return Ask((text, note), keep, confirm=N_("Keep"))

    @action("p", N_("set your pronouns"))
    async def pronouns(self) -> Result:
        """Say which pronouns to use, in any words."""
        session = self.session

        async def keep(values: Values) -> Result:
            typed = values["pronouns"]
            typed = "" if typed.casefold() == "none" else typed
            await session.write(profiles.set_pronouns, session.person, typed)
            return Stay(session.say(N_("Kept.") if typed else N_("None are shown.")), redraw=True)

        intro = N_("In your own words, such as they, or she or they. None: nothing is said of it.")
        field = Field(
            "pronouns",
            N_("Pronouns"),
            intro=session.say(intro),
            value=self._page().pronouns,
            limit=profiles.LONGEST_PRONOUNS,
            optional=True,
        )
        return Ask((field,), keep)

    @action("d", N_("take it all away"), confirm=N_("Take your words and pronouns away? They are gone for everybody."))
    async def remove(self) -> Result:
        """Leave the page empty."""
        await self.session.write(profiles.take_away, self.session.member)
        return Stay(self.session.say(N_("Removed.")), redraw=True)

    @action(
        "c",
        N_("block"),
        confirm=N_("Block them? Their words are closed to you then. They are not told."),
    )
    async def block(self) -> Result:
        """Close what they write."""
        return await block(self.session, self._page().handle)

    @action("x", N_("report"))
    async def report(self) -> Result:
        """Bring this page, or whose it is, to those who look after the place."""
        person = await self.session.read(members.by_handle, self._page().handle)
        if person is None:
            raise NotFound
        return await ask_report(self.session, f"member/{person.id}")

    @action(
        "e",
        N_("write to them from the desk"),
        name="from-desk",
        who=Who.STAFF,
        confirm=N_("Write to them from the desk? It begins a case, which is yours."),
    )
    async def from_desk(self) -> Result:
        """Write to them as one of those who look after the place."""
        return await reach(self.session, self._page().handle)

    @action("u", N_("undo the block"))
    async def unblock(self) -> Result:
        """Open what they write again."""
        return await unblock(self.session, self._page().block)


class OwnPage(MemberPage):
    """One's own page."""

    pattern = "my-page"
    listed = True

    @property
    def handle(self) -> str:
        """The reader's own."""
        return self.session.member.handle


class WithThemPage(AnyPage):
    """How to be with a member, in their words."""

    pattern = "members/{handle}/with-them"
    title = N_("How to be with them")
    who = Who.MEMBER
    listed = False

    async def view(self) -> View:
        """Show the words they let others see."""
        session, handle = self.session, self.parts["handle"].lower()
        words = await session.read(being_with.read, session.vault, session.person, handle)
        called = session.say(N_("Words"))
        post = Post("words", handle, session.say(N_("in their own words")), words, number=1, called=called)
        return View(session.say(N_("How to be with {name}"), name=handle), (post,))


class WithMePage(AnyPage):
    """How to be with oneself: written while well, for those who reply, if its author wants them to see it."""

    pattern = "with-me"
    title = N_("How to be with me")
    who = Who.MEMBER
    own = Words("", False)

    async def view(self) -> View:
        """Say what this is for, who sees it, and show it."""
        session, say = self.session, self.session.say
        own = self.own = await session.read(being_with.own, session.vault, session.member)
        about = N_("For a day when you are well: what helps when you are not, what does not, what to leave alone.")
        if not own.text:
            nobody = N_("Nothing stands here yet. Nobody sees it until you say so. To write it, {do:write/w}.")
            return View(say(self.title), (Prose.of(say(about), say(nobody)),))
        state = N_("Only you see it. To let those see it who reply to you, {do:show/s}.")
        if own.is_shown:
            state = N_("Members who reply to you see it. To keep it to yourself again, {do:hide/y}.")
        post = Post("words", say(N_("You")), say(N_("in your own words")), own.text, number=1, called=say(N_("Words")))
        return View(say(self.title), (Prose.of(say(about)), Notice(say(state)), post))

    def can(self, action: Action) -> bool:
        """Offer what makes sense with the words there are."""
        if action.name in ("show", "remove"):
            return bool(self.own.text) and not (action.name == "show" and self.own.is_shown)
        return self.own.is_shown if action.name == "hide" else super().can(action)

    def enter(self) -> str:
        """Enter begins, where there is nothing."""
        return "" if self.own.text else "write"

    @action("w", N_("write it"))
    async def write(self) -> Result:
        """Write it, or change it."""
        session = self.session

        async def keep(values: Values) -> Result:
            await session.write(being_with.write, session.vault, session.person, values["text"])
            return Stay(session.say(N_("Kept.")), redraw=True)

        intro = N_("How should somebody be with you when you are not well? It is kept encrypted.")
        text = await written_field(session, intro, self.own.text, draft=WITH_ME, limit=being_with.LONGEST)
        return Ask((text,), keep, confirm=N_("Keep"))

    @action("s", N_("show it to those who reply"))
    async def show(self) -> Result:
        """Let others see it."""
        await self.session.write(being_with.show, self.session.member, now=self.session.now)
        return Stay(self.session.say(N_("Members who reply to you see it from now on.")), redraw=True)

    @action("y", N_("keep it to yourself"))
    async def hide(self) -> Result:
        """Let nobody else see it."""
        await self.session.write(being_with.hide, self.session.member)
        return Stay(self.session.say(N_("Only you see it now.")), redraw=True)

    @action("x", N_("take it away"), confirm=N_("Take your words away? They are gone then."))
    async def remove(self) -> Result:
        """Destroy the words."""
        await self.session.write(being_with.take_away, self.session.member)
        return Stay(self.session.say(N_("Removed.")), redraw=True)
