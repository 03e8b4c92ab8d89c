"""The commands of a page of documentation: what stands in its blocks of `sh`, and where each block is to be run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

BLOCK = re.compile(r"^<!-- run: (\w+) -->\n```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"^```sh$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """Commands that are run one after the other; `where` is the word in the remark above it."""

    where: str
    text: str

    @property
    def commands(self) -> list[str]:
        """Each command, on a line of its own."""
        return [line for line in self.text.splitlines() if line.strip()]

    @property
    def programs(self) -> Iterator[str]:
        """The program that each command begins with."""
        for command in self.commands:
            yield shlex.split(command, comments=True)[0]


def blocks(text: str) -> list[Block]:
    """Return the blocks of a page in their order. A block without a word where it is run is a mistake in the page."""
    found = [Block(*match) for match in BLOCK.findall(text)]
    assert len(found) == len(FENCE.findall(text)), "every block of sh says above it where it is run"
    return found
