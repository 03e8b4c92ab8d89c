"""The name a member goes by: what it may be, which names are the house's own, what to offer when one is taken."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from bbs.errors import NotUnderstood
from bbs.language import N_

SHORTEST: Final = 2
LONGEST: Final = 20
HANDLE: Final = re.compile(rf"(?=.*[a-z])[a-z0-9][a-z0-9_-]{{{SHORTEST - 1},{LONGEST - 1}}}")

RESERVED_SIGN_INS: Final = frozenset({"help", "guest", "new", "line"})
"""Names under which `ssh` reaches something that is not a member (SECURITY.md "SSH")."""

# Nobody may be called exactly these: commands, places of the house, accounts that attackers and software try.
_KEPT_WHOLE = """
    anonymous anybody bbs board boards bye door everybody everyone exit git home info join left letters listen me
    member members nobody post quit safety security sos ssh test user web you
"""
# Not as one part of a handle ("wren-mod", "the_desk", "mod2"). Too short to be refused inside a word ("modest").
_KEPT_AS_PART = """
    agent bot desk doctor dr helper host listener listeners mod mods nurse office official op ops owner root
    supervisor system team
"""
# Nowhere at all: whoever holds such a handle would be taken for one of the people in charge, or for a help line.
_KEPT_ANYWHERE = """
    admin counsellor counselor crisis emergency facilitator helpdesk helpline hotline lifeline moderator operator
    psychiatrist psychologist samaritans staff support sysop thedesk theoffice therapist warmline
"""

_NATURE = """
    river lake meadow fern willow maple moss cedar heath brook birch cove pebble clover reed dune hazel finch lark
    rowan thyme heather tide harbour
"""
SUGGESTED: Final = 3
_LAST_NUMBER = 99

# As eyes and fast readers take them; a 6 is read as nothing else.
_LOOKS_LIKE = str.maketrans("01i2345789", "ollzeastbg", "-_")

_TOO_SHORT = N_("Too short: a handle has {shortest} to {longest} characters. Please try a longer one.")
_TOO_LONG = N_("Too long: a handle has {shortest} to {longest} characters. Please try a shorter one.")
_OTHER_SIGNS = N_("Only a to z, 0 to 9, - and _ work in a handle, with no spaces. It begins with a letter or a digit.")
_NO_LETTER = N_("One letter, please: a handle needs at least one, so that it can be said.")
_KEPT = N_("Not free: that name could be taken for the people who look after this place. Please choose another.")


def clean(typed: str) -> str:
    """Return the handle somebody means who typed this: trimmed, in small letters.

    Raises NotUnderstood, saying what is allowed, when it cannot be anybody's handle. Whether it is taken is for
    the members' table to say, by `skeleton`.
    """
    handle = typed.strip().lower()
    bounds = {"shortest": SHORTEST, "longest": LONGEST}
    if len(handle) > LONGEST:
        raise NotUnderstood(_TOO_LONG, **bounds)
    if re.search("[^a-z0-9_-]", handle) or handle[:1] in ("-", "_"):
        raise NotUnderstood(_OTHER_SIGNS)
    if len(handle) < SHORTEST:
        raise NotUnderstood(_TOO_SHORT, **bounds)
    if not HANDLE.fullmatch(handle):
        raise NotUnderstood(_NO_LETTER)
    if is_kept(handle):
        raise NotUnderstood(_KEPT)
    return handle


def skeleton(handle: str) -> str:
    """Return what a handle looks like at a glance; two members never have the same.

    Digits and i become the letters they are read as, rn becomes m and vv becomes w, - and _ go away. So `sam`, `5am`,
    `sarn` and `s-am` are one name. For comparing only, never shown. After Unicode Technical Standard 39, section 4.
    """
    return handle.translate(_LOOKS_LIKE).replace("rn", "m").replace("vv", "w")


def is_kept(handle: str) -> bool:
    """Return whether a handle is the house's own, or could be taken for someone in charge of it."""
    whole = skeleton(handle)
    parts = [part for piece in re.split("[-_]+", handle) for part in (piece, piece.strip("0123456789"))]
    return (
        whole in _WHOLE_SKELETONS
        or any(skeleton(part) in _PART_SKELETONS for part in parts)
        or _ANYWHERE.search(handle.translate(_LOOKS_LIKE)) is not None
    )


def suggestions(handle: str, is_taken: Callable[[str], bool]) -> list[str]:
    """Return three calm, free handles near a wish that cannot be granted: `sam-river`, `sam-lake`, `sam-fern`.

    The same wish and the same members give the same three. The wish may be anything typed. `is_taken` is asked
    about handles under the rule and decides by skeleton; when it says yes to everything, fewer come back.
    """
    base = re.sub("[^a-z0-9_-]", "", handle.lower()).strip("-_")
    words = _NATURE.split()
    start = zlib.crc32(base.encode()) % len(words)
    words = words[start:] + words[:start]
    if not re.search("[a-z]", base) or is_kept(base):
        base = words.pop()
    free = (wish for wish in _near(base, words) if HANDLE.fullmatch(wish) and not is_kept(wish) and not is_taken(wish))
    return list(islice(free, SUGGESTED))


def _near(base: str, words: list[str]) -> Iterator[str]:
    """Yield the base with a word; when the words run out, with a word and a number too."""
    for number in ("", *(f"-{number}" for number in range(2, _LAST_NUMBER + 1))):
        for word in words:
            ending = f"-{word}{number}"
            yield base[: LONGEST - len(ending)].rstrip("-_") + ending


_WHOLE_SKELETONS = frozenset(skeleton(name) for name in [*RESERVED_SIGN_INS, *_KEPT_WHOLE.split()])
_PART_SKELETONS = frozenset(skeleton(name) for name in _KEPT_AS_PART.split())
# Not by skeleton: there the end of one word folds into the next ("moderator-nick").
_ANYWHERE = re.compile(
    "|".join(_KEPT_ANYWHERE.split()).translate(_LOOKS_LIKE).replace("m", "(?:m|rn)").replace("w", "(?:w|vv)")
)
