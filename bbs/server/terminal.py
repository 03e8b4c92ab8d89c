"""What is known of a caller's terminal, from what they say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bbs.arrival import Terminal

TERM = re.compile(rb"[A-Za-z0-9._+-]{1,64}")
COLUMNS, ROWS = (20, 300), (5, 120)
"""Sizes are clamped: 200 x 65535 cost 961 MB and 23 s."""


def terminal_of(kind: str, size: tuple[int, int], environment: Mapping[str, str]) -> Terminal:
    """Return what is known of a terminal from its TERM, its clamped (columns, rows) and the caller's environment."""
    locale = next((environment[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG", "LC_CTYPE") if environment.get(n)), "")
    encoding = next((environment[n] for n in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(n)), "")
    foreign = "." in encoding and "utf" not in encoding.lower()
    return Terminal(kind, *size, locale, utf8=not foreign, colours=colours_of(kind, environment))


def colours_of(kind: str, environment: Mapping[str, str]) -> int:
    """Return how many colours a terminal has: 0 where NO_COLOR asks for none (no-color.org) or it is an old one."""
    if environment.get("NO_COLOR") or kind.startswith(("vt1", "vt2", "dumb")):
        return 0
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit") or kind.endswith("-direct"):
        return 1 << 24
    return 256 if "256" in kind else 16


def clamp(size: tuple[int, int]) -> tuple[int, int]:
    """Return a size we are ready to draw; 0 means unknown."""
    columns, rows = size
    return max(COLUMNS[0], min(COLUMNS[1], columns or 80)), max(ROWS[0], min(ROWS[1], rows or 24))
