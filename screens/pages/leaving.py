"""Leaving for good, and coming back while that can be undone."""

from __future__ import annotations

from bbs.community import credentials, leaving, members, passphrases
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.language import N_
from bbs.locker import Again
from bbs.session import Session
from bbs.unlocking import prove
from screens.arriving import home_of
from screens.page import Action, AnyPage, Ask, Goto, Leave, Result, Stay, Values, Who, action
from screens.pages.carers import look_again
from screens.pages.credentials import another_guess
from screens.pages.private import SHOWN, PrivatePage
from screens.view import Field, Kind, Notice, Prose, View
from screens.when import day

ENDED = N_("You left from another visit. For some days, signing in brings everything back.")


class LeavePage(PrivatePage):
    """What leaving for good means, and doing it."""

    pattern = "my-data/leave"
    title = N_("Leave for good")

    async def inside(self) -> View:
        """Say what goes, when, and what stays; nobody is asked why."""
        say, days = self.session.say, leaving.UNDO // 86400
        return View(
            say(self.title),
            (
                Prose.of(
                    say(
                        N_(
                            "Everything of yours goes: posts, drafts, journal, keys, settings, your handle. It is out "
                            "of sight at once, for everybody, and all your visits end."
                        )
                    ),
                    say(
                        N_(
                            "For {n} days you can undo it: sign in, and say come-back. Then it is destroyed, in copies "
                            "that are put back too, and nobody can bring it back. Nobody else ever gets your handle."
                        ),
                        n=days,
                    ),
                    say(
                        N_(
                            "Where others answered you their words stay, and yours say only that they were removed. "
                            "What others copied, we cannot undo."
                        )
                    ),
                    say(N_("To keep a copy, fetch your data first: my-data. You need not say why you go.")),
                ),
            ),
        )

    @action("l", N_("leave for good"), name="leave-now")
    async def leave_now(self) -> Result:
        """Ask who they are once more, then whether it is meant."""
        session = self.session
        person = session.person
        if person is None:
            raise NotFound
        await session.read(leaving.may_leave, person)
        if not await session.read(credentials.has_passphrase, person.id):
            return self._ask()
        if not session.terminal.exists:
            raise Refusal(SHOWN)

        async def go_on(values: Values) -> Result:
            another_guess(session)
            if not await prove(session, Again.PASSPHRASE, values["secret"]):
                raise NotUnderstood(N_("That is not your passphrase. Nothing was changed."))
            return self._ask()

        return Ask((Field("secret", N_("Passphrase"), Kind.SECRET, limit=passphrases.MOST_BYTES),), go_on)

    def _ask(self) -> Ask:
        async def go_on(values: Values) -> Result:
            return await self._leave() if values["sure"] == "yes" else Stay(self.session.say(N_("Left as it was.")))

        return Ask((Field("sure", N_("Leave for good?"), Kind.YES),), go_on)

    async def _leave(self) -> Result:
        session = self.session
        person = session.person
        if person is None:
            raise NotFound
        await session.write(leaving.leave, session.vault, person, now=session.now)
        await look_again(session)
        session.house.fetching.shut(person.id)
        for visit in session.house.visits.of(person.id):
            if visit.id != session.id:
                visit.end(session.say(ENDED))
        last = day(session, session.now + leaving.UNDO)
        session.locker.shut()
        session.person = None
        words = N_("It is done. Until {when} signing in can undo it. Go well. Crisis help needs no account: help@.")
        return Leave(session.say(words, when=last))


class ComeBackPage(AnyPage):
    """Where somebody arrives who left, and can undo that. Until they do they are nobody here."""

    pattern = "come-back"
    title = N_("You left")
    listed = False
    is_remembered = False

    async def view(self) -> View:
        """Say until when it can be undone."""
        session = self.session
        if session.returning is None:
            return View(session.say(self.title), (Notice(session.say(N_("There is nothing to undo."))),))
        last = await session.read(leaving.until, session.returning)
        words = N_("You left this place. Until {when} you can undo that: come-back. Else leave it so.")
        return View(session.say(self.title), (Prose.of(session.say(words, when=day(session, last or session.now))),))

    def can(self, action: Action) -> bool:
        """Offer coming back to who left."""
        return self.session.returning is not None if action.name == "come-back" else super().can(action)

    @action("c", N_("undo it: come back"), name="come-back", who=Who.STRANGER)
    async def come_back(self) -> Result:
        """Have everything as it was."""
        session = self.session
        if session.returning is None:
            raise NotFound
        person = await session.write(leaving.come_back, session.vault, session.returning)
        session.returning = None
        await look_again(session)
        session.sign_in(person)
        return Goto(home_of(session), session.say(N_("Welcome back. Everything is there again.")), replace=True)


async def came_in(session: Session, member_id: int) -> bool:
    """Sign a member in who proved who they are; False for one who left: they are asked first."""
    if await session.read(leaving.who_left, member_id) is not None:
        session.returning = member_id
        return False
    session.sign_in(await session.read(members.by_id, member_id))
    return True
