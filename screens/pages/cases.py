"""What can be done with a case: taking it, leaving it to others, reading on. What is decided is in deciding.py."""

from __future__ import annotations

from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from bbs.community import cases, evidence, handling, reaching, staff_notes
from bbs.community.queue import Rank
from bbs.errors import BBSError, NotFound, Refusal
from bbs.language import N_
from bbs.news import HANDLED
from screens.page import Action, Ask, Goto, Result, Stay, Values, action
from screens.pages import case_lists
from screens.pages.deciding import Deciding
from screens.pages.not_now import not_now
from screens.pages.unsent import EVERYWHERE
from screens.view import Choice, Field, Kind
from screens.when import coming

MORNING = 8
"""The hour until which something is put off to the next day."""
FIRST = ("take", "open", "decide", "nothing-wrong", "write", "undo")
GENTLY_FIRST = ("take", "open", "write", "decide", "nothing-wrong", "undo")
"""What is done with most cases, in the order in which it is done; where somebody may be in danger they are written to.
"""
MANY = 100
PUT_OFF = {
    "hour": N_("for an hour"),
    "tomorrow": N_("until tomorrow morning"),
    "three-days": N_("for three days"),
    "week": N_("for a week"),
}


class CasePage(Deciding):
    """One case, for one of the staff who is no part of it."""

    def enter(self) -> str:
        """Enter goes on to the next. It never takes one: Enter is pressed once too often by anybody."""
        return "next"

    def offered(self) -> list[Action]:
        """Return what can be done, what is done with most cases first: few keys are named at the foot of a screen."""
        person, is_gentle = None, False
        if self.held is not None:
            is_for_writing = self.file.line.reasons == (reaching.REASON,)
            person, is_gentle = self.held.background, self.file.line.is_for_their_sake or is_for_writing
        first = GENTLY_FIRST if is_gentle or (person is not None and person.is_urgent) else FIRST
        return sorted(super().offered(), key=lambda action: first.index(action.name) if action.name in first else MANY)

    def can(self, action: Action) -> bool:
        """Offer what makes sense of this case as it stands."""
        if self.held is None or self.unsent is not None:
            return super().can(action)
        line, where, is_open = self.file.line, self.held.where, self.file.closed_at is None
        is_free = is_open and (line.is_mine or not line.claimed_by)
        offered = {
            "take": is_open and not line.claimed_by,
            "give-back": is_open and line.is_mine,
            "somebody-else": is_free and not self.held.is_passed,
            "put-off": is_free and line.rank is not Rank.URGENT,
            "note": self.held.background is not None,
            "about": self.held.background is not None,
            "invited": self.held.background is not None,
            "open": where is not None and not where.is_gone and self.is_covered,
            "context": where is not None and not where.is_gone and not self.with_context,
            "there": bool(self.place()),
            "procedure": bool(self.procedure),
        }
        return offered.get(action.name, super().can(action))

    async def instead(self, action: Action) -> Stay | None:
        """Say what can be done with the case as it is now, not as it was before somebody changed it."""
        if self.held is None or action in EVERYWHERE:
            return None
        if self.unsent is None and (changed := await self.is_changed()):
            return changed
        words = not_now(self, action.name)
        return Stay(self.session.say(words, handle=self.file.line.claimed_by), refused=True) if words else None

    async def _act(self, doing: Awaitable[None], notice: str) -> Stay:
        """Do something to the case; where somebody changed it meanwhile, say so and show it as it is now."""
        seen = self.version
        try:
            await doing
        except Refusal as refused:
            return await self.as_it_is(refused, seen)
        await self.reread()
        return Stay(notice)

    @action("t", N_("take it"))
    async def take(self) -> Result:
        """Take the case."""
        session = self.session
        doing = session.write(handling.take, session.vault, session.person, self.case, self.version, now=session.now)
        words = N_("It is yours now. Who reported it hears that somebody looks.")
        return await self._act(doing, session.say(words if self.is_reported else N_("It is yours now.")))

    @action("-", N_("give it back to the others"), name="give-back")
    async def give_back(self) -> Result:
        """Let it go."""
        session = self.session
        doing = session.write(
            handling.give_back, session.vault, session.person, self.case, self.version, now=session.now
        )
        words = N_("It waits for the others again.")
        if not await self._others_may():
            words = N_("It waits. Nobody else is here now who could take it.")
        done = await self._act(doing, session.say(words))
        if not done.refused:
            await self.answered.forget()
        return done

    async def _others_may(self) -> bool:
        """Say whether anybody besides the caller could take it."""
        me = self.session.person.id if self.session.person else 0
        return await self.session.read(cases.anybody_may, self.case, but=(me,))

    @action("o", N_("read it"), name="open")
    async def open_(self) -> Result:
        """Show the words; in a group that only its members read, after the reason why."""
        if self.passage is not None:
            self.is_uncovered = True
            return Stay(redraw=True)
        return await self._read()

    @action("x", N_("what stands around it"))
    async def context(self) -> Result:
        """Show what was written before and after."""
        self.with_context = True
        done = await self._read()
        if self.passage is not None and not (self.passage.before or self.passage.after):
            return Stay(self.session.say(N_("Nothing stands around it: it is the only post there.")), redraw=True)
        return done

    @property
    def renewed_by(self) -> tuple[str, ...]:
        """What others do with it is said at once; not while something waits to be sent, which asks about it then."""
        return (HANDLED,) if self.unsent is None else ()

    async def resumed(self) -> str:
        """Have the words that were open as they are by now, and say what somebody else did meanwhile."""
        session = self.session
        session.take(HANDLED)
        if self.passage is not None:
            self.passage = None
            with suppress(BBSError):  # the time to look is over, or they may not any more: it is closed again
                self.passage = await session.read(evidence.passage, session.person, self.case, now=session.now)
        if self.held is None or self.unsent is not None:
            return ""
        changed = await self.is_changed()
        return changed.notice if changed is not None else ""

    async def _read(self) -> Result:
        session, held = self.session, self.held or await self.reread()
        if held.where is not None and held.where.needs_reason:
            return self._ask_why()
        self.passage = await session.read(evidence.passage, session.person, self.case, now=session.now)
        return Stay(redraw=True)

    def _ask_why(self) -> Ask:
        session = self.session

        async def look(values: Values) -> Result:
            why = values["reason"]
            await session.write(evidence.look, session.vault, session.person, self.case, why, now=session.now)
            self.passage = await session.read(evidence.passage, session.person, self.case, now=session.now)
            return Stay(
                session.say(N_("The group sees that you looked, not your name. It is open to you for a day.")),
                redraw=True,
            )

        intro = session.say(
            N_("Only the group reads this. Your reason is kept, and everybody in the group is shown it.")
        )
        place = f"desk/cases/{self.case}/look"
        field = Field("reason", N_("Your reason"), intro=intro, limit=500, private=True, draft=place)
        return Ask((field,), look, confirm=N_("Look"))

    @action("f", N_("go to where it is"), name="there")
    async def there(self) -> Result:
        """Open it where it stands."""
        if not (address := self.place()):
            raise NotFound
        return Goto(address)

    @action("y", N_("what is known of them"), name="about")
    async def about(self) -> Result:
        """Open what is noted about whom it is about, and what came up before."""
        return Goto(f"desk/cases/{self.case}/about")

    @action("v", N_("who came with whom"), name="invited")
    async def invited(self) -> Result:
        """Open who let them in, and who came from them."""
        if self.held is None or self.held.background is None:
            raise NotFound
        return Goto(f"desk/members/{self.held.background.handle}/invitations")

    @action("a", N_("note something about them"))
    async def note(self) -> Result:
        """Write a note for the others of the staff."""
        session = self.session

        async def keep(values: Values) -> Result:
            await session.write(
                handling.note, session.vault, session.person, self.case, values["text"], now=session.now
            )
            await self.reread()
            return Stay(session.say(N_("Noted.")))

        intro = session.say(
            N_("For the others who look after this place. Whoever it is about reads it too, if they ask what is held.")
        )
        place = f"desk/cases/{self.case}/note"
        field = Field("text", N_("Note"), Kind.TEXT, intro=intro, draft=place, limit=staff_notes.LONGEST)
        return Ask((field,), keep, confirm=N_("Keep"))

    @action("e", N_("somebody else, please"), name="somebody-else")
    async def somebody_else(self) -> Result:
        """Leave it to somebody else. Nobody asks why."""
        session = self.session
        doing = session.write(handling.ask_others, session.person, self.case, self.version, now=session.now)
        done = await self._act(doing, session.say(N_("It waits for somebody else now. Nobody asks why.")))
        if not done.redraw and not await self._others_may():
            words = N_("Nobody asks why. Nobody else is here now who could take it, so it waits: go desk/only/passed.")
            done = replace(done, notice=session.say(words))
        if done.redraw:
            return done
        await self.answered.forget()
        return await self.go_on(done.notice)

    @action("z", N_("let it wait"), name="put-off")
    async def put_off(self) -> Result:
        """Put it off for everybody."""
        session = self.session

        async def wait(values: Values) -> Result:
            until = self._until(values["until"])
            doing = session.write(
                handling.put_off, session.vault, session.person, self.case, self.version, until=until, now=session.now
            )
            done = await self._act(doing, session.say(N_("It comes back {when}."), when=coming(session, until)))
            return done if done.redraw else await self.go_on(done.notice)

        choices = tuple(Choice(value, words) for value, words in PUT_OFF.items())
        intro = session.say(N_("It leaves everybody's list until then."))
        return Ask((Field("until", N_("Until when"), Kind.CHOICE, intro=intro, choices=choices),), wait)

    def _until(self, chosen: str) -> int:
        session = self.session
        if chosen == "tomorrow":
            morning = session.local(session.now).replace(hour=MORNING, minute=0, second=0, microsecond=0)
            return int((morning + timedelta(days=1)).timestamp())
        hours = {"hour": 1, "three-days": 72, "week": 7 * 24}[chosen]
        return session.now + hours * 3600

    @action("r", N_("what to do: the steps written for this"), name="procedure")
    async def steps(self) -> Result:
        """Open the written procedure."""
        return Goto(f"desk/procedures/{self.procedure}/{self.case}")

    @action("n", N_("the next"), name="next")
    async def next_(self) -> Result:
        """Open the next one of the list they came by; of those that wait the next that nobody else has."""
        if following := await self._beside(back=False):
            return following
        there = case_lists.came_from(self.session)
        desk, part = N_("That was the last. Here is the desk."), N_("That was the last. Here is the list.")
        return Goto(there, self.session.say(desk if there == case_lists.DESK else part), replace=True)

    @action("p", N_("the case before"))
    async def before(self) -> Result:
        """Open the one before it."""
        return await self._beside(back=True) or Stay(self.session.say(N_("This is the first.")))

    async def go_on(self, notice: str = "") -> Goto:
        """Open the next case now that this one was dealt with: the one after it, else the first; else the list.

        Who came by a list of what was dealt with already comes back to that.
        """
        following = None
        if case_lists.waits(self.session):
            following = await self._beside(back=False) or self._to(await case_lists.first(self.session))
        return replace(following or Goto(case_lists.came_from(self.session), replace=True), notice=notice)

    async def _beside(self, *, back: bool) -> Goto | None:
        return self._to(await case_lists.beside(self.session, self.file, back=back))

    def _to(self, found: int | None) -> Goto | None:
        return Goto(f"desk/cases/{found}", replace=True) if found is not None and found != self.case else None
