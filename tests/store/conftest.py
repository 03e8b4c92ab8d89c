"""A store on a file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Store
from tests import stores


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a fresh database with two boards."""
    opened = stores.begun(tmp_path / "home")
    yield opened
    opened.close()
