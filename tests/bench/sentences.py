"""Sentences that somebody could say: a few words are everywhere in them, and most are rare."""

from __future__ import annotations

from random import Random

COMMON, RARE, PHRASE, NOWHERE = "night", "saxifrage", '"kettle on"', '"night night"'
"""What is searched for: a word that half of all posts hold, one of a handful, two words side by side, and two common
words that are never that."""
VOWELS, CONSONANTS = "aeiou", "bdfgklmnprstvz"


def sentences(chance: Random, number: int = 3000) -> list[str]:
    """Return sentences of words that a reader's tongue can say."""
    syllables = [c + v for c in CONSONANTS for v in VOWELS]
    words = ["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(20_000)]
    made = []
    for _ in range(number):
        row = [words[int(len(words) * chance.random() ** 3)] for _ in range(chance.randint(5, 16))]
        if chance.random() < 0.15:
            row.insert(chance.randrange(len(row)), COMMON)
        if chance.random() < 0.01:
            row.insert(chance.randrange(len(row)), "kettle on")
        made.append(" ".join(row).capitalize() + ".")
    return made
