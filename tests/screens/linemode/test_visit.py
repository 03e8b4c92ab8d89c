"""A visit in the line mode: what typed words do, what Enter does, and that nothing mistyped loses anything."""

from __future__ import annotations

import asyncio

import pytest

from bbs.community import posts
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.house import House
from bbs.news import POSTS, News, came_back_to
from screens.linemode.opening import open_line
from screens.pages import ROUTES
from screens.pages.setting_fields import fields
from tests import houses
from tests.houses import ScriptedWire
from tests.screens.linemode.listening import calling, listen


def starts(house: House, author: Person, title: str = "Rain", *, note: str = "") -> PostLine:
    return houses.write(house, posts.start, author, "sleep", title, "On the roof.", now=house.clock.now(), note=note)


def replies(house: House, author: Person, to: PostLine, text: str) -> PostLine:
    return houses.write(house, posts.reply, author, to.thread, text, now=house.clock.now(), reply_to=to.id)


# Words


@pytest.mark.parametrize("typed", ["help", "Help", "HELP!", "help.", "!", " help ", "help me"])
def test_help_is_understood_however_it_is_typed(house: House, typed: str) -> None:
    assert listen(house, [typed])[1].lines[0] == "If your life is in danger now, call 999 or 112."


@pytest.mark.parametrize("typed", ["help", "Help!", "\x07"])
def test_help_is_there_at_every_question(house: House, sam: Person, typed: str) -> None:
    for question in (["go join", "yes"], ["search"], ["go boards/sleep", "post"], ["go settings", "1"]):
        person = None if "join" in question[0] else sam
        said = listen(house, [*question, typed], person)
        assert said[-2].lines[0] == "If your life is in danger now, call 999 or 112."
        assert said[-2].lines[-1] == "Nothing was lost; go on where you were. At the next prompt, help says more."
        assert said[-2].prompt.removesuffix("\n") == said[-3].prompt


@pytest.mark.parametrize("typed", ["boards", "Boards", "go boards", "g boards", "boar", "oard", "1"])
def test_a_place_is_reached_by_its_word_number_address_or_a_part_of_its_name(house: House, typed: str) -> None:
    assert listen(house, ["look", typed])[2].lines[0].startswith("Boards, ")


def test_several_that_fit_a_part_of_a_name_are_listed_to_choose_from(house: House, sam: Person) -> None:
    assert listen(house, ["boards", "nd n"], sam)[2].prompt == "Sleep and nights, choose: "
    said = listen(house, ["boards", "and", "2"], sam)
    assert said[2].lines[:3] == ("Found, 4 items.", "1. Sleep and nights.", "2. Worry and panic.")
    assert said[2].prompt == "Found, choose: "
    assert said[3].prompt == "Worry and panic, choose: "


def test_a_letter_that_means_nothing_here_opens_nothing(house: House) -> None:
    said = listen(house, ["look", "z"])[2]
    assert said.lines == ("That is not something to do here. Type a number, or ? for what you can do.",)


@pytest.mark.parametrize("typed", ["hlep", "HELPP", "halp", "hep"])
def test_who_means_help_and_mistypes_it_hears_the_word(house: House, typed: str) -> None:
    assert "Help is one word: help." in houses.visit(house, ["look", typed, "bye"])


@pytest.mark.parametrize("typed", ["hello", "heap of words"])
def test_other_words_are_not_taken_for_it(house: House, typed: str) -> None:
    assert "Help is one word" not in houses.visit(house, ["look", typed, "bye"])


@pytest.mark.parametrize("typed", ["/ the roof", "search the roof", "SEARCH the roof"])
def test_words_behind_search_are_searched_for(house: House, sam: Person, typed: str) -> None:
    starts(house, sam)
    said = listen(house, [typed], sam)[1]
    assert said.lines[0] == "Found, 1 item."


def test_search_alone_asks_for_the_words(house: House, sam: Person) -> None:
    assert listen(house, ["/"], sam)[1].prompt == "Search for: "


def test_a_page_is_opened_by_its_name_from_anywhere(house: House, sam: Person) -> None:
    post = starts(house, sam)
    said = listen(house, [f"go boards/sleep/{post.thread}", "settings", "drafts", "desk"], sam)
    assert said[2].lines[0] == "Settings."
    assert said[3].lines[0] == "Drafts."
    assert said[4].lines[0].startswith("That is not something to do here.")


def test_a_guest_who_would_reply_is_told_how_to(house: House, sam: Person) -> None:
    post = starts(house, sam)
    said = listen(house, [f"go boards/sleep/{post.thread}", "reply", "r", "drafts", "join"])
    for each in said[2:5]:
        assert each.lines == ("Sign in first, or type join to become a member.",)
        assert each.prompt == "Post 1 of 1: "
    assert said[5].lines[0] == "Join."


def test_a_question_mark_says_the_pages_words_then_those_of_every_page(house: House, sam: Person) -> None:
    post = starts(house, sam)
    heard = listen(house, [f"go boards/sleep/{post.thread}", "?"], sam)[2]
    assert heard.lines[:3] == ("r or reply.", "u or quote: reply, quoting it.", "i or who: who is this.")
    assert heard.lines[3:5] == ("f or follow: follow or mute this thread.", "k or bookmark: bookmark it.")
    assert heard.words.endswith(
        "! or help: crisis help. h or home. b or back. = or mode: plain lines, or the full screen. "
        "/ or search. q or bye: leave. "
        "m or more: go on, as Enter does. p or previous: the one before. a or again: say it again. "
        "g or go: to a place, such as g boards. ?: what you can do here. "
        "bye!: leave at once, screen cleared. Post 1 of 1:"
    )


def test_a_mistyped_word_says_so_and_stays(house: House, sam: Person) -> None:
    said = listen(house, ["nonsense", "99", "go nowhere", "again"], sam)
    assert said[1].lines == ("That is not something to do here. Type a number, or ? for what you can do.",)
    assert said[2].lines[0].startswith("There is no number 99 here.")
    assert said[3].lines == ("There is nothing at that address. Type home to go home.",)
    assert {each.prompt for each in said[:5]} == {"Home, choose: "}
    assert said[4].lines[1].startswith("Home, ")


def test_a_part_of_a_name_leads_to_the_place_or_to_those_it_may_be(house: House, sam: Person) -> None:
    said = listen(house, ["go slee", "go bo", "1", "go"], sam)
    assert said[1].prompt == "Sleep and nights, choose: "
    assert said[2].lines[0].startswith("Go to, ")
    assert said[2].lines[1] == "1. Boards."
    assert said[3].lines[0] == "Boards, 9 items."
    assert said[4].lines[0].startswith("Go to, ")


def test_a_place_without_numbers_does_not_ask_for_one(house: House) -> None:
    assert listen(house, ["nonsense"])[1].lines == ("That is not something to do here. Type ? for what you can do.",)


# Reading


def test_enter_reads_on_and_what_is_closed_says_how_to_open_it(house: House, sam: Person, ash: Person) -> None:
    first = starts(house, ash)
    replies(house, ash, first, "Still raining.")
    starts(house, ash, "Snow", note="grief")
    said = listen(house, ["", "", "", "open", ""], sam)
    assert said[1].lines[:2] == ("New.", 'ash, new, today 20:26. "Rain", Sleep and nights.')
    assert said[1].lines[-1] == "Next: Enter. Reply: r. Reply, quoting it: u. Thank: t."
    assert "Next: Enter." not in said[2].words, "once is enough"
    assert said[3].lines[-1] == "Not shown yet. open reads it; Enter goes past."
    assert "  On the roof." in said[4].lines
    assert said[5].lines == ("That is all here. Type ? for what you can do, or back.",)
    assert [each.prompt for each in said[1:4]] == ["Post 1 of 3: ", "Post 2 of 3: ", "Post 3 of 3: "]


def test_nothing_is_promised_behind_the_last_post(house: House, sam: Person) -> None:
    post = starts(house, sam)
    said = listen(house, [f"go boards/sleep/{post.thread}"])
    assert "Enter" not in said[1].words


def test_previous_goes_back_and_stops_at_the_first(house: House, sam: Person, ash: Person) -> None:
    first = starts(house, ash)
    replies(house, ash, first, "Still raining.")
    said = listen(house, ["new", "", "p", "p"], sam)
    assert said[3].prompt == "Post 1 of 2: "
    assert said[4].lines == ("This is the first. To hear it again, type again.",)


def test_a_reply_is_posted_to_whom_it_answers_and_heard_next(house: House, sam: Person, ash: Person) -> None:
    post = starts(house, ash)
    said = listen(house, [f"go boards/sleep/{post.thread}", "r", "Here too.", ".", "yes", ""], sam)
    who = "Reply to ash. Members read it, and guests too."
    assert said[2].lines[:2] == (who, "Type your lines, then a line with a single dot.")
    assert (said[5].lines, said[5].prompt) == (("Posted.",), "Post 1 of 2: ")
    assert said[6].lines[:2] == ("sam, reply to ash, today 20:26.", "  Here too.")


def test_an_answer_that_came_meanwhile_is_read_at_the_end_of_a_thread(house: House, sam: Person, ash: Person) -> None:
    post = starts(house, ash)

    async def visit() -> str:
        async with calling(house, sam) as caller:
            await caller.types(f"go boards/sleep/{post.thread}\r")
            assert "That is all here." in await caller.types("\r")
            assert house.store is not None
            await house.store.write(posts.reply, ash, post.thread, "Dry now.", now=house.clock.now(), reply_to=post.id)
            return await caller.types("\r")

    assert "ash, reply to ash, new, today 20:26.\r\n  Dry now." in asyncio.run(visit())


def test_a_stream_keeps_its_count_while_something_else_is_done(house: House, sam: Person, ash: Person) -> None:
    async def visit() -> None:
        async with calling(house, sam) as caller:
            await caller.types("go boards/sleep/live\r")
            assert house.store is not None
            line = await house.store.write(posts.start, ash, "sleep", "Rain", "On the roof.", now=house.clock.now())
            for topic in ("board/sleep", POSTS):
                house.news.tell(News(topic, line.id, ash.id))
            assert (await caller.types("nonsense\r")).endswith("1 new. Live, choose: ")
            assert "On the roof." in await caller.types("\r")

    asyncio.run(visit())


def test_what_somebody_should_know_waits_until_enter_and_is_said_once(house: House, sam: Person) -> None:
    async def visit() -> None:
        async with calling(house, sam) as caller:
            await caller.types("ag")
            before = len(caller.sent)
            house.news.tell(News(came_back_to(sam.id), 0, 0))
            await asyncio.sleep(0)
            assert len(caller.sent) == before
            said = await caller.types("ain\r")
            words = "A reply that waited could not go out. Your words are kept, under Drafts.\r\nHome, choose: "
            assert said.replace("\r\nunder", " under").endswith(words)
            assert "could not go out" not in await caller.types("again\r")

    asyncio.run(visit())


# What comes in one burst


def burst(house: House, person: Person | None, *bursts: str) -> str:
    wire = ScriptedWire(bursts)
    asyncio.run(open_line(houses.session(house, person), wire, ROUTES))
    return wire.sent.decode()


def test_lines_that_came_in_one_burst_are_asked_about(house: House, sam: Person) -> None:
    said = burst(house, sam, "boards\rsettings\rdrafts\r", "yes\r")
    assert "2 more lines came with that. Use them?\r\nYes or no: yes\r\n" in said
    assert said.index("Settings.") < said.index("Drafts.")
    said = burst(house, sam, "boards\rsettings\r", "no\r")
    assert "1 more line came with that. Use it?\r\nYes or no: no\r\nThey were not used." in said
    assert "Settings.\r\n1. " not in said


@pytest.mark.parametrize("typed", ["help\r", "\x07"])
def test_help_is_there_when_a_burst_is_asked_about(house: House, sam: Person, typed: str) -> None:
    said = burst(house, sam, "boards\rsettings\r", typed, "no\r")
    assert "call 999 or 112" in said
    assert said.count("Yes or no: ") == 2


def test_a_burst_can_be_left_with_the_quick_exit(house: House, sam: Person) -> None:
    assert burst(house, sam, "boards\rsettings\r", "bye!\r").endswith("\x1b[H\x1b[2J\x1b[3J")


# Settings, a page that is a form


def test_a_setting_is_changed_by_its_number_and_by_its_word(house: House, sam: Person) -> None:
    rest = [""] * (len(fields(houses.session(house, sam))) - 2)
    typed = ["settings", "3", "back", "3", "lots", "20", "change", "", "France", *rest]
    said = listen(house, typed, sam)
    assert said[2].lines[0] == "Hang up after silence: 120 minutes."
    assert said[2].prompt == "Hang up after silence: "
    assert said[3].lines == ("Left as it was.",)
    assert said[5].lines == ("Type a number of minutes from 5 to 480.",)
    assert said[6].lines[0] == "Changed."
    assert "3. Hang up after silence: 20 minutes." in said[6].lines
    assert said[len(typed)].lines[0] == "Changed."
    assert "2. Country for crisis help: France." in said[len(typed)].lines
