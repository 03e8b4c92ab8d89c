"""Return codes are short, so guessing them is bounded, and nobody can use the bound to shut others out."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from bbs.community.guesses import ALL, EACH, HOUR, NETWORKS, Guesses
from bbs.community.passphrases import kind_words


def wrong(guesses: Guesses, network: bytes, now: float = 0.0) -> float:
    return guesses.allow(network, b"nobody's", now)


def test_one_network_has_ten_wrong_codes_an_hour() -> None:
    guesses = Guesses()
    assert [wrong(guesses, b"a") for _ in range(EACH)] == [0.0] * EACH
    assert wrong(guesses, b"a", 60.0) == HOUR - 60
    assert wrong(guesses, b"b", 60.0) == 0
    assert wrong(guesses, b"a", HOUR) == 0


def test_all_networks_together_have_a_hundred() -> None:
    guesses = Guesses()
    heard = [wrong(guesses, bytes([n])) for n in range(ALL + 5)]
    assert heard == [0.0] * ALL + [HOUR] * 5


def test_a_right_code_counts_neither_for_its_network_nor_for_all() -> None:
    guesses = Guesses()
    for _ in range(3 * ALL):
        assert guesses.allow(b"a", b"somebody's", 0.0) == 0
        guesses.right(b"a")
    assert wrong(guesses, b"a") == 0


def test_whoever_was_given_a_code_reads_its_answer_while_others_guess() -> None:
    guesses = Guesses()
    guesses.given(b"home", b"mine")
    for n in range(ALL):
        wrong(guesses, bytes([n]))
    assert guesses.allow(b"home", b"mine", 1.0) == 0
    assert guesses.allow(b"home", b"another's", 1.0) > 0
    assert guesses.allow(b"elsewhere", b"mine", 1.0) > 0


def test_somebody_in_the_same_house_is_bound_like_any_other() -> None:
    guesses = Guesses()
    guesses.given(b"home", b"mine")
    for _ in range(EACH):
        wrong(guesses, b"home")
    assert guesses.allow(b"home", b"mine", 1.0) > 0


def test_tries_at_the_same_time_are_no_way_around() -> None:
    """All of them are allowed before any is known to be wrong."""
    guesses = Guesses()
    assert [wrong(guesses, b"a") for _ in range(50)].count(0.0) == EACH


def test_memory_is_bounded() -> None:
    guesses = Guesses()
    for n in range(NETWORKS + 50):
        wrong(guesses, n.to_bytes(4, "big"), n * HOUR)
        guesses.given(n.to_bytes(4, "big"), b"code")
    assert len(guesses._wrong) == len(guesses._given) == NETWORKS


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 600)), max_size=80))
def test_no_hour_has_more_than_ten_wrong_codes_from_one_network(tries: list[tuple[int, float]]) -> None:
    guesses, now, allowed = Guesses(), 0.0, list[tuple[int, float]]()
    for network, pause in tries:
        now += pause
        if not wrong(guesses, bytes([network]), now):
            allowed.append((network, now))
    for network, at in allowed:
        assert sum(1 for other, when in allowed if other == network and at <= when < at + HOUR) <= EACH


def test_the_arithmetic_of_the_bound_holds() -> None:
    codes = len(kind_words()) * 9_000
    hours_for_an_even_chance = math.log(2) * codes / 20 / ALL
    assert hours_for_an_even_chance / 24 > 230
    assert hours_for_an_even_chance * ALL / EACH / 24 / 365 > 6
