"""Each setting as a field: what is asked, in words, and what is understood."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bbs.community import zones
from bbs.community.members import Person
from bbs.errors import NotUnderstood
from bbs.language import N_, NAMES, languages
from bbs.session import Session
from screens.view import Choice, Field, Kind

IDLE_LEAST = 5
"""Minutes; a shorter silence is only somebody thinking."""
SEVERAL = 5
"""How many of several answers are named."""
AUTO = "auto"
MODES = (
    Choice(AUTO, N_("as your terminal can")),
    Choice("full", N_("full screen")),
    Choice("line", N_("plain lines")),
)
PALETTES = (
    Choice("terminal", N_("the terminal's own")),
    Choice("dark", N_("dark")),
    Choice("light", N_("light")),
    Choice("contrast", N_("high contrast")),
    Choice("none", N_("no colour")),
)
"""The palettes of the full screen (screens/fullscreen/palette.py), the one that nobody chose first."""
NO_OR_YES = (Choice("no", N_("off")), Choice("yes", N_("on")))
SAID = (Choice("no", N_("not said")), Choice("yes", N_("said")))
NONE = frozenset({"none", "no", "nowhere"})


def fields(session: Session) -> tuple[Field, ...]:
    """Return a member's settings as fields."""
    person = session.member
    spoken = (language_field(session),) if len(languages()) > 1 else ()
    return (
        zone_field(session, session.zone.key),
        country_field(session, person.country),
        *spoken,
        idle_field(session),
        mode_field(person),
        palette_field(person),
        reader_field(person),
        mouse_field(person),
        emphasis_field(person),
        hints_field(person),
        replies_field(person),
        greets_field(person),
        motion_field(person),
    )


# Each setting is one field. Its one choice says in words what the value is now.


def mode_field(person: Person) -> Field:
    """Ask how pages are shown."""
    return Field(
        "mode",
        N_("How pages are shown"),
        Kind.CHOICE,
        intro=N_("From your next visit. For this one, = changes it. A terminal that cannot draw gets lines."),
        choices=MODES,
        value=person.mode or AUTO,
    )


def palette_field(person: Person) -> Field:
    """Ask for the colours of the full screen."""
    return Field("palette", N_("Colours"), Kind.CHOICE, choices=PALETTES, value=person.palette or PALETTES[0].value)


def reader_field(person: Person) -> Field:
    """Ask whether a screen reader reads the full screen."""
    about = N_("For screen readers in the full screen: no signs, no preview, nothing comes unasked.")
    return Field("reader", N_("Screen reader"), Kind.CHOICE, intro=about, choices=NO_OR_YES, value=_said(person.reader))


def mouse_field(person: Person) -> Field:
    """Ask whether the mouse chooses; it does not mark and copy then."""
    about = N_("With the mouse on, a click chooses and the wheel scrolls; marking text needs the Shift key.")
    return Field("mouse", N_("Mouse"), Kind.CHOICE, intro=about, choices=NO_OR_YES, value=_said(person.mouse))


def motion_field(person: Person) -> Field:
    """Ask whether the small picture that goes with a tool may move."""
    about = N_(
        "In the full screen, a small picture goes with some tools. With motion on it moves slowly; nothing else does."
    )
    return Field("motion", N_("Motion"), Kind.CHOICE, intro=about, choices=NO_OR_YES, value=_said(person.motion))


def emphasis_field(person: Person) -> Field:
    """Ask whether emphasis is said in words where it is not seen."""
    about = N_("In plain lines and for screen readers: whether words that somebody emphasised say so.")
    return Field(
        "emphasis",
        N_("Emphasis in posts"),
        Kind.CHOICE,
        intro=about,
        choices=SAID,
        value=_said(person.emphasis),
    )


def hints_field(person: Person) -> Field:
    """Ask whether hints are wanted while writing."""
    about = N_("One dim line while you write, about words that hurt some readers and what says where you live.")
    return Field(
        "hints", N_("Hints while writing"), Kind.CHOICE, intro=about, choices=NO_OR_YES, value=_said(person.hints)
    )


def replies_field(person: Person) -> Field:
    """Ask whether replies to what they wrote come first in New."""
    about = N_("New then begins with replies to what you wrote.")
    value = _said(person.replies_first)
    return Field("replies_first", N_("Replies to me first"), Kind.CHOICE, intro=about, choices=NO_OR_YES, value=value)


def greets_field(person: Person) -> Field:
    """Ask whether home names somebody new whom nobody answered yet."""
    about = N_("I like to welcome people: home then names first posts that nobody has answered yet.")
    return Field(
        "greets", N_("Welcome people"), Kind.CHOICE, intro=about, choices=NO_OR_YES, value=_said(person.greets)
    )


def _said(on: bool) -> str:
    return "yes" if on else "no"


def zone_field(session: Session, zone: str) -> Field:
    """Ask for a time zone; `zone` is what it is, or is thought to be."""
    answers = Answers(session)
    return Field(
        "zone",
        N_("Time zone"),
        intro=session.say(N_("Type a big city near you, such as London or New York.")),
        choices=(Choice(zone, answers.local_time(zone)),),
        value=zone,
        check=answers.zone,
    )


def country_field(session: Session, code: str) -> Field:
    """Ask for the country whose lines crisis help shows first; `code` is what it is or is thought to be."""
    answers = Answers(session)
    return Field(
        "country",
        N_("Country for crisis help"),
        intro=session.say(N_("Type its name. Crisis help shows its lines first. None: it asks each time.")),
        choices=(Choice(code, answers.country_name(code)),) if code else (),
        value=code,
        optional=True,
        check=answers.country,
    )


def language_field(session: Session) -> Field:
    """Ask for a language, where there are several."""
    return Field(
        "language",
        N_("Language"),
        Kind.CHOICE,
        choices=tuple(Choice(code, NAMES.get(code, code)) for code in languages()),
        value=session.language.code,
    )


def idle_field(session: Session) -> Field:
    """Ask after how much silence a visit ends."""
    person, answers = session.member, Answers(session)
    limits = session.house.config.server
    minutes = str(min(person.idle_minutes or limits.idle_minutes, limits.idle_minutes_most))
    return Field(
        "idle_minutes",
        N_("Hang up after silence"),
        intro=session.say(
            N_("How many silent minutes end a visit: {least} to {most}. Drafts are kept. From your next visit."),
            least=IDLE_LEAST,
            most=limits.idle_minutes_most,
        ),
        choices=(Choice(minutes, session.language.count("{n} minute", "{n} minutes", int(minutes))),),
        value=minutes,
        check=answers.idle_minutes,
    )


@dataclass(frozen=True)
class Answers:
    """Understands what is typed for a setting, or says what to type instead."""

    session: Session

    def local_time(self, zone: str) -> str:
        """Say a zone with the time it is there now: people know their time, not their zone."""
        there = datetime.fromtimestamp(self.session.now, ZoneInfo(zone))
        return self.session.say(
            N_("{zone}, {time} there now"), zone=zone.replace("_", " "), time=f"{there.hour}:{there.minute:02d}"
        )

    def country_name(self, code: str) -> str:
        """Return the name of a country, or its code when the table here lost it."""
        countries = self.session.house.crisis.countries
        return countries.name(code) if code in countries.names else code

    async def zone(self, typed: str) -> str:
        """Return the zone that was meant."""
        hits = await asyncio.to_thread(zones.find, typed)
        if not hits:
            raise NotUnderstood(
                N_("No zone is called that. Type a big city near you, such as London or New York, or type UTC.")
            )
        return self._only(hits, [zone.replace("_", " ") for zone in hits])

    async def country(self, typed: str) -> str:
        """Return the code of the country that was meant, "" for none."""
        if typed.casefold() in NONE:
            return ""
        hits = self.session.house.crisis.countries.find(typed)
        if not hits:
            raise NotUnderstood(N_("No country is called that here. Type its name, or none."))
        return self._only(hits, [self.country_name(code) for code in hits])

    def _only(self, hits: tuple[str, ...], called: list[str]) -> str:
        if len(hits) == 1:
            return hits[0]
        if len(hits) > SEVERAL:
            more = N_("{n} fit that. Some: {names}. Type more of the name.")
            raise NotUnderstood(more, n=len(hits), names="; ".join(called[:SEVERAL]))
        raise NotUnderstood(N_("Several fit that: {names}. Please choose one of them."), names="; ".join(called))

    async def idle_minutes(self, typed: str) -> str:
        """Return a number of minutes; hours are understood too."""
        found = re.fullmatch(r"(\d{1,4})\s*(h|hours?|m|min|minutes?)?", typed.casefold())
        minutes = int(found[1]) * (60 if (found[2] or "").startswith("h") else 1) if found else 0
        most = self.session.house.config.server.idle_minutes_most
        if not IDLE_LEAST <= minutes <= most:
            raise NotUnderstood(N_("Type a number of minutes from {least} to {most}."), least=IDLE_LEAST, most=most)
        return str(minutes)
