"""What every scenario needs: a harbour to call, and people who call it in each mode."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harbour import Harbour
from tests.scenarios.callers import Calls, LineCaller


@pytest.fixture
def settings() -> str:
    """The warmline.toml of the harbour; a scenario gives another one by parametrizing this name."""
    return ""


@pytest.fixture
def harbour(tmp_path: Path, settings: str) -> Iterator[Harbour]:
    """A community with its starter content, open on a loopback port."""
    with Harbour(tmp_path, settings=settings) as open_harbour:
        yield open_harbour


@pytest.fixture(params=[LineCaller], ids=["line"])
def caller(harbour: Harbour, request: pytest.FixtureRequest) -> Calls:
    """People who call, once in every mode."""
    return Calls(harbour, request.param)
