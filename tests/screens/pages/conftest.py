"""What pages are tried on: a house whose database is gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bbs.house import House
from tests import houses


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Make a house whose database is gone."""
    built = houses.build(tmp_path_factory.mktemp("bare") / "home", store=False)
    yield built
    houses.close(built)
