"""Words that most posts have: they tell its language, and no pattern is looked for by one of them if it has others."""

from __future__ import annotations

from typing import Final

from bbs.community.noticing.plain import END

_ENGLISH: Final = (
    *("i", "to", "the", "my", "and", "not", "am", "a", "is", "it", "me", "of", "do", "in", "be", "for", "have", "on"),
    *("this", "would", "can", "going", "that", "with", "about", "at", "was", "you", "if", "up", "feel", "like"),
    *("out", "no", "when", "will", "last", "he", "how", "now", "keep", "what", "here", "one", "been", "but"),
    *("there", "today", "time", "they", "again", "night", "after", "go", "day", "are", "off", "over", "she", "by"),
    *("know", "has", "got", "had", "every", "being", "more", "back", "from", "only", "since", "take", "better"),
    *("any", "them", "say", "said", "so", "an", "as", "or", "we", "her", "his", "who", "then", "than", "make"),
    *("people", "work", "sleep", "home", "good", "still", "first", "way", "could", "just", "some", "much", "too"),
    *("all", "think", "get", "want"),
)
_SPANISH: Final = (
    *("me", "no", "a", "de", "mi", "la", "que", "en", "el", "y", "voy", "tengo", "hoy", "con", "se", "ya", "estoy"),
    *("por", "para", "las", "esta", "un", "todo", "los", "siento", "lo", "si", "mas", "he", "este", "mejor", "es"),
    *("yo", "solo", "cuando", "mis", "una", "del", "dia", "al", "sin", "le", "nada", "como", "va", "asi", "soy"),
    *("muy", "pero", "su", "te", "ha", "hay", "tan", "porque", "bien", "casa", "trabajo", "noche", "quiero"),
)
ENGLISH: Final = frozenset(_ENGLISH)
SPANISH: Final = frozenset(_SPANISH)
COMMON: Final = ENGLISH | SPANISH | {END}
"""As they are compared, in all languages."""
