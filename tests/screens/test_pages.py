"""Every page, whoever looks: it can be found, it says the same twice, and all it leads to is there."""

from __future__ import annotations

import ast
import asyncio
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bbs.community.members import Role
from bbs.errors import BBSError, NotFound, SignInFirst
from bbs.house import House
from bbs.session import Session
from screens.fullscreen.keys import MOVES
from screens.page import Action, Ask, Goto, Page, Result, Who, find
from screens.pages import PAGES, ROUTES
from screens.view import Field, Form, Listing, Live, Notice, Post, Prose, View
from tests import houses
from tests.screens.settled import ROLES, Settled, plain_addresses, settled

ROOT = Path(__file__).parents[2]
OURS = sorted(path for package in ("bbs", "screens", "store") for path in (ROOT / package).rglob("*.py"))
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
    "plan/signs",
    "journal/found/rain",
)


def named(page: type[Page]) -> str:
    return page.__name__


# What a page declares


def test_no_two_pages_have_the_same_pattern() -> None:
    patterns = [page.pattern for page in PAGES]
    assert len(set(patterns)) == len(patterns)


def test_no_page_stands_before_another_that_could_then_never_be_found() -> None:
    for page in PAGES:
        example = re.sub(r"\{\w+:int\}", "1", page.pattern)
        example = re.sub(r"\{\w+(:rest)?\}", "some-name", example)
        first = next(known.page for known in ROUTES if known.regex.fullmatch(example))
        assert first is page, f"{example} opens {first.__name__}"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_actions_of_a_page_have_names_and_keys_of_their_own(page: type[Page]) -> None:
    names = [action.name for action in page.declared]
    keys = [action.key for action in page.declared]
    assert len(set(names)) == len(names)
    assert len(set(keys)) == len(keys)
    assert all(len(key) == 1 and key.isprintable() and not key.isdecimal() for key in keys)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_help_home_back_and_leaving_are_on_every_page(page: type[Page]) -> None:
    assert {("help", "!"), ("home", "h"), ("back", "b"), ("bye", "q")} <= {(a.name, a.key) for a in page.declared}


def test_one_searches_from_every_page_while_the_boards_are_open(house: House) -> None:
    here = houses.session(house, houses.member(house, "sam"))
    closed = (replace(here, is_crowded=True), replace(here, house=replace(house, store=None)))
    for page in PAGES:
        (search,) = (action for action in page.declared if action.key == "/")
        assert (search.name, search.who, search.on_item) == ("search", Who.ANYONE, False)
        parts = dict.fromkeys(re.findall(r"\{(\w+)", page.pattern), "1")
        assert page(here, page.pattern, **parts).can(search)
        assert not any(page(session, page.pattern, **parts).can(search) for session in closed), page
        if page.pattern in ("door", "help"):
            assert not page(houses.session(house), page.pattern).can(search), "a stranger is not inside yet"


@pytest.mark.parametrize("page", [p for p in PAGES if p.pattern.split("/")[0] in ("office", "desk")], ids=named)
def test_rooms_of_the_staff_are_theirs_alone(page: type[Page]) -> None:
    for_everybody = ("desk/note", "desk/note/{line}", "desk/answer", "desk/answer/{code}")
    expected = Who.OPERATOR if page.pattern.startswith("office") else Who.STAFF
    if page.pattern in for_everybody:
        expected = Who.ANYONE
    if page.pattern.startswith("desk/own"):
        expected = Who.MEMBER
    assert page.who is expected


def test_who_may_not_know_of_a_page_finds_nothing_and_a_guest_is_told_to_sign_in(house: House) -> None:
    people = [None, *(houses.member(house, f"somebody-{n}", role=role) for n, role in enumerate(Role))]
    for page in PAGES:
        address = re.sub(r"\{\w+(:\w+)?\}", "1", page.pattern)
        for person in people:
            session = houses.session(house, person)
            if page.who.includes(session):
                continue
            with pytest.raises(BBSError) as met:
                find(ROUTES, session, address)
            expected = SignInFirst if person is None and page.who is Who.MEMBER else NotFound
            assert type(met.value) is expected
            assert met.value.message == expected().message


# Words


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def marked_in(path: Path) -> list[str]:
    return list(marked(tree(path)))


def marked(part: ast.AST) -> Iterator[str]:
    for node in ast.walk(part):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_":
            assert isinstance(node.args[0], ast.Constant), ast.dump(node)
            yield str(node.args[0].value)


def test_every_title_and_label_is_marked_for_the_catalogue() -> None:
    known = {words for path in OURS for words in marked_in(path)}
    for page in PAGES:
        assert page.title in known | {""}
        for action in page.declared:
            assert action.label in known
            assert action.confirm in known | {""}


def constants() -> dict[str, str]:
    """Return the sentences that have a name in some module."""
    found = {}
    for path in OURS:
        for node in tree(path).body:
            target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
            if isinstance(target, ast.Name) and (words := list(marked(node))):
                found[target.id] = words[0]
    return found


def fillings() -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield every call whose first argument is a sentence: where, the names it has to fill, the names it is given."""
    names = constants()
    for path in OURS:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or not node.args or getattr(node.func, "id", "") == "N_":
                continue
            first = node.args[0]
            words = names.get(first.id, "") if isinstance(first, ast.Name) else ""
            if isinstance(first, ast.Call) and getattr(first.func, "id", "") == "N_":
                words = next(marked(first))
            if not words or any(keyword.arg is None for keyword in node.keywords):
                continue
            wanted = {name for _, name, _, _ in string.Formatter().parse(words) if name} - {"do", "Do", "key"}
            given = {str(keyword.arg) for keyword in node.keywords}
            yield f"{path.relative_to(ROOT)}, line {node.lineno}", wanted, given


def test_every_sentence_with_a_gap_is_given_what_fills_it() -> None:
    calls = list(fillings())
    assert len(calls) > 300, "the search itself still finds the calls"
    assert [(where, wanted - given) for where, wanted, given in calls if wanted - given] == []


def test_every_key_that_a_sentence_names_is_that_of_the_action_it_names_beside_it() -> None:
    known = {(action.name, action.key) for page in PAGES for action in page.declared}
    known |= {(name, key.upper()) for name, key in known if key in MOVES}
    known |= {("help", "Ctrl+G"), ("back", "Esc"), ("join", "g, then join,")}
    named = {
        tuple(spec.split("/"))
        for path in OURS
        for words in marked_in(path)
        for _, name, spec, _ in string.Formatter().parse(words)
        if name in ("do", "Do", "key") and spec
    }
    assert len(named) > 5
    assert named - known == set()


def test_no_sentence_but_of_the_line_mode_says_what_to_type_there() -> None:
    words = {action.name for page in PAGES for action in page.declared}
    said = [
        (path.name, sentence)
        for path in OURS
        if "linemode" not in path.parts
        for sentence in marked_in(path)
        if (found := re.search(r"\b[Tt]ype (\w+)", sentence)) and found[1] in words
    ]
    assert said == []


def test_an_error_without_its_words_would_be_found() -> None:
    """The check above rests on errors leaving gaps as they are; that is what a caller would see."""
    assert NotFound("There is no {name}.").words() == "There is no {name}."
    assert NotFound("There is no {name}.", name="sam").words() == "There is no sam."


def addresses_in(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Goto":
            address = node.args[0]
            if isinstance(address, ast.Constant):
                yield str(address.value)
            if isinstance(address, ast.JoinedStr):
                parts = (part.value if isinstance(part, ast.Constant) else "1" for part in address.values)
                yield "".join(map(str, parts))


def test_every_address_that_is_written_down_leads_somewhere() -> None:
    written = {address for path in OURS for address in addresses_in(path)}
    assert len(written) > 20
    assert {a for a in written if not any(known.regex.fullmatch(a.strip("/")) for known in ROUTES)} == set()


# The walk


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
        for address in (*STARTS, f"desk/answer/{self.place.names['code']}"):
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
