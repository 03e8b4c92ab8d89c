"""docs/operate.md: every command of the page is run, in its order, on what stands for a machine.

The network and the services of a machine are stand-ins here; tests/faults/test_install_in_debian.py replaces nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bbs import server_key
from bbs.clock import SystemClock
from bbs.community.members import Role
from bbs.server import hostkeys
from store import backups
from store.home import Home
from tests import houses
from tests.building import ROOT
from tests.fenced import Block, blocks

TEXT = (ROOT / "docs" / "operate.md").read_text("utf-8")
PAGE = blocks(TEXT)
STAND_INS = ("systemctl", "journalctl", "apt-get", "df", "du")
YESTERDAY = SystemClock().now() - backups.DAY
MAPPED = ("/opt", "/etc", "/var", "/root")


@dataclass(frozen=True)
class Machine:
    """A folder that stands for a machine."""

    root: Path

    @property
    def home(self) -> Home:
        """The home on it."""
        return Home(self.root / "var" / "lib" / "warmline")

    def run(self, block: Block, typed: str = "") -> str:
        """Run a block as it stands, but for the paths; each command has to succeed."""
        script = re.sub(rf"(?<![\w.:])({'|'.join(MAPPED)})/", rf"{self.root}\1/", block.text)
        done = subprocess.run(
            ["bash", "-ec", f"cd {self.root}/root\n{script}"],
            env={"HOME": str(self.root / "root"), "PATH": f"{self.root}/stand-ins:{os.environ['PATH']}"},
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{block.text}\n{done.stdout}"
        return done.stdout


def program(path: Path, *lines: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine with a place that was lived in for a day."""
    found = Machine(tmp_path_factory.mktemp("machine"))
    for name in ("root/warmline", "etc/systemd/system", "var/lib", "var/log", "var/cache/apt"):
        (found.root / name).mkdir(parents=True)
    for name in STAND_INS:
        program(found.root / "stand-ins" / name)
    program(found.root / "opt" / "warmline" / "bin" / "pip")
    program(found.root / "stand-ins" / "warmline", f'PYTHONPATH={ROOT} exec {sys.executable} -m bbs "$@"')
    house = houses.build(found.home.path)
    houses.member(house, "olive", role=Role.OPERATOR)
    houses.member(house, "sam")
    houses.close(house)
    hostkeys.load(found.home.host_keys, now=1)
    assert backups.make(found.home, YESTERDAY)
    return found


def where(word: str) -> list[Block]:
    return [block for block in PAGE if block.where == word]


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_every_command_of_the_page_does_what_it_says(machine: Machine) -> None:
    pytest.importorskip("pyrage")
    home, said = machine.home, ""
    for block in PAGE:
        words = " ".join(server_key.in_words(home)) if home.server_key.exists() else ""
        match block.where:
            case "machine":
                said += machine.run(block)
            case "words":
                home.server_key.unlink()
                assert "The server key is in its place" in machine.run(block, f"{words}\n")
            case "copy":
                assert backups.make(home, YESTERDAY + backups.DAY)
                assert "Done. The copy is in place" in machine.run(block, "yes\n")
            case "new":
                assert backups.make(home, YESTERDAY + backups.DAY), "the day's copy, with the server key that is new"
                kept = machine.root / "root" / "kept"
                for name in ("backups", "hostkeys"):
                    shutil.copytree(home.path / name, kept / name)
                shutil.copy(home.config, kept / "warmline.toml")
                (machine.root / "root" / "old").mkdir()
                host_keys = {path.name: path.read_bytes() for path in home.host_keys.iterdir()}
                home.path.rename(machine.root / "root" / "old" / "home")
                home.path.mkdir(mode=0o700)
                told = machine.run(block, f"{words}\nyes\n")
                assert "Done. The copy is in place" in told
                assert "No host key is here" not in told
                assert {path.name: path.read_bytes() for path in home.host_keys.iterdir()} == host_keys
    assert "in words: " in said
    assert "olive has a new passphrase." in said
    assert "This place closes on " in said
    assert "It goes on." in said


def test_only_what_needs_another_machine_or_would_end_the_place_is_not_run() -> None:
    assert {block.where for block in PAGE} == {"machine", "words", "copy", "new", "elsewhere"}
    left = [command for block in where("elsewhere") for command in block.commands]
    alone = [command for command in left if not command.startswith(("ssh ", "scp ", "mkdir "))]
    assert alone == [
        "warmline member role --home /var/lib/warmline ash moderator",  # of a member who is there
        "systemctl stop warmline",
        "warmline close --home /var/lib/warmline --wipe",
    ]


def test_what_one_needs_stands_in_the_order_in_which_one_needs_it() -> None:
    order = (
        *("Install and begin", "Sign in for the first time", "The first moderator", "Backups, and where they lie"),
        *("A look at everything", "When it does not answer", "When the disk is full", "When a key or a passphrase"),
        *("A newer version", "A new machine, or back to a copy", "Closing for good"),
    )
    heads = re.findall(r"^## (?:\d\. )?(.*)$", TEXT, re.MULTILINE)
    found = [next(n for n, head in enumerate(heads) if head.startswith(name)) for name in order]
    assert found == list(range(len(order)))


def test_links_within_the_page_lead_somewhere() -> None:
    heads = {anchor(head) for head in re.findall(r"^##+ (.*)$", TEXT, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([\w-]+)\)", TEXT)) <= heads
    install = (ROOT / "docs" / "install.md").read_text("utf-8")
    there = {anchor(head) for head in re.findall(r"^##+ (.*)$", install, re.MULTILINE)}
    assert set(re.findall(r"\]\(install\.md#([\w-]+)\)", TEXT)) <= there


def anchor(head: str) -> str:
    return re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-")
