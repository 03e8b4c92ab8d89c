"""`ssh host up`: whether this place is open. Anybody may ask, and nothing is told but yes or no, and why not."""

from __future__ import annotations

from bbs.errors import Exit
from bbs.house import House
from screens.linemode.tty import Tty


async def tell(house: House, tty: Tty) -> Exit:
    """Print a line for programs, in no language, and leave 0 or 1 behind."""
    if not await house.is_up():
        tty.say("1 help-only")
        return Exit.REFUSED
    if house.is_read_only:
        tty.say("1 read-only")
        return Exit.REFUSED
    tty.say("0 up")
    return Exit.DONE
