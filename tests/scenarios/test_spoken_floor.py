"""The scripts that screen readers were heard with (docs/spoken), held against what this place says now.

A reader needs a machine of its own; what it depends on does not: no noise, silence where it was silent, the answer in
front, no more words than were agreed to. So a change that would be heard badly fails here, and the transcripts that
are kept are of these very scripts. They are of the line mode, which is what readers were heard with first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bbs import founding
from bbs.community import members
from bbs.house import House
from store.home import Home
from tests import houses
from tests.houses import CHEAP, PASSPHRASE
from tests.screens.linemode.listening import Heard, listen
from tests.test_words import UNFIT

SPOKEN = Path(__file__).parents[2] / "docs/spoken"
SCRIPTS = sorted(SPOKEN.glob("*.keys"))
READERS = ("tdsr", "yasr", "fenrir")
WORDS_BEFORE = 3
"""ACCESS.md L3: said at most between Enter and the answer."""


@dataclass
class Step:
    """What is typed, and what is asked of what is heard after it."""

    typed: str
    expects: list[str] = field(default_factory=list)
    most_words: int | None = None
    is_silent: bool = False


def steps(script: Path) -> list[Step]:
    """Read a script: see README.md beside it."""
    read = [Step("")]
    for line in script.read_text("utf-8").splitlines():
        verb, _, rest = line.partition(" ")
        match verb:
            case "line":
                read.append(Step(rest))
            case "expect":
                read[-1].expects.append(rest)
            case "maxwords":
                read[-1].most_words = int(rest)
            case "silent":
                read[-1].is_silent = True
    return read


def words(said: str) -> int:
    return sum(any(map(str.isalnum, token)) for token in said.split())


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[House]:
    """The community that readers were heard in."""
    founding.found(Home(tmp_path / "home"), now=houses.STARTED - 400 * 24 * 3600, demo=True)
    house = houses.build(tmp_path / "home")
    assert house.store is not None
    founding.fill_demo(house.store, CHEAP, PASSPHRASE, now=houses.STARTED)
    yield house
    houses.close(house)


def heard_now(house: House, script: Path) -> list[tuple[Step, Heard]]:
    """Play a script; ssh itself asks for the passphrase, before there is anything of ours to hear."""
    user = re.search(r"(\w+)@localhost", script.read_text("utf-8"))
    assert user is not None
    asked, person = steps(script), None
    if asked[0].expects[0].startswith("Passphrase"):
        asked = asked[1:]
        if asked[0].typed == PASSPHRASE:
            person = houses.write(house, members.by_handle, user[1])
    said = listen(house, [step.typed for step in asked[1:]], person, username=user[1])
    assert len(said) >= len(asked), "it ended before the script did"
    return list(zip(asked, said, strict=False))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_what_is_said_now_is_what_was_heard_to_be_good(demo: House, script: Path) -> None:
    for step, heard in heard_now(demo, script):
        place = 0
        for at, expected in enumerate(step.expects):
            found = heard.words.find(expected, place)
            assert found >= 0, (step.typed, expected, heard.words)
            if at == 0:
                assert words(heard.words[:found]) <= WORDS_BEFORE, (step.typed, heard.words[:found])
            place = found + len(expected)
        assert not UNFIT.search(heard.words)
        assert "\x1b" not in heard.words
        if step.most_words is not None:
            assert words(heard.words) <= step.most_words, (step.typed, heard.words)
        if step.is_silent:
            assert heard.words == "", step.typed


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
    assert {script.stem for script in SCRIPTS} >= {"door", "joining", "reading", "posting", "help"}


SCREENS = sorted((SPOKEN / "screen").glob("*.keys"))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("script", SCREENS, ids=lambda path: path.stem)
def test_what_was_heard_of_the_full_screen_is_without_noise_and_tdsr_heard_all_of_it(script: Path, reader: str) -> None:
    transcript = script.with_suffix(f".{reader}.txt").read_text("utf-8")
    asked = [line for line in script.read_text("utf-8").splitlines() if line.startswith(("key ", "line ", "type "))]
    heard = re.findall(r"^\[\d+\] (key |line |type )(.*)$", transcript, re.MULTILINE)
    assert [kind + rest for kind, rest in heard] == asked
    assert set(re.findall(r"(\d+) noise", transcript)) == {"0"}
    if reader == "tdsr":
        assert ", 0 failed" in transcript.splitlines()[-1]
