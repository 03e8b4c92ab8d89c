"""Between the key that sends a post and the word "Posted." the disk has it: the system is asked what came when."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT

SENDING = """
import asyncio, os, sys
from pathlib import Path
from tests import houses
from tests.houses import ROUTES, ScriptedWire, open_line

class Seen(ScriptedWire):
    async def read(self):
        burst = await super().read()
        if burst == b"yes\\r":
            os.write(2, b"It is sent.")
        return burst

    def write(self, data):
        os.write(1, data)

house = houses.build(Path(sys.argv[1]))
sam = houses.member(house, "sam")
typed = ["go boards/sleep", "post", "Awake", "Is anybody else?", ".", "yes"]
asyncio.run(open_line(houses.session(house, sam), Seen(f"{line}\\r" for line in typed), ROUTES))
houses.close(house)
"""

ONLY_ASKED = ("-f", "--seccomp-bpf", "-e", "trace=write,pwrite64,fsync,fdatasync")
"""Stops at these calls alone, which takes a fraction of the time."""


def traced(tmp_path: Path) -> list[str]:
    """Send a post in a process of its own; return what it asked of the system, a line each."""
    strace = shutil.which("strace")
    try_it = [strace or "", *ONLY_ASKED, "-o", "/dev/null", "true"]
    may = strace and subprocess.run(try_it, capture_output=True, check=False).returncode == 0
    if not may:
        pytest.skip("there is no strace here, or it may look at nothing; tests/store/test_power_cut.py does without")
    kept, home = str(tmp_path / "calls"), str(tmp_path / "home")
    command = ["strace", *ONLY_ASKED, "-y", "-qq", "-s", "4096", "-e", "signal=none", "-o", kept]
    program = [sys.executable, "-c", SENDING, home]
    done = subprocess.run([*command, *program], cwd=ROOT, capture_output=True, text=True, timeout=50, check=False)
    assert done.returncode == 0, done.stderr
    return (tmp_path / "calls").read_text("utf-8", "replace").splitlines()


def first(calls: list[str], pattern: str, after: int) -> int:
    """Return where a call stands first, behind another one."""
    return next(n for n, call in enumerate(calls) if n > after and re.search(pattern, call))


@pytest.mark.slow
def test_the_disk_has_a_post_before_its_author_hears_that_it_is_posted(tmp_path: Path) -> None:
    calls = traced(tmp_path)
    log = r"<.*warmline\.db-wal>"
    sent = first(calls, r"write\(2<.*It is sent\.", -1)
    written = first(calls, rf"pwrite64\(\d+{log}.*Is anybody else\?", sent)
    synced = first(calls, rf"fdatasync\(\d+{log}\) += 0|fdatasync resumed.*= 0", written)
    said = first(calls, r"write\(1<.*Posted\.", sent)
    assert sent < written < synced < said
    last = next(call for call in reversed(calls[:said]) if re.search(rf"(pwrite64|sync)\(\d+{log}|sync resumed", call))
    assert "sync" in last, "something else that was written by then waits for the disk"
