"""The card for the pocket fits on one, whatever country and plan."""

from __future__ import annotations

from bbs.community import crisis
from bbs.community.pocket_card import LONG, WIDE, rows_of_card
from bbs.language import ENGLISH
from tests.for_each import for_each

DATA = crisis.load()
NOW = 1_780_000_000


@for_each("country", [None, *sorted(DATA.countries.names)])
def test_it_has_the_emergency_number_first_and_fits(country: str | None) -> None:
    rows = rows_of_card(DATA, country, NOW, ENGLISH)
    assert rows[0].startswith(f"If your life is in danger now, call {(DATA.emergency(country) or 'your')[:2]}")
    assert len(rows) <= LONG
    assert all(len(row) <= WIDE for row in rows if "https://" not in row)
    assert any(character.isdecimal() or "https" in row for row in rows for character in row)


def test_it_has_the_numbers_to_call_and_to_text() -> None:
    rows = rows_of_card(DATA, "GB", NOW, ENGLISH)
    assert "Samaritans: 116 123. Day and night." in rows
    assert "Shout: SHOUT to 85258. Day and night." in rows
    assert rows.index("To call, United Kingdom:") < rows.index("To text, United Kingdom:")
    assert not any("open now" in row or "Closed" in row for row in rows), "a card knows no now"


def test_a_plan_is_on_it_and_a_long_one_says_where_the_rest_is() -> None:
    short = rows_of_card(DATA, "GB", NOW, ENGLISH, [("People I can ask", "Ash, after six.\n\nMy sister")])
    assert short[short.index("My plan:") :] == ["My plan:", "People I can ask:", "Ash, after six.", "My sister"]
    long = rows_of_card(DATA, "GB", NOW, ENGLISH, [("What I can do", "walk\n" * 200)])
    assert len(long) == LONG
    assert long[-1].startswith("There is more in your plan")
    assert "Samaritans: 116 123. Day and night." in long


def test_why_there_is_no_plan_is_said_below() -> None:
    assert rows_of_card(DATA, "GB", NOW, ENGLISH, (), "It is sealed.")[-1] == "It is sealed."
