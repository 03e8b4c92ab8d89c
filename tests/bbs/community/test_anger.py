"""Anger at somebody: plain where it is said to be, and never taken for anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import anger, texts

RULES = texts.load().anger


def is_angry(text: str) -> bool:
    return anger.is_angry(text, RULES)


@pytest.mark.parametrize(
    "text",
    [
        "You are an idiot.",
        "you're such a liar",
        "Wow. You\u2019re pathetic!",
        "Honestly you are so stupid.",
        "You dumb idiot",
        "I read that twice. Fuck you.",
        "How dare you say that to her?",
        "What is wrong with you",
        "And you are a disgrace to this board.",
        "YOU PEOPLE HAVE NO IDEA WHAT IT IS LIKE",
        "> I meant well.\nYou are a hypocrite.",
    ],
)
def test_anger_at_somebody_is_seen(text: str) -> None:
    assert is_angry(text)


@pytest.mark.parametrize(
    "text",
    [
        # swearing alone
        "Fuck this. Fuck everything about this week.",
        "What a shit night.",
        "This is bloody hard",
        # anger at oneself, and distress
        "I'm such an idiot.",
        "I hate myself. You are an idiot if you like me.",
        "I tell myself: you are an idiot.",
        "You are a liar and I want to die.",
        "I CAN'T DO THIS ANYMORE AND YOU PEOPLE ARE ASLEEP",
        "I AM SO TIRED OF ALL OF IT, EVERY SINGLE NIGHT",
        # what others said, and what is quoted
        "My mum said: you are pathetic.",
        "He told me you are stupid.",
        'All I hear is "you are an idiot".',
        "> You are an idiot.\nThat hurt.",
        # an illness, a body, a week
        "Fuck you, depression!",
        "I hate you, body.",
        "Shut the fuck up, brain",
        # other meanings
        "You are not stupid.",
        "You are stupidly brave.",
        "You fool no one, and that is fine.",
        "You are a bully magnet, as I was.",
        "If you are stupid enough to try it, as I was",
        "You're useless at maths and so am I",
        "THANK YOU ALL SO MUCH FOR LAST NIGHT",
        "You are so kind.",
        "",
    ],
)
def test_everything_else_is_left_alone(text: str) -> None:
    assert not is_angry(text)


@given(st.text())
def test_any_text_is_looked_at_without_trouble(text: str) -> None:
    assert is_angry(text) in (True, False)


@pytest.mark.timeout(30)  # it grows with the letters: with their square, so many would take minutes
@pytest.mark.parametrize("piece", ["you are ", "fuck you ", "a\n", '"', "you are so ", ". ", "X "])
def test_long_texts_take_no_time_to_speak_of(piece: str) -> None:
    is_angry(piece * 20_000)
