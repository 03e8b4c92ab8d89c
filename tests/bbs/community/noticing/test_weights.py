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
from bbs.community.noticing.weights import (
    AGAINST,
    ALONE,
    ALWAYS,
    DESPITE,
    LONG,
    NEVER,
    NOT_NOW,
    NOW,
    Weight,
    Weights,
    features,
    told,
)
from tests.weighing.counting import Text
from tests.weighing.counting import weights as counted
from tests.weighing.voices import digest

USUAL = weights._USUAL
WORDS = st.lists(st.sampled_from(["a", "cold", "kettle", END]), max_size=400).map(tuple)


def plain(text: str) -> Plain:
    return shipped().plain(text)


def said(*words: str, more: str = "on") -> Plain:
    """Return some words in a text in which each counts whole, and none but these weighs anything."""
    made = plain(" ".join([*words, *[more] * (USUAL - 2 - len(words))]))
    assert len(made.words) == USUAL
    return made


def of(**known: tuple[int, int]) -> Weights:
    return Weights({ALWAYS: Weight(0, 0)} | {what: Weight(*two) for what, two in known.items()})


def heard(level: Level, about: About = About.SELF) -> Heard:
    return Heard(level, about, "en.wish.die", "en")


def test_the_weights_are_those_of_the_texts() -> None:
    said = (files("bbs") / "text" / "noticing" / weights.FILE).read_text("utf-8")
    assert digest() in said.split("\n(always)")[0], "after a change of texts: python -m tests.weighing"


def test_weights_alone_are_a_concern_and_urgent_where_that_weighs_too() -> None:
    quiet, grave, kettle = of(kettle=(ALONE, NOW - 1)), of(kettle=(ALONE, NOW)), said("the", "kettle")
    assert quiet.judged(NOTHING, kettle) == Heard(Level.CONCERN, About.SELF, "en.weights", "en")
    assert grave.judged(NOTHING, kettle).level is Level.URGENT
    assert of(kettle=(ALONE - 1, 900)).judged(NOTHING, kettle) is NOTHING
    assert of(tetera=(ALONE, 0)).judged(NOTHING, said("la", "tetera", more="que")).rule == "es.weights"


def test_the_same_words_count_for_more_where_little_else_is_said() -> None:
    almost = of(kettle=(ALONE - 1, -1))
    assert almost.judged(NOTHING, plain("kettle")).level is Level.CONCERN
    assert almost.judged(NOTHING, said("kettle")) is NOTHING
    assert told(USUAL) == 1 > told(2 * USUAL) > 0.7


def test_a_long_text_must_say_more_of_it() -> None:
    long = plain(" ".join(["kettle", *["mug"] * 2 * USUAL]))
    enough = round(ALONE / told(len(long.words)))
    assert of(kettle=(enough, -1)).judged(NOTHING, said("kettle")).level is Level.CONCERN
    assert of(kettle=(enough, -1)).judged(NOTHING, long) is NOTHING
    assert of(kettle=(enough + 2 * LONG, -1)).judged(NOTHING, long).level is Level.CONCERN


def test_what_was_denied_or_is_past_takes_more() -> None:
    mention = heard(Level.MENTION)
    assert of(kettle=(DESPITE - 1, 900)).judged(mention, said("kettle")) is mention
    assert of(kettle=(DESPITE, -1)).judged(mention, said("kettle")).level is Level.CONCERN


def test_a_concern_that_stands_against_all_the_rest_is_not_believed_and_what_is_urgent_takes_more() -> None:
    against, never = of(kettle=(AGAINST - 1, -1)), of(kettle=(NEVER - 1, -1))
    assert against.judged(heard(Level.CONCERN), said("kettle"), at=1).level is Level.MENTION
    assert of(kettle=(AGAINST, -1)).judged(heard(Level.CONCERN), said("kettle"), at=1).level is Level.CONCERN
    assert of(kettle=(NEVER, -1)).judged(heard(Level.URGENT), said("kettle"), at=1).level is Level.URGENT
    assert never.judged(heard(Level.URGENT), said("kettle"), at=1).level is Level.MENTION
    chat = plain("The kettle is on. Tonight I go. The kettle is on.")
    assert never.judged(heard(Level.URGENT), chat, at=chat.words.index("tonight")).level is Level.URGENT


def test_what_is_urgent_waits_with_the_concerns_where_nothing_else_is_about_now() -> None:
    later = of(kettle=(NEVER, NOT_NOW - 1))
    assert later.judged(heard(Level.URGENT), said("kettle"), at=1).level is Level.CONCERN
    assert of(kettle=(NEVER, NOT_NOW)).judged(heard(Level.URGENT), said("kettle"), at=1).level is Level.URGENT
    chat = plain("The kettle is on. Tonight I go. The kettle is on.")
    assert later.judged(heard(Level.URGENT), chat, at=chat.words.index("tonight")).level is Level.URGENT


def test_a_sentence_that_says_it_is_believed_whatever_stands_around_it() -> None:
    chat = plain("The kettle is on. I hurt again. The kettle is on.")
    against = of(kettle=(AGAINST - 1, -1))
    assert against.judged(heard(Level.CONCERN), chat, at=chat.words.index("hurt")).level is Level.CONCERN
    assert against.judged(heard(Level.CONCERN), chat, at=chat.words.index("kettle")).level is Level.MENTION


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


def test_what_stands_together_is_weighed_once_each() -> None:
    each = {ALWAYS: 5, "a b": 100, "cansa~vida": 1000, "cansa~~vida": 2000, "a~~~b": 3000, "a": 4000, "b~cansa~de": 300}
    known = Weights({what: Weight(number, 0) for what, number in each.items()})
    for words, sum_ in (("a b a b cansada vida", 8100), ("a b a x b cansados de vida", 6400)):
        assert known.weigh(words.split()).crisis == 5 + round(told(len(words.split())) * sum_)
    near = {"a~b", "b~longe", "a~~longe", "a~b~longe"}
    assert features(["a", "b", "longer"]) == {"a", "b", "longer", "a b", "b longer"} | near


def test_many_quiet_posts_in_one_are_not_graver_than_the_gravest() -> None:
    post = "The nights are long and I am tired of it. The kettle is on, though, and my sister rings on Sunday."
    assert shipped().listen(" ".join([post] * 40)).level == shipped().listen(post).level is Level.NONE


@given(WORDS)
def test_the_parts_of_a_text_are_short_and_leave_nothing_out(words: tuple[str, ...]) -> None:
    parts = list(weights._parts(words))
    assert all(last - first <= weights._WORDS for first, last in parts)
    assert {at for first, last in parts for at in range(first, last)} == set(range(len(words)))


def test_what_is_counted_tells_one_kind_of_text_from_the_other_and_is_the_same_each_time() -> None:
    texts = [Text(frozenset(text.split())) for text in ("a lone night", "a cold night", "a warm day", "a long day") * 3]
    are = [True, True, False, False] * 3
    found = counted(texts, are, ALWAYS)
    assert found["night"] > 0.5 > -0.5 > found["day"]
    assert abs(found["a"]) < 0.1
    assert found == counted(texts, are, ALWAYS)


def test_a_text_that_stands_for_several_counts_for_as_many() -> None:
    no, yes = Text(frozenset({"asked", "die"})), Text(frozenset({"die"}))
    once = counted([no, *[yes] * 4] * 3, [False, True, True, True, True] * 3, ALWAYS)
    often = counted([no._replace(times=4), *[yes] * 4] * 3, [False, True, True, True, True] * 3, ALWAYS)
    assert often["asked"] < once["asked"] < 0
