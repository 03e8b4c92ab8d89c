"""Signs that count together: two of them near each other are a concern, and one is what many low days are made of."""

from __future__ import annotations

import pytest

from bbs.care_command import verdict
from bbs.community.noticing.listening import Noticing, shipped
from bbs.community.noticing.rules import Level

TOGETHER = {
    "I'm so tired of being me. Everybody would have a lighter life if I wasn't in it.": "en.signs-burden+weary",
    "Every door is shut. I hate myself.": "en.signs-despair+future",
    "Cada día duele. Me siento roto y no me queda esperanza.": "es.signs-despair+numb",
}
ALONE = """
I'm tired of trying with this form
I let everyone down at the match
I feel numb since the new dose and I pretend to be fine at work
I feel worthless when they read out the figures
I won't be here on Sunday, have fun without me
"""


@pytest.mark.parametrize("text", TOGETHER)
def test_two_signs_near_each_other_are_a_concern_and_never_more(text: str, rules_alone: Noticing) -> None:
    heard = rules_alone.listen(text)
    assert heard.level is Level.CONCERN
    assert not heard.holds
    assert heard.rule == TOGETHER[text]
    assert verdict(heard).split("\t") == ["concern", "no", heard.rule, heard.language]


@pytest.mark.parametrize("text", ALONE.strip().splitlines())
def test_one_sign_is_nothing_and_so_are_two_of_what_most_days_have(text: str) -> None:
    assert not shipped().listen(text).of_it


def test_the_same_said_twice_is_one_sign() -> None:
    assert not shipped().listen("I'm tired of trying. I'm worn out from everything.").noticed


def test_signs_far_apart_do_not_count_together() -> None:
    between = "The bus was late. The soup was hot. My aunt called about the garden. "
    signs = ("I'm tired of being me. ", "I ruin everything I touch.")
    assert shipped().listen("".join(signs)).noticed
    assert not shipped().listen(between.join(signs)).noticed


@pytest.mark.parametrize(
    "text",
    [
        "He says he's tired of being himself, that he's a burden to everyone and there's no hope left.",
        "Years ago I was tired of living and I felt there was no hope left. It passed.",
        "I'm not tired of living, and I'm not worthless either.",
    ],
)
def test_signs_of_another_of_the_past_and_denied_ones_do_not_count(text: str) -> None:
    assert not shipped().listen(text).rule.startswith(("en.signs", "es.signs"))


def test_what_is_only_spoken_of_still_shows_help_where_a_sign_stands_beside_it() -> None:
    text = "I read a book about suicide. I'm tired of trying."
    assert shipped().listen(text).level is Level.MENTION
