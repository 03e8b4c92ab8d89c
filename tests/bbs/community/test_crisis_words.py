"""How crisis help is said: plain lines, exact numbers, nothing invented."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bbs.community import crisis_words as words
from bbs.community.crisis import EVERYWHERE, CrisisLine, load
from bbs.community.opening_hours import OpeningHours
from bbs.language import Language
from tests.for_each import for_each

DATA = load()
LINES = {line.id: line for line in DATA.lines}
WEDNESDAY = 1_793_800_800  # 4 November 2026, 14:00 UTC
UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f\u2190-\u2bff\u2800-\u28ff\U0001f000-\U0001faff]")


def at(local: str, zone: str) -> int:
    return int(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).timestamp())


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (None, "call your emergency number."),
        ("911", "call 911."),
        ("999 or 112", "call 999 or 112."),
        ("000 (112 from mobiles)", "call 000 (112 from mobiles)."),
        ("112 (police 110)", "call 112 (police 110)."),
        ("112 or 15 (114 by SMS for deaf people)", "call 112 or 15 (114 by SMS for deaf people)."),
        ("119 ambulance, 110 police", "call 119 for an ambulance, or 110 for the police."),
        ("911 or 107 ambulance", "call 911 or 107 for an ambulance."),
        ("1122 or 115 ambulance, 15 police", "call 1122 or 115 for an ambulance, or 15 for the police."),
        (
            "112 (mobiles), 10177 ambulance, 10111 police",
            "call 112 (mobiles), 10177 for an ambulance, or 10111 for the police.",
        ),
    ],
)
def test_the_first_line_reads_well_for_every_way_numbers_are_written(numbers: str | None, said: str) -> None:
    assert words.danger_line(numbers) == f"If your life is in danger now, {said}"


@for_each("country", sorted(DATA.emergency_numbers))
def test_the_first_line_of_every_country_has_its_numbers_untouched(country: str) -> None:
    numbers, said = DATA.emergency_numbers[country], words.danger_line(DATA.emergency(country))
    assert re.findall(r"\d+", said) == re.findall(r"\d+", numbers)
    assert re.fullmatch(r"If your life is in danger now, call \d[^.]*\.", said)
    assert not re.search(r"\d (ambulance|police)", said)


def test_help_opens_with_the_number_then_the_poison_line_then_one_breath() -> None:
    first, second, third = words.opening_lines("999 or 112")
    assert first.endswith("call 999 or 112.")
    assert (
        second
        == "Already taken something or hurt yourself? Call now, even if you feel all right, and say what you took."
    )
    assert len(third.split()) < 20


@pytest.mark.parametrize(
    ("line", "local", "said"),
    [
        ("GB:shout", "2026-11-04 12:00 Europe/London", "Shout. Text SHOUT to 85258, day and night. For everyone."),
        (
            "GB:childline",
            "2026-11-04 12:00 Europe/London",
            "Childline. Phone 0800 1111, day and night. In English, Welsh. For under 19s.",
        ),
        (
            "GB:calm",
            "2026-11-04 12:00 Europe/London",
            "CALM. Closed now, opens at 17:00. Phone 0800 58 58 58. For adults 15+.",
        ),
        (
            "GB:calm",
            "2026-11-04 18:00 Europe/London",
            "CALM. Phone 0800 58 58 58, open now until midnight. For adults 15+.",
        ),
        (
            "GB:breathing-space-scotland",
            "2026-11-04 18:00 Europe/London",
            (
                "Breathing Space (Scotland). Phone 0800 83 85 87. "
                "Hours: weekday evenings and nights; all weekend. For people in Scotland 16+."
            ),
        ),
        (
            "NZ:1737-need-to-talk",
            "2026-11-04 18:00 Europe/London",
            "1737 Need to Talk? Phone 1737 or text 1737, day and night. For everyone.",
        ),
        (
            "DE:krisenchat",
            "2026-11-04 18:00 Europe/Berlin",
            (
                "krisenchat. WhatsApp +49 1573 5998143, day and night. In German (Ukrainian service too). "
                "For young people under 25."
            ),
        ),
        (
            "DE:nummer-gegen-kummer",
            "2026-11-07 21:00 Europe/Berlin",
            (
                "Nummer gegen Kummer. Closed now, opens Monday at 14:00. Phone 116 111. In German. "
                "For children and young people."
            ),
        ),
        (
            "DE:nummer-gegen-kummer",
            "2026-11-04 21:00 Europe/Berlin",
            (
                "Nummer gegen Kummer. Closed now, opens tomorrow at 14:00. Phone 116 111. In German. "
                "For children and young people."
            ),
        ),
        (
            "US:nami-helpline-information-not-crisis",
            "2026-11-04 09:00 America/New_York",
            (
                "NAMI HelpLine (information, not crisis). Closed now, opens at 10:00 New York time. "
                "Phone 1-800-950-6264 or text 62640. For people with mental illness, families."
            ),
        ),
        (
            "FI:sekasin-chat",
            "2026-11-04 09:00 Europe/Helsinki",
            (
                "Sekasin chat. Hours: daily - see site. In Finnish. For ages 12-29. "
                "Tell us if this does not answer. Web: https://sekasin.fi/"
            ),
        ),
        (
            "ZZ:find-a-helpline-throughline",
            "2026-11-04 09:00 UTC",
            "Find A Helpline (ThroughLine). A list of help lines in many countries. Web: https://findahelpline.com/",
        ),
        (
            "SG:samaritans-of-singapore-sos",
            "2026-11-04 09:00 UTC",
            "Samaritans of Singapore (SOS). Phone 1767 or WhatsApp 9151 1767 (CareText), day and night. For everyone.",
        ),
    ],
)
def test_a_service_is_one_plain_line(line: str, local: str, said: str) -> None:
    when, _, zone = local.rpartition(" ")
    assert words.service_line(LINES[line], at(when, zone)) == said


@for_each("line", DATA.lines)
def test_every_line_can_be_heard_and_has_its_contacts_exactly(line: CrisisLine) -> None:
    said = words.service_line(line, WEDNESDAY, web=True)
    assert said.startswith(line.service)
    for contact in (line.phone, line.text, line.web):
        assert contact in said
    assert not line.web or said.endswith(line.web)
    assert UNSPEAKABLE.search(said) is None
    assert not {unicodedata.category(letter) for letter in said} & {"Cc", "Cf", "Co", "Cs", "So"}
    assert ("Tell us if this does not answer." in said) == (line.confidence == "medium")
    assert ".." not in said
    assert "  " not in said


@for_each("line", DATA.lines)
def test_nothing_is_said_that_the_data_does_not_say(line: CrisisLine) -> None:
    said = words.service_line(line, WEDNESDAY)
    assert ("free" in said) == ("free" in line.service)
    assert ("day and night" in said) == (line.hours == "24/7")
    if "see site" in line.hours:
        assert line.web in said


def test_languages_are_words_and_the_callers_own_is_not_named() -> None:
    assert words.spoken_in("en") == ""
    assert words.spoken_in("en", Language("es")) == "In English."
    assert words.spoken_in("hi, en and about 20 languages") == "In Hindi, English and about 20 languages."
    assert words.spoken_in("many") == "In many languages."
    for line in DATA.lines:
        code = re.search(r"(?:^|, |\()(?!see\b)[a-z]{2,3}\b", words.spoken_in(line.languages).removeprefix("In "))
        assert code is None, line.id


def test_a_checked_line_says_when() -> None:
    line = LINES["GB:samaritans"]
    checked = {line.check_key: at("2026-11-03 12:00", "UTC")}
    assert "For everyone (also email jo@samaritans.org). Checked 3 November 2026." in words.service_line(
        line, WEDNESDAY, checked=checked
    )
    assert "Checked" not in words.service_line(replace(line, phone="116 124"), WEDNESDAY, checked=checked)


def test_lines_nobody_checked_are_called_so_once() -> None:
    lines = DATA.first_screen("GB", WEDNESDAY)
    assert words.not_checked(lines, {}) == "Not yet checked by the people who run this place."
    some = {lines[0].check_key: WEDNESDAY}
    assert (
        words.not_checked(lines, some) == "Lines without a date are not yet checked by the people who run this place."
    )
    assert words.not_checked(lines, {line.check_key: WEDNESDAY for line in lines}) is None


def test_the_title_names_the_country_and_the_hint_says_when_it_is_a_guess() -> None:
    assert words.title(DATA.countries.name("GB")) == "Help lines, United Kingdom"
    assert words.title(None) == "Help lines"
    assert words.country_hint("United Kingdom", guessed=True) == "(a guess from your terminal; another country: c)"
    assert "guess" not in words.country_hint("United Kingdom", guessed=False)
    assert "country" in words.country_hint(None, guessed=False)
    assert "Vietnam" in words.nothing_listed("Vietnam")


def test_times_have_their_place_where_a_country_has_several_clocks() -> None:
    line = replace(
        LINES["GB:calm"], country="AU", opening_hours=OpeningHours.parse("Mo-Su 17:00-00:00", "Australia/Perth")
    )
    said = words.service_line(line, at("2026-11-04 09:00", "Australia/Perth"))
    assert "opens at 17:00 Perth time" in said


def test_directories_serve_everyone_and_stand_apart() -> None:
    directories = [line for line in DATA.lines if line.country == EVERYWHERE]
    assert len(directories) == 3
    assert all(line.kind == "directory" and line.web for line in directories)
