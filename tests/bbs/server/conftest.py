"""What the server's tests need: a harbour to call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harbour import Harbour


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Harbour]:
    """A community with its starter content, open on a loopback port."""
    with Harbour(tmp_path) as open_harbour:
        yield open_harbour
