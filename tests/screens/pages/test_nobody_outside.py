"""Nobody outside a members-only group reads a word of it: every page, every list, every verb, whoever asks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bbs.community import (
    editing,
    exporting,
    finding,
    following,
    group_joining,
    later,
    nameless,
    posts,
    query,
    telling,
    thanks,
    unread,
)
from bbs.community.shelf import Owner
from bbs.errors import BBSError, NotFound
from bbs.house import House
from bbs.news import POSTS, News
from screens.page import Ask, Goto, Stay
from screens.pages import PAGES, ROUTES
from screens.routes import find
from tests import houses
from tests.finding import finds
from tests.groups import CANARY, NAME, Closed, closed

LEAK = re.compile(rf"{CANARY} (?:title|text|note|answers|thanks)")
PEOPLE = ("guest", "who left", "a member", "a moderator", "an operator", "who waits")


@pytest.fixture
def place(house: House) -> Closed:
    return closed(house)


def addresses(place: Closed, slug: str) -> Iterator[str]:
    """Yield every page there is, as it would be for a group, a thread of it, and whoever is in it."""
    parts = {
        "board": slug, "group": slug, "thread": str(place.first.thread), "post": "1", "words": CANARY, "handle": "ash",
        "name": "ash", "tag": CANARY, "item": str(place.first.id),
    }  # fmt: skip
    for page in PAGES:
        yield re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: parts.get(found[1], "1"), page.pattern)
    yield from (f"boards/{slug}/{place.first.thread}/{n}" for n in (1, 2, 3))
    yield from (f"boards/{slug}/{post.id}/history" for post in (place.first, place.answer))


async def looked(place: Closed, person: Any, address: str) -> str:
    """Return all that a page says, and what each of its actions says before it asks or does anything."""
    said = ""
    session = houses.session(place.house, person)
    try:
        page = find(ROUTES, session, address)
        said += repr(await page.view())
        await page.more()
        said += repr(await page.view())
        for action in page.offered():
            if action.confirm or action.name in ("bye", "mode", "sign-out"):
                continue
            for item in (str(place.first.id), str(place.first.thread)) if action.on_item else ("",):
                try:
                    result = await page.perform(action, item)
                except (BBSError, ValueError, KeyError, StopIteration):
                    continue
                said += repr(result) if isinstance(result, Ask | Goto | Stay) else ""
    except BBSError as error:
        said += error.words()
    return said


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_says_a_word_of_a_members_only_group(place: Closed, who: str) -> None:
    person = place.outside[who]
    for address in sorted({*addresses(place, place.group.slug), *addresses(place, place.unlisted.slug)}):
        said = asyncio.run(looked(place, person, address))
        assert not LEAK.search(said), address
        if not address.startswith("office/groups"):  # an operator keeps all groups, and reads none
            assert NAME not in said.replace(address, ""), address


def test_who_is_inside_reads_it_so_that_the_others_find_nothing_for_a_reason(place: Closed) -> None:
    ash, slug = place.people["ash"], place.group.slug
    for address in (f"boards/{slug}", f"boards/{slug}/{place.first.thread}", f"search/{CANARY}"):
        assert LEAK.search(asyncio.run(looked(place, ash, address))), address
    lou = place.people["lou"]
    assert lou is not None
    assert houses.write(place.house, unread.threads_with_news, lou).threads == [place.first.thread]


@pytest.mark.parametrize("who", PEOPLE)
def test_no_verb_says_it_and_an_address_of_it_is_as_none(place: Closed, who: str) -> None:
    person, slug = place.outside[who], place.group.slug
    thread = f"boards/{slug}/{place.first.thread}"
    for verb in (f"read {thread}", f"read {thread}/1", f"read boards/{slug}", f"read boards/{slug}/live", "read new"):
        status, said, told = houses.verb(place.house, verb, person)
        assert CANARY not in said + told
        if "boards" in verb:
            nowhere = houses.verb(place.house, verb.replace(slug, "nowhere"), person)
            assert (status, said, told) == nowhere
    for verb in (f"search {CANARY}", f"search in:{slug} {CANARY}", f"search by:ash {CANARY}", f"search tag:{CANARY}"):
        status, said, told = houses.verb(place.house, verb, person)
        assert not LEAK.search(said + told)
    status, said, told = houses.verb(place.house, f"post {thread}", person, text="Let me in.\n")
    assert status != 0
    assert CANARY not in said + told


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "guest"])
def test_the_rules_themselves_tell_nobody_outside(place: Closed, who: str) -> None:
    house, person = place.house, place.outside[who]
    assert person is not None
    assert house.vault is not None
    now, own = house.clock.now(), Owner(house.vault, person.id)
    post, thread, slug = place.first.id, place.first.thread, place.group.slug

    def ask(rule: Any, *args: Any, **how: Any) -> Any:
        return houses.write(house, rule, *args, **how)

    assert ask(unread.threads_with_news, person).threads == []
    assert ask(unread.new_of, person, [post, place.answer.id]) == set()
    assert ask(telling.new_to, person, [post]) == ask(telling.written_on, person, slug, [post]) == set()
    assert ask(posts.by_id, person, [post, place.answer.id]) == {}
    assert ask(finding.find, person, query.parse(CANARY, datetime.now(UTC))).posts == ()
    assert ask(finds, person, CANARY) == ask(finds, person, f"in:{slug} text") == []
    whole = ask(exporting.gather, own, "somebody", now=now)
    assert CANARY not in exporting.as_json(whole)
    refusing: list[Callable[[], Any]] = [
        lambda: ask(posts.reply, person, thread, "Hello.", now=now),
        lambda: ask(posts.start, person, slug, "Hello", "Hello.", now=now),
        lambda: ask(later.put_off, house.vault, person, thread, "Hi.", place="x", now=now, reply_to=post, once="x"),
        lambda: ask(thanks.thank, house.vault, person, post, "", now=now),
        lambda: ask(following.subject, person, following.Kind.THREAD, str(thread)),
        lambda: ask(following.subject, person, following.Kind.WRITER, str(post)),
        lambda: ask(editing.history, house.vault, person, post),
        lambda: ask(nameless.look_up, house.vault, person, place.answer.id, "curious", now=now),
        lambda: ask(group_joining.asking, house.vault, person, slug),
    ]
    for rule in refusing:
        with pytest.raises(BBSError) as refused:
            rule()
        if not person.is_waiting:
            assert isinstance(refused.value, NotFound)


def test_what_was_looked_up_is_listed_for_staff_without_the_title(place: Closed) -> None:
    house, olive = place.house, place.people["an operator"]
    assert olive is not None
    group_of = houses.write(house, group_joining.come_in, place.group.id, olive.id, 1)
    assert group_of is None
    look = (house.vault, olive, place.answer.id, "a threat")
    houses.write(house, nameless.look_up, *look, now=house.clock.now())
    wren = place.people["a moderator"]
    assert [act.title for act in houses.write(house, nameless.lately, house.vault, olive)] == [place.first.title]
    assert [act.title for act in houses.write(house, nameless.lately, house.vault, wren)] == [""]


def test_news_of_a_group_waits_for_nobody_outside(place: Closed) -> None:
    house = place.house

    async def counted(who: str) -> int:
        session = houses.session(house, place.people[who])
        session.listen(f"board/{place.group.slug}")
        for topic in (POSTS, f"board/{place.group.slug}"):
            house.news.tell(News(topic, place.first.id, 0))
            await session.sift(topic)
        waiting = session.waiting(POSTS) + session.waiting(f"board/{place.group.slug}")
        session.over()
        return waiting

    for who in PEOPLE:
        assert asyncio.run(counted(who)) == 0, who
    assert asyncio.run(counted("lou")) == 2


def test_a_reply_that_waited_comes_back_to_who_left(place: Closed) -> None:
    house, kit = place.house, place.people["who left"]
    assert kit is not None
    (waits,) = houses.write(house, later.waiting, kit.id)
    house.clock.move(2 * 3600)  # type: ignore[attr-defined]
    sent = houses.write(house, later.send, house.vault, waits.id, now=house.clock.now())
    assert isinstance(sent, later.CameBack)
