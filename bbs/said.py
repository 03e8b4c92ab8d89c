"""What a command says: lines that fit a terminal; in a pipe or a file they stay whole, for scripts."""

from __future__ import annotations

import re
import textwrap
from typing import Any

from rich.console import Console

COMMAND = re.compile(r"warmline [a-z-]+(?: --[a-z-]+(?: [^-\s]\S*)?)*")
"""A command to type, which stays in one piece, so that it can be copied."""
JOINED = "\N{NO-BREAK SPACE}"
"""Stands for the blanks of a command while lines are broken: `textwrap` breaks only at common ones."""


class Said(Console):
    """Where commands say what they did, and what to do next."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, highlight=False, emoji=False, markup=False, soft_wrap=True)

    def print(self, *objects: Any, **how: Any) -> None:
        """Print, with lines that fit a terminal where there is one."""
        width = self.width if self.is_terminal else 0
        super().print(*(fitted(each, width) if width and isinstance(each, str) else each for each in objects), **how)


def fitted(text: str, width: int) -> str:
    """Break lines between words; what goes on is indented as its line is. What is longer in one piece stays whole."""
    return "\n".join(_line(line, width) for line in text.split("\n"))


def _line(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    indent = " " * (len(line) - len(line.lstrip(" ")))
    whole = COMMAND.sub(lambda found: found[0].replace(" ", JOINED), line.strip())
    parts = textwrap.wrap(
        whole,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(parts).replace(JOINED, " ")
