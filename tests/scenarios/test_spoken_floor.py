"""The scripts that screen readers were heard with (docs/spoken), held against what this place says now.

A reader needs a machine of its own; what it depends on does not: no noise, silence where it was silent, the answer in
front, no more words than were agreed to. So a change that would be heard badly fails here, and the transcripts that
are kept are of these very scripts. They are of the line mode; test_spoken_screen.py has those of the full screen.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bbs.community import members
from bbs.house import House
from tests import houses
from tests.scenarios.spoken import READERS, SPOKEN, Step, caller_of, holds, past_ssh, steps, words
from tests.screens.linemode.listening import Heard, listen
from tests.test_words import UNFIT

SCRIPTS = sorted(SPOKEN.glob("*.keys"))
WORDS_BEFORE = 3
"""ACCESS.md L3: said at most between Enter and the answer."""


def heard_now(house: House, script: Path) -> list[tuple[Step, Heard]]:
    """Play a script; ssh itself asks for the passphrase, before there is anything of ours to hear."""
    user = caller_of(script)
    asked, is_known = past_ssh(script)
    person = houses.write(house, members.by_handle, user) if is_known else None
    said = listen(house, [step.typed for step in asked[1:]], person, username=user)
    assert len(said) >= len(asked), "it ended before the script did"
    return list(zip(asked, said, strict=False))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_what_is_said_now_is_what_was_heard_to_be_good(demo: House, script: Path) -> None:
    for step, heard in heard_now(demo, script):
        holds(step, heard.words)
        if step.expects:
            before = heard.words.partition(step.expects[0])[0]
            assert words(before) <= WORDS_BEFORE, (step.typed, before)
        assert not UNFIT.search(heard.words)
        assert "\x1b" not in heard.words


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_the_transcripts_are_of_these_scripts_and_without_noise(script: Path, reader: str) -> None:
    transcript = script.with_suffix(f".{reader}.txt").read_text("utf-8")
    assert re.findall(r"enter \(after: (.*)\)$", transcript, re.MULTILINE) == [step.typed for step in steps(script)][1:]
    assert set(re.findall(r"(\d+) noise", transcript)) == {"0"}
    if reader == "tdsr":
        assert ", 0 failed" in transcript.splitlines()[-1]
        for expected in (expected for step in steps(script) for expected in step.expects):
            assert f"heard {expected!r}" in transcript


def test_there_is_something_to_hear() -> None:
    assert {script.stem for script in SCRIPTS} >= {"door", "joining", "reading", "posting", "help", "loop", "search"}
