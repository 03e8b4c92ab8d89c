"""What a typed word means: an action of the page, or one of the few words every prompt knows."""

from __future__ import annotations

from collections.abc import Sequence

from bbs.language import N_, Language
from screens.page import OPEN_TO_ALL, Action, AnyPage

OWN: dict[str, tuple[str, str]] = {
    "more": ("m", N_("go on, as Enter does")),
    "previous": ("p", N_("the one before")),
    "again": ("a", N_("say it again")),
    "go": ("g", N_("to a place, such as g boards")),
    "?": ("", N_("what you can do here")),
    "bye!": ("", N_("leave at once, screen cleared")),
}
"""Words of the line mode itself: (one-letter form, what it does). A page's own letters come first."""
MEANT = {"n": "more", "next": "more"}
"""Words that mean one of OWN where a page has none of that name: `n` begins New on home, and goes on in it."""
EVERYWHERE = frozenset(AnyPage.declared)


def asks_for_help(typed: str) -> bool:
    """Say whether a line asks for crisis help and nothing else, whatever its case and punctuation."""
    return typed.strip() == "!" or typed.strip(" .,!?").lower() == "help"


def is_open_to_all(typed: str) -> bool:
    """Say whether a line asks for what everybody can do at any moment: crisis help, or leaving."""
    word, _, rest = typed.strip().partition(" ")
    return asks_for_help(typed) or word.lower() == "bye!" or resolve(word, rest, AnyPage.declared) in OPEN_TO_ALL


def resolve(word: str, rest: str, offered: Sequence[Action]) -> Action | None:
    """Return the offered action that a word names: exactly, by its letter, or by an unmistakable beginning.

    A letter or a beginning followed by more than a number is no command but a search for a name; a sign is one always.
    """
    lowered = word.lower()
    alone = not rest or rest.isdecimal()
    for action in offered:
        if lowered == action.name or ((alone or not word.isalnum()) and word in (action.key, action.key.upper())):
            return action
    begun = [action for action in offered if len(lowered) > 1 and alone and action.name.startswith(lowered)]
    return begun[0] if len(begun) == 1 else None


def own(word: str) -> str | None:
    """Return which of OWN a word is, or None."""
    lowered = word.lower()
    return next((name for name, (letter, _) in OWN.items() if lowered in (name, letter) and lowered), None)


def keys(offered: Sequence[Action], language: Language) -> list[str]:
    """Return what can be done here: a line for each action of the page, one for those every page has, one for OWN.

    Made from the actions, so that it is never out of date.
    """
    lines: list[str] = []
    everywhere: list[str] = []
    taken: set[str] = set()
    for action in offered:
        letter = action.key if action.key not in taken else ""
        line = _line(letter, action.name, language(action.label), language)
        (everywhere if action in EVERYWHERE else lines).append(line)
        taken.add(action.key)
    own_words = [
        _line(letter if letter not in taken else "", name, language(does), language)
        for name, (letter, does) in OWN.items()
    ]
    return [*lines, " ".join(everywhere), " ".join(own_words)]


def _line(letter: str, name: str, does: str, language: Language) -> str:
    word = name if letter in ("", name) else language(N_("{key} or {name}"), key=letter, name=name)
    return f"{word}." if does == name else language(N_("{word}: {does}."), word=word, does=does)
