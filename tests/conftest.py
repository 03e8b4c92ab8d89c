"""What many tests need: a house without a server, and the log.

What takes long to load is loaded where it is needed: who hands out the tests to others runs none.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from bbs import garbage
from tests import outbound
from tests.logs import TALKATIVE

if TYPE_CHECKING:
    from bbs.house import House

settings.register_profile("suite", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")
"""Enough of a try each time: what is rare is found in one of many runs. How busy a machine is makes no test fail."""

LONGEST = (
    "scenarios/test_desk_week",
    "scenarios/test_joining",
    "screens/test_parity",
    "scenarios/test_week",
    "scenarios/test_leaving",
    "screens/linemode/test_r",  # rules
    "screens/test_walk",
    "faults/test_drill",
    "test_install",
    "test_operate",
    "test_readme",
    "scenarios",
    "bench",
    "bbs/server",
    "bbs/test_",
    "screens/fullscreen",
    "screens/linemode/test_tty",
    "screens/pages",
    "store/test_durability",
    "store",
    "faults",
)
"""How the files begin that take longest, the longest first."""
MEMORY = Path("/dev/shm")
ROOM = 1024**3
"""Bytes that must be free there: a whole run keeps a few hundred MB at most."""


def pytest_configure() -> None:
    """Let tests write to memory where there is room: on a disk every commit is waited for."""
    gc.disable()  # until all is collected: what is loaded until then stays
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
        tempfile.tempdir = str(MEMORY)  # for folders that tests make themselves; programs they start keep the disk


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first: one that begins when the others are done is waited for by idle processors.

    What is long and hostile has ten minutes, unless it says how much: it may run beside anything.
    """
    for item in items:
        if item.get_closest_marker("faults") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(600))
    items.sort(key=lambda item: _place(item.nodeid.removeprefix("tests/")))


def _place(test: str) -> int:
    return next((n for n, start in enumerate(LONGEST) if test.startswith(start)), len(LONGEST))


def pytest_collection_finish() -> None:
    """Have the garbage collector look at nothing that lives as long as the run does, and ten times more seldom."""
    gc.enable()
    garbage.settle()
    gc.set_threshold(10 * garbage.EVERY[0], *garbage.EVERY[1:])


@pytest.fixture(scope="session", autouse=True)
def nothing_outside() -> Iterator[None]:
    """Shut the way out of this machine while tests run."""
    with pytest.MonkeyPatch.context() as patch:
        outbound.shut(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def words_read_once() -> Iterator[None]:
    """Keep what commands read from the package: each test would read the same again."""
    from bbs.community import texts
    from tests import houses

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "load", houses.words)
        yield


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Found a community with its starter content, on a file of its own, under a clock that stands still."""
    from tests import houses

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
