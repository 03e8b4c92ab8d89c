"""What the tests of commands need."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.home import Home
from tests import houses


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A community that was started, and is not served."""
    houses.close(houses.build(tmp_path / "home"))
    return Home(tmp_path / "home")
