"""Everybody goes everywhere: a page says the same twice, all it leads to is there, and every page is led to."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from bbs.errors import BBSError, NotFound, SignInFirst
from bbs.session import Session
from screens.page import Action, Ask, Goto, Page, Result, Who
from screens.pages import PAGES, ROUTES
from screens.routes import find
from screens.view import Field, Form, Listing, Live, Notice, Post, Prose, View
from tests import houses
from tests.screens.settled import ROLES, Settled, plain_addresses, settled

NAMED = (("desk/answer", "code", ""), ("noticed", "said", "member"))
"""Addresses that open only after something was done, what of them is in Settled.names, and for whom, "" for all."""
STARTS = (
    *plain_addresses(),
    "help/GB",
    "help/united states",
    "help/nowhere",
    "help/congo",
    "help/card/gb",
    "help/for/carers",
    "help/in/polish",
    "help/line/GB:samaritans/code/phone",
    "search/night",
    "boards/sleep/tagged/dreams",
    "go/bo",
    "tools/for/sleep",
    "desk/1",
    "desk/only/urgent",
    "desk/course/worry/2",
    "office/members/found/a",
    "office/log/of/wren",
    "office/texts/about",
    "office/texts/name",
    "office/log/act/member-noted",
    "desk/sweep/lou",
    "desk/sweeps/1",
    "desk/members/wren/invitations",
    "plan/signs",
    "journal/found/rain",
)


@dataclass
class Walk:
    """Somebody who follows everything that leads anywhere, page by page."""

    place: Settled
    role: str
    known: dict[str, list[tuple[str, str]]]
    """Where the actions of a page lead, by what is seen and offered there: found out once, by whoever came first."""
    seen: dict[str, type[Page]] = field(default_factory=dict)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)

    async def all(self) -> None:
        """Walk from every plain address that this role may know of."""
        session = self.place.session(self.role)
        named = (f"{where}/{self.place.names[part]}" for where, part, role in NAMED if role in ("", self.role))
        for address in (*STARTS, *named):
            try:
                find(ROUTES, session, address)
            except (NotFound, SignInFirst):
                continue
            self.waiting.append((address, "a known address"))
        while self.waiting:
            address, whence = self.waiting.pop()
            if address not in self.seen:
                try:
                    await self.look(address)
                except BBSError as error:
                    self.lost.append(f"{address}, from {whence}: {error.words()}")

    async def look(self, address: str) -> None:
        """Look at a page, twice unless somebody before saw the same, and note where it leads."""
        self.seen[address] = Page
        page = self.place.page(self.role, address)
        self.seen[address] = type(page)
        view = await page.view()
        for item in items(view):
            if item.to:
                self.waiting.append((item.to, address))
        alike = f"{address} {shape(view)} {page.offered()}"
        if alike not in self.known:
            assert shape(await page.view()) == shape(view), f"{address} says something else when it is asked again"
            assert_sound(view, page)
            self.known[alike] = await self.doing(address, page, view)
        self.waiting += self.known[alike]

    async def doing(self, address: str, page: Page, view: View) -> list[tuple[str, str]]:
        """Do what a page offers, as far as nothing has to be confirmed; return where that leads, and whence."""
        leads = []
        for action in page.offered():
            if action.confirm or (action.on_item and not first_item(view)) or self.often(page, action):
                continue
            result = await self.does(address, action.name, first_item(view))
            if isinstance(result, Goto):
                leads.append((result.address.strip("/"), f"{address} {action.name}"))
            if isinstance(result, Ask):
                assert_askable(result)
        return leads

    def often(self, page: Page, action: Action) -> bool:
        """Say whether an action was done enough: on a few pages of a kind, once for what is on all of them."""
        kind = type(page) if action.method in vars(type(page)) else Page
        self.done[f"{kind} {action.name}"] += 1
        return self.done[f"{kind} {action.name}"] > 4

    async def does(self, address: str, name: str, item: str) -> Result | None:
        """Do one thing on a page, in a visit of its own; None for a refusal in words."""
        page = self.place.page(self.role, address)
        await page.view()
        action = next((each for each in page.offered() if each.name == name), None)
        if action is None:  # what was done before it left nothing to do it with
            return None
        try:
            return await page.perform(action, item)
        except BBSError as refused:
            self.refusals.append(refused.words())
            return None


def shape(view: View) -> View:
    """Return a view without the checks of its fields, which are functions made anew each time."""

    def bare(block: Any) -> Any:
        if isinstance(block, Form):
            return replace(block, fields=tuple(replace(each, check=None) for each in block.fields))
        return block

    return replace(view, blocks=tuple(map(bare, view.blocks)))


def items(view: View) -> list[Any]:
    return [item for block in view.blocks if isinstance(block, Listing) for item in block.items]


def posts(view: View) -> list[Post]:
    own = [block for block in view.blocks if isinstance(block, Post)]
    return own + [post for block in view.blocks if isinstance(block, Live) for post in block.posts]


def first_item(view: View) -> str:
    return next((each.id for each in (*posts(view), *items(view)) if each.id), "")


def assert_sound(view: View, page: Page) -> None:
    """Check what every view must be: words without gaps, a prompt of four words, something to say."""
    assert view.blocks, page.address
    assert len(view.prompt.split()) <= 5, view.prompt
    for block in view.blocks:
        if isinstance(block, Prose):
            assert all(paragraph.strip() and "\n" not in paragraph for paragraph in block.paragraphs), page.address
        if isinstance(block, Notice):
            assert block.words.strip()
        if isinstance(block, Listing):
            assert block.items or block.empty, f"{page.address}: an empty list says nothing"
            assert all(item.label.strip() and "\n" not in item.label + item.detail for item in block.items)
        if isinstance(block, Form):
            assert any(action.name == block.submit for action in page.declared)
    if posts(view):
        assert all(post.author and post.when for post in posts(view))


def assert_askable(question: Ask) -> None:
    """Check that a question can be asked in any mode: labels of four words at most, names that differ."""
    assert question.fields
    assert len({each.name for each in question.fields}) == len(question.fields)
    for each in question.fields:
        assert isinstance(each, Field)
        assert 1 <= len(each.label.split()) <= 4, each.label
        assert "{" not in each.intro + each.help, each.name


def walked(role: str, folder: Path, known: dict[str, list[tuple[str, str]]]) -> Walk:
    """Return a role's walk through a community of its own: walking changes things."""
    with settled(folder / role) as place:
        walk = Walk(place, role, known)
        asyncio.run(walk.all())
    return walk


@pytest.mark.timeout(180)  # everybody goes everywhere and does everything
def test_everything_leads_to_a_page_and_to_every_page_something_leads(tmp_path: Path) -> None:
    known: dict[str, list[tuple[str, str]]] = {}
    walks = [walked(role, tmp_path, known) for role in ROLES]
    for walk in walks:
        assert walk.lost == [], walk.role
        assert [words for words in walk.refusals if "{" in words] == []
        assert len(walk.seen) > 30
    reached = {page.__name__ for walk in walks for page in walk.seen.values()}
    assert {page.__name__ for page in PAGES} - reached == set()
    for walk in walks[:2]:
        public = {board.slug for board in walk.place.house.texts.boards if board.public}
        boards = {address.split("/")[1] for address in walk.seen if address.startswith("boards/")}
        assert boards <= public, f"{walk.role}s see what is written for members"


# Without a database


def test_pages_that_need_no_store_work_without_one_and_all_others_say_why(tmp_path: Path) -> None:
    house = houses.build(tmp_path / "home", store=False)
    try:
        seen, refusals = asyncio.run(_look_around(houses.session(house)))
    finally:
        houses.close(house)
    assert {page.pattern for page in PAGES if not page.needs_store and "{" not in page.pattern} <= seen
    assert refusals
    assert [words for words in refusals if "closed for repair" not in words] == []


async def _look_around(session: Session) -> tuple[set[str], list[str]]:
    """Walk as a stranger from the first words on; return where one comes, and what is refused on the way."""
    waiting = [page.pattern for page in PAGES if "{" not in page.pattern and page.who is Who.ANYONE]
    seen: set[str] = set()
    refusals: list[str] = []
    while waiting:
        address = waiting.pop()
        try:
            page = find(ROUTES, session, address)
        except NotFound as refused:
            refusals.append(refused.words())
            continue
        except SignInFirst:
            continue
        if address in seen:
            continue
        seen.add(address)
        view = await page.view()
        assert shape(await page.view()) == shape(view)
        waiting += [item.to for item in items(view) if item.to]
        for action in page.offered():
            if action.on_item:
                continue
            try:
                result = await page.perform(action)
            except BBSError as refused:
                refusals.append(refused.words())
                continue
            if isinstance(result, Goto):
                waiting.append(result.address.strip("/"))
    return seen, refusals
