"""What was decided and is not sent yet: shown exactly as its member will read it, changed, and sent or left."""

from __future__ import annotations

from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, replace

from bbs import drafting, roll
from bbs.community import appeals, decisions, sanctions, statements
from bbs.community.appeals import Answer
from bbs.community.decisions import Chosen, Outcome
from bbs.community.post_acts import ASKS_WORDS, TAKES_WORDS, Act
from bbs.community.statements import Statement
from bbs.errors import BBSError, NotFound, Refusal
from bbs.language import N_
from bbs.news import DECIDED, News
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, action
from screens.pages.carers import look_again
from screens.pages.case_view import ShownCase
from screens.pages.deciding_words import is_untouched
from screens.pages.stating import statement_block
from screens.view import Block, Choice, Field, Kind, Post, Prose, View
from screens.when import when

SENT = N_("Done, and they are told. To undo it: go desk/decisions.")
EVERYWHERE = frozenset(AnyPage.declared)
WHILE_UNSENT = frozenset({"send", "send-and-stay", "change", "card", "say-who", "leave-unsent"})
"""What can be done while something waits to be sent: this, what every page has, and nothing else."""


@dataclass(frozen=True)
class Unsent:
    """What waits to be sent, for the case as it was at `version`. With `answer`, `words` are said to an appeal too."""

    outcome: Outcome
    chosen: Chosen | None
    version: int
    words: str = ""
    answer: Answer | None = None

    def saying(self, words: str) -> Unsent:
        """Return it with other words for the member."""
        chosen = None if self.chosen is None else replace(self.chosen, reasons=words)
        return replace(self, words=words, chosen=chosen)


class Sending(ShownCase):
    """A case with something that may wait to be sent."""

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.unsent: Unsent | None = None
        self.decided: list[Statement] = []

    async def go_on(self, notice: str = "") -> Goto:
        """Open the next case."""
        raise NotImplementedError

    @property
    def kind(self) -> str:
        """What kind of case it is: "post", "appeal", "ban" and the like."""
        return self.file.line.target.partition("/")[0] if self.held else ""

    def draft_place(self, what: Outcome | Act) -> str:
        """Return where the words are kept while they are written, and until they are sent: those of an act by its name.

        Reasons for a decision are no kind words, nor the other way round: none of them begins as the other ended.
        """
        name = "words" if what is Outcome.SUPPORT else "reasons"
        return f"desk/cases/{self.case}/{what if isinstance(what, Act) else name}"

    async def view(self) -> View:
        """Show the case; while something waits to be sent, that, as its member will read it."""
        session = self.session
        shown = await super().view()
        self.decided = await session.read(statements.on_case, session.vault, session.member, self.case, now=session.now)
        if self.unsent is None:
            blocks = [each for n, told in enumerate(self.decided, 1) for each in self._decided_blocks(told, n)]
            return replace(shown, blocks=(*shown.blocks, *blocks))
        with suppress(BBSError):  # a full disk: the words stand here still
            await drafting.keep(session, self.draft_place(self.unsent.outcome), self.unsent.words)
        told = await self._as_read(self.unsent)
        intro = N_("This is how it will be read. {Do:send/s} to send it, {do:change/c} to change it.")
        if self.unsent.outcome is Outcome.SUPPORT:
            intro = N_(
                "This is how it will be read. {Do:send/s} to send it and close the case, {do:send-and-stay/+} to send "
                "it and keep the case, {do:change/c} to change it."
            )
        read = [statement_block(session, each, n) for n, each in enumerate(told, 1)]
        title, prompt = session.say(N_("Before it is sent")), session.say(N_("Send it, or not"))
        return View(title, (Prose.of(session.say(intro)), *read), total=len(read), prompt=prompt)

    def _decided_blocks(self, told: Statement, number: int) -> list[Block]:
        """Return what was decided on it, and the post as it was before where that cannot be read any more.

        On an appeal it is what is appealed against, with what is said to it.
        """
        said = statement_block(self.session, told, number)
        blocks: list[Block] = [replace(said, new=False, id=f"decision-{told.id}")]
        if told.act in TAKES_WORDS and told.undone_at is None and told.wrote:
            kind = self.session.say(N_("as it was written"))
            author = self.file.line.about or said.author
            where = self.held.where if self.held is not None else None
            at = when(self.session, where.posted_at) if where is not None else said.when
            blocks.append(Post(f"wrote-{told.id}", author, at, told.wrote, kind=kind))
        return blocks

    async def _as_read(self, unsent: Unsent) -> list[Statement]:
        """Return what is to be sent as its member will read it; an answer stands with what it answers."""
        session, now = self.session, self.session.now
        told: list[Statement] = []
        if unsent.chosen is not None:
            outcome, chosen = unsent.outcome, unsent.chosen
            new = await session.read(statements.preview, session.member, self.case, outcome, chosen, now=now)
            told.append(self._put_back(new))
        if unsent.answer is not None and self.decided:
            old = self.decided[-1]
            appealed, came_of = old.appealed, unsent.answer.value
            if appealed is not None:
                appealed = replace(appealed, answer=unsent.words, outcome=came_of, decided_at=now)
            undone_at = None if unsent.answer is Answer.UPHELD else now
            told.append(replace(old, appealed=appealed, undone_at=undone_at, is_new=True))
        return told

    def _put_back(self, new: Statement) -> Statement:
        """Return what an appeal comes to as it is read: of the post as it was before what is put back by it."""
        old = self.decided[-1] if self.kind == "appeal" and self.decided else None
        if old is None or old.undone_at is not None or old.act not in TAKES_WORDS:
            return new
        return replace(new, title=old.title, wrote=old.wrote if new.act in TAKES_WORDS else "")

    def can(self, action: Action) -> bool:
        """Offer sending and what goes with it while something is unsent, and nothing of the case beside it."""
        if self.unsent is None:
            return action.name not in WHILE_UNSENT and super().can(action)
        if action.name == "send-and-stay":
            return self.unsent.outcome is Outcome.SUPPORT
        return action.name in WHILE_UNSENT or (action in EVERYWHERE and super().can(action))

    def keep_unsent(self, unsent: Unsent) -> Result:
        """Have something to send, and show it."""
        self.unsent = unsent
        proof = f"{unsent!r} {self.file.line!r}"
        notice = self.session.say(N_("Not sent yet: read it as they will. Hours are told by their own clock."))
        return Stay(notice, redraw=True, unsent="send", proof=proof)

    async def ask_words(self, unsent: Unsent, drafted: str) -> Result:
        """Ask for what the member is told, beginning with a draft; then it waits to be sent."""
        session = self.session

        async def written(values: Values) -> Result:
            return self.keep_unsent(unsent.saying(values["text"]))

        place = self.draft_place(unsent.outcome)
        kept = await drafting.begun(session, place)
        kept = "" if is_untouched(session, kept) else kept
        intro = N_("What they read, in your words. What is done, for how long, and how to appeal is said beside it.")
        if unsent.outcome is Outcome.SUPPORT:
            intro = N_(
                "What they read, in your words. Nothing is decided about them, and where help is stands below it."
            )
        if unsent.answer is not None:
            intro = N_("What they read, in your words. What becomes of what was decided is said beside it.")
        field = Field(
            "text",
            N_("Your words"),
            Kind.TEXT,
            intro=session.say(intro),
            value=unsent.words or kept or drafted,
            limit=decisions.LONGEST,
            draft=place,
        )
        return Ask((field,), written, is_sent_later=True)

    @property
    def _waiting(self) -> Unsent:
        if self.unsent is None:
            raise NotFound
        return self.unsent

    @action("s", N_("send it, and close the case"))
    async def send(self) -> Result:
        """Do what was chosen. Where somebody changed the case meanwhile, it is shown as it is now."""
        is_answer = self._waiting.answer is not None and self._waiting.chosen is None
        return await self.done(self._send(self._waiting), N_("Done, and they are told.") if is_answer else SENT)

    @action("+", N_("send it, and keep the case"), name="send-and-stay")
    async def send_and_stay(self) -> Result:
        """Send it and stay with the case: they may answer, and somebody should look again."""
        sent = N_("Sent. The case stays with you; what they answer comes to the desk.")
        refused = await self._do(self._send(self._waiting, closes=False))
        return refused or Stay(self.session.say(sent), redraw=True)

    async def _send(self, unsent: Unsent, *, closes: bool = True) -> int:
        session = self.session
        vault, staff, case, version = session.vault, session.member, self.case, unsent.version
        if unsent.answer is None:
            chosen = unsent.chosen or Chosen()
            decide, outcome = decisions.decide, unsent.outcome
            return await session.write(
                decide, vault, staff, case, version, outcome, chosen, now=session.now, closes=closes
            )
        return await session.write(
            appeals.answer,
            vault,
            staff,
            case,
            version,
            unsent.answer,
            unsent.words,
            now=session.now,
            chosen=unsent.chosen,
        )

    async def done(self, doing: Awaitable[int], notice: str) -> Result:
        """Do it, and go on to the next case. Where it is refused, show the case as it is now."""
        return await self._do(doing) or await self.go_on(self.session.say(notice))

    async def _do(self, doing: Awaitable[int]) -> Stay | None:
        """Do it and tell whom it concerns. Return the case as it is now where it is refused."""
        seen = self.version if self.unsent is None else self.unsent.version
        try:
            decided = await doing
        except Refusal as refused:
            return await self.as_it_is(refused, seen)
        await self.tell(decided)
        self.unsent = None
        for what in (Outcome.SUPPORT, Outcome.AGREE, *ASKS_WORDS):
            await drafting.drop(self.session, self.draft_place(what))
        return None

    async def as_it_is(self, refused: Refusal, seen: int) -> Stay:
        """Show the case as it is now, for what was refused of the one that was `seen`, and say what came between."""
        say, has_words, self.unsent = self.session.say, self.unsent is not None, None
        is_same = (await self.reread()).file.line.version == seen
        words = refused.words(self.session.language) if is_same else self._came_between()
        kept = say(N_("Not sent; your words are kept as a draft.")) if has_words else ""
        return Stay(" ".join(filter(None, (words, kept))), redraw=True, refused=True)

    def _came_between(self) -> str:
        """Say what somebody else did to the case since it was shown."""
        say, line = self.session.say, self.file.line
        if self.file.closed_at is not None:
            return say(N_("Somebody closed it meanwhile. This is what came of it."))
        if line.claimed_by and not line.is_mine:
            return say(N_("{handle} took it meanwhile."), handle=line.claimed_by)
        return say(N_("Something about it changed meanwhile. This is how it stands now."))

    async def is_changed(self) -> Stay | None:
        """Show the case as it is now where somebody changed it since it was shown: nobody decides blindly."""
        seen = self.version
        if (await self.reread()).file.line.version == seen:
            return None
        return Stay(self._came_between(), redraw=True, refused=True)

    async def tell(self, decision: int) -> None:
        """Let the open visits of whom a decision is about know of it: whoever is suspended looks after nothing more."""
        house, person = self.session.house, self.session.person
        await roll.look(house, await self.session.read(sanctions.given_to, decision))
        await look_again(self.session)
        house.news.tell(News(DECIDED, decision, person.id if person else 0))

    @action("c", N_("change the words"))
    async def change(self) -> Result:
        """Go on writing what they are told."""
        return await self.ask_words(self._waiting, "")

    @action("k", N_("add a phrase card"))
    async def card(self) -> Result:
        """Put a phrase behind the words, to be changed."""
        unsent, cards = self._waiting, self.session.house.texts.phrase_cards

        async def put(values: Values) -> Result:
            text = "\n\n".join(filter(None, (unsent.words, cards[int(values["card"])].text)))
            return await self.ask_words(unsent.saying(text), "")

        choices = tuple(Choice(str(n), card.title) for n, card in enumerate(cards))
        return Ask((Field("card", N_("Which one"), Kind.CHOICE, choices=choices),), put)

    @action("m", N_("tell them your name, or not"), name="say-who")
    async def say_who(self) -> Result:
        """Sign with one's handle, or as a moderator."""
        unsent = self._waiting
        if unsent.chosen is None:
            return Stay(self.session.say(N_("Answers to appeals are not signed.")), refused=True)
        return self.keep_unsent(replace(unsent, chosen=replace(unsent.chosen, named=not unsent.chosen.named)))

    @action("j", N_("do not send it"), name="leave-unsent")
    async def leave_unsent(self) -> Result:
        """Go back to the case; the words are kept as a draft."""
        return Stay(self.left_on_page(), redraw=True)

    def left_on_page(self) -> str:
        """Leave what waits to be sent. What was answered, and the words, are there when they decide again."""
        left, self.unsent = self.unsent, None
        kept, to_them = N_("Not sent. Your words are kept for when you decide."), N_("Not sent. Your words are kept.")
        return self.session.say(to_them if left.outcome is Outcome.SUPPORT else kept) if left is not None else ""
