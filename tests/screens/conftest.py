"""The people that most tests of pages and modes are about, each there only where a test asks for them."""

from __future__ import annotations

import pytest

from bbs.community.members import Person, Role
from bbs.house import House
from tests import houses


@pytest.fixture
def sam(house: House) -> Person:
    return houses.member(house, "sam")


@pytest.fixture
def lou(house: House) -> Person:
    return houses.member(house, "lou")


@pytest.fixture
def ash(house: House) -> Person:
    return houses.member(house, "ash")


@pytest.fixture
def wren(house: House) -> Person:
    return houses.member(house, "wren", role=Role.MODERATOR)


@pytest.fixture
def olive(house: House) -> Person:
    return houses.member(house, "olive", role=Role.OPERATOR)
