"""The word list as operators keep it: what a word would meet is said before it is kept. Nothing is hidden for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bbs.community import word_list
from bbs.community.word_list import Leads, Listed, Tried, WordList
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Result, Stay, Values, Who, action
from screens.view import Choice, Field, Item, Kind, Listing, Prose, View

ABOUT = N_(
    "A word here brings a post to the desk after it is up, or gives a hint while somebody writes. It hides nothing and "
    "holds nothing back. Only whole words count, however they are spelled; what somebody quotes does not."
)
CARE = N_(
    "Think of whom it meets: words of hate are also names that people gave themselves. You are shown how many posts "
    "it would have met before it is kept."
)
ANY: Final = "any"
LANGUAGES: Final[Mapping[str, str]] = {ANY: N_("any language"), "en": N_("English"), "es": N_("Spanish")}
LEADS: Final[Mapping[Leads, str]] = {
    Leads.LOOK: N_("a look at the desk"),
    Leads.HINT: N_("a hint to who writes it"),
}
SAMPLE: Final = 400
"""Characters of a sentence to try."""


class WordsOfficePage(AnyPage):
    """The words that lead to a look or to a hint."""

    pattern = "office/words"
    title = N_("Words to look at")
    who = Who.OPERATOR

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.list = WordList()

    async def view(self) -> View:
        """List them, each with its language and what it leads to."""
        session, say = self.session, self.session.say
        self.list = session.house.word_list = await session.read(word_list.kept)
        items = tuple(Item(one.phrase, self._detail(one), id=str(one.id)) for one in self.list.words)
        listing = Listing(items, say(N_("There are none yet.")), name=say(N_("Words")))
        return View(say(self.title), (Prose.of(say(ABOUT), say(CARE)), listing))

    def _detail(self, one: Listed) -> str:
        say = self.session.say
        words = [say(LANGUAGES[one.language or ANY]), say(LEADS[one.leads])]
        return ", ".join(words) + (f': "{one.said}"' if one.said else "")

    def can(self, action: Action) -> bool:
        """Offer to change and to try what there is."""
        return bool(self.list.words) if action.name in ("change", "try", "take-off") else super().can(action)

    @action("a", N_("add a word"))
    async def add(self) -> Result:
        """Ask for a word, and what it leads to."""
        return _ask(self.session, Listed(""))

    @action("e", N_("change a word"), on_item=True)
    async def change(self, item: str) -> Result:
        """Change one that is listed."""
        return _ask(self.session, self._one(item))

    def _one(self, item: str) -> Listed:
        found = next((one for one in self.list.words if str(one.id) == item), None)
        if found is None:
            raise NotFound
        return found

    @action("x", N_("take a word off"), on_item=True, confirm=N_("Take this word off the list?"))
    async def take_off(self, item: str) -> Result:
        """Take one off."""
        session, number = self.session, self._one(item).id
        session.house.word_list = await session.write(
            word_list.take_off, session.vault, number, session.person, now=session.now
        )
        return Stay(session.say(N_("Taken off.")), redraw=True)

    @action("t", N_("try a sentence"), name="try")
    async def try_(self) -> Result:
        """Say which words of the list a sentence meets; nothing of it is kept."""
        session = self.session

        async def send(values: Values) -> Result:
            met = self.list.met(values["sentence"])
            if not met:
                return Stay(session.say(N_("It meets nothing on the list.")))
            return Stay(session.say(N_("It meets: {words}."), words=", ".join(one.phrase for one in met)))

        return Ask((Field("sentence", N_("A sentence"), limit=SAMPLE),), send)


def _ask(session: Session, one: Listed) -> Ask:
    """Ask for a word, then say what it would have met, and keep it if that is meant."""

    async def further(values: Values) -> Result:
        language, leads = "" if values["language"] == ANY else values["language"], Leads(values["leads"])
        return _ask_further(session, Listed(values["word"], language, leads, one.said, one.id))

    languages = tuple(Choice(code, words) for code, words in LANGUAGES.items())
    leads = tuple(Choice(each.value, words) for each, words in LEADS.items())
    fields = (
        Field("word", N_("A word or phrase"), value=one.phrase, limit=word_list.LONGEST),
        Field("language", N_("Its language"), Kind.CHOICE, choices=languages, value=one.language or ANY),
        Field("leads", N_("What it leads to"), Kind.CHOICE, choices=leads, value=one.leads.value),
    )
    return Ask(fields, further)


def _ask_further(session: Session, one: Listed) -> Ask:
    """Ask what a hint says, where it is one, and for a sentence to try; then say what the word would have met."""

    async def look(values: Values) -> Result:
        wanted = replace(one, said=values.get("hint", one.said))
        sentence = values["sentence"].strip()
        found = await session.read(word_list.tried, wanted, session.person, sentence)
        return _confirm(session, wanted, _in_words(session, found, sentence))

    said = N_("A sentence of yours that is shown while it is written. Empty: ours, in plain words.")
    hint = Field("hint", N_("The hint says"), intro=said, value=one.said, limit=word_list.SAID, optional=True)
    sample = Field(
        "sentence",
        N_("A sentence to try"),
        intro=N_("You are told whether the word is met in it. It is not kept."),
        limit=SAMPLE,
        optional=True,
    )
    return Ask((hint, sample) if one.leads is Leads.HINT else (sample,), look)


def _confirm(session: Session, wanted: Listed, met: str) -> Ask:
    async def keep(values: Values) -> Result:
        if values["sure"] != "yes":
            return Stay(session.say(N_("Left as it was.")))
        session.house.word_list = await session.write(
            word_list.put, session.vault, wanted, session.person, now=session.now
        )
        return Stay(session.say(N_("Kept. It holds at once.")), redraw=True)

    return Ask((Field("sure", N_("Keep it?"), Kind.YES, intro=met),), keep)


def _in_words(session: Session, found: Tried, sentence: str) -> str:
    """Say what a word would have met: how many of the newest posts, and whether a sentence."""
    newest = session.language.count("the newest post", "the newest {n} posts", found.of)
    said = session.say(N_("Of {newest} that you may read it would have met {n}."), newest=newest, n=found.posts)
    if not found.of:
        said = session.say(N_("There are no posts yet to try it on."))
    if not sentence:
        return said
    is_met = N_("Your sentence: it is met.") if found.sentence else N_("Your sentence: it is not met.")
    return f"{said} {session.say(is_met)}"
