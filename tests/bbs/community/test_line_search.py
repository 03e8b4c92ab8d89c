"""Lines for some of us: whom they are for, which language they speak."""

from __future__ import annotations

import pytest

from bbs.community import crisis
from bbs.community.crisis import EVERYWHERE
from bbs.community.line_search import (
    Audience,
    audience_of,
    audiences_in,
    is_for,
    language_of,
    lines_for,
    lines_speaking,
    speaks,
)

DATA = crisis.load()
NOW = 1_780_000_000


def test_every_audience_has_lines_somewhere() -> None:
    for audience in Audience:
        assert any(is_for(line, audience) for line in DATA.lines), audience


@pytest.mark.parametrize(
    ("audience", "line"),
    [
        (Audience.YOUNG, "GB:childline"),
        (Audience.LGBTQ, "US:trevor-project"),
        (Audience.LGBTQ, "AU:qlife"),
        (Audience.VETERANS, "US:veterans-crisis-line"),
        (Audience.CARERS, "GB:papyrus-hopeline247"),
        (Audience.VIOLENCE, "US:national-domestic-violence-hotline"),
        (Audience.GRIEF, "IE:pieta"),
    ],
)
def test_their_own_lines_come_first(audience: Audience, line: str) -> None:
    country = line[:2]
    found = lines_for(DATA, country, audience, NOW)
    own = [each.id for each in found if is_for(each, audience)]
    assert line in own
    assert [each.id for each in found[: len(own)]] == own
    assert audience in audiences_in(DATA, country)


@pytest.mark.parametrize("audience", Audience)
def test_a_list_is_never_empty_and_ends_with_the_directories(audience: Audience) -> None:
    for country in (None, "AQ", "GB"):
        assert lines_for(DATA, country, audience, NOW)[-1].country == EVERYWHERE


def test_samaritans_are_not_for_veterans_and_a_line_for_everyone_is_there_for_them_too() -> None:
    found = [line.id for line in lines_for(DATA, "GB", Audience.VETERANS, NOW)]
    assert "GB:samaritans" in found
    assert Audience.VETERANS not in audiences_in(DATA, "GB")


@pytest.mark.parametrize(
    ("typed", "audience"),
    [("veterans", "veterans"), ("for young people", "young"), ("I am gay", "lgbtq"), ("Domestic violence", "violence")],
)
def test_an_audience_is_found_by_its_words(typed: str, audience: str) -> None:
    assert audience_of(typed) == audience
    assert audience_of("narnia") is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Polish", "pl"), ("polski", "pl"), ("es", "es"), ("Español", "es"), ("русский", "ru"), ("welsh", "cy"),
     ("Canton", "zh"), ("many", None), ("many languages", None), ("Klingon", None), ("", None), ("a", None)],
)  # fmt: skip
def test_a_language_is_found_by_its_names(typed: str, code: str | None) -> None:
    assert language_of(typed) == code


def test_lines_that_speak_a_language_are_here_then_elsewhere() -> None:
    own, interpreted, away = lines_speaking(DATA, "US", "es", NOW)
    assert "US:988-suicide-crisis-lifeline" in [line.id for line in own]
    assert all(speaks(line, "es") and line.country == "US" for line in own)
    assert all(line.country == "US" and line not in own for line in interpreted)
    assert away
    assert all(speaks(line, "es") and line.country not in ("US", EVERYWHERE) for line in away)
