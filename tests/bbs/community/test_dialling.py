"""What a telephone makes of a number."""

from __future__ import annotations

import re

import pytest

from bbs.community import crisis
from bbs.community.dialling import Way, ways

DATA = crisis.load()


@pytest.mark.parametrize(
    ("line", "way", "address"),
    [
        ("GB:samaritans", Way.PHONE, "tel:116123"),
        ("US:veterans-crisis-line", Way.PHONE, "tel:988"),
        ("US:crisis-text-line", Way.TEXT, "SMSTO:741741:HOME"),
        ("US:988-suicide-crisis-lifeline", Way.TEXT, "SMSTO:988:"),
        ("DE:krisenchat", Way.TEXT, "https://wa.me/4915735998143"),
        ("PH:in-touch-crisis-line", Way.PHONE, "tel:0288937603"),
        ("CL:linea-de-prevencion-del-suicidio", Way.PHONE, "tel:*4141"),
        ("RU:emercom-psychological-help", Way.PHONE, "tel:+74959895050"),
        ("FI:sekasin-chat", Way.WEB, "https://sekasin.fi/"),
    ],
)
def test_a_number_is_dialled_as_it_is_written(line: str, way: Way, address: str) -> None:
    found = DATA.line(line)
    assert found is not None
    assert ways(found)[way] == address


def test_a_chat_number_without_its_country_is_not_guessed() -> None:
    found = DATA.line("SG:samaritans-of-singapore-sos")
    assert found is not None
    assert Way.TEXT not in ways(found)


def test_every_line_is_reached_in_some_way_and_nothing_else_is_in_an_address() -> None:
    for line in DATA.lines:
        assert ways(line), line.id
        for address in ways(line).values():
            assert re.fullmatch(r"tel:[+*]?[0-9]{3,15}|SMSTO:\+?[0-9]{3,15}:\w*|https?://\S+", address), (
                line.id,
                address,
            )
