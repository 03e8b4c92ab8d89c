"""How a run of text looks, and the shortest way from one look to another."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple


class Look(NamedTuple):
    """How a run of text looks. A colour is ready-made SGR parameters: "36", "38;5;110"; "" is the terminal's own."""

    fg: str = ""
    bg: str = ""
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False
    strike: bool = False


PLAIN: Final = Look()

_WEIGHT_OFF: Final = "22"  # ends bold and dim, both


@lru_cache(1024)
def blank_of(look: Look) -> Look:
    """Return all that a blank shows of a look: its ground, unless a line goes through the blank or it is reversed.

    Two blanks that look the same have the same look then. The cache, which sessions share, also makes equal looks one
    object, so that most comparisons end at once.
    """
    if look.underline or look.reverse or look.strike:
        return look
    return Look(bg=look.bg)


@lru_cache(1024)
def change(old: Look | None, new: Look) -> str:
    """Return what makes a terminal go on in another look; `None` is a look that is not known."""
    if old == new:
        return ""
    afresh = ["0", *_differences(PLAIN, new)] if new != PLAIN else []
    if old is not None:
        differences = _differences(old, new)
        if len(";".join(differences)) <= len(";".join(afresh)):
            return f"\x1b[{';'.join(differences)}m"
    return f"\x1b[{';'.join(afresh)}m"


def _differences(old: Look, new: Look) -> list[str]:
    parameters = []
    bold, dim = old.bold, old.dim
    if (bold and not new.bold) or (dim and not new.dim):
        parameters.append(_WEIGHT_OFF)
        bold = dim = False
    if new.bold and not bold:
        parameters.append("1")
    if new.dim and not dim:
        parameters.append("2")
    for was, now, code in (
        (old.italic, new.italic, "3"),
        (old.underline, new.underline, "4"),
        (old.reverse, new.reverse, "7"),
        (old.strike, new.strike, "9"),
    ):
        if was != now:
            parameters.append(code if now else "2" + code)
    if old.fg != new.fg:
        parameters.append(new.fg or "39")
    if old.bg != new.bg:
        parameters.append(new.bg or "49")
    return parameters
