"""A bad night: a tool at one's own pace; the next time, what helped comes first and kind words are there."""

from __future__ import annotations

from tests.harbour import Harbour
from tests.houses import words
from tests.scenarios.callers import Calls

WAVE = next(tool for tool in words().tools if tool.name == "urge")


def test_somebody_rides_out_an_urge_and_finds_what_helped_and_kind_words_the_next_time(
    caller: Calls, harbour: Harbour
) -> None:
    harbour.member("sam")
    harbour.member("ash")
    sam = caller.signs_in("sam")
    sam.starts_thread("sleep", "Awake again", "Third night.")
    ash = caller.signs_in("ash")
    ash.does("new", "Third night.")
    ash.does("thank", "Your words")
    ash.answers("I am glad you are here.", "Thanked.")
    ash.leaves()

    sam.opens("tools", "A slow breath")
    sam.does("need", "What is it like")
    sam.answers("an urge", "Riding out an urge")
    said = sam.chooses(1, "Step 1 of 9")
    assert "If this makes it worse, stop" in said
    for n, step in enumerate(WAVE.steps[1:], 2):
        assert step[-20:] in sam.goes_on(f"Step {n} of 9")
    sam.reads_on("Was this of use?")
    sam.does("yes", "Kept, for you alone.")
    sam.opens("thanks", "I am glad you are here.")
    sam.does("keep-words", "Kept with your kind words", item=1)
    sam.leaves()

    sam = caller.signs_in("sam")
    said = sam.opens("tools", "helped you")
    assert said.index("Riding out an urge") < said.index("A slow breath")
    said = sam.opens("kind-words/one", "I am glad you are here.")
    assert "ash, kept" in said
    sam.leaves()
