"""The warm card for who wrote words of somebody in crisis: lines, a person, and who was told (SAFETY.md 4)."""

from __future__ import annotations

from bbs.community import noticed, posts
from bbs.community.crisis_words import ALREADY_HURT
from bbs.community.desk import About as NoteAbout
from bbs.community.noticing.heard import Heard
from bbs.community.noticing.rules import About
from bbs.community.posts import PostLine
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Goto, Result, Stay, Who, action
from screens.pages.crisis import HelpPage
from screens.pages.crisis_line import help_above
from screens.pages.notes import CANNOT_SEND, MEANWHILE, write_note
from screens.view import Item, Listing, Notice, Prose, View

WARM = {
    About.SELF: N_("What you wrote sounds heavy. It is good that you said it."),
    About.OTHER: N_("You are worried about somebody. That is heavy to carry; these people listen to you, too."),
    About.GRIEF: N_("You wrote of a loss that is hard to carry. These people listen to those who are left."),
    About.PAST: N_("You wrote of a hard time that is behind you. Should it come near again, these people answer."),
    About.RECOVERY: N_("You wrote of a way out that you went on. Should a night be hard again, these people answer."),
}
"""What it begins with, by whom and what they spoke of."""
TOLD = N_("The people who look after this place have been told.")
NOBODY_WATCHES = N_("Nobody is watching right now. The people who look after this place see it when they are here.")
STILL_TO_COME = N_(
    "People who answer now: {do:help/Ctrl+G}. Those who look after this place are told once you have gone on."
)
NOBODY_TOLD = N_("Nobody was told of it.")
NOT_YOU = N_("If it was not about you: {do:not-me/n}.")
LOWERED = N_("Thank you for saying so. It is looked at later, after the others. Nothing else changes.")
COVERED = N_("A part of it is covered for others until somebody has looked. You see all of it, and can change it.")


async def hear(session: Session, line: PostLine) -> None:
    """Hear a post that was saved: cover what could harm, and tell the people here."""
    noticing, writing = session.house.texts.noticing, session.house.config.writing
    await session.write(noticed.in_post, session.vault, noticing, line.id, now=session.now, writing=writing)


def heard_in(session: Session, line: PostLine) -> Heard:
    """Return what a post sounds like, as its author wrote it."""
    return noticed.listen(session.house.texts.noticing, line.text, line.title if line.number == 1 else "")


def told(session: Session, heard: Heard) -> str:
    """Say truthfully who was told."""
    if not heard.noticed:
        return session.say(NOBODY_TOLD)
    return session.say(TOLD if session.is_watched else NOBODY_WATCHES)


def card_in_words(session: Session, heard: Heard) -> str:
    """Return the card in a few sentences, where no page of its own can come next; "" where nothing was noticed."""
    if not heard.noticed:
        return ""
    return " ".join((session.say(WARM[heard.about]), danger(session), told(session, heard), session.say(CANNOT_SEND)))


async def heard_asking(session: Session, typed: str) -> str:
    """Hear words with which somebody asks to come into a group, tell the people here, and return the card in words."""
    noticing = session.house.texts.noticing
    heard = await session.write(noticed.in_asking, session.vault, noticing, session.member, typed, now=session.now)
    return card_in_words(session, heard)


def card_before_told(session: Session, typed: str) -> str:
    """Return the card for words that nobody here reads before more is said; "" where nothing was noticed.

    Whom to call cannot wait for the questions that come after.
    """
    heard = session.house.texts.noticing.listen(typed)
    if not heard.noticed:
        return ""
    return " ".join((session.say(WARM[heard.about]), danger(session), session.say(STILL_TO_COME)))


def with_card(session: Session, line: PostLine, result: Goto | Stay) -> Result:
    """Return what comes after a post of one's own: the card, at most once a thread a day, or else what would come.

    Where no terminal is, which is a script's way, its words are said and nothing is opened.
    """
    heard = heard_in(session, line)
    person = session.person
    if person is None or line.already or not noticed.may_be_shown(person, heard):
        return result
    if not session.house.cards.is_due(person.id, line.thread, session.now):
        return result
    if session.terminal.exists:
        return Goto(f"noticed/{line.id}", result.notice)
    card = card_in_words(session, heard) or f"{told(session, heard)} {danger(session)}"
    said = " ".join(filter(None, (result.notice, card)))
    return Goto(result.address, said) if isinstance(result, Goto) else Stay(said)


def danger(session: Session) -> str:
    """Return whom to call when a life is in danger."""
    page = HelpPage(session, HelpPage.pattern)
    return page.danger(page.where())


def lines_said(session: Session, typed: str) -> str:
    """Return the line of help for words that nobody is told of, "" where they do not sound as if it was wanted."""
    return " ".join(notice.words for notice in help_above(session, typed))


class NoticedPage(AnyPage):
    """The card, for nobody but who wrote the post."""

    pattern = "noticed/{said:int}"
    title = N_("For you")
    who = Who.MEMBER
    listed = False
    is_remembered = False
    is_told = False
    is_worry = False

    async def view(self) -> View:
        """Say it in a breath, who was told, whom to call; then who answers now."""
        session = self.session
        line = await session.read(self._line)
        heard = heard_in(session, line)
        self.is_told, self.is_worry = heard.noticed, heard.about is About.OTHER
        page = HelpPage(session, HelpPage.pattern)
        where = page.where()
        hurt = session.say(ALREADY_HURT) if heard.noticed and heard.about is About.SELF else ""
        honest = [told(session, heard), session.say(COVERED) if line.covered else ""]
        if heard.noticed:
            honest[1:1] = [session.say(CANNOT_SEND), session.say(NOT_YOU)]
        lines = session.house.crisis.first_screen(where.code, session.now)[:MEANWHILE]
        listing = Listing(
            (*page.items(lines), *self._further(line)), "", name=session.say(N_("Who answers now, and more"))
        )
        return View(
            session.say(self.title),
            (
                Prose.of(session.say(WARM[heard.about])),
                Notice(page.danger(where)),
                Prose.of(*filter(None, (hurt, " ".join(filter(None, honest))))),
                listing,
                *page.unchecked(lines),
            ),
        )

    def _further(self, line: PostLine) -> tuple[Item, ...]:
        say = self.session.say
        return (
            Item(say(N_("See more help")), to="help"),
            Item(say(N_("Ask someone here to write to me")), to="help/person"),
            Item(say(N_("Go on to your post")), to=f"boards/{line.board}/{line.thread}/{line.number}"),
        )

    def _line(self) -> PostLine:
        noticed.own(self.session.person, int(self.parts["said"]))
        return posts.get(self.session.person, int(self.parts["said"]))

    def can(self, action: Action) -> bool:
        """Offer what fits what they wrote."""
        if action.name == "not-me":
            return self.is_told
        return self.is_worry if action.name == "what-to-say" else super().can(action)

    @action("t", N_("go on to your post"), name="my-post")
    async def my_post(self) -> Result:
        """Open the thread where it stands."""
        line = await self.session.read(self._line)
        return Goto(f"boards/{line.board}/{line.thread}/{line.number}", replace=True)

    @action("e", N_("see help"), name="see-help")
    async def see_help(self) -> Result:
        """Open crisis help."""
        return Goto("help")

    @action("w", N_("ask someone here to write to me"), name="write-to-me")
    async def write_to_me(self) -> Result:
        """Leave a note with which somebody is asked to write."""
        intro = self.session.say(N_("Write what you like, or leave it empty."))
        return write_note(self.session, NoteAbout.CRISIS, intro)

    @action("d", N_("what to say to them"), name="what-to-say")
    async def what_to_say(self) -> Result:
        """Open what helps and what does not."""
        return Goto("help/what-to-say")

    @action("n", N_("this was not about me"), name="not-me")
    async def not_me(self) -> Result:
        """Let it wait behind the others."""
        await self.session.write(noticed.not_about_me, self.session.person, int(self.parts["said"]))
        return Stay(self.session.say(LOWERED))

    def enter(self) -> str:
        """Enter goes on to the post."""
        return "my-post"
