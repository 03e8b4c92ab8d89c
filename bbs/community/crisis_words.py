"""How crisis help is said: plain lines that make sense alone. Numbers are repeated exactly as they are dialled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from bbs.community.crisis import CrisisLine
from bbs.community.opening_hours import Opening, OpeningHours, State
from bbs.language import ENGLISH, N_, Language

ALREADY_HURT: Final = N_(
    "Already taken something or hurt yourself? Call now, even if you feel all right, and say what you took."
)
ONE_BREATH: Final = N_("You can get through the next few minutes. Put both feet on the floor; breathe out slowly.")
NOT_CHECKED: Final = N_("Not yet checked by the people who run this place.")
OTHERS_NOT_CHECKED: Final = N_("Lines without a date are not yet checked by the people who run this place.")

PLACES: Final[Mapping[str, str]] = {
    "clinic": N_("A clinic."),
    "group": N_("A group that meets."),
    "shelter": N_("A shelter."),
}
"""What a place to go to is."""

MONTHS: Final = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July")),
    *(N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
OPENS_ON: Final = (
    N_("Closed now, opens Monday at {time}."),
    N_("Closed now, opens Tuesday at {time}."),
    N_("Closed now, opens Wednesday at {time}."),
    N_("Closed now, opens Thursday at {time}."),
    N_("Closed now, opens Friday at {time}."),
    N_("Closed now, opens Saturday at {time}."),
    N_("Closed now, opens Sunday at {time}."),
)

# Countries with several clocks (tzdata 2026, zone.tab): there a time is said with its place.
SEVERAL_CLOCKS: Final = frozenset(
    {"AQ", "AU", "BR", "CA", "CD", "CL", "CN", "EC", "ES", "FM", "GL", "ID"}
    | {"KI", "MN", "MX", "NZ", "PF", "PG", "PT", "RU", "UA", "UM", "US"}
)

# Language codes as the data uses them (ISO 639), and two words it uses instead of a list.
LANGUAGES: Final[Mapping[str, str]] = {
    "ar": N_("Arabic"), "bg": N_("Bulgarian"), "bn": N_("Bengali"), "cs": N_("Czech"), "cy": N_("Welsh"),
    "da": N_("Danish"), "de": N_("German"), "el": N_("Greek"), "en": N_("English"), "es": N_("Spanish"),
    "et": N_("Estonian"), "fa": N_("Persian"), "fi": N_("Finnish"), "fil": N_("Filipino"), "fj": N_("Fijian"),
    "fr": N_("French"), "he": N_("Hebrew"), "hi": N_("Hindi"), "hr": N_("Croatian"), "hu": N_("Hungarian"),
    "id": N_("Indonesian"), "is": N_("Icelandic"), "it": N_("Italian"), "ja": N_("Japanese"), "km": N_("Khmer"),
    "ko": N_("Korean"), "lb": N_("Luxembourgish"), "lt": N_("Lithuanian"), "lv": N_("Latvian"), "ms": N_("Malay"),
    "mt": N_("Maltese"), "ne": N_("Nepali"), "nl": N_("Dutch"), "no": N_("Norwegian"), "pl": N_("Polish"),
    "pt": N_("Portuguese"), "qu": N_("Quechua"), "ro": N_("Romanian"), "ru": N_("Russian"), "si": N_("Sinhala"),
    "sk": N_("Slovak"), "sl": N_("Slovenian"), "sr": N_("Serbian"), "sv": N_("Swedish"), "sw": N_("Swahili"),
    "ta": N_("Tamil"), "th": N_("Thai"), "uk": N_("Ukrainian"), "ur": N_("Urdu"), "zh": N_("Chinese"),
    "many": N_("many languages"), "varies": N_("languages that vary by country"),
}  # fmt: skip
LANGUAGE_CODE: Final = re.compile(r"(?:(?<=, )|(?<=\()|^)([a-z]{2,6})\b")
"""A code stands at the start, after a comma or first in brackets: "de (uk service too)", "hi, en and others"."""


def opening_lines(numbers: str | None, language: Language = ENGLISH) -> list[str]:
    """Return what is said before any help line (SAFETY.md 2); `numbers` as `CrisisData.emergency` gives them."""
    return [danger_line(numbers, language), language(ALREADY_HURT), language(ONE_BREATH)]


def danger_line(numbers: str | None, language: Language = ENGLISH) -> str:
    """Return the first line: whom to call when a life is in danger. Never a wrong number: none known, none said."""
    if numbers is None:
        return language(N_("If your life is in danger now, call your emergency number."))
    *before, last = [_number(part, language) for part in numbers.split(", ")]
    said = language(N_("{numbers}, or {last}"), numbers=", ".join(before), last=last) if before else last
    return language(N_("If your life is in danger now, call {numbers}."), numbers=said)


def _number(part: str, language: Language) -> str:
    """Turn "119 ambulance" into "119 for an ambulance"; remarks in brackets stay as written."""
    number, _, whom = part.rpartition(" ")
    match whom:
        case "ambulance":
            return language(N_("{number} for an ambulance"), number=_number(number, language))
        case "police":
            return language(N_("{number} for the police"), number=_number(number, language))
    one, either, other = part.partition(" or ")
    if either:
        return language(N_("{one} or {other}"), one=one, other=other)
    return part


def title(country_name: str | None, language: Language = ENGLISH) -> str:
    """Return the page's title; `country_name` as `Countries.name` gives it, None while it is not known."""
    if country_name is None:
        return language(N_("Help lines"))
    return language(N_("Help lines, {country}"), country=language(country_name))


def country_hint(country_name: str | None, *, guessed: bool, language: Language = ENGLISH) -> str:
    """Return what to do about the country: correct a guess, name one, or choose another."""
    if country_name is None:
        return language(N_("Which country are you in? Tell us with c, and this shows lines near you."))
    if guessed:
        return language(N_("(a guess from your terminal; another country: c)"))
    return language(N_("Another country: c."))


def nothing_listed(country_name: str, language: Language = ENGLISH) -> str:
    """Return the sentence above the directories when a country has no line of its own here."""
    return language(N_("We have no line for {country} yet. These lists know more."), country=language(country_name))


def service_line(
    line: CrisisLine,
    now: int,
    language: Language = ENGLISH,
    *,
    checked: Mapping[str, int] | None = None,
    web: bool = False,
    text_first: bool = False,
) -> str:
    """Say one service in one line: name, contact, hours, languages, for whom, how sure we are.

    `now` is in UTC seconds; `checked` maps check keys to the UTC seconds of this operator's check. The web address
    comes last and without a full stop, so that it can be copied; it is always given where it is the only contact,
    and where the hours say "see site". `text_first` is for who cannot speak.
    """
    parts = [line.service if line.service.endswith("?") else f"{line.service}."]
    if line.kind == "directory":
        parts.append(language(N_("A list of help lines in many countries.")))
    else:
        if line.is_place:
            parts += [language(PLACES[line.kind]), line.place and language(N_("Where: {place}."), place=line.place)]
        parts += [_contact_and_hours(line, now, language, text_first), spoken_in(line.languages, language)]
        parts.append(language(N_("For {audience}."), audience=language(line.audience)))
    if line.confidence == "medium":
        parts.append(language(N_("Tell us if this does not answer.")))
    if checked and line.check_key in checked:
        parts.append(checked_on(checked[line.check_key], language))
    if line.web and (web or not (line.phone or line.text) or "site" in line.hours):
        parts.append(language(N_("Web: {address}"), address=line.web))
    return " ".join(filter(None, parts))


def _contact_and_hours(line: CrisisLine, now: int, language: Language, text_first: bool) -> str:
    """Say how to reach a service and when: what is closed says so before its number."""
    reached, opening = contact(line, language, text_first=text_first), line.opening(now)
    if opening.state is State.CLOSED:
        return " ".join(filter(None, (opens(line, opening, language), reached and f"{reached}.")))
    if line.day_and_night:
        hours = language(N_("day and night"))
    elif opening.at is not None:
        hours = language(N_("open now until {time}"), time=_time(line, opening.at, language))
    else:
        hours = language(N_("Hours: {hours}."), hours=language(line.hours))
        return " ".join(filter(None, (reached and f"{reached}.", hours)))
    return f"{reached}, {hours}." if reached else f"{hours[:1].upper()}{hours[1:]}."


def contact(line: CrisisLine, language: Language = ENGLISH, *, text_first: bool = False) -> str:
    """Say the numbers of a service, "" where it has none."""
    ways = [language(N_("phone {number}"), number=line.phone)] if line.phone else []
    if line.text.startswith("WhatsApp"):
        ways.append(line.text)
    elif line.text:
        ways.append(language(N_("text {number}"), number=line.text))
    if text_first:
        ways.reverse()
    said = language(N_("{one} or {other}"), one=ways[0], other=ways[1]) if len(ways) > 1 else "".join(ways)
    return said[:1].upper() + said[1:]


def opens(line: CrisisLine, opening: Opening, language: Language = ENGLISH) -> str:
    """Say when a closed line opens: today, tomorrow or on a day of the week."""
    if opening.at is None:
        return ""
    time = _time(line, opening.at, language)
    if opening.days_away == 0:
        return language(N_("Closed now, opens at {time}."), time=time)
    if opening.days_away == 1:
        return language(N_("Closed now, opens tomorrow at {time}."), time=time)
    return language(OPENS_ON[opening.at.weekday()], time=time)


def _time(line: CrisisLine, at: datetime, language: Language) -> str:
    """Say a time of the service's clock; with its place, where the country has several clocks."""
    time = language(N_("midnight")) if (at.hour, at.minute) == (0, 0) else f"{at:%H:%M}"
    hours: OpeningHours | None = line.opening_hours
    if hours is None or line.country not in SEVERAL_CLOCKS:
        return time
    place = hours.zone.key.rpartition("/")[2].replace("_", " ")
    return language(N_("{time} {place} time"), time=time, place=place)


def spoken_in(languages: str, language: Language = ENGLISH) -> str:
    """Say the languages of a service, with the data's remarks; nothing when it is only the caller's own."""
    if languages == language.code:
        return ""
    names = LANGUAGE_CODE.sub(lambda code: language(LANGUAGES[code[1]]) if code[1] in LANGUAGES else code[0], languages)
    return language(N_("In {languages}."), languages=names)


def checked_on(when: int, language: Language = ENGLISH) -> str:
    """Say on which day (UTC seconds, shown as the day in UTC) this operator checked something."""
    day = datetime.fromtimestamp(when, UTC)
    date = language(N_("{day} {month} {year}"), day=day.day, month=language(MONTHS[day.month - 1]), year=day.year)
    return language(N_("Checked {date}."), date=date)


def not_checked(lines: Iterable[CrisisLine], checked: Mapping[str, int], language: Language = ENGLISH) -> str | None:
    """Return the sentence said once on a page that shows lines nobody here has checked, or None when all are."""
    done = [line.check_key in checked for line in lines]
    if all(done):
        return None
    return language(OTHERS_NOT_CHECKED if any(done) else NOT_CHECKED)
