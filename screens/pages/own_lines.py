"""What operators add to the shipped help lines, and what of those they hide. Callers see it at once."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping

from bbs.community import line_checks, office_acts, own_lines
from bbs.community.own_lines import Own
from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.session import Session
from screens.page import AnyPage, Ask, Result, Stay, Values, Who
from screens.view import Choice, Field, Item, Kind, Listing, View
from screens.when import day

KINDS = {
    "crisis": N_("a line for a crisis"),
    "information": N_("a line for information"),
    "clinic": N_("a clinic"),
    "group": N_("a group that meets"),
    "shelter": N_("a shelter"),
}
NOT_COPIED = N_(
    "Callers hear it. Its copy for when the database is away could not be written: has the disk room? "
    "It is tried again at the next change and at the next start."
)


async def take(session: Session, own: Own, said: str) -> Result:
    """Show callers what there is now, and keep a copy of it beside the database."""
    session.house.take_own(own)
    is_copied = await asyncio.to_thread(own_lines.copy, own, session.house.home.own_lines)
    return Stay(said if is_copied else session.say(NOT_COPIED), redraw=True)


def write_line(session: Session, country: str, was: Mapping[str, str]) -> Ask:
    """Ask for a line or a place of one's own; `was` is what it is now, or a proposal."""

    async def keep(values: Values) -> Result:
        words = {**was, **values, "country": country}
        house = session.house
        own, house.checks = await session.write(
            office_acts.put_line, session.vault, words, house.shipped, session.person, now=session.now
        )
        return await take(session, own, session.say(N_("Kept. Callers hear of it, and that it was checked today.")))

    def field(name: str, label: str, intro: str = "", *, extra: bool = False) -> Field:
        check = _with_a_digit if name in ("phone", "text") else None
        value = was.get(name, "")
        limit = own_lines.LONGEST
        return Field(name, label, intro=intro, value=value, optional=True, extra=extra, limit=limit, check=check)

    kinds = tuple(Choice(kind, label) for kind, label in KINDS.items())
    fields = (
        Field("service", N_("Its name"), value=was.get("service", ""), limit=own_lines.LONGEST),
        Field("kind", N_("What is it"), Kind.CHOICE, choices=kinds, value=was.get("kind", "")),
        field("phone", N_("Phone number"), N_("As it is dialled in that country. What it does not have: leave empty.")),
        field("text", N_("Number to text"), N_("Such as 85258, or HELLO to 50808.")),
        field("web", N_("Web address")),
        field("place", N_("Where it is"), N_("Street and town, for a clinic, a group or a shelter.")),
        field("hours", N_("Hours"), N_("24/7, or such as Mo-Fr 10:00-22:00; Sa 10:00-14:00, or in your own words.")),
        field("zone", N_("Its time zone"), extra=True),
        field("languages", N_("Its languages"), N_("Two letters each, such as en, pl."), extra=True),
        field("audience", N_("Whom for"), N_("everyone, or such as: young people, carers, veterans."), extra=True),
        field("provider", N_("Where to check it"), extra=True),
    )
    return Ask(fields, keep, confirm=N_("Keep"))


async def _with_a_digit(typed: str) -> str:
    if not re.search("[0-9]", typed):
        raise NotUnderstood(N_("There is no number in that. Leave it empty if it has none."))
    return typed


def proposal(session: Session, country: str) -> dict[str, str]:
    """Return what a new line begins with: the clock of the country's other lines, and for everyone."""
    zones = (line.opening_hours.zone.key for line in session.house.shipped.lines
             if line.country == country and line.opening_hours)  # fmt: skip
    zone = next((zone for zone in zones if zone != "UTC"), session.house.config.community.zone)
    return {"zone": zone, "languages": session.language.code, "audience": "everyone"}


class OldChecksPage(AnyPage):
    """What was checked so long ago that it may be wrong by now."""

    pattern = "office/lines/old"
    title = N_("Checked over a year ago")
    who = Who.OPERATOR

    async def view(self) -> View:
        """List the lines and emergency numbers, the oldest check first."""
        session, data = self.session, self.session.house.crisis
        session.house.checks = await session.read(line_checks.checks)
        items = []
        for country, key in line_checks.old(data, session.house.checks, session.now):
            line = next((line for line in data.lines if line.check_key == key), None)
            name = line.service if line else session.say(N_("Emergency number"))
            place = data.countries.name(country) if country in data.countries.names else session.say(N_("everywhere"))
            when = session.say(N_("checked {date}"), date=day(session, session.house.checks[key]))
            items.append(Item(f"{place}. {name}", when, f"office/lines/{country}", id=key))
        empty = session.say(N_("Nothing that callers are shown was checked that long ago."))
        return View(session.say(self.title), (Listing(tuple(items), empty),))
