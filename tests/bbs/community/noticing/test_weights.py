"""Weights of words beside the rules: what they add, what they ask for less of, and what they leave alone."""

from __future__ import annotations

from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from bbs.community.noticing import weights
from bbs.community.noticing.heard import NOTHING, Heard
from bbs.community.noticing.listening import shipped
from bbs.community.noticing.plain import END, Plain
from bbs.community.noticing.rules import About, Level
from bbs.community.noticing.weights import AGAINST, ALONE, ALWAYS, DESPITE, NOW, Weight, Weights, features
from tests.weighing.counting import weights as counted
from tests.weighing.voices import digest

WORDS = st.lists(st.sampled_from(["a", "cold", "kettle", END]), max_size=400).map(tuple)


def plain(text: str) -> Plain:
    return shipped().plain(text)


def of(**known: tuple[int, int]) -> Weights:
    return Weights({ALWAYS: Weight(0, 0)} | {what: Weight(*two) for what, two in known.items()})


def heard(level: Level, about: About = About.SELF) -> Heard:
    return Heard(level, about, "en.wish.die", "en")


def test_the_weights_are_those_of_the_texts() -> None:
    said = (files("bbs") / "text" / "noticing" / weights.FILE).read_text("utf-8")
    assert digest() in said.split("\n(always)")[0], "after a change of texts: python -m tests.weighing"


def test_weights_alone_are_a_concern_and_urgent_where_that_weighs_too() -> None:
    quiet, grave = of(kettle=(ALONE, NOW - 1)), of(kettle=(ALONE, NOW))
    assert quiet.judged(NOTHING, plain("the kettle is on")) == Heard(Level.CONCERN, About.SELF, "en.weights", "en")
    assert grave.judged(NOTHING, plain("the kettle is on")).level is Level.URGENT
    assert of(kettle=(ALONE - 1, 900)).judged(NOTHING, plain("the kettle is on")) is NOTHING
    assert of(tetera=(ALONE, 0)).judged(NOTHING, plain("la tetera está en la cocina")).rule == "es.weights"


def test_what_was_denied_or_is_past_takes_more() -> None:
    mention = heard(Level.MENTION)
    assert of(kettle=(DESPITE - 1, 900)).judged(mention, plain("kettle")) is mention
    assert of(kettle=(DESPITE, 0)).judged(mention, plain("kettle")).level is Level.CONCERN


def test_a_concern_that_stands_against_all_the_rest_is_not_believed_and_what_is_urgent_always_is() -> None:
    against = of(kettle=(AGAINST - 1, 0))
    assert against.judged(heard(Level.CONCERN), plain("kettle")).level is Level.MENTION
    assert of(kettle=(AGAINST, 0)).judged(heard(Level.CONCERN), plain("kettle")).level is Level.CONCERN
    assert against.judged(heard(Level.URGENT), plain("kettle")).level is Level.URGENT


def test_what_is_said_of_others_is_left_to_the_rules() -> None:
    other = heard(Level.CONCERN, About.OTHER)
    assert of(kettle=(900, 900)).judged(other, plain("kettle")) is other
    assert of(kettle=(-900, 0)).judged(other, plain("kettle")) is other


def test_what_is_covered_stays_covered() -> None:
    held = Heard(Level.CONCERN, About.SELF, "en.x", "en", ((3, 9),), "en.amount")
    assert of(kettle=(-900, 0)).judged(held, plain("kettle")).holds == ((3, 9),)


def test_without_weights_the_rules_speak() -> None:
    none = Weights.read(files("tests.weighing"))
    assert none.judged(NOTHING, plain("I want to die")) is NOTHING
    assert none.judged(heard(Level.CONCERN), plain("kettle")).level is Level.CONCERN


def test_pairs_and_beginnings_are_weighed_once_each() -> None:
    known = Weights(
        {what: Weight(number, 0) for what, number in {ALWAYS: 0, "a b": 1, "cansa~vida": 10, "a": 100}.items()}
    )
    assert known.weigh(["a", "b", "a", "b", "cansada", "vida"]).crisis == 111
    assert features(["a", "b"]) == {"a", "b", "a b", "a~b"}


def test_many_quiet_posts_in_one_are_not_graver_than_the_gravest() -> None:
    post = "The nights are long and I am tired of it. The kettle is on, though, and my sister rings on Sunday."
    assert shipped().listen(" ".join([post] * 40)).level == shipped().listen(post).level is Level.NONE


@given(WORDS)
def test_the_parts_of_a_text_are_short_and_leave_nothing_out(words: tuple[str, ...]) -> None:
    parts = list(weights._parts(words))
    assert all(last - first <= weights._WORDS for first, last in parts)
    assert {at for first, last in parts for at in range(first, last)} == set(range(len(words)))


def test_what_is_counted_tells_one_kind_of_text_from_the_other_and_is_the_same_each_time() -> None:
    texts = [frozenset(text.split()) for text in ("a lone night", "a cold night", "a warm day", "a long day") * 3]
    are = [True, True, False, False] * 3
    found = counted(texts, are, ALWAYS)
    assert found["night"] > 0.5 > -0.5 > found["day"]
    assert abs(found["a"]) < 0.1
    assert found == counted(texts, are, ALWAYS)
