"""Listening to 1,000 characters takes 1.5 milliseconds of a machine that was named, and never twice that of any."""

from __future__ import annotations

from tests.bench.noticing import GOAL, LENGTH, cost, demonstration, loop, seconds


def test_listening_to_a_thousand_characters_takes_its_part_of_a_loop_and_no_more() -> None:
    texts = demonstration()
    assert len(texts) > 5
    assert {len(text) for text in texts} == {LENGTH}
    assert cost(texts) <= 2 * GOAL * seconds(loop)
