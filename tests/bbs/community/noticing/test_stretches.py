"""Stretches near a word are those that looking at each of them would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bbs.community.noticing.stretches import Stretches

numbers = st.integers(min_value=0, max_value=30)
stretches = st.lists(st.tuples(numbers, st.integers(min_value=1, max_value=8)).map(lambda one: (one[0], sum(one))))


@given(stretches, st.integers(min_value=-12, max_value=40), st.integers(min_value=-12, max_value=40))
def test_what_is_near_is_found(all_of_them: list[tuple[int, int]], lowest: int, highest: int) -> None:
    near = [(first, after) for first, after in sorted(all_of_them) if first <= highest and after >= lowest]
    assert list(Stretches(all_of_them).near(lowest, highest)) == near
