"""Member pages, how to be with somebody, blocking, who is here, and where to begin: in a visit and by a verb."""

from __future__ import annotations

import asyncio

import pytest

from bbs.community import being_with, blocks, drafts, members, posts, profiles
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.house import House
from bbs.news import POSTS, News
from bbs.visits import Visit
from screens.page import Stay
from screens.pages import ROUTES
from screens.routes import find
from screens.view import Item, Listing
from tests import houses
from tests.houses import HeldClock

DAY = 24 * 3600


@pytest.fixture
def post(house: House, sam: Person) -> PostLine:
    return houses.write(house, posts.start, sam, "sleep", "Awake again", "Third night.", now=house.clock.now())


def words(said: str) -> str:
    return " ".join(said.split())


# A member's page


def test_a_member_writes_their_page_and_another_comes_to_it_from_a_post(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    said = houses.visit(house, ["go my-page", "w", "I keep bees.", "Slowly.", ".", "yes", "p", "they", "b", "bye"], sam)
    assert "Nothing stands here yet, and nothing has to." in said
    assert "Members read it; guests do not." in words(said)
    assert "Kept. Members read it on your page." in said
    said = houses.visit(house, [f"go boards/sleep/{post.thread}", "who", "bye"], lou)
    assert "sam. Pronouns: they. sam, in their own words. I keep bees. Slowly. sam, choose" in words(said)
    for derived in ("joined", "posts", "seen", "Awake again", "today"):
        assert derived not in said.rpartition("who\n")[2].partition("sam, choose")[0]


def test_a_page_is_found_by_its_name_in_lists_and_from_go_to(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    for typed in (["go sam"], ["go boards/sleep", "by 1"], ["go search/third", "by 1"]):
        assert "sam left this page empty." in houses.visit(house, [*typed, "bye"], lou)
    assert "sam left this page empty." in houses.verb(house, "read members/SAM", lou)[1]


def test_a_content_note_keeps_the_words_closed_until_they_are_opened(house: House, sam: Person, lou: Person) -> None:
    houses.write(house, profiles.write, sam, "My brother died.", note="death")
    said = houses.visit(house, ["go members/sam", "open", "bye"], lou)
    closed, _, opened = said.partition(": open\n")
    assert "Content note: death. Not shown yet." in words(closed)
    assert "My brother died." not in closed
    assert "My brother died." in opened
    assert "My brother died." in houses.verb(house, "read members/sam", sam)[1], "one's own is open"


def test_whose_page_is_not_there(house: House, sam: Person, lou: Person, post: PostLine) -> None:
    for person, address, status in ((None, "members/sam", 3), (lou, "members/nobody", 1)):
        assert houses.verb(house, f"read {address}", person)[0] == status
    assert houses.verb(house, f"who boards/sleep/{post.thread}", None)[0] in (2, 3)
    assert "sam" not in houses.visit(house, ["go sam", "bye"], None).rpartition("go sam")[2]
    assert "Some people leave, and their page goes with them." in words(
        houses.visit(house, ["go members/nobody", "bye"], lou)
    )
    welcome = houses.visit(house, ["go boards/welcome", "1", "who", "b", "by 1", "bye"], lou)
    assert "That is not something to do here." in welcome
    assert "The place itself wrote that, or somebody who left" in words(welcome)


def test_what_was_begun_is_kept_named_and_gone_on_with(house: House, sam: Person) -> None:
    said = houses.visit(house, ["go sam", "write", "I keep bees.", ".draft", "go drafts", "1", "bye"], sam)
    assert "What you write about yourself, since today" in said
    houses.write(house, drafts.keep, house.vault, sam.id, "with-me", "Ask me.", now=house.clock.now())
    said = houses.visit(house, ["go sam", "write", "Slowly.", ".", "yes", "go with-me", "w", ".", "yes", "bye"], sam)
    assert houses.write(house, profiles.get, sam, "sam").text == "I keep bees.\nSlowly."
    assert houses.write(house, being_with.own, house.vault, sam).text == "Ask me."
    assert houses.write(house, drafts.places, sam.id) == []


def test_writing_again_begins_with_what_stands_and_its_note(house: House, sam: Person) -> None:
    houses.write(house, profiles.write, sam, "I keep bees.", note="death")
    houses.visit(house, ["go sam", "write", "Slowly.", ".", "yes", "bye"], sam)
    page = houses.write(house, profiles.get, sam, "sam")
    assert (page.text, page.note) == ("I keep bees.\nSlowly.", "death")


def test_verbs_write_a_page_and_take_it_away(house: House, sam: Person, lou: Person) -> None:
    done = houses.verb(house, "write members/sam note=death", sam, text="I keep bees.\n")
    assert done == (0, "Kept. Members read it on your page.\n", "")
    assert houses.verb(house, "pronouns members/sam pronouns=they", sam)[0] == 0
    page = houses.write(house, profiles.get, lou, "sam")
    assert (page.text, page.note, page.pronouns) == ("I keep bees.", "death", "they")
    assert houses.verb(house, "write members/sam", lou, text="Not mine.\n")[0] == 2
    assert houses.verb(house, "write members/sam", sam, text="x" * 2001)[0] == 2
    assert houses.verb(house, "remove members/sam", sam)[0] == 0
    assert houses.write(house, profiles.get, lou, "sam").is_empty


# How to be with somebody


def test_how_to_be_with_somebody_is_shown_to_who_replies_once_its_author_says_so(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    reply = [f"go boards/sleep/{post.thread}", "r", "I am up too.", ".draft", "bye"]
    said = houses.visit(house, ["go with-me", "", "Do not ask me how I slept.", ".", "yes", "bye"], sam)
    assert "Nobody sees it until you say so." in said
    assert "Only you see it." in said
    assert "wrote how to be with them" not in houses.visit(house, reply, lou)
    said = houses.visit(house, ["go with-me", "show", "bye"], sam)
    assert "Members who reply to you see it from now on." in said
    said = houses.visit(house, reply, lou)
    assert "Reply to sam. sam wrote how to be with them: Do not ask me how I slept." in words(said)
    said = houses.visit(house, ["go sam", "v", "bye"], lou)
    assert "How to be with sam. sam, in their own words. Do not ask me how I slept." in words(said)
    assert "v or with-them" not in houses.visit(house, ["go sam", "?", "bye"], sam), "they know it"
    houses.visit(house, ["go with-me", "hide", "bye"], sam)
    assert "wrote how to be with them" not in houses.visit(house, reply, lou)
    assert houses.verb(house, "read members/sam/with-them", lou)[0] == 1


def test_what_is_long_is_begun_above_the_reply_and_says_where_the_whole_is(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    text = "Please do not ask how I slept.\n" * 9
    houses.write(house, being_with.write, house.vault, sam, text)
    houses.write(house, being_with.show, sam, now=house.clock.now())
    said = words(houses.visit(house, [f"go boards/sleep/{post.thread}", "r", ".draft", "bye"], lou))
    assert "sam wrote how to be with them: Please do not ask how I slept. Please do not" in said
    assert "... All of it: go members/sam/with-them" in said
    assert said.count("Please do not") <= 4
    assert houses.verb(house, "read members/sam/with-them", lou)[1].count("Please do not") == 9


# Blocking


def test_blocking_from_a_post_asks_once_closes_it_and_is_undone_on_its_page(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    place = f"go boards/sleep/{post.thread}"
    said = houses.visit(house, [place, "block", "no", "block", "yes", place, "bye"], lou)
    assert "They are not told." in words(said)
    assert "Blocked. sam is not told. To undo it: go blocked." in words(said)
    again = words(said.rpartition(place)[2])
    assert "Thread: begun by somebody you blocked." in again
    assert "sam, whom you blocked, today 20:26. Not shown yet. open reads it; Enter goes past." in again
    assert "Third night." not in again
    assert "Third night." in houses.visit(house, [place, "open", "bye"], lou)
    assert "nothing new" in houses.visit(house, ["bye"], lou)
    assert "Awake again" not in houses.verb(house, "read boards/sleep", lou)[1]
    assert "No post you can read holds all of that." in houses.verb(house, "search third", lou)[1]
    said = houses.visit(house, ["go blocked", "1", "b", "undo", "unblock 1", "bye"], lou)
    assert "You blocked sam. They do not know." in said
    assert "Undone. What they write is open again." in said
    assert "You block nobody." in said
    assert "Third night." in houses.visit(house, [place, "bye"], lou)


def test_nothing_a_blocked_member_is_told_is_any_different(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    houses.write(house, profiles.write, sam, "I keep bees.")
    reply = houses.write(house, posts.reply, lou, post.thread, "So am I.", now=house.clock.now())
    asked = ("read members/sam", "read new", f"read boards/sleep/{post.thread}", "read boards/sleep", "read blocked")
    for verb in asked:
        houses.verb(house, verb, lou)  # what is new counts as read then
    before = [houses.verb(house, verb, lou) for verb in asked]
    houses.write(house, blocks.block, sam, "lou", now=house.clock.now())
    assert [houses.verb(house, verb, lou) for verb in asked] == before
    assert houses.verb(house, f"thank boards/sleep/{post.thread}", lou, text="That helped.\n")[0] == 0
    assert "None now." in houses.verb(house, "read thanks", sam)[1]
    assert "whom you blocked" in houses.verb(house, f"read boards/sleep/{post.thread}/{reply.number}", sam)[1]


def test_a_member_is_blocked_and_unblocked_on_their_page(house: House, sam: Person, lou: Person) -> None:
    houses.write(house, profiles.write, sam, "I keep bees.")
    houses.write(house, profiles.set_pronouns, sam, "they")
    said = houses.visit(house, ["go sam", "block", "yes", "open", "unblock", "bye"], lou)
    closed, _, opened = words(said).rpartition("They are not told.")[2].partition(": open ")
    assert "You blocked sam. They do not know." in closed
    assert "I keep bees." not in closed
    assert "they." not in closed
    assert "I keep bees." in opened
    assert "Undone." in opened
    assert "block" not in houses.visit(house, ["go sam", "?", "bye"], sam).rpartition("?\n")[2]


def test_what_the_blocked_write_raises_no_count_of_news(house: House, sam: Person, lou: Person) -> None:
    kit = houses.member(house, "kit")
    visit = houses.session(house, lou)
    page = find(ROUTES, visit, "members/sam")

    async def blocks_them() -> None:
        await page.view()
        assert isinstance(await page.perform(next(a for a in page.offered() if a.name == "block")), Stay)

    asyncio.run(blocks_them())
    for by, count in ((sam, 0), (kit, 1)):
        line = houses.write(house, posts.start, by, "sleep", "Awake", "Again.", now=house.clock.now())
        house.news.tell(News(POSTS, line.id, by.id))
        asyncio.run(visit.sift(POSTS))
        assert visit.waiting(POSTS) == count
    visit.over()


# Who is here


def test_only_who_says_so_is_listed_while_they_are_connected(house: House, sam: Person, lou: Person) -> None:
    for person in (sam, lou):
        house.visits.begin(Visit(person.handle, person.id, 0, "line", lambda words: None))
    assert "Nobody who is listed is here now." in houses.verb(house, "read here", lou)[1]
    said = houses.visit(house, ["go here", "l", "s", "l", "bye"], sam)
    assert "You are not listed; nobody sees that you are here." in words(said)
    assert "Members see your name here while you are connected." in words(said)
    said = houses.verb(house, "read here", lou)[1]
    assert "1. sam.\n" in said
    assert "lou" not in said
    assert "20:" not in said
    house.visits.over("sam", house.clock.now())
    assert "Nobody who is listed" in houses.verb(house, "read here", lou)[1]
    sam = houses.write(house, members.by_id, sam.id)
    assert houses.verb(house, "stop-listing here", sam)[0] == 0
    assert not houses.write(house, members.by_id, sam.id).here
    assert houses.verb(house, "read here", None)[0] == 3


# The first week


def home(house: House, person: Person) -> list[Item]:
    view = asyncio.run(find(ROUTES, houses.session(house, person), "home").view())
    return [item for block in view.blocks if isinstance(block, Listing) for item in block.items]


def test_home_begins_with_where_to_start_for_a_week(house: House) -> None:
    now = house.clock.now()
    zoe = houses.write(house, members.add, "zoe", now=now, guidelines=house.texts.guidelines.version)
    zoe = houses.write(house, members.welcome, zoe.id, now=now)
    assert home(house, zoe)[0].to == "start"
    said = houses.verb(house, "read start", zoe)[1]
    assert "You can introduce yourself, or only read." in said
    assert said.count("a board to read, or to say hello.") == 3
    for there in ("A slow breath", "What this place is"):
        assert there in said
    assert isinstance(house.clock, HeldClock)
    house.clock.move(7 * DAY)
    assert home(house, zoe)[0].to == "new"
    assert "settled" not in houses.visit(house, ["go start", "?", "bye"], zoe)


def test_it_goes_when_they_say_that_they_know_their_way(house: House) -> None:
    now = house.clock.now()
    zoe = houses.write(house, members.add, "zoe", now=now, guidelines=house.texts.guidelines.version)
    zoe = houses.write(house, members.welcome, zoe.id, now=now)
    said = houses.visit(house, ["1", "settled", "bye"], zoe)
    assert "Good. It is off home; go start finds it again." in said
    assert home(house, zoe)[0].to == "new"
