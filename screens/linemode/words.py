"""What a typed word means: an action of the page, or one of the few words every prompt knows."""

from __future__ import annotations

from collections.abc import Sequence

from bbs.language import N_, Language
from screens.page import Action

OWN: dict[str, tuple[str, str]] = {
    "?": ("?", N_("say what you can do here")),
    "more": ("m", N_("go on; Enter does the same")),
    "previous": ("p", N_("say the one before")),
    "again": ("a", N_("say it again")),
    "go": ("g", N_("go to an address: go boards")),
    "bye!": ("", N_("leave at once and clear the screen")),
}
"""Words of the line mode itself: (one-letter form, what it does). A page's own letters come first."""


def resolve(word: str, rest: str, offered: Sequence[Action]) -> Action | None:
    """Return the offered action that a word names: exactly, by its letter, or by an unmistakable beginning.

    A letter or a beginning followed by more than a number is no command but a search for a name.
    """
    lowered = word.lower()
    alone = not rest or rest.isdecimal()
    for action in offered:
        if lowered == action.name or (alone and word in (action.key, action.key.upper())):
            return action
    begun = [action for action in offered if len(lowered) > 1 and alone and action.name.startswith(lowered)]
    return begun[0] if len(begun) == 1 else None


def own(word: str) -> str | None:
    """Return which of OWN a word is, or None."""
    lowered = word.lower()
    return next((name for name, (letter, _) in OWN.items() if lowered in (name, letter) and lowered), None)


def keys(offered: Sequence[Action], language: Language) -> list[str]:
    """Return what can be done here, one a line: made from the actions, so that it is never out of date."""
    lines, taken = [], set()
    for action in offered:
        lines.append(
            _line(action.key if action.key not in taken else "", action.name, language(action.label), language)
        )
        taken.add(action.key)
    for name, (letter, does) in OWN.items():
        lines.append(_line(letter if letter not in taken and letter != name else "", name, language(does), language))
    return lines


def _line(key: str, name: str, does: str, language: Language) -> str:
    if key:
        return language(N_("{key} or {name}: {does}."), key=key, name=name, does=does)
    return language(N_("{name}: {does}."), name=name, does=does)
