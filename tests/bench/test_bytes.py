"""The byte budgets of DESIGN.md, on the channel, in both modes. They are the same in every run."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bbs.server.ssh import CIPHERS
from bbs.session import Mode
from tests.bench import corpus
from tests.bench.caller import call
from tests.bench.packets import A_PACKET, GOAL_TIMES, a_key, ratio
from tests.bench.screens import HOME, Visit, visit
from tests.bench.walk import DOOR, KEY, Said, Walk, list_goal, listed, post_goal, walk
from tests.bench.walk import HOME as HOME_MOST
from tests.harbour import Harbour
from tests.houses import PASSPHRASE


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """One visit in the line mode to a new community in which somebody wrote posts of 1,000 characters."""
    path: Path = tmp_path_factory.mktemp("bytes")
    with Harbour(path) as harbour:
        harbour.member("sam")
        author = harbour.member("ash")
        planted = harbour.write(corpus.plant, author, now=harbour.clock.now())
        yield asyncio.run(walk(harbour.port, "sam", planted.thread, passphrase=PASSPHRASE))


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """One in the full screen, to a community with the same posts."""
    path: Path = tmp_path_factory.mktemp("screens")
    with Harbour(path, mode=Mode.FULL) as harbour:
        harbour.member("sam")
        author = harbour.member("ash")
        planted = harbour.write(corpus.plant, author, now=harbour.clock.now())
        yield asyncio.run(visit(harbour.port, "sam", planted, passphrase=PASSPHRASE))


# The line mode


def test_the_door_fits_in_700_bytes(steps: Walk) -> None:
    assert b"help" in steps.door.data
    assert len(steps.door.data) <= DOOR
    assert steps.door.packets == 1


def test_a_post_takes_three_packets_the_line_end_the_words_and_the_prompt(steps: Walk) -> None:
    assert steps.post.packets <= 3


def test_home_fits_in_2000_bytes(steps: Walk) -> None:
    assert b"sam" in steps.home.data
    assert len(steps.home.data) <= HOME_MOST


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


# Below the channel


async def _below(port: int) -> tuple[float, float]:
    caller = await call(port, "line")
    await caller.prompt()
    door = await ratio(caller, caller.ask("again"))
    typed = await a_key(caller)
    await caller.leave()
    return door, typed


def test_a_typed_character_is_one_packet_and_the_door_again_two(tmp_path: Path) -> None:
    """No empty packet goes ahead of each, as it would to hide the chaining of ciphers that are not on offer."""
    with Harbour(tmp_path) as harbour:
        door, typed = asyncio.run(_below(harbour.port))
    assert typed == A_PACKET
    assert door <= GOAL_TIMES
    assert not [cipher for cipher in CIPHERS if "cbc" in cipher]


# The full screen

STEPS = ["home", "boards", "board", "move", "move back", "list", "message", "scroll", "key"]


def test_every_step_is_measured(visited: Visit) -> None:
    assert [name for name, _, _ in visited.goals()] == STEPS


@pytest.mark.parametrize("name", STEPS)
def test_a_step_keeps_to_its_budget(visited: Visit, name: str) -> None:
    most = {step: most for step, _, most in visited.goals()}
    assert len(visited[name].data) <= most[name]


def test_each_step_is_one_packet_and_home_two(visited: Visit) -> None:
    """The first of home takes the caller's screen before anything is known."""
    many = {name: visited[name].packets for name in STEPS if visited[name].packets > 1}
    assert many == {"home": 2}


def test_nothing_is_sent_but_what_the_steps_account_for(visited: Visit) -> None:
    assert visited.strays == 0


def test_scrolling_sends_the_new_row_and_no_other(visited: Visit) -> None:
    step = visited["scroll"]
    rows = [row.strip().encode() for row in step.after if row.strip()]
    assert [row for row in rows if row in step.data] == [step.after[20].strip().encode()]


def test_the_cursor_is_shown_from_home_on(visited: Visit) -> None:
    assert visited["home"].data.endswith(b"\x1b[?25h")
    assert HOME in visited["home"].data
    assert not [name for name, step in visited.steps.items() if b"\x1b[?25l" in step.data]
