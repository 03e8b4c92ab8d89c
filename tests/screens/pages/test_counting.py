"""Where more is new than anybody counts, pages say "more than", and everything can be read all the same."""

from __future__ import annotations

import pytest

from bbs.community import posts, unread
from bbs.community.members import Person
from bbs.house import House
from tests import houses


@pytest.fixture
def written(house: House, sam: Person, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have more than is counted, in threads of a board and in one of them."""
    monkeypatch.setattr(unread, "THREADS_COUNTED", 2)
    monkeypatch.setattr(unread, "POSTS_COUNTED", 5)
    lou, now = houses.member(house, "lou"), house.clock.now()
    words = [f"Night number {n}." for n in range(30)]
    started = [houses.write(house, posts.start, lou, "sleep", "Awake", text, now=now) for text in words[:4]]
    for text in words[4:]:
        houses.write(house, posts.reply, lou, started[0].thread, text, now=now)
    return words


def test_home_and_lists_say_more_than(house: House, sam: Person, written: list[str]) -> None:
    assert "New, more than 2 posts" in houses.verb(house, "read home", sam)[1]
    assert "Sleep and nights, more than 2 threads with new posts" in houses.verb(house, "read boards", sam)[1]
    assert "more than 5 new" in houses.verb(house, "read boards/sleep", sam)[1]


def test_who_comes_again_reads_it_all(house: House, sam: Person, written: list[str]) -> None:
    said = "".join(houses.verb(house, "new", sam)[1] for _ in range(2))
    assert [text in said for text in written] == [True] * len(written)
    assert "nothing new" in houses.verb(house, "read home", sam)[1]
