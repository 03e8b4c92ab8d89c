"""The desk and a case on it, as a moderator works through them."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from bbs.community import cases, desk, noticed, posts, queue, reports, roles
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.community.queue import Rank
from bbs.community.reports import Reason
from bbs.errors import NotFound
from bbs.house import House
from screens.page import Page, Stay
from screens.pages import ROUTES
from screens.pages.cases import CasePage
from screens.routes import find
from screens.view import Listing
from store.tables import Member
from tests import houses
from tests.screens.fullscreen.sitting import presses, sit
from tests.screens.fullscreen.visits import Drawn

HOUR = 3600


def writes(house: House, author: Person, text: str = "Canary in the post.", **how: object) -> PostLine:
    now = house.clock.now()
    return houses.write(house, posts.start, author, "sleep", "Four a.m.", text, now=now, **how)


def reported(house: House, by: Person, post: PostLine, reason: Reason = Reason.UNKIND, words: str = "") -> int:
    now = house.clock.now()
    houses.write(house, reports.report, house.vault, by, f"post/{post.id}", reason, words, now=now)
    case = houses.write(house, cases.open_at, f"post/{post.id}")
    assert case is not None
    return case


def passes(house: House, seconds: float) -> None:
    cast(houses.HeldClock, house.clock).move(seconds)


def items(house: House, person: Person, address: str) -> list[str]:
    async def look() -> list[str]:
        page = find(ROUTES, houses.session(house, person), address)
        found = []
        while True:
            view = await page.view()
            for block in view.blocks:
                if isinstance(block, Listing):
                    found += [f"{item.label}, {item.detail}" for item in block.items]
            if not (view.more and await page.more()):
                return found

    return asyncio.run(look())


def test_the_desk_says_urgent_first_and_no_word_of_what_is_written(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    reported(house, lou, writes(house, sam), words="Canary in the report.")
    passes(house, 3 * HOUR)
    reported(house, lou, writes(house, sam), Reason.WORRIED)
    passes(house, 40 * 60)
    said = houses.visit(house, ["go desk", "bye"], wren)
    assert "The desk.\n1 urgent, 2 cases waiting, the oldest 3 hours.\n" in said
    assert "\nWhat waits, 2 items.\n" in said
    assert "1. Urgent, I am worried about this person, sam, 40 minutes.\n" in said
    assert "2. It is unkind, or goes after somebody, sam, 3 hours.\n" in said
    assert "Canary" not in said
    assert "Canary" not in houses.visit(house, ["go desk", "1", "bye"], wren)
    assert "The desk, 1 urgent, 2 waiting." in said


def test_notes_and_who_asks_to_join_are_on_the_desk_too_and_who_needs_somebody_now_comes_first(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    reported(house, lou, writes(house, sam), Reason.WORRIED)
    houses.visit(house, ["go help/person", "w", "Are you there?", ".", "y", "bye"])
    houses.visit(house, ["go desk/note", "w", "Hello.", ".", "y", "bye"], sam)
    assert items(house, wren, "desk") == [
        "A guest, asks for a person now, waiting a moment",
        "Urgent, I am worried about this person, sam, a moment",
        "Notes to the desk, 2 waiting",
    ]


def test_a_long_queue_is_given_page_by_page(house: House, wren: Person, sam: Person) -> None:
    assert house.vault is not None
    vault = house.vault

    async def bring() -> None:
        for n in range(queue.AT_ONCE + 3):
            await houses.session(house, sam).write(
                cases.gather, vault, f"note/{n}", reason="noticed", rule="wish", by=None, now=house.clock.now()
            )

    asyncio.run(bring())
    assert len(items(house, wren, "desk")) == queue.AT_ONCE + 3
    said = houses.visit(house, ["go desk", "", "", "bye"], wren)
    assert "What waits, 20 items and more." in said
    assert "3. The software noticed it, a moment." in said
    assert "Why: the software noticed it, rule wish, a moment ago." in houses.visit(house, ["go desk/cases/1"], wren)


def test_enter_goes_from_case_to_case_and_takes_none(house: House, wren: Person, sam: Person, lou: Person) -> None:
    first, second = (reported(house, lou, writes(house, sam)) for _ in range(2))
    said = houses.visit(house, ["go desk", "1", "", "", "bye"], wren)
    assert f"Case {first}.\nWaiting a moment. Nobody has it. To take it, type take." in said
    assert f"Case {second}.\n" in said
    assert "That was the last. Here is the desk." in said
    assert "It is yours now." not in said
    assert items(house, wren, "desk/only/mine") == []
    assert "It is yours now." in houses.visit(house, ["go desk", "1", "take", "bye"], wren)


def test_the_words_are_read_when_they_are_asked_for_and_what_stands_around_them(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    first = writes(house, sam, "Before it.", note="grief")
    now = house.clock.now()
    second = houses.write(house, posts.reply, lou, first.thread, "Canary.", now=now, note="death")
    case = reported(house, sam, second, words="Look at\nthis.")
    said = houses.visit(house, [f"go desk/cases/{case}", "o", "bye"], wren)
    closed, _, opened = said.partition("choose: o\n")
    assert "Content note: death. To read it, type open." in " ".join(closed.split())
    assert "Canary" not in closed
    assert 'by sam, a moment ago. "Look at this."' in " ".join(closed.split())
    assert "  Canary." in opened
    assert "Before it." not in opened
    around = houses.visit(house, [f"go desk/cases/{case}", "x", "o", "bye"], wren)
    covered, _, uncovered = around.rpartition("Not shown yet.")
    assert "sam, before it, today" in covered
    assert "  Before it." in uncovered


def test_who_looks_at_something_that_changed_meanwhile_is_shown_it_as_it_is_now(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    post = writes(house, sam)
    case = reported(house, lou, post)
    ash, page = houses.member(house, "ash"), find(ROUTES, houses.session(house, wren), f"desk/cases/{case}")
    assert isinstance(page, CasePage)

    async def takes() -> object:
        return await page.perform(next(one for one in page.offered() if one.name == "take"))

    asyncio.run(page.view())
    reported(house, ash, post, Reason.WORRIED)
    stays = asyncio.run(takes())
    assert isinstance(stays, Stay)
    assert (stays.redraw, "changed meanwhile" in stays.notice) == (True, True)
    asyncio.run(page.view())
    assert isinstance(asyncio.run(takes()), Stay)
    assert page.file.line.is_mine


def test_what_somebody_else_has_is_left_to_them_and_they_are_named(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    case = reported(house, lou, writes(house, sam))
    dove = houses.member(house, "dove", role=Role.MODERATOR)
    page = find(ROUTES, houses.session(house, wren), f"desk/cases/{case}")
    asyncio.run(page.view())
    offered = {action.name: action for action in page.offered()}
    houses.visit(house, [f"go desk/cases/{case}", "take", "bye"], dove)
    for name in ("take", "somebody-else", "nothing-wrong", "decide", "write"):
        stays = asyncio.run(page.perform(offered[name]))
        assert isinstance(stays, Stay)
        assert (stays.redraw, stays.refused, stays.notice) == (True, True, "dove took it meanwhile.")
        asyncio.run(page.view())
        assert not {"take", "somebody-else", "put-off", "decide"} & {action.name for action in page.offered()}
        page = find(ROUTES, houses.session(house, wren), f"desk/cases/{case}")
        houses.visit(house, [f"go desk/cases/{case}", "give-back", "bye"], dove)
        asyncio.run(page.view())
        houses.visit(house, [f"go desk/cases/{case}", "take", "bye"], dove)


def test_somebody_else_please_goes_on_and_can_be_taken_after_all(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    case = reported(house, lou, writes(house, sam))
    other = reported(house, lou, writes(house, sam))
    dove = houses.member(house, "dove", role=Role.MODERATOR)
    said = houses.visit(house, [f"go desk/cases/{case}", "e", f"go desk/cases/{case}", "bye"], wren)
    assert f"It waits for somebody else now. Nobody asks why.\nCase {other}." in said
    assert "You asked for somebody else to take it." in " ".join(said.split())
    assert "You asked" not in houses.visit(house, [f"go desk/cases/{case}", "bye"], dove)
    assert len(items(house, wren, "desk")) == 1
    houses.visit(house, ["go desk", "s", "1", "t", "bye"], wren)
    assert len(items(house, wren, "desk")) == 2


def test_who_is_alone_is_told_that_nobody_else_is_here_to_take_it(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    case = reported(house, lou, writes(house, sam))
    said = " ".join(houses.visit(house, [f"go desk/cases/{case}", "t", "-", "bye"], wren).split())
    assert "It waits. Nobody else is here now who could take it." in said
    said = " ".join(houses.visit(house, [f"go desk/cases/{case}", "e", "go desk/only/passed", "bye"], wren).split())
    assert "Nobody else is here now who could take it, so it waits: go desk/only/passed." in said
    assert "1. It is unkind, or goes after somebody, sam" in said


def opened(said: str) -> list[str]:
    """Return the titles of the cases that were opened in a visit."""
    return [line for line in said.splitlines() if line.startswith("Case ") and "choose" not in line]


def test_one_goes_through_the_list_one_came_by(house: House, wren: Person, sam: Person, lou: Person) -> None:
    for n in range(4):
        passes(house, 60)
        reported(house, lou, writes(house, sam, f"Words {n}."))
    for case in (1, 3):
        houses.verb(house, f"take desk/cases/{case}", wren)
    said = houses.visit(house, ["go desk/only/mine", "1", "n", "n", "back", "bye"], wren)
    assert "Case 3." in said
    assert "That was the last. Here is the list.\n" in said
    assert "Case 2." not in said
    assert "Case 4." not in said
    houses.visit(house, ["go desk/cases/1", "l", "i", "bye"], wren)
    assert items(house, wren, "desk/only/closed")[0].startswith("It is unkind")
    said = houses.visit(house, ["go desk/only/closed", "1", "n", "p", "p", "bye"], wren)
    assert opened(said) == [
        "Case 2.",
        "Case 1.",
        "Case 2.",
    ]
    assert "This is the first." in said
    said = houses.visit(house, ["go desk/decisions", "2", "p", "bye"], wren)
    assert opened(said) == [
        "Case 1.",
        "Case 2.",
    ]
    said = houses.visit(house, ["go desk/cases/4/about", "1", "n", "bye"], wren)
    assert opened(said) == [
        "Case 3.",
        "Case 2.",
    ]


def test_something_can_wait_unless_it_is_urgent(house: House, wren: Person, sam: Person, lou: Person) -> None:
    post = writes(house, sam)
    case = reported(house, lou, post)
    said = houses.visit(house, [f"go desk/cases/{case}", "z", "2", "bye"], wren)
    assert "It comes back tomorrow 8:00.\nThe desk.\n" in said
    assert "\nWhat waits.\nNothing waits.\n" in said
    assert items(house, wren, "desk/only/later") == [
        "It is unkind, or goes after somebody, sam, waits until tomorrow 8:00"
    ]
    reported(house, houses.member(house, "ash"), post, Reason.WORRIED)
    said = houses.visit(house, [f"go desk/cases/{case}", "z", "bye"], wren)
    assert "What is urgent does not wait." in said


def test_before_anything_weighs_on_somebody_in_danger_gentler_things_are_named(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    case = reported(house, lou, writes(house, sam))
    assert "Gentler things first" not in houses.visit(house, [f"go desk/cases/{case}", "bye"], wren)
    reported(house, lou, writes(house, sam), Reason.WORRIED)
    said = " ".join(houses.visit(house, [f"go desk/cases/{case}", "bye"], wren).split())
    assert "Something urgent about sam is open. Gentler things first" in said


def test_beside_a_threat_another_complaint_makes_nobody_one_who_is_in_danger(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    ash, post = houses.member(house, "ash"), writes(house, sam)
    case = reported(house, lou, post, Reason.THREAT)
    for reason, is_in_danger in ((Reason.HEALTH, False), (Reason.WORRIED, True)):
        reported(house, ash, post, reason)
        said = " ".join(houses.visit(house, [f"go desk/cases/{case}", "bye"], wren).split())
        assert ("sam may be having a very hard time." in said) is is_in_danger


def test_nor_does_what_software_noticed_before_it_was_urgent(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    clock = cast(houses.HeldClock, house.clock)
    for waits, is_in_danger in ((60, False), (0, True)):
        post = writes(house, sam)
        how = {"reason": noticed.REASON, "by": None, "rule": "en.weights", "now": house.clock.now()}
        rank = Rank.URGENT if is_in_danger else Rank.WAITING
        case = houses.write(house, cases.gather, house.vault, f"post/{post.id}", rank=rank, **how)
        clock.move(waits)
        reported(house, lou, post, Reason.THREAT)
        said = " ".join(houses.visit(house, [f"go desk/cases/{case}", "bye"], wren).split())
        assert ("sam may be having a very hard time." in said) is is_in_danger


def test_nor_does_a_threat_they_made_elsewhere(house: House, wren: Person, sam: Person, lou: Person) -> None:
    case = reported(house, lou, writes(house, sam))
    threat = writes(house, sam)
    for reason, is_in_danger in ((Reason.THREAT, False), (Reason.WORRIED, True)):
        reported(house, lou, threat, reason)
        said = " ".join(houses.visit(house, [f"go desk/cases/{case}", "bye"], wren).split())
        assert ("Something urgent about sam is open." in said) is is_in_danger


def test_a_note_about_somebody_is_read_by_the_others_and_taken_away_by_who_wrote_it(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    case = reported(house, lou, writes(house, sam))
    typed = [f"go desk/cases/{case}", "a", "Calm before.", ".", "y", "y", "bye"]
    said = houses.visit(house, typed, wren)
    assert "Whoever it is about reads it too, if they ask what is held." in " ".join(said.split())
    assert "Noted." in said
    assert "About sam.\nsam is here since 28 April.\nwren, note, today 20:26.\n  Calm before." in said
    houses.visit(house, [f"go desk/cases/{case}/about", "x", "y", "bye"], wren)
    assert "Nothing is noted about them." in houses.visit(house, [f"go desk/cases/{case}/about", "bye"], wren)


def test_whose_codes_they_came_with_is_a_part_of_the_history(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    ash = houses.member(house, "ash")
    case = reported(house, lou, writes(house, sam))
    assert "Came with" not in houses.visit(house, [f"go desk/cases/{case}", "bye"], wren)
    for member, by in ((sam, ash), (ash, wren)):
        houses.write(house, Member.update(invited_by=by.id, invited_at=1).where(Member.id == member.id).execute)
    said = houses.visit(house, [f"go desk/cases/{case}", "v", "bye"], wren)
    assert "Came with: a joining code of ash, who came with one of wren." in " ".join(said.split())
    assert "Who came with sam.\n" in said
    houses.write(house, roles.give_at_machine, house.vault, "sam", Role.MODERATOR, now=house.clock.now())
    assert "Came with" not in houses.visit(house, [f"go desk/cases/{case}", "bye"], wren), "it is past them"


def test_of_a_post_without_a_name_nothing_says_whose_it_is(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    post = writes(house, sam, nameless=house.vault)
    case = reported(house, lou, post, Reason.WORRIED)
    houses.write(house, Member.update(invited_by=lou.id, invited_at=1).where(Member.id == sam.id).execute)
    said = houses.visit(house, [f"go desk/cases/{case}", "o", "x", "?", f"go desk/cases/{case}/about", "bye"], wren)
    assert f"About: a post by somebody in {post.nameless}" in said
    assert "sam" not in said.replace("wren", "")
    assert "what is known of them" not in said
    assert "joining code" not in said
    assert "who came with whom" not in said
    assert "Gentler" not in said


def test_who_is_a_part_of_it_finds_no_case_and_none_in_the_list(
    house: House, wren: Person, sam: Person, lou: Person
) -> None:
    mine = reported(house, wren, writes(house, sam))
    about = reported(house, lou, writes(house, wren))
    assert items(house, wren, "desk") == []
    for case in (mine, about):
        for address in (f"desk/cases/{case}", f"desk/cases/{case}/about"):
            page: Page = find(ROUTES, houses.session(house, wren), address)
            with pytest.raises(NotFound):
                asyncio.run(page.view())


def test_a_case_about_a_note_leads_to_the_note(house: House, wren: Person, sam: Person) -> None:
    houses.visit(house, ["go desk/note", "w", "Could you look?", ".", "y", "bye"], sam)
    (note,) = houses.write(house, desk.own, sam)
    row = houses.write(house, desk.own_note, house.vault, sam, note.id).row
    now = house.clock.now()
    houses.write(house, cases.gather, house.vault, f"note/{row}", reason="noticed", by=None, now=now)
    said = houses.visit(house, ["go desk", "1", "f", "bye"], wren)
    assert "1. The software noticed it, a moment." in said
    assert "To read the note, type there." in " ".join(said.split())
    assert "  Could you look?" in said


def test_no_such_list_is_not_there(house: House, wren: Person) -> None:
    with pytest.raises(NotFound):
        asyncio.run(find(ROUTES, houses.session(house, wren), "desk/only/nothing").view())


def test_what_one_asked_to_read_is_in_view_in_a_small_window_too(house: House, wren: Person) -> None:
    sam, lou = houses.member(house, "sam"), houses.member(house, "lou")
    case = reported(house, lou, writes(house, sam), Reason.WORRIED)

    async def play(there: Drawn) -> None:
        await there.reads("To read it, press o.")
        presses(there, "o")
        await there.reads("Canary in the post.")

    sit(house, play, wren, f"desk/cases/{case}", columns=40, rows=12)
