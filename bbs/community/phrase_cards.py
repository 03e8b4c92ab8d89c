"""Phrase cards: warm words for situations that come again, for who writes to a member to change and add to."""

from __future__ import annotations

from dataclasses import dataclass

from bbs.community.shipped_words import Folders


@dataclass(frozen=True)
class PhraseCard:
    """Words for a situation, and what that is called."""

    title: str
    text: str


def all_of(folders: Folders) -> tuple[PhraseCard, ...]:
    """Return the cards in their order. Raises ValueError for words that are missing or not as they should be."""
    table = folders.table("phrase_cards.toml")
    cards = tuple(PhraseCard(card.text("title"), card.text("text")) for card in table.tables("card"))
    table.done()
    return cards
