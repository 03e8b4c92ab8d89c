"""What is sent as the line is cut is sent whole: with the post goes its draft."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bbs import drafting
from bbs.errors import Refusal
from bbs.house import House
from bbs.session import Session
from screens.page import Ask, Back, Result, Values
from screens.sending import send
from store.tables import Draft
from tests import houses

PLACES = {"boards/sleep/post": "Words and more.", "boards/sleep/post/title": "Words.", "": "No."}


@pytest.fixture
def session(house: House) -> Session:
    """Sam's, who wrote something and has not sent it."""
    return houses.session(house, houses.member(house, "sam"))


async def begin(session: Session) -> None:
    for place in list(PLACES)[:2]:
        await drafting.keep(session, place, "Words.")


def drafts(house: House) -> int:
    return houses.write(house, lambda: Draft.select().count())


def cut_off_while_sending(session: Session, ends: Exception | Result) -> None:
    """Send, be cut off before that is done, and let what goes on without the caller come to its end."""

    async def visit() -> None:
        came, goes_on = asyncio.Event(), asyncio.Event()

        async def post(values: Values) -> Result:
            came.set()
            await goes_on.wait()
            if isinstance(ends, Exception):
                raise ends
            return ends

        await begin(session)
        sending = asyncio.ensure_future(send(session, post, {}, PLACES))
        await came.wait()
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        goes_on.set()
        await asyncio.wait(asyncio.all_tasks() - {asyncio.current_task()})

    asyncio.run(visit())


def test_whoever_is_cut_off_between_a_post_and_its_draft_finds_no_draft(house: House, session: Session) -> None:
    cut_off_while_sending(session, Back())
    assert drafts(house) == 0


def test_what_was_sent_is_not_kept_again_by_the_line_that_was_cut(house: House, session: Session) -> None:
    cut_off_while_sending(session, Back())
    for place, words in PLACES.items():
        asyncio.run(drafting.keep(session, place, words))
    assert drafts(house) == 0
    asyncio.run(drafting.keep(session, "boards/sleep/post", "Other words."))
    assert drafts(house) == 1


def test_what_fails_with_nobody_left_to_be_told_is_logged_without_what_it_says(
    house: House, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        cut_off_while_sending(session, ValueError("zebra"))
    assert "ValueError" in caplog.text
    assert "zebra" not in caplog.text
    assert drafts(house) == 2


def test_what_was_refused_or_asks_for_more_keeps_its_draft(house: House, session: Session) -> None:
    async def refuse(values: Values) -> Result:
        raise Refusal("Not now.")

    async def ask_on(values: Values) -> Result:
        return Ask((), ask_on)

    async def visit() -> None:
        await begin(session)
        with pytest.raises(Refusal):
            await send(session, refuse, {}, PLACES)
        assert isinstance(await send(session, ask_on, {}, PLACES), Ask)

    asyncio.run(visit())
    assert drafts(house) == 2
