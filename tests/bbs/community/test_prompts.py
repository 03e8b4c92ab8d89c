"""Prompts: enough of them, each its own, none that orders or asks what could hurt."""

from __future__ import annotations

import re

from bbs.community import prompts, texts

KINDS = texts.load().prompts
ALL = [prompt for kind in KINDS for prompt in kind.prompts]

ORDERS = re.compile(r"\b(must|should|have to|need to|ought)\b")
MEANS = re.compile(
    r"\b(how would you|suicid\w*|kill\w*|die|dying|dead|cut|cutting|pills?|knife|blade|rope|gun|overdose|hurt yourself|"
    r"self-harm|method|calories|weight|weigh)\b"
)


def test_there_are_at_least_sixty_of_a_dozen_kinds() -> None:
    assert len(ALL) >= 60
    assert len(KINDS) >= 12
    assert all(len(kind.prompts) >= 5 for kind in KINDS)
    assert len({kind.title for kind in KINDS}) == len(KINDS)


def test_none_is_there_twice() -> None:
    plain = [re.sub(r"\W+", " ", prompt.casefold()).strip() for prompt in ALL]
    assert len(set(plain)) == len(plain)


def test_each_is_short_and_a_sentence() -> None:
    for prompt in ALL:
        assert len(prompt) <= 140, prompt
        assert prompt.endswith((".", "?")), prompt
        assert prompt[0].isupper(), prompt
        assert '"' not in prompt
        assert "!" not in prompt


def test_none_orders_and_none_asks_about_means_of_harm() -> None:
    for prompt in ALL:
        assert not ORDERS.search(prompt.casefold()), prompt
        assert not MEANS.search(prompt.casefold()), prompt
    assert ORDERS.search("you must try")
    assert MEANS.search("how would you die")


def test_the_same_day_offers_the_same_and_turns_come_to_all() -> None:
    assert prompts.offered(KINDS, 7) == prompts.offered(KINDS, 7)
    assert prompts.offered(KINDS, 7) != prompts.offered(KINDS, 8)
    most = len(KINDS) * max(len(kind.prompts) for kind in KINDS)
    for day in (0, 739_000):
        a_while = [prompts.offered(KINDS, day, turn) for turn in range(len(KINDS))]
        assert len({kind.name for kind in KINDS for prompt in a_while if prompt in kind.prompts}) == len(KINDS)
        seen = {prompts.offered(KINDS, day, turn) for turn in range(most)}
        assert seen == set(ALL)


def test_a_kind_keeps_to_its_own() -> None:
    night = next(kind for kind in KINDS if kind.name == "night")
    offered = [prompts.offered(KINDS, 5, turn, "night") for turn in range(len(night.prompts))]
    assert sorted(offered) == sorted(night.prompts)
