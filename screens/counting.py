"""How much is new, in words: counted as far as somebody would count it themselves, and "more than" beyond."""

from __future__ import annotations

from bbs.language import N_
from bbs.session import Session


def new_in_words(session: Session, number: int, most: int) -> str:
    """Return how many are new, "" for none. `most` is how many are counted; one more says that there are more."""
    if number > most:
        return session.say(N_("more than {n} new"), n=most)
    return session.language.count("{n} new", "{n} new", number) if number else ""


def threads_in_words(session: Session, number: int, most: int) -> str:
    """Return how many threads have news, as `new_in_words` does."""
    if number > most:
        return session.say(N_("more than {n} threads with new posts"), n=most)
    return session.language.count("{n} thread with new posts", "{n} threads with new posts", number) if number else ""
