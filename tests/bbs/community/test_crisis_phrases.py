"""Phrases that sound like a crisis, however they are written, and what people say of homework."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import texts
from bbs.community.crisis_phrases import CrisisPhrases

PHRASES = texts.load().crisis_phrases

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
    assert PHRASES.sounds_like(typed)


@pytest.mark.parametrize("typed", OTHERWISE)
def test_it_is_not_heard_in_what_people_say_otherwise(typed: str) -> None:
    assert not PHRASES.sounds_like(typed)


def test_short_phrases_alone_do_not_match_everything() -> None:
    assert not CrisisPhrases(["kms"]).sounds_like("anything else at all")


@given(st.text(st.characters(codec=None)))
def test_anything_can_be_asked(text: str) -> None:
    assert PHRASES.sounds_like(f"{text} suicide {text}")
