"""Shifts at the desk: on and off in one key, until when, breaks, and what is one's own to know."""

from __future__ import annotations

from bbs.community import caring, clock_times, debrief, hand_overs, shifts
from bbs.community.shifts import Standing
from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.session import Session
from screens.at_the_desk import is_alone
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.carers import nobody_moderates
from screens.pages.hand_overs import leave_note
from screens.view import Block, Field, Item, Listing, Notice, Prose, View
from screens.when import hour

AMONG_OTHERS = N_("Nobody has to look at everything. What you cannot take today, somebody else can.")
ALONE = N_("Nobody has to look at everything. What you cannot take today waits, and help lines are open meanwhile.")
"""The same to whoever looks after the place alone."""


def _take(session: Session, said: Standing) -> Standing:
    """Go by what one of the staff said of their shifts from now on."""
    if session.person is not None:
        session.house.shifts[session.person.id] = said
    session.on_call.looked_at = None
    return said


def own_standing(session: Session) -> Standing:
    """Return what the caller said of their shifts."""
    return session.house.standing(session.person.id if session.person else 0)


def shift_in_words(session: Session, *, names_keys: bool = True) -> str:
    """Say whether the caller is on shift, until when, and with which key that changes."""
    said, how = _shift(session)
    return " ".join(filter(None, (said, how if names_keys else "")))


def _shift(session: Session) -> tuple[str, str]:
    say, standing, now = session.say, own_standing(session), session.now
    if session.arrival.at_machine:
        return say(N_("Here at the machine you do not count as on shift; over ssh you do.")), ""
    if standing.quiet_at is not None:
        return say(N_("You are not interrupted, so you are not on shift.")), say(N_("On shift: t."))
    if standing.is_off(now):
        return say(N_("You are off shift.")), say(N_("On shift: t."))
    if not standing.is_declared(now):
        return say(N_("You count as on shift while you are here.")), say(N_("On or off: t."))
    if standing.until_at is None:
        return say(N_("You are on shift.")), say(N_("Off shift: t."))
    until = say(N_("You are on shift until {time}."), time=hour(session, standing.until_at))
    return until, say(N_("Off shift: t."))


async def others_in_words(session: Session) -> str:
    """Say who else says that they are on shift, and is here; "" for nobody."""
    house, now = session.house, session.now
    me = session.person.id if session.person else 0
    on = [member for member in house.on_shift - {me} if house.standing(member).is_declared(now)]
    names = []
    for handle, member in await session.read(shifts.named, session.person, on) if on else ():
        until = house.standing(member).until_at
        names.append(
            session.say(N_("{handle} until {time}"), handle=handle, time=hour(session, until)) if until else handle
        )
    also = N_("Also on shift: {names}.") if _counts_as_on(session) else N_("On shift: {names}.")
    return session.say(also, names=", ".join(names)) if names else ""


def _counts_as_on(session: Session) -> bool:
    """Say whether the caller counts as on shift, declared or not."""
    standing = own_standing(session)
    return not (session.arrival.at_machine or standing.quiet_at is not None or standing.is_off(session.now))


async def at_work(session: Session, head: str, *, names_keys: bool = True) -> tuple[Block, ...]:
    """Return what the desk says first: `head`, who is on shift, what the last shift left, the tour to who is new."""
    said = Prose.of(head, shift_in_words(session, names_keys=names_keys), await others_in_words(session))
    notices = [await nobody_moderates(session)]
    if left := await session.read(hand_overs.waiting, session.person):
        notices.append(
            session.language.count(
                "The shift before left a note: go desk/handover.",
                "The shift before left {n} notes: go desk/handover.",
                left,
            )
        )
    if own_standing(session).toured_at is None and await session.read(caring.is_new, session.person):
        notices.append(session.say(N_("New at the desk? You can be shown round, in a few steps: go desk/tour.")))
    return (said, *(Notice(words) for words in notices if words))


class Shifting(AnyPage):
    """What a page has on which one comes on shift and goes off; what is said then is enough, without the page."""

    on_shift = N_("You are on shift. To say until when: go desk/shift, then u.")
    off_shift = N_("You are off shift. Thank you. A note for whoever comes next: go desk/shift, then w.")

    def can(self, action: Action) -> bool:
        """Offer a shift where it counts."""
        return super().can(action) and not (action.name == "shift" and self.session.arrival.at_machine)

    @action("t", N_("on shift, or off"), name="shift", who=Who.STAFF)
    async def shift(self) -> Result:
        """Come on shift, or go off."""
        session = self.session
        if own_standing(session).is_declared(session.now):
            _take(session, await session.write(shifts.go_off, session.person, now=session.now))
            return Stay(session.say(self.off_shift))
        _take(session, await session.write(shifts.go_on, session.person, now=session.now))
        if await session.read(hand_overs.waiting, session.person):
            return Goto("desk/handover", session.say(Shifting.on_shift))
        return Stay(session.say(self.on_shift))


class ShiftPage(Shifting):
    """Everything about one's own shifts, and what does those good who look after others."""

    pattern = "desk/shift"
    title = N_("Your shift")
    who = Who.STAFF
    on_shift = N_("You are on shift. To say until when: {do:until/u}.")
    off_shift = N_("You are off shift. Thank you. A note for whoever comes next: {do:write/w}.")

    async def view(self) -> View:
        """Say how it stands, what they did in a week, which is for them alone, and what else there is."""
        session = self.session
        closed = await session.read(caring.closed_lately, session.person, now=session.now)
        own = session.language.count(
            "You closed {n} case in the last seven days. Only you see this.",
            "You closed {n} cases in the last seven days. Only you see this.",
            closed,
        )
        said = (
            shift_in_words(session),
            await others_in_words(session),
            own if closed else "",
            self._breaks(),
            session.say(ALONE if is_alone(session) else AMONG_OTHERS),
        )
        return View(
            session.say(self.title),
            (Prose.of(*said), Listing(await self._items(), "", name=session.say(N_("What else there is")))),
        )

    def _breaks(self) -> str:
        session, standing = self.session, own_standing(self.session)
        if standing.unreminded_at is not None:
            return session.say(N_("You are not reminded of breaks."))
        if not standing.wants_breaks(session.now):
            at = hour(session, standing.breaks_from or session.now)
            return session.say(N_("You are not reminded of a break before {time}."), time=at)
        return session.say(N_("After hard cases, or a long while, you are reminded of a break."))

    async def _items(self) -> tuple[Item, ...]:
        session = self.session
        left = await session.read(hand_overs.waiting, session.person)
        waits = session.language.count("{n} to read", "{n} to read", left) if left else ""
        room = await session.read(debrief.room)
        say = session.say
        among = [Item(say(N_("Debrief")), say(N_("among those who look after this place")), f"groups/{room}")]
        return (
            *(among if room else ()),
            Item(session.say(N_("Notes from shift to shift")), waits, "desk/handover", new=left > 0),
            Item(session.say(N_("Written steps for hard cases")), to="desk/procedures"),
            Item(session.say(N_("A course, in cases to try")), to="desk/course"),
            Item(session.say(N_("Being shown round")), to="desk/tour"),
        )

    def can(self, action: Action) -> bool:
        """Offer to put breaks off where they would be spoken of."""
        if action.name == "put-off":
            return own_standing(self.session).wants_breaks(self.session.now)
        return super().can(action)

    @action("u", N_("say until when"))
    async def until(self) -> Result:
        """Say until when one is on shift."""
        session = self.session

        async def check(typed: str) -> str:
            if not typed.strip():
                return ""
            at = clock_times.understood(typed, session.now, session.zone)
            if at > session.now + shifts.LONGEST:
                raise NotUnderstood(N_("A shift ends later than now, and within 16 hours."))
            return typed

        async def chosen(values: Values) -> Result:
            typed = values["until"].strip()
            at = clock_times.understood(typed, session.now, session.zone) if typed else None
            own = own_standing(session)
            _take(session, await session.write(shifts.end_at, session.person, own, at, now=session.now))
            return Stay(shift_in_words(session))

        intro = session.say(N_("A time such as 22:00, or how long, such as 2 hours. Empty leaves it open."))
        return Ask((Field("until", N_("On shift until"), intro=intro, limit=40, optional=True, check=check),), chosen)

    @action("i", N_("be interrupted, or not"))
    async def interruptions(self) -> Result:
        """Ask not to be told of anything urgent, or to be told again."""
        session = self.session
        is_quiet = own_standing(session).quiet_at is not None
        _take(session, await session.write(shifts.be_quiet, session.person, now=None if is_quiet else session.now))
        told, untold = (
            N_("You are told of what is urgent again."),
            N_("Nothing interrupts you, and you are not on shift."),
        )
        return Stay(session.say(told if is_quiet else untold))

    @action("w", N_("write a note for whoever comes next"))
    async def write(self) -> Result:
        """Leave a note."""
        return leave_note(self.session)

    @action("p", N_("put breaks off, for two hours"), name="put-off")
    async def put_off(self) -> Result:
        """Be reminded of a break later."""
        session = self.session
        _take(session, await session.write(shifts.put_off, session.person, now=session.now))
        return Stay(self._breaks())

    @action("r", N_("be reminded of breaks, or not"), name="breaks")
    async def breaks(self) -> Result:
        """Turn the reminders off, or on again."""
        session = self.session
        wanted = not own_standing(session).wants_breaks(session.now)
        _take(session, await session.write(shifts.remind, session.person, wanted=wanted, now=session.now))
        return Stay(self._breaks())
