"""What a community loses is not made anew behind its back: help goes on, and the operator is told what is missing."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bbs.session import Mode
from store.home import Home
from tests import houses
from tests.harbour import CLEAN, QUIET, Harbour
from tests.scenarios.callers import Calls
from tests.scenarios.conftest import CALLERS
from tests.serving import Serving

CALL_999 = "If your life is in danger now, call 999 or 112.\n"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was begun before: marker, database, server key."""
    home = tmp_path_factory.mktemp("begun") / "home"
    houses.close(houses.build(home))
    return home


@pytest.fixture
def home(begun: Path, tmp_path: Path) -> Home:
    """A copy of it, to damage."""
    return Home(shutil.copytree(begun, tmp_path / "home"))


def calls(port: int, *words: str) -> subprocess.CompletedProcess[str]:
    """Call with an ssh that can ask nothing."""
    command = ["ssh", *QUIET, "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", "-T", "-p", str(port), *words]
    return subprocess.run(command, input="", capture_output=True, text=True, timeout=30, check=False, env=CLEAN)


def is_missing(path: Path) -> None:
    path.unlink()


def is_empty(path: Path) -> None:
    path.write_bytes(b"")


def is_junk(path: Path) -> None:
    path.write_bytes(b"\x00not a database at all\n" * 400)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (is_missing, "is missing or empty"),
        (is_empty, "is missing or empty"),
        (is_junk, "is damaged"),
    ],
)
def test_without_its_database_it_serves_help_and_makes_no_other(
    home: Home, damage: Callable[[Path], None], words: str
) -> None:
    damage(home.database)
    before = {path: path.read_bytes() for path in (home.database, home.server_key, home.marker) if path.exists()}
    with Serving.home(home.path) as server:
        assert str(home.database) in server.said
        assert words in server.said
        assert "warmline restore" in server.said, "it says what to do next"
        assert "Only crisis help is open until that is mended." in server.said
        assert calls(server.port, "help@127.0.0.1", "GB").stdout.startswith(CALL_999)
        assert calls(server.port, "anybody@127.0.0.1", "help", "GB").stdout.startswith(CALL_999)
        closed = calls(server.port, "guest@127.0.0.1", "read", "boards")
        assert (closed.returncode, closed.stdout) == (1, "")
        assert closed.stderr.startswith("The boards are closed for repair just now.")
        assert server.stops() == 0
        assert "first operator joins" not in server.said
    assert {path: path.read_bytes() for path in before} == before
    assert home.database.exists() == (home.database in before)


def test_without_its_server_key_it_serves_help_and_makes_no_other(home: Home) -> None:
    home.server_key.unlink()
    with Serving.home(home.path) as server:
        assert str(home.server_key) in server.said
        assert "Only crisis help is open until that is mended." in server.said
        assert calls(server.port, "help@127.0.0.1", "GB").stdout.startswith(CALL_999)
        assert server.stops() == 0
    assert not home.server_key.exists()


@pytest.mark.parametrize("mode", CALLERS)
def test_a_visit_while_it_is_repaired_finds_help_and_the_tools_and_says_why_nothing_else(
    tmp_path: Path, mode: Mode
) -> None:
    with Harbour(tmp_path, store=False, mode=mode) as harbour:
        stranger = Calls(harbour, CALLERS[mode]).calls("sam")
        assert "In danger now?" in stranger.hears("What would you like?")
        for word in ("look", "join", "in", "go boards"):
            said = stranger.answers(word, "closed for repair just now. Crisis help works:")
            assert "There is nothing at that address" not in said
        stranger.asks_for_help()
        stranger.opens("tools", "A slow breath")
        assert "Goodbye" in stranger.leaves()
