"""What every scenario needs: a harbour to call, and people who call it in each mode."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bbs import founding
from bbs.house import House
from bbs.session import Mode
from store.home import Home
from tests import houses
from tests.harbour import Harbour
from tests.scenarios.callers import Calls
from tests.scenarios.full_caller import FullCaller
from tests.scenarios.line_caller import LineCaller

CALLERS: dict[Mode, type[LineCaller] | type[FullCaller]] = {Mode.LINE: LineCaller, Mode.FULL: FullCaller}
"""Who visits in each mode."""


@pytest.fixture
def settings() -> str:
    """The warmline.toml of the harbour; a scenario gives another one by parametrizing this name."""
    return ""


@pytest.fixture
def mode() -> Mode:
    """What lies behind the door for who does not say: plain lines where a scenario is about these."""
    return Mode.LINE


@pytest.fixture
def harbour(tmp_path: Path, settings: str, mode: Mode) -> Iterator[Harbour]:
    """A community with its starter content, open on a loopback port."""
    with Harbour(tmp_path, settings=settings, mode=mode) as open_harbour:
        yield open_harbour


@pytest.fixture
def caller(harbour: Harbour, mode: Mode) -> Calls:
    """People who call, once in every mode."""
    return Calls(harbour, CALLERS[mode])


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[House]:
    """The community that screen readers were heard in, without a harbour."""
    shutil.copytree(_demonstration(), tmp_path / "home")
    house = houses.build(tmp_path / "home")
    yield house
    houses.close(house)


@cache
def _demonstration() -> Path:
    """Found it to copy: its conversations are written once, and not before every script."""
    folder = Path(tempfile.mkdtemp(prefix="warmline-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    founding.found(Home(folder), now=houses.STARTED - 400 * 24 * 3600, demo=True)
    house = houses.build(folder)
    assert house.store is not None
    assert house.vault is not None
    founding.fill_demo(house.store, houses.CHEAP, houses.PASSPHRASE, now=houses.STARTED)
    founding.fill_demo_desk(house.store, house.vault, now=houses.STARTED)
    houses.close(house)
    return folder


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Hold a scenario whose people are callers in every mode."""
    if "caller" in metafunc.fixturenames:
        metafunc.parametrize("mode", list(CALLERS), ids=str, indirect=False)
