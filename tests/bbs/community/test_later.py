"""Replies that go out later: once, at their hour, as their author would then; else they are drafts again."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest

from bbs.community import drafts, later, members, posts, reading
from bbs.community.hands import NOTE, UNNAMED, Hand
from bbs.community.later import CameBack
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.config import Writing
from bbs.errors import NotFound, NotUnderstood, Refusal, SignInFirst
from bbs.house import House
from bbs.news import POSTS
from bbs.sending import EVERY, keep_sending, send_due
from screens.telling import told_now
from store.tables import Board, Draft, LaterReply, Post, TendedThread, Tombstone
from store.vault import Place, Vault
from tests import houses
from tests.houses import HeldClock

HOUR = later.WAIT


@pytest.fixture
def sam(house: House) -> Person:
    return houses.member(house, "sam")


@pytest.fixture
def post(house: House) -> PostLine:
    ash = houses.member(house, "ash")
    return houses.write(house, posts.start, ash, "sleep", "Rain", "On the roof.", now=house.clock.now())


def place(post: PostLine) -> str:
    return f"threads/{post.thread}/reply/{post.id}"


def puts_off(house: House, person: Person | None, post: PostLine, text: str = "Zebra.", **how: Any) -> int:
    how = {"once": "once", "note": "", **how}
    now = house.clock.now()
    return houses.write(
        house,
        later.put_off,
        house.vault,
        person,
        post.thread,
        text,
        place=place(post),
        now=now,
        reply_to=post.id,
        **how,
    )


def sends(house: House, now: int, **how: Any) -> list[PostLine | CameBack | None]:
    ids = houses.write(house, later.due, now)
    return [houses.write(house, later.send, house.vault, one, now=now, **how) for one in ids]


def texts(house: House, thread: int) -> list[tuple[str, str, str]]:
    rows = houses.write(house, reading.stretch, None, thread, first=1).posts
    return [(line.author, line.text, line.note) for line in rows[1:]]


def waiting(house: House, person: Person) -> list[later.Waiting]:
    return houses.write(house, later.waiting, person.id)


def test_it_goes_out_at_its_hour_and_once(house: House, sam: Person, post: PostLine) -> None:
    now = house.clock.now()
    assert puts_off(house, sam, post, note="Grief") == now + HOUR
    assert [(one.place, one.goes_at) for one in waiting(house, sam)] == [(place(post), now + HOUR)]
    assert sends(house, now + HOUR - 1) == []
    (sent,) = sends(house, now + HOUR)
    assert isinstance(sent, PostLine)
    assert (sent.reply_to, sent.posted_at) == ("ash", now + HOUR)
    assert texts(house, post.thread) == [("sam", "Zebra.", "grief")]
    assert (sends(house, now + 2 * HOUR), waiting(house, sam)) == ([], [])


def test_its_words_are_sealed_and_gone_with_it(house: House, sam: Person, post: PostLine) -> None:
    puts_off(house, sam, post)
    row, sealed = houses.write(house, lambda: (LaterReply.get().row, LaterReply.get().sealed))
    assert b"Zebra" not in bytes(sealed)
    houses.write(house, later.drop, sam.id, waiting(house, sam)[0].id)
    assert row in houses.write(house, lambda: [stone.row for stone in Tombstone.select()])
    assert sends(house, house.clock.now() + HOUR) == []


def test_the_same_twice_is_one(house: House, sam: Person, post: PostLine) -> None:
    assert puts_off(house, sam, post) == puts_off(house, sam, post)
    assert len(waiting(house, sam)) == 1


def test_the_same_words_again_wait_once(house: House, sam: Person, post: PostLine) -> None:
    first = puts_off(house, sam, post, once="one")
    assert isinstance(house.clock, HeldClock)
    house.clock.move(60)
    assert puts_off(house, sam, post, once="two") == first
    assert puts_off(house, sam, post, once="three", note="grief") > first
    assert len(waiting(house, sam)) == 2


def test_without_a_name_it_goes_out_so_and_comes_back_so(house: House, sam: Person, post: PostLine) -> None:
    now = house.clock.now()
    puts_off(house, sam, post, unnamed="yes")
    (sent,) = sends(house, now + HOUR)
    assert isinstance(sent, PostLine)
    assert (sent.author, bool(sent.nameless)) == ("", True)
    puts_off(house, sam, post, "Again.", unnamed="yes", once="again")
    houses.write(house, Board.update(nameless=False).execute)
    (came,) = sends(house, now + 2 * HOUR)
    assert isinstance(came, CameBack), "and never with the name"
    assert houses.write(house, drafts.kept, house.vault, sam.id, place(post) + UNNAMED) == "yes"
    with pytest.raises(Refusal):
        puts_off(house, sam, post, "Once more.", unnamed="yes", once="once more")


def test_what_waited_before_it_could_be_without_a_name_goes_out_with_one(
    house: House, sam: Person, post: PostLine
) -> None:
    puts_off(house, sam, post)
    vault = house.vault
    assert vault is not None

    def as_it_was() -> None:
        row = LaterReply.get()
        words = vault.seal(Place("later_reply", row.row, str(sam.id)), '["Zebra.", "grief"]')
        LaterReply.update(sealed=words).where(LaterReply.id == row.id).execute()

    houses.write(house, as_it_was)
    sends(house, house.clock.now() + HOUR)
    assert texts(house, post.thread) == [("sam", "Zebra.", "grief")]


def test_what_cannot_be_posted_is_told_at_once(house: House, sam: Person, post: PostLine) -> None:
    with pytest.raises(NotUnderstood):
        puts_off(house, sam, post, " ")
    with pytest.raises(SignInFirst):
        puts_off(house, None, post)
    with pytest.raises(NotFound):
        puts_off(house, sam, PostLine(**{**post.__dict__, "thread": 999}))


def test_taken_back_it_is_a_draft_again_with_its_note(house: House, sam: Person, post: PostLine) -> None:
    puts_off(house, sam, post, note="grief")
    assert houses.write(house, later.take_back, house.vault, sam.id, waiting(house, sam)[0].id, now=5) == place(post)
    assert houses.write(house, drafts.kept, house.vault, sam.id, place(post)) == "Zebra."
    assert houses.write(house, drafts.kept, house.vault, sam.id, place(post) + NOTE) == "grief"
    assert [one.returned for one in houses.write(house, drafts.places, sam.id)] == [False]
    assert sends(house, house.clock.now() + HOUR) == []


def test_taken_back_it_comes_beside_what_is_being_written_there(house: House, sam: Person, post: PostLine) -> None:
    puts_off(house, sam, post)
    vault = house.vault
    now = house.clock.now() + 60
    houses.write(house, drafts.keep, vault, sam.id, place(post), "Calmer words.", now=now, hand=Hand("new"))
    houses.write(house, later.take_back, vault, sam.id, waiting(house, sam)[0].id, now=5)
    assert houses.write(house, drafts.kept, vault, sam.id, place(post)) == "Calmer words."
    (beside,) = (one for one in houses.write(house, drafts.places, sam.id) if one.is_beside)
    assert houses.write(house, drafts.other, vault, sam.id, beside.id).text == "Zebra."


def test_it_is_sent_before_its_hour_by_its_author_alone(house: House, sam: Person, post: PostLine) -> None:
    puts_off(house, sam, post)
    (one,) = waiting(house, sam)
    lou = houses.member(house, "lou")
    for rule in (later.take_back, later.send_now):
        who: Any = lou.id if rule is later.take_back else lou
        with pytest.raises(NotFound):
            houses.write(house, rule, house.vault, who, one.id, now=1)
    with pytest.raises(NotFound):
        houses.write(house, later.drop, lou.id, one.id)
    houses.write(house, later.send_now, house.vault, sam, one.id, now=house.clock.now())
    assert [text for _, text, _ in texts(house, post.thread)] == ["Zebra."]
    assert waiting(house, sam) == []


def test_who_may_not_write_any_more_has_a_draft_that_says_it_came_back(
    house: House, sam: Person, post: PostLine
) -> None:
    puts_off(house, sam, post)
    houses.write(house, members.decide, sam.id, approve=False, now=house.clock.now())
    assert sends(house, house.clock.now() + HOUR) == [CameBack(sam.id)]
    assert texts(house, post.thread) == []
    assert [one.returned for one in houses.write(house, drafts.places, sam.id)] == [True]
    assert houses.write(house, drafts.kept, house.vault, sam.id, place(post)) == "Zebra."


def test_where_the_post_is_gone_it_is_a_draft_again(house: House, sam: Person, post: PostLine) -> None:
    puts_off(house, sam, post)
    houses.write(house, lambda: Post.delete().where(Post.id == post.id).execute())
    assert sends(house, house.clock.now() + HOUR) == [CameBack(sam.id)]
    assert houses.write(house, drafts.kept, house.vault, sam.id, place(post)) == "Zebra."
    houses.write(house, drafts.keep, house.vault, sam.id, place(post), "Changed.", now=9, hand=Hand("new"))
    assert not any(one.returned and not one.is_beside for one in houses.write(house, drafts.places, sam.id))


def test_who_wrote_much_within_the_hour_waits_a_little_longer(house: House, sam: Person, post: PostLine) -> None:
    puts_off(house, sam, post)
    now = house.clock.now() + HOUR
    few = Writing(posts_per_hour=1)
    houses.write(house, posts.reply, sam, post.thread, "Another.", now=now - 60)
    assert sends(house, now, writing=few) == [None]
    assert [one.goes_at for one in waiting(house, sam)] == [now + later.AGAIN]
    assert sends(house, now + HOUR, writing=few) != [None]


def test_what_is_a_day_late_goes_back_to_its_author(house: House, sam: Person, post: PostLine) -> None:
    goes_at = puts_off(house, sam, post)
    assert sends(house, goes_at + later.A_DAY + 1) == [CameBack(sam.id)]
    assert [one.returned for one in houses.write(house, drafts.places, sam.id)] == [True]
    assert texts(house, post.thread) == []


@pytest.mark.parametrize("minutes", [-1, 1])
def test_where_its_thread_was_moved_meanwhile_it_goes_back_and_else_it_goes_out(
    house: House, sam: Person, post: PostLine, minutes: int
) -> None:
    goes_at = puts_off(house, sam, post)
    at = house.clock.now() + minutes * 60
    houses.write(house, lambda: TendedThread.create(thread=post.thread, moved_at=at))
    (sent,) = sends(house, goes_at)
    assert (sent == CameBack(sam.id)) is (minutes > 0), "others read it there than when it was written"
    assert bool(texts(house, post.thread)) is (minutes < 0)
    assert houses.write(house, drafts.kept, house.vault, sam.id, place(post)) == ("Zebra." if minutes > 0 else "")


def test_it_goes_with_its_author(house: House, sam: Person, post: PostLine) -> None:
    puts_off(house, sam, post)
    houses.write(house, lambda: Draft._meta.database.execute_sql("DELETE FROM member WHERE handle = 'sam'"))
    assert sends(house, house.clock.now() + HOUR) == []


def test_under_another_server_key_it_stays_and_is_in_nobodys_way(
    house: House, sam: Person, post: PostLine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    puts_off(house, sam, post)
    house.vault = Vault.begin(tmp_path / "other.key")
    with caplog.at_level(logging.WARNING):
        assert sends(house, house.clock.now() + HOUR) == [None]
    assert [record.getMessage() for record in caplog.records] == [
        "a reply that waits could not be opened: was the server key changed?"
    ]
    (one,) = waiting(house, sam)
    assert one.goes_at > house.clock.now() + HOUR
    for rule in (later.take_back, later.send_now):
        who: Any = sam.id if rule is later.take_back else sam
        with pytest.raises(Refusal, match="cannot be opened"):
            houses.write(house, rule, house.vault, who, one.id, now=1)


# The server's round


def test_the_server_looks_every_minute_and_tells_who_listens(house: House, sam: Person, post: PostLine) -> None:
    puts_off(house, sam, post)
    clock = house.clock
    assert isinstance(clock, HeldClock)
    heard: list[int] = []
    house.news.listen("board/sleep", lambda news: heard.append(news.by))

    async def play() -> None:
        going = asyncio.ensure_future(keep_sending(house))
        for _ in range(HOUR // EVERY):
            while not clock._waiting:  # noqa: ASYNC110 - it has no event of its own
                await asyncio.sleep(0.001)
            assert heard == []
            clock.move(EVERY)
            await asyncio.sleep(0)
        async with asyncio.timeout(30):
            while not heard:  # noqa: ASYNC110
                await asyncio.sleep(0.001)
        going.cancel()

    asyncio.run(play())
    assert heard == [sam.id]
    assert [text for _, text, _ in texts(house, post.thread)] == ["Zebra."]


def test_who_gets_theirs_back_is_told_and_nobody_else(house: House, sam: Person, post: PostLine) -> None:
    puts_off(house, sam, post)
    assert isinstance(house.clock, HeldClock)
    house.clock.move(HOUR + later.A_DAY + 1)
    mine, others = houses.session(house, sam), houses.session(house, houses.member(house, "lou"))

    async def play() -> list[str]:
        await send_due(house)
        return [await told_now(mine), await told_now(mine), await told_now(others)]

    said = "A reply that waited could not go out. Your words are kept, under Drafts."
    assert asyncio.run(play()) == [said, "", ""]
    assert mine.waiting(POSTS) == 0
    mine.over()
    others.over()


def test_after_a_restart_it_goes_out_all_the_same(house: House, sam: Person, post: PostLine) -> None:
    puts_off(house, sam, post)
    assert isinstance(house.clock, HeldClock)
    house.clock.move(3 * HOUR)
    houses.close(house)
    again = houses.build(house.home.path)
    assert isinstance(again.clock, HeldClock)
    again.clock.move(3 * HOUR)
    asyncio.run(send_due(again))
    assert [text for _, text, _ in texts(again, post.thread)] == ["Zebra."]
    houses.close(again)
