"""What is wrong with a machine is told in a line that says what to do; what cannot be known is not told."""

from __future__ import annotations

import os
import resource
import socket
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from bbs import machine_looks as looks
from bbs.config import Config
from bbs.machine import Machine, Running
from store.home import Home
from tests.houses import STARTED

ROOMY = Machine(
    file_system="ext4", memory_mib=480, free_mib=200, listening=frozenset({22}), open_files=8192, clock_is_set=True
)
"""A small rented machine with which nothing is wrong."""
SERVED = Running(pid=1, open_files=8192, core_bytes=0)
HOME = Home(Path("/var/lib/warmline"))
CONFIG = Config()


def said(machine: Machine, config: Config = CONFIG) -> list[str]:
    return [
        *looks.file_system(machine, HOME),
        *looks.memory(machine, config),
        *looks.secrets_on_disk(machine),
        *looks.open_files(machine, config),
        *looks.ports(machine, config),
        *looks.clock(machine, HOME, STARTED),
        *looks.libraries(machine),
    ]


@pytest.mark.parametrize("machine", [ROOMY, replace(ROOMY, running=SERVED, swaps=True), Machine()])
def test_of_a_good_machine_and_of_one_that_shows_nothing_there_is_nothing_to_say(machine: Machine) -> None:
    assert said(machine) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"file_system": "tmpfs"}, "lies in memory (tmpfs) and is gone at the next start. Move it"),
        ({"file_system": "nfs4"}, "lies on a network file system (nfs4)"),
        ({"memory_mib": 256}, "This machine has 256 MiB of memory"),
        ({"free_mib": 20}, "20 MiB of memory are free. See what takes it"),
        ({"running": replace(SERVED, may_swap=True), "swaps": True}, "This machine swaps"),
        ({"running": replace(SERVED, core_bytes=4096)}, "may write core dumps"),
        ({"running": replace(SERVED, open_files=1024)}, "may open 1024 files, and 2178 are wanted"),
        ({"open_files": 256}, "may open 256 files"),
        ({"listening": frozenset({2222})}, "Port 2222 is taken by another program; ss -ltnp says by which."),
        ({"clock_is_set": False}, "has not been set from the network yet"),
        ({"locked": ("textual==0.1 \\",)}, "Not the versions of requirements.lock: textual "),
        ({"locked": ("no-such-library==1.0 \\",)}, "no-such-library (missing). Put them right"),
    ],
)
def test_each_thing_that_is_wrong_is_one_line(changed: dict[str, Any], words: str) -> None:
    (line,) = said(replace(ROOMY, **changed))
    assert words in line


def test_a_port_is_not_taken_by_the_server_that_runs_here() -> None:
    assert said(replace(ROOMY, listening=frozenset({2222}), running=SERVED)) == []


def test_on_port_22_it_says_whose_that_is() -> None:
    (line,) = said(ROOMY, replace(CONFIG, server=replace(CONFIG.server, port=22)))
    assert "the machine's own sshd: docs/install.md says how to move it" in line


def test_passphrases_that_take_too_much_are_told() -> None:
    dear = replace(CONFIG, passphrases=replace(CONFIG.passphrases, memory_kib=262_144))
    (line,) = said(ROOMY, dear)
    assert "may take 512 MiB at once" in line


def test_a_clock_before_this_was_written_is_wrong() -> None:
    (line,) = looks.clock(ROOMY, HOME, 1_000_000_000)
    assert "timedatectl set-ntp true" in line


def test_versions_of_the_lock_and_those_for_other_systems_are_no_matter() -> None:
    locked = (
        f"textual=={metadata.version('textual')} \\",
        "    --hash=sha256:00",
        "    # via warmline",
        "colorama==0.4.6 ; sys_platform == 'win32' \\",
    )
    assert list(looks.libraries(replace(ROOMY, locked=locked))) == []


@pytest.mark.parametrize(("kind", "told"), [("dumb", True), ("xterm", False), ("", False)])
def test_a_terminal_that_only_prints_is_told(kind: str, told: bool) -> None:
    assert bool(list(looks.terminal(replace(ROOMY, terminal=kind)))) is told


# This machine


def test_it_knows_this_machine(tmp_path: Path) -> None:
    found = Machine.here(tmp_path)
    assert found.file_system
    assert found.memory_mib
    assert found.running is None
    assert found.open_files == resource.getrlimit(resource.RLIMIT_NOFILE)[1]


def test_it_knows_who_has_a_home_to_themselves(tmp_path: Path) -> None:
    with Home(tmp_path).held():
        running = Machine.here(tmp_path).running
    assert running is not None
    assert running.pid == os.getpid()
    assert Machine.here(Path("/nowhere"), server=os.getpid()).running == running, "told, where it cannot be seen"
    assert running.open_files == resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def test_it_knows_what_is_listened_on(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert port in Machine.here(tmp_path).listening
    assert port not in Machine.here(tmp_path).listening
