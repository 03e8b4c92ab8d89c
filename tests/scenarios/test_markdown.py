"""A little Markdown, read as its writer meant it in every mode."""

from __future__ import annotations

from bbs.community import posts
from tests.harbour import Harbour
from tests.scenarios.callers import Calls

WRITTEN = "It was *so* loud, and **nobody** came.\n* rain\n* wind\nWell. *shrug*\n[a song](https://example.org/rain)"


def test_what_somebody_emphasised_listed_and_quoted_is_read_without_its_signs(caller: Calls, harbour: Harbour) -> None:
    ash = harbour.member("ash")
    harbour.member("sam")
    first = harbour.write(posts.start, ash, "sleep", "A *loud* night", WRITTEN, now=harbour.clock.now())
    sam = caller.signs_in("sam")
    said = sam.opens(f"boards/sleep/{first.thread}", "A *loud* night")
    said = sam.opens(f"boards/sleep/{first.thread}/1", "a song (https://example.org/rain)")
    assert "It was so loud, and nobody came. - rain - wind Well. *shrug* a song (" in said
    sam.replies("> It was *so* loud", "Here _too_, all night.")
    said = sam.opens(f"boards/sleep/{first.thread}/2", "Here too, all night.")
    assert "It was so loud Here too, all night." in said
    sam.leaves()
