"""The words of this place for operators: which there are, what each is for, writing one anew, putting it back."""

from __future__ import annotations

from bbs import drafting
from bbs.community import own_texts, pictures
from bbs.community.own_texts import Own
from bbs.community.voices import KINDS, Kind
from bbs.errors import NotFound
from bbs.language import N_
from screens.page import Action, AnyPage, Ask, Result, Stay, Values, Who, action
from screens.pages.about import prose
from screens.view import Art, Block, Field, Item, Listing, Notice, Prose, View
from screens.view import Kind as Asked
from screens.when import when

ABOUT = N_(
    "What is written here holds at once, in every open visit from its next page on, and no upgrade changes it. Crisis "
    "help, its lines and the words about safety stay as they are; help lines have their own page in the office."
)
HOW = N_(
    "A line that begins with # and a space is a heading. Empty lines part paragraphs. [safety], on a line of its own, "
    "stands for the words about help and safety: they can be moved, and come last where it is left out. [name] stands "
    "for what this place is called."
)
HOW_DRAWN = N_(
    "Draw it in rows, with the plain signs of a keyboard. Then an empty line, and in the last line one sentence that "
    "says what it shows."
)


def _known(name: str) -> Kind:
    if name not in KINDS:
        raise NotFound
    return KINDS[name]


class TextsOfficePage(AnyPage):
    """All texts that can be written anew."""

    pattern = "office/texts"
    title = N_("The words of this place")
    who = Who.OPERATOR

    async def view(self) -> View:
        """List them, each with whose words it has."""
        session, say = self.session, self.session.say
        own = await session.read(own_texts.all_of, session.person)
        items = tuple(
            Item(say(kind.label), self._state(own[name]), f"office/texts/{name}") for name, kind in KINDS.items()
        )
        return View(say(self.title), (Prose.of(say(ABOUT)), Listing(items, "", name=say(N_("Texts")))))

    def _state(self, own: Own) -> str:
        say = self.session.say
        held = say(N_("your own")) if own.text is not None else say(N_("as it came"))
        return say(N_("{held}, a new one is being written"), held=held) if own.written is not None else held


class TextOfficePage(AnyPage):
    """One text: what it is for, what it says, and what is being written in its place."""

    pattern = "office/texts/{name}"
    title = N_("A text of this place")
    who = Who.OPERATOR
    listed = False
    own = Own()

    @property
    def name(self) -> str:
        """Which text it is."""
        return self.parts["name"].lower()

    async def view(self) -> View:
        """Say what it is for, then the text as who it is for will read it: the new one where there is one."""
        session, say, kind = self.session, self.session.say, _known(self.name)
        self.own = await session.read(own_texts.one, session.person, self.name)
        told = [say(kind.about)]
        if self.own.held_at is not None:
            told.append(say(N_("It is your own, since {when}."), when=when(session, self.own.held_at)))
        else:
            told.append(say(N_("It is as it came, with the program or in the settings file.")))
        if self.own.written is not None:
            first = Notice(say(N_("The new one, as it will be read. To let it hold: {do:publish/p}.")))
        else:
            first = Notice(say(N_("As it is read now. To write it anew: {do:change/e}.")))
        return View(say(kind.label), (Prose.of(*told), first, *self._said()))

    def _said(self) -> tuple[Block, ...]:
        house, written = self.session.house, self.own.written
        if KINDS[self.name].is_line:
            lines = {"name": house.name, "greeting": house.greeting}
            lines |= {self.name: written} if written is not None else {}
            return (Prose.of("{name}. {greeting}".format(**lines).strip()),)
        words = written if written is not None else self.own.text
        if KINDS[self.name].is_drawn:
            drawn = pictures.of(words) if words is not None else house.texts.shipped_harbour
            sentence = Prose.of(self.session.say(N_("Its sentence: {words}"), words=drawn.alt))
            return Art(tuple(drawn.art.split("\n")), drawn.alt), sentence
        voice = house.texts.voices[self.name]
        return (prose(voice.said(words, house.name)),)

    def can(self, action: Action) -> bool:
        """Offer to publish and drop what is written, and to put back what is not the shipped one."""
        fits = {
            "publish": self.own.written is not None,
            "drop": self.own.written is not None,
            "shipped": self.own.text is not None,
        }
        return fits[action.name] if action.name in fits else super().can(action)

    @action("e", N_("write it anew"), name="change")
    async def change(self) -> Result:
        """Begin with what is being written, else with what holds."""
        session, kind, name = self.session, _known(self.name), self.name
        own = await session.read(own_texts.one, session.person, name)
        house = session.house
        held = own.text if own.text is not None else own_texts.shipped(house.texts, house.config.community, name)

        async def send(values: Values) -> Result:
            await session.write(own_texts.write, session.person, name, values["text"], now=session.now)
            words = N_("Kept. Read it over here. To let it hold: {do:publish/p}.")
            return Stay(session.say(words), redraw=True)

        begun = own.written if own.written is not None else held
        place = f"office/texts/{name}"
        field = Field(
            "text",
            N_("New words"),
            Asked.LINE if kind.is_line else Asked.TEXT,
            intro="" if kind.is_line else session.say(HOW_DRAWN if kind.is_drawn else HOW),
            value=await drafting.begun(session, place) or begun,
            limit=2 * kind.longest,
            draft=place,
        )
        return Ask((field,), send, confirm="" if kind.is_line else N_("Keep"))

    @action("p", N_("let the new one hold"), name="publish", confirm=N_("Let it hold? Everybody reads it from now on."))
    async def publish(self) -> Result:
        """Say it from now on."""
        session = self.session
        held = await session.write(own_texts.hold, session.vault, session.person, self.name, now=session.now)
        session.house.take_own_texts(held)
        return Stay(session.say(N_("It holds now, in every open visit from its next page on.")), redraw=True)

    @action("x", N_("drop the new one"), name="drop", confirm=N_("Drop what is written? What holds stays as it is."))
    async def drop(self) -> Result:
        """Let go of what is being written."""
        await self.session.write(own_texts.drop, self.session.person, self.name)
        return Stay(self.session.say(N_("Dropped.")), redraw=True)

    @action(
        "s",
        N_("put back what came with the program"),
        name="shipped",
        confirm=N_("Put back the text as it came? Yours is kept here as a new one, for you to publish or drop."),
    )
    async def put_back(self) -> Result:
        """Let the shipped text hold again."""
        session = self.session
        held = await session.write(own_texts.put_back, session.vault, session.person, self.name, now=session.now)
        session.house.take_own_texts(held)
        return Stay(session.say(N_("It is as it came now. Yours is kept here, and read by nobody.")), redraw=True)
