"""What many tests need: a house without a server, and the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bbs.house import House
from tests import houses
from tests.logs import TALKATIVE

settings.register_profile("suite", max_examples=30)
settings.load_profile("suite")
"""Enough of a try each time: what is rare is found in one of many runs."""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Found a community with its starter content, on a file of its own, under a clock that stands still."""
    built = houses.build(tmp_path / "home")
    yield built
    houses.close(built)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """The log as the program keeps it, with everything of ours in it."""
    before = {name: logging.getLogger(name).level for name in TALKATIVE}
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    with caplog.at_level(logging.DEBUG):
        yield caplog
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)
