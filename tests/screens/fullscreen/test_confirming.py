"""Whether something is meant: the whole question is read, and the keys that answer it, however small the window."""

from __future__ import annotations

import asyncio

import pytest

from bbs.arrival import Terminal
from bbs.house import House
from bbs.language import ENGLISH
from screens.page import Action, Who
from screens.pages import PAGES
from tests import houses
from tests.screens.fullscreen.looking import squeezed
from tests.screens.fullscreen.visits import drawn

QUESTIONS = sorted({ENGLISH(action.confirm) for page in PAGES for action in page.declared if action.confirm})


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (80, 24)])
def test_every_question_is_whole_and_its_keys_stand_below_it(house: House, columns: int, rows: int) -> None:
    assert len(QUESTIONS) > 10
    assert any(len(question) > columns for question in QUESTIONS), "or nothing is tried here"
    terminal = Terminal(kind="xterm", columns=columns, rows=rows, locale="en_GB.UTF-8")

    async def visit() -> None:
        async with drawn(houses.session(house, houses.member(house, "sam"), terminal=terminal)) as there:
            screen = await there.opens("about")
            before = there.glass.text()
            for question in QUESTIONS:
                action = Action("try", "~", "try", Who.ANYONE, on_item=False, confirm=question, method="back")
                screen.call_later(screen.acting.act, action)
                await there.until(lambda asked=question: squeezed(asked) in squeezed(there.glass.words), question)  # type: ignore[misc]
                assert there.glass.text()[-1].split() == ["y", "yes", "n", "no"], question
                assert there.glass.text()[0] == before[0], "the page is still above"
                there.presses("n")
                await there.reads("Left as it was.")
                assert there.glass.text()[-1] == before[-1], "the keys of the page again"
                there.presses("~")
                await there.reads("~ does nothing here.")

    asyncio.run(visit())
