"""The README's commands do what it says: taken from it, and run in a copy of the tree, with an empty home folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building import compiled
from tests.harbour import CLEAN, QUIET
from tests.serving import ROOT, Serving

README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line]
EDITION = sys.version.split()[0]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What somebody has who fetched the project: the files that belong to it, and nothing that was made of them."""
    tree = tmp_path_factory.mktemp("clone") / "warmline"
    for name in belonging(ROOT):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tree / name)
    subprocess.run(["git", "init", "--quiet"], cwd=tree, check=True)
    return tree


def belonging(tree: Path) -> set[str]:
    """Return the files of a work tree that are in it or would come into it: all but what is to be ignored."""
    listing = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=tree, capture_output=True, text=True, check=True).stdout
    return {name for name in names.split("\0") if name and (tree / name).is_file()}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Somebody with an empty home folder. `make` is told which Python, because a machine may have several."""
    home = tmp_path_factory.mktemp("nobody")
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "PYTHON": sys.executable}


def dry_run(clone: Path, environment: dict[str, str], command: str) -> str:
    """Return what `make` would do, without doing it."""
    words = [*command.split(), "-n"]
    done = subprocess.run(words, cwd=clone, env=environment, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_readme_has_the_two_commands_and_how_to_call() -> None:
    assert COMMANDS == ["make serve", "ssh -p 2222 new@localhost", "make test"]


def test_make_serve_in_a_fresh_clone_installs_from_the_lock_and_then_serves(
    clone: Path, environment: dict[str, str]
) -> None:
    planned = dry_run(clone, environment, COMMANDS[0])
    steps = [
        "-m venv",
        "--require-hashes --only-binary :all: -r deploy/requirements.lock",
        "--no-build-isolation -e .",
        "warmline serve",
    ]
    assert sorted(steps, key=planned.index) == steps
    assert "--host '127.0.0.1' --port '2222'" in planned


def test_make_test_runs_every_test_and_needs_what_tests_need(clone: Path, environment: dict[str, str]) -> None:
    planned = dry_run(clone, environment, COMMANDS[2])
    steps = ["-r deploy/requirements.lock", "-r deploy/requirements-dev.lock", "-m pytest"]
    assert sorted(steps, key=planned.index) == steps
    assert "tests/" not in planned.rpartition("-m pytest")[2], "no test is left out"


def installed(clone: Path) -> None:
    """Do what the recipe of `.venv` does, but with what this environment has already, so that nothing is fetched."""
    venv.create(clone / ".venv", symlinks=True)
    binaries, packages = clone / ".venv" / "bin", next((clone / ".venv").glob("lib/python3*/site-packages"))
    (packages / "here.pth").write_text(f"{clone}\n{sysconfig.get_path('purelib')}\n")
    program = binaries / "warmline"
    program.write_text(f"#!{binaries}/python\nfrom bbs.cli import main\n\nmain()\n")
    program.chmod(0o755)
    (clone / ".venv" / f"installed-{EDITION}").touch()
    compiled(clone)


def asks_for_help(port: int) -> str:
    """Call as the README says, with the help name."""
    command = ["ssh", *QUIET, "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", "-T", "-p", str(port), "help@localhost"]
    done = subprocess.run(command, input="", capture_output=True, text=True, timeout=30, check=False, env=CLEAN)
    return done.stdout


def test_make_serve_starts_a_community_that_answers_and_stops(
    clone: Path, environment: dict[str, str], record_property: Callable[[str, object], None]
) -> None:
    installed(clone)
    before = belonging(clone)
    command = [*COMMANDS[0].split(), "PORT=0"]
    with Serving(*command, cwd=clone, environment=environment) as server:
        code = server.hears("The first operator joins with the code").split()[-1]
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", code)
        assert COMMANDS[1].replace("2222", str(server.port)) in server.said
        assert "Take care: this home lies in a git work tree." in server.said
        assert f"Everything this community owns is in {clone}" in server.said
        assert asks_for_help(server.port).startswith("If your life is in danger now, call")
        server.hears("the daily backup was made")  # which has the database open, and the end does not wait for it
        server.stops()
    assert asks_for_help(server.port) == ""
    assert "Traceback" not in server.said
    assert not (clone / "warmline.db-wal").exists(), "it was closed in order"

    kept = (clone / "hostkeys" / "ssh_host_ed25519_key").read_bytes()
    began = time.monotonic()
    with Serving(*command, cwd=clone, environment=environment) as server:
        record_property("seconds of the second start", time.monotonic() - began)
        assert "A new community" not in server.said
        assert asks_for_help(server.port)
        server.stops()
    assert (clone / "hostkeys" / "ssh_host_ed25519_key").read_bytes() == kept
    assert belonging(clone) == before, "nothing that was made here would ever be committed"
