"""Pages of support groups: coming in, looking after one, proposing one, and keeping them in the office."""

from __future__ import annotations

import asyncio

import pytest

from bbs import founding
from bbs.community import cases, drafts, group_joining, groups, members, posts, reports, weekly
from bbs.community.groups import GroupLine, Standing, Visibility, Way
from bbs.community.members import Person, Role
from bbs.community.reports import Reason
from bbs.errors import NotFound
from bbs.house import House
from screens.pages import ROUTES
from screens.routes import find
from screens.view import Item, Listing
from tests import houses
from tests.groups import entrusted, inside, made


def seen(house: House, person: Person | None, *typed: str) -> str:
    return " ".join(houses.visit(house, [*typed, "bye"], person).split())


def offered(house: House, person: Person, address: str) -> set[str]:
    async def look() -> set[str]:
        page = find(ROUTES, houses.session(house, person), address)
        await page.view()
        return {action.name for action in page.offered()}

    return asyncio.run(look())


def items(house: House, person: Person, address: str) -> list[Item]:
    view = asyncio.run(find(ROUTES, houses.session(house, person), address).view())
    return [item for block in view.blocks if isinstance(block, Listing) for item in block.items]


@pytest.fixture
def group(house: House, ash: Person) -> GroupLine:
    """A members-only group that ash looks after; one asks to come in."""
    return made(house, facilitator=ash, way=Way.ASK, guidelines="Slowly.")


def standing(house: House, person: Person, line: GroupLine) -> Standing:
    return houses.write(house, groups.line, person, line.slug).standing


def begun(house: House, person: Person, line: GroupLine, text: str = "I am here.") -> posts.PostLine:
    return houses.write(house, posts.start, person, line.slug, "Tonight", text, now=house.clock.now())


def test_a_new_community_has_groups_and_says_how_one_comes_in(house: House, sam: Person) -> None:
    found = {item.to: item.detail for item in items(house, sam, "groups")}
    assert len(found) == 7
    assert found["groups/grief-group"] == "everybody may ask to come in"
    assert found["groups/new-here"] == "everybody may come in"
    said = seen(house, sam, "go groups/grief-group")
    assert "Looked after by: nobody yet" in said
    assert "Every loss may be spoken of here" in said
    assert "What people said that helped" not in said, "its threads are for those in it"


def test_a_guest_is_asked_to_sign_in_and_who_waits_knows_of_none(house: House) -> None:
    assert "Support groups" not in seen(house, None, "go home")
    status, _, told = houses.verb(house, "read groups")
    assert status == 3
    assert "sign in" in told.lower()
    una = houses.write(house, members.add, "una", now=1, waiting=True, guidelines=1)
    assert items(house, una, "groups") == []


def test_one_joins_an_open_group_by_a_verb_and_is_welcomed(house: House, sam: Person) -> None:
    status, said, _ = houses.verb(house, "join groups/low-mood-group", sam)
    assert status == 0
    assert "You are in." in said
    assert items(house, sam, "groups")[0].detail == "you are in now"
    assert "any kind of day" in houses.verb(house, "read groups/low-mood-group", sam)[1]
    assert "any kind of day" not in houses.verb(house, "read groups/low-mood-group", sam)[1], "once"
    assert "Things that count as doing something" in houses.verb(house, "read groups/low-mood-group", sam)[1]
    status, said, _ = houses.verb(house, "read groups", sam)
    assert "Low mood group, you are in" in said
    assert [item.detail for item in items(house, sam, "home") if item.to == "groups"] == ["you are in 1"]


def test_each_is_offered_what_they_can_do(house: House, sam: Person, ash: Person, group: GroupLine) -> None:
    address = f"groups/{group.slug}"
    everywhere = {"help", "home", "back", "bye", "search", "mode", "report"}
    assert offered(house, sam, address) - everywhere == {"ask", "guidelines"}
    assert {"post", "leave", "listed", "people", "care"} <= offered(house, ash, address)
    houses.write(house, group_joining.invite, ash, group.slug, "sam", now=1)
    assert offered(house, sam, address) - everywhere == {"join", "decline", "guidelines"}
    inside(house, group, sam)
    assert "care" not in offered(house, sam, address)


def test_who_asks_in_heavy_words_has_the_card_and_the_desk_hears_of_it_without_the_group(
    house: House, sam: Person, ash: Person, wren: Person, group: GroupLine
) -> None:
    said = seen(house, sam, f"go groups/{group.slug}", "ask", "I want to kill myself tonight.")
    assert "Asked. Those who look after the group read it, and nobody else. What you wrote sounds heavy." in said
    assert "Nobody is watching right now." in said
    desk = seen(house, wren, "go desk", "1")
    assert "Urgent, the software noticed it, sam" in desk
    assert "or where they asked to come into a group" in desk
    assert "tonight" not in desk
    assert group.title not in desk


def test_who_asks_is_answered_once_and_told_kindly(house: House, sam: Person, ash: Person, group: GroupLine) -> None:
    address = f"groups/{group.slug}"
    assert "Asked." in seen(house, sam, f"go {address}", "ask", "Slow days.")
    assert "You asked to come in" in seen(house, sam, f"go {address}")
    assert "1 asks to come in" in seen(house, ash)
    said = seen(house, ash, f"go {address}/asks", "not-now 1", "yes")
    assert "Slow days." in said
    assert "finds a kind no" in said
    assert "Not this time. That says nothing about you" in seen(house, sam, f"go {address}")
    assert "asks to come in" not in seen(house, sam, f"go {address}/asks")


def test_who_asks_where_nobody_could_answer_is_told_so_and_operators_see_that_somebody_does(
    house: House, sam: Person, ash: Person
) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    assert "nobody answers just now" in seen(house, sam, "go groups/grief-group", "m")
    assert "it waits for who does one day" in seen(house, sam, "go groups/grief-group", "ask", "My sister.")
    assert "Nobody looks after it yet, so that waits" in seen(house, sam, "go groups/grief-group", "m")
    (kept,) = (item for item in items(house, olive, "office/groups") if item.id == "grief-group")
    assert (kept.new, "looked after by nobody, 1 asks to come in" in kept.detail) == (True, True)
    assert "sam" not in kept.detail
    assert "1 asks to come in" in next(i for i in items(house, olive, "office") if i.to == "office/groups").detail
    seen(house, olive, "go office/groups/grief-group", "entrust", "ash")
    assert "you look after it now" in seen(house, ash, "go groups")
    said = seen(house, ash, "go groups/grief-group", "go groups/grief-group")
    assert said.count("You look after this group now") == 1
    (kept,) = (item for item in items(house, olive, "office/groups") if item.id == "grief-group")
    assert "looked after by nobody" not in kept.detail


def test_who_alone_looks_after_a_group_is_asked_before_they_leave_it(
    house: House, sam: Person, ash: Person, group: GroupLine
) -> None:
    leave = (f"go groups/{group.slug}", "leave", "yes")
    assert "Left as it was." in seen(house, ash, *leave, "no")
    entrusted(house, group, sam)
    assert "Nobody else looks after it" not in seen(house, ash, *leave)
    assert standing(house, ash, group) is Standing.OUTSIDE
    assert "Nobody else looks after it: who asks" in seen(house, sam, *leave, "yes")
    assert standing(house, sam, group) is Standing.OUTSIDE


def test_an_invitation_is_accepted_or_declined(house: House, sam: Person, ash: Person, group: GroupLine) -> None:
    address = f"groups/{group.slug}"
    assert "they find the invitation" in seen(house, ash, f"go {address}/care", "invite", "sam")
    assert "1 invitation" in seen(house, sam)
    assert "Nobody is told" in seen(house, sam, f"go {address}", "decline")
    assert standing(house, sam, group) is Standing.OUTSIDE
    assert "nobody of that name" in seen(house, ash, f"go {address}/care", "invite", "nobody-here")


def test_only_who_said_so_is_listed(house: House, sam: Person, ash: Person, group: GroupLine) -> None:
    inside(house, group, sam)
    address = f"groups/{group.slug}"
    assert "Nobody lets themselves be found" in seen(house, ash, f"go {address}/people")
    assert "find your name" in seen(house, sam, f"go {address}", "listed")
    assert [item.label for item in items(house, ash, f"{address}/people")] == ["sam"]


def test_the_composer_says_who_reads(house: House, sam: Person, group: GroupLine) -> None:
    inside(house, group, sam)
    assert "Members of this group read it, and nobody else." in seen(house, sam, f"go groups/{group.slug}", "post", "")
    open_one = made(house, "Open water", visibility=Visibility.LISTED)
    inside(house, open_one, sam)
    assert "All members read it" in seen(house, sam, f"go groups/{open_one.slug}", "post", "")


def test_a_group_is_found_by_a_part_of_its_name_by_who_may_know_of_it(house: House, sam: Person, ash: Person) -> None:
    line = made(house, "Deep water", facilitator=ash, visibility=Visibility.UNLISTED, way=Way.INVITATION)
    assert f"groups/{line.slug}" in [item.to for item in items(house, ash, "go/deep")]
    assert items(house, sam, "go/deep") == []
    assert [item.to for item in items(house, sam, "go/carers gr")] == ["groups/carers-group"]
    assert "Who reads" not in seen(house, sam, "go carers")


def test_a_group_can_be_reported_from_outside_by_who_knows_of_it(house: House, sam: Person, ash: Person) -> None:
    vault, now = house.vault, house.clock.now()
    assert vault is not None
    houses.write(house, reports.report, vault, sam, "group/carers-group", Reason.HEALTH, now=now)
    assert houses.write(house, cases.open_at, "group/carers-group") is not None
    assert "The group Carers" in seen(house, sam, "go reports")
    line = made(house, "Deep water", facilitator=ash, visibility=Visibility.UNLISTED, way=Way.INVITATION)
    with pytest.raises(NotFound):
        houses.write(house, reports.report, vault, sam, f"group/{line.slug}", Reason.HEALTH, now=now)


def test_a_draft_for_a_group_is_found_again(house: House, sam: Person, ash: Person, group: GroupLine) -> None:
    begun = f"groups/{group.slug}"
    by_ash = (f"{begun}/note", f"{begun}/weekly", f"{begun}/items/4/hand-over", f"{begun}/out/sam", "tend/1/refer")
    for person, place in ((sam, "groups/propose"), (sam, f"{begun}/ask"), *((ash, place) for place in by_ash)):
        houses.write(house, drafts.keep, house.vault, person.id, place, "Begun.", now=house.clock.now())
    assert [(item.label, item.to) for item in items(house, sam, "drafts")] == [
        ("Something for a support group", begun),
        ("Something for a support group", "groups"),
    ]
    leads = ["tend/1", f"{begun}/out", f"{begun}/items/4", f"{begun}/care", f"{begun}/notes"]
    assert [item.to for item in items(house, ash, "drafts")] == leads


def test_all_that_a_proposal_says_is_kept_while_it_is_written(house: House, sam: Person) -> None:
    seen(house, sam, "go groups", "propose", "New parents", "For the first year", "1", "We are tired.", ".draft")
    said = seen(house, sam, "go groups", "propose", "", "", "2", ".", "yes")
    assert "Proposed." in said
    assert [item.label for item in items(house, sam, "groups") if "proposed" in item.label] == [
        'You proposed "New parents"'
    ]
    assert items(house, sam, "drafts") == []


def test_places_of_a_group_are_forgotten_with_it(house: House, sam: Person, group: GroupLine) -> None:
    inside(house, group, sam)
    first = begun(house, sam, group)
    said = seen(
        house, sam, f"go boards/{group.slug}/{first.thread}", f"go groups/{group.slug}", "leave", "yes", "go recent"
    )
    after = said.rpartition("You left. Nobody is told, and you can ask to come back.")[2]
    assert "Recent" in after
    assert "Tonight" not in after
    assert "Quiet water, everybody may ask" in after, "in the list of groups"
    assert after.count("Quiet water") == 1, "and not among the recent places"


# Looking after it


def test_nobody_is_offered_to_put_out_whom_they_cannot(
    house: House, sam: Person, ash: Person, wren: Person, group: GroupLine
) -> None:
    refused = {"ash": "That is you.", "wren": "They look after this place."}
    for person, is_offered in ((sam, True), (wren, False), (ash, False)):
        if person is not ash:
            inside(house, group, person)
        page = f"tend/{begun(house, person, group, 'I am here.').id}"
        assert ("put-out" in offered(house, ash, page)) is is_offered
        if not is_offered:
            assert f": put-out {refused[person.handle]}" in seen(house, ash, f"go {page}", "put-out")


def test_a_facilitator_tends_a_post_and_its_thread(house: House, sam: Person, ash: Person, group: GroupLine) -> None:
    inside(house, group, sam)
    first = begun(house, sam, group, "You must all take pills.")
    later = houses.write(house, posts.reply, sam, first.thread, "All of them.", now=house.clock.now())
    assert "Post 1 of 1:" in seen(house, ash, f"go tend/{later.id}"), "one post is shown, wherever it stands"
    tend = f"go tend/{first.id}"
    place, now = f"tend/{first.id}/fold", house.clock.now()
    houses.write(house, drafts.keep, house.vault, ash.id, place, "it tells others", now=now)
    assert "1. Why a post is folded" in seen(house, ash, "go drafts")
    assert "Enter takes what is kept from before: it tells others" in seen(house, ash, tend, "fold", "back")
    assert "Folded" in seen(house, ash, tend, "fold", "it tells others what to take.")
    assert "You have none." in seen(house, ash, "go drafts")
    thread = f"go boards/{group.slug}/{first.thread}/1"
    said = seen(house, sam, thread)
    assert "folded by who looks after this group: it tells others what to take. Not shown yet." in said
    assert "pills" not in said
    assert "pills" in seen(house, sam, thread, "open 1")
    assert "kept at the top" in seen(house, ash, tend, "pin")
    assert "kept at the top" in seen(house, sam, f"go groups/{group.slug}")
    assert "Closed." in seen(house, ash, tend, "close", "yes")
    assert "not answered any more" in seen(house, sam, thread)
    assert "reply" not in offered(house, sam, f"boards/{group.slug}/{first.thread}/1")
    assert "The desk has it" in seen(house, ash, tend, "refer", "Please look.", ".", "yes")
    assert houses.write(house, cases.open_at, f"post/{first.id}") is not None
    assert "no other place you look after" in seen(house, ash, tend, "move")
    for nobody in (sam, None):
        assert "pills" not in seen(house, nobody, tend)


def test_who_reads_a_thread_where_it_goes_is_said_before_it_goes(
    house: House, sam: Person, ash: Person, group: GroupLine
) -> None:
    wide = made(house, "Wide water", facilitator=ash, visibility=Visibility.LISTED)
    deep = made(house, "Deep water", facilitator=ash)
    for line in (group, wide, deep):
        inside(house, line, sam)
    own, listed = begun(house, sam, group), begun(house, sam, wide)
    alone = "What stands in it was written for this group alone. In Deep water those read it who are in that group"
    for to, post, said in (
        ("deep-water", own, alone),
        ("deep-water", listed, "In Deep water those read it who are in that group, and nobody else"),
        ("about-this-place", listed, "In About this place guests read it too: whoever calls, without an account."),
        ("low-mood", listed, "In Low mood all members read it, as they do here."),
    ):
        stays = seen(house, ash, f"go tend/{post.id}", "move", to, "")
        assert said in stays
        assert "Left as it was." in stays
        assert houses.write(house, posts.get, sam, post.id).board == post.board
    seen(house, sam, f"go boards/wide-water/{listed.thread}", "reply 1", "Half a line.", ".draft")
    assert "Moved." in seen(house, ash, f"go tend/{listed.id}", "move", "low-mood", "yes")
    assert "Moved here today" in seen(house, sam, f"go boards/low-mood/{listed.thread}/1")
    assert "from Wide water." in seen(house, sam, f"go boards/low-mood/{listed.thread}/1")
    assert "Half a line." in seen(house, sam, f"go boards/low-mood/{listed.thread}", "reply 1", ".show", ".draft")
    assert [item.to for item in items(house, sam, "drafts")] == [f"boards/low-mood/{listed.thread}/1"]
    assert "I am here." in seen(house, sam, f"go boards/wide-water/{listed.thread}"), "the old address leads there"
    assert "moved a thread of yours to another place" in seen(house, sam, "go about/me")
    assert houses.verb(house, f"move tend/{own.id} to=deep-water", ash)[0] == 2, "nobody agreed to it"
    assert houses.verb(house, f"move tend/{own.id} to=deep-water sure=yes", ash)[0] == 0
    thread = f"go boards/deep-water/{own.thread}/1"
    assert "from Quiet water." in seen(house, sam, thread)
    lou = houses.member(house, "lou")
    inside(house, deep, lou)
    assert "Moved here today" in seen(house, lou, thread)
    assert "Quiet" not in seen(house, lou, thread), "it is named to who is in it alone"


def test_on_a_thread_what_is_done_to_it_comes_before_what_every_page_has(
    house: House, sam: Person, ash: Person, group: GroupLine
) -> None:
    inside(house, group, sam)
    page = find(ROUTES, houses.session(house, ash), f"boards/{group.slug}/{begun(house, sam, group).thread}")
    asyncio.run(page.view())
    names = [action.name for action in page.offered()]
    assert names.index("reply") < names.index("tend") < names.index("help")


def test_notes_welcome_and_guidelines_are_written_in_the_room_of_facilitators(
    house: House, sam: Person, ash: Person, group: GroupLine
) -> None:
    care = f"go groups/{group.slug}/care"
    assert "Kept" in seen(house, ash, f"go groups/{group.slug}/notes", "write", "Sam is new.", ".", "yes")
    assert "Sam is new." in seen(house, ash, f"go groups/{group.slug}/notes")
    assert "Kept." in seen(house, ash, care, "welcome", "Come in.", ".", "yes")
    assert "Kept." in seen(house, ash, care, "guidelines", "And gently.", ".", "yes")
    assert "And gently." in seen(house, sam, f"go groups/{group.slug}")
    assert "Sam is new." not in seen(house, sam, f"go groups/{group.slug}/notes")


def test_the_thread_of_each_week_is_begun_once_in_the_words_of_the_facilitators(
    house: House, sam: Person, ash: Person, group: GroupLine
) -> None:
    inside(house, group, sam)
    house.clock.move(0)  # type: ignore[attr-defined]
    words = weekly.Weekly(3, "This week", "How was it?")
    houses.write(house, weekly.change, ash, group.slug, words, now=house.clock.now())
    for _ in range(2):
        assert seen(house, sam, f"go groups/{group.slug}").count("This week") == 1
    assert "How was it?" in seen(house, sam, "new")
    house.clock.move(6 * 24 * 3600)  # type: ignore[attr-defined]
    assert houses.write(house, weekly.begin_due, house.clock.now()) == []
    house.clock.move(24 * 3600)  # type: ignore[attr-defined]
    assert len(houses.write(house, weekly.begin_due, house.clock.now())) == 1
    houses.write(house, weekly.change, ash, group.slug, weekly.Weekly(None, "", ""), now=house.clock.now())
    house.clock.move(30 * 24 * 3600)  # type: ignore[attr-defined]
    assert houses.write(house, weekly.begin_due, house.clock.now()) == []


def test_a_demo_that_opens_on_the_morning_of_that_day_has_the_thread_once(house: House) -> None:
    friday = houses.STARTED + 10 * 3600
    assert house.store is not None
    founding.fill_demo(house.store, houses.CHEAP, houses.PASSPHRASE, now=friday)
    assert houses.write(house, weekly.begin_due, friday) == []


def test_nothing_is_begun_in_the_name_of_nobody(house: House, sam: Person) -> None:
    assert houses.write(house, weekly.begin_due, house.clock.now()) == []
    entrusted(house, houses.write(house, groups.line, sam, "grief-group"), sam)
    assert len(houses.write(house, weekly.begin_due, house.clock.now())) == 1


def test_ways_to_answer_are_shown_on_request(house: House, sam: Person, group: GroupLine) -> None:
    inside(house, group, sam)
    first = begun(house, sam, group)
    said = seen(house, sam, f"go boards/{group.slug}/{first.thread}/1", "ways", "others")
    assert "Listening is most of it" in said
    ways = houses.words().listening
    assert sum(one.way in said for one in ways) == 8
    assert all(one.such in houses.verb(house, "read listening", sam)[1].replace("\r\n", " ") for one in ways[:3])


# Proposing, and the office


def test_a_proposed_group_is_opened_and_its_proposer_told(house: House, sam: Person) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    typed = ("go groups", "propose", "New parents", "For the first year", "1", "We are tired.", ".", "yes")
    assert "Proposed." in seen(house, sam, *typed)
    assert [item.detail for item in items(house, olive, "desk") if item.to == "desk/groups"] == ["1 waiting"]
    (found,) = items(house, olive, "desk/groups")
    assert found.label == "New parents"
    assert "We are tired." in seen(house, olive, f"go {found.to}")
    assert "Opened" in seen(house, olive, f"go {found.to}", "open", "Gladly.", "yes")
    assert "an answer for you" in seen(house, sam)
    assert "Gladly." in seen(house, sam, "go groups")
    assert "an answer for you" not in seen(house, sam)
    assert "Looked after by: sam" in seen(house, sam, "go groups/new-parents")


def test_an_operator_keeps_groups_in_the_office(house: House, sam: Person) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    assert "Opened." in seen(house, olive, "go office/groups", "new", "Deep water", "For tides", "3", "3", "yes")
    assert "Deep water" not in seen(house, sam, "go groups")
    taken = seen(house, olive, "go office/groups", "new", "deep Water", "back")
    assert "A group is called that already. Please choose another name." in " ".join(taken.split())
    assert "sam looks after it now" in seen(house, olive, "go office/groups/deep-water", "entrust", "sam")
    assert "Deep water" in seen(house, sam, "go groups")
    assert "Closed." in seen(house, olive, "go office/groups/deep-water", "close", "yes")
    assert "closed" in seen(house, sam, "go groups")
    assert "Tides" in seen(house, olive, "go office/groups/deep-water", "change", "Tides", "", "", "")


def test_a_look_is_shown_to_the_group_and_reads_one_thread(
    house: House, sam: Person, ash: Person, group: GroupLine
) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    inside(house, group, sam)
    first, other = begun(house, sam, group, "A threat."), begun(house, ash, group, "A secret.")
    look = ("go looks", "look", f"boards/{group.slug}/{first.thread}", "a report of a threat", "yes")
    assert "A report leads there" in seen(house, wren, *look)
    houses.write(house, cases.gather, house.vault, f"post/{first.id}", reason="threat", by=ash, now=1)
    said = seen(house, wren, *look)
    assert "A threat." in said
    assert "You read this until tomorrow" in said, "for a day"
    assert "A secret." not in seen(house, wren, f"go looks/{other.thread}")
    told = seen(house, ash, f"go groups/{group.slug}")
    assert "A moderator looked" in told
    assert "a report of a threat" in told
    assert "wren" not in told
