"""What is said to somebody who began a thread at night."""

from __future__ import annotations

from bbs.community import nights
from bbs.community.nights import By
from bbs.language import N_
from bbs.session import Session

USUALLY = {
    By.MORNING: N_("Answers usually come by morning."),
    By.AFTERNOON: N_("Answers usually come by the afternoon."),
    By.EVENING: N_("Answers usually come by the evening."),
}


async def posted_words(session: Session, posted: str) -> str:
    """Return what is said after somebody began a thread: at night also by when answers usually come, if that is known.

    Where that is long, it says where somebody answers sooner. Scripts are told what they were always told.
    """
    said = [posted]
    if not session.terminal.exists:
        return said[0]
    usual = await session.read(nights.usual_answer, session.now, session.zone)
    if usual is not None:
        by, is_long = usual
        said.append(session.say(USUALLY[by]))
        if is_long:
            said.append(session.say(N_("Sooner: {do:help/Ctrl+G}.")))
    return " ".join(said)
