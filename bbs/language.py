"""The language a caller is spoken to in. A leaf: it imports nothing of ours."""

from __future__ import annotations

import gettext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).parent / "text" / "languages"
DOMAIN = "warmline"

NAMES = {"en": "English", "es": "español"}
"""Languages as those who speak them call them."""


def N_(message: str) -> str:  # noqa: N802 - the name every gettext tool looks for
    """Mark a message for the catalogue without translating it yet (labels of classes, words of errors)."""
    return message


@dataclass(frozen=True)
class Language:
    """A translator for one caller. `code` is a language tag such as "en" or "es"."""

    code: str = "en"
    _catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations, repr=False, compare=False)

    @classmethod
    def of(cls, code: str) -> Language:
        """Return the translator for a language code; messages without a translation stay English."""
        return cls(code, gettext.translation(DOMAIN, str(CATALOGUES), [code], fallback=True))

    def __call__(self, message: str, /, **values: object) -> str:
        """Translate a message, then fill its {names} from `values`."""
        words = self._catalogue.gettext(message) if message else ""
        return words.format(**values) if values else words

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Translate a counted message; {n} is filled with `number`."""
        return self._catalogue.ngettext(one, many, number).format(n=number, **values)


ENGLISH = Language()


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that can be spoken here, English first."""
    return (ENGLISH.code, *sorted(path.parent.parent.name for path in CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")))
