"""The machine for operators: what can be known of it without a shell, and what the doctor says."""

from __future__ import annotations

import platform
import sqlite3

from bbs.community import roles
from bbs.language import N_
from bbs.running import State
from bbs.session import Session
from bbs.version import VERSION
from screens.page import AnyPage, Goto, Result, Who, action
from screens.pages.guidelines_office import spoken_day
from screens.view import Block, Facts, Notice, Prose, View
from screens.when import day, hour, when

Row = tuple[str, str]

GIB = 1024
"""MiB from which sizes are said in GiB."""


class MachinePage(AnyPage):
    """How the server and its home are doing, in numbers."""

    pattern = "office/machine"
    title = N_("The machine")
    who = Who.OPERATOR

    async def view(self) -> View:
        """Say who is here in numbers, what is taken and left, copies and keys."""
        session, say, house = self.session, self.session.say, self.session.house
        state = await session.read(house.gauge.state, house.home, session.now)
        operators = await session.read(roles.operators)
        first: list[Block] = []
        if house.is_read_only:
            first.append(Notice(say(N_("The disk has too little room: this place only reads now. Make room there."))))
        count = session.language.count
        staff = (say(N_("Operators")), count("{n}, you; how to have another: office/members", "{n}", operators))
        rows = (*_program(session), *_here(session), *_room(session, state), *_kept(session, state), staff)
        told = N_("Looked at {time}. Nothing here says who is here or what anybody wrote.")
        looked = say(told, time=hour(session, state.at))
        how = say(N_("Whether anything wants a hand, the doctor says: {do:doctor/d}."))
        return View(say(self.title), (*first, Facts(rows), Prose.of(looked, how)))

    @action("d", N_("ask the doctor"), name="doctor")
    async def doctor(self) -> Result:
        """Look everything over."""
        return Goto("office/machine/doctor")


def _size(session: Session, mib: int) -> str:
    if not mib:
        return session.say(N_("less than 1 MiB"))
    return f"{mib / GIB:.1f} GiB" if mib >= GIB else f"{mib} MiB"


def _program(session: Session) -> tuple[Row, ...]:
    say = session.say
    libraries = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return (
        (say(N_("Warmline")), f"{VERSION}, {libraries}"),
        (say(N_("Running since")), when(session, session.house.began)),
    )


def _here(session: Session) -> tuple[Row, ...]:
    """Say how many are here: nobody is named, and nobody can be counted out."""
    say, house = session.say, session.house
    if house.crowd is None:
        return ()
    crowd = house.crowd()
    now = say(
        N_("{members} of members, {guests} of guests, {helped} with crisis help alone, {door} on their way in"),
        members=crowd.members,
        guests=crowd.guests,
        helped=crowd.helped,
        door=crowd.at_the_door,
    )
    full = session.language.count(
        "{n} found the house full since the start, and had crisis help",
        "{n} found the house full since the start, and had crisis help",
        crowd.turned_away,
    )
    return ((say(N_("Visits now")), now), (say(N_("Turned away")), full if crowd.turned_away else say(N_("nobody"))))


def _room(session: Session, state: State) -> tuple[Row, ...]:
    say = session.say
    memory = say(N_("not known here")) if state.memory is None else _size(session, state.memory)
    most, disk = _size(session, state.most_memory), _size(session, state.disk)
    return (
        (say(N_("Memory of the server")), say(N_("{now}; {most} at most"), now=memory, most=most)),
        (say(N_("Disk")), say(N_("{free} free of {all}"), free=_size(session, state.free), all=disk)),
        (say(N_("Database")), _size(session, state.database)),
        (say(N_("Its write-ahead log")), _size(session, state.write_log)),
    )


def _kept(session: Session, state: State) -> tuple[Row, ...]:
    """Say how copies and keys are."""
    say, house = session.say, session.house
    copy = say(N_("none yet"))
    if state.newest_copy is not None:
        kind = N_("{day}, checked when it was made")
        if state.is_encrypted:
            kind = N_("{day}, encrypted, checked when it was made")
        copy = say(kind, day=spoken_day(session, state.newest_copy))
    copies = session.language.count("{n} daily or weekly copy", "{n} daily and weekly copies", state.copies)
    deletions = N_("kept beside the copies") if state.has_deletions else N_("nothing is on it yet")
    key = N_("not known to be kept elsewhere: warmline server-key")
    if state.key_is_kept:
        key = N_("its words are kept elsewhere")
    host = say(N_("no change under way"))
    if house.next_host_words is not None:
        words, at = house.next_host_words
        host = say(N_("from {day} on another one: {words}"), day=day(session, at), words=words)
    return (
        (say(N_("Newest copy")), copy),
        (say(N_("Copies kept")), copies),
        (say(N_("Record of deletions")), say(deletions)),
        (say(N_("Server key")), say(key)),
        (say(N_("Host key")), host),
    )


class DoctorPage(AnyPage):
    """What the doctor says of the home, as on the machine itself."""

    pattern = "office/machine/doctor"
    title = N_("What the doctor says")
    who = Who.OPERATOR
    is_remembered = False

    async def view(self) -> View:
        """Ask, and say it. Raises Busy while another look is under way."""
        session, say = self.session, self.session.say
        doctor = session.house.doctor
        if doctor is None:
            words = N_("The doctor cannot be asked from here. On the machine itself it is: warmline doctor")
            return View(say(self.title), (Prose.of(say(words)),))
        found = await doctor.look()
        first = "" if found.is_well else say(N_("This wants a hand, on the machine itself:"))
        return View(say(self.title), (Prose.of(first, *found.lines),))
