"""Help lines for some of us: by whom they are for, and by the language they speak."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bbs.community.countries import plain
from bbs.community.crisis import EVERYWHERE, FOR_THE_YOUNG, CrisisData, CrisisLine
from bbs.community.crisis_words import LANGUAGE_CODE, LANGUAGES
from bbs.language import N_

NO_LANGUAGE: Final = frozenset({"many", "varies"})
"""Entries of LANGUAGES that name none."""
INTERPRETED: Final = re.compile(r"interpreter|many|other|others|languages|local")
"""What a line says that speaks more languages than it names."""
OWN_NAMES: Final = {
    "espanol": "es", "castellano": "es", "francais": "fr", "deutsch": "de", "polski": "pl", "italiano": "it",
    "portugues": "pt", "nederlands": "nl", "cymraeg": "cy", "svenska": "sv", "norsk": "no", "dansk": "da",
    "suomi": "fi", "русскии": "ru", "украінська": "uk", "العربية": "ar", "中文": "zh", "日本語": "ja", "한국어": "ko",
    "turkce": "tr", "romana": "ro", "magyar": "hu", "cestina": "cs", "slovencina": "sk", "ελληνικα": "el",
    "hrvatski": "hr", "mandarin": "zh", "cantonese": "zh", "farsi": "fa", "tagalog": "fil", "putonghua": "zh",
}  # fmt: skip
"""What speakers call their language, as `plain` writes it."""


class Audience(StrEnum):
    """Whom a line may be for."""

    YOUNG = "young"
    LGBTQ = "lgbtq"
    VETERANS = "veterans"
    CARERS = "carers"
    VIOLENCE = "violence"
    GRIEF = "grief"


@dataclass(frozen=True, slots=True)
class Wording:
    """How an audience is called, what is said to them first, and what its lines say of themselves."""

    label: str
    first: str
    says: re.Pattern[str]


WORDINGS: Final = {
    Audience.YOUNG: Wording(
        N_("young people"),
        N_("It does not have to be bad enough. It is enough that you want to talk."),
        FOR_THE_YOUNG,
    ),
    Audience.LGBTQ: Wording(
        N_("LGBTQ+ people"),
        N_("You need not explain who you are before you are helped."),
        re.compile(r"lgbt|queer|\btrans\b", re.IGNORECASE),
    ),
    Audience.VETERANS: Wording(
        N_("veterans and their families"),
        N_("They know the life. You can call however long ago it was, and so can those who are close to you."),
        re.compile(r"veteran|service members|armed forces|military", re.IGNORECASE),
    ),
    Audience.CARERS: Wording(
        N_("carers, and who is worried about somebody"),
        N_("Looking after somebody, or being afraid for them, is reason enough to call."),
        re.compile(r"carer|caregiver|parents|worried about|illness, families", re.IGNORECASE),
    ),
    Audience.VIOLENCE: Wording(
        N_("who lives with violence or abuse"),
        N_(
            "What was done to you is not your fault. If somebody could see this screen, leave at "
            "once with Ctrl+Q; crisis help has a page about what stays on this computer."
        ),
        re.compile(r"violence|abuse|assault|rape", re.IGNORECASE),
    ),
    Audience.GRIEF: Wording(
        N_("who is grieving"),
        N_("There is no right way to grieve and no date by which it must be over. Missing somebody is reason enough."),
        re.compile(r"bereave|grief|grieving", re.IGNORECASE),
    ),
}
ALSO: Final = {
    "youth": Audience.YOUNG, "children": Audience.YOUNG, "teenager": Audience.YOUNG, "kids": Audience.YOUNG,
    "gay": Audience.LGBTQ, "lesbian": Audience.LGBTQ, "trans": Audience.LGBTQ, "queer": Audience.LGBTQ,
    "lgbt": Audience.LGBTQ, "army": Audience.VETERANS, "veteran": Audience.VETERANS, "military": Audience.VETERANS,
    "carer": Audience.CARERS, "parents": Audience.CARERS, "friend": Audience.CARERS, "family": Audience.CARERS,
    "abuse": Audience.VIOLENCE, "domestic": Audience.VIOLENCE, "rape": Audience.VIOLENCE,
    "bereaved": Audience.GRIEF, "bereavement": Audience.GRIEF, "grieving": Audience.GRIEF, "loss": Audience.GRIEF,
}  # fmt: skip
"""Other words somebody may type for them."""


def is_for(line: CrisisLine, audience: Audience) -> bool:
    """Say whether a line names an audience as its own."""
    return bool(WORDINGS[audience].says.search(f"{line.audience} {line.service}"))


def audience_of(typed: str) -> Audience | None:
    """Return the audience somebody named in a word or two, None where it is none."""
    words = plain(typed).split()
    return next((found for word in words if (found := _named(word))), None)


def _named(word: str) -> Audience | None:
    return Audience(word) if word in list(Audience) else ALSO.get(word)


def audiences_in(data: CrisisData, country: str | None) -> list[Audience]:
    """List the audiences that have a line of their own in a country."""
    here = [line for line in data.lines if line.country == country]
    return [audience for audience in Audience if any(is_for(line, audience) for line in here)]


def lines_for(data: CrisisData, country: str | None, audience: Audience, now: int) -> list[CrisisLine]:
    """List a country's lines for an audience, then those for everyone, then the directories; never empty."""
    here = [line for line in data.lines if line.country == country]
    own = [line for line in here if is_for(line, audience)]
    others = [line for line in here if line.for_everyone and line not in own]
    return _in_order([own, others, [line for line in data.lines if line.country == EVERYWHERE]], now)


def language_of(typed: str) -> str | None:
    """Return the code of a language somebody named: by its code, its name in English, or what its speakers call it."""
    words = plain(typed)
    if words in LANGUAGES and words not in NO_LANGUAGE:
        return words
    named = {plain(name): code for code, name in LANGUAGES.items() if code not in NO_LANGUAGE} | OWN_NAMES
    if words in named:
        return named[words]
    begun = {code for name, code in named.items() if len(words) > 2 and name.startswith(words)}
    return begun.pop() if len(begun) == 1 else None


def speaks(line: CrisisLine, code: str) -> bool:
    """Say whether a line names a language as its own."""
    return code in LANGUAGE_CODE.findall(line.languages)


def lines_speaking(
    data: CrisisData, country: str | None, code: str, now: int
) -> tuple[list[CrisisLine], list[CrisisLine], list[CrisisLine]]:
    """List the lines that speak a language: in the caller's country, those there with interpreters, and elsewhere."""
    here = [line for line in data.lines if line.country == country]
    own = [line for line in here if speaks(line, code)]
    interpreted = [line for line in here if line not in own and INTERPRETED.search(line.languages)]
    away = [line for line in data.lines if line.country not in (country, EVERYWHERE) and speaks(line, code)]
    return _in_order([own], now), _in_order([interpreted], now), _in_order([away], now)


def _in_order(groups: Iterable[list[CrisisLine]], now: int) -> list[CrisisLine]:
    return [line for group in groups for line in sorted(group, key=lambda line: line.order(now))]
