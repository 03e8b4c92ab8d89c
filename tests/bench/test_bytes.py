"""The byte budgets of DESIGN.md, on the channel, in the line mode. They are the same in every run."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import corpus
from tests.bench.walk import DOOR, HOME, KEY, Said, Walk, list_goal, listed, post_goal, walk
from tests.harbour import Harbour
from tests.houses import PASSPHRASE


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """One visit to a new community in which somebody wrote four posts of 1,000 characters."""
    path: Path = tmp_path_factory.mktemp("bytes")
    with Harbour(path) as harbour:
        harbour.member("sam")
        author = harbour.member("ash")
        thread = harbour.write(corpus.plant, author, now=harbour.clock.now())
        yield asyncio.run(walk(harbour.port, "sam", thread, passphrase=PASSPHRASE))


def test_the_door_fits_in_700_bytes(steps: Walk) -> None:
    assert b"help" in steps.door.data
    assert len(steps.door.data) <= DOOR
    assert steps.door.packets == 1


def test_a_post_takes_three_packets_the_line_end_the_words_and_the_prompt(steps: Walk) -> None:
    assert steps.post.packets <= 3


def test_home_fits_in_2000_bytes(steps: Walk) -> None:
    assert b"sam" in steps.home.data
    assert len(steps.home.data) <= HOME


def test_a_list_costs_little_more_than_its_text(steps: Walk) -> None:
    assert "Sleep and nights" in listed(steps.boards.data)
    assert len(steps.boards.data) <= list_goal(steps.boards.data)


def test_a_post_costs_little_more_than_its_text(steps: Walk) -> None:
    assert b"Post 1 of 4" in steps.post.data
    assert len(steps.post.data) <= post_goal()


def test_the_next_post_costs_little_more_than_its_text(steps: Walk) -> None:
    assert b"Post 2 of 4" in steps.next.data
    assert len(steps.next.data) <= post_goal()


def test_a_typed_character_is_echoed_alone(steps: Walk) -> None:
    assert steps.key.data == b"x"
    assert len(steps.key.data) <= KEY


@pytest.mark.parametrize("step", ["door", "home", "boards", "post", "next", "key"])
def test_no_escape_byte_is_sent(steps: Walk, step: str) -> None:
    said: Said = getattr(steps, step)
    assert b"\x1b" not in said.data
