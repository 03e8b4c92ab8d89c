"""Procedures: which goes with which case, and that each knows what cannot be done from here."""

from __future__ import annotations

import pytest

from bbs.community import procedures, texts
from bbs.community.procedures import FOR, NAMES, Procedure
from bbs.community.reports import Reason
from bbs.errors import NotFound

ALL = texts.load().procedures
LONGEST = 420
"""Characters of a step: it fits a window of 40 columns and 12 rows, or is heard in half a minute."""
SPOKEN_A_MINUTE = 150


def test_there_is_one_for_each_reason_that_promises_one() -> None:
    assert tuple(one.name for one in ALL) == NAMES
    assert set(FOR.values()) == set(NAMES)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_each_takes_about_ten_minutes_and_knows_that_we_have_no_address(one: Procedure) -> None:
    words = sum(len(step.split()) for step in one.steps)
    assert 6 <= len(one.steps) <= 12
    assert words / SPOKEN_A_MINUTE <= 5, "half of the time is for doing it"
    assert max(map(len, one.steps)) <= LONGEST
    said = " ".join(one.steps)
    if one.name != "under-18":
        assert "no address" in said
        assert "We cannot send anyone" in said
    assert "stop" in one.stop


@pytest.mark.parametrize(
    ("reasons", "is_urgent", "name"),
    [
        (["worried"], True, "danger"),
        (["unkind", "threat"], True, "threat"),
        (["under-18", "child"], True, "child"),
        (["under-18"], False, "under-18"),
        (["threat", "worried"], True, "danger"),
        (["noticed"], True, "danger"),
        (["noticed", "spam"], False, ""),
        ([], False, ""),
    ],
)
def test_a_case_goes_by_the_most_urgent_of_its_reasons(reasons: list[str], is_urgent: bool, name: str) -> None:
    assert procedures.fitting(reasons, is_urgent=is_urgent) == name


def test_one_that_is_not_there_is_not_found() -> None:
    assert procedures.named(ALL, "child").name == "child"
    with pytest.raises(NotFound):
        procedures.named(ALL, "nonsense")
    assert {FOR[reason] for reason in (Reason.THREAT, Reason.CHILD, Reason.UNDER_18)} == {"threat", "child", "under-18"}
