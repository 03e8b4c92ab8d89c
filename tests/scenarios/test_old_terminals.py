"""A terminal without UTF-8, as on an old machine: what it has signs for is read and written, the rest does no harm."""

from __future__ import annotations

from typing import Any

from bbs.community import posts, reading
from tests.harbour import CLEAN, Harbour
from tests.scenarios.callers import Calls
from tests.scenarios.full_caller import FullCaller

WESTERN: dict[str, Any] = {
    "environment": {k: v for k, v in CLEAN.items() if k != "LC_ALL"} | {"LANG": "en_US.ISO-8859-1"},
    "options": ("-o", "SendEnv=LANG"),
    "encoding": "iso-8859-1",
}
UTF_8_MISREAD = ("Ã", "â\x80", "ð\x9f")
"""How letters with accents, signs and pictures begin that were sent in UTF-8 after all."""


def test_words_are_read_and_written_in_its_own_letters(caller: Calls, harbour: Harbour) -> None:
    ash, sam, now = harbour.member("ash"), harbour.member("sam"), harbour.clock.now()
    first = harbour.write(posts.start, ash, "sleep", "Café", "Naïve – so tired 夜 of it.", now=now)
    visit = caller.signs_in("sam", **WESTERN)
    assert "Café" in visit.opens("boards/sleep", "Café")
    said = visit.opens(f"boards/sleep/{first.thread}", "of it.")
    assert "Naïve ? so tired ?" in said
    visit.replies("Très fatigué, moi aussi.")
    assert "call 999 or 112" in visit.opens("help/GB", "Samaritans")
    if isinstance(visit, FullCaller):
        assert any(row.startswith(" > ") for row in visit.rows), "what is chosen has a sign that it can draw"
        assert visit.is_as_drawn_anew()
    last = visit.leaves()
    assert "Goodbye." in last
    sent = visit.window.received if isinstance(visit, FullCaller) else visit.line.said
    assert not any(misread in sent for misread in UTF_8_MISREAD)
    [_, answer] = harbour.write(reading.stretch, sam, first.thread, first=1).posts
    assert answer.text == "Très fatigué, moi aussi."
