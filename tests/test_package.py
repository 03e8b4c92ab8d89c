"""A wheel carries all of Warmline and nothing else: installed far from any checkout, it serves."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import threading
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import asyncssh
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PACKAGES = ("bbs", "screens", "store")
BUILT_FROM = ("pyproject.toml", "README.md", "LICENSE", "Makefile", *PACKAGES, "tests", "hostkeys", "deploy", "docs")

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("package")]  # one worker builds, once


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel, from a copy of the tree so that nothing of an earlier build gets in."""
    tree = tmp_path_factory.mktemp("tree")
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, tree / name)
    built = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(built), str(tree))
    return next(built.glob("warmline-*.whl"))


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments, "--no-index"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


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


def needed(name: str, found: dict[str, Distribution]) -> dict[str, Distribution]:
    """Collect a distribution of this environment and all that it declares to need."""
    if canonicalize_name(name) in found:
        return found
    found[canonicalize_name(name)] = here = distribution(name)
    for text in here.requires or []:
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed(requirement.name, found)
    return found


def declared(wheel: Path) -> Iterator[str]:
    """Yield the names that the wheel itself says it needs."""
    with zipfile.ZipFile(wheel) as archive:
        metadata = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        lines = archive.read(metadata).decode().splitlines()
    for line in lines:
        if line.startswith("Requires-Dist: "):
            yield Requirement(line.removeprefix("Requires-Dist: ")).name


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment that holds the wheel, what it declares to need, and nothing more; return its programs.

    What it needs is linked from this environment, so no network is used, and an undeclared import still fails.
    """
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, symlinks=True)
    packages = next(environment.glob("lib/python3*/site-packages"))
    found: dict[str, Distribution] = {}
    for name in declared(wheel):
        needed(name, found)
    for each in found.values():
        for top in {file.parts[0] for file in each.files or [] if file.parts[0] not in ("..", "__pycache__")}:
            (packages / top).symlink_to(Path(str(each.locate_file(top))))
    pip("--python", str(environment / "bin" / "python"), "install", "--no-deps", str(wheel))
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
