"""A wheel carries all of Warmline and nothing else: installed far from any checkout, it serves."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import threading
import venv
import zipfile
from pathlib import Path

import asyncssh
import pytest

from tests.building import PACKAGES, ROOT, copied, link_needed, pip

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("package")]  # one worker builds, once


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel, from a copy of the tree so that nothing of an earlier build gets in."""
    tree = copied(tmp_path_factory.mktemp("tree"))
    built = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(built), str(tree))
    return next(built.glob("warmline-*.whl"))


def belongs(path: Path) -> bool:
    """Whether a file of the tree is one that a wheel carries."""
    text = path.is_relative_to(ROOT / "bbs" / "text")
    return (
        path.is_file() and "__pycache__" not in path.parts and (text or path.suffix == ".py" or path.name == "py.typed")
    )


def test_the_wheel_holds_every_module_and_every_word_and_nothing_else(wheel: Path) -> None:
    expected = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if belongs(path)
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == expected
    assert {f"{package}/py.typed" for package in PACKAGES} <= held


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment that holds the wheel, what it declares to need, and nothing more; return its programs.

    What it needs is linked from this environment, so no network is used, and an undeclared import still fails.
    """
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, symlinks=True)
    packages = next(environment.glob("lib/python3*/site-packages"))
    link_needed(wheel, packages)
    pip("--python", str(environment / "bin" / "python"), "install", "--no-deps", "--no-compile", str(wheel))
    return environment / "bin"


@pytest.fixture
def away(tmp_path: Path) -> dict[str, str]:
    """Return the variables of somebody who has no checkout: a new home folder and a plain PATH."""
    return {"HOME": str(tmp_path), "PATH": os.defpath, "LANG": "C.UTF-8"}


def warmline(installed: Path, away: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [installed / "warmline", *arguments],
        cwd=away["HOME"],
        env=away,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_environment_holds_only_what_is_declared(installed: Path, away: dict[str, str]) -> None:
    script = "import bbs, sys, importlib.util as u; print(bbs.__file__); print(u.find_spec('pytest'))"
    done = subprocess.run(
        [installed / "python", "-c", script], cwd=away["HOME"], env=away, capture_output=True, text=True, check=True
    )
    where, stranger = done.stdout.splitlines()
    assert Path(where).is_relative_to(installed.parent)
    assert stranger == "None"


def test_the_installed_command_tells_its_version(installed: Path, away: dict[str, str], wheel: Path) -> None:
    assert wheel.name.split("-")[1] in warmline(installed, away, "version")


def test_the_installed_command_starts_a_home_and_serves_it(installed: Path, away: dict[str, str]) -> None:
    home = Path(away["HOME"]) / "home"
    warmline(installed, away, "init", "--home", str(home))
    server = subprocess.Popen(
        [installed / "warmline", "serve", "--home", str(home), "--host", "127.0.0.1", "--port", "0"],
        cwd=away["HOME"],
        env=away,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    guard = threading.Timer(25, server.kill)  # so that a server that says nothing fails this test and not the whole run
    guard.start()
    try:
        said = asyncio.run(ask_for_help(listening_port(server)))
    finally:
        server.send_signal(signal.SIGTERM)
        rest = server.communicate()[0]
        guard.cancel()
    assert len(said) > 200
    assert server.returncode == 0, rest


def listening_port(server: subprocess.Popen[str]) -> int:
    """Read what the server says until it says where it listens."""
    assert server.stdout is not None
    heard = []
    for line in server.stdout:
        heard.append(line)
        if line.startswith("Listening on "):
            return int(line.split()[-1])
    raise AssertionError("".join(heard) or "the server ended without a word")


async def ask_for_help(port: int) -> str:
    """Call as somebody with nothing but ssh, and return what is said."""
    async with asyncssh.connect(
        "127.0.0.1", port, username="help", known_hosts=None, client_keys=None, agent_path=None, config=None
    ) as line:
        answer = await line.run(stdin=asyncssh.DEVNULL, encoding="utf-8")
    return str(answer.stdout)
