"""Pages for those who look after a group: what waits there, who is out of it; and one's words in groups one left."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from bbs.community import cases, decisions, drafts, group_joining, group_outs, groups, posts, queue, reports
from bbs.community.decisions import Outcome
from bbs.community.groups import GroupLine, Standing, Visibility, Way
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.community.queue import Rank
from bbs.community.reports import Reason
from bbs.house import House
from screens.page import Ask, Goto, Stay
from screens.pages import ROUTES
from screens.routes import find
from screens.telling import told_now
from tests import houses
from tests.groups import inside, made
from tests.screens.pages.test_groups import items, offered, seen


@dataclass
class Water:
    """A members-only group that ash looks after, with sam and lou in it; sam wrote something that lou reported."""

    house: House
    line: GroupLine
    ash: Person
    sam: Person
    lou: Person
    wren: Person
    post: PostLine
    case: int

    @property
    def place(self) -> str:
        return f"groups/{self.line.slug}/items"

    @property
    def item(self) -> str:
        return f"go {self.place}/{self.case}"

    def reported(self, reason: Reason) -> None:
        houses.write(
            self.house,
            reports.report,
            self.house.vault,
            self.lou,
            f"post/{self.post.id}",
            reason,
            "Between us.",
            now=self.house.clock.now(),
        )


@pytest.fixture
def water(house: House, sam: Person, ash: Person) -> Water:
    line = made(house, facilitator=ash, way=Way.ASK, visibility=Visibility.MEMBERS)
    lou, wren = houses.member(house, "lou"), houses.member(house, "wren", role=Role.MODERATOR)
    for person in (sam, lou):
        inside(house, line, person)
    post = houses.write(house, posts.start, sam, line.slug, "Tonight", "You are all fools.", now=house.clock.now())
    found = Water(house, line, ash, sam, lou, wren, post, 1)
    found.reported(Reason.UNKIND)
    return found


def test_it_is_found_from_home_and_the_group_and_says_no_word_of_who_reported(water: Water) -> None:
    house, ash = water.house, water.ash
    assert [item.detail for item in items(house, ash, "home") if item.to == "groups"] == ["you are in 1, 1 to look at"]
    assert [item.detail for item in items(house, ash, f"groups/{water.line.slug}/care") if item.to == water.place] == [
        "1 to look at"
    ]
    (item,) = items(house, ash, water.place)
    assert item.label == "It is unkind, or goes after somebody, sam"
    said = seen(house, ash, f"go {water.place}", f"go {water.place}/1")
    assert "Nobody has it. To take it, type take." in said
    assert "You are all fools." in said
    assert "Between us" not in said
    assert "lou" not in said
    for other in (water.sam, water.lou, water.wren, None):
        assert "fools" not in seen(house, other, f"go {water.place}", water.item)


def test_what_the_software_noticed_is_said_in_a_sentence(water: Water) -> None:
    house, now = water.house, water.house.clock.now()
    post = houses.write(house, posts.start, water.sam, water.line.slug, "Enough", "I cannot go on.", now=now)
    gathered = {"reason": "noticed", "rule": "en.wish.die", "by": None, "rank": Rank.URGENT, "now": now}
    houses.write(house, cases.gather, house.vault, f"post/{post.id}", **gathered)
    said = seen(house, water.ash, f"go {water.place}/2")
    assert "can still come first. The software noticed it." in said


def test_each_thing_that_can_be_done_is_offered_where_it_makes_sense(water: Water) -> None:
    address = water.item.removeprefix("go ")
    acts = {"take", "give-back", "open", "there", "tend", "write", "stands", "hand-over", "items"}
    assert offered(water.house, water.ash, address) & acts == acts - {"give-back", "open"}
    assert "It is yours now." in seen(water.house, water.ash, water.item, "take")
    assert offered(water.house, water.ash, address) & acts == acts - {"take", "open"}
    water.reported(Reason.WORRIED)
    assert offered(water.house, water.ash, address) & acts == acts - {"take", "open", "stands"}
    assert "Urgent: the desk was told as well." in seen(water.house, water.ash, water.item)


def test_it_is_settled_and_who_reported_it_is_thanked(water: Water) -> None:
    assert "Settled: it stands" in seen(water.house, water.ash, water.item, "stands", "yes")
    assert "Nothing waits here." in seen(water.house, water.ash, f"go {water.place}")
    assert "It was right to tell all the same" in seen(water.house, water.lou, "go reports/1")


def test_words_for_them_come_to_them_and_to_nobody_else(water: Water) -> None:
    written = seen(water.house, water.ash, water.item, "write", "I thought of you.", ".", "yes")
    assert "It is settled with that" in written
    assert "stayed with us" not in written, "nobody is worried"
    assert "Somebody looked at it, and it is settled." in seen(water.house, water.lou, "go reports/1")
    said = seen(water.house, water.sam, "go decisions")
    assert 'Somebody who looks after "Quiet water" thought of you, and writes:' in said
    assert "I thought of you." in said
    assert "moderator" not in said.partition("I thought of you.")[0]
    assert "thought of you" not in seen(water.house, water.lou, "go decisions")


def test_it_is_left_to_the_desk_with_a_note_and_the_desk_is_told_by_whom(water: Water) -> None:
    assert "Nothing waits." in seen(water.house, water.wren, "go desk")
    first = seen(water.house, water.wren, f"go desk/cases/{water.case}")
    assert "It waits for those who look after the group first, until" in first
    said = seen(water.house, water.ash, water.item, "hand-over", "It goes on for days.", ".", "yes")
    assert "The desk has it." in said
    assert "Nothing waits here." in said
    case = seen(water.house, water.wren, f"go desk/cases/{water.case}")
    assert "The group's facilitators left it to the desk." in case
    assert "It goes on for days." in case


def test_the_desk_sees_that_the_group_was_told_and_has_it(water: Water) -> None:
    water.reported(Reason.WORRIED)
    case = f"go desk/cases/{water.case}"
    assert "Those who look after the group are told when they come." in seen(water.house, water.wren, case)
    seen(water.house, water.ash, f"go {water.place}")
    assert "Those who look after the group were told." in seen(water.house, water.wren, case)
    seen(water.house, water.ash, water.item, "take")
    assert "The group's facilitators have it." in seen(water.house, water.wren, case)
    assert "the group's facilitators have it" in seen(water.house, water.wren, "go desk")


def test_a_facilitator_who_is_here_is_told_once_of_what_comes_up(water: Water) -> None:
    house = water.house

    async def told() -> list[str]:
        visits = [houses.session(house, person) for person in (water.ash, water.sam, water.wren)]
        for visit in visits:
            assert visit.person is not None
            visit.signed_in(visit.person)
        second = await house.write(posts.reply, water.sam, water.post.thread, "Fools, I said.", now=house.clock.now())
        how = {"reason": "unkind", "by": None, "now": house.clock.now()}
        await house.write(cases.gather, house.vault, f"post/{second.id}", **how)  # type: ignore[arg-type]
        first = [await told_now(visit) for visit in visits]
        await house.write(cases.gather, house.vault, f"post/{second.id}", **how)  # type: ignore[arg-type]
        return [*first, await told_now(visits[0])]

    assert asyncio.run(told()) == [
        f"Something waits in Quiet water, which you look after: go {water.place}.",
        "",
        "",
        "",
    ]


def test_words_that_were_begun_are_found_again(water: Water) -> None:
    house, slug = water.house, water.line.slug
    for place in (f"{water.place}/1/desk", f"groups/{slug}/out/sam"):
        houses.write(house, drafts.keep, house.vault, water.ash.id, place, "Begun.", now=house.clock.now())
    assert [item.to for item in items(house, water.ash, "drafts")] == [f"groups/{slug}/out", f"{water.place}/1"]


# Out of the group


def test_somebody_is_put_out_from_what_they_wrote_and_reads_why(water: Water) -> None:
    house, slug = water.house, water.line.slug
    tend = f"go tend/{water.post.id}"
    said = seen(house, water.ash, tend, "put-out", "2", "7", "You called people fools.", ".", "yes")
    assert f"sam is out of the group, and told why. To undo it: go groups/{slug}/out." in said
    told = seen(house, water.sam, "go decisions")
    assert 'It is about your post in "Tonight", Quiet water.' in told
    assert 'you are out of "Quiet water". All else here is open to you as before.' in told
    assert "You called people fools. The guideline: We disagree kindly, and bring trouble to a moderator." in told
    assert 'Those who look after "Quiet water" decided it. No software decided this.' in told
    assert "The desk looks at it, not who decided." in told
    assert "days more. Why, and how to appeal: go decisions." in seen(house, water.sam, f"go groups/{slug}", "join")
    assert "fools" not in seen(house, water.sam, f"go boards/{slug}/{water.post.thread}")
    assert "1 is out" in seen(house, water.ash, f"go groups/{slug}/care")
    undone = seen(house, water.ash, f"go groups/{slug}/out", "let-back 1", "yes")
    assert "You called people fools." in undone
    assert "they are in the group as before, and told" in undone
    assert houses.write(house, groups.line, water.sam, slug).standing is Standing.INSIDE


def test_somebody_is_put_out_by_name_for_good(water: Water) -> None:
    house, slug = water.house, water.line.slug
    said = seen(house, water.ash, f"go groups/{slug}/out", "put-out", "sam", "for good", "", "It hurt.", ".", "yes")
    assert "sam is out of the group" in said
    assert 'You are out of "Quiet water", for good.' in seen(house, water.sam, "go decisions")
    nobody = seen(house, water.ash, f"go groups/{slug}/out", "put-out", "wren", "1", "", "It hurt.", ".", "yes")
    assert "Nobody of that name wrote here" in nobody


def test_who_wrote_without_a_name_is_not_put_out_from_there(water: Water) -> None:
    house = water.house
    hushed = houses.write(
        house, posts.reply, water.lou, water.post.thread, "Hush.", now=house.clock.now(), nameless=house.vault
    )
    assert "put-out" not in offered(house, water.ash, f"tend/{hushed.id}")
    assert "put-out" in offered(house, water.ash, f"tend/{water.post.id}")


def test_an_open_visit_is_an_outsiders_at_once_and_told(water: Water) -> None:
    house, slug = water.house, water.line.slug

    async def told() -> tuple[str, str]:
        visit = houses.session(house, water.sam)
        visit.signed_in(water.sam)
        there = find(ROUTES, visit, f"groups/{slug}")
        await there.view()
        caring = houses.session(house, water.ash)
        out = find(ROUTES, caring, f"groups/{slug}/out")
        await out.view()
        asked = await out.perform(next(one for one in out.offered() if one.name == "put-out"), "")
        assert isinstance(asked, Ask)
        why = await asked.then({"handle": "sam", "days": "3", "guideline": "group"})
        assert isinstance(why, Ask)
        await why.then({"reasons": "It hurt."})
        return repr(await there.view()), await told_now(visit)

    view, words = asyncio.run(told())
    assert "Tonight" not in view
    assert "What it is for" not in view
    assert words == "Something was decided about you, and why is written down: go decisions."


def test_the_group_page_says_to_who_is_out_of_it_how_that_stands(water: Water) -> None:
    house, slug = water.house, water.line.slug
    how = {"days": 0, "now": house.clock.now()}
    houses.write(house, group_outs.put_out, house.vault, water.ash, slug, "sam", "It hurt.", **how)
    said = seen(house, water.sam, f"go groups/{slug}")
    assert "You were put out of this group. Why, and how to appeal: go decisions." in said
    assert not {"join", "ask"} & offered(house, water.sam, f"groups/{slug}")


# What one wrote in groups one left


def test_who_left_reads_and_takes_away_their_own_words_one_by_one(water: Water) -> None:
    house, sam = water.house, water.sam
    houses.write(house, posts.reply, sam, water.post.thread, "I said too much.", now=house.clock.now())
    houses.write(house, posts.reply, water.lou, water.post.thread, "Not to me.", now=house.clock.now())
    assert "in-groups" not in offered(house, sam, "my-data")
    houses.write(house, group_joining.leave, sam, water.line.slug)
    assert "in-groups" in offered(house, sam, "my-data")
    said = seen(house, sam, "go my-data", "in-groups", "")
    assert "You are all fools." in said
    assert "I said too much." in said
    assert "Not to me." not in said
    assert "Tonight" not in said, "what a thread is called may be somebody else's words"
    gone = seen(house, sam, "go my-data/in-groups", "take-away 2", "yes")
    assert "It is gone." in gone
    assert "too much" not in seen(house, sam, "go my-data/in-groups")
    assert "too much" not in seen(house, water.lou, f"go boards/{water.line.slug}/{water.post.thread}")
    assert "nothing of yours" in seen(house, water.lou, "go my-data/in-groups")


def test_many_words_come_some_at_a_time(water: Water) -> None:
    house, sam = water.house, water.sam
    for n in range(14):
        house.clock.move(3600)  # type: ignore[attr-defined]
        houses.write(house, posts.reply, sam, water.post.thread, f"Word {n}.", now=house.clock.now())
    houses.write(house, group_joining.leave, sam, water.line.slug)
    first = seen(house, sam, "go my-data/in-groups")
    assert "Word 13." not in first
    page = find(ROUTES, houses.session(house, sam), "my-data/in-groups")

    async def further() -> str:
        await page.view()
        assert await page.more()
        return repr(await page.view())

    assert "Word 13." in asyncio.run(further())


def test_leaving_says_where_ones_words_are(water: Water) -> None:
    said = seen(water.house, water.sam, f"go groups/{water.line.slug}", "leave", "no")
    assert "go my-data/in-groups" in said


def test_the_page_of_the_group_says_to_those_who_look_after_it_and_to_nobody_else_that_something_waits(
    water: Water,
) -> None:
    house, group = water.house, f"groups/{water.line.slug}"
    kit, now = houses.member(house, "kit"), house.clock.now()
    said = houses.visit(house, [f"go {group}", "care", "bye"], water.ash)
    assert "1 thing waits for you here: type care." in said
    assert "Quiet water, looking after it" in said
    for person in (water.sam, water.wren):
        assert "for you here" not in houses.visit(house, [f"go {group}", "bye"], person)
    houses.write(house, group_joining.ask, house.vault, kit, water.line.slug, "May I?", now=now)
    assert "2 things wait for you here" in houses.visit(house, [f"go {group}", "bye"], water.ash)
    houses.visit(house, [f"go {group}/items/{water.case}", "stands", "y", "bye"], water.ash)
    assert "1 thing waits for you here" in houses.visit(house, [f"go {group}", "bye"], water.ash)


@pytest.mark.parametrize("name", ["take", "stands", "write", "hand-over"])
def test_who_acts_on_what_changed_is_shown_it_as_it_is_and_the_list_where_it_waits_no_more(
    water: Water, name: str
) -> None:
    house, vault, now = water.house, water.house.vault, water.house.clock.now()

    async def act() -> None:
        page = find(ROUTES, houses.session(house, water.ash), f"{water.place}/{water.case}")
        await page.view()
        action = next(one for one in page.offered() if one.name == name)
        houses.write(house, reports.add, vault, water.lou, 1, "All of them.", now=now)
        changed = await page.perform(action)
        assert isinstance(changed, Stay)
        assert (changed.refused, changed.redraw) == (True, True)
        assert changed.notice.startswith("Something about it changed meanwhile.")
        line = houses.write(house, queue.read, vault, water.wren, water.case, now=now).line
        houses.write(house, decisions.decide, vault, water.wren, water.case, line.version, Outcome.DISAGREE, now=now)
        gone = await page.perform(action)
        assert isinstance(gone, Goto)
        assert gone.address == water.place
        assert gone.notice.startswith("It does not wait here any more")

    asyncio.run(act())
