"""What came of a report, in words for whoever made it: warm, and without what is between others and this place."""

from __future__ import annotations

from typing import Final

from bbs.community.post_acts import Act
from bbs.community.reports import Own, Reason
from bbs.language import N_

THANKED: Final = N_("Somebody looked at it, and it is settled. Thank you for telling.")
"""What is said of an outcome that has no words of its own."""
NOTHING_WRONG: Final = N_(
    "Somebody looked, and it can stand as it is. It was right to tell all the same: better once too often than not at "
    "all. Thank you."
)
NO_NEED_TO_WORRY: Final = N_(
    "Somebody looked. As far as they can tell, there is no need to worry now. Thank you for looking out for somebody: "
    "that is never wrong."
)
AGREED: Final = N_("Somebody looked, saw it as you do, and did something about it. Thank you for telling.")
OUTCOMES: Final = {
    "agree": AGREED,
    **{act.value: AGREED for act in Act if act},
    "undone": N_("It was looked at a second time, and what was done is undone. Thank you for telling all the same."),
    "ignore": N_("Somebody looked, and left it as it is. It was right to tell all the same. Thank you."),
    "disagree": NOTHING_WRONG,
    "support": N_("Somebody looked, and told them of people they can turn to. Thank you for looking out for somebody."),
}
"""What each outcome of a case is called for who reported it; what was done to a post is between others and us."""


def in_words(report: Own) -> str:
    """Return what came of a report that was decided, marked for translation."""
    if report.outcome == "disagree" and Reason.WORRIED in report.reasons:
        return NO_NEED_TO_WORRY
    if report.outcome == "support" and Reason.WORRIED not in report.reasons:
        return THANKED
    return OUTCOMES.get(report.outcome, THANKED)
