"""The language a caller is spoken to in. A leaf: it imports nothing of ours."""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

CATALOGUES = Path(__file__).parent / "text" / "languages"
DOMAIN = "warmline"

NAMES = {"en": "English", "es": "español"}
"""Languages as those who speak them call them."""


def N_(message: str) -> str:  # noqa: N802 - the name every gettext tool looks for
    """Mark a message for the catalogue without translating it yet (labels of classes, words of errors)."""
    return message


_DOES = re.compile(r"\{(do|Do|key|one):")


class _Doing:
    """How something is done where the caller is, for a gap such as {do:help/Ctrl+G}: its word there, then its key.

    {do:...} says "type help" or "press Ctrl+G", {Do:...} begins a sentence with it, {key:...} is the bare word or key.
    {one:...} says how it is done to one thing of a list, which lines say after the word and the screen chooses before.
    """

    def __init__(self, language: Language, kind: str) -> None:
        self._language = language
        self._kind = kind

    def __format__(self, spec: str) -> str:
        word, _, key = spec.partition("/")
        if self._kind == "key":
            return key if self._language.pressed else word
        say = self._language
        if self._kind == "one":
            in_keys, in_words = N_("press its number, then {key}"), N_("type {word} and its number")
            return say(in_keys, key=key) if say.pressed else say(in_words, word=word)
        words = say(N_("press {key}"), key=key) if self._language.pressed else say(N_("type {word}"), word=word)
        return words[:1].upper() + words[1:] if self._kind == "Do" else words


@dataclass(frozen=True)
class Language:
    """A translator for one caller. `code` is a language tag such as "en" or "es".

    Things are done by typing words, or, where they are `pressed`, by pressing keys: sentences that say how differ.
    """

    code: str = "en"
    pressed: bool = False
    _catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations, repr=False, compare=False)

    @classmethod
    def of(cls, code: str) -> Language:
        """Return the translator for a language code; messages without a translation stay English."""
        return cls(code, _catalogue=gettext.translation(DOMAIN, str(CATALOGUES), [code], fallback=True))

    def __call__(self, message: str, /, **values: object) -> str:
        """Translate a message, then fill its {names} from `values`."""
        words = self._catalogue.gettext(message) if message else ""
        if _DOES.search(words):
            values = {**values, **{kind: _Doing(self, kind) for kind in ("do", "Do", "key", "one")}}
        return words.format(**values) if values else words

    @cached_property
    def in_keys(self) -> Language:
        """The same language where things are done by pressing keys."""
        return replace(self, pressed=True)

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Translate a counted message; {n} is filled with `number`."""
        return self._catalogue.ngettext(one, many, number).format(n=number, **values)


ENGLISH = Language()


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that can be spoken here, English first."""
    return (ENGLISH.code, *sorted(path.parent.parent.name for path in CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")))
