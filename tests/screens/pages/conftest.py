"""What pages are tried on: a house whose database is gone, and a post that somebody reported."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bbs.community import posts
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.house import House
from tests import houses
from tests.quarrels import reported


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Make a house whose database is gone."""
    built = houses.build(tmp_path_factory.mktemp("bare") / "home", store=False)
    yield built
    houses.close(built)


@pytest.fixture
def post(house: House, sam: Person) -> PostLine:
    """Something sam wrote, which lou reported."""
    now = house.clock.now()
    line = houses.write(house, posts.start, sam, "sleep", "A quarrel", "You zebra and fool.", now=now)
    reported(house, f"post/{line.id}")
    return line
