"""What is sent to the screen does not grow with the community, and keeps to the budgets, in both modes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbs.session import Mode
from store.vault import Vault
from tests.bench import tour
from tests.bench.population import Population
from tests.bench.tour import Sent

SMALL, LARGE = 1_000, 5_000
MARKED = {"boards", "a board"}
"""Where every row is new, a mark and its colour in every row take more than a list may. It is so at every size."""
LEEWAY, A_FEW = 1.3, 50
"""Other posts have other words."""


@pytest.fixture(scope="module")
def communities(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A small one, and one that is five times as large."""
    made = []
    for posts in (SMALL, LARGE):
        path = tmp_path_factory.mktemp(f"tour{posts}") / "community"
        path.mkdir()
        Population(path / "warmline.db", posts).make(Vault.begin(path / "server.key"))
        made.append(path)
    return made


@pytest.fixture(scope="module", params=list(Mode))
def tours(request: pytest.FixtureRequest, communities: list[Path]) -> list[dict[str, Sent]]:
    """The tour of each, in one mode."""
    return [tour.toured(community, request.param) for community in communities]


def test_no_more_is_sent_where_there_is_more(tours: list[dict[str, Sent]]) -> None:
    """Neither words nor, what is easily lost in them, what comes beside words."""
    small, large = tours
    words = {name: (small[name].text, large[name].text) for name in small}
    beside = {name: tuple(len(taken[name].data) - taken[name].text for taken in tours) for name in small}
    for figures in (words, beside):
        assert {name: (s, g) for name, (s, g) in figures.items() if g > LEEWAY * s + A_FEW} == {}


def test_the_budgets_hold(tours: list[dict[str, Sent]]) -> None:
    for taken in tours:
        assert {name for name, sent in taken.items() if len(sent.data) > tour.most(name, sent)} <= MARKED


def test_every_stop_shows_what_it_is_for(tours: list[dict[str, Sent]]) -> None:
    for taken in tours:
        assert list(taken) == list(tour.goals())
        assert min(sent.text for sent in taken.values()) > 100
