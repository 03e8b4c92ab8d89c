"""What many tests need: a house without a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bbs.house import House
from tests import houses

settings.register_profile("suite", max_examples=40)
settings.load_profile("suite")
"""Enough of a try each time: what is rare is found in one of many runs."""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Found a community with its starter content, on a file of its own, under a clock that stands still."""
    built = houses.build(tmp_path / "home")
    yield built
    houses.close(built)
