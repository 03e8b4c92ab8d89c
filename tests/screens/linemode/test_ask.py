"""Questions in the line mode: asked one at a time, answered in words, left without loss."""

from __future__ import annotations

import asyncio

import pytest

from bbs.arrival import Terminal
from bbs.community import posts, repeats
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.house import House
from screens.linemode.opening import open_line
from screens.pages import ROUTES
from tests import houses
from tests.finding import finds
from tests.houses import HeldClock
from tests.screens.linemode.listening import listen

WRITE = ["go boards/sleep", "post", "Rain", "On the roof.", "."]
"""What leads to the review of a new thread."""


WIDE = Terminal(kind="xterm", columns=200, locale="en_GB.UTF-8")


def found(house: House, sam: Person) -> list[PostLine]:
    return houses.write(house, finds, sam, "rain")


def reviews(house: House, sam: Person, *typed: str) -> list[tuple[tuple[str, ...], str]]:
    """Write a post and type these lines at its review; return the lines and the prompt after each."""
    heard = listen(house, [*WRITE, *typed], sam, terminal=WIDE)[len(WRITE) + 1 :]
    return [(each.lines, each.prompt) for each in heard]


REVIEW = "Post, note, edit, draft: "


def test_a_review_explains_its_words(house: House, sam: Person) -> None:
    said, prompt = reviews(house, sam, "?")[0]
    assert " ".join(said) == (
        "Post, or yes: do it now. note: Content note. wish: Answers you wish for. tags: Tags. "
        "unnamed: Without your name. show: hear it. edit: change a line, or write on. draft: keep it for later."
    )
    assert prompt == REVIEW


def test_a_mistyped_word_at_a_review_loses_nothing(house: House, sam: Person) -> None:
    for typed in ("", "ys", "publish", "99"):
        assert isinstance(house.clock, HeldClock)
        house.clock.move(repeats.AGAIN)  # or the same words would be there already
        said = reviews(house, sam, typed, "yes")
        assert said[0] == (("Type one of these: Post, note, edit, draft. Or wish, tags, unnamed.",), REVIEW)
        assert said[1][0][0] == "Posted."


@pytest.mark.parametrize("ended", ["", "\x11"], ids=["cut", "quick exit"])
def test_a_title_that_was_half_typed_when_the_visit_ended_is_kept(house: House, sam: Person, ended: str) -> None:
    wire = houses.ScriptedWire(["go boards/sleep\r", "post\r", f"Rain on the{ended}"])
    asyncio.run(open_line(houses.session(house, sam), wire, ROUTES))
    heard = listen(house, ["go boards/sleep", "post"], sam, terminal=WIDE)[2]
    assert "Enter takes what is kept from before: Rain on the" in heard.lines


def test_under_which_name_is_said_once_and_again_when_it_is_another(house: House, sam: Person) -> None:
    heard = listen(house, [*WRITE, "show", "unnamed", "yes", "show", "unnamed", "no", "yes"], sam, terminal=WIDE)
    said = [line for each in heard for line in each.lines if line.startswith("Post ") and line.endswith("?")]
    assert said == ["Post as sam?", "Post without name?", "Post as sam?"]
    assert any(line.startswith("sam, ") for each in heard for line in each.lines)


def test_what_was_written_can_be_heard_before_it_is_sent(house: House, sam: Person) -> None:
    assert reviews(house, sam, "show")[0] == (("  On the roof.",), REVIEW)


def test_a_content_note_is_added_confirmed_and_posted(house: House, sam: Person) -> None:
    said = reviews(house, sam, "note", "grief", "yes")
    assert said[0][1] == "Content note: "
    assert said[1] == (("Content note: grief.",), REVIEW)
    assert [line.note for line in found(house, sam)] == ["grief"]


def test_back_from_a_content_note_leads_back_to_the_review(house: House, sam: Person) -> None:
    said = reviews(house, sam, "note", "back", "yes")
    assert said[1] == (("Content note: not set.",), REVIEW)
    assert said[2][0][0] == "Posted."


@pytest.mark.parametrize("word", ["draft", "d", "no", "back", "\x03"])
def test_leaving_a_review_keeps_the_draft(house: House, sam: Person, word: str) -> None:
    assert reviews(house, sam, word)[0][0] == ("Kept as a draft.",)
    assert found(house, sam) == []
    assert "Your draft is here, 1 line." in listen(house, WRITE[:3], sam)[3].words


def test_crisis_help_at_a_review_comes_back_to_it(house: House, sam: Person) -> None:
    said = reviews(house, sam, "help", "\x07", "yes")
    for lines, prompt in said[:2]:
        assert lines[0] == "If your life is in danger now, call 999 or 112."
        assert prompt == REVIEW
    assert said[2][0][0] == "Posted."


def test_a_refusal_after_the_review_is_said_and_loses_nothing(house: House, sam: Person) -> None:
    said = listen(house, ["go boards/sleep", "post", "Rain", ".", "yes", "edit", "Words now.", ".", "yes"], sam)
    assert said[5].prompt == REVIEW
    assert len(said[5].lines) == 1
    assert said[9].lines[0] == "Posted."


def test_a_yes_or_no_is_a_line_and_a_short_prompt(house: House) -> None:
    said = listen(house, ["go join", "yes", "perhaps", "?", "no"])
    assert said[2].words.endswith("Members here are 18 or older. 18 or over? Yes or no:")
    assert said[2].prompt == said[3].prompt == "Yes or no: "
    assert said[3].lines == ("Type yes or no.",)
    assert said[4].lines[0].startswith("Your word is enough")
    assert said[5].lines[0] == "What is open."


def test_a_choice_is_made_by_number_or_name_and_asked_again_otherwise(house: House) -> None:
    for answer in ("1", "congo"):
        said = listen(house, ["go help", "country", "congo", "9", answer])
        assert said[3].lines[0].startswith("1. Congo")
        assert said[4].lines == ("Type a number from 1 to 2.",)
        assert said[4].prompt == "Which country: "
        if answer == "1":
            assert "Help lines, Congo" in said[5].words


def test_an_answer_that_is_not_taken_is_asked_for_again_with_what_to_type(house: House) -> None:
    said = listen(house, ["go join", "yes", "yes", "yes", "", "x", "otter"])
    assert said[5].lines == ("Type an answer, or back to leave this.",)
    assert said[5].prompt == said[6].prompt == "Handle: "
    assert said[7].prompt == "Yes or no: "


def test_what_must_be_meant_needs_a_yes_typed_after_the_question(house: House, sam: Person) -> None:
    post = houses.write(house, posts.start, sam, "sleep", "Rain", "On the roof.", now=house.clock.now())
    place = f"go boards/sleep/{post.thread}"
    for answer in ("no", "", "back", "\x03", "delete"):
        said = listen(house, [place, "delete", answer], sam)
        assert said[2].lines == ("Take your post away? Its words are gone at once, for everybody.",)
        assert said[2].prompt == "Yes or no: "
        assert said[3].lines == ("Left as it was.",)
    listen(house, [place, "delete\ryes"], sam)
    assert [line.removed for line in found(house, sam)] == [False]
    assert listen(house, [place, "delete", "yes"], sam)[3].lines[0] == "Removed."


def test_a_confirmed_question_of_one_line_is_asked_as_a_yes_or_no(house: House) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJQ0pjk2Dv4cZtSZLM6V1lYI6VKkH2qyHnBI0pGvz1Kb laptop"
    listen(house, ["go settings/keys", "add", key, "laptop"], olive)
    said = listen(house, ["go settings/keys", "remove 1", "yes"], olive)
    assert said[2].prompt == "Yes or no: "
    assert said[3].lines[0] == "Removed."


def test_back_from_whether_it_is_meant_leads_to_what_was_answered(house: House) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    typed = ["go office/announcements", "announce", "We move on Sunday.", "2", "back", "back", "", "", "yes"]
    said = listen(house, typed, olive)
    assert said[4].lines[0] == "Announce it?"
    assert said[5].lines[-1] == "Enter takes 2."
    assert said[6].lines[-1] == "Enter takes what is kept from before: We move on Sunday."
    assert said[9].lines[0] == "It is announced. Members see it at home from now on."


def test_without_a_terminal_no_secret_is_asked_for(house: House) -> None:
    said = listen(house, ["in", "join", "yes", "yes", "yes", "otter", "no"], terminal=Terminal())
    assert all("not shown" not in each.prompt for each in said)
