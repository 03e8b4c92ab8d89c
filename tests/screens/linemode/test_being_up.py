"""`ssh host up`: yes or no, for anybody, and nothing else."""

from __future__ import annotations

from pathlib import Path

from bbs.house import House
from screens.arriving import request
from tests import houses


def test_anybody_hears_that_the_place_is_up(house: House) -> None:
    assert houses.verb(house, "up") == (0, "0 up\n", "")
    assert houses.verb(house, "UP", houses.member(house, "sam")) == (0, "0 up\n", "")


def test_it_is_the_verb_under_the_name_help_too(house: House) -> None:
    assert request(houses.session(house, username="help", command="up")) == "up"
    assert request(houses.session(house, username="help", command="Uruguay")) == "help Uruguay"


def test_where_only_crisis_help_is_open_it_says_so_and_leaves_1(tmp_path: Path) -> None:
    house = houses.build(tmp_path / "home", store=False)
    assert houses.verb(house, "up") == (1, "1 help-only\n", "")
    houses.close(house)


def test_a_disk_without_room_wakes_whoever_can_make_some(house: House) -> None:
    assert house.store is not None
    house.store.room.failed()
    assert houses.verb(house, "up") == (1, "1 read-only\n", "")
    house.store.room.took()
    assert houses.verb(house, "up") == (0, "0 up\n", "")


def test_a_database_that_answers_no_more_is_not_up(house: House) -> None:
    assert house.store is not None
    house.store.close()
    assert houses.verb(house, "up") == (1, "1 help-only\n", "")
