"""Deciding a case: what happens to a post and a member, for how long, and why; and undoing all of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from bbs import drafting
from bbs.community import bans, cases, decisions
from bbs.community.appeals import Answer
from bbs.community.decisions import Chosen, Outcome
from bbs.community.post_acts import ASKS_WORDS, LONGEST_REMARK, NOT_IN_IT, Act
from bbs.community.statements import Statement
from bbs.errors import BBSError, NotFound, NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_text
from bbs.session import Session
from screens.page import Action, Ask, Result, Stay, Values, action
from screens.pages.answered import Answered
from screens.pages.deciding_words import (
    ANSWERS,
    APPEAL_CHOICES,
    ASKS_AGE,
    OF_WORDS,
    REACHES,
    SUPPORT,
    act_choices,
    day_choices,
    draft_reasons,
    guideline_choices,
    other_guideline,
    punishes_a_crisis,
    sanction_choices,
    understood_act,
    understood_sanction,
)
from screens.pages.unsent import Sending, Unsent
from screens.view import Choice, Field, Kind

TAKEN_OUT = N_("[a part was taken out by a moderator]")


class Deciding(Sending):
    """What can be decided on the page of a case."""

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.answered = Answered(session, self.draft_place(Outcome.AGREE))

    def whole(self) -> None:
        """Ask a script everything."""
        self.answered.is_kept = False

    async def tell(self, decision: int) -> None:
        """Tell whom it concerns; what was chosen for it is used."""
        await super().tell(decision)
        self.answered.clear()

    @property
    def _has_lapsed(self) -> bool:
        """Whether it is about a ban that ended by itself."""
        return self.held is not None and bans.has_lapsed(self.file.line, self.session.now)

    @property
    def is_mine_to_decide(self) -> bool:
        """Whether it is open, and nobody else has it."""
        if self.held is None or self.file.closed_at is not None:
            return False
        return self.file.line.is_mine or not self.file.line.claimed_by

    def can(self, action: Action) -> bool:
        """Offer deciding while it is open and nobody else has it, and undoing when it is closed."""
        if self.unsent is not None:
            return super().can(action)
        is_report = self.kind not in ("appeal", "ban")
        match action.name:
            case "decide":
                return self.is_mine_to_decide
            case "nothing-wrong":
                return self.is_mine_to_decide and is_report
            case "ignore":
                return self.is_mine_to_decide and (is_report or self._has_lapsed)
            case "write":
                return self.is_mine_to_decide and (is_report or self._has_lapsed) and bool(self.file.line.about)
            case "undo":
                return self.undoable() is not None
        return super().can(action)

    def undoable(self) -> Statement | None:
        """Return the decision that can be undone here: the newest on a closed case, unless it was undone."""
        if self.held is None or self.file.closed_at is None:
            return None
        newest = next(iter(self.decided), None)
        if newest is None or newest.undone_at is not None:
            return None
        return newest if self.kind != "ban" or newest.case == self.case else None

    @action("d", N_("decide"))
    async def decide(self) -> Result:
        """Ask what happens, by which guideline, and whether the member is given a sanction."""
        if stay := await self.is_changed():
            return stay
        if self.kind == "ban" and not self._has_lapsed:
            return self._ask_ban()
        await self.answered.recall()
        return self._ask_appeal() if self.kind == "appeal" else self._ask_what()

    def _ask_what(self) -> Ask:
        session, file = self.session, self.file
        background, where = (self.held.background, self.held.where) if self.held else (None, None)
        before = self.decided[-1].rule if self.kind == "appeal" and self.decided else ""
        is_covered = where is not None and where.is_covered
        rule = guideline_choices(session, file, is_covered=is_covered, before=before)
        fields = [rule]
        if file.post is not None and where is not None and (not where.is_gone or self.kind == "appeal"):
            fields.insert(0, act_choices())
        if file.line.about:
            is_urgent = background is not None and background.is_urgent
            fields.append(sanction_choices(has_board=file.line.board is not None, is_urgent=is_urgent))

        async def chosen(values: Values) -> Result:
            kind, here = understood_sanction(values.get("sanction", ""))
            act, mark = understood_act(values.get("what", "")), session.say(TAKEN_OUT)
            one = Chosen(act=act, sanction=kind, here=here, rule=self._rule(values), mark=mark)
            if not punishes_a_crisis(session, one):
                return await self._ask_rest(one)

            async def named(values: Values) -> Result:
                return await self._ask_rest(replace(one, rule=self._rule(values)))

            return Ask((self.answered.noting(other_guideline(rule)),), named)

        return Ask(self.answered.begins(fields), chosen)

    def _rule(self, values: Values) -> str:
        """Return the guideline that was chosen, "" for none."""
        number = int(values["guideline"])
        return self.session.house.texts.guidelines.short[number - 1].line if number else ""

    async def _ask_rest(self, one: Chosen) -> Result:
        """Ask for what the act needs further: the words, and for how long."""
        if one.act or one.sanction:
            await self.session.read(cases.keep_apart, self.session.member, self.case)
        fields: list[Field] = []
        place = self.draft_place(one.act)
        begun = await drafting.begun(self.session, place) if one.act in ASKS_WORDS else ""
        words = Field("words", "", private=True, value=begun, draft=place)
        if one.act is Act.REMARK:
            intro = N_("It stands beneath the post for everybody. A correction says what is right, and where from.")
            fields.append(replace(words, label=N_("Note beneath it"), intro=intro, limit=LONGEST_REMARK))
        if one.act is Act.CUT:
            intro = N_("Exactly as it stands in the post or in its title, from the first letter to the last.")
            label = N_("Words to take out")
            fields.append(replace(words, label=label, intro=intro, limit=2_000, check=self._in_it))
        days = day_choices(self.session, one.sanction) if one.sanction else None
        if days is not None and len(days.choices) > 1:
            fields.append(days)
        only = int(days.choices[0].value) if days is not None else 0

        async def chosen(values: Values) -> Result:
            words, length = values.get("words", ""), int(values.get("days", only))
            if one.act in ASKS_WORDS:
                with suppress(BBSError):  # a full disk: they go on to what is shown before it is sent
                    await drafting.keep(self.session, place, words)
            return await self._ask_reasons(Outcome.AGREE, replace(one, words=words, days=length))

        return Ask(self.answered.again(fields), chosen, is_sent_later=True) if fields else await chosen({})

    async def _in_it(self, words: str) -> str:
        """Return words that are in the post, where it was opened. Raises NotUnderstood, before reasons are written."""
        post = self.passage.post if self.passage is not None else None
        if post is not None and post.text and safe_text(words).strip() not in f"{post.title}\n{post.text}":
            raise NotUnderstood(NOT_IN_IT)
        return words

    async def _ask_reasons(self, outcome: Outcome, one: Chosen) -> Result:
        """Ask for the reasons; where there is nobody to be told, it is ready to be sent."""
        session, version = self.session, self.version
        if self.kind == "appeal":
            unsent = Unsent(outcome, one, version, answer=Answer.CHANGED)
            return await self.ask_words(unsent, session.say(ANSWERS[Answer.CHANGED]))
        if not self.file.line.about:
            return self.keep_unsent(Unsent(outcome, one, version))
        if outcome is Outcome.SUPPORT:
            return await self.ask_words(Unsent(outcome, one, version), session.say(self._begins()))
        stays = self.file.post is not None and one.act in (Act.NOTHING, Act.REMARK) and one.sanction is None
        gently = self._is_delicate and one.sanction is None
        drafted = draft_reasons(session, self.file, one.rule, gently=gently, stays=stays)
        return await self.ask_words(Unsent(outcome, one, version), drafted)

    def _begins(self) -> str:
        """Return what words to them begin with: no worry where only what they wrote is complained of."""
        if self.procedure == "under-18":
            return ASKS_AGE
        is_gentle = self._is_delicate or not set(self.file.line.reasons) <= OF_WORDS
        return (SUPPORT if self.file.post is not None else REACHES) if is_gentle else ""

    @property
    def _is_delicate(self) -> bool:
        """Whether something urgent about them is open, or a part of what they wrote was covered as it could harm."""
        person, where = (self.held.background, self.held.where) if self.held else (None, None)
        return (person is not None and person.is_urgent) or (where is not None and where.is_covered)

    @action("l", N_("nothing wrong with it"), name="nothing-wrong")
    async def nothing_wrong(self) -> Result:
        """Disagree with the report: what it caused is lifted, and it can stay."""
        thanked = N_("It stays as it is. Who reported it is thanked. To undo it: go desk/decisions.")
        stays = N_("It stays as it is. To undo it: go desk/decisions.")
        return await self._left(Outcome.DISAGREE, thanked if self.is_reported else stays)

    @action("i", N_("leave it, without more"))
    async def ignore(self) -> Result:
        """Close it without saying who was right; of a ban that ended by itself, leave it so."""
        if self._has_lapsed:
            return await self._leave_lapsed()
        thanked = N_("Closed. Who reported it is thanked. To undo it: go desk/decisions.")
        return await self._left(
            Outcome.IGNORE, thanked if self.is_reported else N_("Closed. To undo it: go desk/decisions.")
        )

    async def _leave_lapsed(self) -> Result:
        session = self.session
        seen = self.version
        try:
            await session.write(bans.leave, session.vault, session.member, self.case, seen, now=session.now)
        except Refusal as refused:
            return await self.as_it_is(refused, seen)
        return await self.go_on(session.say(N_("Closed. The ban stays ended.")))

    async def _left(self, outcome: Outcome, notice: str) -> Result:
        session = self.session
        doing = session.write(
            decisions.decide, session.vault, session.member, self.case, self.version, outcome, now=session.now
        )
        return await self.done(doing, notice)

    @action("w", N_("write to them"))
    async def write(self) -> Result:
        """Write warmly to whom it is about, without any sanction."""
        if stay := await self.is_changed():
            return stay
        return await self._ask_reasons(Outcome.SUPPORT, Chosen())

    # Looking at what others decided

    def _ask_ban(self) -> Ask:
        session = self.session

        async def chosen(values: Values) -> Result:
            stands = values["ban"] == "stands"
            rule = bans.confirm if stands else bans.end
            doing = session.write(rule, session.vault, session.member, self.case, self.version, now=session.now)
            ended = N_("The ban ended. What else was decided stays.")
            return await self.done(doing, N_("The ban stands now.") if stands else ended)

        intro = session.say(N_("Somebody else banned them. A ban needs two people, and ends by itself without you."))
        choices = (Choice("stands", N_("The ban stands")), Choice("ends", N_("The ban ends now")))
        return Ask(
            (Field("ban", N_("Your decision"), Kind.CHOICE, intro=intro, choices=choices, at_once=True),), chosen
        )

    def _ask_appeal(self) -> Ask:
        async def chosen(values: Values) -> Result:
            answer = Answer(values["appeal"])
            if answer is Answer.CHANGED:
                return self._ask_what()
            unsent = Unsent(Outcome.AGREE, None, self.version, answer=answer)
            return await self.ask_words(unsent, self.session.say(ANSWERS[answer]))

        choices = tuple(Choice(answer.value, words) for answer, words in APPEAL_CHOICES.items())
        field = Field("appeal", N_("Your decision"), Kind.CHOICE, choices=choices, at_once=True)
        return Ask(self.answered.begins([field]), chosen)

    @action("u", N_("undo what was decided"))
    async def undo(self) -> Result:
        """Put everything back that the decision did, and open the case again."""
        session = self.session
        if (told := self.undoable()) is None or session.person is None:
            raise NotFound
        seen = self.version
        try:
            await session.write(decisions.undo, session.vault, session.person, told.id, now=session.now)
        except Refusal as refused:
            return await self.as_it_is(refused, seen)
        await self.tell(told.id)
        return Stay(session.say(N_("Undone: all of it is as it was, and they are told.")), redraw=True)
