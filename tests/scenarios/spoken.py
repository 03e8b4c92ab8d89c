"""Reading the scripts that screen readers were heard with: see docs/spoken/README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.houses import PASSPHRASE

SPOKEN = Path(__file__).parents[2] / "docs/spoken"
READERS = ("tdsr", "yasr", "fenrir")


@dataclass
class Step:
    """What is typed, and what is asked of what is heard after it."""

    typed: str
    verb: str = ""
    expects: list[str] = field(default_factory=list)
    most_words: int | None = None
    is_silent: bool = False
    cursor: str = ""


def steps(script: Path) -> list[Step]:
    """Read a script: see README.md beside it."""
    read = [Step("")]
    for line in script.read_text("utf-8").splitlines():
        verb, _, rest = line.partition(" ")
        match verb:
            case "line" | "key" | "type":
                read.append(Step(rest, verb))
            case "expect":
                read[-1].expects.append(rest)
            case "maxwords":
                read[-1].most_words = int(rest)
            case "silent":
                read[-1].is_silent = True
            case "cursor":
                read[-1].cursor = rest
    return read


def caller_of(script: Path) -> str:
    """Return whom a script is called as."""
    user = re.search(r"(\w+)@localhost", script.read_text("utf-8"))
    assert user is not None
    return user[1]


def past_ssh(script: Path) -> tuple[list[Step], bool]:
    """Return what is ours to say in a script, and whether ssh itself was told a passphrase before."""
    asked = steps(script)
    if asked[0].expects[0].startswith("Passphrase"):
        return asked[1:], asked[1].typed == PASSPHRASE
    return asked, False


def words(said: str) -> int:
    """Count what is heard as a word."""
    return sum(any(map(str.isalnum, token)) for token in said.split())


def holds(step: Step, said: str) -> None:
    """Assert that all that is expected was said, in its order, and not more than was agreed to."""
    place = 0
    for expected in step.expects:
        found = said.find(expected, place)
        assert found >= 0, (step.typed, expected, said)
        place = found + len(expected)
    if step.most_words is not None:
        assert words(said) <= step.most_words, (step.typed, said)
    if step.is_silent:
        assert said == "", (step.typed, said)
