"""Numbers digit by digit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import crisis
from bbs.community.digits import DIGITS, in_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("116 123", "one one six, one two three"),
        ("988 then press 1", "nine eight eight then press one"),
        ("HOME to 741741", "HOME to seven four one, seven four one"),
        ("0800 1111", "zero eight zero zero, one one one one"),
        ("1-800-662-4357", "one, eight zero zero, six six two, four three five seven"),
        ("8457909090", "eight four five, seven nine zero, nine zero nine zero"),
        ("+44 20 7946", "plus four four, two zero, seven nine four six"),
        ("*4141 (from mobiles)", "star four one four one (from mobiles)"),
        ("111, option 2", "one one one, option two"),
        ("1737 (24/7)", "one seven three seven (24/7)"),
        ("from 17:00, 113", "from 17:00, one one three"),
        ("", ""),
    ],
)
def test_it_is_said_as_it_is_dialled(written: str, said: str) -> None:
    assert in_words(written) == said


@given(st.text(alphabet="0123456789 -", max_size=30))
def test_no_digit_is_lost_and_none_added(written: str) -> None:
    said = re.findall("[a-z]+", in_words(written))
    assert [DIGITS.index(word) for word in said] == [int(digit) for digit in written if digit.isdecimal()]


def test_no_shipped_number_keeps_a_digit() -> None:
    for line in crisis.load().lines:
        assert not re.search(r"[0-9](?!.*24/7)", in_words(line.phone)), line.id
        assert not re.search(r"[0-9]", in_words(line.text)), line.id
