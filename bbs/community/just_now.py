"""What somebody said in this visit and may go on with. It is kept in memory, for the visit, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from bbs.community.moods import CheckIn
from bbs.community.questionnaires import Answered


@dataclass
class JustNow:
    """The check-in that was just made, which takes more words without being read again (it may be sealed).

    `at` is when it was made; `offers` says that something is offered with it, as days were low. `answers` are those to
    a questionnaire, which are kept only if they say so, `appointment` a page for one that is
    not kept yet.
    """

    checkin: CheckIn | None = None
    at: int = 0
    offers: bool = False
    answers: Answered | None = None
    appointment: str = ""

    def clear(self) -> None:
        """Forget all of it: somebody else signs in."""
        self.checkin, self.offers, self.answers, self.appointment = None, False, None, ""
