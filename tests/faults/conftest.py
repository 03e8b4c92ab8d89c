"""A server that can be looked into, for the tests of faults."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.harbour import Harbour


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harbour]:
    """A server in this process, where its tables can be seen and its clock be moved."""
    with Harbour(tmp_path_factory.mktemp("harbour")) as open_harbour:
        open_harbour.member("sam")
        yield open_harbour
