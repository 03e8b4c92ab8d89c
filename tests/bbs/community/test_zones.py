"""How somebody names their time zone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import zones


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("london", "Europe/London"),
        (" LONDON ", "Europe/London"),
        ("london, england", "Europe/London"),
        ("new york", "America/New_York"),
        ("New_York", "America/New_York"),
        ("asia/kolkata", "Asia/Kolkata"),
        ("calcutta", "Asia/Calcutta"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("auck", "Pacific/Auckland"),
        ("utc", "UTC"),
        ("japan", "Japan"),
        ("hawaii", "US/Hawaii"),
    ],
)
def test_a_city_or_a_zone_is_found(typed: str, zone: str) -> None:
    assert zones.find(typed) == (zone,)


def test_what_may_mean_several_gives_them_all() -> None:
    assert set(zones.find("kentucky")) == {"America/Kentucky/Louisville", "America/Kentucky/Monticello"}


@pytest.mark.parametrize("typed", ["", "  ", ",", "atlantis", "localtime", "Factory", "../../etc/passwd"])
def test_what_is_no_zone_is_none(typed: str) -> None:
    assert zones.find(typed) == ()


def test_every_zone_is_found_by_its_own_name_and_can_be_used() -> None:
    assert "Europe/Madrid" in zones.places() < zones.names()
    for name in zones.names():
        assert name in zones.find(name)
        assert ZoneInfo(name).key == name


@given(st.text(max_size=100))
def test_whatever_is_typed_only_known_zones_are_found(typed: str) -> None:
    assert zones.names().issuperset(zones.find(typed))


# What a country lets us guess (in May 2026)


@pytest.mark.parametrize(
    ("country", "zone"),
    [("GB", "Europe/London"), ("IN", "Asia/Kolkata"), ("DE", "Europe/Berlin"), ("US", ""), ("ES", ""), ("ZZ", "")],
)
def test_a_country_names_its_zone_where_all_its_clocks_agree(country: str, zone: str) -> None:
    assert zones.of_country(country, now=1_780_000_000) == zone
