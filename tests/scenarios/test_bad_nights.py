"""Bad nights, over OpenSSH, in both modes: what somebody needs is one step away, whoever they are."""

from __future__ import annotations

from bbs.community import members
from tests.harbour import Harbour
from tests.scenarios.callers import Calls

CALL_999 = "If your life is in danger now, call 999 or 112."


def lives_in(harbour: Harbour, handle: str, country: str) -> None:
    """Make a member who chose a country."""
    person = harbour.member(handle)
    harbour.write(members.set_setting, person.id, "country", country)


def test_panic_at_night(caller: Calls, harbour: Harbour) -> None:
    """A member who cannot breathe: help, then a breath, step by step, and home again."""
    lives_in(harbour, "sam", "GB")
    sam = caller.signs_in("sam")
    said = sam.asks_for_help()
    assert CALL_999 in said
    assert "You can get through the next few minutes." in said
    said = sam.does("steady", "Step 1 of")
    assert "There is no clock; Enter goes on." in said
    sam.goes_on("Step 2 of")
    sam.goes_home()
    sam.leaves()


def test_already_taken_something(caller: Calls) -> None:
    """Somebody without an account: what to do stands before all lines, and the number is said digit by digit."""
    stranger = caller.calls("help")
    said = stranger.hears("Reach a person here")
    assert said.index("Already taken something or hurt yourself? Call now") < said.index("1.")
    stranger.does("country", "Your country")
    assert CALL_999 in stranger.answers("gb", "Samaritans")
    said = stranger.does("number", "one one six, one two three", item=1)
    assert "Samaritans. Phone one one six, one two three." in said
    stranger.leaves()


def test_cannot_speak(caller: Calls, harbour: Harbour) -> None:
    """Somebody in a flat where every word is heard: lines to text, the text before the telephone."""
    lives_in(harbour, "sam", "GB")
    sam = caller.signs_in("sam")
    sam.asks_for_help()
    said = sam.does("text", "You need not speak.")
    assert "Text SHOUT to 85258" in said
    assert "Text 88247 or phone 0800 068 4141" in said
    sam.chooses(1, "Not yet checked")
    sam.does("camera", "What for")
    sam.answers("to text it", "SHOUT to 85258")
    sam.goes_home()
    sam.leaves()


def test_grief(caller: Calls, harbour: Harbour) -> None:
    """Somebody whose sister died: lines for who grieves come first, those for everyone after them."""
    lives_in(harbour, "sam", "IE")
    sam = caller.signs_in("sam")
    sam.asks_for_help()
    sam.does("lines-for", "Lines for")
    said = sam.answers("who is grieving", "There is no right way to grieve")
    assert "call 112 or 999." in said
    assert said.index("Pieta") < said.index("Samaritans Ireland")
    sam.goes_home()
    sam.leaves()


def test_worried_about_a_friend(caller: Calls, harbour: Harbour) -> None:
    """Somebody reads a post that frightens them: what to say is one key away, then a note to the people here."""
    harbour.member("sam")
    lives_in(harbour, "ash", "GB")
    sam = caller.signs_in("sam")
    sam.starts_thread("sleep", "Tonight", "I do not want to wake up.")
    sam.leaves()
    ash = caller.signs_in("ash")
    ash.does("new", "I do not want to wake up.")
    said = ash.does("what-to-say", "what to say")
    assert CALL_999 in said
    ash.opens("help/person", "we cannot send anyone")
    ash.begins_text("write", "I am worried about sam.")
    said = ash.sends("Not answered yet, waiting a moment. Nobody has taken it.")
    assert "Nobody is watching right now." in said
    ash.goes_home()
    ash.leaves()


def test_a_shared_computer(caller: Calls, harbour: Harbour) -> None:
    """Somebody who must leave no trace: what stays is one key from crisis help, then gone at once."""
    lives_in(harbour, "sam", "GB")
    sam = caller.signs_in("sam")
    sam.asks_for_help()
    said = sam.does("traces", "What this is about")
    assert "Ctrl+Q" in said
    assert "Goodbye" not in sam.quits()
