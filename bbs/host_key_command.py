"""`warmline host-key`: the key by which callers recognise this place, and a new one in its stead."""

from __future__ import annotations

import argparse

from rich.console import Console

from bbs.clock import SystemClock
from bbs.server import hostkeys
from store.home import Home


def host_key(arguments: argparse.Namespace, said: Console) -> None:
    """Show the host key as a fingerprint and as words; --rotate makes one that takes over after 90 days."""
    home = Home(arguments.home.resolve())
    home.must_be_started()
    now = SystemClock().now()
    keys = (hostkeys.rotate if arguments.rotate else hostkeys.load)(home.host_keys, now=now)
    for key in keys.signing:
        _show("The key of this place is", key.get_fingerprint(), hostkeys.in_words(key), said)
    if keys.coming is not None:
        title = f"From {keys.day.isoformat()} it is"
        _show(title, keys.coming.get_fingerprint(), hostkeys.in_words(keys.coming), said)
        said.print(
            "Until then both are announced, so that members' ssh learns the new one when they call. Tell them its "
            "words all the same: who does not call before that day is warned. A running server announces it within "
            "a day, or as soon as it is asked to look: systemctl reload warmline."
        )


def _show(title: str, fingerprint: str, words: str, said: Console) -> None:
    said.print(f"{title}  {fingerprint}")
    said.print(f"  in words: {words}")
