"""Deciding a case: few keys, a preview that is what is read, and nothing sent by accident."""

from __future__ import annotations

import asyncio

import pytest

from bbs.community import members, posts, reports, statements
from bbs.community.members import Person, Role
from bbs.community.post_acts import Act
from bbs.community.posts import PostLine
from bbs.community.reports import Reason
from bbs.community.sanctions import Kind
from bbs.house import House
from screens.pages import ROUTES
from screens.routes import find
from tests import houses
from tests.quarrels import flat, reported, told
from tests.screens.fullscreen.sitting import sit
from tests.screens.fullscreen.visits import Drawn
from tests.screens.linemode.listening import calling

DRAFTED = "What you wrote goes after somebody."


def test_from_taking_a_case_to_its_outcome_it_is_twelve_keys_beside_what_is_typed(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    """In lines, where each answer takes an Enter: a case is taken, its post hidden, its author muted for three days."""
    keys = ["t", "d", "4", "", "4", "2", ".", "s"]  # the guideline that the report speaks of stands
    said = houses.visit(house, ["go desk/cases/1", *keys, "bye"], wren)
    assert "Done, and they are told." in said
    assert told(house, sam).act is Act.HIDE
    sanction = told(house, sam).sanction
    assert sanction is not None
    assert sanction.kind is Kind.MUTE
    assert DRAFTED in told(house, sam).reasons
    assert told(house, sam).rule == house.texts.guidelines.short[6].line
    pressed = sum(len(key) + 1 for key in keys)
    assert pressed <= 15, "with a sanction and its length"
    keys = ["t", "d", "4", "", "", ".", "s"]
    assert sum(len(key) + 1 for key in keys) <= 12


@pytest.mark.parametrize(("reason", "first"), [(Reason.UNKIND, "decide"), (Reason.WORRIED, "write")])
def test_what_is_done_next_with_a_case_is_named_before_what_is_rare(
    house: House, wren: Person, sam: Person, reason: Reason, first: str
) -> None:
    now, lou = house.clock.now(), houses.member(house, "lou")
    post = houses.write(house, posts.start, sam, "sleep", "Four a.m.", "Once more.", now=now)
    houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", reason, now=now)
    page = find(ROUTES, houses.session(house, wren), "desk/cases/1")
    asyncio.run(page.view())
    assert [action.name for action in page.offered()][:3] == ["take", "open", first]


def test_the_preview_is_word_for_word_what_the_member_reads(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    said = houses.visit(house, ["go desk/cases/1", "t", "d", "4", "", "6", "3", ".", "s", "bye"], wren)
    begins, ends = "A moderator, a decision, new, ", "It always is."
    preview = flat(said[said.index("This is how it will be read.") :])
    preview = preview[preview.index(begins) : preview.index(ends)]
    read = flat(houses.visit(house, ["go decisions", "bye"], houses.write(house, members.by_id, sam.id)))
    assert preview in read
    assert "You wrote: You zebra and fool." in preview


@pytest.mark.parametrize(
    ("text", "wrote"), [("> Ask lou.\n\nYou zebra and fool.", "You zebra and fool."), ("> Ask lou.", "> Ask lou.")]
)
def test_what_somebody_only_quoted_is_not_said_to_be_their_words(
    house: House, wren: Person, sam: Person, text: str, wrote: str
) -> None:
    now, lou = house.clock.now(), houses.member(house, "lou")
    post = houses.write(house, posts.start, sam, "sleep", "A quarrel", text, now=now)
    houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", Reason.UNKIND, now=now)
    houses.visit(house, ["go desk/cases/1", "t", "d", "4", "", "1", ".", "s", "bye"], wren)
    assert f"You wrote: {wrote}" in flat(houses.visit(house, ["go decisions", "bye"], sam))


def test_nothing_is_done_before_it_is_sent_and_the_words_are_kept(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    typed = ["go desk/cases/1", "t", "d", "6", "", "", "Otherwise said.", ".", "leave-unsent", "bye"]
    said = houses.visit(house, typed, wren)
    assert "Not sent. Your words are kept" in said
    assert houses.write(house, statements.about, house.vault, sam) == []
    assert houses.write(house, posts.get, sam, post.id).text
    said = houses.visit(house, ["go desk/cases/1", "d", "6", "", "", ".", "bye"], wren)
    assert "Otherwise said." in said


def test_back_goes_to_the_question_before_and_from_what_is_unsent_to_the_case_and_nothing_answered_is_lost(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    """One thought again about what happens, then about all of it; deciding anew begins with what was answered."""
    typed = ["go desk/cases/1", "t", "d", "6", "back", "4", "", "5", "3", "Otherwise said.", ".", "back"]
    again = ["d", "", "", "", "", ".", "send", "bye"]
    said = houses.visit(house, [*typed, *again], wren)
    assert "Enter takes 7." in said, "the guideline that is suggested"
    assert "Not sent. Your words are kept" in said
    decided = told(house, sam)
    assert decided.sanction is not None
    assert (decided.act, decided.sanction.kind) == (Act.HIDE, Kind.MUTE)
    assert decided.sanction.until == house.clock.now() + 7 * 24 * 3600
    assert "Otherwise said." in decided.reasons


def test_back_from_what_is_known_of_them_the_words_are_open_still_and_from_elsewhere_closed(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    opened = ["go desk/cases/1", "t", "o"]
    assert houses.visit(house, [*opened, "y", "back", "bye"], wren).count("You zebra and fool.") == 2
    said = houses.visit(house, ["go desk/cases/1", "o", "y", "go desk/cases/1", "bye"], wren)
    assert said.count("You zebra and fool.") == 1


def test_words_that_are_not_in_the_post_are_asked_for_again_before_any_reason_is_written(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    said = houses.visit(
        house, ["go desk/cases/1", "t", "o", "d", "5", "", "", "zebra!", "zebra", ".", "s", "bye"], wren
    )
    assert said.count("Those words are not in the post") == 1
    assert told(house, sam).act is Act.CUT


def test_words_are_changed_a_card_is_added_and_a_name_is_told(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    typed = ["go desk/cases/1", "t", "d", "1", "", "", ".", "card", "9", ".", "say-who", "send", "bye"]
    said = houses.visit(house, typed, wren)
    assert "wren wrote this." in said, "it stands"
    assert "An appeal goes to somebody who was not a part of this" in flat(told(house, sam).reasons)
    assert told(house, sam).by == "wren"


def test_a_part_is_taken_out_and_a_note_is_put_beneath(house: House, wren: Person, sam: Person, post: PostLine) -> None:
    houses.visit(house, ["go desk/cases/1", "t", "d", "5", "", "", "and fool", ".", "s", "bye"], wren)
    said = houses.visit(house, [f"go boards/sleep/{post.thread}", "bye"], sam)
    assert "You zebra [a part was taken out by a moderator]." in flat(said)
    reported(house, f"post/{post.id}")
    said = houses.visit(house, ["go desk/cases/2", "t", "d", "2", "", "", "Zebras are kind.", ".", "s", "bye"], wren)
    assert "The note beneath it: Zebras are kind." in said, "before it is sent"
    said = houses.visit(house, [f"go boards/sleep/{post.thread}", "bye"], sam)
    assert "Note by a moderator: Zebras are kind." in flat(said)
    said = houses.visit(house, ["go desk/only/closed", "1", "o", "u", "bye"], wren)
    assert "The note beneath it: Zebras are kind." in flat(said), "among what was decided"
    assert "Note by a moderator: Zebras are kind." in flat(said), "beneath the post"
    assert "Undone: all of it is as it was" in said
    assert "Zebras are kind." not in houses.visit(house, [f"go boards/sleep/{post.thread}", "bye"], sam)


def test_what_changed_meanwhile_is_not_decided_blindly(house: House, wren: Person, sam: Person, post: PostLine) -> None:
    async def decide() -> None:
        async with calling(house, wren) as caller:
            for typed in ("go desk/cases/1", "t", "d", "4", "", "", "."):
                await caller.types(f"{typed}\r")
            dove = houses.member(house, "dove")
            houses.write(
                house, reports.report, house.vault, dove, f"post/{post.id}", Reason.THREAT, now=house.clock.now()
            )
            said = await caller.types("s\r")
            assert "Something about it changed meanwhile. This is how it stands now." in flat(said)
            assert "Not sent; your words are kept as a draft." in flat(said)
            assert "Not sent yet" not in said

    asyncio.run(decide())
    assert houses.write(house, statements.about, house.vault, sam) == []


def test_who_changes_the_mode_before_it_is_sent_is_told_so(house: House, wren: Person, post: PostLine) -> None:
    async def play(visit: Drawn) -> None:
        await visit.reads("Waiting")
        for key, words in (("t", "yours now"), ("d", "What happens"), ("6", "Which guideline"), ("\r", "And they")):
            visit.presses(key)
            await visit.reads(words)
        visit.presses("\r")
        await visit.reads("see it first")
        visit.presses("\x13")
        await visit.reads("Before it is sent")
        visit.presses("=")
        await visit.over
        assert visit.session.notice == "Not sent. Your words are kept for when you decide."

    sit(house, play, wren, "desk/cases/1")


def test_of_two_who_decide_at_once_the_second_is_told_before_they_are_asked_anything(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    dove = houses.member(house, "dove", role=Role.MODERATOR)

    async def decide() -> None:
        async with calling(house, wren) as caller, calling(house, dove) as other:
            for moderator in (caller, other):
                await moderator.types("go desk/cases/1\r")
            await other.types("take\r")
            said = await caller.types("d\r")
            assert "dove took it meanwhile." in said
            assert "What happens" not in said
            assert "take it" not in await caller.types("?\r")
            await other.types("nothing-wrong\r")
            assert "Somebody closed it meanwhile." in await caller.types("l\r")
            for key in ("l", "w", "d"):
                assert "This case is closed." in await caller.types(f"{key}\r")

    asyncio.run(decide())


@pytest.mark.parametrize("key", ["l", "i"])
def test_what_stays_as_it_is_takes_one_key(house: House, wren: Person, sam: Person, post: PostLine, key: str) -> None:
    assert "is thanked" in houses.visit(house, ["go desk/cases/1", key, "bye"], wren)
    assert houses.write(house, statements.about, house.vault, sam) == []


def test_writing_to_somebody_takes_nothing_from_them(house: House, wren: Person, sam: Person, post: PostLine) -> None:
    said = flat(houses.visit(house, ["go desk/cases/1", "w", "How are you?", ".", "s", "bye"], wren))
    assert "Nothing is decided about them" in said
    assert "how to appeal" not in said
    said = flat(houses.visit(house, ["bye"], houses.write(house, members.by_id, sam.id)))
    assert "thought of you, and writes:" in said
    assert "crisis help is open" in said
    assert "appeal" not in said


def test_who_writes_to_somebody_can_stay_with_the_case(house: House, wren: Person, sam: Person, post: PostLine) -> None:
    typed = ["go desk/cases/1", "w", "How are you?", ".", "send-and-stay", "l", "go desk/cases/1", "u", "bye"]
    said = flat(houses.visit(house, typed, wren))
    assert "type send to send it and close the case, type send-and-stay to" in said.replace("Type send", "type send")
    stays = said.index("Sent. The case stays with you")
    assert "You have it." in said[stays:]
    assert "It stays as it is." in said[stays:], "it can be decided still"
    assert "Undone: all of it is as it was" in said[stays:]
    assert len(houses.write(house, statements.about, house.vault, sam)) == 1, "what was written stands"
    said = flat(houses.visit(house, ["go desk/cases/1", "d", "4", "", "", ".", "send-and-stay", "bye"], wren))
    assert "The case stays with you" not in said, "what is decided closes it"


@pytest.mark.parametrize(("reason", "rule"), [(Reason.OTHER, "8"), (Reason.WORRIED, "2")])
def test_whose_post_stands_is_not_told_that_it_does_not_fit_here(
    house: House, wren: Person, sam: Person, reason: Reason, rule: str
) -> None:
    now, lou = house.clock.now(), houses.member(house, "lou")
    post = houses.write(house, posts.start, sam, "sleep", "Tonight", "I cannot do this.", now=now)
    houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", reason, now=now)
    houses.visit(house, ["go desk/cases/1", "t", "d", "1", rule, "", ".", "s", "bye"], wren)
    reasons = told(house, sam).reasons
    assert "What you wrote stays." in reasons
    assert "does not fit here" not in reasons
    assert ("you are not in trouble" in reasons) == (reason is Reason.WORRIED)


def test_who_is_too_young_is_asked_and_told_why_kindly_and_not_that_something_does_not_fit(
    house: House, wren: Person, sam: Person
) -> None:
    now, lou = house.clock.now(), houses.member(house, "lou")
    post = houses.write(house, posts.start, sam, "sleep", "School", "A test tomorrow.", now=now)
    houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", Reason.UNDER_18, now=now)
    said = flat(houses.visit(house, ["go desk/cases/1", "w", ".", "send-and-stay", "bye"], wren))
    assert "are you under 18? You are not in trouble" in said
    houses.visit(house, ["go desk/cases/1", "d", "1", "", "6", "3", ".", "s", "bye"], wren)
    reasons = told(house, sam).reasons
    assert reasons.startswith("This place is made for adults")
    assert "lines in crisis help are some for people of your age" in reasons
    assert "fit here" not in reasons


def test_whose_post_is_taken_out_of_sight_is_not_told_that_it_stays(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    houses.visit(house, ["go desk/cases/1", "t", "d", "4", "", "", ".", "s", "bye"], wren)
    assert "stays" not in told(house, sam).reasons


def test_a_draft_that_nobody_wrote_in_gives_way_to_what_fits(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    typed = ["go desk/cases/1", "t", "d", "1", "", "", ".", "leave-unsent", "d", "4", "", "", ".", "s", "bye"]
    houses.visit(house, typed, wren)
    assert told(house, sam).act is Act.HIDE
    assert "stays" not in told(house, sam).reasons
    other = houses.write(house, posts.start, sam, "sleep", "Another", "You newt.", now=house.clock.now())
    reported(house, f"post/{other.id}")
    houses.visit(
        house,
        ["go desk/cases/2", "t", "d", "1", "", "", ".", "leave-unsent", "w", "How are you?", ".", "s", "bye"],
        wren,
    )
    assert told(house, sam).reasons == "How are you?", "who only wrote something unkind is worth no worry to begin with"


def test_what_was_begun_as_reasons_is_never_sent_as_kind_words(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    houses.visit(
        house, ["go desk/cases/1", "t", "d", "4", "", "", "You may not write that.", ".", "leave-unsent", "bye"], wren
    )
    houses.visit(house, ["go desk/cases/1", "w", "Nor this.", ".", "leave-unsent", "bye"], wren)
    said = flat(houses.visit(house, ["go desk/cases/1", "w", ".", "bye"], wren)).partition("Before it is sent.")[2]
    assert "Nor this." in said
    assert "You may not write that." not in said
    said = flat(houses.visit(house, ["go desk/cases/1", "d", "4", "", "", ".", "s", "bye"], wren))
    assert "You may not write that." in said
    assert "Nor this." not in said
    assert "case 1" not in houses.visit(house, ["drafts", "bye"], wren), "with the case both are gone"


def test_nobody_is_punished_by_the_guideline_that_says_so_without_being_asked_again(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    asked = "That guideline says that nobody is punished for being in crisis."
    said = flat(houses.visit(house, ["go desk/cases/1", "t", "d", "4", "2", "2", "", "", "bye"], wren))
    assert asked in said
    assert "Enter takes 8." in said.partition(asked)[2]
    assert asked not in flat(houses.visit(house, ["go desk/cases/1", "d", "4", "2", "1", "bye"], wren)), "nothing more"
    houses.visit(house, ["go desk/cases/1", "d", "4", "2", "2", "2", ".", "s", "bye"], wren)
    assert told(house, sam).rule == house.texts.guidelines.short[1].line, "who means it may"
