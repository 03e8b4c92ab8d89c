"""The drafts of a visit: what its caller writes is kept in pauses, and forgotten once it is sent.

Which draft is whose is of `bbs.community.drafts`, which hand of the visit writes it of its `hands`.
"""

from __future__ import annotations

from collections.abc import Mapping

from bbs.community import drafts
from bbs.errors import BBSError
from bbs.session import Session


async def begun(session: Session, place: str) -> str:
    """Return what was kept for a place, "" if nothing: somebody begins to write there."""
    if session.person is None or not place or session.house.store is None:
        return ""
    kept = await session.read(drafts.begun, session.vault, session.person.id, place, session.locker.key)
    session.hands.opens(place, kept.version, kept.text, kept.row)
    return kept.text


async def keep(session: Session, place: str, text: str) -> bool:
    """Keep what is being written. For a guest there is nowhere to keep it.

    Return whether another device wrote there too, so that two versions are kept now. Words that are as they were
    kept already are not kept again: they may have been posted from elsewhere since.
    """
    if session.person is None or not place or session.house.store is None or session.hands.has(place, text):
        return False
    hand, typed_at = session.hands.at(place), session.heard_at if session.is_cut else session.now
    keeping = await session.write(
        drafts.keep, session.vault, session.person.id, place, text, now=session.now, hand=hand, typed_at=typed_at,
        key=session.locker.key,
    )  # fmt: skip
    session.hands.kept(place, keeping.version, text, keeping.row)
    return keeping.beside


async def sent(session: Session, words: Mapping[str, str]) -> None:
    """Forget what was kept for some places: these words of theirs are posted. What others kept there stays.

    Whoever is cut off now keeps them no more: that is noted before the drafts are taken away, and not after it.
    """
    written = {place: session.hands.at(place) for place in words if place}
    if session.person is not None and written and session.house.store is not None:
        for place in written:
            session.hands.sent(place, words[place])
        await session.write(drafts.sent, session.person.id, written)


async def refused(session: Session, words: Mapping[str, str]) -> bool:
    """Keep words that came whole and could not be sent, by their places; return whether they are kept."""
    try:
        for place, text in words.items():
            await keep(session, place, text)
    except BBSError:
        return False
    return session.person is not None


async def sent_whole(session: Session, words: Mapping[str, str]) -> None:
    """Forget the drafts that say just what was sent; one that says something else stays."""
    same = {place: text for place, text in words.items() if await begun(session, place) == text}
    await sent(session, same)


async def drop(session: Session, place: str) -> None:
    """Forget what was kept for a place, whoever kept it."""
    if session.person is not None and place and session.house.store is not None:
        session.hands.done(place)
        await session.write(drafts.drop, session.person.id, place)
