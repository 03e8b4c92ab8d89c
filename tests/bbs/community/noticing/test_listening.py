"""What a text sounds like: however it is written, of whom and when it is said, and what is covered of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bbs.community.noticing.listening import Noticing, shipped
from bbs.community.noticing.rules import About, Level
from bbs.community.noticing.weights import Weights
from tests.calls import calls_of

IN_CRISIS = """
I want to die
WÁNT TO DIE
i just really want to fucking die
dont wanna d1e
I don’t want to be here anymore
can't go on
can’t go on like this
suicidal thoughts
su1c!de
su$ide OR suicide
s u i c i d e
s.u.i.c.i.d.e
su\u200bicide
\u0455u\u0456\u0441\u0456d\u0435
suicideeee
kill myself
k i l l  m y s e l f
k*ll myself
KILLLL   MYSELF
killing my-self
kill AND myself
iwanttodie
want to d i e
self-harm
$elf h@rm
selfharming at night
"better off without me"
how many pills does it take
overdosed again
kms
unalive
suicide squad film
""".strip("\n").split("\n")

OTHERWISE = """
homework is killing me
killing time
time to kill
dead tired
die hard
dying to see you
to die for
diet
diets that work
hang out
hang in there
cut my hair
cutting down on coffee
overdue
method
jump
hurt
live music
reason to live with it
end of the week
how many hours of sleep
well-being
i a m so sad
skills
kmsg
100 mg
4am
pills
goodbye
want to diet
""".strip("\n").split("\n")


@pytest.mark.parametrize("typed", IN_CRISIS)
def test_it_is_heard_however_it_is_written(typed: str) -> None:
    assert shipped().listen(typed).of_it


@pytest.mark.parametrize("typed", OTHERWISE)
def test_it_is_not_heard_in_what_people_say_otherwise(typed: str) -> None:
    assert not shipped().listen(typed).of_it


# Who, when, and what of


@pytest.mark.parametrize(
    ("text", "level", "about"),
    [
        ("I want to die", Level.CONCERN, About.SELF),
        ("I want to die tonight", Level.URGENT, About.SELF),
        ("I am going to kill myself", Level.URGENT, About.SELF),
        ("I wish I was dead. I have the pills in my hand", Level.URGENT, About.SELF),
        ("I don't want to die", Level.MENTION, About.SELF),
        ("My friend says she wants to die tonight", Level.CONCERN, About.OTHER),
        ('He told me "I want to die" and hung up', Level.CONCERN, About.OTHER),
        ("I tried to kill myself twenty years ago", Level.MENTION, About.PAST),
        ("I used to want to die", Level.MENTION, About.PAST),
        ("Two years clean from self harm, I no longer want to die", Level.MENTION, About.RECOVERY),
        ("My brother killed himself last spring", Level.MENTION, About.GRIEF),
        ("Reading a novel in which the hero wants to die", Level.MENTION, About.SELF),
        ("this homework is killing me", Level.NONE, About.SELF),
        ("quiero morir", Level.CONCERN, About.SELF),
        ("mi hija dice que no quiere vivir", Level.CONCERN, About.OTHER),
        ("me muero de risa", Level.NONE, About.SELF),
    ],
)
def test_who_is_meant_and_when_changes_what_it_comes_to(text: str, level: Level, about: About) -> None:
    heard = shipped().listen(text)
    assert (heard.level, heard.about) == (level, about)


@pytest.mark.parametrize(
    ("asked", "answer", "taken_back"),
    [
        ("The nurse asked me if I wanted to die", "No, I said, and I meant it", "I lied"),
        ("Any thoughts of self harm?", "None", "Not true"),
        ("My mum thinks I am suicidal", "I am not", "That was a lie"),
        ("Me preguntó si quería morirme", "Le dije que no", "Era mentira"),
    ],
)
def test_what_was_asked_and_answered_with_no_is_only_spoken_of(asked: str, answer: str, taken_back: str) -> None:
    rules = Noticing(weights=Weights({}))
    assert rules.listen(f"{asked}. {answer}.").level is Level.MENTION
    assert rules.listen(f"{asked}.").level is Level.CONCERN
    assert rules.listen(f"{asked}. {answer}. {taken_back}.").level >= Level.CONCERN
    assert rules.listen(f"{asked}. {answer}. I want to die tonight.").level is Level.URGENT


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I don't wish I was dead", Level.MENTION),
        ("I have no thoughts of ending my life", Level.MENTION),
        ("no tengo pensamientos de hacerme daño", Level.MENTION),
        ("I like being alive", Level.NONE),
        ("I don't like being alive", Level.CONCERN),
        ("It's not that I want to die, I want to not have been", Level.CONCERN),
        ('To be clear, "I want to die" meant the maths test', Level.MENTION),
        ("To be clear, I want to die. The maths test is nothing", Level.CONCERN),
        ("I have thoughts of suicide. None of my friends know. No, not one", Level.CONCERN),
        ("Tengo ganas de morir. No tengo fuerzas. Nunca.", Level.CONCERN),
        ("I asked for help and I want to kill myself. No one came. Nothing.", Level.CONCERN),
    ],
)
def test_a_denial_undoes_a_phrase_and_what_only_looks_like_one_does_not(text: str, level: Level) -> None:
    assert Noticing(weights=Weights({})).listen(text).level is level


@pytest.mark.parametrize(
    "around",
    [
        "My brother killed himself in March. {}",
        "I tried once, ten years ago. {}",
        "this homework is killing me. {}",
        "{} I used to be two years clean.",
        "My friend wants to die. {}",
        'I read "The Bell Jar". {}',
        "I was happy when I was a kid and {}",
    ],
)
def test_nothing_else_in_a_text_silences_what_is_urgent(around: str) -> None:
    heard = shipped().listen(around.format("i am going to kill myself tonight."))
    assert (heard.level, heard.about) == (Level.URGENT, About.SELF)


def test_hints_are_nothing_alone_and_something_beside_each_other(rules_alone: Noticing) -> None:
    assert rules_alone.listen("i feel worthless").level is Level.NONE
    assert rules_alone.listen("i want to disappear somewhere").level is Level.NONE
    assert rules_alone.listen("i feel worthless. i want to disappear somewhere").level is Level.CONCERN


def test_the_rule_and_its_language_are_named() -> None:
    assert (shipped().listen("i want to die").rule, shipped().listen("i want to die").language) == ("en.wish.die", "en")
    assert shipped().listen("quiero morir").language == "es"
    assert re.fullmatch(r"en \d+, es \d+", shipped().version)


# What is covered


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Hello. I took forty of mums pills. Help", "took forty of mums pills"),
        ("I have taken 4\u200b0 paracetamol", "taken 4\u200b0 paracetamol"),
        (
            "Listen: take 40 tablets of amitriptyline and you are gone",
            "take 40 tablets of amitriptyline and you are gone",
        ),
        ("Mira, toma 40 pastillas y te mueres", "toma 40 pastillas y te mueres"),
        ("So. I have 60 paracetamol saved and I want to die", "have 60 paracetamol saved and I want to die"),
        ("go kill yourself, loser", "go kill yourself"),
        ("K Y S", "K Y S"),
        ("kys", "kys"),
        ("any suicide pact here?", "suicide pact"),
    ],
)
def test_only_the_part_that_could_harm_is_covered(text: str, covered: str) -> None:
    assert [text[start:end] for start, end in shipped().listen(text).holds] == [covered]


@pytest.mark.parametrize(
    "text",
    [
        "please don't kill yourself",
        "I took two paracetamol",
        "I want to die tonight",
        "how many of you sleep?",
        "I need 40 tablets for the holiday",
    ],
)
def test_other_words_are_not_covered(text: str) -> None:
    assert shipped().listen(text).holds == ()


# Any text at all


@given(st.text(st.characters(codec=None)))
@example("k*ll")
@example("\u0130")
@example("a " * 50)
def test_anything_can_be_asked_and_urgent_words_are_heard_in_it(text: str) -> None:
    heard = shipped().listen(f"{text}\n\nsuicide. i want to die\n\n{text}")
    assert heard.level >= Level.CONCERN
    for start, end in shipped().listen(text).holds:
        assert 0 <= start < end <= len(text)


def test_no_pattern_can_take_longer_than_in_proportion_to_the_text() -> None:
    repeats = re.compile(r"(?<!\\)(?:[*+]|\{\d+,?\d*\})")
    rules = [pattern for _, pattern in shipped()._rules.patterns]
    around = [pattern for index in shipped()._around for _, pattern in index.patterns]
    for pattern in rules + around:
        re.compile(pattern.source)
        left = re.sub(r"\[\^ \]\* |\[\^ \.\]\+ \)\{0,[1-9]\}\?|\\d\{1,3\}", "", pattern.source)
        assert not repeats.search(left), pattern.source


def test_few_of_the_patterns_are_tried_on_an_everyday_post() -> None:
    noticing = Noticing(weights=Weights({}))
    noticing.listen(
        "The nights are long and I lie awake, so I get up, make tea and listen to the radio. My sister called and "
        "we talked about the garden. Work is a lot this week. Does anybody have a way to fall asleep again at four?"
    )
    tried = len(noticing._rules.tried) + sum(len(index.tried) for index in noticing._around)
    assert tried <= 60
    assert len(noticing._rules.patterns) > 500


def test_a_pattern_is_looked_for_only_where_a_word_stands_that_it_begins_with() -> None:
    noticing = Noticing(weights=Weights({}))
    patterns = [pattern for _, pattern in noticing._rules.patterns]
    assert sum(bool(pattern.firsts) for pattern in patterns) / len(patterns) > 0.95
    noticing.listen("enough " * 200)
    tried = len(noticing._rules.tried) + sum(len(index.tried) for index in noticing._around)
    assert tried == 0, "a word that patterns have, without the others that they need"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("ive got the pills lined up on the table", Level.URGENT),
        ("ya tengo las pastillas, hoy se acaba todo", Level.URGENT),
        ("tonight is the night. sorry to everyone", Level.URGENT),
        ("if I wasn't here my kids would have a better mum", Level.CONCERN),
        ("kms if this bus is late again", Level.NONE),
        ("My therapist asked if I was suicidal and I said no", Level.MENTION),
        ("my brother sold his dogs, wrote letters to everyone and has a rope in the car", Level.CONCERN),
    ],
)
def test_means_a_time_and_what_is_settled_add_up(text: str, level: Level) -> None:
    assert shipped().listen(text).level is level


def test_means_that_are_named_and_no_more_are_nothing_to_the_rules(rules_alone: Noticing) -> None:
    assert rules_alone.listen("the pills are on the table").level is Level.NONE


@pytest.mark.parametrize("text", ["let's do it together, friday, you and me", "selling helium tanks DM me"])
def test_pacts_and_sale_are_covered(text: str) -> None:
    assert shipped().listen(text).holds


@pytest.mark.parametrize(
    "piece",
    [
        *("I want to die. ", "a burden on them, ", "I want to die and she asked, no I said ", '"suicide" he said, '),
        *("tonight I will kill myself with the pills ", "quiero morir, no puedo ", "I ", "a\n\n", '"', "film "),
    ],
)
def test_work_grows_with_the_length_of_a_text_and_no_faster(piece: str) -> None:
    half, listen = piece * (5_000 // len(piece)), shipped().listen
    listen(half)
    assert calls_of(lambda: listen(half * 2)) <= 2.5 * calls_of(lambda: listen(half)) + 1000


@pytest.mark.timeout(30)  # twice the letters once took four times as long: this many, ten minutes
def test_letters_without_end_are_read_in_one_go() -> None:
    assert shipped().listen("a " * 100_000).level is Level.NONE


def test_what_somebody_has_enough_of_and_is_ready_for_is_no_means(rules_alone: Noticing) -> None:
    assert rules_alone.listen("I have had enough, I am ready.").level is Level.CONCERN
