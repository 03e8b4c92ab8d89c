"""A test for very many values fails for every one that its body fails for, and says which."""

from __future__ import annotations

import inspect

import pytest

from tests.for_each import for_each


@for_each("number", range(3))
def test_it_is_given_fixtures_besides(number: int, request: pytest.FixtureRequest) -> None:
    assert number < 3
    assert request.node.name == "test_it_is_given_fixtures_besides"


def test_all_that_fail_are_told_and_which_they_were() -> None:
    tried = []

    @for_each("number, word", [(1, "one"), (2, "two"), (3, "three")])
    def odd(number: int, word: str) -> None:
        tried.append(word)
        assert number % 2 == 0

    assert not inspect.signature(odd).parameters
    with pytest.raises(ExceptionGroup, match="2 of 3 failed") as met:
        odd()
    assert tried == ["one", "two", "three"]
    assert [error.__notes__ for error in met.value.exceptions] == [
        ["with number=1, word='one'"],
        ["with number=3, word='three'"],
    ]


def test_one_that_fails_is_told_as_it_is() -> None:
    @for_each("number", [1, 2])
    def odd(number: int) -> None:
        assert number % 2 == 0

    with pytest.raises(AssertionError) as met:
        odd()
    assert met.value.__notes__ == ["with number=1"]


def test_without_a_value_there_is_no_test() -> None:
    with pytest.raises(AssertionError, match="nothing would be tried"):
        for_each("number", [])
