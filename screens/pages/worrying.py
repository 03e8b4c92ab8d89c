"""What pages share from which one answers others: help with answering somebody who says they want to die."""

from __future__ import annotations

from bbs.language import N_
from screens.page import AnyPage, Goto, Result, action


class WorryingPage(AnyPage):
    """A page on which somebody may meet words that frighten them."""

    @action("j", N_("somebody says they want to die: what to say"), name="what-to-say")
    async def what_to_say(self) -> Result:
        """Open what helps and what does not."""
        return Goto("help/what-to-say")
