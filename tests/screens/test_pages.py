"""Every page, as it is declared: it can be found, by whom it is for, and has keys and names of its own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bbs.community.members import Role
from bbs.errors import BBSError, NotFound, SignInFirst
from bbs.house import House
from screens.page import Page, Who
from screens.pages import PAGES, ROUTES
from screens.routes import find
from tests import houses
from tests.for_each import for_each

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


@for_each("page", PAGES)
def test_actions_of_a_page_have_names_and_keys_of_their_own(page: type[Page]) -> None:
    names = [action.name for action in page.declared]
    keys = [action.key for action in page.declared]
    assert len(set(names)) == len(names)
    assert len(set(keys)) == len(keys)
    assert all(len(key) == 1 and key.isprintable() and not key.isdecimal() for key in keys)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


@for_each("page", PAGES)
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


@for_each("page", [p for p in PAGES if p.pattern.split("/")[0] in ("office", "desk")])
def test_rooms_of_the_staff_are_theirs_alone(page: type[Page]) -> None:
    for_everybody = ("desk/note", "desk/note/{line}", "desk/answer", "desk/answer/{code}")
    expected = Who.OPERATOR if page.pattern.startswith("office") else Who.STAFF
    if page.pattern.startswith("office/log"):  # moderators read it, too
        expected = Who.STAFF
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
