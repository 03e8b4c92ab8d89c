"""A member with a screen reader: the same tasks by `ssh -T`, where nothing is echoed, and with a terminal.

All of it is in the line mode: it is about what is heard there, and who gets it.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.harbour import CLEAN, Harbour, plain
from tests.houses import PASSPHRASE
from tests.scenarios.callers import lends_key
from tests.scenarios.line_caller import PROMPT, LineCaller

TASKS = (
    "go boards/sleep",
    "post",
    "Four a.m. again",
    "Third night.",
    "I keep doing the maths.",
    ".",
    "yes",
    "home",
    "go boards/sleep",
    "1",
    "go settings",
    "bye",
)
"""Reading a board, starting a thread, finding it again, looking at the settings, leaving."""


@pytest.fixture
def key(harbour: Harbour) -> Path:
    """The key that signs sam in."""
    harbour.member("sam")
    made = harbour.key("laptop")
    lends_key(harbour, "sam", made)
    return made


def by_pipe(harbour: Harbour, user: str, *typed: str, ending: str = "\n", key: Path | None = None) -> str:
    """Call without a terminal, type these lines, and hang up at the end of input; return what was said."""
    options = ("-o", "BatchMode=yes")
    command = harbour.command(user, terminal=False, key=key, options=options)
    lines = "\n".join(typed) + ending
    done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=30, check=False, env=CLEAN)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_without_a_terminal_nothing_is_echoed_and_no_byte_moves_a_cursor(harbour: Harbour, key: Path) -> None:
    said = by_pipe(harbour, "sam", *TASKS, key=key)
    assert "\x1b" not in said
    assert "\r" not in said
    assert "\x07" not in said
    assert "Good evening, sam.\n" in said
    assert said.count("Third night.") == 2, "once when it was posted, once when it was read, never as an echo"
    assert "  Third night.\n  I keep doing the maths.\n" in said
    assert "go boards/sleep" not in said
    assert said.endswith("Goodbye. Come back any time.\n")


def test_with_a_terminal_the_same_tasks_are_said_in_the_same_words(harbour: Harbour, key: Path) -> None:
    piped = by_pipe(harbour, "sam", "go boards/sleep", "go about", "go settings", "go tools/grounding", "bye", key=key)
    visit = harbour.calls("sam", key=key, columns=300)
    visit.sees("Home, choose: ")
    for address in ("boards/sleep", "about", "settings", "tools/grounding"):
        visit.types(f"go {address}")
        visit.child.expect(PROMPT)
        visit.said += str(visit.child.before) + str(visit.child.after)
    visit.types("bye")
    visit.is_gone()
    typed = plain(visit.said)
    assert "\x1b" not in typed.partition("Goodbye")[0]
    assert sayings(typed) == sayings(piped)


def sayings(said: str) -> list[str]:
    """Return the words of a visit, without the echo of what was typed and wherever the lines were divided."""
    said = said[said.index("Good evening") : said.index("Goodbye")]
    return re.sub(r"(?<=: )(go \S+|bye)\n", "", said).split()


def test_the_end_of_input_leaves_and_what_was_being_written_is_kept(harbour: Harbour, key: Path) -> None:
    by_pipe(harbour, "sam", "go boards/sleep", "post", "Rain", "It has rained", "since noo", ending="", key=key)
    said = by_pipe(harbour, "sam", "go boards/sleep", "post", "Rain", "n today.", ".", "yes", key=key)
    assert "Your draft is here" in said
    assert "  It has rained\n  since noo\n  n today.\n" in said


def test_without_a_terminal_no_passphrase_is_asked_for(harbour: Harbour, key: Path) -> None:
    said = by_pipe(harbour, "sam", "go settings/passphrase", "change", key=key)
    assert "ssh -t" in said
    assert "Present passphrase:" not in said
    stranger = by_pipe(harbour, "line", "in", "sam", PASSPHRASE)
    assert "ssh -t" in stranger
    assert "Passphrase, not shown" not in stranger
    assert PASSPHRASE not in stranger
    assert "Good evening" not in stranger


def test_a_dumb_terminal_gets_lines_too_and_hears_what_it_types(harbour: Harbour, key: Path) -> None:
    visit = harbour.calls("sam", key=key, environment={**CLEAN, "TERM": "dumb"})
    visit.sees("Home, choose: ")
    assert plain(visit.ask("boards", "Boards, choose: ")).startswith("boards\n")
    visit.types("bye")
    visit.is_gone()


def test_line_at_the_door_is_the_door_in_plain_lines(harbour: Harbour) -> None:
    stranger = LineCaller(harbour.calls("line", columns=300))
    assert "In danger now?" in stranger.hears("What would you like?")
    stranger.does("look", "Home, choose")
    stranger.leaves()
