"""A handle can be typed, said and told from every other; none can pose as the people in charge."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community.handles import (
    HANDLE,
    LONGEST,
    RESERVED_SIGN_INS,
    SUGGESTED,
    clean,
    is_kept,
    skeleton,
    suggestions,
)
from bbs.errors import NotUnderstood

SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789_-"
HANDLES = st.text(SIGNS, min_size=2, max_size=LONGEST).filter(lambda text: HANDLE.fullmatch(text) is not None)


@pytest.mark.parametrize(
    "handle",
    ["sam", "ash", "lou", "kit", "wren", "olive", "rue", "5am", "a1", "sam_river-2", "x" * 20, "modest", "olive-oil"],
)
def test_an_ordinary_handle_is_accepted(handle: str) -> None:
    assert clean(handle) == handle


def test_capitals_and_spaces_around_are_forgiven() -> None:
    assert clean("  Sam-River\n") == "sam-river"


@pytest.mark.parametrize(
    ("typed", "first_words"),
    [
        ("", "Too short"),
        ("s", "Too short"),
        ("s" * 21, "Too long"),
        ("sam river", "Only a to z"),
        ("sám", "Only a to z"),
        ("ѕаm", "Only a to z"),
        ("１２a", "Only a to z"),
        ("-sam", "Only a to z"),
        ("_sam", "Only a to z"),
        ("sam\x1b", "Only a to z"),
        ("1234", "One letter"),
        ("moderator", "Not free"),
    ],
)
def test_what_is_no_handle_is_answered_with_what_to_type(typed: str, first_words: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        clean(typed)
    assert refusal.value.words().startswith(first_words)
    assert "{" not in refusal.value.words()


@given(st.text())
def test_whatever_is_typed_gives_a_handle_under_the_rule_or_kind_words(typed: str) -> None:
    try:
        handle = clean(typed)
    except NotUnderstood:
        return
    assert HANDLE.fullmatch(handle)
    assert clean(handle) == handle


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sam", "5am"),
        ("sam", "sarn"),
        ("sam", "s-a_m"),
        ("lou", "1ou"),
        ("lou", "iou"),
        ("olive", "0l1v3"),
        ("wren", "vvren"),
        ("mia", "m-1-4"),
    ],
)
def test_handles_that_look_alike_are_one(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("sam", "pam"), ("sam-2", "sam-3"), ("born1986", "born1988"), ("ana", "anna")]
)
def test_handles_that_do_not_look_alike_stay_two(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(HANDLES)
def test_a_skeleton_is_its_own_skeleton_and_never_empty(handle: str) -> None:
    assert skeleton(handle)
    assert skeleton(skeleton(handle)) == skeleton(handle)


@pytest.mark.parametrize(
    "handle",
    [
        *sorted(RESERVED_SIGN_INS),
        *["root", "admin", "operator", "moderator", "mod", "staff", "system", "sysop", "support", "crisis", "warmline"],
        *["desk", "office", "listener", "gu3st", "1ine", "he1p", "m0derat0r", "rnoderator", "adm1n", "the-moderator"],
        *["wren-mod", "mod_wren", "mod2", "crisis-team", "warm-line", "i-am-operator-1", "support-sam", "dr-kit"],
        *["moderator-nick", "rnoderatornick", "vvarmline"],
    ],
)
def test_no_handle_can_pose_as_the_house(handle: str) -> None:
    assert is_kept(handle)
    with pytest.raises(NotUnderstood):
        clean(handle)


@given(HANDLES, st.sampled_from(["moderator", "operator", "warmline", "crisis", "admin"]), st.integers(0, 20))
def test_a_staff_word_is_found_wherever_it_stands(handle: str, word: str, at: int) -> None:
    assert is_kept(f"{handle[:at]}-{word}-{handle[at:]}")


@given(st.one_of(HANDLES, st.text()), st.sets(st.integers(0, 60)))
def test_three_free_handles_are_offered_whoever_is_a_member(wish: str, taken_turns: set[int]) -> None:
    asked: list[str] = []

    def is_taken(handle: str) -> bool:
        asked.append(handle)
        return len(asked) in taken_turns

    offered = suggestions(wish, is_taken)
    assert len(offered) == SUGGESTED
    for handle in offered:
        assert clean(handle) == handle
        assert asked.index(handle) + 1 not in taken_turns
    for one, other in combinations(offered, 2):
        assert skeleton(one) != skeleton(other)


def test_suggestions_keep_the_wish_and_add_a_calm_word() -> None:
    assert suggestions("sam", lambda handle: False) == ["sam-river", "sam-lake", "sam-meadow"]


def test_suggestions_are_the_same_every_time() -> None:
    assert suggestions("kit", lambda handle: handle.endswith("e")) == suggestions(
        "kit", lambda handle: handle.endswith("e")
    )


def test_a_long_wish_is_shortened() -> None:
    for handle in suggestions("a-long-wish--------x", lambda handle: False):
        assert handle.startswith("a-long-wish-")
        assert "--" not in handle


def test_a_kept_wish_is_not_offered_back() -> None:
    assert not any("operator" in handle for handle in suggestions("operator", lambda handle: False))


def test_numbers_follow_when_every_word_is_taken() -> None:
    offered = suggestions("sam", lambda handle: not handle.endswith("-2"))
    assert offered == ["sam-river-2", "sam-lake-2", "sam-meadow-2"]


def test_suggestions_end_when_everything_is_taken() -> None:
    assert suggestions("sam", lambda handle: True) == []
