"""Two hundred accounts that come within the hour and write the same: some over ssh, the rest as fast as it goes."""

from __future__ import annotations

import subprocess
from typing import Final

from bbs.community import joining, noticed, posts
from bbs.community.joining import Proof
from tests import houses
from tests.harbour import CLEAN, Harbour
from tests.houses import CHEAP, PASSPHRASE

TITLE: Final = "Sleep at once"
TEXT: Final = "Zebra drops, no prescription: www.zebra-drops.com"
OVER_SSH: Final = 10
ALL: Final = 200
AT_ONCE: Final = 20
"""Of the rest: a busy machine is not waited for in vain."""


def joins_and_posts(harbour: Harbour, handle: str, title: str, text: str) -> str:
    """Join from a script, with no terminal, begin a thread in the same visit, and hang up; return what was said."""
    typed = ("yes", "yes", "yes", handle, "yes", "later", "", "go boards/sleep", "post", title, text, ".", "yes", "bye")
    command = harbour.command("new", terminal=False, options=("-o", "BatchMode=yes"))
    done = subprocess.run(
        command, input="\n".join((*typed, "")), capture_output=True, text=True, timeout=30, check=False, env=CLEAN
    )
    return done.stdout


def floods(harbour: Harbour) -> list[str]:
    """Let all of them join and post; return their handles."""
    handles = [f"drop{n}" for n in range(1, ALL + 1)]
    for handle in handles[:OVER_SSH]:
        assert "Posted." in joins_and_posts(harbour, handle, TITLE, TEXT)
    for first in range(OVER_SSH, ALL, AT_ONCE):
        harbour.run(_come(harbour, handles[first : first + AT_ONCE]))
    return handles


async def _come(harbour: Harbour, handles: list[str]) -> None:
    """Do what the pages of joining and posting do, in sessions of the same house, without drawing them."""
    hashed, house = CHEAP.hash(PASSPHRASE), harbour.house
    guidelines, writing = house.texts.guidelines.version, house.config.writing
    for handle in handles:
        session = houses.session(house)
        vault, now = session.vault, session.now
        underway, _ = await session.write(joining.begin, vault, now=now)
        said = joining.Underway(underway.mark, guidelines, adult=True, consent=True, handle=handle)
        joined = await session.write(joining.enter, vault, said, Proof(hashed=hashed), now=now)
        line = await session.write(posts.start, joined.person, "sleep", TITLE, TEXT, now=now)
        await session.write(noticed.in_post, vault, house.texts.noticing, line.id, now=now, writing=writing)
