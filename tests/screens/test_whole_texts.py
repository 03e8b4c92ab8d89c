"""Whatever script people write in: what is posted is read back whole, in both modes, and is found by its words."""

from __future__ import annotations

import asyncio
import re

import pytest

from bbs.arrival import Terminal
from bbs.community import posts
from bbs.community.members import Person
from bbs.house import House
from bbs.language import ENGLISH
from bbs.safe_text import graphemes, safe_text
from screens.fullscreen.sheet import Manner, sheet_of
from screens.pages import ROUTES
from screens.routes import find
from tests import houses
from tests.screens.fullscreen.scripts import SCRIPTS

TEXTS = {
    **SCRIPTS,
    "Burmese": "ဒီည အိပ်မပျော်ဘူး၊ ခြေကြွနေတယ်",
    "Thai": "คืนนี้นอนไม่หลับ เธอล่ะ",
    "Japanese": "今夜も眠れません。ガラスの音がします",
    "Tamil": "இன்று இரவு தூக்கம் வரவில்லை",
    "Bengali": "আজ রাতে ঘুম আসছে না, ক্ষমা",
    "Vietnamese": "Đêm nay tôi lại không ngủ được",
    "families": "👨‍👩‍👧‍👦 👩‍❤️‍💋‍👨 🧑🏿‍🤝‍🧑🏻 👩🏽‍⚕️",
    "keycaps": "1️⃣ 2️⃣ #️⃣ *️⃣ and 10 more",
    "nations": "🇫🇷🇮🇪🇺🇦 🏴‍☠️ 🏳️‍⚧️",
    "Zazaki": "Ez nê şewe ra nêkewtan hewn",
}
MOST = Terminal("xterm-256color", 80, 24, "en_GB.UTF-8")


@pytest.mark.parametrize("script", TEXTS)
def test_a_text_is_read_back_whole_in_both_modes(house: House, sam: Person, script: str) -> None:
    text = f"{TEXTS[script]}\n- {TEXTS[script]}\n**{TEXTS[script]}**, {TEXTS[script]}."
    posted = houses.write(house, posts.start, sam, "sleep", TEXTS[script], text, now=house.clock.now())
    address = f"boards/sleep/{posted.thread}"
    whole = _whole(f"{TEXTS[script]} - {TEXTS[script]} {TEXTS[script]}, {TEXTS[script]}.")
    assert whole in _whole(houses.visit(house, [f"go {address}", "bye"], sam, terminal=MOST))
    assert _whole(TEXTS[script]) in _whole(houses.visit(house, ["go boards/sleep", "bye"], sam, terminal=MOST))
    assert whole in _whole(houses.verb(house, f"read {address}", sam)[1])
    view = asyncio.run(find(ROUTES, houses.session(house, sam), address).view())
    for width in (40, 80):
        lines = sheet_of(view, width, Manner(ENGLISH)).lines
        assert whole in _whole("\n".join("".join(words for words, _ in line) for line in lines))


@pytest.mark.parametrize("script", sorted(set(TEXTS) - {"emoji", "flags", "families", "nations"}))
def test_a_text_is_found_by_each_of_its_words(house: House, sam: Person, script: str) -> None:
    houses.write(house, posts.start, sam, "sleep", "A night", TEXTS[script], now=house.clock.now())
    for word in re.split(r"[\s,;.?؟،、。၊]+", TEXTS[script]):
        if any(sign.isalnum() for sign in word):
            _, said, _ = houses.verb(house, f"search {word}", sam)
            assert said.startswith("Found, "), word
            assert _whole(TEXTS[script])[:20] in _whole(said), word


@pytest.mark.parametrize("script", ["emoji", "flags", "families", "nations"])
def test_pictures_alone_find_nothing_and_break_nothing(house: House, sam: Person, script: str) -> None:
    houses.write(house, posts.start, sam, "sleep", "A night", TEXTS[script], now=house.clock.now())
    status, said, error = houses.verb(house, f"search {TEXTS[script].split()[-1]}", sam)
    assert (status, said.splitlines()[0], error) == (0, "Nothing found.", "")


def _whole(said: str) -> str:
    """Return the characters as the store keeps and people see them, kept apart by bars, without blanks."""
    return "|".join(graphemes(safe_text("".join(said.split()))))
