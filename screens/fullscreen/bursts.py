"""What keys mean that came together: keys pressed fast, or a text pasted by a terminal that marks no pastes."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from screens.fullscreen.keyboard import Pasted, Typed

LETTERS_AT_ONCE: Final = 8
"""Letters of one burst that are keys where no text is written: more were pasted. A key held down is one letter."""
_LINE_END: Final = re.compile("[\r\n]")

Burst = list[Typed | Pasted]


def written(came: Burst) -> Burst:
    """Return what a burst is where a text is written: letters that came together are pasted.

    Where a line end stands among them and not after them, it is a part of the text and answers no question.
    """
    is_several = _LINE_END.search("".join(one.text for one in came if _is_text(one))[:-1]) is not None
    taken: Burst = []
    for belongs, group in groupby(came, lambda one: is_letter(one) or (is_several and _is_text(one))):
        if not belongs:
            taken += group
            continue
        text = "".join(one.text for one in group)
        taken.append(Pasted(_lines(text)) if is_several or len(text) > 1 else Typed(text))
    return taken


def pressed(came: Burst) -> tuple[list[Typed], bool]:
    """Return the keys of a burst where no text is written, and whether a text was among them, which is left out."""
    letters = "".join(one.text for one in came if _is_text(one))
    is_text = len(letters) > LETTERS_AT_ONCE and len(set(letters)) > 1
    keys = [one for one in came if isinstance(one, Typed) and not (is_text and _is_text(one))]
    return keys, is_text or any(isinstance(one, Pasted) for one in came)


def is_letter(one: Typed | Pasted) -> bool:
    """Say whether something is one letter that was typed, or several that came together."""
    return isinstance(one, Typed) and one.text >= " " and one.text != "\x7f"


def _is_text(one: Typed | Pasted) -> bool:
    return is_letter(one) or (isinstance(one, Typed) and one.text in "\r\n\t")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
