"""The few words around what was searched for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community.snippets import LONGEST, WORDS, snippet

LONG = " ".join(f"word{n}" for n in range(100))


def test_a_short_text_is_shown_whole() -> None:
    assert snippet("Third night.\nI keep doing the maths.", ["maths"]) == "Third night. I keep doing the maths."


def test_words_around_the_first_hit_are_shown() -> None:
    shown = snippet(LONG, ["word50"])
    assert shown.startswith("... word46 ")
    assert shown.endswith(" ...")
    assert "word50" in shown.split()


def test_the_end_of_a_text_is_shown_as_its_end() -> None:
    assert snippet(LONG, ["word99"]).endswith("word99")


def test_what_is_only_in_the_title_shows_the_beginning() -> None:
    assert snippet(LONG, ["elsewhere"]).startswith("word0 word1 ")


@pytest.mark.parametrize("wanted", [["cafe"], ["CAFÉ"], ["the café"], ["nothing", "café"]])
def test_hits_are_seen_as_the_index_sees_them(wanted: list[str]) -> None:
    assert "café," in snippet(f"{LONG} (the) café, {LONG}", wanted)


def test_words_around_a_phrase_are_shown_and_not_around_one_of_its_words() -> None:
    text = f"A long night. {LONG} A long walk in it. {LONG}"
    assert "A long walk in it" in snippet(text, ["long walk"])


def test_a_text_without_spaces_is_cut() -> None:
    assert snippet("眠" * 1000, ["眠"]) == "眠" * LONGEST + " ..."


def test_a_hit_far_within_a_text_without_spaces_is_shown() -> None:
    shown = snippet("今" * 500 + "睡不着" + "天" * 500, ["睡不着"])
    assert "睡不着" in shown
    assert len(shown) <= LONGEST + 8


@given(st.text(max_size=400), st.lists(st.text(max_size=40), max_size=3))
def test_a_snippet_is_one_short_line(text: str, wanted: list[str]) -> None:
    shown = snippet(text, wanted)
    assert len(shown.split("\n")) == 1
    assert len(shown) <= LONGEST + 8
    assert len(shown.split()) <= WORDS + 2
